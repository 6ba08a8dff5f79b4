"""Markdown and formulas as HTML: formulas become MathML, which browsers set by themselves."""

import base64
import io
import re
import unicodedata
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from .mathml import mathml

# A formula within a line, and the signs that end what it belongs to: Chromium would part them.
_CLOSED = re.compile(
    r'(<span class="math inline">(?:(?!</span>).)*</span>)([，。；：？！、）”]+)', re.S
)

# The signs of a letter in italics, Latin and Greek: ℎ has a place of its own.
_SLANTED = {
    unicodedata.normalize("NFKC", sign): sign
    for sign in ("ℎ", *map(chr, range(0x1D434, 0x1D468)), *map(chr, range(0x1D6E2, 0x1D71C)))
}


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table")
    reader.use(
        dollarmath_plugin,
        double_inline=True,
        renderer=lambda tex, options: mathml(tex, is_block=options["display_mode"]),
    )
    return reader


def as_html(markdown: str) -> str:
    """A Markdown cell as HTML; a formula keeps the Chinese sign behind it on its line."""
    page = _reader().render(markdown)
    return _CLOSED.sub(r'<span class="together">\1\2</span>', page)


def math_font(characters: str, font: Path) -> str:
    """A font for formulas, cut down to what these characters need, as a data URL.

    Computers without a font for mathematics draw brackets too small.
    """
    slanted = "".join(_SLANTED.get(sign, "") for sign in characters)  # as browsers set a letter
    more = "()[]{}|‖⟨⟩√∑∏∫=+−ˆ_̂̄~′"
    return cut_font(characters + slanted + more, font, ("ssty", "dtls", "flac"))


def cut_font(characters: str, font: Path, features: tuple[str, ...] = ()) -> str:
    """A font, cut down to these characters, as a data URL."""
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=list(features))
    options.name_IDs = []
    options.notdef_outline = True
    out = io.BytesIO()
    with subset.load_font(str(font), options) as opened:
        opened.recalcTimestamp = False  # the same bytes every time
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(opened)
        subset.save_font(opened, out, options)
    return f"data:font/woff;base64,{base64.b64encode(out.getvalue()).decode()}"
