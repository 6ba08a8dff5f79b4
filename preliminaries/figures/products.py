"""A matrix product: rows that meet columns."""

from functools import partial

import torch

from preliminaries.languages import words_of

from .drawing.canvas import OTHER, PLAIN, TAKEN, Canvas, text_width
from .drawing.figure import Figure, course_style
from .drawing.writing import cells, factor, nested, number

in_words = words_of(__name__)
_CELL = 50
_GAP = 40


@course_style()
def matrix_product(A: torch.Tensor, B: torch.Tensor, i: int = 0, j: int = 0) -> Figure:
    """Draw how entry [i, j] of A B is made: `figures.matrix_product(A, B, 1, 0)`.

    B stands above the product and A to its left, so that row i of A and column j of B meet in
    the entry that they give.

    A: (m, n), B: (n, k), up to six rows and columns each.
    """
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[0] or 0 in (*A.shape, *B.shape):
        raise ValueError(f"{tuple(A.shape)} and {tuple(B.shape)} have no matrix product to draw.")
    if max(*A.shape, *B.shape) > 6:
        raise ValueError("Matrices of up to six rows and columns can be drawn.")
    (m, n), k = A.shape, B.shape[1]
    i, j = range(m)[i], range(k)[j]
    product = A @ B
    written = [cells(matrix) for matrix in (A, B, product)]
    widest = max(text_width(word) for rows in written for row in rows for word in row)
    cell = max(_CELL, widest + 8)
    left, top = n * cell + _GAP, n * cell + _GAP
    canvas = Canvas()
    grid = partial(canvas.grid, width=cell, height=cell)
    grid(left, 0, written[1], lambda _, column: OTHER if column == j else PLAIN)
    grid(0, top, written[0], lambda row, _: TAKEN if row == i else PLAIN)
    grid(left, top, written[2])
    x, y = left + j * cell, top + i * cell
    for inset in (1, 3):
        side = cell - 2 * inset
        canvas.frame(x + inset, y + inset, side, side, line=3)
    canvas.text(0, top - 20, f"A {tuple(A.shape)}", bold=True, align="left")
    right = left + k * cell + 14
    canvas.text(right, n * cell / 2, f"B {tuple(B.shape)}", bold=True, align="left")
    canvas.text(right, top + m * cell / 2, f"A B {(m, k)}", bold=True, align="left")
    row, column = A[i].tolist(), B[:, j].tolist()
    terms = " + ".join(
        f"{factor(number(a))} · {factor(number(b))}" for a, b in zip(row, column, strict=True)
    )
    result = number(product[i, j].item())
    words = in_words("entry [{i}, {j}]: {terms} = {result}", i=i, j=j, terms=terms, result=result)
    canvas.text(0, top + m * cell + 30, words, align="left")
    return canvas.figure(
        in_words(
            "The matrices A of shape {a} and B of shape {b}, with the product between them. Row "
            "{i} of A, {row}, meets column {j} of B, {column}: {terms} = {result}, entry "
            "[{i}, {j}] of the product.",
            a=tuple(A.shape),
            b=tuple(B.shape),
            i=i,
            j=j,
            row=nested(row),
            column=nested(column),
            terms=terms,
            result=result,
        )
    )
