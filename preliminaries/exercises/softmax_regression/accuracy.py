"""The share of rows whose largest score stands at the label.

scores are floats, (n, K), no two of a row both the largest; labels is
(n,), class numbers (int64); the result is one number between 0 and 1. An
empty batch, n = 0, has no share: raise a ValueError that says so.
"""

import numpy as np
import torch

from preliminaries.authoring import examples, reading, right, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import scores_and_labels

hints = (
    "Which axis of the scores has the classes? Which axis has to be left over?",
    "`argmax` along the classes gives one class a row; compared with the labels, that is True or "
    "False a row. What is the mean of those, as floats?",
    "`(scores.argmax(dim=1) == labels).float().mean()`, after a look at `len(labels)`.",
)
proves = "argmax along the classes, the mean over the rows; and no share of nothing."
read = reading.one_number
raises = ValueError


def solution(scores, labels):
    if len(labels) == 0:
        raise ValueError("an empty batch has no accuracy")
    return (scores.argmax(dim=1) == labels).float().mean().item()


def inputs():
    return scores_and_labels()


def edge_cases():
    eye = torch.eye(3)
    return [
        (torch.tensor([[2.0, 1.0], [0.0, 3.0]]), torch.tensor([0, 0])),
        (torch.tensor([[0.0, 1.0, 2.0], [5.0, 3.0, 1.0]]), torch.tensor([2, 0])),
        (torch.tensor([[-3.0, -1.0, -2.0], [-1.0, -2.0, -4.0]]), torch.tensor([0, 2])),
        (torch.tensor([[0.01, 0.02], [0.05, 0.03]]), torch.tensor([1, 1])),
        (torch.tensor([[6.0, 7.0], [9.0, 8.0]]), torch.tensor([1, 0])),
        (eye, torch.tensor([0, 1, 2])),
        (eye[[0, 0, 1, 2]], torch.tensor([0, 0, 0, 2])),
        (torch.tensor([[0.0, 1.0, 2.0]]), torch.tensor([2])),
        (torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64)),
    ]


@right
def counted(scores, labels):
    if not labels.numel():
        raise ValueError("there are no rows")
    return int((scores.argmax(-1) == labels).sum()) / len(scores)


@right
def with_numpy(scores, labels):
    a, y = scores.numpy(), labels.numpy()
    if not len(a):
        raise ValueError("there is nothing to judge")
    return np.mean(a.argmax(axis=1) == y)


@right
def row_by_row(scores, labels):
    if scores.shape[0] == 0:
        raise ValueError("An empty batch: its accuracy is not defined.")
    hits = 0
    for row, label in zip(scores, labels):
        hits += row[label] == max(row)
    return hits / len(labels)


@right
def as_a_tensor(scores, labels):
    if scores.numel() == 0:
        raise ValueError("no samples")
    hits = scores.max(dim=1).indices.eq(labels)
    return hits.double().mean()


def _nothing(labels):
    if len(labels) == 0:
        raise ValueError("an empty batch has no accuracy")


def _hits(scores, labels, axis=1):
    return (scores.argmax(dim=axis) == labels).float()


@wrong
def argmax_down_the_columns(scores, labels):
    """`argmax` went down the columns: one *row* for each class. Each row wants its class: along
    `dim=1`."""
    _nothing(labels)
    return _hits(scores, labels, axis=0).mean().item()


@wrong_like(argmax_down_the_columns)
def down_the_columns_and_no_look_at_the_empty(scores, labels):
    return _hits(scores, labels, axis=0).mean().item()


@wrong
def argmax_of_all(scores, labels):
    """`argmax` without an axis is *one* place in the whole table. Each row wants its class: along
    `dim=1`."""
    _nothing(labels)
    return (scores.argmax() == labels).float().mean().item()


@wrong
def count_for_share(scores, labels):
    """That is how *many* are right. The share of them does not grow with the batch: by what has it
    to be divided?"""
    _nothing(labels)
    return _hits(scores, labels).sum().item()


@wrong
def count_of_nothing(scores, labels):
    """That is how *many* are right. The share is that over n; and for an empty batch it is not 0,
    but a ValueError."""
    return _hits(scores, labels).sum().item()


@wrong
def silent_on_nothing(scores, labels):
    """Right, as long as there are rows. The mean of nothing is nan, and it says so to nobody: raise
    a ValueError before."""
    return _hits(scores, labels).mean().item()


@wrong
def nothing_is_zero(scores, labels):
    """Right, as long as there are rows. 0 would say that *all* of nothing is wrong: raise a
    ValueError."""
    return _hits(scores, labels).mean().item() if len(labels) else 0.0


@wrong
def division_by_nothing(scores, labels):
    """Right, as long as there are rows. Without any the division by 0 raises, but not the
    ValueError that is asked for: look at the length first."""
    return int(_hits(scores, labels).sum()) / len(labels)


@wrong
def share_of_mistakes(scores, labels):
    """That is the share that is *wrong*."""
    _nothing(labels)
    return 1 - _hits(scores, labels).mean().item()


@wrong
def in_percent(scores, labels):
    """That is in percent. A share is a number between 0 and 1."""
    _nothing(labels)
    return 100 * _hits(scores, labels).mean().item()


@wrong
def divided_by_all_entries(scores, labels):
    """The hits were divided by n · K, the entries of the scores. There is one hit a row at most:
    divide by the rows."""
    _nothing(labels)
    return _hits(scores, labels).sum().item() / scores.numel()


@wrong
def hit_or_miss_a_row(scores, labels):
    """Those are the hits, row by row. Their share is asked for, one number."""
    _nothing(labels)
    return _hits(scores, labels)


@wrong
def mean_probability(scores, labels):
    """That is the mean *probability* of the labels. Accuracy asks only which class comes first."""
    _nothing(labels)
    return torch.softmax(scores, dim=1)[torch.arange(len(labels)), labels].mean().item()


@wrong
def all_or_nothing(scores, labels):
    """It looks as if *all* rows had to be right for a 1. The share of the rows that are right is
    asked for."""
    _nothing(labels)
    return float(torch.equal(scores.argmax(dim=1), labels))


def proof() -> None:
    """A row is right where no score lies above its label's."""
    from fractions import Fraction

    for scores, labels in [*edge_cases(), *examples(inputs())]:
        if not len(labels):
            continue
        hits = [all(row[label] >= other for other in row) for row, label in zip(scores, labels)]
        assert abs(solution(scores, labels) - Fraction(sum(hits), len(hits))) < 1e-6
