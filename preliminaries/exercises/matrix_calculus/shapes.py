"""The shape of each derivative ∂y/∂x in numerator layout, as a tuple that
has the 1 of a row or a column on paper, which torch leaves out. y is a
scalar, a vector (m,) or a matrix (m, l), and x a scalar, a vector (n,) or
a matrix (n, k), where m = 2, l = 3, n = 4, k = 5.
"""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "For a vector by a vector: how many rows has A, the derivative of A x?",
    "The axes of y come first, in their order; then those of x, in reverse. A scalar by a "
    "vector is a row, a vector by a scalar is a column.",
    "`(2, 4)`, `(1, 4)` and `(2, 1)` for vectors and scalars; a matrix X of shape (4, 5) adds "
    "`5, 4`.",
)
proves = "You can say the shape of any derivative before you compute it."


read = reading.each(reading.shape)

solution = {
    "scalar by vector": (1, 4),  # y is a number, x is (n,)
    "scalar by matrix": (5, 4),  # y is a number, X is (n, k)
    "vector by scalar": (2, 1),  # y is (m,), x is a number
    "vector by vector": (2, 4),
    "vector by matrix": (2, 5, 4),
    "matrix by scalar": (2, 3),  # Y is (m, l)
    "matrix by vector": (2, 3, 4),
    "matrix by matrix": (2, 3, 5, 4),
}


@right
def as_lists_and_sizes():
    return {
        "scalar by vector": [1, 4],
        "scalar by matrix": torch.Size([5, 4]),
        "vector by scalar": [2, 1],
        "vector by vector": [np.int64(2), torch.tensor(4)],
        "vector by matrix": torch.tensor([2, 5, 4]),
        "matrix by scalar": [2, 3],
        "matrix by vector": (2, 3, 4),
        "matrix by matrix": (2, 3, 5, 4),
    }


@right
def by_the_rule():
    y, x = {"vector": [2], "matrix": [2, 3]}, {"vector": [4], "matrix": [4, 5]}
    found = {
        f"{of} by {by}": y[of] + x[by][::-1]
        for of in ("vector", "matrix")
        for by in ("vector", "matrix")
    }
    found["scalar by vector"], found["scalar by matrix"] = [1, 4], [5, 4]
    found["vector by scalar"], found["matrix by scalar"] = [2, 1], [2, 3]
    return found


@wrong
def denominator_layout():
    """Every shape is the right one read backwards: that is denominator layout. In
    numerator layout the axes of y come first, as the rows of A do in y = A x."""
    return {
        "scalar by vector": (4, 1),
        "scalar by matrix": (4, 5),
        "vector by scalar": (1, 2),
        "vector by vector": (4, 2),
        "vector by matrix": (4, 5, 2),
        "matrix by scalar": (3, 2),
        "matrix by vector": (4, 3, 2),
        "matrix by matrix": (4, 5, 3, 2),
    }


@wrong
def axes_of_x_not_reversed():
    """The axes of y come first, right. Those of a matrix X follow in *reverse* here, so
    that df = tr(∂f/∂X · dX) is a matrix product. (Torch keeps them as they are.)"""
    return {
        "scalar by matrix": (4, 5),
        "vector by matrix": (2, 4, 5),
        "matrix by matrix": (2, 3, 4, 5),
    }


@wrong
def matrices_flattened():
    """Where there is a matrix, its axes are multiplied into one: 20 is 4 · 5, and 6 is 2 · 3.
    The table keeps every axis: a matrix by a matrix has four."""
    return {
        "scalar by matrix": (1, 20),
        "vector by matrix": (2, 20),
        "matrix by scalar": (6, 1),
        "matrix by vector": (6, 4),
        "matrix by matrix": (6, 20),
    }


@wrong
def rows_and_columns_as_plain_vectors():
    """Torch would say so: a 1-d tensor is neither row nor column. On paper it matters
    which of the two it is: a scalar by a vector is a row, a vector by a scalar a column."""
    return {"scalar by vector": (4,), "vector by scalar": (2,)}


@wrong
def row_and_column_swapped():
    """Only the row and the column are exchanged. A vector by a scalar has the axis of y,
    which counts rows; a scalar by a vector has that of x, which counts columns."""
    return {"scalar by vector": (4, 1), "vector by scalar": (1, 2)}


def proof() -> None:
    """Torch has the sizes, y's before x's; one axis alone becomes a row or a column."""
    from torch.func import jacrev

    y_shapes = {"scalar": (), "vector": (2,), "matrix": (2, 3)}
    x_shapes = {"scalar": (), "vector": (4,), "matrix": (4, 5)}
    for case, shape in solution.items():
        y, _, x = case.partition(" by ")
        J = jacrev(lambda t, y=y: t.sum() * torch.ones(y_shapes[y]))(torch.ones(x_shapes[x]))
        of_y, of_x = J.shape[: len(y_shapes[y])], J.shape[len(y_shapes[y]) :]
        if J.ndim == 1:
            of_y, of_x = of_y or (1,), of_x or (1,)
        assert shape == (*of_y, *reversed(of_x)), case
