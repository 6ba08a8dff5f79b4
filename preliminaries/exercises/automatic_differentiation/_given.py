"""Numbers in double precision, and small programs, that several exercises are tried on."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import Told, describing, tensors, told, told_as

DOUBLE = torch.float64


def numbers(shape: tuple[int, ...]):
    """Halves from -4.5 to 4.5, or beyond where there are more than nine of them.

    They are in double precision, so that derivatives can be compared closely.
    """
    return tensors(shape, DOUBLE)


def called_twice(answer: Callable, x: torch.Tensor, *others: object) -> object:
    """What an answer gives for x, and what it gives when it is called with the same x again.

    A gradient that the first call left in `x.grad` is added to by the second.
    """
    first = answer(x, *others)
    if first is ...:
        return first
    first = _kept(first)
    try:
        again = _kept(answer(x, *others))
    except Exception as error:  # of the first call there is more to say
        again = type(error).__name__
    return {told("the result"): first, told("called again with the same x"): again}


def _kept(result: Any) -> object:
    """A tensor as it is now, whatever is done with it later."""
    return result.detach().clone() if isinstance(result, torch.Tensor) else result


YES, NO = told("yes"), told("no")


def to_rounding(result: Any, truth: torch.Tensor, tolerance: float) -> tuple[object, Told]:
    """A result and whether it is exact; one that is off in its last digits only is the truth.

    So all who measured a slope have the same facts, whatever their step.
    """
    read = result
    if isinstance(result, (np.generic, np.ndarray)) and result.dtype.kind == "f":
        read = torch.as_tensor(np.asarray(result))
    elif isinstance(result, (int, float)) and not isinstance(result, bool):
        read = torch.tensor(float(result), dtype=DOUBLE)
    if isinstance(result, (tuple, list)):
        kind, count = type(result).__name__, len(result)
        return result, told_as("no", "no, it is a {kind} of {count}", kind=kind, count=count)
    if not isinstance(read, torch.Tensor) or read.shape != truth.shape:
        return result, NO
    if not read.is_floating_point():
        return result, NO
    wide = read.detach().to(DOUBLE)
    near = torch.allclose(wide, truth, rtol=1e-3, atol=1e-3)
    if read.dtype != DOUBLE:
        exact = told_as("no", "no, it is {dtype}", dtype=describing.dtype(read))
        return truth if near else result, exact
    if torch.allclose(wide, truth, rtol=tolerance, atol=tolerance / 10):
        return result, YES
    off = (wide - truth).abs().max().item()
    return truth if near else result, told_as("no", "no, it is off by {off}", off=f"{off:.1e}")


def forward(steps, x, dx, **rules):
    """The last value of a program and its derivative, by these rules in place of the right ones."""
    rules = {
        "add": lambda u, v, du, dv: du + dv,
        "mul": lambda u, v, du, dv: du * v + u * dv,
        "sin": lambda u, du: math.cos(u) * du,
        "exp": lambda u, du: math.exp(u) * du,
    } | rules
    operators = {
        "add": lambda u, v: u + v,
        "mul": lambda u, v: u * v,
        "sin": math.sin,
        "exp": math.exp,
    }
    values, derivatives = [x], [dx]
    for name, *places in steps:
        own = [values[k] for k in places]
        derivatives.append(rules[name](*own, *(derivatives[k] for k in places)))
        values.append(operators[name](*own))
    return values[-1], derivatives[-1]


def run_by_torch(steps, x: torch.Tensor) -> torch.Tensor:
    """The last value of a program."""
    values = [x]
    for name, *places in steps:
        values.append(getattr(torch, name)(*(values[k] for k in places)))
    return values[-1]


def stays_small(steps) -> bool:
    """Whether a program's derivative is a number that one would want to read."""
    try:
        return abs(forward(steps, 1.5, 1.5)[1]) < 1e4
    except OverflowError:
        return False


def programs(longest: int):
    """Programs of 1 to `longest` steps, as `jvp` describes them."""

    def step(k):
        place = st.integers(max(0, k - 1), k)
        two = st.tuples(st.sampled_from(["add", "mul"]), place, st.integers(0, k))
        one = st.tuples(st.sampled_from(["sin", "exp"]), place)
        return st.one_of(two, one)

    return st.integers(1, longest).flatmap(
        lambda n: st.tuples(*(step(k) for k in range(n))).map(list).filter(stays_small)
    )
