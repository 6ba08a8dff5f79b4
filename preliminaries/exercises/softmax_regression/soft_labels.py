"""The mean cross-entropy where the label of a row is a *distribution*.

scores are floats, (n, K), from -1000 to 1000; q is (n, K), probabilities,
rows that sum to 1, with zeros among them. The result is one number: the
mean over rows of -Σ q[k] log p[k], p = softmax of the row's scores. For
scores (0, 0) and q (0.5, 0.5) it is log 2. Torch's losses may be used.
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional as F

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong, wrong_like
from preliminaries.exercises.softmax_regression._given import probabilities

hints = (
    "A class with q = 0 adds nothing to the sum. What does a float say of 0 times log 0?",
    "`log_softmax` is finite for every score, so that 0 times it is 0.",
    "`-(q * torch.log_softmax(scores, dim=1)).sum(dim=1).mean()`",
)
proves = "With log_softmax no logarithm is infinite, and 0 times it is 0."


def solution(scores, q):
    return -(q * torch.log_softmax(scores, dim=1)).sum(dim=1).mean()


def inputs():
    def of(shape):
        return st.tuples(tensors(shape), probabilities(*shape))

    return unlike_sizes(2, 2, 4).flatmap(of)


def edge_cases():
    def pair(scores, q):
        return torch.tensor(scores), torch.tensor(q)

    return [
        pair([[0.0, 0.0], [0.0, 0.0]], [[0.5, 0.5], [1.0, 0.0]]),
        pair([[0.0, 1.0], [2.0, 0.0]], [[0.2, 0.8], [0.5, 0.5]]),
        pair([[1.0, 2.0, 4.0], [0.0, 1.0, 0.0]], [[0.2, 0.3, 0.5], [0.6, 0.4, 0.0]]),
        pair([[0.05, 0.02], [0.0, 0.07]], [[0.25, 0.75], [0.05, 0.95]]),
        pair([[0.0, 1000.0], [-1000.0, -1001.0]], [[0.0, 1.0], [0.5, 0.5]]),
        pair([[0.0, 1000.0], [1000.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]]),
        pair([[0.0, 200.0], [0.0, 0.0]], [[0.5, 0.5], [1.0, 0.0]]),
        # Farther apart than any exponential in float64, and with q > 0 at both ends.
        pair([[0.0, 1000.0]], [[0.5, 0.5]]),
        pair([[1000.0, -1000.0, 0.0], [0.0, 1.0, 0.0]], [[0.2, 0.3, 0.5], [0.5, 0.0, 0.5]]),
        pair([[0.0, 1000.0, 999.0], [-1000.0, 0.0, 1.0]], [[0.0, 0.5, 0.5], [0.0, 1.0, 0.0]]),
    ]


@right
def with_torchs_own(scores, q):
    return F.cross_entropy(scores, q)


@right
def row_by_row(scores, q):
    total = 0.0
    for o, weights in zip(scores.double(), q.double()):
        total += torch.logsumexp(o, dim=0) - weights @ o
    return total / len(scores)


@right
def with_numpy(scores, q):
    a = scores.numpy() - scores.numpy().max(axis=1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=1, keepdims=True))
    return -(q.numpy() * logs).sum(axis=1).mean()


@wrong
def logarithm_of_zero(scores, q):
    """By the formula this is right. In floats p may be 0, log 0 is -inf, and 0 · (-inf) is nan,
    which spoils the mean. `log_softmax` has no such place."""
    return -(q * torch.softmax(scores, dim=1).log()).sum(dim=1).mean()


@wrong
def zero_where_q_is_not(scores, q):
    """Where q is 0 this is right. Far below the largest score softmax gives a class 0, in float64
    too, and where its q is *not* 0 the loss becomes inf. `log_softmax` is finite there."""
    return -torch.xlogy(q, torch.softmax(scores, dim=1)).sum(dim=1).mean()


@wrong_like(zero_where_q_is_not)
def zero_where_q_is_not_in_double(scores, q):
    return -torch.xlogy(q.double(), torch.softmax(scores.double(), dim=1)).sum(dim=1).mean()


@wrong
def smallest_logarithm_chosen(scores, q):
    """What keeps p from 0 keeps its logarithm from becoming as low as it is: log p is -1000 where a
    score lies 1000 below the largest. `log_softmax` needs no such help."""
    return -(q * torch.softmax(scores, dim=1).clamp(min=1e-12).log()).sum(dim=1).mean()


@wrong
def most_probable_class_alone(scores, q):
    """Only the largest of each row of q was looked at. The others are part of the sum, each with
    its weight."""
    return F.cross_entropy(scores, q.argmax(dim=1))


@wrong
def mean_over_all_entries(scores, q):
    """The mean was taken over all n · K entries. Add up each row first; the mean is over rows."""
    return solution(scores, q) / scores.shape[1]


@wrong
def sum_over_the_rows(scores, q):
    """That is the *sum* over the rows; a mean is asked for."""
    return solution(scores, q) * len(scores)


@wrong
def one_a_row(scores, q):
    """There is one loss a row, (n,). The rows' mean is asked for, one number."""
    return -(q * torch.log_softmax(scores, dim=1)).sum(dim=1)


@wrong
def sign_forgotten(scores, q):
    """The sign: logarithms of probabilities are never positive, and a loss is never negative."""
    return -solution(scores, q)


@wrong
def roles_exchanged(scores, q):
    """p and q are exchanged. What *happens* has the weights, q; what was *believed* has the
    logarithm, p."""
    p = torch.softmax(scores, dim=1)
    return -(p * q.log()).sum(dim=1).mean()


@wrong
def softmax_of_the_labels(scores, q):
    """q has been through softmax. Its rows are probabilities already, and sum to 1."""
    return solution(scores, torch.softmax(q, dim=1))


@wrong
def softmax_twice(scores, q):
    """Softmax was taken twice: `log_softmax` and `F.cross_entropy` take it of the scores
    themselves."""
    return solution(torch.softmax(scores, dim=1), q)


@wrong
def divergence(scores, q):
    """That is the Kullback–Leibler divergence: the entropy of q has been taken away. Cross-entropy
    keeps it."""
    return F.kl_div(torch.log_softmax(scores, dim=1), q, reduction="batchmean")


@wrong
def softmax_down_the_columns(scores, q):
    """`dim=0` takes the softmax over the samples. p belongs to the classes of one row, as q does:
    `dim=1`."""
    return -(q * torch.log_softmax(scores, dim=0)).sum(dim=1).mean()


@wrong_like(softmax_down_the_columns)
def softmax_down_the_columns_then_log(scores, q):
    return -(q * torch.softmax(scores, dim=0).log()).sum(dim=1).mean()


def proof() -> None:
    """The losses of the plain labels, weighted by q."""
    for scores, q in [*edge_cases(), *examples(inputs())]:
        scores, q, found = scores.double(), q.double(), 0.0
        for row, weights in zip(scores, q):
            for label, weight in enumerate(weights.tolist()):
                if weight:
                    found += weight * F.cross_entropy(row[None], torch.tensor([label])).item()
        assert abs(solution(scores, q).item() - found / len(q)) < 1e-9 * max(1, abs(found))
