"""How values, shapes and lists are written in figures and in their text alternatives."""

import functools
from collections.abc import Sequence
from typing import Any

import torch

from preliminaries.languages import joined, words_of

in_words = words_of(__name__)

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
        return in_words("none")
    *others, last = map(str, words)
    if not others:
        return last
    return in_words("{others} and {last}", others=commas(others), last=last)


def commas(words: Sequence[object]) -> str:
    """`0, 1, 2`."""
    return in_words(", ").join(map(str, words))


def semicolons(parts: Sequence[str]) -> str:
    """`a, b; c, d`."""
    return in_words("; ").join(parts)


def sentences(told: Sequence[str]) -> str:
    """One sentence after the other; no space stands between Chinese ones."""
    return functools.reduce(lambda a, b: joined(f"{a} ", b), told)
