"""The product A B, made of dot products of rows and columns: (m, k).

A is (m, n) and B is (n, k); a size may be 1, or 0. Build it from `*`,
sums, dot products of two vectors, or `einsum`: a ready-made product
with a matrix (`@`, `matmul`, `mm`, …) is refused, and so is NumPy.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, unlike_sizes, wrong
from preliminaries.exercises.linear_algebra._by_hand import by_hand, no_ready_made_products
from preliminaries.exercises.linear_algebra._given import together

hints = (
    "Which row and which column meet in entry [i, j]?",
    "Entry [i, j] is row i of A, dotted with column j of B. Two loops, one dot product.",
    "`C = torch.zeros(m, k)`, and then `C[i, j] = (A[i] * B[:, j]).sum()`.",
)
proves = "Every entry of A B is a row of A dotted with a column of B."
by_value = True
watch = no_ready_made_products
observe = by_hand


def solution(A, B):
    C = torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = (A[i] * B[:, j]).sum()
    return C


def inputs():
    distinct = unlike_sizes(3, 1, 4)
    square = sizes(1, 3).map(lambda n: (n, n, n))
    empty = st.sampled_from([(0, 2, 3), (2, 0, 3), (2, 3, 0)])
    shapes = st.one_of(distinct, distinct, square, empty)
    return shapes.flatmap(lambda s: together(s[:2], s[1:]))


def edge_cases():
    A = torch.tensor([[1, 2, 3], [4, 5, 6]])
    return [
        (A, torch.tensor([[1, 0], [0, 1], [1, 1]])),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[0.0, 1.0], [2.0, 1.0]])),
        (torch.ones(1, 3), torch.ones(3, 1)),
        (torch.ones(3, 1), torch.ones(1, 2)),
        (torch.tensor([[0.02, 0.03]]), torch.tensor([[0.5], [1.0]])),
        (torch.tensor([[2], [3]]), torch.tensor([[4, 5]])),
        (torch.tensor([[10.0, 20.0]]), torch.tensor([[30.0], [1.0]])),
        (torch.tensor([[1, 2], [3, 4], [5, 6]]), torch.tensor([[1, 2], [0, 1]])),
    ]


@right
def by_broadcasting(A, B):
    return (A[:, :, None] * B[None]).sum(dim=1)


@right
def with_einsum(A, B):
    return torch.einsum("ij,jk->ik", A, B)


@right
def with_lists(A, B):
    rows = [[float(row @ column) for column in B.T] for row in A]
    return torch.tensor(rows).reshape(len(A), B.shape[1])


@right
def as_a_sum_of_outer_products(A, B):
    C = torch.zeros(A.shape[0], B.shape[1])
    for j in range(A.shape[1]):
        C += torch.outer(A[:, j], B[j])
    return C


@right
def in_plain_python(A, B):
    columns = B.T.tolist()
    rows = [[float(sum(a * b for a, b in zip(row, c))) for c in columns] for row in A.tolist()]
    return torch.tensor(rows).reshape(len(A), B.shape[1])


@right
def mapped_twice(A, B):
    def row_times_columns(row):
        return torch.vmap(torch.dot, in_dims=(None, 1))(row, B)

    return torch.vmap(row_times_columns)(A)


@wrong
def entry_by_entry(A, B):
    """That is A * B, the elementwise product, and it needs equal shapes. In a matrix
    product a whole row meets a whole column."""
    return A * B


@wrong
def the_transpose(A, B):
    """All the numbers are right, in the transposed place. Entry [i, j] has i from A's
    row and j from B's column."""
    return solution(A, B).T


@wrong
def rows_with_rows(A, B):
    """It looks as if rows of A met *rows* of B. That is A Bᵀ. Take columns of B: they
    have as many entries as A's rows."""
    C = torch.zeros(len(A), len(B), dtype=A.dtype)
    for i in range(len(A)):
        for j in range(len(B)):
            C[i, j] = A[i].dot(B[j])
    return C


@wrong
def rows_with_rows_broadcast(A, B):
    """Along the axis that you add up lie the rows of A and the *rows* of B: that is A Bᵀ. B's
    columns should meet A's rows, so which axis of B must come first?"""
    return (A[:, None] * B[None]).sum(-1)


@wrong
def rows_with_the_first_rows(A, B):
    """For column j you took `B[j]`, which is *row* j of B. A column is `B[:, j]`: all rows, one
    column."""
    C = torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = (A[i] * B[j]).sum()
    return C


@wrong
def in_the_other_order(A, B):
    """It looks as if B came first. B A is another product, and exists only where the
    sizes happen to fit."""
    m, k = B.shape[0], A.shape[1]
    C = torch.zeros(m, k, dtype=A.dtype)
    for i in range(m):
        for j in range(k):
            C[i, j] = torch.dot(B[i], A[:, j])
    return C


@wrong
def in_the_other_order_broadcast(A, B):
    """The rows of B met the columns of A here: that is B A. In A B the rows are A's, and the
    columns B's."""
    return (B[:, :, None] * A[None]).sum(1)


@wrong
def used_the_ready_made(A, B):
    """That is the very product to be built. Each of its entries is a dot product of two
    vectors: which two?"""
    return A @ B


def proof() -> None:
    """NumPy's product."""
    for A, B in [*edge_cases(), *examples(inputs())]:
        np.testing.assert_allclose(solution(A, B), A.numpy() @ B.numpy())
