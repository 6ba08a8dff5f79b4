"""Lecture 2: answers of strangers, right and wrong, and what is said of them."""

import csv
import io
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find

NAN = math.nan


def said(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def table_of(lines):
    names, *rows = csv.reader(lines)
    table = {}
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        missing = [None if v in ("?", "-", "NA") else v for v in column]
        try:
            table[name] = [NAN if v is None else float(v) for v in missing]
        except ValueError:
            table[name] = missing
    return pd.DataFrame(table)


def lines_of_an_open_file(file):
    return table_of(file)


def opened_with_open(file):
    with open(file, newline="") as opened:
        return table_of(opened)


def closed_when_read(file):
    text = file.read()
    file.close()
    return table_of(text.splitlines())


def looked_at_first(file):
    if not Path(file).is_file():
        raise ValueError("There is no such file.")
    pd.read_csv(file)
    return pd.read_csv(file, na_values=["?", "-"])


def filled(train, test):
    means = train.mean(numeric_only=True)
    return train.fillna(means), test.fillna(means)


def replaced_in_text(column, k, regex):
    counts = column.value_counts()
    for word in counts.index[counts < k]:
        column = column.str.replace(word, "other", regex=regex)
    return column


def columns_of(frame, std):
    return (frame - frame.mean()) / std


RIGHT = {
    "read-na": [
        lines_of_an_open_file,
        opened_with_open,
        closed_when_read,
        looked_at_first,
        lambda file: pd.read_csv(str(file), na_values=["?", "-"]),
        lambda file: pd.read_csv(file, na_values=["?", "-"], engine="python"),
        lambda file: pd.read_csv(file, na_values=["?", "-"], engine="python", sep=None),
        lambda file: pd.read_csv(io.StringIO(Path(file).read_text()), na_values=["-", "?"]),
    ],
    "standardise-columns": [
        lambda f: columns_of(f, f.std().mask(f.nunique() == 1, 1)),
        lambda f: columns_of(f, f.std()).assign(**{n: 0.0 for n in f if f[n].nunique() == 1}),
        lambda f: columns_of(f, f.std().where(f.max() != f.min())).fillna(0.0),
        lambda f: f.apply(lambda c: c * 0.0 if c.nunique() < 2 else (c - c.mean()) / c.std()),
    ],
    "one-hot": [
        lambda f: pd.get_dummies(f, dummy_na=True, dtype="float32"),
        lambda f: pd.concat(
            [f.select_dtypes("number"),
             pd.get_dummies(f.select_dtypes(exclude="number"), dummy_na=True).astype(float)],
            axis=1,
        ) if f.select_dtypes(exclude="number").shape[1] else f,
    ],
    "impute-mean": [
        lambda f: f.apply(lambda c: c.fillna(c.mean()) if c.dtype.kind in "if" else c),
        lambda f: f.where(f.notna(), f.mean(numeric_only=True), axis=1)
        if not f.select_dtypes(exclude="number").shape[1]
        else f.fillna(f.select_dtypes("number").mean().to_dict()),
    ],
}  # fmt: skip


def numbers_wherever_there_is_one(file):
    table = pd.read_csv(file).replace(["?", "-"], np.nan)
    for name in table:
        numbers = pd.to_numeric(table[name], errors="coerce")
        table[name] = numbers if numbers.notna().any() else table[name]
    return table


WRONG = {
    "read-na": [
        numbers_wherever_there_is_one,
        lambda f: pd.read_csv(f, na_values=["?"]),
        lambda f: pd.read_csv(f, na_values=["-"]),
        lambda f: pd.read_csv(f, na_values=["?", "-"], dtype=str),
        lambda f: pd.read_csv(f, na_values=["?", "-"], index_col=0),
        lambda f: pd.read_csv(f).replace(["?", "-"], np.nan),
        lambda f: pd.read_csv(f, na_values=["?", "-"], header=None),
    ],
    "standardise-columns": [
        lambda f: columns_of(f, f.std().where(f.std() > 0, 1.0)),
        lambda f: columns_of(f, f.std().where(f.std() > 0.1, 1.0)),
        lambda f: columns_of(f, f.std().where(f.std() > 1e-3, 1.0)),
        lambda f: columns_of(f, f.std()).fillna(0.0),
        lambda f: columns_of(f, f.std() + 0.01),
        lambda f: columns_of(f, f.std().where(f.std() > 1e-6, 1.0)),
        lambda f: columns_of(f, f.std().where(f.std() > 1e-8, 1.0)),
        lambda f: columns_of(f, f.std() + 1e-8),
        lambda f: columns_of(f, f.std() + 1e-12),
        lambda f: columns_of(f, f.std().clip(lower=1e-9)),
        lambda f: columns_of(f, f.std().where(~np.isclose(f.max(), f.min()), 1.0)),
        lambda f: columns_of(f, f.std(ddof=0).where(f.nunique() > 1, 1.0)),
    ],
    "one-hot": [
        lambda f: pd.get_dummies(f.fillna(0), dtype=float),
        lambda f: pd.get_dummies(f, dummy_na=True, dtype=float).fillna(0),
        lambda f: pd.get_dummies(f.fillna(f.mean(numeric_only=True)), dummy_na=True, dtype=float),
        lambda f: pd.get_dummies(f, dummy_na=True, dtype=float, columns=["Alley"])
        if "Alley" in f else f,
        lambda f: pd.get_dummies(f, dummy_na=True, dtype=float)[sorted(
            pd.get_dummies(f, dummy_na=True))],
        lambda f: pd.get_dummies(f, dummy_na=True, dtype=float).reset_index(drop=True),
    ],
    "no-leak": [
        lambda train, test: tuple(part.reset_index(drop=True) for part in filled(train, test)),
        lambda train, test: tuple(part.sort_index() for part in filled(train, test)),
        lambda train, test: (train.fillna(train.mean(numeric_only=True)),
                             filled(train, test)[1].sort_index()),
    ],
    "drop-most-missing": [
        lambda f, target: find("drop-most-missing").solution(f, target).reset_index(drop=True),
        lambda f, target: find("drop-most-missing").solution(f, target).sort_index(),
    ],
    "rare-to-other": [
        lambda column, k: replaced_in_text(column, k, regex=False),
        lambda column, k: replaced_in_text(column, k, regex=True),
        lambda column, k: find("rare-to-other").solution(column.str.lower(), k),
        lambda column, k: find("rare-to-other").solution(column.str.strip(), k),
    ],
    "to-tensors": [
        lambda f, target: (torch.tensor(f.drop(columns=target).to_numpy(dtype="float16")).float(),
                           torch.tensor(f[target].to_numpy(dtype="float32"))),
    ],
    "impute-mean": [
        lambda f: f.fillna(f.mean(numeric_only=True).round(1)),
        lambda f: f.fillna(f.mean(numeric_only=True)).dropna(),
        lambda f: f.fillna(f.mean(numeric_only=True), inplace=True),
        lambda f: f.ffill().bfill(),
        lambda f: f.fillna(f.mean(numeric_only=True).max()),
    ],
}  # fmt: skip


def pairs(answers):
    return [
        pytest.param(slug, answer, id=f"{slug}-{k}")
        for slug, own in answers.items()
        for k, answer in enumerate(own)
    ]


@pytest.mark.parametrize(("slug", "answer"), pairs(RIGHT))
def test_right_answers_in_unusual_ways_are_accepted(slug, answer):
    assert check(slug, answer).correct, said(slug, answer)


@pytest.mark.parametrize(("slug", "answer"), pairs(WRONG))
def test_nearly_right_answers_are_refused(slug, answer):
    assert not check(slug, answer).correct


@pytest.mark.parametrize(
    "column", [[0.1] * 3, [0.1] * 6, [0.7] * 7, [1e6 + 0.1] * 6, [5, 5, 5], [-0.3] * 9], ids=str
)
def test_the_solution_makes_every_constant_column_0(column):
    result = find("standardise-columns").solution(pd.DataFrame({"x": column}))
    assert result["x"].tolist() == [0.0] * len(column)


def test_the_solution_brings_tiny_and_huge_columns_to_one_scale():
    frame = pd.DataFrame({"a": [1e-9, 3e-9, 2e-9], "b": [1e12, 2e12, 3e12]})
    result = find("standardise-columns").solution(frame)
    np.testing.assert_allclose(result.std(), [1, 1])
    np.testing.assert_allclose(result.mean(), [0, 0], atol=1e-12)


def test_read_na_is_given_a_path_that_may_be_read_as_an_open_file():
    solution = find("read-na").solution
    seen = []

    def read_na(file):
        seen.append(Path(file))
        assert Path(file).is_file() and Path(file).suffix == ".csv"
        with open(file) as opened:
            assert opened.read() == file.read()
        return solution(str(file))

    assert check("read-na", read_na).correct
    assert not any(path.exists() for path in seen)


def test_an_x_that_lies_on_its_side_is_told_so():
    def pipeline(train, test):
        return [(X.T, y) for X, y in find("pipeline").solution(train, test)]

    verdict = said("pipeline", pipeline)
    assert "X lies on its side" in verdict
    assert "row 'bill_length_mm'" not in verdict


@pytest.mark.parametrize("table", [0, 1])
def test_a_wrong_column_of_x_is_named_as_a_column(table):
    def pipeline(train, test):
        pairs = find("pipeline").solution(train, test)
        pairs[table][0][:, 1] += 1
        return pairs

    verdict = said("pipeline", pipeline)
    assert f"column 1 of X of {['train', 'test'][table]}, bill_depth_mm" in verdict
    assert "row '" not in verdict


@pytest.mark.parametrize(
    ("slug", "answer", "words"),
    [
        ("standardise-columns", lambda f: columns_of(f, f.std().where(f.std() > 0, 1.0)),
         "0.10000000000000002"),
        ("one-hot", pd.get_dummies, "Two things are to add"),
        ("one-hot", lambda f: pd.get_dummies(f, dummy_na=True, dtype=float).fillna(0),
         "a hole has become 0"),
        ("read-na", lambda f: pd.read_csv(f, na_values="-"), '"?" is still taken for text'),
        ("read-na", lambda f: pd.read_csv(f, na_values="?"), '"-" is still taken for text'),
    ],
)  # fmt: skip
def test_likely_mistakes_have_a_word_of_their_own(slug, answer, words):
    assert words in said(slug, answer)


@pytest.mark.parametrize(
    ("slug", "answer", "words", "not_said"),
    [
        ("missing-fraction", lambda f: pd.Series(
            np.sort(f.isna().mean())[::-1], index=f.columns), "labels", "right values"),
        ("image-axes", lambda image: torch.from_numpy((image / 255).astype(np.uint8))
         .permute(2, 0, 1).float(), "fractions into whole numbers", "was used"),
        ("image-axes", lambda image: torch.from_numpy(image).permute(2, 0, 1) // 255,
         "`//` does", "was used"),
        ("to-tensors", lambda f, target: (torch.tensor(f.drop(columns=target).values),
                                          torch.tensor(f[target].values)),
         "floats are float64", "Give the array"),
    ],
)  # fmt: skip
def test_what_is_said_is_true_of_the_answer(slug, answer, words, not_said):
    verdict = said(slug, answer)
    assert words in verdict and not_said not in verdict


def test_a_table_is_shown_with_the_digits_that_it_has():
    verdict = said("standardise-columns", lambda f: columns_of(
        f, f.std().where(~np.isclose(f.max(), f.min()), 1.0)))  # fmt: skip
    assert "1700003600.0" in verdict


def test_tensors_keep_their_pair():
    X, y = find("to-tensors").solution(pd.DataFrame({"a": [1], "y": [2.5]}), "y")
    assert (X.shape, y.shape, X.dtype) == ((1, 1), (1,), torch.float32)


def test_who_forgot_the_return_is_asked_for_it_where_a_file_is_read():
    def read_na(file):
        pd.read_csv(file, na_values=["?", "-"])

    told = said("read-na", read_na)
    assert "You returned None" in told and "Is there a `return`" in told


@pytest.mark.parametrize(
    "of",
    [
        lambda train, test: train,
        lambda train, test: (*train, *test),
        lambda train, test: (train[0], test[0]),
        lambda train, test: None,
    ],
)
def test_what_is_not_two_pairs_is_told_what_is_asked_for(of):
    told = said("pipeline", lambda *tables: of(*find("pipeline").solution(*tables)))
    assert "Two pairs are asked for: (X, y) of `train`, and (X, y) of `test`." in told
