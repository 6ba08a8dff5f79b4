"""Two scores for each x, whose softmax is (sigmoid(x), 1 - sigmoid(x)).

x is floats of any shape, from -100 to 100; the result is a tensor of
floats with one axis more, the last, of size 2. What is compared is its
softmax along that axis, so all scores that lead there are right. For x = 0
they are equal.
"""

import numpy as np
import torch
from torch.nn import functional as F

from preliminaries.authoring import (
    Unreadable,
    describe,
    examples,
    right,
    said,
    shapes,
    tensors,
    wrong,
    wrong_like,
)

name = "two_scores"
hints = (
    "sigmoid(x) = 1 / (1 + e⁻ˣ). Multiply above and below by eˣ: which two exponentials stand "
    "there?",
    "eˣ / (eˣ + e⁰): a softmax of two scores, of which one does not depend on x.",
    "`torch.stack((x, torch.zeros_like(x)), dim=-1)`",
)
proves = "A sigmoid is the softmax of x and 0: of two classes, only the difference counts."


def solution(x):
    return torch.stack((x, torch.zeros_like(x)), dim=-1)


def observe(two_scores, x):
    """The shape of the scores and, where it is right, their softmax."""
    scores = two_scores(x)
    if scores is ...:
        return scores
    if isinstance(scores, (np.ndarray, np.generic)) and scores.dtype.kind in "if":
        scores = torch.as_tensor(scores)
    if not isinstance(scores, torch.Tensor) or not scores.is_floating_point():
        told = "The scores are floats in a tensor, two for each x; this is {given}."
        raise Unreadable(said(told, given=describe(scores)))
    scores = scores.detach()
    fits = scores.shape == (*x.shape, 2)
    return {
        "the shape of your scores": tuple(scores.shape),
        "the softmax of your scores": torch.softmax(scores, dim=-1) if fits else scores,
    }


def inputs():
    return shapes(3).flatmap(tensors).map(lambda x: (x,))


def edge_cases():
    points = (
        0.0,
        [0.0, 1.0],
        [2.0, -1.0, 3.0],
        [0.05, -0.02],
        [[1.0, 2.0], [-1.0, 0.5]],
        [100.0, -100.0],
    )
    return [*((torch.tensor(x),) for x in points), (torch.tensor([0.3, -2.0]).double(),)]


@right
def zero_and_minus_x(x):
    return torch.stack((torch.zeros_like(x), -x), dim=-1)


@right
def halves(x):
    return torch.stack((x / 2, -x / 2), dim=-1)


@right
def logarithms_of_the_probabilities(x):
    return torch.stack((F.logsigmoid(x), F.logsigmoid(-x)), dim=-1)


@right
def with_numpy(x):
    a = x.numpy()
    return np.stack([a, np.zeros_like(a)], axis=-1)


@right
def with_a_new_axis(x):
    return x.unsqueeze(-1) * torch.tensor([1, 0])


@wrong
def x_and_minus_x(x):
    """The difference of these two scores is 2x, so that their softmax has sigmoid(2x). Which
    difference gives sigmoid(x)?"""
    return torch.stack((x, -x), dim=-1)


@wrong
def order_exchanged(x):
    """The two are exchanged: sigmoid(x) grows with x, and comes first."""
    return torch.stack((torch.zeros_like(x), x), dim=-1)


@wrong
def probabilities_for_scores(x):
    """Those are the probabilities themselves. Their softmax is something else: of which scores is
    it (sigmoid(x), 1 - sigmoid(x))?"""
    p = torch.sigmoid(x)
    return torch.stack((p, 1 - p), dim=-1)


@wrong
def one_minus_x(x):
    """Probabilities are p and 1 - p; scores need not sum to 1. The difference of these is 2x -
    1."""
    return torch.stack((x, 1 - x), dim=-1)


@wrong
def one_for_zero(x):
    """The second score is 1, so that x = 0 is no even choice. Which score has e to it = 1?"""
    return torch.stack((x, torch.ones_like(x)), dim=-1)


@wrong
def exponentials_for_scores(x):
    """Those are the exponentials, eˣ and e⁰. Softmax takes exp itself: give it x and 0."""
    return torch.stack((x.exp(), torch.ones_like(x)), dim=-1)


@wrong
def new_axis_first(x):
    """The scores are right, and the axis of the two is the first. It is to be the last:
    `dim=-1`."""
    return torch.stack((x, torch.zeros_like(x)))


@wrong_like(new_axis_first)
def new_axis_second(x):
    return torch.stack((x, torch.zeros_like(x)), dim=1)


@wrong
def joined_end_to_end(x):
    """`cat` makes an axis that is there longer, and a tensor of no axes has none. The two scores
    lie along a *new* axis: `stack` makes it."""
    return torch.cat((x, torch.zeros_like(x)), dim=-1)


@wrong_like(joined_end_to_end)
def joined_along_the_first_axis(x):
    return torch.cat((x, torch.zeros_like(x)))


@wrong
def sigmoid_itself(x):
    """That is sigmoid(x). Two scores for each x are asked for, along a new last axis."""
    return torch.sigmoid(x)


def proof() -> None:
    """softmax of the scores beside 1 / (1 + exp(-x))."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        p = torch.softmax(solution(x.double()), dim=-1)
        found = 1 / (1 + (-x.double()).exp())
        torch.testing.assert_close(p[..., 0], found)
        torch.testing.assert_close(p[..., 1], 1 - found)
