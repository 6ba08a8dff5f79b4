"""Of three losses l, at some error r = ŷ - y: the slope by ŷ, and the
likelihood e⁻ˡ, without the factor that makes its area 1. Two decimals do.

squared: l = r² / 2. absolute: l = |r|. Huber: r² / 2 up to |r| = 1, and
|r| - ½ beyond.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which of the three slopes grows with the error, and which knows only its sign?",
    "The slopes are r; the sign of r; and r cut off at -1 and 1. The likelihoods are e to "
    "minus the loss.",
    "At r = -3 the slopes are -3, -1 and -1. The losses at r = 3 are 4.5, 3 and 2.5.",
)
proves = "The slope of L2 grows with the error, that of L1 does not, and Huber's stops at 1."
read = reading.each(reading.two_decimals)

solution = {
    "squared, slope at r = -3": -3,
    "absolute, slope at r = -3": -1,
    "Huber, slope at r = -3": -1,
    "Huber, slope at r = 0.5": 0.5,
    "squared, likelihood at r = 3": 0.01,
    "absolute, likelihood at r = 3": 0.05,
    "Huber, likelihood at r = 3": 0.08,
}
L2_SLOPE, L1_SLOPE, FAR_SLOPE, NEAR_SLOPE, L2_LIKELY, L1_LIKELY, HUBER_LIKELY = solution


def _loss(name, r):
    size = abs(r)
    if name == "squared":
        return r**2 / 2
    if name == "absolute":
        return size
    return r**2 / 2 if size <= 1 else size - 1 / 2


@right
def asked_of_torch():
    loss, found = torch.nn.functional, {}
    zero = torch.tensor(0.0)
    of = {
        "squared": lambda r: loss.mse_loss(r, zero) / 2,
        "absolute": lambda r: loss.l1_loss(r, zero),
        "Huber": lambda r: loss.huber_loss(r, zero),
    }
    for line in solution:
        r = torch.tensor(float(line.split()[-1]), requires_grad=True)
        value = of[line.split(",")[0]](r)
        found[line] = torch.autograd.grad(value, r)[0] if "slope" in line else torch.exp(-value)
    return found


@right
def by_the_formulas():
    return {
        L2_SLOPE: -3.0,
        L1_SLOPE: math.copysign(1, -3),
        FAR_SLOPE: max(-1, -3),
        NEAR_SLOPE: 1 / 2,
        L2_LIKELY: math.exp(-9 / 2),
        L1_LIKELY: math.exp(-3),
        HUBER_LIKELY: math.exp(-5 / 2),
    }


@wrong
def l1_and_l2_swapped():
    """The squared and the absolute loss are exchanged, as in some notes: L2 is the one with the
    squares. Whose slope grows with the error?"""
    return {L2_SLOPE: -1, L1_SLOPE: -3, L2_LIKELY: math.exp(-3), L1_LIKELY: math.exp(-4.5)}


@wrong
def slopes_swapped():
    """The slopes of the squared and the absolute loss are exchanged. |r| goes up at one steepness;
    which of them gets steeper?"""
    return {L2_SLOPE: -1, L1_SLOPE: -3}


@wrong
def likelihoods_swapped():
    """The likelihoods of the squared and the absolute loss are exchanged. At r = 3 the squared loss
    is 4.5 and the absolute one 3: which of them thinks such an error less likely?"""
    return {L2_LIKELY: math.exp(-3), L1_LIKELY: math.exp(-4.5)}


@wrong
def sign_forgotten():
    """Those are the *sizes* of the slopes. Left of 0 every loss falls: for a larger ŷ it is
    smaller."""
    return {L2_SLOPE: 3, L1_SLOPE: 1, FAR_SLOPE: 1}


@wrong
def half_forgotten():
    """The ½ of the squared loss is missing. With it the slope is r and not 2r, and the loss at 3 is
    4.5 and not 9."""
    return {L2_SLOPE: -6, L2_LIKELY: math.exp(-9)}


@wrong
def half_forgotten_in_the_slope():
    """The slope of r² is 2r. With the ½ in front of it: r."""
    return {L2_SLOPE: -6}


@wrong
def huber_never_cut():
    """Beyond 1 Huber is a straight line, as steep as the parabola is where it ends, at 1. Its slope
    no longer grows."""
    return {FAR_SLOPE: -3}


@wrong
def huber_cut_everywhere():
    """Within 1 Huber is half the square, whose slope is r. It is 1 only from there on."""
    return {NEAR_SLOPE: 1}


@wrong
def losses_for_likelihoods():
    """Those are the losses. The likelihood is e to *minus* the loss: a large loss is an unlikely
    error."""
    return {L2_LIKELY: 4.5, L1_LIKELY: 3, HUBER_LIKELY: 2.5}


@wrong
def minus_forgotten():
    """The minus in the exponent is missing: a large loss is an *unlikely* error, so these have to
    be less than 1."""
    return {L2_LIKELY: math.exp(4.5), L1_LIKELY: math.exp(3), HUBER_LIKELY: math.exp(2.5)}


@wrong
def huber_without_its_half():
    """Huber's line is |r| - ½: lowered so that it begins where the parabola ends. At 3 that is
    2.5."""
    return {HUBER_LIKELY: math.exp(-3)}


@wrong
def huber_as_a_square():
    """Beyond 1 Huber is a line: at 3 it is 2.5, and not the half square 4.5."""
    return {HUBER_LIKELY: math.exp(-4.5)}


def proof() -> None:
    """The slopes are measured; the likelihoods take the slopes away from 1 step by step."""
    h = 1e-6
    for line, value in solution.items():
        name, r = line.split(",")[0], float(line.split()[-1])
        slope = (_loss(name, r + h) - _loss(name, r - h)) / (2 * h)
        found = slope if "slope" in line else math.exp(-_loss(name, r))
        assert abs(found - value) < 0.005, line
