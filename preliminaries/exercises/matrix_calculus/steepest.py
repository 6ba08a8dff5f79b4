"""At (1, 1), f(x) = x1**2 + 2 * x2**2 is left in one of four directions of
length 1: "a" along (1, 0), "b" along (-1, -2), "c" along (2, -1), "d"
along (1, 2).
"""

import math

from preliminaries.authoring import Arrow, reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is the gradient of f at (1, 1)?",
    "To first order f changes by ⟨∇f, direction⟩: largest along the gradient, zero at a right "
    "angle to it.",
    "∇f = (2, 4); its products with the four (before scaling) are 2, -10, 0, 10.",
)
proves = "Along the gradient f rises fastest; at a right angle to it f keeps its value."
read = reading.each(reading.choice("a", "b", "c", "d"))
pointed_at = Arrow(
    {"a": (1, 0), "b": (-1, -2), "c": (2, -1), "d": (1, 2)}, start=(1, 1), figure="ways"
)

solution = {
    "raises f fastest": "d",
    "leaves f unchanged to first order": "c",
}


@right
def in_capitals():
    return {"raises f fastest": "D", "leaves f unchanged to first order": "C"}


@right
def by_measuring():
    ways = {"a": (1, 0), "b": (-1, -2), "c": (2, -1), "d": (1, 2)}
    slopes = {k: (2 * d[0] + 4 * d[1]) / math.hypot(*d) for k, d in ways.items()}
    return {
        "raises f fastest": max(slopes, key=lambda way: slopes[way]),
        "leaves f unchanged to first order": min(slopes, key=lambda k: abs(slopes[k])),
    }


@wrong
def against_the_gradient():
    """That direction is the gradient's opposite: it *lowers* f fastest, which is why
    descent takes it."""
    return {"raises f fastest": "b"}


@wrong
def opposite_leaves_unchanged():
    """Against the gradient f falls. Where it neither rises nor falls, you walk along the
    contour: at which angle to the gradient is that?"""
    return {"leaves f unchanged to first order": "b"}


@wrong
def gradient_along_the_contour():
    """The two answers stand the other way round. The gradient here is (2, 4), and a contour
    is at a right angle to it: along which of them does f change?"""
    return {"raises f fastest": "c", "leaves f unchanged to first order": "d"}


@wrong
def fastest_leaves_unchanged():
    """The first line is right: along "d", the gradient's own direction, f rises fastest. So "d"
    cannot keep f as it is; a direction at a right angle to the gradient does."""
    return {"leaves f unchanged to first order": "d"}


@wrong
def unchanged_rises_fastest():
    """The second line is right: along "c" f stays as it is, to first order. So it does not rise
    there; it rises fastest along the gradient, and that is (2, 4) here."""
    return {"raises f fastest": "c"}


@wrong
def against_the_gradient_in_both():
    """Along "b", against the gradient, f falls faster than anywhere: it neither rises nor keeps its
    value. The gradient is (2, 4); which of them goes its way, and which at a right angle to it?"""
    return {"raises f fastest": "b", "leaves f unchanged to first order": "b"}


@wrong
def one_axis_only():
    """Along x1 alone the slope is 2. Let both variables move: the length of the direction
    stays 1, and the slope becomes larger."""
    return {"raises f fastest": "a"}


@wrong
def other_variable_is_still():
    """Along x1 alone f has slope ∂f/∂x1 = 2, so it does change."""
    return {"leaves f unchanged to first order": "a"}


def proof() -> None:
    """Measured along each of the four."""
    import torch

    directions = {"a": (1.0, 0.0), "b": (-1.0, -2.0), "c": (2.0, -1.0), "d": (1.0, 2.0)}
    slopes = {}
    for name, direction in directions.items():
        d = torch.tensor(direction, dtype=torch.float64) / math.hypot(*direction)

        def f(t, d=d):
            x1, x2 = 1 + t * d
            return x1**2 + 2 * x2**2

        slopes[name] = measured(f, torch.tensor(0.0, dtype=torch.float64)).item()
    assert solution["raises f fastest"] == max(slopes, key=lambda way: slopes[way])
    level = [name for name in slopes if abs(slopes[name]) < 1e-8]
    assert [solution["leaves f unchanged to first order"]] == level
