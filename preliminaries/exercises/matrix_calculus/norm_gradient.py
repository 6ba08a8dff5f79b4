"""The gradient of the length ‖x‖ at x, shape (n,) as x. At 0, where there
is none, zeros.

norm_gradient(tensor([3.0, 4.0])) is [0.6, 0.8]. An x that is not 0 is
longer than 0.01.
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import examples, right, sizes, tensors, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "In which direction does ‖x‖ grow fastest, and how fast?",
    "Straight outwards, one for one: the gradient is x scaled to length 1. At 0 that would be "
    "0 / 0.",
    "`x / norm if norm > 0 else torch.zeros_like(x)`",
)
proves = "Away from 0 the length has the gradient x / ‖x‖, and 0 is taken care of."
watch = watching.quietly


def solution(x):
    norm = (x**2).sum().sqrt()
    return x / norm if norm > 0 else torch.zeros_like(x)


def inputs():
    vectors = sizes(1, 5).flatmap(lambda n: tensors((n,)))
    scales = st.sampled_from([1.0, 0.1, 1.0, 100.0])
    return st.builds(lambda x, scale: (x * scale,), vectors, scales)


def edge_cases():
    alone = ([-2.0], [0.25], [0.0])
    others = ([3.0, 4.0], [0.03, 0.04], [0.0, 0.0, 0.0], [0.0, -0.5], [-300.0, 400.0])
    return [(torch.tensor(x),) for x in (*others, *alone)]


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


@right
def entry_by_entry(x):
    squares = sum(float(entry) ** 2 for entry in x)
    return torch.tensor([float(entry) / (squares**0.5 or 1.0) for entry in x])


@wrong
def gradient_of_the_square(x):
    """That is the gradient of ‖x‖², the squared length. For the length itself there is a
    square root to go through."""
    return 2 * x


@wrong
def silent_nan(x):
    """Everywhere but at 0 this is right. At 0 it is NaN, of which nobody hears, and which
    spreads through every later computation."""
    return x / (x**2).sum().sqrt()


@wrong
def divided_by_the_square(x):
    """That is x divided by ‖x‖². Outwards the length grows one for one: how long has its
    gradient to be?"""
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


@wrong
def as_a_row(x):
    """The entries are right, as a row (1, n): numerator layout on paper. Asked for is x's
    own shape, (n,), as in torch's `.grad`."""
    return solution(x).reshape(1, -1)


@wrong
def as_a_column(x):
    """The entries are right, as a column (n, 1): denominator layout. Asked for is x's own
    shape, (n,), as in torch's `.grad`."""
    return solution(x).reshape(-1, 1)


@wrong
def pointing_inwards(x):
    """These have the right length and point to 0. In which direction does the length
    *grow*?"""
    return -solution(x)


def proof() -> None:
    """Measured; at 0, where there is nothing to measure, as is asked."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        x = x.double()
        expected = measured(torch.linalg.vector_norm, x) if x.any() else torch.zeros_like(x)
        torch.testing.assert_close(solution(x), expected, rtol=1e-6, atol=1e-6)
