"""Lecture 2: its data, its own functions, and the words for two tables that differ."""

import hashlib
import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch

from preliminaries.course.places import ROOT
from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging import comparing_tables
from preliminaries.words.saying import say
from preliminaries.notebooks.lecture import read_lecture

DATA = ROOT / "data"
LECTURE = ROOT / "lectures" / "02-data-preprocessing.md"
NAN = math.nan


@pytest.fixture(scope="module")
def penguins():
    return pd.read_csv(DATA / "penguins.csv")


# The data


def test_the_penguins_are_those_that_the_readme_describes(penguins):
    told = (DATA / "README.md").read_text(encoding="utf-8")
    assert penguins.shape == (344, 8)
    for name in penguins.columns:
        (row,) = re.findall(rf"^\| `{name}` \|.*\| (\d+) \|$", told, re.MULTILINE)
        assert int(row) == penguins[name].isna().sum(), name
    assert (told.count("| mm |"), told.count("| g |")) == (3, 1)


@pytest.mark.parametrize("name", ["penguins.csv", "house_tiny.csv"])
def test_the_files_have_the_checksums_of_the_readme(name):
    content = (DATA / name).read_bytes()
    section = (DATA / "README.md").read_text(encoding="utf-8").split(f"## {name}")[1]
    assert hashlib.sha256(content).hexdigest() in section.split("\n## ")[0]
    assert b"\r" not in content


def test_every_named_penguin_column_is_asked_about(penguins):
    asked = list(find("column-kinds").solution)
    assert asked[:-1] == list(penguins.columns)


def test_the_kinds_agree_with_what_is_in_the_columns(penguins):
    for name, kind in list(find("column-kinds").solution.items())[:-1]:
        if kind == "number":
            assert penguins[name].nunique() > 50 and penguins[name].dtype.kind == "f", name
        elif kind == "category":
            assert penguins[name].nunique() <= 3 and penguins[name].dtype.kind != "i", name
        else:
            assert set(penguins[name]) == {2007, 2008, 2009}, name


def test_the_identifier_is_another_one_in_each_row(penguins):
    kinds = find("column-kinds").solution
    (label,) = (name for name, kind in kinds.items() if kind == "identifier")
    assert label.endswith(f"R{len(penguins)})") and label not in penguins


# The lecture's own functions


@pytest.fixture(scope="module")
def lecture():
    """The names that the lecture's definitions of functions need, and the functions."""
    names = {"pd": pd, "np": np, "torch": torch, "Path": Path}
    for cell in read_lecture(LECTURE).cells:
        for function in ("load", "column_means"):
            if cell.kind == "code" and cell.source.startswith(f"def {function}("):
                exec(cell.source.split("\n\n")[0], names)
    return names


def sentence(call, *arguments):
    with pytest.raises(ValueError) as caught:
        call(*arguments)
    return str(caught.value)


# A file as it comes from someone else, and a part of what is said of it.
BAD_FILES = {
    "latin-1": ("city,area\nKöln,405\n".encode("latin-1"), "not UTF-8: which encoding"),
    "gbk": ("城市,area\n北京,16410\n".encode("gbk"), "not UTF-8: which encoding"),
    "utf-16": ("city,area\nKöln,405\n".encode("utf-16"), "not UTF-8: which encoding"),
    "a long row": (b"city,area\nBonn,141\nUlm,119,1\n", "Expected 2 fields in line 3, saw 3"),
    "an open quote": (b'city,area\n"Bonn,141\n', "EOF inside string"),
    "empty": (b"", "Empty"),
    "blank lines": (b"\n\n", "Empty"),
    "another delimiter": (b"city;area\nBonn;141\n", "no column 'area' in ['city;area']"),
    "decimal commas": (b"city;area\nBonn;141,1\nUlm;119\n", "no column 'area' in ['city;area']"),
    "a space": (b"city, area\nBonn, 141\n", "no column 'area' in ['city', ' area']"),
    "another name": (b"city,people\nBonn,3\n", "no column 'area' in ['city', 'people']"),
}


@pytest.mark.filterwarnings("ignore:Length of header")
@pytest.mark.parametrize(("content", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_told_in_a_sentence(lecture, tmp_path, content, told):
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    said = sentence(lecture["load"], file, ["area"])
    assert told in said and "\n" not in said


def test_a_file_that_is_not_there_is_told_in_a_sentence(lecture, tmp_path):
    told = sentence(lecture["load"], tmp_path / "none.csv", [])
    assert told == "There is no file none.csv here."


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"city,area\nBonn,141\n", [["Bonn", 141]]),
        (b"city,area\nBonn\n", [["Bonn", NAN]]),
        (b"city,area,\nBonn,141,\n", [["Bonn", 141]]),
        (b'"city","area"\r\n"Bonn","141"\r\n', [["Bonn", 141]]),
        ("\ufeffcity,area\nKöln,405\n".encode(), [["Köln", 405]]),
        ("city,area\n北京,16410\n".encode(), [["北京", 16410]]),
        (b"city,area\n", []),
    ],
)
def test_a_file_that_can_be_read_is_read(lecture, tmp_path, content, rows):
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    frame = lecture["load"](file, ["city", "area"])[["city", "area"]]
    assert [list(map(str, row)) for row in frame.to_numpy()] == [
        list(map(str, row)) for row in rows
    ]


def test_rows_that_are_all_too_long_do_not_go_by_in_silence(lecture, tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(b"city,area\nBonn,141,1\nUlm,119,2\n")
    with pytest.warns(pd.errors.ParserWarning, match="Length of header"):
        assert lecture["load"](file, ["city"])["city"].tolist() == ["Bonn", "Ulm"]


def test_the_lectures_own_function_may_read_the_exercises_files(lecture):
    load = lecture["load"]
    assert check("read-na", lambda file: load(file, []).pipe(lambda _: _read_na(file))).correct


def _read_na(file):
    return pd.read_csv(file, na_values=["?", "-"])


def test_a_column_without_a_value_is_told_in_a_sentence(lecture):
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [NAN, NAN]})
    assert sentence(lecture["column_means"], frame) == "All values of 'b' are missing."
    assert lecture["column_means"](frame[["a"]])["a"] == 1.5


def test_running_the_lecture_leaves_its_file_as_committed():
    (cell,) = [c for c in read_lecture(LECTURE).cells if "house_tiny.write_text" in c.source]
    written = {}

    class Spy(type(Path())):
        def write_text(self, text, newline=None):
            written["bytes"] = text.replace("\n", newline).encode()

        def read_text(self):
            return ""

    exec(cell.source, {"Path": Spy})
    assert written["bytes"] == (DATA / "house_tiny.csv").read_bytes()


# The exercises, on the lecture's data


def test_a_right_pipeline_takes_the_real_penguins(penguins):
    train, test = penguins.iloc[::2], penguins.iloc[1::2]
    (X, y), (X_test, y_test) = pairs = find("pipeline").solution(train, test)
    assert (X.shape, X_test.shape, X.dtype) == ((172, 14), (170, 14), torch.float32)
    assert X.isfinite().all() and X_test.isfinite().all()
    assert torch.cat([y, y_test]).aminmax() == (2700, 6300)
    torch.testing.assert_close(X[:, :3].mean(dim=0), torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(X[:, :3].std(dim=0), torch.ones(3), atol=1e-5, rtol=0)
    both = torch.cat([X, X_test])[:, 3:].sum(dim=0)
    assert both.tolist() == [151, 68, 123, 0, 167, 124, 51, 0, 165, 168, 9]
    for answer in find("pipeline").right_answers().values():
        for (other, mass), (own, own_mass) in zip(answer(train, test), pairs, strict=True):
            torch.testing.assert_close(other, own, atol=1e-5, rtol=1e-4)
            torch.testing.assert_close(mass, own_mass)


def test_imputation_keeps_the_mean_and_shrinks_the_spread(penguins):
    numbers = penguins[["bill_length_mm", "body_mass_g"]]
    filled = find("impute-mean").solution(numbers)
    assert filled.notna().all().all()
    pd.testing.assert_series_equal(filled.mean(), numbers.mean())
    assert (filled.std() < numbers.std()).all()


def test_each_row_of_a_one_hot_table_has_one_1(penguins):
    coded = find("one-hot").solution(penguins[["sex"]])
    assert (coded.sum(axis=1) == 1).all() and coded["sex_nan"].sum() == 11


# Section 9's claims


def test_half_as_wide_is_half_the_memory():
    frame = pd.DataFrame({"rain": np.arange(1000) / 8})
    wide, narrow = (f.memory_usage(index=False).sum() for f in (frame, frame.astype("float32")))
    assert wide == 2 * narrow


# The words for two tables that differ


def told(expected, actual, **rules):
    found = comparing_tables.difference(expected, actual, **rules)
    return found and say(found)


TABLE = pd.DataFrame({"x": [1.0, 2.0], "a": ["u", None]})


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (TABLE["x"], "you returned a Series of 2 values; expected a DataFrame"),
        (None, "you returned None; expected a DataFrame of 2 rows and 2 columns"),
        (TABLE[["x"]], "'a' is missing"),
        (TABLE.assign(z=1), "'z' does not belong there"),
        (TABLE[["a", "x"]], "right columns in another order"),
        (TABLE.iloc[:1], "you returned 1 row; expected 2 rows"),
        (
            TABLE.iloc[::-1],
            "labels of the rows are in another order: the index is 1, 0; expected 0, 1",
        ),
        (TABLE.set_index(pd.Index([5, 6])), "labels of the rows are others: the index is 5, 6"),
        (TABLE.assign(x=["1", "2"]), "entries of column 'x' are text; expected floats"),
        (TABLE.assign(x=[True, False]), "are True and False; expected floats"),
        (TABLE.assign(x=TABLE.x.astype(object)), "are numbers as Python objects; expected floats"),
        (TABLE.assign(x=[1.0, 2.5]), "row 1 of column 'x' is 2.5, expected 2.0"),
        (TABLE.assign(a=["u", "v"]), "row 1 of column 'a' is 'v', expected NaN"),
        (pd.concat([TABLE, TABLE[["x"]]], axis=1), "'x' stands there more than once"),
    ],
)
def test_each_difference_has_words_of_its_own(actual, words):
    assert words in told(TABLE, actual)


@pytest.mark.parametrize(
    "actual",
    [
        TABLE.copy(),
        TABLE.assign(a=TABLE["a"].astype(object)),
        TABLE.assign(a=TABLE["a"].astype("string")),
        TABLE.assign(a=TABLE["a"].astype("category")),
        TABLE.assign(a=pd.Series(["u", NAN], dtype=object)),
        TABLE.astype({"x": "float32"}),
        TABLE.astype({"x": "Float64", "a": "string"}),
    ],
)
def test_other_ways_to_keep_the_same_values_are_the_same(actual):
    assert told(TABLE, actual) is None


def test_a_strict_comparison_sees_the_dtype():
    assert "float32; expected float64" in told(
        TABLE, TABLE.astype({"x": "float32"}), strict_dtype=True
    )


def test_a_check_never_changes_the_learners_frame():
    mine = pd.DataFrame({"NumRooms": [NAN, 2.0]})

    def impute_mean(frame):
        mine.shape  # noqa: B018
        frame.loc[:, "new"] = 1
        return frame

    assert not check("impute-mean", impute_mean).correct
    assert list(mine.columns) == ["NumRooms"] and mine["NumRooms"].isna().tolist() == [True, False]


def test_a_check_brings_pandas_options_back():
    before = pd.get_option("display.precision"), pd.get_option("display.max_rows")

    def impute_mean(frame):
        pd.set_option("display.precision", 1)
        pd.set_option("display.max_rows", 2)
        return frame

    check("impute-mean", impute_mean)
    assert (pd.get_option("display.precision"), pd.get_option("display.max_rows")) == before


def test_the_smallest_table_that_fails_is_shown():
    verdict = check("impute-mean", find("impute-mean").wrong["zero"])
    evidence = dict(verdict.evidence)
    assert evidence["frame"].count("\n") <= 3
    assert "NaN" in evidence["frame"] and "NaN" not in evidence["expected"].split("Alley")[0]


def test_other_lectures_do_not_load_pandas():
    code = (
        "import sys; from preliminaries import check\n"
        "check('outer-sum', lambda a, b: a[:, None] + b)\n"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
