"""What several exercises of this lecture are tried on, and how they are read."""

import math
import warnings
from contextlib import contextmanager

import torch
from hypothesis import strategies as st

from preliminaries.authoring import tensors

DOUBLE = torch.float64


def numbers(shape: tuple[int, ...]):
    """Quarters from -5 to 5 in double precision, so that derivatives can be compared closely."""
    return tensors(shape, DOUBLE)


@contextmanager
def quiet():
    """Without two warnings of torch's own that say nothing about an answer.

    Forward mode loads a part of torch that uses its deprecated `jit`, and
    `backward(create_graph=True)` tells of a cycle of references.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"`?torch\.jit", FutureWarning)
        warnings.filterwarnings("ignore", r"Using backward\(\) with create_graph", UserWarning)
        yield


def programs(longest: int):
    """Programs of 1 to `longest` steps, each of which uses values that are there."""

    def step(k):
        place = st.integers(max(0, k - 1), k)
        two = st.tuples(st.sampled_from(["add", "mul"]), place, st.integers(0, k))
        one = st.tuples(st.sampled_from(["sin", "exp"]), place)
        return st.one_of(two, one)

    return st.integers(1, longest).flatmap(
        lambda n: st.tuples(*(step(k) for k in range(n))).map(list).filter(stays_small)
    )


def stays_small(steps) -> bool:
    try:
        return abs(forward(steps, 1.5, 1.5)[1]) < 1e4
    except OverflowError:
        return False


def forward(steps, x, dx, **rules):
    """Forward accumulation with the given rules in place of the right ones."""
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
