"""`frame` with every column of text replaced by columns of floats, 0.0 and
1.0: one for each word in it, in alphabetical order, and a last one for
"missing", there even if nothing is.

They are named as pandas does: Alley = ["Pave", NaN] becomes Alley_Pave =
[1.0, 0.0] and Alley_nan = [0.0, 1.0]. Columns of numbers come first, with
the same numbers (2 may become 2.0) and holes; rows keep their labels.
"""

import math

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tables, wrong, wrong_like
from preliminaries.exercises.data_preprocessing._given import HOLES, ROADS_OR_NONE

hints = (
    "Which function of pandas makes *dummies*? Which of its parameters speaks of NaN?",
    "`pd.get_dummies` makes a column for each word; it leaves NaN out, and it gives True and "
    "False, unless told otherwise.",
    "`dummy_na=True` adds the column for missing, `dtype=float` makes numbers.",
)
proves = "Each word has a column, and missing is a category of its own."


def solution(frame):
    return pd.get_dummies(frame, dummy_na=True, dtype=float)


_SIDES = st.sampled_from(["east", "west"])


def inputs():
    columns = {"Alley": ROADS_OR_NONE, "NumRooms": HOLES, "Side": _SIDES}
    return tables(columns, 1, 4).map(lambda frame: (frame,))


def edge_cases():
    return [
        (pd.DataFrame({"Alley": ["Pave", None]}),),
        (pd.DataFrame({"Alley": ["Pave", "Grvl", "Pave"], "x": [1.0, 2.0, 3.0]}),),
        (pd.DataFrame({"x": [math.nan, 4.0, 2.0], "Alley": ["Pave", None, "Pave"]}),),
        (pd.DataFrame({"Alley": ["Pave", "Grvl"], "Road": ["Grvl", "Pave"], "k": [2, 1]}),),
        (pd.DataFrame({"x": [1e6, 1e-3]}),),
        (pd.DataFrame({"Alley": ["Pave"]}),),
        (pd.DataFrame({"Alley": [None, "b", "a"], "Side": ["u", None, None]}),),
        (pd.DataFrame({"Alley": ["b", None, "c", "a"]}, index=[4, 2, 3, 1]),),
    ]


def observe(answer, frame):
    """The result; only its new columns have to be floats, and the numbers may be Int64.

    Beside such numbers, after `convert_dtypes`, pandas calls the last column Alley_<NA>.
    """
    result = answer(frame)
    if isinstance(result, pd.DataFrame) and result.columns.is_unique:
        names = {f"{name}_<NA>": f"{name}_nan" for name in frame}
        result = result.rename(columns=names)
        numbers = set(result.select_dtypes("integer")) & set(frame.select_dtypes("number"))
        result = result.astype(dict.fromkeys(numbers, "Float64"))
    return result


@right
def after_convert_dtypes(frame):
    return pd.get_dummies(frame.convert_dtypes(), dummy_na=True, dtype=float)


@right
def by_hand(frame):
    numbers = frame.select_dtypes("number")
    columns = {name: frame[name] for name in numbers}
    for name in frame.columns.difference(numbers.columns, sort=False):
        for word in sorted(frame[name].dropna().unique()):
            columns[f"{name}_{word}"] = (frame[name] == word).astype(float)
        columns[f"{name}_nan"] = frame[name].isna().astype(float)
    return pd.DataFrame(columns)


@right
def bools_then_floats(frame):
    return pd.get_dummies(frame, dummy_na=True).astype(float)


@right
def word_for_missing(frame):
    text = [name for name in frame if frame[name].dtype.kind == "O"]
    parts = [frame.drop(columns=text)]
    for name in text:
        words = [*sorted(frame[name].dropna().unique()), "nan"]
        filled = frame[name].fillna("nan")
        numbers = np.array([words.index(word) for word in filled])
        names = [f"{name}_{word}" for word in words]
        one_hot = np.eye(len(words), dtype=np.float32)[numbers]
        parts.append(pd.DataFrame(one_hot, columns=names, index=frame.index))
    return pd.concat(parts, axis=1)


@wrong
def missing_lost(frame):
    """Where the word is missing, the row has zeros everywhere, and no column says why.
    That it is missing may be the most telling thing about that row."""
    return pd.get_dummies(frame, dtype=float)


@wrong
def as_it_comes(frame):
    """Two things are to add. Where the word is missing no column says so; and the columns hold
    True and False, which beside floats make an array of Python objects. `get_dummies` does
    both if it is told."""
    return pd.get_dummies(frame)


@wrong
def holes_in_numbers_filled_with_the_mean(frame):
    """The words are right. The columns of numbers have changed: their holes are filled, and
    here they stay as they are."""
    return pd.get_dummies(frame.fillna(frame.mean(numeric_only=True)), dummy_na=True, dtype=float)


@wrong
def holes_in_numbers_filled_with_zero(frame):
    """The words are right. In the columns of numbers a hole has become 0, which is a value
    like any other; here holes stay as they are."""
    return pd.get_dummies(frame, dummy_na=True, dtype=float).fillna(0.0)


@wrong
def bools(frame):
    """The columns hold True and False. Next to columns of floats they make an array of
    Python objects, which a tensor refuses: ask for floats."""
    return pd.get_dummies(frame, dummy_na=True)


@wrong
def objects(frame):
    """The columns hold Python objects. A tensor needs a numeric dtype: ask for floats."""
    return pd.get_dummies(frame, dummy_na=True, dtype=object)


@wrong
def whole_numbers(frame):
    """The columns hold whole numbers. Models compute in floats: ask for them at once."""
    return pd.get_dummies(frame, dummy_na=True, dtype=int)


@wrong
def codes(frame):
    """It looks as if each word got a number: 0, 1, 2. Then a model reads that the third is
    twice the second, and lies between nothing and more. Words have no such order."""
    coded = frame.copy()
    for name in coded:
        if coded[name].dtype.kind == "O":
            coded[name] = coded[name].astype("category").cat.codes.astype(float)
    return coded


@wrong
def first_dropped(frame):
    """One word has no column: the first was left out, to be told by the zeros in all the
    others. Here every word gets its own."""
    return pd.get_dummies(frame, dummy_na=True, dtype=float, drop_first=True)


@wrong
def column_only_where_needed(frame):
    """Where nothing is missing there is no column for it. The next table may have a hole
    there: the column has to be there already."""
    coded = pd.get_dummies(frame, dummy_na=True, dtype=float)
    return coded.loc[:, [not n.endswith("_nan") or coded[n].any() for n in coded]]


@wrong_like(column_only_where_needed)
def the_word_nan_for_missing(frame):
    return pd.get_dummies(_filled(frame, "nan"), dtype=float)


@wrong
def a_word_for_missing(frame):
    """A word was put in the holes, and counts as one of the words: its column bears that word,
    stands among the others, and is there only where something is missing. Pandas' own,
    `dummy_na=True`, is called Alley_nan and comes last, always."""
    return pd.get_dummies(_filled(frame, "missing"), dtype=float)


def _filled(frame, word):
    numbers = frame.select_dtypes("number")
    return frame.fillna(dict.fromkeys(frame.columns.difference(numbers.columns), word))


def proof() -> None:
    """Read back: in each row one column of a group has the 1, and it names the word."""
    for (frame,) in [*edge_cases(), *examples(inputs())]:
        coded = solution(frame)
        assert all(coded[name].dtype.kind == "f" for name in coded if name not in frame)
        for name in frame:
            if frame[name].dtype.kind in "if":
                pd.testing.assert_series_equal(coded[name], frame[name])
                continue
            group = coded[[column for column in coded if column.startswith(f"{name}_")]]
            words = [f"{name}_{'nan' if pd.isna(word) else word}" for word in frame[name]]
            assert group.idxmax(axis=1).tolist() == words
            assert (group.sum(axis=1) == 1).all() and (group.max(axis=1) == 1).all()
            assert list(group)[:-1] == sorted(set(words) - {f"{name}_nan"})
            assert list(group)[-1] == f"{name}_nan"
