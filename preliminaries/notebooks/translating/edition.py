"""A lecture in another language: its own code, said otherwise."""

import ast
import copy
import re
from pathlib import Path

from preliminaries.course.comments import with_remarks
from preliminaries.course.problem import Problem
from preliminaries.languages import ENGLISH, FULL_WIDTH, NAMES, is_chinese, speaking

from ..lecture import OTHER_LANGUAGE, OUTPUT_VARIES, Cell, Lecture, read_lecture
from .blocks import compare, read_blocks

# A tag that nbval knows: a cell that another notebook runs alike, and whose output is not compared.
_SKIP = "nbval-skip"
_IMPORT = re.compile(r"^from preliminaries import ", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()([^()\s]+)(?=\))")
_LECTURE = re.compile(r"(?:(\d\d-[\w-]+)\.ipynb)?(?:#(.+))?")
_NOTEBOOK = re.compile(r"\b(notebooks/)(\d\d-[\w-]+\.ipynb)")
_PATH_IN_CODE = re.compile(r"""(?<=["'`])\.\./""")


def in_language(lecture: Lecture, language: str, file: Path) -> Lecture:
    """The lecture with what the file says in that language; what it lacks is said in English."""
    texts = compare(lecture, read_blocks(file)).texts
    edition = Lecture(lecture.name, copy.deepcopy(lecture.sections), language)
    for cell in edition.cells:
        english = cell.source
        if cell.id == OTHER_LANGUAGE:
            cell.source = f"[{NAMES[ENGLISH]}](../{lecture.name}.ipynb)"
        elif cell.kind == "markdown":
            text = _relinked(_in_lines(texts.get(cell.id, english)), file)
            cell.source = _deeper(_NOTEBOOK.sub(rf"\1{language}/\2", text))
        elif cell.exercise:
            with speaking(language):
                cell.source = cell.exercise.cell()
        else:
            cell.source = _said(cell, texts.get(cell.id), language, file)
            if cell.source == english and _only_shows(cell):
                cell.metadata.setdefault("tags", []).append(_SKIP)
    return edition


def _said(cell: Cell, text: str | None, language: str, file: Path) -> str:
    code = _IMPORT.sub(f"from preliminaries.{language} import ", cell.source)
    if text is not None:
        try:
            code = with_remarks(code, text.split("\n\n"))
        except ValueError:
            raise Problem(
                f"{file.name}, block {cell.id}: one paragraph for each comment or docstring of the "
                "cell."
            ) from None
    return _deeper(code)


def _in_lines(text: str) -> str:
    """The text without the line ends that would show as spaces between Chinese characters."""
    fence, lines = False, [""]
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fence = not fence
        if not fence and _goes_on(lines[-1], line.lstrip()):
            lines[-1] += line.lstrip()
        else:
            lines.append(line)
    return "\n".join(lines[1:])


def _goes_on(line: str, following: str) -> bool:
    if not line or not following or line.lstrip().startswith("#"):
        return False
    if following[0] in FULL_WIDTH or (is_chinese(following[0]) and is_chinese(line[-1])):
        return True
    plain = following[0].isalpha() or re.match(r"`[^`]|\$[^$]", following) is not None
    return plain and line[-1] in FULL_WIDTH


def _only_shows(cell: Cell) -> bool:
    """Whether the other language shows that the cell runs, and nothing below needs it.

    So it is of what varies, which is compared nowhere, and of figures and explorers, which take
    longest, where nothing but pyplot is called before them.
    """
    statements = ast.parse(cell.source).body
    if not statements or not all(isinstance(node, ast.Expr) for node in statements):
        return False
    called = [ast.unparse(node).lstrip("(") for node in statements]
    draws = called[-1].startswith("figures.") and all(one.startswith("plt.") for one in called[:-1])
    return draws or OUTPUT_VARIES in cell.metadata.get("tags", [])


def _deeper(text: str) -> str:
    """A notebook of another language lies one folder deeper: so do the files that code reads."""
    return _PATH_IN_CODE.sub("../../", text)


def _relinked(text: str, file: Path) -> str:
    """The text with its links as they lead from there, within the language where that is there."""

    def lead(match: re.Match) -> str:
        target = match[1]
        if not (to_lecture := _LECTURE.fullmatch(target)):
            return f"../{target}" if target.startswith("../") else target
        name, fragment = to_lecture.groups()
        other = file.with_name(f"{name}.md") if name else file
        if not other.exists():
            return f"../{target}"
        if not fragment:
            return target
        return f"{target.partition('#')[0]}#{_heading(other, fragment)}"

    return _LINK.sub(lead, text)


def _heading(translation: Path, fragment: str) -> str:
    """The fragment that leads to the same section of a translation."""
    lecture = read_lecture(translation.parents[3] / "lectures" / translation.name)
    texts = compare(lecture, read_blocks(translation)).texts
    for section in lecture.sections:
        if section.title.replace(" ", "-") == fragment:
            heading = texts.get(section.cells[0].id, section.heading).splitlines()[0]
            return heading.lstrip("# ").replace(" ", "-")
    raise Problem(f"{lecture.source_name} has no section {fragment!r}, to which a link leads.")
