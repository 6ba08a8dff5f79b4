"""Where the parts of a slide go, and how large its letters are, before a browser has seen it.

All sizes are pixels of a slide of 1280 × 720. They are estimates, and rather too large: what is
left over then goes to the picture. tests/browser/ sees whether everything fits.
"""

import base64
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil

from .tables import across, down, plain, side_by_side, signs, tables_in

_WIDTH, _HEIGHT = 1152, 556  # within the margins, below a title of one line
_TITLES = {2: (44, 38), 3: (38, 33)}  # sizes of their letters, by level; the second to fit a line
_GAP, _DENSE_GAP = 14, 10  # between two parts
_MORE = 16  # height where lines are dense
_AROUND_GRIDS = 10  # above and below a table of `show`
_BETWEEN = 40  # between two columns
_SMALL_PROSE, _PROSE, _LARGE_PROSE = 24, 26, 30
_TABLE = 20  # no table is smaller, beside code that is not
_CODE, _SMALLEST_CODE, _LARGEST_CODE = 22, 18, 26
_LINE, _DENSE_LINE = 1.36, 1.26  # of code, in sizes of its letters
_EMPTY_LINE = 0.6  # where lines are dense, in lines
_SIGN, _CODE_SIGN, _TITLE_SIGN = 0.54, 0.612, 0.62  # how wide one is, in sizes of letters
_CHINESE, _CHINESE_IN_CODE, _CHINESE_IN_TITLE = 1.9, 1.7, 1.65  # how wide one is, in Latin ones
_FORMULA = 70  # how high
_INDENT = 34  # left and right of code
_WRAPPED = 4  # signs before the rest of a line that is broken
_LARGEST_PICTURE = 1.6
_BROAD = 0.78  # of the width: such a picture needs the whole
_CHOICES = 56  # above the picture of an explorer
_READ = 1.1  # so large a picture's smallest letters, of 18, are 20 on a slide
_NARROWEST = 400  # column beside a picture

FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_IMAGE = re.compile(r'width="(\d+)"[^>]*?src="data:image/(png|svg\+xml);base64,([^"]{1,800})')
_BLOCK = re.compile(r"<math[^>]*display=.block.*?</math>", re.DOTALL)
_STREAMED = '<pre class="output">'
_GRIDS = "display: inline-table"  # the tables of `show`


@dataclass(frozen=True)
class Layout:
    """What was chosen for a slide: sizes of letters, and what stands where."""

    prose: float = _PROSE
    code: float = _CODE
    table: float = _TABLE
    title: int = 0
    is_dense: bool = False  # the lines of code stand close to one another
    is_split: bool = False  # what code gives stands right of it
    picture: int | None = None  # its width; None is as it is
    is_beside: bool = False  # the picture stands right of the rest


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
    def others(self) -> list[str]:
        """The outputs that are none."""
        return [output for output in self.outputs if not FIGURE.search(output)]

    @cached_property
    def longest(self) -> float:
        """The signs of its longest line of code."""
        return max((_in_code(line) for line in self.code.splitlines()), default=0)

    @cached_property
    def tables(self) -> list[list[str]]:
        """Its tables, those of one `show` together."""
        texts = [self.prose, *self.others]
        alone = [[table] for text in texts if _GRIDS not in text for table in tables_in(text)]
        return alone + [found for text in texts if _GRIDS in text and (found := tables_in(text))]

    def given_width(self, layout: Layout) -> float:
        """How wide stands what its code gave."""
        lines = [_in_code(line) for text in self.others for line in _printed(text)]
        widths = [side_by_side(tables, layout.table) for tables in self.tables]
        return max([*widths, max(lines, default=0) * layout.code * _CODE_SIGN + _INDENT])

    def is_to_split(self, layout: Layout) -> bool:
        """Whether what its code gave has room to the right of it."""
        left = self.longest * layout.code * _CODE_SIGN + _INDENT
        is_known = all(o.startswith(_STREAMED) or tables_in(o) for o in self.others)
        return bool(self.code and self.others and is_known) and (
            left + _BETWEEN + self.given_width(layout) <= _WIDTH
        )

    def height(self, width: float, layout: Layout) -> float:
        """How high it stands in a column, but for its pictures, and the gap below."""
        gap = _DENSE_GAP if layout.is_dense else _GAP
        tables = sum(_tables_height(tables, width, layout) for tables in self.tables)
        if self.prose:
            return _prose_height(self.prose, width, layout.prose, gap) + tables
        line = layout.code * (_DENSE_LINE if layout.is_dense else _LINE)
        written = self.code.splitlines()
        lines: float = sum(_lines(one, width, layout.code) for one in written)
        if layout.is_dense:
            lines -= (1 - _EMPTY_LINE) * written.count("")
        code = lines * line + (gap + 6) * bool(self.code)
        printed = [one for output in self.others for one in _printed(output)]
        given = sum(_lines(one, width, layout.code) for one in printed) * line
        given += tables + 14 * len(self.others)
        if layout.is_split and self.is_to_split(layout):
            return max(code, given) + gap
        return code + given + gap * bool(self.code)


def chosen(level: int, title: str, parts: list[Part]) -> Layout:
    """The layout that shows a slide's parts largest."""
    size, height = _of_title(level, title)
    longest = max((part.longest for part in parts), default=0)
    widest = (_WIDTH - _INDENT) / (max(longest, 1) * _CODE_SIGN) // 0.5 * 0.5
    pictures = [picture for part in parts for picture in part.pictures]
    if pictures:
        code = max(_SMALLEST_CODE, min(_CODE, widest))
        start = Layout(title=size, code=code, table=_table_size(parts, code))
        return _with_picture(height, longest, start, pictures, parts)
    largest = max(_SMALLEST_CODE, min(_LARGEST_CODE, widest))
    for layout in _of_text(largest):
        table = min(layout.code, _TABLE) if layout.is_dense else layout.code
        made = replace(layout, title=size, table=_table_size(parts, table))
        room = 0.94 * height if layout.prose == _LARGE_PROSE else height + _MORE * layout.is_dense
        if layout.is_split and not any(part.is_to_split(made) for part in parts):
            continue
        if sum(part.height(_WIDTH, made) for part in parts) <= room:
            break
    return replace(made, is_split=made.is_split and any(p.is_to_split(made) for p in parts))


def _of_text(largest: float) -> Iterator[Layout]:
    """What to try: smaller prose first, then smaller code, then all of it closer, then smaller."""
    yield Layout(_LARGE_PROSE, largest)
    for is_split in (False, True):
        for size in _sizes(largest, _CODE):
            yield Layout(_PROSE, size, is_split=is_split)
    for size in _sizes(min(largest, _CODE), _SMALLEST_CODE):
        for is_split in (False, True):
            yield Layout(_SMALL_PROSE, size, is_dense=True, is_split=is_split)


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size >= smallest or size == largest:
        yield size
        size -= 0.5


def _of_title(level: int, title: str) -> tuple[int, float]:
    """The size of its letters, and the height that is left below it."""
    wide = signs(plain(title), _CHINESE_IN_TITLE) * _TITLE_SIGN
    size, smaller = _TITLES[level]
    if size * wide > _WIDTH >= smaller * wide:
        return smaller, _HEIGHT
    return size, _HEIGHT - 1.15 * size * (ceil(size * wide / _WIDTH) - 1)


def _table_size(parts: list[Part], largest: float) -> float:
    """The size of the letters of its tables: smaller where one is wider than the slide."""
    tables = [table for part in parts for together in part.tables for table in together]
    smallest = min(largest, _TABLE)
    for size in _sizes(largest, smallest):
        if all(across(table, size) <= _WIDTH for table in tables):
            return size
    return smallest


def _with_picture(
    height: float, longest: float, start: Layout, pictures: list[str], parts: list[Part]
) -> Layout:
    """A broad picture takes the width, another stands beside the rest, or in the middle below."""

    def needed(width: float, layout: Layout) -> float:
        return sum(part.height(width, layout) for part in parts)

    found = _size(pictures[0])
    if len(pictures) > 1 or not found:
        return start
    wide, high = found
    if "explorer" in pictures[0][:100]:
        height -= _CHOICES
    below = min(_WIDTH / wide, (height - needed(_WIDTH, start)) / high, _LARGEST_PICTURE)
    column = max(_NARROWEST, longest * _CODE_SIGN * start.code + _INDENT)
    beside = min((_WIDTH - _BETWEEN - column) / wide, height / high, _LARGEST_PICTURE)
    column = _WIDTH - _BETWEEN - wide * beside
    is_large = beside >= max(0.9, 0.8 * below) and beside >= min(_READ, below)
    may = is_large and not any(part.is_fragment for part in parts)
    if may and wide * below < _BROAD * _WIDTH:
        for prose in (_LARGE_PROSE, _PROSE):
            layout = replace(start, prose=prose, picture=round(wide * beside), is_beside=True)
            if 0 < needed(column, layout) <= height:
                return layout
    return replace(start, picture=round(wide * below) if below > 1 else None)


def _size(picture: str) -> tuple[int, int] | None:
    """Width and height of a picture of ours on the page."""
    found = _IMAGE.search(picture)
    if not found:
        return None
    width = int(found[1])
    start = base64.b64decode(found[3][: len(found[3]) // 4 * 4])
    if found[2] == "png":
        wide, high = struct.unpack(">II", start[16:24])
    else:
        box = re.search(rb"viewBox=.0 0 ([\d.]+) ([\d.]+)", start)
        if not box:
            return None
        wide, high = float(box[1]), float(box[2])
    return width, round(width * high / wide)


def _tables_height(tables: list[str], width: float, layout: Layout) -> float:
    """That of the highest, as often as the tables of one `show` wrap."""
    padding = 1 if layout.is_dense else 4
    rows = ceil(side_by_side(tables, layout.table) / width) if len(tables) > 1 else 1
    around = _AROUND_GRIDS * any(_GRIDS in table for table in tables)
    return rows * (max(down(table, layout.table, padding) for table in tables) + around)


def _prose_height(text: str, width: float, size: float, gap: float) -> float:
    height = 0.0
    for table in tables_in(text):
        text = text.replace(table, "")
    for block in re.split(r"</(?:p|li)>", _BLOCK.sub("", text)):
        if letters := plain(block).strip():
            height += ceil(signs(letters, _CHINESE) * _SIGN * size / width) * 1.35 * size + gap
    rows = [block.count("<mtr") for block in _BLOCK.findall(text)]
    return height + sum(_FORMULA + 40 * max(0, count - 1) for count in rows)


def _printed(output: str) -> list[str]:
    return plain(output).splitlines() if output.startswith(_STREAMED) else []


def _lines(written: str, width: float, code: float) -> int:
    """How many lines a line takes, broken where the column ends; all but the first are indented."""
    room = (width - _INDENT) / (code * _CODE_SIGN)
    return 1 + max(0, ceil((_in_code(written) - room) / (room - _WRAPPED)))


def _in_code(line: str) -> float:
    return signs(line, _CHINESE_IN_CODE)
