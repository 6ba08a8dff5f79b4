"""Broadcasting as torch does it, and what is typed into the explorer."""

import ast
import itertools
import re

import pytest
import torch

from preliminaries import figures
from tests.figures.figure_examples import X, words

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


@pytest.mark.parametrize(("a", "b"), [((4, 1), (4,)), ((2, 1, 3), (2, 1)), ((), (3,))])
def test_a_difference_agrees_with_torch(a, b):
    figure = figures.broadcast_minus(a, b)
    A = torch.arange(torch.Size(a).numel()).reshape(a)
    B = torch.arange(torch.Size(b).numel()).reshape(b)
    said = re.search(r"The differences are (.*)\.$", figure.alt)[1]
    assert ast.literal_eval(said.replace("−", "-")) == (A - B).tolist()
    assert words(figure).count("A − B") == 2 and "+" not in "".join(words(figure))
    below = [word for word in words(figure) if re.fullmatch(r"−\d+", word)]
    assert sorted(below) == sorted(f"−{-d}" for d in (A - B).flatten().tolist() if d < 0)


def test_broadcast_names_the_pair_that_fails():
    alt = figures.broadcast((3, 3, 2), (3, 3)).alt
    assert alt.endswith("do not broadcast. On axis −1, 2 and 3 differ and neither is 1.")
    alt = figures.broadcast((2, 3), (4, 5)).alt
    assert "On axis −2, 2 and 4" in alt and "On axis −1, 3 and 5" in alt


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
