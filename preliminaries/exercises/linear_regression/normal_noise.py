"""Minus the logarithm of the probability density of all labels, as one
number: -log p(y | y_hat, sigma), summed over the n rows.

Each y is y_hat plus normal noise of mean 0 and standard deviation sigma,
the noise of each row by itself. y_hat and y are (n,), sigma is a number
above 0. For y_hat = y = [0., 0.] and sigma = 1. it is log(2π) = 1.8379.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "The density of one row is a constant times an exponential. What is the logarithm of each "
    "factor?",
    "For one row: (y - ŷ)² / (2σ²) + ½ log(2πσ²). The density of all rows is a product, so the "
    "logarithms add up.",
    "`((y - y_hat)**2).sum() / (2 * sigma**2) + len(y) / 2 * math.log(2 * math.pi * sigma**2)`",
)
proves = "Minus log-likelihood of normal noise: half the squared errors, and a constant beside."


def solution(y_hat, y, sigma):
    squares = ((y - y_hat) ** 2).sum() / (2 * sigma**2)
    return squares + len(y) / 2 * math.log(2 * math.pi * sigma**2)


def inputs():
    pairs = sizes(2, 5).flatmap(lambda n: floats((n,), (n,)))
    return st.tuples(pairs, st.sampled_from([0.5, 2.0, 3.0])).map(lambda t: (*t[0], t[1]))


def edge_cases():
    zero, y = torch.zeros(2), torch.tensor([1.0, 3.0])
    return [
        (zero, zero, 1.0),
        (zero, zero, 2.0),
        (zero, y, 1.0),
        (y, zero, 0.5),
        (zero[:1], y[:1], 3.0),
        (zero, y / 100, 0.1),
        (zero.to(DOUBLE), y.to(DOUBLE), 10.0),
    ]


@right
def with_a_distribution(y_hat, y, sigma):
    return -torch.distributions.Normal(y_hat, sigma).log_prob(y).sum()


@right
def with_torchs_loss(y_hat, y, sigma):
    variance = torch.full_like(y, sigma**2)
    return functional.gaussian_nll_loss(y_hat, y, variance, full=True, reduction="sum")


@right
def row_by_row(y_hat, y, sigma):
    total = 0.0
    for a, b in zip(y_hat.tolist(), y.tolist()):
        total += 0.5 * ((b - a) / sigma) ** 2 + math.log(sigma) + 0.5 * math.log(2 * math.pi)
    return total


@right
def logarithms_of_densities(y_hat, y, sigma):
    r = y.numpy() - y_hat.numpy()
    exponent = -(r**2) / (2 * sigma**2)
    return -np.sum(exponent - np.log(np.sqrt(2 * np.pi * sigma**2)))


def _with(y_hat, y, sigma, squares, constant):
    """So many squared errors, and a constant for each row."""
    return squares * ((y - y_hat) ** 2).sum() + len(y) * constant


def _constant(sigma):
    return math.log(2 * math.pi * sigma**2) / 2


@wrong
def sigma_for_sigma_squared(y_hat, y, sigma):
    """With sigma = 1 it is right. It looks as if σ stood where σ² belongs: the variance is the
    *square* of the standard deviation."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma), math.log(2 * math.pi * sigma) / 2)


@wrong
def sigma_under_the_squares(y_hat, y, sigma):
    """The constant is right. The squared errors were divided by 2σ: the variance, σ², belongs
    there."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma), _constant(sigma))


@wrong
def sigma_in_the_constant(y_hat, y, sigma):
    """The squared errors are right. In the constant σ stands where σ² belongs: ½ log(2πσ²) is
    ½ log(2π) + log σ."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), math.log(2 * math.pi * sigma) / 2)


@wrong
def squared_once_more(y_hat, y, sigma):
    """With sigma = 1 it is right. It looks as if σ² was taken for the standard deviation, and
    squared once more: `Normal` wants σ itself."""
    return solution(y_hat, y, sigma**2)


@wrong
def constant_forgotten(y_hat, y, sigma):
    """The squared errors are right, and that is all that training needs. But a density has a
    constant too, which makes its area 1: ½ log(2πσ²) for each row."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), 0.0)


@wrong
def constant_once(y_hat, y, sigma):
    """The constant was added once. Each row has a density of its own, so there is one for each
    row."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), _constant(sigma) / len(y))


@wrong
def two_pi_forgotten(y_hat, y, sigma):
    """It looks as if the constant had no 2π: for each row it is ½ log(2πσ²). torch's
    `gaussian_nll_loss` leaves ½ log(2π) out as well, unless it is told `full=True`."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), math.log(sigma))


@wrong
def root_of_two_pi_forgotten(y_hat, y, sigma):
    """The constant is twice what it should be: the density has the *root* of 2πσ² under it, and
    the logarithm of a root is half."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), 2 * _constant(sigma))


@wrong
def half_forgotten(y_hat, y, sigma):
    """The constant is right. The squared errors count twice: in the exponent they are divided by
    2σ²."""
    return _with(y_hat, y, sigma, 1 / sigma**2, _constant(sigma))


@wrong
def constant_subtracted(y_hat, y, sigma):
    """The squared errors are right, the constant has the wrong sign. The density is divided by
    √(2πσ²), so its logarithm has it with a minus, and *minus* the logarithm with a plus."""
    return _with(y_hat, y, sigma, 1 / (2 * sigma**2), -_constant(sigma))


@wrong
def sign_turned(y_hat, y, sigma):
    """That is the log-likelihood itself, which grows where the fit gets better. A loss is to get
    smaller: minus."""
    return -solution(y_hat, y, sigma)


@wrong
def mean_for_sum(y_hat, y, sigma):
    """That is the mean over the rows. The density of all is a product, and its logarithm a sum."""
    return solution(y_hat, y, sigma) / len(y)


@wrong
def one_for_each_row(y_hat, y, sigma):
    """Those are the terms of the rows. Asked for is their sum, one number."""
    return (y - y_hat) ** 2 / (2 * sigma**2) + _constant(sigma)


@wrong
def square_of_the_sum(y_hat, y, sigma):
    """The errors were added up before they were squared, so that they cancel. Each row has its own
    square."""
    return (y - y_hat).sum() ** 2 / (2 * sigma**2) + len(y) * _constant(sigma)


@wrong
def density_too_small_for_a_float(y_hat, y, sigma):
    """The formula is right, and a density came out as 0: e^(-r²/(2σ²)) is smaller than any float
    where an error is large, and log 0 is -inf. Take the logarithm on paper, before you compute:
    no exponential is left then."""
    p = torch.exp(-((y - y_hat) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))
    return -p.log().sum()


@wrong_like(density_too_small_for_a_float)
def product_too_small_for_a_float(y_hat, y, sigma):
    p = torch.exp(-((y - y_hat) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))
    return -p.prod().log()


@wrong
def absolute_error(y_hat, y, sigma):
    """The errors were not squared. |y - ŷ| stands in Laplace's density; the normal one falls with
    the square."""
    return (y - y_hat).abs().sum() / (2 * sigma**2) + len(y) * _constant(sigma)


def proof() -> None:
    """From Python's own normal distribution."""
    from statistics import NormalDist

    for y_hat, y, sigma in [*edge_cases(), *examples(inputs())]:
        rows = zip(y_hat.tolist(), y.tolist(), strict=True)
        near = [(a, b) for a, b in rows if abs(a - b) < 30 * sigma]
        expected = -math.fsum(math.log(NormalDist(a, sigma).pdf(b)) for a, b in near)
        if len(near) == len(y):  # beyond, the density is 0 in every float
            assert math.isclose(float(solution(y_hat, y, sigma)), expected, rel_tol=1e-4)
