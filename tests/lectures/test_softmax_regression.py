"""Lecture 7: the digits, and what the lecture says of scores, losses and judging."""

import ast
import csv
import gzip
import hashlib
import json
import math
import re
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries.course.places import ROOT

DATA = ROOT / "data"
CELLS = json.loads((ROOT / "notebooks/07-softmax-regression.ipynb").read_text("utf-8"))["cells"]


def softmax(scores):
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / math.fsum(powers) for power in powers]


def shown(id: str) -> str:
    """What the cell of that id shows, as text."""
    (cell,) = (cell for cell in CELLS if cell["id"] == id)
    parts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell["outputs"]]
    return "".join("".join(part) for part in parts)


# The digits


@pytest.fixture(scope="module")
def rows() -> list[list[int]]:
    with gzip.open(DATA / "digits.csv.gz", "rt", encoding="ascii", newline="") as file:
        return [[int(cell) for cell in row] for row in csv.reader(file)]


@pytest.fixture(scope="module")
def told() -> str:
    return (DATA / "README.md").read_text("utf-8").split("## digits.csv.gz")[1].split("\n## ")[0]


def test_the_digits_are_those_that_the_readme_describes(rows, told):
    assert len(rows) == int(re.search(r"(\d+) handwritten digits", told)[1])
    assert {len(row) for row in rows} == {65}
    assert {pixel for row in rows for pixel in row[:64]} == set(range(17))
    assert {row[64] for row in rows} == set(range(10))


def test_the_digits_have_the_checksum_of_the_readme(told):
    content = (DATA / "digits.csv.gz").read_bytes()
    assert hashlib.sha256(content).hexdigest() in told
    assert b"\r" not in gzip.decompress(content)


def test_a_pixel_is_read_row_by_row(rows):
    """The first digit is a 0: white in its middle, black on both sides of it, row after row."""
    picture = np.array(rows[0][:64]).reshape(8, 8)
    assert rows[0][64] == 0
    assert (picture[2:6, 3] <= 2).all()
    assert (picture[2:6, [2, 5]] >= 7).all()


# Numbers that cells show


def test_five_classes_fit_into_the_bits_told():
    lines = shown("entropy-is-the-length-that-codes-come-near-2").splitlines()
    told = [line.split() for line in lines if re.match(r"\s*\d+(\s+\d+){2}", line)]
    assert len(told) >= 3
    for rows, bits, *_ in told:
        assert 2 ** (int(bits) - 1) < 5 ** int(rows) <= 2 ** int(bits)


def test_the_variance_told_is_that_of_the_numbers_drawn():
    p, v = softmax([2.0, 1.0, -1.0]), [1.0, 5.0, 2.0]
    mean = sum(a * b for a, b in zip(p, v, strict=True))
    variance = sum(a * (b - mean) ** 2 for a, b in zip(p, v, strict=True))
    assert shown("the-second-derivative-is-a-variance-2").count(f"{variance:.3f}") == 2


def test_probabilities_taken_for_scores_keep_the_loss_up():
    """The least loss that cross_entropy can give to a row of K probabilities."""
    least = math.log(math.e + 3 - 1) - 1
    assert f"of probabilities {least:.4f}" in shown("f-cross-entropy-wants-scores-2")
    text = (ROOT / "lectures/07-softmax-regression.md").read_text(encoding="utf-8")
    assert f"log(e + 9) − 1 = {math.log(math.e + 10 - 1) - 1:.2f}" in text


def test_the_areas_are_those_of_the_noises_told():
    def huber(x):
        return np.where(np.abs(x) < 1, x * x / 2, np.abs(x) - 0.5)

    x = (np.arange(400_000) + 0.5) / 10_000 - 20  # the middle of each of 400,000 strips
    areas = [np.exp(-loss).sum() / 10_000 for loss in (x * x / 2, np.abs(x), huber(x))]
    told = re.findall(r"area under e⁻ˡ (\S+)", shown("many-losses-believe-in-a-noise-2"))
    assert told == [f"{area:.3f}" for area in areas]


# The classifier, found another way


def solved(X, y, ridge=1e-3, steps=60):
    """The lecture's loss, with a little ridge, by steps along a bound of its Hessian (Böhning)."""
    X = np.hstack([X, np.ones((len(X), 1))])
    W, Y = np.zeros((X.shape[1], 10)), np.eye(10)[y]
    step = np.linalg.inv(X.T @ X / (2 * len(X)) + ridge * np.eye(X.shape[1]))
    for _ in range(steps):
        P = np.exp(X @ W)
        P /= P.sum(axis=1, keepdims=True)
        W -= step @ (X.T @ (P - Y) / len(X) + ridge * W)
    return W


def share_right(X, y, W) -> float:
    return float(((np.hstack([X, np.ones((len(X), 1))]) @ W).argmax(axis=1) == y).mean())


def test_digits_kept_back_are_known_and_new_writers_less_well(rows):
    table = np.array(rows)
    X, y = table[:, :64] / 16, table[:, 64]
    order = np.random.default_rng(0).permutation(len(X))
    learn, held = order[:1297], order[1297:]
    at_random = share_right(X[held], y[held], solved(X[learn], y[learn]))
    at_the_end = share_right(X[1297:], y[1297:], solved(X[:1297], y[:1297]))
    assert at_random >= 0.93
    assert at_the_end < at_random - 0.02
    most = np.bincount(y[learn]).argmax()
    assert np.mean(y[held] == most) < 0.15


# Judging


def test_enough_rows_by_hoeffding():
    told = shown("500-rows-tell-a-share-to-about-0-02-2")
    needed = ast.literal_eval(told.split("rows needed: ")[1])
    assert len(needed) == 3
    for width, rows in needed.items():
        assert 2 * math.exp(-2 * rows * width**2) <= 0.001 * (1 + 1e-9)
        assert 2 * math.exp(-2 * (rows - 1) * width**2) > 0.001


