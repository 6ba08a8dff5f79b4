"""Lecture 3: what its exercises are tried on, and what they refuse."""

import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.exercises.linear_algebra._by_hand import no_ready_made_products
from preliminaries.judging.cases import cases
from preliminaries.judging.verdict import Status


def test_the_inputs_are_what_the_lecture_promises():
    """Not square, square, one row, one column, empty; whole numbers and floats."""
    for exercise in (find("mat-vec"), find("row-normalise"), find("double-transpose")):
        matrices = [case.arguments[0] for case in cases(exercise)]
        shapes = {tuple(A.shape) for A in matrices}
        assert any(m != n and m > 1 < n for m, n in shapes)
        assert any(m == n > 1 for m, n in shapes)
        assert any(m == 1 < n for m, n in shapes)
        assert any(n == 1 < m for m, n in shapes)
        # Rows are divided by their sums: no statement promises that there are none.
        assert any(0 in shape for shape in shapes) == (exercise is not find("row-normalise"))
        assert {A.dtype for A in matrices} >= {torch.int64, torch.float32}


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("mat-vec", lambda A, x: A.matmul(x)),
        ("mat-vec", lambda A, x: torch.mv(A, x)),
        ("mat-mul", lambda A, B: A.mm(B)),
        ("mat-mul", lambda A, B: torch.stack([A @ b for b in B.T], dim=1)),
    ],
)
def test_the_product_to_be_built_may_not_be_used_to_build_it(slug, answer):
    verdict = check(slug, answer)
    assert verdict.status is Status.RAISED
    assert "ready-made" in verdict.sentences[0]


def test_either_sign_of_an_eigenvector_is_right():
    def negated(A):
        value, v = find("power-iteration").solution(A)
        return value, -v

    assert check("power-iteration", negated).correct


def test_a_mode_that_an_answer_leaves_behind_is_taken_away():
    """A stopped answer may leave the product's watcher half closed; later cells use `@`."""

    def enters(A, x):
        no_ready_made_products().__enter__()
        return (A * x).sum(1)

    check("mat-vec", enters)
    assert (torch.eye(2) @ torch.ones(2)).tolist() == [1, 1]
