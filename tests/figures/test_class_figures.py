"""Figures of classes: do they show what is true?"""

import math
import re

import matplotlib.colors
import pandas as pd
import pytest
import torch

from preliminaries import figures
from preliminaries.figures.drawing.canvas import ACCENT, COUNTER
from tests.figures.figure_examples import drawn, words

POINTS = pd.DataFrame({"x": [0.0, 0, 1, 4, 5, 5], "y": [0.0, 2, 1, 3, 0, 9], "kind": [*"aaabbb"]})


def numbers(text: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in re.findall(r"[-−]?\d+\.?\d*", text)]


# The triangle


@pytest.mark.parametrize(
    ("scores", "temperature"), [((2, 1, 0), 1.0), ((0.5, -1, 2), 0.5), ((3, -3, 0), 5.0)]
)
def test_the_triangle_tells_the_softmax_of_its_scores(scores, temperature):
    figure = figures.triangle(*scores, temperature)
    truth = torch.softmax(torch.tensor(scores).double() / temperature, dim=0)
    told = [numbers(text)[-1] for text in words(figure) if "p =" in text]
    assert told == pytest.approx(truth.tolist(), abs=0.0006)


def test_a_common_shift_moves_no_dot():
    one, other = figures.triangle(2, 1, 0), figures.triangle(5, 4, 3)
    shares = [[w.split("p =")[1] for w in words(f) if "p =" in w] for f in (one, other)]
    assert shares[0] == shares[1]


@pytest.mark.parametrize("temperature", [0.0, -1.0])
def test_a_triangle_needs_a_temperature_above_zero(temperature):
    with pytest.raises(ValueError, match="above 0"):
        figures.triangle(1, 0, 0, temperature)


# The line between two groups


def lines(figure) -> list:
    (axes,) = figure.drawing.axes
    black = [line for line in axes.get_lines() if line.get_color() == "#000000"]
    own = [line for line in black if line.get_linestyle() != "None"]
    return [line for line in own if line.get_transform() != axes.transAxes]  # others are the key's


@pytest.mark.parametrize(("weights", "bias"), [((1.0, 0.25), -3.0), ((0.1, -2.0), 5.0)])
def test_the_three_lines_are_where_the_score_says(weights, bias):
    figure = figures.boundary(POINTS, "x", "y", "kind", weights, bias)
    drawn = {line.get_linestyle(): line.get_xydata() for line in lines(figure)}
    scores = {style: ends @ torch.tensor(weights).numpy() + bias for style, ends in drawn.items()}
    chances = {style: [1 / (1 + math.exp(-v)) for v in ends] for style, ends in scores.items()}
    for style, chance in (("-", 0.5), ("--", 0.9), (":", 0.1)):
        assert chances[style] == pytest.approx([chance, chance])


def test_the_line_counts_those_on_their_own_side():
    assert "6 of 6 points" in figures.boundary(POINTS, "x", "y", "kind", [1, 0], -2.5).alt
    assert "0 of 6 points" in figures.boundary(POINTS, "x", "y", "kind", [-1, 0], 2.5).alt
    assert "5 of 6 points" in figures.boundary(POINTS, "x", "y", "kind", [1, 0], -4.5).alt


def test_a_line_needs_two_groups_and_a_direction():
    with pytest.raises(ValueError, match="two groups"):
        figures.boundary(POINTS.head(2), "x", "y", "kind", [1, 0], 0)
    with pytest.raises(ValueError, match="direction"):
        figures.boundary(POINTS, "x", "y", "kind", [0, 0], 1)


def test_the_lines_say_which_probability_they_are():
    figure = figures.boundary(POINTS, "x", "y", "kind", [1, 0], -2.5)
    (axes,) = figure.drawing.axes
    key = [line for line in axes.get_lines() if line.get_transform() == axes.transAxes]
    heights = {line.get_ydata()[0]: line.get_linestyle() for line in key}
    named = {t.get_text(): heights.get(t.get_position()[1]) for t in axes.texts}
    assert {k: named[k] for k in ("0.9", "0.5", "0.1")} == {"0.9": "--", "0.5": "-", "0.1": ":"}
    assert "p of b" in named
    assert "where b has the probability 0.9" in figure.alt


def ring(points: torch.Tensor) -> torch.Tensor:
    """Above 0 where a point is nearer to 0 than 3."""
    return 9 - points.square().sum(dim=1)


def test_a_border_is_where_its_score_is_zero():
    figure = figures.borders(POINTS, "x", "y", "kind", ring=ring)
    (axes,) = figure.drawing.axes
    (border,) = axes.collections[0].get_paths()
    assert (border.vertices**2).sum(axis=1) == pytest.approx(9.0, abs=0.01)
    assert "ring, 6 of 6" in figure.alt
    assert "ring" in words(figure)


@pytest.mark.parametrize(
    "score",
    [lambda p: 1e-14 * ring(p), lambda p: torch.where(p[:, 0] > 3.5, torch.nan, ring(p)),
     lambda p: torch.where(p[:, 0] > 3.5, -torch.inf, ring(p))],
    ids=["tiny", "nan", "inf"],
)  # fmt: skip
def test_a_border_is_drawn_of_tiny_scores_and_where_some_are_no_numbers(score):
    figure = figures.borders(POINTS, "x", "y", "kind", ring=score)
    (axes,) = figure.drawing.axes
    (border,) = axes.collections[0].get_paths()
    assert len(border.vertices) > 20
    assert (border.vertices**2).sum(axis=1) == pytest.approx(9.0, abs=0.1)


def test_a_border_counts_those_on_their_own_side():
    outside = figures.borders(POINTS, "x", "y", "kind", other=lambda p: -ring(p))
    assert "other, 0 of 6" in outside.alt


@pytest.mark.parametrize(
    "score", [lambda p: 0 * p[:, 0] + 1, lambda p: p.sum(dim=1) - 14.2], ids=["nowhere", "corner"]
)
def test_a_border_with_all_points_on_one_side_is_named_and_not_drawn(score):
    figure = figures.borders(POINTS, "x", "y", "kind", all=score)
    (axes,) = figure.drawing.axes
    assert not axes.collections
    assert "all, 3 of 6, not drawn" in figure.alt
    assert {"all: not drawn,", "all points on one side"} <= set(words(figure))
    assert "one side" not in figures.borders(POINTS, "x", "y", "kind", ring=ring).alt


def test_borders_need_two_groups_and_a_score():
    for frame, scores in (
        (POINTS.head(2), {"a": ring}),
        (POINTS, {}),
        (POINTS, dict.fromkeys("abcd", ring)),
    ):
        with pytest.raises(ValueError, match="Two groups and one to 3 borders"):
            figures.borders(frame, "x", "y", "kind", **scores)


# A loss, its likelihood, its gradient


def curves(figure) -> dict:
    (axes,) = figure.drawing.axes
    named = zip(("loss", "likelihood", "gradient"), axes.get_lines()[2:5], strict=True)
    return {name: line.get_xydata() for name, line in named}


def test_half_the_square_is_drawn_with_its_bell_and_its_slope():
    for name, truth in {
        "loss": lambda x: x * x / 2,
        "likelihood": lambda x: math.exp(-x * x / 2),
        "gradient": lambda x: x,
    }.items():
        for x, y in curves(drawn("loss"))[name][::20]:
            assert y == pytest.approx(truth(x)), name


def test_the_absolute_loss_has_a_gradient_of_one_size_with_a_gap_at_zero():
    gradient = curves(drawn("loss with a jump"))["gradient"]
    told = [y for x, y in gradient if not math.isnan(y)]
    assert set(told) == {-1.0, 1.0}
    assert len(told) < len(gradient), "the jump is not joined"
    assert all(math.copysign(1, x) == y for x, y in gradient if not math.isnan(y))
    assert "jumps at 0." in drawn("loss with a jump").alt
    assert "jumps" not in drawn("loss").alt


# Pictures, and judgements


def test_a_gallery_is_black_where_the_largest_value_is():
    picture = torch.zeros(1, 8, 8)
    picture[0, 2, 3] = 7
    figure = figures.gallery(picture, ["a dot"])
    fills = {matplotlib.colors.to_hex(p.get_facecolor()) for p in figure.drawing.patches}
    fills |= {matplotlib.colors.to_hex(p.get_facecolor()) for p in figure.drawing.artists}
    assert "#000000" in fills


def test_weights_are_blue_above_zero_and_orange_below():
    picture = torch.zeros(1, 2, 2)
    picture[0, 0, 0], picture[0, 1, 1] = 3, -3
    figure = figures.gallery(picture, ["two"])
    shapes = [*figure.drawing.patches, *figure.drawing.artists]
    places = {matplotlib.colors.to_hex(s.get_facecolor()): s.get_path().vertices for s in shapes}
    assert places[ACCENT].mean(axis=0)[0] < places[COUNTER].mean(axis=0)[0]
    assert places[ACCENT].mean(axis=0)[1] < places[COUNTER].mean(axis=0)[1]
    assert "blue: above 0, orange: below 0" in words(figure)
    assert not any("blue" in word for word in words(figures.gallery(picture.abs(), ["two"])))


def test_a_row_of_64_is_the_picture_of_8_by_8():
    X = torch.arange(128.0).reshape(2, 64)
    flat, square = figures.gallery(X, "ab"), figures.gallery(X.reshape(2, 8, 8), "ab")
    assert flat.svg == square.svg


@pytest.mark.parametrize(("shape", "captions"), [((2, 63), "ab"), ((2, 64), "a"), ((25, 64), "a")])
def test_other_galleries_are_refused(shape, captions):
    with pytest.raises(ValueError, match="caption"):
        figures.gallery(torch.zeros(shape), captions)


def test_a_confusion_matrix_has_the_truth_in_its_rows():
    counts = torch.tensor([[12, 0, 1], [0, 9, 0], [3, 0, 107]])
    alt = figures.confusion(counts).alt
    assert "128 of 132" in alt
    assert "Mistakes: once 0 was taken for 2; 3 times 2 was taken for 0." in alt
    assert figures.confusion([[3]]).alt.endswith("Nothing was taken for anything else.")
    with pytest.raises(ValueError, match="square"):
        figures.confusion(counts[:2])


def test_reliability_has_a_point_for_each_group():
    figure = drawn("reliability")
    (axes,) = figure.drawing.axes
    assert axes.get_lines()[1].get_xydata().tolist() == [[0.4, 0.5], [0.7, 0.6], [0.95, 0.99]]
    assert {"n = 7", "n = 30", "n = 400"} <= set(words(figure))
    with pytest.raises(ValueError, match="group"):
        figures.reliability([0.5], [0.5, 0.6], [1])
