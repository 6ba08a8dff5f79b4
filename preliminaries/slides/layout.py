"""Where the parts of a slide go, and how large its letters are, before a browser has seen it.

All sizes are pixels of a slide of 1280 × 720. They are estimates, and rather too large: what is
left over then goes to the picture. tests/browser/ sees whether everything fits.
"""

import base64
import html
import re
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from math import ceil

_WIDTH, _HEIGHT = 1152, 534  # within the margins, below a title of one line
_TITLES = {2: 44, 3: 38}  # sizes of their letters, by level
_GAP = 14  # between two parts
_BETWEEN = 40  # between two columns
_PROSE, _LARGE_PROSE = 26, 30
_TABLE, _LARGE_TABLE = 20, 28
_CODE, _SMALLEST_CODE, _LARGEST_CODE = 22, 18, 26
_LINE, _DENSE_LINE = 1.36, 1.28  # of code, in sizes of its letters
_SIGN, _CODE_SIGN = 0.54, 0.602  # how wide one is, in sizes of letters
_CHINESE, _CHINESE_IN_CODE = 1.9, 1 / _CODE_SIGN  # how wide one is, in Latin ones
_ROW, _ROW_OF_FRACTIONS, _FORMULA = 34, 54, 70  # how high
_GRID, _COLUMN = 28, 90  # how wide a table of `show` is: around it, and a column
_FRAME = 28  # how high the space around and within such tables is
_LARGEST_PICTURE = 1.4
_CHOICES = 56  # above the picture of an explorer
_NARROWEST = 400  # column beside a picture

FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_IMAGE = re.compile(r'width="(\d+)"[^>]*?src="data:image/(png|svg\+xml);base64,([^"]{1,800})')
_BLOCK = re.compile(r"<math[^>]*display=.block.*?</math>", re.DOTALL)
_STREAMED = '<pre class="output">'
_GRIDS = "display: inline-table"  # the tables of `show`


@dataclass
class Part:
    """One cell on a slide: what it says, or its code and what that gave."""

    prose: str = ""
    code: str = ""
    outputs: list[str] = field(default_factory=list)
    is_fragment: bool = False

    @property
    def pictures(self) -> list[str]:
        """The outputs that are pictures."""
        return [output for output in self.outputs if FIGURE.search(output)]

    @property
    def rows(self) -> list[str]:
        """Those of its tables, but for those of `show`."""
        outputs = [output for output in self.outputs if _GRIDS not in output]
        return [row for output in outputs for row in output.split("<tr")[1:]]

    @property
    def tables(self) -> float:
        """How high its tables stand."""
        return sum(_ROW_OF_FRACTIONS if "<mfrac" in row else _ROW for row in self.rows)

    def lines(self, width: float, code: float) -> int:
        """Lines of code, and of text that it printed, broken where the column ends."""
        texts = [output for output in self.outputs if output.startswith(_STREAMED)]
        printed = [line for text in texts for line in _plain(text).splitlines()]
        signs = (width - 34) / (max(code, 1) * _CODE_SIGN)
        written = self.code.splitlines()
        grids = sum(_lines_of_grids(output) for output in self.outputs if _GRIDS in output)
        return grids + sum(
            max(1, ceil(_signs(line, _CHINESE_IN_CODE) / signs)) for line in written + printed
        )

    def height(self, width: float, prose: float, code: float) -> float:
        """How high it stands in a column, but for its pictures, with letters of these sizes."""
        if self.prose:
            return _prose_height(self.prose, width, prose)
        frames = 34 * bool(self.code) + 14 * (len(self.outputs) - len(self.pictures))
        frames += _FRAME * sum(_GRIDS in output for output in self.outputs)
        line = _DENSE_LINE if is_dense(code) else _LINE
        return self.lines(width, code) * line * code + self.tables + frames


@dataclass(frozen=True)
class Layout:
    """What was chosen for a slide."""

    prose: float = _PROSE
    code: float = _CODE
    table: float = _TABLE
    picture: int | None = None  # its width; None is as it is
    is_beside: bool = False  # the picture stands right of the rest


def is_dense(code: float) -> bool:
    """Whether lines of code in letters of that size stand close to one another."""
    return code < 20


def chosen(level: int, title: str, parts: list[Part]) -> Layout:
    """The layout that shows a slide's parts largest."""
    size = _TITLES[level]
    wrapped = ceil(_signs(_plain(title)) * 0.62 * size / _WIDTH) - 1
    height = _HEIGHT - 1.15 * size * wrapped
    lines = [line for part in parts for line in part.code.splitlines()]
    longest = max((_signs(line, _CHINESE_IN_CODE) for line in lines), default=0)

    def needed(width: float, prose: float, code: float) -> float:
        return sum(part.height(width, prose, code) for part in parts)

    pictures = [picture for part in parts for picture in part.pictures]
    if not pictures:
        layout = _of_text(height, longest, needed)
        tables = sum(part.tables for part in parts)
        spare = 0.9 * height - needed(_WIDTH, layout.prose, layout.code)
        if not tables or spare <= 0 or is_dense(layout.code):
            return layout
        # in each column the longest entry counts; a cell has 24 pixels beside it
        columns = [re.split("<t[dh]", row)[1:] for part in parts for row in part.rows]
        widest = zip_longest(
            *([_signs(_plain(cell)) for cell in row] for row in columns), fillvalue=0
        )
        signs = [max(column) for column in widest]
        across = (0.9 * _WIDTH - 24 * len(signs)) / (max(sum(signs), 1) * _CODE_SIGN)
        grown = max(_TABLE, min(_LARGE_TABLE, across, _TABLE * (1 + spare / tables)))
        return replace(layout, table=grown // 0.5 * 0.5)
    found = _size(pictures[0])
    if len(pictures) > 1 or not found:
        return Layout()
    across, down = found
    if "explorer" in pictures[0][:100]:
        height -= _CHOICES
    room = height - needed(_WIDTH, _PROSE, _CODE)
    below = min(_WIDTH / across, room / down, _LARGEST_PICTURE)
    column = max(_NARROWEST, longest * _CODE_SIGN * _CODE + 34)
    beside = min((_WIDTH - _BETWEEN - column) / across, height / down, _LARGEST_PICTURE)
    rest = needed(column, _PROSE, _CODE)
    fits = 0 < rest <= height and not any(part.is_fragment for part in parts)
    if fits and beside > max(below, 0.9):
        return Layout(picture=round(across * beside), is_beside=True)
    return Layout(picture=round(across * below) if below > 1 else None)


def _of_text(
    height: float, longest: float, needed: Callable[[float, float, float], float]
) -> Layout:
    """The largest letters in which it fits: prose goes first."""
    widest = (_WIDTH - 34) / (max(longest, 1) * _CODE_SIGN)
    largest = min(_LARGEST_CODE, max(_SMALLEST_CODE, widest // 0.5 * 0.5))
    if needed(_WIDTH, _LARGE_PROSE, largest) <= 0.94 * height:
        return Layout(_LARGE_PROSE, largest)
    code = largest
    while code > _SMALLEST_CODE and needed(_WIDTH, _PROSE, code) > height:
        code -= 0.5
    return Layout(_PROSE, max(code, _SMALLEST_CODE))


def _size(picture: str) -> tuple[int, int] | None:
    """Width and height of a picture of ours on the page."""
    found = _IMAGE.search(picture)
    if not found:
        return None
    width = int(found[1])
    start = base64.b64decode(found[3][: len(found[3]) // 4 * 4])
    if found[2] == "png":
        across, down = struct.unpack(">II", start[16:24])
    else:
        box = re.search(rb"viewBox=.0 0 ([\d.]+) ([\d.]+)", start)
        if not box:
            return None
        across, down = float(box[1]), float(box[2])
    return width, round(width * down / across)


def _lines_of_grids(output: str) -> int:
    """Those of the highest table, with its name, and as often as the tables wrap."""
    tables = output.split("<table")[1:]
    first_rows = [table.partition("</tr>")[0] for table in tables]
    across = sum(_GRID + _COLUMN * len(re.findall("<t[dh]", row)) for row in first_rows)
    return -(-across // _WIDTH) * max(table.count("<tr") + 1 for table in tables)


def _prose_height(text: str, width: float, size: float) -> float:
    height = 0.0
    for block in re.split(r"</(?:p|li|tr)>", _BLOCK.sub("", text)):
        if letters := _plain(block).strip():
            height += ceil(_signs(letters) * _SIGN * size / width) * 1.35 * size + _GAP
    rows = [block.count("<mtr") for block in _BLOCK.findall(text)]
    return height + sum(_FORMULA + 40 * max(0, count - 1) for count in rows)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def _signs(letters: str, chinese: float = _CHINESE) -> float:
    """How wide they are, in Latin letters."""
    return sum(chinese if unicodedata.east_asian_width(s) in "WF" else 1 for s in letters)
