"""The slope of f at x as the central difference, with an error below 1e-6.

f takes and returns a float64 number; x is a float64 tensor of shape ().
Choose h yourself: for x² at 3 the result is close to 6.0.
"""

from collections.abc import Callable
from typing import Any

import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.matrix_calculus._given import called

hints = (
    "Which two values of f lie evenly around x?",
    "The rise from x - h to x + h, divided by the way between them. Too large an h misses the "
    "curve, too small an h leaves no digits: the V in the figure says where to look.",
    "`(f(x + h) - f(x - h)) / (2 * h)` with an h between 1e-7 and 1e-4",
)
proves = "You can ask any function for its slope, and you know which h to ask with."


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
    return [(_SMOOTH[0], torch.tensor(3.0, dtype=torch.float64))]


def _quality(slope: float, true: float, steps: list[float]) -> str:
    """What an estimate of a slope is, in words, and which mistake it shows."""
    scale = max(1.0, abs(true))
    error = abs(slope - true) / scale
    taken = [abs(step) for step in steps if abs(step) > 2e-16]  # not rounding alone
    if not taken:
        return "found without a value beside x" if error < 1e-6 else "x + h is x"
    h = max(taken)
    if min(steps) >= 0 or max(steps) <= 0:
        return "from one side of x alone"
    if error < 1e-6:
        return "error below 1e-6"
    if abs(slope - 2 * true) / scale < 1e-6:
        return "twice the slope"
    if abs(slope - 2 * h * true) < 0.01 * h * abs(true):
        return "a rise, not divided by the way"
    if error < 0.5 and h > 3e-4:
        return "error above 1e-6, with a large h"
    if error < 0.5 and h < 1e-8:
        return "error above 1e-6, with a tiny h"
    if error < 0.5 or len(taken) < len(steps):
        return "error above 1e-6, from too few digits"
    return "another number"


def observe(central_difference, f, x):
    """The quality of the slope, judged by where f was asked as well."""
    steps = []

    def watched(point):
        try:
            steps.extend((torch.as_tensor(point).detach().double() - x).flatten().tolist())
        except RuntimeError:  # a tensor under torch.func has no number to show
            steps.append(0.0)
        return f(point)

    answer = central_difference(watched, x)
    try:
        slope = float(answer)
    except (TypeError, ValueError, RuntimeError):
        return answer
    return {"slope": _quality(slope, f.slope(x).item(), steps)}


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
    """It looks as if the rise was taken from x to one side. Its error falls only like h;
    taken evenly around x, from x - h to x + h, it falls like h²."""
    h = 1e-6
    return (f(x + h) - f(x)) / h


@wrong
def two_h_forgotten(f, x):
    """That is twice the slope. From x - h to x + h, how far is it?"""
    h = 1e-5
    return (f(x + h) - f(x - h)) / h


@wrong
def not_divided(f, x):
    """That is the rise, which is tiny because the way is. A slope is the rise divided by
    the way."""
    h = 1e-5
    return f(x + h) - f(x - h)


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
    """The formula is right, but a float32 holds 7 digits, and x + h and x - h share almost
    all of them. Stay in float64, the dtype of x."""
    x, h = x.float(), 1e-5
    return (f(x + h).float() - f(x - h).float()) / (2 * h)


@wrong
def asked_autograd(f, x):
    """That is torch's own derivative, and right. Here, find it without looking inside f:
    from values of f on both sides of x."""
    return grad(f)(x)


def proof() -> None:
    """Autograd knows every slope, and so does each function that is measured."""
    for f, x in [*edge_cases(), *examples(inputs())]:
        true = grad(f)(x)
        torch.testing.assert_close(f.slope(x), true, rtol=1e-12, atol=0)
        torch.testing.assert_close(solution(f, x), true, rtol=0, atol=1e-6)
