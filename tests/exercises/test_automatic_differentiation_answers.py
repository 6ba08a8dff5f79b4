"""Lecture 5: answers of people who have not seen how they are judged, and what they are told."""

import cmath
import math
import re

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.authoring import Formula
from preliminaries.course.exercises import find
from preliminaries.exercises.automatic_differentiation import _nodes

DOUBLE = torch.float64


def belief(slug, answer):
    """The name of the wrong answer that is told, or ""."""
    verdict, exercise = check(slug, answer), find(slug)
    assert not verdict.correct, repr(verdict)
    return next((name for name in exercise.wrong if exercise.told(name) == verdict.belief), "")


# What is told holds for what was returned


def x_keeps_its_gradient(x, v):
    x.requires_grad_(True)
    y = x * x
    y.backward(v)
    return x.grad


def slopes_kept_in_x(x):
    x.requires_grad_(True)
    torch.sin(x).backward(torch.ones_like(x))
    return x.grad


def h_of_its_own(x):
    return (torch.sin(x + 1e-6) - torch.sin(x)) / 1e-6


def trained_in_place(W1, W2, X, Y, lr, steps):
    W1.requires_grad_(False)
    for _ in range(steps):
        W2.grad = None
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        W2.data -= lr * W2.grad


def first_simply_not_moved(W1, W2, X, Y, lr, steps):
    for _ in range(steps):
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        W2.data = W2.data - lr * W2.grad
        W2.grad = None
    return W2


def under_no_grad(a):
    with torch.no_grad():
        b = 1 * a
        while b.abs() > 1:
            b = b / 2
        return b if b > 0 else b * b


def sigmoids_slope(X, Y, W1, W2, Z1, A1, Z2):
    m = X.shape[0]
    E = (Z2 - Y) / m
    D = E @ W2.T * A1 * (1 - A1)
    return X.T @ D, D.sum(0), A1.T @ E, E.sum(0)


class Edits(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        gradient *= 3 * x**2
        return gradient


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, gradient):
        return gradient


def moves_w(w, pieces):
    total = sum(len(y) for _, y in pieces)
    w.grad = None
    for X, y in pieces:
        (((X @ w - y) ** 2).sum() / total).backward()
    gradient = w.grad.clone()
    w.data -= 0.1 * gradient
    return gradient


@pytest.mark.parametrize(
    ("slug", "answer", "told"),
    [
        ("vjp", x_keeps_its_gradient, "added_to_the_old_gradient"),
        ("sine", slopes_kept_in_x, "added_to_the_old_gradient"),
        ("sine", h_of_its_own, "numerical"),
        ("freeze", trained_in_place, "nothing_came_back"),
        ("freeze", first_simply_not_moved, "gradient_left_in_the_first"),
        ("control-flow", under_no_grad, "item_breaks_the_graph"),
        ("backprop", sigmoids_slope, "slope_of_the_sigmoid"),
        ("custom-op", lambda x: Edits.apply(x), "incoming_gradient_edited"),
        ("custom-op", lambda x: Same.apply(x) ** 3, "left_to_torch"),
        ("custom-op", lambda x: Same.apply(x**3), "left_to_torch"),
    ],
)
def test_a_mistake_of_ones_own_is_told_for_what_it_is(slug, answer, told):
    assert belief(slug, answer) == told


def test_an_edit_of_w_is_seen():
    assert "changed its argument `w`" in repr(check("split-batch", moves_w))


def steps_after_each_piece(w, pieces):
    optimizer = torch.optim.SGD([w], lr=0.1)
    for X, y in pieces:
        optimizer.zero_grad()
        ((X @ w - y) ** 2).mean().backward()
        optimizer.step()
    return w.grad


def test_a_w_that_moves_from_piece_to_piece_is_told_beside_the_wrong_gradient():
    verdict = check("split-batch", steps_after_each_piece)
    wrong, moved = verdict.sentences
    assert "expected" in wrong and "The result is right" not in wrong
    assert "changed its argument `w`" in moved
    assert verdict.belief == ""


def test_a_gradient_that_was_thrown_away_is_not_praised_as_one_that_was_spared():
    def train_second(W1, W2, X, Y, lr, steps):
        first_simply_not_moved(W1, W2, X, Y, lr, steps)
        W1.grad = None
        return W2

    verdict = check("freeze", train_second)
    assert verdict.correct
    assert "keeps no gradient" in verdict.sentences[0]


def test_one_number_in_place_of_two_is_told_whatever_it_is():
    told = check("jvp", lambda *given: 5 * find("jvp").solution(*given)[1]).sentences[0]
    assert "two numbers are returned: no, it is" in told.lower()


def half_detached(a):
    b = a
    for _ in range(3):
        if b > 0:
            b = b * b.detach()
        b = 1.5 * b
    return b


def test_a_reader_can_compute_both_numbers_of_a_gradient_that_disagrees():
    told = " ".join(check("control-flow", half_detached).sentences)
    found = re.search(
        r"at a = (\S+) autograd gives (\S+), and \(f\(a \+ h\) - f\(a - h\)\) / \(2 h\) "
        r"with h = (\S+) gives ([-\d.e+]+)",
        told,
    )
    a, gradient, h, slope = map(float, found.groups())
    x = torch.tensor(a, dtype=DOUBLE, requires_grad=True)
    half_detached(x).backward()
    assert math.isclose(x.grad, gradient, rel_tol=1e-3)
    above, below = (half_detached(torch.tensor(a + d, dtype=DOUBLE)) for d in (h, -h))
    assert math.isclose((above - below) / (2 * h), slope, rel_tol=1e-3)


def test_no_grad_is_among_the_causes_that_are_asked_about():
    assert "no_grad" in check("control-flow", under_no_grad).belief


@pytest.mark.parametrize("slug", ["twice", "vector-a"])
def test_whoever_has_turned_all_round_is_asked_what_true_means(slug):
    turned = {line: not raises for line, raises in find(slug).solution.items()}
    assert belief(slug, turned) == "turned_round"


def graph_values(b, c, cos):
    """The whole graph, computed with these in place of log 4, sin 2 and cos 2."""
    return {
        "a": 4, "b": b, "c": c, "d": b * c, "e": 0.5, "z": b * c + 0.5, "dz/dd": 1, "dz/de": 1,
        "dz/db": c, "dz/dc": b, "dz/da": c / 4, "dz/dx": c + b * cos - 0.25,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            graph_values(math.log(4), math.sin(math.pi / 90), math.cos(math.pi / 90)),
            "angle_in_degrees",
        ),
        (graph_values(math.log10(4), math.sin(2), math.cos(2)), "logarithm_to_base_ten"),
        (
            {
                key: float(f"{value:.2g}")
                for key, value in graph_values(math.log(4), math.sin(2), math.cos(2)).items()
            },
            "two_digits_in_all",
        ),
    ],
)
def test_what_a_calculator_was_set_to_is_told(values, told):
    assert belief("graph-values", values) == told


def test_kilobytes_are_told():
    values = {key: count / 1000 for key, count in find("memory").solution.items()}
    assert belief("memory", values) == "in_kilobytes"


# What is forbidden is refused on every road, and what is not is let through

_cos, _np_cos = math.cos, np.cos

COSINES = {
    "torch.cos": lambda x: torch.cos(x),
    "the method": lambda x: x.cos(),
    "in place": lambda x: x.clone().cos_(),
    "with out=": lambda x: torch.cos(x, out=torch.empty_like(x)),
    "torch.ops": lambda x: torch.ops.aten.cos(x),
    "an overload": lambda x: torch.ops.aten.cos.default(x),
    "foreach": lambda x: torch._foreach_cos([x])[0],
    "np.cos": lambda x: np.cos(x.numpy()),
    "math.cos": lambda x: torch.tensor([math.cos(t) for t in x], dtype=DOUBLE),
    "cmath.cos": lambda x: torch.tensor([cmath.cos(t.item()).real for t in x], dtype=DOUBLE),
    "taken out of math before": lambda x: torch.tensor([_cos(t) for t in x], dtype=DOUBLE),
    "taken out of NumPy before": lambda x: _np_cos(x.numpy()),
}


@pytest.mark.parametrize("road", COSINES)
def test_a_cosine_is_refused_on_every_road(road):
    assert belief("sine", COSINES[road]) == "used_the_cosine"


def test_what_is_no_cosine_is_let_through():
    assert check("sine", lambda x: torch.func.jvp(torch.sin, (x,), (torch.ones_like(x),))[1])
    assert check("sine", lambda x: torch.exp(1j * x).real).correct


# Right answers in forms of their own


@pytest.mark.parametrize(
    "kept", [lambda v, d: [v, d], lambda v, d: torch.tensor([v, d], dtype=DOUBLE),
             lambda v, d: np.array([v, d]), lambda v, d: (torch.tensor([v]), np.array([d]))],
)  # fmt: skip
def test_two_numbers_may_be_held_by_anything(kept):
    assert check("jvp", lambda steps, x, dx: kept(*find("jvp").solution(steps, x, dx))).correct


# Our own solutions obey their statements


def test_the_engine_goes_through_a_chain_of_thousands():
    node = first = _nodes.Node(1.0)
    for _ in range(3000):
        node = _nodes.Node(1.0, [(node, 1.0)])
    find("mini-engine").solution(node)
    assert first.grad == 1.0


def test_what_is_straight_has_no_curvature():
    x = torch.tensor([1.0, 2.0], dtype=DOUBLE)
    assert find("second-order").solution(Formula("3 * x"), x[0]) == 0
    assert find("hvp").solution(Formula("(3 * x).sum()"), x, x).tolist() == [0, 0]


def test_recursion_is_enough_for_the_engine():
    assert "calls itself" in find("mini-engine").statement
    assert check("mini-engine", find("mini-engine").right["path_by_path"]).correct
