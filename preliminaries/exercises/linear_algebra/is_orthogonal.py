"""Whether Q is orthogonal: square, and Q Qᵀ = I up to rounding.

Q is (m, n), float32, float64 or int64; the answer is True or False. Where
entries of Q Qᵀ are off by 1e-5 at most, that is rounding; where one is off
by 4e-5 or more, Q is not orthogonal. Nothing in between is tried.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.linear_algebra._given import matrices, rotation, square

hints = (
    "What do the rows of Q have to be like, among each other and each by itself?",
    "Q Qᵀ holds the dot products of all rows: 1 with itself, 0 with the others.",
    "Once Q is known to be square, and made float64: `torch.allclose(Q @ Q.T, torch.eye(len(Q), "
    "dtype=Q.dtype), atol=1e-5)`.",
)
proves = "You ask for unit rows, at right angles, in a square matrix, and allow for rounding."


def solution(Q):
    if Q.shape[0] != Q.shape[1]:
        return False
    Q = Q.double()
    identity = torch.eye(len(Q), dtype=torch.float64)
    return torch.allclose(Q @ Q.T, identity, rtol=0, atol=1e-5)


def reflection(*normal: float) -> torch.Tensor:
    """The mirror image in the plane at a right angle to that vector, as float32 holds it."""
    v = torch.tensor(normal, dtype=torch.float64)
    return (torch.eye(len(v)) - 2 * torch.outer(v, v) / (v @ v)).float()


def inputs():
    turned = st.tuples(st.integers(1, 60), sizes(2, 4)).map(lambda t: rotation(t[0] / 10, t[1]))
    changed = turned.flatmap(
        lambda Q: st.sampled_from([Q, Q.float(), -Q, 2 * Q, Q[:1], Q[:, :1], Q + 0.01, Q * 1.01])
    )
    return st.one_of(changed, changed, matrices(square(2))).map(lambda Q: (Q,))


def edge_cases():
    hadamard = torch.tensor([[1.0, 1.0], [1.0, -1.0]])
    return [
        (torch.tensor([[0.6, -0.8], [0.8, 0.6]], dtype=torch.float64),),
        (hadamard,),
        (torch.tensor([[0, 1, 0], [0, 0, 1], [1, 0, 0]]),),
        (torch.tensor([[1.0, 1.0], [0.0, 1.0]]),),
        (torch.tensor([[0.6, 0.8], [0.8, 0.6]]),),
        (torch.tensor([[2.0, 0.0], [0.0, 0.5]]),),
        (torch.eye(3)[:2],),
        (torch.eye(3)[:, :2],),
        (rotation(0.7, 3),),
        (torch.tensor([[-1.0]]),),
        (torch.tensor([[2.0]]),),
        (torch.tensor([[-1, 0], [0, 1]]),),  # determinant -1
        (torch.tensor([[2.0, -1.0], [-1.0, 2.0]]),),  # keeps the length of (1, 1)
        (torch.tensor([[1.0, 0.0], [0.0, 0.5]]),),  # stretches no vector, and shrinks some
        (torch.tensor([[1.0, 1.0], [0.0, -1.0]]),),  # undoes itself
        (torch.tensor([[1.0, 1.0], [0.0, 0.0]]),),  # as many squares as I has
        (torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.6, 0.8]]),),  # rows 2 and 3
        (torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.6, 0.0, 0.8]]),),  # rows 1 and 3
        (torch.tensor([[0.6, 0.8, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),),  # rows 1 and 2
        # Off by 8e-6 and by 4e-5, on the diagonal of Q Qᵀ and beside it.
        (torch.tensor([[0.6000024, -0.8000032], [0.8000032, 0.6000024]], dtype=torch.float64),),
        (torch.tensor([[0.600012, -0.800016], [0.800016, 0.600012]], dtype=torch.float64),),
        (torch.tensor([[0.600012, -0.800016], [0.800016, 0.600012]]),),
        (torch.tensor([[0.599988, -0.799984], [0.799984, 0.599988]]),),
        (torch.tensor([[1.0, 0.0], [8e-6, 1.0]]),),
        (torch.tensor([[1.0, 0.0], [4e-5, 1.0]]),),
        # One entry of 25 is off by 4.2e-5; all on the diagonal are off by 9.8e-6.
        (torch.diag(torch.tensor([1.000021, 1.0, 1.0, 1.0, 1.0], dtype=torch.float64)),),
        (torch.eye(5, dtype=torch.float64) * 1.0000049,),
        # Entries of Q Qᵀ below those of I.
        (torch.tensor([[1.0, 0.0], [-0.6, 0.8]]),),
        (torch.tensor([[0.6, 0.0], [0.0, 0.6]]),),
        (reflection(1, 3),),
        (reflection(1, 2, 3),),
        (reflection(2, 1, 2, 4),),
    ]


@right
def with_the_inverse(Q):
    if Q.shape[0] != Q.shape[1]:
        return False
    Q = Q.double()
    return bool((Q.T @ Q - torch.eye(len(Q))).abs().max() < 1e-5)


@right
def row_by_row(Q):
    m, n = Q.shape
    if m != n:
        return False
    for i in range(m):
        for j in range(m):
            if abs(float(Q[i] @ Q[j]) - (i == j)) > 1e-5:
                return False
    return True


@right
def with_numpy(Q):
    Q = Q.numpy()
    return Q.shape[0] == Q.shape[1] and np.allclose(Q @ Q.T, np.eye(len(Q)), atol=1e-5)


@right
def by_singular_values(Q):
    stretches = torch.linalg.svdvals(Q.double())
    return Q.shape[0] == Q.shape[1] and bool((stretches - 1).abs().max() < 1e-5)


@right
def by_solving(Q):
    if Q.shape[0] != Q.shape[1] or torch.linalg.det(Q.double()).abs() < 1e-3:
        return False
    return torch.allclose(torch.linalg.inv(Q.double()), Q.T.double(), atol=1e-5)


@wrong
def right_angles_but_not_unit(Q):
    """The rows stand at right angles, but their lengths were not asked for. [[1, 1],
    [1, -1]] stretches everything by √2: an orthogonal matrix keeps lengths."""
    if Q.shape[0] != Q.shape[1]:
        return False
    G = Q.double() @ Q.T.double()
    return torch.allclose(G, torch.diag(G.diagonal()), atol=1e-5)


@wrong
def compared_exactly(Q):
    """It looks as if floats were compared exactly. Q Qᵀ misses I by what the entries of Q were
    rounded by: allow for it, say how much."""
    return Q.shape[0] == Q.shape[1] and torch.equal(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))


@wrong
def unit_rows_only(Q):
    """Each row has length 1, that was asked. Do the rows also stand at right angles to
    each other?"""
    lengths = Q.double().square().sum(1)
    return Q.shape[0] == Q.shape[1] and bool((lengths - 1).abs().max() < 1e-5)


@wrong
def right_angle_to_the_first_row_only(Q):
    """The lengths are asked for, and whether each row stands at a right angle to the *first*.
    What about the second row and the third?"""
    if Q.shape[0] != Q.shape[1]:
        return False
    G = Q.double() @ Q.double().T
    first = torch.eye(len(Q), dtype=torch.float64)[0]
    unit = (G.diagonal() - 1).abs().max() < 1e-5
    return bool(unit) and torch.allclose(G[0], first, atol=1e-5)


@wrong
def right_angle_to_the_next_row_only(Q):
    """The lengths are asked for, and whether each row stands at a right angle to the *next*.
    Every pair has to: what about the first row and the third?"""
    if Q.shape[0] != Q.shape[1]:
        return False
    G = Q.double() @ Q.double().T
    unit = (G.diagonal() - 1).abs().max() < 1e-5
    return bool(unit) and bool((G.diagonal(1).abs() < 1e-5).all())


@wrong
def without_the_transpose(Q):
    """It looks as if Q Q was compared with I. That asks whether Q undoes *itself*; a turn by 10°
    does not, and is orthogonal. Where is the transpose?"""
    if Q.shape[0] != Q.shape[1]:
        return False
    return torch.allclose(Q.double() @ Q.double(), torch.eye(len(Q)).double(), atol=1e-5)


@wrong
def keeps_the_length_of_ones(Q):
    """It looks as if one vector was tried, of ones, whether it keeps its length. [[2, -1],
    [-1, 2]] keeps that one, and doubles and triples others."""
    ones = torch.ones(Q.shape[1], dtype=torch.float64)
    kept = (torch.linalg.vector_norm(Q.double() @ ones) - len(ones) ** 0.5).abs() < 1e-5
    return Q.shape[0] == Q.shape[1] and bool(kept)


@wrong
def no_vector_grows(Q):
    """It looks as if the largest stretch was asked for: it is 1 for diag(1, ½) too, which makes
    some vectors shorter. An orthogonal matrix keeps *every* length."""
    largest = torch.linalg.matrix_norm(Q.double(), 2)
    return Q.shape[0] == Q.shape[1] and bool((largest - 1).abs() < 1e-5)


@wrong
def too_small_passes(Q):
    """You refuse what is too *large* in Q Qᵀ, and an entry far below that of I passes: -0.6
    beside the diagonal, or 0.36 on it. Is there an `abs` around the difference?"""
    if Q.shape[0] != Q.shape[1]:
        return False
    Q = Q.double()
    return bool((Q @ Q.T - torch.eye(len(Q), dtype=Q.dtype) < 1e-5).all())


@wrong
def allclose_beside_zero(Q):
    """Where I has a 0, `allclose` allows 1e-8 only: what rounding leaves there, 1e-7 in float32,
    is refused. Say how much is allowed: `atol=1e-5`."""
    Q = Q.double()
    return Q.shape[0] == Q.shape[1] and torch.allclose(Q @ Q.T, torch.eye(len(Q)).double())


@wrong
def not_square_accepted(Q):
    """The rows are orthonormal, but there are too few of them: an orthogonal matrix is
    square, so that Qᵀ undoes it from both sides."""
    Q = Q.double()
    return torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype), atol=1e-5)


@wrong
def as_large_as_the_rows_are_long(Q):
    """Q Qᵀ has as many rows as Q; the I beside it has as many as Q has *columns*. Where Q is not
    square that raises an error, and the answer is False: look at the shape first."""
    Q = Q.double()
    return torch.allclose(Q @ Q.T, torch.eye(Q.shape[1], dtype=Q.dtype), atol=1e-5)


@wrong
def inverted_without_looking(Q):
    """`inv` raises an error where there is no inverse: where the matrix is not square, or
    singular. The answer is False there. Look at the shape first, and compare Q Qᵀ with I, which
    needs no inverse."""
    Q = Q.double()
    return torch.allclose(torch.linalg.inv(Q), Q.T, atol=1e-5)


@wrong_like(inverted_without_looking)
def inverted_where_it_is_square(Q):
    return Q.shape[0] == Q.shape[1] and inverted_without_looking(Q)


@wrong_like(inverted_without_looking)
def inverted_as_it_comes(Q):
    return torch.allclose(torch.linalg.inv(Q), Q.T, atol=1e-5)


@wrong_like(inverted_without_looking)
def inverted_as_it_comes_where_it_is_square(Q):
    return Q.shape[0] == Q.shape[1] and inverted_as_it_comes(Q)


@wrong
def determinant_of_one(Q):
    """It looks as if the determinant decided. It tells the *area* is kept: stretch one
    axis by 2 and shrink the other to ½, and it is kept as well."""
    if Q.shape[0] != Q.shape[1]:
        return False
    return abs(abs(float(torch.linalg.det(Q.double()))) - 1) < 1e-5


@wrong_like(determinant_of_one)
def determinant_of_one_with_its_sign(Q):
    return Q.shape[0] == Q.shape[1] and abs(float(torch.linalg.det(Q.double())) - 1) < 1e-5


@wrong
def a_turn_but_no_mirror(Q):
    """Turns are accepted, and mirror images are not: their determinant is -1. They keep lengths
    and angles as well, and Q Qᵀ = I."""
    return solution(Q) and float(torch.linalg.det(Q.double())) > 0


@wrong
def eye_of_another_dtype(Q):
    """`torch.eye(n)` is float32, and `allclose` compares one dtype only. Give it Q's:
    `dtype=Q.dtype`."""
    return Q.shape[0] == Q.shape[1] and torch.allclose(Q @ Q.T, torch.eye(len(Q)), atol=1e-5)


def proof() -> None:
    """What keeps the length of every vector, and is square, is orthogonal."""
    generator = torch.Generator().manual_seed(0)
    for (Q,) in [*edge_cases(), *examples(inputs())]:
        X = torch.randn(Q.shape[1], 50, generator=generator, dtype=torch.float64)
        before = torch.linalg.vector_norm(X, dim=0)
        after = torch.linalg.vector_norm(Q.double() @ X, dim=0)
        keeps = torch.allclose(after, before, rtol=1e-5)
        assert solution(Q) == (keeps and Q.shape[0] == Q.shape[1])
