"""Every value and every adjoint in the graph of z = log(x²)·sin x + 1/x, at x = 2.

a = x², b = log a, c = sin x, d = b·c, e = 1/x, z = d + e. Numbers to two decimals, or
expressions such as `math.sin(2)`.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Go forward first: which values does each node need? Then from z back: what does z "
    "change by when d changes a little?",
    "The adjoint of a node is the adjoint of the node that uses it, times the derivative on "
    "the arrow between. Where several nodes use it, the contributions add.",
    "x is used three times: by a (derivative 2x), by c (derivative cos x) and by e "
    "(derivative -1/x²).",
)
proves = "You went through the graph as torch does: values forward, adjoints backward."
read = reading.each(reading.two_decimals)

solution = {
    "a": 4.0, "b": math.log(4), "c": math.sin(2),
    "d": math.log(4) * math.sin(2), "e": 0.5, "z": math.log(4) * math.sin(2) + 0.5,
    "dz/dd": 1.0, "dz/de": 1.0, "dz/db": math.sin(2),
    "dz/dc": math.log(4), "dz/da": math.sin(2) / 4, "dz/dx": math.sin(2) + math.log(4) * math.cos(2) - 1 / 4,
}  # fmt: skip


@right
def rounded_to_two_decimals():
    return {
        "a": 4,
        "b": 1.39,
        "c": 0.91,
        "d": 1.26,
        "e": 0.5,
        "z": 1.76,
        "dz/dd": 1,
        "dz/de": 1,
        "dz/db": 0.91,
        "dz/dc": 1.39,
        "dz/da": 0.23,
        "dz/dx": 0.08,
    }


@right
def computed_by_torch():
    x = torch.tensor(2.0, requires_grad=True)
    a = x**2
    b, c, e = a.log(), x.sin(), 1 / x
    d = b * c
    z = d + e
    adjoints = torch.autograd.grad(z, (d, e, b, c, a, x))
    names = ("dz/dd", "dz/de", "dz/db", "dz/dc", "dz/da", "dz/dx")
    values = {"a": a, "b": b, "c": c, "d": d, "e": e, "z": z}
    return values | dict(zip(names, adjoints))


@wrong
def forgot_the_path_through_e():
    """x reaches z along three paths, and one is missing here: which node uses x
    directly, besides a and c?"""
    return {"dz/dx": math.sin(2) + math.log(4) * math.cos(2)}


@wrong
def forgot_the_path_through_c():
    """One of the paths from x to z is missing: x changes sin x as well, and so d."""
    return {"dz/dx": math.sin(2) - 1 / 4}


@wrong
def forgot_the_path_through_a():
    """One of the paths from x to z is missing: x changes a, and so b, and so d."""
    return {"dz/dx": math.log(4) * math.cos(2) - 1 / 4}


@wrong
def slope_of_one_over_x_positive():
    """All three paths are there, but one has the wrong sign: does 1/x rise or fall when
    x grows?"""
    return {"dz/dx": math.sin(2) + math.log(4) * math.cos(2) + 1 / 4}


@wrong
def factors_swapped():
    """In a product each factor is the other one's derivative: when b grows by a little,
    d grows by that times c."""
    return {"dz/db": math.log(4), "dz/dc": math.sin(2)}


@wrong
def factors_swapped_all_the_way_back():
    """In a product each factor is the other one's derivative: dd/db is c, dd/dc is b. What
    lies behind b and c went wrong with them."""
    return {
        "dz/db": math.log(4),
        "dz/dc": math.sin(2),
        "dz/da": math.log(4) / 4,
        "dz/dx": math.log(4) + math.sin(2) * math.cos(2) - 1 / 4,
    }


@wrong
def angle_in_degrees():
    """It looks as if the sine was taken of 2 *degrees*. The angle is 2, in radians, as
    everywhere in calculus: set the calculator to RAD."""
    c, cos, b = math.sin(math.radians(2)), math.cos(math.radians(2)), math.log(4)
    return {
        "c": c,
        "d": b * c,
        "z": b * c + 0.5,
        "dz/db": c,
        "dz/da": c / 4,
        "dz/dx": c + b * cos - 1 / 4,
    }


@wrong
def logarithm_to_base_ten():
    """It looks as if the logarithm was taken to base 10. `log` is the natural one here, as in
    torch: log 4 is about 1.39."""
    b, c = math.log10(4), math.sin(2)
    return {
        "b": b,
        "d": b * c,
        "z": b * c + 0.5,
        "dz/dc": b,
        "dz/dx": c + b * math.cos(2) - 1 / 4,
    }


@wrong
def two_digits_in_all():
    """These are rounded to two *digits*; two decimals are asked for, two digits behind the
    point: 1.39, not 1.4."""
    return {"b": 1.4, "d": 1.3, "z": 1.8, "dz/dc": 1.4}


@wrong
def one_decimal():
    """These are rounded to one decimal. Two are asked for: two digits behind the point."""
    return {key: round(value, 1) for key, value in solution.items()}


@wrong
def cut_off():
    """The digits behind the second were cut off. To round, look at the third one: 1.386 is
    1.39 to two decimals."""
    return {key: math.floor(100 * value) / 100 for key, value in solution.items()}


@wrong
def values_for_adjoints():
    """In place of the adjoints stand the *values* of the nodes. An adjoint says how much z
    changes when the node does."""
    values = {f"dz/d{name}": solution[name] for name in "debca"}
    return values | {"dz/dx": 2.0}


@wrong
def local_derivatives_only():
    """These are the derivatives along single arrows. An adjoint says what *z* does:
    multiply along the way from z down to the node."""
    return {"dz/da": 1 / 4, "dz/db": 1.0, "dz/dc": 1.0}


def proof() -> None:
    """Each value by the formula in a program, each adjoint measured with the others held."""
    x = 2.0
    a, b, c, e = x**2, math.log(x**2), math.sin(x), 1 / x

    def slope(f, at, h=1e-5):
        return (f(at + h) - f(at - h)) / (2 * h)

    found = {
        "a": a,
        "b": b,
        "c": c,
        "d": b * c,
        "e": e,
        "z": b * c + e,
        "dz/dd": slope(lambda d: d + e, b * c),
        "dz/de": slope(lambda e: b * c + e, e),
        "dz/db": slope(lambda b: b * c + e, b),
        "dz/dc": slope(lambda c: b * c + e, c),
        "dz/da": slope(lambda a: math.log(a) * c + e, a),
        "dz/dx": slope(lambda x: math.log(x**2) * math.sin(x) + 1 / x, x),
    }
    assert found.keys() == solution.keys()
    for name, value in solution.items():
        assert math.isclose(value, found[name], rel_tol=1e-6), name
