"""The table in a CSV file in which "?", "-" and "NA" all mean that a value
is missing. Other marks for that, such as "null" or "None", do not occur.

`file` is the file's path, what pd.read_csv takes first; it may be read as
an open file, too. Columns of numbers come out as numbers. The lines "x,y",
"1,a", "?,-" give x = [1, NaN] and y = ["a", NaN].
"""

import contextlib
import io
import math

import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.data_preprocessing._csv_file import csv, written

hints = (
    "Which marks does pandas know by itself? Which of the three does it not know?",
    "`pd.read_csv` can be told of more marks; it then reads the column as numbers at once.",
    '`pd.read_csv(file, na_values=["?", ...])`',
)
proves = "Every mark has become a missing value; numbers are numbers, and words are words."
by_value = True


def solution(file):
    return pd.read_csv(file, na_values=["?", "-"])


def inputs():
    number = st.one_of(st.integers(-99, 99).map(str), st.sampled_from(["?", "-", "NA"]))
    word = st.sampled_from(["Pave", "Grvl", "un-paved", "?", "-", "NA"])
    rows = st.lists(st.tuples(number, word), max_size=4)
    # The first row has a number and a word, so that each column is of one kind.
    return rows.map(lambda more: (csv("NumRooms,Alley", ("-3", "Pave"), *more),))


def edge_cases():
    return [
        (csv("x,y", ("1", "a"), ("?", "-")),),
        (csv("x,y", ("-1", "a-b"), ("-2.5", "why?"), ("-", "NA")),),
        (csv("x,y", ("1", "a"), ("2", "b")),),
        (csv("x,y", ("0.001", "a"), ("-", "NA"), ("2500000", "a")),),
        (csv("x,y", ("?", "?"), ("1", "a")),),
        (csv("x,y", ("1", "7"), ("-", "b")),),  # a word that looks like a number
        (csv("x,y,z", ("1", "-", "NA"), ("-", "2", "?"), ("?", "NA", "3")),),
    ]


def observe(answer, file):
    """The result for such a file; that the verdict shows its text is easier to read."""
    with written(file, "table.csv") as path:
        return answer(path)


@right
def all_three_named(file):
    return pd.read_csv(file, na_values=["?", "-", "NA"], keep_default_na=False)


@right
def replaced_and_converted(file):
    frame = pd.read_csv(file).replace({"?": None, "-": None})
    for name in frame:
        with contextlib.suppress(ValueError):
            frame[name] = pd.to_numeric(frame[name])
    return frame


@right
def read_by_hand(file):
    with open(file) as lines:
        names, *rows = (line.strip().split(",") for line in lines)
    table = {}
    for name, column in zip(names, zip(*rows)):
        values = [None if v in ("?", "-", "NA") else v for v in column]
        try:
            table[name] = [math.nan if v is None else float(v) for v in values]
        except ValueError:
            table[name] = values
    return pd.DataFrame(table)


@right
def as_an_open_file(file):
    return pd.read_csv(io.StringIO(file.read()), na_values={"?", "-", "NA"})


@right
def as_its_text(file):
    words = [line.split(",") for line in file.read_text().splitlines()]
    frame = pd.DataFrame(words[1:], columns=words[0])
    frame = frame.mask(frame.isin(["?", "-", "NA"]))
    for name in frame:
        with contextlib.suppress(ValueError):
            frame[name] = pd.to_numeric(frame[name])
    return frame


@wrong
def only_the_defaults(file):
    """Pandas knows `NA` and some twenty marks, but not all of these three. What it does
    not know it takes for text, and one text makes the whole column text."""
    return pd.read_csv(file)


@wrong
def left_as_text(file):
    """The marks are gone, and yet a column of numbers is still text: it was read as text
    before they were replaced. Tell `pd.read_csv` of the marks, or convert afterwards."""
    frame = pd.read_csv(file)
    return frame.mask(frame.isin(["?", "-"]))


@wrong
def one_mark_forgotten(file):
    """The question mark is known now, and "-" is still taken for text. There are two marks
    that pandas does not know."""
    return pd.read_csv(file, na_values="?")


@wrong
def question_mark_forgotten(file):
    """The dash is known now, and "?" is still taken for text. There are two marks that pandas
    does not know."""
    return pd.read_csv(file, na_values="-")


@wrong
def na_forgotten(file):
    """ "?" and "-" are missing now, and "NA" has become text: `keep_default_na=False` makes
    pandas forget the marks that it knows. Then all three have to be named."""
    return pd.read_csv(file, na_values=["?", "-"], keep_default_na=False)


@wrong
def removed_every_dash(file):
    """A "-" alone is a mark, but in "-3" it is a minus, and in a word a hyphen. The whole
    entry has to be looked at, not each character."""
    text = file.read().replace("-", "").replace("?", "")
    return pd.read_csv(io.StringIO(text))


@wrong
def marks_became_zero(file):
    """The missing entries have become zeros. Zero rooms is a statement about a house;
    missing means that nobody knows."""
    return pd.read_csv(file, na_values=["?", "-"]).fillna(0)


@wrong
def dropped_the_rows(file):
    """Rows with something missing are gone. Reading should keep all there is; what to do
    about the holes is decided later."""
    return pd.read_csv(file, na_values=["?", "-"]).dropna()


def proof() -> None:
    """Each entry of the file is looked up in the table."""
    for (file,) in [*edge_cases(), *examples(inputs())]:
        names, *rows = (line.split(",") for line in file.splitlines())
        table = observe(solution, file)
        assert list(table) == names and len(table) == len(rows)
        for name, column in zip(names, zip(*rows)):
            known = [entry for entry in column if entry not in ("?", "-", "NA")]
            text = any(letter.isalpha() for entry in known for letter in entry)
            for found, marked in zip(table[name], column):
                assert pd.isna(found) == (marked not in known)
                assert marked not in known or found == (marked if text else float(marked))
