"""The gradient of the length ‖x‖ at x, shape (n,) as x. At 0, where there
is none, zeros.

norm_gradient(tensor([3.0, 4.0])) is [0.6, 0.8].
"""

import numpy as np
import torch
from torch.func import grad

from preliminaries.authoring import examples, right, sizes, tensors, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "In which direction does ‖x‖ grow fastest, and how fast?",
    "Straight outwards, one for one: the gradient is x scaled to length 1. At 0 that would be "
    "0 / 0.",
    "`x / norm if norm > 0 else torch.zeros_like(x)`",
)
proves = "Away from 0 the length has the gradient x / ‖x‖, and 0 is taken care of."


def solution(x):
    norm = (x**2).sum().sqrt()
    return x / norm if norm > 0 else torch.zeros_like(x)


def inputs():
    return sizes(1, 5).flatmap(lambda n: tensors((n,))).map(lambda x: (x,))


def edge_cases():
    return [(torch.tensor([3.0, 4.0]),), (torch.zeros(3),), (torch.tensor([-2.0]),)]


@right
def from_autograd(x):
    return grad(torch.linalg.vector_norm)(x)


@right
def normalised(x):
    return torch.nn.functional.normalize(x, dim=0)


@right
def with_a_floor(x):
    return x / torch.linalg.vector_norm(x).clamp(min=1e-12)


@right
def with_numpy(x):
    a = x.numpy()
    return a / max(np.linalg.norm(a), 1e-30)


@wrong
def gradient_of_the_square(x):
    """That is the gradient of ‖x‖², the squared length. For the length itself there is a
    square root to go through."""
    return 2 * x


@wrong
def silent_nan(x):
    """Everywhere but at 0 this is right. At 0 it is 0 / 0: a NaN that nobody hears of, and
    that spreads through every later computation."""
    return x / (x**2).sum().sqrt()


@wrong
def divided_by_the_square(x):
    """It looks as if x was divided by ‖x‖² . Outwards the length grows one for one: how
    long has its gradient to be?"""
    return x / (x**2).sum().clamp(min=1e-12)


@wrong
def the_length(x):
    """That is the length itself, one number. Its gradient has an entry for each entry of
    x."""
    return (x**2).sum().sqrt()


@wrong
def signs_only(x):
    """Those are the signs, the gradient of the sum of absolute values, ‖x‖₁."""
    return x.sign()


def proof() -> None:
    """Measured; at 0, where there is nothing to measure, as is asked."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        x = x.double()
        expected = measured(torch.linalg.vector_norm, x) if x.any() else torch.zeros_like(x)
        torch.testing.assert_close(solution(x), expected, rtol=1e-6, atol=1e-6)
