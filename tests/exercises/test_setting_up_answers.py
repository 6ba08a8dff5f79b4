"""Lecture 0: answers of strangers, right and wrong, and what is said of them."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries import check


def said(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


@pytest.mark.parametrize(
    "answer",
    [42, 42.0, [42], (42,), {42}, [[42.0]], Fraction(84, 2), Decimal(42), 42 + 0j, np.int8(42),
     np.array([[42]]), torch.tensor(42), torch.tensor([42.0]), torch.tensor([[42]])],
    ids=repr,
)  # fmt: skip
def test_whatever_holds_exactly_the_number_42_is_right(answer):
    assert check("first-check", answer).correct


CYCLE: list = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "answer",
    [41, 42.5, -42, True, None, [], [42, 42], {}, "42", "forty-two", [[24]], torch.zeros(3),
     torch.zeros((), device="meta"), torch.tensor([4, 2]), float("nan"), CYCLE],
    ids=lambda answer: type(answer).__name__,
)  # fmt: skip
def test_whatever_holds_another_number_or_none_is_not(answer):
    assert not check("first-check", answer).correct


@pytest.mark.parametrize("answer", [42.001, 42.0004, 42.00001, [42.001]])
def test_a_number_close_to_42_is_shown_in_full(answer):
    assert f"You answered `{answer}`." in repr(check("first-check", answer))


CPU, CUDA, MPS = map(torch.device, ("cpu", "cuda", "mps"))


def overwritten_by_an_else():
    if torch.cuda.is_available():
        device = CUDA
    device = MPS if torch.backends.mps.is_available() else CPU
    return device


def mps_overwritten():
    if torch.backends.mps.is_available():
        device = MPS
    device = CUDA if torch.cuda.is_available() else CPU
    return device


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda: CUDA if torch.cuda.is_available else CPU, "not called, counts as True"),
        (lambda: "cuda" if torch.cuda.is_available else "cpu", "with parentheses"),
        (lambda: CUDA if torch.cuda.is_available() else MPS, "answers MPS, also where"),
        (overwritten_by_an_else, "a machine with CUDA gets the CPU"),
        (mps_overwritten, "an Apple machine gets the CPU"),
        (lambda: MPS if torch.backends.mps.is_available() else CUDA if torch.cuda.is_available()
         else CPU, "MPS wins here"),
        (lambda: None if not torch.cuda.is_available() else CUDA, ""),
        (lambda: torch.zeros(1).device, "does what it is told reach the `return`"),
    ],
)  # fmt: skip
def test_a_device_picked_wrongly_is_told_what_is_true(answer, words):
    verdict = said("pick-device", answer)
    assert not check("pick-device", answer).correct
    assert words in verdict
    assert "without asking" not in verdict


@pytest.mark.parametrize(
    "answer",
    [
        lambda: torch.device("cuda", 0) if torch.cuda.device_count() else (
            MPS if torch.backends.mps.is_available() else CPU),
        lambda: {(False, False): CPU, (False, True): MPS}.get(
            (torch.cuda.is_available(), torch.backends.mps.is_available()), CUDA),
        lambda: torch.tensor(0).to("cpu").device if not (
            torch.cuda.is_available() or torch.backends.mps.is_available()
        ) else torch.device("cuda:0" if torch.cuda.is_available() else "mps:0"),
    ],
)  # fmt: skip
def test_other_ways_to_pick_are_right(answer):
    assert check("pick-device", answer).correct
