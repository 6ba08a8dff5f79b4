"""Lecture 4: answers that are right on many inputs, and what tells them from right ones."""

import pytest
import torch
from torch.func import grad, jacfwd, jacrev

from preliminaries import check
from preliminaries.course.exercises import find


def left_in_w(X, w, t):
    w.requires_grad_()
    ((X @ w - t) ** 2).sum().backward()
    return w.grad


def left_in_x(f):
    def gradient(x):
        x.requires_grad_()
        f(x).backward()
        return x.grad

    return gradient


def left_in_the_second(A, x):
    return left_in_x(lambda x: x @ A @ x)(x)


@pytest.mark.parametrize(
    ("slug", "answer", "what"),
    [
        ("least-squares", left_in_w, "w.grad"),
        ("quadratic", left_in_the_second, "x.grad"),
        ("norm-gradient", left_in_x(lambda x: x.norm()), "x.grad"),
        ("x-to-the-x", left_in_x(lambda x: (x**x).sum()), "x.grad"),
        ("softmax-jacobian", lambda x: jacrev(lambda t: t.softmax(0))(x.requires_grad_()), ""),
    ],
)
def test_what_is_left_in_the_callers_tensor_is_seen(slug, answer, what):
    verdict = check(slug, answer)
    assert not verdict.correct
    assert f"`{what or 'x.requires_grad'}` is not what it was before" in verdict.sentences[0]


def stops(when):
    def descend(grad, x, eta, k):
        for _ in range(k):
            step = eta * grad(x)
            if when(x, step, grad(x)):
                break
            x = x - step
        return x

    return descend


def a_hundred_at_most(grad, x, eta, k):
    return find("descend").solution(grad, x, eta, min(k, 100))


def in_one_direction(direction):
    def is_jacobian(f, x, J):
        if J.shape != (len(f(x)), len(x)):
            return False
        d = 1e-5 * direction[: len(x)].to(x.dtype)
        return bool((f(x + d) - f(x - d) - 2 * J @ d).abs().max() < 1e-8)

    return is_jacobian


def with_step(step):
    return lambda f, x: (f(x + step(x)) - f(x - step(x))) / (2 * step(x))


NEARLY = [
    ("descend", stops(lambda x, step, slope: torch.allclose(x - step, x))),
    ("descend", stops(lambda x, step, slope: step.abs().max() < 1e-4)),
    ("descend", stops(lambda x, step, slope: slope.abs().max() < 1e-3)),
    ("descend", stops(lambda x, step, slope: slope.abs().max() < 1e-6)),
    ("descend", a_hundred_at_most),
    ("jacobian-check", lambda f, x, J: torch.equal(jacrev(f)(x), J)),
    ("jacobian-check", in_one_direction(torch.tensor([1.0, 2.0, 3.0, 4.0]))),
    ("jacobian-check", in_one_direction(torch.tensor([1.0, 1.37, 2.11, 0.7]))),
    ("central-difference", with_step(lambda x: 1e-5 * x)),
    ("central-difference", with_step(lambda x: 1e-5 * abs(x))),
    ("central-difference", with_step(lambda x: 1e-5 * (abs(x) + 1e-12))),
    ("central-difference", with_step(lambda x: 1e-6 * x)),
    ("quotient-from-product", lambda u, v, du, dv: (du * v - u * dv) / (v**2 + 1e-8)),
    ("quotient-from-product", lambda u, v, du, dv: (du * v - u * dv) / (v**2).clamp(min=1e-4)),
    ("x-to-the-x", lambda x: x**x * (torch.log(x.clamp(min=1e-3)) + 1)),
    ("x-to-the-x", lambda x: x**x * (torch.log(x + 1e-7) + 1)),
    (
        "quadratic",
        lambda A, x: 2 * A @ x if torch.allclose(A, A.T, atol=0.1) else (A + A.T) @ x,
    ),
    (
        "quadratic",
        lambda A, x: 2 * A @ x if torch.allclose(A, A.T, atol=5e-3) else (A + A.T) @ x,
    ),
]


@pytest.mark.parametrize(("slug", "answer"), NEARLY)
def test_a_shortcut_is_refused(slug, answer):
    assert not check(slug, answer).correct


def at_random(f, x, J):
    return in_one_direction(torch.randn(5))(f, x, J)


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("jacobian-check", at_random),  # no claim is hidden from what nobody can foresee
        ("jacobian-check", lambda f, x, J: J.shape == (t := jacfwd(f)(x)).shape and t.allclose(J)),
        ("jacobian-check", lambda f, x, J: int(find("jacobian-check").solution(f, x, J))),
        ("central-difference", with_step(lambda x: 1e-5 * (1 + abs(x)))),
        ("x-to-the-x", lambda x: x**x * (torch.log(x.clamp(min=1e-6)) + 1)),
        ("quotient-from-product", lambda u, v, du, dv: (du * v - u * dv) / (v**2).clamp(min=1e-9)),
        ("what-zero-means", ["cannot tell"]),
    ],
)
def test_what_is_right_wherever_the_statement_asks_is_accepted(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


def test_a_check_in_one_direction_is_shown_a_wrong_jacobian_that_it_accepts():
    answer = in_one_direction(torch.tensor([1.0, 2.0, 3.0, 4.0]))
    told = check("jacobian-check", answer).sentences[0]
    claim = torch.tensor(eval(told.split("where J is ")[1].split(", which is wrong")[0]))
    x = torch.tensor([1.0, 2.0], dtype=torch.float64)
    assert answer(lambda x: torch.stack((50 * x[0], x[1])), x, claim.double())
    assert not torch.allclose(claim, torch.tensor([[50.0, 0.0], [0.0, 1.0]]), atol=0.01)


def test_whoever_has_a_nan_at_zero_is_not_told_of_a_division():
    told = check("norm-gradient", grad(lambda x: (x @ x).sqrt())).belief
    assert "At 0 it is NaN" in told and "0 / 0" not in told


@pytest.mark.parametrize("line", [0, 1])
def test_one_gradient_in_a_column_is_told_so(line):
    solution = find("gradient-of").solution
    key = list(solution)[line]
    verdict = check("gradient-of", solution | {key: [[k] for k in solution[key]]})
    assert not verdict.correct and "column" in verdict.belief


@pytest.mark.parametrize(
    ("slug", "line", "given"),
    [
        ("at-zero", 0, None),
        ("constant-multiple", 0, 15.001),
        ("gradient-of", 0, [6.01, 5]),
        ("subgradient", 0, None),
    ],
)
def test_a_prediction_is_shown_as_it_was_typed(slug, line, given):
    solution = find(slug).solution
    verdict = check(slug, solution | {list(solution)[line]: given})
    assert verdict.sentences[0].endswith(f"you answered `{given}`.")


@pytest.mark.parametrize(
    "close",
    [lambda off: (off < 5e-3).all(), lambda off: (off.abs() < 5e-3).any()],
    ids=["abs forgotten", "any for all"],
)
def test_whoever_asks_torch_for_the_jacobian_has_asked_in_all_directions(close):
    def is_jacobian(f, x, J):
        true = jacrev(f)(x)
        return J.shape == true.shape and bool(close(true - J))

    verdict = check("jacobian-check", is_jacobian)
    assert not verdict.correct and "directions" not in repr(verdict)
