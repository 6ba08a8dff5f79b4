"""The gradient of ‖X w - t‖² with respect to w.

X is (m, n), w is (n,), t is (m,). Result: (n,), as w.
"""

import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import examples, right, tensors, unlike_sizes, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

name = "least_squares_gradient"
hints = (
    "Call r = X w - t. What is the derivative of ‖r‖² by r, and that of r by w?",
    "In shapes: (1, n) = (1, m)(m, n). The factors are 2rᵀ and X.",
    "`2 * X.T @ (X @ w - t)`",
)
proves = "This is the gradient that fits a line to data, and most of what training computes."
watch = watching.quietly


def solution(X, w, t):
    return 2 * X.T @ (X @ w - t)


def inputs():
    return unlike_sizes(2).flatmap(
        lambda np: st.tuples(tensors(np), tensors(np[1:]), tensors(np[:1]))
    )


def edge_cases():
    X = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    w, t = torch.tensor([0.0, 1.0]), torch.tensor([1.0, 1.0, 4.0])
    return [
        (X, w, t),
        (X, torch.tensor([1.0, 1.0]), torch.tensor([1.0, 2.0, 3.0])),  # it fits: zeros
        (X[1:], w, t[1:]),
        (X[:1], w, t[:1]),
        (X, w / 20, t / 10),
    ]


@right
def row_from_the_left(X, w, t):
    return 2 * (X @ w - t) @ X


@right
def from_autograd(X, w, t):
    return grad(lambda v: ((X @ v - t) ** 2).sum())(w)


@right
def multiplied_out(X, w, t):
    return 2 * (X.T @ X) @ w - 2 * X.T @ t


@right
def sample_by_sample(X, w, t):
    gradient = torch.zeros(len(w))
    for sample, target in zip(X, t):
        gradient = gradient + 2 * (sample @ w - target) * sample
    return gradient


@right
def with_numpy(X, w, t):
    X, w, t = X.numpy(), w.numpy(), t.numpy()
    return 2 * X.T @ (X @ w - t)


@wrong
def two_forgotten(X, w, t):
    """The direction is right and the length is half. A square has the slope 2r. (Losses
    are often written with ½ in front, so that the 2 goes; this one is not.)"""
    return X.T @ (X @ w - t)


@wrong
def x_forgotten(X, w, t):
    """That is the derivative by r = X w - t, with an entry for each *sample*. By the chain
    rule the derivative of r by w follows."""
    return 2 * (X @ w - t)


@wrong
def sign_turned(X, w, t):
    """The sign is turned. Does the loss grow with X w, or with t - X w? Look at what moves
    when w does."""
    return 2 * X.T @ (t - X @ w)


@wrong
def mean_of_the_squares(X, w, t):
    """That is the gradient of the *mean* of the squares. ‖ ‖² adds them up."""
    return 2 * X.T @ (X @ w - t) / len(t)


@wrong
def target_forgotten(X, w, t):
    """t does not move with w, but it stands inside the square: it has a say in the
    slope."""
    return 2 * X.T @ X @ w


@wrong
def of_the_norm_itself(X, w, t):
    """That is the gradient of the length ‖X w - t‖. Asked for is that of its square, which
    has no root to go through."""
    r = X @ w - t
    return X.T @ r / (r**2).sum().sqrt().clamp(min=1e-12)


@wrong
def the_loss_itself(X, w, t):
    """That is the loss, one number. Its gradient has an entry for each weight."""
    return ((X @ w - t) ** 2).sum()


@wrong
def as_a_row(X, w, t):
    """The entries are right, as a row (1, n): numerator layout on paper. Asked for is w's
    own shape, (n,), as in torch's `.grad`."""
    return (2 * X.T @ (X @ w - t)).reshape(1, -1)


@wrong
def as_a_column(X, w, t):
    """The entries are right, as a column (n, 1): denominator layout. Asked for is w's own
    shape, (n,), as in torch's `.grad`."""
    return (2 * X.T @ (X @ w - t)).reshape(-1, 1)


def proof() -> None:
    """Measured."""
    for X, w, t in examples(inputs()):
        X, w, t = X.double(), w.double(), t.double()
        found = measured(lambda v, X=X, t=t: ((X @ v - t) ** 2).sum(), w)
        torch.testing.assert_close(solution(X, w, t), found, rtol=1e-6, atol=1e-6)
