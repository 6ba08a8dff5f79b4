"""Lecture 1: the truths its predictions rest on, asked of torch and not of the exercises."""

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging.verdict import Status


def added(a, b):
    try:
        return tuple((torch.zeros(a) + torch.zeros(b)).shape)
    except RuntimeError:
        return None


def shares(source, result):
    """Whether a write to the source shows in the result."""
    before = result.clone()
    source += 1
    return not torch.equal(before, result)


def test_the_dtypes_are_torchs():
    for line, dtype in find("dtype-of").solution.items():
        assert eval(line).dtype == dtype, line


def test_the_broadcast_shapes_are_torchs():
    for line, shape in find("broadcast-shape").solution.items():
        a, b = (eval(text) for text in line.split(" + "))
        assert added(a, b) == shape, line


def test_the_shapes_of_cat_and_stack_are_torchs():
    names = {"torch": torch, "X": torch.zeros(3, 4), "Y": torch.zeros(3, 4)}
    for line, shape in find("cat-or-stack").solution.items():
        assert tuple(eval(line, names).shape) == shape, line


def test_what_shares_storage_is_what_sees_a_write():
    for line, answer in find("shares-storage").solution.items():
        names = {"torch": torch, "X": torch.arange(6).reshape(2, 3), "a": np.ones(3)}
        result = eval(line, names)
        source = names["a"] if "(a)" in line else names["X"]
        assert shares(source, result) == answer, line


def test_the_brackets_have_the_shape_that_torch_reads():
    numbers = eval(find("brackets").statement.split("`")[1])
    assert tuple(torch.tensor(numbers).shape) == find("brackets").solution


def test_a_batch_of_images_has_the_shape_a_convolution_takes():
    images = torch.zeros(find("batch-shape").solution, device="meta")
    layer = torch.nn.Conv2d(3, 8, kernel_size=3, device="meta")
    assert layer(images).shape == (32, 8, 222, 222)


@pytest.mark.parametrize("seed", range(20))
def test_the_rule_agrees_with_torch(seed):
    g = torch.Generator().manual_seed(seed)
    a, b = (
        tuple(
            torch.randint(0, 4, (int(torch.randint(0, 5, (), generator=g)),), generator=g).tolist()
        )
        for _ in range(2)
    )
    assert find("broadcast-rule").solution(a, b) == added(a, b)


def test_standardised_columns_have_mean_0_and_deviation_1():
    X = torch.rand(50, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    X[:, 2] = 5
    Z = find("device-proof").solution(X)
    expected = torch.tensor([1.0, 1.0, 0.0, 1.0], dtype=torch.float64)
    torch.testing.assert_close(Z.mean(dim=0), torch.zeros(4, dtype=torch.float64))
    torch.testing.assert_close(Z.std(dim=0), expected)


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
