"""Lecture 6: what it says, found in another way; and how it looks in the notebook."""

import csv
import itertools
import json
import math
from fractions import Fraction
from statistics import mean

import numpy as np
import pytest
import torch

from preliminaries import figures
from preliminaries.course.places import ROOT

CELLS = json.loads((ROOT / "notebooks/06-linear-regression.ipynb").read_text("utf-8"))["cells"]
with (ROOT / "data/penguins.csv").open(encoding="utf-8", newline="") as file:
    BIRDS = [row for row in csv.DictReader(file) if row["body_mass_g"] != "NA"]
MASS = np.array([float(row["body_mass_g"]) for row in BIRDS])


def column(name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in BIRDS])


def shown(after: str) -> str:
    """What the first code cell under a heading shows, as text."""
    titles = [k for k, cell in enumerate(CELLS) if "".join(cell["source"]).startswith(after)]
    (place,) = titles
    cell = next(cell for cell in CELLS[place:] if cell["cell_type"] == "code")
    parts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell["outputs"]]
    return "".join("".join(part) for part in parts)


# The penguins, without torch


def test_the_exact_weights_are_those_of_numpy():
    names = "bill_length_mm", "bill_depth_mm", "flipper_length_mm"
    design = np.column_stack([*map(column, names), np.ones(len(MASS))])
    weights = np.linalg.lstsq(design, MASS, rcond=None)[0]
    told = shown("## The exact solution needs no steps")
    for name, weight in zip([*names, "bias"], weights, strict=True):
        assert f"{name:18} {weight:9.2f}" in told
    off = np.sqrt(np.mean((design @ weights - MASS) ** 2))
    assert f"off by {off:.1f} g" in told
    assert str(round(float(weights[0]), 4)) in shown("### It ends where lstsq is")


def test_always_the_mean_is_off_by_the_standard_deviation():
    assert f"root mean square {np.std(MASS):.0f} g" in shown("### Always the mean")


def test_islands_weights_are_their_means_and_differences():
    islands = sorted({row["island"] for row in BIRDS})
    means = {
        island: mean(float(row["body_mass_g"]) for row in BIRDS if row["island"] == island)
        for island in islands
    }
    rows = [row.split() for row in shown("### Leave out the bias, or one column").splitlines()]
    first, *others = (means[island] for island in islands)
    assert rows[0] == [*islands, "bias"]
    assert rows[1][2:] == [str(round(value)) for value in (first, *others)]
    assert rows[2][2:] == [str(round(value)) for value in (*(o - first for o in others), first)]


def test_within_a_species_a_deeper_bill_goes_with_a_heavier_penguin():
    """The weight beside species is the slope of what is left when species' means are gone."""
    depth = column("bill_depth_mm")
    kinds = np.array([row["species"] for row in BIRDS])

    def centred(values, groups):
        return values - np.array([values[groups == group].mean() for group in groups])

    for name, groups in (("depth alone", np.zeros(len(kinds))), ("and species", kinds)):
        d, m = centred(depth, groups), centred(MASS, groups)
        assert f"{name}: {d @ m / (d @ d):.0f} g per mm" in shown("### What a weight does not tell")


def test_no_function_of_the_flipper_beats_the_mean_of_each_length():
    lengths = column("flipper_length_mm")
    squares = sum(
        ((MASS[lengths == length] - MASS[lengths == length].mean()) ** 2).sum()
        for length in set(lengths)
    )
    assert f"{math.sqrt(squares / len(MASS)):.0f} g at least" in shown(
        "### Can the training error be 0?"
    )


# The notebook


def test_bars_and_clocks_leave_nothing_in_the_stored_notebook():
    tagged = [
        cell for cell in CELLS if "nbval-ignore-output" in cell["metadata"].get("tags", [])
    ]
    assert len(tagged) >= 3
    assert all(cell["outputs"] == [] for cell in tagged)
    moved = ["".join(cell["source"]) for cell in CELLS if "bar.value" in "".join(cell["source"])]
    assert len(moved) == 1


# The figures


def test_residuals_reach_from_the_line_to_each_point():
    x, y = torch.tensor([0.0, 1.0, 3.0]), torch.tensor([1.0, 5.0, 4.0])
    figure = figures.residuals(x, y, 2.0, 0.5)
    (axes,) = figure.drawing.axes
    (pieces,) = axes.collections
    found = sorted(tuple(map(tuple, piece)) for piece in pieces.get_segments())
    assert found == [((0, 0.5), (0, 1)), ((1, 2.5), (1, 5)), ((3, 6.5), (3, 4))]
    off = math.sqrt((0.5**2 + 2.5**2 + 2.5**2) / 3)
    assert f"squares is {off:.0f}" in figure.alt


def test_each_fit_is_drawn_where_it_says():
    x = torch.tensor([0.0, 1.0, 2.0])
    figure = figures.fits(x, x**2, "x", "y", flat=(0.0, 1.5), steep=(3.0, -2.0))
    (axes,) = figure.drawing.axes
    lines = [line.get_xydata().tolist() for line in axes.lines[1:]]
    assert lines == [[[0, 1.5], [2, 1.5]], [[0, -2], [2, 4]]]
    assert "steep: 3 x − 2" in figure.alt
    with pytest.raises(ValueError, match="3 lines"):
        figures.fits(x, x, "x", "y", a=(1, 0), b=(2, 0), c=(3, 0), d=(4, 0))


def test_a_layer_counts_its_weights():
    assert "6 weights, 3 biases" in figures.units(["a", "b"], ["c", "d", "e"]).alt
    assert "1 weight, 1 bias" in figures.units(["a"], ["c"]).alt
