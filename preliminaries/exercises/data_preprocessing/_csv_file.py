"""CSV files on disk that an answer may read in any way."""

import io
import shutil
import tempfile
import weakref
from pathlib import Path


class CsvFile(type(Path())):  # type: ignore[misc]  # PosixPath or WindowsPath
    """A path to a file on disk that may also be read as if it were open.

    At the end it begins anew: `pd.read_csv` takes it for an open file, and may be called twice.
    """

    def __getattr__(self, name: str):
        if name == "_opened":  # what is asked for first opens it
            self._opened = io.StringIO(self.read_text(encoding="utf-8"))
            return self._opened
        if name in ("seek", "tell", "close"):
            return getattr(self._opened, name)
        raise AttributeError(f"a path has no attribute {name!r}")

    def read(self, size: int = -1) -> str:
        return self._or_anew(self._opened.read(size))

    def readline(self) -> str:
        return self._or_anew(self._opened.readline())

    def readlines(self) -> list[str]:
        return list(self)

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _or_anew(self, text: str) -> str:
        if not text:
            self._opened.seek(0)
        return text


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
