"""Measured numbers as curves."""

from collections.abc import Iterable, Sequence

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, SMALL
from .drawing.figure import Figure, course_style
from .drawing.fonts import settle
from .drawing.plotting import blank, ends_of, name_ends, room_for_names

in_words = words_of(__name__)
_WIDTH, _HEIGHT, _TALL = 760, 400, 0.74
_MOST_MARKS = 25  # numbers: of more, only the curve is drawn
_STYLES = ((ACCENT, "-", "o"), (COUNTER, "--", "s"), (BLACK, ":", "^"))


@course_style()
def curves(
    x: Sequence[float], x_label: str, y_label: str, alt: str = "", **measured: Sequence[float]
) -> Figure:
    """Draw measured numbers as curves: `figures.curves([1, 2], "hours", "km", walked=[4, 8])`.

    Up to three curves, each as long as x, with its name at its end if there
    are others. Each number has a mark where they are few.

    Raises ValueError for more of them, or for other lengths.
    """
    if not 1 <= len(measured) <= len(_STYLES):
        raise ValueError(f"One to {len(_STYLES)} curves can be told apart, not {len(measured)}.")
    for name, values in measured.items():
        if len(values) != len(x):
            raise ValueError(f"{name} has {len(values)} numbers for {len(x)} places on the axis.")
    names = [name.replace("_", " ") for name in measured]
    drawing = blank(_WIDTH, _HEIGHT)
    axes = drawing.add_axes((0.16, 0.2, 0.8, _TALL))
    is_smooth = len(x) > _MOST_MARKS
    lines = {}
    for name, values, style in zip(names, measured.values(), _STYLES, strict=False):
        color, dashes, marker = style
        (lines[name],) = axes.plot(x, values, dashes, color=color, linewidth=2.5)
        if not is_smooth:
            lines[name].set(marker=marker, markersize=8)
    axes.set_xlabel(x_label, fontsize=20)
    axes.set_ylabel(y_label, fontsize=20)
    if is_smooth:
        axes.locator_params(axis="x", nbins=5)
        axes.set_xticks(_within(axes.get_xlim(), axes.get_xticks()))
    else:
        axes.set_xticks(list(x))
    axes.locator_params(axis="y", nbins=5)
    if min(map(min, measured.values())) >= 0:
        axes.set_ylim(bottom=0)
    low, top = axes.get_ylim()
    axes.set_yticks(_within(axes.get_ylim(), axes.get_yticks()))
    if len(names) > 1:
        ends = ends_of(lines, 0.01 * (top - low))
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
    places = writing.commas([writing.significant(x[k]) for k in some])
    given = {"y": y_label, "x": x_label, "places": places, "told": writing.semicolons(told)}
    return Figure(drawing, alt or in_words("{y} over {x} {places}. {told}.", **given))


def _within(limits: tuple[float, float], ticks: Iterable[float]) -> list[float]:
    """The ticks that are seen."""
    low, high = limits
    return [tick for tick in ticks if low <= tick <= high]
