"""A lecture file, read as sections and cells.

The rule that turns a plain document into cells and slides is all here:

* A heading of level one to three starts a section and a Markdown cell. ``+++`` alone on a line
  splits a Markdown cell by hand, and ``+++ {"slideshow": {...}}`` gives the cell after it metadata.
* ``#`` and ``##`` open a slide, ``###`` a sub-slide. The first Markdown cell of a section is on the
  slide, the later ones are speaker notes. The first code cell is on the slide too, the later ones
  are fragments; on a lecture's title, so are the imports.
* Slides skip a ``###`` section that asks for a function, which takes too long for a lecture hall,
  and the board of ``progress()``, which is for whoever works through the notebook.
* What an author writes for a cell goes before the rule.
* An empty code cell with the line ``:exercise: row-means`` becomes that exercise's stub, written
  from its file. ``{{exercises}}`` in the lecture's first cell becomes their number.
* A cell's id is its section's title and its position there, such as ``broadcasting-2``.
* Where the lecture has a translation, a cell under the title leads to it.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from preliminaries.course import exercises
from preliminaries.course.cell import Definition
from preliminaries.course.problem import Problem
from preliminaries.languages import ENGLISH, NAMES, folder_of

# A tag that nbval knows. A widget's output names a model that is another one on every run.
OUTPUT_VARIES = "nbval-ignore-output"
COUNT = "{{exercises}}"
OTHER_LANGUAGE = "other-language"  # the id of the cell that leads to the same in another language

_HEADING = re.compile(r"(#{1,3})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})(.*)")
_LONGEST_SLUG = 56  # a cell id has at most 64 characters, and the position comes after the slug


@dataclass
class Cell:
    """One cell as the lecture gives it, not yet run."""

    kind: str  # "markdown" or "code"
    source: str
    metadata: dict[str, Any]
    line: int  # where it begins in the lecture file, counted from one
    id: str = ""
    exercise: Definition | None = None  # that the lecture names here


@dataclass
class Section:
    """A heading and the cells under it."""

    heading: str  # as written: "## Broadcasting"
    line: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def level(self) -> int:
        return len(self.heading) - len(self.heading.lstrip("#"))

    @property
    def title(self) -> str:
        return self.heading.lstrip("# ")

    @property
    def slug(self) -> str:
        """The title in the letters that a cell id may have."""
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode()
        plain = re.sub(r"['`]", "", plain).lower()
        return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-")


@dataclass
class Lecture:
    """A whole lecture file."""

    name: str  # "01-data-operations"
    sections: list[Section]
    language: str = ENGLISH

    @property
    def source_name(self) -> str:
        return f"lectures/{self.name}.md"

    @property
    def notebook_name(self) -> str:
        return f"notebooks/{folder_of(self.language)}{self.name}.ipynb"

    @property
    def cells(self) -> list[Cell]:
        return [cell for section in self.sections for cell in section.cells]

    def section_of(self, cell: Cell) -> Section:
        return next(section for section in self.sections if any(c is cell for c in section.cells))


def read_lecture(path: Path) -> Lecture:
    """The lecture in a MyST Markdown file, with ids and slide metadata in every cell."""
    lecture = Lecture(path.stem, [])
    for cell, heading in _cells_of(path, lecture.source_name):
        if heading:
            lecture.sections.append(Section(heading, cell.line))
        if not lecture.sections:
            raise Problem(
                f"{lecture.source_name}, line {cell.line}: a lecture begins with a `# ` heading; "
                "nothing may stand before it."
            )
        lecture.sections[-1].cells.append(cell)
    if not lecture.sections:
        raise Problem(f"{lecture.source_name} is empty; a lecture begins with a `# ` heading.")
    _set_ids(lecture)
    for section in lecture.sections:
        _set_slides(section)
    for cell in lecture.cells:
        _set_nature(cell)
    _link_other_languages(lecture, path)
    return lecture


def translations_of(lecture: Path) -> dict[str, Path]:
    """The translations of a lecture's file that there are, by language."""
    found = lecture.parents[1].glob(f"translations/*/lectures/{lecture.name}")
    return {file.parents[1].name: file for file in sorted(found)}


def _link_other_languages(lecture: Lecture, path: Path) -> None:
    """Put a cell under the title that leads to the same lecture in another language."""
    if others := translations_of(path):
        links = [f"[{NAMES[own]}]({folder_of(own)}{lecture.name}.ipynb)" for own in others]
        line, slideshow = lecture.sections[0].line, {"slide_type": "notes"}
        cell = Cell("markdown", " · ".join(links), {"slideshow": slideshow}, line, OTHER_LANGUAGE)
        lecture.sections[0].cells.insert(1, cell)


def _cells_of(path: Path, name: str) -> Iterator[tuple[Cell, str | None]]:
    """Yield every cell with the heading that it starts with, or None."""
    from jupytext.myst import myst_to_notebook

    text = path.read_text(encoding="utf-8")
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except Exception as error:  # whatever the reader stumbles over, it stands in this file
        raise Problem(f"{name} cannot be read: {error}") from error
    lines = text.splitlines()
    for cell, start in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        metadata = dict(cell.metadata)
        if cell.cell_type == "code":
            slug = metadata.pop("exercise", None)
            if slug is not None:
                yield _exercise(slug, cell.source, metadata, start, name), None
                continue
            if not cell.source.strip():
                raise Problem(f"{name}, line {start}: this code cell is empty.")
            yield Cell("code", cell.source.rstrip(), metadata, start), None
            continue
        if cell.cell_type != "markdown":
            raise Problem(f"{name}, line {start}: a lecture has Markdown and code cells only.")
        while not lines[start].strip():
            start += 1
        for offset, heading, source in _split_at_headings(cell.source):
            line = start + offset + 1
            if directive := re.search(r"^[ \t]*(`{3,}|~{3,})\{.*", source, re.MULTILINE):
                raise Problem(
                    f"{name}: `{directive[0].strip()}`, in the Markdown that begins in line "
                    f"{line}, makes no cell; a code cell is ```{{code-cell}}, not indented."
                )
            yield Cell("markdown", source, metadata, line), heading
            metadata = {}


def _exercise(slug: str, source: str, metadata: dict[str, Any], line: int, name: str) -> Cell:
    if source.strip():
        raise Problem(
            f"{name}, line {line}: the cell of the exercise {slug} holds code; leave it empty, for "
            "its stub is written from the exercise's own file."
        )
    try:
        definition = exercises.definition(str(slug))
    except exercises.UnknownExercise as error:
        raise Problem(f"{name}, line {line}: {error}") from None
    return Cell("code", definition.cell(), metadata, line, exercise=definition)


def _split_at_headings(text: str) -> Iterator[tuple[int, str | None, str]]:
    """Yield (first line, heading or None, text) for each part; # in code and formulas is none."""
    parts: list[tuple[int, str | None, list[str]]] = [(0, None, [])]
    closing = None  # what ends the fence or formula that we are in
    for number, line in enumerate(text.splitlines()):
        fence = _FENCE.fullmatch(line)
        if closing is not None:
            if closing == "$$":
                ends = line.rstrip().endswith("$$")
            else:
                ends = bool(fence and fence[1].startswith(closing) and not fence[2].strip())
            closing = None if ends else closing
        elif fence:
            closing = fence[1]
        elif line.lstrip().startswith("$$") and line.count("$$") == 1:
            closing = "$$"
        elif match := _HEADING.fullmatch(line):
            parts.append((number, f"{match[1]} {match[2]}", []))
        parts[-1][2].append(line)
    for start, heading, lines in parts:
        if source := "\n".join(lines).strip("\n"):
            yield start, heading, source.rstrip()


def _set_ids(lecture: Lecture) -> None:
    seen: dict[str, Section] = {}
    for section in lecture.sections:
        if not section.slug:
            raise Problem(
                f"{lecture.source_name}, line {section.line}: the heading `{section.heading}` has "
                "no letter or digit that a cell id can be made of; give it one in plain letters."
            )
        if section.slug in seen:
            other = seen[section.slug]
            raise Problem(
                f"{lecture.source_name}: the headings `{other.heading}` (line {other.line}) and "
                f"`{section.heading}` (line {section.line}) both give the cell id "
                f"{section.slug}-1; rename one of them."
            )
        seen[section.slug] = section
        for position, cell in enumerate(section.cells, start=1):
            cell.id = f"{section.slug}-{position}"


def _set_slides(section: Section) -> None:
    for_oneself = any(
        cell.exercise.is_function if cell.exercise else _is_board(cell) for cell in section.cells
    )
    waits = section.level == 1  # the title stands alone at first
    for cell in section.cells:
        if section.level == 3 and for_oneself:
            slide_type = "skip"
        elif cell is section.cells[0]:
            slide_type = "subslide" if section.level == 3 else "slide"
        elif cell.kind == "markdown":
            slide_type = "notes"
        elif waits:
            slide_type = "fragment"
        else:
            waits = True
            continue
        slideshow = {"slide_type": slide_type, **cell.metadata.get("slideshow", {})}
        cell.metadata = {**cell.metadata, "slideshow": slideshow}


def _set_nature(cell: Cell) -> None:
    """Write into a cell that is an exercise, an explorer and the like that it is one.

    Slides, tests and whoever grades read it there.
    """
    nature: dict[str, object]
    if cell.exercise:
        asks = "function" if cell.exercise.is_function else "value"
        nature = {"is": "exercise", "exercise": cell.exercise.slug, "asks": asks}
    elif cell.kind == "code" and _calls("explore", cell.source):
        nature = {"is": "explorer", "needs_kernel": False}
    elif cell.kind == "code" and _calls("interact", cell.source):
        nature = {"is": "explorer", "needs_kernel": True}
        _let_output_vary(cell)
    elif cell.kind == "code" and _calls("by_hand", cell.source):
        nature = {"is": "by hand"}
        _let_output_vary(cell)
    elif _is_board(cell):
        nature = {"is": "board"}
    else:
        return
    cell.metadata["preliminaries"] = nature


def _let_output_vary(cell: Cell) -> None:
    tags = cell.metadata.setdefault("tags", [])
    if OUTPUT_VARIES not in tags:
        tags.append(OUTPUT_VARIES)


def _is_board(cell: Cell) -> bool:
    return cell.source == "progress()"


def _calls(name: str, source: str) -> bool:
    """Whether the cell calls what has this name; so an explorer is known without running it."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return False
    names = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(getattr(f, "id", getattr(f, "attr", "")) == name for f in names)
