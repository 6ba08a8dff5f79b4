"""A module that states an exercise, and what its author is told."""

import importlib.util
import sys

import pytest

from preliminaries.authoring import Exercise, Misstated

WHOLE = '''\
"""Twice x."""

from preliminaries.authoring import right, wrong

hints = ("What is twice?", "Add.", "`x + x`")
proves = "You can double."


def solution(x):
    return x + x


def edge_cases():
    return [(1,)]


@right
def by_two(x):
    return 2 * x


@wrong
def squared(x):
    """It looks as if x was multiplied by itself."""
    return x * x
'''


@pytest.fixture
def stated(tmp_path, monkeypatch):
    """The exercise in a file of that text."""

    def state(text: str) -> Exercise:
        file = tmp_path / "doubling.py"
        file.write_text(text, "utf-8")
        spec = importlib.util.spec_from_file_location("exercises.tiny.doubling", file)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        return Exercise.of(module)

    return state


def test_a_module_is_the_exercise(stated):
    exercise = stated(WHOLE)
    assert (exercise.slug, exercise.name) == ("doubling", "doubling")
    assert exercise.statement == "Twice x."
    assert (list(exercise.right), list(exercise.wrong)) == (["by_two"], ["squared"])
    assert exercise.told("squared") == "It looks as if x was multiplied by itself."
    assert exercise.is_function and exercise.parameters == ["x"]


def test_an_exercise_cannot_be_changed(stated):
    with pytest.raises(AttributeError):
        stated(WHOLE).seconds = 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"""Twice x."""', "", "begins with a docstring"),
        ("hints = (", "tips = (", "does not define `hints`: three strings"),
        ('hints = ("What is twice?", "Add.", "`x + x`")', 'hints = "Add."', "`hints` is a tuple"),
        ("proves =", "proven =", "does not define `proves`"),
        ("def solution(", "def solved(", "does not define `solution`"),
        ("def edge_cases(", "def cases(", "say in `inputs` or `edge_cases`"),
        (
            '    """It looks as if x was multiplied by itself."""\n',
            "",
            "`squared` has no docstring",
        ),
        ("def solution(x)", "def input():\n    pass\n\n\ndef solution(x)", "did you mean `inputs`"),
        ("proves =", "reads = None\nproves =", "did you mean `read`"),
        ("proves =", 'may_edits = ("x",)\nproves =', "did you mean `may_edit`"),
        ("proves =", "pointed_at = None\nproves =", "answers with a value"),
        ("proves =", "strict_dtpye = True\nproves =", "did you mean `strict_dtype`"),
    ],
)
def test_an_author_is_told_what_is_missing(stated, old, new, told):
    assert old in WHOLE
    with pytest.raises(Misstated, match=r"exercises/tiny/doubling\.py") as raised:
        stated(WHOLE.replace(old, new))
    assert told in str(raised.value)
