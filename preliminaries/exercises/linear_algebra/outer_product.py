"""The outer product of each row of U with the same row of V.

U is (b, m), V is (b, n), of one dtype, floats or whole numbers, and
b, m, n are 1 or more. The result is (b, m, n); its entry [k, i, j] is
U[k, i] times V[k, j]. For U = [[1, 2]] and V = [[3, 4, 5]] it is
[[[3, 4, 5], [6, 8, 10]]].
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, unlike_sizes, wrong, wrong_like
from preliminaries.exercises.linear_algebra._given import together

name = "outer_products"
hints = (
    "Which axis of size 1 does each of the two need, so that broadcasting makes (m, n) of a pair?",
    "(b, m, 1) times (b, 1, n) broadcasts to (b, m, n), and each pair of entries meets once.",
    "`U[:, :, None]` is the one, what is the other?",
)
proves = "You can make all products of two vectors at once, for as many pairs as there are."
by_value = True


def solution(U, V):
    return U[:, :, None] * V[:, None, :]


def inputs():
    sizes = st.one_of(
        unlike_sizes(3, 1, 4),
        st.sampled_from(
            [(2, 3, 3), (2, 2, 3), (3, 2, 3), (3, 3, 3), (2, 2, 2), (4, 1, 1), (1, 1, 1)]
        ),
    )
    return sizes.flatmap(lambda s: together((s[0], s[1]), (s[0], s[2])))


def edge_cases():
    return [
        (torch.tensor([[1, 2]]), torch.tensor([[3, 4, 5]])),
        (torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([[3.0, 4.0], [5.0, 7.0]])),
        (torch.tensor([[0.01, -0.02], [60.1, 7.0]]), torch.tensor([[0.3], [8.1]])),
        (torch.tensor([[3], [4]]), torch.tensor([[5], [6]])),
    ]


@right
def pair_by_pair(U, V):
    return torch.stack([torch.outer(U[k], V[k]) for k in range(len(U))])


@right
def with_einsum(U, V):
    return torch.einsum("bi,bj->bij", U, V)


@right
def columns_times_rows(U, V):
    return U.unsqueeze(2) @ V.unsqueeze(1)


@right
def with_numpy(U, V):
    return U.numpy()[..., np.newaxis] * V.numpy()[:, np.newaxis]


@right
def entry_by_entry(U, V):
    result = torch.zeros(len(U), U.shape[1], V.shape[1], dtype=torch.float64)
    for k in range(len(U)):
        for i in range(U.shape[1]):
            for j in range(V.shape[1]):
                result[k, i, j] = U[k, i] * V[k, j]
    return result


@wrong
def v_with_u(U, V):
    """Each product is transposed: row i of it should belong to U[k, i], column j to V[k, j]. Which
    of the two stands upright, and which lies?"""
    return V[:, :, None] * U[:, None, :]


@wrong
def added_up(U, V):
    """That is the *sum* of the outer products over all pairs. Asked for is one for each pair: b
    matrices of shape (m, n)."""
    return U.T @ V


@wrong
def entry_with_entry(U, V):
    """`*` pairs entry i of u with entry i of v. In an outer product *every* entry of u meets every
    entry of v: each needs an axis of its own."""
    return U * V


@wrong
def dot_products(U, V):
    """A dot product adds its products up. In an outer product nothing is added: each product of
    two entries keeps a place of its own, in a matrix."""
    return (U * V).sum(dim=1)


@wrong_like(dot_products)
def dot_products_of_all_rows(U, V):
    return U @ V.T


@wrong_like(dot_products)
def dot_products_by_matrix_products(U, V):
    return U.unsqueeze(1) @ V.unsqueeze(2)


@wrong_like(dot_products)
def dot_products_by_einsum(U, V):
    return torch.einsum("bi,bi->b", U, V)


@wrong
def both_upright(U, V):
    """Both stand upright, (b, m, 1) and (b, n, 1), so that `*` pairs entry i with entry i, if it
    can at all. One has to lie: (b, 1, n)."""
    return U[:, :, None] * V[:, :, None]


@wrong
def an_axis_missing(U, V):
    """One of the two has its new axis in *front*: `[None]` puts it there, and so does broadcasting
    where it is missing, so that rows of other numbers meet. U's belongs at the end, V's in the
    middle."""
    return U[:, :, None] * V


@wrong_like(an_axis_missing)
def an_axis_missing_in_U(U, V):
    return U * V[:, None, :]


@wrong_like(an_axis_missing)
def an_axis_missing_and_the_other_in_the_middle(U, V):
    return U[:, None, :] * V


@wrong
def each_row_with_every_row(U, V):
    """Each row of U meets *every* row of V. Rows of one number belong together: axis b is the same
    in both."""
    return U[:, None, :, None] * V[None, :, None, :]


@wrong_like(each_row_with_every_row)
def each_row_with_every_row_one_after_another(U, V):
    return torch.stack([torch.outer(u, v) for u in U for v in V])


@wrong_like(each_row_with_every_row)
def each_row_with_every_row_by_tensordot(U, V):
    return torch.tensordot(U, V, dims=0)


@wrong_like(each_row_with_every_row)
def each_row_with_every_row_by_kron(U, V):
    return torch.kron(U, V)


@wrong
def one_below_the_other(U, V):
    """The matrices stand one below the other, (b · m, n), as `cat` puts them. `stack` gives them an
    axis of their own, in front."""
    return torch.cat([torch.outer(u, v) for u, v in zip(U, V)])


@wrong
def pairs_in_the_middle(U, V):
    """The axis of the pairs stands in the middle, (m, b, n). It belongs in front, where `stack`
    puts it unless told another `dim`."""
    return torch.stack([torch.outer(u, v) for u, v in zip(U, V)], dim=1)


@wrong
def fractions_cut_off(U, V):
    """The products are right but for what stands behind the point: a dtype for whole numbers cuts
    it off. Keep that of U and V."""
    return (U[:, :, None] * V[:, None, :]).int()


@wrong
def in_one_long_row(U, V):
    """The products are all there, and in order; for each pair they lie in one row of m · n. As a
    matrix they have two axes: m and n."""
    return (U[:, :, None] * V[:, None, :]).reshape(len(U), U.shape[1] * V.shape[1])


@wrong
def sums_for_products(U, V):
    """Every entry of u meets every entry of v, as it should. They are *added* there; the outer
    product multiplies them."""
    return U[:, :, None] + V[:, None, :]


@wrong
def left_to_outer(U, V):
    """`torch.outer` is for two vectors and takes no stack of them. Call it for each pair and stack
    the results, or let broadcasting do it."""
    return torch.outer(U, V)


@wrong
def outer_of_all_the_entries(U, V):
    """That pairs all entries of U with all of V, those of other rows too, as NumPy's `outer` does.
    What belongs to one pair is one row of each."""
    return torch.outer(U.flatten(), V.flatten())


@wrong
def for_the_first_pair_only(U, V):
    """That is the outer product of the *first* pair. Is there a `return` within the loop, or a [0]
    too many?"""
    return torch.outer(U[0], V[0])


def proof() -> None:
    """As a map, u vᵀ takes x to ⟨v, x⟩ u."""
    generator = torch.Generator().manual_seed(0)
    for U, V in [*edge_cases(), *examples(inputs())]:
        x = torch.randn(V.shape[1], generator=generator, dtype=torch.float64)
        U, V = U.double(), V.double()
        assert torch.allclose(solution(U, V) @ x, (V @ x)[:, None] * U)
        assert solution(U, V).shape == (*U.shape, V.shape[1])
