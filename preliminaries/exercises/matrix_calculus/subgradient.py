"""All slopes that a line through (0, f(0)) may have and never run above
f: the two ends of the interval, (low, high).
"""

import math
from fractions import Fraction

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

name = "subgradient"
hints = (
    "Hold a ruler to the corner, below the curve. How far can you turn it each way?",
    "The ends are the slopes on the left and on the right of the corner.",
    "On the left of 0, |x| has slope -1 and relu has slope 0.",
)
proves = "At a corner there is no one slope, but an interval of slopes that stay below."


def _interval(answer):
    """Two ends; NaN stands for none, as None does."""
    undefined = isinstance(answer, float) and math.isnan(answer)
    return reading.interval(None if undefined else answer)


read = reading.each(_interval)
tolerance = 1e-6

solution = {
    "abs(x)": (-1, 1),
    "relu(x)": (0, 1),
}


@right
def as_lists():
    return {"abs(x)": [-1.0, 1.0], "relu(x)": torch.tensor([0, 1])}


@right
def high_end_first():
    return {"abs(x)": (1, -1), "relu(x)": np.array([1.0, 0.0])}


@right
def entries_in_tensors():
    return {"abs(x)": [torch.tensor([-1.0]), Fraction(1)], "relu(x)": (np.array([0]), 1)}


@wrong
def undefined():
    """There is no *derivative* at the corner, right. There still are lines that touch the
    corner and stay below the curve: which slopes have they?"""
    return {"abs(x)": None, "relu(x)": None}


@wrong
def one_value():
    """One slope is one line. Does it stay below the curve, and is it the only line that
    does? Turn it a little to both sides."""
    return {"abs(x)": 0, "relu(x)": 0}


@wrong
def relu_as_abs():
    """(-1, 1) is right for |x|. On the left of 0, relu is level: does a falling line
    through the corner stay below it?"""
    return {"relu(x)": (-1, 1)}


@wrong
def one_side_only():
    """Lines that rise are only half of them: |x| goes up to the left too."""
    return {"abs(x)": (0, 1)}


@wrong
def falling_lines_only():
    """Lines that fall are only half of them: |x| goes up to the right too."""
    return {"abs(x)": (-1, 0)}


@wrong
def exchanged():
    """These two intervals stand the other way round. Which of the curves is level on the
    left of 0?"""
    return {"abs(x)": (0, 1), "relu(x)": (-1, 1)}


def proof() -> None:
    """A search through many slopes for those of lines that stay below."""
    x = torch.linspace(-3, 3, 601)
    for name, f in {"abs(x)": torch.abs, "relu(x)": torch.relu}.items():
        slopes = [k / 100 for k in range(-200, 201)]
        fits = [slope for slope in slopes if (slope * x <= f(x) + 1e-6).all()]
        assert solution[name] == (min(fits), max(fits))
