"""Which cells an index takes."""

import ast
from collections.abc import Callable, Sequence
from types import EllipsisType

import numpy
import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    ACCENT,
    CELL,
    GREY,
    MARGIN,
    PLAIN,
    SMALL,
    TAKEN,
    TEXT,
    WIDEST,
    Canvas,
    note,
    text_width,
)
from .drawing.figure import Figure, course_style

in_words = words_of(__name__)
_MOST_ROWS = 8
_WIDEST = WIDEST - 2 * MARGIN - 62  # beside the marks of the rows
_ARROW = 90
_LONGEST_KEY = 60

# From a row or column, and how far off, to x and y.
_Placing = Callable[[int, int], tuple[float, float]]

# What may stand between the brackets: numbers, slices, lists, `...`, and conditions on X. There
# are no names but X and no calls, so a text typed into an explorer can do no harm; no `*` and no
# `**` either, since `[0] * 10**9` would fill the memory.
_ALLOWED = (
    ast.Tuple, ast.List, ast.Slice, ast.Load, ast.UnaryOp, ast.USub, ast.Invert, ast.BinOp,
    ast.Add, ast.Sub, ast.Mod, ast.BitAnd, ast.BitOr, ast.Compare, ast.Eq, ast.NotEq,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip


@course_style()
def index(X: torch.Tensor, key: str) -> Figure:
    """Draw which cells of X an index takes: `figures.index(X, "1:3, 1:")`.

    The cells taken are filled. For a slice, a filled dot marks every row or column that belongs
    and a hollow dot the end, which does not.

    X: a tensor of one or two axes, small enough to draw.
    key: what stands between the brackets, as text: "1", "-1, 2", "::3, ::2", "..., 0", "[0, 2]",
    "X > 5". Text, so that `interact(figures.index, X=fixed(X), key="1:3, 1:")` gives a box to
    type in.

    Raises ValueError for a tensor that cannot be drawn; a key that does not work is answered in
    the figure, by one sentence.
    """
    if not 1 <= X.ndim <= 2 or X.numel() == 0:
        raise ValueError(f"A tensor of shape {tuple(X.shape)} cannot be drawn as a row or a grid.")
    rows, columns = (1, *X.shape)[-2:]
    cells = writing.cells(X)
    width = max(CELL, *(text_width(value) + 14 for row in cells for value in row))
    # A matrix leaves room for all of it as the result, a row stands above its own.
    widest = columns * width if X.ndim == 1 else (2 * columns + 1) * width + _ARROW
    if rows > _MOST_ROWS or widest > _WIDEST:
        raise ValueError(f"A tensor of shape {tuple(X.shape)} is too large to draw.")
    key = " ".join(key.split())
    try:
        parsed = _parse(key, X)
        return _draw(X, key, parsed, _positions(X, parsed), cells, width)
    except ValueError as error:
        return note(str(error))


def _parse(key: str, X: torch.Tensor) -> object:
    """The index that the text stands for; only torch can say whether X has it."""
    shown = key[:30].encode("ascii", "replace").decode()
    wrong = in_words("X[{shown}] is not an index: try 1:3, 1: or ::2 or X > 5.", shown=shown)
    if len(key) > _LONGEST_KEY:
        raise ValueError(
            in_words("An index longer than {most} characters is not drawn.", most=_LONGEST_KEY)
        )
    try:
        # The bracket closes on a line of its own, where no `#` in the text can hide it.
        tree = ast.parse(f"s_[{key}\n]", mode="eval")
        whole = tree.body
        # A text such as `0] + s_[1` closes the bracket itself: then this is not the outer node.
        if not (isinstance(whole, ast.Subscript) and isinstance(whole.value, ast.Name)):
            raise ValueError(wrong)
        if not all(map(_is_allowed, ast.walk(whole.slice))):
            raise ValueError(wrong)
        names = {"s_": numpy.s_, "X": X.detach().cpu()}
        return eval(compile(tree, "<index>", "eval"), names)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, MemoryError, RuntimeError):
        raise ValueError(wrong) from None


def _is_allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "X"
    if isinstance(node, ast.Constant):  # no text: `"%999999999d" % 1` is text too
        return node.value is None or isinstance(node.value, int | float | EllipsisType)
    return isinstance(node, _ALLOWED)


def _positions(X: torch.Tensor, key: object) -> torch.Tensor:
    """The positions of the cells taken, in the shape of the result."""
    positions = torch.arange(X.numel()).reshape(X.shape)
    try:
        taken = positions[key]
    except (IndexError, TypeError, ValueError, RuntimeError) as error:
        first = str(error).splitlines()[0].rstrip(".")
        raise ValueError(in_words("torch says: {error}.", error=first)) from None
    if taken.ndim > 2:
        raise ValueError(in_words("The result has {n} axes; up to two can be drawn.", n=taken.ndim))
    return taken


def _per_axis(key: object, ndim: int) -> Sequence[int | slice | None]:
    """The index of each axis; None for all of them where it is not of numbers and slices alone."""
    given: list[int | slice] = []
    dots = None  # how many are given before the `...`
    for item in key if isinstance(key, tuple) else (key,):
        if type(item) is int or isinstance(item, slice):
            given.append(item)
        elif item is ... and dots is None:
            dots = len(given)
        else:
            return [None] * ndim
    first = len(given) if dots is None else dots
    return [*given[:first], *[slice(None)] * (ndim - len(given)), *given[first:]]


def _draw(
    X: torch.Tensor,
    key: str,
    parsed: object,
    taken: torch.Tensor,
    cells: list[list[str]],
    width: float,
) -> Figure:
    rows, columns = len(cells), len(cells[0])
    chosen = set(taken.flatten().tolist())
    canvas = Canvas()
    canvas.grid(
        0, 0, cells, lambda i, j: TAKEN if i * columns + j in chosen else PLAIN, width=width
    )

    per_axis = _per_axis(parsed, X.ndim)
    _border(canvas, columns, per_axis[-1], lambda at, off: ((at + 0.5) * width, -off))
    if X.ndim == 2:
        _border(canvas, rows, per_axis[0], lambda at, off: (-off, (at + 0.5) * CELL))

    outcome = X.detach().cpu().flatten()[taken]
    shape = tuple(outcome.shape)
    result = writing.cells(outcome) if outcome.numel() else []
    # The result stands to the right where there is room for it; a long row stands below.
    right = (columns + 1) * width
    beside = right + _ARROW + (len(result[0]) if result else 3) * width <= _WIDEST
    if len(result) > _MOST_ROWS or (len(result) > 1 and not beside):
        raise ValueError(in_words("The result of shape {shape} is too large to draw.", shape=shape))
    if beside:
        x, y = right + _ARROW, (rows - max(len(result), 1)) / 2 * CELL
        middle = rows * CELL / 2
        canvas.arrow((right + 12, middle), (right + 64, middle))
    else:
        x, y = 0, (rows + 1) * CELL + 64
        canvas.arrow((width / 2, y - 72), (width / 2, y - 24))
        fits = int(_WIDEST // width)
        if len(result[0]) > fits:
            result = [[*result[0][: fits - 1], "…"]]
    if result:
        canvas.grid(x, y, result, TAKEN, width=width)
    else:
        canvas.text(x, y + CELL / 2, in_words("no cells"), align="left", color=GREY)
    below = y + max(len(result), 1) * CELL + 26
    canvas.text(x, below, in_words("shape {shape}", shape=shape), align="left")
    heading = -84 if per_axis[-1] is not None else -60
    canvas.text(0, heading, f"X[{key}]", mono=True, bold=True, size=TEXT + 2, align="left")
    return canvas.figure(_told(X, key, per_axis, chosen, outcome))


def _border(canvas: Canvas, size: int, item: int | slice | None, at: _Placing) -> None:
    """Number the rows or columns; mark which of them the item takes and where it ends."""
    marks, numbers = 42, 18
    belonging: list[int] = []
    end = None
    if isinstance(item, slice):
        start, stop, step = item.indices(size)
        belonging = list(range(start, stop, step))
        end = stop
    elif item is not None:
        belonging = [item % size]
    for i in range(size + (end == size)):
        color = ACCENT if i in belonging else GREY
        canvas.text(*at(i, numbers), str(i), size=SMALL, color=color, bold=i in belonging)
    if end is not None:
        if belonging:
            canvas.line([at(belonging[0], marks), at(end, marks)], ACCENT)
        canvas.dot(*at(end, marks), hollow=True)
    for i in belonging:
        canvas.dot(*at(i, marks))


def _told(
    X: torch.Tensor,
    key: str,
    per_axis: Sequence[int | slice | None],
    chosen: set[int],
    outcome: torch.Tensor,
) -> str:
    shape, size = tuple(X.shape), X.shape[-1]
    where = ""
    if chosen:
        places = sorted({position % size for position in chosen})
        lines = sorted({position // size for position in chosen})
        columns, rows = writing.listing(places), writing.listing(lines)
        columns = in_words.counted("column {n}", "columns {n}", len(places), n=columns)
        rows = in_words.counted("row {n}", "rows {n}", len(lines), n=rows)
        where = in_words(", in {columns}", columns=columns)
        if X.ndim == 2:
            where = in_words(", in {rows} and {columns}", rows=rows, columns=columns)
    told = in_words(
        "X[{key}] takes {taken} of the {all} cells of a tensor of shape {shape}{where}. The result "
        "has shape {result} and holds {values}.",
        key=key,
        taken=len(chosen),
        all=X.numel(),
        shape=shape,
        where=where,
        result=tuple(outcome.shape),
        values=writing.nested(outcome.tolist()),
    )
    if any(isinstance(item, slice) and item.stop is not None for item in per_axis):
        return in_words("{told} The end of a slice is not taken.", told=told)
    return told
