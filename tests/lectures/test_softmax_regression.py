"""Lecture 7: the digits, and what the lecture says of scores, losses and judging."""

import csv
import gzip
import hashlib
import itertools
import math
import re
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries.course.places import ROOT

DATA = ROOT / "data"


def softmax(scores):
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / math.fsum(powers) for power in powers]


def entropy(shares) -> float:
    return -math.fsum(p * math.log(p) for p in shares if p)


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


# Scores and probabilities


def test_a_shift_changes_no_probability_and_moves_log_sum_exp_by_itself():
    scores = [0.25, -1.5, 3.0]
    for c in (-7.0, 0.5, 20.0):
        moved = [score + c for score in scores]
        assert softmax(moved) == pytest.approx(softmax(scores))
        g, h = (math.log(math.fsum(map(math.exp, values))) for values in (scores, moved))
        assert h == pytest.approx(g + c)
        assert h != pytest.approx(g), "g is not translation invariant"


def test_the_log_sum_exp_lies_above_the_largest_by_log_k_at_most():
    for scores in itertools.product((-2.0, 0.0, 1.5), repeat=3):
        above = math.log(math.fsum(map(math.exp, scores))) - max(scores)
        assert 0 < above <= math.log(3) + 1e-12


def test_twice_the_temperature_takes_the_root():
    scores = [2.0, 1.0, -1.0]
    roots = [math.sqrt(p) for p in softmax(scores)]
    hot = softmax([score / 2 for score in scores])
    assert hot == pytest.approx([root / sum(roots) for root in roots])


# Surprise


def test_no_belief_beats_the_truth():
    grid = [k / 12 for k in range(1, 11)]
    beliefs = [(a, b, 1 - a - b) for a in grid for b in grid if a + b < 0.99]
    p = (0.5, 0.25, 0.25)
    costs = {q: -sum(a * math.log(b) for a, b in zip(p, q, strict=True)) for q in beliefs}
    assert min(costs.values()) == pytest.approx(entropy(p))
    assert min(costs, key=costs.get) == pytest.approx(p)


def test_words_as_long_as_the_surprise_cost_the_entropy_and_none_begins_another():
    shares, words = (1 / 2, 1 / 4, 1 / 4), ("0", "10", "11")
    mean = sum(p * len(word) for p, word in zip(shares, words, strict=True))
    assert mean == pytest.approx(entropy(shares) / math.log(2)) == 1.5
    assert not any(b.startswith(a) for a, b in itertools.permutations(words, 2))


def test_five_classes_fit_into_the_bits_told():
    for rows, bits in {1: 3, 2: 5, 3: 7, 31: 72}.items():
        assert 2 ** (bits - 1) < 5**rows <= 2**bits
    assert 3**2 >= 8 > 3  # a number from 0 to 7 needs two signals of three levels


def test_the_variance_told_is_that_of_the_numbers_drawn():
    p, v = softmax([2.0, 1.0, -1.0]), [1.0, 5.0, 2.0]
    mean = sum(a * b for a, b in zip(p, v, strict=True))
    variance = sum(a * (b - mean) ** 2 for a, b in zip(p, v, strict=True))
    assert round(variance, 4) == 3.0355


# Numbers


@pytest.mark.parametrize(
    ("name", "mantissa", "largest_exponent"),
    [("float64", 52, 1023), ("float32", 23, 127), ("bfloat16", 7, 127), ("float16", 10, 15)],
)
def test_the_largest_numbers_are_those_of_their_bits(name, mantissa, largest_exponent):
    truth = (2 - Fraction(1, 2**mantissa)) * 2**largest_exponent
    info = torch.finfo(getattr(torch, name))
    assert Fraction(info.max) == truth
    assert Fraction(info.tiny) == Fraction(1, 2 ** (largest_exponent - 1))


def test_the_8_bit_floats_are_those_of_torch():
    for name, largest, tiny in (
        ("float8_e5m2", 1.75 * 2**15, 2**-14),
        ("float8_e4m3fn", 1.75 * 2**8, 2**-6),
    ):
        if hasattr(torch, name):  # torch 2.1 and newer
            info = torch.finfo(getattr(torch, name))
            assert (info.max, info.tiny) == (largest, tiny)


def test_a_code_of_logarithms_is_off_by_what_is_told():
    values = np.geomspace(2.0**-15, 2.0**15, 10_001)
    read = 2 ** (np.round(8 * np.log2(values)) / 8)
    assert 0.043 < np.abs(read / values - 1).max() < 0.0443


def test_probabilities_taken_for_scores_keep_the_loss_up():
    """The least loss that cross_entropy can give to a row of K probabilities."""
    for classes, least in ((3, 0.5514), (10, 1.4612)):
        assert math.log(math.e + classes - 1) - 1 == pytest.approx(least, abs=1e-4)


def test_softmax_twice_is_no_valley_and_once_is_one():
    """Of a convex function, the middle of a chord never lies above it."""

    def once(score):
        return -math.log(softmax([score, 0, 0])[0])

    def twice(score):
        return -math.log(softmax(softmax([score, 0, 0]))[0])

    ends = [k / 2 for k in range(-12, 13)]
    for loss, is_convex in ((once, True), (twice, False)):
        pairs = itertools.combinations(ends, 2)
        bent = [loss((a + b) / 2) > (loss(a) + loss(b)) / 2 + 1e-9 for a, b in pairs]
        assert any(bent) != is_convex


# Losses and their noise


def test_the_areas_are_those_of_the_noises_told():
    def huber(x):
        return np.where(np.abs(x) < 1, x * x / 2, np.abs(x) - 0.5)

    x = (np.arange(400_000) + 0.5) / 10_000 - 20  # the middle of each of 400,000 strips
    for loss, area in ((x * x / 2, math.sqrt(2 * math.pi)), (np.abs(x), 2), (huber(x), 2.924)):
        assert np.exp(-loss).sum() / 10_000 == pytest.approx(area, abs=5e-4)


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
    for width, rows in {0.05: 1521, 0.01: 38005, 0.0001: 380045123}.items():
        assert 2 * math.exp(-2 * rows * width**2) <= 0.001 * (1 + 1e-9)
        assert 2 * math.exp(-2 * (rows - 1) * width**2) > 0.001


def test_a_mean_of_means_is_right_on_average_only():
    losses = np.random.default_rng(1).exponential(size=7)
    quick = []
    for order in itertools.permutations(losses):
        pieces = [np.mean(order[k : k + 3]) for k in (0, 3, 6)]
        quick.append(np.mean(pieces))
    assert np.mean(quick) == pytest.approx(losses.mean())
    assert np.ptp(quick) > 0.1


def test_the_dearer_mistake_decides():
    """Ill with 0.1: of a thousand, a hundred are sent home ill, or 900 are treated in health."""
    home, treat = 100 * 100 / 1000, 900 * 5 / 1000
    assert (home, treat) == (10, 4.5)
    p = 5 / 105  # where both cost the same
    assert 100 * p == pytest.approx(5 * (1 - p))
