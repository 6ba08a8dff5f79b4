"""The probabilities of the scores at temperature T: softmax(scores / T).

scores are floats between -20 and 20, (…, K), with the classes along the
last axis; T is a number from 0.1 to 100. The result is a tensor of their
shape. For (0, 2) and T = 2 it is (0.27, 0.73). `torch.softmax` may be
used.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.softmax_regression._given import scores as tables

name = "tempered"
hints = (
    "A high temperature makes all classes nearly alike. Have the differences of the scores to "
    "grow for that, or to shrink?",
    "Divide the *scores*, before softmax. Probabilities that are divided do not sum to 1.",
    "`torch.softmax(scores / T, dim=-1)`",
)
proves = "Hot is shy, cold is bold: T divides the differences of the scores."


def solution(scores, T):
    return torch.softmax(scores / T, dim=-1)


def inputs():
    return st.tuples(tables(most_axes=3), st.sampled_from([0.5, 1.0, 2.0, 4.0]))


def edge_cases():
    return [
        (torch.tensor([0.0, 2.0]), 2.0),
        (torch.tensor([1.0, 2.0, 3.0]), 0.5),
        (torch.tensor([[0.0, 2.0], [3.0, 0.0]]), 2.0),
        (torch.tensor([[0.0, 2.0, 1.0], [3.0, 1.0, 0.0]]), 3.0),
        (torch.tensor([[20.0, 19.0, -20.0], [-20.0, -19.5, -19.0]]), 0.1),
        (torch.tensor([-20.0, 20.0]), 100.0),
        (torch.tensor([0.01, 0.02, 0.05]), 0.1),
    ]


@right
def by_powers_of_the_probabilities(scores, T):
    p = torch.softmax(scores.double(), dim=-1) ** (1 / T)
    return p / p.sum(dim=-1, keepdim=True)


@right
def with_numpy(scores, T):
    a = scores.numpy() / T
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@right
def by_logs(scores, T):
    return torch.exp(torch.log_softmax(scores / T, dim=-1))


@wrong
def multiplied(scores, T):
    """It looks as if the scores were multiplied by T. A high temperature then makes the choice
    *bolder*; it is to make it shyer."""
    return torch.softmax(scores * T, dim=-1)


@wrong
def probabilities_divided(scores, T):
    """The *probabilities* were divided by T, so that they sum to 1/T. What has to be divided before
    softmax?"""
    return torch.softmax(scores, dim=-1) / T


@wrong
def powers_not_normalised(scores, T):
    """The probabilities were raised to 1/T, as they should be, and do not sum to 1 yet."""
    return torch.softmax(scores, dim=-1) ** (1 / T)


@wrong
def softmax_of_the_probabilities(scores, T):
    """Softmax was taken first, and then once more of the probabilities divided by T. Divide the
    scores themselves."""
    return torch.softmax(torch.softmax(scores, dim=-1) / T, dim=-1)


@wrong
def temperature_forgotten(scores, T):
    """That is softmax at T = 1, whatever T is. (A T that is added to all scores, or that divides
    every exp, cancels as well.) T has to divide the scores, before exp."""
    return torch.softmax(scores, dim=-1)


@wrong
def first_axis(scores, T):
    """The sums along the *first* axis are 1. The classes lie along the last: `dim=-1`."""
    return torch.softmax(scores / T, dim=0)


@wrong
def axis_one(scores, T):
    """Along `dim=1` it is right for a table only. The last axis is `dim=-1`, of one axis and of
    three."""
    return torch.softmax(scores / T, dim=1)


@wrong
def overflows(scores, T):
    """At a low temperature exp overflows: 20 / 0.1 is 200, and inf / inf is nan. Take each row's
    largest score away first, or leave it to `torch.softmax`."""
    e = (scores / T).exp()
    return e / e.sum(dim=-1, keepdim=True)


def proof() -> None:
    """The logarithm of each p is o / T and a constant; they sum to 1."""
    for scores, T in [*edge_cases(), *examples(inputs())]:
        p = solution(scores.double(), T)
        torch.testing.assert_close(p.sum(dim=-1), torch.ones(p.shape[:-1]).double())
        apart = T * (p.log() - p.log()[..., :1])
        torch.testing.assert_close(apart, scores.double() - scores.double()[..., :1])
