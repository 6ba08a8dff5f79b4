"""Plots: those of calculus, and those made with pyplot."""

import io

import pytest
import torch
from PIL import Image, ImageColor

from preliminaries import figures
from preliminaries.figures.drawing.canvas import ACCENT, COUNTER
from tests.figures.figure_examples import drawn


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


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: figures.secant(1.0), "slope 1.5"),
        (lambda: figures.secant(0.0), "become the tangent"),
        (lambda: figures.gradient(1.0, 1.0), "(2, 4)"),
        (lambda: figures.gradient(0.0, 0.0), "no direction"),
        (lambda: figures.gradient(-2.0, 0.5), "(-4, 2)"),
        (lambda: figures.linearised(0.5), "side 0.5"),
        (lambda: figures.descents(torch.eye(2), torch.ones(2), 0.5), "0.00 times"),
    ],
)
def test_a_figure_says_what_it_shows(draw, said):
    assert said in draw().alt
