"""What was plotted with pyplot, as one of our figures."""

import matplotlib.figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, WHITE
from .drawing.figure import PIXELS_PER_INCH, Figure, course_style
from .drawing.plotting import finished

_TIMES = 2
_COLOURS = (ACCENT, COUNTER, BLACK)


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
    drawing.set_facecolor(WHITE)
    drawing.set_layout_engine("constrained", w_pad=0.15, h_pad=0.15)
    for axes in drawing.axes:
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=20, width=1.2, length=4, pad=8, color=GREY)
        axes.tick_params(which="minor", width=1, length=2, color=GREY)
        if axes.get_xscale() == "linear":
            axes.locator_params("x", nbins=5)
        if axes.get_yscale() == "linear":
            axes.locator_params("y", nbins=5)
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
