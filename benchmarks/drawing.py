"""How long a lecture's figures take, beside those of an earlier commit."""

import re
from pathlib import Path
from statistics import median

from benchmarks import ROOT
from benchmarks.earlier import NoSuchCommit, course, scripts
from benchmarks.table import missing, row


def measure() -> None:
    """Print the median over the cells that end in a figure, and over the first of each lecture."""
    before: list[float | None]
    try:
        with course() as folder:
            before = [took for _, took in _times(folder)]
    except NoSuchCommit as problem:
        before = [None] * 3
        missing("figures of that commit", problem)
    for (what, value), old in zip(_times(ROOT), before, strict=True):
        row(what, 1e3 * value, "ms", before=old and 1e3 * old, aim=0.5 if old else None)


def _times(root: Path) -> list[tuple[str, float]]:
    drawn = [
        [took for code, took in cells if re.search(r"(?m)^figures\.(?!explore)", code)]
        for cells in scripts(root).values()
    ]
    every = [took for lecture in drawn for took in lecture]
    return [
        ("a figure in its cell, median", median(every)),
        ("    the slowest", max(every)),
        ("    the first of a lecture, median", median(own[0] for own in drawn if own)),
    ]
