"""Numbers in double precision, and small programs, that several exercises are tried on."""

import math

import torch
from hypothesis import strategies as st

from preliminaries.authoring import tensors

DOUBLE = torch.float64


def numbers(shape: tuple[int, ...]):
    """Halves from -4.5 to 4.5, or beyond where there are more than nine of them.

    They are in double precision, so that derivatives can be compared closely.
    """
    return tensors(shape, DOUBLE)


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
