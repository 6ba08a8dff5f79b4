"""The projection of u onto the line along v: a vector (n,).

u and v are floats (n,); entries of u are below 1000 in size, the length
of v is from 1e-15 to 1e15.
project(tensor([2., 3]), tensor([5., 0])) is [2, 0].
"""

import numpy as np
import torch

from preliminaries.authoring import right, wrong
from preliminaries.exercises.linear_algebra._given import vectors

hints = (
    "What would the answer be if v had length 1?",
    "⟨u, v⟩ v is right for a unit vector. For another v, divide by its length twice: once "
    "for each v in the formula.",
    "`(u @ v) / (v @ v)` times what?",
)
proves = "The projection depends on v's direction, not on its length."


def solution(u, v):
    return (u @ v) / (v @ v) * v


def inputs():
    def usable(pair):
        u, v = (t if t.is_floating_point() else t.float() for t in pair)
        return u, torch.where(v == 0, 1, v)

    return vectors(2).map(usable)


def edge_cases():
    u, v = torch.tensor([2.0, 3.0]), torch.tensor([5.0, 0.0])
    return [
        (u, v),
        (v, u),
        (u, torch.ones(2)),
        (u, torch.tensor([0.03, 0.04])),
        (u, torch.tensor([300.0, -400.0])),
        (u, torch.tensor([3e-9, 4e-9])),
        (u, torch.tensor([3e-15, -4e-15])),
        (u, torch.tensor([3e14, 4e14])),
        (torch.tensor([0.03, 0.01]), torch.tensor([1.0, 1.0])),
        (torch.zeros(2), u),
        (torch.tensor([2.0]), torch.tensor([-4.0])),
    ]


@right
def by_a_unit_vector(u, v):
    v = v.double() / torch.linalg.vector_norm(v.double())
    return (u.double() @ v) * v


@right
def with_numpy(u, v):
    u, v = u.numpy(), v.numpy()
    return v * np.dot(u, v) / np.dot(v, v)


@right
def by_a_matrix(u, v):
    u, v = u.double(), v.double()
    return torch.outer(v, v) @ u / v.square().sum()


@right
def by_least_squares(u, v):
    v = v.double().reshape(-1, 1)
    return (v @ torch.linalg.lstsq(v, u.double().reshape(-1, 1)).solution)[:, 0]


@right
def through_the_norm(u, v):
    return torch.inner(u, v) / torch.linalg.vector_norm(v) ** 2 * v


@wrong
def as_if_v_were_a_unit_vector(u, v):
    """⟨u, v⟩ v is right if v has length 1. Take a v twice as long: the shadow of u on
    that line should stay the same. Does yours?"""
    return (u @ v).double() * v


@wrong
def divided_by_the_length_once(u, v):
    """It looks as if the length of v was divided away once. The formula holds v twice:
    in the dot product and as the direction."""
    return (u @ v) / v.double().square().sum().sqrt() * v


@wrong
def projected_v_on_u(u, v):
    """That lies along u: v was projected on u. It is u that should fall on v's line."""
    return (u @ v) / (u @ u) * u


@wrong
def the_rest_of_u(u, v):
    """That is the part of u at a right angle to v. The projection is the other part, the
    one along v."""
    return u - (u @ v) / (v @ v) * v


@wrong
def divided_by_u_with_itself(u, v):
    """The direction is right, the length is not: ⟨u, v⟩ was divided by ⟨u, u⟩. Whose
    length has to be divided away?"""
    return (u @ v) / (u @ u) * v


@wrong
def the_factor_alone(u, v):
    """That is one number: by how much v has to be stretched to reach the shadow. Asked for
    is v, stretched by it."""
    return (u @ v) / (v @ v)


@wrong
def the_length_of_the_shadow(u, v):
    """That is one number: how long the shadow is. Asked for is the vector of that length
    along v."""
    return (u @ v) / v.double().square().sum().sqrt()


def proof() -> None:
    """The rest stands at a right angle, v's length does not matter, and no point is nearer."""
    generator = torch.Generator().manual_seed(0)
    for _ in range(10):
        u, v = torch.randn(2, 5, generator=generator, dtype=torch.float64)
        shadow = solution(u, v)
        assert abs((u - shadow) @ v) < 1e-12
        torch.testing.assert_close(solution(u, -7 * v), shadow)
        for t in (-0.1, 0.1):
            assert torch.dist(u, shadow + t * v) > torch.dist(u, shadow)
