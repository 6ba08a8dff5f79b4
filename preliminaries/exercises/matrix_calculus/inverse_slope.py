"""The slope of the inverse function at y, to two decimals.

x**3 + x takes the value 2 at x = 1; exp takes the value 3 at x = log(3).
"""

import math
from fractions import Fraction

import numpy as np
import torch
from torch.func import grad

from preliminaries.authoring import reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Where does the inverse of x³ + x arrive when it starts from 2?",
    "Mirror the graph in the diagonal: a slope s becomes 1/s. The slope of f is read at the x "
    "that belongs to y.",
    "f′(x) = 3x² + 1 at x = 1 is 4; exp′ is exp, and exp(log(3)) is 3.",
)
proves = "The inverse has the slope 1 / f′(x), where x is the point that f takes to y."


read = reading.each(reading.two_decimals)

solution = {
    "inverse of x**3 + x, at y = 2": 1 / 4,
    "inverse of exp, at y = 3": 1 / 3,
}


@right
def as_tensors():
    return {
        "inverse of x**3 + x, at y = 2": torch.tensor(0.25),
        "inverse of exp, at y = 3": grad(torch.log)(torch.tensor(3.0)),
    }


@right
def rounded():
    return {
        "inverse of x**3 + x, at y = 2": np.float64(0.25),
        "inverse of exp, at y = 3": 0.33,
    }


@right
def held_in_lists():
    return {
        "inverse of x**3 + x, at y = 2": Fraction(1, 4),
        "inverse of exp, at y = 3": [torch.tensor([1 / 3])],
    }


@wrong
def slope_read_at_y():
    """Those are 1 / f′(y), the slope of f read at y. On the x-axis of f there is x: which x
    does f take to y?"""
    return {
        "inverse of x**3 + x, at y = 2": 1 / 13,
        "inverse of exp, at y = 3": math.exp(-3),
    }


@wrong
def slope_of_f_itself():
    """Those are the slopes of f. Its inverse undoes it: where f is steep, the inverse is
    flat."""
    return {"inverse of x**3 + x, at y = 2": 4, "inverse of exp, at y = 3": 3}


@wrong
def perpendicular():
    """The minus belongs to a perpendicular line. A mirror image in the diagonal rises
    where the curve rises."""
    return {"inverse of x**3 + x, at y = 2": -1 / 4, "inverse of exp, at y = 3": -1 / 3}


@wrong
def one_over_y():
    """0.5 is 1/y. For exp the slope of the inverse is 1/y, since there f′(x) is f(x). What
    is f′(x) for x³ + x, at the x that belongs to 2?"""
    return {"inverse of x**3 + x, at y = 2": 0.5}


@wrong
def x_cubed_alone():
    """1/3 is 1 / (3x²) at x = 1. What does the summand x add to the slope of x³ + x?"""
    return {"inverse of x**3 + x, at y = 2": 1 / 3}


def proof() -> None:
    """The inverse is found by bisection, and its slope measured."""

    def inverse(f):
        def solve(y):
            low, high = torch.tensor([-5.0, 5.0], dtype=torch.float64)
            for _ in range(80):
                middle = (low + high) / 2
                low, high = (middle, high) if f(middle) < y else (low, middle)
            return (low + high) / 2

        return solve

    for f, y, slope in zip((lambda x: x**3 + x, torch.exp), (2.0, 3.0), solution.values()):
        found = measured(inverse(f), torch.tensor(y, dtype=torch.float64))
        assert math.isclose(found, slope, rel_tol=1e-4)
