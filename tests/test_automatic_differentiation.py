"""Lecture 5: what is said of answers that are nearly right, and what the graph figure shows."""

import math

import pytest
import torch

from preliminaries import check, figures
from preliminaries.course.exercises import find

# Verdicts that have to be true


def test_forming_the_hessian_is_refused_in_words():
    verdict = check("hvp", lambda f, x, v: torch.func.hessian(f)(x) @ v)
    assert not verdict.correct
    assert "Hessian" in repr(verdict) and "does not fit" in repr(verdict)


def test_a_learners_function_may_find_its_loop_in_another():
    def halved(b):
        while b.abs() > 1:
            b = b / 2
        return b

    def with_a_helper(a):
        return halved(a) if a > 0 else a * a

    assert check("control-flow", with_a_helper).correct


def test_a_kink_is_not_held_against_a_right_function():
    def with_a_kink(a):
        for _ in range(2):
            a = a.abs() if a < 0.37 else 2 * a
        return a

    assert check("control-flow", with_a_kink).correct


# The graph figure


def test_the_figure_tells_the_values_and_adjoints_that_torch_computes():
    figure = figures.graph("log(x**2) * sin(x) + 1 / x", x=2.0, adjoints=True)
    answer = find("graph-values").solution
    assert f"x, value 2, adjoint {answer['dz/dx']:.3g};" in figure.alt
    assert f"value {answer['z']:.3g}, adjoint 1." in figure.alt


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


def test_every_step_of_the_explorer_adds_one_value_or_one_adjoint():
    told = [figures.graph("x * sin(x)", x=2.0, step=k).alt for k in range(7)]
    counts = [(alt.count("value"), alt.count("adjoint")) for alt in told]
    assert counts == [(1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (3, 3)]
