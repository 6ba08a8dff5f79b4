"""Jacobians: where their entries stand, and how their shapes multiply."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, OTHER, PLAIN, SMALL, TAKEN, Canvas, Look, text_width
from .drawing.figure import Figure, course_style
from .drawing.writing import SUBSCRIPTS, commas, rows, short

in_words = words_of(__name__)

_CELL = 46


@course_style()
def layouts(J: Tensor, i: int = 0, j: int = 0) -> Figure:
    """Draw a Jacobian in both layouts, with one entry marked: `figures.layouts(J, i=1, j=2)`.

    In numerator layout each y has a row and each x a column; in denominator layout it is the
    other way round. Row i of the first is blue, and so is what becomes of it.

    J: (m, n), at most four of each.

    Raises ValueError for other shapes.
    """
    if J.ndim != 2 or not 0 < min(J.shape) <= max(J.shape) <= 4:
        raise ValueError(f"{tuple(J.shape)} is not a matrix of up to four rows and columns.")
    i, j = range(J.shape[0])[i], range(J.shape[1])[j]
    (m, n), values = J.shape, J.tolist()
    width = max(_CELL, *(text_width(short(v)) + 16 for row in values for v in row))
    ys = [f"y{k + 1}".translate(SUBSCRIPTS) for k in range(m)]
    xs = [f"x{k + 1}".translate(SUBSCRIPTS) for k in range(n)]
    canvas = Canvas()
    across = 0.0
    height = max(m, n) * _CELL
    for title, heads, sides, table, of, (p, q) in (
        (in_words("numerator layout"), xs, ys, values, lambda p, _: p == i, (i, j)),
        (in_words("denominator layout"), ys, xs, J.T.tolist(), lambda _, q: q == i, (j, i)),
    ):
        canvas.text(across, -66, f"{title} {(len(sides), len(heads))}", bold=True, align="left")
        across += 40
        for k, head in enumerate(heads):
            canvas.text(across + (k + 0.5) * width, -22, head)
        for k, side in enumerate(sides):
            canvas.text(across - 14, (k + 0.5) * _CELL, side, align="right")
        words = [list(map(short, row)) for row in table]
        canvas.grid(across, 0, words, _row(of), width=width, height=_CELL)
        canvas.frame(across + q * width + 2, p * _CELL + 2, width - 4, _CELL - 4, line=4)
        across += max(len(heads) * width, 260) + 30
    slope = {"y": ys[i], "x": xs[j], "value": short(values[i][j])}
    name = in_words("the slope of {y} by {x}: {value}", **slope)
    canvas.text(0, height + 30, in_words("framed: {name}", name=name), align="left")
    return canvas.figure(
        in_words(
            "The Jacobian {J} twice. In numerator layout, shape {shape}, each y has a row and each "
            "x a column; in denominator layout, shape {other}, each x has a row. Framed in both is "
            "{name}.",
            J=rows(values),
            shape=(m, n),
            other=(n, m),
            name=name,
        )
    )


def _row(of: Callable[[int, int], bool]) -> Callable[[int, int], Look]:
    return lambda p, q: TAKEN if of(p, q) else PLAIN


@course_style()
def chain(*shapes: Sequence[int], names: Sequence[str] = ()) -> Figure:
    """Draw how the shapes of factors become that of their product: `figures.chain((2, 3), (3, 4))`.

    Each factor is a sheet of cells. Sizes that stand side by side are equal, and disappear.

    shapes: two or three, of at most six rows and columns. names: of the factors and the product.

    Raises ValueError where sizes side by side differ.
    """
    sizes = [(int(rows), int(columns)) for rows, columns in shapes]
    inner = [(a[1], b[0]) for a, b in pairwise(sizes)]
    if not 2 <= len(sizes) <= 3 or any(p != q for p, q in inner):
        raise ValueError(f"{sizes} have no product, or are not two or three.")
    if not 1 <= min(map(min, sizes)) <= max(map(max, sizes)) <= 6:
        raise ValueError("Up to six rows and columns can be drawn.")
    result = sizes[0][0], sizes[-1][1]
    titles = list(names) or [""] * (len(sizes) + 1)
    canvas = Canvas()
    cell = 32
    middle = max(rows for rows, _ in sizes) * cell / 2
    low = 2 * middle + 30
    across = 0.0
    for k, ((rows_, columns), title) in enumerate(zip([*sizes, result], titles, strict=True)):
        last = k == len(sizes)
        if last:
            canvas.text(across + 4, middle, "=", bold=True)
            across += 48
        width = max(columns * cell, 90, text_width(title))
        left = across + (width - columns * cell) / 2
        canvas.sheet(left, middle - rows_ * cell / 2, rows_, columns, cell)
        canvas.text(across + width / 2, -24, title)
        centre = across + width / 2
        keeps = (k == 0 or last, k >= len(sizes) - 1)
        for size, kept, shift in ((rows_, keeps[0], -22), (columns, keeps[1], 22)):
            look = TAKEN if kept else OTHER
            canvas.boxes([(centre + shift - 17, low, 34, 32)], look)
            canvas.text(centre + shift, low + 16, str(size), color=look.ink, bold=True)
        across += width + 34
    canvas.boxes([(0, low + 52, 18, 18)], OTHER)
    twice = in_words("stands twice, and disappears")
    canvas.text(28, low + 61, twice, size=SMALL, align="left", color=BLACK)
    canvas.boxes([(330, low + 52, 18, 18)], Look(ACCENT))
    canvas.text(358, low + 61, in_words("stays"), size=SMALL, align="left")
    return canvas.figure(
        in_words(
            "A product of matrices of shapes {sizes}, drawn as sheets of cells. The sizes in "
            "between, {inner}, stand twice and disappear; the outer ones make the product's shape "
            "{result}.",
            sizes=commas(sizes),
            inner=commas([p for p, _ in inner]),
            result=result,
        )
    )
