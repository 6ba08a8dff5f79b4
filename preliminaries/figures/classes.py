"""Classes: probabilities of three on a triangle, and two divided by a line or a curve."""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib.figure
import numpy as np
import torch
from matplotlib.axes import Axes

from preliminaries.languages import words_of

from .distributions import scatter
from .drawing.canvas import (
    ACCENT,
    BLACK,
    GREY,
    PALE,
    PLAIN,
    SMALL,
    WHITE,
    Canvas,
    Look,
    shortened,
)
from .drawing.figure import PIXELS_PER_INCH, Figure, course_style
from .drawing.fonts import settle
from .drawing.plotting import say
from .drawing.writing import commas, fixed, semicolons, sentences, significant

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)

_SIDE = 330.0
_CORNERS = ((0.0, 0.0), (_SIDE, 0.0), (_SIDE / 2, -_SIDE * math.sqrt(3) / 2))  # y downwards
_BAR = 270
_BORDERS = ((GREY, "-"), (BLACK, ":"), (BLACK, "--"))
_CHANCES = {"0.9": math.log(9), "0.5": 0.0, "0.1": -math.log(9)}  # and their scores
_BOUNDARIES = ("--", "-", ":")
_KEY = 240  # pixels right of a plot, for the names of borders
_LETTERS = 24  # larger than elsewhere: on paper four of these share a slide


def _place(shares: Sequence[float]) -> tuple[float, float]:
    """The mean of the corners, weighted by the shares."""
    x, y = (sum(p * corner[k] for p, corner in zip(shares, _CORNERS, strict=True)) for k in (0, 1))
    return x, y


@course_style()
def triangle(a: float = 2.0, b: float = 1.0, c: float = 0.0, temperature: float = 1.0) -> Figure:
    """Draw the softmax of three scores in a triangle: `figures.triangle(2.0, 1.0, 0.0)`.

    Each point of the triangle is three probabilities: a corner is a sure class, the middle knows
    nothing. The grey curve is where the scores lead at all temperatures.
    `interact(figures.triangle, a=(-3.0, 3.0), b=(-3.0, 3.0), temperature=(0.1, 5.0))` moves it.

    a, b, c: the scores. temperature: above 0.
    """
    if temperature <= 0:
        raise ValueError(f"A temperature is above 0, not {temperature}.")
    scores = (a, b, c)

    def at(heat: float) -> list[float]:
        shares: list[float] = torch.softmax(torch.tensor(scores).double() / heat, 0).tolist()
        return shares

    shares = at(temperature)
    canvas = Canvas()
    canvas.polygon(_CORNERS, Look(WHITE))
    middle = _place([1 / 3] * 3)
    for i, j in ((0, 1), (1, 2), (0, 2)):
        edge = [0.5 if k in (i, j) else 0.0 for k in range(3)]
        canvas.line([middle, _place(edge)], PALE, 1.5)
    if len(set(scores)) > 1:
        path = [_place(at(0.04 * 1.08**k)) for k in range(110)]
        canvas.line([*path, middle], GREY, 2.5)
    for (x, y), name, (dx, dy) in zip(
        _CORNERS, "ABC", ((-20, 12), (20, 12), (0, -22)), strict=True
    ):
        canvas.text(x + dx, y + dy, name, size=_LETTERS, bold=True)
    canvas.dot(*_place(shares), color=ACCENT)
    left = _SIDE + 80
    heat = significant(temperature)
    words = in_words("temperature {heat}", heat=heat)
    canvas.text(left, -276, words, size=_LETTERS, align="left")
    for k, (name, score, share) in enumerate(zip("ABC", scores, shares, strict=True)):
        y = -218.0 + 74 * k
        given = {"name": name, "score": significant(score), "share": fixed(share, 3)}
        words = in_words("{name}: score {score}, p = {share}", **given)
        canvas.text(left, y, words, size=_LETTERS, align="left")
        canvas.boxes([(left, y + 18, _BAR, 22)], PLAIN)
        if share > 0.004:
            canvas.boxes([(left, y + 18, _BAR * share, 22)], Look(ACCENT))
    return canvas.figure(
        in_words(
            "A triangle with corners A, B and C, divided in three parts by which class is the most "
            "probable. The scores {scores} at temperature {heat} are a dot at the probabilities "
            "{told}. A curve through it leads from the middle, where all are equal, to where the "
            "largest scores share everything.",
            scores=commas([significant(score) for score in scores]),
            heat=heat,
            told=commas([f"{name} {fixed(p, 3)}" for name, p in zip("ABC", shares, strict=True)]),
        )
    )


@course_style()
def boundary(
    frame: "pd.DataFrame", x: str, y: str, by: str, weights: Sequence[float], bias: float
) -> Figure:
    """Draw two groups and the line between them: `figures.boundary(frame, x, y, by, w, b)`.

    The line is where weights · (x, y) + bias is 0 and both have the probability 0.5; two more are
    where it is 2.2 and −2.2: where the second group has the probabilities 0.9, dashed, and 0.1,
    dotted. Beside the plot stands which is which.

    Raises ValueError for more than two groups, or weights that are both 0.
    """
    groups = sorted(frame[by].dropna().unique())
    across, up = (float(weight) for weight in weights)
    if len(groups) != 2 or across == up == 0:
        raise ValueError(f"A line divides two groups, not {len(groups)}, and has a direction.")
    figure = scatter(frame, x, y, by)
    (axes,) = figure.drawing.axes
    low_x, high_x = axes.get_xlim()
    low_y, high_y = axes.get_ylim()
    for score, style in zip(_CHANCES.values(), _BOUNDARIES, strict=True):
        rest = score - bias
        if abs(up) * (high_y - low_y) > abs(across) * (high_x - low_x):
            xs = np.array([low_x, high_x])
            ys = (rest - across * xs) / up
        else:
            ys = np.array([low_y, high_y])
            xs = (rest - up * ys) / across
        axes.plot(xs, ys, style, color=BLACK, linewidth=2.5)
    axes.set(xlim=(low_x, high_x), ylim=(low_y, high_y))
    _room_for_key(figure.drawing, figure.width, 170)
    name = in_words("p of {group}", group=groups[1])
    _key(axes, 0, shortened(name, 146, SMALL), None, BLACK)
    for k, (chance, style) in enumerate(zip(_CHANCES, _BOUNDARIES, strict=True)):
        _key(axes, k + 1, chance, style, BLACK)
    settle(figure.drawing)
    inside = frame.dropna(subset=[x, y, by])
    right = (across * inside[x] + up * inside[y] + bias > 0) == (inside[by] == groups[1])
    line = in_words(
        "A line divides them: {right} of {all} points lie on their group's side. A dashed line "
        "shows where {group} has the probability 0.9, a dotted one where it has 0.1.",
        group=groups[1],
        right=int(right.sum()),
        all=len(right),
    )
    figure.alt = sentences([figure.alt, line])
    return figure


@course_style()
def borders(
    frame: "pd.DataFrame",
    x: str,
    y: str,
    by: str,
    **scores: Callable[[torch.Tensor], torch.Tensor],
) -> Figure:
    """Draw two groups, and where scores divide the plane: `figures.borders(frame, x, y, by, …)`.

    Up to three borders, each where its score is 0, with its name beside the plot. One that has all
    points on one side is not drawn; beside its name it says so.

    scores: functions from (m, 2) to (m,) or (m, 1), above 0 for the first group.

    Raises ValueError for more than two groups, and for more or fewer borders.
    """
    groups = sorted(frame[by].dropna().unique())
    if len(groups) != 2 or not 1 <= len(scores) <= len(_BORDERS):
        raise ValueError(f"Two groups and one to {len(_BORDERS)} borders can be drawn.")
    drawing = scatter(frame, x, y, by, equal=True).drawing
    (axes,) = drawing.axes
    _room_for_key(drawing, drawing.bbox.width + _KEY, _KEY)
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = np.meshgrid(np.linspace(left, right, 121), np.linspace(low, high, 121))
    plane = torch.tensor(np.stack([across.ravel(), up.ravel()], axis=1))
    inside = frame.dropna(subset=[x, y, by])
    points = torch.tensor(inside[[x, y]].to_numpy(dtype=float))
    told, row = [], 0
    for (name, score), (color, style) in zip(scores.items(), _BORDERS, strict=False):
        values = score(plane).detach().double().numpy().reshape(across.shape)
        first = score(points).detach().numpy().reshape(-1) > 0
        divides = bool(first.any() and not first.all())
        if divides:
            look: dict[str, Any] = {
                "colors": color,
                "linestyles": style,
                "linewidths": 3,
                "zorder": 4,
            }
            # what processors round differently would move it by a millionth of a pixel
            finite = np.abs(values[np.isfinite(values)])
            values = np.round(values / finite.max(initial=np.finfo(float).tiny), 9)
            axes.contour(across, up, values, [0.0], **look)
        shown = shortened(name, 140, SMALL)
        if not divides:
            shown = in_words("{name}: not drawn,", name=shown)
        _key(axes, row, shown, style if divides else None, color)
        row += 1
        count = int((first == (inside[by] == groups[0]).to_numpy()).sum())
        one = in_words("{name}, {right} of {all}", name=name, right=count, all=len(points))
        if not divides:
            _key(axes, row, in_words("all points on one side"), None, color)
            row += 1
            one = in_words("{one}, not drawn, for all points lie on one side of it", one=one)
        told.append(one)
    axes.set(xlim=(left, right), ylim=(low, high))
    settle(drawing)
    return Figure(
        drawing,
        in_words(
            "{points} points, {x} across and {y} up, of two groups, {first} and {second}. Borders, "
            "and how many points lie on their group's side: {told}.",
            points=len(points),
            x=x,
            y=y,
            first=groups[0],
            second=groups[1],
            told=semicolons(told),
        ),
    )


def _room_for_key(drawing: matplotlib.figure.Figure, width: float, key: float) -> None:
    """Make the drawing so many pixels wide, of which the last few are for the key."""
    (axes,) = drawing.axes
    box, before = axes.get_position(), drawing.bbox.width
    drawing.set_size_inches(width / PIXELS_PER_INCH, drawing.get_size_inches()[1])
    end = width - key - (1 - box.x1) * before
    start = box.x0 * before
    axes.set_position((start / width, box.y0, (end - start) / width, box.height))


def _key(axes: Axes, row: int, words: str, style: str | None, color: str) -> None:
    """Write a line of the key right of a plot, behind a piece of the line that it names."""
    box = axes.get_window_extent()
    across, up = (1 / box.width, 1 / box.height)
    y = 1 - (24 + 30 * row) * up
    if style:
        ends = [1 + 20 * across, 1 + 66 * across]
        own: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
        axes.plot(ends, [y, y], style, color=color, linewidth=3, **own)
    told = say(axes, 1 + (76 if style else 20) * across, y, words, color=color)
    told.set_transform(axes.transAxes)
