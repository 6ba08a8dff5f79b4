"""The number forty-two, to see what a verdict looks like."""

from fractions import Fraction

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

name = "answer"
hints = (
    "What stands on the right of `=` in the cell?",
    "Replace the three dots by the number itself, without quotation marks.",
    "`answer = 42`",
)
proves = "The machinery works: you type, run the cell, and read what it says."

solution = 42


def read(answer):
    """42.0 is the number too, and so is whatever holds exactly that one number."""
    one = reading.held(answer)
    is_number = isinstance(one, (int, float, complex)) and not isinstance(one, bool)
    return 42 if is_number and one == 42 else answer


@right
def as_a_float():
    return 42.0


@right
def as_a_tensor():
    return torch.tensor(42)


@right
def computed():
    return 6 * 7


@right
def as_a_fraction():
    return Fraction(84, 2)


@right
def in_brackets():
    return [42]


@right
def as_an_array_of_one_entry():
    return np.array([[42.0]])


@wrong
def in_quotation_marks():
    """In quotation marks it is a piece of text that happens to consist of digits. A number
    is written without them."""
    return "42"


@wrong
def compared_instead_of_assigned():
    """`False` is the answer to a question, such as `6 == 42`: two `=` ask whether two values
    are equal. One `=` gives a name to a value, and here the value is a number."""
    return False


@wrong
def digits_swapped():
    """These are the right digits in the other order. This happens to everyone: read the
    sentence above the cell again."""
    return 24
