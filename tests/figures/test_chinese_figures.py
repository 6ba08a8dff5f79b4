"""Figures in Chinese: in a font that is always there, and nothing lacking in it."""

import re
from types import SimpleNamespace

import pytest
import torch
from fontTools.ttLib import TTFont
from matplotlib.text import Text

from preliminaries import figures as english
from preliminaries.figures.drawing import fonts
from preliminaries.languages import fonts_in, speaking
from preliminaries.notebooks.translating import font
from preliminaries.zh import figures
from tests.figures.figure_examples import EXAMPLES, misplaced, words

DRAWN = ("ad_clicks", "approaches", "imagenet", "roadmap")
FILES = [fonts_in("zh") / f"NotoSansSC-{weight}.otf" for weight in font.WEIGHTS]
every_figure = pytest.mark.parametrize("name", DRAWN)


@pytest.fixture
def bare(monkeypatch):
    """A machine without fonts of its own."""
    monkeypatch.setattr(fonts, "fontManager", SimpleNamespace(ttflist=[]))
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [])
    fonts._font_with.cache_clear()
    yield
    fonts._font_with.cache_clear()


@every_figure
def test_a_figure_speaks_chinese_in_our_font(name, bare, recwarn):
    figure = getattr(figures, name)()
    shown = {
        text.get_fontproperties().get_file()
        for text in figure.drawing.findobj(Text)
        if re.search(r"[\u4e00-\u9fff]", text.get_text())
    }
    assert shown and shown <= set(map(str, FILES))
    assert "□" not in "".join(words(figure)) and not list(recwarn)
    assert re.search(r"[\u4e00-\u9fff]", figure.alt)
    assert not re.search(r"[a-z]{4,} [a-z]{3,}", figure.alt + " ".join(words(figure)))
    assert figure.svg == getattr(figures, name)().svg
    assert figure.png == getattr(figures, name)().png


@every_figure
def test_both_weights_are_drawn_as_they_are(name):
    """In an SVG a letter has a name, made of its font's."""
    found = re.findall(rb'id="(NotoSansCJKsc-\w+?)-(\d+)"', getattr(figures, name)().svg)
    # counted as they come, and not as they lie in a font that is cut anew with new sentences
    assert [int(number) for _, number in found] == list(range(1, len(found) + 1))
    weights = {weight for weight, _ in found}
    bold = name != "imagenet"  # in which the bold words are numbers
    assert weights == {b"NotoSansCJKsc-Regular"} | ({b"NotoSansCJKsc-Bold"} if bold else set())


@pytest.mark.parametrize("name", {name.split()[0]: name for name in EXAMPLES}.values())
def test_in_chinese_too_no_word_is_lacking_cut_off_or_on_another(name, bare, recwarn):
    with speaking("zh"):
        figure = EXAMPLES[name]()
    assert misplaced(figure) == []
    assert not list(recwarn) and "□" not in "".join(words(figure))
    assert figure.width <= 900


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["samples", "stretches", "reliability", "curves", "pieces"])
def test_the_name_of_an_axis_stands_apart_from_its_widest_number(name, language):
    with speaking(language):
        drawing = EXAMPLES[name]().drawing
    drawing.draw_without_rendering()
    (axis, *_) = (axes.yaxis for axes in drawing.axes)
    left = min(tick.label1.get_window_extent().x0 for tick in axis.get_major_ticks())
    assert left - axis.label.get_window_extent().x1 >= 8


def test_a_product_is_not_written_with_a_dot_as_wide_as_a_sign():
    with speaking("zh"):
        written = words(EXAMPLES["detached"]()) + words(EXAMPLES["matrix_product"]())
    chinese = [word for word in written if re.search(r"[\u4e00-\u9fff]", word)]
    assert any("×" in word for word in chinese) and not any("·" in word for word in chinese)


def test_names_that_the_course_gives_are_chinese_in_pictures_and_others_stay():
    loss = {"training": [2.0, 1.0], "my_own": [3.0, 2.0]}
    assert {"轮数", "损失", "训练", "my own"} <= {
        *words(figures.curves([0, 1], "epoch", "loss", **loss))
    }
    shown = {"rank 1": torch.zeros(3, 2, 2), "other": torch.ones(3, 2, 2)}
    assert {"秩 1", "other"} <= {*words(figures.images(**shown))}
    layer = figures.layer(torch.eye(2), torch.ones(2), inputs=["a", "b"], outputs=["sum"])
    assert {"和", "权重", "a"} <= {*words(layer)}
    explorer = figures.explore(lambda hidden: english.roadmap(), hidden=[0, 30])
    assert explorer.states == ["隐藏 % = 0", "隐藏 % = 30"]
    assert "epoch" in words(english.curves([0, 1], "epoch", "loss", **loss))


def test_a_figure_says_the_same_as_before_in_english():
    assert english.roadmap().alt.startswith("The road from this course")
    assert figures.roadmap().alt.startswith("从这门课")
    assert figures.Figure is english.Figure and set(dir(figures)) >= set(english.__all__)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_font_has_every_sign_that_the_translations_use(file):
    with TTFont(file) as opened:
        there = {chr(code) for code in opened.getBestCmap()}
        assert "SIL Open Font License" in opened["name"].getDebugName(13)
    chinese = {sign for sign in font.signs("zh") if "\u3000" <= sign <= "\uffee"}
    assert chinese - there == set(), "run: make font"
    assert (file.parent / "OFL.txt").read_text("utf-8").startswith("Copyright 2014-2021 Adobe")
