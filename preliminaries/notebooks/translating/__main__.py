"""What a translator runs: what is still English, and files in which to write it.

Refreshes translations/zh/lectures/NN-name.md, or begins it for the lectures that are named, and
translations/zh/messages.po; then lists what is missing, stale, or to mend. Nothing translated is
lost: what has changed in English is marked.
"""

import argparse
import sys
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.choosing import choose
from preliminaries.course.problem import Problem
from preliminaries.languages import lectures_in, messages_in

from ..lecture import read_lecture
from . import messages
from .blocks import read_blocks, refreshed
from .report import LANGUAGE, report


def main(arguments: list[str] | None = None) -> int:
    """Refresh the files, print what is left to do, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m preliminaries.notebooks.translating", description=__doc__
    )
    parser.add_argument("lecture", nargs="*", help="such as 1; without, those that are translated")
    options = parser.parse_args(arguments)
    try:
        every = places.lectures()
        chosen = choose(every, options.lecture) if options.lecture else []
        refresh(chosen)
        told = list(report(chosen or translated(every)))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    for line in told:
        print(line)
    return 0


def translated(lectures: list[Path]) -> list[Path]:
    """Those of these lectures that have a translation, begun or done."""
    return [path for path in lectures if (lectures_in(LANGUAGE) / path.name).exists()]


def refresh(begun: list[Path]) -> None:
    """Bring the files up to date with the English; begin those of these lectures."""
    for path in {*begun, *translated(places.lectures())}:
        file = lectures_in(LANGUAGE) / path.name
        blocks = read_blocks(file) if file.exists() else []
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(refreshed(read_lecture(path), blocks), encoding="utf-8", newline="\n")
    catalogue = messages.updated(messages.read_catalogue(LANGUAGE), messages.find_all())
    text = messages.as_text(catalogue)
    messages_in(LANGUAGE).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
