"""Hv for the Hessian H of f at x and a vector v, by autograd, without ever
forming H.

f takes a tensor of shape (n,) and returns one number; x, v and the result
are (n,), float64, exact to 12 digits. It is tried with n = 50 000 as well,
where H would have 2.5 billion entries, 20 GB, and called again with the
same x, which is left as it is, x.grad too. f is not linear.
"""

import math

import torch
from hypothesis import strategies as st
from torch.utils._python_dispatch import TorchDispatchMode

from preliminaries.authoring import Formula, reading, right, sizes, told, watching, wrong
from preliminaries.exercises.automatic_differentiation._given import (
    DOUBLE,
    called_twice,
    numbers,
    to_rounding,
)
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Hv is the derivative of something that you already know how to compute. Of what?",
    "The gradient is a vector; its product with v is one number, which depends on x.",
    "`(g,) = torch.autograd.grad(f(x), x, create_graph=True)`, then the gradient of `g @ v`.",
)
proves = "Two passes give Hv, at the cost of a few gradients, however large H would be."
watch = watching.quietly
tolerance = 1e-12


def solution(f, x, v):
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    if not gradient.requires_grad:  # a linear f has the same gradient everywhere
        return torch.zeros_like(x)
    (product,) = torch.autograd.grad(gradient @ v, x)
    return product


def inputs():
    def case(n):
        formulas = [
            "(x**4).sum()",
            "x.sum()**3",
            "(x[1:] * x[:-1] ** 2).sum()",
            "exp(x / 4).sum()",
        ]
        return st.tuples(st.sampled_from(formulas).map(Formula), numbers((n,)), numbers((n,)))

    return sizes(2, 4).flatmap(case)


_LARGE = 50_000
# Here whoever measures, or computes in float32, is off in one of 12 digits, with any step; for
# other functions that depends on luck.
_EXACT = "exp(x / 4).sum() + x[0]**2 * x[1]**5"


def edge_cases():
    g = torch.Generator().manual_seed(0)
    x, v = (torch.randn(_LARGE, generator=g, dtype=DOUBLE) for _ in range(2))
    small = torch.tensor([1.0, 2.0], dtype=DOUBLE), torch.tensor([1.0, 10.0], dtype=DOUBLE)
    one = torch.tensor([2.0], dtype=DOUBLE), torch.tensor([3.0], dtype=DOUBLE)
    tiny_and_large = torch.tensor([0.05, -8.0], dtype=DOUBLE)
    return [
        (Formula("(x**3).sum()"), *small),
        (Formula(_EXACT), *torch.tensor([[0.7, -1.3], [0.3, 1.1]], dtype=DOUBLE)),
        (Formula("(x**3).sum()"), *one),
        (Formula("(x**3).sum()"), tiny_and_large, tiny_and_large),
        (Formula("x[0] ** 2 * x[1]"), *small),
        (Formula("(x**2).sum()"), torch.zeros(2, dtype=DOUBLE), small[1]),  # the gradient is 0
        (Formula("(x**3).sum()"), small[0], torch.zeros(2, dtype=DOUBLE)),
        (Formula("(x**3).sum()"), small[0], torch.tensor([0.0, 1e-7], dtype=DOUBLE)),
        (Formula("(x**3).sum() + (x[1:] * x[:-1]).sum()"), x, v),
    ]


class _NoMatrix(TorchDispatchMode):
    """Refuses what a Hessian of the large case is made with, before the memory is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.operations = 0

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.operations += 1
        if self.operations > 600:
            raise MemoryError(
                told(
                    "over 600 operations for one product: is the Hessian of {n} × {n} numbers, "
                    "20 GB, formed row by row?",
                    n=_LARGE,
                )
            )
        for given in (*args, [a for a in args if isinstance(a, int)]):
            whole = isinstance(given, (list, tuple)) and all(isinstance(k, int) for k in given)
            if whole and math.prod(given) >= _LARGE**2 / 4:
                raise MemoryError(
                    told(
                        "a tensor of {sizes} numbers was asked for: the Hessian does not fit into "
                        "memory",
                        sizes=" × ".join(map(str, given)),
                    )
                )
        return operation(*args, **(kwargs or {}))


def observe(hvp, f, x, v):
    """Hv, and whether it is exact; for a large x within what refuses a matrix."""
    if len(x) == _LARGE:
        with _NoMatrix():
            product = reading.detached(hvp(f, x, v))
        if product is ...:
            return product
        return {"the result": to_rounding(product, solution(f, x, v), tolerance)[0]}
    # Once more for one function: that tells as much, and takes half the time.
    if str(f) == "f(x) = (x**3).sum()":
        facts = called_twice(lambda x: hvp(f, x, v), x)
    else:
        facts = reading.detached(hvp(f, x, v))
    if facts is ...:
        return facts
    first, again = facts.values() if isinstance(facts, dict) else (facts, facts)
    truth = solution(f, x, v)
    read, exact = to_rounding(first, truth, tolerance)
    return {
        "the result": read,
        "called again with the same x": to_rounding(again, truth, tolerance)[0],
    } | ({"exact to 12 digits": exact} if f.text == _EXACT else {})


@right
def forward_over_reverse(f, x, v):
    return torch.func.jvp(torch.func.grad(f), (x,), (v,))[1]


@right
def reverse_over_reverse_with_func(f, x, v):
    return torch.func.grad(lambda x: torch.func.grad(f)(x) @ v)(x)


@right
def ready_made(f, x, v):
    return torch.autograd.functional.hvp(f, x, v)[1]


@right
def vjp_of_the_gradient(f, x, v):
    x = x.detach().requires_grad_()
    gradient = torch.autograd.grad(f(x), x, create_graph=True)[0]
    gradient.backward(gradient=v, inputs=[x])
    return x.grad


@wrong
def formed_the_hessian(f, x, v):
    """The Hessian was formed. For n = 50 000 it does not fit into memory, and all that is
    wanted of it is one product: of which *number* is Hv the gradient?"""
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    for k in range(len(x)):
        H[k] = torch.autograd.grad(gradient[k], x, retain_graph=True)[0]
    return H @ v


@wrong
def formed_the_hessian_row_by_row(f, x, v):
    """The Hessian was formed, a row at a time: that is one backward pass for each of the
    50 000 rows. Put v in *before* the second derivative is taken, and one pass is
    enough."""
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    rows = [torch.autograd.grad(g, x, retain_graph=True)[0] for g in gradient]
    return torch.stack(rows) @ v


@wrong
def gradient_times_v(f, x, v):
    """That is the gradient, entry by entry times v. Hv is the *derivative* of the gradient,
    in the direction v."""
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0] * v


@wrong
def diagonal_only(f, x, v):
    """Only the diagonal of H was used. It is all there is for a sum of functions of single
    entries; where entries of x are multiplied with each other, H has more."""
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    rows = range(len(x)) if len(x) < _LARGE else ()
    diagonal = [torch.autograd.grad(gradient[k], x, retain_graph=True)[0][k] for k in rows]
    if not diagonal:
        return 6 * x.detach() * v
    return torch.stack(diagonal) * v


@wrong
def stopped_at_the_gradient(f, x, v):
    """That is the gradient itself. Hv is the *derivative* of the gradient, in the direction
    v."""
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


@wrong
def added_to_the_old_gradient(f, x, v):
    """Called once, it gives Hv; called again with the same x, it adds another Hv to what the
    first call has left in `x.grad`. Work on a leaf of your own."""
    x.requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    (gradient @ v).backward()
    return x.grad


@wrong
def measured_between_two_gradients(f, x, v):
    """Close, but not to rounding. Was Hv measured between two gradients, or computed in
    float32? Autograd gives it exactly: of which number is it the gradient?"""
    gradient = torch.func.grad(f)
    return (gradient(x + 1e-6 * v) - gradient(x)) / 1e-6


@wrong
def both_added_up(f, x, v):
    """That is the gradient and Hv, added up: the second backward added to what the first had
    left in x.grad. Set it to None in between, or use `torch.autograd.grad`."""
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    return gradient.detach() + torch.autograd.grad(gradient @ v, x)[0]


@wrong
def v_left_out(f, x, v):
    """It looks as if the gradient's entries were added up before they were differentiated
    again: that is H times a vector of ones. Where does v come in?"""
    return solution(f, x, torch.ones_like(v))


@wrong
def v_multiplied_on_afterwards(f, x, v):
    """It looks as if the gradient's entries were added up, differentiated, and the result
    multiplied by v, entry by entry. That is not Hv: v has to be in what is differentiated, as
    `gradient @ v`."""
    return v_left_out(f, x, v) * v


@wrong
def without_create_graph(f, x, v):
    """The gradient came out without a graph, so it cannot be differentiated again. What
    tells the first `grad` to record what it does?"""
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x)
    return torch.autograd.grad(gradient @ v, x)[0]


def proof() -> None:
    """The gradient by hand, and how it changes in the direction of v, measured."""
    x, v = torch.tensor([[1.0, -0.5, 2.0], [1.0, 3.0, -2.0]], dtype=DOUBLE)

    def gradient(x):
        return 4 * x**3 + 3 * x.sum() ** 2

    f = Formula("(x**4).sum() + x.sum()**3")
    torch.testing.assert_close(measured(f, x), gradient(x), atol=1e-5, rtol=1e-6)
    expected = measured(lambda t: gradient(x + t * v), torch.tensor(0.0, dtype=DOUBLE))
    torch.testing.assert_close(solution(f, x, v), expected, atol=1e-5, rtol=1e-6)
