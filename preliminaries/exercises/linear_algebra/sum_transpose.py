"""Whether f(A + B) equals f(A) + f(B), up to rounding.

f is a function from matrices to matrices; for the transpose the
answer is always True. A and B are (m, n), of any sizes.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import matrix_shapes, together, transpose

hints = (
    "Which two matrices does the claim compare?",
    "Compute both sides, then compare all entries, with a tolerance: sums of floats round.",
    "`torch.allclose(f(A + B), f(A) + f(B))`",
)
proves = "Your check says yes to (A + B)ᵀ = Aᵀ + Bᵀ every time, and no where it must."


def solution(A, B, f):
    return torch.allclose(f(A + B), f(A) + f(B))


def third_of_the_transpose(A):
    return A.T / 3


def transpose_plus_one(A):
    return A.T + 1


def squares(A):
    return A * A


def columns_reversed(A):
    return A.flip(1)


def inputs():
    functions = st.sampled_from(
        [transpose, third_of_the_transpose, transpose_plus_one, columns_reversed, squares]
    )
    return matrix_shapes().flatmap(
        lambda shape: st.tuples(together(shape, shape), functions).map(lambda t: (*t[0], t[1]))
    )


def edge_cases():
    A, B = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.ones(2, 3)
    C = torch.tensor([[0.1, 0.7], [1.3, 2.9]])
    return [
        (A, B, transpose),
        (A, B, transpose_plus_one),
        (A, B, squares),
        (C, 1.9 * C, third_of_the_transpose),
        (A * 0.1, B * 0.7, third_of_the_transpose),
    ]


@right
def by_the_largest_difference(A, B, f):
    difference = (f(A + B) - f(A) - f(B)).abs()
    return bool((difference < 1e-4).all())


@right
def with_isclose(A, B, f):
    return torch.isclose(f(A) + f(B), f(B + A)).all()


@right
def with_numpy(A, B, f):
    return np.allclose(f(A + B).numpy(), (f(A) + f(B)).numpy())


@wrong
def true_for_square_matrices_only(A, B, f):
    """It looks as if matrices that are not square were sent away. A sum needs equal
    shapes of A and B, and no square ones."""
    return A.shape[0] == A.shape[1] and torch.allclose(f(A + B), f(A) + f(B))


@wrong
def true_for_every_function(A, B, f):
    """It looks as if the answer was yes whatever f is. Squares of sums are no sums of
    squares: compute both sides."""
    return True


@wrong
def exactly_equal(A, B, f):
    """It looks as if floats were compared exactly. The two sides round at different
    places and may differ in the last digit: compare with a tolerance."""
    return torch.equal(f(A + B), f(A) + f(B))


@wrong
def only_one_summand_flipped(A, B, f):
    """It looks as if f went to one summand only. On the right of the equation, f is
    applied to A and to B."""
    left, right = f(A + B), f(A) + (B if B.shape == f(A).shape else 0)
    return torch.allclose(left.double(), right.double())


@wrong
def answered_for_each_entry(A, B, f):
    """That answers for each entry. The claim is about all of them at once."""
    return torch.isclose(f(A + B), f(A) + f(B))


def proof() -> None:
    """Three of the functions are linear; 1 is added once too few, and (a + b)² has 2ab."""
    for A, B, f in [*edge_cases(), *examples(inputs())]:
        adds_up = {
            transpose: True,
            third_of_the_transpose: True,
            columns_reversed: True,
            transpose_plus_one: A.numel() == 0,
            squares: not (2 * A * B).any(),
        }
        assert solution(A, B, f) == adds_up[f]
