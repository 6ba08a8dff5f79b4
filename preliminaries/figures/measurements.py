"""Measured numbers as curves."""

from collections.abc import Sequence

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, SMALL
from .drawing.figure import Figure, course_style
from .drawing.fonts import settle
from .drawing.plotting import blank

in_words = words_of(__name__)
_LINE = 0.1  # of the axis: the height of a name
_STYLES = ((ACCENT, "-", "o"), (COUNTER, "--", "s"), (BLACK, ":", "^"))


@course_style()
def curves(
    x: Sequence[float], x_label: str, y_label: str, alt: str = "", **measured: Sequence[float]
) -> Figure:
    """Draw measured numbers as curves: `figures.curves([1, 2], "hours", "km", walked=[4, 8])`.

    Up to three curves, each as long as x, with its name at its end.

    Raises ValueError for more of them, or for other lengths.
    """
    if not 1 <= len(measured) <= len(_STYLES):
        raise ValueError(f"One to {len(_STYLES)} curves can be told apart, not {len(measured)}.")
    for name, values in measured.items():
        if len(values) != len(x):
            raise ValueError(f"{name} has {len(values)} numbers for {len(x)} places on the axis.")
    drawing = blank(760, 400)
    axes = drawing.add_axes((0.16, 0.2, 0.62, 0.74))
    for values, (color, line, marker) in zip(measured.values(), _STYLES, strict=False):
        axes.plot(x, values, line, color=color, marker=marker, markersize=8, linewidth=2.5)
    axes.set_xlabel(x_label, fontsize=20)
    axes.set_ylabel(y_label, fontsize=20)
    axes.set_xticks(list(x))
    axes.locator_params(axis="y", nbins=5)
    axes.set_ylim(bottom=0)
    top = axes.get_ylim()[1]
    axes.set_yticks([tick for tick in axes.get_yticks() if 0 <= tick <= top])
    heights = _spread([values[-1] / top for values in measured.values()])
    for name, height in zip(measured, heights, strict=True):
        axes.annotate(
            name.replace("_", " "),
            (x[-1], height),
            (12, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            va="center",
            fontsize=20,
            annotation_clip=False,
        )
    axes.tick_params(labelsize=SMALL)
    axes.spines[["top", "right"]].set_visible(False)
    settle(drawing)
    told = "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(f'{v:g}' for v in values)}"
        for name, values in measured.items()
    )
    places = ", ".join(f"{v:g}" for v in x)
    given = {"y": y_label, "x": x_label, "places": places, "told": told}
    return Figure(drawing, alt or in_words("{y} over {x} {places}. {told}.", **given))


def _spread(heights: Sequence[float]) -> list[float]:
    """The heights of names, in parts of the axis: moved up where two would cover one another."""
    free, found = -1.0, list(heights)
    for k in sorted(range(len(found)), key=lambda k: found[k]):
        found[k] = max(found[k], free)
        free = found[k] + _LINE
    return found
