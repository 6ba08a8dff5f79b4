"""A derivative as a sum over paths: a product along each of them."""

import math
from itertools import pairwise

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, OTHER, PLAIN, SMALL, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plane import Point
from .drawing.writing import factor, semicolons, short

in_words = words_of(__name__)

_BOX = 52
_PLACES: dict[str, Point] = {
    "x": (0, 150),
    "a": (210, 50),
    "b": (420, 50),
    "c": (420, 150),
    "d": (620, 100),
    "e": (420, 240),
    "z": (800, 150),
}
_LABELS = {"x": "x", "a": "( · )²", "b": "log", "c": "sin", "d": "×", "e": "1 / ·", "z": "+"}
_PATHS = (("xabdz", ACCENT), ("xcdz", COUNTER), ("xez", BLACK))


@course_style()
def paths(x: float = 3.0) -> Figure:
    """Draw the derivative of log(x²)·sin x + 1/x as a sum over paths: `figures.paths(x=3.0)`.

    Above a box stands its value, at an arrow the derivative of its end by its start. Below, what
    each path from x to the result gives, and the sum.

    x: from 0.1 to 10, or its negative.

    Raises ValueError for other numbers.
    """
    x = float(x)
    if not 0.1 <= abs(x) <= 10:
        raise ValueError("x is a number from 0.1 to 10, or the negative of one.")
    values = {"x": x, "a": x * x, "b": math.log(x * x), "c": math.sin(x), "e": 1 / x}
    values["d"] = values["b"] * values["c"]
    values["z"] = values["d"] + values["e"]
    slopes = {
        "xa": 2 * x,
        "ab": 1 / values["a"],
        "bd": values["c"],
        "xc": math.cos(x),
        "cd": values["b"],
        "xe": -1 / values["a"],
        "dz": 1.0,
        "ez": 1.0,
    }
    canvas = Canvas()
    for shift, (path, color) in zip((-5, 5, 0), _PATHS, strict=True):
        for start, end in pairwise(path):
            _arrow(canvas, start, end, color, shift if start + end == "dz" else 0)
    for name, (left, top) in _PLACES.items():
        wide = 72 if name in "ae" else _BOX
        look = OTHER if name == "x" else PLAIN
        canvas.boxes([(left - wide / 2, top - _BOX / 2, wide, _BOX)], look)
        canvas.text(left, top, _LABELS[name], bold=name == "x")
        canvas.text(left, top - _BOX / 2 - 15, _short(values[name]), size=SMALL)
    for words, place, align in (
        (f"2x = {_short(slopes['xa'])}", (84, 84), "right"),
        (f"1/a = {_short(slopes['ab'])}", (312, 72), "center"),
        (f"c = {_short(slopes['bd'])}", (526, 50), "center"),
        (f"cos x = {_short(slopes['xc'])}", (215, 134), "center"),
        (f"b = {_short(slopes['cd'])}", (536, 148), "left"),
        (f"−1/x² = {_short(slopes['xe'])}", (180, 228), "right"),
        ("1", (716, 104), "center"),
        ("1", (640, 220), "center"),
    ):
        canvas.text(*place, words, size=SMALL, align=align)
    told = []
    products = []
    for k, (path, color) in enumerate(_PATHS):
        y = 302 + 30 * k
        factors = [slopes[s + e] for s, e in pairwise(path)]
        products.append(math.prod(factors))
        canvas.line([(-30, y), (30, y)], color, 5)
        counted = [factor(_short(f)) for f in reversed(factors) if f != 1]  # a "· 1" tells nothing
        words = " · ".join(counted) if len(counted) > 1 else ""
        words = f"{words} = {_short(products[-1])}" if words else _short(products[-1])
        canvas.text(46, y, words, align="left")
        steps = [_LABELS[p] for p in path[1:-1]]
        through = in_words(" and ").join(steps)
        told.append(in_words("through {steps}: {words}", steps=through, words=words))
    slope = _short(sum(products))
    words = in_words("together: dz/dx = {slope}", slope=slope)
    canvas.text(420, 332, words, align="left", bold=True)
    return canvas.figure(
        in_words(
            "The graph of z = log(x²) · sin x + 1/x at x = {x}, with the derivative along each "
            "arrow. Three paths lead from x to z, in three colours, each with its product: "
            "{told}. Their sum is dz/dx = {slope}.",
            x=_short(x),
            told=semicolons(told),
            slope=slope,
        )
    )


def _short(value: float) -> str:
    """So many digits that what is shown as a sum adds up."""
    return short(value, 3)


def _arrow(canvas: Canvas, start: str, end: str, color: str, aside: float) -> None:
    """An arrow from box to box, moved to its side where two run there."""
    (x, y), (u, v) = _PLACES[start], _PLACES[end]
    length = math.hypot(u - x, v - y)
    along = (u - x) / length, (v - y) / length
    reach = [40.0 if name in "ae" else 34.0 for name in (start, end)]
    x, y = x - aside * along[1], y + aside * along[0]
    u, v = u - aside * along[1], v + aside * along[0]
    canvas.arrow(
        (x + reach[0] * along[0], y + reach[0] * along[1]),
        (u - reach[1] * along[0], v - reach[1] * along[1]),
        color,
        3.5,
    )
