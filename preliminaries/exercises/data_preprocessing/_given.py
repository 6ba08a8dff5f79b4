"""Columns of tables, and CSV files, that several exercises of this lecture are tried on."""

import io
import math
import tempfile
from pathlib import Path

from hypothesis import strategies as st

# Entries of a column: quarters are exact in binary, so that a mean of equals is one of them.
QUARTERS = st.integers(-20, 20).map(lambda k: k / 4)

HOLES = st.one_of(QUARTERS, QUARTERS, st.just(math.nan))

ROADS_OR_NONE = st.sampled_from(["Grvl", "Pave", "Brick", None])


class CsvFile(type(Path())):  # type: ignore[misc]  # PosixPath or WindowsPath
    """A path to a file on disk that may also be read as if it were open."""

    def __iter__(self):
        return iter(self._opened)

    def __next__(self):
        return next(self._opened)

    def __getattr__(self, name: str):
        if name == "_opened":  # what is asked for first opens it
            self._opened = io.StringIO(self.read_text(encoding="utf-8"))
            return self._opened
        if name in ("read", "readline", "readlines", "seek", "tell", "close"):
            return getattr(self._opened, name)
        raise AttributeError(f"a path has no attribute {name!r}")


class written(tempfile.TemporaryDirectory):
    """A file with that text and name, for as long as the block lasts."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(ignore_cleanup_errors=True)
        self.file = CsvFile(self.name, name)
        self.file.write_text(text, encoding="utf-8")

    def __enter__(self) -> CsvFile:
        return self.file


def csv(header: str, *rows: tuple[str, ...]) -> str:
    """The text of a file with this first line, and a line for each row."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
