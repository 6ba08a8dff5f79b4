"""What detach cuts out of a graph: the same product with and without it."""

import torch

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, GHOST, GREY, OTHER, PLAIN, SMALL, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.plane import Point
from .drawing.writing import short

in_words = words_of(__name__)

_BOX = 50
_X, _SQUARE, _U, _RESULT = 0.0, 210.0, 430.0, 640.0  # where the middles of the boxes stand
_DOWN = 236  # from one graph to the next


@course_style()
def detached(x: float = 2.0) -> Figure:
    """Draw the graphs of x·x·x and of (x·x).detach()·x: `figures.detached(x=2.0)`.

    Above a box stands its value, below it its adjoint, the derivative of the result by it.
    """
    leaf = torch.tensor(float(x), dtype=torch.float64, requires_grad=True)
    square = leaf * leaf
    result = square * leaf
    whole, handed = torch.autograd.grad(result, (leaf, square), retain_graph=True)
    (cut,) = torch.autograd.grad(square.detach() * leaf, leaf)
    start, middle, end = (short(node.item()) for node in (leaf, square, result))
    canvas = Canvas()

    title = in_words("x · x · x: three ways lead from x to the result")
    canvas.text(-_BOX / 2, 0, title, align="left", bold=True)
    high, low = 78.0, 130.0
    _square(canvas, high, low, BLACK)
    canvas.arrow((_SQUARE + _BOX / 2, high), (_RESULT - _BOX / 2, low - 12))
    _ends(canvas, low, start, end, whole.item())
    _box(canvas, (_SQUARE, high), "×", middle, PLAIN, adjoint=handed.item())

    title = in_words("u = (x · x).detach(), then u · x: one way is left")
    canvas.text(-_BOX / 2, _DOWN, title, align="left", bold=True)
    high, low = high + _DOWN, low + _DOWN
    _square(canvas, high, low, GREY)
    canvas.arrow((_SQUARE + _BOX / 2, high), (_U - _BOX / 2, high), GREY)
    between = (_SQUARE + _U) / 2 - 6
    for aside in (-5, 5):
        canvas.line([(between + aside - 7, high + 16), (between + aside + 7, high - 16)], width=4)
    canvas.text(between, high - 34, "detach", size=SMALL, bold=True)
    canvas.arrow((_U + _BOX / 2, high), (_RESULT - _BOX / 2, low - 12))
    _ends(canvas, low, start, end, cut.item())
    _box(canvas, (_SQUARE, high), "×", middle, GHOST)
    _box(canvas, (_U, high), "u", middle, PLAIN)
    canvas.text(_U, high + _BOX / 2 + 16, in_words("a constant"), size=SMALL, color=GREY)
    return canvas.figure(
        in_words(
            "Two graphs at x = {x}. In that of x · x · x three ways lead from x to the result, "
            "{result}, and the adjoint of x is {whole}. In the other, u = (x · x).detach(): the "
            "arrow to u is cut through, u is a constant, {square}, and one way is left. The result "
            "u · x is {result} as well, and the adjoint of x is {cut}.",
            x=start,
            result=end,
            square=middle,
            whole=short(whole.item()),
            cut=short(cut.item()),
        )
    )


def _square(canvas: Canvas, high: float, low: float, color: str) -> None:
    """The two arrows from x to x · x."""
    for aside in (-7, 7):
        start = _X + _BOX / 2, low - 12 + aside
        canvas.arrow(start, (_SQUARE - _BOX / 2, high + aside), color)


def _ends(canvas: Canvas, low: float, start: str, end: str, slope: float) -> None:
    """x and the result, with the arrow that leads from one to the other without a stop."""
    canvas.arrow((_X + _BOX / 2, low + 14), (_RESULT - _BOX / 2, low + 14))
    _box(canvas, (_X, low), "x", start, OTHER, adjoint=slope)
    _box(canvas, (_RESULT, low), "×", end, PLAIN, adjoint=1.0)


def _box(
    canvas: Canvas, place: Point, name: str, value: str, look: Look, adjoint: float | None = None
) -> None:
    """A node with its value above and its adjoint, if it has one, below."""
    x, y = place
    canvas.boxes([(x - _BOX / 2, y - _BOX / 2, _BOX, _BOX)], look)
    canvas.text(x, y, name, color=look.ink, bold=name == "x")
    canvas.text(x, y - _BOX / 2 - 15, value, size=SMALL)
    if adjoint is not None:
        words = f"∂ {short(adjoint)}"
        canvas.text(x, y + _BOX / 2 + 16, words, size=SMALL, color=ACCENT)
