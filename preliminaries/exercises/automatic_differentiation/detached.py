"""The gradient of (u * x).sum() at x = [0, 1, 2, 3], where u = (x * x).detach()."""

import torch

from preliminaries.authoring import reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is u for the derivative: a function of x, or a number?",
    "`detach` cuts the path through u. Along the path that is left, u is a constant factor.",
    "The gradient equals u. Which numbers are in u?",
)
proves = "A detached tensor is a constant with the right value."
read = reading.gradient

solution = [0, 1, 4, 9]


@right
def as_a_tensor():
    return torch.arange(4.0) ** 2


@right
def as_the_row_of_numerator_layout():
    return torch.tensor([[0, 1, 4, 9]])


@right
def asked_of_torch():
    x = torch.arange(4.0, requires_grad=True)
    u = (x * x).detach()
    (u * x).sum().backward()
    return x.grad


@wrong
def as_if_not_detached():
    """3x² is the gradient of x³: as if nothing had been cut. How much does u change with
    x, as far as torch knows?"""
    return [0, 3, 12, 27]


@wrong
def nothing_left():
    """It looks as if `detach` cut off everything. It cuts one path, the one through u;
    the other factor is still x."""
    return [0, 0, 0, 0]


@wrong
def through_u_only():
    """2x² is what comes along the path through u, and that is the one which was cut.
    Which path is left?"""
    return [0, 2, 8, 18]


@wrong
def ones():
    """The derivative of x alone would be 1. What stands in front of it?"""
    return [1, 1, 1, 1]


@wrong
def as_a_column():
    """The numbers are right, in a column. A gradient in torch has the shape of x, which
    has one axis."""
    return [[0], [1], [4], [9]]


def proof() -> None:
    """Measured, with u held at its value."""
    x = torch.arange(4, dtype=torch.float64)
    u = x**2
    found = measured(lambda x: (u * x).sum(), x)
    torch.testing.assert_close(torch.tensor(solution).double(), found, atol=1e-6, rtol=0)
