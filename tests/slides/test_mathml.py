"""Formulas in decks: what browsers need to be told so that they set them as TeX does."""

from xml.etree import ElementTree

import pytest

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
        (r"-\log p", "−log_p"),
        (r"d \log \det X", "d_log_det_X"),
        (r"(1 - y) \log(1 - p)", "(1−y)_log(1−p)"),
        (r"\log\,x", "log_x"),
        (r"\max(0, z)", "max(0,z)"),
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


def test_a_partial_derivative_is_no_operator_with_room_around_it():
    assert [sign.tag for sign in signs(r"x \, \partial f") if sign.text == "∂"] == ["mi"]
