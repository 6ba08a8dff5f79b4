"""Formulas as MathML: latex2mathml's, mended where browsers would not set them as TeX does."""

from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring, tostring

from latex2mathml.converter import convert

_ROWS = ("math", "mrow", "mstyle", "msqrt")  # what sets its children side by side
_SCRIPTED = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
_FENCES = "|‖"
_SIGNS = ("−", "+")
_OPENING = set("([{⟨|‖")
_CLOSING = set(")]}!⟩")
_THIN = "0.167em"
# Where bold letters and digits begin: browsers know no other way to bold in a formula.
_BOLD = {"A": 0x1D400, "a": 0x1D41A, "0": 0x1D7CE}


def mathml(tex: str, *, is_block: bool = False) -> str:
    """The formula as MathML, in a line of its own or in one with text."""
    made = convert(tex, display="block" if is_block else "inline")
    root = fromstring(made.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "", 1))
    for part in root.iter():
        _mend_sign(part)
    for part in list(root.iter()):
        if part.tag in _SCRIPTED:
            _mend_scripts(part, is_block)
        if part.tag in _ROWS:
            _mend_row(part)
    return tostring(root, encoding="unicode")


def _mend_sign(part: Element) -> None:
    text = part.text or ""
    if part.get("mathvariant") == "bold":
        part.text = "".join(map(_bold, text))
        del part.attrib["mathvariant"]
    elif part.tag == "mo" and (text.isalpha() and text.isascii()):
        part.tag = "mi"  # a function: log, max
        part.attrib.clear()
    elif part.tag == "mo" and text == "^":
        part.text = "ˆ"  # the one that is an accent; the other is as large as a letter
    elif part.tag == "mo" and text in ("∂", "∇", "/", "…", "⋯"):
        part.tag = "mi"  # no operator with room around it
        part.attrib = {"mathvariant": "normal"}


def _bold(sign: str) -> str:
    """The bold sign of ASCII; any other sign stays."""
    for first, last in ("AZ", "az", "09"):
        if first <= sign <= last:
            return chr(_BOLD[first] + ord(sign) - ord(first))
    return sign


def _mend_scripts(part: Element, is_block: bool) -> None:
    base, *scripts = part
    if is_block and part.tag == "msub" and base.text == "lim":
        part.tag = "munder"
    if part.tag == "msup" and scripts[0].text in ("′", "″"):
        # The font's own prime is high and small already.
        part.tag, scripts[0].tag = "mrow", "mo"
        scripts[0].attrib = {"form": "postfix", "lspace": "0.06em", "rspace": "0"}
    if part.tag in _SCRIPTED[:3]:
        for sign in (sign for script in scripts for sign in script.iter("mo")):
            sign.attrib.update(lspace="0", rspace="0")


def _mend_row(row: Element) -> None:
    _pair_fences(row)
    before = None
    for part in row:
        sign = _core(part)
        # A minus after another operator, or after a bracket, is a sign.
        if sign.tag == "mo" and sign.text in _SIGNS and (before is None or _opens(before)):
            sign.set("form", "prefix")
        is_sign = before is not None and before.get("form") == "prefix"
        if sign.text == "∑" and (before is None or (before.tag == "mo" and not is_sign)):
            sign.set("lspace", "0")
        if part.tag != "mspace":
            before = sign
    spaced = [row[0]] if len(row) else []
    for left, right in pairwise(row):
        if _needs_space(left, right):
            spaced.append(Element("mspace", width=_THIN))
        spaced.append(right)
    row[:] = spaced


def _pair_fences(row: Element) -> None:
    """Say of each bar whether it opens or closes: browsers take it for an operator."""
    is_open = dict.fromkeys(_FENCES, False)
    for sign in map(_core, row):
        if sign.tag == "mo" and sign.text in is_open and sign.get("fence") != "true":
            is_open[sign.text] = not is_open[sign.text]
            form = "prefix" if is_open[sign.text] else "postfix"
            sign.attrib = {"form": form, "stretchy": "false"}


def _needs_space(left: Element, right: Element) -> bool:
    """Whether TeX sets a thin space: at a function, as in −k log x, and at a fraction."""
    first, second = _core(left), _core(right)
    if first.tag == "mfrac" or second.tag == "mfrac":
        ends = _is_plain(first) or _is_function(first) or _closes(first)
        begins = _is_plain(second) or _is_function(second) or second.text in _OPENING
        return ends and begins
    if _is_function(first):
        return _is_function(second) or (_is_plain(second) and second.text != "⟨")
    is_sign = first.get("form") == "prefix" and first.text in _SIGNS
    return _is_function(second) and (_is_plain(first) or _closes(first) or is_sign)


def _core(part: Element) -> Element:
    """The sign that decides how a part is spaced: in x² it is x."""
    while (part.tag in _SCRIPTED or part.tag in _ROWS[1:3]) and len(part):
        if part.tag in _ROWS and len(part) > 1:
            break
        part = part[0]
    return part


def _is_function(sign: Element) -> bool:
    return sign.tag == "mi" and len(sign.text or "") > 1 and (sign.text or "").isascii()


def _is_plain(sign: Element) -> bool:
    return sign.tag not in ("mo", "mspace", "mtext") and not _is_function(sign)


def _opens(sign: Element) -> bool:
    """Whether what follows begins anew, so that a minus there is a sign."""
    return sign.text == "⟨" or (sign.tag == "mo" and not _closes(sign))


def _closes(sign: Element) -> bool:
    return sign.text in _CLOSING or sign.get("form") == "postfix"
