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


def _this_python() -> str:
    """How to call this Python from here: a cure has to work as it is typed."""
    path = Path(sys.executable)
    if path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return f'"{path}"' if " " in str(path) else str(path)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 110 else words[:109] + "…"
