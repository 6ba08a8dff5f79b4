"""What is pressed for one line of an answer: buttons, which a keyboard reaches as a mouse does."""

import html
import json
import math
from collections.abc import Callable
from functools import partial
from types import EllipsisType
from typing import TYPE_CHECKING, Protocol

import ipywidgets as widgets

from preliminaries import figures
from preliminaries.authoring.pointing import Arrow, Axes, Cells
from preliminaries.languages import language, speaking, translated, words_of

if TYPE_CHECKING:
    from preliminaries.figures.drawing.figure import Figure

in_words = words_of(__name__)

_LETTERS = "var(--small, 16px)"  # live slides say how large their small letters are
_TAKEN = "#cfe6f5"


class Panel(Protocol):
    """Its buttons, and the value that they say so far; `...` while nothing is pressed."""

    box: widgets.Box

    @property
    def value(self) -> object: ...


def panel(pointed_at: Cells | Axes | Arrow, line: str, exercise: str) -> Panel:
    """The panel for a line of an exercise's answer; line is "" where there is but one value."""
    if isinstance(pointed_at, Cells):
        return _CellsPanel(pointed_at, line)
    if isinstance(pointed_at, Axes):
        return _AxesPanel(pointed_at, line, exercise)
    return _ArrowPanel(pointed_at, line)


def button(words: str, tip: str, press: Callable[[], object]) -> widgets.Button:
    """A button that calls `press` in the language spoken here; tip is what it is, in full."""
    own = language()

    def pressed(_: widgets.Button) -> None:
        with speaking(own):
            press()

    style = widgets.ButtonStyle(font_size=_LETTERS)
    layout = widgets.Layout(width="auto", height="auto")
    made = widgets.Button(description=words, tooltip=tip, style=style, layout=layout)
    made.on_click(pressed)
    return made


def _of(line: str, words: str) -> str:
    """A tip that tells the line, too: to a screen reader the buttons of all lines are in a row."""
    return in_words("{line}: {words}", line=line, words=words) if line else words


class _CellsPanel:
    def __init__(self, cells: Cells, line: str) -> None:
        self._line = line
        self._numbers = {
            (i, j): number for i, row in enumerate(cells.rows) for j, number in enumerate(row)
        }
        self._taken: set[tuple[int, int]] = set()
        self._buttons = {
            place: button(str(number), "", partial(self._press, place))
            for place, number in self._numbers.items()
        }
        for place in self._buttons:
            self._show(place)
        columns = f"repeat({len(cells.rows[0])}, calc(4 * {_LETTERS}))"
        layout = widgets.Layout(grid_template_columns=columns, width="max-content")
        self.box = widgets.GridBox(list(self._buttons.values()), layout=layout)

    @property
    def value(self) -> list[int] | EllipsisType:
        return [self._numbers[place] for place in sorted(self._taken)] or ...

    def _press(self, place: tuple[int, int]) -> None:
        self._taken ^= {place}
        self._show(place)

    def _show(self, place: tuple[int, int]) -> None:
        """A sign stands beside the colour, and the tip tells a screen reader."""
        made, number, (row, column) = self._buttons[place], self._numbers[place], place
        if place in self._taken:
            words = in_words("row {row}, column {column}, taken", row=row, column=column)
            made.description = f"✓ {number}"
            made.style.button_color, made.style.text_color = _TAKEN, "black"
        else:
            words = in_words("row {row}, column {column}", row=row, column=column)
            made.description = str(number)
            made.style.button_color = made.style.text_color = None
        made.tooltip = _of(self._line, words)


class _AxesPanel:
    def __init__(self, axes: Axes, line: str, exercise: str) -> None:
        self._sizes: list[int] = []
        self._so_far = widgets.HTML()
        self._show()
        names = {translated(name, exercise): size for name, size in axes.sizes.items()}
        buttons = [
            button(name, _of(line, name), partial(self._append, size))
            for name, size in names.items()
        ]
        back = in_words("Take the last one back")
        buttons.append(button("⌫", _of(line, back), self._take_back))
        row = widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap"))
        self.box = widgets.VBox([self._so_far, row])

    @property
    def value(self) -> tuple[int, ...] | EllipsisType:
        return tuple(self._sizes) or ...

    def _append(self, size: int) -> None:
        self._sizes.append(size)
        self._show()

    def _take_back(self) -> None:
        del self._sizes[-1:]
        self._show()

    def _show(self) -> None:
        self._so_far.value = _aloud(repr(tuple(self._sizes)) if self._sizes else "…")


class _ArrowPanel:
    def __init__(self, arrow: Arrow, line: str) -> None:
        self._arrow = arrow
        self._round = sorted(arrow.ways, key=lambda way: math.atan2(*arrow.ways[way][::-1]))
        self._place: int | None = None
        self._picture, self._says = widgets.HTML(), widgets.HTML()
        self._show()
        left, right = in_words("Turn left"), in_words("Turn right")
        buttons = [
            button(f"↺ {left}", _of(line, left), partial(self._turn, 1)),
            button(f"{right} ↻", _of(line, right), partial(self._turn, -1)),
        ]
        self.box = widgets.VBox([self._picture, widgets.HBox([*buttons, self._says])])
        self.box.add_class("turned")

    @property
    def value(self) -> str | EllipsisType:
        return ... if self._place is None else self._round[self._place]

    def _turn(self, step: int) -> None:
        """From no way to the first, whichever way it is turned."""
        self._place = 0 if self._place is None else (self._place + step) % len(self._round)
        self._show()

    def _show(self) -> None:
        way = None if self._place is None else self._round[self._place]
        picture = getattr(figures, self._arrow.figure)(self._arrow.ways, way)
        ends = json.dumps([self._end(name, picture) for name in self._round])
        place = -1 if self._place is None else self._place
        style = "cursor: grab; touch-action: none; width: max-content; max-width: 100%"
        self._picture.value = (
            f'<div data-ends="{ends}" data-place="{place}" style="{style}">{picture.html}</div>'
        )
        self._says.value = _aloud(way or "…")

    def _end(self, way: str, picture: "Figure") -> list[float]:
        """Where its arrow ends, in parts of the picture's width and height; by_hand.js asks."""
        (x, y), (along, up) = self._arrow.start, self._arrow.ways[way]
        length = math.hypot(along, up)
        (axes,) = picture.drawing.axes
        end = axes.transData.transform((x + along / length, y + up / length))
        right, above = picture.drawing.transFigure.inverted().transform(end)
        return [round(right, 3), round(1 - above, 3)]


def _aloud(text: str) -> str:
    """What a screen reader tells whenever it changes."""
    style = f"font: {_LETTERS} monospace; padding: 0 8px"
    return f'<span role="status" style="{style}">{html.escape(text)}</span>'
