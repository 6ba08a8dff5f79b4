"""The Hessian of the cross-entropy of one sample, by its scores.

scores are floats, (K,), between -20 and 20; label is an int, the class;
the result is a tensor, (K, K). For (0, 0) and any label it is
[[¼, -¼], [-¼, ¼]].
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional as F

from preliminaries.authoring import examples, right, sizes, tensors, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "The gradient is p - y. Which of the two depends on the scores?",
    "So it is the Jacobian of p = softmax(scores), which you know: every p[i] depends on every "
    "score.",
    "`torch.diag(p) - torch.outer(p, p)`",
)
proves = "diag(p) - ppᵀ, whatever the label: never negative, so that the loss is convex."


def solution(scores, label):
    p = torch.softmax(scores, dim=0)
    return torch.diag(p) - torch.outer(p, p)


def inputs():
    def of(count):
        return st.tuples(tensors((count,)), st.integers(0, count - 1))

    return sizes(2, 4).flatmap(of)


def edge_cases():
    points = [
        ([0.0, 0.0], 1),
        ([0.0, 1.0], 0),
        ([0.0, 1.0, 2.0], 2),
        ([3.0], 0),
        ([0.05, 0.0, -0.02], 1),
    ]
    points += [([18.0, 19.0, 18.5], 1), ([-20.0, 0.0, 20.0], 2)]
    return [(torch.tensor(scores), label) for scores, label in points]


@right
def asked_of_autograd(scores, label):
    def loss(scores):
        return F.cross_entropy(scores[None], torch.tensor([label]))

    return torch.autograd.functional.hessian(loss, scores)


@right
def jacobian_of_the_gradient(scores, label):
    def gradient(o):
        return torch.softmax(o, dim=0) - torch.eye(len(o))[label]

    return torch.func.jacrev(gradient)(scores)


@right
def in_loops(scores, label):
    p = torch.softmax(scores, dim=0)
    H = torch.zeros(len(p), len(p))
    for i in range(len(p)):
        for j in range(len(p)):
            H[i, j] = p[i] * (int(i == j) - p[j])
    return H


@right
def with_numpy(scores, label):
    p = np.exp(scores.numpy() - scores.numpy().max())
    p /= p.sum()
    return np.diag(p) - np.outer(p, p)


@right
def mean_of_the_gradients_products(scores, label):
    p = torch.softmax(scores, dim=0)
    rows = torch.eye(len(p)) - p  # y - p for each label that may happen
    return rows.T @ (p[:, None] * rows)


@wrong
def diagonal_only(scores, label):
    """The diagonal is right. Beside it: if one score grows, all other probabilities shrink, so
    every slope changes with every score."""
    p = torch.softmax(scores, dim=0)
    return torch.diag(p * (1 - p))


@wrong
def diagonal_as_a_vector(scores, label):
    """Those are the second derivatives by one score, taken twice. A Hessian has one for each *pair*
    of scores, (K, K)."""
    p = torch.softmax(scores, dim=0)
    return p * (1 - p)


@wrong
def product_of_the_gradient(scores, label):
    """That is the gradient times itself, (p - y)(p - y)ᵀ. The derivative of p - y is asked for; the
    mean of those products, over labels drawn from p, would be the same."""
    p = torch.softmax(scores, dim=0).clone()
    p[label] -= 1
    return torch.outer(p, p)


@wrong
def sign_turned(scores, label):
    """All signs are turned. On the diagonal a loss curves upward: p[i] (1 - p[i])."""
    return -solution(scores, label)


@wrong
def the_gradient(scores, label):
    """That is the gradient, p - y. Its own derivative is asked for, (K, K)."""
    return torch.softmax(scores, dim=0) - F.one_hot(torch.tensor(label), len(scores))


@wrong
def label_in_the_diagonal(scores, label):
    """The label was taken along. The gradient is p - y, and y is a constant: the label plays no
    role here."""
    p = torch.softmax(scores, dim=0)
    y = F.one_hot(torch.tensor(label), len(scores))
    return torch.diag(p - y) - torch.outer(p, p)


@wrong
def row_of_the_label(scores, label):
    """That is the row of the label alone: how its slope changes with each score. Every other score
    has such a row too."""
    return solution(scores, label)[label]


@wrong
def outer_product_forgotten(scores, label):
    """That treats p as if it were exp(o), whose slope is itself. The sum below softmax moves as
    well: -p[i] p[j]."""
    return torch.diag(torch.softmax(scores, dim=0))


@wrong
def p_for_its_diagonal(scores, label):
    """The outer product is right. `p - …` takes it from p in every row: what has p on its diagonal
    and 0 elsewhere?"""
    p = torch.softmax(scores, dim=0)
    return p - torch.outer(p, p)


@wrong
def outer_product_added(scores, label):
    """The parts are right, with a plus between them. If the score of one class grows, does the
    probability of another grow or shrink?"""
    p = torch.softmax(scores, dim=0)
    return torch.diag(p) + torch.outer(p, p)


@wrong
def scores_for_probabilities(scores, label):
    """The formula is right, with the scores in the place of p, which is their softmax."""
    return torch.diag(scores) - torch.outer(scores, scores)


def proof() -> None:
    """Measured twice; and no walk leads downward from it."""
    for scores, label in [*edge_cases(), *examples(inputs())]:
        scores = scores.double()

        def slope(o, label=label):
            own = o.detach().clone().requires_grad_()
            loss = torch.logsumexp(own, dim=0) - own[label]
            return torch.autograd.grad(loss, own)[0]

        H = solution(scores, label)
        torch.testing.assert_close(H, measured(slope, scores), rtol=1e-6, atol=1e-6)
        assert torch.linalg.eigvalsh(H).min() > -1e-12
