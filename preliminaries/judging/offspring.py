"""The threads and processes that an answer starts: whose they are, and an end to them.

A process whose parent has ended before it is found on Linux alone, and a thread that waits within
C, as in `queue.SimpleQueue().get()`, cannot be ended from outside.
"""

import _thread
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

from preliminaries.judging.clock import Clock, OutOfTime, forget_rings, raise_in
from preliminaries.judging.swapping import Swaps

# An answer may have deleted these where they are kept, and `_exit` is closed to it.
_getpid, _ident, _exit, _frames = os.getpid, threading.get_ident, os._exit, sys._current_frames
_sleep, _monotonic = time.sleep, time.monotonic

_NAP = 0.05  # seconds: what waits in such pieces can be ended from outside
_PATIENCE = 2.0  # seconds to end what was left
_DYING = 10.0  # seconds until a killed process is gone, at most
_KILLED = 9
_POOLS = 10.0  # seconds that pools take to end in their own way, at most
_POOL = os.path.join("concurrent", "futures", "thread.py")
_ADOPT, _ADOPTS = 36, 37  # Linux' prctl: orphans become children of this process


class Offspring:
    """The thread that runs an answer, and whatever it starts."""

    def __init__(self) -> None:
        self.process = _getpid()
        self.threads = {_ident()}
        self.started: list[threading.Thread] = []
        self.before = _children()
        self.finalizers = set(_finalizers())
        self.adopting = _adopt_orphans(True)

    def mine(self) -> bool:
        """Whether this thread is the answer's."""
        return _ident() in self.threads

    def in_a_child(self) -> bool:
        """Whether this is a forked copy of the process: it ends where an answer does."""
        return _getpid() != self.process

    def leave_child(self, error: BaseException | None) -> NoReturn:
        """End a forked copy as Python ends: with a status, and nothing else done."""
        status = 0 if error is None else 1
        if isinstance(error, SystemExit):
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        _exit(status & 255)

    def adopt_threads(self, swaps: Swaps) -> None:
        """Count what an answer starts as its own, and let it wait in pieces."""
        start, start_raw, sleep = threading.Thread.start, _thread.start_new_thread, time.sleep
        lock = threading.Lock

        def counted(body: Callable) -> Callable:
            def run(*arguments: Any, **options: Any) -> None:
                self.threads.add(_ident())
                try:
                    body(*arguments, **options)
                finally:
                    self.threads.discard(_ident())

            return run

        def start_counted(thread: threading.Thread) -> None:
            if self.mine():
                vars(thread)["run"] = counted(thread.run)
                self.started.append(thread)
            start(thread)

        def start_raw_counted(body: Callable, *rest: Any) -> int:
            return start_raw(counted(body) if self.mine() else body, *rest)

        def nap(seconds: float) -> None:
            if not self.mine():
                return sleep(seconds)
            end = _monotonic() + seconds
            while (left := end - _monotonic()) > _NAP:
                sleep(_NAP)
            return sleep(max(left, 0) if seconds > _NAP else seconds)

        def lock_in_pieces() -> Any:
            return _Lock(lock()) if self.mine() else lock()

        swaps.put(threading, "Lock", lock_in_pieces)
        swaps.put(threading, "_allocate_lock", lock_in_pieces)  # what conditions and queues use
        swaps.put(threading.Thread, "start", start_counted)
        swaps.put(_thread, "start_new_thread", start_raw_counted)
        swaps.put(time, "sleep", nap)

    def end(self) -> None:
        """Leave nothing running that the answer has started."""
        if len(self.finalizers) < len(_finalizers()):
            self._finish_pools()
        until = _monotonic() + _PATIENCE
        while self._end_threads() | self._end_processes():
            if _monotonic() > until:  # what cannot be ended is waited for once
                self.threads &= {_ident()}
                break
            _sleep(0.01)
        frames = _frames()
        for thread in self.started:  # which may still be on its way out
            if thread.ident in frames and not _is_idle(frames[thread.ident]):
                thread.join(_NAP)
        if self.started:
            forget_rings()
        self.started.clear()

    def release(self) -> None:
        """Stop watching."""
        if self.adopting is not None:
            _adopt_orphans(self.adopting)
        self.threads.clear()

    def _finish_pools(self) -> None:
        """Let multiprocessing take its pools down, as it does where Python ends."""
        new = {key: finish for key, finish in _finalizers().items() if key not in self.finalizers}
        clock = Clock(_POOLS, __file__)
        with suppress(OutOfTime):
            try:
                clock.start()
                for key in sorted(new, reverse=True):
                    with suppress(Exception):
                        new[key]()
            finally:
                clock.stop()
        self.finalizers = set(_finalizers())

    def _end_threads(self) -> bool:
        """Whether any thread is left, after each was asked to leave."""
        frames = _frames()
        others = {
            thread
            for thread in self.threads - {_ident()}
            if thread in frames and not _is_idle(frames[thread])
        }
        for thread in others:
            raise_in(thread, SystemExit)  # of which a thread says nothing
        return bool(others)

    def _end_processes(self) -> bool:
        """Whether there was any process to end."""
        new = _children() - self.before
        if not new:
            return False
        import psutil

        for process in new:
            with suppress(OSError, psutil.Error):
                process.kill()
        _stop_helpers({process.pid for process in new})
        # The killed end when their turn comes, which on a busy machine is seconds later.
        ended, _ = psutil.wait_procs(new, timeout=_DYING)
        _let_multiprocessing_know({process.pid: process.returncode for process in ended})
        return True


class _Lock:
    """A lock that is waited for in pieces, so that the thread can be ended meanwhile."""

    def __init__(self, lock: Any) -> None:
        self._lock = lock

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if not blocking or (timeout != -1 and timeout < _NAP):
            return self._lock.acquire(blocking, timeout)
        end = _monotonic() + timeout
        while not self._lock.acquire(True, _NAP):
            if timeout != -1 and _monotonic() > end:
                return False
        return True

    __enter__ = acquire

    def __exit__(self, *raised: object) -> None:
        self._lock.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lock, name)


def _is_idle(frame: FrameType) -> bool:
    """Whether a thread waits for work, in a pool that somebody still holds."""
    code = frame.f_code
    return code.co_name == "_worker" and code.co_filename.endswith(_POOL)


def _finalizers() -> dict:
    """What multiprocessing does where Python ends, by priority and order."""
    util: Any = sys.modules.get("multiprocessing.util")
    registry = util._finalizer_registry if util else {}
    return {key: finish for key, finish in registry.items() if key[0] is not None}


def _children() -> set:
    """The processes below this one."""
    if hasattr(os, "waitid"):
        try:  # far cheaper than looking at every process there is
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except OSError:
            return set()
    import psutil

    with suppress(psutil.Error):
        return set(psutil.Process().children(recursive=True))
    return set()


def _adopt_orphans(wanted: bool) -> bool | None:
    """Whether this process did so before; None where the system cannot."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    before = ctypes.c_int()
    if libc.prctl(_ADOPTS, ctypes.byref(before), 0, 0, 0) != 0:
        return None
    libc.prctl(_ADOPT, int(wanted), 0, 0, 0)
    return bool(before.value)


def _stop_helpers(killed: set[int]) -> None:
    """Have multiprocessing start its own helpers anew when they are needed."""
    for name, keeper in (("resource_tracker", "_resource_tracker"), ("forkserver", "_forkserver")):
        module = sys.modules.get(f"multiprocessing.{name}")
        one: Any = getattr(module, keeper, None)
        pid = getattr(one, "_pid", None) or getattr(one, "_forkserver_pid", None)
        if pid in killed:
            with suppress(OSError):
                one._stop()


def _let_multiprocessing_know(ended: dict[int, int | None]) -> None:
    """Tell the module that keeps account of its processes what these have ended with.

    It cannot find out any more, and would hold them, and two pipes each, for ever.
    """
    process = sys.modules.get("multiprocessing.process")
    for child in list(vars(process)["_children"]) if process else ():
        if child.pid in ended:
            code = ended[child.pid]
            child._popen.returncode = -_KILLED if code is None else code
            child.join()
