"""The shadow of one vector on another."""

import math
from collections.abc import Sequence

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, COUNTER, GREY, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Plane, Point
from .drawing.writing import fixed, number, point

in_words = words_of(__name__)


@course_style()
def projection(u: Sequence[float] = (2, 3), v: Sequence[float] = (4, 1)) -> Figure:
    """Draw the projection of u on the line along v: `figures.projection((2, 3), (4, 1))`.

    u and v are vectors of two numbers between -5 and 5; v is not zero. What is left of u stands
    at a right angle to v.
    """
    u, v = (float(u[0]), float(u[1])), (float(v[0]), float(v[1]))
    square = v[0] ** 2 + v[1] ** 2
    if square == 0:
        raise ValueError("v is zero: it gives no line to project on.")
    share = (u[0] * v[0] + u[1] * v[1]) / square
    shadow = share * v[0], share * v[1]
    points = [(0.0, 0.0), u, v, shadow]
    xs = min(p[0] for p in points) - 0.8, max(p[0] for p in points) + 0.8
    ys = min(p[1] for p in points) - 0.8, max(p[1] for p in points) + 0.8
    canvas = Canvas()
    plane = Plane(canvas, 0, 0, xs=xs, ys=ys, unit=82)
    plane.grid()
    plane.line([(-9 * v[0], -9 * v[1]), (9 * v[0], 9 * v[1])], GREY, 1.4)
    plane.line([u, shadow], GREY, 2)
    _right_angle(plane, shadow, u, v)
    plane.arrow(v, ACCENT, 3)
    plane.arrow(shadow, COUNTER, 6)
    plane.arrow(u, width=3)
    canvas.text(*_beside(plane, u, (0, -16 if u[1] >= 0 else 20)), "u", bold=True)
    canvas.text(*_beside(plane, v, (2, -20 if v[1] >= 0 else 24)), "v", bold=True, color=ACCENT)
    canvas.text(*_beside(plane, shadow, (10, 28)), in_words("projection"), bold=True)
    cosine = (u[0] * v[0] + u[1] * v[1]) / math.sqrt(square) / math.hypot(*u) if any(u) else 0.0
    y = plane.height + 26
    dot = number(u[0] * v[0] + u[1] * v[1])
    lines = [
        in_words(
            "⟨u, v⟩ = {dot}, ⟨v, v⟩ = {square}, so the projection is {share} v",
            dot=dot,
            square=number(square),
            share=fixed(share, 2),
        ),
        f"cos θ = {fixed(cosine, 2)}, θ = {math.degrees(math.acos(max(-1, min(1, cosine)))):.0f}°",
    ]
    canvas.lines(0, y, lines, align="left")
    return canvas.figure(
        in_words(
            "The vectors u = {u} and v = {v}, and the line along v. The projection of u on that "
            "line is {shadow}, which is {share} times v; a line from the end of u meets it at a "
            "right angle. {angle}.",
            u=point(u),
            v=point(v),
            shadow=point(shadow),
            share=fixed(share, 2),
            angle=lines[1],
        )
    )


def _beside(plane: Plane, place: Point, shift: Point) -> Point:
    x, y = plane.at(place)
    return x + shift[0], y + shift[1]


def _right_angle(plane: Plane, foot: Point, tip: Point, along: Point) -> None:
    """The small square that marks a right angle at the foot."""
    rest = tip[0] - foot[0], tip[1] - foot[1]
    height, length = math.hypot(*rest), math.hypot(*along)
    if height < 0.4:
        return
    up = 0.2 * rest[0] / height, 0.2 * rest[1] / height
    back = -0.2 * along[0] / length, -0.2 * along[1] / length
    corner = foot[0] + up[0] + back[0], foot[1] + up[1] + back[1]
    plane.line(
        [(foot[0] + up[0], foot[1] + up[1]), corner, (foot[0] + back[0], foot[1] + back[1])],
        GREY,
        2,
    )
