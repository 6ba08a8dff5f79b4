"""One line of the report."""

from dataclasses import dataclass

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
        return line + (f"\n{'':18}-> {self.cure}" if self.cure else "")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 110 else words[:109] + "…"
