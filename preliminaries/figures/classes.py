"""Classes: probabilities of three on a triangle, and two divided by a line."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from preliminaries.languages import words_of

from .distributions import scatter
from .drawing.canvas import ACCENT, BLACK, GREY, PALE, PLAIN, WHITE, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.writing import commas, sentences

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)

_SIDE = 400.0
_CORNERS = ((0.0, 0.0), (_SIDE, 0.0), (_SIDE / 2, -_SIDE * math.sqrt(3) / 2))  # y downwards
_BAR = 200


def _softmax(scores: Sequence[float], temperature: float) -> list[float]:
    largest = max(scores)
    powers = [math.exp((score - largest) / temperature) for score in scores]
    return [power / sum(powers) for power in powers]


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
    shares = _softmax(scores, temperature)
    canvas = Canvas()
    canvas.polygon(_CORNERS, Look(WHITE))
    middle = _place([1 / 3] * 3)
    for i, j in ((0, 1), (1, 2), (0, 2)):
        edge = [0.5 if k in (i, j) else 0.0 for k in range(3)]
        canvas.line([middle, _place(edge)], PALE, 1.5)
    if len(set(scores)) > 1:
        path = [_place(_softmax(scores, 0.04 * 1.08**k)) for k in range(110)]
        canvas.line([*path, middle], GREY, 2.5)
    for (x, y), name, (dx, dy) in zip(
        _CORNERS, "ABC", ((-18, 12), (18, 12), (0, -20)), strict=True
    ):
        canvas.text(x + dx, y + dy, name, bold=True)
    canvas.dot(*_place(shares), color=ACCENT)
    left = _SIDE + 130
    heat = f"{temperature:g}"
    canvas.text(left, -300, in_words("temperature {heat}", heat=heat), align="left")
    for k, (name, score, share) in enumerate(zip("ABC", scores, shares, strict=True)):
        y = -240.0 + 74 * k
        given = {"name": name, "score": f"{score:g}", "share": f"{share:.3f}"}
        words = in_words("{name}: score {score}, p = {share}", **given)
        canvas.text(left, y, words, align="left")
        canvas.boxes([(left, y + 16, _BAR, 20)], PLAIN)
        if share > 0.004:
            canvas.boxes([(left, y + 16, _BAR * share, 20)], Look(ACCENT))
    return canvas.figure(
        in_words(
            "A triangle with corners A, B and C, divided in three parts by which class is the most "
            "probable. The scores {scores} at temperature {heat} are a dot at the probabilities "
            "{told}. A curve through it leads from the middle, where all are equal, to where the "
            "largest scores share everything.",
            scores=commas([f"{score:g}" for score in scores]),
            heat=heat,
            told=commas([f"{name} {p:.3f}" for name, p in zip("ABC", shares, strict=True)]),
        )
    )


@course_style()
def boundary(
    frame: "pd.DataFrame", x: str, y: str, by: str, weights: Sequence[float], bias: float
) -> Figure:
    """Draw two groups and the line between them: `figures.boundary(frame, x, y, by, w, b)`.

    The line is where weights · (x, y) + bias is 0 and both have the probability ½; the dashed
    ones are where it is 2.2 and −2.2: the probabilities 0.9 and 0.1.

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
    for score, style in ((0.0, "-"), (math.log(9), "--"), (-math.log(9), "--")):
        rest = score - bias
        if abs(up) * (high_y - low_y) > abs(across) * (high_x - low_x):
            xs = np.array([low_x, high_x])
            ys = (rest - across * xs) / up
        else:
            ys = np.array([low_y, high_y])
            xs = (rest - up * ys) / across
        axes.plot(xs, ys, style, color=BLACK, linewidth=2.5)
    axes.set(xlim=(low_x, high_x), ylim=(low_y, high_y))
    inside = frame.dropna(subset=[x, y, by])
    right = (across * inside[x] + up * inside[y] + bias > 0) == (inside[by] == groups[1])
    line = in_words(
        "A line divides them: {right} of {all} points lie on their group's side. Dashed lines on "
        "both sides of it show where one of the groups has probability 0.9.",
        right=int(right.sum()),
        all=len(right),
    )
    figure.alt = sentences([figure.alt, line])
    return figure
