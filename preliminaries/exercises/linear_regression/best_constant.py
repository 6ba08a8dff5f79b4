"""The constant b for which each sum over x = [1, 2, 3, 5, 19] is smallest.

In the last line x is [1, 2, 3, 5], and *every* such b is asked for: give the
two ends of their interval, as a pair.
"""

from fractions import Fraction

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "What is the derivative of each sum by b? What has to balance where it is 0?",
    "Squares: the distances above and below b add up to the same. Absolute values: as many "
    "numbers lie above b as below, however far.",
    "The mean of the five, the number in their middle, and the two numbers in the middle of four.",
)
proves = "The mean makes squares small, a median absolute values; of an even count there are many."
tolerance = 1e-6

solution = {
    "sum of (x - b)**2": 6,
    "sum of |x - b|": 3,
    "sum of |x - b|, without the 19": (2, 3),
}

_SQUARES, _ABSOLUTE, _EVEN = solution

read = reading.by_key(
    {_SQUARES: reading.number, _ABSOLUTE: reading.number, _EVEN: reading.interval}
)


@right
def as_tensors():
    return {
        _SQUARES: torch.tensor([1.0, 2, 3, 5, 19]).mean(),
        _ABSOLUTE: np.median([1, 2, 3, 5, 19]),
        _EVEN: torch.tensor([2.0, 3.0]),
    }


@right
def in_other_forms():
    return {_SQUARES: Fraction(30, 5), _ABSOLUTE: [3.0], _EVEN: [3, 2]}


@wrong
def swapped():
    """Mean and median have changed places. Which of the two does the 19 pull to itself, and
    which sum minds a distance of 13 more than thirteen of 1?"""
    return {_SQUARES: 3, _ABSOLUTE: 6}


@wrong
def middle_of_the_range():
    """10 lies halfway between the smallest and the largest: it makes the *largest* distance small.
    A sum listens to all five numbers; move b a little below 10, and see what four of them say."""
    return {_SQUARES: 10, _ABSOLUTE: 10}


@wrong_like(middle_of_the_range)
def middle_of_the_range_for_squares():
    return {_SQUARES: 10}


@wrong_like(middle_of_the_range)
def middle_of_the_range_everywhere():
    return {_SQUARES: 10, _ABSOLUTE: 10, _EVEN: 3}


@wrong
def mean_for_both():
    """The mean belongs to the squares. For absolute values, go from 6 to 5: four of the numbers
    come nearer by 1, and one goes further away by 1."""
    return {_ABSOLUTE: 6}


@wrong
def median_for_both():
    """The median belongs to the absolute values. For squares, the derivative is
    -2 · (the sum of x - b): at which b do the distances with their signs cancel?"""
    return {_SQUARES: 3}


@wrong
def one_of_many():
    """That is one of them, or so it looks. With two numbers below b and two above, a step to the
    right adds as much as it saves: between which two ends does that hold?"""
    return {_EVEN: 2.5}


@wrong_like(one_of_many)
def one_of_many_as_a_pair():
    return {_EVEN: (2.5, 2.5)}


@wrong
def mean_for_all():
    """The mean belongs to the squares. For absolute values, go from 6 to 5: four of the numbers
    come nearer by 1, and one goes further away by 1. So count how many lie above and below."""
    return {_ABSOLUTE: 6, _EVEN: 2.75}


@wrong
def whole_range():
    """Between 1 and 2 there is one number below b and three are above: to go right makes the sum
    smaller. Where are there as many below as above?"""
    return {_EVEN: (1, 5)}


@wrong
def sum_in_place_of_mean():
    """30 is the sum of the five numbers. At 30, all of them lie below b: can that be best?"""
    return {_SQUARES: 30}


@wrong
def smallest_sum():
    """Those are the smallest *sums*. Asked for are the b at which they are reached."""
    return {_SQUARES: 220, _ABSOLUTE: 21}


def proof() -> None:
    """Every b of a fine grid is tried."""
    grid = torch.arange(0, 2001, dtype=torch.float64) / 100
    x = torch.tensor([1, 2, 3, 5, 19], dtype=torch.float64)

    def best(sums):
        found = grid[sums < sums.min() + 1e-9]
        return found.min().item(), found.max().item()

    distances = grid[:, None] - x
    assert best((distances**2).sum(dim=1)) == (solution[_SQUARES], solution[_SQUARES])
    assert best(distances.abs().sum(dim=1)) == (solution[_ABSOLUTE], solution[_ABSOLUTE])
    assert best(distances[:, :4].abs().sum(dim=1)) == solution[_EVEN]
