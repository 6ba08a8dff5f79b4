"""Words of other scripts: in a font of this machine that has them, and without one."""

from types import SimpleNamespace

import pandas
import pytest
import torch
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.text import Text

from preliminaries import figures
from preliminaries.figures.drawing import fonts
from tests.figures.figure_examples import words

TABLE = pandas.DataFrame(
    {"城市": ["北京", None, "广州"], "面积": [1.0, 2.0, 3.0], "price": [3.0, 1.0, 2.0]}
)
CHINESE = {
    "missing": lambda: figures.missing(TABLE),
    "one_hot": lambda: figures.one_hot(TABLE["城市"]),
    "scatter": lambda: figures.scatter(TABLE, "面积", "price", by="城市"),
    "imputation": lambda: figures.imputation(TABLE["面积"]),
    "images": lambda: figures.images(面积=torch.zeros(3, 4, 4)),
    "curves": lambda: figures.curves([1, 2], "面积", "price", 北京=[1.0, 2.0]),
    "storage": lambda: figures.storage(面积=torch.arange(3.0)),
}
every_chinese_figure = pytest.mark.parametrize("draw", CHINESE.values(), ids=CHINESE)


@pytest.fixture
def install(monkeypatch, tmp_path):
    """Make these the only fonts that the machine has beside matplotlib's own."""

    def only(*files):
        monkeypatch.setattr(fonts, "fontManager", SimpleNamespace(ttflist=[]))
        monkeypatch.setattr(fonts, "findSystemFonts", lambda: list(map(str, files)))
        fonts._font_with.cache_clear()

    yield only
    fonts._font_with.cache_clear()


def font_file(path, signs, style="Regular"):
    """A font in which each of these signs is a square."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = {ord(sign): f"u{ord(sign):04X}" for sign in signs}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(order, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Squares", "styleName": style})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


LATIN = "".join(map(chr, range(32, 127)))


def fonts_of(figure):
    """The font of every text with a sign that is not ASCII."""
    texts = figure.drawing.findobj(Text)
    return {text.get_fontproperties().get_file() for text in texts if not text.get_text().isascii()}


@every_chinese_figure
def test_an_installed_font_is_taken_for_what_ours_does_not_have(draw, install, tmp_path, recwarn):
    squares = font_file(tmp_path / "squares.ttf", LATIN + "城市北京广州面积")
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    install(tmp_path / "gone.ttf", broken, squares)
    figure = draw()
    assert figure.svg and figure.png
    assert str(squares) in fonts_of(figure)
    assert "□" not in "".join(words(figure))
    assert not list(recwarn)
    assert draw().svg == figure.svg and draw().png == figure.png


@every_chinese_figure
def test_without_such_a_font_there_is_one_sentence_and_boxes(draw, install, recwarn):
    install()
    figure = draw()
    assert figure.svg and figure.png
    (warning,) = recwarn
    assert "no font on this machine has, such as" in str(warning.message)
    assert set("城市北京广州面积") & set(str(warning.message))
    assert warning.filename == __file__
    assert "□□" in "".join(words(figure))
    assert set("城市北京广州面积") & set(figure.alt)


def test_the_font_that_has_most_is_taken_and_the_rest_is_named(install, tmp_path, recwarn):
    few = font_file(tmp_path / "a.ttf", LATIN + "城")
    most = font_file(tmp_path / "b.ttf", LATIN + "城市□")
    install(few, most)
    figure = figures.missing(pandas.DataFrame({"城市 🐧": [1]}))
    assert "城市 □" in words(figure) and str(most) in fonts_of(figure)
    (warning,) = recwarn
    assert "🐧" in str(warning.message) and "城" not in str(warning.message)


def test_a_figure_in_our_own_signs_is_the_same_on_every_machine(install, tmp_path):
    install()
    bare = figures.missing(TABLE[["price"]])
    install(font_file(tmp_path / "squares.ttf", LATIN + "城市"))
    rich = figures.missing(TABLE[["price"]])
    assert bare.svg == rich.svg and bare.png == rich.png
    assert {text.get_fontproperties().get_file() for text in rich.drawing.findobj(Text)} == {
        str(fonts.font(1).get_file()),
        str(fonts.font(1, mono=True).get_file()),
    }
