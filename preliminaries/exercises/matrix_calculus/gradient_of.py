"""The gradient at (x1, x2) = (1, 0): a list, [by x1, by x2]."""

from fractions import Fraction

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "How does the first function change when only x1 moves?",
    "Hold the other variable still, as if it were a number. The slope of exp(2t) is 2 exp(2t).",
    "The first gradient is (6 x1, 5 exp(x2)); put in the point.",
)
proves = "A gradient has one entry for each variable, the slope with all others held still."


read = reading.each(reading.gradient)
tolerance = 1e-3

solution = {
    "3 * x1**2 + 5 * exp(x2)": [6, 5],
    "3 * x1**2 + 5 * exp(2 * x2)": [6, 10],
}


@right
def as_a_row():
    return {
        "3 * x1**2 + 5 * exp(x2)": [[6.0, 5.0]],
        "3 * x1**2 + 5 * exp(2 * x2)": np.array([[6, 10]]),
    }


@right
def as_tensors():
    return {
        "3 * x1**2 + 5 * exp(x2)": torch.tensor([6.0, 5.0]),
        "3 * x1**2 + 5 * exp(2 * x2)": (6, 10),
    }


@right
def entries_in_tensors():
    return {
        "3 * x1**2 + 5 * exp(x2)": [torch.tensor([6.0]), np.array([5])],
        "3 * x1**2 + 5 * exp(2 * x2)": [Fraction(6), 10.0],
    }


@wrong
def summed_the_parts():
    """11 and 16 are the sums of the two slopes. Each slope answers a question of its own
    (what if only this variable moves?), so they stay apart, in a list."""
    return {"3 * x1**2 + 5 * exp(x2)": 11, "3 * x1**2 + 5 * exp(2 * x2)": 16}


@wrong
def forgot_the_chain():
    """The slopes by x1 are right, and so is the first gradient. In the second, what is
    inside the exponential moves twice as fast as x2."""
    return {"3 * x1**2 + 5 * exp(2 * x2)": [6, 5]}


@wrong
def exponential_stands_still():
    """The slopes by x1 are right. By x2 you have 0, but exp(x2) is not 0 where x2 is, and it
    moves when x2 does: which function is its own slope?"""
    return {
        "3 * x1**2 + 5 * exp(x2)": [6, 0],
        "3 * x1**2 + 5 * exp(2 * x2)": [6, 0],
    }


@wrong
def as_a_column():
    """The numbers are right. They stand in a column, which is denominator layout; this
    lecture writes the derivative of one number as a row (or as a plain list)."""
    return {
        "3 * x1**2 + 5 * exp(x2)": [[6], [5]],
        "3 * x1**2 + 5 * exp(2 * x2)": [[6], [10]],
    }


@wrong
def first_as_a_column():
    """The first gradient has the right numbers. They stand in a column, which is denominator
    layout; write it as the other one, as a row or a plain list."""
    return {"3 * x1**2 + 5 * exp(x2)": [[6], [5]]}


@wrong
def second_as_a_column():
    """The second gradient has the right numbers. They stand in a column, which is denominator
    layout; write it as the first one, as a row or a plain list."""
    return {"3 * x1**2 + 5 * exp(2 * x2)": [[6], [10]]}


@wrong
def values_of_the_terms():
    """3 and 5 are what the two terms are worth at this point. How fast does each change when
    its variable moves?"""
    return {
        "3 * x1**2 + 5 * exp(x2)": [3, 5],
        "3 * x1**2 + 5 * exp(2 * x2)": [3, 5],
    }


@wrong
def power_rule_without_its_factor():
    """The slopes by x2 are right. By x1: the slope of x1² is 2 x1, so what is that of
    3 x1²?"""
    return {
        "3 * x1**2 + 5 * exp(x2)": [3, 5],
        "3 * x1**2 + 5 * exp(2 * x2)": [3, 10],
    }


@wrong
def variables_exchanged():
    """The numbers are right, in the other order. The first entry belongs to x1, the second
    to x2."""
    return {
        "3 * x1**2 + 5 * exp(x2)": [5, 6],
        "3 * x1**2 + 5 * exp(2 * x2)": [10, 6],
    }


def proof() -> None:
    """Measured."""
    for line, gradient in solution.items():

        def f(x, line=line):
            return eval(line, {"x1": x[0], "x2": x[1], "exp": torch.exp})

        found = measured(f, torch.tensor([1.0, 0.0], dtype=torch.float64))
        np.testing.assert_allclose(gradient, found, rtol=1e-6)
