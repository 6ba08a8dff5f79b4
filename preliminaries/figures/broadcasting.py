"""Two shapes stretched to one."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from math import prod
from operator import index as integer

import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    ACCENT,
    BLACK,
    CELL,
    GHOST,
    GREY,
    MARGIN,
    OTHER,
    PLAIN,
    SMALL,
    TAKEN,
    WIDEST,
    Canvas,
    Look,
    note,
    text_width,
)
from .drawing.figure import Figure, course_style

in_words = words_of(__name__)
_LARGEST = 10**9
_MOST_COLUMNS = 8
_TALLEST = 420  # of the grids; with the table a slide is full
_ROW, _GAP = 36, 22
_SIGN = 46  # room for + and =

Shape = Sequence[int] | str


@course_style()
def broadcast(a: Shape, b: Shape) -> Figure:
    """Draw how two shapes broadcast: `figures.broadcast((3, 1), (1, 2))`.

    The sizes are lined up from the right; where a size is 1 or missing, the cells are repeated
    (drawn pale). Where two sizes clash, that pair is marked and nothing is added. The operands
    hold 0, 1, 2, ... as `torch.arange` gives them.

    a, b: shapes of up to three axes, as tuples or as text such as "3, 1" (which makes
    `interact(figures.broadcast, a="3, 1", b="1, 2")` a pair of boxes to type in).

    Raises ValueError for shapes that cannot be drawn; for text, the figure says so instead.
    """
    return _drawn(a, b, "+")


@course_style()
def broadcast_minus(a: Shape, b: Shape) -> Figure:
    """Draw A − B of two shapes, broadcast: `figures.broadcast_minus((4, 1), (4,))`.

    All else is as in `broadcast`.
    """
    return _drawn(a, b, "−")


def _drawn(a: Shape, b: Shape, sign: str) -> Figure:
    try:
        left, right = _shape(a), _shape(b)
        draw = _failing if _clashes(left, right) else _fitting
        return draw(left, right, sign)
    except ValueError as error:
        if isinstance(a, str) or isinstance(b, str):
            return note(str(error))
        raise


def _shape(given: Shape) -> tuple[int, ...]:
    if isinstance(given, str):
        sizes = [size for size in re.split(r"[\s,()\[\]]+", given) if size]
        if not all(re.fullmatch(r"[0-9]{1,40}", size) for size in sizes):
            shown = " ".join(given.split())[:24].encode("ascii", "replace").decode()
            raise ValueError(
                in_words(
                    "“{shown}” is not a shape: write sizes with commas, such as 3, 1.", shown=shown
                )
            )
        given = [int(size) for size in sizes]
    try:
        shape = tuple(integer(size) for size in given)
    except TypeError:
        told = in_words("A shape is a tuple of whole numbers, not {given}.", given=repr(given))
        raise ValueError(told) from None
    if len(shape) > 3:
        raise ValueError(
            in_words("{shape} has {n} axes; up to three can be drawn.", shape=shape, n=len(shape))
        )
    if any(size < 1 for size in shape):
        raise ValueError(
            in_words("{shape} has a size below one; there is nothing to draw.", shape=shape)
        )
    if any(size > _LARGEST for size in shape):
        raise ValueError(in_words("That shape has a size too large to draw."))
    return shape


def _pairs(a: tuple[int, ...], b: tuple[int, ...]) -> list[tuple[int | None, int | None]]:
    """Sizes side by side, lined up from the right; None where a shape has no such axis."""
    return list(zip_longest(reversed(a), reversed(b)))[::-1]


def _clashes(a: tuple[int, ...], b: tuple[int, ...]) -> list[tuple[int, tuple[int, int]]]:
    """Axes of the result, counted from the end (-1 is the last), whose sizes do not agree."""
    pairs = _pairs(a, b)
    return [
        (i - len(pairs), (m, n))
        for i, (m, n) in enumerate(pairs)
        if m is not None and n is not None and m != n and 1 not in (m, n)
    ]


def _column(*shapes: tuple[int, ...]) -> float:
    """Width of a column in the table of sizes."""
    return 36 + max(28, *(text_width(str(size), bold=True) for own in shapes for size in (1, *own)))


def _table(
    canvas: Canvas, a: tuple[int, ...], b: tuple[int, ...], sign: str
) -> tuple[float, float]:
    """Write the sizes under each other, lined up from the right; return where that ends."""
    pairs = _pairs(a, b)
    clashing = {i + len(pairs) for i, _ in _clashes(a, b)}
    step, column = 40, _column(a, b)
    first = 46 + max(64, column / 2)  # middle of the first column
    for i in clashing:
        canvas.boxes([(first + (i - 0.4) * column, -0.5 * step, 0.8 * column, 1.95 * step)], OTHER)
    for row, (name, shape) in enumerate((("A", a), ("B", b))):
        canvas.text(0, row * step, name, bold=True, align="left")
        missing = len(pairs) - len(shape)
        for i in range(len(pairs)):
            x = first + i * column
            if i < missing:
                canvas.text(x, row * step, in_words("none"), size=SMALL, color=GREY)
            else:
                stretched = not clashing and shape[i - missing] != max(filter(None, pairs[i]))
                size = str(shape[i - missing])
                canvas.text(
                    x, row * step, size, bold=stretched, color=ACCENT if stretched else BLACK
                )
    end = first + (len(pairs) - 0.4) * column
    canvas.line([(0, 1.6 * step), (end, 1.6 * step)], width=1.2)
    canvas.text(0, 2.2 * step, f"A {sign} B", bold=True, align="left")
    if clashing:
        canvas.text(first - 6, 2.2 * step, in_words("fails"), align="left")
    else:
        for i, (m, n) in enumerate(pairs):
            canvas.text(first + i * column, 2.2 * step, str(max(m or 1, n or 1)))
    if not pairs:
        canvas.text(first, 0, "()")
        canvas.text(first, step, "()")
        canvas.text(first, 2.2 * step, "()")
    return end, 2.2 * step


def _failing(a: tuple[int, ...], b: tuple[int, ...], sign: str) -> Figure:
    canvas = Canvas()
    x = _table(canvas, a, b, sign)[0] + 40
    clashes = _clashes(a, b)
    axis, (m, n) = clashes[-1]
    words = in_words(
        "Axis {axis}: {m} and {n} differ,\nand neither is 1.", axis=writing.number(axis), m=m, n=n
    )
    canvas.lines(x, 6, words.splitlines(), align="left")
    told = in_words("The shapes {a} and {b}, lined up from the right, do not broadcast.", a=a, b=b)
    for i, (m, n) in clashes:
        why = in_words(
            "On axis {axis}, {m} and {n} differ and neither is 1.", axis=writing.number(i), m=m, n=n
        )
        told = in_words("{told} {more}", told=told, more=why)
    return canvas.figure(told)


def _fitting(a: tuple[int, ...], b: tuple[int, ...], sign: str) -> Figure:
    shape = tuple(max(m or 1, n or 1) for m, n in _pairs(a, b))
    layers, rows, columns = (1,) * (3 - len(shape)) + shape
    too_large = ValueError(
        in_words(
            "{a} and {b} broadcast to {shape}, which is too large to draw.", a=a, b=b, shape=shape
        )
    )
    tall = layers * (rows * _ROW + _GAP)
    if tall > _TALLEST + _GAP or columns > _MOST_COLUMNS:  # nor is it worth computing
        raise too_large
    operands = [torch.arange(prod(own)).reshape(own) for own in (a, b)]
    result = operands[0] + operands[1] if sign == "+" else operands[0] - operands[1]
    ends = [writing.number(int(end)) for end in (*result.aminmax(), *(x.max() for x in operands))]
    width = max(CELL - 2, *(text_width(word, SMALL) + 12 for word in ends))
    indent = 58 if layers > 1 else 0
    if indent + 3 * columns * width + 2 * _SIGN + 2 * MARGIN > WIDEST:
        raise too_large

    canvas = Canvas()
    top = _table(canvas, a, b, sign)[1] + 54
    full = [x.expand(shape).reshape(layers, rows, columns) for x in (*operands, result)]
    x: float = indent
    middles = [top + (layer + 0.5) * rows * _ROW + layer * _GAP for layer in range(layers)]
    if layers > 1:
        for layer, middle in enumerate(middles):
            canvas.text(0, middle, f"[{layer}]", align="left", color=GREY)
    signs = (("A", a, sign), ("B", b, "="), (f"A {sign} B", None, ""))
    for values, (name, own, after) in zip(full, signs, strict=True):
        for layer, middle in enumerate(middles):
            cells, look = writing.cells(values[layer]), _look(own, layer)
            y = middle - rows * _ROW / 2
            canvas.grid(x, y, cells, look, width=width, height=_ROW, size=SMALL)
            if after:
                canvas.text(x + columns * width + _SIGN / 2, middle, after)
        below = middles[-1] + rows * _ROW / 2 + 28
        canvas.text(x + columns * width / 2, below, name, bold=True)
        x += columns * width + _SIGN
    return canvas.figure(_told(a, b, sign, result))


def _look(own: tuple[int, ...] | None, layer: int) -> Callable[[int, int], Look]:
    """The looks of a layer's cells: an operand's own, and pale repetitions of them."""
    if own is None:
        return lambda i, j: PLAIN
    layers, rows, columns = (1,) * (3 - len(own)) + own
    return lambda i, j: TAKEN if layer < layers and i < rows and j < columns else GHOST


def _told(a: tuple[int, ...], b: tuple[int, ...], sign: str, result: torch.Tensor) -> str:
    parts, shape = [], tuple(result.shape)
    for name, own in (("A", a), ("B", b)):
        added = len(shape) - len(own)
        axes = [i for i in range(len(shape)) if shape[i] > 1 and (i < added or own[i - added] == 1)]
        if axes:
            parts.append(
                in_words.counted(
                    "{name} of shape {own} is repeated along axis {axes}",
                    "{name} of shape {own} is repeated along axes {axes}",
                    len(axes),
                    name=name,
                    own=own,
                    axes=writing.listing(axes),
                )
            )
        else:
            parts.append(in_words("{name} of shape {own} is taken as it is", name=name, own=own))
    stretched = in_words(
        "Broadcasting {a} and {b} to {shape}: {told}.",
        a=a,
        b=b,
        shape=shape,
        told=writing.semicolons(parts),
    )
    values = writing.nested(result.tolist())
    if sign == "+":
        return writing.sentences([stretched, in_words("The sums are {values}.", values=values)])
    differences = in_words("The differences are {values}.", values=values)
    return writing.sentences([stretched, differences])
