"""Two matrices made one: along an axis they have, or along a new one."""

import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, GREY, OTHER, SMALL, TAKEN, WIDEST, Canvas, text_width
from .drawing.figure import Figure, course_style

in_words = words_of(__name__)
_ROW = 36
_GAP = 60
_NARROWEST = 176  # room for the words above and below a panel
_MOST_ROWS = 10


@course_style()
def join(A: torch.Tensor, B: torch.Tensor) -> Figure:
    """Draw `cat` along axis 0, `cat` along axis 1, and `stack`: `figures.join(A, B)`.

    A, B: matrices, small enough to draw three times side by side. Where a way of joining does
    not work because a size differs, its panel says which.

    Raises ValueError for tensors that are no matrices, or too large.
    """
    for name, matrix in (("A", A), ("B", B)):
        if matrix.ndim != 2 or matrix.numel() == 0:
            raise ValueError(f"{name} of shape {tuple(matrix.shape)} is not a matrix with cells.")
    a, b = tuple(A.shape), tuple(B.shape)
    rows = {"A": writing.cells(A), "B": writing.cells(B)}
    written = [value for cells in rows.values() for row in cells for value in row]
    width = max(_ROW, *(text_width(value, SMALL) + 10 for value in written))
    wide = max(a[1], b[1]) * width
    widths = [max(_NARROWEST, size) for size in (wide, (a[1] + b[1]) * width, wide + 70)]
    if sum(widths) + 2 * _GAP > WIDEST or a[0] + b[0] > _MOST_ROWS:
        raise ValueError(f"Matrices of shapes {a} and {b} are too large to draw joined.")

    canvas = Canvas()

    def place(name: str, x: float, y: float) -> None:
        look = {"A": TAKEN, "B": OTHER}[name]
        canvas.grid(x, y, rows[name], look, width=width, height=_ROW, size=SMALL)

    x = 0.0
    for name, shape in (("A", a), ("B", b)):
        canvas.text(x, -26, f"{name} {shape}", bold=True, align="left")
        place(name, x, 0)
        x += max(shape[1] * width, 110) + _GAP

    # For each way: its name, the axes that must agree, and where B goes when A is at (0, 0).
    ways = (
        ("cat, dim=0", [1], (0, a[0] * _ROW)),
        ("cat, dim=1", [0], (a[1] * width, 0)),
        ("stack, dim=0", [0, 1], (0, a[0] * _ROW + 22)),
    )
    x, y = 0.0, max(a[0], b[0]) * _ROW + 70
    told = []
    for (title, agreeing, (right, down)), panel in zip(ways, widths, strict=True):
        canvas.text(x, y, title, mono=True, bold=True, align="left")
        operation, dim = title.split(", dim=")
        differing = [axis for axis in agreeing if a[axis] != b[axis]]
        if differing:
            axis = differing[0]
            sizes = {"axis": axis, "a": a[axis], "b": b[axis]}
            words = in_words("Fails: on axis {axis}\n{a} and {b} differ.", **sizes).splitlines()
            canvas.boxes([(x, y + 40, 6, 54)], OTHER)
            canvas.lines(x + 18, y + 54, words, align="left", size=SMALL)
            result = in_words("fails, since {a} and {b} differ on axis {axis}", **sizes)
        else:
            joined = getattr(torch, operation)((A.detach(), B.detach()), dim=int(dim))
            shape = tuple(joined.shape)
            corner = x, y + 34
            if operation == "stack":
                _new_axis(canvas, x, y + 34, a[0] * _ROW, down)
                corner = x + 70, y + 34
            place("A", *corner)
            place("B", corner[0] + right, corner[1] + down)
            bottom = corner[1] + max(a[0] * _ROW, down + b[0] * _ROW)
            canvas.text(corner[0], bottom + 28, str(shape), align="left")
            values = writing.nested(joined.tolist())
            result = in_words("has shape {shape} and holds {values}", shape=shape, values=values)
        if operation == "stack":
            told.append(in_words("stack along a new axis {dim} {result}", dim=dim, result=result))
        else:
            told.append(in_words("cat along axis {dim} {result}", dim=dim, result=result))
        x += panel + _GAP
    return canvas.figure(
        in_words(
            "A of shape {a} and B of shape {b}, joined in three ways: {told}.",
            a=a,
            b=b,
            told=writing.semicolons(told),
        )
    )


def _new_axis(canvas: Canvas, x: float, y: float, height: float, step: float) -> None:
    """The axis that stack makes: one place for A, one for B."""
    for i in range(2):
        canvas.text(x + 56, y + height / 2 + i * step, f"[{i}]", align="right", color=GREY)
    canvas.arrow((x + 8, y + 6), (x + 8, y + step + height - 6), ACCENT)
