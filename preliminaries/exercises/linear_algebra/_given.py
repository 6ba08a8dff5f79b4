"""Matrices and vectors that several exercises of this lecture are tried on."""

import math

import torch
from hypothesis import strategies as st

from preliminaries.authoring import sizes, tensors, unlike_sizes

DTYPES = (torch.float32, torch.int64, torch.float64)


def square(smallest: int = 1, largest: int = 4) -> st.SearchStrategy[tuple]:
    """The shape of a square matrix."""
    return sizes(smallest, largest).map(lambda n: (n, n))


def matrix_shapes() -> st.SearchStrategy[tuple]:
    """Not square, square, one row, one column, and empty."""
    empty = st.sampled_from([(0, 3), (2, 0), (0, 0)])
    one_row, one_column = sizes(2, 5).map(lambda n: (1, n)), sizes(2, 5).map(lambda n: (n, 1))
    return st.one_of(unlike_sizes(2, 2), square(2), one_row, one_column, empty)


def matrices(shapes: st.SearchStrategy[tuple]) -> st.SearchStrategy[torch.Tensor]:
    """Matrices of these shapes, of whole numbers and of floats."""
    return st.tuples(shapes, st.sampled_from(DTYPES)).flatmap(lambda s: tensors(*s))


def together(*shapes: tuple) -> st.SearchStrategy[tuple]:
    """Tensors of these shapes and of one dtype."""
    return st.sampled_from(DTYPES).flatmap(
        lambda dtype: st.tuples(*(tensors(shape, dtype) for shape in shapes))
    )


def transpose(A):
    return A.T


def vectors(count: int, smallest: int = 1) -> st.SearchStrategy[tuple]:
    """So many vectors of one size and of one dtype."""
    return sizes(smallest, 5).flatmap(lambda n: together(*[(n,)] * count))


def rotation(angle: float, size: int) -> torch.Tensor:
    """A turn in the plane of the first two axes, then the axes in another order.

    To seven decimals, so that a verdict can show it as it is.
    """
    Q = torch.eye(size, dtype=torch.float64)
    Q[0, 0] = Q[1, 1] = math.cos(angle)
    Q[0, 1], Q[1, 0] = -math.sin(angle), math.sin(angle)
    return Q.roll(1, 0).round(decimals=7)
