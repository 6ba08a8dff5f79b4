"""The Jacobian of p = softmax(x) with respect to x.

x is (n,), its entries between -20 and 20; the result is (n, n). For
x = (0, 0), p is (½, ½) and the Jacobian is [[¼, -¼], [-¼, ¼]].
"""

import numpy as np
import torch
from torch.func import jacrev

from preliminaries.authoring import examples, right, sizes, tensors, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "If x[0] grows, p[0] grows. What happens to the others, given that they sum to 1?",
    "∂p[i]/∂x[j] is p[i] (1 - p[i]) for i = j, and -p[i] p[j] elsewhere.",
    "`torch.diag(p) - torch.outer(p, p)`",
)
proves = "diag(p) - ppᵀ: every row and column sums to 0, since the p's sum to 1."
watch = watching.quietly


def solution(x):
    p = torch.softmax(x, dim=0)
    return torch.diag(p) - torch.outer(p, p)


def inputs():
    return sizes(2, 4).flatmap(lambda n: tensors((n,))).map(lambda x: (x,))


def edge_cases():
    easy = ([0.0, 0.0], [0.0, 1.0], [0.0, 1.0, 2.0], [-1.0, -1.0, -1.0], [0.05, 0.0, -0.05], [3.0])
    points = (*easy, [18.0, 19.0, 18.5], [-20.0, 0.0, 20.0])
    return [(torch.tensor(x),) for x in points]


@right
def from_torch(x):
    return jacrev(lambda t: torch.softmax(t, dim=0))(x)


@right
def by_broadcasting(x):
    p = torch.softmax(x, dim=-1)
    return p[:, None] * (torch.eye(len(x)) - p)


@right
def in_loops(x):
    p = (x - x.max()).exp()
    p = p / p.sum()
    n = len(x)
    J = torch.zeros(n, n)
    for i in range(n):
        for j in range(n):
            J[i, j] = p[i] * (int(i == j) - p[j])
    return J


@right
def with_numpy(x):
    e = np.exp(x.numpy() - x.numpy().max())
    p = e / e.sum()
    return np.diag(p) - np.outer(p, p)


@wrong
def diagonal_only(x):
    """The diagonal is right. The p's share a sum of 1: when one grows, the others have to
    shrink, so the entries beside the diagonal are not 0."""
    p = torch.softmax(x, dim=0)
    return torch.diag(p * (1 - p))


@wrong
def diagonal_as_a_vector(x):
    """Those are the slopes of each p[i] by its own x[i]. Every p[i] depends on every x[j]:
    that makes a matrix."""
    p = torch.softmax(x, dim=0)
    return p * (1 - p)


@wrong
def sign_turned(x):
    """All signs are turned. If x[0] grows, does p[0] grow or shrink?"""
    p = torch.softmax(x, dim=0)
    return torch.outer(p, p) - torch.diag(p)


@wrong
def outer_product_forgotten(x):
    """That treats softmax as if it were exp, whose slope is itself. The sum in the
    denominator moves as well."""
    return torch.diag(torch.softmax(x, dim=0))


@wrong
def logits_for_probabilities(x):
    """The formula is right, with x in the place of p. The p in it is softmax(x)."""
    return torch.diag(x) - torch.outer(x, x)


@wrong
def p_for_its_diagonal(x):
    """The outer product is right, and so is the diagonal. `p - …` subtracts from p in every
    row; what has p on its diagonal and 0 elsewhere?"""
    p = torch.softmax(x, dim=0)
    return p - torch.outer(p, p)


@wrong
def identity_for_the_diagonal(x):
    """The outer product is right. On the diagonal stands p[i] - p[i]², and here it is
    1 - p[i]²: which matrix has p on its diagonal?"""
    p = torch.softmax(x, dim=0)
    return torch.eye(len(x)) - torch.outer(p, p)


@wrong
def outer_product_added(x):
    """The parts are right, with a plus between them. When x[0] grows, does p[1] grow or
    shrink?"""
    p = torch.softmax(x, dim=0)
    return torch.diag(p) + torch.outer(p, p)


@wrong
def the_softmax_itself(x):
    """That is p itself. Its Jacobian tells how each p[i] moves with each x[j]."""
    return torch.softmax(x, dim=0)


def proof() -> None:
    """Measured."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        x = x.double()
        found = measured(lambda t: torch.softmax(t, dim=0), x)
        torch.testing.assert_close(solution(x), found, rtol=1e-6, atol=1e-6)
