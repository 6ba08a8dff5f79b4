"""Lecture 5: engines, layers, and gradients that are measured or never arrive, by strangers."""

import math

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find

DOUBLE = torch.float64


def belief(slug, answer):
    """The name of the wrong answer that is told, or ""."""
    verdict, exercise = check(slug, answer), find(slug)
    assert not verdict.correct, repr(verdict)
    return next((name for name in exercise.wrong if exercise.told(name) == verdict.belief), "")


# Dual numbers: what is nearly exact is told for what it is, whatever the step


def value(steps, x, of=math):
    values = [x]
    for name, i, *rest in steps:
        u, v = values[i], values[rest[0] if rest else i]
        values.append(u + v if name == "add" else u * v if name == "mul" else getattr(of, name)(u))
    return values[-1]


def central(h):
    return lambda steps, x, dx: (
        value(steps, x),
        dx * (value(steps, x + h) - value(steps, x - h)) / (2 * h),
    )


def duals_in_single_precision(steps, x, dx):
    one = torch.ones(())
    return torch.func.jvp(lambda x: value(steps, x, torch), (x * one,), (dx * one,))


@pytest.mark.parametrize("h", [1e-2, 1e-5, 1e-8])
def test_whoever_measures_is_asked_about_it_whatever_the_step(h):
    assert belief("jvp", central(h)) == "measured_beside_x"


def test_whoever_computes_in_single_precision_is_asked_about_it():
    assert belief("jvp", duals_in_single_precision) == "measured_beside_x"


def slope(f, x):
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


@pytest.mark.parametrize("h", [1e-3, 1e-6])
def test_second_derivatives_that_are_measured_are_told_as_such_whatever_the_step(h):
    def second(f, x):
        return (slope(f, x + h) - slope(f, x - h)) / (2 * h)

    def product(f, x, v):
        return (slope(f, x + h * v) - slope(f, x - h * v)) / (2 * h)

    assert belief("second-order", second) == "numerically"
    assert belief("hvp", product) == "measured_between_two_gradients"


# A function of one's own: where the path back has gone


def halved(a, once):
    b = a
    while b.abs() > 1:
        b = once(b / 2)
    return b if b > 0 else b * b


def from_a_leaf_of_its_own(a):
    return halved(torch.tensor(a.item(), dtype=DOUBLE, requires_grad=True), lambda b: b)


def constant_on_one_way(a):
    return halved(a, lambda b: b) if a > 0 else torch.zeros((), dtype=DOUBLE)


CUTS = [
    (from_a_leaf_of_its_own, "item_breaks_the_graph"),
    (lambda a: halved(a.detach().requires_grad_(), lambda b: b), "item_breaks_the_graph"),
    (lambda a: halved(a, lambda b: b.detach()), "cut_on_one_way"),
    (lambda a: halved(a, lambda b: b.detach().requires_grad_()), "cut_on_one_way"),
    (constant_on_one_way, "cut_on_one_way"),
]


@pytest.mark.parametrize(("answer", "told"), CUTS)
def test_a_path_that_was_cut_is_told_also_where_something_requires_gradients(answer, told):
    assert belief("control-flow", answer) == told


def test_an_a_without_a_path_is_named():
    assert "there is none at a = " in repr(check("control-flow", constant_on_one_way))


def idle(a):
    for k in range(3):
        if a > 0:
            k = 0  # noqa: F841
    return a * a


def kept_in_a_dict(a):
    kept = {"b": a}
    for _ in range(3):
        kept["b"] = kept["b"] + a
    if a > 0:
        kept["b"] = 2 * kept["b"]
    return kept["b"]


def test_what_is_kept_in_an_entry_shows():
    assert check("control-flow", kept_in_a_dict).correct


def whole_numbers(a):
    for _ in range(3):
        a = a + 1
    return a.round() if a > 0 else a.floor()


@pytest.mark.parametrize(
    ("answer", "told"),
    [(idle, "neither_loop_nor_branch"), (whole_numbers, "constant_on_one_way")],
)
def test_what_shows_nowhere_in_the_result_does_not_count(answer, told):
    assert belief("control-flow", answer) == told


def test_single_precision_is_named_in_a_function_of_ones_own():
    assert "float32" in repr(
        check("control-flow", lambda a: solution_of("control-flow")(a).float())
    )


def solution_of(slug):
    return find(slug).solution


# The engine's backward


def one_at_each_call(output):
    output.grad = 1.0
    for parent, derivative in output.parents:
        parent.grad += output.grad * derivative
    for parent, _ in output.parents:
        one_at_each_call(parent)


def stacked(output):
    order, waiting = [], [output]
    while waiting:
        node = waiting.pop()
        if node not in order:
            order.append(node)
            waiting.extend(parent for parent, _ in node.parents)
    output.grad = 1.0
    for node in order:
        for parent, derivative in node.parents:
            parent.grad += derivative * node.grad


def sorted_with_no_mark(output):
    order = []

    def visit(node):
        for parent, _ in node.parents:
            visit(parent)
        order.insert(0, node)

    visit(output)
    output.grad = 1.0
    for node in order:
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (one_at_each_call, "one_at_each_call"),
        (stacked, "parents_before_they_were_complete"),
        (sorted_with_no_mark, "visited_again_and_again"),
    ],
)
def test_an_engine_that_goes_wrong_on_the_way_is_told_where(answer, told):
    assert belief("mini-engine", answer) == told


# The sum over stretched axes


def by_einsum(g, shape):
    letters = "abcd"[: g.ndim]
    own = (1,) * (g.ndim - len(shape)) + tuple(shape)
    kept = "".join(name for name, size in zip(letters, own, strict=True) if size != 1)
    return torch.einsum(f"{letters}->{kept}", g).reshape(shape)


def entry_by_entry(g, shape):
    result = np.zeros(shape)
    for place in np.ndindex(*g.shape):
        own = place[len(place) - len(shape) :]
        result[tuple(k if size != 1 else 0 for k, size in zip(own, shape, strict=True))] += g[place]
    return result


def the_last_axes_first(g, shape):
    for k in range(1, len(shape) + 1):
        if shape[-k] != g.shape[-k]:
            g = g.sum(-k, keepdim=True)
    return g.sum(tuple(range(g.ndim - len(shape)))) if g.ndim > len(shape) else g


@pytest.mark.parametrize("answer", [by_einsum, entry_by_entry, the_last_axes_first])
def test_a_sum_over_stretched_axes_may_be_written_in_many_ways(answer):
    verdict = check("engine-broadcast", answer)
    assert verdict.correct, repr(verdict)


def test_a_shape_that_fits_by_chance_is_not_enough():
    assert not check("engine-broadcast", lambda g, shape: g.sum_to_size(g.shape[:1])).correct


# One layer


def with_backward(X, W, b, G):
    X, W, b = (part.clone().requires_grad_() for part in (X, W, b))
    (X @ W + b).clamp(min=0).mul(G).where(X @ W + b > 0, torch.zeros_like(G)).sum().backward()
    return [X.grad, W.grad, b.grad]


def with_heaviside(X, W, b, G):
    Z = X.matmul(W).add(b)
    D = G * torch.heaviside(Z, torch.zeros((), dtype=Z.dtype))
    return torch.mm(D, W.t()), torch.einsum("mn,mh->nh", X, D), torch.ones(len(X), dtype=DOUBLE) @ D


@pytest.mark.parametrize("answer", [with_backward, with_heaviside])
def test_a_layers_backward_may_be_written_in_many_ways(answer):
    verdict = check("layer-backward", answer)
    assert verdict.correct, repr(verdict)


def test_relu_of_the_gradient_is_told():
    def answer(X, W, b, G):
        D = G.clamp(min=0)
        return D @ W.T, X.T @ D, D.sum(0)

    assert belief("layer-backward", answer) == "mask_of_the_gradient"


# A gradcheck of one's own


def checker(h, close, step=lambda x, k, h: x + h * torch.eye(len(x), dtype=x.dtype)[k]):
    def is_gradient(f, gradient, x):
        slopes = [(f(step(x, k, h)) - f(step(x, k, -h))) / (2 * h) for k in range(len(x))]
        return close(torch.stack(slopes), gradient(x))

    return is_gradient


GOOD = {
    "numpy": checker(1e-6, lambda m, g: np.allclose(m.numpy(), g.numpy(), atol=1e-6)),
    "a large step": checker(1e-3, lambda m, g: torch.allclose(m, g, rtol=1e-3)),
    "a small step": checker(1e-8, lambda m, g: torch.allclose(m, g, atol=1e-4)),
    "relative to both": checker(
        1e-5, lambda m, g: ((m - g).abs() / (m.abs() + g.abs()) < 1e-4).all().item()
    ),
    "the largest difference": checker(1e-5, lambda m, g: (m - g).abs().max() < 1e-4),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_gradcheck_may_have_its_own_step_and_tolerance(name):
    verdict = check("your-own-gradcheck", GOOD[name])
    assert verdict.correct, repr(verdict)


def in_single_precision(f, gradient, x):
    return checker(1e-6, lambda m, g: torch.allclose(m, g, rtol=1e-4))(f, gradient, x.float())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (checker(1e-5, torch.equal), "right_ones_refused"),
        (in_single_precision, "right_ones_refused"),
        (
            checker(1e-5, lambda m, g: torch.allclose(m, g), lambda x, k, h: x + h),
            "every_entry_beside_the_sum",
        ),
        (checker(1e-5, lambda m, g: torch.allclose(m, g, rtol=0.05)), "two_percent_let_through"),
        (checker(1e-5, lambda m, g: torch.allclose(m[0], g[0])), "only_the_first_entry"),
    ],
)
def test_a_gradcheck_that_lets_through_or_refuses_too_much_is_told(answer, told):
    assert belief("your-own-gradcheck", answer) == told


def test_a_gradcheck_that_moves_x_itself_is_told():
    def moves(f, gradient, x):
        good = True
        for k in range(len(x)):
            x[k] += 1e-5
            above = f(x)
            x[k] -= 2e-5
            good = good and abs((above - f(x)) / 2e-5 - gradient(x)[k]) < 5e-3
        return bool(good)

    assert "changed its argument `x`" in repr(check("your-own-gradcheck", moves))


# An input that is never met


def test_none_and_zero_are_told_apart():
    answer = dict(find("unused").solution)
    assert check("unused", answer | {"grad(y + 0 * z, z)": torch.tensor(0.0)}).correct
    assert check("unused", answer | {"grad(y, z)": "Raises"}).correct
    told = belief("unused", answer | {"grad(y, z, allow_unused=True)": 0.0})
    assert told == "allowed_gives_zero"
    assert "None or" in repr(check("unused", answer | {"grad(y, z)": [1, 2]}))
    for word in ("error", "raise", RuntimeError):
        assert check("unused", answer | {"grad(y, z)": word}).correct
    assert check("unused", answer | {"grad(y + 0 * z, z)": -0.0}).correct
    assert belief("unused", answer | {"grad(y, z)": None}) == "nothing_raises"


# A mean, a form or an argument changed


def mean_of_the_errors(f, gradient, x):
    near = checker(1e-5, lambda m, g: bool(((m - g).abs() / m.abs()).mean() < 5e-3))
    return near(f, gradient, x)


def test_a_mean_of_the_errors_is_not_enough():
    assert belief("your-own-gradcheck", mean_of_the_errors) == "means_compared"


@pytest.mark.parametrize("form", [(1,), (1, 1)])
def test_one_number_has_the_form_of_its_operand(form):
    def answer(g, shape):
        summed = g.sum_to_size(shape)
        return summed.reshape(form) if shape == () else summed

    assert not check("engine-broadcast", answer).correct


def test_steps_used_up_are_told_as_a_changed_argument():
    def answer(steps, x, dx):
        result = find("jvp").solution(steps, x, dx)
        steps.clear()
        return result

    assert "steps" in repr(check("jvp", answer)) and "12 digits" not in repr(check("jvp", answer))
