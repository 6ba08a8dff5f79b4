"""Plots: those of calculus, and those made with pyplot."""

import io

import pytest
import torch
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.text import Text
from PIL import Image, ImageColor

from preliminaries import figures
from preliminaries.figures.drawing.canvas import ACCENT, COUNTER
from preliminaries.languages import speaking
from tests.figures.figure_examples import drawn, words


def test_a_plot_takes_the_colours_of_the_course():
    picture = Image.open(io.BytesIO(drawn("plotted four").png)).convert("RGB")
    blue, orange = ImageColor.getrgb(ACCENT), ImageColor.getrgb(COUNTER)
    colours = {colour for _, colour in picture.getcolors()}
    assert {blue, orange} <= colours
    green, red, magenta = (0, 128, 0), (255, 0, 0), (191, 0, 191)  # matplotlib's g, r and m
    assert colours.isdisjoint({green, red})
    assert magenta in colours  # the fourth curve keeps its own


def test_a_plot_becomes_a_figure_with_its_text():
    from matplotlib import pyplot

    pyplot.figure()
    pyplot.plot([0, 1], [0, 1])
    figure = figures.plotted("A rising line.")
    assert figure.alt == "A rising line."
    assert not pyplot.get_fignums()
    with pytest.raises(ValueError, match="plotted"):
        figures.plotted("Nothing.")


def test_a_plot_is_the_same_bytes_every_time():
    from matplotlib import pyplot

    def draw() -> bytes:
        pyplot.figure(figsize=(3.5, 2.5))
        pyplot.plot([0, 1, 2], [0, 1, 4])
        pyplot.xlabel("x")
        pyplot.legend(["square"])
        return figures.plotted("Squares.").svg

    assert draw() == draw()


def names(figure) -> dict[str, Text]:
    """What is written in a plot."""
    (axes,) = figure.drawing.axes
    return {text.get_text(): text for text in axes.texts}


def test_a_line_leads_to_its_name_in_its_colour():
    figure = drawn("curves")
    (axes,) = figure.drawing.axes
    assert set(names(figure)) == {"reverse", "forward"}
    for line, name in zip(axes.get_lines(), ("reverse", "forward"), strict=True):
        label = names(figure)[name]
        assert label.xy == pytest.approx(line.get_xydata()[-1])
        assert label.arrow_patch.get_linestyle() == line.get_linestyle()
        drawn_in = to_hex(label.arrow_patch.get_edgecolor())
        assert drawn_in == line.get_color()


def test_names_stand_in_the_order_of_the_lines_and_apart():
    figure = figures.curves([0, 1], "x", "y", c=[9, 1.0], a=[9, 0.8], b=[9, 1.2])
    figure.drawing.draw_without_rendering()
    boxes = {name: Text.get_window_extent(text) for name, text in names(figure).items()}
    assert boxes["a"].y1 <= boxes["c"].y0 and boxes["c"].y1 <= boxes["b"].y0


def test_curves_that_coincide_share_a_name():
    assert set(names(drawn("curves that end in one point"))) == {"a, same", "lower"}


def test_a_single_curve_needs_no_name():
    figure = figures.curves([0, 1, 2], "p", "bits", entropy=[0, 1, 0])
    assert names(figure) == {}
    assert "entropy: 0, 1, 0" in figure.alt


def test_a_curve_below_zero_is_seen_whole():
    (axes,) = drawn("curves below zero").drawing.axes
    low, high = axes.get_ylim()
    assert low <= -4 and high >= 1 and min(axes.get_yticks()) < 0
    (axes,) = drawn("curves").drawing.axes
    assert axes.get_ylim()[0] == 0


@pytest.mark.parametrize(("x1", "x2"), [(1.0, 1.0), (-2.0, 0.5)])
def test_a_gradients_arrow_is_as_long_as_the_figure_says(x1, x2):
    figure = figures.gradient(x1, x2)
    (axes,) = figure.drawing.axes
    (arrow,) = [label for label in axes.texts if label.get_text() == ""]
    ends = zip(arrow.xy, arrow.get_position(), strict=True)
    assert [8 * (tip - start) for tip, start in ends] == pytest.approx([2 * x1, 4 * x2])
    assert "an eighth" in figure.alt and axes.get_title("left") == "the arrow: ∇f / 8"


def test_many_numbers_make_a_smooth_curve_and_a_short_text():
    few, many = (
        figures.curves(range(count), "x", "y", square=[x * x for x in range(count)])
        for count in (11, 101)
    )
    marks = [figure.drawing.axes[0].get_lines()[0].get_marker() for figure in (few, many)]
    assert marks == ["o", "None"]
    assert "0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100" in many.alt
    assert "square: 0, 100, 400" in many.alt
    assert "99" not in many.alt


def test_on_a_logarithmic_axis_a_name_is_as_high_as_the_end_of_its_line():
    figure = drawn("curves on logarithmic axes")
    (axes,) = figure.drawing.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    for name, end in (("a", (1000, 0.01)), ("b", (1000, 0.1))):
        _, height = axes.transAxes.inverted().transform(axes.transData.transform(end))
        assert names(figure)[name].get_position()[1] == pytest.approx(height)


def test_a_logarithmic_axis_has_two_powers_of_ten_at_least():
    for heights in ([0.002, 0.04], [0.5, 0.6], [0.001, 5.0]):
        figure = figures.curves([0, 1], "x", "y", logarithmic="y", a=heights)
        low, high = figure.drawing.axes[0].get_ylim()
        ticks = figure.drawing.axes[0].get_yticks()
        assert len(ticks) >= 2 and low <= min(ticks) and max(ticks) <= high
        assert low <= min(heights) and max(heights) <= high


X9 = torch.arange(9.0)


def test_a_curve_runs_through_points_as_its_function_says():
    figure = figures.fits(X9, X9, "cm", "kg", since=-1, bent=torch.square, straight=(2.0, 1.0))
    (axes,) = figure.drawing.axes
    _, bent, straight = (line.get_xydata() for line in axes.get_lines())
    assert bent[:, 1] == pytest.approx(bent[:, 0] ** 2)
    assert bent[[0, -1], 0].tolist() == [-1, 8]
    assert straight.tolist() == [[-1, -1], [8, 17]]
    assert "bent: from 1 to 64; straight: 2 x + 1" in figure.alt


def test_a_plot_that_is_cut_tells_what_lies_above_it():
    y = torch.where(X9 == 4, 5300.0, X9)
    figure = figures.fits(X9, y, "cm", "kg", upto=8, steep=(100.0, -150.0), flat=(1.0, 0.0))
    (axes,) = figure.drawing.axes
    assert axes.get_ylim()[1] == 8
    points, steep, flat = (line.get_xydata() for line in axes.get_lines())
    assert 4 not in points[:, 0] and len(points) == 8
    assert steep[:, 1].max() <= 8 and flat[-1].tolist() == [8, 8]
    assert figure.alt.endswith("Above the plot: one point at 5300.")
    assert names(figure)["one point at 5300"].xy == (4, 8)
    assert "Above" not in figures.fits(X9, X9, "cm", "kg", flat=(1.0, 0.0)).alt
    with pytest.raises(ValueError, match="above 1"):
        figures.fits(X9 + 2, X9 + 2, "cm", "kg", upto=1, flat=(1.0, 0.0))


def test_a_line_below_zero_has_a_minus_sign():
    figure = figures.residuals(X9, X9, 1.0, -7.25)
    assert "1 x − 7.25: root mean square 7" in words(figure)
    assert "1 x − 7.25" in figure.alt


def test_of_a_descent_that_leads_away_few_steps_are_drawn():
    figure = figures.descents(torch.eye(2), torch.ones(2), (0.5, 1.001))
    assert "(6 steps are drawn)" in figure.alt.split(" and ")[-1]
    assert figure.alt.count("drawn)") == 1
    ways = [panel.get_lines()[5].get_xydata() for panel in figure.drawing.axes]
    assert [len(way) for way in ways] == [21, 7]


def test_a_unit_may_be_as_long_both_ways():
    (axes,) = drawn("scatter on one scale").drawing.axes
    across, up = (axes.transData.transform(end) for end in ((1, 0), (0, 1)))
    origin = axes.transData.transform((0, 0))
    assert across[0] - origin[0] == pytest.approx(up[1] - origin[1])


def test_the_crossing_before_is_full_and_that_after_is_hollow():
    figure = figures.crossing((torch.eye(2), [0, 1], [0, 3]))
    (axes,) = figure.drawing.axes
    dots = [line for line in axes.get_lines() if line.get_marker() == "o"]
    assert [line.get_ydata()[0] for line in dots] == [1, 3]
    assert [to_hex(line.get_markerfacecolor()) for line in dots] == [COUNTER, "#ffffff"]
    for name, own, other in (("before", 1, 3), ("after", 3, 1)):
        height = names(figure)[name].get_position()[1]
        assert abs(height - own) < abs(height - other)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "system",
    [
        ([[1, 1], [1, -1]], [2, 0.0], [2, 0.2]),
        ([[1, 1], [1, 1.1]], [2, 2.1], [2, 2.3]),
        (torch.eye(2), [30, -2], [30, 40]),
    ],
)
def test_no_line_runs_through_the_names_of_crossings(system, language):
    with speaking(language):
        drawing = figures.crossing(system).drawing
    drawing.draw_without_rendering()
    (axes,) = drawing.axes
    lines = [axes.transData.transform(line.get_xydata()) for line in axes.get_lines()]
    for label in axes.texts:
        box = label.get_window_extent()
        assert label.get_bbox_patch() is None, "it would cover a line"
        for ends in (ends for ends in lines if len(ends) == 2):
            assert not Path(ends).intersects_bbox(box)


def test_a_plot_has_no_box_around_it():
    (axes,) = drawn("plotted").drawing.axes
    shown = {side for side, spine in axes.spines.items() if spine.get_visible()}
    assert shown == {"left", "bottom"}


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: figures.secant(1.0), "slope 1.5"),
        (lambda: figures.secant(0.0), "become the tangent"),
        (lambda: figures.gradient(1.0, 1.0), "(2, 4)"),
        (lambda: figures.gradient(0.0, 0.0), "no direction"),
        (lambda: figures.gradient(-2.0, 0.5), "(−4, 2)"),
        (lambda: figures.linearised(0.5), "side 0.5"),
        (lambda: figures.descents(torch.eye(2), torch.ones(2), 0.5), "0.00 times"),
    ],
)
def test_a_figure_says_what_it_shows(draw, said):
    assert said in draw().alt
