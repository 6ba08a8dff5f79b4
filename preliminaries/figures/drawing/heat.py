"""Tensors as coloured cells: blue above zero, orange below, the paler the nearer to it."""

import math
from collections.abc import Sequence

from torch import Tensor

from .canvas import ACCENT, COUNTER, GHOST, GREY, PALE, SMALL, WHITE, Canvas, Look

Rows = Sequence[Sequence[float]]

_STEPS = 4  # shades of each colour
FULL = 2.0  # from this value on, a cell has the full colour


def plain(tensor: Tensor) -> Tensor:
    """Its numbers alone, whatever it is made of and wherever it lives."""
    return tensor.detach().cpu().double()


def shade(value: float, full: float = FULL) -> Look:
    """How a cell with this value looks; NaN is a hole."""
    if math.isnan(value):
        return GHOST
    step = min(_STEPS, round(_STEPS * abs(value) / full))
    fill = mixed(ACCENT if value > 0 else COUNTER, step / _STEPS)
    dark = value > 0 and step > _STEPS / 2
    return Look(fill, ink=WHITE if dark else "#000000", edge=GREY)


def mixed(colour: str, share: float) -> str:
    """So much of the colour, the rest white."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02x}" for part in parts)


def heat(
    canvas: Canvas,
    x: float,
    y: float,
    values: Rows,
    words: Sequence[Sequence[str]] | None = None,
    *,
    width: float,
    height: float,
    full: float = FULL,
) -> None:
    """Draw a coloured cell for each value, words in it, top left corner at (x, y).

    full: the size of a value that has the full colour.
    """
    of_each: dict[Look, list[tuple[float, float, float, float]]] = {}
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            place = x + j * width, y + i * height, width, height
            of_each.setdefault(shade(value, full), []).append(place)
    for look, places in of_each.items():
        canvas.boxes(places, look)
    for i, line in enumerate(words or ()):
        for j, word in enumerate(line):
            ink = shade(values[i][j], full).ink
            middle = x + (j + 0.5) * width, y + (i + 0.5) * height
            canvas.text(*middle, word, size=SMALL, color=ink)


def more(canvas: Canvas, x: float, y: float) -> None:
    """Three dots below a table: its other rows."""
    for k in range(3):
        canvas.boxes([(x - 2, y + 7 * k, 4, 4)], Look(PALE, edge=GREY))
