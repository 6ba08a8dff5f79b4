"""Figures: the same bytes on every run, legible, and true to what they show."""

import ast
import base64
import functools
import hashlib
import html
import io
import itertools
import math
import os
import random
import re
import subprocess
import sys
from xml.etree import ElementTree

import matplotlib
import numpy
import pandas
import pytest
import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image, ImageColor

from preliminaries import figures
from preliminaries.figures import maps
from preliminaries.figures.drawing import plane
from preliminaries.figures.drawing.canvas import ACCENT, COUNTER, Canvas

SMALLEST_TEXT = 18  # pixels at natural size
WIDEST = 900

X = torch.arange(12).reshape(3, 4)
ARRAY = numpy.arange(6.0)
PIXELS = (torch.arange(72).reshape(4, 6, 3) % 4 * 80).to(torch.uint8)
BIRDS = pandas.DataFrame(
    {
        "kind": ["owl", "tit", None, "owl", "tit", "rook"] * 5,
        "wing": [30.0, 7.0, 8.0, 31.5, 6.5, 22.0] * 5,
        "mass": [420.0, 18.0, math.nan, 450.0, 17.5, 480.0] * 5,
    }
)
MANY = pandas.DataFrame({"reading": numpy.where(numpy.arange(100_000) % 9_000, 1.0, math.nan)})

BOWL = torch.tensor([[1.0, 0], [1, 1], [1, 2]])


def plotted():
    """A plot with everything that `d2l.plot` sets."""
    from matplotlib import pyplot

    axes = pyplot.figure(figsize=(3.5, 2.5)).gca()
    axes.plot([0, 1, 2], [0, 1, 4], "-")
    axes.plot([0, 1, 2], [0, 1, 2], "m--")
    axes.set(xlabel="x", ylabel="f(x)")
    axes.legend(["square", "line"])
    axes.grid()
    return figures.plotted("A square and a line.")


def plotted_four():
    """One curve more than the course has colours; its soft edges are nearly white."""
    from matplotlib import pyplot

    axes = pyplot.figure(figsize=(3.5, 2.5)).gca()
    x = torch.arange(-1, 1.01, 0.05)
    for y, style in ((x**2, "-"), (x**3, "g-."), (-(x**3), "r:"), (-(x**2), "m--")):
        axes.plot(x, y, style)
    axes.set(xlabel="x", ylabel="y")
    axes.legend(["x²", "x³", "-x³", "-x²"])
    axes.grid()
    return figures.plotted("Four curves that meet in 0.")


# Every figure, as a lecture or a learner may call it. A new figure belongs here: the tests of
# form below then hold for it too.
EXAMPLES = {
    "ad_clicks": lambda: figures.ad_clicks(),
    "approaches": lambda: figures.approaches(),
    "axes": lambda: figures.axes(),
    "broadcast a column and a row": lambda: figures.broadcast((3, 1), (1, 2)),
    "broadcast a missing axis": lambda: figures.broadcast((3, 3, 2), (3, 2)),
    "broadcast two axes at once": lambda: figures.broadcast((2, 1, 3), (2, 1)),
    "broadcast a wide one": lambda: figures.broadcast((4, 1), (4, 6)),
    "broadcast a row": lambda: figures.broadcast("1, 6", "4, 6"),
    "broadcast a number": lambda: figures.broadcast("", "3"),
    "broadcast two numbers": lambda: figures.broadcast((), ()),
    "broadcast a large one": lambda: figures.broadcast((3, 3, 5), (5,)),
    "broadcast what clashes": lambda: figures.broadcast((3, 3, 2), (3, 3)),
    "broadcast what clashes in the middle": lambda: figures.broadcast((2, 3, 5), (4, 5)),
    "broadcast sizes without measure": lambda: figures.broadcast("1000000000, 5", "3, 7"),
    "broadcast a bad text": lambda: figures.broadcast("3, x", "3"),
    "broadcast too much": lambda: figures.broadcast("3, 4, 100", "100"),
    "images": lambda: figures.images(
        permuted=PIXELS.permute(2, 0, 1), reshaped=PIXELS.view(3, 4, 6)
    ),
    "images of floats": lambda: figures.images(night=PIXELS.permute(2, 0, 1) / 255),
    "imputation": lambda: figures.imputation(BIRDS["mass"]),
    "imputation of few": lambda: figures.imputation(BIRDS["mass"].head(2), hidden=90),
    "imputation of equals": lambda: figures.imputation(BIRDS["mass"] * 0, hidden=0),
    "eigenvectors": lambda: figures.eigenvectors([[1.5, 0.5], [0.5, 1.5]], [[2, 1], [0, 1]]),
    "eigenvectors of a rotation": lambda: figures.eigenvectors([[0, -1], [1, 0]]),
    "eigenvectors of a shear and of the identity": lambda: figures.eigenvectors(
        [[1, 1], [0, 1]], [[1, 0], [0, 1]]
    ),
    "fold": lambda: figures.fold(),
    "fold the first axis": lambda: figures.fold((2, 3, 4), 0),
    "fold the last axis": lambda: figures.fold((3, 6, 4), -1),
    "fold two axes": lambda: figures.fold((2, 5, 4), [1, 2]),
    "fold all axes": lambda: figures.fold((1, 2, 3), [0, 1, 2]),
    "curves": lambda: figures.curves([1, 2, 4], "depth", "kB", reverse=[4, 8, 16], forward=[8] * 3),
    "graph": lambda: figures.graph("log(x**2) * sin(x) + 1 / x", x=2.0),
    "graph and its adjoints": lambda: figures.graph(
        "(x*y - 3)**2 + (x+y)*x", None, True, x=2, y=3.0
    ),
    "graph of a function": lambda: figures.graph(lambda x: (x * x).sum(), x=torch.ones(2)),
    "graph of a tensor": lambda: figures.graph(torch.ones(2, 2, requires_grad=True).relu().mean()),
    "graph on the way forward": lambda: figures.graph("log(x**2) * sin(x)", step=2, x=2.0),
    "graph on the way back": lambda: figures.graph("log(x**2) * sin(x)", step=6, x=2.0),
    "graph from top to bottom": lambda: figures.graph(
        "x*sigmoid(sigmoid(sigmoid(tanh(sigmoid(sigmoid(x))))))", x=2
    ),
    "graph of a bad text": lambda: figures.graph("x +", x=2.0),
    "imagenet": lambda: figures.imagenet(),
    "index a block": lambda: figures.index(X, "1:3, 1:"),
    "index with steps": lambda: figures.index(torch.arange(36).reshape(6, 6), "::3, ::2"),
    "index a row": lambda: figures.index(X, "-1"),
    "index an element": lambda: figures.index(X, "1, 2"),
    "index a mask": lambda: figures.index(X, "X > 5"),
    "index a long mask": lambda: figures.index(torch.arange(64).reshape(8, 8), "X >= 0"),
    "index nothing": lambda: figures.index(X, "2:2"),
    "index a vector": lambda: figures.index(torch.arange(6) * 0.25, "1:4"),
    "index out of bounds": lambda: figures.index(X, "5"),
    "index a bad text": lambda: figures.index(X, "1 2"),
    "index all": lambda: figures.index(torch.arange(64).reshape(8, 8), "..."),
    "index a long vector": lambda: figures.index(torch.arange(19), "3:"),
    "index too much": lambda: figures.index(X, "[0] + [1, 2, 0, 1, 2, 0, 1, 2, 0]"),
    "index a long column": lambda: figures.index(torch.arange(64).reshape(8, 8), ":, 2:3"),
    "join": lambda: figures.join(X, X + 12),
    "join other shapes": lambda: figures.join(X[:2, :3], X[:, :3]),
    "join columns of other widths": lambda: figures.join(X[:2, :1], X[:2]),
    "missing": lambda: figures.missing(BIRDS),
    "missing nothing": lambda: figures.missing(BIRDS[["wing"]]),
    "missing in a million rows": lambda: figures.missing(MANY),
    "one_hot": lambda: figures.one_hot(BIRDS["kind"].head(6)),
    "one_hot of one": lambda: figures.one_hot(BIRDS["kind"].head(1).rename(None)),
    "linear_map": lambda: figures.linear_map(1.5, 0.5, -0.5, 1.0),
    "linear_map with eigenvectors": lambda: figures.linear_map(1.5, 0.5, 0.5, 1.5, True),
    "linear_map that presses flat": lambda: figures.linear_map(1, 1, 1, 1, True),
    "linear_map to a point": lambda: figures.linear_map(0, 0, 0, 0, True),
    "linear_map that turns": lambda: figures.linear_map(0, -1.25, 1.25, 0, True),
    "linear_map at the sliders' end": lambda: figures.linear_map(2, -2, 2, 2, True),
    "losses": lambda: figures.losses(),
    "losses with a wide delta": lambda: figures.losses(2.5),
    "matrix_product": lambda: figures.matrix_product(X[:2, :3], X[:, :2], 1, 0),
    "matrix_product of a row and a column": lambda: figures.matrix_product(X[:1], X[:1].T),
    "matrix_product of negative floats": lambda: figures.matrix_product(
        -0.5 * X, 1.0 * X.T, -1, -1
    ),
    "projection": lambda: figures.projection(),
    "projection on the other side": lambda: figures.projection((-2, 1), (1, 0)),
    "projection of a vector at a right angle": lambda: figures.projection((1, -1), (2, 2)),
    "rebinding": lambda: figures.rebinding(),
    "scatter": lambda: figures.scatter(BIRDS, "wing", "mass", by="kind"),
    "scatter one group": lambda: figures.scatter(BIRDS.head(1), "wing", "mass", by="kind"),
    "roadmap": lambda: figures.roadmap(),
    "storage": lambda: figures.storage(X=X, row=X[1], column=X[:, 1], copy=X.clone()),
    "storage of a transpose": lambda: figures.storage(X=X, T=X.T, flat=X.T.reshape(-1)),
    "storage of an array": lambda: figures.storage(a=ARRAY, tensor=torch.from_numpy(ARRAY)),
    "storage of stretched values": lambda: figures.storage(x=X[0], wide=X[0].expand(3, 4)),
    "descents": lambda: figures.descents(BOWL, torch.tensor([1.0, 1, 4]), (0.01, 0.1, 0.16)),
    "descents one": lambda: figures.descents(BOWL, torch.tensor([1.0, 1, 4]), 0.05),
    "difference_error": lambda: figures.difference_error(),
    "gradient": lambda: figures.gradient(1.0, 1.0),
    "gradient at the bottom": lambda: figures.gradient(0.0, 0.0),
    "gradient at the rim": lambda: figures.gradient(-2.0, -1.5),
    "gradient on an axis": lambda: figures.gradient(2.0, 0.0),
    "linearised": lambda: figures.linearised(0.8),
    "linearised small": lambda: figures.linearised(0.1),
    "linearised large": lambda: figures.linearised(1.2),
    "plotted": lambda: plotted(),
    "plotted four": lambda: plotted_four(),
    "secant": lambda: figures.secant(1.0),
    "secant from the left": lambda: figures.secant(-1.0),
    "secant nearly a tangent": lambda: figures.secant(0.1),
    "secant no more": lambda: figures.secant(0.0),
    "subgradients": lambda: figures.subgradients(),
    "strides": lambda: figures.strides(),
    "strides of a matrix": lambda: figures.strides((3, 4)),
    "strides of a vector": lambda: figures.strides((24,)),
    "strides with a size of one": lambda: figures.strides((2, 1, 5)),
    "unit_balls": lambda: figures.unit_balls(),
}

every_figure = pytest.mark.parametrize("name", EXAMPLES)


@functools.cache
def drawn(name: str):
    return EXAMPLES[name]()


def words(figure) -> list[str]:
    """Everything that is written in a figure."""
    return [text.get_text() for text in figure.drawing.findobj(Text) if text.get_text()]


def bundle(figure) -> dict[str, str]:
    return figure._repr_mimebundle_()[0]


def told(figure) -> list:
    """The values that a text alternative tells, as nested lists."""
    return ast.literal_eval(re.search(r"(?:are|holds) (\[.*\])\.", figure.alt)[1])


# --- form: holds for every figure ---------------------------------------------------------------


def test_every_public_figure_has_an_example():
    shown = {name.split()[0] for name in EXAMPLES}
    assert shown == set(figures.__all__) - {"Figure"}
    assert dir(figures) == figures.__all__ == sorted(figures.__all__)


@pytest.mark.parametrize("name", sorted(set(figures.__all__) - {"Figure"}))
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
    drawing = drawn(name).drawing
    drawing.draw_without_rendering()  # the names of axes find their place while being drawn
    renderer = FigureCanvasAgg(drawing).get_renderer()
    width, height = drawing.bbox.width, drawing.bbox.height
    placed = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in drawing.findobj(Text)
        if text.get_text() and text.get_visible()
    ]
    for written, box in placed:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, f"{written!r} is cut off"
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
        assert apart, f"{one!r} and {other!r} overlap"


@every_figure
def test_no_sign_is_missing_from_the_font(name, recwarn):
    figure = EXAMPLES[name]()
    assert figure.svg and figure.png
    assert [str(warning.message) for warning in recwarn] == []


# --- the same on every run, and nothing else is touched -----------------------------------------


def digests() -> dict[str, str]:
    """A short mark of every example's bytes."""
    return {
        name: hashlib.sha256(str(bundle(drawn(name))).encode()).hexdigest() for name in EXAMPLES
    }


def test_a_figure_is_the_same_bytes_in_every_process():
    here = digests()
    code = f"import sys; sys.path.insert(0, {os.path.dirname(__file__)!r})\n"
    code += "import test_figures; print(test_figures.digests())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
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


# --- what the figures show ----------------------------------------------------------------------

SHAPES = [(), (1,), (2,), (3,), (1, 2), (3, 1), (3, 2), (2, 3), (1, 1, 2), (2, 3, 1), (2, 3, 2)]


@pytest.mark.parametrize(("a", "b"), list(itertools.product(SHAPES, SHAPES)))
def test_broadcast_agrees_with_torch(a, b):
    figure = figures.broadcast(a, b)
    assert str(a) in figure.alt and str(b) in figure.alt
    try:
        shape = tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        assert "do not broadcast" in figure.alt
        assert "fails" in words(figure)
        assert any("and neither is 1" in line for line in words(figure))
    else:
        A = torch.arange(torch.Size(a).numel()).reshape(a)
        B = torch.arange(torch.Size(b).numel()).reshape(b)
        assert f"to {shape}" in figure.alt
        said = re.search(r"The sums are (.*)\.$", figure.alt)[1]
        assert ast.literal_eval(said) == (A + B).tolist()
        # Both operands are drawn at full size, then their sum: three times as many cells.
        stretched = [x.expand(shape).flatten().tolist() for x in (A, B, A + B)]
        sizes = [str(size) for size in (*a, *b, *shape)]
        written = [word for word in words(figure) if word.isdigit()]
        values = [str(value) for operand in stretched for value in operand]
        empty = ["()"] * 3 if not shape else []
        assert sorted(written) == sorted(sizes + values)
        assert [word for word in words(figure) if word == "()"] == empty


def test_broadcast_names_the_pair_that_fails():
    alt = figures.broadcast((3, 3, 2), (3, 3)).alt
    assert alt.endswith("do not broadcast. On axis -1, 2 and 3 differ and neither is 1.")
    alt = figures.broadcast((2, 3), (4, 5)).alt
    assert "On axis -2, 2 and 4" in alt and "On axis -1, 3 and 5" in alt


def test_broadcast_says_what_is_repeated():
    alt = figures.broadcast((3, 1), (1, 2)).alt
    assert "A of shape (3, 1) is repeated along axis 1" in alt
    assert "B of shape (1, 2) is repeated along axis 0" in alt


@pytest.mark.parametrize("text", ["3, 1", "(3, 1)", " 3,1 ", "[3 1]", "(3, 1,)"])
def test_broadcast_reads_a_shape_as_it_may_be_typed(text):
    assert figures.broadcast(text, "1, 2").alt == figures.broadcast((3, 1), (1, 2)).alt


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ((2, 2, 2, 2), "has 4 axes; up to three can be drawn"),
        ((3, 0), "size below one"),
        ((-1,), "size below one"),
        ((13, 1), "too large to draw"),
        ((10**12,), "too large to draw"),
        ((1.5,), "whole numbers"),
        (7, "whole numbers"),
    ],
)
def test_broadcast_raises_for_a_tuple_and_answers_a_text(shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        figures.broadcast(shape, (1,))
    typed = str(shape)
    if "whole" not in sentence and "-" not in typed:
        assert sentence in figures.broadcast(typed, "1").alt


@pytest.mark.parametrize("text", ["x", "3, -1", "3.5", "1e9", "__import__('os')", "行, 3", "3\n;"])
def test_broadcast_answers_a_bad_text_with_a_sentence(text):
    figure = figures.broadcast(text, "3")
    assert "is not a shape: write sizes with commas" in figure.alt
    assert " ".join(words(figure)) == figure.alt


KEYS = ["1:3, 1:", "::3, ::2", "-1", "1", ":, 0", "1, 2", "...", "..., 1", "-2:, :-1", "X > 5"]
KEYS += ["X % 2 == 0", "(X > 2) & (X < 9)", "~(X > 5)", "[0, 2]", "[0, 2], [1, 1]", "None, 1", ":9"]
KEYS += ["X < 1.5", "2:2", "..., ...", "1:, 3", "0, ...", "[True, False, True]", ":, [0, -1]"]


@pytest.mark.parametrize("key", KEYS)
def test_index_takes_what_torch_takes(key):
    expected = eval(f"X[{key}]", {"X": X})
    figure = figures.index(X, key)
    assert f"X[{key}] takes" in figure.alt
    assert f"has shape {tuple(expected.shape)}" in figure.alt
    said = re.search(r"and holds (.*?)\.( The end of a slice is not taken\.)?$", figure.alt)[1]
    assert ast.literal_eval(said) == expected.tolist()
    assert f"shape {tuple(expected.shape)}" in words(figure)
    assert f"X[{key}]" in words(figure)


def test_index_tells_which_rows_and_columns():
    alt = figures.index(X, "1:3, 1:").alt
    assert "takes 6 of the 12 cells of a tensor of shape (3, 4)" in alt
    assert "in rows 1 and 2 and columns 1, 2 and 3" in alt
    assert "The end of a slice is not taken." in alt
    assert "in row 1 and column 2" in figures.index(X, "1, 2").alt


def test_index_marks_the_end_that_does_not_belong():
    # 0 to 3 over the columns and 4 past them; 0 to 2 beside the rows and 3 past them.
    written = words(figures.index(torch.full((3, 4), 77), "1:3, 1:"))
    assert sorted(word for word in written if word.isdigit() and word != "77") == list("001122334")
    # No slice, no end.
    written = words(figures.index(torch.full((3, 4), 77), "1, 2"))
    assert sorted(word for word in written if word.isdigit() and word != "77") == list("0011223")


BAD_KEYS = ["", "1 2", "a", "X.shape", "__import__('os')", "(lambda: 1)()", "[i for i in X]"]
BAD_KEYS += ["X := 3", "0] + X[1", "0][1", "s_[1", "1] #", "[0] * 1000000000", "9 ** 9 ** 9"]
BAD_KEYS += [
    "'%999999999d' % 1",
    "'a'",
    "f'{X}'",
    "X[0]",
    "(" * 30,
    "1\n2",
    "1]\n[0",
    "{1: 2}",
    "1 / 0",
]
BAD_KEYS += [
    "1 % 0",
    "1" * 61,
    "*X",
    "X.fill_(0)",
    "行",
    "1e3",
    "X + 0.5",
    "X & 1.5",
    "None & X",
    "9" * 40,
]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_index_answers_a_bad_key_with_a_sentence(key):
    Y = X.clone()
    figure = figures.index(Y, key)
    assert re.search("is not an index|torch says|longer than", figure.alt)
    assert " ".join(words(figure)) == figure.alt
    assert Y.equal(X)


def test_index_answers_whatever_is_typed():
    draw = random.Random(0)
    pieces = [*"0123:,.[]()X>=<-~&|% ", "...", "None", "True", "1.5", "::", " > 5"]
    for _ in range(300):
        key = "".join(draw.choices(pieces, k=draw.randint(1, 8)))
        assert figures.index(X, key).alt


def test_index_says_why_torch_refuses():
    assert "index 5 is out of bounds" in figures.index(X, "5").alt
    assert "too many indices" in figures.index(X, "0, 0, 0").alt
    assert "greater than zero" in figures.index(X, "::-1").alt


@pytest.mark.parametrize("shape", [(), (2, 2, 2), (0, 3), (11, 2), (2, 17)])
def test_index_refuses_a_tensor_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"cannot be drawn|too large"):
        figures.index(torch.zeros(shape), "0")


def test_join_agrees_with_torch():
    A, B = X[:2, :3], X[1:, 1:] * 2
    alt = figures.join(A, B).alt
    for title, result in {
        "cat along axis 0": torch.cat((A, B), dim=0),
        "cat along axis 1": torch.cat((A, B), dim=1),
        "stack along a new axis 0": torch.stack((A, B), dim=0),
    }.items():
        assert f"{title} has shape {tuple(result.shape)} and holds {result.tolist()}" in alt
        assert str(tuple(result.shape)) in words(figures.join(A, B))


def test_join_says_which_way_does_not_work():
    figure = figures.join(torch.ones(2, 3), torch.ones(3, 3))
    assert "cat along axis 0 has shape (5, 3)" in figure.alt
    assert "cat along axis 1 fails, since 2 and 3 differ on axis 0" in figure.alt
    assert "stack along a new axis 0 fails" in figure.alt
    assert words(figure).count("Fails: on axis 0") == 2


@pytest.mark.parametrize("shape", [(), (3,), (2, 2, 2), (0, 2), (2, 30), (30, 2)])
def test_join_refuses_what_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"not a matrix|too large"):
        figures.join(torch.ones(shape), torch.ones(shape))


def storages(figure) -> list[set[str]]:
    """The names that share each storage, as the text alternative tells them."""
    parts = re.split(r"Storage(?: \d+)? holds ", figure.alt)[1:]
    return [set(re.findall(r"(\w+) \([^)]*\) sees it", part)) for part in parts]


def test_storage_tells_what_is_shared():
    figure = figures.storage(
        X=X, row=X[1], copy=X.clone(), T=X.T, flat=X.T.reshape(-1), same=X.reshape(-1)
    )
    assert storages(figure) == [{"X", "row", "T", "same"}, {"copy"}, {"flat"}]
    assert "row (4,) sees it with offset 4, stride (1,)" in figure.alt
    assert "T (4, 3) sees it with offset 0, stride (1, 4)" in figure.alt
    assert f"Storage 3 holds {X.T.flatten().tolist()}" in figure.alt


def test_storage_sees_through_numpy():
    a = numpy.arange(6.0)
    shared = figures.storage(a=a, part=a[2:4], t=torch.from_numpy(a), copy=torch.tensor(a))
    assert storages(shared) == [{"a", "part", "t"}, {"copy"}]
    assert "part (2,) sees it with offset 2" in shared.alt
    backwards = figures.storage(part=a[2:4], a=a)
    assert storages(backwards) == [{"part", "a"}]
    assert "part (2,) sees it with offset 2" in backwards.alt
    assert "Storage holds [0, 1, 2, 3, 4, 5]" in backwards.alt


def test_storage_joins_two_parts_when_the_whole_comes_last():
    a = numpy.arange(6.0)
    assert storages(figures.storage(left=a[:2], right=a[4:])) == [{"left"}, {"right"}]
    assert storages(figures.storage(left=a[:2], right=a[4:], a=a)) == [{"left", "right", "a"}]


def test_storage_prints_no_address():
    tensor = torch.arange(3)
    assert str(tensor.data_ptr()) not in figures.storage(x=tensor).alt


@pytest.mark.parametrize(
    "tensors",
    [
        {},
        {f"x{i}": torch.ones(1) for i in range(7)},
        {"x": torch.ones(200)},
        {"x": torch.ones(60)},
        {"x": torch.ones(0)},
        {"x": torch.ones(2, device="meta")},
        {"x": torch.eye(2).to_sparse()},
        {"x": [1, 2]},
        {"x": X, "y": X.view(torch.float64)},
    ],
)
def test_storage_refuses_what_it_cannot_draw(tensors):
    with pytest.raises(ValueError):
        figures.storage(**tensors)


def test_rebinding_tells_what_each_name_sees():
    alt = figures.rebinding().alt
    assert "After Y = Y + X: Y names a new tensor [11, 22, 33], Z still names [1, 2, 3]" in alt
    assert (
        "After Y += X instead: Y and Z still name one tensor, which now holds [11, 22, 33]" in alt
    )


@pytest.mark.parametrize("shape", [(2, 3, 4), (3, 4), (5,), (4, 2), (2, 1, 5)])
def test_strides_are_torchs(shape):
    figure = figures.strides(shape)
    steps = torch.empty(shape).stride()
    assert f"shape {shape}, stride {steps}" in words(figure)
    for axis, step in enumerate(steps):
        assert f"axis {axis}: {step}" in figure.alt
    # Every value is written in the array and in the storage.
    written = sorted(int(word) for word in words(figure) if word.isdigit())
    assert written == sorted(2 * list(range(torch.Size(shape).numel())))


@pytest.mark.parametrize("shape", [(), (25,), (2, 2, 2, 2), (0,), (24, 1, 1)])
def test_strides_refuses_what_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"not a shape of one to three|too wide|too tall"):
        figures.strides(shape)


def test_axes_names_every_shape():
    figure = figures.axes()
    shapes = ["()", "(4,)", "(3, 4)", "(3, 4, 4)", "(2, 3, 4, 4)", "(2, 4, 3, 4, 4)"]
    for ndim, shape in enumerate(shapes):
        assert f"{ndim}-d" in words(figure)
        assert f"shape {shape}" in figure.alt


# ipywidgets looks for a module that newer ipykernels deprecate.
@pytest.mark.filterwarnings("ignore:.*backend_inline:DeprecationWarning")
def test_an_explorer_draws_what_is_typed():
    widgets = pytest.importorskip("ipywidgets")
    explorer = widgets.interactive(figures.broadcast, a="3, 1", b="1, 2")
    assert [type(child).__name__ for child in explorer.children[:2]] == ["Text", "Text"]
    explorer.update()
    assert explorer.result.alt == figures.broadcast((3, 1), (1, 2)).alt
    explorer.children[1].value = "2,"
    assert "is repeated" in explorer.result.alt
    explorer = widgets.interactive(figures.index, X=widgets.fixed(X), key="1:3, 1:")
    explorer.update()
    assert "takes 6 of the 12 cells" in explorer.result.alt


def test_missing_tells_the_rows():
    alt = figures.missing(BIRDS).alt
    assert "of 30 rows: kind in rows 2, 8, 14, 20 and 26; mass in rows 2, 8, 14, 20 and 26." in alt
    assert words(figures.missing(BIRDS)).count("5 missing") == 2
    assert figures.missing(BIRDS[["wing"]]).alt.endswith("Nothing is missing.")


def test_one_hot_has_one_1_in_each_row():
    written = words(figures.one_hot(BIRDS["kind"].head(6)))
    assert written.count("1") == 6 and written.count("0") == 18
    assert "tit has its 1 in kind_tit" in figures.one_hot(BIRDS["kind"].head(6)).alt


def test_imputation_tells_both_means_and_deviations():
    mass = BIRDS["mass"].dropna()
    alt = figures.imputation(BIRDS["mass"], hidden=40).alt
    means = [float(mean) for mean in re.findall(r", mean ([\d.]+),", alt)]
    assert means[0] == pytest.approx(mass.mean(), abs=0.05) and len(means) == 2
    before, after = map(float, re.findall(r"standard deviation ([\d.]+),", alt))
    assert before == pytest.approx(mass.std(), abs=0.05)
    assert after < before


def test_scatter_leaves_out_what_is_missing_and_names_the_groups():
    alt = figures.scatter(BIRDS, "wing", "mass", by="kind").alt
    assert alt.startswith("25 points") and "owl, around 30.8 and 435.0" in alt


# --- linear algebra -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_the_eigenvectors_drawn_are_kept_and_none_is_missing(seed):
    g = torch.Generator().manual_seed(seed)
    matrix = (torch.randint(-4, 5, (2, 2), generator=g) / 2).tolist()
    kept = maps._real_eigenvectors(matrix)
    A = torch.tensor(matrix, dtype=torch.float64)
    for value, direction in kept:
        v = torch.tensor(direction, dtype=torch.float64)
        torch.testing.assert_close(A @ v, value * v)
        torch.testing.assert_close(v @ v, torch.ones((), dtype=torch.float64))
    values = torch.linalg.eigvals(A)
    assert bool(kept) == bool((values.imag.abs() < 1e-6).all())
    if torch.dist(values[0].real, values[1].real) > 1e-6 and kept:
        assert len(kept) == 2


@pytest.mark.parametrize("axis", [0, 1, 2, [0, 1], [1, 2], [0, 2], [0, 1, 2]])
def test_the_shapes_of_a_folded_cube_are_torchs(axis):
    X = torch.zeros(2, 5, 4)
    alt = figures.fold(X.shape, axis).alt
    assert f"result has shape {tuple(X.sum(axis).shape)}." in alt
    assert f"shape {tuple(X.sum(axis, keepdim=True).shape)}:" in alt


def test_a_projection_tells_the_point_nearest_to_u():
    assert "is (2.59, 0.65), which is 0.65 times v" in figures.projection((2, 3), (4, 1)).alt


def test_lines_are_cut_off_at_the_edge_of_the_plane():
    window = plane.Plane(Canvas(), 0, 0, xs=(-1, 1), ys=(-1, 1))
    assert window._inside((-5, 0), (5, 0)) == ((-1, 0), (1, 0))
    assert window._inside((2, 2), (3, 3)) is None
    assert window._inside((0, 0), (0.5, 0.5)) == ((0, 0), (0.5, 0.5))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.missing(BIRDS[[]]),
        lambda: figures.one_hot(BIRDS["kind"]),
        lambda: figures.scatter(BIRDS, "wing", "weight", by="kind"),
        lambda: figures.scatter(BIRDS, "wing", "mass", by="wing"),
        lambda: figures.imputation(BIRDS["mass"], hidden=100),
        lambda: figures.images(a=torch.zeros(3, 2, 2), b=torch.zeros(3, 4, 2)),
        lambda: figures.images(a=torch.zeros(3, 30, 30)),
        lambda: figures.images(),
    ],
)
def test_what_cannot_be_drawn_of_a_table_or_picture_is_refused_in_a_sentence(draw):
    with pytest.raises(ValueError, match=r"[a-z] .*\."):
        draw()


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.fold((2, 3), 0),
        lambda: figures.fold((2, 3, 9), 0),
        lambda: figures.eigenvectors(),
        lambda: figures.projection((1, 2), (0, 0)),
        lambda: figures.matrix_product(X, X),
        lambda: figures.losses(0.1),
    ],
)
def test_what_linear_algebra_cannot_draw_is_refused_in_words(draw):
    with pytest.raises(ValueError, match=r"\.$"):
        draw()


def test_a_plot_takes_the_colours_of_the_course():
    picture = Image.open(io.BytesIO(drawn("plotted four").png)).convert("RGB")
    blue, orange = ImageColor.getrgb(ACCENT), ImageColor.getrgb(COUNTER)
    colours = {colour for _, colour in picture.getcolors()}
    assert {blue, orange} <= colours
    green, red, magenta = (0, 128, 0), (255, 0, 0), (191, 0, 191)  # matplotlib's g, r and m
    assert colours.isdisjoint({green, red})
    assert magenta in colours  # the fourth curve keeps its own


def test_a_plot_becomes_a_figure_with_its_text():
    from matplotlib import pyplot

    pyplot.figure()
    pyplot.plot([0, 1], [0, 1])
    figure = figures.plotted("A rising line.")
    assert figure.alt == "A rising line."
    assert not pyplot.get_fignums()
    with pytest.raises(ValueError, match="plotted"):
        figures.plotted("Nothing.")


def test_a_plot_is_the_same_bytes_every_time():
    from matplotlib import pyplot

    def draw() -> bytes:
        pyplot.figure(figsize=(3.5, 2.5))
        pyplot.plot([0, 1, 2], [0, 1, 4])
        pyplot.xlabel("x")
        pyplot.legend(["square"])
        return figures.plotted("Squares.").svg

    assert draw() == draw()


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: figures.secant(1.0), "slope 1.5"),
        (lambda: figures.secant(0.0), "become the tangent"),
        (lambda: figures.gradient(1.0, 1.0), "(2, 4)"),
        (lambda: figures.gradient(0.0, 0.0), "no direction"),
        (lambda: figures.gradient(-2.0, 0.5), "(-4, 2)"),
        (lambda: figures.linearised(0.5), "side 0.5"),
        (lambda: figures.descents(torch.eye(2), torch.ones(2), 0.5), "0.00 times"),
    ],
)
def test_a_figure_says_what_it_shows(draw, said):
    assert said in draw().alt
