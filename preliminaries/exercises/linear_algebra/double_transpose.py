"""Whether flipping A twice gives A back: True or False.

flip is a function from matrices to matrices; for the transpose the
answer is always True. A is (m, n), of any sizes, equal or not.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import matrices, matrix_shapes, transpose

hints = (
    "What do you have to compare `flip(flip(A))` with?",
    "Two flips and one comparison of *all* entries. Nothing is assumed about A's shape.",
    "`torch.equal(flip(flip(A)), A)`",
)
proves = "Your check said yes to every transpose, and no where two flips do not return to A."


def solution(A, flip):
    return torch.equal(flip(flip(A)), A)


def quarter_turn(A):
    return A.rot90()


def other_diagonal(A):
    return A.T.flip(0, 1)


def top_row(A):
    return A[:1]


def inputs():
    flips = st.sampled_from([transpose, transpose, quarter_turn, other_diagonal, top_row])
    return st.tuples(matrices(matrix_shapes()), flips)


def edge_cases():
    A = torch.tensor([[1, 2, 3], [4, 5, 6]])
    S = torch.tensor([[1.0, 2.0], [2.0, 3.0]])
    B = torch.tensor([[1, 2], [3, 4]])
    flips = transpose, quarter_turn, top_row
    return [(matrix, flip) for matrix in (A, B, S) for flip in flips]


@right
def with_all(A, flip):
    return (flip(flip(A)) == A).all()


@right
def with_allclose(A, flip):
    return torch.allclose(flip(flip(A)), A)


@right
def as_lists(A, flip):
    return flip(flip(A)).tolist() == A.tolist()


@wrong
def flipped_only_once(A, flip):
    """It looks as if A was compared with *one* flip of it. That tells whether A is its
    own mirror image; two flips are claimed to undo each other."""
    return torch.equal(flip(A), A)


@wrong
def true_for_square_only(A, flip):
    """It looks as if only square matrices passed. A (2, 3) matrix becomes (3, 2), and
    then (2, 3) again: which comparison needs no equal sizes?"""
    return A.shape[0] == A.shape[1] and torch.equal(flip(flip(A)), A)


@wrong
def true_without_looking(A, flip):
    """A check that cannot say no checks nothing. A quarter turn, done twice, does not
    return to A: does your function notice?"""
    return True


@wrong
def compared_the_shapes(A, flip):
    """The shapes were compared, not the entries. A matrix turned upside down has the
    shape it had before."""
    return flip(flip(A)).shape == A.shape


@wrong
def a_matrix_of_answers(A, flip):
    """`==` answers for each entry. One answer for the whole matrix is wanted: are *all*
    of them True?"""
    return flip(flip(A)) == A


def proof() -> None:
    """What each flip does to a matrix is known without doing it twice."""
    for A, flip in [*edge_cases(), *examples(inputs())]:
        comes_back = {
            transpose: True,
            other_diagonal: True,
            quarter_turn: A.flatten().tolist() == A.flatten().tolist()[::-1],
            top_row: len(A) <= 1,
        }
        assert solution(A, flip) == comes_back[flip]
