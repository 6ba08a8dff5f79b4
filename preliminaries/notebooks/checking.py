"""Whether the committed notebooks are what the lectures give, told without running anything."""

import copy
from pathlib import Path

from preliminaries.course.problem import Problem
from preliminaries.languages import NAMES

from .counts import READMES, with_counts
from .editions import in_every_language
from .lecture import Lecture, translations_of
from .notebook import as_text, assemble, seal

_REMEDY = "run `make notebooks`"
_EDIT_LECTURE = f"edit the lecture, never the notebook, then {_REMEDY}"
_MANY = 4


def find_problems(lectures: list[Path], notebooks: Path) -> list[str]:
    """One line for each thing out of step, with what to do about it."""
    problems: list[str] = []
    read: list[Lecture] = []
    for path in lectures:
        try:
            editions = in_every_language(path)
        except Problem as problem:
            problems.append(str(problem))
        else:
            for lecture in editions:
                problems += _compare(lecture, notebooks.parent / lecture.notebook_name)
            read += editions
    for name in READMES:
        readme = notebooks.parent / name
        if readme.exists() and with_counts(text := readme.read_text("utf-8"), read) != text:
            problems.append(
                f"{name}: a lecture has another number of exercises or slides; {_REMEDY}."
            )
    return problems


def find_strays(lectures: list[Path], notebooks: Path) -> list[str]:
    """One line for each numbered notebook that no lecture makes."""
    names = {path.stem for path in lectures}
    strays = [
        f"notebooks/{path.name} has no lecture lectures/{path.stem}.md: write one, or delete the "
        "notebook."
        for path in sorted(notebooks.glob("[0-9][0-9]-*.ipynb"))
        if path.stem not in names
    ]
    translated = {path.stem: translations_of(path) for path in lectures}
    for path in sorted(notebooks.glob("*/[0-9][0-9]-*.ipynb")):
        own = path.parent.name
        if own in NAMES and own not in translated.get(path.stem, {}):
            strays.append(
                f"notebooks/{own}/{path.name} has no translation "
                f"translations/{own}/lectures/{path.stem}.md: write one, or delete the notebook."
            )
    return strays


def _compare(lecture: Lecture, path: Path) -> list[str]:
    name, source = lecture.notebook_name, lecture.source_name
    if not path.exists():
        return [f"{name} is missing: {_REMEDY}."]
    import nbformat

    # read_text gives LF for whatever line ends a version control system has put there
    text = path.read_text(encoding="utf-8")
    try:
        found = nbformat.v4.reads(text)
        committed = {cell["id"]: cell for cell in found.cells}
    except (ValueError, KeyError, AttributeError, TypeError):
        return [f"{name} is not a notebook that the builder wrote: {_REMEDY}."]

    expected = assemble(lecture)
    problems: list[str] = []

    def report(ids: list[str], what: str, remedy: str) -> None:
        if ids:
            shown = ", ".join(ids[:_MANY])
            more = f" and {len(ids) - _MANY} more" if len(ids) > _MANY else ""
            problems.append(f"{name}: {what} {shown}{more}; {remedy}.")

    ours = {cell.id: cell for cell in expected.cells}
    both = [id for id in ours if id in committed]
    every = [cell.id for cell in found.cells]
    report(sorted({i for i in every if every.count(i) > 1}), "two cells have the id", _REMEDY)
    report([i for i in ours if i not in committed], "it lacks what the lecture has:", _REMEDY)
    report([i for i in committed if i not in ours], f"not in {source}:", _EDIT_LECTURE)
    for key, what in {"cell_type": "kind", "source": "source", "metadata": "metadata"}.items():
        differ = [id for id in both if committed[id].get(key) != ours[id][key]]
        report(differ, f"the {what} is not that of {source} in", _EDIT_LECTURE)

    run = [cell for cell in found.cells if cell.cell_type == "code"]
    unrun = [cell.id for cell in run if cell.get("execution_count") is None]
    report(unrun, "not run:", _REMEDY)
    failed = [c.id for c in run if any(o.output_type == "error" for o in c.get("outputs", []))]
    report(failed, "an error is stored in", f"mend the lecture, then {_REMEDY}")
    if problems:
        return problems

    # What is left to differ: the outputs, and how the file is written.
    for cell in expected.cells:
        if cell.cell_type == "code":
            cell.execution_count = committed[cell.id].execution_count
            cell.outputs = copy.deepcopy(committed[cell.id].outputs)
    seal(expected)
    if found.metadata.get("preliminaries") != expected.metadata["preliminaries"]:
        return [f"{name}: its outputs are not those it was built with; {_REMEDY}."]
    if text != as_text(expected):
        return [f"{name} has other cells, order or layout than the builder gives it; {_REMEDY}."]
    return []
