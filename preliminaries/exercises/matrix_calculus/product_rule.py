"""∂⟨u, v⟩/∂x from u, v (m,) and their Jacobians Du, Dv (m, n), numerator
layout.

Result: (n,), the entries of the row.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "For numbers, (uv)′ = u v′ + v u′. Which shapes can be multiplied here?",
    "u as a row times the Jacobian *of v*, plus v as a row times the Jacobian *of u*: "
    "(m)(m, n) gives (n).",
    "`u @ Dv + v @ Du`",
)
proves = "The product rule survives with vectors; the shapes say which factor goes where."


def solution(u, v, Du, Dv):
    return u @ Dv + v @ Du


def inputs():
    return unlike_sizes(2).flatmap(
        lambda mn: st.tuples(tensors(mn[:1]), tensors(mn[:1]), tensors(mn), tensors(mn))
    )


def edge_cases():
    u, v = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
    Du, Dv = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]), torch.ones(2, 3)
    square_u, square_v = (
        torch.tensor([[1.0, 0.0], [3.0, 2.0]]),
        torch.tensor([[0.0, 1.0], [5.0, 7.0]]),
    )
    return [
        (u, v, Du, Dv),
        (u, v, square_u, square_v),
        (u, -v, square_v, 10 * square_u),
        (u / 20, v, Du, Dv),
    ]


@right
def with_transposes(u, v, Du, Dv):
    return Dv.T @ u + Du.T @ v


@right
def as_a_sum(u, v, Du, Dv):
    return (u[:, None] * Dv + v[:, None] * Du).sum(dim=0)


@right
def with_einsum(u, v, Du, Dv):
    return torch.einsum("i,ij->j", u, Dv) + torch.einsum("i,ij->j", v, Du)


@right
def with_numpy(u, v, Du, Dv):
    return u.numpy() @ Dv.numpy() + v.numpy() @ Du.numpy()


@wrong
def one_term_only(u, v, Du, Dv):
    """That is the change when only v moves. u moves too."""
    return u @ Dv


@wrong
def other_term_only(u, v, Du, Dv):
    """That is the change when only u moves. v moves too."""
    return v @ Du


@wrong
def each_with_its_own_jacobian(u, v, Du, Dv):
    """Here each vector is multiplied by its own Jacobian. When v moves, u stands
    still and waits: which of the two is it that multiplies Dv?"""
    return u @ Du + v @ Dv


@wrong
def vectors_on_the_wrong_side(u, v, Du, Dv):
    """With the vector after the Jacobian, as in `Dv @ u`, the product fits square ones only,
    and is something else there. u is a row (1, m): what of shape (m, n) can follow it?"""
    return Dv @ u + Du @ v


@wrong
def one_term_on_the_wrong_side(u, v, Du, Dv):
    """`Dv @ u` fits a square Jacobian only, and gives something else there: u is a row, and
    what of shape (m, n) can follow it? And when u moves, there is another term."""
    return Dv @ u


@wrong
def jacobians_transposed(u, v, Du, Dv):
    """The Jacobians are transposed here, which fits where they are square, and is something
    else there. u is a row (1, m): does Dv, of shape (m, n), not follow it as it is?"""
    return u @ Dv.T + v @ Du.T


@wrong
def as_a_row(u, v, Du, Dv):
    """The entries are right, as a row of shape (1, n), as one writes it on paper. Asked
    for is the 1-d tensor (n,) of its entries."""
    return (u @ Dv + v @ Du).reshape(1, -1)


@wrong
def as_a_column(u, v, Du, Dv):
    """The entries are right, as a column of shape (n, 1), which is denominator layout.
    Asked for is the 1-d tensor (n,) of the entries."""
    return (u @ Dv + v @ Du).reshape(-1, 1)


@wrong
def not_summed(u, v, Du, Dv):
    """⟨u, v⟩ is one number, so its derivative has one entry for each x[j]. Which axis is
    still to be summed away?"""
    return u[:, None] * Dv + v[:, None] * Du


@wrong
def terms_subtracted(u, v, Du, Dv):
    """The two terms are right. When u and v both grow, do their contributions work against
    each other?"""
    return u @ Dv - v @ Du


def proof() -> None:
    """Measured, on vectors that bend: u + Du s + s², and so for v."""
    for u, v, Du, Dv in examples(inputs()):
        u, v, Du, Dv = (t.double() for t in (u, v, Du, Dv))

        def product(s, u=u, v=v, Du=Du, Dv=Dv):
            return (u + Du @ s + s @ s) @ (v + Dv @ s - s @ s)

        found = measured(product, torch.zeros(Du.shape[1], dtype=torch.float64))
        torch.testing.assert_close(solution(u, v, Du, Dv), found, rtol=1e-6, atol=1e-6)
