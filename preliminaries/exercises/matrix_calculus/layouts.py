"""A derivative J in the other layout: all its axes in reverse order.

J has one to four axes. A Jacobian (m, n) becomes (n, m); one of shape
(m, l, k, n) becomes (n, k, l, m); doing it twice gives J back.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

name = "other_layout"
hints = (
    "For a matrix, which operation exchanges rows and columns?",
    "Entry [i, j] has to arrive at [j, i]; with four axes, [a, b, c, d] at [d, c, b, a]. Axes "
    "change places, so `reshape` is of no use.",
    "`J.permute(*reversed(range(J.ndim)))`",
)
proves = "One function converts both ways, at any number of axes."


def solution(J):
    return J.permute(*reversed(range(J.ndim)))


def inputs():
    return st.integers(1, 4).flatmap(
        lambda ndim: unlike_sizes(ndim, 1, 4).flatmap(tensors).map(lambda J: (J,))
    )


def edge_cases():
    return [
        (torch.arange(6.0).reshape(2, 3),),
        (torch.tensor([[0.05, 2.0], [3.0, 4.0]]),),
        (torch.arange(24.0).reshape(2, 3, 4),),
        (torch.arange(3.0).reshape(1, 3),),
        (torch.arange(4.0).reshape(1, 2, 1, 2),),
    ]


@right
def with_numpy(J):
    return J.numpy().T


@right
def axis_by_axis(J):
    for axis in range(J.ndim - 1):
        J = J.movedim(-1, axis)
    return J


@right
def with_einsum(J):
    letters = "abcd"[: J.ndim]
    return torch.einsum(f"{letters}->{letters[::-1]}", J)


@right
def made_contiguous(J):
    return J.permute(tuple(range(J.ndim))[::-1]).contiguous()


@wrong
def reshaped(J):
    """The shape is right and the entries are scrambled: `reshape` keeps them in their
    order and only moves the line breaks. Entry [i, j] has to go to [j, i]."""
    return J.reshape(J.shape[::-1])


@wrong
def last_two_axes_only(J):
    """With two axes this is right. With three or four, *all* axes turn round, and `mT`
    swaps only the last two."""
    return J.mT if J.ndim > 1 else J


@wrong
def mT_for_any_axes(J):
    """`mT` exchanges the last two axes. With one axis it raises, and with three or four the
    others stay where they were; here *all* axes turn round."""
    return J.mT


@wrong
def first_and_last_only(J):
    """First and last axis have changed places, and those between have not. Read the whole
    shape backwards."""
    return J.transpose(0, -1)


@wrong
def left_as_it_is(J):
    """J comes back as it was. Which axis comes first in the other layout?"""
    return J


@wrong
def entries_reversed(J):
    """Here the *entries* stand in reverse along each axis. The axes themselves have to
    change places."""
    return J.flip(tuple(range(J.ndim)))


def proof() -> None:
    """Each entry is looked up where it has to be."""
    import numpy as np

    for (J,) in [*edge_cases(), *examples(inputs())]:
        other = solution(J)
        for place in np.ndindex(*J.shape):
            assert other[place[::-1]] == J[place]
        assert torch.equal(solution(other), J)
