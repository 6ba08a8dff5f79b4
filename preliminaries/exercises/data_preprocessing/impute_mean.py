"""A new table like `frame`, in which every missing number is replaced by
the mean of its column. Columns of text stay as they are, with their holes.

NumRooms = [NaN, 2, 4] becomes [3, 2, 4].
"""

import math

import numpy as np
import pandas as pd

from preliminaries.authoring import examples, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import HOLES, ROADS_OR_NONE

hints = (
    "Of which columns is there a mean at all?",
    "`mean(numeric_only=True)` has one mean for each column of numbers; `fillna` takes a "
    "value for each column.",
    "`frame.fillna(means)` gives a new table and leaves the old one alone.",
)
proves = "Each column is filled from itself, text is left alone, and the caller's table too."
by_value = True


def solution(frame):
    return frame.fillna(frame.mean(numeric_only=True))


def inputs():
    columns = {"NumRooms": HOLES, "Alley": ROADS_OR_NONE, "Area": HOLES}
    frames = tables(columns, 2, 5).filter(lambda f: f.count()[["NumRooms", "Area"]].all())
    return frames.map(lambda frame: (frame,))


def edge_cases():
    nan = math.nan
    return [
        (pd.DataFrame({"NumRooms": [nan, 2.0, 4.0], "Alley": ["Pave", None, None]}),),
        (pd.DataFrame({"a": [1, 2, 6], "b": [nan, 5.0, nan], "c": ["u", None, "v"]}),),
        (pd.DataFrame({"a": [1, 2, 6], "c": ["u", "w", "v"]}),),
        (pd.DataFrame({"a": [nan, 1.0], "b": [-3e6, nan]}),),
        (pd.DataFrame({"a": [0.001, nan, 0.002], "c": [None, None, "u"]}),),
        (pd.DataFrame({"a": [nan, 1.0, 2.0, 9.0], "b": [0.0, nan, 0.0, 3.0]}),),
        (pd.DataFrame({"a": [nan, 8.0, 7.0], "c": ["u", None, "v"]}, index=[5, 3, 9]),),
    ]


@right
def column_by_column(frame):
    filled = frame.copy()
    for name in filled.select_dtypes("number"):
        filled[name] = filled[name].fillna(filled[name].mean())
    return filled


@right
def with_where(frame):
    means = frame.mean(numeric_only=True)
    columns = {}
    for name in frame:
        column = frame[name]
        columns[name] = column.where(column.notna(), means[name]) if name in means else column
    return pd.DataFrame(columns)


@right
def with_numpy(frame):
    filled = frame.copy()
    numbers = frame.select_dtypes("number").columns
    X = frame[numbers].to_numpy(dtype=float)
    filled[numbers] = np.where(np.isnan(X), np.nanmean(X, axis=0), X)
    return filled


@wrong
def zero(frame):
    """It looks as if the holes were filled with 0. That is a value like any other, often a
    strange one, and it pulls the column's mean towards 0."""
    return frame.fillna({name: 0 for name in frame.select_dtypes("number")})


@wrong
def one_mean_for_the_whole_table(frame):
    """It looks as if one mean was taken over the whole table. Rooms and areas have
    nothing in common: each column has its own mean."""
    numbers = frame.select_dtypes("number")
    mean = np.nanmean(numbers.to_numpy(dtype=float))
    return frame.fillna({name: mean for name in numbers})


@wrong
def text_filled_with_the_most_frequent(frame):
    """The holes in text were filled as well, with the most frequent word. Here they stay:
    missing becomes a category of its own later."""
    modes = {n: frame[n].mode()[0] for n in frame if frame[n].notna().any()}
    return frame.fillna(frame.mean(numeric_only=True)).fillna(modes)


@wrong
def text_filled_with_a_word(frame):
    """The holes in text were filled as well, with a word for "missing". Here they stay as
    they are, so that nobody takes the word for a value."""
    return frame.fillna(frame.mean(numeric_only=True)).fillna("missing")


@wrong
def changed_the_callers_frame(frame):
    """The table that was handed in has been changed: whoever called this function has lost
    the information what was missing. Begin with `frame.copy()`, or use what gives a new
    table."""
    for name in frame.select_dtypes("number"):
        frame[name] = frame[name].fillna(frame[name].mean())
    return frame


@wrong
def mean_of_text(frame):
    """Words have no mean, and pandas refuses to take one. It can be told to look at the
    columns of numbers only."""
    return frame.fillna(frame.mean())


@wrong
def median(frame):
    """It looks as if the median was taken. That is often a good choice; asked for is the
    mean."""
    return frame.fillna(frame.median(numeric_only=True))


@wrong
def from_the_row_above(frame):
    """It looks as if a hole took the value of the row above, or below. Rows have no order that
    means anything here; the mean of the column is asked for."""
    numbers = frame.select_dtypes("number").columns
    return frame.assign(**{name: frame[name].ffill().bfill() for name in numbers})


@wrong
def dropped_the_rows(frame):
    """Rows with holes were dropped, and all that was known about them is lost. Every row
    should stay."""
    return frame.dropna(subset=list(frame.select_dtypes("number")))


@wrong
def dropped_the_text(frame):
    """The columns of text are gone. They are not filled, but they stay in the table."""
    numbers = frame.select_dtypes("number")
    return numbers.fillna(numbers.mean())


@wrong
def interpolated(frame):
    """It looks as if a hole was filled from the rows above and below. Rows have no order
    that means anything here: interpolation is for series in time."""
    filled = frame.copy()
    for name in frame.select_dtypes("number"):
        filled[name] = frame[name].interpolate(limit_direction="both")
    return filled


def proof() -> None:
    """No number is missing, the means are what they were, and nothing else has changed."""
    for (frame,) in [*edge_cases(), *examples(inputs())]:
        before = frame.copy()
        filled = solution(frame)
        pd.testing.assert_frame_equal(frame, before)
        for name in frame:
            known = frame[name].notna()
            assert filled[name][known].tolist() == frame[name][known].tolist()
            if frame[name].dtype.kind in "if":
                assert filled[name].notna().all()
                assert math.isclose(filled[name].mean(), frame[name].mean(), abs_tol=1e-9)
                assert known.all() or not filled[name].std() > frame[name].std()
            else:
                assert filled[name].isna().tolist() == (~known).tolist()
