"""The symmetric S in A = S + K, where K is antisymmetric.

A is (n, n), or a stack (b, n, n) of which each matrix is meant.
symmetric_part(tensor([[1., 2], [4, 3]])) is [[1, 3], [3, 3]].
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, unlike_sizes, wrong
from preliminaries.exercises.linear_algebra._given import matrices, square

hints = (
    "What happens to S and to K when you transpose A = S + K?",
    "Aᵀ = S − K. Add the two equations.",
    "A + Aᵀ is twice S; `A.mT` transposes the last two axes.",
)
proves = "Every square matrix is a symmetric plus an antisymmetric one, and you can split it."
by_value = True


def solution(A):
    return (A + A.mT) / 2


def inputs():
    stacks = unlike_sizes(2, 2, 4).map(lambda bn: (bn[0], bn[1], bn[1]))
    return matrices(st.one_of(square(2), stacks)).map(lambda A: (A,))


def edge_cases():
    return [
        (torch.tensor([[1.0, 2.0], [4.0, 3.0]]),),
        (torch.tensor([[1, 2], [5, 3]]),),
        (torch.tensor([[7.0]]),),
        (torch.tensor([[0.05, 0.01], [0.03, 0.02]]),),
        (torch.zeros(0, 0),),
    ]


@right
def with_numpy(A):
    a = A.numpy()
    return (a + a.swapaxes(-1, -2)) / 2


@right
def as_what_antisymmetry_leaves(A):
    K = 0.5 * (A - A.transpose(-2, -1))
    return A - K


@right
def as_a_mean(A):
    return torch.stack((A, A.mT)).double().mean(dim=0)


@wrong
def without_the_half(A):
    """A + Aᵀ is symmetric, but it is too large: with it, S + K is not A. What is A + Aᵀ
    when A is symmetric already?"""
    return A + A.mT


@wrong
def the_antisymmetric_part(A):
    """That is K, the antisymmetric part: its diagonal is zero. Which sign between A and
    Aᵀ keeps the diagonal?"""
    return (A - A.mT) / 2


@wrong
def copied_one_triangle(A):
    """It looks as if the upper triangle was mirrored onto the lower one. That is
    symmetric, but A minus it is not antisymmetric: both triangles have a say."""
    return torch.triu(A) + torch.triu(A, 1).mT


@wrong
def reversed_all_axes(A):
    """`.T` and `permute` of all axes turn a whole stack around. `A.mT` transposes each
    matrix in it and leaves the first axis where it is."""
    return (A + A.permute(*reversed(range(A.ndim)))) / 2


@wrong
def rounded_the_half(A):
    """`//` rounds down, and half of an odd number is lost. `/` divides to floats."""
    return (A + A.mT) // 2


def proof() -> None:
    """S is its own transpose, and what it leaves of A is the negative of its own."""
    generator = torch.Generator().manual_seed(0)
    for _ in range(10):
        A = torch.randn(3, 4, 4, generator=generator, dtype=torch.float64)
        S = solution(A)
        K = A - S
        torch.testing.assert_close(S, S.mT)
        torch.testing.assert_close(K, -K.mT)
