"""The rank of each matrix."""

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

name = "ranks"
hints = (
    "How many columns of each can be chosen so that none is a combination of the others?",
    "A column that is a combination of those already chosen adds nothing, and neither does one of "
    "zeros. The rank is at most the number of columns, and at most that of rows.",
    "In the matrix of 1 to 9, what is twice the second column minus the first?",
)
proves = "The rank counts independent columns, and says nothing of how many there are in all."
read = reading.each(reading.count)

solution = {
    "[[1, 2], [2, 4]]": 1,
    "[[1, 0, 1], [0, 1, 1]]": 2,
    "[[1, 0], [0, 1], [1, 1]]": 2,
    "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 2,
    "torch.ones(3, 3)": 1,
    "torch.zeros(2, 3)": 0,
}


@right
def asked_of_torch():
    """As zero-dimensional tensors."""
    matrices = {key: eval(key, {"torch": torch}) for key in solution}
    return {
        key: torch.linalg.matrix_rank(torch.as_tensor(matrix, dtype=torch.float64))
        for key, matrix in matrices.items()
    }


@right
def as_floats():
    return {key: float(rank) for key, rank in solution.items()}


@wrong
def counted_rows():
    """It looks as if the rows were counted, all of them. A row that is a combination of others
    adds nothing to the rank."""
    return {
        "[[1, 2], [2, 4]]": 2,
        "[[1, 0], [0, 1], [1, 1]]": 3,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3,
        "torch.ones(3, 3)": 3,
        "torch.zeros(2, 3)": 2,
    }


@wrong
def counted_columns():
    """It looks as if the columns were counted, all of them. Only those count that are no
    combination of others: in a plane there are never three."""
    return {
        "[[1, 2], [2, 4]]": 2,
        "[[1, 0, 1], [0, 1, 1]]": 3,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3,
        "torch.ones(3, 3)": 3,
        "torch.zeros(2, 3)": 3,
    }


@wrong
def the_smaller_side():
    """It looks as if you took the smaller of the two sizes. The rank is *at most* that; columns
    that depend on each other make it smaller."""
    return {
        "[[1, 2], [2, 4]]": 2,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3,
        "torch.ones(3, 3)": 3,
        "torch.zeros(2, 3)": 2,
    }


@wrong
def the_smaller_side_without_zeros():
    """It looks as if only the zeros were looked at, and for the rest the smaller of the two sizes
    taken. (1, 2) and (2, 4) lie on one line: the rank is smaller there."""
    return {
        "[[1, 2], [2, 4]]": 2,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3,
        "torch.ones(3, 3)": 3,
    }


@wrong
def two_by_two():
    """No column of 1 to 9 is a multiple of another, and that is not enough. Is one of them a
    combination of the *two* others?"""
    return {"[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3}


@wrong
def no_two_columns_multiples():
    """It looks as if columns were compared two by two. Where no two are multiples of each other,
    a third may still be a combination of both."""
    return {"[[1, 0, 1], [0, 1, 1]]": 3, "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3}


@wrong
def unequal_columns():
    """It looks as if columns counted that are not *equal*. (1, 2) and (2, 4) differ and lie on
    one line all the same: one is a multiple of the other."""
    return {
        "[[1, 2], [2, 4]]": 2,
        "[[1, 0, 1], [0, 1, 1]]": 3,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 3,
        "torch.zeros(2, 3)": 1,
    }


@wrong
def at_least_one():
    """A matrix of zeros takes every x to 0. How many directions are left of its columns, if none
    has a length?"""
    return {"torch.zeros(2, 3)": 1}


@wrong_like(at_least_one)
def as_many_as_rows_of_zeros():
    return {"torch.zeros(2, 3)": 2}


@wrong
def counted_axes():
    """2 is how many *axes* each of them has. The rank of a matrix counts columns that are
    independent: in [[1, 2], [2, 4]], how many?"""
    return dict.fromkeys(solution, 2)


@wrong
def singular_is_zero():
    """It looks as if every singular matrix had rank 0. That is so for zeros alone: [[1, 2],
    [2, 4]] presses the plane onto a *line*, and a line has one dimension."""
    return {
        "[[1, 2], [2, 4]]": 0,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 0,
        "torch.ones(3, 3)": 0,
    }


@wrong
def one_less_than_full():
    """Three equal columns are *two* too many: the second and the third add nothing to the
    first."""
    return {"torch.ones(3, 3)": 2}


@wrong_like(one_less_than_full)
def full_with_equal_columns():
    return {"torch.ones(3, 3)": 3}


@wrong
def counted_what_is_lost():
    """It looks as if the dimensions that are *lost* were counted, those of the null space. The
    rank is what is left: both together are the number of columns."""
    return {
        "[[1, 0, 1], [0, 1, 1]]": 1,
        "[[1, 0], [0, 1], [1, 1]]": 0,
        "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]": 1,
        "torch.ones(3, 3)": 2,
        "torch.zeros(2, 3)": 3,
    }


def proof() -> None:
    """Elimination, with fractions: the rows that do not become zero."""
    from fractions import Fraction

    def count(rows):
        rows, found = [list(map(Fraction, row)) for row in rows], 0
        for j in range(len(rows[0])):
            pivot = next((row for row in rows if row[j]), None)
            if pivot is None:
                continue
            rows.remove(pivot)
            rows = [[a - row[j] / pivot[j] * p for a, p in zip(row, pivot)] for row in rows]
            found += 1
        return found

    for key, rank in solution.items():
        matrix = eval(key, {"torch": torch})
        assert count(torch.as_tensor(matrix).tolist()) == rank, key
