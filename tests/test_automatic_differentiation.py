"""Lecture 5: its truths, asked of torch and of central differences, not of the exercises."""

import math

import pytest
import torch
from torch.autograd import forward_ad

from preliminaries import check, figures
from preliminaries.authoring import Formula
from preliminaries.course.exercises import find
from preliminaries.exercises.automatic_differentiation import backprop, mini_engine

DOUBLE = torch.float64


def slope(f, x, h=1e-5):
    """The central difference of f at the number x."""
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient(f, x, h=1e-6):
    """Central differences of a number by every entry of a tensor."""
    result = torch.zeros_like(x)
    for place in torch.cartesian_prod(*map(torch.arange, x.shape)).reshape(-1, x.ndim):
        step = torch.zeros_like(x)
        step[tuple(place)] = h
        result[tuple(place)] = (f(x + step) - f(x - step)) / (2 * h)
    return result


def leaf(*numbers):
    return torch.tensor(numbers, dtype=DOUBLE, requires_grad=True)


def raises(line, **names):
    try:
        exec(line, {"torch": torch, **names})
    except RuntimeError:
        return True
    return False


# The predictions


def test_the_values_and_adjoints_of_the_graph_are_those_that_are_measured():
    x = 2.0
    a, b, c, e = x**2, math.log(x**2), math.sin(x), 1 / x
    answer = find("graph-values").solution
    values = {"a": a, "b": b, "c": c, "d": b * c, "e": e, "z": b * c + e}
    for name, value in values.items():
        assert answer[name] == pytest.approx(value)
    measured = {
        "dz/dd": slope(lambda d: d + e, b * c),
        "dz/de": slope(lambda e: b * c + e, e),
        "dz/db": slope(lambda b: b * c + e, b),
        "dz/dc": slope(lambda c: b * c + e, c),
        "dz/da": slope(lambda a: math.log(a) * c + e, a),
        "dz/dx": slope(lambda x: math.log(x**2) * math.sin(x) + 1 / x, x),
    }
    for name, value in measured.items():
        assert answer[name] == pytest.approx(value, rel=1e-6), name


def test_the_mode_with_fewer_passes_has_fewer_of_what_it_starts_from():
    for case, mode in find("which-mode").solution.items():
        inputs, outputs = (int(word) for word in case.split() if word.isdigit())
        passes = {"forward": inputs, "reverse": outputs}
        fewest = min(passes, key=passes.get)
        assert mode == ("same" if inputs == outputs else fewest)


def kept_in_reverse(n):
    kept = {}

    def keep(t):
        kept[t.data_ptr()] = t.nbytes
        return t

    y = torch.ones(2000, dtype=DOUBLE, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda t: t):
        for _ in range(n):
            y = torch.sin(y)
    return sum(kept.values())


@pytest.mark.filterwarnings("ignore:`?torch.jit:FutureWarning")
def kept_going_forward(n):
    with forward_ad.dual_level():
        y = forward_ad.make_dual(torch.ones(2000, dtype=DOUBLE), torch.ones(2000, dtype=DOUBLE))
        for _ in range(n):
            y = torch.sin(y)
        return sum(part.nbytes for part in forward_ad.unpack_dual(y))


@pytest.mark.filterwarnings("ignore:`?torch.jit:FutureWarning")
def test_the_bytes_kept_are_those_that_torch_keeps():
    for case, count in find("memory").solution.items():
        n = int(case.split()[-1])
        measured = kept_in_reverse(n) if "reverse" in case else kept_going_forward(n)
        assert measured == count, case


def test_the_first_gradient_is_the_measured_one():
    measured = gradient(lambda x: 2 * x @ x, torch.arange(4, dtype=DOUBLE))
    torch.testing.assert_close(
        torch.tensor(find("first-gradient").solution, dtype=DOUBLE), measured, atol=1e-6, rtol=0
    )


def test_gradients_accumulate_as_predicted():
    x, answer = leaf(3.0), list(find("accumulate").solution.values())
    (x**2).sum().backward()
    assert x.grad.item() == answer[0]
    (x**2).sum().backward()
    assert x.grad.item() == answer[1]
    x.grad.zero_()
    (x**2).sum().backward()
    assert x.grad.item() == answer[2]


def test_a_detached_factor_is_a_constant():
    u = torch.arange(4, dtype=DOUBLE) ** 2
    measured = gradient(lambda x: (u * x).sum(), torch.arange(4, dtype=DOUBLE))
    answer = torch.tensor(find("detached").solution, dtype=DOUBLE)
    torch.testing.assert_close(answer, measured, atol=1e-6, rtol=0)


def doubling(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def test_a_vector_in_the_doubling_function_fails_where_predicted():
    for line, answer in find("vector-a").solution.items():
        a, A = torch.ones(3, requires_grad=True), torch.ones(2, 3, requires_grad=True)
        assert raises(line, f=doubling, a=a, A=A) == answer, line


def test_a_second_backward_raises_where_predicted():
    for line, answer in find("twice").solution.items():
        assert raises(line, x=torch.tensor(3.0, requires_grad=True)) == answer, line


# The functions, against central differences


@pytest.mark.parametrize("seed", range(10))
def test_programs_are_differentiated_as_they_are_measured(seed):
    g = torch.Generator().manual_seed(seed)

    def drawn(n):
        return int(torch.randint(0, n, (), generator=g))

    steps = []
    for k in range(1, 5):
        name = ["add", "mul", "sin", "exp"][drawn(4)]
        steps.append((name, k - 1, drawn(k)) if name in ("add", "mul") else (name, k - 1))
    value, derivative = find("jvp").solution(steps, 0.5, 2.0)
    measured = slope(lambda x: find("jvp").solution(steps, x, 0.0)[0], 0.5)
    assert derivative == pytest.approx(2 * measured, rel=1e-5)
    root = mini_engine._graph(steps, 0.5)
    x = mini_engine._topological(root)[0]
    find("mini-engine").solution(root)
    assert (root.value, x.grad) == (pytest.approx(value), pytest.approx(measured, rel=1e-5))


def test_the_pieces_gradient_is_that_of_the_whole_mean():
    g = torch.Generator().manual_seed(0)
    X, y, w = (torch.randn(*s, generator=g, dtype=DOUBLE) for s in ((6, 3), (6,), (3,)))
    pieces = [(X[:1], y[:1]), (X[1:], y[1:])]
    result = find("split-batch").solution(w.clone().requires_grad_(), pieces)
    measured = gradient(lambda w: ((X @ w - y) ** 2).mean(), w)
    torch.testing.assert_close(result, measured, atol=1e-6, rtol=0)


def test_backpropagation_gives_what_is_measured():
    g = torch.Generator().manual_seed(0)
    shapes = [(5, 3), (5, 2), (3, 4), (4,), (4, 2), (2,)]
    X, Y, W1, b1, W2, b2 = (torch.randn(*s, generator=g, dtype=DOUBLE) for s in shapes)

    def loss(W1, b1, W2, b2):
        return ((torch.tanh(X @ W1 + b1) @ W2 + b2 - Y) ** 2).sum() / (2 * len(X))

    found = find("backprop").solution(*backprop._cached(X, Y, W1, b1, W2, b2))
    parameters = [W1, b1, W2, b2]
    for k, result in enumerate(found):

        def at(p, k=k):
            return loss(*parameters[:k], p, *parameters[k + 1 :])

        torch.testing.assert_close(result, gradient(at, parameters[k]), atol=1e-7, rtol=1e-6)


@pytest.mark.parametrize("text", ["x**3", "sin(x)", "exp(x / 2)", "x**2 * cos(x)"])
def test_second_derivatives_are_the_measured_slopes_of_slopes(text):
    f = Formula(text)
    result = find("second-order").solution(f, torch.tensor(0.7, dtype=DOUBLE))
    h = 1e-3
    x = torch.tensor(0.7, dtype=DOUBLE)
    measured = (f(x + h) - 2 * f(x) + f(x - h)) / h**2
    assert result.item() == pytest.approx(measured.item(), rel=1e-4)


def test_a_hessian_times_a_vector_is_the_measured_change_of_the_gradient():
    f = Formula("(x**4).sum() + x.sum()**3")
    x, v = torch.tensor([1.0, -0.5, 2.0]).double(), torch.tensor([1.0, 3.0, -2.0]).double()
    h = 1e-4
    measured = (gradient(f, x + h * v) - gradient(f, x - h * v)) / (2 * h)
    torch.testing.assert_close(find("hvp").solution(f, x, v), measured, atol=1e-2, rtol=1e-4)


def test_forming_the_hessian_is_refused_in_words():
    verdict = check("hvp", lambda f, x, v: torch.func.hessian(f)(x) @ v)
    assert not verdict.correct
    assert "Hessian" in repr(verdict) and "does not fit" in repr(verdict)


def test_the_frozen_layer_is_left_alone_while_the_loss_falls():
    (case,) = [c for c in find("freeze").edge_cases() if c[-1] == 3]
    W1, W2, X, Y, lr, steps = (p.clone() if isinstance(p, torch.Tensor) else p for p in case)
    W1, W2 = W1.detach().requires_grad_(), W2.detach().requires_grad_()
    losses = [((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().item()]
    for _ in range(steps):
        find("freeze").solution(W1, W2, X, Y, lr, 1)
        losses.append(((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().item())
    assert losses == sorted(losses, reverse=True)
    assert torch.equal(W1, case[0]) and W1.grad is None


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
