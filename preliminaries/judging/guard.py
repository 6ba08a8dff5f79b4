"""Running a learner's code so that it always ends and leaves the session as it was.

In place, in the learner's own process: a right answer may use whatever the notebook defines,
and a tensor on a GPU cannot cross into a forked child. What cannot be stopped from within
Python is one single call into C that never returns. Windows has no alarm, and a thread that is not
the main one has none anywhere: an endless loop within a `try` with a bare `except` is not stopped
there, and other checks then say that this one runs.
"""

import builtins
import gc
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import Any, TypeVar

from preliminaries import memory
from preliminaries.judging import doors, known, restoring
from preliminaries.judging.capturing import Capturing, Printed
from preliminaries.judging.clock import Clock, OutOfTime, Stopped
from preliminaries.judging.offspring import Offspring
from preliminaries.judging.swapping import Swaps

__all__ = ["Busy", "OutOfTime", "Printed", "Session", "Stopped"]

T = TypeVar("T")

_PATIENCE = 60  # seconds that a check waits for another
_turn = threading.Lock()
_running: "list[Session]" = []


class Busy(RuntimeError):
    """Another check runs, and this one cannot wait for it."""


class Session:
    """One check: a learner's session set aside, in a known state, and brought back after it.

    `with Session() as session: session.run(work, seconds)`. Raises Busy within an answer that is
    being checked, and where a check in another thread does not come to an end.
    """

    def __enter__(self) -> "Session":
        if any(one.own.mine() for one in _running):
            raise Busy
        self.button = _StopButton()
        with ExitStack() as undoing:
            undoing.callback(self.button.release)
            if not _turn.acquire(timeout=_PATIENCE):
                raise Busy
            undoing.callback(_turn.release)
            self._set_aside(undoing)
            self.undoing = undoing.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self.undoing.close()

    def _set_aside(self, undoing: ExitStack) -> None:
        """Put the learner's session away; what brings it back is called in reverse order."""
        undoing.callback(gc.enable if gc.isenabled() else gc.disable)
        gc.disable()  # other packages hook into it, and would meet an alarm or missing builtins
        self.own = Offspring()
        undoing.callback(self.own.release)
        swaps = Swaps()
        self.capturing = Capturing(self.own, swaps)
        undoing.callback(self.capturing.release)
        undoing.callback(restoring.save())
        undoing.callback(swaps.undo)
        self.capturing.begin()
        self.own.adopt_threads(swaps)
        doors.close(self.own, swaps)
        known.enter(undoing)
        self.memory = memory.allowed()
        self.names = vars(builtins).copy()
        self.again = restoring.save()
        undoing.callback(_running.remove, self)
        _running.append(self)

    def run(self, work: Callable[[], T], seconds: float, printed: Printed | None = None) -> T:
        """Call `work()`, for at most `seconds`, and bring the known state back.

        What `work` prints goes to `printed`. Raises OutOfTime when the time is up, Stopped (a
        KeyboardInterrupt) when the learner presses stop, and whatever else `work` raises.
        """
        self.capturing.printed = Printed() if printed is None else printed
        clock = Clock(seconds, __file__)
        unlimit = memory.limit(self.memory)
        try:
            clock.start()
            return work()
        finally:
            error = sys.exc_info()[1]
            while True:
                try:
                    vars(builtins).update(self.names)  # first: even to stop the clock takes some
                    if self.own.in_a_child():
                        self.own.leave_child(error)
                    clock.stop()
                    break
                except OutOfTime:  # the last ring, from another thread
                    continue
            unlimit()
            self.again()
            self.own.end()
            self.capturing.count_pictures()
            self.button.look()

    def in_nobodys_time(self, work: Callable[[], T]) -> T:
        """Call what is ours, which takes as long as it takes, unless the learner presses stop."""
        try:
            self.button.allow()
            return work()
        finally:
            self.button.forbid()

    def call(self, answer: Callable, *arguments: object) -> object:
        """What an answer returns. A process that it forked ends here, and not as a second judge."""
        error: BaseException | None = None
        try:
            return answer(*arguments)
        except BaseException as raised:
            error = raised
            raise
        finally:
            if self.own.in_a_child():
                self.own.leave_child(error)


class _StopButton:
    """The learner's stop, which waits while a session is put away or brought back."""

    def __init__(self) -> None:
        self.pressed = self.allowed = False
        self.in_main_thread = threading.current_thread() is threading.main_thread()
        if self.in_main_thread:
            self.before: Any = signal.signal(signal.SIGINT, self._press)

    def _press(self, signum: int, frame: FrameType | None) -> None:
        self.pressed = True
        if self.allowed:
            raise Stopped

    def allow(self) -> None:
        self.allowed = True
        self.look()

    def forbid(self) -> None:
        self.allowed = False

    def look(self) -> None:
        if self.pressed:
            raise Stopped

    def release(self) -> None:
        if self.in_main_thread:
            signal.signal(signal.SIGINT, self.before)
        self.look()
