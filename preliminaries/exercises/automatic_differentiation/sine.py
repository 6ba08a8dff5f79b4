"""The derivative of sin at every point of x, shape (n,), float64, without
any cosine.

`torch.sin` is yours to use; torch's, NumPy's and Python's `cos` are not.
Exact to 13 digits, also when it is called again with the same x, which is
left as it is, x.grad too.
"""

import builtins
import cmath
import inspect
import math
import types
from collections.abc import Callable
from contextlib import suppress
from unittest import mock

import numpy as np
import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode

from preliminaries.authoring import examples, right, sizes, wrong
from preliminaries.exercises.automatic_differentiation._given import (
    DOUBLE,
    called_twice,
    to_rounding,
)

name = "slope_of_sine"
hints = (
    "y = sin(x) is a vector. Which single number could you differentiate, so that each entry "
    "of x.grad is the slope at that point?",
    "Each entry of y depends on one entry of x only, so the entries of y can be added up.",
    "`torch.sin(x).sum().backward()`",
)
proves = "Each y depends on its own x alone, so one backward can give all slopes."
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
        (torch.tensor([0.0, 1.0], dtype=DOUBLE),),
        (torch.tensor([0.0, 1.0, 2.0], dtype=DOUBLE),),
        (torch.tensor([-0.05, 0.02, 8.0], dtype=DOUBLE),),
    ]


_MODULES = (np, math, cmath)
_COSINES = [*(module.cos for module in _MODULES), torch.cos, torch.cos_]


def _refuse(*args: object, **kwargs: object) -> None:
    raise ValueError("a cosine was called; this exercise does without")


class watch(TorchFunctionMode):
    """Refuses a cosine that is called; backward, which takes one inside torch, is left alone."""

    def __enter__(self):
        self.others = [mock.patch.object(module, "cos", _refuse) for module in _MODULES]
        for cosine in self.others:
            cosine.start()
        return super().__enter__()

    def __exit__(self, *raised):
        for cosine in self.others:
            cosine.stop()
        return super().__exit__(*raised)

    def __torch_function__(self, function, types, args=(), kwargs=None):
        name = getattr(function, "__name__", "").split(".")[0]  # "cos.default" of torch.ops
        if name.strip("_").removeprefix("foreach_") == "cos":
            _refuse()
        return function(*args, **(kwargs or {}))


def _knows_a_cosine(function: Callable) -> bool:
    """Whether a function, or one of ours that it calls, has got a cosine under a name of its own.

    What was taken out of its module before, as by `from math import cos`, cannot be refused there.
    """
    waiting, seen = [inspect.unwrap(function)], set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, types.FunctionType) or one in seen:
            continue
        if (one.__module__ or "").startswith(("torch.", "numpy.")):
            continue
        seen.add(one)
        names = [name for code in _codes(one.__code__) for name in code.co_names]
        known = [one.__globals__.get(name, getattr(builtins, name, None)) for name in names]
        for cell in one.__closure__ or ():
            with suppress(ValueError):  # a cell that is not filled yet
                known.append(cell.cell_contents)
        known += [*(one.__defaults__ or ()), *(one.__kwdefaults__ or {}).values()]
        if any(value is cosine for value in known for cosine in _COSINES):
            return True
        waiting += known
    return False


def _codes(code: types.CodeType) -> list[types.CodeType]:
    """The code of a function, and of the functions that are written in it."""
    inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
    return [code, *(own for one in inner for own in _codes(one))]


def observe(slope_of_sine, x):
    """The slopes, twice, and whether they are exact; those of an answer that measures are not."""
    if _knows_a_cosine(slope_of_sine):
        _refuse()
    # Once more where the points are few: that is told as well, and takes half the time.
    facts = called_twice(slope_of_sine, x) if len(x) <= 2 else slope_of_sine(x)
    if facts is ...:
        return facts
    first, again = facts.values() if isinstance(facts, dict) else (facts, facts)
    (truth,) = torch.autograd.grad(torch.sin(leaf := x.detach().requires_grad_()).sum(), leaf)
    read, exact = to_rounding(first, truth, tolerance)
    return {
        "the result": read,
        "exact to 13 digits": exact,
        "called again with the same x": to_rounding(again, truth, tolerance)[0],
    }


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
def with_the_imaginary_part(x):
    return torch.sin(x + 1e-20j).imag / 1e-20


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
    """Close, but not to rounding. Was the slope measured between two points, or something
    computed in float32? Autograd differentiates `torch.sin(x)` itself, in the dtype of x."""
    h = 1e-5
    return (torch.sin(x + h) - torch.sin(x - h)) / (2 * h)


@wrong
def neighbours_on_the_grid(x):
    """It looks as if neighbouring values were subtracted, as if points lay 1 apart. The
    slope *at* a point needs no neighbour: differentiate the sine."""
    y = torch.sin(x)
    return torch.zeros_like(y) if len(x) == 1 else torch.gradient(y)[0]


@wrong
def secants_between_points_of_x(x):
    """These are slopes of secants, from point to point of x: only as good as the points are
    near. The slope *at* a point needs no neighbour."""
    y = torch.sin(x)
    return torch.zeros_like(y) if len(x) == 1 else torch.gradient(y, spacing=(x,))[0]


@wrong
def added_to_the_old_gradient(x):
    """Called once, it gives the slope; called again with the same x, twice the slope: it adds
    to what the first call has left in `x.grad`. Work on a leaf of your own:
    `x.detach().requires_grad_()`."""
    x.requires_grad_()
    torch.sin(x).sum().backward()
    return x.grad


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
