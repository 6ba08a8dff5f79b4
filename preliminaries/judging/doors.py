"""The ways out of a check that are closed to an answer: ending Python, asking the keyboard."""

import _thread
import builtins
import functools
import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from preliminaries.judging.offspring import Offspring
from preliminaries.judging.swapping import Swaps

_LEAVING: tuple[tuple[ModuleType, str], ...] = (
    (builtins, "exit"),
    (builtins, "quit"),
    (os, "_exit"),
    (os, "abort"),
    (os, "execv"),
    (os, "execve"),
    (signal, "raise_signal"),
    (_thread, "interrupt_main"),
)
_KILLING = ((os, "kill"), (os, "killpg"))
_TIMING = ((signal, "alarm"), (signal, "setitimer"))  # the clock needs it


def close(own: Offspring, swaps: Swaps) -> None:
    """Make errors of them, for this answer's threads alone and not in a forked child."""

    def closed() -> bool:
        return own.mine() and not own.in_a_child()

    def swap(where: Any, name: str, instead: Callable) -> None:
        real = getattr(where, name, None)
        if real is None:
            return

        @functools.wraps(real)
        def door(*arguments: object, **options: object) -> object:
            return (instead if closed() else real)(*arguments, **options)

        swaps.put(where, name, door)

    for where, name in _LEAVING:
        swap(where, name, _leave)
    for where, name in _KILLING:
        if hasattr(where, name):
            swap(where, name, functools.partial(_kill, getattr(where, name)))
    for where, name in _TIMING:
        swap(where, name, _set_alarm)
    swap(builtins, "input", _ask)
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        swap(shell, "ask_exit", _leave)  # Jupyter's own `exit` asks the shell


def _leave(*arguments: object, **options: object) -> None:
    raise SystemExit("it asked Python to end")


def _kill(real: Callable, whom: int, signum: int) -> None:
    ours = {0, -1, os.getpid()}
    if hasattr(os, "getpgrp"):
        ours |= {os.getpgrp(), -os.getpgrp()}
    if signum and whom in ours:
        _leave()
    real(whom, signum)


def _ask(*arguments: object, **options: object) -> None:
    raise RuntimeError("input() was called: an answer cannot ask the keyboard")


def _set_alarm(*arguments: object, **options: object) -> None:
    raise RuntimeError("the alarm is in use: it ends an answer that takes too long")
