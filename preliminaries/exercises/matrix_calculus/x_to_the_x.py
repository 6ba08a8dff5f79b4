"""The slope of xˣ at every entry of x, each of them at least 1e-6. Result:
the shape of x.

x_to_the_x(tensor([1.0])) is [1.0].
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import examples, right, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "x stands in two places. Which rule would you use if it stood only in one of them?",
    "Write xˣ as e to the power of something; then use the chain rule.",
    "xˣ = exp(x log x), and the slope of x log x is log x + 1",
)
proves = "The chain rule sees every place where x stands."
watch = watching.quietly


def solution(x):
    return x**x * (torch.log(x) + 1)


def inputs():
    positive = st.integers(1, 12).map(lambda k: k / 4)
    return st.lists(positive, min_size=1, max_size=4).map(lambda x: (torch.tensor(x),))


def edge_cases():
    points = (
        [1.0],
        [1.0, 2.0],
        2.0,
        [0.01, 0.05],
        [[1.0, 2.0], [3.0, 0.5]],
        [0.1],
        [6.0, 0.2],
        [1e-6],
    )
    return [(torch.tensor(x),) for x in points]


@right
def both_rules_added(x):
    return x * x ** (x - 1) + x**x * torch.log(x)


@right
def from_autograd(x):
    return grad(lambda t: (t**t).sum())(x)


@right
def with_numpy(x):
    a = x.numpy()
    return np.power(a, a) * (np.log(a) + 1)


@wrong
def x_to_the_x_itself(x):
    """That is xˣ itself: the rule for xⁿ gives it (x · xˣ⁻¹), and so does a slope like that
    of eˣ. The one holds the exponent still, the other the base; here both move."""
    return x * x ** (x - 1)


@wrong
def exponential_rule(x):
    """xˣ log x is what the rule for aˣ gives. It needs a base that does not change with x;
    here the base moves too."""
    return x**x * torch.log(x)


@wrong
def slope_of_the_logarithm(x):
    """That is the slope of log(xˣ). By what does it have to be multiplied to give the
    slope of xˣ itself?"""
    return torch.log(x) + 1


@wrong
def another_logarithm(x):
    """The sum has the right form, with the logarithm to base 10 in it. xˣ is e to the power
    of x log x with the logarithm to base e, `torch.log`."""
    return x**x * (torch.log10(x) + 1)


@wrong
def slope_of_the_exponent_for_the_logarithm(x):
    """xˣ (1/x + 1) has the slope of log x where log x itself belongs. What is the slope of
    x log x, by the product rule?"""
    return x**x * (1 / x + 1)


def proof() -> None:
    """Measured."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        x = x.double()
        found = measured(lambda t: (t**t).sum(), x, h=1e-3 * min(1e-3, x.min().item()))
        torch.testing.assert_close(solution(x), found, rtol=1e-6, atol=1e-6)
