"""How good a classifier is: what it takes for what, and how often it is right when it is sure."""

from collections.abc import Sequence

import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, GHOST, GREY, OTHER, SMALL, TAKEN, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.plotting import finished, say, sheet

in_words = words_of(__name__)

_MOST = 12


@course_style()
def confusion(counts: torch.Tensor) -> Figure:
    """Draw a confusion matrix: `figures.confusion(counts)`.

    counts: (K, K), rows the true class, columns the class that was chosen; K at most 12.

    Raises ValueError for other shapes.
    """
    table = torch.as_tensor(counts).tolist()
    size = len(table)
    if not 0 < size <= _MOST or any(len(row) != size for row in table):
        raise ValueError(f"A confusion matrix is square, with at most {_MOST} rows.")

    def look(i: int, j: int) -> Look:
        return TAKEN if i == j else OTHER if table[i][j] else GHOST

    canvas = Canvas()
    words = [[str(count) if count else "" for count in row] for row in table]
    canvas.grid(0, 0, words, look, width=54, height=34, size=SMALL)
    for k in range(size):
        canvas.text(27 + 54 * k, -18, str(k), bold=True, size=SMALL)
        canvas.text(-20, 17 + 34 * k, str(k), bold=True, size=SMALL)
    canvas.text(27 * size, -48, in_words("taken for"), color=GREY)
    canvas.text(-48, 17 * size, in_words("true"), color=GREY, align="right")
    wrong = [
        in_words.counted(
            "once {i} was taken for {j}",
            "{count} times {i} was taken for {j}",
            count,
            i=i,
            j=j,
        )
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        if count and i != j
    ]
    right = sum(table[k][k] for k in range(size))
    drawn = in_words(
        "A table of {size} classes: {right} of {all} are on the diagonal, and right.",
        size=size,
        right=right,
        all=sum(map(sum, table)),
    )
    mistakes = (
        in_words("Mistakes: {wrong}.", wrong=writing.semicolons(wrong))
        if wrong
        else in_words("Nothing was taken for anything else.")
    )
    return canvas.figure(writing.sentences([drawn, mistakes]))


@course_style()
def reliability(claimed: Sequence[float], right: Sequence[float], counts: Sequence[int]) -> Figure:
    """Draw how often is right who is how sure: `figures.reliability(claimed, right, counts)`.

    claimed: the mean probability of the chosen class, group by group; right: the share of each
    group that is right; counts: how many each group has.

    Raises ValueError for lengths that differ.
    """
    if not len(claimed) == len(right) == len(counts) > 0:
        raise ValueError("Each group has a claim, a share and a count.")
    drawing, (axes,) = sheet(760, 450)
    axes.plot([0, 1], [0, 1], "--", color=GREY, linewidth=2)
    axes.plot(claimed, right, "-o", color=ACCENT, linewidth=3, markersize=10)
    for x, y, count in zip(claimed, right, counts, strict=True):
        words = in_words("n = {count}", count=count)
        above = y >= x  # away from the diagonal, and from the axis
        if above and x == max(claimed):
            say(axes, x, y + 0.05, words, align="center")
        elif above:
            say(axes, x - 0.02, y + 0.045, words, align="right")
        else:
            say(axes, x + 0.02, y + (-0.045 if y > 0.1 else 0.045), words)
    low = max(-0.06, min(*claimed, *right) - 0.18)
    axes.set(xlim=(low, 1.06), ylim=(low, 1.1))
    axes.set_yticks([tick for tick in axes.get_yticks() if low <= tick <= 1])
    say(axes, low + 0.1, low + 0.035, in_words("claims = truth"), color=GREY)
    axes.set_xlabel(in_words("probability that it claims"))
    axes.set_ylabel(in_words("share that is right"))
    axes.set_aspect("equal")
    told = [
        in_words.counted(
            "of {count} row with mean claim {claim}, {share} are right",
            "of {count} rows with mean claim {claim}, {share} are right",
            count,
            claim=f"{x:.2f}",
            share=f"{y:.2f}",
        )
        for x, y, count in zip(claimed, right, counts, strict=True)
    ]
    return finished(
        drawing,
        in_words(
            "Points beside the diagonal, on which claim and share are equal: {told}.",
            told=writing.semicolons(told),
        ),
    )
