"""What automatic differentiation carries along, what it keeps, and what it adds up."""

import math
from collections.abc import Sequence
from typing import Any, Protocol

from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import (
    BLACK,
    GHOST,
    GREY,
    OTHER,
    PLAIN,
    SMALL,
    TAKEN,
    WIDEST,
    Canvas,
    Look,
    text_width,
)
from .drawing.figure import Figure, course_style
from .drawing.writing import commas, factor, listing, point, semicolons, short

in_words = words_of(__name__)

_WIDTH, _HEIGHT, _STEP = 116, 42, 214


@course_style()
def tapes(x: float = 0.5, steps: int = 3) -> Figure:
    """Draw what forward and reverse accumulation keep, of a chain of sines: `figures.tapes(0.5)`.

    Above, forward: pairs of a value and a derivative, of which the last alone is still there.
    Below, reverse: the values are kept, and read on the way back.

    steps: how many sines, one to three.

    Raises ValueError for another number of them.
    """
    if not 1 <= steps <= 3:
        raise ValueError("One to three sines can be drawn.")
    values, slopes = [float(x)], [1.0]
    for _ in range(steps):
        slopes.append(math.cos(values[-1]) * slopes[-1])
        values.append(math.sin(values[-1]))
    factors = [math.cos(value) for value in values[:-1]]
    adjoints = [math.prod(factors[k:]) for k in range(steps + 1)]
    canvas = Canvas()
    words = in_words("forward: the pair moves on, nothing is kept")
    canvas.text(0, 0, words, align="left", bold=True)
    for k in range(steps + 1):
        last = k == steps
        _box(canvas, k, 26, short(values[k]), PLAIN if last else GHOST)
        _box(canvas, k, 26 + _HEIGHT, short(slopes[k]), TAKEN if last else GHOST)
        if k:
            _arrow(canvas, k - 1, k, 26, "sin")
            _arrow(canvas, k - 1, k, 26 + _HEIGHT, f"× {short(factors[k - 1])}")
    right = steps * _STEP + _WIDTH + 16
    canvas.text(right, 26 + _HEIGHT / 2, in_words("value"), size=SMALL, align="left")
    canvas.text(right, 26 + 1.5 * _HEIGHT, in_words("derivative"), size=SMALL, align="left")
    top = 176
    words = in_words("reverse: each input is kept, then read on the way back")
    canvas.text(0, top, words, align="left", bold=True)
    for k in range(steps + 1):
        _box(canvas, k, top + 26, short(values[k]), PLAIN if k == steps else OTHER)
        _box(canvas, k, top + 136, short(adjoints[k]), TAKEN)
        if k:
            _arrow(canvas, k - 1, k, top + 26, "sin")
            _arrow(canvas, k, k - 1, top + 136, "")
        if k < steps:
            middle = k * _STEP + _WIDTH / 2
            canvas.arrow((middle, top + 26 + _HEIGHT), (middle, top + 136), GREY)
            words = f"cos: × {short(factors[k])}"
            canvas.text(middle + 12, top + 102, words, size=SMALL, align="left")
    canvas.text(right, top + 26 + _HEIGHT / 2, in_words("value"), size=SMALL, align="left")
    canvas.text(right, top + 136 + _HEIGHT / 2, in_words("adjoint"), size=SMALL, align="left")
    return canvas.figure(
        in_words.counted(
            "A chain of {count} sine from {x}. Forward, values {values} and derivatives {slopes} "
            "go in pairs, and only the last pair is still there. In reverse, kept are {kept}; then "
            "adjoints go back, {adjoints}, each step times the cosine of a kept value. Both end "
            "with {end}.",
            "A chain of {count} sines from {x}. Forward, values {values} and derivatives {slopes} "
            "go in pairs, and only the last pair is still there. In reverse, kept are {kept}; then "
            "adjoints go back, {adjoints}, each step times the cosine of a kept value. Both end "
            "with {end}.",
            steps,
            x=short(x),
            values=commas([*map(short, values)]),
            slopes=commas([*map(short, slopes)]),
            kept=listing([short(v) for v in values[:-1]]),
            adjoints=commas([*map(short, reversed(adjoints))]),
            end=short(slopes[-1]),
        )
    )


def _box(canvas: Canvas, column: int, y: float, words: str, look: Look) -> None:
    canvas.boxes([(column * _STEP, y, _WIDTH, _HEIGHT)], look)
    canvas.text(column * _STEP + _WIDTH / 2, y + _HEIGHT / 2, words, color=look.ink)


def _arrow(canvas: Canvas, start: int, end: int, y: float, words: str) -> None:
    """An arrow from one column to the next or to the one before, with words above it."""
    first, second = start * _STEP, end * _STEP
    ends = (first + _WIDTH, second) if start < end else (first, second + _WIDTH)
    low = y + _HEIGHT / 2 + (8 if words else 0)
    canvas.arrow((ends[0], low), (ends[1], low), BLACK)
    canvas.text(sum(ends) / 2, low - 16, words, size=SMALL)


@course_style()
def accumulation(*gradients: Tensor) -> Figure:
    """Draw how `.grad` adds up what arrives: `figures.accumulation(first, second)`.

    gradients: one or two of one shape (n,), what each backward brings; they are as short as fits
    beside each other. At the end `zero_()` is called.

    Raises ValueError for other shapes, more or wider ones.
    """
    shapes = {tuple(gradient.shape) for gradient in gradients}
    if not 1 <= len(gradients) <= 2 or len(shapes) != 1 or [len(s) for s in shapes] != [1]:
        raise ValueError("One or two gradients of one shape (n,) can be drawn.")
    ((size,),) = shapes
    rows = [gradient.tolist() for gradient in gradients]
    states = [[0.0] * size]
    for row in rows:
        states.append([a + b for a, b in zip(states[-1], row, strict=True)])
    widest = max(text_width(short(value)) for row in [*rows, *states] for value in row)
    cell, gap = max(38.0, widest + 12), 54
    step = size * cell + gap
    if not size or step * (len(states) + 1) > WIDEST:
        raise ValueError("There is no number, or the numbers are too wide to draw side by side.")
    canvas = Canvas()
    canvas.text(-16, 145, ".grad", mono=True, align="right")
    for k, state in enumerate([*states, states[0]]):
        x = k * step
        middle = x + size * cell / 2
        ends = k in (0, len(states))
        look = PLAIN if ends else OTHER
        canvas.grid(x, 126, [list(map(short, state))], look, width=cell, height=38)
        if k:
            canvas.arrow((x - gap + 6, 145), (x - 6, 145))
        if ends:
            canvas.text(middle, 126 + 60, "zero_()", mono=True, size=SMALL)
            continue
        words = [list(map(short, rows[k - 1]))]
        canvas.grid(x, 26, words, TAKEN, width=cell, height=38)
        canvas.text(middle, 6, in_words("backward {k}", k=k), size=SMALL)
        canvas.arrow((middle, 26 + 38), (middle, 126))
        canvas.text(middle + 22, 95, "+", bold=True)
    told = [
        in_words(
            "backward {k} brings {row}, and .grad is {state}",
            k=k,
            row=point(row),
            state=point(states[k]),
        )
        for k, row in enumerate(rows, start=1)
    ]
    return canvas.figure(
        in_words(
            ".grad starts at zero. {told}. zero_() makes it zero again.", told=semicolons(told)
        )
    )


class _Node(Protocol):
    """A number of the engine that a lecture builds."""

    number: int
    value: float
    parents: Sequence[Any]  # pairs: a node, the derivative by it


@course_style()
def engine(output: _Node, **named: _Node) -> Figure:
    """Draw the steps of an engine's backward, newest node first: `figures.engine(y, a=a, y=y)`.

    A row is a step, a column a node: in it stands the adjoint that the node has so far. Blue is
    the node whose turn it is, orange are those that it hands something to.

    output: a node with `number`, `value` and `parents`, the pairs of a node and the derivative
    by it; with at most seven nodes behind it. named: their names.

    Raises ValueError for more nodes.
    """
    nodes = {id(output): output}
    waiting = [output]
    while waiting:
        for parent, _ in waiting.pop().parents:
            if id(parent) not in nodes:
                nodes[id(parent)] = parent
                waiting.append(parent)
    if len(nodes) > 7:
        raise ValueError(f"{len(nodes)} nodes: at most 7 can be drawn.")
    order = sorted(nodes.values(), key=lambda node: -node.number)
    names = {id(node): name for name, node in named.items()}
    ages = range(len(order), 0, -1)
    names = {id(n): names.get(id(n), f"v{age}") for n, age in zip(order, ages, strict=True)}
    column = {id(node): j for j, node in enumerate(order)}
    grads = [0.0] * len(order)
    grads[0] = 1.0
    cell, height = 74, 40
    canvas = Canvas()
    for j, node in enumerate(order):
        x = (j + 0.5) * cell
        canvas.text(x, -46, names[id(node)], bold=True)
        canvas.text(x, -20, short(float(node.value)), size=SMALL, color=GREY)
    canvas.text(-14, -20, in_words("value"), size=SMALL, color=GREY, align="right")
    steps: list[tuple[str, int, set[int], list[str]]] = [(in_words("start"), 0, set(), [])]
    shown = [list(grads)]
    for j, node in enumerate(order):
        if not node.parents:
            continue
        handed = []
        for parent, derivative in node.parents:
            grads[column[id(parent)]] += grads[j] * derivative
            handed.append(f"{names[id(parent)]} += {short(grads[j])} · {factor(short(derivative))}")
        steps.append((names[id(node)], j, {column[id(p)] for p, _ in node.parents}, handed))
        shown.append(list(grads))
    told = []
    for i, ((name, turn, given, handed), row) in enumerate(zip(steps, shown, strict=True)):
        looks = [OTHER if j in given else TAKEN if j == turn else PLAIN for j in range(len(order))]
        y = i * height
        words = [[short(value) if value else "" for value in row]]
        canvas.grid(0, y, words, _of(looks), width=cell, height=height)
        canvas.text(-14, y + height / 2, name, align="right", bold=i > 0)
        canvas.text(
            len(order) * cell + 16, y + height / 2, ",  ".join(handed), size=SMALL, align="left"
        )
        if handed:
            told.append(in_words("at {name}: {handed}", name=name, handed=listing(handed)))
    final = [f"{names[id(n)]} {short(g)}" for n, g in zip(order, grads, strict=True)]
    return canvas.figure(
        in_words(
            "A table of adjoints, a column for each node, newest first, and a row for each step. "
            "At the start {output} has 1. Then {told}. In the end: {final}.",
            output=names[id(output)],
            told=semicolons(told),
            final=commas(final),
        )
    )


def _of(looks: list[Look]) -> Any:
    return lambda _, j: looks[j]
