"""The slope of f at x as the central difference, with an error below 1e-6.

f takes and returns a float64 number; x is a float64 tensor of shape (),
from -6 to 6. f is smooth up to 0.25 away, and up to 0.01 away f and its
first three derivatives are below 200 in size. Choose h yourself: x² at 3
gives about 6.0. The error is divided by the slope where |slope| > 1.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import (
    Told,
    Unreadable,
    examples,
    reading,
    right,
    said,
    told,
    told_as,
    watching,
    wrong,
)
from preliminaries.exercises.matrix_calculus._given import called

hints = (
    "Which two values of f lie evenly around x?",
    "The rise from x - h to x + h, divided by the run between them. Too large an h misses the "
    "curve, too small an h leaves no digits: the V in the figure says where to look.",
    "`(f(x + h) - f(x - h)) / (2 * h)` with an h between 1e-7 and 1e-4",
)
proves = "You can ask any function for its slope, and you know which h to ask with."
watch = watching.quietly


def solution(f, x):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


def _smooth(name: str, f: Callable, slope: Callable) -> Callable:
    """A function that takes Python's and NumPy's numbers too, and knows its slope."""
    smooth: Any = called(name, lambda x: f(torch.as_tensor(x, dtype=torch.float64)))
    smooth.slope = slope
    return smooth


_SMOOTH = (
    _smooth("x**2", lambda x: x**2, lambda x: 2 * x),
    _smooth("x**3 - 1/x", lambda x: x**3 - 1 / x, lambda x: 3 * x**2 + 1 / x**2),
    _smooth("exp(x)", torch.exp, torch.exp),
    _smooth("sin(x)", torch.sin, torch.cos),
    _smooth("log(x)", torch.log, lambda x: 1 / x),
    _smooth("x * exp(-x)", lambda x: x * torch.exp(-x), lambda x: (1 - x) * torch.exp(-x)),
    _smooth("1 / (1 + x**2)", lambda x: 1 / (1 + x**2), lambda x: -2 * x / (1 + x**2) ** 2),
    _smooth("sqrt(x)", torch.sqrt, lambda x: 0.5 / torch.sqrt(x)),
)


def inputs():
    points = st.integers(2, 12).map(lambda k: torch.tensor(k / 4, dtype=torch.float64))
    return st.tuples(st.sampled_from(_SMOOTH), points)


def edge_cases():
    square, curve, *_ = _SMOOTH
    exponential, sine = _SMOOTH[2:4]
    points = [(square, 3.0), (curve, 0.5), (sine, 6.0), (sine, -2.0), (sine, 0.0625)]
    points += [(exponential, 0.0)]
    return [(f, torch.tensor(x, dtype=torch.float64)) for f, x in points]


def _kind(slope: float, true: float, asked: list[tuple[float, float]], single: bool) -> Told:
    """Which slope that is, told from the values of f that were asked for, at steps from x."""
    scale = max(1.0, abs(true))
    right = abs(slope - true) < 1e-6 * scale
    moved = {step: value for step, value in asked if abs(step) > 2e-16}  # not rounding alone
    if not moved:
        if len(asked) > 1 and (not right or slope == 0):
            return told("h is 0, or as good as 0")
        return told("found without a value beside x" if right else "another number")
    low, high = min(moved), max(moved)
    if low > 0 or high < 0:
        return told("from one side of x alone")
    if right:
        return told("error below 1e-6")
    if single:
        return told("error above 1e-6, from numbers of 7 digits")
    rise, way = moved[high] - moved[low], high - low
    rounding = 1e-9 + 1e-14 / way  # of x + h and x - h, within their distance

    def is_close(other: float) -> bool:
        return abs(slope - other) <= rounding * abs(other)

    if is_close(rise / way):
        if abs(high + low) > 0.01 * way and way > 1e-12:
            return told("error above 1e-6, with x not in the middle")
        if way > 1e-6:
            return told("error above 1e-6, with a large h")
        return told("error above 1e-6, with a tiny h")
    kinds = {
        told("twice the slope"): 2 * rise / way,
        told("half the slope"): rise / way / 2,
        told("the slope with its sign turned"): -rise / way,
        told("a rise, not divided by the run"): rise,
        told("half a rise, times h"): rise / 2 * way / 2,
    }
    for kind, one in kinds.items():
        if is_close(one):
            return kind
    in_single = np.float32(moved[high]) - np.float32(moved[low])
    if abs(slope - in_single / way) <= 1e-5 * abs(slope):
        return told("error above 1e-6, from numbers of 7 digits")
    return told("another number")


def observe(central_difference, f, x):
    """What kind of slope was found, judged by where f was asked as well."""
    at = x.item()
    asked = []
    single = False

    def watched(point):
        nonlocal single
        single = single or getattr(point, "dtype", None) in (torch.float32, np.float32)
        value = f(point)
        try:
            points = torch.as_tensor(point, dtype=torch.float64).detach().flatten().tolist()
            values = value.detach().flatten().tolist()
            asked.extend((p - at, v) for p, v in zip(points, values))
        except RuntimeError:  # a tensor under torch.func has no number to show
            asked.append((0.0, math.nan))
        return value

    true = f.slope(x).item()
    answer = central_difference(watched, x)
    if answer is None:
        raise Unreadable(said("It returned None. Is there a `return` that it reaches?"))
    found = reading.number(answer)
    kind = _kind(found, true, asked, single)
    return {"slope": told_as(kind, "{number} ({kind})", number=f"{found:.8g}", kind=kind)}


@right
def with_another_step(f, x):
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4


@right
def mean_of_both_sides(f, x):
    h = 1e-6
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


@right
def in_python_floats(f, x):
    x, h = float(x), 3e-6
    return float(f(x + h) - f(x - h)) / (2 * h)


@right
def of_fourth_order(f, x):
    h = 1e-3
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)


@wrong
def one_sided(f, x):
    """f was asked on one side of x alone. The central difference goes from x - h to x + h,
    evenly around x, and the bends of the two sides cancel."""
    h = 1e-6
    return (f(x + h) - f(x)) / h


@wrong
def two_h_forgotten(f, x):
    """That is twice the slope. From x - h to x + h, how far is it?"""
    h = 1e-5
    return (f(x + h) - f(x - h)) / h


@wrong
def not_divided(f, x):
    """That is the rise, which is tiny because the run is. A slope is the rise divided by
    the run."""
    h = 1e-5
    return f(x + h) - f(x - h)


@wrong
def multiplied_by_h(f, x):
    """That is half the rise, *times* h: without parentheses, `/ 2 * h` divides by 2 and then
    multiplies by h. By what is to be divided?"""
    h = 1e-5
    return (f(x + h) - f(x - h)) / 2 * h


@wrong
def sign_turned(f, x):
    """That is the slope with its sign turned. From x - h to x + h: which value of f is
    subtracted from which?"""
    h = 1e-5
    return (f(x - h) - f(x + h)) / (2 * h)


@wrong
def x_not_in_the_middle(f, x):
    """That is the slope between two points, and x is not in the middle of them. Only evenly
    around x do the bends of the two sides cancel."""
    h = 1e-4
    return (f(x + h) - f(x - 2 * h)) / (3 * h)


@wrong
def h_below_the_last_digit(f, x):
    """With such an h, x + h *is* x, or the float64 next to it: there are 16 digits and no
    more, so the two values of f tell nothing. Take a larger h."""
    h = 1e-16
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong
def h_too_small(f, x):
    """The two values agree in almost all of their 16 digits, so that their difference has
    few left. Take a larger h."""
    h = 1e-14
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong
def h_too_large(f, x):
    """The formula is right, and h is so large that the curve bends away between the two
    points. Take a smaller h."""
    h = 0.1
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong
def in_single_precision(f, x):
    """Somewhere on the way the numbers are float32, which holds 7 digits, and the two values
    of f share most of them. Stay in float64, the dtype of x."""
    x, h = x.float(), 1e-5
    return (f(x + h).float() - f(x - h).float()) / (2 * h)


@wrong
def asked_autograd(f, x):
    """The slope is right, and found without a value of f beside x. Here, find it without
    looking inside f: from values of f on both sides of x."""
    return grad(f)(x)


def proof() -> None:
    """Autograd knows every slope, and so does each function that is measured; none bends more
    than is said."""
    for f, x in [*edge_cases(), *examples(inputs())]:
        for near in (x - 0.01, x + 0.01):
            bent = f
            for _ in range(4):
                assert abs(bent(near)) < 200
                bent = grad(bent)
        true = grad(f)(x)
        torch.testing.assert_close(f.slope(x), true, rtol=1e-12, atol=0)
        torch.testing.assert_close(solution(f, x), true, rtol=0, atol=1e-6)
