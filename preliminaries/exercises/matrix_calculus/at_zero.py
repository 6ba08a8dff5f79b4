"""The derivative that torch computes at x = 0."""

import math

import numpy as np
import torch
from torch.func import grad

from preliminaries.authoring import reading, right, wrong

hints = (
    "Torch has to pick one number of the interval of subgradients.",
    "The rule is the number nearest to 0. `maximum` compares two tensors, and treats them "
    "alike when they are equal.",
    "Ask torch: `grad(torch.relu)(torch.tensor(0.0))`",
)
proves = "Torch answers at corners too, and you know which number it picks."
tolerance = 1e-6

solution = {
    "torch.abs(x)": 0,
    "torch.relu(x)": 0,
    "torch.maximum(x, torch.tensor(0.0))": 0.5,
    "x.clamp(min=0)": grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)),
}


def _slope(answer):
    """A number; None, for "there is none", is NaN."""
    return reading.numbers(math.nan if answer is None else answer)


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
    """It looks as if 0 belonged to the right-hand piece. Torch picks the subgradient
    nearest to 0; is 1 the nearest?"""
    return {"torch.abs(x)": 1, "torch.relu(x)": 1}


@wrong
def middle_everywhere():
    """It looks as if torch took the middle of every interval. It takes the number nearest
    to 0, except in the one function that compares two equals."""
    return {"torch.relu(x)": 0.5, "x.clamp(min=0)": 0.5}


@wrong
def maximum_is_relu():
    """It looks as if `maximum` answered as relu does. Its two arguments are equal here, and
    neither of them has a better claim than the other."""
    return {"torch.maximum(x, torch.tensor(0.0))": 0}


@wrong
def maximum_takes_the_first():
    """It looks as if `maximum` gave the whole slope to x. At a tie both arguments share
    it."""
    return {"torch.maximum(x, torch.tensor(0.0))": 1}


@wrong
def clamp_keeps_its_bound():
    """It looks as if x = 0 counted as inside the bounds, with slope 1. Older versions of
    torch do so; the one that runs here answers as it does for relu."""
    return {"x.clamp(min=0)": 1}


def proof() -> None:
    """Each line is run, backward too."""
    for line, slope in solution.items():
        x = torch.zeros((), requires_grad=True)
        eval(line, {"torch": torch, "x": x}).backward()
        assert float(slope) == x.grad.item(), line
