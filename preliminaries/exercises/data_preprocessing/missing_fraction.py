"""For each column of `frame`, the fraction of its entries that is missing:
a Series with the names of the columns as index, the most missing first;
columns with equal fractions in any order.

Columns a = [1, 2, NaN, NaN] and b = [NaN, "x", NaN, NaN] give b 0.75, a
0.5.
"""

import itertools
import math

import pandas as pd

from preliminaries.authoring import examples, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import HOLES, ROADS_OR_NONE

hints = (
    "`frame.isna()` is a table of True and False. What is the mean of such a column?",
    "True counts as 1, so a column's mean is its fraction missing. Then sort.",
    "`.sort_values(ascending=False)` puts the largest first.",
)
proves = "The mean of a mask is a fraction: isna, mean, sort."
by_value = True


def solution(frame):
    return frame.isna().mean().sort_values(ascending=False)


def inputs():
    columns = {"NumRooms": HOLES, "Alley": ROADS_OR_NONE, "Price": HOLES}
    return tables(columns, 1, 6).map(lambda frame: (frame,))


def edge_cases():
    return [
        (pd.DataFrame({"a": [1, 2, math.nan, math.nan], "b": [None, "x", None, None]}),),
        (pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),),
        (pd.DataFrame({"a": [1.0, math.nan, 0.0]}),),
        (pd.DataFrame({"a": [1.5, 2, 3], "b": [math.nan, math.nan, math.nan]}),),
    ]


def observe(answer, frame):
    """The result, in which equal fractions stand in the order of the table's columns."""
    result = answer(frame)
    if isinstance(result, pd.Series) and set(result.index) == set(frame.columns):
        values = result.tolist()
        if all(a >= b for a, b in itertools.pairwise(values)):
            place = {name: j for j, name in enumerate(frame.columns)}
            pairs = sorted(result.items(), key=lambda pair: (-pair[1], place[pair[0]]))
            return pd.Series(dict(pairs))
    return result


@right
def counts_over_rows(frame):
    fractions = frame.isnull().sum() / len(frame)
    return fractions.sort_values()[::-1]


@right
def one_minus_what_is_there(frame):
    return (1 - frame.count() / frame.shape[0]).sort_values(ascending=False)


@right
def in_a_loop(frame):
    found = {}
    for name in frame.columns:
        found[name] = sum(pd.isna(value) for value in frame[name]) / len(frame)
    return pd.Series(dict(sorted(found.items(), key=lambda pair: -pair[1])))


@wrong
def counts(frame):
    """These are counts. Three missing of four is much, three of a million is nothing:
    divide by the number of rows."""
    return frame.isna().sum().sort_values(ascending=False)


@wrong
def fraction_of_all_cells(frame):
    """It looks as if the counts were divided by the number of all cells in the table.
    Each column has as many entries as there are rows."""
    return (frame.isna().sum() / frame.size).sort_values(ascending=False)


@wrong
def share_of_what_is_missing(frame):
    """It looks as if the counts were divided by all that is missing, so that they add up
    to 1. Which part of its *own* column is missing?"""
    counts = frame.isna().sum()
    return (counts / max(counts.sum(), 1)).sort_values(ascending=False)


@wrong
def fraction_present(frame):
    """This is the fraction that is *there*. What is asked for is its complement."""
    return frame.notna().mean().sort_values(ascending=False)


@wrong
def fewest_first(frame):
    """The fractions are right; the order is the other way round. `sort_values` begins with
    the smallest unless told otherwise."""
    return frame.isna().mean().sort_values()


@wrong
def not_sorted(frame):
    """The fractions are right, in the order of the table's columns. The worst column
    should come first."""
    return frame.isna().mean()


@wrong
def in_percent(frame):
    """These are percentages. A fraction lies between 0 and 1."""
    return 100 * frame.isna().mean().sort_values(ascending=False)


def proof() -> None:
    """Counted one by one."""
    for (frame,) in [*edge_cases(), *examples(inputs())]:
        found = solution(frame)
        counts = {name: sum(map(pd.isna, frame[name])) for name in frame}
        assert {name: found[name] * len(frame) for name in found.index} == counts
        assert found.tolist() == sorted(found, reverse=True)
