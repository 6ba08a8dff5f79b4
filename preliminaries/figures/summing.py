"""Sums along an axis: the axis that folds up."""

from collections.abc import Sequence
from operator import index as integer

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, GREY, PLAIN, SMALL, TAKEN, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.writing import listing

in_words = words_of(__name__)
_CELL = 34
_LARGEST = (3, 6, 4)
_BACK = 17, -17  # one step along axis 0: to the back, drawn to the upper right


@course_style()
def fold(shape: Sequence[int] = (2, 5, 4), axis: int | Sequence[int] = 1) -> Figure:
    """Draw a cube that is summed over an axis, or several: `figures.fold((2, 5, 4), 1)`.

    Left the cube, right the sum without and with `keepdim=True`. Filled are the entries that go
    into one entry of the sum, and that entry.

    shape: three sizes, at most (3, 6, 4). axis: 0, 1, 2, or a list of them.
    """
    shape = tuple(integer(size) for size in shape)
    folded = tuple(axis) if isinstance(axis, Sequence) else (integer(axis),)
    folded = tuple(sorted({range(3)[k] for k in folded}))
    if len(shape) != 3 or not all(
        1 <= size <= most for size, most in zip(shape, _LARGEST, strict=True)
    ):
        raise ValueError(f"{shape} is not a shape of three sizes, at most {_LARGEST}.")
    kept = tuple(shape[k] for k in range(3) if k not in folded)
    with_ones = tuple(1 if k in folded else shape[k] for k in range(3))
    depth, rows, columns = shape

    canvas = Canvas()
    top = 34 + (depth * 17)
    _cube(canvas, 0, top, shape, folded)
    canvas.text(0, 0, f"X {shape}", bold=True, align="left")
    _arrows(canvas, 0, top, shape, folded)
    right = columns * _CELL + depth * 17

    x = right + 160
    listed = listing(folded) if len(folded) == 1 else str(list(folded))
    call = f"sum({listed})" if kept else "sum()"
    middle = top + rows * _CELL / 2
    canvas.text(right + 85, middle - 24, call, mono=True)
    canvas.arrow((right + 40, middle), (right + 130, middle))
    canvas.text(x, 0, f"{kept}", bold=True, align="left")
    _flat(canvas, x, top, kept)
    x += max(200, (kept[-1] if kept else 1) * _CELL + 30)
    canvas.text(x, 0, f"keepdim: {with_ones}", bold=True, align="left")
    _cube(canvas, x, top, with_ones, folded)
    return canvas.figure(
        in_words.counted(
            "A cube of shape {shape} is summed over axis {over}: axis {over} disappears and the "
            "result has shape {kept}. With keepdim=True a 1 stays in that place, shape "
            "{with_ones}: still a cube, one cell thick there. The entries added up for the first "
            "entry of the sum are filled.",
            "A cube of shape {shape} is summed over axes {over}: axes {over} disappear and the "
            "result has shape {kept}. With keepdim=True a 1 stays in that place, shape "
            "{with_ones}: still a cube, one cell thick there. The entries added up for the first "
            "entry of the sum are filled.",
            len(folded),
            shape=shape,
            over=listing(folded),
            kept=kept,
            with_ones=with_ones,
        )
    )


def _cube(canvas: Canvas, x: float, y: float, shape: Sequence[int], folded: Sequence[int]) -> None:
    """A block of cells, its front face's top left corner at (x, y)."""
    depth, rows, columns = shape

    def look(*place: int) -> Look:
        return TAKEN if all(k in folded or place[k] == 0 for k in range(3)) else PLAIN

    faces = []
    for j in range(rows):
        for k in range(columns):
            faces.append((look(0, j, k), _face(x, y, (0, j, k), (0, 1, 0), (0, 0, 1))))
    for i in range(depth):
        for k in range(columns):
            faces.append((look(i, 0, k), _face(x, y, (i, 0, k), (1, 0, 0), (0, 0, 1))))
        for j in range(rows):
            faces.append(
                (look(i, j, columns - 1), _face(x, y, (i, j, columns), (1, 0, 0), (0, 1, 0)))
            )
    for filled in (PLAIN, TAKEN):
        for own, corners in faces:
            if own == filled:
                canvas.polygon(corners, own)


def _corner(x: float, y: float, place: Sequence[float]) -> tuple[float, float]:
    i, j, k = place
    return x + k * _CELL + i * _BACK[0], y + j * _CELL + i * _BACK[1]


def _face(
    x: float, y: float, start: Sequence[int], one: Sequence[int], other: Sequence[int]
) -> list[tuple[float, float]]:
    steps = ((0, 0), (1, 0), (1, 1), (0, 1))
    return [
        _corner(x, y, tuple(start[a] + p * one[a] + q * other[a] for a in range(3)))
        for p, q in steps
    ]


def _arrows(
    canvas: Canvas, x: float, y: float, shape: Sequence[int], folded: Sequence[int]
) -> None:
    """An arrow along each axis with its number; the axes that fold are blue."""
    depth, rows, columns = shape
    for k in range(3):
        folds = k in folded
        color = ACCENT if folds else GREY
        if k == 0:
            start = _corner(x + 14, y + 8, (0, rows, columns))
            end = _corner(x + 14, y + 8, (max(depth, 2.2), rows, columns))
            place, align = (start[0] + 22, start[1] + 4), "left"
        elif k == 1:
            start, end = _corner(x - 14, y, (0, 0, 0)), _corner(x - 14, y, (0, rows, 0))
            place, align = (start[0] - 10, (start[1] + end[1]) / 2), "right"
        else:
            start, end = _corner(x, y + 14, (0, rows, 0)), _corner(x, y + 14, (0, rows, columns))
            place, align = ((start[0] + end[0]) / 2, start[1] + 22), "center"
        canvas.arrow(start, end, color, width=3 if folds else 2)
        name = in_words("axis {k}", k=k)
        canvas.text(*place, name, size=SMALL, color=color, bold=folds, align=align)


def _flat(canvas: Canvas, x: float, y: float, shape: tuple[int, ...]) -> None:
    """An array of up to two axes, its first entry filled."""
    rows, columns = (1, 1, *shape)[-2:]
    canvas.grid(
        x,
        y,
        [[""] * columns] * rows,
        lambda i, j: TAKEN if i == j == 0 else PLAIN,
        width=_CELL,
        height=_CELL,
    )
