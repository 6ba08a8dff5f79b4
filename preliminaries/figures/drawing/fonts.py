"""The font of every picture, and others for signs that it does not have.

In Chinese that is the font beside the translations, which has the signs of all that is said in it;
what learners write themselves may need one of their machine's.
"""

import functools
import pathlib
import warnings

import matplotlib
import matplotlib.figure
from matplotlib.font_manager import FontProperties, findfont, findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from preliminaries.languages import fonts_in, language

# Signs that the Chinese font lacks, or draws as wide as a Chinese one, and what stands for them.
_STAND_INS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⟨⟩·", "0123456789〈〉×")


def font(size: float, *, mono: bool = False, bold: bool = False) -> FontProperties:
    """The font that comes with matplotlib, so that pictures are the same on every machine."""
    # By file, not by name: the machine may have a DejaVu of its own, of another version.
    name = f"DejaVuSans{'Mono' * mono}{'-Bold' * bold}.ttf"
    file = pathlib.Path(matplotlib.get_data_path(), "fonts", "ttf", name)
    return FontProperties(fname=str(file), size=size)


def settle(drawing: matplotlib.figure.Figure) -> None:
    """Give words of other scripts a font that has their signs, before their place is measured.

    A sign that no font on this machine has becomes a box, and a warning names it.
    """
    others = []
    own = fonts_in(language())
    for text in drawing.findobj(Text):
        words = text.get_text()
        strange = lacking(words, findfont(text.get_fontproperties()))
        spaces = {ord(sign): " " for sign in strange if not sign.isprintable()}
        if spaces:
            text.set_text(words.translate(spaces))
        if len(spaces) == len(strange):
            continue
        bold = (
            "-Bold" in str(text.get_fontproperties().get_file()) or text.get_fontweight() == "bold"
        )
        chinese = own / f"NotoSansSC-{'Bold' if bold else 'Regular'}.otf"
        plain = text.get_text().translate(_STAND_INS)
        if chinese.exists() and not lacking(plain, str(chinese)):
            text.set_text(plain)
            text.set_fontproperties(FontProperties(fname=str(chinese), size=text.get_fontsize()))
            if "\n" in text.get_text():
                text.set_linespacing(1.5)  # its signs fill their line from top to bottom
        else:
            others.append(text)
    if not others:
        return
    file, missing = _font_with(frozenset("".join(text.get_text() for text in others)) - {"\n"})
    box = "?" if lacking("□", file) else "□"
    for text in others:
        text.set_fontproperties(FontProperties(fname=file, size=text.get_fontsize()))
        text.set_text(text.get_text().translate({ord(sign): box for sign in missing}))
    if missing:
        warnings.warn(
            f"A box stands for each sign that no font on this machine has, such as "
            f"{' '.join(sorted(missing)[:8])}: install one, Noto Sans CJK for Chinese, say.",
            stacklevel=5,  # the cell that asks for the figure
        )


def lacking(words: str, file: str) -> set[str]:
    """The signs that a font does not have."""
    if words.isascii() and words.isprintable():
        return set()
    return set(words) - _signs(file) - {"\n"}


@functools.lru_cache(maxsize=8)
def _signs(file: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(file).get_charmap()))


@functools.lru_cache(maxsize=64)
def _font_with(signs: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The file of the font that has most of these signs, and those that it has not."""
    own = str(font(1).get_file())
    best = (len(signs - _signs(own)), -1, own)  # first among equals
    # What matplotlib has found once comes first: it keeps its list, and may not know new fonts.
    for files in (lambda: [entry.fname for entry in fontManager.ttflist], findSystemFonts):
        if best[0]:
            best = min([best, *filter(None, (_fit(file, signs) for file in set(files())))])
    file = best[-1]
    return file, frozenset(s for s in signs if not FT2Font(file).get_char_index(ord(s)))


def _fit(file: str, signs: frozenset[str]) -> tuple[int, int, str] | None:
    """How badly a font would do, the less the better; None where it draws no outlines."""
    try:
        face = FT2Font(file)
    except (OSError, RuntimeError):  # gone, or broken
        return None
    family = face.family_name.replace(" ", "").lower()
    if not face.scalable or "lastresort" in family or "color" in family:
        return None
    missing = sum(not face.get_char_index(ord(sign)) for sign in signs)
    return missing, int(bool(face.style_flags) or "serif" in family), file
