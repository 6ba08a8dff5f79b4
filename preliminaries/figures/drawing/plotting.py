"""Plots: a sheet with axes in the course's style."""

import matplotlib.figure
from matplotlib.axes import Axes

from .canvas import BLACK, GREY, PALE, SMALL, WHITE
from .figure import PIXELS_PER_INCH, Figure
from .fonts import settle


def blank(width: int, height: int) -> matplotlib.figure.Figure:
    """An empty drawing of that many pixels, without axes."""
    size = width / PIXELS_PER_INCH, height / PIXELS_PER_INCH
    return matplotlib.figure.Figure(size, dpi=PIXELS_PER_INCH, facecolor=WHITE)


def sheet(
    width: int, height: int, panels: int = 1, *, sharey: bool = False
) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    """An empty drawing of that many pixels, with panels side by side.

    sharey: whether all panels have one scale upwards, which is written on the first.
    """
    drawing = blank(width, height)
    drawing.set_layout_engine("constrained", w_pad=0.15, h_pad=0.15)
    axes = list(drawing.subplots(1, panels, squeeze=False, sharey=sharey)[0])
    for one in axes:
        one.spines[["top", "right"]].set_visible(False)
        one.tick_params(labelsize=SMALL, color=GREY)
        one.set_axisbelow(True)
    return drawing, axes


def cross(axes: Axes) -> None:
    """Draw the two coordinate axes through the origin, pale."""
    axes.axhline(0, color=PALE, linewidth=1.5, zorder=0)
    axes.axvline(0, color=PALE, linewidth=1.5, zorder=0)


def say(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float = SMALL,
    color: str = BLACK,
    align: str = "left",
    on_paper: bool = False,
) -> None:
    """Write at a place in the plot's coordinates.

    on_paper: whether a piece of paper under the words covers what is drawn there.
    """
    axes.text(
        x,
        y,
        words,
        fontsize=size,
        color=color,
        ha=align,
        va="center",
        parse_math=False,
        bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 2} if on_paper else None,
    )


def finished(drawing: matplotlib.figure.Figure, alt: str) -> Figure:
    """The drawing as a figure, its panels, ticks and words placed once and for all."""
    settle(drawing)
    for axes in drawing.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            axis.set_ticks([tick for tick in axis.get_majorticklocs() if low <= tick <= high])
    drawing.draw_without_rendering()
    drawing.set_layout_engine("none")
    return Figure(drawing, alt)
