"""Whether flipping A twice gives A back, shape and all: True or False.

flip is a function from matrices to matrices; for the transpose the
answer is always True. A is (m, n), of any sizes, equal or not.
"""

from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, told, wrong
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


def below_diagonal_erased(A):
    rows, columns = (torch.arange(size) for size in A.shape)
    return torch.where(rows[:, None] <= columns, A, 0)


def first_row_last(A):
    return A.roll(-1, 0)


def columns_moved_on(A):
    return A.roll(1, 1)


def doubled(A):
    return 2 * A


def written_twice(A):
    return torch.cat((A, A))


def other_diagonal(A):
    return A.T.flip(0, 1)


def top_row(A):
    return A[:1]


@dataclass(frozen=True)
class OneErased:
    """A function that erases one entry: whoever leaves that one out finds nothing wrong."""

    place: tuple[int, int]

    def __call__(self, A):
        A = A.clone()
        A[self.place] = 0
        return A

    def __str__(self) -> str:
        place = str(list(self.place))
        return told("a function that writes 0 to entry {place} and keeps the others", place=place)


def rows_turned_by_90_degrees(A):
    return torch.stack((-A[1], A[0]))


def laid_out_in_one_row(A):
    return A.flatten()[None]


def gathered_in_the_first_column(A):
    sums = A.sum(dim=1, keepdim=True).to(A.dtype)
    return torch.cat((sums, torch.zeros_like(A[:, 1:])), dim=1)


def inputs():
    flips = st.sampled_from(
        [
            *(transpose, transpose, quarter_turn, other_diagonal, top_row),
            *(below_diagonal_erased, first_row_last, columns_moved_on, doubled),
            *(laid_out_in_one_row, gathered_in_the_first_column),
        ]
    )
    return st.tuples(matrices(matrix_shapes()), flips)


def edge_cases():
    A = torch.tensor([[1, 2, 3], [4, 5, 6]])
    S = torch.tensor([[1.0, 2.0], [2.0, 3.0]])
    B = torch.tensor([[1, 2], [3, 4]])
    flips = [transpose, quarter_turn, top_row, below_diagonal_erased, doubled]
    flips += [laid_out_in_one_row, gathered_in_the_first_column]
    around = torch.tensor([[1, 2], [2, 1]])
    return [
        *((matrix, flip) for matrix in (A, B, S) for flip in flips),
        *((matrix, OneErased(place)) for matrix in (A, B) for place in np.ndindex(*matrix.shape)),
        (torch.tensor([[1, 0], [3, 4]]), OneErased((0, 1))),
        (B, rows_turned_by_90_degrees),
        (torch.tensor([[1, 2], [1, 2]]), top_row),  # broadcasts, and is equal everywhere
        (torch.tensor([[1, 2, 3]]), top_row),
        (torch.tensor([[1, 2]]), written_twice),
        (torch.tensor([[1.0], [2.0]]), transpose),
        (torch.tensor([[1], [2]]), quarter_turn),
        (torch.zeros(0, 3), transpose),
        (torch.tensor([[6.0, 7.0], [8.0, 9.0]]), quarter_turn),
        (torch.tensor([[5]]), quarter_turn),
        (around, quarter_turn),
        (torch.tensor([[1, 2], [0, 3]]), below_diagonal_erased),
        (torch.tensor([[0, 0], [0, 0]]), doubled),
        (torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), columns_moved_on),
        (torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), first_row_last),
        (torch.tensor([[1.0, -1.0], [0.01, 1.0]]), below_diagonal_erased),
    ]


@right
def with_all(A, flip):
    twice = flip(flip(A))
    return twice.shape == A.shape and (twice == A).all()


@right
def with_allclose(A, flip):
    twice = flip(flip(A))
    return twice.shape == A.shape and torch.allclose(twice, A)


@right
def with_numpy(A, flip):
    return np.array_equal(flip(flip(A)).numpy(), A.numpy())


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
def yes_every_time(A, flip):
    """Your function says yes every time. A quarter turn, done twice, does not return to A:
    which entries does your function compare, and with what?"""
    return True


@wrong
def compared_the_shapes(A, flip):
    """Your function says yes wherever the *shape* comes back. A matrix turned upside down has
    the shape it had before, and other entries in their places."""
    return flip(flip(A)).shape == A.shape


@wrong
def broadcast_before_comparing(A, flip):
    """The top row of [[1, 2], [1, 2]] is not that matrix, and your function says so of no such
    pair: `==` and `allclose` stretch the smaller one first. Are the shapes equal too?"""
    return torch.allclose(flip(flip(A)).double(), A.double())


@wrong
def compared_the_sums(A, flip):
    """Your function says yes wherever the *sum* of the entries comes back. Turned upside down,
    a matrix has the sum it had, and other entries in their places."""
    return bool(flip(flip(A)).sum() == A.sum())


@wrong
def compared_the_diagonals(A, flip):
    """Your function says yes wherever the *diagonal* comes back. With everything below it
    erased, a matrix still has the diagonal it had: all entries count."""
    return torch.equal(flip(flip(A)).diagonal(), A.diagonal())


@wrong
def no_wherever_flip_is_no_transpose(A, flip):
    """It looks as if `flip(A)` was compared with the transpose. Other flips come back too: over
    the other diagonal, say, done twice. Nothing is asked about *which* flip it is."""
    return torch.equal(flip(A), A.T)


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
            below_diagonal_erased: not any(any(row[:i]) for i, row in enumerate(A.tolist())),
            first_row_last: A.tolist() == A.tolist()[2:] + A.tolist()[:2],
            columns_moved_on: A.T.tolist() == A.T.tolist()[2:] + A.T.tolist()[:2],
            doubled: not A.any(),
            rows_turned_by_90_degrees: not A.any(),
            laid_out_in_one_row: len(A) == 1,
            gathered_in_the_first_column: A.shape[1] > 0 and not A[:, 1:].any(),
            written_twice: len(A) == 0,
        }
        erased = isinstance(flip, OneErased)
        assert solution(A, flip) == (not A[flip.place] if erased else comes_back[flip])
