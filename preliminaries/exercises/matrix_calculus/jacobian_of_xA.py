"""The Jacobian of y = xᵀA with respect to x, in numerator layout.

x is (n,), A is (n, m), so y is (m,). Result: (m, n).
"""

import torch
from hypothesis import strategies as st
from torch.func import jacrev

from preliminaries.authoring import examples, right, tensors, unlike_sizes, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Which y[i] knows x[j], and with which factor?",
    "y[i] is the sum of x[j] A[j, i] over j. Rows of the Jacobian belong to y, columns to x.",
    "∂y[i]/∂x[j] = A[j, i]",
)
proves = "x from the left is Aᵀ from the right: xᵀA has the Jacobian Aᵀ."
watch = watching.quietly


def solution(x, A):
    return A.T


def inputs():
    return unlike_sizes(2).flatmap(lambda nm: st.tuples(tensors(nm[:1]), tensors(nm)))


def edge_cases():
    x = torch.tensor([1.0, 2.0])
    return [
        (x, torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])),
        (x, torch.tensor([[0.05, 0.0], [2.0, 0.5]])),
    ]


@right
def from_torch(x, A):
    return jacrev(lambda t: t @ A)(x)


@right
def entry_by_entry(x, A):
    n, m = A.shape
    return torch.tensor([[A[j, i].item() for j in range(n)] for i in range(m)])


@right
def with_numpy(x, A):
    return A.numpy().transpose()


@wrong
def not_transposed(x, A):
    """The entries are right, in denominator layout: A is (n, m). In numerator layout the
    rows belong to y, which has m entries."""
    return A


@wrong
def the_product_itself(x, A):
    """That is y = xᵀA itself. How does each y[i] change with each x[j]?"""
    return x @ A


@wrong
def weighted_by_x(x, A):
    """It looks as if every entry was multiplied by x. x[j] A[j, i] is the term; what is
    its slope when x[j] moves?"""
    return (A * x[:, None]).T


@wrong
def summed_over_y(x, A):
    """Here the rows of A are summed: one number for each x[j], the slope of the *sum* of y.
    Every y[i] has a row of its own in the Jacobian."""
    return A.sum(dim=1)


def proof() -> None:
    """Measured."""
    for x, A in examples(inputs()):
        x, A = x.double(), A.double()
        torch.testing.assert_close(solution(x, A), measured(lambda t, A=A: t @ A, x))
