"""Lecture 1: what is said of answers that are nearly right, and on which devices they run."""

import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging.verdict import Status


def test_an_answer_that_leaves_a_helper_on_the_cpu_is_caught_without_a_gpu():
    verdict = check("device-proof", find("device-proof").wrong["helper_left_on_the_cpu"])
    assert verdict.status is Status.RAISED
    assert "meta" in dict(verdict.evidence)["X"]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")
def test_device_proof_is_tried_on_cuda_where_there_is_one():
    verdict = check("device-proof", lambda X: find("device-proof").solution(X.cpu()))
    assert not verdict.correct


# Verdicts that have to be true


def said(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def test_a_share_is_not_reported_as_the_count_it_is_not():
    verdict = said("count-greater", lambda X, Y: (X > Y).float().mean())
    assert "you returned 0;" not in verdict
    assert "0.25" in verdict


def test_counts_for_each_row_are_not_told_that_a_tensor_is_wrong():
    verdict = said("count-greater", lambda X, Y: (X > Y).sum(dim=0))
    assert "the result has shape ()" in verdict
    assert "Python int" not in verdict


def added_and_returned(what):
    def add_to(Y, X):
        Y += X
        return what(Y, X)

    return add_to


@pytest.mark.parametrize(
    "what", [lambda Y, X: X, lambda Y, X: Y.clone(), lambda Y, X: Y.tolist(), lambda Y, X: 1]
)
def test_who_changed_y_and_returned_something_else_is_not_told_that_y_is_as_it_was(what):
    verdict = said("in-place", added_and_returned(what))
    assert "Y holds the sum, as it should." in verdict


@pytest.mark.parametrize("what", [lambda Y, X: None, lambda Y, X: Y[:], lambda Y, X: Y.numpy()])
def test_y_itself_may_be_returned_however_it_is_looked_at(what):
    assert check("in-place", added_and_returned(what)).correct


@pytest.mark.parametrize("key", ["X.reshape(3, 2)", "X[1]", "torch.from_numpy(a)"])
def test_one_wrong_line_is_not_taken_for_a_belief_about_ids(key):
    assert "`id()`" not in said("shares-storage", find("shares-storage").solution | {key: False})
