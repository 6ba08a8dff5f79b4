"""The cells that an index takes, and answers to what is none."""

import ast
import random
import re

import pytest
import torch

from preliminaries import figures
from tests.figures.figure_examples import X, words

KEYS = ["1:3, 1:", "::3, ::2", "-1", "1", ":, 0", "1, 2", "...", "..., 1", "-2:, :-1", "X > 5"]
KEYS += ["X % 2 == 0", "(X > 2) & (X < 9)", "~(X > 5)", "[0, 2]", "[0, 2], [1, 1]", "None, 1", ":9"]
KEYS += ["X < 1.5", "2:2", "..., ...", "1:, 3", "0, ...", "[True, False, True]", ":, [0, -1]"]


@pytest.mark.parametrize("key", KEYS)
def test_index_takes_what_torch_takes(key):
    expected = eval(f"X[{key}]", {"X": X})
    figure = figures.index(X, key)
    assert f"X[{key}] takes" in figure.alt
    assert f"has shape {tuple(expected.shape)}" in figure.alt
    said = re.search(r"and holds (.*?)\.( The end of a slice is not taken\.)?$", figure.alt)[1]
    assert ast.literal_eval(said) == expected.tolist()
    assert f"shape {tuple(expected.shape)}" in words(figure)
    assert f"X[{key}]" in words(figure)


def test_index_tells_which_rows_and_columns():
    alt = figures.index(X, "1:3, 1:").alt
    assert "takes 6 of the 12 cells of a tensor of shape (3, 4)" in alt
    assert "in rows 1 and 2 and columns 1, 2 and 3" in alt
    assert "The end of a slice is not taken." in alt
    assert "in row 1 and column 2" in figures.index(X, "1, 2").alt


def test_index_marks_the_end_that_does_not_belong():
    # 0 to 3 over the columns and 4 past them; 0 to 2 beside the rows and 3 past them.
    written = words(figures.index(torch.full((3, 4), 77), "1:3, 1:"))
    assert sorted(word for word in written if word.isdigit() and word != "77") == list("001122334")
    # No slice, no end.
    written = words(figures.index(torch.full((3, 4), 77), "1, 2"))
    assert sorted(word for word in written if word.isdigit() and word != "77") == list("0011223")


BAD_KEYS = ["", "1 2", "a", "X.shape", "__import__('os')", "(lambda: 1)()", "[i for i in X]"]
BAD_KEYS += ["X := 3", "0] + X[1", "0][1", "s_[1", "1] #", "[0] * 1000000000", "9 ** 9 ** 9"]
BAD_KEYS += [
    "'%999999999d' % 1",
    "'a'",
    "f'{X}'",
    "X[0]",
    "(" * 30,
    "1\n2",
    "1]\n[0",
    "{1: 2}",
    "1 / 0",
]
BAD_KEYS += [
    "1 % 0",
    "1" * 61,
    "*X",
    "X.fill_(0)",
    "行",
    "1e3",
    "X + 0.5",
    "X & 1.5",
    "None & X",
    "9" * 40,
]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_index_answers_a_bad_key_with_a_sentence(key):
    Y = X.clone()
    figure = figures.index(Y, key)
    assert re.search("is not an index|torch says|longer than", figure.alt)
    assert " ".join(words(figure)) == figure.alt
    assert Y.equal(X)


def test_index_answers_whatever_is_typed():
    draw = random.Random(0)
    pieces = [*"0123:,.[]()X>=<-~&|% ", "...", "None", "True", "1.5", "::", " > 5"]
    for _ in range(300):
        key = "".join(draw.choices(pieces, k=draw.randint(1, 8)))
        assert figures.index(X, key).alt


def test_index_says_why_torch_refuses():
    assert "index 5 is out of bounds" in figures.index(X, "5").alt
    assert "too many indices" in figures.index(X, "0, 0, 0").alt
    assert "greater than zero" in figures.index(X, "::-1").alt


@pytest.mark.parametrize("shape", [(), (2, 2, 2), (0, 3), (11, 2), (2, 17)])
def test_index_refuses_a_tensor_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"cannot be drawn|too large"):
        figures.index(torch.zeros(shape), "0")
