"""The computational graph: what torch has recorded, and answers to what is none."""

import math
from itertools import combinations

import pytest
import torch

from preliminaries import figures
from tests.figures.figure_examples import words


def test_a_shared_node_is_drawn_once():
    x = torch.tensor(3.0, requires_grad=True)
    y = x * x
    assert "of 3 nodes" in figures.graph(y * y, x=x).alt


def test_drawing_leaves_the_gradients_and_the_graph_as_they_were():
    x = torch.tensor(3.0, requires_grad=True)
    y = torch.sin(x * x)
    figures.graph(y, adjoints=True, x=x)
    assert x.grad is None
    y.backward()
    assert x.grad.item() == pytest.approx(6 * math.cos(9), rel=1e-5)


def test_a_write_in_place_stops_the_adjoint_of_what_was_overwritten():
    def overwrite(x):
        y = x.clone()
        y[0] = 3
        y *= x
        return y.sum()

    figure = figures.graph(overwrite, x=torch.tensor([1.0, 2.0]), adjoints=True)
    assert "x, value [1, 2], adjoint [3, 4]" in figure.alt


def test_a_graph_that_is_too_large_is_refused_in_a_sentence():
    y = x = torch.tensor(0.5, requires_grad=True)
    for _ in range(100_000):
        y = torch.sin(y)
    with pytest.raises(ValueError, match="over 60 nodes"):
        figures.graph(y, x=x)


def test_a_graph_that_was_used_up_is_refused_in_a_sentence():
    x = torch.tensor(0.5, requires_grad=True)
    y = torch.sin(x)
    y.backward()
    with pytest.raises(ValueError, match="Compute the tensor anew"):
        figures.graph(y, adjoints=True, x=x)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x +",
        "y",
        "__import__('os')",
        "x.data",
        "9**9**9**9",
        "foo(x)",
        "1 / 0",
        "2 + 3",
        "'a' * 99",
        "(" * 300,
        "sin(x, x)",
        "sin",
    ],
)
def test_an_expression_that_cannot_be_drawn_is_answered_by_a_sentence(text):
    figure = figures.graph(text, x=2.0)
    assert figure.alt.endswith(".") and "Computational graph" not in figure.alt


def test_no_two_arrows_end_in_one_place():
    figure = figures.graph(lambda x, y: (x * x + x) * (x - y) * x.sin(), x=2.0, y=1.0)
    filled = [p for p in figure.drawing.artists if p.get_facecolor()[3]]
    heads = [p for p in filled if len(p.get_path()) == 4]
    tips = [tuple(head.get_path().vertices[0]) for head in heads]
    assert len(tips) == 11
    assert min(math.dist(a, b) for a, b in combinations(tips, 2)) > 7


def test_a_value_that_torch_has_not_kept_is_three_dots():
    x = torch.tensor(3.0, requires_grad=True)
    figure = figures.graph(x.sin() + x.cos(), x=x)
    assert words(figure).count("…") == 2
    assert "v1 is sin of x; v2 is cos of x;" in figure.alt
    assert any("not kept" in said for said in words(figure))
    assert not any("not kept" in said for said in words(figures.graph("sin(x) * x", x=3.0)))


def test_beside_a_shape_no_vector_is_written_in_numbers():
    def layer(X, b):
        return (X @ torch.ones(3, 1) + b).sum()

    X, b = torch.ones(2, 3), torch.tensor([0.5])
    assert {"(2, 3)", "(1,)", "7"} <= set(words(figures.graph(layer, X=X, b=b)))
    assert "[0.5]" in words(figures.graph(lambda b: (2 * b).sum(), b=b))


def test_every_step_of_the_explorer_adds_one_value_or_one_adjoint():
    told = [figures.graph("x * sin(x)", x=2.0, step=k).alt for k in range(7)]
    counts = [(alt.count("value"), alt.count("adjoint")) for alt in told]
    assert counts == [(1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (3, 3)]
