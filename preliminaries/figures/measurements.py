"""Measured numbers as curves."""

import math
from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, SMALL
from .drawing.figure import Figure, course_style
from .drawing.fonts import settle
from .drawing.labels import named
from .drawing.plotting import NAME_APART, blank, ends_of, name_ends, room_for_names

in_words = words_of(__name__)
_WIDTH, _HEIGHT, _TALL = 760, 400, 0.74
_MOST_MARKS = 25  # numbers: of more, only the curve is drawn
_MOST_TICKS = 12  # numbers: of more, some are written on the axis
_MOST_THICK = 250  # numbers: of more, the curve is thin, for it may go up and down
_STYLES = ((ACCENT, "-", "o"), (COUNTER, "--", "s"), (BLACK, ":", "^"))


@course_style()
def curves(
    x: Sequence[float],
    x_label: str,
    y_label: str,
    logarithmic: str = "",
    **measured: Sequence[float],
) -> Figure:
    """Draw measured numbers as curves: `figures.curves([1, 2], "hours", "km", walked=[4, 8])`.

    Up to three curves, each as long as x, with its name at its end if there
    are others. Each number has a mark where they are few.

    logarithmic: the axes on which equal factors have equal room: "y" or "xy".

    Raises ValueError for more of them, or for other lengths.
    """
    if not 1 <= len(measured) <= len(_STYLES):
        raise ValueError(f"One to {len(_STYLES)} curves can be told apart, not {len(measured)}.")
    for name, values in measured.items():
        if len(values) != len(x):
            raise ValueError(f"{name} has {len(values)} numbers for {len(x)} places on the axis.")
    names = [named(name.replace("_", " ")) for name in measured]
    x_label, y_label = named(x_label), named(y_label)
    drawing = blank(_WIDTH, _HEIGHT)
    axes = drawing.add_axes((0.16, 0.2, 0.8, _TALL))
    for axis in logarithmic:
        axes.set(**{f"{axis}scale": "log"})
    is_smooth = len(x) > _MOST_MARKS
    width = 2.5 if len(x) <= _MOST_THICK else 1
    lines = {}
    for name, values, style in zip(names, measured.values(), _STYLES, strict=False):
        color, dashes, marker = style
        (lines[name],) = axes.plot(x, values, dashes, color=color, linewidth=width)
        if not is_smooth:
            lines[name].set(marker=marker, markersize=8)
    axes.set_xlabel(x_label, fontsize=20)
    axes.set_ylabel(y_label, fontsize=20, labelpad=NAME_APART)
    if len(x) > _MOST_TICKS and "x" not in logarithmic:
        axes.locator_params(axis="x", nbins=5)
    places = list(x) if len(x) <= _MOST_TICKS else axes.get_xticks()
    axes.set_xticks(_within(axes.get_xlim(), places))
    if "y" in logarithmic:
        _show_two_powers(axes)
    else:
        axes.locator_params(axis="y", nbins=5)
        if min(map(min, measured.values())) >= 0:
            axes.set_ylim(bottom=0)
    axes.set_yticks(_within(axes.get_ylim(), axes.get_yticks()))
    if len(names) > 1:
        ends = ends_of(axes, lines)
        axes.set_position((0.16, 0.2, 0.84 - room_for_names(ends) / _WIDTH, _TALL))
        name_ends(axes, ends, _TALL * _HEIGHT)
    axes.tick_params(labelsize=SMALL)
    axes.spines[["top", "right"]].set_visible(False)
    settle(drawing)
    some = range(0, len(x), max(1, len(x) // 10)) if is_smooth else range(len(x))
    told = [
        in_words(
            "{name}: {numbers}",
            name=name,
            numbers=writing.commas([writing.significant(values[k]) for k in some]),
        )
        for name, values in zip(names, measured.values(), strict=True)
    ]
    where = writing.commas([writing.significant(x[k]) for k in some])
    given = {"y": y_label, "x": x_label, "places": where, "told": writing.semicolons(told)}
    return Figure(drawing, in_words("{y} over {x} {places}. {told}.", **given))


def _show_two_powers(axes: Axes) -> None:
    """Widen the scale to whole powers of ten, where fewer than two would stand on it."""
    low, top = (math.log10(end) for end in axes.get_ylim())
    if math.floor(top) <= math.ceil(low):
        axes.set_ylim(10 ** math.floor(low), 10 ** math.ceil(top))


def _within(limits: tuple[float, float], ticks: Iterable[float]) -> list[float]:
    """The ticks that are seen."""
    low, high = limits
    return [tick for tick in ticks if low <= tick <= high]
