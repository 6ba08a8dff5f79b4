"""The gradient of the *mean* cross-entropy by the scores.

scores are floats, (n, K), from -20 to 20; labels is (n,), class numbers
(int64); the result is a tensor of the scores' shape. For [[0, 0]] and the
label [1] it is [[0.5, -0.5]]. By the formula or by autograd, as you like.
"""

import numpy as np
import torch
from torch.nn import functional as F

from preliminaries.authoring import examples, reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured
from preliminaries.exercises.softmax_regression._given import scores_and_labels

hints = (
    "For one row it is p - y. What does the mean over the n rows make of it?",
    "softmax of the scores, a 1 taken away at each label, and all of it divided by n.",
    "`(torch.softmax(scores, dim=1) - F.one_hot(labels, scores.shape[1])) / len(labels)`",
)
proves = "Believed minus happened, over n: what a network of any depth starts from, backward."
read = reading.detached
may_edit = ("scores.requires_grad", "scores.grad")


def solution(scores, labels):
    p = torch.softmax(scores, dim=1)
    return (p - F.one_hot(labels, scores.shape[1])) / len(labels)


def inputs():
    return scores_and_labels()


def edge_cases():
    def pair(scores, labels):
        return torch.tensor(scores), torch.tensor(labels)

    return [
        pair([[0.0, 0.0]], [1]),
        pair([[0.0, 0.0], [1.0, 3.0]], [1, 1]),
        pair([[0.0, 1.0, 2.0], [1.0, 0.0, 1.0]], [2, 0]),
        pair([[0.05, 0.0, -0.05], [0.0, 0.02, 0.0]], [2, 0]),
        pair([[500.0, 0.0], [0.0, -500.0]], [1, 0]),
    ]


@right
def asked_of_autograd(scores, labels):
    scores.requires_grad_()
    F.cross_entropy(scores, labels).backward()
    return scores.grad


@right
def one_taken_away_at_each_label(scores, labels):
    gradient = torch.softmax(scores, dim=-1)
    gradient[range(len(labels)), labels] -= 1
    return gradient / scores.shape[0]


@right
def with_numpy(scores, labels):
    a = scores.numpy()
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - np.eye(a.shape[1])[labels]) / len(a)


@right
def row_by_row(scores, labels):
    result = torch.zeros_like(scores)
    for k, (row, label) in enumerate(zip(scores, labels)):
        result[k] = torch.softmax(row, dim=0) / len(labels)
        result[k, label] -= 1 / len(labels)
    return result


def _parts(scores, labels):
    return torch.softmax(scores, dim=1), F.one_hot(labels, scores.shape[1])


@wrong
def mean_forgotten(scores, labels):
    """That is the gradient of the *sum*. In the mean each row counts 1/n."""
    p, y = _parts(scores, labels)
    return p - y


@wrong
def sign_turned(scores, labels):
    """All signs are turned: y - p is the way *down*. The score of the label has to grow for the
    loss to fall, so its slope is negative."""
    p, y = _parts(scores, labels)
    return (y - p) / len(labels)


@wrong
def sign_turned_and_mean_forgotten(scores, labels):
    """Two things: y - p points the way *down*, and the gradient is p - y; and in the mean each row
    counts 1/n."""
    p, y = _parts(scores, labels)
    return y - p


@wrong
def divided_by_all_entries(scores, labels):
    """It was divided by n · K. The mean is over the n rows."""
    p, y = _parts(scores, labels)
    return (p - y) / scores.numel()


@wrong
def divided_by_the_classes(scores, labels):
    """It was divided by K, the number of *classes*. The mean is over the n rows."""
    p, y = _parts(scores, labels)
    return (p - y) / scores.shape[1]


@wrong
def labels_forgotten(scores, labels):
    """That is p over n: the labels play no role in it. The label's own score has another slope: p -
    1."""
    return torch.softmax(scores, dim=1) / len(labels)


@wrong
def label_alone(scores, labels):
    """The entries of the labels are right, and all others are 0. A higher score for a *wrong* class
    makes the loss grow too: through the sum below softmax."""
    p, y = _parts(scores, labels)
    return (p - y) * y / len(labels)


@wrong
def one_taken_away_everywhere(scores, labels):
    """1 was taken away from *every* entry. It belongs to the label's: y is 0 elsewhere."""
    return (torch.softmax(scores, dim=1) - 1) / len(labels)


@wrong
def scores_for_probabilities(scores, labels):
    """It looks as if the scores themselves stood in the place of p, which is their softmax."""
    return (scores - F.one_hot(labels, scores.shape[1])) / len(labels)


@wrong
def by_the_probabilities(scores, labels):
    """That is the gradient by the *probabilities*, -y / p. Softmax comes before it: by the scores
    the whole chain gives p - y."""
    p, y = _parts(scores, labels)
    return -y / p / len(labels)


@wrong
def of_the_squared_error(scores, labels):
    """p - y times p (1 - p) belongs to a squared error after a sigmoid. With softmax and its
    cross-entropy that factor cancels."""
    p, y = _parts(scores, labels)
    return (p - y) * p * (1 - p) / len(labels)


@wrong
def softmax_down_the_columns(scores, labels):
    """p was taken down the columns, so that each *column* sums to 1. It is the classes of a row
    that share the 1: `dim=1`."""
    return (torch.softmax(scores, dim=0) - F.one_hot(labels, scores.shape[1])) / len(labels)


@wrong
def softmax_twice(scores, labels):
    """The loss was fed with probabilities, and took softmax once more. Give `F.cross_entropy` the
    scores themselves."""
    scores = scores.detach().clone().requires_grad_()
    F.cross_entropy(torch.softmax(scores, dim=1), labels).backward()
    return scores.grad


def proof() -> None:
    """Measured."""
    for scores, labels in [*edge_cases(), *examples(inputs())]:
        scores = scores.double()
        found = measured(lambda s, labels=labels: F.cross_entropy(s, labels), scores)
        torch.testing.assert_close(solution(scores, labels), found, rtol=1e-5, atol=1e-6)
