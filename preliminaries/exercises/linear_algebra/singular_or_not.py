"""Whether A is singular: whether Ax = 0 for some x other than 0.

A is (n, n), float32 or float64, and not all zeros; the answer is True or
False. Every singular A tried is so to the last digit; any other A makes no
unit vector over 1000 times as long as another. All entries may be tiny;
the largest is 1e-18 or more.
is_singular(tensor([[1., 2], [2, 4]])) is True.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, wrong, wrong_like
from preliminaries.exercises.linear_algebra._given import square

name = "is_singular"
hints = (
    "How many independent columns has an A that presses nothing flat?",
    "All n of them: A is singular where its rank is below n. A determinant is computed too, so "
    "that a 0 may come out as 1e-16; and where all entries are tiny, it is tiny without being 0.",
    "`torch.linalg.matrix_rank(A)` takes what rounding leaves for 0, whatever the size of A's "
    "entries.",
)
proves = "You tell singular from small, and zero from what rounding leaves of it."


def solution(A):
    return bool(torch.linalg.matrix_rank(A) < len(A))


def _is_plain(A: torch.Tensor) -> bool:
    """Whether A is far from what it is not, by singular values and by eigenvalues."""
    A = A.double()
    stretches = torch.linalg.svdvals(A) / torch.linalg.matrix_norm(A, 2)
    # A multiple eigenvalue 0 may come out as the root of what rounding leaves.
    zeros = torch.linalg.eigvals(A).abs() / torch.linalg.matrix_norm(A, 2) < 0.01
    flat = stretches < 1e-9
    return bool((flat | (stretches > 0.05)).all() and flat.sum() == zeros.sum())


def inputs():
    """Of any rank but 0; whole numbers and halves, so that a singular one is so exactly."""
    thin = st.sampled_from([(2, 1), (3, 1), (3, 2), (4, 2), (4, 3)]).flatmap(
        lambda s: st.tuples(tensors(s), tensors(s[::-1])).map(lambda t: t[0] @ t[1])
    )
    full = square(1).flatmap(tensors)
    scales = st.sampled_from([1.0, 1.0, 2.0**-58])  # powers of 2 round nothing
    doubles = st.tuples(st.one_of(full, thin, thin), scales).map(lambda t: t[0].double() * t[1])
    drawn = st.one_of(doubles, doubles, full)
    return drawn.filter(lambda A: bool(A.any()) and _is_plain(A)).map(lambda A: (A,))


def edge_cases():
    matrices = (
        [[1, 2], [2, 4]],
        [[1, 2], [3, 4]],
        [[0, 1], [1, 0]],  # zeros on the diagonal
        [[1, 2], [-2, -4]],
        [[-1, -2], [-2, -4]],
        [[1, -2], [2, 1]],
        [[1, 0], [0, -1]],
        [[1, 1], [1, 1]],
        [[1, 0], [1, 0]],
        [[1, 1], [0, 0]],
        [[0, 1], [0, 0]],  # no eigenvalue but 0
        [[2, -1], [4, -2]],  # nor here
        [[1, 2], [2, 1]],  # its lower triangle alone says nothing
        [[1, 1], [0, 1]],
        [[2, 0], [7, 3]],
        [[1, 1], [1, 1.01]],  # nearly
        [[1, 1], [1, 0.99]],
        [[990, 0], [0, 1]],
        [[1000, 1000], [1000, 1010]],
        [[1e-18, 0], [0, 1e-18]],
        [[1e-18, 2e-18], [3e-18, 5e-18]],
        [[1e-3, 0, 0], [0, 1e-3, 0], [0, 0, 1e-3]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 10]],
        [[1, 2, 1], [2, 1, 3], [3, 3, 4]],
        [[2, -1, -1], [-1, 2, -1], [-1, -1, 2]],
        [[0.1, 0.2, 0.7], [0.2, 0.4, 0.3], [0.4, 0.8, 0.9]],
        [[1, 2, 3], [0, 4, 5], [0, 0, 6]],
        [[0, 0, 1], [1, 0, 0], [0, 1, 0]],
        [[1, 2, 3], [2, 3, 4], [3, 5, 8]],
        [[4, 9, 2], [3, 5, 7], [8, 1, 6]],  # a magic square
        [[16, 2, 3, 13], [5, 11, 10, 8], [9, 7, 6, 12], [4, 14, 15, 1]],  # another, of rank 3
        [[3]],
        [[1e-18]],
    )
    nearly = torch.tensor([[1.0, 2.0], [2.0, 4.5]])
    # Many small stretches beside a large one: their product is tiny, and none is 0.
    ones, eye = torch.ones(6, 6, dtype=torch.float64), torch.eye(6, dtype=torch.float64)
    long = [torch.tensor([s, 1, 1, 1, 1, 1], dtype=torch.float64).diag() for s in (290, 990)]
    return [
        *((A,) for A in (*long, ones + 0.0065 * eye)),
        *((torch.tensor(A, dtype=torch.float64),) for A in matrices),
        (torch.tensor([[1.0, 2.0], [2.0, 4.0]]),),
        (torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),),
        (torch.eye(3) * 1e-12,),
        (torch.eye(3) * 1e-18,),  # the determinant, 1e-54, is 0 in float32
        (nearly,),
    ]


@right
def by_the_stretches(A):
    stretches = torch.linalg.svdvals(A)
    return stretches[-1] < 1e-5 * stretches[0]


@right
def by_the_condition_number(A):
    return not torch.linalg.cond(A) < 1e5


@right
def with_numpy(A):
    return np.linalg.matrix_rank(A.numpy()) != A.shape[0]


@right
def by_eigenvalues(A):
    sizes = torch.linalg.eigvals(A.double()).abs()
    return bool(sizes.min() < 1e-5 * A.abs().max())


@right
def column_after_column(A):
    axes = []
    for v in A.double().T / A.abs().max():
        for axis in axes:
            v = v - (v @ axis) * axis
        if v.norm() < 1e-6:
            return True
        axes.append(v / v.norm())
    return False


@wrong
def the_other_answer(A):
    """Yes and no have changed places: a matrix of full rank is *not* singular."""
    return bool(torch.linalg.matrix_rank(A) == len(A))


@wrong
def counted_on_an_exact_zero(A):
    """You count on a 0 that comes out exactly, in a determinant, or where `inv` or `solve` raise an
    error. They compute, and rounding leaves 1e-15 or so where a 0 should be."""
    return bool(torch.linalg.det(A) == 0)


@wrong_like(counted_on_an_exact_zero)
def counted_on_an_exact_zero_in_float64(A):
    return bool(torch.linalg.det(A.double()) == 0)


@wrong_like(counted_on_an_exact_zero)
def waited_for_an_error(A):
    try:
        torch.linalg.inv(A)
    except RuntimeError:
        return True
    return False


@wrong
def small_taken_for_zero(A):
    """It looks as if what is small counted as 0. The determinant of 1e-18 I is tiny, and its
    singular values are: it makes everything small, and presses nothing flat. Small beside what?"""
    return bool(torch.linalg.det(A.double()).abs() < 1e-6)


@wrong_like(small_taken_for_zero)
def small_singular_value(A):
    return bool(torch.linalg.svdvals(A).min() < 1e-6)


@wrong
def small_product_taken_for_zero(A):
    """It looks as if A was brought to size 1 and its determinant taken. That is still a *product*:
    with the stretches 1 and five times 1/990 it is 1e-15, and none of them is 0."""
    return bool(torch.linalg.det(A.double() / A.abs().max()).abs() < 1e-9)


@wrong_like(small_product_taken_for_zero)
def rather_small_product_taken_for_zero(A):
    return bool(torch.linalg.det(A.double() / A.abs().max()).abs() < 1e-12)


@wrong_like(small_product_taken_for_zero)
def very_small_product_taken_for_zero(A):
    return bool(torch.linalg.det(A.double() / A.abs().max()).abs() < 1e-14)


@wrong_like(small_product_taken_for_zero)
def small_product_beside_the_mean(A):
    return bool(torch.linalg.det(A.double() / A.double().abs().mean()).abs() < 1e-9)


@wrong
def determinant_with_its_sign(A):
    """The determinant of [[0, 1], [1, 0]] is −1: below every small bound, and not near 0. And of a
    tiny A it is tiny, without being 0."""
    return bool(torch.linalg.det(A.double()) < 1e-6)


@wrong
def beside_the_largest_eigenvalue(A):
    """It looks as if the smallest eigenvalue was compared with the largest. [[0, 1], [0, 0]] has
    none but 0, so that both are 0: compare it with A's entries, or take singular values."""
    sizes = torch.linalg.eigvals(A).abs()
    return bool(sizes.min() < 1e-5 * sizes.max())


@wrong
def float32_forgotten(A):
    """In float64 your function is right. In float32 rounding leaves more: the condition number of
    a singular matrix comes out as 1e8 there, not as 1e16, and its smallest singular value as a
    hundred-millionth of the largest."""
    return bool(torch.linalg.cond(A) > 1e12)


@wrong
def nearly_counts(A):
    """It looks as if *nearly* singular counted too. [[990, 0], [0, 1]] presses the plane together
    a lot, and not flat: only 0 goes to 0."""
    stretches = torch.linalg.svdvals(A)
    return bool(stretches[-1] < 0.01 * stretches[0])


@wrong_like(nearly_counts)
def very_nearly_counts(A):
    return bool(torch.linalg.cond(A) > 500)


@wrong
def a_zero_on_the_diagonal(A):
    """It looks as if the diagonal decided. So it does for a triangular matrix, which has zeros
    below the diagonal or above it; [[0, 1], [1, 0]] exchanges two entries and loses nothing."""
    return bool((A.diagonal() == 0).any())


@wrong
def a_row_or_column_of_zeros(A):
    """It looks as if *exact* zeros decided: those of a row or a column, or a smallest singular
    value of exactly 0, where `cond` is exactly inf. [[1, 2], [2, 4]] has no zero, and its columns
    lie on one line; its smallest singular value is computed as 1e-16 or so."""
    return bool((A == 0).all(0).any() or (A == 0).all(1).any())


@wrong_like(a_row_or_column_of_zeros)
def waited_for_a_condition_of_inf(A):
    return bool(torch.isinf(torch.linalg.cond(A)))


@wrong
def two_columns_on_one_line(A):
    """It looks as if two columns, or rows, had to lie on one line. Three may lie in one *plane*, no
    two of them on one line: the space is pressed flat all the same."""
    for i in range(len(A)):
        for j in range(i):
            if torch.linalg.matrix_rank(A[:, [i, j]]) < 2:
                return True
    return len(A) == 1 and bool(A == 0)


@wrong_like(two_columns_on_one_line)
def two_rows_on_one_line(A):
    return two_columns_on_one_line(A.T)


@wrong
def one_triangle_read(A):
    """It looks as if A was taken for symmetric, as `eigvalsh` does, or `hermitian=True`: they read
    one triangle only. Most of these are not symmetric."""
    return bool(torch.linalg.matrix_rank(A, hermitian=True) < len(A))


@wrong_like(one_triangle_read)
def one_triangle_read_by_eigvalsh(A):
    sizes = torch.linalg.eigvalsh(A).abs()
    return bool(sizes.min() < 1e-5 * sizes.max())


@wrong
def not_symmetric(A):
    """It looks as if a matrix was singular that is not symmetric. [[1, 2], [2, 4]] is symmetric
    and singular; one has nothing to do with the other."""
    return not torch.equal(A, A.T)


@wrong
def yes_every_time(A):
    """Your function says yes every time. The identity takes no x to 0 but 0: what does it look
    at?"""
    return True


@wrong
def no_every_time(A):
    """Your function says no every time. [[1, 2], [2, 4]] takes (2, −1) to 0: what does it look
    at?"""
    return False


def proof() -> None:
    """The determinant, with fractions: every number here is one, to the last digit."""
    from fractions import Fraction

    def determinant(rows):
        if not rows:
            return 1
        minors = ([row[:j] + row[j + 1 :] for row in rows[1:]] for j in range(len(rows)))
        return sum((-1) ** j * rows[0][j] * determinant(minor) for j, minor in enumerate(minors))

    for (A,) in [*edge_cases(), *examples(inputs())]:
        rows = [list(map(Fraction, row)) for row in A.tolist()]
        assert solution(A) == (determinant(rows) == 0)
        if not solution(A):
            stretches = torch.linalg.svdvals(A.double())
            assert stretches[0] < 1000 * stretches[-1]
