"""How values, shapes and lists are written in figures and in their text alternatives."""

import functools
import math
from collections.abc import Sequence
from typing import Any

import torch

from preliminaries.languages import joined, words_of

in_words = words_of(__name__)

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

Value = bool | int | float | complex


def signed(text: str) -> str:
    """A number as Python writes it, its hyphens become minus signs."""
    return text.replace("-", "−")


def number(value: Value) -> str:
    """A value as written in a cell: short, and as Python writes it where it can."""
    return significant(value, 3) if isinstance(value, float) else signed(str(value))


def significant(value: float, digits: int = 6) -> str:
    """So many digits that count at most, and no minus before a zero."""
    return signed(f"{value + 0.0:.{digits}g}")


def fixed(value: float, places: int) -> str:
    """So many digits after the point, and no minus before a zero."""
    return signed(f"{round(value, places) + 0.0:.{places}f}")


def column(values: Sequence[float]) -> list[str]:
    """The numbers of a column, all with as many digits after the point as one of them needs.

    The largest has four digits at most, but whole ones in full. From a million on, and below 0.01,
    each has two digits that count.
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest >= 1e6 or 0 < largest < 0.01:
        return ["NaN" if value != value else significant(value, 2) for value in values]
    most = max(0, 4 - len(f"{largest:.0f}"))
    places = max((len(short(value, most).partition(".")[2]) for value in values), default=0)
    return ["NaN" if value != value else fixed(value, places) for value in values]


def factor(text: str) -> str:
    """A written number as it stands in a product: `2`, `(−2)`."""
    return f"({text})" if text.startswith("−") else text


def term(text: str) -> str:
    """A written number as it is added: `+ 2`, `− 2`."""
    return f"− {text[1:]}" if text.startswith("−") else f"+ {text}"


def line(w: float, b: float) -> str:
    """The line w x + b, whole digits in full: `49.7 x − 4202`."""
    slope, start = (fixed(v, 0) if abs(v) >= 999.5 else significant(v, 3) for v in (w, b))
    return f"{slope} x {term(start)}"


def cells(tensor: torch.Tensor) -> list[list[str]]:
    """The values of a tensor of up to two axes as rows of words."""
    values = tensor.detach().cpu()
    rows = values.reshape(1, -1) if values.ndim < 2 else values
    return [[number(value) for value in row] for row in rows.tolist()]


def nested(values: Any) -> str:
    """Nested lists of values, or of words, on one line, as in `[[0, 1], [2, 3]]`."""
    if isinstance(values, list):
        return "[" + ", ".join(map(nested, values)) + "]"
    return values if isinstance(values, str) else number(values)


def short(value: float, places: int = 2) -> str:
    """So many digits after the point at most, and no minus before a zero."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if places else text


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
