"""The largest *whole* number x for which exp(x) is not yet inf.

exp(0), exp(1), exp(2) … are computed in each format: which is the last
that fits?
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "Which x makes exp(x) the format's largest number?",
    "Its natural logarithm, rounded down. `torch.finfo(torch.float16).max` is 65504.",
    "`math.log(torch.finfo(torch.float32).max)` is 88.7.",
)
proves = "Scores of 12 overflow in float16, scores of 89 in float32: they are nothing special."

solution = {
    "float16": 11,
    "bfloat16": 88,
    "float32": 88,
    "float64": 709,
}
_DTYPES = {name: getattr(torch, name) for name in solution}


def _count(answer):
    """A whole number; of a format's largest number, whose digits may be many or few, the size."""
    number = min(reading.number(answer), torch.finfo(torch.float64).max)  # 1.8e308 is inf
    for dtype in _DTYPES.values():
        top = torch.finfo(dtype).max
        if number > 1e4 and math.isclose(number, top, rel_tol=0.02):
            return f"≈ {top:.0e}"
    return reading.count(answer)


read = reading.each(_count)


@right
def by_the_logarithm():
    return {name: int(math.log(torch.finfo(dtype).max)) for name, dtype in _DTYPES.items()}


@right
def tried_one_after_the_other():
    x = torch.arange(1000.0, dtype=torch.float64)
    return {name: int(x.exp().to(dtype).isfinite().sum()) - 1 for name, dtype in _DTYPES.items()}


@right
def as_floats():
    return {"float16": 11.0, "bfloat16": torch.tensor(88.0), "float64": [709]}


@wrong
def the_largest_number_itself():
    """That is the largest number of the format: exp(x) is to be that, and not x. What is its
    natural logarithm?"""
    return {name: torch.finfo(dtype).max for name, dtype in _DTYPES.items()}


@wrong
def the_first_that_overflows():
    """exp of these is inf already. Asked for is the last whole number before that."""
    return {"float16": 12, "bfloat16": 89, "float32": 89, "float64": 710}


@wrong
def powers_of_ten():
    """These are powers of *ten*: the largest float32 is about 10³⁸. exp(x) is a power of e: 10 is e
    to 2.3."""
    return {"float16": 4, "bfloat16": 38, "float32": 38, "float64": 308}


@wrong
def powers_of_two():
    """These are powers of *two*, the exponents that the format's bits hold. exp(x) is a power of e:
    2 is e to 0.69."""
    return {"float16": 15, "bfloat16": 127, "float32": 127, "float64": 1023}


@wrong_like(powers_of_two)
def powers_of_two_not_reached():
    return {"float16": 16, "bfloat16": 128, "float32": 128, "float64": 1024}


@wrong
def sixteen_bits_are_sixteen_bits():
    """bfloat16 has 16 bits as float16 has, and spends them otherwise: its exponent is as long as
    that of float32, and its digits are few."""
    return {"bfloat16": 11}


@wrong
def twice_the_bits():
    """Twice the bits are not twice the exponent: float64 has 11 bits for it where float32 has 8.
    What is the logarithm of its largest number?"""
    return {"float64": 176}


@wrong
def half_of_float32():
    """float16 has 5 bits for its exponent where float32 has 8: 65504 is its largest number. What is
    the logarithm of that?"""
    return {"float16": 44}


def proof() -> None:
    """Both sides of each edge are computed."""
    for name, x in solution.items():
        last, over = torch.tensor([x, x + 1.0]).double().exp().to(_DTYPES[name])
        assert last.isfinite() and over.isinf(), name
