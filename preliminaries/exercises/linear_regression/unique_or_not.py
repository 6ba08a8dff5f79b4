"""Whether one pair (w, b) alone makes the squared error smallest: "yes" or
"no". X has these columns, for a hundred penguins, all of different sizes
and of all three species, unless the line says otherwise. There is a bias b.
"""

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "Could one column be computed from the others and from a column of ones, by factors and sums "
    "alone?",
    "If so, its weight can be shifted to the others, and no prediction changes. A square is no "
    "multiple.",
    "Three of the five are no.",
)
proves = "You see before you fit whether the weights mean anything by themselves."
read = reading.each(reading.yes_or_no)

solution = {
    "flipper length in mm, and in m": "no",
    "bill length, and its square": "yes",
    "one-hot columns of all three species": "no",
    "one-hot columns of two of the three species": "yes",
    "20 measurements, for 10 penguins": "no",
}

_UNITS, _SQUARE, _ALL, _TWO, _WIDE = solution


@right
def as_bools():
    return {key: value == "yes" for key, value in solution.items()}


@right
def as_ones_and_zeros():
    return {_UNITS: 0, _SQUARE: 1.0, _ALL: torch.tensor(False), _TWO: "Yes", _WIDE: [0]}


@wrong
def turned_round():
    """Yes and no have changed places: it is unique where *no* column can be computed from the
    others."""
    return {_UNITS: True, _SQUARE: False, _ALL: True, _TWO: False, _WIDE: True}


@wrong
def always():
    """The loss is convex: every minimum is as low as any other. Convex does not mean that there is
    only one; a valley may have a flat floor. Which columns say the same thing twice?"""
    return {_UNITS: True, _ALL: True, _WIDE: True}


@wrong
def units_make_two():
    """In millimetres and in metres the numbers differ, and yet one column is 1000 times the other:
    what is taken from one weight can be given to the other, in the right measure."""
    return {_UNITS: True}


@wrong
def any_relation_counts():
    """A square is computed from its column, but not by a *factor*: no multiple of the length, plus
    a constant, gives the squares of a hundred lengths. Only such relations let weights be
    shifted."""
    return {_SQUARE: False}


@wrong
def ones_forgotten():
    """The three columns are independent of each other. But each row has a single 1, so they add up
    to a column of ones, and that is what the bias stands for."""
    return {_ALL: True}


@wrong
def every_one_hot_is_singular():
    """With one column left out, the two that remain do not add up to ones: the bias speaks for the
    species that has no column, and both weights for the difference from it."""
    return {_TWO: False}


@wrong
def bias_forgotten_in_both():
    """It looks as if the two were exchanged. With the bias, all three columns are one too many,
    since they add up to ones; of two columns nothing is lost."""
    return {_ALL: True, _TWO: False}


@wrong
def more_features_fit_better():
    """20 weights and a bias can fit 10 penguins exactly, and in many ways: 10 equations leave 11
    of the 21 numbers free. To fit is not to be determined."""
    return {_WIDE: True}


@wrong
def never():
    """Where no column can be computed from the others, the valley has no flat floor: the matrix
    has full column rank, and one point is lowest. Which two of the five are so?"""
    return {_SQUARE: False, _TWO: False}


@wrong_like(units_make_two)
def units_make_two_and_any_relation_counts():
    return {_UNITS: True, _SQUARE: False}


def proof() -> None:
    """The rank of such tables with a column of ones, and whether it is the number of columns."""
    g = torch.Generator().manual_seed(0)
    length = 3 + 3 * torch.rand(100, 1, generator=g, dtype=torch.float64)
    species = torch.arange(100) % 3
    all_three = torch.nn.functional.one_hot(species, 3).double()
    designs = {
        _UNITS: torch.cat([1000 * length, length], dim=1),
        _SQUARE: torch.cat([10 * length, (10 * length) ** 2], dim=1),
        _ALL: all_three,
        _TWO: all_three[:, :2],
        _WIDE: torch.rand(10, 20, generator=g, dtype=torch.float64),
    }
    for name, X in designs.items():
        Z = torch.cat([X, torch.ones(len(X), 1, dtype=torch.float64)], dim=1)
        unique = bool(torch.linalg.matrix_rank(Z) == Z.shape[1])
        assert unique == reading.yes_or_no(solution[name]), name
