"""What is still English in the Chinese edition, and what is to mend in it."""

from collections.abc import Collection, Iterator
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.exercises import slugs
from preliminaries.languages import messages_in, width

from ..lecture import Lecture, read_lecture, translations_of
from . import messages
from .blocks import Translation, compare, english_of, read_blocks
from .wording import faults, unlike, unlike_fields

LANGUAGE = "zh"
_MANY = 5
_WIDEST = 75  # of a line in a statement, which stands in the stub
Short = dict[str, dict[str, list[str]]]


def still_english(lectures: list[Path]) -> Iterator[str]:
    """One line for each translated lecture, and one for the short texts, with what is to do."""
    translated = [path for path in lectures if LANGUAGE in translations_of(path)]
    for path in translated:
        told = _of(path)[1]
        gone = f", {len(told.gone)} gone" if told.gone else ""
        line = (
            f"In Chinese {path.stem}: {len(told.missing)} blocks missing, {len(told.stale)} stale"
        )
        named = [*told.missing, *told.stale, *told.gone][:_MANY]
        yield f"{line}{gone}{': ' if named else '.'}{', '.join(named)}"
    if translated and translated[0].is_relative_to(places.ROOT):
        to_do = messages.left_to_do(LANGUAGE).values()
        missing, stale = (sum(len(own[what]) for own in to_do) for what in ("missing", "stale"))
        yield f"In Chinese short texts: {missing} missing, {stale} stale (make translate)."


def _of(path: Path) -> tuple[Lecture, Translation]:
    lecture = read_lecture(path)
    return lecture, compare(lecture, read_blocks(translations_of(path)[LANGUAGE]))


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
    lecture, told = _of(path)
    english = {cell.id: text for cell in lecture.cells if (text := english_of(cell)) is not None}
    yield f"{_named(translations_of(path)[LANGUAGE])}: {len(told.texts)} of {len(english)} blocks"
    yield from _listed("missing", told.missing)
    yield from _listed("stale", told.stale)
    yield from _listed("gone", told.gone)
    for cell in lecture.cells:
        if text := told.texts.get(cell.id):
            found = [*faults(text)]
            if cell.kind == "markdown":
                found += unlike(english[cell.id], text)
            yield from (f"  to mend in {cell.id}: {fault}" for fault in found)


def _of_messages(what: str, short: Short, contexts: Collection[str]) -> Iterator[str]:
    exercises = {slug for each in slugs().values() for slug in each}
    missing = [f"{c}: {text[:50]!r}" for c in contexts for text in short[c]["missing"]]
    stale = [f"{c}: {text[:50]!r}" for c in contexts for text in short[c]["stale"]]
    yield f"{_named(messages_in(LANGUAGE))}, {what}: {len(missing) + len(stale)} to do"
    yield from _listed("missing", missing)
    yield from _listed("stale", stale)
    for message in messages.read_catalogue(LANGUAGE):
        if message.context in contexts and message.id and message.string and not message.fuzzy:
            english, chinese = str(message.id), str(message.string)
            found = [*faults(chinese), *unlike_fields(english, chinese)]
            if "\n" in english and message.context in exercises:
                wide = [line for line in chinese.splitlines() if width(line) > _WIDEST]
                found += [f"{line!r} takes more than {_WIDEST} columns" for line in wide]
            yield from (f"  to mend in {message.context}: {fault}" for fault in found)


def _listed(what: str, found: list[str]) -> Iterator[str]:
    if found:
        yield f"  {what}, {len(found)}:"
        yield from (f"    {one}" for one in found[:_MANY])
        if len(found) > _MANY:
            yield f"    and {len(found) - _MANY} more"


def _named(file: Path) -> str:
    return file.relative_to(places.ROOT).as_posix()
