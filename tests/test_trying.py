"""What `make exercise` tells an author: every mistake in a sentence, and nothing that is fine."""

import importlib.util
import subprocess
import sys

import pytest
import torch

from preliminaries import trying
from preliminaries.authoring import Exercise
from preliminaries.course.cell import Definition

FUNCTION = '''\
"""Twice x."""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, tensors, wrong

hints = ("What is twice?", "Add.", "`x + x`")
proves = "You can double."


def solution(x):
    return x + x


def inputs():
    return tensors((3,)).map(lambda x: (x,))


@right
def by_two(x):
    return 2 * x


@right
def as_a_product(x):
    return x @ torch.diag(torch.full((3,), 2.0))


@wrong
def squared(x):
    """It looks as if x was multiplied by itself, which is another thing."""
    return x * x


def proof():
    assert solution(torch.tensor(4.5)) == 9
'''
VALUES = '''\
"""Two shapes."""

from preliminaries.authoring import reading, right, wrong

hints = ("How many axes?", "Two.", "`(2, 3)`")
proves = "You can read shapes."
read = reading.each(reading.shape)
solution = {
    "X": (2, 3),
    "Y": (3, 2),
}


@right
def as_lists():
    return {"X": [2, 3], "Y": [3, 2]}


@right
def counted():
    return {"X": (1 + 1, 3), "Y": (3, 2)}


@wrong
def turned():
    """Rows come first, and columns second, also here."""
    return {"X": (3, 2)}


def proof():
    assert [len(shape) for shape in solution.values()] == [2, 2]
    assert solution["X"] == solution["Y"][::-1]
'''


@pytest.fixture
def tried(tmp_path, monkeypatch, capfd):
    """What is to mend in a file of that text, and what was printed."""
    monkeypatch.setattr(trying, "slugs", lambda: {"tiny": ("doubling",)})
    monkeypatch.delattr("os.fork", raising=False)  # not from here, where torch has its threads
    monkeypatch.setattr(torch, "set_num_threads", lambda count: None)
    (tmp_path / "exercises/tiny").mkdir(parents=True)

    def run(text: str) -> tuple[list[str], str]:
        file = tmp_path / "exercises/tiny/doubling.py"
        file.write_text(text, "utf-8")
        spec = importlib.util.spec_from_file_location("exercises.tiny.doubling", file)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        exercise, cell = Exercise.of(module), Definition.of(file)
        monkeypatch.setattr("preliminaries.course.exercises.find", lambda slug: exercise)
        found = [*trying.read_through(exercise, cell), *trying.try_out(exercise, cell)]
        return found, capfd.readouterr().out

    return run


@pytest.mark.parametrize("text", [FUNCTION, VALUES], ids=["function", "values"])
def test_of_a_whole_exercise_every_verdict_is_shown_and_nothing_is_to_mend(tried, text):
    found, printed = tried(text)
    assert found == []
    titles = [line.split(" ---")[0] for line in printed.splitlines() if line.startswith("-- ")]
    assert titles[:3] == ["-- The cell", "-- The proof", "-- right: solution"]
    assert len(titles) == 6
    assert "It holds." in printed and "Correct. You can" in printed and "Not yet." in printed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"What is twice?", "Add."', '"What is twice?" "Add."', "there are 2 hints"),
        ("return x * x", "return x + x", "squared is wrong, and accepted: which input"),
        ("return 2 * x", "return 3 * x", "by_two is right, and refused"),
        ("return 2 * x", "return 2 * z", "by_two is right, and refused"),
        ("== 9", "== 10", "the proof fails: AssertionError (line "),
        ("assert solution(torch.tensor(4.5)) == 9", "assert True", "it cannot fail"),
        ("(lambda x: (x,))", "(lambda x: x)", "give tuples of 1 arguments, (x,)"),
        ("return x + x", "return x.sum(dimm=1)", "the solution raises TypeError "),
        ("def solution", "raises = ValueError\n\n\ndef solution", "raises it on no input"),
        ('"""Twice x."""', f'"""Twice {"x" * 80}."""', "a line of the cell has 97 characters"),
        ("@right\ndef by_two", "def by_two", "two right answers, written differently"),
    ],
)
def test_a_mistake_in_a_function_is_told_in_a_sentence(tried, old, new, told):
    assert old in FUNCTION
    found, _ = tried(FUNCTION.replace(old, new))
    assert told in " ".join(found)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('return {"X": (3, 2)}', 'return {"x": (3, 2)}', "turned: `x` is no key of the solution"),
        ('return {"X": (3, 2)}', 'return {"X": (2, 3)}', "it says the same as the solution"),
        ('return {"X": (3, 2)}', "return unheard_of", "turned fails: NameError"),
    ],
)
def test_a_mistake_in_a_prediction_is_told_in_a_sentence(tried, old, new, told):
    assert old in VALUES
    found, _ = tried(VALUES.replace(old, new))
    assert told in " ".join(found)


@pytest.mark.parametrize(
    ("lectures", "told"),
    [
        ({"tiny": ()}, "no cell has the line `:exercise: doubling` yet"),
        ({"tiny": ("doubling", "doubling")}, "the lecture tiny has 2 cells"),
        ({"large": ("doubling",)}, "lies in the folder tiny, but the lecture is large"),
    ],
)
def test_a_wrong_place_is_told(tried, monkeypatch, lectures, told):
    monkeypatch.setattr(trying, "slugs", lambda: lectures)
    assert told in " ".join(tried(FUNCTION)[0])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Name one exercise"),
        (["outer_sum"], 'Did you mean "outer-sum"'),
        (["outer", "sum"], 'There is no exercise "outer sum"'),
    ],
)
def test_a_name_that_is_none_is_told(capsys, arguments, told):
    assert trying.main(arguments) == 1
    assert told in capsys.readouterr().err


def test_an_exercise_of_the_course_is_as_it_should_be():
    """With each answer in a process of its own, where there are forks."""
    command = [sys.executable, "-m", "preliminaries.trying", "double-transpose"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "double-transpose is as it should be" in done.stdout
