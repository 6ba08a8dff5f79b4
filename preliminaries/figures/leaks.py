"""Leaks: what test rows must have no say in, and what gives the answer away."""

from typing import TYPE_CHECKING, Any

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    BLACK,
    COUNTER,
    OTHER,
    PLAIN,
    SMALL,
    TAKEN,
    Canvas,
    shortened,
    text_width,
)
from .drawing.figure import Figure, course_style
from .drawing.writing import listing

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)

_HEIGHT = 36
_TRAIN, _TEST = 4, 2  # rows drawn of each


@course_style()
def leak(what: str = "") -> Figure:
    """Draw a number that comes from the training rows alone, and a leak: `figures.leak("mean")`.

    On the left the number is computed from the training rows and used on all; on the right the
    test rows have a say in it.

    what: a short name of the number; the mean if none is given.
    """
    canvas = Canvas()
    what = shortened(what or in_words("mean"), 110)
    honest, leaky = in_words("honest"), in_words("a leak")
    for left, title, leaks in ((0.0, honest, False), (480.0, leaky, True)):
        canvas.text(left, -30, title, bold=True, align="left")
        for k in range(_TRAIN + _TEST):
            look = TAKEN if k < _TRAIN else OTHER
            y = k * (_HEIGHT + 2) + (14 if k >= _TRAIN else 0)
            canvas.boxes([(left, y, 120, _HEIGHT - 4)], look)
            words = in_words("train" if k < _TRAIN else "test")
            canvas.text(left + 60, y + _HEIGHT / 2 - 2, words, size=SMALL, color=look.ink)
        train_middle = _TRAIN * (_HEIGHT + 2) / 2 - 3
        test_middle = _TRAIN * (_HEIGHT + 2) + 14 + _HEIGHT - 1
        box = left + 250, train_middle - 28, 130, 56
        canvas.boxes([box], PLAIN)
        canvas.text(box[0] + 65, train_middle, what, bold=True)
        canvas.arrow((left + 128, train_middle - 14), (box[0] - 6, train_middle - 14), BLACK, 3)
        canvas.arrow((box[0] - 6, train_middle + 14), (left + 128, train_middle + 14), BLACK, 3)
        corner = box[0] + 40
        canvas.line([(corner, box[1] + 56), (corner, test_middle - 12)], BLACK, 3)
        canvas.arrow((corner, test_middle - 12), (left + 128, test_middle - 12), BLACK, 3)
        if leaks:
            corner = box[0] + 90
            canvas.line([(left + 128, test_middle + 14), (corner, test_middle + 14)], COUNTER, 5)
            canvas.arrow((corner, test_middle + 14), (corner, box[1] + 62), COUNTER, 5)
            words = in_words("test rows have a say")
            canvas.text(left + 140, test_middle + 42, words, size=SMALL, align="left")
    return canvas.figure(
        in_words(
            "Twice four training rows, two test rows and a box, the {what}. On the left an arrow "
            "leads from the training rows to the box, and arrows lead back from it to all rows: "
            "honest. On the right one more arrow leads from the test rows to the box: a leak.",
            what=what,
        )
    )


@course_style()
def given_away(frame: "pd.DataFrame", target: str) -> Figure:
    """Draw a small table, with what gives its target away: `figures.given_away(frame, "mass")`.

    Framed are the entries that equal the target of their row; the target's name is bold.

    frame: at most eight rows and five columns. target: the name of one.

    Raises ValueError for other tables.
    """
    names = [str(name) for name in frame.columns]
    if target not in names or not 0 < len(frame) <= 8 or len(names) > 5:
        raise ValueError(f"A table of up to eight rows and five columns with {target!r} is drawn.")
    canvas = Canvas()
    across = 0.0
    answers = frame[target].tolist()
    told: list[str] = []
    framed: list[tuple[float, float, float]] = []
    for k, name in enumerate(names):
        column = frame.iloc[:, k].tolist()
        words = [[word] for word in _written(column)]
        head = shortened(name, 190, SMALL, bold=name == target)
        bold = name == target
        wide = text_width(head, SMALL, bold=bold)
        width = max(90, wide, *(text_width(word) for (word,) in words)) + 24
        same = [value == answer for value, answer in zip(column, answers, strict=True)]
        canvas.text(across + width / 2, -22, head, size=SMALL, bold=bold)
        canvas.grid(across, 0, words, width=width, height=_HEIGHT)
        if name != target:
            framed += [(across, i * _HEIGHT, width) for i, equal in enumerate(same) if equal]
            rows = in_words.counted("{count} row", "{count} rows", sum(same))
            told.append(in_words("{name} in {rows}", name=name, rows=rows))
        across += width
    for x, y, width in framed:
        canvas.frame(x, y, width, _HEIGHT, line=4)
    below = len(frame) * _HEIGHT + 36
    canvas.frame(0, below - 12, 30, 24, line=4)
    canvas.text(42, below, in_words("equals {target}", target=target), size=SMALL, align="left")
    return canvas.figure(
        in_words(
            "A table of {rows} with the columns {names}. Framed is what equals {target} in its "
            "row: {told}.",
            rows=in_words.counted("{count} row", "{count} rows", len(frame)),
            names=listing(names),
            target=target,
            told=listing(told),
        )
    )


def _written(column: list[Any]) -> list[str]:
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in column):
        return writing.column(column)
    return [shortened(str(value), 150) for value in column]
