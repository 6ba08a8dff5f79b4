"""f″(x), for a function f of one number and x a tensor of shape (), with
autograd twice.

second_derivative(f, x) for f(x) = x**3 and x = 3. is 18: exact to 12
digits, in float64, also when it is called again with the same x, which is
left as it is, x.grad too. f is no straight line.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import Formula, examples, reading, right, watching, wrong
from preliminaries.exercises.automatic_differentiation._given import (
    DOUBLE,
    called_twice,
    numbers,
    to_rounding,
)

name = "second_derivative"
hints = (
    "What would have to be recorded, so that the first derivative can be differentiated?",
    "With `create_graph=True` the backward pass is recorded like any other computation.",
    "`(slope,) = torch.autograd.grad(f(x), x, create_graph=True)`, and once more for `slope`.",
)
proves = "A gradient that is made with `create_graph=True` has a graph of its own."
watch = watching.quietly
tolerance = 1e-12


def solution(f, x):
    x = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x), x, create_graph=True)
    if not slope.requires_grad:  # a straight line has the same slope everywhere
        return torch.zeros_like(x)
    (curvature,) = torch.autograd.grad(slope, x)
    return curvature


def inputs():
    formulas = ["x**3", "sin(x)", "exp(x / 2)", "x**2 * cos(x)", "x**4 - x", "tanh(x) * x"]
    return st.tuples(st.sampled_from(formulas).map(Formula), numbers(()))


# At 0.7 whoever measures, or computes in float32, is off in one of 12 digits, with any step;
# for other functions that depends on luck.
_EXACT = "x**2 * cos(x) + x**5"


def edge_cases():
    return [
        (Formula("x**3"), torch.tensor(3.0, dtype=DOUBLE)),
        (Formula(_EXACT), torch.tensor(0.7, dtype=DOUBLE)),
        (Formula("sin(x)"), torch.tensor(0.5, dtype=DOUBLE)),
        (Formula("x**3"), torch.tensor(0.05, dtype=DOUBLE)),
        (Formula("x**3"), torch.tensor(-8.0, dtype=DOUBLE)),
        (Formula("cos(x)"), torch.tensor(0.0, dtype=DOUBLE)),  # level, and bent
        (Formula("x**4 - x"), torch.tensor(0.0, dtype=DOUBLE)),  # steep, and straight
        (Formula("log(x)"), torch.tensor(0.5, dtype=DOUBLE, requires_grad=True)),
    ]


def observe(second_derivative, f, x):
    """The curvature, twice, and whether it is exact; that of an answer that measures is not."""
    # Once more for one function: that tells as much, and takes half the time.
    once_more = str(f) == "f(x) = x**3"
    if once_more:
        facts = called_twice(lambda x: second_derivative(f, x), x)
    else:
        facts = reading.detached(second_derivative(f, x))
    if facts is ...:
        return facts
    first, again = facts.values() if isinstance(facts, dict) else (facts, facts)
    truth = solution(f, x)
    read, exact = to_rounding(first, truth, tolerance)
    return {
        "the result": read,
        "called again with the same x": to_rounding(again, truth, tolerance)[0],
    } | ({"exact to 12 digits": exact} if f.text == _EXACT else {})


@right
def with_func(f, x):
    return torch.func.grad(torch.func.grad(f))(x)


@right
def with_backward(f, x):
    x = x.detach().clone().requires_grad_()
    f(x).backward(create_graph=True, inputs=[x])
    slope, x.grad = x.grad, None
    slope.backward()
    return x.grad


@right
def with_the_hessian(f, x):
    return float(torch.autograd.functional.hessian(f, x))


@wrong
def without_create_graph(f, x):
    """The first derivative came out as a bare number: nothing says how it was computed
    from x, so it cannot be differentiated. What has the first `grad` (or `backward`) to
    record?"""
    x = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x), x)
    return torch.autograd.grad(slope, x)[0]


@wrong
def squared_the_first(f, x):
    """That is the first derivative, squared. The second is the derivative *of* the first:
    how fast the slope changes."""
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0] ** 2


@wrong
def stopped_at_the_first(f, x):
    """That is f′(x). Differentiate once more."""
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


@wrong
def both_added_up(f, x):
    """That is f′ + f″: the second backward added to what the first had left in x.grad.
    Set it to None in between, or use `torch.autograd.grad`, which adds to nothing."""
    x = x.detach().requires_grad_()
    f(x).backward(create_graph=True, inputs=[x])
    slope = x.grad
    (curvature,) = torch.autograd.grad(slope, x)
    return slope.detach() + curvature


@wrong
def added_to_the_old_gradient(f, x):
    """The first call is right, a second one with the same x adds to what the first has left
    in `x.grad`. Work on a leaf of your own."""
    x.requires_grad_()
    (slope,) = torch.autograd.grad(f(x), x, create_graph=True)
    slope.backward()
    return x.grad


@wrong
def numerically(f, x):
    """Close, but not to rounding. Was a slope measured between two points, or something
    computed in float32? Autograd gives the second derivative exactly; differentiate twice."""
    h = 1e-6
    slope = torch.func.grad(f)
    return (slope(x + h) - slope(x)) / h


def proof() -> None:
    """The slope of the slope, measured."""
    h = 1e-3
    for f, x in [*edge_cases(), *examples(inputs())]:
        x = x.detach()
        expected = (f(x + h) - 2 * f(x) + f(x - h)) / h**2
        torch.testing.assert_close(solution(f, x), expected, atol=1e-4, rtol=1e-4)
