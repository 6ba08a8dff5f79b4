"""The number forty-two, to see what a verdict looks like."""

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
    """42.0 and a tensor of it are the number too."""
    answer = reading.plain(answer)
    return int(answer) if isinstance(answer, float) and answer.is_integer() else answer


@right
def as_a_float():
    return 42.0


@right
def as_a_tensor():
    return torch.tensor(42)


@right
def computed():
    return 6 * 7


@wrong
def in_quotation_marks():
    """In quotation marks it is a piece of text that happens to consist of digits. A number
    is written without them."""
    return "42"


@wrong
def compared_instead_of_assigned():
    """One `=` gives a name to a value; two, `==`, ask whether two values are equal and
    answer `True` or `False`. Which one is meant here?"""
    return False


@wrong
def in_brackets():
    """The brackets make a list with one entry. The answer is the number alone."""
    return [42]


@wrong
def digits_swapped():
    """These are the right digits in the other order. This happens to everyone: read the
    sentence above the cell again."""
    return 24
