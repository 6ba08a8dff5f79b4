"""The height at x of the line that touches f(x) = x³ - 1/x in the point
(1, 0).

x is a tensor of any shape; the result has the same. tangent(tensor([1.0]))
is [0.0].
"""

import numpy as np
import torch
from torch.func import grad

from preliminaries.authoring import right, sizes, tensors, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

name = "tangent"
hints = (
    "What are the slope of f at 1, and the height of f at 1?",
    "f′(x) = 3x² + 1/x², and that at x = 1 is one number. A line through (a, b) with slope s "
    "is b + s (x - a).",
    "`0 + 4 * (x - 1)`",
)
proves = "A tangent needs one slope and one point: it is the best line near that point."
watch = watching.quietly


def solution(x):
    return 4 * (x - 1)


def inputs():
    return sizes().flatmap(lambda n: tensors((n,))).map(lambda x: (x,))


def edge_cases():
    points = ([1.0], 3.0, [[0.0, 2.0]], [1.0, 2.0], [[1.0, 2.0], [0.5, -1.0]], [-100.0, 0.01])
    return [(torch.tensor(x),) for x in points]


def read(answer):
    """A plain number as a tensor without axes."""
    return torch.tensor(float(answer)) if isinstance(answer, (int, float)) else answer


@right
def multiplied_out(x):
    return 4 * x - 4


@right
def slope_from_autograd(x):
    slope = grad(lambda t: t**3 - 1 / t)(torch.tensor(1.0))
    return slope * (x - 1) + 0


@right
def with_numpy(x):
    return np.multiply(4, np.asarray(x) - 1)


@wrong
def through_the_origin(x):
    """The slope is right. This line goes through (0, 0); the tangent has to go through
    (1, 0)."""
    return 4 * x


@wrong
def the_slope_alone(x):
    """4 is the slope, one number. A line has a height for every x: it starts from (1, 0)
    and climbs 4 for each step to the right."""
    return 4


@wrong
def level_at_four(x):
    """4 is the slope, and here it is the height at every x: a level line. The tangent climbs
    4 for each step to the right, and is at height 0 where x is 1."""
    return torch.full_like(x, 4)


@wrong
def minus_one_over_x_squared(x):
    """The line goes through the right point with slope 2, which is that of x³ + 1/x. The
    slope of 1/x is -1/x², so what is the slope of *minus* 1/x?"""
    return 2 * (x - 1)


@wrong
def one_over_x_has_no_slope(x):
    """The line goes through the right point with slope 3, which is the slope of x³ alone.
    And -1/x?"""
    return 3 * (x - 1)


@wrong
def slope_taken_at_every_x(x):
    """The slope changes with x here, so this is no line. A tangent keeps the slope that f
    has in its one point."""
    return (3 * x**2 + 1 / x**2) * (x - 1)


@wrong
def the_curve_itself(x):
    """That is the curve, not the line that touches it."""
    return x**3 - 1 / x


@wrong
def the_slope_function(x):
    """That is the slope of f at every x. The tangent is a line: a height for every x,
    with one slope."""
    return 3 * x**2 + 1 / x**2


def proof() -> None:
    """A line that meets f with f's slope, and the miss beside the point shrinks with the square."""
    import math

    def f(x):
        return x**3 - 1 / x

    one = torch.tensor(1.0, dtype=torch.float64)
    assert solution(one).item() == f(one).item() == 0
    torch.testing.assert_close(measured(solution, one), measured(f, one), rtol=1e-6, atol=0)
    low, middle, high = solution(torch.tensor([-3.0, 0.5, 4.0]))
    assert high - middle == middle - low  # no bend
    h = torch.tensor([1e-2, 1e-3], dtype=torch.float64)
    near, nearer = (f(one + h) - solution(one + h)).abs().tolist()
    assert math.isclose(near / nearer, 100, rel_tol=0.05)
