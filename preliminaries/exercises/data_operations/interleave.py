"""The rows of X and Y in turn: X[0], Y[0], X[1], Y[1], and so on.

X and Y are (m, n), the result is (2m, n), of the same dtype.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

hints = (
    "Could one tensor hold, for every row number, the row of X and the row of Y?",
    "Stack them so that the new axis stands right after the axis of rows; then reshape.",
    "`torch.stack((X, Y), dim=1)` has shape (m, 2, n).",
)
strict_dtype = True
proves = "`stack` and `reshape` together reorder rows: the last axes vary fastest."


def solution(X, Y):
    m, n = X.shape
    return torch.stack((X, Y), dim=1).reshape(2 * m, n)


def inputs():
    def two(drawn):
        shape, dtype = drawn
        return st.tuples(tensors(shape, dtype), tensors(shape, dtype))

    dtypes = st.sampled_from([torch.float32, torch.float64, torch.int64])
    return st.tuples(unlike_sizes(2), dtypes).flatmap(two)


def edge_cases():
    X, Y = torch.tensor([[1, 2], [3, 4]]), torch.tensor([[5, 6], [7, 8]])
    return [
        (X, Y),
        (X.double() / 100, Y.double() * 10),
        (X > 1, Y > 6),
        (X[:1], Y[:1]),
        (X[:, :1], Y[:, :1]),
    ]


@right
def into_every_second_row(X, Y):
    Z = torch.empty(2 * len(X), X.shape[1], dtype=X.dtype)
    Z[0::2], Z[1::2] = X, Y
    return Z


@right
def in_a_loop(X, Y):
    return torch.stack([row for pair in zip(X, Y) for row in pair])


@right
def side_by_side_first(X, Y):
    return torch.cat((X, Y), dim=1).reshape(-1, X.shape[1])


@wrong
def all_of_x_first(X, Y):
    """It looks as if Y was put below X. The rows have to take turns: one of X, one of Y."""
    return torch.cat((X, Y))


@wrong
def columns_take_turns(X, Y):
    """Here the *columns* take turns. After which axis of (m, n) does the new one have to
    stand, so that the rows do?"""
    return torch.stack((X, Y), dim=2).reshape(len(X), -1)


@wrong
def filled_a_tensor_of_floats(X, Y):
    """The rows are in place, but everything is float32 now, whatever X and Y were:
    `torch.zeros(…)` and `torch.empty(…)` make that, unless you add `dtype=X.dtype`."""
    Z = torch.zeros(2 * len(X), X.shape[1])
    Z[0::2], Z[1::2] = X, Y
    return Z


@wrong
def y_first(X, Y):
    """The rows take turns, but Y begins. The first row of the result is X[0]."""
    return solution(Y, X)


@wrong
def left_stacked(X, Y):
    """The rows are paired, in three axes: (m, 2, n). Two axes are asked for, (2m, n): which
    function joins the first two into one?"""
    return torch.stack((X, Y), dim=1)


@wrong
def side_by_side(X, Y):
    """The rows of Y stand to the right of those of X, in a matrix of shape (m, 2n). Each
    should be a row of its own, below: (2m, n)."""
    return torch.cat((X, Y), dim=1)


def proof() -> None:
    """Looked up row by row."""
    for X, Y in [*edge_cases(), *examples(inputs())]:
        Z = solution(X, Y)
        assert len(Z) == 2 * len(X) and Z.dtype == X.dtype
        for i in range(len(X)):
            assert Z[2 * i].tolist() == X[i].tolist()
            assert Z[2 * i + 1].tolist() == Y[i].tolist()
