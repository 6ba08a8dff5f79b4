"""Which exercises there are."""

import difflib
import functools
import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from preliminaries.course import places
from preliminaries.course.cell import Definition
from preliminaries.languages import language, lectures_in

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise


class UnknownExercise(LookupError):
    """No exercise has that name; the message names the nearest."""

    def __init__(self, name: str, near: list[str]) -> None:
        self.name, self.near = name, near
        meant = " or ".join(f'"{slug}"' for slug in near)
        more = f"Did you mean {meant}?" if near else "The name stands in the check(…) line."
        super().__init__(f'There is no exercise "{name}". {more}')


@functools.cache
def slugs() -> dict[str, tuple[str, ...]]:
    """The exercises of each lecture in the lecture's order; lectures by name, in the course's.

    Nothing is loaded: an exercise is a file, and the lecture's text says where it stands.
    """
    found = {}
    for lecture in places.lectures():
        named = re.findall(r"^:exercise: *(\S+)$", lecture.read_text(encoding="utf-8"), re.M)
        found[lecture.stem.partition("-")[2]] = tuple(named)
    return found


def titles() -> dict[str, str]:
    """What the lectures call each exercise, by slug, in the language spoken."""
    found: dict[str, str] = {}
    for lecture, own in zip(places.lectures(), slugs().values(), strict=True):
        translation = lectures_in(language()) / lecture.name
        for file in filter(Path.exists, (lecture, translation)):
            text = file.read_text(encoding="utf-8")
            named = re.findall(r"^### (?:Exercise: |练习：)(.+)$", text, re.M)
            if len(named) == len(own):  # not while both languages stand in a translation
                found |= zip(own, named, strict=True)
    return found


def find(name: str) -> "Exercise":
    """The exercise called `name`, its file alone loaded; raises UnknownExercise."""
    return load(_file(name))


def definition(name: str) -> Definition:
    """The cell of the exercise called `name`; nothing is loaded. Raises UnknownExercise."""
    return Definition.of(_file(name))


@functools.cache
def load(file: Path) -> "Exercise":
    """The exercise in that file, in a folder of preliminaries/exercises."""
    from preliminaries.authoring import Exercise

    module = f"preliminaries.exercises.{file.parent.name}.{file.stem}"
    return Exercise.of(importlib.import_module(module))


def _file(name: str) -> Path:
    files = _files()
    if name in files:
        return files[name]
    near = difflib.get_close_matches(name.strip().lower().replace("_", "-"), files, n=3, cutoff=0.5)
    raise UnknownExercise(name, near)


@functools.cache
def _files() -> dict[str, Path]:
    """The file of each exercise by its slug."""
    files = sorted(places.EXERCISES.glob("*/[a-z]*.py"))
    return {file.stem.replace("_", "-"): file for file in files}
