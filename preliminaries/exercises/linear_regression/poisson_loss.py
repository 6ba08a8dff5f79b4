"""The mean loss of counts, as one number.

A model predicts the *logarithm* of the rate: u = log λ, of shape (n,). The
counts y, (n,), are floats. For each row the loss is -log p(y | λ), where
p(y | λ) = λ^y · e^(-λ) / y!, without log(y!), on which u has no say. The
result is the mean over the rows: for u = [0., 0.] and y = [0., 3.] it is
1.
"""

import math

import numpy as np
import torch
from torch.nn import functional

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "What is the logarithm of λ^y · e^(-λ)? And what is λ, if u is given?",
    "-log p is λ - y log λ, and some number of y alone. Put λ = e^u.",
    "`(torch.exp(u) - y * u).mean()`",
)
proves = (
    "A rate is never negative, and its logarithm may be anything: so that is what is predicted."
)


def solution(u, y):
    return (torch.exp(u) - y * u).mean()


def inputs():
    return (
        sizes(2, 5)
        .flatmap(lambda n: floats((n,), (n,)))
        .map(lambda t: (t[0] / 2, t[1].abs().ceil()))
    )


def edge_cases():
    zero, y = torch.zeros(2), torch.tensor([0.0, 3.0])
    u = torch.tensor([1.0, -1.0])
    return [
        (zero, y),
        (zero, zero),
        (u, y),
        (u, zero),
        (torch.tensor([0.0, math.log(3)]), y),
        (u[:1], y[1:]),
        (u.to(DOUBLE) / 20, y.to(DOUBLE)),
        (torch.tensor([0.5, 2.0, 1.5]), torch.tensor([1.0, 7.0, 4.0])),
    ]


@right
def with_torchs_loss(u, y):
    return functional.poisson_nll_loss(u, y)


@right
def with_a_distribution(u, y):
    return -(torch.distributions.Poisson(u.exp()).log_prob(y) + torch.lgamma(y + 1)).mean()


@right
def row_by_row(u, y):
    rows = [math.exp(a) - k * a for a, k in zip(u.tolist(), y.tolist())]
    return sum(rows) / len(rows)


@right
def with_numpy(u, y):
    u, y = u.numpy(), y.numpy()
    return np.mean(np.exp(u)) - np.dot(y, u) / len(y)


@wrong
def rate_for_its_logarithm(u, y):
    """It looks as if u was taken for the rate λ itself. The model predicts log λ: the rate is e^u,
    which is positive whatever u is, and log λ is u."""
    return (u - y * torch.log(u)).mean()


@wrong_like(rate_for_its_logarithm)
def rate_for_its_logarithm_in_torchs_loss(u, y):
    return functional.poisson_nll_loss(u, y, log_input=False)


@wrong_like(rate_for_its_logarithm)
def rate_for_its_logarithm_row_by_row(u, y):
    return sum(a - k * math.log(a) for a, k in zip(u.tolist(), y.tolist())) / len(y)


@wrong
def sign_turned(u, y):
    """That is the mean log-likelihood itself, which grows where the model gets better. A loss is
    to get smaller: minus."""
    return (y * u - torch.exp(u)).mean()


@wrong
def logarithm_of_u(u, y):
    """e^u is the rate, right. But u is log λ already: no logarithm of u is to be taken."""
    return (torch.exp(u) - y * torch.log(u)).mean()


@wrong
def exponential_forgotten(u, y):
    """y · u is right. In front stands u where the rate belongs: λ is e^u."""
    return (u - y * u).mean()


@wrong
def rate_left_out(u, y):
    """-y · u is right, and the rate is missing: of λ^y · e^(-λ) the second factor has a logarithm
    as well. Without it, the larger u the better."""
    return (-y * u).mean()


@wrong
def y_not_multiplied(u, y):
    """In λ^y the count is an exponent, so that it multiplies the logarithm: y · u. Subtracted
    alone, y has no say in where the best u lies."""
    return (torch.exp(u) - y).mean()


@wrong
def rate_times_count(u, y):
    """It looks as if y was multiplied by the rate. y is the exponent of λ, so y · log λ, that is
    y · u."""
    return (torch.exp(u) - y * torch.exp(u)).mean()


@wrong
def sum_for_mean(u, y):
    """The number is n times too large: the mean over the rows is asked for."""
    return (torch.exp(u) - y * u).sum()


@wrong
def one_for_each_row(u, y):
    """Those are the losses of the rows. Asked for is their mean, one number."""
    return torch.exp(u) - y * u


@wrong
def with_the_factorial(u, y):
    """That is the whole -log p, with log(y!). It is right as such, and here it is left out: it is
    the same for every u."""
    return (torch.exp(u) - y * u + torch.lgamma(y + 1)).mean()


@wrong
def with_stirlings_formula(u, y):
    """It looks as if something stood in place of log(y!), as torch's `full=True` puts it there. It
    is left out here: it is the same for every u."""
    return functional.poisson_nll_loss(u, y, full=True)


@wrong
def added(u, y):
    """The signs of the two terms are alike. -log p is λ *minus* y log λ: a large rate is good
    where the count is large."""
    return (torch.exp(u) + y * u).mean()


@wrong
def squared_error_of_the_logarithm(u, y):
    """That is a squared error. Counts have the Poisson distribution here: take minus its
    logarithm."""
    return ((u - torch.log(y + 1)) ** 2).mean()


@wrong_like(squared_error_of_the_logarithm)
def squared_error_of_the_rate(u, y):
    return ((torch.exp(u) - y) ** 2).mean()


@wrong_like(squared_error_of_the_logarithm)
def half_the_squared_error_of_the_rate(u, y):
    return ((torch.exp(u) - y) ** 2).mean() / 2


def proof() -> None:
    """From the probabilities themselves; and for one row the best u is log y."""
    for u, y in [*edge_cases(), *examples(inputs())]:
        rows = zip(u.tolist(), y.tolist(), strict=True)
        probabilities = [
            math.exp(a) ** k * math.exp(-math.exp(a)) / math.factorial(int(k)) for a, k in rows
        ]
        known = [math.log(math.factorial(int(k))) for k in y.tolist()]
        expected = -sum(math.log(p) + f for p, f in zip(probabilities, known)) / len(y)
        assert math.isclose(solution(u, y).item(), expected, rel_tol=1e-5, abs_tol=1e-5)
