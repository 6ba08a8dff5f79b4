"""CSV files on disk that an answer may read in any way."""

import io
import shutil
import tempfile
import weakref
from pathlib import Path


class CsvFile(type(Path())):  # type: ignore[misc]  # PosixPath or WindowsPath
    """A path to a file on disk that may also be read as if it were open.

    Its lines come by index, and not by `__iter__`: pandas would take it for an open file.
    """

    def __getattr__(self, name: str):
        if name == "_opened":  # what is asked for first opens it
            self._opened = io.StringIO(self.read_text(encoding="utf-8"))
            return self._opened
        if name in ("read", "readline", "readlines", "seek", "tell", "close"):
            return getattr(self._opened, name)
        raise AttributeError(f"a path has no attribute {name!r}")

    def __getitem__(self, _: int) -> str:
        """The next line: a loop asks for 0, 1, 2, … until there is none."""
        line = self._opened.readline()
        if not line:
            raise IndexError
        return line

    def __next__(self) -> str:
        return next(self._opened)


class written:
    """A file with that text and name, for as long as the block lasts, or is stopped."""

    def __init__(self, text: str, name: str) -> None:
        folder = tempfile.mkdtemp()
        self.remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.file = CsvFile(folder, name)
        self.file.write_text(text, encoding="utf-8")

    def __enter__(self) -> CsvFile:
        return self.file

    def __exit__(self, *raised: object) -> None:
        self.remove()


def csv(header: str, *rows: tuple[str, ...]) -> str:
    """The text of a file with this first line, and a line for each row."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
