"""Formulas in decks: what browsers need to be told so that they set them as TeX does."""

import base64
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from preliminaries.course import places
from preliminaries.slides.formulas import as_html, math_font
from preliminaries.slides.mathml import mathml


def signs(tex):
    """The leaves of a formula."""
    return [part for part in ElementTree.fromstring(mathml(tex)).iter() if not len(part)]


def forms(tex):
    """What opens, closes or is a sign of a number, and which of these."""
    return [(sign.text, sign.get("form")) for sign in signs(tex) if sign.get("form")]


def spaces(tex):
    """The formula in a line, with _ for each space."""
    return "".join("_" if sign.tag == "mspace" else sign.text or "" for sign in signs(tex))


@pytest.mark.parametrize(
    ("tex", "bold"),
    [(r"\mathbf{0}^{\top}", "𝟎"), (r"\mathbf X", "𝐗"), (r"\hat{\mathbf y}", "𝐲")],
)
def test_bold_is_in_the_sign_since_browsers_ignore_it_as_an_attribute(tex, bold):
    assert signs(tex)[0].text == bold
    assert "mathvariant" not in signs(tex)[0].attrib


@pytest.mark.parametrize("tex", [r"a - \lVert x \rVert^2", r"a - \|x\|^2"])
def test_a_norm_opens_and_closes_with_one_sign(tex):
    assert forms(tex) == [("‖", "prefix"), ("‖", "postfix")]


def test_two_norms_side_by_side_are_two_pairs():
    opened = [form for _, form in forms(r"\lVert x \rVert + \lVert y \rVert")]
    assert opened == ["prefix", "postfix"] * 2


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\log x", "log_x"),
        (r"k \log \lambda", "k_log_λ"),
        (r"y_i \log p_i", "yi_log_pi"),
        (r"\log(1 + t)", "log(1+t)"),
        (r"-\log p", "−_log_p"),
        (r"d \log \det X", "d_log_det_X"),
        (r"(1 - y) \log(1 - p)", "(1−y)_log(1−p)"),
        (r"\log\,x", "log_x"),
        (r"\max(0, z)", "max(0,z)"),
        (r"\frac{u}{v} \frac{a}{b}", "uv_ab"),
        (r"\frac{u}{v}\,\frac{a}{b}", "uv_ab"),
        (r"\log\,\det X", "log_det_X"),
        (r"\frac12 x + \frac{1}{h}(y)", "12_x+1h_(y)"),
    ],
)
def test_a_function_stands_apart_from_what_is_no_bracket(tex, line):
    assert spaces(tex) == line


@pytest.mark.parametrize("tex", ["l = -y", "(-y)", r"\langle -y, x \rangle", r"a \to -y"])
def test_a_minus_after_an_operator_or_a_bracket_is_a_sign(tex):
    assert ("−", "prefix") in forms(tex)


@pytest.mark.parametrize("tex", ["x - y", "(x) - y", r"\lVert x \rVert - y", r"x^2 - y", "k! - y"])
def test_a_minus_between_two_numbers_is_none(tex):
    assert ("−", "prefix") not in forms(tex)


@pytest.mark.parametrize("tex", [r"x \, \partial f", r"h \nabla f", "x / y", r"(1)\cdots"])
def test_what_is_no_operator_has_no_room_around_it(tex):
    assert "mo" not in [sign.tag for sign in signs(tex) if sign.text in {*"∂∇/⋯"}]


def test_a_prime_is_not_made_smaller_once_more():
    made = ElementTree.fromstring(mathml("f'(x)"))
    assert made.find(".//msup") is None
    assert spaces("f'(x)") == "f′(x)"


def test_a_limit_stands_below_in_a_formula_of_its_own():
    tex = r"\lim_{h \to 0} h"
    assert "<munder><mi>lim</mi>" in mathml(tex, is_block=True)
    assert "<munder>" not in mathml(tex)


def test_an_exponent_is_set_close():
    minus = next(sign for sign in signs("x^{n-1}") if sign.text == "−")
    assert (minus.get("lspace"), minus.get("rspace")) == ("0", "0")


def test_the_font_of_a_deck_has_the_signs_that_browsers_make_of_letters():
    """A browser sets x as 𝑥 and h as ℎ; without them it takes another font."""
    file = math_font("xhσ", places.SLIDES / "stix" / "STIXTwoMath-Regular.ttf")
    font = TTFont(BytesIO(base64.b64decode(file.partition(",")[2])))
    assert {ord(sign) for sign in "𝑥ℎ𝜎"} <= font.getBestCmap().keys()
    assert ord("𝑦") not in font.getBestCmap()


def test_a_formula_keeps_the_chinese_sign_behind_it():
    page = as_html("斜率是 $2 + 3h$。所以 $x$ 处是 $y$）：\n\n$$z$$。")
    kept = re.findall(r'<span class="together">.*?</span>(.+?)</span>', page)
    assert kept == ["。", "）："]
    assert page.count("together") == 2
