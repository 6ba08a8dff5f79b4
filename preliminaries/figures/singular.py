"""What a matrix loses, and what becomes of the unit circle."""

import math

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, SMALL, TEXT, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Matrix, Plane, Point, mapped
from .drawing.writing import point, rows, short

in_words = words_of(__name__)
_GAP = 90


def _panels(canvas: Canvas, reach: float, unit: float) -> tuple[Plane, Plane]:
    """The plane before and after a map, side by side."""
    window = (-reach, reach)
    before = Plane(canvas, 0, 34, xs=window, ys=window, unit=unit)
    after = Plane(canvas, before.width + _GAP, 34, xs=window, ys=window, unit=unit)
    middle = 34 + before.height / 2
    canvas.arrow((before.width + 20, middle), (before.width + _GAP - 20, middle))
    for plane, name in ((before, in_words("before")), (after, in_words("after"))):
        canvas.text(plane.left + plane.width / 2, 12, name, bold=True)
        plane.axes()
    return before, after


def _axes(matrix: Matrix) -> tuple[Point, Point]:
    """Unit vectors v₁, v₂ at a right angle, whose images are at one too, the longer one first."""
    (a, b), (c, d) = matrix
    turn = math.atan2(2 * (a * b + c * d), a * a + c * c - b * b - d * d) / 2
    return (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))


@course_style()
def null_space(A: Matrix) -> Figure:
    """Draw what a map loses and what it reaches: `figures.null_space([[1, 1], [0.5, 0.5]])`.

    Left the null space, which goes to 0, and lines beside it; right the point of the column space
    that each line goes to, with the line's number.

    A: 2 × 2, of rank 1.
    """
    matrix = [[float(value) for value in row] for row in A]
    v, lost = _axes(matrix)
    top = mapped(matrix, v)
    if not any(top) or math.hypot(*mapped(matrix, lost)) > 1e-9 * math.hypot(*top):
        raise ValueError("Only of a matrix of rank 1 are both spaces lines.")
    canvas = Canvas()
    before, after = _panels(canvas, 2.8, 60)
    after.line([(-9 * top[0], -9 * top[1]), (9 * top[0], 9 * top[1])], ACCENT, 4)
    apart = min(1.0, 1.1 / math.hypot(*top))
    for k in (-2, -1, 1, 2):
        foot = k * apart * v[0], k * apart * v[1]
        ends = [(foot[0] + t * lost[0], foot[1] + t * lost[1]) for t in (-9, 9)]
        before.line(ends, BLACK, 2)
        _beside(before, foot, (k / abs(k) * v[0], k / abs(k) * v[1]), short(k), 15)
        image = mapped(matrix, foot)
        canvas.dot(*after.at(image), color=BLACK)
        _beside(after, image, (-top[1], top[0]), short(k), 22)
    before.line([(-9 * lost[0], -9 * lost[1]), (9 * lost[0], 9 * lost[1])], COUNTER, 6)
    canvas.dot(*after.at((0, 0)), color=COUNTER)
    y = 34 + before.height + 26
    canvas.text(0, y, in_words("null space: goes to 0"), align="left")
    canvas.text(after.left, y, in_words("column space: all Ax"), align="left")
    return canvas.figure(
        in_words(
            "The plane before and after the map {matrix}. Before: the null space, the line through "
            "the origin along {lost}, and four lines beside it, numbered. After: all lies on the "
            "column space, the line along {top}. The null space went to the origin, and each of "
            "the other lines to one point.",
            matrix=rows(matrix),
            lost=point(lost),
            top=point(top),
        )
    )


def _beside(
    plane: Plane, place: Point, way: Point, words: str, pixels: float, size: float = SMALL
) -> None:
    """Write beside a point, so many pixels away in that direction."""
    (x, y), length = plane.at(place), math.hypot(*way)
    aside = pixels * way[0] / length, pixels * way[1] / length
    plane.canvas.text(x + aside[0], y - aside[1], words, size=size)


@course_style()
def singular_values(A: Matrix) -> Figure:
    """Draw the half axes of the circle's image: `figures.singular_values([[1.5, 1], [0, 1]])`.

    Left the unit circle with v₁ and v₂, right the ellipse that it becomes, with what becomes of
    them, σ₁ u₁ and σ₂ u₂.

    A: 2 × 2.
    """
    matrix = [[float(value) for value in row] for row in A]
    canvas = Canvas()
    # beside a slide's text no larger picture is shown at its size
    before, after = _panels(canvas, 3.1, 44)
    before.circle(color=GREY)
    after.circle(matrix, color=GREY)
    v = _axes(matrix)
    images = [mapped(matrix, one) for one in v]
    values = [math.hypot(*image) for image in images]
    for k, color in enumerate((ACCENT, COUNTER)):
        name = "₁₂"[k]
        before.arrow(v[k], color, 4)
        _beside(before, v[k], v[k], f"v{name}", 22, TEXT)
        after.arrow(images[k], color, 4)
        if values[k] > 1e-9:
            _beside(after, images[k], images[k], f"σ{name}u{name}", 30, TEXT)
    y = 34 + before.height + 26
    canvas.text(0, y, in_words("matrix {matrix}", matrix=rows(matrix)), align="left")
    words = f"σ₁ = {short(values[0])}, σ₂ = {short(values[1])}"
    canvas.text(after.left, y, words, align="left")
    shape = in_words("an ellipse" if values[1] > 1e-9 else "a piece of a line")
    if math.isclose(*values):
        shape = in_words("a circle")
    return canvas.figure(
        in_words(
            "The unit circle before and after the map {matrix}: it becomes {shape}. The unit "
            "vectors v₁ = {v1} and v₂ = {v2}, at a right angle, become {u1} and {u2}, at a right "
            "angle again, its half axes. Their lengths are the singular values: {lengths}.",
            matrix=rows(matrix),
            shape=shape,
            v1=point(v[0]),
            v2=point(v[1]),
            u1=point(images[0]),
            u2=point(images[1]),
            lengths=words,
        )
    )
