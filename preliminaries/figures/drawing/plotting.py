"""Plots: a sheet with axes in the course's style."""

from collections.abc import Iterable, Mapping, Sequence

import matplotlib.figure
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Transform

from .canvas import BLACK, GREY, PALE, SMALL, TEXT, WHITE, ink, text_width
from .figure import PIXELS_PER_INCH, Figure
from .fonts import settle
from .writing import commas

NAME_APART = 10  # pixels from an axis' numbers to its name: Chinese signs fill their line
_LEADER = 34  # pixels from the end of a line to its name
_LETTERS = 27  # pixels: the height of a name
_COVERED = 0.01  # of the plot: lines nowhere farther apart cover one another


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
        one.xaxis.labelpad = one.yaxis.labelpad = NAME_APART
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
) -> Text:
    """Write at a place in the plot's coordinates.

    on_paper: whether a piece of paper under the words covers what is drawn there.
    """
    return axes.text(
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


def ends_of(axes: Axes, lines: Mapping[str, Line2D]) -> dict[str, Line2D]:
    """The lines whose ends are to be named; those that cover one another share a name.

    The limits of the axes do not change afterwards.
    """
    in_parts = _in_parts(axes)
    found: dict[str, Line2D] = {}
    for name, line in lines.items():
        points = in_parts.transform(line.get_xydata())
        for other, drawn in found.items():
            there = in_parts.transform(drawn.get_xydata())
            if there.shape == points.shape and np.abs(there - points).max() <= _COVERED:
                del found[other]
                name = commas([other, name])
                break
        found[name] = line
    return found


def _in_parts(axes: Axes) -> Transform:
    """From the numbers on the axes to parts of the plot."""
    axes.get_xlim(), axes.get_ylim()  # set by matplotlib only when they are asked for
    return axes.transScale + axes.transLimits


def room_for_names(names: Iterable[str]) -> float:
    """How many pixels right of a plot `name_ends` needs."""
    return _LEADER + max(map(text_width, names)) + 8


def name_ends(axes: Axes, lines: Mapping[str, Line2D], height: float) -> None:
    """Write the name of each line right of its end, and lead a piece of the line to it.

    height: of the plot, in pixels. Its limits do not change afterwards.
    """
    ends = [np.asarray(line.get_xydata())[-1].tolist() for line in lines.values()]
    in_parts = _in_parts(axes)
    heights = _spread([in_parts.transform(end)[1] for end in ends], _LETTERS / height)
    for (name, line), (x, y), up in zip(lines.items(), ends, heights, strict=True):
        color = str(line.get_color())
        axes.annotate(
            name,
            (x, y),
            (_LEADER, up),
            textcoords=("offset points", "axes fraction"),
            arrowprops={
                "arrowstyle": "-",
                "color": color,
                "linestyle": line.get_linestyle(),
                "linewidth": 2,
                "relpos": (0, 0.5),
                "shrinkA": 3,
                "shrinkB": 7,
            },
            color=ink(color),
            va="center",
            fontsize=TEXT,
            parse_math=False,
            annotation_clip=False,
        )


def _spread(heights: Sequence[float], apart: float) -> list[float]:
    """The heights of names, in parts of the axis: moved up and down until so far apart."""
    piles: list[list[int]] = []

    def bottom(pile: list[int]) -> float:
        middle = sum(heights[k] for k in pile) / len(pile)
        return max(0.0, middle - apart * (len(pile) - 1) / 2)

    for k in sorted(range(len(heights)), key=heights.__getitem__):
        piles.append([k])
        while len(piles) > 1 and bottom(piles[-1]) < bottom(piles[-2]) + apart * len(piles[-2]):
            piles[-2:] = [piles[-2] + piles[-1]]
    found = {k: bottom(pile) + apart * i for pile in piles for i, k in enumerate(pile)}
    return [found[k] for k in range(len(heights))]


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
