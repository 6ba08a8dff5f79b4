"""Lecture 4: what its readers accept."""

import math

import numpy as np
import pytest
import torch
from torch.func import grad, jacrev

from preliminaries import check, identities
from preliminaries.course.exercises import find
from preliminaries.judging.verdict import Status


def test_shapes_of_the_nine_cases():
    """Counted from the tables' own rule and from torch."""
    y_shapes = {"scalar": (), "vector": (2,), "matrix": (2, 3)}
    x_shapes = {"scalar": (), "vector": (4,), "matrix": (4, 5)}
    for case, truth in find("shapes").solution.items():
        y, _, x = case.partition(" by ")
        J = jacrev(lambda t, y=y: t.sum() * torch.ones(y_shapes[y]))(torch.ones(x_shapes[x]))
        assert tuple(identities.numerator(J, len(y_shapes[y])).shape) == truth


# What the lecture says without a cell


def test_descent_stops_working_where_the_hessian_says():
    """Above 2 / (largest eigenvalue) the error grows, below it shrinks."""
    X = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]).double()
    y = torch.tensor([1.0, 1.0, 4.0]).double()
    best = torch.linalg.lstsq(X, y[:, None]).solution[:, 0]
    limit = 2 / torch.linalg.eigvalsh(2 * X.T @ X).max()
    for share, is_above in ((0.98, False), (1.02, True)):
        w = torch.zeros(2).double()
        for _ in range(300):
            w = w - share * limit * 2 * X.T @ (X @ w - y)
        grown = torch.linalg.vector_norm(w - best) > torch.linalg.vector_norm(best)
        assert bool(grown) == is_above


def test_the_sigmoid_is_steepest_at_0_and_nearly_level_far_out():
    slope = torch.func.vmap(grad(torch.sigmoid))(torch.linspace(-8, 8, 161))
    assert slope.argmax() == 80
    assert slope.max().item() == 0.25
    assert slope[0] < 0.001 > slope[-1]


def test_a_layers_gradients_are_the_transposes_of_the_tables_rows():
    """In numerator layout as the table has them, in the parameter's shape as torch keeps them."""
    torch.manual_seed(0)
    X, W, G = torch.randn(4, 3), torch.randn(3, 2), torch.randn(4, 2)

    def loss(W, b, X):
        return ((X @ W + b) * G).sum()

    found = grad(loss, (0, 1, 2))(W, torch.randn(2), X)
    for mine, theirs in zip(found, (G.T @ X, G.sum(dim=0), W @ G.T), strict=True):
        torch.testing.assert_close(mine, theirs.mT if theirs.ndim == 2 else theirs)


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


@pytest.mark.parametrize(("h", "told"), [(1e-13, "larger"), (1e-14, "larger"), (0.05, "smaller")])
def test_a_step_that_is_too_small_or_too_large_is_told(h, told):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x - h)) / (2 * h))
    assert not verdict.correct
    assert told in verdict.belief


@pytest.mark.parametrize(("h", "told"), [(1e-11, "tiny"), (1e-12, "tiny"), (0.01, "large")])
def test_of_a_step_that_fails_here_and_there_the_facts_are_told(h, told):
    verdict = check("central-difference", lambda f, x: (f(x + h) - f(x - h)) / (2 * h))
    assert not verdict.correct
    assert f"with a {told} h" in " ".join(repr(verdict).split())


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
    assert float(find("at-zero").solution["x.clamp(min=0)"]) == here


def test_one_function_shares_a_tie_and_another_does_not():
    """Of two equal entries, along an axis one has the whole slope."""
    tie = torch.zeros(2)
    assert grad(torch.max)(tie).tolist() == [0.5, 0.5]
    assert sorted(grad(lambda x: x.max(dim=0).values)(tie).tolist()) == [0, 1]


def test_the_loss_of_one_neuron_is_not_convex():
    """Between -1 and 1 its graph runs above the line between these two points."""

    def loss(w):
        return (max(0, w) - 1) ** 2

    assert loss(0) > (loss(-1) + loss(1)) / 2


def test_where_columns_depend_the_start_decides_where_descent_ends():
    X, t = torch.ones(2, 2), torch.ones(2)
    ends = torch.tensor([[0.0, 0.0], [3.0, 0.0]])
    for _ in range(100):
        ends = ends - 0.05 * 2 * (ends @ X.T - t) @ X
    torch.testing.assert_close(ends, torch.tensor([[0.5, 0.5], [2.0, -1.0]]))
