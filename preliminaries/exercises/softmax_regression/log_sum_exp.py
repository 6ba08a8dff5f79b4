"""log Σ exp of the scores along their *last* axis, without overflow.

scores are floats of any number of axes, (…, K), and may be 1000 or -1000;
the result is a tensor, (…), that axis is gone. For (1000, 1000) it is
1000 + log 2. Build it: torch's own `logsumexp`, `softmax` and their
relatives are refused, and so is SciPy; `logaddexp`, of two, may be used.
"""

import math

import numpy as np
import torch

from preliminaries.authoring import examples, right, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import built_by_hand, without_scipy
from preliminaries.exercises.softmax_regression._given import scores as tables

hints = (
    "exp(1000) is no float. Which factor may be taken out of the sum, so that what is left is at "
    "most 1?",
    "Σ exp(o) = exp(m) · Σ exp(o - m), with m the largest of them. The logarithm of the product is "
    "a sum.",
    "`m = scores.amax(dim=-1, keepdim=True)`, then `(m + (scores - m).exp().sum(dim=-1, "
    "keepdim=True).log()).squeeze(-1)`.",
)
proves = "What is taken from the scores before exp is added again after the logarithm."


class watch(built_by_hand):
    refused = frozenset(
        {"softmax", "log_softmax", "softmin", "logsumexp", "gumbel_softmax"}
        | {"cross_entropy", "logcumsumexp"}
    )


observe = without_scipy


def solution(scores):
    m = scores.amax(dim=-1, keepdim=True)
    return (m + (scores - m).exp().sum(dim=-1, keepdim=True).log()).squeeze(-1)


def inputs():
    return tables().map(lambda scores: (scores,))


def edge_cases():
    far_apart = [[1000.0, 0.0], [-1000.0, -1001.0]]
    points = (
        [1000.0, 1000.0],
        [-1000.0, -1001.0, -1000.0],
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
def shift_without_an_axis(scores):
    m = scores.max(dim=-1).values
    return m + torch.log(torch.exp(scores - m[..., None]).sum(-1))


@right
def with_numpy(scores):
    a = scores.numpy()
    m = a.max(axis=-1)
    return m + np.log(np.exp(a - m[..., None]).sum(axis=-1))


@right
def row_by_row(scores):
    rows = scores.reshape(-1, scores.shape[-1]).tolist()
    result = []
    for row in rows:
        m = max(row)
        result.append(m + math.log(sum(math.exp(score - m) for score in row)))
    return torch.tensor(result).reshape(scores.shape[:-1])


@wrong
def overflows(scores):
    """Where the scores are small this is right. exp(1000) is inf, and exp(-1000) is 0, whose
    logarithm is -inf. What may be taken out of the sum first?"""
    return scores.exp().sum(dim=-1).log()


@wrong
def shift_forgotten(scores):
    """The largest score was taken away before exp, and that is right. It has to come back: the
    logarithm of exp(m) · s is m + log s."""
    m = scores.amax(dim=-1, keepdim=True)
    return (scores - m).exp().sum(dim=-1).log()


@wrong
def shift_taken_away_twice(scores):
    """The largest score was taken away before exp, and once more at the end. There it has to be
    *added*: the logarithm of exp(m) · s is m + log s."""
    m = scores.amax(dim=-1, keepdim=True)
    return (scores - m).exp().sum(dim=-1).log() - m.squeeze(-1)


@wrong
def axis_kept(scores):
    """The numbers are right, and the last axis is still there, with size 1: the result has one
    number a row, and no such axis."""
    return solution(scores)[..., None]


@wrong
def axis_kept_by_the_maximum(scores):
    """The largest scores have kept their axis, (…, 1), and the logarithms have lost theirs, (…): a
    sum of the two broadcasts, into a table. Keep it in both, or in neither."""
    m = scores.amax(dim=-1, keepdim=True)
    return m + (scores - m).exp().sum(dim=-1).log()


@wrong
def axis_lost_in_the_maximum(scores):
    """The largest score of each row has lost its axis before it was taken away, so that it meets
    other rows: keep that axis with `keepdim=True`, and take it out at the end."""
    m = scores.amax(dim=-1)
    return m + (scores - m).exp().sum(dim=-1).log()


@wrong
def first_axis(scores):
    """The *first* axis is gone. The classes lie along the last: `dim=-1`."""
    m = scores.amax(dim=0, keepdim=True)
    return (m + (scores - m).exp().sum(dim=0, keepdim=True).log()).squeeze(0)


@wrong
def first_axis_and_overflows(scores):
    """Two things. exp(1000) is inf: what may be taken out of the sum first? And the *first* axis is
    gone, where the classes lie along the last: `dim=-1`."""
    return scores.exp().sum(dim=0).log()


@wrong
def axis_one(scores):
    """`dim=1` is the last axis of a table only, and here a tensor may have one axis, or four. The
    last of however many is `dim=-1`."""
    m = scores.amax(dim=1, keepdim=True)
    return (m + (scores - m).exp().sum(dim=1, keepdim=True).log()).squeeze(1)


@wrong_like(axis_one)
def axis_one_and_overflows(scores):
    return scores.exp().sum(dim=1).log()


@wrong
def whole_tensor(scores):
    """All scores of the tensor were added up. Each row, along the last axis, has a number of its
    own."""
    m = scores.max()
    return m + (scores - m).exp().sum().log()


@wrong
def whole_tensor_and_overflows(scores):
    """Two things. exp(1000) is inf: what may be taken out of the sum first? And all scores of the
    tensor were added up, where each row, along the last axis, has a number of its own."""
    return scores.exp().sum().log()


@wrong
def largest_of_all_subtracted(scores):
    """The largest score of the whole tensor was taken away. In a row that lies far below it every
    exp is 0, and log 0 is -inf: each row has a largest score of its own."""
    m = scores.max()
    return m + (scores - m).exp().sum(dim=-1).log()


@wrong
def the_largest_score(scores):
    """That is the largest score itself. log Σ exp lies above it: for two equal ones by log 2."""
    return scores.amax(dim=-1)


@wrong
def sum_of_the_scores(scores):
    """The logarithm stands inside the sum, where it undoes exp: that is the sum of the scores. It
    has to be taken once, of the sum."""
    return scores.sum(dim=-1)


@wrong
def logarithm_of_the_mean(scores):
    """That is the logarithm of the *mean* of the exponentials: log K is missing."""
    m = scores.amax(dim=-1, keepdim=True)
    return (m + (scores - m).exp().mean(dim=-1, keepdim=True).log()).squeeze(-1)


@wrong
def logarithm_forgotten(scores):
    """That is Σ exp. Its logarithm is asked for."""
    return scores.exp().sum(dim=-1)


def proof() -> None:
    """As torch finds it; and a constant that is added to the scores is added to it."""
    for (scores,) in [*edge_cases(), *examples(inputs())]:
        scores = scores.double()
        found = solution(scores)
        torch.testing.assert_close(found, torch.logsumexp(scores, dim=-1))
        torch.testing.assert_close(solution(scores + 3), found + 3)
