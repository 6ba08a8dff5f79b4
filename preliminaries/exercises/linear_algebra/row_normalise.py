"""A with every row divided by its own sum, so that each row sums to 1.

A is (m, n), whole numbers or floats, all positive; the result is (m, n).
row_normalise(tensor([[1, 3], [2, 2]])) is [[0.25, 0.75], [0.5, 0.5]].
"""

import torch

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import matrices, matrix_shapes

hints = (
    "Which shape must the sums have, to be divided by row by row?",
    "The sums of (m, n) over axis 1 have shape (m,), which lines up with the columns. A "
    "column (m, 1) lines up with the rows.",
    "`A.sum(axis=1, keepdim=True)` has shape (m, 1).",
)
proves = "`keepdim` keeps the sums in a column, and the division runs along each row."


def solution(A):
    return A / A.sum(axis=1, keepdim=True)


def inputs():
    return matrices(matrix_shapes()).filter(torch.numel).map(lambda A: (A.abs() + 1,))


def edge_cases():
    return [
        (torch.tensor([[1, 3], [2, 2]]),),
        (torch.tensor([[1.0, 2.0, 5.0], [1.0, 1.0, 2.0]]),),
        (torch.tensor([[0.01, 0.03], [0.02, 0.02]]),),
        (torch.tensor([[0.25], [4.0]]),),
        (torch.tensor([[1e-9, 3e-9], [2e-9, 2e-9]]),),
    ]


@right
def with_none_in_the_index(A):
    return A / A.sum(1)[:, None]


@right
def with_numpy(A):
    return A.numpy() / A.numpy().sum(axis=1, keepdims=True)


@right
def transposed_there_and_back(A):
    return (A.T / A.sum(dim=1)).T


@right
def row_by_row(A):
    result = torch.empty(A.shape)
    for i in range(len(A)):
        result[i] = A[i] / A[i].sum()
    return result


@wrong
def no_keepdim(A):
    """The sums lie in a row here, shape (m,) or (1, m), which lines up with the *columns*. For a
    square matrix that even runs, and is wrong. A column, (m, 1), lines up with the rows."""
    return A / A.sum(axis=1)


@wrong
def normalised_the_columns(A):
    """Here each *column* sums to 1. Which axis has to disappear, so that one sum for
    each row remains?"""
    return A / A.sum(axis=0)


@wrong
def divided_by_the_total(A):
    """It looks as if everything was divided by one number. Then all the rows together
    sum to 1; each one has a sum of its own."""
    return A / A.sum()


@wrong
def softmax_of_the_rows(A):
    """The rows do sum to 1, but not in proportion to A: exponentials were taken. Two
    entries 1 and 3 should stay one to three."""
    powers = A.double().exp()
    return powers / powers.sum(1, keepdim=True)


@wrong
def divided_by_the_largest(A):
    """It looks as if each row was divided by its largest entry. Then the largest is 1;
    the *sum* should be."""
    return A / A.max(1, keepdim=True).values


@wrong
def divided_by_the_length(A):
    """It looks as if each row was divided by its length, the L2 norm. Then its squares sum
    to 1; its entries should."""
    return A / (A.double() ** 2).sum(1, keepdim=True).sqrt()


def proof() -> None:
    """Each row sums to 1, and its entries are to each other as they were."""
    for (A,) in [*edge_cases(), *examples(inputs())]:
        for row, found in zip(A.tolist(), solution(A).tolist()):
            assert abs(sum(found) - 1) < 1e-6
            for given, part in zip(row, found):
                assert abs(part * row[0] - given * found[0]) < 1e-5
