"""A new table like `frame`, each column shifted and scaled to mean 0 and
standard deviation 1 (that of `frame.std()`), however little it varies. A
constant column becomes 0, but for the rounding of its mean; also one of
0.1, where that makes it vary.

All columns are numbers, there are at least two rows, and nothing is
missing.
"""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tables, wrong, wrong_like
from preliminaries.exercises.data_preprocessing._given import QUARTERS

hints = (
    "What is the standard deviation of a constant column, and what is 0 / 0?",
    "Subtract the means, divide by the deviations; divide by 1 where the largest value of a "
    "column equals the smallest.",
    "`frame.std().where(frame.max() > frame.min(), 1.0)`",
)
proves = "Every column is on one scale now, and a constant one does no harm."
by_value = True


def solution(frame):
    std = frame.std().where(frame.max() > frame.min())  # NaN for a constant column
    return ((frame - frame.mean()) / std).fillna(0.0)


def inputs():
    columns = {"length": QUARTERS, "constant": st.just(2.5), "mass": QUARTERS}
    return tables(columns, 2, 5).map(lambda frame: (frame,))


def edge_cases():
    return [
        (pd.DataFrame({"a": [1.0, 3.0], "b": [10.0, 30.0]}),),
        (pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [5.0, 5.0, 5.0]}),),
        (pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [0.1, 0.1, 0.1]}),),
        (pd.DataFrame({"a": [0.001, 0.0026, 0.0021], "b": [2e6, 1e6, 3e6]}),),
        (pd.DataFrame({"a": [-0.001, 0.001], "b": [1, 2]}),),
        (pd.DataFrame({"a": [4, 2, 0]}),),
        (pd.DataFrame({"a": [1.0, 3.0, 8.0], "b": [5, 0, 1]}, index=[2, 0, 1]),),
        (pd.DataFrame({"wavelength": [4e-7, 5e-7, 7e-7]}),),
        (pd.DataFrame({"charge": [1.6e-19, 3.2e-19, 4.8e-19]}),),
        (pd.DataFrame({"a": [12345.6] * 7}),),
        (pd.DataFrame({"second": [1.7e9, 1.7e9 + 3600], "a": [1e15, 1e15 + 2]}),),
    ]


@right
def column_by_column(frame):
    result = frame.astype(float)
    for name in frame:
        centred = frame[name] - frame[name].mean()
        result[name] = centred / centred.std() if frame[name].nunique() > 1 else 0.0
    return result


@right
def with_numpy(frame):
    X = frame.to_numpy(dtype=float)
    std = X.std(axis=0, ddof=1)
    Z = (X - X.mean(axis=0)) / np.where(np.ptp(X, axis=0) == 0, 1, std)
    return pd.DataFrame(Z, columns=frame.columns, index=frame.index)


@right
def divided_by_one(frame):
    std = frame.std().where(frame.max() > frame.min(), 1.0)
    return (frame - frame.mean()) / std


def _standardised(frame, mean, std):
    """With such means and deviations, and 0 in constant columns, for the wrong answers."""
    return (frame - mean) / std.where(frame.max() > frame.min(), 1.0)


@wrong
def deviation_compared_with_zero(frame):
    """A constant column did not become 0: the computed mean of three times 0.1 is
    0.10000000000000002, so its deviation is tiny and not 0, and tiny by tiny is anything. Ask
    whether the largest value of the column equals the smallest."""
    std = frame.std()
    return (frame - frame.mean()) / std.where(std > 0, 1.0)


@wrong
def small_deviation_taken_for_zero(frame):
    """A column whose deviation is below some bound counted as constant for you. Charges in
    coulombs differ by 1e-19, and wavelengths in metres by 1e-7: they vary. Ask whether the
    largest value of the column equals the smallest."""
    return _bounded(frame, 1e-6)


def _bounded(frame, bound):
    std = frame.std()
    return (frame - frame.mean()) / std.where(std > bound, 1.0)


@wrong_like(small_deviation_taken_for_zero)
def very_small_deviation_taken_for_zero(frame):
    return _bounded(frame, 1e-9)


@wrong
def small_deviation_raised_to_a_bound(frame):
    """No deviation stays below a bound of yours, 1e-8, say. Then what varies less comes out too
    small, and where rounding makes the deviation of a constant column, that by the bound is not
    0. Ask whether the largest value of the column equals the smallest."""
    return (frame - frame.mean()) / frame.std().clip(lower=1e-8)


def _raised_to(bound):
    return wrong_like(small_deviation_raised_to_a_bound)(
        lambda frame: (frame - frame.mean()) / frame.std().clip(lower=bound)
    )


raised_to_1e_6, raised_to_1e_9, raised_to_1e_12 = map(_raised_to, (1e-6, 1e-9, 1e-12))


@wrong
def nearly_equal_taken_for_constant(frame):
    """Two seconds since 1970, an hour apart, counted as equal for you, as they do for `isclose`,
    which allows for a difference in the fifth digit. Ask whether the largest value *equals* the
    smallest."""
    constant = np.isclose(frame.max(), frame.min())
    return (frame - frame.mean()) / frame.std().where(~constant, 1.0)


@wrong
def a_small_number_added(frame):
    """A small number added to the deviation keeps a division from 0 / 0, and makes what varies
    little, such as charges in coulombs or wavelengths in metres, smaller still. Ask whether the
    largest value of the column equals the smallest."""
    return (frame - frame.mean()) / (frame.std() + 1e-8)


def _added(number):
    return wrong_like(a_small_number_added)(
        lambda frame: (frame - frame.mean()) / (frame.std() + number)
    )


added_1e_5, added_1e_6, added_1e_7, added_1e_9, added_1e_10, added_1e_12 = map(
    _added, (1e-5, 1e-6, 1e-7, 1e-9, 1e-10, 1e-12)
)


@wrong
def whole_table(frame):
    """It looks as if one mean and one deviation were taken over the whole table. Grams and
    millimetres have nothing in common: each column has its own."""
    X = frame.to_numpy(dtype=float)
    return (frame - X.mean()) / (X.std(ddof=1) or 1.0)


@wrong
def nan(frame):
    """A constant column has deviation 0, and 0 / 0 is NaN, which then spreads through all
    that a model computes."""
    return (frame - frame.mean()) / frame.std()


@wrong
def rows(frame):
    """Here each *row* has mean 0. A row is a sample; the columns are to be brought to one
    scale."""
    return solution(frame.T).T


@wrong
def divided_by_m(frame):
    """It looks as if the deviation was computed with m, the number of rows, in place of
    m − 1, as NumPy does. Pandas and torch divide by m − 1, and that is asked for."""
    return _standardised(frame, frame.mean(), frame.std(ddof=0))


@wrong
def only_centred(frame):
    """The means are 0, but each column still has its own spread. Divide by it."""
    return frame - frame.mean()


@wrong
def to_zero_and_one(frame):
    """It looks as if each column was stretched from 0 to 1 by its smallest and largest
    value. A single outlier then squeezes all the others; mean and deviation are asked
    for."""
    span = frame.max() - frame.min()
    return (frame - frame.min()) / span.where(span > 0, 1.0)


@wrong
def variance(frame):
    """It looks as if the variance was divided by: the deviation is its square root, in the
    same unit as the column."""
    return _standardised(frame, frame.mean(), frame.var())


@wrong
def nothing_subtracted(frame):
    """Each column was divided by its deviation, and its mean is not 0 yet: subtract it
    first."""
    return frame / frame.std().where(frame.max() > frame.min(), 1.0)


@wrong
def median(frame):
    """It looks as if the median was subtracted. The means have to become 0."""
    return _standardised(frame, frame.median(), frame.std())


def proof() -> None:
    """Mean 0 and deviation 1 by Python's own; scaled and shifted back, it is the column."""
    from statistics import mean, stdev

    for (frame,) in [*edge_cases(), *examples(inputs())]:
        result = solution(frame)
        for name in frame:
            given, found = frame[name].tolist(), result[name].tolist()
            constant = min(given) == max(given)
            assert abs(mean(found)) < 1e-9
            assert abs(stdev(found) - (0 if constant else 1)) < 1e-9
            back = [z * stdev(given) + mean(given) for z in found]
            np.testing.assert_allclose(back, given, atol=1e-9)
