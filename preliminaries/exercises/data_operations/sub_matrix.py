"""Two blocks of a matrix X, as a pair of tensors; counting begins at 0.

First: rows 1 and 2, with all columns from 1 on. Second: every third row
with every second column, both from 0 on.
"""

import torch

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

name = "two_blocks"
hints = (
    "Which row is the first that a slice `1:3` leaves out?",
    "A slice is start:stop:step; the stop itself is not taken, and what is left away means "
    "from the beginning, or to the end.",
    "`X[1:3, 1:]` is the first block.",
)
proves = "You can say with two slices what would take two loops."


def solution(X):
    return X[1:3, 1:], X[::3, ::2]


def inputs():
    return unlike_sizes(2, 4, 8).flatmap(tensors).map(lambda X: (X,))


def edge_cases():
    return [(torch.arange(20).reshape(4, 5),)]


@right
def with_lists_of_indices(X):
    rows, columns = X.shape
    return (
        X[[1, 2]][:, list(range(1, columns))],
        X[list(range(0, rows, 3))][:, list(range(0, columns, 2))],
    )


@right
def with_numpy(X):
    a = X.numpy()
    return a[1:3, 1:], a[::3, ::2]


@right
def with_narrow(X):
    return X.narrow(0, 1, 2).narrow(1, 1, X.shape[1] - 1), X[0::3][:, 0::2]


@wrong
def end_included(X):
    """It looks as if the end of a slice were taken to be included. `1:2` stops before 2:
    it takes row 1 alone."""
    return X[1:2, 1:], X[::3, ::2]


@wrong
def counted_from_one(X):
    """It looks as if rows and columns were counted from one. The first row is row 0."""
    return X[0:2, 0:], X[2::3, 1::2]


@wrong
def steps_swapped(X):
    """The first block is right. In the second, the first step belongs to the rows and
    the second to the columns."""
    return X[1:3, 1:], X[::2, ::3]


def proof() -> None:
    """Entry by entry, by row and column."""
    for (X,) in examples(inputs()):
        m, n = X.shape
        first, second = solution(X)
        assert first.tolist() == [[X[i, j] for j in range(1, n)] for i in (1, 2)]
        rows, columns = range(0, m, 3), range(0, n, 2)
        assert second.tolist() == [[X[i, j] for j in columns] for i in rows]
