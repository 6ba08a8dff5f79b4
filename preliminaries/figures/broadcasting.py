"""Two shapes stretched to one."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from math import prod
from operator import index as integer

import torch

from . import writing
from .canvas import (
    ACCENT,
    BLACK,
    CELL,
    GHOST,
    GREY,
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
from .figure import Figure, course_style

_MOST_ROWS = 12
_SIGN = 46  # room for + and =
_COLUMN = 64  # of the table of sizes

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
    try:
        left, right = _shape(a), _shape(b)
        return _failing(left, right) if _clashes(left, right) else _fitting(left, right)
    except ValueError as error:
        if isinstance(a, str) or isinstance(b, str):
            return note(str(error))
        raise


def _shape(given: Shape) -> tuple[int, ...]:
    if isinstance(given, str):
        sizes = [size for size in re.split(r"[\s,()\[\]]+", given) if size]
        if not all(re.fullmatch(r"[0-9]{1,9}", size) for size in sizes):
            shown = given.strip()[:24].encode("ascii", "replace").decode()
            raise ValueError(f"“{shown}” is not a shape: write sizes with commas, such as 3, 1.")
        given = [int(size) for size in sizes]
    try:
        shape = tuple(integer(size) for size in given)
    except TypeError:
        raise ValueError(f"A shape is a tuple of whole numbers, not {given!r}.") from None
    if len(shape) > 3:
        raise ValueError(f"{shape} has {len(shape)} axes; up to three can be drawn.")
    if any(size < 1 for size in shape):
        raise ValueError(f"{shape} has a size below one; there is nothing to draw.")
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
        if None not in (m, n) and m != n and 1 not in (m, n)
    ]


def _table(canvas: Canvas, a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Write the sizes under each other, lined up from the right; return the height below."""
    pairs = _pairs(a, b)
    clashing = {i + len(pairs) for i, _ in _clashes(a, b)}
    step = 40
    for i in clashing:
        canvas.boxes([(110 + (i - 0.4) * _COLUMN, -0.5 * step, 0.8 * _COLUMN, 1.95 * step)], OTHER)
    for row, (name, shape) in enumerate((("A", a), ("B", b))):
        canvas.text(0, row * step, name, bold=True, align="left")
        missing = len(pairs) - len(shape)
        for i in range(len(pairs)):
            x = 110 + i * _COLUMN
            if i < missing:
                canvas.text(x, row * step, "–", color=GREY)
            else:
                stretched = not clashing and shape[i - missing] != max(filter(None, pairs[i]))
                size = str(shape[i - missing])
                canvas.text(
                    x, row * step, size, bold=stretched, color=ACCENT if stretched else BLACK
                )
    end = 110 + (len(pairs) - 0.4) * _COLUMN
    canvas.line([(0, 1.6 * step), (end, 1.6 * step)], width=1.2)
    canvas.text(0, 2.2 * step, "A + B", bold=True, align="left")
    if clashing:
        canvas.text(110 - 6, 2.2 * step, "fails", align="left")
    else:
        for i, (m, n) in enumerate(pairs):
            canvas.text(110 + i * _COLUMN, 2.2 * step, str(max(m or 1, n or 1)))
    if not pairs:
        canvas.text(110, 0, "()")
        canvas.text(110, step, "()")
        canvas.text(110, 2.2 * step, "()")
    return 2.2 * step


def _failing(a: tuple[int, ...], b: tuple[int, ...]) -> Figure:
    canvas = Canvas()
    _table(canvas, a, b)
    clashes = _clashes(a, b)
    x = 110 + len(_pairs(a, b)) * _COLUMN + 16
    axis, (m, n) = clashes[-1]
    canvas.lines(x, 6, [f"Axis {axis}: {m} and {n} differ,", "and neither is 1."], align="left")
    words = " ".join(f"On axis {i}, {m} and {n} differ and neither is 1." for i, (m, n) in clashes)
    return canvas.figure(
        f"The shapes {a} and {b}, lined up from the right, do not broadcast. {words}"
    )


def _fitting(a: tuple[int, ...], b: tuple[int, ...]) -> Figure:
    operands = [torch.arange(prod(shape)).reshape(shape) for shape in (a, b)]
    shape = tuple(torch.broadcast_shapes(a, b))
    layers, rows, columns = (1,) * (3 - len(shape)) + shape
    total = operands[0] + operands[1] if layers * rows * columns < 1000 else None
    widest = CELL if total is None else text_width(str(int(total.max())), SMALL) + 12
    width = max(CELL - 2, widest)
    if total is None or layers * rows > _MOST_ROWS or 3 * columns * width + 160 > WIDEST:
        raise ValueError(f"{a} and {b} broadcast to {shape}, which is too large to draw.")

    canvas = Canvas()
    top = _table(canvas, a, b) + 54
    height = 36
    indent = 58 if layers > 1 else 0
    full = [x.expand(shape).reshape(layers, rows, columns) for x in (*operands, total)]
    sources = [_source(x, layers, rows, columns) for x in (a, b)] + [None]
    x = indent
    for which, (values, source, sign) in enumerate(zip(full, sources, "+= ", strict=True)):
        y = top
        for layer in range(layers):
            if which == 0 and layers > 1:
                middle = y + rows * height / 2
                canvas.text(0, middle, f"[{layer}]", align="left", color=GREY)
            cells = writing.cells(values[layer])
            look = _look(source, layer)
            canvas.grid(x, y, cells, look, width=width, height=height, size=SMALL)
            if sign != " ":
                canvas.text(x + columns * width + _SIGN / 2, y + rows * height / 2, sign)
            y += rows * height + 22
        name = ("A", "B", "A + B")[which]
        canvas.text(x + columns * width / 2, y - 22 + 26, name, bold=True)
        x += columns * width + _SIGN
    return canvas.figure(_told(a, b, shape, total))


def _source(shape: tuple[int, ...], layers: int, rows: int, columns: int) -> tuple[int, int, int]:
    """How many layers, rows and columns of the drawing an operand has itself."""
    padded = (1,) * (3 - len(shape)) + shape
    return min(padded[0], layers), min(padded[1], rows), min(padded[2], columns)


def _look(source: tuple[int, int, int] | None, layer: int):
    def look(i: int, j: int) -> Look:
        if source is None:
            return PLAIN
        own = layer < source[0] and i < source[1] and j < source[2]
        return TAKEN if own else GHOST

    return look


def _told(a: tuple[int, ...], b: tuple[int, ...], shape: tuple[int, ...], total) -> str:
    parts = []
    for name, own in (("A", a), ("B", b)):
        added = len(shape) - len(own)
        axes = [i for i in range(len(shape)) if shape[i] > 1 and (i < added or own[i - added] == 1)]
        if axes:
            word = "axis" if len(axes) == 1 else "axes"
            parts.append(f"{name} of shape {own} is repeated along {word} {writing.listing(axes)}")
        else:
            parts.append(f"{name} of shape {own} is taken as it is")
    return (
        f"Broadcasting {a} and {b} to {shape}: {parts[0]}; {parts[1]}. "
        f"The sums are {writing.nested(total.tolist())}."
    )
