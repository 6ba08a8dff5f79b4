"""The table of penguins as coloured cells: one picture that comes back in every lecture.

Blue is above the mean of its column, orange below, and pale near to it.
"""

from collections.abc import Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    BLACK,
    COUNTER,
    GREY,
    PLAIN,
    SMALL,
    Canvas,
    shortened,
    text_width,
)
from .drawing.figure import Figure, course_style
from .drawing.heat import FULL, heat, more, plain
from .drawing.labels import named
from .drawing.writing import fixed, listing, semicolons, sentences, short

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)

_WIDTH, _HEIGHT = 76, 34
_ROWS = 6
_WIDEST = 118  # pixels of a column
_CHANGE = 110  # between a table and what becomes of it
_HEAD = 52  # pixels for the names of columns


@course_style()
def coloured_table(
    table: "Tensor | pd.DataFrame",
    columns: Sequence[str] = (),
    y: str | None = None,
    after: "Tensor | pd.DataFrame | None" = None,
) -> Figure:
    """Draw a table as coloured cells: `figures.coloured_table(frame, y="body_mass_g")`.

    A number above its column's mean is blue, below it orange; NaN is a hole, and words are grey.
    The first six rows are drawn. The column y, to be predicted, stands apart.

    table: a tensor of shape (n, d), or a frame; at most six columns. columns: names for those
    of a tensor. after: the same rows and columns after a change, to stand beside them; at most
    three columns then, and no y.

    Raises ValueError for other shapes.
    """
    names, values, words = _read(table, columns)
    if not 1 <= len(names) <= 6 or not len(values):
        raise ValueError("A table of one to six columns, and one row at least, can be drawn.")
    if y is not None and y not in names:
        raise ValueError(f"There is no column {y!r}; there are {names}.")
    then = None if after is None else _read(after, columns)
    if then and (
        y is not None or len(names) > 3 or then[0] != names or len(then[1]) != len(values)
    ):
        raise ValueError("Beside a table the same rows and up to three columns can be drawn.")
    order = [k for k, name in enumerate(names) if name != y]
    order += [k for k, name in enumerate(names) if name == y]
    seen = min(len(values), _ROWS)
    canvas = Canvas()
    x, left_of_y, ends = 0.0, 0.0, []
    for k in order:
        if names[k] == y:
            x += 40
            left_of_y = x
        width = _column(canvas, x, names[k], [row[k] for row in values], [row[k] for row in words])
        ends.append(x + width / 2)
        x += width
    bottom = seen * _HEIGHT
    right = x
    if then:
        canvas.arrow((x + 22, bottom / 2), (x + _CHANGE - 22, bottom / 2), BLACK, 3)
        right += _CHANGE
        for k, name in enumerate(names):
            own = [row[k] for row in then[1]], [row[k] for row in then[2]]
            width = _column(canvas, right, name, *own)
            ends.append(right + width / 2)
            right += width
        for middle, name in (
            (x / 2, in_words("before")),
            ((x + _CHANGE + right) / 2, in_words("after")),
        ):
            canvas.text(middle, -_HEAD - 24, name, bold=True)
    if len(values) > seen:
        for middle in ends if then else (ends[0], ends[-1]):
            more(canvas, middle, bottom + 10)
    canvas.arrow((-22, 0), (-22, bottom), GREY)
    canvas.text(-34, bottom / 2 - 13, in_words("axis 0:"), size=SMALL, align="right")
    canvas.text(-34, bottom / 2 + 13, str(len(values)), size=SMALL, align="right")
    low = bottom + (46 if len(values) > seen else 24)
    if y is None:
        for start, end in ((0.0, x), (x + _CHANGE, right))[: 2 if then else 1]:
            canvas.arrow((start, low), (end, low), GREY)
            size = in_words("axis 1: {size}", size=len(names))
            canvas.text((start + end) / 2, low + 22, size, size=SMALL)
        shape = in_words("shape {shape}", shape=(len(values), len(names)))
    else:
        for start, end, name in (
            (0.0, left_of_y - 40, f"X {(len(values), len(names) - 1)}"),
            (left_of_y, x, f"y {(len(values),)}"),
        ):
            canvas.line([(start, low), (end, low)], BLACK, 2)
            canvas.text((start + end) / 2, low + 22, name, bold=True)
        shape = in_words(
            "X of shape {X_shape} and y, {y}, of shape {y_shape}",
            X_shape=(len(values), len(names) - 1),
            y=y,
            y_shape=(len(values),),
        )
    holes = {names[k]: [i for i in range(seen) if words[i][k] == "NaN"] for k in range(len(names))}
    gaps = [
        in_words("{name} in row {rows}", name=name, rows=listing(rows))
        for name, rows in holes.items()
        if rows
    ]
    drawn = in_words.counted(
        "A table as coloured cells, {shape}; its columns are {names}. Blue is above the column's "
        "mean, orange below. Of {count} row the first {seen} are drawn.",
        "A table as coloured cells, {shape}; its columns are {names}. Blue is above the column's "
        "mean, orange below. Of {count} rows the first {seen} are drawn.",
        len(values),
        shape=shape,
        names=listing(names),
        seen=seen,
    )
    missing = (
        in_words("Holes: {gaps}.", gaps=semicolons(gaps))
        if gaps
        else in_words("There is no hole in them.")
    )
    told = [drawn, missing]
    if then:
        told.append(
            in_words(
                "Beside it the same rows after a change, coloured by the same rule: the first goes "
                "from {first} to {second}.",
                first=listing(words[0]),
                second=listing(then[2][0]),
            )
        )
    return canvas.figure(sentences(told))


@course_style()
def layer(
    X: Tensor,
    W: Tensor,
    b: Tensor | None = None,
    inputs: Sequence[str] = (),
    outputs: Sequence[str] = (),
    table: str = "X",
) -> Figure:
    """Draw what a layer makes of a table, X W + b, in colours: `figures.layer(X, W, b)`.

    Blue is above zero, orange below; where numbers are large, the largest of each table has the
    full colour. The first six rows of X are drawn, each with what it becomes; as many digits are
    written as it takes to add them up, to one in the last.

    X: (n, d). W: (d, k) or (d,). b: (k,). inputs, outputs: names of the d columns
    and of the k outputs; those of the outputs stand over the columns of W, too. d is at most
    four, k at most three. table: the letter that the table X has in the picture.

    Raises ValueError for other shapes.
    """
    weights = plain(W) if W.ndim == 2 else plain(W)[:, None]
    data = plain(X)
    if data.ndim != 2 or data.shape[1] != len(weights) or len(weights) > 4 or weights.shape[1] > 3:
        raise ValueError(f"{tuple(X.shape)} and {tuple(W.shape)} are not a table and its layer.")
    biases = torch.zeros(weights.shape[1]) if b is None else plain(b)
    made = data @ weights + biases
    shape = (len(data), *W.shape[1:])
    names = list(inputs) or [f"x{k}" for k in range(len(weights))]
    results = list(map(named, outputs)) or ([""] * weights.shape[1])
    over_weights = results if W.ndim == 2 else [in_words("weight")]
    canvas = Canvas()
    seen = min(len(data), _ROWS)
    middle = seen * _HEIGHT / 2
    half = (len(weights) + (0 if b is None else 2)) * _HEIGHT / 2
    of_data, of_weights, of_made = _places(
        data[:seen], torch.cat([weights, biases[None].to(weights)]), made[:seen]
    )
    across = _columns(canvas, 0, 0, data[:seen], names, of_data, full=_largest(data[:seen]))
    _more(canvas, 0, data, f"{table} {tuple(X.shape)}")
    canvas.text(across + 26, middle, "@", bold=True)
    left = across + 52
    top = middle - half
    full = _largest(weights)
    across = _columns(canvas, left, top, weights, over_weights, of_weights, full=full)
    below = top + len(weights) * _HEIGHT
    name = "W" if W.ndim == 2 else "w"
    if b is None:
        _named(canvas, left, below, weights, f"{name} {tuple(W.shape)}")
    else:
        canvas.text((left + across) / 2, below + 20, "+", bold=True)
        heat(
            canvas,
            left,
            below + 40,
            [biases.tolist()],
            _short(biases[None], of_weights),
            width=_WIDTH,
            height=_HEIGHT,
            full=_largest(biases),
        )
        words = f"{name} {tuple(W.shape)}, b {tuple(b.shape)}"
        _named(canvas, left, below + 40 + _HEIGHT, weights, words)
    canvas.text(across + 26, middle, "=", bold=True)
    full = _largest(made[:seen])
    _columns(canvas, across + 52, 0, made[:seen], results, of_made, full=full)
    _more(canvas, across + 52, made, str(shape))
    product = in_words(
        "A table {table} of shape {X_shape} times weights of shape {W_shape}",
        table=table,
        X_shape=tuple(X.shape),
        W_shape=tuple(W.shape),
    )
    if b is not None:
        added = listing(_short(biases[None], of_weights)[0])
        product = in_words("{product}, plus b, {added},", product=product, added=added)
    weighed = zip(names, _short(weights, of_weights), strict=True)
    return canvas.figure(
        in_words(
            "{product} gives {shape}, all as coloured cells, blue above zero and orange below. "
            "The weights: {weights}. The first row gives {first}.",
            product=product,
            shape=shape,
            weights=semicolons([f"{name} {listing(line)}" for name, line in weighed]),
            first=listing(_short(made[:1], of_made)[0]),
        )
    )


@course_style()
def loss_and_gradient(X: Tensor, w: Tensor, t: Tensor, names: Sequence[str] = ()) -> Figure:
    """Draw the loss of a table, and its gradient: `figures.loss_and_gradient(X, w, t)`.

    The loss is the mean of the squares of r = X w - t, and its gradient 2 rᵀX / m: one number for
    each column of X. The first six rows are drawn, with the numbers for all.

    X: (m, d), d at most five. w: (d,). t: (m,). names: of the columns.

    Raises ValueError for other shapes.
    """
    m, d = X.shape if X.ndim == 2 else (0, 0)
    if not 0 < d <= 5 or tuple(w.shape) != (d,) or tuple(t.shape) != (m,) or m < 1:
        raise ValueError(
            f"{tuple(X.shape)}, {tuple(w.shape)} and {tuple(t.shape)} are not a table of up to "
            "five columns, a weight for each, and a number for each row."
        )
    X, w, t = map(plain, (X, w, t))
    r = X @ w - t
    loss, slope = (r**2).mean(), 2 * r @ X / m
    seen = min(m, _ROWS)
    heads = list(names) or [f"x{k}" for k in range(d)]
    canvas = Canvas()
    bottom = seen * _HEIGHT
    across = 0.0
    weights = -_HEAD - 16 - _HEIGHT
    low = bottom + 58
    for j, name in enumerate(heads):
        _head(canvas, (j + 0.5) * _WIDTH, name, _WIDTH)
    heat(canvas, 0, weights, [w.tolist()], _short(w[None], 2), width=_WIDTH, height=_HEIGHT)
    canvas.text(-14, weights + _HEIGHT / 2, "w", bold=True, align="right")
    canvas.text(-14, bottom / 2, "X", bold=True, align="right")
    for values, sign, name in (
        (X, "", ""),
        ((X @ w)[:, None], "w  =", "Xw"),
        (t[:, None], "−", "t"),
        (r[:, None], "=", "r"),
    ):
        if sign:
            across += 16 + text_width(sign, bold=True) / 2
            canvas.text(across, bottom / 2, sign, bold=True)
            across += 16 + text_width(sign, bold=True) / 2
        across = _columns(canvas, across, 0, values[:seen], [], places=2)
        canvas.text(across - _WIDTH / 2, -20, name, bold=True)
        if m > seen:
            more(canvas, across - values.shape[1] * _WIDTH / 2, bottom + 10)
    canvas.boxes([(0, low, d * _WIDTH, _HEIGHT)], PLAIN)
    for j, value in enumerate(slope.tolist()):
        canvas.text((j + 0.5) * _WIDTH, low + _HEIGHT / 2, fixed(value, 2), size=SMALL)
        canvas.line([(j * _WIDTH, low), (j * _WIDTH, low + _HEIGHT)], BLACK, 1.2)
    canvas.frame(0, low, d * _WIDTH, _HEIGHT, line=3)
    canvas.text(-14, low + _HEIGHT / 2, "∂L/∂w", bold=True, align="right")
    canvas.line(
        [(across - _WIDTH / 2, bottom + 34), (across - _WIDTH / 2, low + _HEIGHT / 2)], COUNTER, 3
    )
    canvas.arrow(
        (across - _WIDTH / 2, low + _HEIGHT / 2), (d * _WIDTH + 6, low + _HEIGHT / 2), COUNTER, 3
    )
    canvas.text((across + d * _WIDTH) / 2 - 20, low - 6, "2 rᵀX / m", size=SMALL)
    words = in_words("loss L = mean of r² = {loss}", loss=short(loss.item()))
    canvas.text(across, weights + _HEIGHT / 2, words, align="right", bold=True)
    told = listing([f"{name} {short(v)}" for name, v in zip(heads, slope.tolist(), strict=True)])
    return canvas.figure(
        in_words(
            "A table X of shape {shape} as coloured cells, the weights above its columns. Xw less "
            "t is r. The loss, the mean of r², is {loss}, and its gradient, 2 rᵀX / m, has a "
            "number below each column: {told}.",
            shape=tuple(X.shape),
            loss=short(loss.item()),
            told=told,
        )
    )


def _column(
    canvas: Canvas, left: float, name: str, values: Sequence[float], words: Sequence[str]
) -> float:
    """Draw the first rows of a column under its name; how wide it is."""
    seen = list(words[:_ROWS])
    width = max(_WIDTH, *(text_width(word, SMALL) + 24 for word in [*seen, *_lines(name)]))
    width = min(width, _WIDEST)
    _head(canvas, left + width / 2, name, width)
    colours = [[value] for value in values[: len(seen)]]
    heat(canvas, left, 0, colours, [[word] for word in seen], width=width, height=_HEIGHT)
    return width


def _read(
    table: Any, columns: Sequence[str]
) -> tuple[list[str], list[list[float]], list[list[str]]]:
    """Names, values that say the colours, and the words of the first rows."""
    nan = float("nan")
    if isinstance(table, Tensor):
        if table.ndim != 2:
            raise ValueError(f"A tensor of shape {tuple(table.shape)} is no table.")
        names = list(columns) or [f"[:, {k}]" for k in range(table.shape[1])]
        lists = plain(table).T.tolist()
        if len(names) != len(lists):
            raise ValueError(f"There are {len(names)} names, and the columns are {len(lists)}.")
    else:
        names = [str(name) for name in table.columns]
        lists = [
            [nan if hole else v for v, hole in zip(column, column.isna(), strict=True)]
            for column in (table.iloc[:, k] for k in range(len(names)))
        ]
    values, words = [], []
    for column in lists:
        there = [float(v) for v in column if isinstance(v, Real) and v == v]
        is_number = bool(there) and len(there) == sum(v == v for v in column)
        if is_number:
            mean = sum(there) / len(there)
            spread = (sum((v - mean) ** 2 for v in there) / len(there)) ** 0.5 or 1.0
            values.append([(v - mean) / spread if v == v else nan for v in column])
            words.append(writing.column(column[:_ROWS]))
        else:
            values.append([nan for _ in column])
            seen = column[:_ROWS]
            words.append([shortened(str(v), 100, SMALL) if v == v else "NaN" for v in seen])
    return (
        names,
        [list(row) for row in zip(*values, strict=True)],
        [list(row) for row in zip(*words, strict=True)],
    )


def _columns(
    canvas: Canvas,
    left: float,
    top: float,
    values: Tensor,
    heads: Sequence[str],
    places: int,
    full: float = FULL,
) -> float:
    """Coloured cells under the names of their columns; where they end.

    places: digits after the point. full: the size that has the full colour.
    """
    size = {"width": _WIDTH, "height": _HEIGHT}
    heat(canvas, left, top, values.tolist(), _short(values, places), **size, full=full)
    for j, head in enumerate(heads):
        _head(canvas, left + (j + 0.5) * _WIDTH, head, _WIDTH, top)
    return left + values.shape[1] * _WIDTH


def _largest(values: Tensor) -> float:
    """The size that has the full colour in a table of these values: of large ones, the largest."""
    return max([FULL, *values.abs().nan_to_num().flatten().tolist()])


def _places(data: Tensor, weights: Tensor, made: Tensor) -> tuple[int, int, int]:
    """Digits after the point of a table, of weights and biases below them, and of the result.

    Few, but so many that the written numbers give the written result, or its neighbour by one
    in the last digit.
    """
    result = 0 if made.abs().max() >= 100 else 1
    widest, heaviest = data.abs().sum(dim=1).max(), weights.abs().sum(dim=0).max()

    def may_be_off(places: tuple[int, int]) -> bool:
        x, w = (0.5 * 10.0**-n for n in places)  # how far rounding moves an entry
        return bool(x * heaviest + w * (widest + 1) + len(weights) * x * w > 0.5 * 10.0**-result)

    enough = ((x, total - x) for total in range(2, 10) for x in range(1, total))
    x, w = next(places for places in enough if not may_be_off(places) or sum(places) == 9)
    return _needed(data, x), _needed(weights, w), result


def _needed(values: Tensor, most: int) -> int:
    """The digits after the point that these values have, one at least and so many at most."""
    fewer = (n for n in range(1, most) if values.round(decimals=n).allclose(values, 0, 1e-6))
    return next(fewer, most)


def _more(canvas: Canvas, left: float, values: Tensor, name: str) -> None:
    """What stands below the first rows of a table: that there are others, and its name."""
    bottom = min(len(values), _ROWS) * _HEIGHT
    if len(values) > _ROWS:
        more(canvas, left + values.shape[1] * _WIDTH / 2, bottom + 10)
        bottom += 28
    _named(canvas, left, bottom, values, name)


def _named(canvas: Canvas, left: float, bottom: float, values: Tensor, name: str) -> None:
    canvas.text(left + values.shape[1] * _WIDTH / 2, bottom + 24, name, bold=True)


def _lines(name: str) -> list[str]:
    """A column's name on two lines, without its unit."""
    return name.split("_")[:2]


def _head(canvas: Canvas, middle: float, name: str, width: float, top: float = 0) -> None:
    """The name of a column above it."""
    lines = _lines(name)
    for k, line in enumerate(lines):
        y = top - 20 - 23 * (len(lines) - 1 - k)
        canvas.text(middle, y, shortened(line, width - 4, SMALL), size=SMALL)


def _short(values: Tensor, places: int) -> list[list[str]]:
    return [[fixed(v, places) for v in row] for row in values.tolist()]
