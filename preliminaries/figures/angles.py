"""What a dot product tells: the angle between two vectors."""

import math
from collections.abc import Sequence

from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Plane
from .drawing.writing import point, semicolons, short

in_words = words_of(__name__)

_SIDE = 260
_GAP = 24


@course_style()
def angles(u: Sequence[float] | Tensor, *others: Sequence[float] | Tensor) -> Figure:
    """Draw the angles from u to other vectors: `figures.angles((1, 0), (1, 1), (-1, 1))`.

    Below each pair stands its dot product: positive where the angle is less than 90°, zero at a
    right angle, negative beyond.

    u: two numbers. others: one to three vectors of two numbers. None of them is zero.

    Raises ValueError for other vectors.
    """
    ends = [tuple(map(float, vector)) for vector in (u, *others)]
    if not 2 <= len(ends) <= 4 or any(len(end) != 2 or not any(end) for end in ends):
        raise ValueError(
            "One to three vectors of two numbers can be drawn beside u, none of them 0."
        )
    first, *rest = ends
    low, high = ([pick(0.0, *(end[k] for end in ends)) for k in (0, 1)] for pick in (min, max))
    room = 0.3 * max(high[0] - low[0], high[1] - low[1])
    xs, ys = ((low[k] - room, high[k] + room) for k in (0, 1))
    unit = min(_SIDE / (xs[1] - xs[0]), _SIDE / (ys[1] - ys[0]))
    canvas = Canvas()
    told = []
    for k, v in enumerate(rest):
        left = k * ((xs[1] - xs[0]) * unit + _GAP)
        plane = Plane(canvas, left, 0, xs=xs, ys=ys, unit=unit)
        plane.axes()
        dot = first[0] * v[0] + first[1] * v[1]
        turn = math.atan2(first[0] * v[1] - first[1] * v[0], dot)
        start = math.atan2(first[1], first[0])
        arc = [start + turn * step / 24 for step in range(25)]
        radius = 0.3 * min(math.hypot(*first), math.hypot(*v))
        plane.line([(radius * math.cos(t), radius * math.sin(t)) for t in arc], BLACK, 2.5)
        plane.arrow((first[0], first[1]), ACCENT, 4)
        plane.arrow((v[0], v[1]), COUNTER, 4)
        for name, end, away in (("u", first, turn), ("v", v, -turn)):
            x, y = plane.at((end[0], end[1]))
            length = math.hypot(*end)
            along = end[0] / length, -end[1] / length  # y downwards
            side = 15 if away < 0 else -15  # to the left of the arrow, or to its right
            x, y = x + 5 * along[0] + side * along[1], y + 5 * along[1] - side * along[0]
            canvas.text(x, y, name)
        sign = ">" if dot > 1e-9 else "<" if dot < -1e-9 else "="
        degrees = f"{math.degrees(abs(turn)):.0f}°"
        words = f"⟨u, v⟩ = {short(dot)}" + ("" if sign == "=" else f" {sign} 0")
        canvas.lines(plane.left, plane.height + 26, [words, f"θ = {degrees}"], align="left")
        one = in_words(
            "v = {v}, {words}, an angle of {degrees}", v=point(v), words=words, degrees=degrees
        )
        told.append(one)
    return canvas.figure(
        in_words("u = {u} beside other vectors: {told}.", u=point(first), told=semicolons(told))
    )
