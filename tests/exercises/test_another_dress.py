"""Lecture 2: a right value is right in whatever dtype it comes, unless the statement names one."""

import functools
from fractions import Fraction

import pandas as pd
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find

# pandas' other ways to keep a column: of its own, of pyarrow's, of Python's.
DRESSES = {
    "nullable": lambda table: table.convert_dtypes(),
    "pyarrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "objects": lambda table: table.astype(object),
    "objects-with-None": lambda table: table.astype(object).where(table.notna(), None),
    "categories": lambda table: table.astype("category"),
}
BY_VALUE = [
    "read-na",
    "impute-mean",
    "no-leak",
    "drop-most-missing",
    "missing-fraction",
    "rare-to-other",
    "standardise-columns",
]


def dressed(answer, dress):
    """The answer, with what it returns in another dress."""

    def other(*arguments):
        result = answer(*arguments)
        return tuple(map(dress, result)) if isinstance(result, tuple) else dress(result)

    return functools.wraps(answer)(other)


def verdict(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("slug", BY_VALUE)
def test_a_right_table_is_right_in_any_dtype(slug, dress):
    answer = dressed(find(slug).solution, DRESSES[dress])
    assert check(slug, answer).correct, verdict(slug, answer)


@pytest.mark.parametrize("slug", BY_VALUE)
def test_a_wrong_table_stays_wrong_among_objects_where_all_is_compared_by_value(slug):
    for belief, answer in [*find(slug).wrong.items()][::3]:
        assert not check(slug, dressed(answer, DRESSES["objects"])).correct, belief


@pytest.mark.parametrize("backend", ["numpy_nullable", "pyarrow"])
def test_a_file_may_be_read_with_pandas_newer_dtypes(backend):
    def read_na(file):
        return pd.read_csv(str(file), na_values=["?", "-"], dtype_backend=backend)

    assert check("read-na", read_na).correct, verdict("read-na", read_na)


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("missing-fraction", lambda f: pd.Series(
            {n: Fraction(int(f[n].isna().sum()), len(f)) for n in f}
        ).sort_values(ascending=False)),
        ("missing-fraction", lambda f: pd.Series(
            {n: torch.tensor(f[n].isna().to_numpy()).float().mean() for n in f}
        ).sort_values(ascending=False)),
        ("drop-most-missing", lambda f, t: find("drop-most-missing").solution(f, t).T.T),
        ("standardise-columns", lambda f: find("standardise-columns").solution(f).assign(
            **{n: 0 for n in f if f[n].nunique() == 1})),
        ("read-na", lambda f: pd.read_csv(str(f), na_values=["?", "-"]).set_axis(
            pd.Index(range(len(pd.read_csv(str(f)))), dtype=object))),
        ("one-hot", lambda f: pd.get_dummies(f.convert_dtypes(), dummy_na=True, dtype="Float64")),
        ("one-hot", lambda f: pd.get_dummies(
            f.astype({n: "category" for n in f.select_dtypes(exclude="number")}),
            dummy_na=True, dtype="float32")),
        ("align-categories", lambda train, test: DRESSES["nullable"](
            find("align-categories").solution(train, test))),
        ("align-categories", lambda train, test: DRESSES["pyarrow"](
            find("align-categories").solution(train, test))),
        ("to-tensors", lambda f, t: find("to-tensors").solution(f.convert_dtypes(), t)),
    ],
)  # fmt: skip
def test_right_values_of_other_libraries_and_ways_are_right(slug, answer):
    assert check(slug, answer).correct, verdict(slug, answer)


@pytest.mark.parametrize("dtype", [int, object, bool, "Int64"])
def test_one_hot_columns_are_floats_as_the_statement_says(dtype):
    def one_hot(frame):
        return pd.get_dummies(frame, dummy_na=True, dtype=dtype)

    assert "floats" in find("one-hot").statement
    assert not check("one-hot", one_hot).correct


def test_text_that_looks_like_numbers_is_not_numbers():
    def read_na(file):
        return pd.read_csv(str(file), na_values=["?", "-"], dtype="string")

    told = verdict("read-na", read_na)
    assert "entries of column 'x' are text; expected numbers" in told


def test_true_and_false_are_not_1_and_0():
    def missing_fraction(frame):
        return frame.isna().any().sort_values(ascending=False)

    told = verdict("missing-fraction", missing_fraction)
    assert "True and False; expected numbers" in told
