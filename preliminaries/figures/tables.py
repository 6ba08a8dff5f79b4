"""Tables: where something is missing, and a column of words as columns of zeros and ones."""

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    BLACK,
    COUNTER,
    GHOST,
    GREY,
    MARGIN,
    SMALL,
    TAKEN,
    WIDEST,
    Canvas,
    Look,
    shortened,
    text_width,
)
from .drawing.figure import Figure, course_style

if TYPE_CHECKING:
    import pandas as pd

in_words = words_of(__name__)
_LANE = 34
_SPACE = 6
_PADDING = 20
_THINNEST = 3  # pixels: one row of a thousand is still seen
_HOLE = Look(COUNTER, edge=COUNTER)
_MOST_COLUMNS, _MOST_ROWS = 12, 10
_WIDEST_NAME, _WIDEST_WORD = 300, 150  # pixels; the text alternative has them in full


@course_style()
def missing(frame: "pd.DataFrame") -> Figure:
    """Draw where values are missing in a table: `figures.missing(frame)`.

    frame: a table of at most 12 columns and any number of rows. Each column is a lane, in which
    the rows go from left to right.

    Raises ValueError for a table without cells, or with more columns.
    """
    rows, columns = frame.shape
    if not frame.size:
        raise ValueError(
            in_words(
                "There is nothing to draw: {rows}, {columns}.",
                rows=in_words.counted("{count} row", "{count} rows", rows),
                columns=in_words.counted("{count} column", "{count} columns", columns),
            )
        )
    if columns > _MOST_COLUMNS:
        raise ValueError(
            f"The table has {columns} columns, and at most {_MOST_COLUMNS} can be drawn: choose "
            f"some, as in `frame.iloc[:, :{_MOST_COLUMNS}]`."
        )
    canvas = Canvas()
    names = [str(name) for name in frame.columns]
    shown = [shortened(name, _WIDEST_NAME, SMALL, mono=True) for name in names]
    start = max(text_width(name, SMALL, mono=True) for name in shown) + 16
    length = WIDEST - 2 * MARGIN - start - text_width(in_words("{n} missing", n=rows), SMALL) - 20
    told = []
    for j, name in enumerate(names):
        y = j * (_LANE + _SPACE)
        holes = frame.iloc[:, j].isna().to_numpy().nonzero()[0].tolist()
        canvas.text(start - 12, y + _LANE / 2, shown[j], mono=True, size=SMALL, align="right")
        canvas.boxes([(start, y, length, _LANE)], GHOST)
        step = length / rows
        canvas.boxes(
            [(start + k * step, y, max(step, _THINNEST), _LANE) for k in holes],
            _HOLE,
        )
        how_many = in_words("{n} missing", n=len(holes)) if holes else in_words("all there")
        ink = BLACK if holes else GREY
        canvas.text(
            start + length + 14, y + _LANE / 2, how_many, size=SMALL, align="left", color=ink
        )
        if holes:
            told.append(in_words("{name} in {rows}", name=name, rows=_places(holes)))
    bottom = columns * (_LANE + _SPACE) + 14
    for k, x, align in ((0, start, "left"), (rows - 1, start + length, "right")):
        canvas.text(x, bottom, in_words("row {k}", k=k), size=SMALL, align=align, color=GREY)
    what = in_words.counted(
        "Missing are, of {count} row: {told}.",
        "Missing are, of {count} rows: {told}.",
        rows,
        told=writing.semicolons(told),
    )
    lanes = in_words.counted(
        "A lane for each of {count} column.", "A lane for each of {count} columns.", columns
    )
    return canvas.figure(
        writing.sentences([lanes, what if told else in_words("Nothing is missing.")])
    )


def _places(rows: list[int]) -> str:
    if len(rows) > 6:
        return in_words.counted("{count} row", "{count} rows", len(rows))
    return in_words.counted("row {rows}", "rows {rows}", len(rows), rows=writing.listing(rows))


@course_style()
def one_hot(column: "pd.Series") -> Figure:
    """Draw words as columns of zeros and ones: `figures.one_hot(column)`.

    column: at most ten words, some of which may be missing; they get a column of their own.

    Raises ValueError where there are more, or none.
    """
    words = ["nan" if missing else str(w) for w, missing in zip(column, column.isna(), strict=True)]
    if not words:
        raise ValueError("There is nothing to draw: the column has no entries.")
    if len(words) > _MOST_ROWS:
        raise ValueError(
            f"The column has {len(words)} entries, and at most {_MOST_ROWS} can be drawn: choose "
            f"some, as in `column.head({_MOST_ROWS})`."
        )
    name = "" if column.name is None else str(column.name)
    kinds = [*sorted(set(words) - {"nan"}), "nan"]
    heads = [f"{name}_{kind}" if name else kind for kind in kinds]
    title = shortened(name, _WIDEST_WORD, SMALL, bold=True)
    shown = [["NaN" if word == "nan" else shortened(word, _WIDEST_WORD, SMALL)] for word in words]
    left = max(text_width(w, SMALL, bold=True) for w in [*(row[0] for row in shown), title]) + 24
    above = _side_by_side(heads, WIDEST - 2 * MARGIN - left - 90)
    canvas = Canvas()
    height = 38
    canvas.text(left / 2, -24, title, bold=True, size=SMALL)
    canvas.grid(0, 0, shown, width=left, height=height, size=SMALL)
    middle = len(words) * height / 2
    canvas.arrow((left + 20, middle), (left + 70, middle))
    x = left + 90
    for kind, head in zip(kinds, above, strict=True):
        width = _room(head)
        canvas.text(x + width / 2, -24, head, bold=True, size=SMALL)
        cells = [[str(int(word == kind))] for word in words]
        canvas.grid(x, 0, cells, _look_of(cells), width=width, height=height, size=SMALL)
        x += width
    told = [
        in_words(
            "{word} has its 1 in {column}",
            word="NaN" if word == "nan" else word,
            column=heads[kinds.index(word)],
        )
        for word in dict.fromkeys(words)
    ]
    return canvas.figure(
        in_words(
            "The column {name} becomes {columns} of zeros and ones, with one 1 in each of its "
            "{rows}: {told}.",
            name=name or in_words("of words"),
            columns=in_words.counted("{count} column", "{count} columns", len(kinds)),
            rows=in_words.counted("{count} row", "{count} rows", len(words)),
            told=writing.semicolons(told),
        )
    )


def _side_by_side(heads: list[str], room: float) -> list[str]:
    """The heads of columns, the widest of them shortened until all fit beside each other."""

    def shown(less: int) -> list[str]:
        return [shortened(head, room - less - _PADDING, SMALL, bold=True) for head in heads]

    def fit(less: int) -> bool:
        return sum(map(_room, shown(less))) <= room

    return shown(bisect_left(range(int(room)), True, key=fit))


def _room(head: str) -> float:
    return text_width(head, SMALL, bold=True) + _PADDING


def _look_of(cells: list[list[str]]) -> Callable[[int, int], Look]:
    return lambda i, j: TAKEN if cells[i][j] == "1" else GHOST
