"""The shape of each result, for X and Y both of shape (3, 4)."""

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which of the two makes a new axis?",
    "`cat` lengthens an axis that is there; `stack` makes a new one, as long as the list.",
    "Two results have three axes: there, `dim` says where the 2 stands.",
)
proves = "`cat` lengthens an axis, `stack` makes one."
read = reading.each(reading.shape)

solution = {
    "torch.cat((X, Y), dim=0)": (6, 4),
    "torch.cat((X, Y), dim=1)": (3, 8),
    "torch.stack((X, Y), dim=0)": (2, 3, 4),
    "torch.stack((X, Y), dim=1)": (3, 2, 4),
}


@right
def as_lists():
    return {
        "torch.cat((X, Y), dim=0)": [6, 4],
        "torch.cat((X, Y), dim=1)": [3, 8],
        "torch.stack((X, Y), dim=0)": [2, 3, 4],
        "torch.stack((X, Y), dim=1)": [3, 2, 4],
    }


@right
def asked_of_torch():
    X = Y = torch.zeros(3, 4)
    return {
        "torch.cat((X, Y), dim=0)": torch.cat((X, Y), dim=0).shape,
        "torch.cat((X, Y), dim=1)": torch.cat((X, Y), dim=1).shape,
        "torch.stack((X, Y), dim=0)": torch.stack((X, Y), dim=0).shape,
        "torch.stack((X, Y), dim=1)": torch.stack((X, Y), dim=1).shape,
    }


@wrong
def swapped():
    """It looks as if `cat` and `stack` were taken for each other. `stack` puts its
    tensors on a *new* axis, like sheets on a pile; `cat` glues them along an old one."""
    return {
        "torch.cat((X, Y), dim=0)": (2, 3, 4),
        "torch.cat((X, Y), dim=1)": (3, 2, 4),
        "torch.stack((X, Y), dim=0)": (6, 4),
        "torch.stack((X, Y), dim=1)": (3, 8),
    }


@wrong
def wrong_axis():
    """It looks as if the two axes were taken for each other. `dim=0` is the first number
    of the shape: that is the one which grows, or before which the new one stands."""
    return {
        "torch.cat((X, Y), dim=0)": (3, 8),
        "torch.cat((X, Y), dim=1)": (6, 4),
        "torch.stack((X, Y), dim=0)": (3, 2, 4),
        "torch.stack((X, Y), dim=1)": (2, 3, 4),
    }


@wrong
def new_axis_always_first():
    """It looks as if the new axis of `stack` always came first. It comes where `dim` says:
    with `dim=1` the first axis stays where it is."""
    return {"torch.stack((X, Y), dim=1)": (2, 3, 4)}


@wrong
def new_axis_last():
    """The new axis stands too far to the right. With `dim=1` the 2 has index 1 in the shape,
    counted from 0."""
    return {"torch.stack((X, Y), dim=1)": (3, 4, 2)}


@wrong
def counted_from_one():
    """It looks as if axes were counted from one. With `dim=0` the 2 has index 0 in the shape,
    and comes first."""
    return {
        "torch.stack((X, Y), dim=0)": (3, 2, 4),
        "torch.stack((X, Y), dim=1)": (3, 4, 2),
    }


@wrong
def axes_of_cat_swapped():
    """`stack` is right. For `cat`, `dim=0` is the first number of the shape: with it the rows
    grow in number, and with `dim=1` the columns."""
    return {"torch.cat((X, Y), dim=0)": (3, 8), "torch.cat((X, Y), dim=1)": (6, 4)}


@wrong
def axes_of_stack_swapped():
    """`cat` is right. For `stack`, `dim` is where the new axis stands: with `dim=0` the 2 is
    the first number of the shape, with `dim=1` the second."""
    return {
        "torch.stack((X, Y), dim=0)": (3, 2, 4),
        "torch.stack((X, Y), dim=1)": (2, 3, 4),
    }


@wrong
def stack_taken_for_cat():
    """`cat` is right, and `stack` has the same shapes here. It does something else: it makes
    a *new* axis, so that a result has one axis more than X."""
    return {"torch.stack((X, Y), dim=0)": (6, 4), "torch.stack((X, Y), dim=1)": (3, 8)}


@wrong
def cat_taken_for_stack():
    """`stack` is right, and `cat` has the same shapes here. It makes no new axis: it
    lengthens the one that is there."""
    return {"torch.cat((X, Y), dim=0)": (2, 3, 4), "torch.cat((X, Y), dim=1)": (3, 2, 4)}


def proof() -> None:
    """Each line is run."""
    names = {"torch": torch, "X": torch.zeros(3, 4), "Y": torch.zeros(3, 4)}
    for line, shape in solution.items():
        assert tuple(eval(line, names).shape) == shape, line
