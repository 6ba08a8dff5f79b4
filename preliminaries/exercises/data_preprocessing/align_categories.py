"""The table `test` one-hot encoded as floats, with exactly the columns, in
the same order, that `train` has when it is encoded by
`pd.get_dummies(train, dtype=float)`.

A word that `train` does not know gives zeros. Nothing is missing in the
two tables. For a = ["u", "v"] in train and a = ["w", "v"] in test the
result has a_u = [0, 0], a_v = [0, 1].
"""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import QUARTERS

name = "encode_like"
hints = (
    "Which columns does `test` get when it is encoded alone? Which are missing, which are new?",
    "Encode both; then bring the second into the columns of the first. `reindex` does that.",
    "`reindex(columns=..., fill_value=0.0)`",
)
proves = "Whatever words come later, the model always finds the columns it was trained on."


def solution(train, test):
    columns = pd.get_dummies(train, dtype=float).columns
    return pd.get_dummies(test, dtype=float).reindex(columns=columns, fill_value=0.0)


def inputs():
    words = st.sampled_from(["Brick", "Grvl", "Pave", "Sand"])
    columns = {"Alley": words, "NumRooms": QUARTERS}
    return st.tuples(tables(columns, 2, 4), tables(columns, 1, 3))


def edge_cases():
    return [
        (pd.DataFrame({"a": ["u", "v"]}), pd.DataFrame({"a": ["w", "v"]})),
        (pd.DataFrame({"a": ["u", "v"]}), pd.DataFrame({"a": ["v", "v"]})),
        (pd.DataFrame({"a": ["u", "w"]}), pd.DataFrame({"a": ["w", "u", "v"]})),
        (
            pd.DataFrame({"a": ["v", "u"], "b": ["p", "q"]}),
            pd.DataFrame({"a": ["w", "w"], "b": ["q", "r"]}, index=[7, 3]),
        ),
        (pd.DataFrame({"a": ["u"]}), pd.DataFrame({"a": ["u"]})),
        (
            pd.DataFrame({"b": ["p", "q"], "x": [1.0, 2.0], "a": ["u", "v"], "z": [0.5, 3.0]}),
            pd.DataFrame({"b": ["q"], "x": [7.0], "a": ["u"], "z": [0.001]}),
        ),
        (
            pd.DataFrame({"x": [0.001, 2.5], "a": ["u", "v"]}),
            pd.DataFrame({"x": [-1e6], "a": ["v"]}),
        ),
    ]


def read(result):
    """As good as floats: whole zeros, as of `fill_value=0`, and what `convert_dtypes` makes."""
    if isinstance(result, pd.DataFrame) and result.columns.is_unique:
        whole = [
            name
            for name, dtype in result.dtypes.items()
            if dtype.kind in "iu" and not (isinstance(dtype, np.dtype) and result[name].any())
        ]
        return result.astype(dict.fromkeys(whole, float)) if whole else result
    return result


@right
def filled_with_whole_zeros(train, test):
    columns = pd.get_dummies(train).columns
    return pd.get_dummies(test, dtype=float).reindex(columns=columns, fill_value=0)


@right
def column_by_column(train, test):
    coded = pd.get_dummies(test, dtype=float)
    result = pd.DataFrame(index=test.index)
    for name in pd.get_dummies(train, dtype=float).columns:
        result[name] = coded.get(name, 0.0)
    return result


@right
def by_hand(train, test):
    columns = {}
    for name in train.select_dtypes("number"):
        columns[name] = test[name]
    for name in train.columns.difference(list(columns), sort=False):
        for word in sorted(set(train[name])):
            columns[f"{name}_{word}"] = [float(entry == word) for entry in test[name]]
    return pd.DataFrame(columns, index=test.index)


@right
def both_at_once_then_choose(train, test):
    both = pd.get_dummies(pd.concat([train, test]), dtype=float)
    return both.iloc[len(train) :][pd.get_dummies(train).columns]


@wrong
def encoded_alone(train, test):
    """It looks as if `test` was encoded by itself: words that it lacks have no column, and
    words that only it has get a new one. The model knows the columns of `train`."""
    return pd.get_dummies(test, dtype=float)


@wrong
def new_columns_appear(train, test):
    """It looks as if both tables were encoded together. Words that only `test` has bring
    new columns, for which the model has learnt nothing."""
    both = pd.get_dummies(pd.concat([train, test]), dtype=float)
    return both.iloc[len(train) :]


@wrong
def another_order(train, test):
    """All the columns are there, in another order. A tensor knows no names: the model
    would take one column for another."""
    columns = pd.get_dummies(train, dtype=float).columns
    coded = pd.get_dummies(test, dtype=float)
    known = [name for name in coded if name in columns]
    return coded[known].reindex(
        columns=[*known, *columns.difference(known, sort=False)], fill_value=0.0
    )


@wrong
def columns_missing(train, test):
    """New columns were dropped, but a word that happens not to occur in `test` still has
    no column. It needs one, full of zeros."""
    columns = pd.get_dummies(train, dtype=float).columns
    coded = pd.get_dummies(test, dtype=float)
    return coded[[name for name in columns if name in coded]]


@wrong
def holes_left(train, test):
    """The columns are right, and those that `test` lacked are full of NaN. That its rows
    do not have that word is known: it is 0."""
    columns = pd.get_dummies(train, dtype=float).columns
    return pd.get_dummies(test, dtype=float).reindex(columns=columns)


@wrong
def renamed(train, test):
    """It looks as if the columns were renamed by their place. The third column of one
    table need not hold the same word as the third of the other."""
    coded = pd.get_dummies(test, dtype=float)
    coded.columns = pd.get_dummies(train, dtype=float).columns
    return coded


@wrong
def encoded_as_whole_numbers(train, test):
    """All values are right, and those of the words are whole numbers. Floats are asked for,
    which become a tensor together with the numbers of the table: `dtype=float`."""
    return solution(train, test).astype(
        {name: int for name in pd.get_dummies(train).columns.difference(train.columns)}
    )


@wrong
def encoded_train(train, test):
    """These are the rows of `train`. Its *columns* are wanted, with the rows of `test`."""
    return pd.get_dummies(train, dtype=float)


def proof() -> None:
    """Each entry is looked up in `test`, each word in `train`."""
    for train, test in [*edge_cases(), *examples(inputs())]:
        result = solution(train, test)
        numbers = [name for name in train if train[name].dtype.kind == "f"]
        expected = {name: test[name].tolist() for name in numbers}
        for name in (name for name in train if name not in numbers):
            for word in sorted(set(train[name])):
                expected[f"{name}_{word}"] = [1.0 if v == word else 0.0 for v in test[name]]
        assert list(result) == list(expected)
        assert {name: result[name].tolist() for name in result} == expected
