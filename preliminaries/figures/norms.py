"""Norms: the vectors of length one, and the losses made of them."""

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, SMALL, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Plane, Point, circle_points
from .drawing.writing import significant

in_words = words_of(__name__)


@course_style()
def unit_balls() -> Figure:
    """Draw all vectors (x₁, x₂) of length one in L1, L2 and L∞: `figures.unit_balls()`."""
    canvas = Canvas()
    drawn: tuple[tuple[str, str, list[Point]], ...] = (
        ("L1", "|x₁| + |x₂| = 1", [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]),
        ("L2", "x₁² + x₂² = 1", circle_points(160)),
        ("L∞", "max(|x₁|, |x₂|) = 1", [(1, 1), (-1, 1), (-1, -1), (1, -1), (1, 1)]),
    )
    for position, (name, equation, outline) in enumerate(drawn):
        plane = Plane(canvas, position * 268, 34, xs=(-1.5, 1.5), ys=(-1.5, 1.5), unit=82)
        canvas.text(plane.left + plane.width / 2, 12, name, bold=True)
        plane.axes()
        plane.line(outline, ACCENT, 4)
        plane.text((1.2, -0.2), "1", size=SMALL, color=GREY)
        plane.text((-0.17, 1.25), "1", size=SMALL, color=GREY)
        canvas.text(plane.left + plane.width / 2, 34 + plane.height + 24, equation)
    return canvas.figure(
        in_words(
            "The vectors of length one in three norms. L1: a square standing on its corner, with "
            "corners at 1 and −1 on both axes. L2: the circle. L∞: a square with sides along the "
            "axes. The L1 square lies inside the circle, the circle inside the L∞ square; they "
            "touch on the axes."
        )
    )


@course_style()
def losses(delta: float = 1.0) -> Figure:
    """Draw three losses of an error r and their gradients: `figures.losses(delta=1.0)`.

    L1 is |r|, half squared L2 is r² / 2, Huber is the half square up to delta and a straight
    line beyond. delta: between 0.25 and 2.5.
    """
    if not 0.25 <= delta <= 2.5:
        raise ValueError(f"delta is between 0.25 and 2.5 here, not {delta}.")
    errors = [k / 40 for k in range(-120, 121)]

    def huber(r: float) -> float:
        return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)

    canvas = Canvas()
    values = Plane(canvas, 0, 34, xs=(-3, 3), ys=(-0.5, 4), unit=60)
    slopes = Plane(canvas, values.width + 70, 34, xs=(-3, 3), ys=(-2.25, 2.25), unit=60)
    canvas.text(values.width / 2, 12, in_words("loss"), bold=True)
    canvas.text(slopes.left + slopes.width / 2, 12, in_words("its gradient"), bold=True)
    values.axes((-2, -1, 1, 2))
    slopes.axes((-2, -1, 1, 2))
    # Where two lines coincide, the thinner one lies on the wider one.
    values.line([(r, huber(r)) for r in errors], ACCENT, 8)
    values.line([(r, r * r / 2) for r in errors], COUNTER, 4)
    values.line([(-3, 3), (0, 0), (3, 3)], BLACK, 2)
    slopes.line([(-3, -delta), (-delta, -delta), (delta, delta), (3, delta)], ACCENT, 8)
    slopes.line([(-3, -3), (3, 3)], COUNTER, 4)
    slopes.line([(-3, -1), (0, -1)], BLACK, 2)
    slopes.line([(0, 1), (3, 1)], BLACK, 2)
    for end in (-1, 1):
        canvas.dot(*slopes.at((0, end)), color=BLACK, hollow=True)
    y = 34 + values.height + 26
    entries = (
        (BLACK, 2, in_words("L1: |r|, gradient −1 or 1")),
        (COUNTER, 4, in_words("half squared L2: r² / 2, gradient r")),
        (
            ACCENT,
            8,
            in_words(
                "Huber, δ = {d}: r² / 2 inside, a line of slope δ outside", d=significant(delta)
            ),
        ),
    )
    for color, width, words in entries:
        canvas.line([(0, y), (44, y)], color, width)
        canvas.text(58, y, words, align="left")
        y += 30
    return canvas.figure(
        in_words(
            "Left, three losses of an error r from −3 to 3: L1 is a V with its tip at 0; half "
            "squared L2 is a parabola; Huber is that parabola up to {delta} and goes on as a "
            "straight line without a jump or a kink. Right, their gradients: L1's is −1 left of 0 "
            "and 1 right of it, with a jump; half squared L2's is r itself; Huber's is r, held "
            "between −{delta} and {delta}.",
            delta=significant(delta),
        )
    )
