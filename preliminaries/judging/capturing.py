"""What an answer prints, displays and draws, and nobody else: other threads go on as ever."""

import io
import sys
from collections import deque
from collections.abc import Callable
from typing import Any

from preliminaries.judging.offspring import Offspring
from preliminaries.judging.swapping import Swaps


class Printed(io.StringIO):
    """What an answer prints: kept to the first 2000 characters, shown with the verdict."""

    def write(self, text: str) -> int:
        room = 2000 - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


class _ByThread:
    """A stream that takes what an answer writes to the check, all else to where it belongs."""

    def __init__(self, capturing: "Capturing", stream: Any) -> None:
        self._capturing, self._stream = capturing, stream

    def __getattr__(self, name: str) -> Any:
        mine = self._capturing.own.mine()
        return getattr(self._capturing.printed if mine else self._stream, name)


# `print` writes to sys.stdout without a reference of its own: where another thread is in the middle
# of one, the stream has to outlive its check, or Python crashes. It may last for a few checks more.
_lately: deque[_ByThread] = deque(maxlen=100)


class Capturing:
    """Takes what the answer's threads write, from the moment it is made."""

    def __init__(self, own: Offspring, swaps: Swaps) -> None:
        self.own = own
        self.printed = Printed()
        self._swaps = swaps
        self._pyplot = sys.modules.get("matplotlib._pylab_helpers")
        self._pictures = dict(self._pyplot.Gcf.figs) if self._pyplot else {}

    def begin(self) -> None:
        """Take what is written from now on; the learner's own pictures are out of reach."""
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            _lately.append(_ByThread(self, stream))
            self._swaps.put(sys, name, _lately[-1])
            if hasattr(stream, "__dict__"):  # a logger, say, holds the stream itself
                self._by_thread(stream, "write", lambda text: self.printed.write(text))
        ipython = sys.modules.get("IPython")
        shell = ipython.get_ipython() if ipython else None
        if shell is not None:  # what is displayed would appear once for each input
            self._by_thread(shell.display_pub, "publish", self._show)
            self._by_thread(shell.display_pub, "clear_output", lambda *_, **__: None)
        if self._pyplot is not None:
            self._pyplot.Gcf.figs.clear()

    def count_pictures(self) -> None:
        """Close the pictures that pyplot holds; each counts as a printed line."""
        pyplot: Any = sys.modules.get("matplotlib._pylab_helpers")
        if pyplot is None or not pyplot.Gcf.figs:
            return
        for manager in list(pyplot.Gcf.figs.values()):
            self.printed.write(f"{manager.canvas.figure!r}\n")
        pyplot.Gcf.destroy_all()

    def release(self) -> None:
        """Bring the learner's own pictures back; the streams come back with the swaps."""
        if self._pyplot is not None:
            self._pyplot.Gcf.figs.update(self._pictures)
            self._pictures = {}  # a stream keeps this longer than its check

    def _show(self, data: dict[str, object], *arguments: object, **options: object) -> None:
        self.printed.write(f"{data.get('text/plain', '')}\n")

    def _by_thread(self, where: Any, name: str, instead: Callable) -> None:
        real = getattr(where, name)

        def by_thread(*arguments: Any, **options: Any) -> Any:
            return (instead if self.own.mine() else real)(*arguments, **options)

        self._swaps.put(where, name, by_thread)
