"""Lecture 4: answers that nobody named, each with the verdict that is true of it."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find


def belief(slug, answer):
    verdict = check(slug, answer)
    assert not verdict.correct, repr(verdict)
    return verdict.verdict.belief


def filled(slug, **wrong):
    """The right prediction with the lines of these numbers replaced: `line0=…`."""
    solution = find(slug).solution
    lines = list(solution)
    return solution | {lines[int(name[4:])]: value for name, value in wrong.items()}


# Right, however it is held

ONE = {
    "a number": lambda k: k,
    "a list": lambda k: [k],
    "a tuple": lambda k: (k,),
    "a set": lambda k: {k},
    "a list in a list": lambda k: [[k]],
    "a tensor": lambda k: torch.tensor(k),
    "a tensor with an axis": lambda k: torch.tensor([k]),
    "a parameter": lambda k: torch.nn.Parameter(torch.tensor([k])),
    "half precision": lambda k: torch.tensor([k], dtype=torch.float16),
    "an array": lambda k: np.array([[k]]),
    "NumPy's number": lambda k: np.float32(k),
    "a Fraction": Fraction,
    "a Decimal": Decimal,
    "a list with a tensor": lambda k: [torch.tensor([k])],
}


@pytest.mark.parametrize("hold", ONE.values(), ids=ONE.keys())
@pytest.mark.parametrize(
    ("slug", "line", "number"),
    [
        ("constant-multiple", "line2", 20.0),
        ("at-zero", "line2", 0.5),
        ("inverse-slope", "line0", 0.25),
    ],
)
def test_one_number_is_right_whatever_holds_it(slug, line, number, hold):
    verdict = check(slug, filled(slug, **{line: hold(number)}))
    assert verdict.correct, repr(verdict)


@pytest.mark.parametrize("held", ["20", None, True, [], [20, 20], torch.tensor([20, 20]), 20j, {}])
@pytest.mark.parametrize("slug", ["constant-multiple", "inverse-slope"])
def test_what_holds_no_number_or_two_is_told_so(slug, held):
    verdict = check(slug, filled(slug, line0=held))
    assert not verdict.correct
    assert "number" in repr(verdict)


ENTRIES = [
    [torch.tensor([6.0]), np.array([10])],
    [Fraction(6), Decimal(10)],
    np.array([6, 10], dtype=object),
    torch.tensor([6, 10], dtype=torch.float16),
    ([6], [10])[0] + [10],
]


@pytest.mark.parametrize("entries", ENTRIES, ids=repr)
def test_the_entries_of_a_gradient_may_be_any_numbers(entries):
    assert check("gradient-of", filled("gradient-of", line1=entries)).correct


@pytest.mark.parametrize(
    "sizes",
    [[1, 4], torch.Size([1, 4]), np.array([1, 4]), [np.int64(1), torch.tensor(4)]],
    ids=repr,
)
def test_a_shape_may_be_a_list_of_any_whole_numbers(sizes):
    assert check("shapes", filled("shapes", line0=sizes)).correct


@pytest.mark.parametrize("ends", [[1, -1], [torch.tensor(-1.0), Fraction(1)], np.array([-1, 1])])
def test_an_interval_may_be_held_in_many_ways(ends):
    assert check("subgradient", filled("subgradient", line0=ends)).correct


@pytest.mark.parametrize("given", [None, 0, math.nan])
def test_what_is_no_interval_is_shown_as_it_was_given(given):
    assert f"`{given}`" in repr(check("subgradient", filled("subgradient", line0=given)))


def slopes(f, x, h=1e-5, way=2.0):
    steps = h * torch.eye(len(x), dtype=x.dtype)
    return torch.stack([(f(x + s) - f(x - s)) / (way * h) for s in steps], dim=1)


def compared(how, **options):
    """A check of the Jacobian that looks at the shape first, and then compares so."""

    def is_jacobian(f, x, J):
        found = slopes(f, x, **options)
        return J.shape == found.shape and bool(how(J, found))

    return is_jacobian


def is_close(J, found):
    return torch.allclose(J, found, atol=1e-4)


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("norm-gradient", lambda x: torch.nan_to_num(x / x.norm())),
        ("norm-gradient", lambda x: x.double() / (x.double().norm() + 1e-9)),
        ("norm-gradient", lambda x: x / (x.norm() + 1e-6)),
        ("tangent-line", lambda x: 4 * (x.double() - 1)),
        ("central-difference", lambda f, x: [(f(x + 1e-5) - f(x - 1e-5)) / 2e-5]),
        ("jacobian-check", lambda f, x, J: torch.tensor([compared(is_close)(f, x, J)])),
        ("jacobian-check", compared(lambda J, found: (J - found).norm() < 1e-3)),
        ("jacobian-check", compared(torch.allclose)),
        ("softmax-jacobian", lambda x: (p := x.exp() / x.exp().sum()).diag() - p[:, None] * p),
        ("quadratic", lambda A, x: torch.mv(A, x) + torch.mv(A.T, x)),
        ("product-rule", lambda u, v, Du, Dv: torch.mv(Dv.T, u) + torch.mv(Du.T, v)),
        ("layouts", lambda J: np.transpose(J.numpy())),
        ("quotient-from-product", lambda *a: torch.func.jvp(torch.div, a[:2], a[2:])[1]),
        (
            "x-to-the-x",
            lambda x: torch.func.vjp(lambda t: t**t, x)[1](torch.ones_like(x))[0],
        ),
    ],
)
def test_right_answers_in_unusual_words_are_accepted(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


# Wrong, and nearly right


def entry_by_entry(grad, x, eta, k):
    return torch.stack([find("descend").solution(grad, t, eta, k) for t in x.reshape(-1, 1)])


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("norm-gradient", lambda x: x / x.norm().clamp(min=1)),
        ("norm-gradient", lambda x: x / (x.norm() + 1e-3)),
        ("norm-gradient", lambda x: x / x.norm() if x.sum() != 0 else torch.zeros_like(x)),
        ("norm-gradient", lambda x: x / x.norm() if x[0] != 0 else torch.zeros_like(x)),
        ("descend", lambda grad, x, eta, k: entry_by_entry(grad, x, eta, k).reshape(x.shape)),
        (
            "jacobian-check",
            lambda f, x, J: (
                J.numel() == slopes(f, x).numel()
                and is_close(J.reshape(slopes(f, x).shape), slopes(f, x))
            ),
        ),
        (
            "jacobian-check",
            lambda f, x, J: (
                J.shape[-1] == len(x) and is_close(J.expand(slopes(f, x).shape), slopes(f, x))
            ),
        ),
        ("jacobian-check", compared(lambda J, found: is_close(J.abs(), found.abs()))),
        ("jacobian-check", compared(lambda J, found: is_close(J[:, -1], found[:, -1]))),
        ("jacobian-check", compared(lambda J, found: is_close(J.diag(), found.diag()))),
        ("jacobian-check", compared(lambda J, found: (J - found < 1e-3).all())),
        ("jacobian-check", compared(lambda J, found: torch.allclose(J, found, rtol=1e-2))),
        ("central-difference", lambda f, x: 0.0),
        ("central-difference", lambda f, x: f(x)),
        ("central-difference", lambda f, x: f(x + 1e-5) - f(x - 1e-5) / 2e-5),
        ("central-difference", lambda f, x: (f(x + 1e-12) - f(x - 1e-12)) / 2e-12),
        ("x-to-the-x", lambda x: x**x * (x.log2() + 1)),
        ("softmax-jacobian", lambda x: (p := x.softmax(0)) * (torch.eye(len(x)) - p)),
        ("product-rule", lambda u, v, Du, Dv: u @ Dv + Du @ v if len(u) == len(Du.T) else u @ Dv),
        ("quadratic", lambda A, x: (A + A.T) @ x / 2),
        ("layouts", lambda J: J.movedim(0, -1)),
        ("tangent-line", lambda x: torch.zeros_like(x)),
        ("constant-multiple", filled("constant-multiple", line0=3, line1=8, line2=4)),
        ("at-zero", filled("at-zero", line0=0.5)),
        ("inverse-slope", filled("inverse-slope", line0=0.5, line1=3)),
        ("gradient-of", filled("gradient-of", line0=[12, 5], line1=[12, 10])),
    ],
)
def test_who_errs_in_a_way_of_their_own_is_told_no_belief(slug, answer):
    assert belief(slug, answer) == ""


@pytest.mark.parametrize(
    ("slug", "answer", "told"),
    [
        ("norm-gradient", lambda x: find("norm-gradient").solution(x)[None], "as_a_row"),
        ("tangent-line", lambda x: 4, "the_slope_alone"),
        ("tangent-line", lambda x: 4.0 * torch.ones_like(x), "level_at_four"),
        (
            "softmax-jacobian",
            lambda x: (p := x.softmax(0)) - torch.outer(p, p),
            "p_for_its_diagonal",
        ),
        ("quadratic", lambda A, x: x @ A, "one_x_only_from_the_left"),
        ("product-rule", lambda u, v, Du, Dv: Dv @ u, "one_term_on_the_wrong_side"),
        ("product-rule", lambda u, v, Du, Dv: Dv @ u + Du @ v, "vectors_on_the_wrong_side"),
        ("x-to-the-x", lambda x: x**x, "x_to_the_x_itself"),
        ("x-to-the-x", lambda x: x * x ** (x - 1), "x_to_the_x_itself"),
        ("layouts", lambda J: J.mT, "mT_for_any_axes"),
        ("jacobian-check", compared(is_close, way=1.0), "two_h_forgotten"),
        ("jacobian-check", lambda f, x, J: False, "always_false"),
        ("jacobian-check", lambda f, x, J: True, "always_true"),
        ("jacobian-check", compared(is_close, h=1e-12), ""),
        (
            "jacobian-check",
            compared(lambda J, found: torch.isclose(J, found, atol=1e-4).any()),
            "one_entry_is_enough",
        ),
        (
            "jacobian-check",
            compared(lambda J, found: abs(J.norm() - found.norm()) < 1e-4),
            "norms_compared",
        ),
        ("inverse-slope", filled("inverse-slope", line0=0.5), "one_over_y"),
        (
            "gradient-of",
            filled("gradient-of", line0=[6, 0], line1=[6, 0]),
            "exponential_stands_still",
        ),
        ("at-zero", filled("at-zero", line0=1, line1=1, line2=1, line3=1), "slope_on_the_right"),
        ("at-zero", filled("at-zero", line0=1, line1=1), "abs_and_relu_by_the_right"),
    ],
)
def test_a_likely_mistake_is_named(slug, answer, told):
    assert belief(slug, answer) == told


def test_one_descend_step_too_few_is_named():
    def descend(grad, x, eta, k):
        for _ in range(1, k):
            x = x - eta * grad(x)
        return x

    assert belief("descend", descend) == "one_step_too_few"


def test_no_belief_blames_the_power_rule_for_what_has_other_causes():
    for slug, answer in {
        "x-to-the-x": lambda x: x**x,
        "gradient-of": filled("gradient-of", line0=[6, 0], line1=[6, 0]),
    }.items():
        assert "It looks as if" not in check(slug, answer).belief


# Central differences: what was asked of f tells


@pytest.mark.parametrize("back", [True, False])
def test_a_central_difference_that_edits_x_is_told_that_and_no_more(back):
    def central_difference(f, x):
        h = 1e-5
        x += h
        above = f(x)
        x -= 2 * h
        below = f(x)
        if back:
            x += h
        return (above - below) / (2 * h)

    verdict = check("central-difference", central_difference)
    assert not verdict.correct
    assert "changed its argument `x`" in repr(verdict)
    assert verdict.verdict.belief == ""


def backward(f, x):
    x = x.clone().requires_grad_()
    f(x).backward()
    return x.grad


AUTOGRAD = {
    "grad": lambda f, x: torch.func.grad(f)(x),
    "jacrev": lambda f, x: torch.func.jacrev(f)(x),
    "jvp": lambda f, x: torch.func.jvp(f, (x,), (torch.ones_like(x),))[1],
    "vjp": lambda f, x: torch.func.vjp(f, x)[1](torch.ones_like(x))[0],
    "jacobian": lambda f, x: torch.autograd.functional.jacobian(f, x),
    "backward": backward,
}


@pytest.mark.parametrize("road", AUTOGRAD.values(), ids=AUTOGRAD.keys())
def test_no_road_leads_around_measuring(road):
    assert belief("central-difference", road) == "asked_autograd"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda f, x: (f(x + 0.1) - f(x - 0.1)) / 0.2, "with a large h"),
        (lambda f, x: (f(x + 1e-12) - f(x - 1e-12)) / 2e-12, "with a tiny h"),
        (lambda f, x: (f(x + 2e-5) - f(x - 1e-5)) / 3e-5, "not in the middle"),
        (lambda f, x: (f(x + 1e-5).float() - f(x - 1e-5).float()) / 2e-5, "7 digits"),
        (lambda f, x: (f(x + 1e-5) - f(x - 1e-5)) / 4e-5, "half the slope"),
    ],
)
def test_the_facts_say_what_is_wrong_with_a_slope(answer, told):
    assert told in " ".join(repr(check("central-difference", answer)).split())


def test_a_slope_is_shown_beside_the_true_one():
    shown = repr(check("central-difference", lambda f, x: (f(x + 1e-5) - f(x - 1e-5)) / 1e-5))
    assert "12 (twice the slope)" in shown
    assert "6 (error below 1e-6)" in shown


# Our own solutions, where nothing is drawn


@pytest.mark.parametrize("length", [0.011, 0.3, 7.0, 1e6])
def test_the_gradient_of_a_length_has_length_one(length):
    direction = torch.tensor([0.48, -0.6, 0.64])
    found = find("norm-gradient").solution(length * direction)
    torch.testing.assert_close(found, direction)


@pytest.mark.parametrize("x", [-3.0, 0.2, 5.0, 9.0])
@pytest.mark.parametrize(
    ("f", "slope"), [(torch.exp, torch.exp), (torch.cos, lambda x: -torch.sin(x))]
)
def test_the_measured_slope_keeps_its_promise(f, slope, x):
    x = torch.tensor(x, dtype=torch.float64)
    true = slope(x).item()
    found = find("central-difference").solution(f, x).item()
    assert abs(found - true) < 1e-6 * max(1, abs(true))


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3, 1e5])
def test_the_jacobian_is_recognised_at_any_steepness(scale):
    x = torch.tensor([0.3, -2.0], dtype=torch.float64)
    J = scale * torch.tensor([[1.0, 2.0], [-2.0, 0.3]], dtype=torch.float64)

    def f(x):
        return scale * torch.stack((x[0] + 2 * x[1], x[0] * x[1]))

    solution = find("jacobian-check").solution
    assert solution(f, x, J)
    for i, j in np.ndindex(2, 2):
        off = torch.zeros(2, 2, dtype=torch.float64)
        off[i, j] = 0.01
        assert not solution(f, x, J + off)
        assert not solution(f, x, J - off)
    assert not solution(f, x, J[None])
    assert not solution(f, x, J[0])


@pytest.mark.parametrize("x", [[20.0, -20.0], [-20.0] * 6, [20.0, 19.99, 0.0]])
def test_rows_and_columns_of_softmaxs_jacobian_sum_to_zero(x):
    J = find("softmax-jacobian").solution(torch.tensor(x))
    for axis in (0, 1):
        torch.testing.assert_close(J.sum(dim=axis), torch.zeros(len(x)), rtol=0, atol=1e-6)
    assert (torch.diag(J) >= 0).all()


def test_descent_arrives_where_the_gradient_is_zero():
    target = torch.tensor([[3.0, -1.0], [0.5, 2.0]])
    end = find("descend").solution(lambda x: 2 * (x - target), torch.zeros(2, 2), 0.1, 3000)
    torch.testing.assert_close(end, target)


def test_the_function_shown_by_descend_is_the_one_that_is_called():
    from preliminaries.judging.cases import cases

    functions = {case.arguments[0] for case in cases(find("descend"))}
    x = torch.tensor([2.0, -3.0])
    texts = {"x³ / 16": x**3 / 16, "2 x": 2 * x, "x - 1": x - 1, "sin(x)": torch.sin(x)}
    texts |= {"0 x + the sum of x": 0 * x + x.sum()}
    assert {f.__name__ for f in functions} == {f"grad(x) = {text}" for text in texts}
    for f in functions:
        assert torch.equal(f(x), texts[f.__name__.removeprefix("grad(x) = ")])
