"""Showing how far the build is."""

import sys
import time
from typing import TextIO


class Progress:
    """One line a lecture: it moves on a terminal, and is written once, at the end, in a log."""

    def __init__(self, name: str, total: int, stream: TextIO | None = None) -> None:
        self._name, self._total, self._done = name, total, 0
        self._stream = stream or sys.stdout
        self._start = time.monotonic()
        self._show()

    def cell_done(self) -> None:
        self._done += 1
        self._show()

    def close(self) -> None:
        """End the line, whether or not the lecture came to its end."""
        if self._stream.isatty():
            print(file=self._stream)
        else:
            print(self._line(), file=self._stream, flush=True)

    def _show(self) -> None:
        if self._stream.isatty():
            print(f"\r{self._line()}", end="", file=self._stream, flush=True)

    def _line(self) -> str:
        seconds = time.monotonic() - self._start
        return f"{self._name}: {self._done}/{self._total} cells, {seconds:.1f} s"
