"""Lecture 4: slopes, gradients and Jacobians, their shapes, and the way down."""

import math
from collections.abc import Callable

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import grad, jacrev

from preliminaries import reading
from preliminaries.exercise import Exercise, Prediction
from preliminaries.inputs import sizes, tensors, unlike_sizes


def _with_autograd() -> None:
    """Load what the first derivative of torch.func loads, which takes a second or three.

    An answer may well use it, and should not be charged for that time.
    """
    grad(torch.sin)(torch.tensor(0.0))


class TangentLine(Exercise):
    """The height at x of the line that touches f(x) = x³ - 1/x in the point
    (1, 0).

    x is a tensor of any shape; the result has the same. tangent(tensor([1.0]))
    is [0.0].
    """

    name = "tangent"
    hints = (
        "What are the slope of f at 1, and the height of f at 1?",
        "f′(x) = 3x² + 1/x², and that at x = 1 is one number. A line through (a, b) with slope s "
        "is b + s (x - a).",
        "`0 + 4 * (x - 1)`",
    )
    proves = "A tangent needs one slope and one point: it is the best line near that point."

    def solution(x):
        return 4 * (x - 1)

    def inputs():
        _with_autograd()
        return sizes().flatmap(lambda n: tensors((n,))).map(lambda x: (x,))

    def edge_cases():
        return [(torch.tensor([1.0]),), (torch.tensor(3.0),), (torch.tensor([[0.0, 2.0]]),)]

    class also_right:
        def multiplied_out(x):
            return 4 * x - 4

        def slope_from_autograd(x):
            slope = grad(lambda t: t**3 - 1 / t)(torch.tensor(1.0))
            return slope * (x - 1) + 0

        def with_numpy(x):
            return np.multiply(4, np.asarray(x) - 1)

    class wrong:
        def through_the_origin(x):
            """The slope is right. This line goes through (0, 0); the tangent has to go through
            (1, 0)."""
            return 4 * x

        def minus_one_over_x_squared(x):
            """The line goes through the right point with slope 2. It looks as if the slope of
            1/x were taken for 1/x²: it is -1/x², so what is the slope of *minus* 1/x?"""
            return 2 * (x - 1)

        def one_over_x_has_no_slope(x):
            """The line goes through the right point with slope 3, which is the slope of x³ alone.
            What does -1/x add to it?"""
            return 3 * (x - 1)

        def slope_taken_at_every_x(x):
            """The slope changes with x here, so this is no line. A tangent keeps the slope that f
            has in its one point."""
            return (3 * x**2 + 1 / x**2) * (x - 1)

        def the_curve_itself(x):
            """That is the curve, not the line that touches it."""
            return x**3 - 1 / x

        def the_slope_function(x):
            """That is the slope of f at every x. The tangent is a line: a height for every x,
            with one slope."""
            return 3 * x**2 + 1 / x**2


def _called(name: str, f: Callable) -> Callable:
    """A function under a name that a verdict can show."""
    f.__name__ = name
    return f


def _smooth(name: str, f: Callable, slope: Callable) -> Callable:
    """A function that takes Python's and NumPy's numbers too, and knows its slope."""
    called = _called(name, lambda x: f(torch.as_tensor(x, dtype=torch.float64)))
    called.slope = slope
    return called


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


class CentralDifference(Exercise):
    """The slope of f at x as the central difference, with an error below 1e-6.

    f takes and returns a float64 number; x is a float64 tensor of shape ().
    Choose h yourself: for x² at 3 the result is close to 6.0.
    """

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

    def inputs():
        _with_autograd()
        points = st.integers(2, 12).map(lambda k: torch.tensor(k / 4, dtype=torch.float64))
        return st.tuples(st.sampled_from(_SMOOTH), points)

    def edge_cases():
        return [(_SMOOTH[0], torch.tensor(3.0, dtype=torch.float64))]

    def observe(central_difference, f, x):
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

    class also_right:
        def with_another_step(f, x):
            return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4

        def mean_of_both_sides(f, x):
            h = 1e-6
            return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2

        def in_python_floats(f, x):
            x, h = float(x), 3e-6
            return float(f(x + h) - f(x - h)) / (2 * h)

        def of_fourth_order(f, x):
            h = 1e-3
            return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)

    class wrong:
        def one_sided(f, x):
            """It looks as if the rise was taken from x to one side. Its error falls only like h;
            taken evenly around x, from x - h to x + h, it falls like h²."""
            h = 1e-6
            return (f(x + h) - f(x)) / h

        def two_h_forgotten(f, x):
            """That is twice the slope. From x - h to x + h, how far is it?"""
            h = 1e-5
            return (f(x + h) - f(x - h)) / h

        def not_divided(f, x):
            """That is the rise, which is tiny because the way is. A slope is the rise divided by
            the way."""
            h = 1e-5
            return f(x + h) - f(x - h)

        def h_below_the_last_digit(f, x):
            """With such an h, x + h *is* x, or the float64 next to it: there are 16 digits and no
            more, so the two values of f tell nothing. Take a larger h."""
            h = 1e-16
            return (f(x + h) - f(x - h)) / (2 * h)

        def h_too_small(f, x):
            """The two values agree in almost all of their 16 digits, so that their difference has
            few left. Take a larger h."""
            h = 1e-14
            return (f(x + h) - f(x - h)) / (2 * h)

        def h_too_large(f, x):
            """The formula is right, and h is so large that the curve bends away between the two
            points. Take a smaller h."""
            h = 0.1
            return (f(x + h) - f(x - h)) / (2 * h)

        def in_single_precision(f, x):
            """The formula is right, but a float32 holds 7 digits, and x + h and x - h share almost
            all of them. Stay in float64, the dtype of x."""
            x, h = x.float(), 1e-5
            return (f(x + h).float() - f(x - h).float()) / (2 * h)

        def asked_autograd(f, x):
            """That is torch's own derivative, and right. Here, find it without looking inside f:
            from values of f on both sides of x."""
            return grad(f)(x)


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


class ConstantMultiple(Prediction):
    """Slopes at x = 2 of functions made of f and the constant 5, where f(2) =
    7, f′(2) = 3 and f′(10) = 4.
    """

    read = reading.each(reading.numbers)
    tolerance = 1e-6
    hints = (
        "If f rises by 3 on a step, by how much does 5 f rise? And f + 5?",
        "By the product rule, the slope of 5 f is 0 · f + 5 · f′. In f(5x), x = 2 arrives at f as "
        "10.",
        "The slope of f(5x) is f′(5x) · 5; f(2) = 7 is never needed.",
    )
    proves = "A factor stays, a summand goes, and an inner factor comes out by the chain rule."

    def solution():
        return {"5 * f(x)": 15, "f(x) + 5": 3, "f(5 * x)": 20}

    class also_right:
        def as_tensors():
            return {
                "5 * f(x)": torch.tensor(15),
                "f(x) + 5": torch.tensor(3.0),
                "f(5 * x)": np.array(20.0),
            }

        def in_lists():
            return {"5 * f(x)": 5 * 3.0, "f(x) + 5": np.int64(3), "f(5 * x)": 4 * 5}

    class wrong:
        def factor_vanishes():
            """It looks as if the factor 5 disappeared. A *summand* has slope 0 and goes; a factor
            stretches every rise."""
            return {"5 * f(x)": 3}

        def slope_of_five_is_five():
            """It looks as if the constant 5 had the slope 5. Draw it: a level line."""
            return {"5 * f(x)": 15 + 35, "f(x) + 5": 8}

        def product_is_zero():
            """It looks as if the two slopes, 0 and 3, were multiplied. The product rule adds two
            terms; which of them is 0?"""
            return {"5 * f(x)": 0}

        def inner_factor_forgotten():
            """The slope of f is read at the right place, 10. A step of x is five steps of 5x:
            what does the chain rule multiply by?"""
            return {"f(5 * x)": 4}

        def slope_read_at_two():
            """The factor is right. At x = 2, what does f get to see in f(5x)?"""
            return {"f(5 * x)": 15}

        def same_as_outside():
            """It looks as if f(5x) had the slope of f(x). What arrives at f, and how fast does it
            move when x does?"""
            return {"f(5 * x)": 3}


class QuotientFromProduct(Exercise):
    """The slope of u / v, from the values u, v and the slopes du, dv at the
    same points.

    All four are tensors of one shape, v without zeros; so is the result.
    u = 6, v = 2, du = 1 and dv = 0 give 0.5.
    """

    name = "quotient_slope"
    hints = (
        "Call the quotient q. Then u = q v. What does the product rule say about that?",
        "u′ = q′v + q v′: solve for q′.",
        "`(du - u / v * dv) / v`",
    )
    proves = "The quotient rule is the product rule, solved for another letter."

    def solution(u, v, du, dv):
        q = u / v
        return (du - q * dv) / v

    def inputs():
        quarters = st.integers(-12, 12).map(lambda k: k / 4)

        def columns(n):
            nonzero = quarters.map(lambda k: k or 1.0)
            return st.tuples(
                *(
                    st.lists(entry, min_size=n, max_size=n).map(torch.tensor)
                    for entry in (quarters, nonzero, quarters, quarters)
                )
            )

        return sizes(1, 4).flatmap(columns)

    def edge_cases():
        return [tuple(torch.tensor([k]) for k in (6.0, 2.0, 1.0, 1.0))]

    class also_right:
        def over_v_squared(u, v, du, dv):
            return (du * v - u * dv) / v**2

        def as_a_product(u, v, du, dv):
            return du * v**-1 + u * (-dv * v**-2)

        def with_numpy(u, v, du, dv):
            u, v, du, dv = (t.numpy() for t in (u, v, du, dv))
            return (v * du - u * dv) / (v * v)

    class wrong:
        def quotient_of_slopes(u, v, du, dv):
            """It looks as if a quotient had the quotient of the slopes. Products do not work that
            way either: start from u = q v."""
            return du / dv

        def signs_swapped(u, v, du, dv):
            """All the parts are there; which of the two terms is subtracted? When v grows and u
            does not, the quotient has to fall."""
            return (u * dv - du * v) / v**2

        def square_forgotten(u, v, du, dv):
            """The numerator is right. Solve u′ = q′v + q v′ again: how often is divided by v?"""
            return (du * v - u * dv) / v

        def product_rule(u, v, du, dv):
            """That is the slope of the product u v."""
            return du * v + u * dv

        def v_held_fixed(u, v, du, dv):
            """That is right as long as v stands still. What if v moves too?"""
            return du / v

        def plus_for_minus(u, v, du, dv):
            """Both terms are there. When v grows, does the quotient grow or fall?"""
            return (du * v + u * dv) / v**2


class XToTheX(Exercise):
    """The slope of xˣ at every entry of x, all of them positive. Result: the
    shape of x.

    x_to_the_x(tensor([1.0])) is [1.0].
    """

    slug = "x-to-the-x"
    hints = (
        "x stands in two places. Which rule would you use if it stood only in one of them?",
        "Write xˣ as e to the power of something; then use the chain rule.",
        "xˣ = exp(x log x), and the slope of x log x is log x + 1",
    )
    proves = "The chain rule sees every place where x stands."

    def solution(x):
        return x**x * (torch.log(x) + 1)

    def inputs():
        _with_autograd()
        positive = st.integers(1, 12).map(lambda k: k / 4)
        return st.lists(positive, min_size=1, max_size=4).map(lambda x: (torch.tensor(x),))

    def edge_cases():
        return [(torch.tensor([1.0]),), (torch.tensor([1.0, 2.0]),), (torch.tensor(2.0),)]

    class also_right:
        def both_rules_added(x):
            return x * x ** (x - 1) + x**x * torch.log(x)

        def from_autograd(x):
            return grad(lambda t: (t**t).sum())(x)

        def with_numpy(x):
            a = x.numpy()
            return np.power(a, a) * (np.log(a) + 1)

    class wrong:
        def power_rule(x):
            """It looks as if the rule for xⁿ was used, which gives x · xˣ⁻¹, and that is xˣ again.
            The rule needs an n that does not change with x; here the exponent moves too."""
            return x * x ** (x - 1)

        def exponential_rule(x):
            """It looks as if the rule for aˣ was used. It needs a base that does not change with
            x; here the base moves too."""
            return x**x * torch.log(x)

        def slope_of_the_logarithm(x):
            """That is the slope of log(xˣ). By what does it have to be multiplied to give the
            slope of xˣ itself?"""
            return torch.log(x) + 1


class InverseSlope(Prediction):
    """The slope of the inverse function at y, to two decimals.

    x**3 + x takes the value 2 at x = 1; exp takes the value 3 at x = log(3).
    """

    read = reading.each(reading.two_decimals)
    hints = (
        "Where does the inverse of x³ + x arrive when it starts from 2?",
        "Mirror the graph in the diagonal: a slope s becomes 1/s. The slope of f is read at the x "
        "that belongs to y.",
        "f′(x) = 3x² + 1 at x = 1 is 4; exp′ is exp, and exp(log(3)) is 3.",
    )
    proves = "The inverse has the slope 1 / f′(x), where x is the point that f takes to y."

    def solution():
        return {"inverse of x**3 + x, at y = 2": 1 / 4, "inverse of exp, at y = 3": 1 / 3}

    class also_right:
        def as_tensors():
            return {
                "inverse of x**3 + x, at y = 2": torch.tensor(0.25),
                "inverse of exp, at y = 3": grad(torch.log)(torch.tensor(3.0)),
            }

        def rounded():
            return {
                "inverse of x**3 + x, at y = 2": np.float64(0.25),
                "inverse of exp, at y = 3": 0.33,
            }

    class wrong:
        def slope_read_at_y():
            """It looks as if the slope of f was read at y. On the x-axis of f there is x: which x
            does f take to y?"""
            return {
                "inverse of x**3 + x, at y = 2": 1 / 13,
                "inverse of exp, at y = 3": math.exp(-3),
            }

        def slope_of_f_itself():
            """That is the slope of f. Its inverse undoes it: where f is steep, the inverse is
            flat."""
            return {"inverse of x**3 + x, at y = 2": 4, "inverse of exp, at y = 3": 3}

        def perpendicular():
            """The minus belongs to a perpendicular line. A mirror image in the diagonal rises
            where the curve rises."""
            return {"inverse of x**3 + x, at y = 2": -1 / 4, "inverse of exp, at y = 3": -1 / 3}


class WhatZeroMeans(Prediction):
    """What f′(x) = 0 tells about f at x, and nothing else known."""

    read = reading.choice("maximum", "minimum", "neither")
    hints = (
        "Try x², -x² and x³ at x = 0.",
        "All three have slope 0 there. Do they all have a lowest point?",
        "One of the three neither turns up nor down.",
    )
    proves = "A zero slope is a candidate, no more: x³ passes through it and climbs on."

    def solution():
        return "neither"

    class also_right:
        def in_capitals():
            return "Neither"

        def with_spaces():
            return " neither "

    class wrong:
        def always_a_maximum():
            """At a maximum the slope is 0, that is true. x² at 0 has slope 0 as well: is that a
            maximum?"""
            return "maximum"

        def always_a_minimum():
            """At a minimum the slope is 0, and that is why descent ends there. -x² at 0 has slope
            0 as well: would descent want to end there?"""
            return "minimum"


class SubgradientOf(Prediction):
    """All slopes that a line through (0, f(0)) may have and stay below f: the
    two ends of the interval, as a pair.
    """

    slug = "subgradient"
    name = "subgradient"
    read = reading.each(reading.interval)
    tolerance = 1e-6
    hints = (
        "Hold a ruler to the corner, below the curve. How far can you turn it each way?",
        "The ends are the slopes on the left and on the right of the corner.",
        "On the left of 0, |x| has slope -1 and relu has slope 0.",
    )
    proves = "At a corner there is no one slope, but an interval of slopes that stay below."

    def solution():
        return {"abs(x)": (-1, 1), "relu(x)": (0, 1)}

    class also_right:
        def as_lists():
            return {"abs(x)": [-1.0, 1.0], "relu(x)": torch.tensor([0, 1])}

        def high_end_first():
            return {"abs(x)": (1, -1), "relu(x)": np.array([1.0, 0.0])}

    class wrong:
        def undefined():
            """There is no *derivative* at the corner, right. There still are lines that touch the
            corner and stay below the curve: which slopes have they?"""
            return {"abs(x)": None, "relu(x)": None}

        def one_value():
            """That line stays below the curve, perhaps, but is it the only one that does? Turn it a
            little to both sides."""
            return {"abs(x)": 0, "relu(x)": 0}

        def relu_as_abs():
            """The interval of |x| is right. On the left of 0, relu is level: does a falling line
            through the corner stay below it?"""
            return {"relu(x)": (-1, 1)}

        def one_side_only():
            """Lines that rise are only half of them: |x| goes up to the left too."""
            return {"abs(x)": (0, 1)}


class AtZero(Prediction):
    """The derivative that torch computes at x = 0."""

    read = reading.each(
        lambda answer: (
            torch.tensor(math.nan).double() if answer is None else reading.numbers(answer)
        )
    )
    tolerance = 1e-6
    hints = (
        "Torch has to pick one number of the interval of subgradients.",
        "The rule is the number nearest to 0. `maximum` compares two tensors, and treats them "
        "alike when they are equal.",
        "Ask torch: `grad(torch.relu)(torch.tensor(0.0))`",
    )
    proves = "Torch answers at corners too, and you know which number it picks."

    def solution():
        return {
            "torch.abs(x)": 0,
            "torch.relu(x)": 0,
            "torch.maximum(x, torch.tensor(0.0))": 0.5,
            "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)),
        }

    class also_right:
        def asked_of_torch():
            zero = torch.tensor(0.0)
            return {
                "torch.abs(x)": grad(torch.abs)(zero),
                "torch.relu(x)": grad(torch.relu)(zero),
                "torch.maximum(x, torch.tensor(0.0))": grad(torch.maximum)(zero, zero),
                "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(zero),
            }

        def as_arrays():
            return {
                "torch.abs(x)": np.float32(0),
                "torch.relu(x)": np.array(0.0),
                "torch.maximum(x, torch.tensor(0.0))": 1 / 2,
                "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)).item(),
            }

    class wrong:
        def refuses():
            """Mathematics refuses here; torch does not. It picks one of the subgradients, so that
            training goes on."""
            return {
                "torch.abs(x)": math.nan,
                "torch.relu(x)": math.nan,
                "torch.maximum(x, torch.tensor(0.0))": math.nan,
                "x.clamp(min=0)": math.nan,
            }

        def slope_on_the_right():
            """It looks as if 0 belonged to the right-hand piece. Torch picks the subgradient
            nearest to 0; is 1 the nearest?"""
            return {"torch.abs(x)": 1, "torch.relu(x)": 1}

        def middle_everywhere():
            """It looks as if torch took the middle of every interval. It takes the number nearest
            to 0, except in the one function that compares two equals."""
            return {"torch.relu(x)": 0.5, "x.clamp(min=0)": 0.5}

        def maximum_is_relu():
            """It looks as if `maximum` answered as relu does. Its two arguments are equal here, and
            neither of them has a better claim than the other."""
            return {"torch.maximum(x, torch.tensor(0.0))": 0}

        def maximum_takes_the_first():
            """It looks as if `maximum` gave the whole slope to x. At a tie both arguments share
            it."""
            return {"torch.maximum(x, torch.tensor(0.0))": 1}

        def clamp_keeps_its_bound():
            """It looks as if x = 0 counted as inside the bounds, with slope 1. Older versions of
            torch do so; the one that runs here answers as it does for relu."""
            return {"x.clamp(min=0)": 1}


class GradientOf(Prediction):
    """The gradient at (x1, x2) = (1, 0): a list with its two entries."""

    read = reading.each(reading.gradient)
    tolerance = 1e-3
    hints = (
        "How does the first function change when only x1 moves?",
        "Hold the other variable still, as if it were a number. The slope of exp(2t) is 2 exp(2t).",
        "The first gradient is (6 x1, 5 exp(x2)); put in the point.",
    )
    proves = "A gradient has one entry for each variable, the slope with all others held still."

    def solution():
        return {
            "3 * x1**2 + 5 * exp(x2)": [6, 5],
            "3 * x1**2 + 5 * exp(2 * x2)": [6, 10],
        }

    class also_right:
        def as_a_row():
            return {
                "3 * x1**2 + 5 * exp(x2)": [[6.0, 5.0]],
                "3 * x1**2 + 5 * exp(2 * x2)": np.array([[6, 10]]),
            }

        def as_tensors():
            return {
                "3 * x1**2 + 5 * exp(x2)": torch.tensor([6.0, 5.0]),
                "3 * x1**2 + 5 * exp(2 * x2)": (6, 10),
            }

    class wrong:
        def summed_the_parts():
            """It looks as if the two slopes were added up. Each answers a question of its own
            (what if only this variable moves?), so they stay apart, in a list."""
            return {"3 * x1**2 + 5 * exp(x2)": 11, "3 * x1**2 + 5 * exp(2 * x2)": 16}

        def forgot_the_chain():
            """The first gradient is right. In the second, what is inside the exponential moves
            twice as fast as x2."""
            return {"3 * x1**2 + 5 * exp(2 * x2)": [6, 5]}

        def power_rule_for_exp():
            """It looks as if the rule for powers was used on the exponential. There the variable
            is in the exponent: which function is its own slope?"""
            return {
                "3 * x1**2 + 5 * exp(x2)": [6, 0],
                "3 * x1**2 + 5 * exp(2 * x2)": [6, 0],
            }

        def as_a_column():
            """The numbers are right. They stand in a column, which is denominator layout; this
            lecture writes the derivative of one number as a row (or as a plain list)."""
            return {
                "3 * x1**2 + 5 * exp(x2)": [[6], [5]],
                "3 * x1**2 + 5 * exp(2 * x2)": [[6], [10]],
            }

        def values_of_the_terms():
            """Those are the two terms themselves. How fast does each change with its variable?"""
            return {
                "3 * x1**2 + 5 * exp(x2)": [3, 5],
                "3 * x1**2 + 5 * exp(2 * x2)": [3, 5],
            }


class NormGradient(Exercise):
    """The gradient of the length ‖x‖ at x, shape (n,) as x. At 0, where there
    is none, zeros.

    norm_gradient(tensor([3.0, 4.0])) is [0.6, 0.8].
    """

    hints = (
        "In which direction does ‖x‖ grow fastest, and how fast?",
        "Straight outwards, one for one: the gradient is x scaled to length 1. At 0 that would be "
        "0 / 0.",
        "`x / norm if norm > 0 else torch.zeros_like(x)`",
    )
    proves = "Away from 0 the length has the gradient x / ‖x‖, and 0 is taken care of."

    def solution(x):
        norm = (x**2).sum().sqrt()
        return x / norm if norm > 0 else torch.zeros_like(x)

    def inputs():
        _with_autograd()
        return sizes(1, 5).flatmap(lambda n: tensors((n,))).map(lambda x: (x,))

    def edge_cases():
        return [(torch.tensor([3.0, 4.0]),), (torch.zeros(3),), (torch.tensor([-2.0]),)]

    class also_right:
        def from_autograd(x):
            return grad(torch.linalg.vector_norm)(x)

        def normalised(x):
            return torch.nn.functional.normalize(x, dim=0)

        def with_a_floor(x):
            return x / torch.linalg.vector_norm(x).clamp(min=1e-12)

        def with_numpy(x):
            a = x.numpy()
            return a / max(np.linalg.norm(a), 1e-30)

    class wrong:
        def gradient_of_the_square(x):
            """That is the gradient of ‖x‖², the squared length. For the length itself there is a
            square root to go through."""
            return 2 * x

        def silent_nan(x):
            """Everywhere but at 0 this is right. At 0 it is 0 / 0: a NaN that nobody hears of, and
            that spreads through every later computation."""
            return x / (x**2).sum().sqrt()

        def divided_by_the_square(x):
            """It looks as if x was divided by ‖x‖² . Outwards the length grows one for one: how
            long has its gradient to be?"""
            return x / (x**2).sum().clamp(min=1e-12)

        def the_length(x):
            """That is the length itself, one number. Its gradient has an entry for each entry of
            x."""
            return (x**2).sum().sqrt()

        def signs_only(x):
            """Those are the signs, the gradient of the sum of absolute values, ‖x‖₁."""
            return x.sign()


class Steepest(Prediction):
    """At (1, 1), f(x) = x1**2 + 2 * x2**2 is left in one of four directions of
    length 1: "a" along (1, 0), "b" along (-1, -2), "c" along (2, -1), "d"
    along (1, 2).
    """

    read = reading.each(reading.choice("a", "b", "c", "d"))
    hints = (
        "What is the gradient of f at (1, 1)?",
        "To first order f changes by ⟨∇f, direction⟩: largest along the gradient, zero at a right "
        "angle to it.",
        "∇f = (2, 4); its products with the four (before scaling) are 2, -10, 0, 10.",
    )
    proves = "Along the gradient f rises fastest; at a right angle to it f keeps its value."

    def solution():
        return {"raises f fastest": "d", "leaves f unchanged to first order": "c"}

    class also_right:
        def in_capitals():
            return {"raises f fastest": "D", "leaves f unchanged to first order": "C"}

        def by_measuring():
            ways = {"a": (1, 0), "b": (-1, -2), "c": (2, -1), "d": (1, 2)}
            slopes = {k: (2 * d[0] + 4 * d[1]) / math.hypot(*d) for k, d in ways.items()}
            return {
                "raises f fastest": max(slopes, key=slopes.get),
                "leaves f unchanged to first order": min(slopes, key=lambda k: abs(slopes[k])),
            }

    class wrong:
        def against_the_gradient():
            """That direction is the gradient's opposite: it *lowers* f fastest, which is why
            descent takes it."""
            return {"raises f fastest": "b"}

        def opposite_leaves_unchanged():
            """Against the gradient f falls. Where it neither rises nor falls, you walk along the
            contour: at which angle to the gradient is that?"""
            return {"leaves f unchanged to first order": "b"}

        def gradient_along_the_contour():
            """It looks as if the gradient ran along the contour. It stands at a right angle to
            it."""
            return {"raises f fastest": "c", "leaves f unchanged to first order": "d"}

        def one_axis_only():
            """Along x1 alone the slope is 2. Let both variables move: the length of the direction
            stays 1, and the slope becomes larger."""
            return {"raises f fastest": "a"}

        def other_variable_is_still():
            """Along x1 alone f has slope ∂f/∂x1 = 2, so it does change."""
            return {"leaves f unchanged to first order": "a"}


class Shapes(Prediction):
    """The shape of each derivative ∂y/∂x in numerator layout, for a scalar, a
    vector (m,) or a matrix (m, l) in the place of y, and a scalar, a vector
    (n,) or a matrix (n, k) in the place of x, where m = 2, l = 3, n = 4, k =
    5.
    """

    read = reading.each(reading.shape)
    hints = (
        "For a vector by a vector: how many rows has A, the derivative of A x?",
        "The axes of y come first, in their order; then those of x, in reverse. A scalar by a "
        "vector is a row, a vector by a scalar is a column.",
        "`(2, 4)`, `(1, 4)` and `(2, 1)` for vectors and scalars; a matrix X of shape (4, 5) adds "
        "`5, 4`.",
    )
    proves = "You can say the shape of any derivative before you compute it."

    def solution():
        return {
            "scalar by vector": (1, 4),
            "scalar by matrix": (5, 4),
            "vector by scalar": (2, 1),
            "vector by vector": (2, 4),
            "vector by matrix": (2, 5, 4),
            "matrix by scalar": (2, 3),
            "matrix by vector": (2, 3, 4),
            "matrix by matrix": (2, 3, 5, 4),
        }

    class also_right:
        def as_lists_and_sizes():
            return {
                "scalar by vector": [1, 4],
                "scalar by matrix": torch.Size([5, 4]),
                "vector by scalar": [2, 1],
                "vector by vector": np.zeros((2, 4)).shape,
                "vector by matrix": torch.tensor([2, 5, 4]),
                "matrix by scalar": [2, 3],
                "matrix by vector": (2, 3, 4),
                "matrix by matrix": (2, 3, 5, 4),
            }

        def by_the_rule():
            y, x = {"vector": [2], "matrix": [2, 3]}, {"vector": [4], "matrix": [4, 5]}
            found = {
                f"{of} by {by}": y[of] + x[by][::-1]
                for of in ("vector", "matrix")
                for by in ("vector", "matrix")
            }
            found["scalar by vector"], found["scalar by matrix"] = [1, 4], [5, 4]
            found["vector by scalar"], found["matrix by scalar"] = [2, 1], [2, 3]
            return found

    class wrong:
        def denominator_layout():
            """That is denominator layout: every shape is the right one read backwards. In
            numerator layout the axes of y come first, as the rows of A do in y = A x."""
            return {
                "scalar by vector": (4, 1),
                "scalar by matrix": (4, 5),
                "vector by scalar": (1, 2),
                "vector by vector": (4, 2),
                "vector by matrix": (4, 5, 2),
                "matrix by scalar": (3, 2),
                "matrix by vector": (4, 3, 2),
                "matrix by matrix": (4, 5, 3, 2),
            }

        def axes_of_x_not_reversed():
            """The axes of y come first, right. Those of a matrix X follow in *reverse* here, so
            that df = tr(∂f/∂X · dX) is a matrix product. (Torch keeps them as they are.)"""
            return {
                "scalar by matrix": (4, 5),
                "vector by matrix": (2, 4, 5),
                "matrix by matrix": (2, 3, 4, 5),
            }

        def matrices_flattened():
            """It looks as if a matrix was flattened into one long vector. The table keeps every
            axis: a matrix by a matrix has four."""
            return {
                "scalar by matrix": (1, 20),
                "vector by matrix": (2, 20),
                "matrix by scalar": (6, 1),
                "matrix by vector": (6, 4),
                "matrix by matrix": (6, 20),
            }

        def rows_and_columns_as_plain_vectors():
            """Torch would say so: a 1-d tensor is neither row nor column. On paper it matters
            which of the two it is: a scalar by a vector is a row, a vector by a scalar a column."""
            return {"scalar by vector": (4,), "vector by scalar": (2,)}

        def row_and_column_swapped():
            """Only the row and the column are exchanged. A vector by a scalar has the axis of y,
            which counts rows; a scalar by a vector has that of x, which counts columns."""
            return {"scalar by vector": (4, 1), "vector by scalar": (1, 2)}


class Layouts(Exercise):
    """A derivative J in the other layout: all its axes in reverse order.

    J has one to four axes. A Jacobian (m, n) becomes (n, m); one of shape
    (m, l, k, n) becomes (n, k, l, m); doing it twice gives J back.
    """

    name = "other_layout"
    hints = (
        "For a matrix, which operation exchanges rows and columns?",
        "Entry [i, j] has to arrive at [j, i]; with four axes, [a, b, c, d] at [d, c, b, a]. Axes "
        "change places, so `reshape` is of no use.",
        "`J.permute(*reversed(range(J.ndim)))`",
    )
    proves = "One function converts both ways, at any number of axes."

    def solution(J):
        return J.permute(*reversed(range(J.ndim)))

    def inputs():
        return st.integers(1, 4).flatmap(
            lambda ndim: unlike_sizes(ndim, 1, 4).flatmap(tensors).map(lambda J: (J,))
        )

    def edge_cases():
        return [
            (torch.arange(6.0).reshape(2, 3),),
            (torch.arange(24.0).reshape(2, 3, 4),),
            (torch.arange(3.0).reshape(1, 3),),
            (torch.arange(4.0).reshape(1, 2, 1, 2),),
        ]

    class also_right:
        def with_numpy(J):
            return J.numpy().T

        def axis_by_axis(J):
            for axis in range(J.ndim - 1):
                J = J.movedim(-1, axis)
            return J

        def with_einsum(J):
            letters = "abcd"[: J.ndim]
            return torch.einsum(f"{letters}->{letters[::-1]}", J)

        def made_contiguous(J):
            return J.permute(tuple(range(J.ndim))[::-1]).contiguous()

    class wrong:
        def reshaped(J):
            """The shape is right and the entries are scrambled: `reshape` keeps them in their
            order and only moves the line breaks. Entry [i, j] has to go to [j, i]."""
            return J.reshape(J.shape[::-1])

        def last_two_axes_only(J):
            """With two axes this is right. With three or four, *all* axes turn round, and `mT`
            swaps only the last two."""
            return J.mT if J.ndim > 1 else J

        def first_and_last_only(J):
            """First and last axis have changed places, and those between have not. Read the whole
            shape backwards."""
            return J.transpose(0, -1)

        def left_as_it_is(J):
            """J comes back as it was. Which axis comes first in the other layout?"""
            return J

        def entries_reversed(J):
            """Here the *entries* stand in reverse along each axis. The axes themselves have to
            change places."""
            return J.flip(tuple(range(J.ndim)))


class ProductRule(Exercise):
    """∂⟨u, v⟩/∂x from u, v (m,) and their Jacobians Du, Dv (m, n), numerator
    layout.

    Result: (n,), the entries of the row.
    """

    hints = (
        "For numbers, (uv)′ = u v′ + v u′. Which shapes can be multiplied here?",
        "u as a row times the Jacobian *of v*, plus v as a row times the Jacobian *of u*: "
        "(m)(m, n) gives (n).",
        "`u @ Dv + v @ Du`",
    )
    proves = "The product rule survives with vectors; the shapes say which factor goes where."

    def solution(u, v, Du, Dv):
        return u @ Dv + v @ Du

    def inputs():
        return unlike_sizes(2).flatmap(
            lambda mn: st.tuples(tensors(mn[:1]), tensors(mn[:1]), tensors(mn), tensors(mn))
        )

    def edge_cases():
        Du, Dv = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]), torch.ones(2, 3)
        return [(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]), Du, Dv)]

    class also_right:
        def with_transposes(u, v, Du, Dv):
            return Dv.T @ u + Du.T @ v

        def as_a_sum(u, v, Du, Dv):
            return (u[:, None] * Dv + v[:, None] * Du).sum(dim=0)

        def with_einsum(u, v, Du, Dv):
            return torch.einsum("i,ij->j", u, Dv) + torch.einsum("i,ij->j", v, Du)

        def with_numpy(u, v, Du, Dv):
            return u.numpy() @ Dv.numpy() + v.numpy() @ Du.numpy()

    class wrong:
        def one_term_only(u, v, Du, Dv):
            """That is the change when only v moves. u moves too."""
            return u @ Dv

        def other_term_only(u, v, Du, Dv):
            """That is the change when only u moves. v moves too."""
            return v @ Du

        def each_with_its_own_jacobian(u, v, Du, Dv):
            """It looks as if each vector was multiplied by its own Jacobian. When v moves, u stands
            still and waits: which of the two is it that multiplies Dv?"""
            return u @ Du + v @ Dv

        def jacobians_transposed(u, v, Du, Dv):
            """It looks as if the Jacobians were transposed: these shapes do not fit, unless the
            matrices happen to be square. u is a row (1, m); which shape can follow it?"""
            return u @ Dv.T + v @ Du.T

        def as_a_row(u, v, Du, Dv):
            """The entries are right, as a row of shape (1, n), as one writes it on paper. Asked
            for is the 1-d tensor (n,) of its entries."""
            return (u @ Dv + v @ Du).reshape(1, -1)

        def as_a_column(u, v, Du, Dv):
            """The entries are right, as a column of shape (n, 1), which is denominator layout.
            Asked for is the 1-d tensor (n,) of the entries."""
            return (u @ Dv + v @ Du).reshape(-1, 1)

        def not_summed(u, v, Du, Dv):
            """⟨u, v⟩ is one number, so its derivative has one entry for each x[j]. Which axis is
            still to be summed away?"""
            return u[:, None] * Dv + v[:, None] * Du

        def terms_subtracted(u, v, Du, Dv):
            """The two terms are right. When u and v both grow, do their contributions work against
            each other?"""
            return u @ Dv - v @ Du


class JacobianOfAx(Exercise):
    """The Jacobian of y = A x with respect to x, in numerator layout.

    A is (m, n), x is (n,). Result: (m, n).
    """

    slug = "jacobian-of-Ax"
    hints = (
        "By how much does y[i] change when only x[j] moves?",
        "y[i] is the sum of A[i, j] x[j] over j. Which of these terms knows x[j]?",
        "∂y[i]/∂x[j] = A[i, j]",
    )
    proves = "A linear map is its own derivative: the Jacobian of A x is A."

    def solution(A, x):
        return A

    def inputs():
        _with_autograd()
        return unlike_sizes(2).flatmap(lambda mn: st.tuples(tensors(mn), tensors(mn[1:])))

    def edge_cases():
        return [(torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.tensor([1.0, 0.0, 2.0]))]

    class also_right:
        def from_torch(A, x):
            return jacrev(lambda t: A @ t)(x)

        def column_by_column(A, x):
            return torch.stack([A @ e for e in torch.eye(len(x))], dim=1)

        def as_an_array(A, x):
            return A.numpy().copy()

    class wrong:
        def transposed(A, x):
            """The entries are right, in denominator layout: (n, m). In numerator layout rows
            belong to y and columns to x."""
            return A.T

        def the_product_itself(A, x):
            """That is y = A x itself. How does each y[i] change with each x[j]?"""
            return A @ x

        def weighted_by_x(A, x):
            """It looks as if every entry was multiplied by x. A[i, j] x[j] is the term; what is
            its slope when x[j] moves?"""
            return A * x

        def summed_over_y(A, x):
            """That is the gradient of the *sum* of y: one number for each x[j]. The Jacobian keeps
            every y[i] apart."""
            return A.sum(dim=0)


class JacobianOfXA(Exercise):
    """The Jacobian of y = xᵀA with respect to x, in numerator layout.

    x is (n,), A is (n, m), so y is (m,). Result: (m, n).
    """

    slug = "jacobian-of-xA"
    hints = (
        "Which y[i] knows x[j], and with which factor?",
        "y[i] is the sum of x[j] A[j, i] over j. Rows of the Jacobian belong to y, columns to x.",
        "∂y[i]/∂x[j] = A[j, i]",
    )
    proves = "x from the left is Aᵀ from the right: xᵀA has the Jacobian Aᵀ."

    def solution(x, A):
        return A.T

    def inputs():
        _with_autograd()
        return unlike_sizes(2).flatmap(lambda nm: st.tuples(tensors(nm[:1]), tensors(nm)))

    def edge_cases():
        return [(torch.tensor([1.0, 2.0]), torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))]

    class also_right:
        def from_torch(x, A):
            return jacrev(lambda t: t @ A)(x)

        def entry_by_entry(x, A):
            n, m = A.shape
            return torch.tensor([[A[j, i].item() for j in range(n)] for i in range(m)])

        def with_numpy(x, A):
            return A.numpy().transpose()

    class wrong:
        def not_transposed(x, A):
            """The entries are right, in denominator layout: A is (n, m). In numerator layout the
            rows belong to y, which has m entries."""
            return A

        def the_product_itself(x, A):
            """That is y = xᵀA itself. How does each y[i] change with each x[j]?"""
            return x @ A

        def weighted_by_x(x, A):
            """It looks as if every entry was multiplied by x. x[j] A[j, i] is the term; what is
            its slope when x[j] moves?"""
            return (A * x[:, None]).T

        def summed_over_y(x, A):
            """Here the rows of A are summed: one number for each x[j], the slope of the *sum* of y.
            Every y[i] has a row of its own in the Jacobian."""
            return A.sum(dim=1)


class Quadratic(Exercise):
    """The gradient of xᵀA x with respect to x, for any square A.

    x is (n,), A is (n, n). Result: (n,). For A = [[1, 2], [0, 1]] and
    x = (1, 0) it is [2, 2].
    """

    name = "quadratic_gradient"
    hints = (
        "x stands in two places. What does the product rule say about ⟨x, A x⟩?",
        "One term is A x; the other is what A looks like to the x on the left.",
        "`A @ x + A.T @ x`",
    )
    proves = "xᵀA x has the gradient (A + Aᵀ) x; 2A x is right for symmetric A only."

    def solution(A, x):
        return (A + A.T) @ x

    def inputs():
        _with_autograd()
        return sizes(1, 4).flatmap(lambda n: st.tuples(tensors((n, n)), tensors((n,))))

    def edge_cases():
        return [
            (torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([1.0, 0.0])),
            (torch.tensor([[0.0, 1.0], [-1.0, 0.0]]), torch.tensor([1.0, 2.0])),
        ]

    class also_right:
        def both_terms(A, x):
            return A @ x + x @ A

        def from_autograd(A, x):
            return grad(lambda t: t @ A @ t)(x)

        def in_loops(A, x):
            n = len(x)
            return torch.stack(
                [sum((A[i, j] + A[j, i]) * x[j] for j in range(n)) for i in range(n)]
            )

        def with_numpy(A, x):
            return (A.numpy() + A.numpy().T) @ x.numpy()

    class wrong:
        def twice_ax(A, x):
            """That is right when A is symmetric. This A is not: the x on the left meets the
            *columns* of A, the x on the right its rows."""
            return 2 * A @ x

        def twice_a_transposed_x(A, x):
            """It looks as if the x on the left was counted twice. Each of the two x's brings one
            term."""
            return 2 * A.T @ x

        def one_x_only(A, x):
            """That is the term of one x. There is another x, on the left, which moves too."""
            return A @ x

        def x_left_out(A, x):
            """That is A + Aᵀ, a matrix: how fast the *gradient* changes. The gradient itself still
            has x in it."""
            return A + A.T

        def the_form_itself(A, x):
            """That is the number xᵀA x itself. Its gradient has an entry for each x[j]."""
            return x @ A @ x

        def as_a_row(A, x):
            """The entries are right, as a row (1, n): numerator layout on paper. Asked for is x's
            own shape, (n,), as in torch's `.grad`."""
            return ((A + A.T) @ x).reshape(1, -1)

        def as_a_column(A, x):
            """The entries are right, as a column (n, 1): denominator layout. Asked for is x's own
            shape, (n,), as in torch's `.grad`."""
            return ((A + A.T) @ x).reshape(-1, 1)


def _stacked(answer: object) -> object:
    """A pair of numbers as one tensor; anything else as it is."""
    if isinstance(answer, (tuple, list)) and not any(part is ... for part in answer):
        try:
            return torch.stack([torch.as_tensor(part).reshape(()) for part in answer])
        except (TypeError, ValueError, RuntimeError):
            return answer
    return answer


class ChainAbc(Exercise):
    """∂u/∂a and ∂u/∂b for u(x, y, z), where x, y and z all depend on a and b.

    du is (3,): ∂u/∂x, ∂u/∂y, ∂u/∂z. dx, dy, dz are (2,): ∂x/∂a and ∂x/∂b, and
    so on. Returns both numbers, shape (2,).
    """

    name = "chain"
    hints = (
        "On how many paths does a change of a reach u?",
        "Along a path the slopes multiply; over the paths they add up.",
        "`du[0] * dx + du[1] * dy + du[2] * dz`",
    )
    proves = "Multiply along a path, add over the paths: that is a row times a matrix."

    def solution(du, dx, dy, dz):
        return du[0] * dx + du[1] * dy + du[2] * dz

    def inputs():
        return st.tuples(tensors((3,)), tensors((2,)), tensors((2,)), tensors((2,)))

    def edge_cases():
        ones = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 10.0])
        return [(*ones, torch.tensor([2.0, 0.0]), torch.tensor([0.0, 5.0]))]

    def observe(chain, du, dx, dy, dz):
        return _stacked(chain(du, dx, dy, dz))

    class also_right:
        def a_row_times_a_matrix(du, dx, dy, dz):
            return du @ torch.stack((dx, dy, dz))

        def as_a_pair(du, dx, dy, dz):
            du_da = sum(du[i] * d[0] for i, d in enumerate((dx, dy, dz)))
            du_db = sum(du[i] * d[1] for i, d in enumerate((dx, dy, dz)))
            return du_da, du_db

        def with_einsum(du, dx, dy, dz):
            return torch.einsum("i,ij->j", du, torch.stack((dx, dy, dz)))

    class wrong:
        def one_path_only(du, dx, dy, dz):
            """That is the path through x alone. u also hears of a through y and through z."""
            return du[0] * dx

        def paths_multiplied(du, dx, dy, dz):
            """Along one path slopes multiply. Different paths to the same u: each brings its own
            change, so what do they do together?"""
            return du[0] * dx * du[1] * dy * du[2] * dz

        def outer_slopes_left_out(du, dx, dy, dz):
            """That is how x, y and z move, added up. How strongly does u answer to each of
            them?"""
            return dx + dy + dz

        def sum_of_all_slopes(du, dx, dy, dz):
            """It looks as if the slopes along a path were added. If x moves twice as fast as a,
            and u three times as fast as x, how fast does u move?"""
            return du.sum() + dx + dy + dz

        def a_and_b_together(du, dx, dy, dz):
            """That is one number for a and b together. Each has a derivative of its own."""
            return (du[0] * dx + du[1] * dy + du[2] * dz).sum()


class LeastSquares(Exercise):
    """The gradient of ‖X w - y‖² with respect to w.

    X is (m, n), w is (n,), y is (m,). Result: (n,), as w.
    """

    name = "least_squares_gradient"
    hints = (
        "Call r = X w - y. What is the derivative of ‖r‖² by r, and that of r by w?",
        "In shapes: (1, n) = (1, m)(m, n). The factors are 2rᵀ and X.",
        "`2 * X.T @ (X @ w - y)`",
    )
    proves = "This is the gradient that fits a line to data, and most of what training computes."

    def solution(X, w, y):
        return 2 * X.T @ (X @ w - y)

    def inputs():
        _with_autograd()
        return unlike_sizes(2).flatmap(
            lambda np: st.tuples(tensors(np), tensors(np[1:]), tensors(np[:1]))
        )

    def edge_cases():
        X = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
        return [(X, torch.tensor([0.0, 1.0]), torch.tensor([1.0, 1.0, 4.0]))]

    class also_right:
        def row_from_the_left(X, w, y):
            return 2 * (X @ w - y) @ X

        def from_autograd(X, w, y):
            return grad(lambda v: ((X @ v - y) ** 2).sum())(w)

        def multiplied_out(X, w, y):
            return 2 * (X.T @ X) @ w - 2 * X.T @ y

        def sample_by_sample(X, w, y):
            gradient = torch.zeros(len(w))
            for sample, target in zip(X, y):
                gradient = gradient + 2 * (sample @ w - target) * sample
            return gradient

        def with_numpy(X, w, y):
            X, w, y = X.numpy(), w.numpy(), y.numpy()
            return 2 * X.T @ (X @ w - y)

    class wrong:
        def two_forgotten(X, w, y):
            """The direction is right and the length is half. A square has the slope 2r. (Losses
            are often written with ½ in front, so that the 2 goes; this one is not.)"""
            return X.T @ (X @ w - y)

        def x_forgotten(X, w, y):
            """That is the derivative by r = X w - y, with an entry for each *sample*. By the chain
            rule the derivative of r by w follows."""
            return 2 * (X @ w - y)

        def sign_turned(X, w, y):
            """The sign is turned. Does the loss grow with X w, or with y - X w? Look at what moves
            when w does."""
            return 2 * X.T @ (y - X @ w)

        def mean_of_the_squares(X, w, y):
            """That is the gradient of the *mean* of the squares. ‖ ‖² adds them up."""
            return 2 * X.T @ (X @ w - y) / len(y)

        def target_forgotten(X, w, y):
            """y does not move with w, but it stands inside the square: it has a say in the
            slope."""
            return 2 * X.T @ X @ w

        def of_the_norm_itself(X, w, y):
            """That is the gradient of the length ‖X w - y‖. Asked for is that of its square, which
            has no root to go through."""
            r = X @ w - y
            return X.T @ r / (r**2).sum().sqrt().clamp(min=1e-12)

        def the_loss_itself(X, w, y):
            """That is the loss, one number. Its gradient has an entry for each weight."""
            return ((X @ w - y) ** 2).sum()

        def as_a_row(X, w, y):
            """The entries are right, as a row (1, n): numerator layout on paper. Asked for is w's
            own shape, (n,), as in torch's `.grad`."""
            return (2 * X.T @ (X @ w - y)).reshape(1, -1)

        def as_a_column(X, w, y):
            """The entries are right, as a column (n, 1): denominator layout. Asked for is w's own
            shape, (n,), as in torch's `.grad`."""
            return (2 * X.T @ (X @ w - y)).reshape(-1, 1)


class SoftmaxJacobian(Exercise):
    """The Jacobian of p = softmax(x) with respect to x.

    x is (n,), the result is (n, n). For x = (0, 0), p is (½, ½) and the
    Jacobian is [[¼, -¼], [-¼, ¼]].
    """

    hints = (
        "If x[0] grows, p[0] grows. What happens to the others, given that they sum to 1?",
        "∂p[i]/∂x[j] is p[i] (1 - p[i]) for i = j, and -p[i] p[j] elsewhere.",
        "`torch.diag(p) - torch.outer(p, p)`",
    )
    proves = "diag(p) - ppᵀ: every row and column sums to 0, since the p's sum to 1."

    def solution(x):
        p = torch.softmax(x, dim=0)
        return torch.diag(p) - torch.outer(p, p)

    def inputs():
        _with_autograd()
        return sizes(2, 4).flatmap(lambda n: tensors((n,))).map(lambda x: (x,))

    def edge_cases():
        return [(torch.zeros(2),), (torch.tensor([0.0, 1.0, 2.0]),), (torch.tensor([3.0]),)]

    class also_right:
        def from_torch(x):
            return jacrev(lambda t: torch.softmax(t, dim=0))(x)

        def by_broadcasting(x):
            p = torch.softmax(x, dim=-1)
            return p[:, None] * (torch.eye(len(x)) - p)

        def in_loops(x):
            p = (x - x.max()).exp()
            p = p / p.sum()
            n = len(x)
            J = torch.zeros(n, n)
            for i in range(n):
                for j in range(n):
                    J[i, j] = p[i] * (int(i == j) - p[j])
            return J

        def with_numpy(x):
            e = np.exp(x.numpy() - x.numpy().max())
            p = e / e.sum()
            return np.diag(p) - np.outer(p, p)

    class wrong:
        def diagonal_only(x):
            """The diagonal is right. The p's share a sum of 1: when one grows, the others have to
            shrink, so the entries beside the diagonal are not 0."""
            p = torch.softmax(x, dim=0)
            return torch.diag(p * (1 - p))

        def diagonal_as_a_vector(x):
            """Those are the slopes of each p[i] by its own x[i]. Every p[i] depends on every x[j]:
            that makes a matrix."""
            p = torch.softmax(x, dim=0)
            return p * (1 - p)

        def sign_turned(x):
            """All signs are turned. If x[0] grows, does p[0] grow or shrink?"""
            p = torch.softmax(x, dim=0)
            return torch.outer(p, p) - torch.diag(p)

        def outer_product_forgotten(x):
            """That treats softmax as if it were exp, whose slope is itself. The sum in the
            denominator moves as well."""
            return torch.diag(torch.softmax(x, dim=0))

        def logits_for_probabilities(x):
            """The formula is right, with x in the place of p. The p in it is softmax(x)."""
            return torch.diag(x) - torch.outer(x, x)

        def the_softmax_itself(x):
            """That is p itself. Its Jacobian tells how each p[i] moves with each x[j]."""
            return torch.softmax(x, dim=0)


_MAPS = (
    _called(
        "f(x) = (x0 + 2 x1, 3 x0, x1²)",
        lambda x: torch.stack((x[0] + 2 * x[1], 3 * x[0], x[1] ** 2)),
    ),
    _called(
        "f(x) = (x0 x1, sin(x0) + x2)",
        lambda x: torch.stack((x[0] * x[1], x[0].sin() + x[2])),
    ),
    _called(
        "f(x) = (exp(x0 - x1), x0² + x1², x0)",
        lambda x: torch.stack(((x[0] - x[1]).exp(), (x**2).sum(), x[0])),
    ),
    _called("f(x) = (x0 x1 x2 + x3²,)", lambda x: (x[0] * x[1] * x[2] + x[3] ** 2).reshape(1)),
    _called("f(x) = (cos(x0), x0³)", lambda x: torch.stack((x[0].cos(), x[0] ** 3))),
)
_INPUTS_OF_MAPS = (2, 3, 2, 4, 1)


def _claims():
    """A map, a point, and a claim about the Jacobian there: right, or wrong in some way."""

    def claim(which, values, how, place):
        f = _MAPS[which]
        x = torch.tensor(values[: _INPUTS_OF_MAPS[which]], dtype=torch.float64)
        J = jacrev(f)(x)
        i, j = place[0] % J.shape[0], place[1] % J.shape[1]
        if how == "one entry off":
            J[i, j] += 0.5
        elif how == "columns off by turns":  # hidden from the direction (1, 1, …)
            J[i, 0] += 1.0
            J[i, -1] -= 1.0
        elif how == "transposed":
            J = J.T.clone()
        elif how == "sign":
            J = -J
        elif how == "off where the others are right":
            J[-1, -1] += 0.01
        elif how == "elsewhere":
            J = jacrev(f)(x + 1)
        return f, x, J

    hows = [
        "right",
        "right",
        "right",
        "one entry off",
        "columns off by turns",
        "transposed",
        "sign",
        "off where the others are right",
        "elsewhere",
    ]
    quarters = st.lists(st.integers(-6, 6).map(lambda k: k / 4), min_size=4, max_size=4)
    places = st.tuples(st.integers(0, 3), st.integers(0, 3))
    return st.builds(claim, st.integers(0, len(_MAPS) - 1), quarters, st.sampled_from(hows), places)


class JacobianCheck(Exercise):
    """Whether J is the Jacobian of f at x, found out from values of f near x.
    True or False.

    f takes x (n,) and gives (m,), all in float64. J has shape (m, n) where it
    is right; False too where it has another shape. A wrong claim is off by
    0.01 or more in some entry.
    """

    name = "is_jacobian"
    hints = (
        "How much does f change when only x[j] moves a little? Which part of J claims to know?",
        "The central difference in direction j should be close to column j of J, for *every* j. "
        "Close, not equal: allow for rounding.",
        "Stack `(f(x + h * e) - f(x - h * e)) / (2 * h)` for the rows e of the identity as "
        "columns; compare the shapes, then use `torch.allclose(…, atol=1e-4)`.",
    )
    proves = "You own the test that every derivative in this lecture has passed."

    def solution(f, x, J):
        h = 1e-5
        steps = h * torch.eye(len(x), dtype=torch.float64)
        columns = [(f(x + s) - f(x - s)) / (2 * h) for s in steps]
        slopes = torch.stack(columns, dim=1)
        return J.shape == slopes.shape and torch.allclose(J, slopes, atol=1e-5)

    def inputs():
        return _claims()

    def edge_cases():
        f, x = _MAPS[0], torch.tensor([1.0, 2.0], dtype=torch.float64)
        J = torch.tensor([[1.0, 2.0], [3.0, 0.0], [0.0, 4.0]], dtype=torch.float64)
        off = torch.tensor([[1.0, 0.0], [0.0, 0.0], [0.0, -1.0]], dtype=torch.float64)
        turns = torch.tensor([[1.0, -1.0], [0.0, 0.0], [0.0, 0.0]], dtype=torch.float64)
        return [
            (f, x, J),
            (f, x, J.T.clone()),
            (f, x, J + 0.01 * off),
            (f, x, J + turns),
            (f, x, J[:1].clone()),
        ]

    class also_right:
        def entry_by_entry(f, x, J):
            y, h = f(x), 1e-6
            if J.shape != (len(y), len(x)):
                return False
            for j in range(len(x)):
                step = torch.zeros_like(x)
                step[j] = h
                for i in range(len(y)):
                    slope = (f(x + step)[i] - f(x - step)[i]) / (2 * h)
                    if abs(slope - J[i, j]) > 1e-3:
                        return False
            return True

        def one_sided_with_room(f, x, J):
            h = 1e-7
            columns = torch.stack([(f(x + h * e) - f(x)) / h for e in torch.eye(len(x)).double()])
            return J.T.shape == columns.shape and bool((J.T - columns).abs().max() < 1e-4)

        def asked_of_torch(f, x, J):
            true = jacrev(f)(x)
            return true.shape == J.shape and torch.allclose(true, J)

        def with_numpy(f, x, J):
            h, n = 1e-5, len(x)
            steps = torch.from_numpy(np.eye(n) * h)
            D = np.array([((f(x + s) - f(x - s)) / (2 * h)).numpy() for s in steps]).T
            return D.shape == tuple(J.shape) and np.allclose(D, J.numpy(), atol=1e-4)

    class wrong:
        def value_at_one_point(f, x, J):
            """It looks as if f(x) was compared with J x. They are equal for a linear f alone. J
            tells about *changes*: f(x + s) - f(x) is close to J s for small s."""
            return J.shape == (len(f(x)), len(x)) and torch.allclose(J @ x, f(x), atol=1e-4)

        def value_without_a_look_at_the_shape(f, x, J):
            """J x is f(x) for a linear f alone: J tells how f *changes*. Compare
            f(x + s) - f(x - s) with what J makes of 2 s, one axis after the other, and answer
            False to a J of another shape."""
            return torch.allclose(J @ x, f(x), atol=1e-4)

        def exactly_equal(f, x, J):
            """A difference quotient is never exact: it misses by some 1e-10. Compare with a
            tolerance, `torch.allclose`."""
            h = 1e-5
            steps = h * torch.eye(len(x), dtype=torch.float64)
            slopes = torch.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps], dim=1)
            return torch.equal(J, slopes)

        def one_direction_only(f, x, J):
            """It looks as if only one direction was tried. Errors in different columns can cancel
            in it: try each axis for itself."""
            h = 1e-5
            s = torch.full_like(x, h)
            slope = (f(x + s) - f(x - s)) / (2 * h)
            if J.shape != (len(slope), len(x)):
                return False
            return torch.allclose(J.sum(dim=1), slope, atol=1e-4)

        def first_column_only(f, x, J):
            """It looks as if only x[0] was moved. The other columns of J are claims too."""
            h = 1e-5
            s = torch.zeros_like(x)
            s[0] = h
            slope = (f(x + s) - f(x - s)) / (2 * h)
            if J.shape != (len(slope), len(x)):
                return False
            return torch.allclose(J[:, 0], slope, atol=1e-4)

        def shape_only(f, x, J):
            """It looks as if only the shape was looked at. The entries are claims too."""
            return J.shape == (len(f(x)), len(x))

        def shape_not_looked_at(f, x, J):
            """A claim of another shape is wrong, and should be answered with False: compare the
            shapes before the entries."""
            h = 1e-5
            steps = h * torch.eye(len(x), dtype=torch.float64)
            slopes = torch.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps], dim=1)
            return bool(((J - slopes).abs() < 1e-4).all())

        def rows_for_columns(f, x, J):
            """It looks as if the differences were stacked as *rows*. Moving x[j] gives column j of
            the Jacobian: (m, n) has a column for each entry of x."""
            h = 1e-5
            steps = h * torch.eye(len(x), dtype=torch.float64)
            slopes = torch.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps])
            return J.shape == slopes.shape and torch.allclose(J, slopes, atol=1e-4)

        def too_generous(f, x, J):
            """The tolerance is so wide that an entry off by 0.01 passes. The central difference is
            good to nine digits or so: ask for four at least."""
            h = 1e-5
            steps = h * torch.eye(len(x), dtype=torch.float64)
            slopes = torch.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps], dim=1)
            return J.shape == slopes.shape and torch.allclose(J, slopes, atol=0.1)


_SLOPES = (
    _called("grad(x) = 2 x", lambda x: 2 * x),
    _called("grad(x) = x - 1", lambda x: x - 1),
    _called("grad(x) = x³", lambda x: x**3 / 16),
    _called("grad(x) = sin(x)", lambda x: torch.sin(torch.as_tensor(x))),
)


class Descend(Exercise):
    """The point after k steps of gradient descent from x, each eta times the
    gradient long.

    grad is a function: grad(x) is the gradient at x, of the shape of x. With
    grad(x) = 2 x, x = [8.0], eta = 0.25 and k = 2 the result is [2.0].
    """

    hints = (
        "Which way does the gradient point, and which way do you want to go?",
        "After each step you stand somewhere else, where the gradient is another one.",
        "In a loop of k turns: `x = x - eta * grad(x)`",
    )
    proves = "You wrote the loop that trains every model in the course."

    def solution(grad, x, eta, k):
        for _ in range(k):
            x = x - eta * grad(x)
        return x

    def inputs():
        starts = sizes(1, 3).flatmap(lambda n: tensors((n,)))
        rates = st.sampled_from([0.1, 0.25, 0.5])
        return st.tuples(st.sampled_from(_SLOPES), starts, rates, st.integers(0, 4))

    def edge_cases():
        x = torch.tensor([8.0])
        return [(_SLOPES[0], x, 0.25, 2), (_SLOPES[0], x, 0.25, 0), (_SLOPES[1], x, 0.5, 3)]

    class also_right:
        def in_place_on_a_copy(grad, x, eta, k):
            x = x.clone()
            for _ in range(k):
                x -= eta * grad(x)
            return x

        def by_recursion(grad, x, eta, k):
            return Descend.solution(grad, x - eta * grad(x), eta, k - 1) if k else x

        def keeping_the_path(grad, x, eta, k):
            path = [x]
            while len(path) <= k:
                path.append(path[-1] - eta * grad(path[-1]))
            return path[-1]

    class wrong:
        def ascends(grad, x, eta, k):
            """This walks uphill. The gradient points to steepest *ascent*."""
            for _ in range(k):
                x = x + eta * grad(x)
            return x

        def gradient_at_the_start_only(grad, x, eta, k):
            """It looks as if every step used the gradient of the starting point. After a step you
            stand elsewhere: ask again."""
            g = grad(x)
            for _ in range(k):
                x = x - eta * g
            return x

        def one_step_only(grad, x, eta, k):
            """That is one step. Asked for are k of them."""
            return x - eta * grad(x)

        def one_step_too_many(grad, x, eta, k):
            """That is one step too many. How often does the loop run for k = 0?"""
            for _ in range(k + 1):
                x = x - eta * grad(x)
            return x

        def eta_forgotten(grad, x, eta, k):
            """These steps are as long as the gradient itself. Each has to be eta times as long."""
            for _ in range(k):
                x = x - grad(x)
            return x

        def returned_the_gradient(grad, x, eta, k):
            """That is the gradient at the end. Asked for is the point."""
            for _ in range(k):
                x = x - eta * grad(x)
            return grad(x)
