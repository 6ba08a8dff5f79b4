"""Lecture 3: the form in which a value comes, and what is said of another."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find

HOLDERS = {
    "a list": lambda value: [value],
    "a tuple": lambda value: (value,),
    "a tensor": lambda value: torch.tensor([value]),
    "a 0-d tensor": lambda value: torch.tensor(value),
    "an array": lambda value: np.array([[value]]),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_one_value_may_come_in_whatever_holds_one(holder):
    for slug in ("chain-cost", "len-is", "transpose-cost"):
        answer = {key: HOLDERS[holder](value) for key, value in find(slug).solution.items()}
        assert check(slug, answer).correct, slug
    assert check("norm-of-cube", {"value": HOLDERS[holder](12), "shape": []}).correct
    walk = {"blocks walked": 7, "norm": "L1", "diagonal steps allowed": False}
    held = {key: HOLDERS[holder](value) if key != "norm" else value for key, value in walk.items()}
    assert check("manhattan", held).correct


def test_a_whole_number_may_be_a_fraction():
    answer = {key: Fraction(value) for key, value in find("chain-cost").solution.items()}
    assert check("chain-cost", answer).correct
    assert check("norm-of-cube", {"value": Fraction(12), "shape": ()}).correct


def test_an_eigenvalue_may_come_with_an_imaginary_part_of_zero_and_no_other():
    facts, line = find("svd-facts").solution, "largest eigenvalue of AᵀA"
    assert check("svd-facts", facts | {line: torch.tensor(16 + 0j)}).correct
    for no_number in (16 + 1j, "16"):
        sentence = str(check("svd-facts", facts | {line: no_number}).sentences[0])
        assert "One number is asked for" in sentence


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda A: torch.linalg.eigvalsh(A)[-1], "Two results"),
        (lambda A: torch.linalg.eigh(A)[1][:, -1], "Two results"),
        (lambda A: tuple(t[..., 0] for t in torch.linalg.eig(A)), "complex"),
    ],
)
def test_results_of_another_form_are_told_which_form_is_asked_for(answer, words):
    assert words in str(check("power-iteration", answer).sentences[0])
