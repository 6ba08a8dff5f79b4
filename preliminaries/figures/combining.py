"""A matrix times a vector, as a combination of the matrix's columns."""

import math
from collections.abc import Sequence

from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Matrix, Plane, Point, mapped
from .drawing.writing import point, rows, short, term

in_words = words_of(__name__)
_ASIDE = 22  # pixels from the tip of an arrow to its name


@course_style()
def combination(A: Matrix | Tensor, x: Sequence[float] | Tensor) -> Figure:
    """Draw A x as x₁ a₁ + x₂ a₂: `figures.combination([[2, -1], [0.5, 1.5]], (1.5, 1))`.

    The columns a₁ and a₂ of A are thick, what of them goes in is thin. The grid shows the
    combinations by whole numbers.

    A: 2 × 2. x: two numbers.
    """
    matrix = [[float(value) for value in row] for row in A]
    (a, b), (c, d) = matrix
    x1, x2 = map(float, x)
    first, second = (x1 * a, x1 * c), (x2 * b, x2 * d)
    result = mapped(matrix, (x1, x2))
    canvas = Canvas()
    plane = Plane(canvas, 0, 0, xs=(-4.5, 4.5), ys=(-2.5, 2.5), unit=58)
    plane.grid(matrix)
    sides = max(abs(value) for row in matrix for value in row)
    is_flat = abs(a * d - b * c) <= 1e-9 * sides**2
    plane.arrow(result, BLACK, 11 if is_flat else 4)  # on one line, the others lie on it
    plane.arrow((a, c), ACCENT, 8)
    plane.arrow((b, d), COUNTER, 8)
    plane.arrow(first, ACCENT, 3)
    plane.arrow(result, COUNTER, 3, start=first)
    if is_flat and plane.contains(result):
        canvas.dot(*plane.at(result), color=BLACK, radius=8)
    canvas.dot(*plane.at((0, 0)), color=BLACK, hollow=True)
    _name(plane, (0, 0), "0", -1, along=(a, c))
    _name(plane, (a, c), "a₁", -1)
    _name(plane, (b, d), "a₂", -1)
    _name(plane, result, "Ax", 1)
    if not is_flat:
        spanned = in_words("the plane")
    else:
        spanned = in_words("a line") if sides else in_words("the origin alone")
    terms = f"{short(x1)} a₁ {term(short(x2))} a₂"
    words = [
        f"Ax = {terms} = {point(result)}",
        in_words("the columns of A span {what}", what=spanned),
    ]
    canvas.lines(0, plane.height + 26, words, align="left")
    return canvas.figure(
        in_words(
            "The columns a₁ = {a1} and a₂ = {a2} of {matrix} as arrows. From the origin {x1} a₁ "
            "leads to {first}, and from there {x2} a₂, which is {second}, leads to Ax = {result}. "
            "The columns span {what}, and the grid of their combinations covers it.",
            a1=point((a, c)),
            a2=point((b, d)),
            matrix=rows(matrix),
            x1=short(x1),
            first=point(first),
            x2=short(x2),
            second=point(second),
            result=point(result),
            what=spanned,
        )
    )


def _name(plane: Plane, at: Point, name: str, side: int, along: Point | None = None) -> None:
    """Write a name beside a point: left of a way through it (1), or right of it (-1).

    along: that way; if none is given, that of an arrow whose tip the point is.
    """
    way = along or at
    length = math.hypot(*way)
    if length and plane.contains(at):
        x, y = plane.at(at)
        aside = -way[1] / length, way[0] / length  # y upwards
        plane.canvas.text(x + side * _ASIDE * aside[0], y - side * _ASIDE * aside[1], name)
