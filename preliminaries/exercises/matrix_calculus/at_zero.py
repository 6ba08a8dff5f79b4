"""The derivative at x = 0, as the torch that runs here computes it."""

import math
from fractions import Fraction

import numpy as np
import torch
from torch.func import grad

from preliminaries.authoring import reading, right, wrong

hints = (
    "Torch has to pick one number of the interval of subgradients.",
    "Here it is the number nearest to 0. `maximum` compares two tensors, and treats them "
    "alike when they are equal.",
    "Ask torch: `grad(torch.relu)(torch.tensor(0.0))`",
)
proves = "Torch answers at corners too, and you know what it answers at these four."
tolerance = 1e-6

solution = {
    "torch.abs(x)": 0,
    "torch.relu(x)": 0,
    "torch.maximum(x, torch.tensor(0.0))": 0.5,
    "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)),
}


def _slope(answer):
    """A number; None, for "there is none", is NaN."""
    return torch.tensor(reading.number(math.nan if answer is None else answer))


read = reading.each(_slope)


@right
def asked_of_torch():
    zero = torch.tensor(0.0)
    return {
        "torch.abs(x)": grad(torch.abs)(zero),
        "torch.relu(x)": grad(torch.relu)(zero),
        "torch.maximum(x, torch.tensor(0.0))": grad(torch.maximum)(zero, zero),
        "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(zero),
    }


@right
def as_arrays():
    return {
        "torch.abs(x)": np.float32(0),
        "torch.relu(x)": np.array(0.0),
        "torch.maximum(x, torch.tensor(0.0))": 1 / 2,
        "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)).item(),
    }


@right
def held_in_lists():
    return {
        "torch.abs(x)": [0],
        "torch.relu(x)": torch.tensor([0.0]),
        "torch.maximum(x, torch.tensor(0.0))": Fraction(1, 2),
        "x.clamp(min=0)": (grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)),),
    }


@wrong
def refuses():
    """Mathematics refuses here; torch does not. It picks one of the subgradients, so that
    training goes on."""
    return {
        "torch.abs(x)": math.nan,
        "torch.relu(x)": math.nan,
        "torch.maximum(x, torch.tensor(0.0))": math.nan,
        "x.clamp(min=0)": math.nan,
    }


@wrong
def slope_on_the_right():
    """1 is the slope of all four on the right of 0. Torch takes the subgradient nearest to
    0, and `maximum` is a function of two arguments, which are equal here."""
    return {
        "torch.abs(x)": 1,
        "torch.relu(x)": 1,
        "torch.maximum(x, torch.tensor(0.0))": 1,
        "x.clamp(min=0)": 1,
    }


@wrong
def abs_and_relu_by_the_right():
    """1 is the slope of |x| and of relu on the right of 0. Of all their subgradients torch
    picks the one nearest to 0; is 1 the nearest?"""
    return {"torch.abs(x)": 1, "torch.relu(x)": 1}


@wrong
def slope_on_the_left():
    """Those are the slopes on the left of 0. Torch takes the subgradient nearest to 0, and
    `maximum` is a function of two arguments, which are equal here."""
    return {
        "torch.abs(x)": -1,
        "torch.relu(x)": 0,
        "torch.maximum(x, torch.tensor(0.0))": 0,
        "x.clamp(min=0)": 0,
    }


@wrong
def middle_everywhere():
    """Those four are the middles of the intervals of subgradients. Torch takes the number
    nearest to 0, except in the one function that compares two equals."""
    return {"torch.relu(x)": 0.5, "x.clamp(min=0)": 0.5}


@wrong
def maximum_is_relu():
    """At x = 0 `maximum` does not answer as relu does. Its two arguments are equal here,
    and neither of them has a better claim than the other."""
    return {"torch.maximum(x, torch.tensor(0.0))": 0}


@wrong
def maximum_takes_the_first():
    """With 1, the whole slope would go to x, and none to the other argument. At a tie, why
    should either have more?"""
    return {"torch.maximum(x, torch.tensor(0.0))": 1}


@wrong
def clamp_keeps_its_bound():
    """With 1, the bound x = 0 would count as inside. Older versions of torch do so; the one
    that runs here answers as it does for relu."""
    return {"x.clamp(min=0)": 1}


def proof() -> None:
    """Each line is run, backward too."""
    for line, slope in solution.items():
        x = torch.zeros((), requires_grad=True)
        eval(line, {"torch": torch, "x": x}).backward()
        assert float(slope) == x.grad.item(), line
