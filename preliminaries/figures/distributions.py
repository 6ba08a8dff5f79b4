"""How numbers are distributed: by group in a plane, and before and after their holes are filled."""

from typing import TYPE_CHECKING, Any

import matplotlib.figure
import numpy as np
from matplotlib.axes import Axes

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, WHITE, WIDEST, shortened
from .drawing.figure import Figure, course_style
from .drawing.plotting import finished, sheet

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)
_BINS = 20
# Groups differ in shape as well as in colour.
_MARKS: tuple[dict[str, Any], ...] = (
    {"marker": "o", "color": ACCENT},
    {"marker": "^", "color": COUNTER},
    {"marker": "s", "color": BLACK, "markerfacecolor": WHITE},
)


def _sheet(width: int, height: int, panels: int) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    """Panels on one scale, their ticks in front of bars."""
    drawing, axes = sheet(width, height, panels, sharey=True)
    for one in axes:
        one.set_axisbelow("line")
    return drawing, axes


@course_style()
def scatter(frame: "pd.DataFrame", x: str, y: str, by: str, equal: bool = False) -> Figure:
    """Draw points, a mark for each group: `figures.scatter(frame, x, y, by)`.

    x, y: names of columns of numbers; by: the name of a column of at most three words. Rows in
    which one of the three is missing are left out. equal: whether one unit is as long both ways.

    Raises ValueError for a column that is not there, and for more groups.
    """
    for name in (x, y, by):
        if name not in frame.columns:
            raise ValueError(f"There is no column {name!r}; there are {list(frame.columns)}.")
    there = frame.dropna(subset=[x, y, by])
    groups = sorted(there[by].unique())
    if not 0 < len(groups) <= len(_MARKS):
        raise ValueError(f"{by} has {len(groups)} groups; one to {len(_MARKS)} can be drawn.")
    drawing, (axes,) = _sheet(*((540, 450) if equal else (880, 430)), 1)
    told = []
    for k, (group, mark) in enumerate(zip(groups, _MARKS, strict=False)):
        own = there[there[by] == group]
        axes.plot(own[x], own[y], linestyle="", markersize=6.6, **mark)
        # Above the plot: the group's mark and its name.
        above: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
        left = (k + 0.35) / len(groups)
        axes.plot([left], [1.078], linestyle="", markersize=11, **mark, **above)
        name = shortened(str(group), (320 if equal else 600) / len(groups) - 40)
        axes.annotate(
            name,
            (left, 1.07),
            (16, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=20,
            va="center",
            parse_math=False,
            annotation_clip=False,
        )
        middle = {"x": own[x].mean(), "y": own[y].mean()}
        numbers = {name: writing.fixed(mean, 1) for name, mean in middle.items()}
        told.append(in_words("{group}, around {x} and {y}", group=group, **numbers))
    if equal:
        axes.set_aspect("equal")
        axes.locator_params(nbins=5)
    axes.set_xlabel(shortened(str(x), 700), parse_math=False)
    axes.set_ylabel(shortened(str(y), 280), parse_math=False)
    return finished(
        drawing,
        in_words(
            "{points}, {x} across and {y} up, in {groups} by {by}: {told}.",
            points=in_words.counted("{count} point", "{count} points", len(there)),
            x=x,
            y=y,
            groups=in_words.counted("{count} group", "{count} groups", len(groups)),
            by=by,
            told=writing.semicolons(told),
        ),
    )


@course_style()
def imputation(column: "pd.Series", hidden: int = 30) -> Figure:
    """Draw histograms before and after filling in: `figures.imputation(column, hidden=30)`.

    column: numbers; what is missing in it is left out. hidden: how many of a hundred are hidden
    and then filled with the mean of the others, from 0 to 90; always the same ones.

    Raises ValueError for another percentage, or fewer than two numbers.
    """
    values = column.dropna().to_numpy(dtype=float)
    if not 0 <= hidden <= 90 or len(values) < 2:
        raise ValueError("hidden is a percentage from 0 to 90, the column has two numbers or more.")
    order = np.random.default_rng(0).permutation(len(values))
    holes = order[: min(round(len(values) * hidden / 100), len(values) - 1)]
    filled = values.copy()
    filled[holes] = np.delete(values, holes).mean()
    low, high = values.min(), values.max()
    bins = np.linspace(low, high if high > low else low + 1, _BINS + 1)
    drawing, axes = _sheet(WIDEST, 440, 2)
    means = [float(numbers.mean()) for numbers in (values, filled)]
    deviations = [float(numbers.std(ddof=1)) for numbers in (values, filled)]
    titles = in_words("as measured"), in_words("{n} % filled with the mean", n=hidden)
    for one, numbers, title, mean, deviation, color in zip(
        axes, (values, filled), titles, means, deviations, (ACCENT, COUNTER), strict=True
    ):
        one.hist(numbers, bins=bins, color=color, edgecolor=BLACK, linewidth=0.8)
        told = in_words(
            "mean {m}, deviation {s}", m=writing.fixed(mean, 1), s=writing.fixed(deviation, 1)
        )
        one.set_title(f"{title}\n{told}", fontsize=20)
        name = "" if column.name is None else str(column.name)
        one.set_xlabel(shortened(name, 380), parse_math=False)
        one.locator_params(axis="x", nbins=5)
    axes[0].set_ylabel(in_words("how many"))
    tallest = [int(np.histogram(numbers, bins)[0].max()) for numbers in (values, filled)]
    return finished(
        drawing,
        in_words(
            "Two histograms of {name} on one scale. As measured, mean {m0}, standard deviation "
            "{s0}, tallest bar {t0}. With {n} of 100 values filled with the mean, mean {m1}, "
            "standard deviation {s1}, tallest bar {t1}, at the mean.",
            name=column.name,
            n=hidden,
            **{f"m{k}": writing.fixed(mean, 1) for k, mean in enumerate(means)},
            **{f"s{k}": writing.fixed(deviation, 1) for k, deviation in enumerate(deviations)},
            **{f"t{k}": bar for k, bar in enumerate(tallest)},
        ),
    )
