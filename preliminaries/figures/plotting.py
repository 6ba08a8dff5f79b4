"""Plots: a sheet with axes in the course's style, and pyplot's figure as one of ours."""

import matplotlib.figure
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

from .canvas import ACCENT, BLACK, COUNTER, GREY, PALE
from .figure import PIXELS_PER_INCH, Figure, course_style

_TIMES = 2
_COLOURS = (ACCENT, COUNTER, BLACK)


def sheet(width: int, height: int, panels: int = 1) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    """An empty drawing of that many pixels, with panels side by side."""
    drawing = matplotlib.figure.Figure(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=PIXELS_PER_INCH,
        facecolor="#ffffff",
    )
    drawing.set_layout_engine("constrained", w_pad=0.15, h_pad=0.15)
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


def finished(drawing: matplotlib.figure.Figure, alt: str) -> Figure:
    """The drawing as a figure, its panels, ticks and words placed once and for all."""
    for axes in drawing.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            axis.set_ticks([tick for tick in axis.get_majorticklocs() if low <= tick <= high])
    drawing.draw_without_rendering()
    drawing.set_layout_engine("none")
    return Figure(drawing, alt)


def plotted(alt: str) -> Figure:
    """Draw what was plotted last as a figure with a text: `figures.plotted("A rising line.")`.

    For plots made with pyplot, or with `d2l.plot`. Shown this way, a plot has the course's
    colours, is large enough for a slide, is seen in a notebook that is not trusted, and has the
    same bytes on every run. pyplot starts a new plot afterwards.

    alt: what the plot shows.

    Raises ValueError where nothing has been plotted.
    """
    from matplotlib import pyplot

    if not pyplot.get_fignums() or not pyplot.gcf().axes:
        raise ValueError("Nothing has been plotted yet.")
    drawing = pyplot.gcf()
    pyplot.close(drawing)
    with course_style():
        _enlarge(drawing)
        _recolour(drawing)
        return finished(drawing, alt)


def _enlarge(drawing: matplotlib.figure.Figure) -> None:
    """Make everything twice as large: pyplot draws for paper, with letters of 10 pixels."""
    drawing.set_dpi(PIXELS_PER_INCH)
    drawing.set_size_inches(*(_TIMES * drawing.get_size_inches()))
    drawing.set_facecolor("#ffffff")
    drawing.set_layout_engine("constrained", w_pad=0.15, h_pad=0.15)
    for axes in drawing.axes:
        axes.tick_params(labelsize=20, width=1.6, length=7, pad=7)
        axes.locator_params(nbins=5)
    for artist in drawing.findobj():
        if isinstance(artist, Text):
            artist.set_fontfamily("DejaVu Sans")
            artist.set_fontsize(max(20.0, artist.get_fontsize()))
        elif isinstance(artist, Line2D):
            artist.set_linewidth(_TIMES * artist.get_linewidth())
            artist.set_markersize(_TIMES * artist.get_markersize())


def _recolour(drawing: matplotlib.figure.Figure) -> None:
    """Give the first three lines of each panel, and of its legend, the colours of the course."""
    for axes in drawing.axes:
        legend = axes.get_legend()
        for lines in (axes.lines, legend.get_lines() if legend else ()):
            for line, colour in zip(lines, _COLOURS, strict=False):
                line.set_color(colour)
