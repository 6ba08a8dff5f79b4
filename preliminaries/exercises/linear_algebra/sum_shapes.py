"""The shape of each sum, for X of shape (2, 3, 4) and Y of shape (2, 5, 4)."""

import torch

from preliminaries.authoring import Axes, reading, right, wrong

name = "shapes_of_sums"
hints = (
    "Which axis disappears?",
    "The axis you name is the one that goes; the others stay, in their order.",
    "With `keepdim=True` nothing goes: a 1 stays in the place of each axis summed over.",
)
proves = "Axis k disappears; with `keepdim` a 1 stays in its place."
read = reading.each(reading.shape)
pointed_at = Axes({"1": 1, "2": 2, "3": 3, "4": 4, "5": 5})

solution = {
    "X.sum(0)": (3, 4),
    "X.sum(1)": (2, 4),
    "X.sum(2)": (2, 3),
    "Y.sum([1, 2])": (2,),
    "Y.sum(1, keepdim=True)": (2, 1, 4),
    "Y.sum([1, 2], keepdim=True)": (2, 1, 1),
}


@right
def as_lists():
    return {key: list(shape) for key, shape in solution.items()}


@right
def asked_of_torch():
    X, Y = torch.zeros(2, 3, 4), torch.zeros(2, 5, 4)
    return {key: eval(key, {"X": X, "Y": Y}).shape for key in solution}


@wrong
def summed_axis_is_what_stays():
    """It looks as if the axis you name were the one that stays. It is the one that
    *disappears*: everything along it is added up."""
    return {
        "X.sum(0)": (2,),
        "X.sum(1)": (3,),
        "X.sum(2)": (4,),
        "Y.sum([1, 2])": (5, 4),
    }


@wrong
def first_two_axes_disappear():
    """It looks as if the first two axes were summed over. Axes are counted from zero:
    1 and 2 are the second and the third."""
    return {"Y.sum([1, 2])": (4,)}


@wrong
def axes_counted_from_one():
    """It looks as if axes were counted from one. `sum(0)` makes the first size of the
    shape disappear."""
    return {"X.sum(1)": (3, 4), "X.sum(2)": (2, 4), "Y.sum(1, keepdim=True)": (1, 5, 4)}


@wrong
def keepdim_ignored():
    """It looks as if `keepdim=True` were overlooked. It keeps the *number* of axes: what
    stands in the place of an axis that was summed over?"""
    return {"Y.sum(1, keepdim=True)": (2, 4), "Y.sum([1, 2], keepdim=True)": (2,)}


@wrong
def keepdim_keeps_the_size():
    """`keepdim` keeps the axis, but not its length: along it everything was added up to
    a single number."""
    return {
        "Y.sum(1, keepdim=True)": (2, 5, 4),
        "Y.sum([1, 2], keepdim=True)": (2, 5, 4),
    }


@wrong
def the_one_goes_to_the_end():
    """The 1 stands exactly where the axis was that it replaces. Only so does dividing Y
    by the sum line up."""
    return {"Y.sum(1, keepdim=True)": (2, 4, 1)}


def proof() -> None:
    """Each line is run."""
    X, Y = torch.zeros(2, 3, 4), torch.zeros(2, 5, 4)
    for line, shape in solution.items():
        assert tuple(eval(line, {"X": X, "Y": Y}).shape) == shape, line
