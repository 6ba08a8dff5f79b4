"""The softmax of the scores along their *last* axis, without overflow.

scores are floats of any number of axes, (…, K), and may be 1000 or -1000;
the result is a tensor of their shape. For (0, 0, 1000) it is (0, 0, 1).
Build it: torch's own `softmax` and its relatives are refused, and so is
SciPy.
"""

import math

import numpy as np
import torch

from preliminaries.authoring import examples, right, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import built_by_hand, without_scipy
from preliminaries.exercises.softmax_regression._given import scores as tables

name = "stable_softmax"
hints = (
    "Adding a constant to all scores of a row changes nothing. Which constant makes the largest of "
    "them 0?",
    "Take from every row its own largest score, `amax` along the last axis. Then exp is at most 1, "
    "and one of its values is 1, so that the sum is not 0.",
    "`e = (scores - scores.amax(dim=-1, keepdim=True)).exp()`, then `e / e.sum(dim=-1, "
    "keepdim=True)`.",
)
proves = "Each row is shifted by its own largest score: no exp overflows, and no sum is 0."


class watch(built_by_hand):
    refused = frozenset(
        {"softmax", "log_softmax", "softmin", "logsumexp", "gumbel_softmax"}
        | {"cross_entropy", "softmax_backward_data"}
    )


observe = without_scipy


def solution(scores):
    e = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return e / e.sum(dim=-1, keepdim=True)


def inputs():
    return tables().map(lambda scores: (scores,))


def edge_cases():
    far_apart = [[1000.0, 0.0], [-1000.0, -1001.0]]
    points = (
        [0.0, 0.0, 1000.0],
        [1000.0, 999.0],
        [-1000.0, -1001.0],
        [[0.0, 1.0], [2.0, 0.0]],
        far_apart,
        [far_apart, [[0.0, 1.0], [3.0, 500.0]]],
        [[1.0], [2.0], [3.0]],
        [0.02, 0.05, -0.05],
    )
    return [
        *((torch.tensor(scores),) for scores in points),
        (torch.tensor(far_apart, dtype=torch.float64),),
        (torch.tensor([[200.0, 201.0, 203.0], [-300.0, -300.0, -300.0]]),),
    ]


@right
def by_logs(scores):
    shifted = scores - scores.max(dim=-1, keepdim=True).values
    return torch.exp(shifted - shifted.exp().sum(-1, keepdim=True).log())


@right
def with_numpy(scores):
    a = scores.numpy()
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@right
def row_by_row(scores):
    rows = scores.reshape(-1, scores.shape[-1]).tolist()
    result = []
    for row in rows:
        e = [math.exp(score - max(row)) for score in row]
        result.append([part / sum(e) for part in e])
    return torch.tensor(result).reshape(scores.shape)


@right
def in_double_with_new_axes(scores):
    e = torch.exp(scores.double() - scores.double().amax(-1)[..., None])
    return e / e.sum(-1).unsqueeze(-1)


def _softmax(scores, axis=-1, stable=True):
    shift = scores.amax(dim=axis, keepdim=True) if stable else 0
    e = (scores - shift).exp()
    return e / e.sum(dim=axis, keepdim=True)


@wrong
def overflows(scores):
    """Where the scores are small this is right. exp(1000) is inf, and inf / inf is nan; exp(-1000)
    is 0, and 0 / 0 is nan as well. What may be taken from all scores of a row first?"""
    return _softmax(scores, stable=False)


@wrong
def whole_tensor(scores):
    """The *whole* tensor sums to 1. Each row, along the last axis, is a distribution of its
    own."""
    e = (scores - scores.max()).exp()
    return e / e.sum()


@wrong
def whole_tensor_and_overflows(scores):
    """Two things. exp(1000) is inf, and inf / inf is nan: what may be taken from all scores of a
    row first? And the *whole* tensor sums to 1, where each row is a distribution of its own."""
    return scores.exp() / scores.exp().sum()


@wrong_like(whole_tensor)
def whole_tensor_by_a_sum(scores):
    e = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return e / e.sum()


@wrong
def first_axis(scores):
    """The sums along the *first* axis are 1. The classes lie along the last, which is -1 however
    many there are."""
    return _softmax(scores, axis=0)


@wrong
def first_axis_and_overflows(scores):
    """Two things. exp(1000) is inf, and inf / inf is nan: what may be taken from all scores of a
    row first? And the sums along the *first* axis are 1, where the classes lie along the last."""
    return _softmax(scores, axis=0, stable=False)


@wrong
def axis_one(scores):
    """Along `dim=1` it is right for a table only. The last axis is `dim=-1`, of one axis and of
    four."""
    return _softmax(scores, axis=1)


@wrong_like(axis_one)
def axis_one_and_overflows(scores):
    return _softmax(scores, axis=1, stable=False)


@wrong
def largest_of_all_subtracted(scores):
    """The largest score of the whole tensor was taken away. A row that lies far below it has exp =
    0 everywhere, and 0 / 0 is nan: each row has a largest score of its own."""
    e = (scores - scores.max()).exp()
    return e / e.sum(dim=-1, keepdim=True)


@wrong
def axis_lost_in_the_sum(scores):
    """The sum over the last axis lost that axis, so it does not line up with the rows any more:
    `keepdim=True` keeps it, with size 1."""
    e = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return e / e.sum(dim=-1)


@wrong
def axis_lost_in_the_sum_and_overflows(scores):
    """Two things. exp(1000) is inf, and inf / inf is nan: what may be taken from all scores of a
    row first? And the sum over the last axis lost that axis: `keepdim=True` keeps it, with size
    1, so that it lines up with the rows."""
    return scores.exp() / scores.exp().sum(dim=-1)


@wrong
def axis_lost_in_the_maximum(scores):
    """The largest score of each row lost its axis, so it does not line up with the rows any more:
    `keepdim=True` keeps it, with size 1."""
    e = (scores - scores.amax(dim=-1)).exp()
    return e / e.sum(dim=-1, keepdim=True)


@wrong_like(axis_lost_in_the_maximum)
def axis_lost_twice(scores):
    e = (scores - scores.amax(dim=-1)).exp()
    return e / e.sum(dim=-1)


@wrong
def not_normalised(scores):
    """These are positive, and the largest is 1: they do not sum to 1 yet. By what has each row to
    be divided?"""
    return (scores - scores.amax(dim=-1, keepdim=True)).exp()


@wrong
def exponential_alone(scores):
    """That is exp alone, which overflows at 1000. Take each row's largest score away before it, and
    divide by the row's sum after it."""
    return scores.exp()


@wrong
def logs_for_probabilities(scores):
    """Those are the *logarithms* of the probabilities. One exp is missing."""
    return solution(scores).log()


@wrong_like(logs_for_probabilities)
def logs_written_stably(scores):
    shifted = scores - scores.amax(dim=-1, keepdim=True)
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()


@wrong
def shares_of_the_scores(scores):
    """The scores themselves were divided by their sum. A score may be negative, and a probability
    may not: what makes every score positive, and keeps their order?"""
    return scores / scores.sum(dim=-1, keepdim=True)


@wrong
def each_score_by_itself(scores):
    """That is the sigmoid of each score, which looks at no other class. Do your rows sum to 1?"""
    return torch.sigmoid(scores)


@wrong
def mean_subtracted(scores):
    """The *mean* was taken away. Where one score lies far above it, exp still overflows: which of
    the scores has to become 0?"""
    e = (scores - scores.mean(dim=-1, keepdim=True)).exp()
    return e / e.sum(dim=-1, keepdim=True)


def proof() -> None:
    """Positive, of sum 1, and log p[i] - log p[j] is the difference of the scores."""
    for (scores,) in [*edge_cases(), *examples(inputs())]:
        p = solution(scores).double()
        assert ((p >= 0) & (p <= 1)).all()
        torch.testing.assert_close(p.sum(dim=-1), torch.ones(p.shape[:-1]).double())
        top = scores.amax(dim=-1, keepdim=True)
        ratio = p / p.amax(dim=-1, keepdim=True)
        torch.testing.assert_close(ratio, (scores - top).double().exp(), rtol=1e-5, atol=1e-12)
