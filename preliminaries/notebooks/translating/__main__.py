"""What a translator runs: what is still English, and files in which to write it.

Refreshes translations/zh/lectures/NN-name.md, or begins it for the lectures that are named, and
translations/zh/messages.po; then lists what is missing, stale, or to mend. Nothing translated is
lost: what has changed in English is marked.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.choosing import choose
from preliminaries.course.exercises import slugs
from preliminaries.course.problem import Problem

from ..lecture import read_lecture
from . import messages
from .blocks import compare, english_of, read_blocks, refreshed
from .wording import faults, unlike, unlike_fields

LANGUAGE = "zh"
_MANY = 5


def main(arguments: list[str] | None = None) -> int:
    """Refresh the files, and return 0 if nothing of what is chosen is left to do."""
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
    return 1 if any(line.startswith(" ") for line in told) else 0


def translation(lecture: Path) -> Path:
    return places.ROOT / "translations" / LANGUAGE / "lectures" / lecture.name


def translated(lectures: list[Path]) -> list[Path]:
    return [path for path in lectures if translation(path).exists()]


def refresh(begun: list[Path]) -> None:
    """Bring the files up to date with the English; begin those of these lectures."""
    for path in {*begun, *translated(places.lectures())}:
        file = translation(path)
        blocks = read_blocks(file) if file.exists() else []
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(refreshed(read_lecture(path), blocks), encoding="utf-8", newline="\n")
    catalogue = messages.updated(messages.read_catalogue(LANGUAGE), messages.find_all())
    messages.file_of(LANGUAGE).write_text(
        messages.as_text(catalogue), encoding="utf-8", newline="\n"
    )


def report(lectures: list[Path]) -> Iterator[str]:
    """What is left to do for these lectures; lines that begin with a space name it."""
    short = messages.left_to_do(LANGUAGE)
    own = slugs()
    for path in lectures:
        yield from _of_lecture(path)
        yield from _of_messages(f"exercises of {path.stem}", short, own[path.stem[3:]])
    exercises = {slug for each in own.values() for slug in each}
    yield from _of_messages(
        "all other short texts", short, [c for c in short if c not in exercises]
    )
    others = len(exercises) - sum(len(own[path.stem[3:]]) for path in lectures)
    yield f"Not looked at: the short texts of {others} exercises of other lectures."


def _of_lecture(path: Path) -> Iterator[str]:
    lecture = read_lecture(path)
    file = translation(path)
    told = compare(lecture, read_blocks(file))
    english = {cell.id: text for cell in lecture.cells if (text := english_of(cell)) is not None}
    yield f"{_named(file)}: {len(told.texts)} of {len(english)} blocks"
    yield from _listed("missing", told.missing)
    yield from _listed("stale", told.stale)
    yield from _listed("gone", told.gone)
    for cell in lecture.cells:
        if text := told.texts.get(cell.id):
            found = [*faults(text)]
            if cell.kind == "markdown":
                found += unlike(english[cell.id], text)
            yield from (f"  to mend in {cell.id}: {fault}" for fault in found)


def _of_messages(what: str, short: dict, contexts: "tuple[str, ...] | list[str]") -> Iterator[str]:
    missing = [f"{c}: {text[:50]!r}" for c in contexts for text in short[c]["missing"]]
    stale = [f"{c}: {text[:50]!r}" for c in contexts for text in short[c]["stale"]]
    yield f"{_named(messages.file_of(LANGUAGE))}, {what}: {len(missing) + len(stale)} to do"
    yield from _listed("missing", missing)
    yield from _listed("stale", stale)
    for message in messages.read_catalogue(LANGUAGE):
        if message.context in contexts and message.id and message.string and not message.fuzzy:
            english, chinese = str(message.id), str(message.string)
            found = [*faults(chinese), *unlike_fields(english, chinese)]
            yield from (f"  to mend in {message.context}: {fault}" for fault in found)


def _listed(what: str, found: list[str]) -> Iterator[str]:
    if found:
        yield f"  {what}, {len(found)}:"
        yield from (f"    {one}" for one in found[:_MANY])
        if len(found) > _MANY:
            yield f"    and {len(found) - _MANY} more"


def _named(file: Path) -> str:
    return file.relative_to(places.ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
