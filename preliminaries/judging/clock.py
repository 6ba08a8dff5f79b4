"""The time that an answer takes: its own alone, and an end to it."""

import _thread
import ctypes
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Any

HAS_ALARM = hasattr(signal, "setitimer")  # Windows has none
_LOOK = 0.05  # seconds from one look at the answer to the next
# Seconds until the next ring, where one could do nothing: at the very limit of recursion a
# signal's handler cannot run, and an answer may catch that RecursionError.
_AGAIN = 0.02
_WAITED = "/proc/thread-self/schedstat"  # Linux: nanoseconds run, nanoseconds waited
# An answer may have deleted these where they are kept, and the alarm is closed to it.
_monotonic, _read, _int = time.monotonic, getattr(os, "pread", None), int
_set_alarm, _used = getattr(signal, "setitimer", None), time.process_time
_start, _lock = threading.Thread.start, threading.Lock  # which are others while an answer runs


class OutOfTime(BaseException):
    """Raised inside an answer when its time is up; not an Exception, so few answers catch it."""


class Stopped(KeyboardInterrupt):
    """The learner pressed stop: not to be mistaken for an answer that raises KeyboardInterrupt."""


class Clock:
    """Raises OutOfTime in this thread when the time is up, again and again until stopped.

    Neither importing counts, which happens once in a session, nor waiting for a processor that
    others use, nor lying still: a process held back, a computer asleep. An answer may hold
    `except:` in a loop; ringing again at once reaches the moment at which it is outside its `try`.
    Python allows signal handlers in the main thread alone: elsewhere a thread looks on.
    """

    def __init__(self, seconds: float, ours: str) -> None:
        self.seconds = seconds
        self.ours = ours  # the file whose lines restore the session: none is interrupted
        self.rings = 0
        self.in_main_thread = threading.current_thread() is threading.main_thread()
        self.usable = HAS_ALARM and self.in_main_thread
        self.late = self.running = self.ringing = False
        self.thread = threading.get_ident()
        self.gate, self.going = _lock(), _lock()
        self.going.acquire()

    def start(self) -> None:
        self.left = self.seconds
        self.waited: int | None = None
        with suppress(OSError):
            self.waited = os.open(_WAITED, os.O_RDONLY)
        self.last = self._passed()
        self.running = True
        if self.usable and _set_alarm:
            self.handler = signal.signal(signal.SIGALRM, self._ring)
            first = min(self.seconds, _LOOK)
            self.alarm = _set_alarm(signal.ITIMER_REAL, first, _LOOK)
            self.set_at = _monotonic()
        else:
            self.watch = threading.Thread(target=self._look_on, daemon=True)
            _start(self.watch)
        if self.in_main_thread:
            self.stop_button: Any = signal.signal(signal.SIGINT, self._interrupted)

    def stop(self) -> None:
        """May be called again, where it was interrupted by the last ring."""
        with self.gate:
            self.running = False
        if self.usable and _set_alarm:
            _set_alarm(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.handler)
            left, interval = self.alarm  # somebody else's, which may be due by now
            if left:
                _set_alarm(
                    signal.ITIMER_REAL, max(left - _monotonic() + self.set_at, _LOOK), interval
                )
        else:
            if self.going.locked():
                self.going.release()
            self.watch.join()  # a last ring is raised here, if there was one
        if self.in_main_thread:
            signal.signal(signal.SIGINT, self.stop_button)
        if self.waited is not None:
            os.close(self.waited)
            self.waited = None

    def _look(self, frame: FrameType | None) -> bool:
        """Whether the time is up. What has passed since the last look, in an import, is given."""
        now = self._passed()
        passed, used = (new - old for new, old in zip(now, self.last, strict=True))
        self.last = now
        if not _importing(frame):
            # A thread that sleeps is looked at in time. A process that was not, and did nothing,
            # could not: it was held back.
            self.left -= min(passed, max(used, _LOOK))
        return self.left <= 0

    def _passed(self) -> tuple[float, float]:
        """Seconds that did not go by in waiting for a processor, and those spent on one."""
        passed = _monotonic()
        if self.waited is not None and _read is not None:
            passed -= _int(_read(self.waited, 100, 0).split()[1]) / 1e9
        return passed, _used()

    def _look_on(self) -> None:
        """Where there is no alarm: ring from another thread, until the answer ends."""
        while not self.going.acquire(timeout=min(self.seconds, _LOOK)):
            if self._look(sys._current_frames().get(self.thread)):
                self.late = True
                break
        while self.late and not self.going.acquire(timeout=_AGAIN):
            if self.in_main_thread:
                _thread.interrupt_main()
                continue
            with self.gate:
                frame = sys._current_frames().get(self.thread)
                if self.running and not _importing(frame) and not self._is_ours(frame):
                    raise_in(self.thread, OutOfTime)

    def _interrupted(self, signum: int, frame: FrameType | None) -> None:
        if not self.late:
            raise Stopped
        if self.running and not _importing(frame) and not self._is_ours(frame):
            raise OutOfTime

    def _ring(self, signum: int, frame: FrameType | None) -> None:
        if not self.running or self.ringing:  # to look at a deep stack may take longer than a pause
            return
        self.ringing = True
        try:
            self.late = self.late or self._look(frame)
            # Half an import would stay broken for the rest of the session.
            due = self.late and not _importing(frame)
            if due and _set_alarm:
                # From 2 µs to 2 ms: some ring falls between an `except:` and the next `try:`.
                self.rings += 1
                _set_alarm(signal.ITIMER_REAL, 2e-6 * 2 ** (self.rings % 11), _AGAIN)
            due = due and not self._is_ours(frame)
        finally:
            self.ringing = False
        if due:
            raise OutOfTime

    def _is_ours(self, frame: FrameType | None) -> bool:
        return frame is not None and frame.f_code.co_filename in (self.ours, __file__)


def raise_in(thread: int, error: type[BaseException]) -> None:
    """Let a thread raise that error at its next line."""
    what = ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def forget_rings() -> None:
    """Up to 3.12 Python looks at every step for an error that a thread has not lived to raise."""
    with suppress(OutOfTime):
        raise_in(threading.get_ident(), OutOfTime)
        for _ in range(10):
            threading.get_ident()
