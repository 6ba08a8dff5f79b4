"""The dtype of each expression."""

import torch

from preliminaries.authoring import Unreadable, reading, right, said, wrong

hints = (
    "Which of these results can be a fraction, and which can only be true or false?",
    "Python floats become torch's default dtype. `/` always divides to floats; a comparison "
    "answers a yes-or-no question for each entry.",
    "One of the four is `torch.int64`, two are `torch.float32`, one is `torch.bool`.",
)
proves = "You can tell the dtype of a result before you compute it."


def read_dtype(answer):
    """A dtype; asks for more than the kind, which is also torch's short name of one of them."""
    if answer in ("int", "float"):
        told = "`{kind}` tells the kind, and not how many bits: write it as in `torch.int16`."
        raise Unreadable(said(told, kind=answer))
    return reading.dtype(answer)


read = reading.each(read_dtype)
solution = {
    "torch.tensor([1, 2])": torch.int64,
    "torch.tensor([1., 2])": torch.float32,
    "torch.arange(3) / 2": torch.float32,
    "torch.tensor([1, 2]) > 1": torch.bool,
}


@right
def by_name():
    return {
        "torch.tensor([1, 2])": "int64",
        "torch.tensor([1., 2])": "float32",
        "torch.arange(3) / 2": "torch.float32",
        "torch.tensor([1, 2]) > 1": "bool",
    }


@right
def by_their_other_names():
    return {
        "torch.tensor([1, 2])": torch.long,
        "torch.tensor([1., 2])": torch.float,
        "torch.arange(3) / 2": torch.get_default_dtype(),
        "torch.tensor([1, 2]) > 1": bool,
    }


@wrong
def division_of_ints_stays_int():
    """It looks as if `/` were to keep whole numbers whole. It is true division, as in
    Python: 1 / 2 is 0.5, so the result is a float. (`//` rounds down and keeps ints.)"""
    return {"torch.arange(3) / 2": torch.int64}


@wrong
def comparison_keeps_the_dtype():
    """It looks as if `>` were to keep the dtype of what it compares. It answers yes or
    no for each entry; which dtype holds these two values and no other?"""
    return {"torch.tensor([1, 2]) > 1": torch.int64}


@wrong
def floats_are_double():
    """Python and NumPy compute in float64 unless told otherwise; torch's default is
    half as wide."""
    return {
        "torch.tensor([1., 2])": torch.float64,
        "torch.arange(3) / 2": torch.float64,
    }


@wrong
def one_float_leaves_the_others_ints():
    """A tensor has one dtype for all its entries. Which one can hold both 1.0 and 2?"""
    return {"torch.tensor([1., 2])": torch.int64}


@wrong
def ints_have_32_bits():
    """Whole numbers have 64 bits in torch, unless you ask for less; it is the floats that
    have 32."""
    return {"torch.tensor([1, 2])": torch.int32}


@wrong
def ints_are_floats():
    """It looks as if every number became a float. Python's ints stay whole numbers; one float
    among them, or a division, makes floats."""
    return {"torch.tensor([1, 2])": torch.float32}


@wrong
def comparison_of_ints_gives_floats():
    """`>` answers yes or no for each entry, and no number. Which dtype holds these two values
    and no other?"""
    return {"torch.tensor([1, 2]) > 1": torch.float32}


def proof() -> None:
    """Each line is run."""
    for line, dtype in solution.items():
        assert eval(line).dtype == dtype, line
