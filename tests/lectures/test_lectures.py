"""Every lecture: its exercises, and the form of its cells."""

import ast
import itertools
import re
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from preliminaries.course.places import ROOT
from preliminaries.course.exercises import find, slugs
from preliminaries.notebooks.lecture import Cell, Lecture, read_lecture

PATHS = sorted((ROOT / "lectures").glob("*.md"))
LONGEST_LINE = 79
MOST_LINES = 14

pytestmark = pytest.mark.parametrize("lecture", PATHS, ids=lambda path: path.stem, indirect=True)


@pytest.fixture(scope="module")
def lecture(request) -> Lecture:
    return read_lecture(request.param)


def stub_cells(lecture: Lecture) -> list[Cell]:
    return [cell for cell in lecture.cells if cell.exercise]


def code_cells(lecture: Lecture) -> list[Cell]:
    return [cell for cell in lecture.cells if cell.kind == "code"]


def parse(cell: Cell) -> ast.Module:
    """The cell's syntax tree; IPython's own syntax, such as `torch.sum?`, is a call in it."""
    return ast.parse(TransformerManager().transform_cell(cell.source))


def verdicts(lecture: Lecture, notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What each exercise's cell shows, in plain text."""
    shown = {}
    for cell in stub_cells(lecture):
        (executed,) = (c for c in notebook.cells if c.id == cell.id)
        texts = [o.get("data", {}).get("text/plain", "") for o in executed.outputs]
        shown[cell.exercise.slug] = "\n".join(texts)
    return shown


def test_every_verdict_of_the_learners_edition_is_not_attempted(lecture):
    notebook = nbformat.read(ROOT / lecture.notebook_name, as_version=nbformat.NO_CONVERT)
    shown = verdicts(lecture, notebook)
    wrong = {slug: text for slug, text in shown.items() if not text.startswith("Not attempted")}
    assert wrong == {}


# The exercises


def test_the_stubs_are_the_lectures_exercises_in_their_order(lecture):
    word = lecture.name.partition("-")[2]
    assert tuple(cell.exercise.slug for cell in stub_cells(lecture)) == slugs()[word]


def test_every_check_stands_in_a_stub_cell(lecture):
    """A misspelt name would turn a stub into any other cell, which no test looks at."""
    checks = [
        node
        for cell in code_cells(lecture)
        for node in ast.walk(parse(cell))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check"
    ]
    assert len(checks) == len(stub_cells(lecture))


def test_every_stub_leaves_its_answer_open(lecture):
    """Nothing of a solution may be left in the learner's edition."""
    for cell in stub_cells(lecture):
        definition, call = parse(cell).body
        if isinstance(definition, ast.FunctionDef):
            assert len(definition.body) == 2, cell.source
            definition = definition.body[-1]
        values = [node.value for node in ast.walk(definition) if isinstance(node, ast.Constant)]
        keys = cell.exercise.is_function or find(cell.exercise.slug).solution
        told = list(keys) if isinstance(keys, dict) else []
        assert set(values) - {...} <= set(told), cell.source
        assert ... in values
        assert ast.unparse(call) == f"check('{cell.exercise.slug}', {cell.exercise.name})"


def test_every_letter_that_a_stub_offers_is_explained_above_it(lecture):
    """Nobody can choose between "a" and "b" who is not told what they stand for."""
    for section in lecture.sections:
        for statement, stub in itertools.pairwise(section.cells):
            offered = re.findall(r'"([a-z])"', stub.source.partition("...  #")[2])
            told = re.findall(r"\b([a-z]): \S", statement.source)
            assert sorted(set(offered) - set(told)) == [], section.title


# Devices


def test_only_an_exercise_names_a_gpu(lecture):
    """`devices.pick()` is the one place that decides, so that one variable overrides it."""
    own = [
        f"line {cell.line}: {node.value}"
        for cell in code_cells(lecture)
        if not cell.exercise
        for node in ast.walk(parse(cell))
        if isinstance(node, ast.Constant) and str(node.value).startswith(("cuda", "mps"))
    ]
    assert own == []


# The form of a cell


def test_no_line_of_code_is_too_long_for_a_slide(lecture):
    long = [
        f"line {cell.line}: {line}"
        for cell in code_cells(lecture)
        for line in cell.source.splitlines()
        if len(line) > LONGEST_LINE
    ]
    assert long == []


def test_no_cell_is_too_long_for_a_slide(lecture):
    long = {
        f"line {cell.line}": count
        for cell in code_cells(lecture)
        if not cell.exercise
        and (count := sum(bool(line.strip()) for line in cell.source.splitlines())) > MOST_LINES
    }
    assert long == {}


def test_imports_stand_in_the_first_code_cell_only(lecture):
    later = [
        f"line {cell.line}: {ast.unparse(node)}"
        for cell in code_cells(lecture)[1:]
        for node in ast.walk(parse(cell))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert later == []
