"""vᵀJ, where J is the Jacobian of y = x * x (elementwise): x and v are
(n,), so is the result.

vjp_of_square(tensor([1., 2.]), tensor([10., 1.])) is [20., 4.], also when
it is called again with the same x, which is left as it is, x.grad too.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, wrong
from preliminaries.exercises.automatic_differentiation._given import called_twice, numbers
from preliminaries.exercises.matrix_calculus._given import measured

name = "vjp_of_square"
hints = (
    "What are the entries of J? Where is it zero?",
    "`y.backward(gradient=v)` puts vᵀJ into x.grad; `torch.autograd.grad(y, x, v)` returns it.",
    "`x = x.detach().requires_grad_()`, then `(x * x).backward(gradient=v)`.",
)
proves = "Backward computes vᵀJ, without ever forming J."


def solution(x, v):
    x = x.detach().requires_grad_()
    y = x * x
    y.backward(gradient=v)
    return x.grad


observe = called_twice


def inputs():
    return sizes(2, 4).flatmap(lambda n: st.tuples(numbers((n,)), numbers((n,))))


def edge_cases():
    return [
        (torch.tensor([1.0, 2.0]), torch.tensor([10.0, 1.0])),
        (torch.tensor([3.0]), torch.tensor([0.5])),
        (torch.tensor([1e-3, 1e3]), torch.tensor([1e3, 1e-3])),
        (torch.tensor([1.0, -2.0, 4.0]), torch.tensor([0.0, 1.0, -1.0])),
    ]


@right
def by_the_formula(x, v):
    return 2 * x * v


@right
def by_the_whole_jacobian(x, v):
    return v @ torch.diag(2 * x)


@right
def through_a_scalar(x, v):
    x = x.clone().requires_grad_()
    (v @ (x * x)).backward()
    return x.grad


@right
def with_func(x, v):
    return torch.func.vjp(lambda x: x * x, x)[1](v)[0]


@wrong
def the_whole_jacobian(x, v):
    """That is the Jacobian itself, (n, n). Asked for is v times it: a vector, and no
    matrix is needed on the way."""
    return torch.diag(2 * x)


@wrong
def gradient_of_the_sum(x, v):
    """That is the gradient of y.sum(), in which every entry of y counts once. Here the
    entries of y count as v says."""
    return 2 * x


@wrong
def gradient_of_the_mean(x, v):
    """That is the gradient of y.mean(), in which every entry of y counts 1/n. Here the
    entries of y count as v says."""
    return 2 * x / len(x)


@wrong
def only_v(x, v):
    """This is v itself. Where have the slopes gone, the derivatives of x * x?"""
    return v


@wrong
def slope_of_two_x(x, v):
    """This is 2v, as if the slope of x * x were 2 everywhere. Does x² rise as fast at 1 as
    at 10?"""
    return 2 * v


@wrong
def factor_two_missing(x, v):
    """This is x times v. Is the derivative of x * x really x? Both factors change."""
    return x * v


@wrong
def value_for_slope(x, v):
    """This is v times y itself, entry by entry. J holds the *derivatives* of y."""
    return x * x * v


@wrong
def added_to_the_old_gradient(x, v):
    """The first call is right, a second one with the same x adds to what the first has left
    in `x.grad`. Work on a leaf of your own: `x.detach().requires_grad_()`."""
    x.requires_grad_()
    (x * x).backward(gradient=v)
    return x.grad


@wrong
def summed_up(x, v):
    """One number is too few: it is summed over the entries of x, and each of them keeps
    its own derivative."""
    return (2 * x * v).sum()


def proof() -> None:
    """Measured: vᵀJ is the gradient of vᵀy."""
    for x, v in [*edge_cases(), *examples(inputs())]:
        x, v = x.double(), v.double()
        found = measured(lambda t, v=v: v @ (t * t), x)
        torch.testing.assert_close(solution(x, v), found, atol=1e-6, rtol=1e-6)
