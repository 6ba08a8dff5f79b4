"""Whether f(A + B) equals f(A) + f(B), up to rounding: True or False.

f is a function from matrices to matrices; for the transpose the
answer is always True. A and B are (m, n), of any sizes, both float32,
float64 or int64. A difference in an entry up to 1e-5, or up to 1e-5 times
the entry of f(A + B), is rounding; one of more than twice that is not.
"""

from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, told, wrong
from preliminaries.exercises.linear_algebra._given import matrix_shapes, together, transpose

hints = (
    "Which two matrices does the claim compare?",
    "Compute both sides, then compare all entries, with a tolerance: sums of floats round.",
    "`torch.allclose(f(A + B), f(A) + f(B), atol=1e-5)`",
)
proves = "Your check says yes to (A + B)ᵀ = Aᵀ + Bᵀ every time, and no where it must."


def solution(A, B, f):
    A, B = A.double(), B.double()
    return torch.allclose(f(A + B), f(A) + f(B), atol=1e-5)


def third_of_the_transpose(A):
    return A.T / 3


def transpose_plus_one(A):
    return A.T + 1


def transpose_plus_a_little(A):
    return A.T + 0.001


def transpose_plus_a_trifle(A):
    return A.T + 4e-5


def sizes_of_entries(A):
    return A.abs()


def rows_sorted(A):
    return A.sort(dim=1).values


@dataclass(frozen=True)
class OneSquared:
    """A function that squares one entry: whoever leaves that one out finds nothing wrong."""

    place: tuple[int, int]

    def __call__(self, A):
        here = torch.zeros(A.shape, dtype=torch.bool)
        here[self.place] = True
        return torch.where(here, A * A, A)

    def __str__(self) -> str:
        place = str(list(self.place))
        return told("a function that squares entry {place} and keeps the others", place=place)


def turned_over_where_large(A):
    return A.flip(0) if A.sum() > 12 else A


def negated_where_large(A):
    return torch.where(A.abs() > 9, -A, A)


def squares(A):
    return A * A


def columns_reversed(A):
    return A.flip(1)


def inputs():
    functions = st.sampled_from(
        [
            *(transpose, third_of_the_transpose, columns_reversed),
            *(transpose_plus_one, transpose_plus_a_little, squares, sizes_of_entries),
            rows_sorted,
        ]
    )
    return matrix_shapes().flatmap(
        lambda shape: st.tuples(together(shape, shape), functions).map(lambda t: (*t[0], t[1]))
    )


def edge_cases():
    A, B = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.ones(2, 3)
    C = torch.tensor([[0.1, 0.7], [1.3, 2.9]])
    D, E = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[1.0, 0.0], [3.0, 1.0]])
    return [
        (A, B, transpose),
        (A, B, transpose_plus_one),
        (A, B, squares),
        (C, 1.9 * C, third_of_the_transpose),
        (A * 0.1, B * 0.7, third_of_the_transpose),
        (D, E, transpose),
        (D, E, squares),
        (D, E, columns_reversed),
        (D, -D, squares),
        (D, torch.zeros_like(D), squares),
        (D, E, transpose_plus_a_little),
        (D, 2 * D, sizes_of_entries),
        (D, -D, sizes_of_entries),
        (D, E, rows_sorted),
        (D, 2 * D, rows_sorted),
        *((D, torch.ones(2, 2), OneSquared(place)) for place in np.ndindex(2, 2)),
        *((A, B, OneSquared(place)) for place in np.ndindex(2, 3)),
        (D, E, OneSquared((0, 1))),  # which is 0 in E
        (D, E, turned_over_where_large),
        (torch.tensor([[6, 7], [5, 8]]), torch.tensor([[4, 3], [7, 6]]), negated_where_large),
        (torch.tensor([[3]]), torch.tensor([[4]]), squares),
        (torch.tensor([[6.0, 7.0]]), torch.tensor([[9.0, 8.0]]), rows_sorted),
        (torch.tensor([[0.05]]), torch.tensor([[0.05]]), squares),
        (torch.tensor([[0.5, 0.25]]), torch.tensor([[0.25, 0.25]]), transpose_plus_a_trifle),
        (torch.tensor([[10000.0]]), torch.tensor([[20000.0]]), transpose_plus_one),
        (torch.tensor([[100001.0]]), torch.tensor([[200003.0]]), third_of_the_transpose),
        (torch.tensor([[200.3]]), torch.tensor([[-200.0]]), third_of_the_transpose),
    ]


@right
def by_the_largest_difference(A, B, f):
    A, B = A.double(), B.double()
    return bool(((f(A + B) - f(A) - f(B)).abs() < 1e-5).all())


@right
def with_allclose(A, B, f):
    return torch.allclose(f(A + B), f(A) + f(B), atol=1e-5)


@right
def with_isclose(A, B, f):
    return torch.isclose(f(A) + f(B), f(B + A), atol=1e-5).all()


@right
def with_numpy(A, B, f):
    return np.allclose(f(A + B).numpy(), (f(A) + f(B)).numpy(), atol=1e-5)


@wrong
def true_for_square_matrices_only(A, B, f):
    """It looks as if matrices that are not square were sent away. A sum needs equal
    shapes of A and B, and no square ones."""
    return A.shape[0] == A.shape[1] and solution(A, B, f)


@wrong
def yes_every_time(A, B, f):
    """Your function says yes every time, of squares too. Squares of sums are no sums of
    squares: which numbers do you compare?"""
    return True


@wrong
def compared_the_sums(A, B, f):
    """Your function says yes wherever the *sums* of all entries agree. With its rows sorted, a
    matrix has the sum it had: every entry of one side has to equal its like on the other."""
    return bool((f(A + B).sum() - f(A).sum() - f(B).sum()).abs() < 1e-4)


@wrong
def compared_the_diagonals(A, B, f):
    """Your function says yes wherever the *diagonals* agree. All entries count, also those
    beside the diagonal."""
    A, B = A.double(), B.double()
    return torch.allclose(f(A + B).diagonal(), (f(A) + f(B)).diagonal(), atol=1e-5)


@wrong
def compared_the_first_rows(A, B, f):
    """Your function says yes wherever the *first rows* agree. What stands in the rows below?"""
    A, B = A.double(), B.double()
    return torch.allclose(f(A + B)[:1], (f(A) + f(B))[:1], atol=1e-5)


@wrong
def twice_the_same_matrix(A, B, f):
    """It looks as if A alone was tried: whether f(A + A) is twice f(A). That holds for |A| too,
    and |A + B| is not |A| + |B| where signs differ. Where is B?"""
    A = A.double()
    return torch.allclose(f(A + A), 2 * f(A), atol=1e-5)


@wrong
def tolerance_too_wide(A, B, f):
    """A difference of 0.001 in every entry counts as rounding for you. Rounding in float32
    makes a difference in the seventh digit: allow less."""
    A, B = A.double(), B.double()
    return torch.allclose(f(A + B), f(A) + f(B), atol=0.01)


@wrong
def nothing_allowed_beside_zero(A, B, f):
    """Where B is nearly -A, the two sides are small, and what f(A) and f(B) were rounded by is
    not. Beside 0 you allow next to nothing, as `allclose` does by itself: say `atol=1e-5`."""
    return torch.allclose(f(A + B), f(A) + f(B))


@wrong
def as_much_allowed_for_large_entries(A, B, f):
    """1e-5 is allowed for you, however large the entries are. Near 100000, float32 has two
    decimals: there, allow 1e-5 *times* the entry, as `allclose` does with its `rtol`."""
    return bool(((f(A + B) - f(A) - f(B)).abs() <= 1e-5).all())


@wrong
def exactly_equal(A, B, f):
    """It looks as if floats were compared exactly. The two sides round at different places
    and may differ in the last digit: compare with a tolerance."""
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


def _sorts_together(a: list, b: list) -> bool:
    """Whether one order sorts both rows."""
    pairs = sorted(zip(a, b))
    return [y for _, y in pairs] == sorted(b)


def proof() -> None:
    """Three of the functions are linear; what is added is added once too few, (a + b)² has 2ab."""
    for A, B, f in [*edge_cases(), *examples(inputs())]:
        mixed = 2 * A * B
        adds_up = {
            transpose: True,
            third_of_the_transpose: True,
            columns_reversed: True,
            transpose_plus_one: A.numel() == 0,
            transpose_plus_a_little: A.numel() == 0,
            transpose_plus_a_trifle: A.numel() == 0,
            squares: not mixed.any(),
            sizes_of_entries: bool((mixed >= 0).all()),
            rows_sorted: all(map(_sorts_together, A.tolist(), B.tolist())),
            turned_over_where_large: False,
            negated_where_large: False,
        }
        squared = isinstance(f, OneSquared)
        assert solution(A, B, f) == (not mixed[f.place] if squared else adds_up[f])
