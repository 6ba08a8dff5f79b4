"""The shape of each sum, or None where the addition fails."""

import torch

from preliminaries.authoring import reading, right, wrong

name = "sums"
hints = (
    "Write one shape under the other. Which end do you align?",
    "From the right. Two sizes fit if they are equal, or one of them is 1, or missing.",
    "Two of the four fail.",
)
proves = "You can broadcast in your head: align from the right, then compare pair by pair."
read = reading.each(reading.shape_or_none)

solution = {
    "(3, 1) + (1, 2)": (3, 2),
    "(4, 1) + (6,)": (4, 6),
    "(2, 2, 3) + (2, 2)": None,
    "(2, 3) + (4, 3)": None,
}


@right
def as_lists():
    return {
        "(3, 1) + (1, 2)": [3, 2],
        "(4, 1) + (6,)": [4, 6],
        "(2, 2, 3) + (2, 2)": None,
        "(2, 3) + (4, 3)": None,
    }


@right
def asked_of_torch():
    return {
        "(3, 1) + (1, 2)": torch.broadcast_shapes((3, 1), (1, 2)),
        "(4, 1) + (6,)": torch.broadcast_shapes((4, 1), (6,)),
        "(2, 2, 3) + (2, 2)": None,
        "(2, 3) + (4, 3)": None,
    }


@wrong
def ranks_must_match():
    """It looks as if both tensors needed the same number of axes. They do not: an axis
    that is missing on the left counts as one of size 1."""
    return {"(4, 1) + (6,)": None}


@wrong
def aligned_from_the_left():
    """It looks as if the shapes were aligned from the left. Write them one under the
    other flush right, like numbers that you add by hand."""
    return {"(4, 1) + (6,)": None, "(2, 2, 3) + (2, 2)": (2, 2, 3)}


@wrong
def one_shared_size_suffices():
    """It looks as if one size in common were enough. *Every* aligned pair must be equal
    or hold a 1."""
    return {"(2, 2, 3) + (2, 2)": (2, 2, 3), "(2, 3) + (4, 3)": (4, 3)}


def proof() -> None:
    """Torch adds two such tensors, or fails to."""
    for line, shape in solution.items():
        a, b = (torch.zeros(eval(text)) for text in line.split(" + "))
        try:
            found = tuple((a + b).shape)
        except RuntimeError:
            found = None
        assert found == shape, line
