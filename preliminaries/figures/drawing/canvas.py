"""A sheet to draw cells, words and arrows on: pixels, x to the right, y downwards.

The sheet has no size of its own. When the drawing is done it is cut to what is on it, so
nothing is ever cut off.
"""

import math
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import matplotlib
import matplotlib.figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from .figure import PIXELS_PER_INCH, Figure
from .fonts import font, lacking, settle

BLACK = "#000000"
WHITE = "#ffffff"
GREY = "#666666"
PALE = "#c4c4c4"
ACCENT = "#0072b2"  # blue and orange of Okabe and Ito: safe for colour blindness,
COUNTER = "#e69f00"  # and dark against light when printed in grey
RUST = "#9a5b00"  # COUNTER, dark enough for letters

TEXT = 20  # pixels; as large as code on a slide
SMALL = 18  # nothing is smaller
CELL = 42
MARGIN = 14
WIDEST = 900

_CAPITAL = 0.729  # height of a capital or a digit in DejaVu, in font sizes


def ink(color: str) -> str:
    """The colour in which the name of something of that colour is written."""
    return RUST if color == COUNTER else color


@dataclass(frozen=True)
class Look:
    """How a cell is filled, outlined and written in."""

    fill: str
    ink: str = BLACK
    edge: str = BLACK


PLAIN = Look(WHITE)
TAKEN = Look(ACCENT, ink=WHITE)
OTHER = Look(COUNTER)
GHOST = Look("#f3f3f3", ink=GREY, edge=PALE)

_LOOKS_FROM_BELOW = (GHOST, PLAIN, OTHER, TAKEN)  # outlines of the later ones win


def text_width(words: str, size: float = TEXT, *, mono: bool = False, bold: bool = False) -> float:
    """Width of one line of text in pixels; a sign of another script is taken for a square."""
    properties = font(size, mono=mono, bold=bold)
    others = lacking(words, str(properties.get_file()))
    own = "".join(sign for sign in words if sign not in others)
    width, _, _ = text_to_path.get_text_width_height_descent(own, properties, ismath=False)
    return width + size * (len(words) - len(own))


def shortened(
    words: str, widest: float, size: float = TEXT, *, mono: bool = False, bold: bool = False
) -> str:
    """The words on one line, without their middle where they are wider than so many pixels."""
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    longest = min(len(words), 300)

    def without(cut: int) -> str:
        kept = longest - cut
        tail = kept // 2  # names of one family often differ at the end
        return f"{words[: kept - tail]}…{words[len(words) - tail :]}" if cut else words

    def fits(cut: int) -> bool:
        return text_width(without(cut), size, mono=mono, bold=bold) <= widest

    return without(bisect_left(range(longest), True, key=fits))


class Canvas:
    """A drawing in the making."""

    def __init__(self) -> None:
        self._drawing = matplotlib.figure.Figure(dpi=PIXELS_PER_INCH, facecolor=WHITE)
        self._page = Affine2D().scale(1 / PIXELS_PER_INCH, -1 / PIXELS_PER_INCH)
        self._place = self._page + self._drawing.dpi_scale_trans

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        color: str = BLACK,
        mono: bool = False,
        bold: bool = False,
        align: str = "center",
    ) -> None:
        """Write one line, its capitals centred on the height y."""
        self._drawing.text(
            x,
            y + size * _CAPITAL / 2,
            words,
            color=color,
            font=font(size, mono=mono, bold=bold),
            ha=align,
            va="baseline",
            parse_math=False,
            transform=self._place,
        )

    def lines(
        self,
        x: float,
        y: float,
        words: Sequence[str],
        *,
        size: float = TEXT,
        color: str = BLACK,
        align: str = "center",
    ) -> float:
        """Write lines under each other, the first at height y; return the height after them."""
        for line in words:
            self.text(x, y, line, size=size, color=color, align=align)
            y += 1.35 * size
        return y

    def _path(
        self, path: Path, *, edgecolor: str, facecolor: str = "none", linewidth: float | None = None
    ) -> None:
        self._drawing.add_artist(
            PathPatch(
                path,
                transform=self._place,
                facecolor=facecolor,
                edgecolor=edgecolor,
                linewidth=linewidth,
                joinstyle="miter",
            )
        )

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], look: Look = PLAIN) -> None:
        """Draw boxes (x, y, width, height) of one look, as one shape."""
        corners = [
            Path([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], closed=True)
            for x, y, w, h in boxes
        ]
        if corners:
            path = Path.make_compound_path(*corners)
            self._path(path, facecolor=look.fill, edgecolor=look.edge, linewidth=1.2)

    def sheet(self, x: float, y: float, rows: int, columns: int, cell: float) -> None:
        """Draw empty square cells, top left corner at (x, y)."""
        right, bottom = x + columns * cell, y + rows * cell
        outline = Path([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], closed=True)
        lines = [Path([(x, y + i * cell), (right, y + i * cell)]) for i in range(1, rows)]
        lines += [Path([(x + j * cell, y), (x + j * cell, bottom)]) for j in range(1, columns)]
        path = Path.make_compound_path(outline, *lines)
        self._path(path, facecolor=WHITE, edgecolor=BLACK, linewidth=1.2)

    def grid(
        self,
        x: float,
        y: float,
        rows: Sequence[Sequence[str]],
        look: Look | Callable[[int, int], Look] = PLAIN,
        *,
        width: float = CELL,
        height: float = CELL,
        size: float = TEXT,
    ) -> None:
        """Draw rows of cells with something written in each, top left corner at (x, y)."""
        looks = look if callable(look) else lambda i, j: look
        cells = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
        for one in _LOOKS_FROM_BELOW:
            self.boxes(
                (
                    (x + j * width, y + i * height, width, height)
                    for i, j in cells
                    if looks(i, j) == one
                ),
                one,
            )
        for i, j in cells:
            if rows[i][j]:
                middle = x + (j + 0.5) * width, y + (i + 0.5) * height
                self.text(*middle, rows[i][j], color=looks(i, j).ink, size=size)

    def polygon(self, corners: Sequence[tuple[float, float]], look: Look = PLAIN) -> None:
        """Draw a closed shape with straight sides."""
        path = Path([*corners, corners[0]], closed=True)
        self._path(path, facecolor=look.fill, edgecolor=look.edge, linewidth=1.2)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str = BLACK,
        width: float = 2,
    ) -> None:
        """Draw a line through the points."""
        self._path(Path(points), edgecolor=color, linewidth=width)

    def frame(self, x: float, y: float, width: float, height: float, line: float = 2) -> None:
        """Draw the outline of a box, with lines of that width; what is in it stays."""
        right, bottom = x + width, y + height
        self.line([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], width=line)

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        color: str = BLACK,
        width: float = 2,
    ) -> None:
        """Draw a straight arrow."""
        length = math.dist(start, end)
        along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        head, half = 11, 5.5
        neck = end[0] - head * along[0], end[1] - head * along[1]
        self.line([start, neck], color, width)
        wing = -along[1] * half, along[0] * half
        tip = [
            end,
            (neck[0] + wing[0], neck[1] + wing[1]),
            (neck[0] - wing[0], neck[1] - wing[1]),
            end,
        ]
        self._path(Path(tip, closed=True), facecolor=color, edgecolor="none")

    def dot(
        self,
        x: float,
        y: float,
        *,
        color: str = ACCENT,
        hollow: bool = False,
        radius: float = 5.5,
    ) -> None:
        """Draw a dot, filled or hollow: an end that belongs, or one that does not."""
        circle = Path.circle((x, y), radius)
        self._path(circle, facecolor=WHITE if hollow else color, edgecolor=color, linewidth=2)

    def figure(self, alt: str) -> Figure:
        """Cut the sheet to what is on it."""
        settle(self._drawing)
        renderer = FigureCanvasAgg(self._drawing).get_renderer()
        # Boxes around words and shapes, in pixels with y upwards from zero.
        around = [a.get_window_extent(renderer) for a in self._drawing.get_children()[1:]]
        left = math.floor(min(box.x0 for box in around)) - MARGIN
        right = math.ceil(max(box.x1 for box in around)) + MARGIN
        top = math.ceil(max(box.y1 for box in around)) + MARGIN
        bottom = math.floor(min(box.y0 for box in around)) - MARGIN
        self._page.translate(-left / PIXELS_PER_INCH, -bottom / PIXELS_PER_INCH)
        size = (right - left) / PIXELS_PER_INCH, (top - bottom) / PIXELS_PER_INCH
        self._drawing.set_size_inches(*size)
        return Figure(self._drawing, alt)


def note(sentence: str) -> Figure:
    """A figure that holds one sentence: what an explorer shows when it cannot draw."""
    canvas = Canvas()
    canvas.lines(0, 0, textwrap.wrap(sentence, 72), align="left")
    return canvas.figure(sentence)
