"""The time that an answer takes: its own alone, and an end to it."""

import _thread
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

HAS_ALARM = hasattr(signal, "setitimer")  # Windows has none
_LOOK = 0.05  # seconds from one look at the answer to the next
# Seconds until the next ring, where one could do nothing: at the very limit of recursion a
# signal's handler cannot run, and an answer may catch that RecursionError.
_AGAIN = 0.02
_WAITED = "/proc/thread-self/schedstat"  # Linux: nanoseconds run, nanoseconds waited
# An answer may have deleted these where they are kept.
_monotonic, _read, _int = time.monotonic, getattr(os, "pread", None), int


class OutOfTime(BaseException):
    """Raised inside an answer when its time is up; not an Exception, so few answers catch it."""


class Stopped(KeyboardInterrupt):
    """The learner pressed stop: not to be mistaken for an answer that raises KeyboardInterrupt."""


class Clock:
    """Raises OutOfTime in the main thread when the time is up, again and again until stopped.

    Neither importing counts, which happens once in a session, nor waiting for a processor that
    others use. An answer may hold `except:` in a loop; ringing again at once reaches the moment at
    which it is outside its `try`. Python allows signal handlers in the main thread alone.
    """

    def __init__(self, seconds: float, ours: str) -> None:
        self.seconds = seconds
        self.ours = ours  # the file whose lines restore the session: none is interrupted
        self.rings = 0
        self.in_main_thread = threading.current_thread() is threading.main_thread()
        self.usable = HAS_ALARM and self.in_main_thread
        self.late = False
        self.over = threading.Event()
        self.watch = threading.Thread(target=self._press_stop, daemon=True)

    def start(self) -> None:
        self.running = True
        self.waited: int | None = None
        with suppress(OSError):
            self.waited = os.open(_WAITED, os.O_RDONLY)
        self.last = self._own_time()
        self.until = self.last + self.seconds
        if self.in_main_thread:
            signal.signal(signal.SIGINT, self._interrupted)
        if self.usable:
            self.handler = signal.signal(signal.SIGALRM, self._ring)
            first = min(self.seconds, _LOOK)
            signal.setitimer(signal.ITIMER_REAL, first, _LOOK)
        elif self.in_main_thread:
            self.main = threading.get_ident()
            self.watch.start()

    def stop(self) -> None:
        self.running = False
        if self.usable:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.handler)
        elif self.in_main_thread:
            self.over.set()
            self.watch.join()
        if self.waited is not None:
            os.close(self.waited)

    def _look(self, frame: FrameType | None) -> bool:
        """Whether the time is up. What has passed since the last look, in an import, is given."""
        now = self._own_time()
        if _importing(frame):
            self.until += now - self.last
        self.last = now
        return now >= self.until

    def _own_time(self) -> float:
        """Seconds on a clock that stands still while this thread waits for a processor."""
        if self.waited is None or _read is None:
            return _monotonic()
        return _monotonic() - _int(_read(self.waited, 100, 0).split()[1]) / 1e9

    def _press_stop(self) -> None:
        """Where there is no alarm: press stop in the learner's place, until the answer ends."""
        while not self.over.wait(min(self.seconds, _LOOK)):
            if self._look(sys._current_frames().get(self.main)):
                self.late = True
                break
        while not self.over.wait(_AGAIN):
            _thread.interrupt_main()

    def _interrupted(self, signum: int, frame: FrameType | None) -> None:
        if not self.late:
            raise Stopped
        if self.running and not _importing(frame) and not self._is_ours(frame):
            raise OutOfTime

    def _ring(self, signum: int, frame: FrameType | None) -> None:
        if not self.running:
            return
        if not self.late:
            self.late = self._look(frame)
            if not self.late:
                return
        if _importing(frame):  # half an import would stay broken for the rest of the session
            return
        self.rings += 1
        # From 2 µs to 2 ms, so that some ring falls between an `except:` and the next `try:`.
        signal.setitimer(signal.ITIMER_REAL, 2e-6 * 2 ** (self.rings % 11), _AGAIN)
        if not self._is_ours(frame):
            raise OutOfTime

    def _is_ours(self, frame: FrameType | None) -> bool:
        return frame is not None and frame.f_code.co_filename in (self.ours, __file__)


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
