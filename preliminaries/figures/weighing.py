"""A matrix beside a vector: rows dotted with it, or rows weighed by it."""

from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import OTHER, PLAIN, SMALL, TAKEN, Canvas, text_width
from .drawing.figure import Figure, course_style
from .drawing.writing import factor, point, semicolons, short

in_words = words_of(__name__)

_CELL = 46


@course_style()
def rows_dotted(A: Tensor, x: Tensor) -> Figure:
    """Draw A x, each row of A dotted with x: `figures.rows_dotted(A, x)`.

    x lies above A, each entry over the column that it is multiplied by; at the right of each row
    stands its sum.

    A: (m, n). x: (n,). At most five rows and five columns.

    Raises ValueError for other shapes.
    """
    _may_be_drawn(A, (A.shape[-1],), x)
    rows, columns = A.shape
    width = _width(A, x, A @ x)
    canvas = Canvas()
    canvas.grid(0, 0, _cells(x), OTHER, width=width, height=_CELL)
    canvas.text(-14, _CELL / 2, "x", bold=True, align="right")
    top = _CELL + 22
    canvas.grid(0, top, _cells(A), PLAIN, width=width, height=_CELL)
    canvas.text(-14, top + rows * _CELL / 2, "A", bold=True, align="right")
    sums = [
        " + ".join(
            f"{factor(short(a))}·{factor(short(b))}" for a, b in zip(row, x.tolist(), strict=True)
        )
        for row in A.tolist()
    ]
    longest = max(text_width(words, SMALL) for words in sums)
    left = columns * width + 28
    for i, words in enumerate(sums):
        y = top + (i + 0.5) * _CELL
        canvas.text(left, y, words, size=SMALL, align="left")
        canvas.text(left + longest + 20, y, "=", size=SMALL)
    result = left + longest + 40
    column = [[word] for word in _cells(A @ x)[0]]
    canvas.grid(result, top, column, TAKEN, width=width, height=_CELL)
    canvas.text(result + width / 2, top - 20, "Ax", bold=True)
    told = [
        in_words("row {i}: {words} = {value}", i=i, words=words, value=short(value))
        for i, (words, value) in enumerate(zip(sums, (A @ x).tolist(), strict=True))
    ]
    return canvas.figure(
        in_words(
            "The matrix A of shape {shape} with x = {x} laid over its rows, an entry over each "
            "column. {told}. These sums are Ax.",
            shape=tuple(A.shape),
            x=point(x.tolist()),
            told=semicolons(told),
        )
    )


@course_style()
def rows_weighed(v: Tensor, J: Tensor) -> Figure:
    """Draw vᵀJ, each row of J times its entry of v, and the sum: `figures.rows_weighed(v, J)`.

    v: (m,). J: (m, n). At most four rows and four columns.

    Raises ValueError for other shapes.
    """
    _may_be_drawn(J, (J.shape[0],), v, most=4)
    rows, columns = J.shape
    weighed = v[:, None] * J
    result = v @ J
    width, wide = _width(v, J), _width(weighed, result)
    canvas = Canvas()
    canvas.grid(0, 0, [[word] for word in _cells(v)[0]], OTHER, width=width, height=_CELL)
    canvas.text(width / 2, -20, "v", bold=True)
    x = width + 26
    canvas.grid(x, 0, _cells(J), PLAIN, width=width, height=_CELL)
    canvas.text(x + columns * width / 2, -20, "J", bold=True)
    end = x + columns * width
    x = end + 74
    canvas.grid(x, 0, _cells(weighed), PLAIN, width=wide, height=_CELL)
    canvas.text(x + columns * wide / 2, -20, in_words("each row times its weight"), size=SMALL)
    for i in range(rows):
        canvas.arrow((end + 10, (i + 0.5) * _CELL), (x - 10, (i + 0.5) * _CELL))
    y = rows * _CELL + 46
    canvas.arrow((x + columns * wide / 2, y - 42), (x + columns * wide / 2, y - 4))
    canvas.text(x + columns * wide / 2 + 16, y - 23, in_words("sum"), size=SMALL, align="left")
    canvas.grid(x, y, _cells(result), TAKEN, width=wide, height=_CELL)
    canvas.text(x - 14, y + _CELL / 2, "vᵀJ", bold=True, align="right")
    told = [
        in_words("{weight} times {row}", weight=short(weight), row=point(row))
        for weight, row in zip(v.tolist(), J.tolist(), strict=True)
    ]
    return canvas.figure(
        in_words(
            "The entries of v stand beside the rows of J, {told}. The sum of these is vᵀJ = "
            "{result}.",
            told=semicolons(told),
            result=point(result.tolist()),
        )
    )


def _may_be_drawn(A: Tensor, wanted: tuple[int, ...], x: Tensor, most: int = 5) -> None:
    if A.ndim != 2 or tuple(x.shape) != wanted or not 0 < min(A.shape) <= max(A.shape) <= most:
        raise ValueError(
            f"{tuple(A.shape)} and {tuple(x.shape)}: a matrix of up to {most} rows and columns "
            "can be drawn, and a vector that fits."
        )


def _width(*tensors: Tensor) -> float:
    """Room for the longest number in a cell."""
    words = [word for tensor in tensors for row in _cells(tensor) for word in row]
    return max(_CELL, *(text_width(word) + 16 for word in words))


def _cells(values: Tensor) -> list[list[str]]:
    rows = values.reshape(1, -1) if values.ndim < 2 else values
    return [list(map(short, row)) for row in rows.tolist()]
