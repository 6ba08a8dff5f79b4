"""One line of the report."""

import sys
from dataclasses import dataclass
from pathlib import Path

GOOD, NOTE, BAD = "ok", "note", "FAILS"  # a note: the course runs, something beside it does not


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, and what to do about it."""

    state: str
    subject: str
    words: str
    cure: str = ""

    def __str__(self) -> str:
        line = f"{self.state:5} {self.subject:11} {_short(self.words)}"
        cure = self.cure.replace("python -m", f"{_this_python()} -m")
        return line + (f"\n{'':18}-> {cure}" if cure else "")


def here() -> Path | None:
    """The current folder, unless it has been deleted."""
    try:
        return Path.cwd()
    except OSError:
        return None


def from_here(path: Path) -> str:
    """How to type a path in the current folder: a cure has to work as it is typed."""
    folder = here()
    if folder and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return f'"{path}"' if " " in str(path) else str(path)


def _this_python() -> str:
    python = from_here(Path(sys.executable))
    # PowerShell runs what is quoted only after an ampersand.
    return f"& {python}" if python[0] == '"' and sys.platform == "win32" else python


def _short(words: str) -> str:
    """On one line, without its middle where that is long: both ends of an error tell something."""
    words = " ".join(words.split())
    return words if len(words) <= 110 else f"{words[:70]}…{words[-39:]}"
