"""Slopes at x = 2 of functions made of f and the constant 5, where f(2) =
7, f′(2) = 3 and f′(10) = 4.
"""

from fractions import Fraction

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "If f rises by 3 on a step, by how much does 5 f rise? And f + 5?",
    "By the product rule, the slope of 5 f is 0 · f + 5 · f′. In f(5x), x = 2 arrives at f as 10.",
    "The slope of f(5x) is f′(5x) · 5; f(2) = 7 is never needed.",
)
proves = "A factor stays, a summand goes, and an inner factor comes out by the chain rule."
read = reading.each(reading.number)
tolerance = 1e-6

solution = {
    "5 * f(x)": 15,
    "f(x) + 5": 3,
    "f(5 * x)": 20,
}


@right
def as_tensors():
    return {
        "5 * f(x)": torch.tensor(15),
        "f(x) + 5": torch.tensor(3.0),
        "f(5 * x)": np.array(20.0),
    }


@right
def in_lists():
    return {"5 * f(x)": [15], "f(x) + 5": np.array([[3]]), "f(5 * x)": torch.tensor([20.0])}


@right
def as_other_numbers():
    return {"5 * f(x)": Fraction(15), "f(x) + 5": np.int64(3), "f(5 * x)": 4 * 5.0}


@wrong
def factor_vanishes():
    """3 is the slope of f alone, without the factor 5. A *summand* has slope 0 and goes; a factor
    stretches every rise."""
    return {"5 * f(x)": 3}


@wrong
def constants_ignored():
    """3 is the slope of f itself at 2. Each of the three changes the graph of f: which of
    them makes it steeper?"""
    return {"5 * f(x)": 3, "f(5 * x)": 3}


@wrong
def slope_of_five_is_five():
    """Both come out as if the constant 5 had the slope 5. Draw it: a level line."""
    return {"5 * f(x)": 15 + 35, "f(x) + 5": 8}


@wrong
def summand_stays():
    """8 is f′(2) + 5. The 5 lifts the whole graph of f; does that make it any steeper?"""
    return {"f(x) + 5": 8}


@wrong
def values_for_slopes():
    """Those are values, made of f(2) = 7. How fast does each of them change with x?"""
    return {"5 * f(x)": 35, "f(x) + 5": 12}


@wrong
def product_is_zero():
    """0 is the slope of 5 times that of f, or the slope of 5 alone. The product rule adds
    two terms; only one of them is 0."""
    return {"5 * f(x)": 0}


@wrong
def inner_factor_forgotten():
    """4 is f′(10): read at the right place. A step of x is five steps of 5x:
    what does the chain rule multiply by?"""
    return {"f(5 * x)": 4}


@wrong
def slope_read_at_two():
    """15 is 5 · f′(2), the slope of 5 f. At x = 2, what does f get to see in f(5x)?"""
    return {"f(5 * x)": 15}


@wrong
def same_as_outside():
    """3 is f′(2). At x = 2, what arrives at f in f(5x), and how fast does it move when x
    does?"""
    return {"f(5 * x)": 3}


def proof() -> None:
    """Measured on a cubic with the values that are named: f(2) = 7, f′(2) = 3, f′(10) = 4."""
    conditions = [[1, 2, 4, 8], [0, 1, 4, 12], [0, 1, 20, 300], [1, 0, 0, 0]]
    c = np.linalg.solve(np.array(conditions, dtype=float), np.array([7.0, 3.0, 4.0, 1.0]))

    def f(x):
        return c[0] + c[1] * x + c[2] * x**2 + c[3] * x**3

    x = torch.tensor(2.0, dtype=torch.float64)
    for line, slope in solution.items():
        found = measured(lambda x, line=line: eval(line, {"f": f, "x": x}), x)
        np.testing.assert_allclose(slope, found, rtol=1e-6)
