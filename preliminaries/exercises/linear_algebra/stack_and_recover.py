"""The stack of A, B and C, and B taken out of it again: two results.

All three are (m, n). The stack has shape (3, m, n), with A first.
"""

import numpy as np
import torch

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import matrix_shapes, together

hints = (
    "Does the result have as many axes as A, or one more?",
    "`torch.stack` makes a new first axis. A number in brackets takes it away again.",
    "`T = torch.stack((A, B, C))`, and B is the entry with which number?",
)
proves = "`stack` makes an axis, an index takes it away."


def solution(A, B, C):
    T = torch.stack((A, B, C))
    return T, T[1]


def inputs():
    return matrix_shapes().flatmap(lambda shape: together(shape, shape, shape))


def edge_cases():
    A = torch.arange(6).reshape(2, 3)
    small = torch.tensor([[0.01, 0.02]])
    return [(A, A + 10, A + 20), (small, 2 * small, 3 * small)]


@right
def with_numpy(A, B, C):
    T = np.stack((A.numpy(), B.numpy(), C.numpy()))
    return T, T[1]


@right
def one_by_one(A, B, C):
    T = torch.cat((A[None], B[None], C[None]))
    return T, T.select(0, 1)


@right
def into_an_empty_one(A, B, C):
    T = torch.empty(3, *A.shape, dtype=A.dtype)
    T[0], T[1], T[2] = A, B, C
    return T, T[1:2].squeeze(0)


@wrong
def glued_with_cat(A, B, C):
    """It looks as if the matrices were glued below each other, with `cat`. Then nothing
    tells any more where one ends: a stack has an axis that counts them."""
    T = torch.cat((A, B, C))
    return T, T[1]


@wrong
def new_axis_in_the_wrong_place(A, B, C):
    """The matrices are stacked, but along another axis. The new one comes first, so
    that the shape begins with 3."""
    T = torch.stack((A, B, C), dim=-1)
    return T, T[..., 1]


@wrong
def counted_from_one(A, B, C):
    """The stack is right. The first matrix in it is number 0, so the second is …?"""
    T = torch.stack((A, B, C))
    return T, T[2]


@wrong
def took_a_row_of_each(A, B, C):
    """`T[:, 1]` takes row 1 of each matrix. Which matrix you want is said on the first
    axis."""
    T = torch.stack((A, B, C))
    return T, T[:, 1]


def proof() -> None:
    """Read as nested lists."""
    for A, B, C in [*edge_cases(), *examples(inputs())]:
        stack, second = solution(A, B, C)
        assert stack.shape == (3, *A.shape)
        assert stack.tolist() == [A.tolist(), B.tolist(), C.tolist()]
        assert second.tolist() == B.tolist() and second.shape == B.shape
