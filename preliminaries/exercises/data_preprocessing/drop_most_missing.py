"""`frame` without the one input column in which most values are missing:
the first of them where several miss equally many, none where no input
misses anything.

`target` is the name of the column to be predicted. It is not an input, and
it stays, whatever is missing in it. All rows stay as well, with their
labels, those without a target too.
"""

import math

import numpy as np
import pandas as pd

from preliminaries.authoring import examples, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import HOLES, ROADS_OR_NONE

hints = (
    "Among which columns do you look for the worst? What if the largest count is 0?",
    "Count in `frame.drop(columns=target)`; `idxmax()` names the first column with the "
    "largest count.",
    "`missing = frame.drop(columns=target).isna().sum()`, then look at `missing.max()`.",
)
proves = "You drop a column for a reason, and never the one to be predicted."
by_value = True


def solution(frame, target):
    missing = frame.drop(columns=target).isna().sum()
    if missing.max() == 0:
        return frame
    return frame.drop(columns=missing.idxmax())


def inputs():
    columns = {
        "NumRooms": HOLES,
        "Price": HOLES,
        "Alley": ROADS_OR_NONE,
        "Area": HOLES,
    }
    return tables(columns, 2, 4).map(lambda frame: (frame, "Price"))


def edge_cases():
    nan = math.nan
    return [
        (pd.DataFrame({"a": [1.0, nan], "b": [2.0, 3.0], "y": [nan, nan]}), "y"),
        (pd.DataFrame({"y": [1.0, 2.0], "a": [1.0, 2.0], "b": ["u", "v"]}), "y"),
        (pd.DataFrame({"a": [1.0, 2.0], "y": [nan, nan], "b": ["u", "v"]}), "y"),
        (pd.DataFrame({"a": [nan, 1.0], "b": [None, "v"], "y": [0.0, 1.0]}), "y"),
        (pd.DataFrame({"a": [1.0, 2.0], "b": [None, None], "y": [0.0, 1.0]}), "y"),
        (pd.DataFrame({"y": [nan, nan], "a": [1.0, nan]}), "y"),
        (pd.DataFrame({"a": [1.0], "b": [nan], "y": [2.0]}), "y"),
        (pd.DataFrame({"y": [1.0, 2.0], "z": [nan, 1.0], "Z": [0.0, 1.0]}), "y"),
        (pd.DataFrame({"a": [0.001, 9.0], "b": [nan, 2.0], "y": [1e6, 0.5]}), "y"),
        (pd.DataFrame({"a": [1.0, nan, nan], "Price": [nan, 2.0, 3.0]}), "a"),
        (pd.DataFrame({"a": [1.0, nan], "b": [2.0, 3.0], "y": [0.0, 1.0]}, index=[3, 1]), "y"),
        (pd.DataFrame({"a": [1.0, 2.0], "y": [0.0, 1.0]}, index=[3, 1]), "y"),
    ]


@right
def in_a_loop(frame, target):
    worst, most = None, 0
    for name in frame.columns:
        count = int(frame[name].isna().sum())
        if name != target and count > most:
            worst, most = name, count
    return frame[[name for name in frame.columns if name != worst]]


@right
def with_a_mask(frame, target):
    missing = frame.isna().sum()
    missing[target] = 0
    keep = [True] * frame.shape[1]
    if missing.any():
        keep[int(np.argmax(missing.to_numpy()))] = False
    return frame.loc[:, keep].copy()


@wrong
def dropped_rows(frame, target):
    """It looks as if *rows* with something missing were dropped. A whole column is to go,
    and every row to stay."""
    return frame.dropna()


@wrong
def dropped_the_target(frame, target):
    """It looks as if the target was counted among the columns that may go. Without it
    there is nothing left to predict."""
    missing = frame.isna().sum()
    return frame if missing.max() == 0 else frame.drop(columns=missing.idxmax())


@wrong
def dropped_a_full_column(frame, target):
    """Where nothing is missing, the largest count is 0, and `idxmax` still names a column.
    There was no reason to drop that one."""
    return frame.drop(columns=frame.drop(columns=target).isna().sum().idxmax())


@wrong
def last_of_equals(frame, target):
    """Several columns miss equally many, and the last of them was dropped. The rule asks
    for the first, so that everyone gets the same table."""
    missing = frame.drop(columns=target).isna().sum()
    return frame if missing.max() == 0 else frame.drop(columns=missing[::-1].idxmax())


@wrong
def dropped_all_with_holes(frame, target):
    """Every input column with a hole in it is gone. Only the worst was to go; the others
    can be filled."""
    inputs = frame.drop(columns=target)
    return frame.drop(columns=inputs.columns[inputs.isna().any()])


@wrong
def lost_the_target(frame, target):
    """The column to be dropped was chosen well, but the target is gone too. It stays in
    the table."""
    inputs = frame.drop(columns=target)
    missing = inputs.isna().sum()
    return inputs if missing.max() == 0 else inputs.drop(columns=missing.idxmax())


def proof() -> None:
    """A search through the columns, counting what is missing one by one."""
    for frame, target in [*edge_cases(), *examples(inputs())]:
        counts = {n: sum(map(pd.isna, frame[n])) for n in frame if n != target}
        worst = max(counts, key=lambda name: counts[name])  # the first of equals
        left = [name for name in frame if name != worst or not counts[worst]]
        pd.testing.assert_frame_equal(solution(frame, target), frame[left])
