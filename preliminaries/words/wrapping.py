"""Breaking text into lines, as a terminal shows them."""

import re
import textwrap

from preliminaries.languages import is_chinese, width

_WIDTH = 88
# What stays on one line: a word with the punctuation around it, or one Chinese character with its.
_OPENING, _CLOSING, _HAN = "（《「“‘", "，。；：？！、）》」”’…—", r"\u3400-\u9fff"
_UNIT = re.compile(
    rf"[{_OPENING}]*(?:[{_HAN}]|[^\s{_HAN}{_OPENING}{_CLOSING}]+)[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+|\s+"
)


def wrapped(text: str) -> list[str]:
    """The text in lines; no line begins with a full stop, nor ends with an opening bracket."""
    if not any(map(is_chinese, text)):
        return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
    lines = [""]
    for unit in _UNIT.findall(text):
        if lines[-1] and width(lines[-1]) + width(unit.rstrip()) > _WIDTH:
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]
