"""How many signals are needed, one after the other, for each of so many
whole numbers to have its own row of signals, all rows equally long?

A signal has two levels, as a bit, or three: -1, 0 and 1.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many different rows are there of two signals with three levels each?",
    "Of s signals with L levels there are Lˢ rows. Which is the smallest s that is enough?",
    "2³ = 8 and 3² = 9; 3³ = 27 is one too few for 28; 3⁶ = 729 and 3⁷ = 2187.",
)
proves = "Levels to the power of signals: three levels tell log2(3) = 1.58 bits each."
read = reading.each(reading.count)

solution = {
    "2 levels, 8 numbers": 3,
    "3 levels, 8 numbers": 2,
    "3 levels, 28 numbers": 4,
    "2 levels, 1000 numbers": 10,
    "3 levels, 1000 numbers": 7,
}


def _parts(line):
    return int(line.split()[0]), int(line.split()[2])


@right
def by_the_logarithm():
    return {
        line: math.ceil(math.log(numbers) / math.log(levels) - 1e-9)
        for line, (levels, numbers) in ((line, _parts(line)) for line in solution)
    }


@right
def in_tensors():
    return {"3 levels, 8 numbers": torch.tensor(2), "3 levels, 1000 numbers": 7.0}


@wrong
def numbers_over_levels():
    """It looks as if the numbers were divided by the levels. Every further signal *multiplies* the
    rows that there are."""
    return {
        line: math.ceil(numbers / levels) for line in solution for levels, numbers in [_parts(line)]
    }


@wrong
def rounded_down():
    """Rounded down, there are too few rows: how many does one signal less make?"""
    return {"3 levels, 8 numbers": 1, "3 levels, 28 numbers": 3, "3 levels, 1000 numbers": 6} | {
        "2 levels, 1000 numbers": 9
    }


@wrong
def three_for_twenty_eight():
    """3³ is 27: one row too few for 28 numbers."""
    return {"3 levels, 28 numbers": 3}


@wrong
def levels_do_not_count():
    """These are bits, signals of two levels. Three levels make more rows of the same length: how
    many of two signals?"""
    return {"3 levels, 8 numbers": 3, "3 levels, 28 numbers": 5, "3 levels, 1000 numbers": 10}


@wrong
def one_too_many():
    """That is one signal more than it takes, where the power is more than enough already: is Lˢ not
    less than the numbers?"""
    return {line: count + 1 for line, count in solution.items()}


def proof() -> None:
    """All rows are written down, of longer and longer ones, until there are enough."""
    from itertools import product

    for line, count in solution.items():
        levels, numbers = _parts(line)
        rows = [sum(1 for _ in product(range(levels), repeat=s)) for s in (count - 1, count)]
        assert rows[0] < numbers <= rows[1], line
