"""The 1-norm and the ∞-norm of A, two numbers: how many times as large
as x can Ax be at most, where L1 measures both, and where L∞ does?

A is (m, n), float32 or float64, m and n at least 1.
For [[1, -2], [3, 4]] they are 6, of a column, and 7, of a row.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Unreadable,
    examples,
    reading,
    right,
    said,
    sizes,
    tensors,
    unlike_sizes,
    wrong,
    wrong_like,
)

hints = (
    "Which x with ‖x‖₁ = 1 does A make largest, as L1 measures? Try the standard basis vectors.",
    "The 1-norm is the largest sum of sizes in a column. For L∞ the x with entries 1 and −1 that "
    "fit the signs of one row is the one: the largest sum in a row.",
    "`A.abs().sum(dim=0)` has a sum for each column. What is left to do?",
)
proves = "The 1-norm asks the columns, the ∞-norm the rows, and both ask for sizes."
by_value = True


def read(result):
    """The two by name, from a pair or whatever holds two numbers."""
    read = reading.pair("norm_1", "norm_inf")(reading.several(result))
    if any(isinstance(norm, torch.return_types.max) for norm in read.values()):
        told = "`max` with an axis gives two things, `values` and `indices`; write `.max()`."
        raise Unreadable(said(told))
    return read


def solution(A):
    sizes = A.abs()
    return sizes.sum(dim=0).max(), sizes.sum(dim=1).max()


def inputs():
    dtypes = st.sampled_from([torch.float32, torch.float64])
    shapes = st.one_of(unlike_sizes(2, 1), unlike_sizes(2, 2, 4), sizes(1, 4).map(lambda n: (n, n)))
    return st.tuples(shapes, dtypes).flatmap(lambda s: tensors(*s)).map(lambda A: (A,))


def edge_cases():
    return [
        (torch.tensor([[1.0, -2.0], [3.0, 4.0]]),),
        (torch.tensor([[1.0, -3.0], [-2.0, -4.0]], dtype=torch.float64),),
        (torch.tensor([[2.0, -2.0, 0.0], [1.0, 1.0, 1.0]]),),
        (torch.tensor([[-1.0, -2.0], [-3.0, -5.0]]),),
        (torch.zeros(2, 3),),
        (torch.tensor([[0.03, -0.04]]),),
        (torch.tensor([[0.03], [-0.04]]),),
        (torch.tensor([[300.0, 100.0], [-400.0, 2.0]]),),
        (torch.tensor([[-7.0]]),),
        (torch.tensor([[0.1234, -0.4321], [0.7654, 0.3456]], dtype=torch.float64),),
    ]


@right
def with_torchs_own(A):
    return torch.linalg.matrix_norm(A, 1), torch.linalg.matrix_norm(A, math.inf)


@right
def with_numpy(A):
    A = A.numpy()
    return np.linalg.norm(A, 1), np.linalg.norm(A, np.inf)


@right
def in_python(A):
    rows = [[abs(v) for v in row] for row in A.tolist()]
    columns = zip(*rows, strict=True)
    return max(map(sum, columns)), max(map(sum, rows))


@right
def in_one_tensor(A):
    norms = [torch.linalg.vector_norm(A, 1, dim=k).amax() for k in (0, 1)]
    return torch.stack(norms)


@right
def one_through_the_other(A):
    def largest(M):
        return max(torch.abs(row).sum().item() for row in M)

    return [largest(A.T), largest(A)]


@right
def by_trying_signs(A):
    A = A.double()
    signs = torch.cartesian_prod(*[torch.tensor([-1.0, 1.0]).double()] * A.shape[1])
    signs = signs.reshape(-1, A.shape[1])
    return A.abs().sum(0).max(), (A @ signs.T).abs().max()


@wrong
def exchanged(A):
    """The two have changed places. x = e₁ picks the first *column* of A, and e₁ has the L1 norm 1:
    so the 1-norm asks the columns."""
    sizes = A.abs()
    return sizes.sum(dim=1).max(), sizes.sum(dim=0).max()


@wrong
def signs_left_in(A):
    """It looks as if negative entries kept their sign. x may have signs as well, so that nothing
    cancels: take the size of each entry, before you add."""
    return A.sum(dim=0).max(), A.sum(dim=1).max()


@wrong
def abs_of_the_sums(A):
    """`abs` comes too late: after adding up, 2 and −2 are gone already. Take it of each entry."""
    return A.sum(dim=0).abs().max(), A.sum(dim=1).abs().max()


@wrong
def signs_left_in_the_rows(A):
    """The first is right. In the second, negative entries keep their sign until they are added
    up, and x may have signs: take the size of each entry there too."""
    return A.abs().sum(dim=0).max(), A.sum(dim=1).max()


@wrong_like(signs_left_in_the_rows)
def abs_of_the_sums_of_rows(A):
    return A.abs().sum(dim=0).max(), A.sum(dim=1).abs().max()


@wrong
def smallest_for_largest(A):
    """Those are the smallest sums. How much can Ax be *at most*?"""
    sizes = A.abs()
    return sizes.sum(dim=0).min(), sizes.sum(dim=1).min()


@wrong
def columns_twice(A):
    """Both are the largest sum in a column. For L∞ ask the rows: the largest entry of Ax is one
    row times x."""
    return (A.abs().sum(dim=0).max(),) * 2


@wrong
def rows_twice(A):
    """Both are the largest sum in a row. For L1 ask the columns: x = e₁ picks the first one."""
    return (A.abs().sum(dim=1).max(),) * 2


@wrong
def lengths_for_sums(A):
    """It looks as if L2 measured the columns and the rows. Asked for is what happens where L1 and
    L∞ do, and both lead to sums of sizes."""
    return torch.linalg.vector_norm(A, dim=0).max(), torch.linalg.vector_norm(A, dim=1).max()


@wrong_like(lengths_for_sums)
def squared_lengths_for_sums(A):
    return A.square().sum(dim=0).max(), A.square().sum(dim=1).max()


@wrong
def norms_of_the_entries(A):
    """It looks as if the entries were taken for one long vector: their L1 and their L∞. A matrix
    norm asks for more: how large can Ax be, for x of size 1?"""
    return A.abs().sum(), A.abs().max()


@wrong
def one_for_each(A):
    """Those are all sums, one for each column and one for each row. How much is possible *at
    most*?"""
    return A.abs().sum(dim=0), A.abs().sum(dim=1)


@wrong
def largest_before_the_sum(A):
    """It looks as if the largest entry of each column, or row, was taken first, and those added up.
    The other way round: first the sum along each, then the largest."""
    sizes = A.abs()
    return sizes.amax(dim=0).sum(), sizes.amax(dim=1).sum()


@wrong
def largest_before_the_sum_other_axis(A):
    """It looks as if the largest entries were taken first, and those added up. The other way
    round: first the sum along each column, or row, then the largest."""
    sizes = A.abs()
    return sizes.amax(dim=1).sum(), sizes.amax(dim=0).sum()


@wrong
def means_for_sums(A):
    """Those are means. The entries are added up, and not divided by how many there are."""
    sizes = A.abs()
    return sizes.mean(dim=0).max(), sizes.mean(dim=1).max()


@wrong
def spectral_and_largest(A):
    """The first is the spectral norm, which is `matrix_norm(A, 2)`: there L2 measures. What does L1
    measure?"""
    return torch.linalg.matrix_norm(A, 2), A.abs().sum(dim=1).max()


@wrong
def frobenius_and_spectral(A):
    """Those are the Frobenius norm and the spectral norm. In neither does L1 or L∞ measure: there
    it is L2."""
    return torch.linalg.matrix_norm(A), torch.linalg.matrix_norm(A, 2)


@wrong
def frobenius_for_one(A):
    """The first is the Frobenius norm, L2 of all the entries. Asked for is how much Ax can grow,
    if L1 measures."""
    return torch.linalg.matrix_norm(A), A.abs().sum(dim=1).max()


def proof() -> None:
    """No x is stretched by more, and one is by as much: a corner of the ball of length 1."""
    for (A,) in [*edge_cases(), *examples(inputs())]:
        A = A.double().numpy()
        one, infinity = solution(torch.as_tensor(A))
        corners = np.array(np.meshgrid(*[[-1.0, 1.0]] * A.shape[1])).reshape(A.shape[1], -1)
        np.testing.assert_allclose(one, np.abs(A @ np.eye(A.shape[1])).sum(0).max())
        np.testing.assert_allclose(infinity, np.abs(A @ corners).max())
        X = np.random.default_rng(0).normal(size=(A.shape[1], 100))
        assert (np.abs(A @ X).sum(0) <= one.item() * np.abs(X).sum(0) + 1e-9).all()
        assert (np.abs(A @ X).max(0) <= infinity.item() * np.abs(X).max(0) + 1e-9).all()
