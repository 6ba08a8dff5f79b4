"""The confusion matrix: in row i and column j, how often class i was taken
for class j.

labels and predicted are (n,), class numbers (int64) from 0 to classes - 1;
the result is a tensor, (classes, classes), with a row and a column for
every class. Labels (0, 0, 1) and predicted (0, 1, 1), of 2 classes, make
[[1, 1], [0, 1]].
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional as F

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import labels as class_numbers

name = "confusion_matrix"
hints = (
    "Of one sample you know two numbers: which entry do they point at?",
    "Start from zeros for all classes, and add 1 to the entry [label, predicted] of each sample. A "
    "pair that comes twice has to count twice.",
    "`counts[i, j] += 1` in a loop `for i, j in zip(labels, predicted)`.",
)
proves = "Rows are what is true, columns what was said; the diagonal is what is right."
by_value = True


def solution(labels, predicted, classes):
    counts = torch.zeros(classes, classes, dtype=torch.int64)
    for i, j in zip(labels, predicted):
        counts[i, j] += 1
    return counts


def inputs():
    def of(sizes):
        n, count = sizes
        return st.tuples(class_numbers(n, count), class_numbers(n, count), st.just(count))

    return st.tuples(sizes(3, 9), sizes(2, 4)).flatmap(of)


def edge_cases():
    def case(labels, predicted, classes):
        return torch.tensor(labels), torch.tensor(predicted), classes

    return [
        case([0, 0, 1], [0, 1, 1], 2),
        case([0, 0, 0, 1], [1, 1, 0, 1], 2),
        case([2, 2, 0], [0, 0, 2], 4),
        case([1, 1], [1, 1], 2),
        case([0], [1], 3),
        case([0], [0], 1),
        case([0, 1, 2, 2, 2], [0, 1, 1, 1, 2], 3),
    ]


@right
def by_one_hot_rows(labels, predicted, classes):
    return F.one_hot(labels, classes).T @ F.one_hot(predicted, classes)


@right
def counted_as_one_number(labels, predicted, classes):
    pairs = torch.bincount(labels * classes + predicted, minlength=classes**2)
    return pairs.reshape(classes, classes)


@right
def with_numpy(labels, predicted, classes):
    counts = np.zeros((classes, classes))
    np.add.at(counts, (labels.numpy(), predicted.numpy()), 1)
    return counts


@right
def class_by_class(labels, predicted, classes):
    return torch.tensor(
        [
            [int(((labels == i) & (predicted == j)).sum()) for j in range(classes)]
            for i in range(classes)
        ]
    )


@wrong
def transposed(labels, predicted, classes):
    """Rows and columns are exchanged: here the *true* class has the row, and what was said the
    column."""
    return solution(labels, predicted, classes).T


@wrong
def absent_classes_lost(labels, predicted, classes):
    """It looks as if the classes were counted by those that *occur*. One that does not has its row
    and its column of zeros all the same: `classes` says how many there are."""
    met = torch.cat((labels, predicted)).unique()
    return solution(labels, predicted, classes)[met][:, met]


@wrong_like(absent_classes_lost)
def up_to_the_largest(labels, predicted, classes):
    largest = int(max(labels.max(), predicted.max())) + 1
    return solution(labels, predicted, largest)


@wrong_like(absent_classes_lost)
def classes_of_the_labels(labels, predicted, classes):
    met = labels.unique()
    return solution(labels, predicted, classes)[met]


@wrong
def repeated_pairs_count_once(labels, predicted, classes):
    """A pair that comes several times counts once. `counts[labels, predicted] += 1` reads all
    entries first, and then writes each with 1 more: who comes twice is written twice with the same
    number. A loop adds one after the other, and so does `np.add.at`."""
    counts = torch.zeros(classes, classes, dtype=torch.int64)
    counts[labels, predicted] += 1
    return counts


@wrong
def transposed_and_counted_once(labels, predicted, classes):
    """Two things. Rows and columns are exchanged: the *true* class has the row. And a pair that
    comes several times counts once: what is written at an index twice is kept once."""
    return repeated_pairs_count_once(labels, predicted, classes).T


@wrong
def shares_of_the_rows(labels, predicted, classes):
    """Each row was divided by its sum. Counts are asked for; a class that does not occur would have
    0 / 0."""
    counts = solution(labels, predicted, classes).double()
    return counts / counts.sum(dim=1, keepdim=True)


@wrong
def shares_of_all(labels, predicted, classes):
    """It was divided by the number of samples. Counts are asked for."""
    return solution(labels, predicted, classes) / len(labels)


@wrong
def hits_only(labels, predicted, classes):
    """Only the diagonal is filled: what is *right*. Beside it belongs which class was taken for
    which."""
    return torch.diag(torch.diag(solution(labels, predicted, classes)))


@wrong
def mistakes_only(labels, predicted, classes):
    """The diagonal is empty: what is right counts as well, class i taken for class i."""
    counts = solution(labels, predicted, classes)
    return counts - torch.diag(torch.diag(counts))


def proof() -> None:
    """Each entry is counted by itself; the rows count the labels, the diagonal the hits."""
    for labels, predicted, classes in [*edge_cases(), *examples(inputs())]:
        counts = solution(labels, predicted, classes)
        pairs = list(zip(labels.tolist(), predicted.tolist()))
        assert counts.shape == (classes, classes)
        for i in range(classes):
            assert counts[i].sum() == labels.tolist().count(i)
            assert all(counts[i, j] == pairs.count((i, j)) for j in range(classes))
