"""Two new tables like `train` and `test`, in which every missing number is
replaced by the mean that its column has in `train`. Text stays as it is,
and so do the labels of the rows and their order.

Both have the same columns. For x = [1, 3, NaN] in train and x = [NaN, 10]
in test the results have x = [1, 3, 2] and x = [2, 10].
"""

import math

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import reading, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import HOLES, ROADS_OR_NONE

name = "impute"
hints = (
    "What may be known about the test rows when the model is trained?",
    "Nothing. So every statistic comes from `train`, and is then used on both.",
    "`means = train.mean(numeric_only=True)`, once.",
)
proves = "Nothing about the test rows reached what you computed from the training rows."
by_value = True
read = reading.pair("train", "test")


def solution(train, test):
    means = train.mean(numeric_only=True)
    return train.fillna(means), test.fillna(means)


def inputs():
    columns = {"NumRooms": HOLES, "Alley": ROADS_OR_NONE}
    train = tables(columns, 3, 5).filter(lambda f: f["NumRooms"].notna().any())
    return st.tuples(train, tables(columns, 1, 2))


def edge_cases():
    nan = math.nan
    return [
        (
            pd.DataFrame({"x": [1.0, 3.0, nan], "a": ["u", None, "v"]}),
            pd.DataFrame({"x": [nan, 10.0], "a": [None, "u"]}),
        ),
        (
            pd.DataFrame({"x": [1.0, 3.0, 5.0], "a": ["u", "w", "v"]}),
            pd.DataFrame({"x": [nan, nan], "a": ["v", "u"]}),
        ),
        (
            pd.DataFrame({"x": [1.0, 3.0, nan, 8.0], "z": [nan, 1.0, 2.0, 6.0]}),
            pd.DataFrame({"x": [9.0, 7.0, nan], "z": [nan, nan, 0.0]}),
        ),
        (pd.DataFrame({"x": [0.01, nan, 0.03]}), pd.DataFrame({"x": [nan, 9e6]})),
        (
            pd.DataFrame({"x": [1.0, nan, 5.0]}, index=[4, 2, 3]),
            pd.DataFrame({"x": [nan, 7.0]}, index=[1, 0]),
        ),
    ]


@right
def in_a_loop(train, test):
    train, test = train.copy(), test.copy()
    for name in train.select_dtypes("number"):
        mean = train[name].mean()
        train[name] = train[name].fillna(mean)
        test[name] = test[name].fillna(mean)
    return train, test


@right
def one_function_for_both(train, test):
    means = {n: np.nanmean(train[n]) for n in train.select_dtypes("number")}
    return [part.fillna(value=means) for part in (train, test)]


@wrong
def tests_own_means(train, test):
    """It looks as if the test rows were filled with means of their own. In use a model
    meets one row at a time: of which rows does it then have a mean?"""
    return (
        train.fillna(train.mean(numeric_only=True)),
        test.fillna(test.mean(numeric_only=True)),
    )


@wrong
def means_of_both(train, test):
    """It looks as if one mean was taken over training and test rows together. Then the
    training rows know something about the test rows: it has leaked."""
    means = pd.concat([train, test]).mean(numeric_only=True)
    return train.fillna(means), test.fillna(means)


@wrong
def test_left_as_it_is(train, test):
    """The holes in `test` are still there, and no model computes with NaN."""
    return train.fillna(train.mean(numeric_only=True)), test


@wrong
def dropped_from_test(train, test):
    """Test rows with holes were dropped. Then the test is easier than real use, where such
    rows want an answer too."""
    means = train.mean(numeric_only=True)
    return train.fillna(means), test.dropna(subset=list(means.index))


@wrong
def filled_the_callers_tables(train, test):
    """The tables that were handed in have been changed: `inplace`, or assigning a column, does
    that. Make new ones, by `train.fillna(...)` of the whole table or by `train.copy()`."""
    means = train.mean(numeric_only=True)
    for part in (train, test):
        for name in means.index:
            part[name] = part[name].fillna(means[name])
    return train, test


@wrong
def rows_numbered_anew(train, test):
    """The numbers are right, and the rows are numbered anew. By their old labels they can be
    found in other tables: leave those as they are."""
    return tuple(part.reset_index(drop=True) for part in solution(train, test))


@wrong
def swapped(train, test):
    """The two tables come out in the other order: `train` first, then `test`."""
    return solution(train, test)[::-1]


def proof() -> None:
    """A leak would show: whatever stands in `test`, the same numbers come out."""
    train = pd.DataFrame({"x": [1.0, 2.0, math.nan]})
    for extreme in (0.0, 1e6):
        test = pd.DataFrame({"x": [extreme, math.nan]})
        filled, tested = solution(train, test)
        assert filled["x"].tolist() == [1.0, 2.0, 1.5]
        assert tested["x"].tolist() == [extreme, 1.5]
        assert train["x"].isna().sum() == test["x"].isna().sum() == 1
