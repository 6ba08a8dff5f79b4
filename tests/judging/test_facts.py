"""A verdict as data: what is an attempt, and when wrong answers are looked at."""

import pytest
import torch

from preliminaries.judging import judge, stubs
from preliminaries.judging.verdict import Status
from tests.everything import EXERCISES, FUNCTIONS


def test_dots_are_seen_in_every_form_of_a_stub():
    def documented(x):
        """Twice x."""
        return ...

    def of_two(x):
        return ..., ...

    assert all(map(stubs.is_stub, [..., (..., ...), documented, of_two, lambda x: ...]))


def test_what_does_something_is_no_stub():
    def prints(x):
        print(x)
        return ...

    def returns_its_argument(x):
        return x

    class Callable:
        def __call__(self, x): ...

    others = [prints, returns_its_argument, Callable(), torch.add, len, 3, None, (1, ...)]
    assert not any(map(stubs.is_stub, others))


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.slug)
def test_a_stub_is_told_without_drawing_an_input(exercise, monkeypatch):
    def draw(*_):
        raise AssertionError("an input was drawn")

    monkeypatch.setattr(judge, "cases", draw)
    stub = eval(f"lambda {', '.join(exercise.parameters)}: ...")
    assert judge.judge(exercise, stub).status is Status.NOT_ATTEMPTED


# the judge is the same for every exercise; these are of every lecture, with and without a function
@pytest.mark.parametrize("exercise", EXERCISES[::8], ids=lambda e: e.slug)
def test_a_right_answer_does_not_run_the_wrong_ones(exercise, monkeypatch):
    def learn(*_):
        raise AssertionError("wrong answers were run")

    monkeypatch.setattr(judge, "believed", learn)
    assert judge.judge(exercise, exercise.solution).status is Status.CORRECT
