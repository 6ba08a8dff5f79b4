"""Lecture 5: what is said of answers that are nearly right, and what the graph figure shows."""

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
