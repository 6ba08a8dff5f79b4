"""The tables of a slide: how large they stand, and on which side of a column its entries do."""

import html
import math
import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_NAME = re.compile(r"<caption\b.*?</caption>", re.DOTALL)
_SIGN = 0.64  # how wide a digit is, in sizes of letters
_CHINESE = 1 / _SIGN
_BESIDE, _BETWEEN = 24, 28  # a cell's padding, and what stands between two tables of `show`
_LINE, _FRACTION = 1.35, 2.3  # how high, in sizes of letters
_AROUND_FRACTION = 6  # above and below it
_NOTHING = ("", "NaN", "None")


def tables_in(text: str) -> list[str]:
    """The tables of a text, as HTML."""
    return _TABLE.findall(text)


def across(table: str, size: float) -> float:
    """How wide a table is with letters of that size: in each column its longest entry counts."""
    columns: list[float] = []
    whole = [plain(name) for name in _NAME.findall(table)]
    for row in _ROW.findall(table):
        cells = list(_CELL.finditer(row))
        whole += [plain(cell[3]) for cell in cells if "colspan" in cell[2]]
        widths = [_wide(cell[3]) for cell in cells if "colspan" not in cell[2]]
        columns = [max(pair) for pair in zip_longest(columns, widths, fillvalue=0.0)]
    entries = sum(columns) * size + _BESIDE * len(columns)
    return max([entries, *(_wide(name) * size + _BESIDE for name in whole)])


def down(table: str, size: float, padding: float) -> float:
    """How high it is, its name included."""
    rows = [*_NAME.findall(table), *_ROW.findall(table)]
    fractions = sum("<mfrac" in row for row in rows)
    plain_rows = (len(rows) - fractions) * (_LINE * size + 2 * padding)
    return plain_rows + fractions * (_FRACTION * size + 2 * _AROUND_FRACTION)


def side_by_side(tables: list[str], size: float) -> float:
    """How wide the tables of `show` are, beside each other."""
    return sum(across(table, size) + _BETWEEN for table in tables)


def aligned(output: str) -> str:
    """The output with the words in tables of pandas marked: these stand left, numbers right."""
    return _TABLE.sub(lambda found: _marked(found[0]), output)


def _marked(table: str) -> str:
    if "dataframe" not in table or "span=" in table:
        return table
    body = _ROW.findall(table.partition("<tbody>")[2])
    rows = [[plain(cell[3]).strip() for cell in _CELL.finditer(row)] for row in body]
    columns = [set(column).difference(_NOTHING) for column in zip_longest(*rows, fillvalue="")]
    words = [bool(column) and not any(map(_is_number, column)) for column in columns]

    def marked(row: re.Match[str]) -> str:
        kinds: Iterator[bool] = iter(words)
        return _CELL.sub(
            lambda cell: (
                f'<{cell[1]} class="words"{cell[0][3:]}' if next(kinds, False) else cell[0]
            ),
            row[0],
        )

    return _ROW.sub(marked, table)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _wide(text: str) -> float:
    """How wide it is, in sizes of its letters."""
    return signs(plain(text).strip(), _CHINESE) * _SIGN


def plain(text: str) -> str:
    """The text without its HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def signs(letters: str, chinese: float) -> float:
    """How wide they are, in Latin letters, where a Chinese one is as wide as is said."""
    return sum(chinese if unicodedata.east_asian_width(s) in "WF" else 1 for s in letters)
