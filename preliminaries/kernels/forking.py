"""A kernel as a fork of a process that has made the imports: `multiprocessing`'s fork server."""

import atexit
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from multiprocessing import current_process, get_context, parent_process, reduction
from multiprocessing.context import ForkServerProcess
from types import ModuleType
from typing import Any

_in_turn = threading.Lock()  # several kernels may be asked for at a time


def warm_up() -> None:
    """Start the fork server, which then imports by itself, unless it runs already."""
    from multiprocessing import forkserver

    preloaded = [f"preliminaries.kernels.{name}" for name in ("interrupts", "imports")]
    get_context("forkserver").set_forkserver_preload(preloaded)
    forkserver.ensure_running()


class ForkedKernel:
    """A kernel's process, in so far as jupyter_client asks a `subprocess.Popen`."""

    stdin = stdout = stderr = None  # it writes where its manager does, or was told to

    def __init__(
        self, arguments: Sequence[str], cwd: str, env: Mapping[str, str], stderr: Any = None
    ) -> None:
        streams = () if stderr is None else ((2, _Descriptor(stderr.fileno())),)
        told = (list(arguments), cwd, dict(env), streams)
        try:
            self._process = _forked(told)
        except (EOFError, ConnectionError):  # a fork server that is just being killed
            time.sleep(1)
            self._process = _forked(told)

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Its exit status, once it has ended."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to this process alone."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _forked(told: tuple) -> ForkServerProcess:
    warm_up()
    process = ForkServerProcess(target=_be_a_kernel, args=told, daemon=True)
    # A fork would run the program that asks for the kernel once more, which needs none of it.
    with _in_turn:
        main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
    return process


class _Descriptor:
    """An open file that goes to the fork with what it is told."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple:
        return _received, (reduction.DupFd(self._number),)


def _received(sent: Any) -> int:
    return sent.detach()


def _be_a_kernel(
    arguments: list[str], cwd: str, env: dict[str, str], streams: tuple[tuple[int, int], ...]
) -> None:
    """What the fork does: become what `python -m ipykernel_launcher` would be in that place."""
    from preliminaries.kernels import imports

    os.setsid()  # so that an interrupt reaches it and what it starts, and no Ctrl-C from outside
    _end_with_the_manager()
    for number, sent in streams:
        os.dup2(sent, number)
        os.close(sent)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    current_process().daemon = False  # a kernel may have children, a data loader's for one
    _draw_anew()
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.path[:] = imports.PATH
    sys.argv = [str(ipykernel_launcher.__file__), *arguments]
    try:
        IPKernelApp.launch_instance(arguments, parent_handle=os.getppid())
    finally:
        atexit._run_exitfuncs()  # a fork would leave without, and lose IPython's history


def _end_with_the_manager() -> None:
    """End when the process does that asked for a kernel; ipykernel looks after the fork server."""
    manager = parent_process()
    assert manager is not None

    def watch() -> None:
        manager.join()
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True, name="watches its manager").start()


def _draw_anew() -> None:
    """Random numbers of its own: all forks begin with their parent's states."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    if torch := sys.modules.get("torch"):
        torch.seed()
