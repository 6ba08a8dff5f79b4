"""Tensors as small tables with names, side by side: `show(A=A, squares=A * A)`."""

import html
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from preliminaries.languages import language, speaking, width, words_of

in_words = words_of(__name__)

_Value = bool | int | float | complex

_MOST = 400  # entries of one table
_WIDTH = 79  # of a line of text, as of a line of code
_BETWEEN = "    "
_VANISHED = "≈0"  # what is written of a number that is not zero, but rounded to it

# All ink is the page's own, so that a dark theme stays one. JupyterLab keeps these properties in a
# notebook that is not trusted.
_TABLE = (
    "display: inline-table; width: auto; vertical-align: top; border: none; "
    "border-collapse: collapse; margin: 2px 28px 8px 0"
)
_NAME = (
    "caption-side: top; color: inherit; font-weight: bold; white-space: nowrap; "
    "padding: 1px 8px; text-align: left"
)
_ROW = "background: transparent"
_CELL = "white-space: nowrap; border: none; padding: 1px 8px; text-align: "
_EDGE = "; border-{side}: 1px solid"
_TOP = "; vertical-align: top"


@dataclass(frozen=True)
class Grid:
    """The entries of one tensor as they are written, and what stands around them."""

    name: str
    shape: tuple[int, ...] | None  # a number of Python's has none
    matrices: list[list[list[str]]]  # of three axes as many as axis 0 is long, else one

    def lines(self) -> list[str]:
        """The table as text, in lines of one width."""
        entries = [entry for matrix in self.matrices for row in matrix for entry in row]
        each = max(map(len, entries), default=0)
        lines = [self.name]
        for label, matrix in zip(self._labels(), self.matrices, strict=True):
            indent = " " * len(label)
            for before, row in zip_longest([label], matrix, fillvalue=indent):
                lines.append(before + "  ".join(f"{entry:>{each}}" for entry in row))
        lines += [self._foot()] if self.shape is not None else []
        widest = max(map(width, lines))
        return [line + " " * (widest - width(line)) for line in lines]

    def table(self) -> str:
        """The table as HTML."""
        parts = [f'<caption style="{_NAME}">{html.escape(self.name)}</caption>']
        for label, matrix in zip(self._labels(), self.matrices, strict=True):
            rows = [self._cells(row, k == 0, k == len(matrix) - 1) for k, row in enumerate(matrix)]
            if label:
                attributes = f'scope="rowgroup" rowspan="{len(rows)}" style="{_CELL}left{_TOP}"'
                rows[0] = f"<th {attributes}>{label}</th>{rows[0]}"
            lines = (f'<tr style="{_ROW}">{row}</tr>' for row in rows)
            parts.append(f"<tbody>{''.join(lines)}</tbody>")
        if self.shape is not None:
            across = max((*self.shape, 1)[-2 if self.shape else 0], 1) + (len(self.shape) == 3)
            foot = f'<td colspan="{across}" style="{_CELL}left">{self._foot()}</td>'
            parts.append(f'<tfoot><tr style="{_ROW}">{foot}</tr></tfoot>')
        return f'<table style="{_TABLE}">{"".join(parts)}</table>'

    def _cells(self, row: list[str], is_top: bool, is_bottom: bool) -> str:
        """A row in the frame of its matrix; one number stands without, under its name."""
        if not self.shape:
            return f'<td style="{_CELL}left">{row[0]}</td>'
        cells = []
        for k, entry in enumerate(row):
            edges = {"top": is_top, "right": k == len(row) - 1, "bottom": is_bottom, "left": k == 0}
            style = "".join(_EDGE.format(side=side) for side, drawn in edges.items() if drawn)
            cells.append(f'<td style="{_CELL}right{style}">{entry}</td>')
        return "".join(cells)

    def _labels(self) -> list[str]:
        """What stands before each matrix: its place on axis 0 of three."""
        stacked = self.shape is not None and len(self.shape) == 3
        return [f"[{k}]  " if stacked else "" for k in range(len(self.matrices))]

    def _foot(self) -> str:
        if self.matrices:
            return in_words("shape {shape}", shape=self.shape)
        return in_words("shape {shape}, no entries", shape=self.shape)


@dataclass(frozen=True)
class Grids:
    """Tables side by side, as a notebook and as a terminal show them."""

    grids: list[Grid]
    language: str = field(default_factory=language)

    def __repr__(self) -> str:
        with speaking(self.language):
            blocks = [grid.lines() for grid in self.grids]
        return "\n\n".join(map(_beside, _rows_of(blocks)))

    def _repr_html_(self) -> str:
        with speaking(self.language):
            return f"<div>{''.join(grid.table() for grid in self.grids)}</div>"


def show(*unnamed: Any, **tensors: Any) -> Grids:
    """Tensors as tables, with their names above and their shapes below: `show(A=A, b=b)`.

    Takes tensors, arrays and numbers, with three axes at most. Floats have a point and are rounded,
    each table to one number of decimals; `≈0` is not zero, but is rounded to it.
    """
    if unnamed or not tensors:
        raise TypeError(in_words("Each tensor needs a name: `show(A=A, b=b)`."))
    return Grids([_grid(name, value) for name, value in tensors.items()])


def _grid(name: str, value: Any) -> Grid:
    if isinstance(value, _Value) and not hasattr(value, "shape"):
        return Grid(name, None, [[_written([value])]])
    try:
        shape, values = tuple(value.shape), value.tolist
    except (AttributeError, RuntimeError, TypeError):  # of a nested tensor, for one
        told = in_words(
            "show takes tensors, arrays and numbers; {name} is of type {type}.",
            name=name,
            type=type(value).__name__,
        )
        raise TypeError(told) from None
    if len(shape) > 3:
        told = in_words("{name} has {count} axes; show draws three.", name=name, count=len(shape))
        raise ValueError(told)
    if (count := math.prod(shape)) > _MOST:
        told = in_words(
            "{name} has {count} entries, too many to read. Show a part of it.",
            name=name,
            count=count,
        )
        raise ValueError(told)
    entries = _written(_flat(name, values, len(shape)))
    across, down = (1, 1, *shape)[:-3:-1] if len(shape) > 1 else (*shape, 1, 1)[:2]
    rows = [entries[k : k + across] for k in range(0, len(entries), across or 1)]
    return Grid(name, shape, [rows[k : k + down] for k in range(0, len(rows), down or 1)])


def _flat(name: str, nested: Callable[[], Any], axes: int) -> list[_Value]:
    """The entries one after the other, from what gives them in lists of lists."""
    try:
        values = nested() if axes else [nested()]
    except (RuntimeError, TypeError, NotImplementedError):
        told = in_words("{name} does not tell its entries: show draws dense tensors.", name=name)
        raise TypeError(told) from None
    for _ in range(1, axes):
        values = [entry for part in values for entry in part]
    for value in values:
        if not isinstance(value, _Value):
            told = in_words(
                "show takes tensors, arrays and numbers; {name} has an entry of type {type}.",
                name=name,
                type=type(value).__name__,
            )
            raise TypeError(told)
    return values


def _written(values: Sequence[Any]) -> list[str]:
    """The values in one format, with a true minus."""
    if any(isinstance(value, complex) for value in values):
        texts = [f"{value:.4g}" for value in values]
    elif any(isinstance(value, float) for value in values):
        texts = _floats(values)
    else:
        texts = list(map(str, values))
    return [text.replace("-", "−") for text in texts]


def _floats(values: Sequence[float]) -> list[str]:
    """With equal decimals, no more than are needed, and always a point."""
    finite = [value for value in values if math.isfinite(value)]
    decimals, kind = _format(finite)
    texts = [f"{value or 0.0:#.{decimals}{kind}}" for value in finite]  # no minus before a zero
    halves = [text.partition("e") for text in texts]
    vanish = [bool(value) and not float(text) for value, text in zip(finite, texts, strict=True)]
    shown = [half for (half, _, _), gone in zip(halves, vanish, strict=True) if not gone]
    zeros = min((len(half) - len(half.rstrip("0")) for half in shown), default=0)
    short = (
        _VANISHED if gone else half[: len(half) - zeros] + _power(power)
        for (half, _, power), gone in zip(halves, vanish, strict=True)
    )
    return [next(short) if math.isfinite(value) else str(value) for value in values]


def _format(values: Sequence[float]) -> tuple[int, str]:
    """How many decimals, and whether with a power of ten: `f` or `e`, as Python formats numbers.

    Four digits of the largest are to be read, and three of the smallest if four decimals do it;
    of more than seven digits float32 has none.
    """
    sizes = [abs(value) for value in values if value]
    largest, smallest = (
        int(f"{size:.3e}".partition("e")[2])
        for size in (max(sizes, default=0), min(sizes, default=0))
    )
    if all(float(value).is_integer() for value in values) and largest < 6:
        return 0, "f"
    if not -4 < largest < 6:
        return 3, "e"
    return max(3 - largest, min(2 - smallest, 4, 6 - largest), 1), "f"


def _power(power: str) -> str:
    return f"e{int(power)}" if power else ""


def _rows_of(blocks: list[list[str]]) -> Iterator[list[list[str]]]:
    """The blocks that stand beside each other, line by line."""
    row: list[list[str]] = []
    for block in blocks:
        if row and width(_BETWEEN.join(one[0] for one in [*row, block])) > _WIDTH:
            yield row
            row = []
        row.append(block)
    yield row


def _beside(blocks: list[list[str]]) -> str:
    lines = zip_longest(*blocks)
    filled = (
        [line or " " * width(block[0]) for line, block in zip(row, blocks, strict=True)]
        for row in lines
    )
    return "\n".join(_BETWEEN.join(row).rstrip() for row in filled)
