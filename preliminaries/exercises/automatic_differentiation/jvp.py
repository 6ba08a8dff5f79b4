"""The value of a program and its derivative, by forward accumulation with
dual numbers.

The list `steps` says what to compute. Value 0 is x, with derivative dx;
each step makes the next value from earlier ones: ("add", i, j), ("mul", i,
j), ("sin", i) or ("exp", i), where i and j are numbers of values; `steps`
may be empty, and stays as it is. Returns the last value and its
derivative, which is exact to 12 digits.

jvp([("mul", 0, 0)], 3.0, 1.0) is (9.0, 6.0).
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Told,
    describing,
    examples,
    reading,
    right,
    told,
    told_as,
    watching,
    wrong,
    wrong_like,
)
from preliminaries.exercises.automatic_differentiation._given import (
    DOUBLE,
    YES,
    forward,
    programs,
    run_by_torch,
    to_rounding,
)
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "If you know two values and their derivatives, what is the derivative of their product?",
    "Keep two lists, values and derivatives, and let each step append to both.",
    "For a product: `values[i] * values[j]` and "
    "`derivatives[i] * values[j] + values[i] * derivatives[j]`.",
)
proves = (
    "Value and derivative, exact to rounding, in one pass: each pair is needed until its last use."
)
watch = watching.quietly
tolerance = 1e-6


def solution(steps, x, dx):
    values, derivatives = [x], [dx]
    for name, i, *others in steps:
        u, du = values[i], derivatives[i]
        if name in ("add", "mul"):
            v, dv = values[others[0]], derivatives[others[0]]
        if name == "add":
            value, derivative = u + v, du + dv
        elif name == "mul":
            value, derivative = u * v, du * v + u * dv
        elif name == "sin":
            value, derivative = math.sin(u), math.cos(u) * du
        else:
            value, derivative = math.exp(u), math.exp(u) * du
        values.append(value)
        derivatives.append(derivative)
    return values[-1], derivatives[-1]


def inputs():
    quarters = st.integers(-6, 6).map(lambda k: k / 4)
    return st.tuples(programs(4), quarters, quarters)


# At x = 0.7 whoever measures, or computes in float32, is off in one of 12 digits, with any step;
# for other programs that depends on luck.
_EXACT = [("exp", 0), ("mul", 1, 1), ("sin", 2), ("mul", 0, 3), ("exp", 4)]


def edge_cases():
    return [
        ([("mul", 0, 0)], 3.0, 1.0),
        ([("mul", 0, 0)], 3.0, 2.0),
        ([("sin", 0)], 1.5, 0.5),
        ([("exp", 0)], 0.5, 1.0),
        ([("add", 0, 0)], 3.0, 1.0),
        ([("add", 0, 0)], 8.0, -7.0),
        ([("mul", 0, 0)], 0.04, 0.09),
        (_EXACT, 0.7, 1.0),
        ([("mul", 0, 0), ("sin", 1), ("exp", 2), ("mul", 0, 3)], 0.5, 1.0),
        ([], 2.0, 0.5),
    ]


def _not(result: object) -> Told:
    return told_as("no", "no, it is {result}", result=describing.entries(result))


def observe(jvp, steps, x, dx):
    """Whether there are two numbers, whatever holds them, which they are, and how exact."""
    truth = torch.tensor(solution(steps, x, dx)[1], dtype=DOUBLE)
    asked = steps == _EXACT  # before the answer has had its hands on them
    result = jvp(steps, x, dx)
    if isinstance(result, (torch.Tensor, np.ndarray)) and result.shape == (2,):
        result = tuple(result)
    if result is ...:
        return result
    pair = isinstance(result, (tuple, list)) and len(result) == 2
    value, derivative = map(reading.one_number, result if pair else (result, told("nothing")))
    read, exact = to_rounding(derivative, truth, 1e-12)
    facts = {
        "two numbers are returned": YES if pair else _not(result),
        "value": value,
        "derivative": reading.one_number(read),
    }
    return facts | ({"derivative exact to 12 digits": exact} if asked else {})


@right
def with_dual_tensors_of_torch(steps, x, dx):
    with torch.autograd.forward_ad.dual_level():
        x, dx = torch.tensor(x, dtype=DOUBLE), torch.tensor(dx, dtype=DOUBLE)
        result = run_by_torch(steps, torch.autograd.forward_ad.make_dual(x, dx))
        value, derivative = torch.autograd.forward_ad.unpack_dual(result)
        return value, derivative


@right
def with_pairs(steps, x, dx):
    pairs = [(x, dx)]
    for step in steps:
        (u, du), *rest = (pairs[k] for k in step[1:])
        v, dv = rest[0] if rest else (None, None)
        if step[0] == "add":
            pairs.append((u + v, du + dv))
        elif step[0] == "mul":
            pairs.append((u * v, u * dv + v * du))
        elif step[0] == "sin":
            pairs.append((np.sin(u), np.cos(u) * du))
        else:
            pairs.append((np.exp(u), np.exp(u) * du))
    return pairs[-1]


@wrong
def product_rule_with_one_term(steps, x, dx):
    """It looks as if the product rule had one term. When both factors move, the product
    changes for two reasons, and the two changes add."""
    return forward(steps, x, dx, mul=lambda u, v, du, dv: du * v)


@wrong_like(product_rule_with_one_term)
def product_rule_with_the_other_term(steps, x, dx):
    return forward(steps, x, dx, mul=lambda u, v, du, dv: u * dv)


@wrong
def product_with_itself_counted_once(steps, x, dx):
    """A product of two different values is right; that of a value with itself is half of what
    it should be. It stands there twice, and both factors move."""
    mul = lambda u, v, du, dv: du * v if u is v else du * v + u * dv  # noqa: E731
    return forward(steps, x, dx, mul=mul)


@wrong
def product_of_the_derivatives(steps, x, dx):
    """It looks as if the derivative of a product were the product of the derivatives. Try
    it on x times x: is the slope of x² equal to 1 everywhere?"""
    return forward(steps, x, dx, mul=lambda u, v, du, dv: du * dv)


@wrong
def chain_rule_without_the_inner_derivative(steps, x, dx):
    """`cos(u)` is the slope of the sine at u, and `exp(u)` that of the exponential. How fast
    does u itself move? The chain rule multiplies by that."""
    return forward(steps, x, dx, sin=lambda u, du: math.cos(u), exp=lambda u, du: math.exp(u))


@wrong
def sine_without_the_inner_derivative(steps, x, dx):
    """The exponential is right. In the sine `cos(u)` is its slope at u; how fast does u itself
    move? Multiply by that here, too."""
    return forward(steps, x, dx, sin=lambda u, du: math.cos(u))


@wrong
def exponential_without_the_inner_derivative(steps, x, dx):
    """The sine is right. In the exponential eᵘ is its slope at u; how fast does u itself move?
    Multiply by that here, too."""
    return forward(steps, x, dx, exp=lambda u, du: math.exp(u))


@wrong
def direction_taken_to_be_one(steps, x, dx):
    """It looks as if the derivative of x were always 1. It is dx: forward mode carries
    whatever change you start it with."""
    return forward(steps, x, 1.0)


@wrong
def derivative_first(steps, x, dx):
    """The two numbers are there, in the other order: the value comes first, then its
    derivative."""
    return tuple(reversed(forward(steps, x, dx)))


@wrong
def cosine_with_the_wrong_sign(steps, x, dx):
    """One sign is the wrong way round: where the sine rises from 0, is its slope positive or
    negative?"""
    return forward(steps, x, dx, sin=lambda u, du: -math.cos(u) * du)


@wrong
def cosine_of_the_new_value(steps, x, dx):
    """It looks as if the cosine was taken of the sine that has just been computed. The slope of
    the sine is that at u, the value that went into it."""
    return forward(steps, x, dx, sin=lambda u, du: math.cos(math.sin(u)) * du)


@wrong
def started_from_the_value(steps, x, dx):
    """It looks as if the derivative of value 0 were x itself. That is its value; its derivative
    is dx."""
    return forward(steps, x, x)


@wrong
def exponent_brought_down(steps, x, dx):
    """It looks as if eᵘ were differentiated like a power of u. What is the slope of the
    exponential?"""
    return forward(steps, x, dx, exp=lambda u, du: u * math.exp(u) * du)


@wrong
def last_value_with_the_first_derivative(steps, x, dx):
    """The value is right; the derivative is still that of x. Each step makes a new
    derivative as well."""
    return forward(steps, x, dx)[0], dx


@wrong
def measured_beside_x(steps, x, dx):
    """The derivative is close, but not to 12 digits. Was it measured between two points? No
    step h gives so many. Or computed in float32? That has seven. Carry the derivative along, in
    Python's own floats or in float64."""
    h = 1e-6
    value, above = (forward(steps, t, 1.0)[0] for t in (x, x + h))
    return value, (above - value) / h * dx


@wrong
def left_the_derivative_out(steps, x, dx):
    """That is the value alone. The function returns two numbers: the value, and the
    derivative that was carried along with it."""
    return forward(steps, x, dx)[0]


@wrong
def left_the_value_out(steps, x, dx):
    """That is the derivative alone. The function returns two numbers: the value comes first,
    then its derivative."""
    return forward(steps, x, dx)[1]


def proof() -> None:
    """Torch runs each program, and the slope of its value is measured."""
    for steps, x, dx in [*edge_cases(), *examples(inputs())]:
        value, derivative = solution(steps, x, dx)
        point = torch.tensor(x, dtype=DOUBLE)
        slope = measured(lambda x, steps=steps: run_by_torch(steps, x), point).item()
        assert math.isclose(value, run_by_torch(steps, point), rel_tol=1e-9)
        assert math.isclose(derivative, slope * dx, rel_tol=1e-5, abs_tol=1e-6)
