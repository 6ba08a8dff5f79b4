"""Running a learner's code so that it always ends and leaves the session as it was.

In place, in the learner's own process: a right answer may use whatever the notebook defines,
and a tensor on a GPU cannot cross into a forked child. What cannot be stopped from within
Python is one single call into C that never returns. Windows has no alarm: neither `time.sleep`
nor an endless loop within a `try` with a bare `except` is stopped there.
"""

import _thread
import builtins
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TypeVar

from preliminaries.judging import session

T = TypeVar("T")

MEMORY = 4 * 2**30  # bytes that an answer may add to what the session already uses
HAS_ALARM = hasattr(signal, "setitimer")  # Windows has none
# Seconds until the next ring, where one could do nothing: at the very limit of recursion a
# signal's handler cannot run, and an answer may catch that RecursionError.
_AGAIN = 0.02


class OutOfTime(BaseException):
    """Raised inside an answer when its time is up; not an Exception, so few answers catch it."""


class Printed(io.StringIO):
    """What an answer prints: kept to the first 2000 characters, shown with the verdict."""

    def write(self, text: str) -> int:
        room = 2000 - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


class Stopped(KeyboardInterrupt):
    """The learner pressed stop: not to be mistaken for an answer that raises KeyboardInterrupt."""


def run(work: Callable[[], T], seconds: float, printed: Printed | None = None) -> T:
    """Call `work()`, for at most `seconds`, and bring the session back to what it was before.

    What `work` prints goes to `printed`. Raises OutOfTime when the time is up, Stopped (a
    KeyboardInterrupt) when the learner presses stop, and whatever else `work` raises.
    """
    restore = session.save()
    names = vars(builtins)
    saved = names.copy()
    clock = _Clock(seconds)
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


class _Clock:
    """Raises OutOfTime in the main thread when the time is up, again and again until stopped.

    An answer may hold `except:` in a loop; ringing again at once reaches the moment at which it
    is outside its `try`. Python allows signal handlers in the main thread alone.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.rings = 0
        self.in_main_thread = threading.current_thread() is threading.main_thread()
        self.usable = HAS_ALARM and self.in_main_thread
        self.late = False
        self.over = threading.Event()
        self.watch = threading.Thread(target=self._press_stop, daemon=True)

    def start(self) -> None:
        self.running = True
        if self.in_main_thread:
            signal.signal(signal.SIGINT, self._interrupted)
        if self.usable:
            self.handler = signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN)
        elif self.in_main_thread:
            self.watch.start()

    def stop(self) -> None:
        self.running = False
        if self.usable:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.handler)
        elif self.in_main_thread:
            self.over.set()
            self.watch.join()

    def _press_stop(self) -> None:
        """Where there is no alarm: press stop in the learner's place, until the answer ends."""
        if not self.over.wait(self.seconds):
            self.late = True
            while not self.over.wait(_AGAIN):
                _thread.interrupt_main()

    def _interrupted(self, signum: int, frame: FrameType | None) -> None:
        if not self.late:
            raise Stopped
        if self.running and not _importing(frame) and not _is_ours(frame):
            raise OutOfTime

    def _ring(self, signum: int, frame: FrameType | None) -> None:
        if not self.running:
            return
        if _importing(frame):  # half an import would stay broken for the rest of the session
            return
        self.rings += 1
        # From 2 µs to 2 ms, so that some ring falls between an `except:` and the next `try:`.
        signal.setitimer(signal.ITIMER_REAL, 2e-6 * 2 ** (self.rings % 11), _AGAIN)
        if not _is_ours(frame):
            raise OutOfTime


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _is_ours(frame: FrameType | None) -> bool:
    """Whether a signal came between the lines of this file, which restore the session."""
    return frame is not None and frame.f_code.co_filename == __file__


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

    builtins.exit = builtins.quit = os._exit = os.abort = leave
    builtins.input = ask
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
