"""Running a learner's code so that it always ends and leaves the session as it was.

In place, in the learner's own process: a right answer may use whatever the notebook defines,
and a tensor on a GPU cannot cross into a forked child. What cannot be stopped from within
Python is one single call into C that never returns. Windows has no alarm: neither `time.sleep`
nor an endless loop within a `try` with a bare `except` is stopped there.
"""

import builtins
import gc
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from preliminaries.judging import restoring
from preliminaries.judging.clock import Clock, OutOfTime, Stopped

__all__ = ["MEMORY", "OutOfTime", "Printed", "Stopped", "run"]

T = TypeVar("T")

MEMORY = 4 * 2**30  # bytes that an answer may add to what the session already uses


class Printed(io.StringIO):
    """What an answer prints: kept to the first 2000 characters, shown with the verdict."""

    def write(self, text: str) -> int:
        room = 2000 - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def run(work: Callable[[], T], seconds: float, printed: Printed | None = None) -> T:
    """Call `work()`, for at most `seconds`, and bring the session back to what it was before.

    What `work` prints goes to `printed`. Raises OutOfTime when the time is up, Stopped (a
    KeyboardInterrupt) when the learner presses stop, and whatever else `work` raises.
    """
    restore = restoring.save()
    names = vars(builtins)
    saved = names.copy()
    clock = Clock(seconds, __file__)
    memory = _limit_memory()
    leaving = _keep_to_itself()
    collecting = gc.isenabled()
    gc.disable()  # other packages hook into it, and would meet an alarm or missing builtins there
    try:
        sys.stdout = sys.stderr = Printed() if printed is None else printed
        clock.start()
        return work()
    finally:
        names.update(saved)  # first: even to stop the clock takes `isinstance`
        clock.stop()
        restore()
        leaving()
        memory()
        if collecting:
            gc.enable()
        else:
            gc.disable()


def _limit_memory() -> Callable[[], object]:
    """Keep one careless line from filling the machine (Linux only: others do not enforce it)."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return lambda: None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    used = int(status.read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    ceiling = used + MEMORY
    if soft != resource.RLIM_INFINITY and soft < ceiling:
        return lambda: None
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _keep_to_itself() -> Callable[[], object]:
    """Make errors of the ways to end Python or ask the keyboard; let display print.

    `run` brings `builtins` and `os` back; Jupyter's own `exit` asks the shell.
    """

    def leave(*args: object) -> None:
        raise SystemExit("it asked Python to end")

    def ask(prompt: object = "") -> None:
        raise RuntimeError("input() was called: an answer cannot ask the keyboard")

    def show(data: dict[str, object], *args: object, **options: object) -> None:
        sys.stdout.write(f"{data.get('text/plain', '')}\n")

    for where, name in ((builtins, "exit"), (builtins, "quit"), (os, "_exit"), (os, "abort")):
        setattr(where, name, leave)
    builtins.input = cast(Any, ask)
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return lambda: None
    shell.ask_exit = leave
    # What an answer displays would appear once for each input: it counts as printed.
    publisher = shell.display_pub
    publisher.publish = show

    def allow() -> None:
        vars(shell).pop("ask_exit", None)
        vars(publisher).pop("publish", None)

    return allow
