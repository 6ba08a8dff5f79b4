"""The cosine of the angle between u and v, a number between -1 and 1.

u and v are vectors (n,), of floats or of whole numbers. A vector of
length zero has no direction: raise a ValueError with a message. However
short, any other vector has one.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import vectors

hints = (
    "Which three numbers of u and v does ⟨u, v⟩ = ‖u‖ ‖v‖ cos θ hold?",
    "Solve for the cosine. Before you divide, look whether a length is zero.",
    "`(u @ v) / (length(u) * length(v))`, where length is `torch.linalg.vector_norm` and "
    "`u.float()` makes floats of ints.",
)
proves = "The cosine depends on directions alone, and where there is none you say so."
raises = ValueError
by_value = True


def solution(u, v):
    u, v = u.double(), v.double()
    lengths = u.square().sum().sqrt() * v.square().sum().sqrt()
    if lengths == 0:
        raise ValueError("a vector of length zero has no direction, so there is no angle")
    return (u @ v) / lengths


def inputs():
    zero = vectors(1).map(lambda t: (t[0], torch.zeros_like(t[0])))
    some = vectors(2, 2)
    return st.one_of(some, some, some, zero, zero.map(lambda t: t[::-1]))


def edge_cases():
    e = torch.tensor([3.0, 4.0])
    return [
        (e, torch.tensor([4.0, 3.0])),
        (e, 2 * e),
        (e, -e),
        (e, torch.tensor([-4.0, 3.0])),
        (e, torch.zeros(2)),
        (torch.tensor([3, 4]), torch.tensor([1, 0])),
        (torch.tensor([0.03, 0.04]), e),
        (torch.tensor([0.003, 0.004]), torch.tensor([0.03, -0.04])),
        (torch.tensor([300.0, 400.0]), torch.tensor([0.4, 0.3])),
        (torch.tensor([2]), torch.tensor([-3])),
    ]


@right
def with_torchs_own(u, v):
    if not u.any() or not v.any():
        raise ValueError("no angle with a zero vector")
    return torch.cosine_similarity(u.double(), v.double(), dim=0)


@right
def with_numpy(u, v):
    u, v = u.numpy(), v.numpy()
    lengths = np.linalg.norm(u) * np.linalg.norm(v)
    if lengths == 0:
        raise ValueError("the zero vector points nowhere")
    return u.dot(v) / lengths


@right
def in_python(u, v):
    u, v = u.tolist(), v.tolist()
    if not math.hypot(*u) * math.hypot(*v):
        raise ValueError("one of the vectors is zero")
    return sum(a * b for a, b in zip(u, v)) / math.hypot(*u) / math.hypot(*v)


@right
def of_unit_vectors(u, v):
    u, v = u.float(), v.float()
    if u.abs().max() == 0 or v.abs().max() == 0:
        raise ValueError("zero has no direction")
    return (u / torch.linalg.vector_norm(u)) @ (v / torch.linalg.vector_norm(v))


@wrong
def the_dot_product_alone(u, v):
    """That is the dot product: it grows with the lengths of u and v, and the cosine does
    not. What has to be divided away?"""
    return u @ v


@wrong
def divided_by_squared_norms(u, v):
    """It looks as if the squared lengths were divided by. The dot product holds each
    length once; ⟨u, u⟩ is a length *squared*."""
    u, v = u.double(), v.double()
    return (u @ v) / ((u @ u) * (v @ v))


@wrong
def zero_over_zero(u, v):
    """For a zero vector you divide 0 by 0, which is NaN and says nothing about why.
    Look at the lengths first, and raise a ValueError."""
    u, v = u.double(), v.double()
    return (u @ v) / (u.square().sum() * v.square().sum()).sqrt()


@wrong
def zero_vectors_get_zero(u, v):
    """For a zero vector you answer 0, as if it stood at a right angle to everything. It
    has no direction, and who calls this should be told."""
    return torch.cosine_similarity(u.double(), v.double(), dim=0)


@wrong
def only_u_may_be_zero(u, v):
    """Where u is zero you raise, but v may be the zero vector as well: 0 / 0 is NaN then. Look
    at both lengths."""
    if not u.any():
        raise ValueError("u has no direction")
    return zero_over_zero(u, v)


@wrong
def only_v_may_be_zero(u, v):
    """Where v is zero you raise, but u may be the zero vector as well: 0 / 0 is NaN then. Look
    at both lengths."""
    if not v.any():
        raise ValueError("v has no direction")
    return zero_over_zero(u, v)


@wrong
def no_angle_at_a_right_angle(u, v):
    """Where ⟨u, v⟩ is 0 you raise. Two vectors at a right angle have that too, and their cosine
    is 0: which numbers tell that a *length* is zero?"""
    if u @ v == 0:
        raise ValueError("a vector has no direction")
    return zero_over_zero(u, v)


@wrong
def divided_by_one_length(u, v):
    """It looks as if one of the two lengths was forgotten. Twice as long a v gives the
    same angle, so its length must cancel too."""
    u, v = u.double(), v.double()
    return (u @ v) / u.square().sum().sqrt()


@wrong
def returned_the_angle(u, v):
    """That is the angle itself. Asked for is its cosine, one step before."""
    u, v = u.double(), v.double()
    cosine = (u @ v) / (u.square().sum() * v.square().sum()).sqrt()
    return torch.arccos(cosine.clamp(-1, 1))


def proof() -> None:
    """The law of cosines: in a triangle with sides u and v, the third says which angle."""
    for pair in [*edge_cases(), *examples(inputs())]:
        u, v = (t.double() for t in pair)
        a, b, c = (math.hypot(*side.tolist()) for side in (u, v, u - v))
        try:
            cosine = solution(*pair)
        except ValueError:
            assert a * b == 0
        else:
            assert a * b > 0
            assert math.isclose(c**2, a**2 + b**2 - 2 * a * b * cosine, rel_tol=1e-9, abs_tol=1e-12)
