"""What `o.exp() / o.exp().sum()` gives in float32: two numbers a line.

Infinity is `math.inf`; what is no number is `math.nan`.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "exp first: what is it in float32 of 1000, and of -1000? Then the sum, then the division.",
    "exp(1000) is inf and exp(-1000) is 0. inf / inf and 0 / 0 are nan; a finite number over inf "
    "is 0.",
    "The 1000 makes nan of its own entry and 0 of the other; two make nan twice, and so do two "
    "zeros.",
)
proves = "exp and a division fail at both ends: too large gives inf / inf, too small 0 / 0."
read = reading.each(reading.so_many(2))
tolerance = 0.005

solution = {
    "o = (0, 0)": [0.5, 0.5],
    "o = (0, 1000)": [0, math.nan],
    "o = (1000, 1000)": [math.nan, math.nan],
    "o = (-1000, 0)": [0, 1],
    "o = (-1000, -1000)": [math.nan, math.nan],
}
EVEN, ONE_LARGE, BOTH_LARGE, ONE_SMALL, BOTH_SMALL = solution


@right
def asked_of_torch():
    found = {}
    for line in solution:
        o = torch.tensor(
            [float(score) for score in line.removeprefix("o = ").strip("()").split(",")]
        )
        found[line] = o.exp() / o.exp().sum()
    return found


@right
def in_tuples():
    nan = float("nan")
    return {ONE_LARGE: (0.0, nan), BOTH_LARGE: (nan, nan), BOTH_SMALL: torch.full((2,), nan)}


@wrong
def as_softmax_is():
    """That is softmax as mathematics has it, and as torch computes it. Here exp is taken first, and
    exp(1000) is no float32, nor is exp(-1000)."""
    return {ONE_LARGE: [0, 1], BOTH_LARGE: [0.5, 0.5], BOTH_SMALL: [0.5, 0.5]}


@wrong
def only_large_ones_fail():
    """The large scores are right. exp(-1000) is not inf, but it is 0 in float32, twice: what is
    0 / (0 + 0)?"""
    return {BOTH_SMALL: [0.5, 0.5]}


@wrong
def zero_over_zero_is_zero():
    """Both exponentials are 0, that is right. 0 / 0 is not 0: it is no number."""
    return {BOTH_SMALL: [0, 0]}


@wrong
def zero_over_zero_is_infinite():
    """Both exponentials are 0, that is right. A positive number over 0 is inf; 0 / 0 is no
    number."""
    return {BOTH_SMALL: [math.inf, math.inf]}


@wrong
def infinity_cancels():
    """exp(1000) is inf, that is right. inf over inf is not 1, nor ½: how large an inf is nobody
    knows, so it is no number."""
    return {ONE_LARGE: [0, 1], BOTH_LARGE: [0.5, 0.5]}


@wrong
def infinity_cancels_to_one():
    """inf over inf is not 1: how large an inf is nobody knows, so it is no number."""
    return {ONE_LARGE: [0, 1], BOTH_LARGE: [1, 1]}


@wrong
def infinity_stays():
    """The exponentials are inf, that is right. They are divided by their sum, which is inf as well:
    inf / inf is no number."""
    return {ONE_LARGE: [0, math.inf], BOTH_LARGE: [math.inf, math.inf]}


@wrong
def one_spoils_both():
    """The 1000 spoils its own entry. The other is 1 / inf, and that is a number."""
    return {ONE_LARGE: [math.nan, math.nan]}


@wrong
def one_small_fails():
    """exp(-1000) is 0 and exp(0) is 1: the sum is 1, and all is well. Too small is a danger only
    where *all* scores are."""
    return {ONE_SMALL: [math.nan, 1]}


@wrong_like(one_small_fails)
def one_small_spoils_both():
    return {ONE_SMALL: [math.nan, math.nan]}


def proof() -> None:
    """Each line is run."""
    for line, expected in solution.items():
        o = torch.tensor(eval(line.removeprefix("o = ")), dtype=torch.float32)
        found = o.exp() / o.exp().sum()
        torch.testing.assert_close(found, torch.tensor(expected).float(), equal_nan=True)
