"""The README's table of lectures: how many exercises and slides each has."""

import re
from pathlib import Path

from .lecture import Lecture

READMES = ("README.md", "README.zh.md")


def with_counts(readme: str, lectures: list[Lecture]) -> str:
    """The text, with the last two columns of each lecture's row as they are now."""
    for lecture in lectures:
        exercises = sum(cell.exercise is not None for cell in lecture.cells)
        types = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in lecture.cells]
        slides = sum(kind in ("slide", "subslide") for kind in types)
        row = rf"^(\|.*\({re.escape(lecture.notebook_name)}\).*)\|[^|\n]*\|[^|\n]*\|$"
        readme = re.sub(row, rf"\g<1>| {exercises} | {slides} |", readme, flags=re.MULTILINE)
    return readme


def state_counts(file: Path, lectures: list[Lecture]) -> None:
    """Write the counts into the README, where there is one and they are others."""
    if file.exists():
        before = file.read_text(encoding="utf-8")
        after = with_counts(before, lectures)
        if after != before:
            file.write_text(after, encoding="utf-8", newline="\n")
