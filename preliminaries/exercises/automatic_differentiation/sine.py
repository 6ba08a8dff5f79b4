"""The derivative of sin at every point of x, shape (n,), float64, without
any cosine.

`torch.sin` is yours to use; it should be exact to rounding.
"""

import math
from unittest import mock

import numpy as np
import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode

from preliminaries.authoring import examples, reading, right, sizes, wrong
from preliminaries.exercises.automatic_differentiation._given import DOUBLE

name = "slope_of_sine"
hints = (
    "y = sin(x) is a vector. Which single number could you differentiate, so that each entry "
    "of x.grad is the slope at that point?",
    "Each entry of y depends on one entry of x only, so the entries of y can be added up.",
    "`torch.sin(x).sum().backward()`",
)
proves = "Each y depends on its own x alone, so one backward can give all slopes."
read = reading.detached
tolerance = 1e-13


def solution(x):
    x = x.detach().requires_grad_()
    torch.sin(x).sum().backward()
    return x.grad


def _numbers_in_a_row(n: int):
    """Quarters that rise, as on a grid."""
    return st.lists(st.integers(-20, 20), min_size=n, max_size=n, unique=True).map(
        lambda values: torch.tensor(sorted(values), dtype=DOUBLE) / 4
    )


def inputs():
    return sizes(2, 5).flatmap(_numbers_in_a_row).map(lambda x: (x,))


def edge_cases():
    return [
        (torch.linspace(-3, 3, 7, dtype=DOUBLE),),
        (torch.tensor([0.5], dtype=DOUBLE),),
        (torch.tensor([0.0, 1.0, 2.0], dtype=DOUBLE),),
    ]


def _refuse(*args: object, **kwargs: object) -> None:
    raise ValueError("a cosine was called; this exercise does without")


class watch(TorchFunctionMode):
    """Refuses a cosine that is called; backward, which takes one inside torch, is left alone."""

    def __enter__(self):
        self.others = [mock.patch.object(module, "cos", _refuse) for module in (np, math)]
        for cosine in self.others:
            cosine.start()
        return super().__enter__()

    def __exit__(self, *raised):
        for cosine in self.others:
            cosine.stop()
        return super().__exit__(*raised)

    def __torch_function__(self, function, types, args=(), kwargs=None):
        if getattr(function, "__name__", "") in ("cos", "cos_"):
            _refuse()
        return function(*args, **(kwargs or {}))


@right
def with_ones_for_the_gradient(x):
    x = x.clone().requires_grad_()
    y = x.sin()
    y.backward(gradient=torch.ones_like(y))
    return x.grad


@right
def with_grad_and_vmap(x):
    return torch.func.vmap(torch.func.grad(torch.sin))(x)


@right
def a_loop_with_a_new_graph_each_time(x):
    slopes = []
    for value in x:
        point = value.clone().requires_grad_()
        slopes.append(torch.autograd.grad(torch.sin(point), point)[0])
    return torch.stack(slopes)


@right
def a_shifted_sine(x):
    return torch.sin(x + math.pi / 2)


@wrong
def loop_of_backwards_on_one_graph(x):
    """The first backward freed what the graph had kept, so the second one fails. And no
    loop is needed: which one number has all these slopes in its gradient?"""
    x = x.detach().requires_grad_()
    y = torch.sin(x)
    for k in range(len(x)):
        y[k].backward()
    return x.grad


@wrong
def numerical(x):
    """Close, but with the error of a difference quotient; autograd is exact to rounding.
    Differentiate `torch.sin(x)` instead of measuring it."""
    h = 1e-5
    return (torch.sin(x + h) - torch.sin(x - h)) / (2 * h)


@wrong
def neighbours_on_the_grid(x):
    """It looks as if neighbouring points were subtracted, which gives the slope of a
    secant. The slope *at* a point needs no neighbour."""
    y = torch.sin(x)
    if len(x) == 1:
        return torch.zeros_like(y)
    return torch.from_numpy(np.gradient(y.numpy()))


@wrong
def backward_on_the_vector(x):
    """`backward` needs one number, and sin(x) is a vector. Each of its entries depends on
    one entry of x only: what could be done with them?"""
    x = x.detach().requires_grad_()
    torch.sin(x).backward()
    return x.grad


@wrong
def mean_for_sum(x):
    """Every slope is too small by the same factor: it looks as if the mean was
    differentiated, where each entry counts 1/n."""
    x = x.detach().requires_grad_()
    torch.sin(x).mean().backward()
    return x.grad


@wrong
def used_the_cosine(x):
    """Right by the formula, but here you are to find it without knowing the formula, as
    you would for a function whose derivative is in no table."""
    return torch.cos(x)


def proof() -> None:
    """The slope of the sine is known from school."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        expected = torch.tensor([math.cos(value) for value in x.tolist()], dtype=DOUBLE)
        torch.testing.assert_close(solution(x), expected, atol=1e-14, rtol=1e-13)
