"""How numbers are written: with a minus sign, and no more digits than a reader needs."""

import math

import pytest

from preliminaries.figures.drawing import writing


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (writing.number(-1), "−1"),
        (writing.number(-0.91113), "−0.911"),
        (writing.number(-0.0), "0"),
        (writing.number(True), "True"),
        (writing.short(-0.001), "0"),
        (writing.short(-2.5), "−2.5"),
        (writing.short(120.0, 0), "120"),
        (writing.short(2.19722, 3), "2.197"),
        (writing.fixed(-0.04, 1), "0.0"),
        (writing.fixed(-1.0, 2), "−1.00"),
        (writing.significant(1e-7), "1e−07"),
        (writing.significant(42.076, 3), "42.1"),
        (writing.line(49.6856, 4201.75), "49.7 x + 4202"),
        (writing.line(-2.0, -50.25), "−2 x − 50.2"),
        (writing.factor(writing.short(-2.0)), "(−2)"),
        (writing.factor(writing.short(2.0)), "2"),
        (writing.term("3"), "+ 3"),
        (writing.term("−3"), "− 3"),
        (writing.nested([[1, -2], [0.5, "a-b"]]), "[[1, −2], [0.5, a-b]]"),
    ],
)
def test_a_number_is_written(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([39.1, 50.0, -46.5], ["39.1", "50.0", "−46.5"]),
        ([3750.0, 4250.0], ["3750", "4250"]),
        ([0.4, -0.51, math.nan], ["0.40", "−0.51", "NaN"]),
        ([178100.0, 0.126], ["178100", "0"]),
        ([1 / 3, 20.0], ["0.33", "20.00"]),
        ([4248.23, 3400.0], ["4248", "3400"]),
        ([-8.832e-05, 0.0], ["−8.8e−05", "0"]),
        ([2.5e9, 1.0], ["2.5e+09", "1"]),
        ([math.nan], ["NaN"]),
    ],
)
def test_a_column_has_one_format(values, expected):
    assert writing.column(values) == expected


@pytest.mark.parametrize("value", [9.996, 99.96, 999.4, 999.6, 1000.0, 12345.0, -999.6])
def test_a_line_is_written_without_powers_of_ten(value):
    assert "e" not in writing.line(value, value)
