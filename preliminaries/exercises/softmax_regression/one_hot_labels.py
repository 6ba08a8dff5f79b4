"""The labels as rows of floats: 1.0 in the column of the label, else 0.0.

labels is (n,), whole numbers (int64) from 0 to K - 1; the result is
a tensor of floats, (n, K), also where a class does not occur. For
labels (2, 0) and K = 4 it is [[0, 0, 1, 0], [1, 0, 0, 0]].
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional as F

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import labels as class_numbers

hints = (
    "How many columns are there when the class with the highest number does not occur?",
    "`F.one_hot` counts the columns by the largest label that it sees, unless it is told how many "
    "there are; and it gives whole numbers.",
    "`F.one_hot(labels, K).float()`",
)
proves = "One column a class, whether it occurs or not, in floats as a loss wants them."


def solution(labels, K):
    return F.one_hot(labels, K).float()


def inputs():
    def of(count):
        rows = sizes(1, 5)
        return st.tuples(rows.flatmap(lambda n: class_numbers(n, count)), st.just(count))

    return sizes(2, 5).flatmap(of)


def edge_cases():
    return [
        (torch.tensor([2, 0]), 4),
        (torch.tensor([0, 1]), 2),
        (torch.tensor([1, 1, 1]), 3),
        (torch.tensor([0, 2, 1]), 3),
        (torch.tensor([3, 2, 3, 0]), 5),
        (torch.tensor([0]), 1),
    ]


@right
def rows_of_the_identity(labels, K):
    return torch.eye(K)[labels]


@right
def with_numpy(labels, K):
    return np.eye(K)[labels.numpy()]


@right
def compared_with_every_class(labels, K):
    return (labels[:, None] == torch.arange(K)).double()


@right
def row_by_row(labels, K):
    result = torch.zeros(len(labels), K)
    for row, label in enumerate(labels):
        result[row, label] = 1
    return result


@right
def scattered(labels, K):
    return torch.zeros(len(labels), K).scatter_(1, labels[:, None], 1.0)


@wrong
def width_by_the_largest_label(labels, K):
    """It looks as if the columns were counted by the largest label. Where the last class does not
    occur its column is lost, and the next batch has another width: how many classes are there?"""
    return F.one_hot(labels).float()


@wrong
def whole_numbers(labels, K):
    """The places are right, and the numbers are whole ones. A loss computes in floats, and
    `F.cross_entropy` refuses a table of whole numbers: ask for floats."""
    return F.one_hot(labels, K)


@wrong
def as_it_comes(labels, K):
    """Two things are to add. The columns are counted by the largest label, so a last class that
    does not occur is lost; and the numbers are whole ones, where floats are asked for."""
    return F.one_hot(labels)


@wrong
def true_and_false(labels, K):
    """The places are right. They hold True and False, and floats are asked for: 1.0 and 0.0."""
    return labels[:, None] == torch.arange(K)


@wrong
def transposed(labels, K):
    """Every label has become a *column*. Rows are samples, here as everywhere: which index comes
    first?"""
    return solution(labels, K).T


@wrong
def columns_for_what_occurs(labels, K):
    """There is a column for each class that *occurs*. The next batch has others, and then a column
    means another class: how many columns are asked for?"""
    met, places = labels.unique(return_inverse=True)
    return torch.eye(len(met))[places]


@wrong
def counted_from_one(labels, K):
    """The 1 stands one column too far to the left. Classes are counted from 0, as columns are:
    label 0 has the first."""
    return torch.eye(K)[labels - 1]


@wrong
def all_labels_in_every_row(labels, K):
    """Every row has the 1 of *every* label. `result[:, labels] = 1` writes into those columns of
    all rows: which row belongs to which label?"""
    result = torch.zeros(len(labels), K)
    result[:, labels] = 1.0
    return result


@wrong
def numbers_for_classes(labels, K):
    """Those are the class numbers themselves, as floats. Each class has a column of its own: the
    result has K columns."""
    return labels.float()


@wrong_like(numbers_for_classes)
def numbers_in_a_column(labels, K):
    return labels.float()[:, None]


@wrong
def ones_and_zeros_exchanged(labels, K):
    """1 and 0 are exchanged: a 1 stands for *yes*, in the one column of the label."""
    return 1 - solution(labels, K)


def proof() -> None:
    """Read back: one 1 in a row, the rest 0, and its place is the label."""
    for labels, K in [*edge_cases(), *examples(inputs())]:
        table = solution(labels, K)
        assert table.shape == (len(labels), K) and table.is_floating_point()
        assert (table.sum(dim=1) == 1).all() and (table.max(dim=1).values == 1).all()
        assert table.argmax(dim=1).tolist() == labels.tolist()
