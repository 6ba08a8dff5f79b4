"""A product as an area: what it gains where both sides grow."""

import math

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, GREY, OTHER, PLAIN, RUST, SMALL, TAKEN, Canvas
from .drawing.figure import Figure, course_style
from .drawing.writing import significant

in_words = words_of(__name__)

_WIDE, _HIGH = 120.0, 72.0  # pixels to 1 of u, and to 1 of v
_RIGHT, _TOP = 300.0, 344.0  # pixels: the ends of the axes
_LARGEST = 0.5


@course_style()
def product_rule(h: float = 0.5) -> Figure:
    """Draw what the area u v gains from x = 1 to 1 + h: `figures.product_rule(h=0.5)`.

    u = x² goes to the right, v = eˣ upwards. `figures.explore(figures.product_rule, h=[0.5, 0.1])`
    makes the strips thin.

    h: above 0, and at most 0.5.

    Raises ValueError for another h.
    """
    if not 0 < h <= _LARGEST:
        raise ValueError(f"h is above 0, and at most {_LARGEST}.")
    u, v = 1.0, math.e
    u_h, v_h = (1 + h) ** 2, math.exp(1 + h)
    right, above = (u_h - u) * v_h / h, u * (v_h - v) / h
    across, up, new_across, new_up = u * _WIDE, v * _HIGH, u_h * _WIDE, v_h * _HIGH
    canvas = Canvas()
    canvas.arrow((0, 0), (_RIGHT, 0), GREY)
    canvas.arrow((0, 0), (0, -_TOP), GREY)
    canvas.boxes([(0, -up, across, up)], PLAIN)
    canvas.boxes([(0, -new_up, across, new_up - up)], OTHER)
    canvas.boxes([(across, -new_up, new_across - across, new_up)], TAKEN)
    canvas.text(across / 2, -up / 2, "u v")
    canvas.text(across / 2, 20, "u", size=SMALL)
    canvas.text((across + new_across) / 2, 20, "Δu", size=SMALL)
    canvas.text(-12, -up / 2, "v", size=SMALL, align="right")
    canvas.text(-12, -(up + new_up) / 2, "Δv", size=SMALL, align="right")
    told = {
        "right": significant(right, 3),
        "above": significant(above, 3),
        "together": significant(right + above, 3),
        "limit": significant(3 * math.e, 3),
    }
    blue = in_words("blue: Δu (v + Δv) / h = {right}", **told)
    orange = in_words("orange: u Δv / h = {above}", **told)
    both = in_words("together: {together}", **told)
    limit = in_words("for h → 0: u′v + u v′ = {limit}", **told)
    for y, words, color in ((-250, blue, ACCENT), (-210, orange, RUST)):
        canvas.text(_RIGHT + 30, y, words, color=color, align="left")
    canvas.text(_RIGHT + 30, -170, both, align="left", bold=True)
    canvas.text(_RIGHT + 30, -110, limit, align="left")
    return canvas.figure(
        in_words(
            "A rectangle with the sides u and v, at x = 1. At x = 1 + h, with h = {h}, it has two "
            "strips more: a blue one at its right, Δu wide and v + Δv high, and an orange one on "
            "top, u wide and Δv high. Divided by h their areas are {right} and {above}, "
            "together {together}. As h goes to 0, that goes to u′v + u v′ = {limit}.",
            h=significant(h),
            **told,
        )
    )
