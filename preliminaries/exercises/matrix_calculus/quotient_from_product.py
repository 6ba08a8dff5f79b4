"""The slope of u / v, from the values u, v and the slopes du, dv at the
same points.

All four are tensors of one shape, each |v| at least 1e-4. The result has
that shape. u = 6, v = 2, du = 1 and dv = 0 give 0.5.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

name = "quotient_slope"
hints = (
    "Call the quotient q. Then u = q v. What does the product rule say about that?",
    "u′ = q′v + q v′: solve for q′.",
    "`(du - u / v * dv) / v`",
)
proves = "The quotient rule is the product rule, solved for another letter."
watch = watching.quietly


def solution(u, v, du, dv):
    q = u / v
    return (du - q * dv) / v


def inputs():
    quarters = st.integers(-12, 12).map(lambda k: k / 4)

    def columns(n):
        nonzero = quarters.map(lambda k: k or 1.0)
        return st.tuples(
            *(
                st.lists(entry, min_size=n, max_size=n).map(torch.tensor)
                for entry in (quarters, nonzero, quarters, quarters)
            )
        )

    return sizes(1, 4).flatmap(columns)


def edge_cases():
    numbers = (
        ([6.0], [2.0], [1.0], [1.0]),
        ([6.0], [2.0], [1.0], [0.0]),
        ([1.0, 0.0], [-2.0, 4.0], [3.0, 1.0], [1.0, 5.0]),
        ([1.0], [0.01], [2.0], [3.0]),
        ([1.0], [-1e-4], [2.0], [3.0]),
        (2.0, -1.0, 3.0, 5.0),
        (
            [[1.0, 2.0], [3.0, 4.0]],
            [[1.0, 2.0], [-1.0, 2.0]],
            [[0.0, 3.0], [1.0, 2.0]],
            [[1.0, 0.0], [0.0, 5.0]],
        ),
        ([300.0], [200.0], [1.0], [2.0]),
    )
    return [tuple(map(torch.tensor, row)) for row in numbers]


@right
def over_v_squared(u, v, du, dv):
    return (du * v - u * dv) / v**2


@right
def as_a_product(u, v, du, dv):
    return du * v**-1 + u * (-dv * v**-2)


@right
def with_numpy(u, v, du, dv):
    u, v, du, dv = (t.numpy() for t in (u, v, du, dv))
    return (v * du - u * dv) / (v * v)


@wrong
def quotient_of_slopes(u, v, du, dv):
    """That is the quotient of the slopes. A product does not have the product of the slopes
    either: start from u = q v."""
    return du / dv


@wrong
def signs_swapped(u, v, du, dv):
    """All the parts are there; which of the two terms is subtracted? When v grows and u
    does not, the quotient has to fall."""
    return (u * dv - du * v) / v**2


@wrong
def square_forgotten(u, v, du, dv):
    """The numerator is right. Solve u′ = q′v + q v′ again: how often is divided by v?"""
    return (du * v - u * dv) / v


@wrong
def product_rule(u, v, du, dv):
    """That is the slope of the product u v."""
    return du * v + u * dv


@wrong
def v_held_fixed(u, v, du, dv):
    """That is right as long as v stands still. What if v moves too?"""
    return du / v


@wrong
def u_held_fixed(u, v, du, dv):
    """That is right as long as u stands still. What if u moves too?"""
    return -u * dv / v**2


@wrong
def plus_for_minus(u, v, du, dv):
    """Both terms are there. When v grows, does the quotient grow or fall?"""
    return (du * v + u * dv) / v**2


def proof() -> None:
    """Measured, on two curves that have these values and slopes at 0."""
    for u, v, du, dv in [*edge_cases(), *examples(inputs())]:
        u, v, du, dv = (t.double() for t in (u, v, du, dv))

        def quotient(t, u=u, v=v, du=du, dv=dv):
            return (u + du * t + t**2) / (v + dv * t - t**2)

        h = 1e-5 * min(0.1, v.abs().min().item())
        found = measured(quotient, torch.tensor(0.0, dtype=torch.float64), h)
        torch.testing.assert_close(solution(u, v, du, dv), found, rtol=1e-6, atol=1e-6)
