"""The smallest *whole* number x for which exp(x) still has all its digits.

That is so down to the format's smallest normal number, the `tiny` of
`torch.finfo`. Below it digits get lost, one after the other, until 0 is
left.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which x makes exp(x) the smallest normal number? It is negative.",
    "The natural logarithm of `tiny`, rounded towards 0: exp(x) must not lie below it.",
    "`math.log(torch.finfo(torch.float16).tiny)` is -9.7, so that -9 is the last whole number.",
)
proves = "exp loses its digits below -87 in float32: a probability so small is soon a plain 0."
read = reading.each(reading.count)

solution = {
    "float16": -9,
    "bfloat16": -87,
    "float32": -87,
    "float64": -708,
}
_DTYPES = {name: getattr(torch, name) for name in solution}


@right
def by_the_logarithm():
    return {name: math.ceil(math.log(torch.finfo(dtype).tiny)) for name, dtype in _DTYPES.items()}


@right
def as_floats():
    return {"float16": -9.0, "bfloat16": torch.tensor(-87.0), "float64": [-708]}


@wrong
def mirror_of_the_largest():
    """Those are the largest exponents with a minus. The formats do not reach quite as far down as
    up, with all their digits: what is the logarithm of `tiny`?"""
    return {"float16": -11, "bfloat16": -88, "float32": -88, "float64": -709}


@wrong
def rounded_down():
    """Rounded down, exp(x) lies below `tiny`. Which whole number is the last *above* it?"""
    return {"float16": -10, "bfloat16": -88, "float32": -88, "float64": -709}


@wrong
def sign_forgotten():
    """exp of a positive number is more than 1. Small numbers have negative logarithms."""
    return {name: -x for name, x in solution.items()}


@wrong
def where_zero_is_left():
    """There exp(x) has become 0, or nearly. Long before that it loses digits: below `tiny`."""
    return {"float16": -17, "bfloat16": -92, "float32": -103, "float64": -745}


@wrong
def powers_of_ten():
    """These are powers of *ten*. exp(x) is a power of e: 10 is e to 2.3."""
    return {"float16": -5, "bfloat16": -38, "float32": -38, "float64": -308}


@wrong
def powers_of_two():
    """2 to the power of each of these is its format's smallest normal number. exp(x) is a power
    of e, and 2 is e to 0.69: multiply by that."""
    return {"float16": -14, "bfloat16": -126, "float32": -126, "float64": -1022}


@wrong
def by_the_distance_to_one():
    """Those are the logarithms of `eps`, the gap between 1 and the next number. Near 0 the numbers
    lie much denser: take `tiny`."""
    return {"float16": -6, "bfloat16": -4, "float32": -15, "float64": -36}


@wrong
def sixteen_bits_are_sixteen_bits():
    """bfloat16 and float16 have 16 bits each, but not the same ones: bfloat16 has the exponent of
    float32, so it reaches down as far."""
    return {"bfloat16": -9}


def proof() -> None:
    """By powers of 2, as the formats have them, and Python's exact fractions."""
    from fractions import Fraction

    for name, x in solution.items():
        tiny = Fraction(torch.finfo(_DTYPES[name]).tiny)
        assert Fraction(math.exp(x)) >= tiny > Fraction(math.exp(x - 1)), name
