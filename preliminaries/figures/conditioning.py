"""Stretches and crossings: how far a matrix takes errors."""

from typing import Any

import numpy as np
from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, SMALL, WHITE, text_width
from .drawing.figure import Figure, course_style
from .drawing.plotting import finished, say, sheet
from .drawing.writing import point, semicolons, short, significant

in_words = words_of(__name__)

_PANEL = 270  # pixels, about: the plot of a crossing
System = tuple[Any, Any, Any]  # a matrix and two vectors, as lists or tensors


@course_style()
def crossing(*systems: System) -> Figure:
    """Draw two equations as lines, and one moved: `figures.crossing((A, b, moved), …)`.

    Where the lines cross is the solution. The second equation is drawn twice: for b, and dashed
    for the moved b.

    systems: one or two of A (2 × 2, not singular), b and moved, which differ in their second
    entry alone.

    Raises ValueError for other systems.
    """
    if not 1 <= len(systems) <= 2:
        raise ValueError("One or two systems can be drawn side by side.")
    drawing, panels = sheet(430 * len(systems), 370, panels=len(systems))
    told = []
    for axes, (A, b, moved) in zip(panels, systems, strict=True):
        matrix = np.array([[float(v) for v in row] for row in A])
        before, after = (np.array([float(v) for v in side]) for side in (b, moved))
        if matrix.shape != (2, 2) or abs(np.linalg.det(matrix)) < 1e-9 or before[0] != after[0]:
            raise ValueError("A is 2 × 2 and not singular; b changes in its second entry alone.")
        first, second = np.linalg.solve(matrix, before), np.linalg.solve(matrix, after)
        middle = (first + second) / 2
        half = max(2.0, 1.4 * np.abs(second - first).max() / 2 + 0.6)
        for row, value, color, style in (
            (matrix[0], before[0], BLACK, "-"),
            (matrix[1], before[1], ACCENT, "-"),
            (matrix[1], after[1], ACCENT, "--"),
        ):
            along = np.array([-row[1], row[0]]) / np.hypot(*row)
            foot = row * value / (row @ row)
            foot = foot + along * (along @ (middle - foot))
            ends = foot + np.array([[-3.0], [3.0]]) * half * along
            axes.plot(*ends.T, style, color=color, linewidth=2.5)
        for end, fill in ((first, COUNTER), (second, WHITE)):
            axes.plot(
                *end,
                "o",
                color=fill,
                markersize=12,
                markeredgecolor=COUNTER,
                markeredgewidth=3,
                zorder=6,
            )
        for end, other, name in (
            (first, second, in_words("before")),
            (second, first, in_words("after")),
        ):
            pixel = 2 * half / _PANEL
            feet = [(matrix[0], before[0]), (matrix[1], before[1]), (matrix[1], after[1])]
            lines = [(row, (value - row @ end) / pixel) for row, value in feet]
            aside = _free_place(name, lines, (other - end) / pixel)
            x, y = (end + pixel * aside).tolist()
            say(axes, x, y, name, align="center")
        axes.set(
            xlim=middle[0] + half * np.array([-1, 1]), ylim=middle[1] + half * np.array([-1, 1])
        )
        axes.set(xlabel="x₁", ylabel="x₂")
        axes.set_aspect("equal")
        axes.locator_params(nbins=5)
        condition = np.linalg.cond(matrix)
        step = np.hypot(*(second - first)) / np.hypot(*(after - before))
        condition_told = in_words("condition number {number}", number=significant(condition, 3))
        axes.set_title(condition_told, fontsize=20, pad=12)
        told.append(
            in_words(
                "{condition}: the second entry of b goes from {b0} to {b1}, and the crossing from "
                "{x0} to {x1}, {step} times as far",
                condition=condition_told,
                b0=short(before[1]),
                b1=short(after[1]),
                x0=point(first.tolist()),
                x1=point(second.tolist()),
                step=significant(step, 2),
            )
        )
    return finished(
        drawing,
        in_words(
            "Two equations as two lines, the second drawn again, dashed, for the moved b; a full "
            "dot marks the crossing before, a hollow one that after. {told}.",
            told=semicolons(told),
        ),
    )


def _free_place(name: str, lines: list[tuple[Any, float]], other: Any) -> Any:
    """Where to write the name of a point: from it to the middle of the words, in pixels.

    lines: row and value of each line, row · x = value, x in pixels from the point. other: where
    the other point is; of places as free, the farthest from it is taken.
    """
    half = np.array([text_width(name, SMALL) / 2, SMALL / 2])
    found = []
    for way in ((1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1), (0, 1), (0, -1)):
        middle = np.array(way) * (half + (13 if 0 in way else 8))
        apart = []
        for row, value in lines:
            # how far the line is from the box: from its middle, less its half along the row
            reach = abs(row @ middle - value) - np.abs(row) @ half
            apart.append(reach / np.hypot(*row))
        around = np.maximum(np.abs(other - middle) - half, 0)
        apart.append(np.hypot(*around) - 8)
        found.append((min(7, *apart), np.hypot(*(middle - other)), middle))
    return max(found, key=lambda place: place[:2])[2]


@course_style()
def stretches(ratios: Tensor, norm: float | Tensor) -> Figure:
    """Draw how often each stretch ‖Ax‖ / ‖x‖ occurs, and ‖A‖: `figures.stretches(ratios, norm)`.

    ratios: (n,), for n vectors x. norm: the spectral norm of A.

    Raises ValueError without two ratios that differ.
    """
    values, most = ratios.detach().double().numpy(), float(norm)
    if values.ndim != 1 or len(values) < 2 or not 0 <= values.min() < values.max():
        raise ValueError("Two stretches at least, 0 or more, have to be given, and not all equal.")
    drawing, (axes,) = sheet(820, 400)
    counts, edges = np.histogram(values, bins=40, range=(0, max(most, values.max())))
    axes.stairs(counts, edges, fill=True, color=ACCENT)
    top = counts.max()
    axes.plot([most, most], [0, 1.02 * top], color=COUNTER, linewidth=5)
    say(axes, most, 1.1 * top, f"‖A‖ = {short(most)}", align="center", size=20)
    axes.set(xlim=(0, 1.08 * max(most, values.max())), ylim=(0, 1.2 * top))
    axes.set(xlabel=in_words("stretch ‖Ax‖ / ‖x‖"), ylabel=in_words("how many x"))
    axes.locator_params(axis="x", nbins=6)
    axes.locator_params(axis="y", nbins=6, integer=True)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.tick_params(color=GREY)
    return finished(
        drawing,
        in_words(
            "A histogram of the stretches of {count} vectors, from {low} to {high}. A line marks "
            "the spectral norm, {norm}: no bar lies beyond it.",
            count=len(values),
            low=short(values.min()),
            high=short(values.max()),
            norm=short(most),
        ),
    )
