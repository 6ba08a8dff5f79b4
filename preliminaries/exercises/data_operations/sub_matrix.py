"""Two blocks of a matrix X, as a pair of tensors; counting begins at 0.

First: rows 1 and 2, with all columns from 1 on. Second: every third row
with every second column, both from 0 on.
"""

import torch

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong, wrong_like

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
    return unlike_sizes(2, 3, 9).flatmap(tensors).map(lambda X: (X,))


def edge_cases():
    return [
        (torch.arange(20).reshape(4, 5),),
        (torch.arange(12.0).reshape(4, 3) / 100,),
        (torch.arange(16).reshape(4, 4),),
        (torch.arange(8).reshape(4, 2),),
    ]


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
    """The second block is right. Of the first there is row 1 alone: the stop of a slice is
    not taken, so `1:2` stops before row 2."""
    return X[1:2, 1:], X[::3, ::2]


@wrong
def counted_from_one(X):
    """It looks as if rows and columns were counted from one. The first row is row 0."""
    return X[0:2, 0:], X[::3, ::2]


@wrong
def last_column_left_out(X):
    """The first block lacks the last column. A stop is not taken, and -1 is the last one:
    "from 1 on" is `1:`, with nothing behind the colon."""
    return X[1:3, 1:-1], X[::3, ::2]


@wrong
def last_of_the_rows_and_columns_left_out(X):
    """Both the last row and the last column are missing in the first block. The stop of a
    slice is not taken; left away, it means to the end."""
    return X[1:2, 1:-1], X[::3, ::2]


@wrong
def one_row_too_many(X):
    """The first block has a row too many. Rows 1 and 2 are wanted; the stop of a slice is
    the first row that is *not* taken."""
    return X[1:4, 1:], X[::3, ::2]


@wrong
def to_the_last_row(X):
    """The first block has the rows from 1 to the last. Only rows 1 and 2 are wanted: a stop
    is needed."""
    return X[1:, 1:], X[::3, ::2]


@wrong
def one_colon_for_a_step(X):
    """The first block is right. In the second, a number after *one* colon is a stop: `:3` are
    the first three. The step comes after two: `::3`."""
    return X[1:3, 1:], X[:3, :2]


@wrong
def second_block_from_one(X):
    """The first block is right. The second begins with row 1 and column 1; both should begin
    with 0."""
    return X[1:3, 1:], X[1::3, 1::2]


@wrong
def second_bracket_takes_rows_again(X):
    """A second pair of brackets takes *rows* again, of what the first has left. Rows and
    columns go into one pair, with a comma between."""
    return X[1:3][1:], X[::3][::2]


@wrong_like(second_bracket_takes_rows_again)
def second_bracket_in_the_first_block(X):
    return X[1:3][1:], X[::3, ::2]


@wrong_like(second_bracket_takes_rows_again)
def second_bracket_in_the_second_block(X):
    return X[1:3, 1:], X[::3][::2]


@wrong
def second_before_first(X):
    """Both blocks are right, in the other order: the first one comes first."""
    return solution(X)[::-1]


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
