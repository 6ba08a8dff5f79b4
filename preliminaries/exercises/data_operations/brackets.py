"""The shape of `[[[2, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]]]` as a tensor."""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many brackets open before the first number?",
    "Work from the outside in: how many entries has the outermost list? Each of these?",
    "The outermost list has one entry, which has three, which have four numbers each.",
)
proves = "You read a shape off the brackets, from the outside in."
read = reading.shape

solution = (1, 3, 4)


@right
def asked_of_torch():
    return torch.tensor([[[2, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]]]).shape


@right
def as_an_array():
    return np.array([1, 3, 4])


@wrong
def outermost_bracket_dropped():
    """Count the brackets in front of the first number: there are three, so there are
    three axes. A list with a single entry is an axis too, of size 1."""
    return (3, 4)


@wrong
def read_inside_out():
    """These are the right sizes, read from the inside out. The first axis is what the
    outermost bracket holds."""
    return (4, 3, 1)


def proof() -> None:
    """Asked of torch."""
    numbers = eval(__doc__.split("`")[1])
    assert tuple(torch.tensor(numbers).shape) == solution
