"""A network of two layers at work on a table, forward and back."""

from collections.abc import Sequence

import torch
from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, COUNTER, SMALL, Canvas
from .drawing.figure import Figure, course_style
from .drawing.heat import heat, more, plain
from .drawing.writing import short

in_words = words_of(__name__)


@course_style()
def network(X: Tensor, parameters: Sequence[Tensor], Y: Tensor) -> Figure:
    """Draw a network of two layers on its table, forward and back: `figures.network(X, ps, Y)`.

    Tensors are as wide as they have columns; the shapes of the gradients are those of the
    parameters.

    X: (n, d). parameters: W1 (d, h), b1 (h,), W2 (h, k), b2 (k,). Y: (n, k). Sizes d, h and k are
    at most six.

    Raises ValueError for other shapes.
    """
    shapes = [tuple(p.shape) for p in parameters]
    (n, d), h, k = X.shape, shapes[0][-1], shapes[-1][-1]
    if shapes != [(d, h), (h,), (h, k), (k,)] or tuple(Y.shape) != (n, k) or max(d, h, k) > 6:
        raise ValueError(f"{shapes} are not W1, b1, W2 and b2 of a small network for this table.")
    W1, b1, W2, b2 = map(plain, parameters)
    data = plain(X)
    hidden = torch.sigmoid(data @ W1 + b1)
    made = hidden @ W2 + b2
    loss = ((made - plain(Y)) ** 2).sum() / (2 * n)
    # The hidden values lie between 0 and 1: around a half they are coloured as others around 0.
    stages = (("X", data, data), ("A₁", hidden, 4 * hidden - 2), ("Z₂", made, made))
    canvas = Canvas()
    cell, seen = 26, min(n, 8)
    across, ends = 0.0, []
    for name, values, colours in stages:
        wide = values.shape[1] * cell
        heat(canvas, across, 0, colours[:seen].tolist(), width=cell, height=cell)
        if n > seen:
            more(canvas, across + wide / 2, seen * cell + 8)
        canvas.text(across + wide / 2, seen * cell + 50, f"{name} {tuple(values.shape)}", bold=True)
        ends.append((across, across + wide))
        across += wide + 182
    box = across - 20, seen * cell / 2 - 26, 110, 52
    canvas.boxes([box])
    canvas.text(box[0] + 55, seen * cell / 2, f"L = {short(loss.item())}", bold=True, size=SMALL)
    ends.append((box[0], box[0] + 110))
    middle = seen * cell / 2
    for (_, start), (end, _), (up, down) in zip(
        ends,
        ends[1:],
        (
            (f"@ W₁ {shapes[0]}", f"dW₁ {shapes[0]}"),
            (f"@ W₂ {shapes[2]}", f"dW₂ {shapes[2]}"),
            (in_words("− Y, squared"), "dZ₂"),
        ),
        strict=False,
    ):
        canvas.arrow((start + 12, middle - 20), (end - 12, middle - 20), ACCENT, 4)
        canvas.arrow((end - 12, middle + 20), (start + 12, middle + 20), COUNTER, 4)
        canvas.text((start + end) / 2, middle - 44, up, size=SMALL)
        canvas.text((start + end) / 2, middle + 46, down, size=SMALL)
    return canvas.figure(
        in_words(
            "A table X of shape {X_shape} as coloured cells; blue arrows lead forward through A₁ "
            "of shape {A_shape} and Z₂ of shape {Z_shape} to the loss, {loss}; orange arrows lead "
            "back, and bring a gradient of shape {W1_shape} for W₁ and one of shape {W2_shape} "
            "for W₂.",
            X_shape=(n, d),
            A_shape=(n, h),
            Z_shape=(n, k),
            loss=short(loss.item()),
            W1_shape=shapes[0],
            W2_shape=shapes[2],
        )
    )
