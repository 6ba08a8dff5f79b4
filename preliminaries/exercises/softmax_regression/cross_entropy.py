"""The mean cross-entropy, in natural logarithms, straight from the scores.

scores are floats, (n, K), from -1000 to 1000; labels is (n,), class
numbers (int64); the result is one number, a mean over the n rows. Two
equal scores cost log 2 = 0.69. Build it: torch's `cross_entropy`,
`nll_loss` and `kl_div` are refused; `log_softmax` and `logsumexp` may be
used.
"""

import numpy as np
import torch
from torch.nn import functional as F

from preliminaries.authoring import examples, right, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import built_by_hand, scores_and_labels

name = "mean_cross_entropy"
hints = (
    "For one row, which single probability does the loss look at?",
    "-log p[y] is log Σ exp(o) - o[y]. Of each row, pick the entry of its label.",
    "`torch.logsumexp(scores, dim=1) - scores[torch.arange(len(labels)), labels]`, and the "
    "mean of that.",
)
proves = "The loss is log Σ exp(o) - o[y]: no exp overflows, and no logarithm of 0 is taken."


class watch(built_by_hand):
    refused = frozenset(
        {"cross_entropy", "nll_loss", "cross_entropy_loss", "nll_loss_nd", "kl_div"}
    )


def solution(scores, labels):
    of_the_labels = scores[torch.arange(len(labels)), labels]
    return (torch.logsumexp(scores, dim=1) - of_the_labels).mean()


def inputs():
    return scores_and_labels()


def edge_cases():
    def pair(scores, labels):
        return torch.tensor(scores), torch.tensor(labels)

    return [
        pair([[0.0, 0.0], [1.0, 1.0]], [0, 1]),
        pair([[0.0, 2.0], [1.0, 0.0], [0.5, 0.0]], [1, 0, 1]),
        pair([[1000.0, 0.0], [0.0, 1000.0]], [0, 0]),
        pair([[1000.0, 0.0, 999.0], [-1000.0, 1000.0, 0.0]], [2, 0]),
        pair([[1000.0, 0.0], [-1000.0, -1001.0]], [0, 1]),
        pair([[0.02, 0.05, 0.0], [0.0, 0.01, 0.07]], [1, 0]),
        pair([[-1000.0, -1001.0], [-999.0, -1000.0]], [1, 0]),
        pair([[0.0, 1.0, 3.0]], [1]),
    ]


@right
def by_picking_logarithms(scores, labels):
    logs = torch.log_softmax(scores, dim=-1)
    return -logs.gather(1, labels[:, None]).mean()


@right
def by_one_hot_rows(scores, labels):
    logs = torch.log_softmax(scores, dim=1)
    return -(F.one_hot(labels, scores.shape[1]) * logs).sum(dim=1).mean()


@right
def row_by_row(scores, labels):
    total = 0.0
    for row, label in zip(scores, labels):
        shifted = row - row.max()
        total += torch.log(shifted.exp().sum()).item() - shifted[label].item()
    return total / len(labels)


@right
def with_numpy(scores, labels):
    a = scores.numpy() - scores.numpy().max(axis=1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=1, keepdims=True))
    return -logs[np.arange(len(a)), labels.numpy()].mean()


def _by_row(scores, labels):
    return torch.logsumexp(scores, dim=1) - scores[torch.arange(len(labels)), labels]


@wrong
def sum_over_the_rows(scores, labels):
    """That is the *sum* over the rows. A mean does not grow with the number of rows, and a learning
    rate then serves for every batch."""
    return _by_row(scores, labels).sum()


@wrong
def one_a_row(scores, labels):
    """Those are the losses of the rows, one each. Their mean is asked for, one number."""
    return _by_row(scores, labels)


@wrong
def scores_for_probabilities(scores, labels):
    """It looks as if the scores were taken for probabilities: their logarithm is nan where they
    are negative. What makes probabilities of them?"""
    return -scores[torch.arange(len(labels)), labels].log().mean()


@wrong
def softmax_then_logarithm(scores, labels):
    """Where the scores are near each other this is right. Far apart, softmax gives the label a
    probability of 0, and its logarithm makes the mean inf. Stay with logarithms: `log_softmax`, or
    `logsumexp` minus the score."""
    p = torch.softmax(scores, dim=1)
    return -p[torch.arange(len(labels)), labels].log().mean()


@wrong_like(softmax_then_logarithm)
def exp_over_its_sum_then_logarithm(scores, labels):
    p = scores.exp() / scores.exp().sum(dim=1, keepdim=True)
    return -p[torch.arange(len(labels)), labels].log().mean()


@wrong_like(softmax_then_logarithm)
def logarithm_of_the_sum_of_exp(scores, labels):
    return (scores.exp().sum(dim=1).log() - scores[torch.arange(len(labels)), labels]).mean()


@wrong
def one_hot_times_logarithm(scores, labels):
    """Where the scores are near each other this is right. Far apart, softmax gives some class a
    probability of 0; in the sum over the classes 0 · log 0 is 0 · (-inf), which is nan. Pick the
    label's entry, or stay with logarithms: `log_softmax`."""
    p = torch.softmax(scores, dim=1)
    return -(F.one_hot(labels, scores.shape[1]) * p.log()).sum(dim=1).mean()


@wrong
def softmax_twice(scores, labels):
    """Softmax was taken twice, the second time of the probabilities. They lie between 0 and 1, so
    the loss cannot come near 0: take `log_softmax` of the scores themselves."""
    logs = torch.log_softmax(torch.softmax(scores, dim=1), dim=1)
    return -logs[torch.arange(len(labels)), labels].mean()


@wrong
def sign_forgotten(scores, labels):
    """The sign: the logarithm of a probability is never positive, and a loss is never negative."""
    return -_by_row(scores, labels).mean()


@wrong
def mean_over_all_entries(scores, labels):
    """One-hot rows times logarithms have K entries a row, of which one is not 0. The mean over all
    n · K entries is K times too small: add up each row first."""
    return _by_row(scores, labels).mean() / scores.shape[1]


@wrong
def every_label_for_every_row(scores, labels):
    """`logs[:, labels]` is (n, n): the labels of *all* rows, for each row. With `torch.arange(n)`
    in the first place, each row gets its own."""
    return -torch.log_softmax(scores, dim=1)[:, labels].mean()


@wrong
def softmax_down_the_columns(scores, labels):
    """Softmax was taken down the columns, over the samples. The classes of a row compete with each
    other: `dim=1`."""
    logs = torch.log_softmax(scores, dim=0)
    return -logs[torch.arange(len(labels)), labels].mean()


@wrong
def in_bits(scores, labels):
    """That is right in bits. Natural logarithms are asked for, `log`, not `log2`."""
    return _by_row(scores, labels).mean() / torch.log(torch.tensor(2.0, dtype=scores.dtype))


@wrong
def probability_for_its_logarithm(scores, labels):
    """That is minus the mean *probability* of the labels. The price is its logarithm: half the
    probability costs log 2 more, always."""
    return -torch.softmax(scores, dim=1)[torch.arange(len(labels)), labels].mean()


@wrong
def logarithm_of_the_mean(scores, labels):
    """The logarithm was taken of the *mean* probability. One row that is nearly impossible then
    hides behind the others: take the logarithm of each row, then the mean."""
    return -torch.softmax(scores, dim=1)[torch.arange(len(labels)), labels].mean().log()


@wrong
def score_of_the_label_alone(scores, labels):
    """That is minus the label's score. What the other classes have in the same row is missing: log
    Σ exp."""
    return -scores[torch.arange(len(labels)), labels].mean()


def proof() -> None:
    """As torch finds it; and e to minus the sum is the product of the labels' probabilities."""
    for scores, labels in [*edge_cases(), *examples(inputs())]:
        scores = scores.double()
        found = solution(scores, labels)
        torch.testing.assert_close(found, F.cross_entropy(scores, labels))
        p = torch.softmax(scores, dim=1)
        product = torch.stack([row[label] for row, label in zip(p, labels)]).prod()
        torch.testing.assert_close((-found * len(labels)).exp(), product)
