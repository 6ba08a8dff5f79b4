"""An exercise's cell, written from its file, and exercises found by their names."""

import subprocess
import sys

import pytest

from preliminaries.course.cell import Definition
from preliminaries.course.exercises import UnknownExercise, definition, find
from preliminaries.course.places import ROOT
from preliminaries.course.problem import Problem

FUNCTION = '''\
"""The mean of each row of X.

X is (m, n), the result is (m,).
"""

name = "means"


def solution(X):
    total = X.sum(dim=1)
    return total / X.shape[1], total
'''
VALUES = '''\
"""Two sizes."""

solution = {
    "ü": (2, 3),  # of X
    "b": (
        1,
    ),
}
'''


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "row_means") -> Definition:
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        return Definition.of(tmp_path / f"{name}.py")

    return write


def test_a_function_leaves_as_many_dots_as_it_returns_results(written):
    cell = written(FUNCTION).cell()
    assert cell.startswith('def means(X):\n    """The mean of each row of X.\n\n    X is (m, n)')
    assert cell.endswith('    """\n    return ..., ...\n\n\ncheck("row-means", means)')


def test_a_solved_function_has_the_solutions_body(written):
    assert '"""\n    total = X.sum(dim=1)\n    return total' in written(FUNCTION).cell(solved=True)


def test_a_dict_leaves_each_value_open_and_keeps_the_comments(written):
    cell = written(VALUES).cell()
    assert cell == (
        'row_means = {\n    "ü": ...,  # of X\n    "b": ...,\n}\n\ncheck("row-means", row_means)'
    )


def test_a_single_value_is_left_open(written):
    assert written('"""A number."""\n\nsolution = 42\n').stub() == "row_means = ..."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"""Nothing."""\n', "/row_means.py defines no `solution` at its top level."),
        ("def solution(:\n", "/row_means.py, line 1: "),
    ],
)
def test_a_file_that_is_no_exercise_is_told_in_a_sentence(written, text, told):
    with pytest.raises(Problem, match=told):
        written(text)


@pytest.mark.parametrize("name", ["outer_sum", "outer-sums", " Outer-Sum "])
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(name):
    with pytest.raises(UnknownExercise, match='"outer-sum"'):
        find(name)


def test_a_cell_is_written_without_loading_torch():
    code = (
        "import sys; from preliminaries.course.exercises import definition, slugs; "
        "[definition(slug).cell() for own in slugs().values() for slug in own]; "
        "sys.exit(str({'torch', 'hypothesis', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.strip() == "set()"


def test_an_exercise_is_loaded_alone():
    code = (
        "import sys; from preliminaries.course.exercises import find; find('outer-sum'); "
        "print(sum(m.startswith('preliminaries.exercises.') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "2\n", done.stderr  # its folder and itself


def test_the_definition_and_the_exercise_agree():
    assert definition("outer-sum").statement == find("outer-sum").statement
    assert definition("broadcast-rule").name == find("broadcast-rule").name == "broadcast_shape"
