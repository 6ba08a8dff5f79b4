"""How values, shapes and lists are written in figures and in their text alternatives."""

from collections.abc import Sequence
from typing import Any

import torch

Value = bool | int | float | complex


def number(value: Value) -> str:
    """A value as written in a cell: short, and as Python writes it where it can."""
    if isinstance(value, float):
        return f"{value:.3g}"
    return str(value)


def cells(tensor: torch.Tensor) -> list[list[str]]:
    """The values of a tensor of up to two axes as rows of words."""
    values = tensor.detach().cpu()
    rows = values.reshape(1, -1) if values.ndim < 2 else values
    return [[number(value) for value in row] for row in rows.tolist()]


def nested(values: Any) -> str:
    """Nested lists of values, or of words, on one line, as in `[[0, 1], [2, 3]]`."""
    if isinstance(values, list):
        return "[" + ", ".join(map(nested, values)) + "]"
    return number(values)


def short(value: float) -> str:
    """Two digits after the point at most, and no minus before a zero."""
    text = f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def point(coordinates: Sequence[float]) -> str:
    """A point or a vector, as in `(1.5, −2)`."""
    return f"({', '.join(map(short, coordinates))})"


def rows(matrix: Sequence[Sequence[float]]) -> str:
    """A matrix on one line, as in `[[1.5, 0], [0, −2]]`."""
    return nested([list(map(short, row)) for row in matrix])


def listing(words: Sequence[object]) -> str:
    """`0`, `0 and 1`, `0, 1 and 2`."""
    if not words:
        return "none"
    *others, last = map(str, words)
    return " and ".join(filter(None, [", ".join(others), last]))


def numbered(word: str, numbers: Sequence[int], plural: str = "") -> str:
    """`row 1`, `rows 1 and 2`; `axes 0 and 1` where the plural is not word + s."""
    return f"{word if len(numbers) == 1 else plural or word + 's'} {listing(numbers)}"


def plural(count: int, word: str) -> str:
    """`1 cell`, `2 cells`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
