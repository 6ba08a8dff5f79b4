"""Arrays with more and more axes, and how their values lie in storage."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from operator import index as integer

import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    ACCENT,
    BLACK,
    GREY,
    MARGIN,
    PLAIN,
    SMALL,
    TAKEN,
    TEXT,
    WIDEST,
    Canvas,
    Look,
)
from .drawing.figure import Figure, course_style
from .drawing.plane import Point

in_words = words_of(__name__)


def _family() -> Iterator[tuple[str, tuple[int, ...], list[str], int | None]]:
    """What an array with so many axes is in practice, its shape, its axes by name, and the new."""
    yield in_words("a class label"), (), [], None
    yield in_words("a feature vector"), (4,), [in_words("features")], 0
    axes = in_words("samples × features").split(" × ")
    yield " × ".join(axes), (3, 4), axes, 0
    image = in_words("channels × height × width").split(" × ")
    yield in_words("an RGB image"), (3, 4, 4), image, 0
    yield in_words("a batch of images"), (2, 3, 4, 4), [in_words("images"), *image], 0
    video = in_words("videos × frames").split(" × ")
    yield in_words("a batch of videos"), (2, 4, 3, 4, 4), [*video, *image], 1


@course_style()
def axes() -> Figure:
    """Draw arrays of no axis up to five, with what each stands for: `figures.axes()`.

    Images have torch's order of axes, channels × height × width; their sizes are tiny, to be
    counted. The axis that an array has more than the one before is blue.
    """
    canvas = Canvas()
    told = []
    for i, (meaning, shape, names, new) in enumerate(_family()):
        x, y = i % 3 * 306, i // 3 * 236
        canvas.text(x, y, f"{len(shape)}-d", bold=True, align="left", size=TEXT + 2)
        canvas.text(x + 52, y, meaning, align="left")
        _shape(canvas, x, y + 34, shape, new)
        _DRAWN[len(shape)](canvas, x, y + 70, "" if new is None else names[new])
        words = in_words(
            "{n}-d, {meaning}, shape {shape}", n=len(shape), meaning=meaning, shape=shape
        )
        if len(names) > 1:
            words = in_words("{array}: {axes}", array=words, axes=" × ".join(names))
        told.append(words)
    return canvas.figure(
        in_words("Arrays by their number of axes. {told}.", told=writing.semicolons(told))
    )


def _shape(canvas: Canvas, x: float, y: float, shape: tuple[int, ...], new: int | None) -> None:
    """Write a shape, one of its sizes in blue."""
    step = 12.05  # the width of a letter of DejaVu Sans Mono at 20 pixels
    for at, letter in enumerate(str(shape)):
        # Sizes have one digit, so that the axis of a size can be counted.
        blue = letter.isdigit() and new == (at - 1) // 3
        color = ACCENT if blue else BLACK
        canvas.text(x + at * step, y, letter, color=color, mono=True, bold=blue, align="left")


def _sheets(canvas: Canvas, x: float, y: float, cell: float, offset: float) -> None:
    """Three sheets of 4 × 4 cells, the first in front."""
    for i in (2, 1, 0):
        canvas.sheet(x + i * offset, y + (2 - i) * offset, 4, 4, cell)


def _label(canvas: Canvas, start: Point, end: Point, words: str, x: float, y: float) -> None:
    canvas.arrow(start, end, ACCENT)
    canvas.text(x, y, words, color=ACCENT, size=SMALL, align="left")


def _draw_0(canvas: Canvas, x: float, y: float, new: str) -> None:
    canvas.sheet(x, y, 1, 1, 30)


def _draw_1(canvas: Canvas, x: float, y: float, new: str) -> None:
    canvas.sheet(x, y, 1, 4, 30)
    _label(canvas, (x, y + 46), (x + 120, y + 46), new, x, y + 70)


def _draw_2(canvas: Canvas, x: float, y: float, new: str) -> None:
    canvas.sheet(x, y, 3, 4, 30)
    _label(canvas, (x + 136, y), (x + 136, y + 90), new, x + 150, y + 45)


def _draw_3(canvas: Canvas, x: float, y: float, new: str) -> None:
    _sheets(canvas, x, y, 26, 22)
    start = x + 104 + 14, y + 44 + 104
    _label(canvas, start, (start[0] + 44, start[1] - 44), new, start[0] + 36, start[1] - 10)


def _draw_4(canvas: Canvas, x: float, y: float, new: str) -> None:
    for i in range(2):
        _sheets(canvas, x + i * 122, y, 18, 12)
    _label(canvas, (x, y + 114), (x + 218, y + 114), new, x, y + 138)


def _draw_5(canvas: Canvas, x: float, y: float, new: str) -> None:
    for row, column in product(range(2), range(4)):
        _sheets(canvas, x + column * 64, y + row * 64, 10, 6)
    _label(canvas, (x, y + 132), (x + 244, y + 132), new, x, y + 156)


_DRAWN = (_draw_0, _draw_1, _draw_2, _draw_3, _draw_4, _draw_5)


@course_style()
def strides(shape: Sequence[int] = (2, 3, 4)) -> Figure:
    """Draw how an array lies in storage, the last axis varying fastest: `figures.strides((2, 3))`.

    Above, the array `torch.arange(n).reshape(shape)`; below, its storage, and for every axis how
    many places one step along it goes. The cells of the first row are filled in both.

    shape: up to three sizes, at most 24 cells.

    Raises ValueError for other shapes.
    """
    shape = tuple(integer(size) for size in shape)
    if not 1 <= len(shape) <= 3 or min(shape) < 1 or prod(shape) > 24:
        raise ValueError(f"{shape} is not a shape of one to three axes and at most 24 cells.")
    X = torch.arange(prod(shape)).reshape(shape)
    layers, rows, columns = (1,) * (3 - len(shape)) + shape
    width = 36
    gap = 52
    if layers * columns * width + (layers - 1) * gap > WIDEST - 2 * MARGIN:
        raise ValueError(f"{shape} is too wide to draw.")

    def first_row(layer: int) -> Callable[[int, int], Look]:
        return lambda i, j: TAKEN if layer == 0 and i == 0 else PLAIN

    canvas = Canvas()
    title = in_words("shape {shape}, stride {stride}", shape=shape, stride=X.stride())
    canvas.text(0, 0, title, bold=True, align="left")
    top = 36 if layers == 1 else 66
    for layer, values in enumerate(X.reshape(layers, rows, columns)):
        x = layer * (columns * width + gap)
        if layers > 1:
            canvas.text(x, top - 24, f"[{layer}]", color=GREY, align="left")
        canvas.grid(
            x, top, writing.cells(values), first_row(layer), width=width, height=width, size=SMALL
        )
    y = top + rows * width + 50
    canvas.text(0, y, in_words("storage"), align="left")
    y += 24
    written = [[str(value) for value in X.flatten().tolist()]]
    canvas.grid(
        0,
        y,
        written,
        lambda i, j: TAKEN if j < columns else PLAIN,
        width=width,
        height=width,
        size=SMALL,
    )
    y += width + 26
    told = []
    for axis in reversed(range(len(shape))):
        step = X.stride(axis)
        told.append(in_words("axis {axis}: {step}", axis=axis, step=step))
        if shape[axis] == 1:  # there is no second place to step to
            continue
        canvas.line([(width / 2, y - 8), (width / 2, y + 8)], ACCENT)
        end = (step + 0.5) * width
        canvas.arrow((width / 2, y), (end, y), ACCENT)
        words = in_words.counted(
            "axis {axis}: {count} place", "axis {axis}: {count} places", step, axis=axis
        )
        canvas.text(end + 14, y, words, size=SMALL, align="left")
        y += 36
    return canvas.figure(
        in_words(
            "An array of shape {shape} lies in storage as {values}, the last axis varying fastest. "
            "One step along an axis goes this many places: {told}.",
            shape=shape,
            values=writing.nested(X.flatten().tolist()),
            told=writing.commas(told),
        )
    )
