"""L1, L2 and L∞ of a vector x, and Frobenius of a matrix A: four numbers.

`abs`, `sum`, `max`, `sqrt` are enough. x is (n,), n >= 1; A is (m, n).
For x = [3, -4] the first three are 7, 5 and 4.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, sizes, wrong
from preliminaries.exercises.linear_algebra._given import matrix_shapes, together

hints = (
    "Which of the four look at signs?",
    "L1 adds the sizes, L2 is the root of the sum of squares, L∞ is the largest size, and "
    "Frobenius is L2 of all the entries of A.",
    "`x.abs().sum()` is the first, `(x**2).sum().sqrt()` the second.",
)
proves = "You can compute the four norms that deep learning uses most."
by_value = True
read = reading.several


def solution(x, A):
    l1 = x.abs().sum()
    l2 = (x.double() ** 2).sum().sqrt()
    largest = x.abs().max()
    frobenius = (A.double() ** 2).sum().sqrt()
    return l1, l2, largest, frobenius


def inputs():
    return st.tuples(sizes(2, 5), matrix_shapes()).flatmap(lambda s: together(s[:1], s[1]))


def edge_cases():
    return [
        (torch.tensor([3.0, -4.0]), torch.tensor([[1.0, 2.0], [-2.0, 4.0]])),
        (torch.tensor([-2, 1]), torch.tensor([[1, -1], [1, 1]])),
        (torch.tensor([-3.0]), torch.tensor([[-2.0]])),
        (torch.zeros(3), torch.zeros(2, 3)),
        (torch.tensor([0.03, -0.04]), torch.tensor([[0.03], [-0.04]])),
        (torch.tensor([300.0, 400.0]), torch.tensor([[300.0, -400.0]])),
    ]


@right
def with_torchs_own(x, A):
    x, A = x.double(), A.double()
    return (
        *(torch.linalg.vector_norm(x, p) for p in (1, 2, math.inf)),
        torch.linalg.matrix_norm(A),
    )


@right
def in_python(x, A):
    x, a = [abs(v) for v in x.tolist()], A.flatten().tolist()
    return sum(x), sum(v * v for v in x) ** 0.5, max(x), sum(v * v for v in a) ** 0.5


@right
def with_dot_products(x, A):
    x, a = x.float(), A.float().flatten()
    return x.sign() @ x, torch.sqrt(x @ x), torch.max(x.abs()), torch.sqrt(a @ a)


@right
def in_one_tensor(x, A):
    return torch.stack([torch.as_tensor(norm).double() for norm in solution(x, A)])


@right
def with_numpy(x, A):
    x, A = x.numpy(), A.numpy()
    return np.abs(x).sum(), np.sqrt((x**2).sum()), np.abs(x).max(), np.sqrt((A**2).sum())


@wrong
def squared(x, A):
    """L2 and Frobenius come out squared. A norm of 2x has to be twice the norm of x: what
    brings a sum of squares back?"""
    l1, l2, largest, frobenius = solution(x, A)
    return l1, l2**2, largest, frobenius**2


@wrong
def signs_left_in(x, A):
    """It looks as if negative entries kept their sign, so that they cancel others. Which
    function takes signs away, before you add or compare?"""
    _, l2, _, frobenius = solution(x, A)
    return x.sum(), l2, x.max(), frobenius


@wrong
def largest_without_abs(x, A):
    """L1 is right, but the largest entry is not the entry of the largest size: between
    -4 and 3, which one is farther from zero?"""
    l1, l2, _, frobenius = solution(x, A)
    return l1, l2, x.max(), frobenius


@wrong
def abs_of_the_sum(x, A):
    """`abs` comes too late: after adding up, 3 and -3 are gone already. Take it of each
    entry."""
    _, l2, largest, frobenius = solution(x, A)
    return x.sum().abs(), l2, largest, frobenius


@wrong
def spectral_for_frobenius(x, A):
    """The last one is the spectral norm, the largest stretch (`matrix_norm(A, 2)`).
    Frobenius is simpler: L2 of all the entries, as if A were one long vector."""
    l1, l2, largest, _ = solution(x, A)
    return l1, l2, largest, torch.linalg.matrix_norm(A.double(), 2) if A.numel() else 0.0


@wrong
def one_for_each_column(x, A):
    """The last one has an entry for each column. Frobenius is one number for the whole
    matrix: add up over both axes."""
    l1, l2, largest, _ = solution(x, A)
    return l1, l2, largest, (A.double() ** 2).sum(0).sqrt()


def proof() -> None:
    """NumPy's norms."""
    norm = np.linalg.norm
    for x, A in [*edge_cases(), *examples(inputs())]:
        expected = norm(x, 1), norm(x, 2), norm(x, np.inf), norm(A)
        np.testing.assert_allclose(solution(x, A), expected, rtol=1e-6)
