"""Classes: probabilities of three on a triangle, and two divided by a line or a curve."""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from preliminaries.languages import words_of

from .distributions import scatter
from .drawing.canvas import (
    ACCENT,
    BLACK,
    COUNTER,
    GREY,
    PALE,
    PLAIN,
    SMALL,
    WHITE,
    Canvas,
    Look,
    ink,
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

    The line is where weights · (x, y) + bias is 0 and both have the probability 0.5; the dashed
    ones are where it is 2.2 and −2.2: where the second group has the probabilities 0.9 and 0.1.
    Each line is named by this probability, p.

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
    name = in_words("{group}: p", group=axes.texts[1].get_text())
    axes.texts[1].set(text=name, color=ink(COUNTER))
    for score, chance in ((0.0, "p = 0.5"), (math.log(9), "0.9"), (-math.log(9), "0.1")):
        rest = score - bias
        if abs(up) * (high_y - low_y) > abs(across) * (high_x - low_x):
            xs = np.array([low_x, high_x])
            ys = (rest - across * xs) / up
        else:
            ys = np.array([low_y, high_y])
            xs = (rest - up * ys) / across
        axes.plot(xs, ys, "--" if score else "-", color=BLACK, linewidth=2.5)
        along = 0.06 if score else 0.94  # of three on one height two might meet
        place = xs[0] + along * (xs[1] - xs[0]), ys[0] + along * (ys[1] - ys[0])
        if low_x < place[0] < high_x and low_y < place[1] < high_y:
            say(axes, *place, chance, color=ink(COUNTER), align="center", on_paper=True)
    axes.set(xlim=(low_x, high_x), ylim=(low_y, high_y))
    settle(figure.drawing)
    inside = frame.dropna(subset=[x, y, by])
    right = (across * inside[x] + up * inside[y] + bias > 0) == (inside[by] == groups[1])
    line = in_words(
        "A line divides them: {right} of {all} points lie on their group's side. Dashed lines on "
        "both sides of it show where {group} has the probabilities 0.9 and 0.1.",
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

    Up to three borders, each where its score is 0, with its name beside the plot.

    scores: functions from (m, 2) to (m,) or (m, 1), above 0 for the first group.

    Raises ValueError for more than two groups, and for more or fewer borders.
    """
    groups = sorted(frame[by].dropna().unique())
    if len(groups) != 2 or not 1 <= len(scores) <= len(_BORDERS):
        raise ValueError(f"Two groups and one to {len(_BORDERS)} borders can be drawn.")
    drawing = scatter(frame, x, y, by, equal=True).drawing
    (axes,) = drawing.axes
    box, (width, height) = axes.get_position(), drawing.get_size_inches()
    share = width / (width + _KEY / PIXELS_PER_INCH)
    drawing.set_size_inches(width / share, height)
    axes.set_position((box.x0 * share, box.y0, box.width * share, box.height))
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = np.meshgrid(np.linspace(left, right, 121), np.linspace(low, high, 121))
    plane = torch.tensor(np.stack([across.ravel(), up.ravel()], axis=1))
    inside = frame.dropna(subset=[x, y, by])
    points = torch.tensor(inside[[x, y]].to_numpy(dtype=float))
    told = []
    for k, ((name, score), (color, style)) in enumerate(
        zip(scores.items(), _BORDERS, strict=False)
    ):
        values = score(plane).detach().double().numpy().reshape(across.shape)
        if values.min() < 0 < values.max():
            look: dict[str, Any] = {
                "colors": color,
                "linestyles": style,
                "linewidths": 3,
                "zorder": 4,
            }
            axes.contour(across, up, values, [0.0], **look)
        height_of_name = high - (0.06 + 0.1 * k) * (high - low)
        start, end, words_at = (right + part * (right - left) for part in (0.06, 0.2, 0.23))
        axes.plot([start, end], [height_of_name] * 2, style, color=color, linewidth=3)
        axes.lines[-1].set_clip_on(False)
        say(axes, words_at, height_of_name, shortened(name, 140, SMALL), color=color)
        first = score(points).detach().numpy().reshape(-1) > 0
        count = int((first == (inside[by] == groups[0]).to_numpy()).sum())
        told.append(in_words("{name}, {right} of {all}", name=name, right=count, all=len(points)))
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
