"""Plots: a sheet with axes in the course's style, and pyplot's figure as one of ours."""

import matplotlib.figure
from matplotlib.axes import Axes

from .canvas import BLACK, GREY, PALE
from .figure import PIXELS_PER_INCH, Figure


def sheet(width: int, height: int, panels: int = 1) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    """An empty drawing of that many pixels, with panels side by side."""
    drawing = matplotlib.figure.Figure(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=PIXELS_PER_INCH,
        facecolor="#ffffff",
        layout="constrained",
    )
    drawing.get_layout_engine().set(w_pad=0.15, h_pad=0.15)
    axes = list(drawing.subplots(1, panels, squeeze=False)[0])
    for one in axes:
        one.spines[["top", "right"]].set_visible(False)
        one.tick_params(labelsize=18, color=GREY)
        one.set_axisbelow(True)
    return drawing, axes


def cross(axes: Axes) -> None:
    """Draw the two coordinate axes through the origin, pale."""
    axes.axhline(0, color=PALE, linewidth=1.5, zorder=0)
    axes.axvline(0, color=PALE, linewidth=1.5, zorder=0)


def say(axes: Axes, x: float, y: float, words: str, **how) -> None:
    """Write at a place in the plot's coordinates."""
    how = {"fontsize": 18, "color": BLACK, "va": "center", "parse_math": False} | how
    axes.text(x, y, words, **how)


def plotted(alt: str, scale: float = 2.0) -> Figure:
    """What has been plotted with pyplot, or with `d2l.plot`, as a figure with a text alternative.

    Shown this way a plot is seen in a notebook that is not trusted, and has the same bytes on
    every run. pyplot starts a new figure afterwards.

    alt: what the plot shows. scale: how much larger than pyplot's own size.

    Raises ValueError where nothing has been plotted.
    """
    from matplotlib import pyplot

    if not pyplot.get_fignums() or not pyplot.gcf().axes:
        raise ValueError("Nothing has been plotted yet.")
    drawing = pyplot.gcf()
    drawing.set_layout_engine("tight")
    drawing.set_dpi(PIXELS_PER_INCH)
    figure = Figure(drawing, alt)
    figure.width, figure.height = round(scale * figure.width), round(scale * figure.height)
    pyplot.close(drawing)
    return figure
