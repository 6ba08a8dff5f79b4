"""The cosine of the angle between u and v, as one number.

u and v are vectors (n,), of floats or of whole numbers. A vector of
zeros has no direction: raise a ValueError with a message. Any other has
one, be its length 1e-25 or 1e25; float32 cannot hold their squares.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong, wrong_like
from preliminaries.exercises.linear_algebra._given import vectors

hints = (
    "Which three numbers of u and v does ⟨u, v⟩ = ‖u‖ ‖v‖ cos θ hold?",
    "Solve for the cosine. Before you divide, look whether a length is zero.",
    "`(u @ v) / (length(u) * length(v))`, where length is `torch.linalg.vector_norm`, once "
    "`u.double()` and `v.double()` have made float64 of everything.",
)
proves = "The cosine depends on directions alone, and where there is none you say so."
raises = ValueError
by_value = True


def solution(u, v):
    u, v = u.double(), v.double()
    lengths = (u @ u).sqrt() * (v @ v).sqrt()
    if lengths == 0:
        raise ValueError("a vector of length zero has no direction, so there is no angle")
    return (u @ v) / lengths


def inputs():
    zero = vectors(1).map(lambda t: (t[0], torch.zeros_like(t[0])))
    some = vectors(2, 2)
    return st.one_of(some, some, some, zero, zero.map(lambda t: t[::-1]))


def edge_cases():
    e = torch.tensor([3.0, 4.0])
    small = torch.tensor([1e-9, 2e-9], dtype=torch.float64)
    tiny = torch.tensor([3e-12, 4e-12])
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
        (torch.tensor([1, -1]), torch.tensor([2, 1])),  # entries that add up to 0
        (torch.tensor([2.0, 1.0]), torch.tensor([-0.5, 0.5])),
        (small, small.flip(0)),
        (tiny, tiny),
        (torch.tensor([1e-25, 0.0]), e),
        (e, torch.tensor([3e-25, -4e-25])),
        (torch.tensor([3e25, 4e25]), e),
    ]


@right
def with_torchs_own(u, v):
    if not u.any() or not v.any():
        raise ValueError("no angle with a zero vector")
    return torch.cosine_similarity(u.double(), v.double(), dim=0, eps=0)


@right
def with_numpy(u, v):
    u, v = u.numpy().astype(float), v.numpy().astype(float)
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
    if u.abs().max() == 0 or v.abs().max() == 0:
        raise ValueError("zero has no direction")
    u, v = u / u.abs().max(), v / v.abs().max()
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
    """For a zero vector NaN comes back, as 0 / 0 gives it, and NaN says nothing about why.
    Raise a ValueError that does."""
    u, v = u.double(), v.double()
    return (u @ v) / (u.square().sum() * v.square().sum()).sqrt()


@wrong
def zero_vectors_get_zero(u, v):
    """For a zero vector you answer 0, as if it stood at a right angle to everything. It
    has no direction, and who calls this should be told."""
    return torch.cosine_similarity(u.double(), v.double(), dim=0, eps=1e-60)


@wrong
def squared_in_float32(u, v):
    """The square of 1e-25 is 1e-50, and float32 holds no number that small: it becomes 0, and so
    does the length. Compute in float64."""
    cosine, lengths = _in_float32(u, v)
    if lengths == 0:
        raise ValueError("a vector of length zero has no direction")
    return cosine


def _in_float32(u, v, of_the_product=False):
    u, v = u.float(), v.float()
    if of_the_product:
        lengths = ((u @ u) * (v @ v)).sqrt()
    else:
        lengths = torch.linalg.vector_norm(u) * torch.linalg.vector_norm(v)
    return (u @ v) / lengths, lengths


@wrong_like(squared_in_float32)
def multiplied_in_float32(u, v):
    cosine, lengths = _in_float32(u, v, of_the_product=True)
    if lengths == 0:
        raise ValueError("a vector of length zero has no direction")
    return cosine


@wrong_like(squared_in_float32)
def squared_in_float32_after_a_look_at_the_entries(u, v):
    if not u.any() or not v.any():
        raise ValueError("a vector of length zero has no direction")
    return _in_float32(u, v)[0]


@wrong_like(squared_in_float32)
def multiplied_in_float32_after_a_look_at_the_entries(u, v):
    if not u.any() or not v.any():
        raise ValueError("a vector of length zero has no direction")
    return _in_float32(u, v, of_the_product=True)[0]


@wrong
def squared_in_float32_and_no_look_for_zero(u, v):
    """Two things are to mend. For a zero vector 0 / 0 comes back, NaN, and nobody is told: raise
    a ValueError. And the square of 1e-25 becomes 0 in float32: compute in float64."""
    return _in_float32(u, v)[0]


@wrong_like(squared_in_float32_and_no_look_for_zero)
def multiplied_in_float32_and_no_look_for_zero(u, v):
    return _in_float32(u, v, of_the_product=True)[0]


@wrong
def short_lengths_raised_by_torch(u, v):
    """`cosine_similarity` takes a length below 1e-8 for 1e-8, so that short vectors seem to stand
    at a right angle to everything. Its `eps` may be smaller, or the formula your own."""
    if not u.any() or not v.any():
        raise ValueError("a vector of length zero has no direction")
    return torch.cosine_similarity(u.double(), v.double(), dim=0)


@wrong
def short_lengths_raised_by_torch_and_float32(u, v):
    """`cosine_similarity` takes a length below 1e-8 for 1e-8, so that short vectors seem to stand
    at a right angle to everything; and in float32 the square of 1e25 is infinite. Make float64 of
    both, and its `eps` smaller, or the formula your own."""
    if not u.any() or not v.any():
        raise ValueError("a vector of length zero has no direction")
    return torch.cosine_similarity(u.float(), v.float(), dim=0)


@wrong
def left_to_torch(u, v):
    """`cosine_similarity` takes a length below 1e-8 for 1e-8. So a zero vector gets 0, where a
    ValueError is asked for, and so, nearly, does a short one, which has a direction. Look for
    zeros yourself, and make its `eps` smaller, or the formula your own."""
    return torch.cosine_similarity(u.double(), v.double(), dim=0)


@wrong
def left_to_torch_in_float32(u, v):
    """`cosine_similarity` takes a length below 1e-8 for 1e-8. So a zero vector gets 0, where a
    ValueError is asked for, and so, nearly, does a short one, which has a direction; and in
    float32 the square of 1e25 is infinite. Look for zeros yourself, in float64, and make its
    `eps` smaller, or the formula your own."""
    return torch.cosine_similarity(u.float(), v.float(), dim=0)


@wrong
def short_taken_for_zero(u, v):
    """You raise where a length is below some bound, too. Short vectors have a direction, be their
    length 1e-25: ask whether the length *is* 0."""
    return _longer_than(1e-12, u, v)


def _longer_than(bound, u, v):
    if u.double().norm() < bound or v.double().norm() < bound:
        raise ValueError("a vector that short has no direction")
    return zero_over_zero(u, v)


@wrong_like(short_taken_for_zero)
def rather_short_taken_for_zero(u, v):
    return _longer_than(1e-8, u, v)


@wrong
def only_u_may_be_zero(u, v):
    """Where u is zero you raise, but v may be the zero vector as well, and NaN comes back then.
    Look at both lengths."""
    if not u.any():
        raise ValueError("u has no direction")
    return zero_over_zero(u, v)


@wrong
def only_v_may_be_zero(u, v):
    """Where v is zero you raise, but u may be the zero vector as well, and NaN comes back then.
    Look at both lengths."""
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
