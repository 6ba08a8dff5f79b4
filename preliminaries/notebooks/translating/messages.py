"""The short texts of the course: found where they stand, and kept in a catalogue for gettext.

A message is an English text and its context, the place that says it: an exercise's name for its
statement, hints, beliefs and remarks; a module's name for what `in_words` says there; "lectures"
for their titles; "verdicts" for what is said of any exercise.
"""

import ast
import difflib
import inspect
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preliminaries.course import places
from preliminaries.course.cell import Definition
from preliminaries.course.comments import remarks
from preliminaries.course.exercises import slugs
from preliminaries.course.problem import Problem
from preliminaries.languages import messages_in

from .templates import SAYING, templates_in

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

VERDICTS = "verdicts"
LECTURES = "lectures"
_PACKAGE = places.ROOT / "preliminaries"
_ROOMS = ("words", "pointing", "judging", "authoring")
_NEAR = 0.6


@dataclass(frozen=True)
class Short:
    """A short text of the course."""

    context: str
    text: str
    place: str  # the file it stands in


def find_all() -> list[Short]:
    """Every short text once, in the order of the catalogue."""
    found = [*_verdicts(), *_titles(), *_of_modules(), *_of_exercises()]
    return list({(short.context, short.text): short for short in reversed(found)}.values())[::-1]


def _verdicts() -> Iterator[Short]:
    files = [file for room in _ROOMS for file in sorted((_PACKAGE / room).glob("*.py"))]
    files += [_PACKAGE / "teaching.py", *sorted(places.EXERCISES.glob("*/_[a-z]*.py"))]
    for file in files:
        saying = ("said",) if file.name == "said.py" else SAYING
        for text in templates_in(file, saying):
            yield Short(VERDICTS, text, _named(file))


def _titles() -> Iterator[Short]:
    for file in places.lectures():
        title = file.stem[3:].replace("-", " ").capitalize()
        yield Short(LECTURES, title, _named(file))


def _of_modules() -> Iterator[Short]:
    for file in sorted(_PACKAGE.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if "= words_of(__name__)" in source:
            context = ".".join(file.relative_to(_PACKAGE).with_suffix("").parts)
            for text in templates_in(file, ("in_words", "in_words.counted")):
                yield Short(context.removesuffix(".__init__"), text, _named(file))


def _of_exercises() -> Iterator[Short]:
    files = {file.stem.replace("_", "-"): file for file in places.EXERCISES.glob("*/[a-z]*.py")}
    for slug in (slug for own in slugs().values() for slug in own):
        for text in texts_of(files[slug]):
            yield Short(slug, text, _named(files[slug]))


def texts_of(file: Path) -> Iterator[str]:
    """What an exercise's file says to a learner, read without loading it."""
    module = ast.parse(file.read_text(encoding="utf-8"))
    definition = Definition.of(file)
    yield definition.statement
    for code in (definition.cell(), definition.cell(solved=True)):
        yield from (remark.text for remark in remarks(code) if not remark.is_docstring)
    for node in module.body:
        match node:
            case ast.Assign([ast.Name("hints")], value):
                yield from _literal(value, file)
            case ast.Assign([ast.Name("proves")], value):
                yield _literal(value, file)
            case ast.Assign([ast.Name("pointed_at")], value):
                yield from _keys(value)
            case ast.FunctionDef(name="observe"):
                yield from _facts(node)
            case ast.FunctionDef(decorator_list=marks) if "wrong" in map(ast.unparse, marks):
                yield " ".join(inspect.cleandoc(ast.get_docstring(node) or "").split())
    yield from templates_in(file)


def _literal(value: ast.expr, file: Path) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        told = f"line {value.lineno}: write hints and `proves` as they are read, to be translated"
        raise Problem(f"{file.parent.name}/{file.name}, {told}.") from None


def _keys(pointed_at: ast.expr) -> Iterator[str]:
    """What is written on an axis: "channels: 3"."""
    for part in ast.walk(pointed_at):
        if isinstance(part, ast.Dict):
            keys = [key.value for key in part.keys if isinstance(key, ast.Constant)]
            yield from (
                str(key) for key in keys if len(str(key)) > 1 and re.search(r"[^\W\d]", str(key))
            )


def _facts(observe: ast.FunctionDef) -> Iterator[str]:
    """What the facts of a call are named, and in how many words."""
    for node in observe.body[1:]:
        for part in ast.walk(node):
            if isinstance(part, ast.Dict):
                keys = [key.value for key in part.keys if isinstance(key, ast.Constant)]
                yield from (key for key in keys if isinstance(key, str) and key[:1].isalpha())
            elif isinstance(part, ast.Constant) and _are_words(part.value):
                yield str(part.value)


def _are_words(value: object) -> bool:
    return isinstance(value, str) and " " in value.strip() and value[:1].isalpha()


def _named(file: Path) -> str:
    return file.relative_to(places.ROOT).as_posix()


# The catalogue


def read_catalogue(language: str) -> "Catalog":
    """What is translated so far; an empty catalogue where nothing is."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    file = messages_in(language)
    if not file.exists():
        return Catalog(language)
    with file.open("rb") as opened:
        return read_po(opened, language)


def updated(before: "Catalog", found: list[Short]) -> "Catalog":
    """The catalogue with all that is found, and nothing else.

    The translation of a sentence that has changed is kept for the new one, marked as fuzzy: no
    learner sees it before somebody has looked at it.
    """
    from babel.messages.catalog import Catalog

    known = {(str(m.context), str(m.id)): m for m in before if m.id}
    new = {(short.context, short.text) for short in found}
    left = {key: m for key, m in known.items() if key not in new and m.string}
    after = Catalog(before.locale)
    for short in found:
        was = known.get((short.context, short.text))
        if was is None:
            was = _moved(short, left)
        if was is None:
            after.add(short.text, context=short.context, locations=[(short.place, 0)])
            continue
        changed = was.id != short.text
        flags = {"fuzzy"} if changed else set(was.flags) & {"fuzzy"}
        after.add(
            short.text,
            was.string,
            context=short.context,
            locations=[(short.place, 0)],
            flags=flags,
            user_comments=was.user_comments,
            previous_id=was.id if changed else was.previous_id if flags else (),
        )
    return after


def _moved(short: Short, left: "dict[tuple[str, str], Message]") -> "Message | None":
    """What a text that nobody says any more tells about this new one."""
    same = next((key for key in left if key[1] == short.text), None)
    if same is None:
        own = {text: (context, text) for context, text in left if context == short.context}
        near = difflib.get_close_matches(short.text, own, 1, _NEAR)
        same = own[near[0]] if near else None
    return left.pop(same) if same else None


def as_text(catalogue: "Catalog") -> str:
    """The catalogue as its file holds it; nothing in it tells of a time or a machine."""
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, include_previous=True)
    head, blank, body = out.getvalue().decode().partition("\n\n")
    kept = '"MIME-Version', '"Content-T', '"Language:', "msg"
    lines = [line for line in head.splitlines() if line.startswith(kept)]
    return "\n".join(lines) + blank + body.rstrip("\n") + "\n"


def left_to_do(language: str) -> dict[str, dict[str, list[str]]]:
    """By context, the texts that are "missing" and those that are "stale"."""
    catalogue = read_catalogue(language)
    known = {(m.context, m.id): m for m in catalogue if m.id}
    to_do: dict[str, dict[str, list[str]]] = {}
    for short in find_all():
        message = known.get((short.context, short.text))
        own = to_do.setdefault(short.context, {"missing": [], "stale": []})
        if message is not None and message.fuzzy:
            own["stale"].append(short.text)
        elif message is None or not message.string:
            own["missing"].append(short.text)
    return to_do
