"""What several exercises of this lecture are tried on, and how they are read."""

import math
import numbers

import numpy as np
import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode

from preliminaries.authoring import Unreadable, describe, reading, sizes, tensors, unlike_sizes

DTYPES = (torch.float32, torch.int64, torch.float64)


def square(smallest: int = 1, largest: int = 4) -> st.SearchStrategy[tuple]:
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


def as_floats(value: object) -> object:
    """Whole numbers as floats, also within a tuple: 3 and 3.0 are one answer here."""
    if isinstance(value, tuple):
        return tuple(map(as_floats, value))
    if isinstance(value, torch.Tensor):
        return value if value.is_floating_point() or value.dtype == torch.bool else value.float()
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "iu":
        return value.astype(np.float64)
    if isinstance(value, numbers.Integral) and not isinstance(value, bool) and abs(value) < 2**53:
        return float(value)
    return value


def as_several(value: object) -> object:
    """Several numbers as a tuple, also where they came in a list or in one tensor."""
    if isinstance(value, (torch.Tensor, np.ndarray)) and value.ndim == 1 and len(value) < 10:
        return tuple(value)
    return tuple(value) if isinstance(value, list) else value


class NotAllowed(RuntimeError):
    """An answer used the very function that it was asked to build."""


class ByHand(TorchFunctionMode):
    """Refuses ready-made products with a matrix; the dot product of two vectors is allowed."""

    _READY_MADE = {
        *("matmul", "__matmul__", "__rmatmul__", "mm", "mv", "bmm", "addmm", "addmv"),
        *("linear", "inner", "tensordot", "chain_matmul", "multi_dot", "linalg_multi_dot"),
    }

    def __torch_function__(self, func, types, args=(), kwargs=None):
        of_matrices = any(isinstance(a, torch.Tensor) and a.ndim > 1 for a in args)
        if of_matrices and getattr(func, "__name__", "") in self._READY_MADE:
            raise NotAllowed("a ready-made product; write it with *, sum, or dot products")
        return func(*args, **(kwargs or {}))


def count(answer: object) -> int:
    """A whole number, however it is written."""
    if isinstance(answer, (torch.Tensor, np.ndarray, np.generic)):
        answer = answer.item() if answer.ndim == 0 and not is_meta(answer) else answer
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    if not isinstance(answer, int) or isinstance(answer, bool):
        raise Unreadable(f"Answer with one whole number; this is {describe(answer)}.")
    return answer


def is_meta(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.is_meta


def keys(**readers):
    """A reader for a dict of predictions of several kinds."""

    def read(answer: object) -> dict:
        opened = reading.each(lambda value: value)(answer)
        values = {}
        for key, value in opened.items():
            try:
                values[key] = readers.get(key, lambda v: v)(value)
            except Unreadable as error:
                raise Unreadable(f"For `{key}`: {error}") from None
        return values

    return read


def transpose(A):
    return A.T


def vectors(count: int, smallest: int = 1) -> st.SearchStrategy[tuple]:
    return sizes(smallest, 5).flatmap(lambda n: together(*[(n,)] * count))


def rotation(angle: float, size: int) -> torch.Tensor:
    """A turn in the plane of the first two axes, then the axes in another order."""
    Q = torch.eye(size, dtype=torch.float64)
    Q[0, 0] = Q[1, 1] = math.cos(angle)
    Q[0, 1], Q[1, 0] = -math.sin(angle), math.sin(angle)
    return Q.roll(1, 0)
