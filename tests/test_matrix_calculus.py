"""Lecture 4: its truths computed another way, and what its readers accept."""

import math

import numpy as np
import pytest
import torch
from torch.func import grad, jacrev

from preliminaries import check, identities
from preliminaries.course.exercises import find
from preliminaries.judging.cases import cases
from preliminaries.judging.verdict import Status

# The truths of the predictions


def answer(slug: str):
    return find(slug).solution()


def slope(f, x: float) -> float:
    """By central difference, in float64."""
    return identities.central_difference(f, torch.tensor(x, dtype=torch.float64)).item()


def test_slopes_of_inverses():
    """The inverse is found by bisection, and its slope measured."""

    def inverse(f):
        def solve(y):
            low, high = torch.tensor(-5.0).double(), torch.tensor(5.0).double()
            for _ in range(80):
                middle = (low + high) / 2
                low, high = (middle, high) if f(middle) < y else (low, middle)
            return (low + high) / 2

        return solve

    truth = answer("inverse-slope")
    found = slope(inverse(lambda x: x**3 + x), 2.0), slope(inverse(torch.exp), 3.0)
    assert list(truth.values()) == pytest.approx(found, rel=1e-4)


def test_constants_in_functions():
    """With a cubic that has the values the exercise names: f(2) = 7, f'(2) = 3, f'(10) = 4."""
    conditions = np.array([[1, 2, 4, 8], [0, 1, 4, 12], [0, 1, 20, 300], [1, 0, 0, 0]], dtype=float)
    c = np.linalg.solve(conditions, np.array([7.0, 3.0, 4.0, 1.0]))

    def f(x):
        return c[0] + c[1] * x + c[2] * x**2 + c[3] * x**3

    found = slope(lambda x: 5 * f(x), 2), slope(lambda x: f(x) + 5, 2), slope(lambda x: f(5 * x), 2)
    assert list(answer("constant-multiple").values()) == pytest.approx(found, rel=1e-6)


def test_subgradients_stay_below_and_no_others_do():
    x = torch.linspace(-3, 3, 601)
    for name, f in {"abs(x)": torch.abs, "relu(x)": torch.relu}.items():
        fits = [s / 100 for s in range(-200, 201) if bool((s / 100 * x <= f(x) + 1e-6).all())]
        assert answer("subgradient")[name] == (min(fits), max(fits))


def test_what_torch_answers_at_zero():
    found = {}
    for source in answer("at-zero"):
        x = torch.zeros((), requires_grad=True)
        eval(source, {"torch": torch, "x": x}).backward()
        found[source] = x.grad.item()
    assert {k: float(v) for k, v in answer("at-zero").items()} == found


def test_gradients_of_two_functions():
    for source, truth in answer("gradient-of").items():

        def f(x, source=source):
            return eval(source, {"x1": x[0], "x2": x[1], "exp": torch.exp})

        measured = identities.central_difference(f, torch.tensor([1.0, 0.0]).double())
        assert measured.tolist() == pytest.approx(truth, rel=1e-6)


def test_the_steepest_direction():
    x = torch.tensor([1.0, 1.0]).double()
    ways = {"a": (1.0, 0.0), "b": (-1.0, -2.0), "c": (2.0, -1.0), "d": (1.0, 2.0)}
    slopes = {}
    for name, way in ways.items():
        d = torch.tensor(way).double() / math.hypot(*way)

        def f(t, d=d):
            p = x + t * d
            return p[0] ** 2 + 2 * p[1] ** 2

        slopes[name] = slope(f, 0.0)
    truth = answer("steepest")
    assert truth["raises f fastest"] == max(slopes, key=slopes.get)
    unchanged = truth["leaves f unchanged to first order"]
    assert slopes[unchanged] == pytest.approx(0, abs=1e-8)
    assert unchanged == min(slopes, key=lambda name: abs(slopes[name]))


def test_shapes_of_the_nine_cases():
    """Counted from the tables' own rule and from torch."""
    y_shapes = {"scalar": (), "vector": (2,), "matrix": (2, 3)}
    x_shapes = {"scalar": (), "vector": (4,), "matrix": (4, 5)}
    for case, truth in answer("shapes").items():
        y, _, x = case.partition(" by ")
        J = jacrev(lambda t, y=y: t.sum() * torch.ones(y_shapes[y]))(torch.ones(x_shapes[x]))
        assert tuple(identities.numerator(J, len(y_shapes[y])).shape) == truth


@pytest.mark.parametrize("f", [lambda x: x**2, lambda x: -(x**2), lambda x: x**3])
def test_zero_slope_says_nothing_by_itself(f):
    assert slope(f, 0.0) == pytest.approx(0, abs=1e-8)
    assert answer("what-zero-means") == "neither"


# The solutions of the functions, by measuring


def drawn(*shape: int) -> torch.Tensor:
    return torch.randn(shape, dtype=torch.float64)


def test_solutions_are_the_derivatives_that_differences_measure():
    torch.manual_seed(1)
    difference = identities.central_difference

    def close(found, expected):
        torch.testing.assert_close(found, expected, rtol=1e-6, atol=1e-6)

    def solve(slug):
        return find(slug).solution

    x, A, B = drawn(4), drawn(3, 4), drawn(4, 3)
    close(solve("jacobian-of-Ax")(A, x), difference(lambda t: A @ t, x))
    close(solve("jacobian-of-xA")(x, B), difference(lambda t: t @ B, x))
    C = drawn(4, 4)
    close(solve("quadratic")(C, x), difference(lambda t: t @ C @ t, x))
    close(solve("norm-gradient")(x), difference(torch.linalg.vector_norm, x))
    close(solve("softmax-jacobian")(x), difference(lambda t: torch.softmax(t, 0), x))
    X, w, y = drawn(5, 4), drawn(4), drawn(5)
    close(solve("least-squares")(X, w, y), difference(lambda t: ((X @ t - y) ** 2).sum(), w))
    positive = x.abs() + 0.3
    close(
        solve("x-to-the-x")(positive),
        torch.stack([difference(lambda t: t**t, entry) for entry in positive]),
    )
    u = identities.Smooth((4,), (3,), lambda s: drawn(*s))
    v = identities.Smooth((4,), (3,), lambda s: drawn(*s))
    close(solve("product-rule")(u(x), v(x), u.D(x), v.D(x)), difference(lambda t: u(t) @ v(t), x))
    ab, outer = drawn(2), identities.Smooth((3,), (), lambda s: drawn(*s))
    inner = [identities.Smooth((2,), (), lambda s: drawn(*s)) for _ in range(3)]
    xyz = torch.stack([g(ab) for g in inner])
    close(
        solve("chain-abc")(outer.D(xyz)[0], *(g.D(ab)[0] for g in inner)),
        difference(lambda t: outer(torch.stack([g(t) for g in inner])), ab),
    )


def test_the_functions_to_measure_know_their_slopes():
    for f, x in {(case.arguments[0], float(case.arguments[1])) for case in measured_cases()}:
        assert f.slope(torch.tensor(x).double()).item() == pytest.approx(slope(f, x), rel=1e-6)


def measured_cases():
    return cases(find("central-difference"))


def test_the_quotient_rule_by_measuring():
    u, v = (lambda x: torch.sin(x) + 2), (lambda x: torch.exp(x))
    x = torch.tensor([0.3, 1.1]).double()
    du, dv = torch.cos(x), torch.exp(x)
    expected = [slope(lambda t: u(t) / v(t), entry) for entry in x.tolist()]
    found = find("quotient-from-product").solution(u(x), v(x), du, dv)
    assert found.tolist() == pytest.approx(expected, rel=1e-7)


def test_the_tangent_touches():
    tangent = find("tangent-line").solution
    one = torch.tensor(1.0).double()

    def f(x):
        return x**3 - 1 / x

    assert tangent(one).item() == f(one).item() == 0
    assert slope(tangent, 1.0) == pytest.approx(slope(f, 1.0), rel=1e-6)
    h = torch.tensor([1e-2, 1e-3]).double()
    missed = (f(one + h) - tangent(one + h)).abs()
    assert missed[0] / missed[1] == pytest.approx(100, rel=0.05)


def test_descent_reaches_the_bottom_of_a_bowl():
    descend = find("descend").solution
    X, y = drawn(5, 2), drawn(5)
    rate = 1 / torch.linalg.eigvalsh(2 * X.T @ X).max().item()
    end = descend(lambda w: 2 * X.T @ (X @ w - y), torch.zeros(2).double(), rate, 2000)
    torch.testing.assert_close(end, torch.linalg.lstsq(X, y[:, None]).solution[:, 0])


# What a learner is told


@pytest.mark.parametrize("h", [1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
def test_any_sensible_step_is_accepted(h):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x - h)) / (2 * h))
    assert verdict.correct, verdict


@pytest.mark.parametrize("h", [1e-8, 1e-6, 1e-4, 1e-2, -1e-6])
def test_one_side_is_told_at_any_step(h):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x)) / h)
    assert "one side" in verdict.belief


@pytest.mark.parametrize("h", [1e-16, 1e-17, 1e-20])
def test_a_step_that_vanishes_is_told(h):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x - h)) / (2 * h))
    assert "16 digits" in verdict.belief


@pytest.mark.parametrize(("h", "told"), [(1e-12, "larger"), (1e-13, "larger"), (0.05, "smaller")])
def test_a_step_that_is_too_small_or_too_large_is_told(h, told):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x - h)) / (2 * h))
    assert not verdict.correct
    assert told in verdict.belief


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ([[6], [5]], "denominator layout"),
        (torch.tensor([[6.0], [5.0]]), "denominator layout"),
        ([[7], [5]], ""),
        ([7, 5], ""),
    ],
)
def test_the_other_layout_is_told_apart_from_a_wrong_value(answer, told):
    other = [[6], [10]] if told else [6, 10]
    verdict = check(
        "gradient-of",
        {"3 * x1**2 + 5 * exp(x2)": answer, "3 * x1**2 + 5 * exp(2 * x2)": other},
    )
    assert not verdict.correct
    assert ("denominator layout" in verdict.belief) == bool(told)


@pytest.mark.parametrize("slug", ["quadratic", "least-squares", "product-rule"])
def test_a_row_and_a_column_are_told_apart_from_wrong_values(slug):
    solution = find(slug).solution
    column = check(slug, lambda *given: solution(*given)[:, None])
    row = check(slug, lambda *given: solution(*given)[None, :])
    assert "denominator layout" in column.belief
    assert "row" in row.belief
    wrong = check(slug, lambda *given: solution(*given)[:, None] + 1)
    assert not wrong.correct
    assert wrong.belief == ""


@pytest.mark.parametrize(
    "answer",
    [
        [6, 5],
        (6.0, 5),
        torch.tensor([6, 5]),
        np.array([6.0, 5.0]),
        [[6, 5]],
        [torch.tensor(6.0), 5],
    ],
)
def test_a_gradient_may_be_written_in_many_ways(answer):
    verdict = check(
        "gradient-of",
        {"3 * x1**2 + 5 * exp(x2)": answer, "3 * x1**2 + 5 * exp(2 * x2)": [6, 10]},
    )
    assert verdict.correct, verdict


@pytest.mark.parametrize(
    "answer", [None, "12", {1, 2}, True, [[1], [1, 2]], [None], object(), 1j, math.nan, [], 10**400]
)
def test_what_is_no_gradient_is_refused_with_a_sentence(answer):
    verdict = check(
        "gradient-of",
        {"3 * x1**2 + 5 * exp(x2)": answer, "3 * x1**2 + 5 * exp(2 * x2)": [6, 10]},
    )
    assert verdict.status is Status.NOT_YET
    assert verdict.sentences


def test_clamp_at_its_bound_follows_the_torch_that_runs():
    """Torch answers 1 up to version 2.13 and 0 since; the exercise asks the one that is there."""
    here = grad(lambda x: x.clamp(min=0))(torch.tensor(0.0)).item()
    assert float(answer("at-zero")["x.clamp(min=0)"]) == here
