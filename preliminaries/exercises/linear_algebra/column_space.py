"""Whether b is in the column space of A: whether some x gives Ax = b.

A is (m, n), b is (m,), both float32 or both float64; the answer is True or
False. A b that is in it is so to the last digit; any other is at least 0.1
away. Rounding makes a computed Ax miss b by less than 1e-3.
in_column_space(tensor([[1., 2], [2, 4]]), tensor([3., 6])) is True.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong, wrong_like

name = "in_column_space"
hints = (
    "What does b add to the columns of A, if it is a combination of them?",
    "Nothing: with b for one more column, the rank stays what it is. Otherwise it grows by 1.",
    "`torch.linalg.matrix_rank(A)`, and the same of `torch.column_stack((A, b))`.",
)
proves = "You can tell whether Ax = b has a solution, for an A of any shape and rank."


def solution(A, b):
    both = torch.column_stack((A, b))
    return bool(torch.linalg.matrix_rank(both) == torch.linalg.matrix_rank(A))


def _distance(A: torch.Tensor, b: torch.Tensor) -> float:
    """How far b is from the column space."""
    A, b = A.double(), b.double()
    return torch.linalg.vector_norm(A @ (torch.linalg.pinv(A) @ b) - b).item()


def _is_plain(case: tuple) -> bool:
    """Whether no answer depends on how much it allows for rounding.

    Singular values that are not 0 lie far above it, those of A with b beside it too, and float32
    comes with no b of which an entry is 0, or close to it beside the others: what is left there
    is for edge cases. And as many columns as A has rank are independent from the first on: the
    `lstsq` of torch in 2023 took them in their order.
    """
    A, b = case
    rank = torch.linalg.matrix_rank(A)
    if torch.linalg.matrix_rank(A[:, :rank]) < rank:
        return False
    both = torch.cat((A, b[:, None]), dim=1).double()
    for M in (A.double(), both):
        stretches = torch.linalg.svdvals(M)
        if ((stretches > 1e-9) & (stretches < 0.05 * stretches.max())).any():
            return False
    near = b.abs().min() < 0.15 * b.abs().max()
    far = _distance(A, b)
    return (far < 1e-9 or far > 0.2) and not (A.dtype == torch.float32 and near)


def inputs():
    """Of any rank, b within and without; whole numbers and halves, so that nothing is rounded."""

    def of(A):
        within = tensors((A.shape[1],)).map(lambda x: A @ (2 * x).clamp(-3, 3))
        return st.one_of(within, within, tensors((len(A),))).map(lambda b: (A, b))

    full = st.tuples(sizes(1, 4), sizes(1, 3)).flatmap(tensors)
    thin = st.sampled_from([(2, 1, 2), (3, 1, 3), (3, 2, 3), (4, 2, 3), (3, 1, 2)]).flatmap(
        lambda s: st.tuples(tensors((s[0], s[1])), tensors((s[1], s[2]))).map(lambda t: t[0] @ t[1])
    )
    dtypes = st.sampled_from([torch.float32, torch.float64])
    pairs = st.one_of(full, thin, thin).flatmap(of)
    drawn = st.tuples(pairs, dtypes).map(lambda t: tuple(M.to(t[1]) for M in t[0]))
    return drawn.filter(_is_plain)


def edge_cases():
    pairs = (
        ([[1, 2], [2, 4]], [3, 6]),
        ([[1, 2], [2, 4]], [1, 2]),
        ([[1, 2], [2, 4]], [2, 1]),
        ([[1, 2], [2, 4]], [-1, -2]),
        ([[1, 2], [2, 4]], [0, 0]),
        ([[1, 2], [3, 4]], [5, 6]),
        ([[2, 1], [1, 2]], [1, -1]),
        ([[0, 0], [0, 0]], [1, 2]),
        ([[0, 0], [0, 0]], [0, 0]),
        ([[1, 0], [0, 1], [1, 1]], [2, 3, 5]),
        ([[1, 0], [0, 1], [1, 1]], [2, 3, 4]),
        ([[1, 0], [0, 1], [1, 1]], [1, 1, 2]),
        ([[1, 2, 3], [4, 5, 6]], [7, 8]),
        ([[1, 2, 3], [2, 4, 6]], [1, 2]),
        ([[1, 2, 3], [2, 4, 6]], [1, 3]),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [2, 2, 2]),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [1, 1, 2]),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [1, 5, 9]),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [1, 2, 4]),
        ([[1, 0, 1], [1, 0, 1], [0, 1, 1]], [1, 1, 5]),  # in it, and not in the row space
        ([[1, 0, 1], [1, 0, 1], [0, 1, 1]], [1, 2, 3]),  # in the row space, and not in it
        ([[1, 0], [0, 1], [0, 1]], [2, 1, 3]),  # the nearest one has the same first entry
        ([[0, 1], [0, 1], [1, 0]], [1, 3, 2]),  # and here the same last one
        ([[0.05, 0.1], [0.1, 0.2]], [2, 1]),
        ([[2], [1], [2]], [4, 2, 4]),
        ([[2], [1], [2]], [4, 2, 5]),
        ([[2, 3]], [7]),
        ([[0, 0]], [7]),
        ([[0.5]], [7]),
        # Only 0.11 to 0.14 away, beside a short b and beside long ones.
        ([[1, 2], [2, 4]], [1, 2.3]),
        ([[1, 2], [2, 4]], [45, 90.26]),
        ([[2], [1], [2]], [66, 33, 66.15]),
    )
    # Columns that are nearly parallel, and reach every b.
    nearly = torch.tensor([[1, 1], [1, 1.1]], dtype=torch.float64)
    # In float32 a few 1e-6 are left of b, beside its 0 too.
    rounded = (
        ([[-5.0, 3.0], [2.0, -3.0], [-3.0, -5.0]], [-34.0, 19.0, 0.0]),
        ([[7.0, 3.0], [2.0, -3.0], [3.0, 7.0]], [40.0, 23.0, 0.0]),
        ([[3.0, 1.0], [7.0, 5.0], [-6.0, 9.0]], [11.0, 31.0, 0.0]),
    )
    return [
        *((torch.tensor(A), torch.tensor(b)) for A, b in rounded),
        *(
            (torch.tensor(A, dtype=torch.float64), torch.tensor(b, dtype=torch.float64))
            for A, b in pairs
        ),
        (nearly, torch.tensor([1, -1], dtype=torch.float64)),
        (torch.tensor([[1.0, 2.0], [2.0, 4.0]]), torch.tensor([3.0, 6.0])),
        (torch.tensor([[1.0, 2.0], [2.0, 4.0]]), torch.tensor([3.0, 7.0])),
        (torch.tensor([[1.0, 1.0], [1.0, 1.0], [1.0, 2.0]]), torch.tensor([3.0, 3.0, 5.0])),
        (torch.tensor([[1.0, 1.0], [1.0, 1.0], [1.0, 2.0]]), torch.tensor([3.0, 4.0, 5.0])),
    ]


@right
def by_least_squares(A, b):
    x = torch.linalg.lstsq(A, b[:, None]).solution
    return torch.allclose(A @ x, b[:, None], atol=1e-4)


@right
def by_the_length_of_the_rest(A, b):
    x = torch.linalg.pinv(A) @ b
    return torch.linalg.vector_norm(A @ x - b) < 0.01


@right
def by_singular_vectors(A, b):
    U, S, _ = torch.linalg.svd(A, full_matrices=False)
    axes = U[:, S / S.max() > 1e-5]
    return bool((axes @ (axes.T @ b) - b).abs().max() < 1e-3)


@right
def with_numpy(A, b):
    A, b = A.numpy(), b.numpy()
    x = np.linalg.lstsq(A, b, rcond=None)[0]
    return np.allclose(A @ x, b, atol=1e-4)


@right
def with_numpys_rank(A, b):
    rank = np.linalg.matrix_rank
    return rank(A.numpy()) == rank(np.column_stack((A, b)))


@right
def column_after_column(A, b):
    axes = []
    for v in [*A.double().T, b.double()]:
        length = v.norm()
        for axis in axes:
            v = v - (v @ axis) * axis
        if v.norm() > 1e-4 * length:
            axes.append(v / v.norm())
            last = True
        else:
            last = False
    return not last


@wrong
def by_the_rows(A, b):
    """It looks as if b was put to the *rows*. Ax is a combination of columns: A's entries in a
    column are multiplied by one entry of x."""
    both = torch.cat((A, b[None]))
    return bool(torch.linalg.matrix_rank(both) == torch.linalg.matrix_rank(A))


@wrong_like(by_the_rows)
def by_the_rows_and_least_squares(A, b):
    x = torch.linalg.lstsq(A.T, b[:, None]).solution
    return torch.allclose(A.T @ x, b[:, None], atol=1e-4)


@wrong_like(by_the_rows)
def by_the_rows_where_the_shape_allows(A, b):
    return A.shape[1] == len(b) and by_the_rows(A, b)


@wrong
def one_of_the_columns(A, b):
    """It looks as if b had to *be* one of the columns. The column space holds their multiples too,
    and all sums of those."""
    return bool((b[:, None] == A).all(dim=0).any())


@wrong
def a_multiple_of_one_column(A, b):
    """It looks as if b had to be a multiple of *one* column. x may take something of each: all
    combinations belong to the column space."""
    pairs = [torch.stack((column, b)) for column in A.T]
    return any(torch.linalg.matrix_rank(p) == torch.linalg.matrix_rank(p[:1]) for p in pairs)


@wrong
def every_b_or_none(A, b):
    """Your function says yes where *every* b is reached, and no elsewhere: it asks how large A's
    rank is. A matrix that presses flat still reaches those b that lie in the plane, or on the
    line, that is left."""
    return bool(torch.linalg.matrix_rank(A) == A.shape[0])


@wrong
def independent_columns(A, b):
    """Your function asks whether A's columns are independent, whatever b is. That tells how many x
    there are at most for a b, and not whether there is one."""
    return bool(torch.linalg.matrix_rank(A) == A.shape[1])


@wrong
def yes_every_time(A, b):
    """Your function says yes every time. What does it compare with b? (torch's `lstsq` leaves its
    `residuals` empty here, and a sum over nothing is 0: compute A @ x − b yourself.)"""
    return True


@wrong
def no_every_time(A, b):
    """Your function says no every time. A b of zeros is reached by x = 0, and so is each column of
    A by some x: which?"""
    return False


@wrong
def residuals_of_numpy(A, b):
    """Your function says no only where A's columns are independent and b is another direction. A
    rank with b is to be compared with A's *rank*, not with the number of columns; and NumPy's
    `lstsq` leaves its residuals empty wherever the columns depend on each other."""
    return bool(np.linalg.lstsq(A.numpy(), b.numpy(), rcond=None)[1].sum() < 1e-3)


@wrong
def normal_equations(A, b):
    """AᵀA has an inverse only where A's columns are independent. `lstsq` and `pinv` take every A,
    and so does a rank."""
    x = torch.linalg.inv(A.T @ A) @ A.T @ b
    return torch.allclose(A @ x, b, atol=1e-3)


@wrong
def solved(A, b):
    """`solve` takes a square matrix that is not singular, and raises an error for others. They
    reach some b, if not all: the question is whether they reach this one."""
    x = torch.linalg.solve(A, b)
    return torch.allclose(A @ x, b, atol=1e-4)


@wrong
def no_where_solve_raises(A, b):
    """Where `solve` raises an error you say no. It does so for every A that is not square or is
    singular, without a look at b: some b are reached all the same."""
    try:
        x = torch.linalg.solve(A, b)
    except RuntimeError:
        return False
    return torch.allclose(A @ x, b, atol=1e-4)


@wrong
def compared_exactly(A, b):
    """It looks as if Ax was compared with b to the last digit. The computed x is rounded, and so
    is Ax: allow for it, say how much."""
    return torch.equal(_nearest(A, b), b)


def _nearest(A, b):
    return A @ torch.linalg.lstsq(A, b[:, None]).solution[:, 0]


@wrong
def nothing_allowed_beside_zero(A, b):
    """`allclose` allows for a part of each entry of b, and beside a 0 for 1e-8 only. In float32
    rounding leaves more there: say how much, `atol=1e-3`."""
    return torch.allclose(_nearest(A, b), b)


@wrong
def a_part_of_the_length_of_b(A, b):
    """It looks as if more was allowed the longer b is. What is rounding is less than 1e-3 for
    every b: a part of a long b's length is too much, and a part of no length is nothing."""
    return bool((_nearest(A, b) - b).norm() <= 0.01 * b.norm())


@wrong_like(a_part_of_the_length_of_b)
def less_than_a_part_of_the_length_of_b(A, b):
    return bool((_nearest(A, b) - b).norm() < 0.01 * b.norm())


@wrong_like(a_part_of_the_length_of_b)
def less_than_a_small_part_of_the_length_of_b(A, b):
    return bool((_nearest(A, b) - b).norm() < 1e-4 * b.norm())


@wrong
def signs_left_in(A, b):
    """The entries of A @ x − b have signs. Negative ones are below every bound, and in a sum they
    cancel others: take their sizes, or the length."""
    return bool((_nearest(A, b) - b < 1e-3).all())


@wrong_like(signs_left_in)
def signs_left_in_the_other_way_round(A, b):
    return bool((b - _nearest(A, b) < 1e-3).all())


@wrong_like(signs_left_in)
def signs_left_in_a_sum(A, b):
    return bool((_nearest(A, b) - b).sum().abs() < 1e-3)


@wrong
def the_other_answer(A, b):
    """Yes and no have changed places. b is in the column space where the rank stays the same with
    it, or where the best Ax misses it by no more than rounding."""
    return not solution(A, b)


def proof() -> None:
    """b is in the column space where it stands at a right angle to all that the columns do."""
    for A, b in [*edge_cases(), *examples(inputs())]:
        squares, axes = np.linalg.eigh((A @ A.T).double().numpy())
        flat = axes[:, squares < 1e-5]
        away = np.linalg.norm(flat.T @ b.double().numpy())
        assert solution(A, b) == (away < 1e-3)
        assert away < 1e-9 or away > 0.1
