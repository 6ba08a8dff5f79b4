"""The product A x, built by hand: shape (m,).

A is (m, n) and x is (n,); m or n may be 1, or 0. Build it from `*`,
sums, dot products of two vectors, or `einsum`: a ready-made product
with a matrix (`@`, `matmul`, `mv`, …) is refused, and so is NumPy.
"""

import numpy as np
import torch

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._by_hand import by_hand, no_ready_made_products
from preliminaries.exercises.linear_algebra._given import matrix_shapes, together

hints = (
    "Which number of the result does row i of A give?",
    "Multiply each row with x entry by entry, then let one axis disappear.",
    "`A * x` has shape (m, n): x is stretched to all rows.",
)
proves = "A x is one dot product for each row of A."
by_value = True
watch = no_ready_made_products
observe = by_hand


def solution(A, x):
    return (A * x).sum(axis=1)


def inputs():
    return matrix_shapes().flatmap(lambda shape: together(shape, shape[1:]))


def edge_cases():
    return [
        (torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([1, 0, 2])),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([1.0, 10.0])),
        (torch.tensor([[1, 2, 3]]), torch.tensor([1, 0, 2])),
        (torch.tensor([[2], [3]]), torch.tensor([5])),
        (torch.tensor([[7]]), torch.tensor([2])),
        (torch.tensor([[0.02, 0.03]]), torch.tensor([0.5, 1.0])),
    ]


@right
def row_by_row(A, x):
    return torch.tensor([float(row.dot(x)) for row in A])


@right
def in_two_loops(A, x):
    result = torch.zeros(A.shape[0])
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            result[i] += A[i, j] * x[j]
    return result


@right
def with_einsum(A, x):
    return torch.einsum("ij,j->i", A, x)


@right
def column_by_column(A, x):
    result = torch.zeros(len(A), dtype=A.dtype)
    for j in range(len(x)):
        result = result + A[:, j] * x[j]
    return result


@right
def in_plain_python(A, x):
    return torch.tensor([float(sum(a * b for a, b in zip(row, x.tolist()))) for row in A.tolist()])


@right
def with_vecdot(A, x):
    return torch.linalg.vecdot(A.double(), x.double())


@right
def dot_products_with_the_sign(A, x):
    result = torch.zeros(len(A), dtype=A.dtype)
    for i, row in enumerate(A):
        result[i] = row @ x
    return result


@wrong
def not_summed(A, x):
    """That is A * x: the products are all there, in a matrix. Each row of them should be
    added up to one number."""
    return A * x


@wrong
def transposed_first(A, x):
    """It looks as if A was transposed, and its *columns* met x. A row of A has as many
    entries as x; a column of A need not."""
    return (A.T * x).sum(axis=1)


@wrong
def summed_the_wrong_axis(A, x):
    """The products are right, and then the rows were added up instead of each row. The
    result should have shape (m,): which axis must disappear?"""
    return (A * x).sum(axis=0)


@wrong
def summed_everything(A, x):
    """It looks as if everything was added up to one number. Each row gives a number of
    its own."""
    return (A * x).sum()


@wrong
def squeezed_too_much(A, x):
    """For a matrix of one row the result lost its axis: `squeeze` takes away *every* axis of
    size 1. One row gives one number in a vector, of shape (1,)."""
    return (A * x).sum(axis=1).squeeze()


@wrong
def used_the_product(A, x):
    """That is the product which is to be built here. Which products and which sums is it
    made of?"""
    return A @ x


@wrong
def stacked_no_rows(A, x):
    """For a matrix without rows your loop makes no numbers, and `stack` wants at least
    one tensor. Begin with `torch.zeros(m)`, or with no loop at all."""
    return torch.stack([(row * x).sum() for row in A])


def proof() -> None:
    """NumPy's product."""
    for A, x in [*edge_cases(), *examples(inputs())]:
        np.testing.assert_allclose(solution(A, x), A.numpy() @ x.numpy())
