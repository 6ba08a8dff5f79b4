"""The numbers that each slice takes, in a list, in any order.

X = torch.arange(12).reshape(3, 4).
"""

import numpy as np
import torch

from preliminaries.authoring import Cells, reading, right, wrong

name = "taken"
hints = (
    "What does the part before the comma choose, and what the part behind it?",
    "Rows come first, then columns. A stop is not taken, and -1 is the last one.",
    "`X[1:, :2]` takes the rows 1 and 2, and of these the columns 0 and 1.",
)
proves = "You read a slice: rows first, the stop left out, -1 for the last."
pointed_at = Cells(((0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)))

solution = {
    "X[1:, :2]": [4, 5, 8, 9],
    "X[:, -1]": [3, 7, 11],
    "X[::2, 1:3]": [1, 2, 9, 10],
}


def _in_order(answer):
    """The numbers, sorted: nobody asks in which order, nor in which shape."""
    numbers = reading.numbers(list(answer) if isinstance(answer, (set, range)) else answer)
    return sorted(numbers.flatten().tolist())


read = reading.each(_in_order)


@right
def asked_of_torch():
    X = torch.arange(12).reshape(3, 4)
    return {line: eval(line, {"X": X}) for line in solution}


@right
def as_sets_and_arrays():
    return {
        "X[1:, :2]": {8, 9, 4, 5},
        "X[:, -1]": np.array([[3], [7], [11]]),
        "X[::2, 1:3]": ((1, 2), (9, 10)),
    }


@wrong
def stop_included():
    """It looks as if the stop of a slice were taken as well. It is the first one that is *not*:
    `:2` takes 0 and 1."""
    return {"X[1:, :2]": [4, 5, 6, 8, 9, 10], "X[::2, 1:3]": [1, 2, 3, 9, 10, 11]}


@wrong
def columns_before_rows():
    """It looks as if columns came before the comma. The first part belongs to axis 0, which
    counts the rows."""
    return {
        "X[1:, :2]": [1, 2, 3, 5, 6, 7],
        "X[:, -1]": [8, 9, 10, 11],
        "X[::2, 1:3]": [4, 6, 8, 10],
    }


@wrong
def counted_from_one():
    """It looks as if rows and columns were counted from one. The first row is row 0, and so is
    the first column: `1:` leaves it out."""
    return {"X[1:, :2]": [0, 4, 8], "X[::2, 1:3]": [0, 1, 8, 9]}


@wrong
def minus_one_leaves_the_last_out():
    """A number takes one column: -1 is the last. All columns but the last would be a slice that
    stops before it, `:-1`."""
    return {"X[:, -1]": [0, 1, 2, 4, 5, 6, 8, 9, 10]}


@wrong
def step_as_a_stop():
    """The first two are right. In the third, what comes after *two* colons is a step: `::2` takes
    every second row, from the first on."""
    return {"X[::2, 1:3]": [1, 2, 5, 6]}


@wrong
def every_second_row_from_row_1():
    """The first two are right. In the third, a slice that names no start begins with row 0: which
    rows come every two from there?"""
    return {"X[::2, 1:3]": [5, 6]}


def proof() -> None:
    """Cell by cell, by rows and columns that Python's own lists give."""
    for line, taken in solution.items():
        rows, columns = (part.strip() for part in line[2:-1].split(","))
        chosen = [
            eval(f"places[{part}]", {"places": list(range(size))})
            for part, size in ((rows, 3), (columns, 4))
        ]
        down, across = ([one] if isinstance(one, int) else one for one in chosen)
        assert [4 * i + j for i in down for j in across] == taken, line
