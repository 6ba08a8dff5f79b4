"""The tables of slides: one size, words left and numbers right."""

import re

import pandas as pd
import pytest
import torch

from preliminaries import show
from preliminaries.slides.deck import read_slides
from preliminaries.slides.tables import across, aligned, down, tables_in
from tests.slides.cells import of


def slide_of(shown: object, source: str = "it"):
    output = {"output_type": "execute_result", "data": {"text/html": shown._repr_html_()}}
    cells = [of("markdown", "## A table", "slide"), of("code", source, outputs=[output])]
    return read_slides(cells)[0]


def letters(slide, kind: str) -> float:
    return float(re.search(rf"--{kind}:([\d.]+)px", slide.look)[1])


def test_columns_of_words_are_marked_and_columns_with_numbers_are_not():
    frame = pd.DataFrame(
        {"city": ["Bonn", "NaN"], "area": [141.1, float("nan")], "mixed": ["x", 3]},
        index=["first", "second"],
    )
    marked = re.findall(r'class="words"[^>]*>(.*?)<', aligned(frame.to_html()))
    assert marked == ["", "city", "first", "Bonn", "second", "NaN"]
    counted = re.findall(
        r'class="words"[^>]*>(.*?)<', aligned(frame.reset_index(drop=True).to_html())
    )
    assert counted == ["city", "Bonn", "NaN"]


def test_a_table_of_ours_is_left_as_it_is():
    grid = show(A=torch.eye(2))._repr_html_()
    assert aligned(grid) == grid


def test_tables_of_every_kind_have_the_letters_of_the_code_above():
    frame = pd.DataFrame({"a": [1, 2]})
    for shown in (frame, show(a=torch.ones(2))):
        slide = slide_of(shown)
        assert letters(slide, "table") == letters(slide, "code") >= 22


def test_a_table_that_is_too_wide_gets_smaller_letters():
    wide = pd.DataFrame([range(14)], columns=[f"column {k}" for k in range(14)])
    slide = slide_of(wide)
    assert 20 <= letters(slide, "table") < letters(slide, "code")


def test_the_longest_entry_of_a_column_says_how_wide_it_is():
    def wide(*entries: str) -> float:
        (table,) = tables_in(pd.DataFrame({"a": entries}).to_html())
        return across(table, 20)

    assert wide("x") < wide("x" * 20, "y") == wide("y", "x" * 20) < wide("x" * 40)
    assert wide("x" * 20) < wide("列" * 20)


def test_a_table_is_as_high_as_its_rows():
    def high(*entries: int) -> float:
        (table,) = tables_in(show(a=torch.tensor(entries)[:, None])._repr_html_())
        return down(table, 20, padding=4)

    row = high(1, 2) - high(1)
    assert row > 20
    assert high(*range(9)) == pytest.approx(11 * row), "nine, its name and its shape"
