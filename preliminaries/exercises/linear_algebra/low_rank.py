"""The best matrix of rank k: none of rank k or less is as close to A.

A and the result are (m, n), floats; k is an int from 1 to the smaller of m
and n. The Frobenius norm tells what is close. Singular value number k is
at least 1.2 times the next, so that only one matrix is best. An error of a
thousandth is allowed.
low_rank(tensor([[3., 0], [0, 2]]), 1) is [[3, 0], [0, 0]].
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong, wrong_like

hints = (
    "A is a sum of matrices of rank 1, one for each singular value. Which of them matter most?",
    "Those of the k largest singular values: σ times a column of U times a row of Vᵀ, which is "
    "`Vh`, added up.",
    "`U[:, :k] * S[:k]` are the columns, each times its singular value. What do you multiply them "
    "by?",
)
proves = "The singular values tell which part of a matrix carries most of it."
tolerance = 1e-3


def solution(A, k):
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * S[:k]) @ Vh[:k]


def inputs():
    def with_rank(A):
        return st.integers(1, min(A.shape)).map(lambda k: (A, k))

    shapes = st.tuples(sizes(1, 4), sizes(1, 4))
    thin = st.sampled_from([(3, 1), (4, 2), (3, 2)]).flatmap(
        lambda s: st.tuples(tensors(s), tensors(s[::-1])).map(lambda t: t[0] @ t[1] / 8)
    )
    dtypes = st.sampled_from([torch.float32, torch.float64])
    pairs = st.one_of(shapes.flatmap(tensors), shapes.flatmap(tensors), thin).flatmap(with_rank)
    drawn = st.tuples(pairs, dtypes).map(lambda t: (t[0][0].to(t[1]), t[0][1]))
    return drawn.filter(lambda pair: _are_apart(*pair))


def _are_apart(A: torch.Tensor, k: int) -> bool:
    """Whether the k-th singular value is clearly above the next one, or both are 0."""
    stretches = torch.linalg.svdvals(A.double()) / torch.linalg.matrix_norm(A.double(), 2)
    stretches = torch.where(stretches < 1e-9, 0, stretches)
    return bool((stretches[k:] <= stretches[k - 1] / 1.2).all())


def edge_cases():
    return [
        (torch.tensor([[3.0, 0.0], [0.0, 2.0]]), 1),
        (torch.tensor([[0.0, 2.0], [3.0, 0.0]]), 1),
        (torch.tensor([[1.0, 2.0], [2.0, 4.0]]), 1),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 1),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 2),
        (torch.tensor([[3.0, 4.0, 0.0], [0.0, 0.0, 2.0]]), 1),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]], dtype=torch.float64), 1),
        (torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), 2),
        (torch.tensor([[0.0, 1.0, 0.0], [2.0, 0.0, 0.0], [0.0, 0.0, 4.0]]), 2),
        (torch.diag(torch.tensor([1.0, 2.0, 4.0, 8.0])), 2),
        (torch.tensor([[0.05, 0.01], [0.02, 0.08]], dtype=torch.float64), 1),
        (torch.tensor([[600.0, 200.0], [100.0, 300.0]]), 1),
        (torch.tensor([[3.0]]), 1),
    ]


@right
def small_ones_made_zero(A, k):
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    S[k:] = 0
    return U @ torch.diag(S) @ Vh


@right
def term_by_term(A, k):
    U, S, Vh = torch.linalg.svd(A)
    best = torch.zeros_like(A)
    for i in range(k):
        best += S[i] * torch.outer(U[:, i], Vh[i])
    return best


@right
def projected_on_axes(A, k):
    V = torch.linalg.eigh((A.T @ A).double()).eigenvectors[:, -k:]
    return A.double() @ V @ V.T


@right
def with_numpy(A, k):
    U, S, Vh = np.linalg.svd(A.numpy(), full_matrices=False)
    return U[:, :k] @ np.diag(S[:k]) @ Vh[:k, :]


@right
def the_rest_taken_away(A, k):
    U, S, Vh = torch.linalg.svd(A.double(), full_matrices=False)
    return A.double() - (U[:, k:] * S[k:]) @ Vh[k:]


@wrong
def the_smallest_kept(A, k):
    """It looks as if the *smallest* singular values were kept. `svd` sorts from the largest down,
    `eigh` from the smallest up."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, -k:] * S[-k:]) @ Vh[-k:]


@wrong_like(the_smallest_kept)
def the_smallest_of_eigh_kept(A, k):
    V = torch.linalg.eigh(A.T @ A).eigenvectors[:, :k]
    return A @ V @ V.T


@wrong
def what_was_left_out(A, k):
    """That is what the best matrix leaves *out*: A minus it, the part of the small singular
    values."""
    return A - solution(A, k)


@wrong
def all_of_a(A, k):
    """That is A itself, with all its terms. Where A's rank is above k, some have to go: which?"""
    return A.clone()


@wrong
def singular_values_squared(A, k):
    """The axes are right, and A stretches along each by σ. Here it is σ²: is σ multiplied twice,
    or taken from AᵀA?"""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * S[:k] ** 2) @ Vh[:k]


@wrong
def singular_values_along_the_other_axis(A, k):
    """Each σ belongs to a *column* of U, or to a *row* of Vᵀ. Yours go down U's columns, or along
    Vᵀ's rows: `U[:, :k] * S[:k]`, without a new axis, is the one."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return U[:, :k] @ (Vh[:k] * S[:k])


@wrong_like(singular_values_along_the_other_axis)
def singular_values_down_the_columns(A, k):
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * S[:k, None]) @ Vh[:k]


@wrong
def transposed_result(A, k):
    """That is the best matrix for Aᵀ: yours is transposed. A = U Σ Vᵀ: U stands first, as many
    rows as A has."""
    return solution(A, k).T


@wrong
def counted_from_one(A, k):
    """It looks as if the terms were counted from 1. The largest singular value is `S[0]`, and
    `range(k)` and `[:k]` begin there."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, 1 : k + 1] * S[1 : k + 1]) @ Vh[1 : k + 1]


@wrong_like(counted_from_one)
def counted_from_one_in_a_loop(A, k):
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return sum(S[i] * torch.outer(U[:, i], Vh[i]) for i in range(1, k + 1))


@wrong
def singular_values_left_out(A, k):
    """The axes are right, but nothing is stretched along them: the singular values are missing
    between U and Vᵀ."""
    U, _, Vh = torch.linalg.svd(A, full_matrices=False)
    return U[:, :k] @ Vh[:k]


@wrong
def the_kth_term_alone(A, k):
    """That is the k-th term alone. The best matrix of rank k is the sum of the *first* k terms."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return S[k - 1] * torch.outer(U[:, k - 1], Vh[k - 1])


@wrong
def the_first_term_alone(A, k):
    """That is the first term alone, whatever k is. It has rank 1; add the others up to number
    k."""
    return solution(A, 1)


@wrong
def one_term_too_many(A, k):
    """One term too many: your matrix has rank k + 1. Slices leave out their end, so `[:k]` takes
    k."""
    return solution(A, k + 1)


@wrong
def one_term_too_few(A, k):
    """One term too few: your matrix has rank k − 1. Slices leave out their end, so `[:k]` takes
    k."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, : k - 1] * S[: k - 1]) @ Vh[: k - 1]


@wrong
def transposed_once_more(A, k):
    """It looks as if the third result was taken for V. It is Vᵀ already: its *rows* are the axes,
    so take the first k rows, and transpose nothing."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * S[:k]) @ Vh[:, :k].T


@wrong_like(transposed_once_more)
def transposed_once_more_and_all_of_it(A, k):
    U, S, Vh = torch.linalg.svd(A)
    return (U[:, :k] * S[:k]) @ Vh[:, :k].T


@wrong
def a_vector_between(A, k):
    """The singular values come as a vector, and U @ S multiplies U by that *vector*. Each belongs
    to a column of U: `U * S`, or make a matrix of them, `torch.diag(S)`."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return U[:, :k] @ S[:k] @ Vh[:k]


@wrong
def first_columns_kept(A, k):
    """It looks as if the first k *columns* of A were kept, and the others made 0. That has rank k,
    and others come closer: which directions does A stretch most?"""
    return torch.cat((A[:, :k], torch.zeros_like(A[:, k:])), dim=1)


@wrong
def first_rows_kept(A, k):
    """It looks as if the first k *rows* of A were kept, and the others made 0. That has rank k, and
    others come closer: which directions does A stretch most?"""
    return torch.cat((A[:k], torch.zeros_like(A[k:])))


@wrong
def corner_of_k_by_k(A, k):
    """That is a matrix of shape (k, k), the product of the wrong halves: U has its axes in
    *columns*, `U[:, :k]`, and Vᵀ in rows, `Vh[:k]`. The result is as large as A."""
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:k, :k] * S[:k]) @ Vh[:k, :k]


@wrong_like(corner_of_k_by_k)
def corner_of_rows_and_columns(A, k):
    U, S, Vh = torch.linalg.svd(A, full_matrices=False)
    return (U[:k] * S) @ Vh[:, :k]


@wrong
def all_of_u(A, k):
    """`svd` gives U and Vᵀ square unless told `full_matrices=False`. For an A that is not square
    they fit no diagonal matrix of S: take the columns and rows that you need."""
    U, S, Vh = torch.linalg.svd(A)
    S[k:] = 0
    return U @ torch.diag(S) @ Vh


def proof() -> None:
    """Its rank is k, and none of many others is closer: of rank k, with the best factor to it."""
    generator = torch.Generator().manual_seed(0)
    for A, k in [*edge_cases(), *examples(inputs())]:
        A = A.double()
        best = solution(A, k)
        assert torch.linalg.matrix_rank(best, rtol=1e-6) <= k
        left = torch.linalg.matrix_norm(A - best)
        for size in (1, 0.1, 1e-3):
            noise = torch.randn(50, *A.shape, generator=generator, dtype=torch.float64)
            others = best + size * noise
            axes = torch.linalg.svd(others, full_matrices=False).U[:, :, :k]
            closest = axes @ (axes.mT @ A)
            assert (torch.linalg.matrix_norm(A - closest) >= left - 1e-9).all()
