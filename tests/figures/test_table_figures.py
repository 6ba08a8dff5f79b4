"""Tables, their distributions, and small pictures."""

import re

import pandas as pd
import pytest
import torch

from preliminaries import figures
from tests.figures.figure_examples import BIRDS, LONG, MANY, words


def test_missing_tells_the_rows():
    alt = figures.missing(BIRDS).alt
    assert "of 30 rows: kind in rows 2, 8, 14, 20 and 26; mass in rows 2, 8, 14, 20 and 26." in alt
    assert words(figures.missing(BIRDS)).count("5 missing") == 2
    assert figures.missing(BIRDS[["wing"]]).alt.endswith("Nothing is missing.")


def test_one_hot_has_one_1_in_each_row():
    written = words(figures.one_hot(BIRDS["kind"].head(6)))
    assert written.count("1") == 6 and written.count("0") == 18
    assert "tit has its 1 in kind_tit" in figures.one_hot(BIRDS["kind"].head(6)).alt


def test_imputation_tells_both_means_and_deviations():
    mass = BIRDS["mass"].dropna()
    alt = figures.imputation(BIRDS["mass"], hidden=40).alt
    means = [float(mean) for mean in re.findall(r", mean ([\d.]+),", alt)]
    assert means[0] == pytest.approx(mass.mean(), abs=0.05) and len(means) == 2
    before, after = map(float, re.findall(r"standard deviation ([\d.]+),", alt))
    assert before == pytest.approx(mass.std(), abs=0.05)
    assert after < before


def test_scatter_leaves_out_what_is_missing_and_names_the_groups():
    alt = figures.scatter(BIRDS, "wing", "mass", by="kind").alt
    assert alt.startswith("25 points") and "owl, around 30.8 and 435.0" in alt


def test_a_long_name_is_shortened_and_told_in_full():
    one, _, other, *_ = words(
        figures.missing(BIRDS.rename(columns={"kind": LONG, "wing": LONG + "z"}))
    )
    assert (one[:12], one[-1], other[-1]) == (LONG[:12], "_", "z") and "…" in one
    assert f"{LONG} in rows 2" in figures.missing(BIRDS.rename(columns={"kind": LONG})).alt


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: figures.missing(MANY.iloc[:2, [0] * 13]), ["13 columns", "at most 12"]),
        (lambda: figures.missing(MANY.head(0)), ["nothing to draw: 0 rows, 1 column"]),
        (lambda: figures.one_hot(BIRDS["kind"].head(11)), ["11 entries", "at most 10"]),
        (lambda: figures.one_hot(BIRDS["kind"].head(0)), ["nothing to draw"]),
    ],
)
def test_a_refusal_tells_how_many_are_allowed(draw, told):
    with pytest.raises(ValueError) as refusal:
        draw()
    assert all(part in str(refusal.value) for part in told)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.missing(BIRDS[[]]),
        lambda: figures.one_hot(BIRDS["kind"]),
        lambda: figures.scatter(BIRDS, "wing", "weight", by="kind"),
        lambda: figures.scatter(BIRDS, "wing", "mass", by="wing"),
        lambda: figures.imputation(BIRDS["mass"], hidden=100),
        lambda: figures.images(a=torch.zeros(3, 2, 2), b=torch.zeros(3, 4, 2)),
        lambda: figures.images(a=torch.zeros(3, 30, 30)),
        lambda: figures.images(),
    ],
)
def test_what_cannot_be_drawn_of_a_table_or_picture_is_refused_in_a_sentence(draw):
    with pytest.raises(ValueError, match=r"[a-z] .*\."):
        draw()


def test_truths_in_a_column_are_written_as_such():
    frame = pd.DataFrame({"a": [True, False, True], "y": [1.0, 2.0, 3.0]})
    told = words(figures.given_away(frame, "y"))
    assert "True" in told and "False" in told
