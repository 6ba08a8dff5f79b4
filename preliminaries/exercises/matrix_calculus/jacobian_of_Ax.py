"""The Jacobian of y = A x with respect to x, in numerator layout.

A is (m, n), x is (n,). Result: (m, n).
"""

import torch
from hypothesis import strategies as st
from torch.func import jacrev

from preliminaries.authoring import examples, right, tensors, unlike_sizes, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "By how much does y[i] change when only x[j] moves?",
    "y[i] is the sum of A[i, j] x[j] over j. Which of these terms knows x[j]?",
    "∂y[i]/∂x[j] = A[i, j]",
)
proves = "A linear map is its own derivative: the Jacobian of A x is A."
watch = watching.quietly


def solution(A, x):
    return A


def inputs():
    return unlike_sizes(2).flatmap(lambda mn: st.tuples(tensors(mn), tensors(mn[1:])))


def edge_cases():
    x = torch.tensor([1.0, 0.0, 2.0])
    return [
        (torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), x),
        (torch.tensor([[0.05, 0.0], [2.0, 0.5]]), x[:2]),
    ]


@right
def from_torch(A, x):
    return jacrev(lambda t: A @ t)(x)


@right
def column_by_column(A, x):
    return torch.stack([A @ e for e in torch.eye(len(x))], dim=1)


@right
def as_an_array(A, x):
    return A.numpy().copy()


@wrong
def transposed(A, x):
    """The entries are right, in denominator layout: (n, m). In numerator layout rows
    belong to y and columns to x."""
    return A.T


@wrong
def the_product_itself(A, x):
    """That is y = A x itself. How does each y[i] change with each x[j]?"""
    return A @ x


@wrong
def weighted_by_x(A, x):
    """It looks as if every entry was multiplied by x. A[i, j] x[j] is the term; what is
    its slope when x[j] moves?"""
    return A * x


@wrong
def summed_over_y(A, x):
    """That is the gradient of the *sum* of y: one number for each x[j]. The Jacobian keeps
    every y[i] apart."""
    return A.sum(dim=0)


def proof() -> None:
    """Measured."""
    for A, x in examples(inputs()):
        A, x = A.double(), x.double()
        torch.testing.assert_close(solution(A, x), measured(lambda t, A=A: A @ t, x))
