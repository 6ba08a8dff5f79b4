"""Lecture 5: answers that are right on many inputs, and reasons that are true of all who err so."""

import functools
import itertools
import math

import pytest
import torch
from torch.func import grad

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging.verdict import Status

DOUBLE = torch.float64


class OnTheClass(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        OnTheClass.saved = x
        return x**3

    @staticmethod
    def backward(ctx, gradient):
        return 3 * OnTheClass.saved**2 * gradient


class NearlyCubed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3 + 1e-9

    @staticmethod
    def backward(ctx, gradient):
        return 3 * ctx.saved_tensors[0] ** 2 * gradient


def differences_of_slopes(h):
    return lambda f, x: (grad(f)(x + h) - grad(f)(x - h)) / (2 * h)


def flat_where_level(f, x):
    x = x.detach().requires_grad_()
    (g,) = torch.autograd.grad(f(x), x, create_graph=True)
    return torch.zeros_like(x) if not g.any() else torch.autograd.grad(g, x)[0]


def hv_of(product):
    def hvp(f, x, v):
        z = x.detach().requires_grad_()
        (g,) = torch.autograd.grad(f(z), z, create_graph=True)
        return product(g, z, v)

    return hvp


def zero_where_level(g, z, v):
    return torch.autograd.grad(g @ v, z)[0] if g.any() else torch.zeros_like(v)


def by_a_unit_vector(g, z, v):
    n = v.norm()
    return torch.autograd.grad(g @ (v / n), z)[0] * n


def differences_of_gradients(h):
    return lambda f, x, v: (grad(f)(x + h * v) - grad(f)(x - h * v)) / (2 * h)


def measured_jvp(steps, x, dx):
    value = functools.partial(lambda t: find("jvp").solution(steps, t, 1.0)[0])
    return value(x), (value(x + 1e-6) - value(x - 1e-6)) / 2e-6 * dx


def random_factors(a):
    b = a
    for _ in range(3):
        b = b * torch.rand(()) if b > 0 else b * torch.randn(())
    return b


CALLS = itertools.count()


def as_often_as_it_was_called(a):
    for _ in range(next(CALLS) % 5 + 1):
        if True:
            a = a * 2
    return a


def idle(a):
    for _ in range(0):
        a = a * 2
    if a > 0:
        pass
    return a


def engine(below=0.0, digits=17, seen=None, order=None, ends_at_zero=False):
    """A right engine, but that it drops or rounds adjoints, remembers nodes, or ends early."""

    def backward(output):
        met = set() if seen is None else seen
        visited = [] if order is None else order

        def visit(node):
            if id(node) in met:
                return
            met.add(id(node))
            for parent, _ in node.parents:
                visit(parent)
            visited.append(node)

        visit(output)
        output.grad = 1.0
        for node in reversed(visited):
            if abs(node.grad) < below:
                node.grad = 0.0
            if ends_at_zero and node.grad == 0:
                break
            for parent, derivative in node.parents:
                parent.grad += node.grad * derivative
        for node in visited:
            node.grad = round(node.grad, digits)

    return backward


def leaves_requires_grad(x, v):
    x.requires_grad_()
    return torch.autograd.grad(x * x, x, v)[0]


NEARLY = {
    "custom-op, kept on the class": ("custom-op", lambda x: OnTheClass.apply(x)),
    "custom-op, off by 1e-9": ("custom-op", lambda x: NearlyCubed.apply(x)),
    "second-order, measured": ("second-order", differences_of_slopes(1e-5)),
    "second-order, measured more coarsely": ("second-order", differences_of_slopes(1e-4)),
    "second-order, level": ("second-order", flat_where_level),
    "hvp, level": ("hvp", hv_of(zero_where_level)),
    "hvp, v = 0": ("hvp", hv_of(by_a_unit_vector)),
    "hvp, measured": ("hvp", differences_of_gradients(1e-4)),
    "hvp, measured more finely": ("hvp", differences_of_gradients(1e-5)),
    "jvp, measured": ("jvp", measured_jvp),
    "control-flow, random": ("control-flow", random_factors),
    "control-flow, counted": ("control-flow", as_often_as_it_was_called),
    "control-flow, idle": ("control-flow", idle),
    "mini-engine, remembers": ("mini-engine", engine(seen=set())),
    "mini-engine, small ones dropped": ("mini-engine", engine(below=1e-6)),
    "mini-engine, rounded": ("mini-engine", engine(digits=6)),
    "mini-engine, ends at an adjoint of 0": ("mini-engine", engine(ends_at_zero=True)),
    "vjp, requires_grad left": ("vjp", leaves_requires_grad),
}


@pytest.mark.parametrize("name", NEARLY)
def test_a_shortcut_is_refused(name):
    slug, answer = NEARLY[name]
    assert not check(slug, answer).correct


def powers_but_one(a):
    return sum(a**k for k in range(4) if k != 2)


def even_powers(a):
    return sum([a**k for k in range(5) if k % 2 == 0])


def a_constant_decided(a):
    factor = -1.0
    if a > 0:
        factor = 2.0
    for _ in range(3):
        a = a * factor
    return a


class Cube:
    def __call__(self, a):
        return self.power(a, 3)

    def power(self, a, n):
        b = a
        for k in range(n):
            if k:
                b = b * a
        return b


@pytest.mark.parametrize(
    "answer",
    [
        powers_but_one,
        even_powers,
        a_constant_decided,
        Cube(),
        Cube().__call__,
        functools.partial(Cube().power, n=2),
    ],
    ids=["in a generator", "in a list", "of a constant", "an object", "a method", "a partial"],
)
def test_a_loop_and_an_if_count_wherever_they_are_written(answer):
    verdict = check("control-flow", answer)
    assert verdict.correct, repr(verdict)


def test_the_engine_that_forgets_is_right():
    assert check("mini-engine", engine()).correct


@pytest.mark.parametrize("letter", [["b"], ("B",), {" b "}])
def test_one_letter_is_read_from_whatever_holds_it(letter):
    assert check("second-order-cost", letter).correct


def test_ones_and_zeros_are_yes_and_no():
    solution = find("vector-a").solution
    assert check("vector-a", {line: int(raises) for line, raises in solution.items()}).correct


# What is told is true, and what is shown is the input that fails


def hangs_below_zero(a):
    b = a
    while b < 1000:
        if b == 0:
            break
        b = b * 2
    return b


def raises_below_zero(a):
    x = a
    while abs(x) < 50:
        if x < 0:
            raise ValueError("negative")
        x = x * 2
    return x


@pytest.mark.parametrize("answer", [hangs_below_zero, raises_below_zero])
def test_the_a_that_is_shown_is_the_one_that_was_running(answer):
    (shown,) = (value for label, value in check("control-flow", answer).evidence if label == "a")
    assert float(shown.splitlines()[-1]) < 0


def loss(W1, W2, X, Y):
    return ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean()


def trained(leave):
    def train_second(W1, W2, X, Y, lr, steps):
        W1, W2 = leave(W1, W2)
        for _ in range(steps):
            loss(W1, W2, X, Y).backward()
            W2.data -= lr * W2.grad
        return W2

    return train_second


def under_no_grad(W1, W2, X, Y, lr, steps):
    for _ in range(steps):
        with torch.no_grad():
            found = loss(W1, W2, X, Y)
        found.backward()
    return W2


NO_GRAPH = {
    "the pass under no_grad": under_no_grad,
    "both frozen": trained(lambda W1, W2: (W1.requires_grad_(False), W2.requires_grad_(False))),
    "both detached": trained(lambda W1, W2: (W1.detach(), W2.detach())),
}


@pytest.mark.parametrize("answer", NO_GRAPH.values(), ids=NO_GRAPH.keys())
def test_whoever_has_no_graph_is_asked_for_all_of_its_causes(answer):
    verdict = check("freeze", answer)
    assert verdict.status is Status.RAISED
    assert verdict.belief.startswith("Nothing in the loss requires a gradient")
    for cause in ("output", "W2", "no_grad"):
        assert cause in verdict.belief


def one_level_only(output):
    output.grad = 1.0
    for parent, derivative in output.parents:
        parent.grad += derivative


def test_whoever_stops_at_the_parents_is_told_of_no_walk_from_the_inputs():
    told = check("mini-engine", one_level_only).belief
    assert "Only the output and its own parents" in told and "inputs" not in told


def backward_once(w, pieces):
    total = sum(len(y) for _, y in pieces)
    w.grad = None
    for X, y in pieces:
        last = ((X @ w - y) ** 2).sum() / total
    last.backward()
    return w.grad


def test_whoever_has_the_last_piece_is_not_said_to_have_zeroed():
    told = check("split-batch", backward_once).belief
    assert told.startswith("Only the gradient of the last piece is left")


def by_entries(w, pieces):
    total = sum(X.numel() for X, _ in pieces)
    w.grad = None
    for X, y in pieces:
        (((X @ w - y) ** 2).sum() / total).backward()
    return w.grad


def test_a_batch_in_pieces_is_shown_in_numbers():
    evidence = dict(check("split-batch", by_entries).evidence)
    assert "Tensor" not in evidence["pieces"]
    assert "1.1. tensor of shape" in evidence["pieces"]


def on_top_of_the_old(w, pieces):
    total = sum(len(y) for _, y in pieces)
    for X, y in pieces:
        (((X @ w - y) ** 2).sum() / total).backward()
    return w.grad


def test_a_gradient_that_was_there_is_shown():
    assert "[100.0, 100.0]" in dict(check("split-batch", on_top_of_the_old).evidence)["w"]


def test_whoever_turns_every_sign_is_told_that_and_no_more():
    right = find("backprop").solution
    told = check("backprop", lambda *given: tuple(-g for g in right(*given))).belief
    assert told.startswith("Every sign is turned") and "Y - Z2" not in told


@pytest.mark.parametrize(
    ("slug", "answer", "why"),
    [
        ("second-order", lambda f, x: grad(grad(f))(x.float()), "it is float32"),
        ("sine", lambda x: torch.sin(x.float() + math.pi / 2), "it is float32"),
        ("second-order", lambda f, x: (grad(f)(x + 1e-6) - grad(f)(x)) / 1e-6, "it is off by"),
        ("hvp", differences_of_gradients(1e-4), "it is off by"),
        ("jvp", measured_jvp, "it is off by"),
    ],
)
def test_what_is_not_exact_is_shown_with_its_reason(slug, answer, why):
    told = check(slug, answer).sentences[0]
    assert "digits: no" in told and why in " ".join(told.split())


def test_a_graph_of_an_earlier_call_is_left_alone():
    told = check("mini-engine", engine(seen=set(), order=[])).sentences
    assert "another graph" in " ".join(told)


def into_the_callers_grad(f, x):
    x.requires_grad_()
    f(x).backward(create_graph=True)
    x.grad.backward()
    return x.grad


def test_what_a_first_call_gives_is_told_before_what_a_second_raises():
    assert "45.0; expected 18.0" in check("second-order", into_the_callers_grad).sentences[0]


def test_a_result_within_a_tuple_is_called_one():
    def second_derivative(f, x):
        x = x.detach().clone().requires_grad_()
        (slope,) = torch.autograd.grad(f(x), x, create_graph=True)
        return torch.autograd.grad(slope, x)

    assert "it is a tuple of 1" in " ".join(check("second-order", second_derivative).sentences)


def test_a_number_in_place_of_two_is_no_dict_that_was_forgotten():
    assert "dict" not in repr(check("jvp", lambda *given: find("jvp").solution(*given)[1]))
