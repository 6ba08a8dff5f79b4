"""What every figure must have: the same bytes on every run, legible, and needing no trust."""

import ast
import base64
import html
import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import matplotlib
import pytest
import torch
from matplotlib.text import Text
from PIL import Image

from preliminaries import figures
from preliminaries.course.places import ROOT
from tests.figures.figure_examples import (
    EXAMPLES,
    X,
    bundle,
    complaints,
    digests,
    drawn,
    every_figure,
    misplaced,
    words,
)

DRAWN = set(figures.__all__) - {"Figure", "explore"}  # each by one function
SMALLEST_TEXT = 18  # pixels at natural size
WIDEST = 900


def test_every_public_figure_has_an_example():
    shown = {name.split()[0] for name in EXAMPLES}
    assert shown == DRAWN
    assert dir(figures) == figures.__all__ == sorted(figures.__all__)


@pytest.mark.parametrize("name", sorted(DRAWN | {"explore"}))
def test_every_public_figure_says_in_one_line_what_it_draws(name):
    first = getattr(figures, name).__doc__.splitlines()[0]
    assert first.startswith("Draw ") and first.endswith(".")
    assert f"figures.{name}(" in first


@every_figure
def test_a_figure_bundles_text_html_and_png(name):
    data, metadata = drawn(name)._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", "image/png"}
    assert data["text/plain"] == drawn(name).alt == repr(drawn(name))
    assert set(metadata) <= set(data)


@every_figure
def test_the_html_is_one_image_that_needs_no_trust(name):
    page = ElementTree.fromstring(bundle(drawn(name))["text/html"].replace('"></fig', '"/></fig'))
    assert page.tag == "figure"
    [image] = page
    assert image.tag == "img"
    assert set(image.attrib) == {"alt", "width", "style", "src"}
    assert html.unescape(image.get("alt")) == drawn(name).alt
    kind, data = image.get("src").split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data) == drawn(name).svg


@every_figure
def test_no_hyphen_stands_for_a_minus(name):
    """Code keeps its hyphens, and so does what matplotlib itself sets as a formula."""
    figure = drawn(name)
    texts = [re.sub(r"X\[[^]]*\]|^\$.*\$$", "", text) for text in (*words(figure), figure.alt)]
    assert [text for text in texts if re.search(r"(?<!\w)-\s?[\d.]", text)] == []


@every_figure
def test_the_svg_is_small_and_needs_nothing_from_outside(name):
    source = drawn(name).svg
    assert len(source) < 60_000
    root = ElementTree.fromstring(source)
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert tags <= {"svg", "g", "defs", "style", "path", "use", "clipPath", "rect", "metadata"}
    links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
    assert all(link.startswith("#") for link in links)
    assert b"date" not in source.lower()
    assert b"Matplotlib" not in source  # its version would change the bytes


@every_figure
def test_the_png_is_a_picture_on_white_at_twice_the_size(name):
    figure = drawn(name)
    picture = Image.open(io.BytesIO(base64.b64decode(bundle(figure)["image/png"])))
    assert picture.format == "PNG"
    assert picture.size == (2 * figure.width, 2 * figure.height)
    picture = picture.convert("RGB")
    colours = [colour for _, colour in picture.getcolors()]
    assert len(colours) > 5
    assert (0, 0, 0) in colours
    edge = {picture.getpixel((x, 3)) for x in range(picture.width)}
    assert edge == {(255, 255, 255)}


@every_figure
def test_all_text_is_large_enough_for_a_slide(name):
    texts = [text for text in drawn(name).drawing.findobj(Text) if text.get_text()]
    assert texts
    assert min(text.get_fontsize() for text in texts) >= SMALLEST_TEXT
    assert drawn(name).width <= WIDEST
    assert drawn(name).height <= 640  # a slide of 720 with its title


@every_figure
def test_no_text_is_cut_off_or_lies_on_another(name):
    assert misplaced(drawn(name)) == []


@every_figure
def test_no_sign_is_missing_from_the_font(name):
    assert complaints(name) == []


# The same on every run, and nothing else is touched


def test_a_figure_is_the_same_bytes_in_every_process():
    here = digests()
    code = "from tests.figures import figure_examples; print(figure_examples.digests())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ast.literal_eval(run.stdout) == here


def test_drawing_png_first_or_svg_first_makes_no_difference():
    one, other = figures.strides(), figures.strides()
    assert (one.svg, one.png) == (other.png, other.svg)[::-1]


def test_a_learners_settings_change_nothing_and_stay():
    here = bundle(figures.index(X, "1:3, 1:"))
    theirs = {
        "font.size": 5.0,
        "font.family": ["serif"],
        "text.color": "red",
        "figure.facecolor": "black",
        "savefig.facecolor": "black",
        "savefig.bbox": "tight",
        "savefig.dpi": 30,
        "path.sketch": (1, 100, 2),
        "svg.fonttype": "none",
        "lines.linewidth": 9,
    }
    with matplotlib.rc_context(theirs):
        before = dict.copy(matplotlib.rcParams)
        assert bundle(figures.index(X, "1:3, 1:")) == here
        assert dict.copy(matplotlib.rcParams) == before


def test_pyplot_is_neither_needed_nor_touched():
    code = """if True:
        import sys, torch
        from preliminaries import figures
        assert "matplotlib" not in sys.modules, "matplotlib is loaded too early"
        figures.strides().png, figures.strides().svg
        assert "matplotlib.pyplot" not in sys.modules, "pyplot is loaded"
        import matplotlib
        matplotlib.use("svg")
        from matplotlib import pyplot
        own, axes = pyplot.subplots()
        figures.strides().png, figures.strides().svg
        assert pyplot.gcf() is own and pyplot.gca() is axes and pyplot.get_fignums() == [1]
        assert matplotlib.get_backend().lower() == "svg"
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_a_learners_tensors_and_random_numbers_stay_as_they_are():
    A, B = X.clone(), (X + 12).clone()
    weights = torch.ones(2, 2, requires_grad=True)
    state = torch.get_rng_state()
    figures.index(A, "1:3, 1:")
    figures.join(A, B)
    figures.storage(A=A, B=B, weights=weights)
    figures.index(weights, "0")
    assert A.equal(X) and B.equal(X + 12)
    assert weights.grad is None and weights.requires_grad
    assert torch.get_rng_state().equal(state)


def test_an_unknown_figure_is_answered_with_those_there_are():
    with pytest.raises(AttributeError, match=r"'brodcast'.*broadcast.*index.*join"):
        figures.brodcast  # noqa: B018
    with pytest.raises(AttributeError, match=r"'cast'.*broadcast, .*index, join"):
        figures.cast  # noqa: B018


def test_a_room_does_not_hide_the_figure_of_its_name():
    code = """if True:
        from importlib import import_module
        from preliminaries import figures
        import_module("preliminaries.figures.graph.layering")
        assert "2 nodes" in figures.graph("x * x", x=2.0).alt
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
