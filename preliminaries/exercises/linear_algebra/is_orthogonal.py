"""Whether Q is orthogonal: square, and Q Qᵀ = I up to rounding.

Q is (m, n), of any float or integer dtype. The answer is True or False.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, wrong
from preliminaries.exercises.linear_algebra._given import matrices, rotation, square

hints = (
    "What do the rows of Q have to be like, among each other and each by itself?",
    "Q Qᵀ holds the dot products of all rows: 1 with itself, 0 with the others.",
    "`torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))`, once Q is known to be square.",
)
proves = "You ask for unit rows, at right angles, in a square matrix, and allow for rounding."


def solution(Q):
    if Q.shape[0] != Q.shape[1]:
        return False
    return torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))


def inputs():
    turned = st.tuples(st.integers(1, 60), sizes(2, 4)).map(lambda t: rotation(t[0] / 10, t[1]))
    changed = turned.flatmap(
        lambda Q: st.sampled_from([Q, Q, -Q, 2 * Q, Q[:1], Q[:, :1], Q + 0.01, Q * 1.01])
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
    return Q.shape[0] == Q.shape[1] and np.allclose(Q @ Q.T, np.eye(len(Q)))


@right
def by_singular_values(Q):
    stretches = torch.linalg.svdvals(Q.double())
    return Q.shape[0] == Q.shape[1] and torch.allclose(stretches, torch.ones(1).double())


@wrong
def right_angles_but_not_unit(Q):
    """The rows stand at right angles, but their lengths were not asked for. [[1, 1],
    [1, -1]] stretches everything by √2: an orthogonal matrix keeps lengths."""
    if Q.shape[0] != Q.shape[1]:
        return False
    G = (Q @ Q.T).double()
    return torch.allclose(G, torch.diag(G.diagonal()))


@wrong
def compared_exactly(Q):
    """It looks as if floats were compared with `==`. A rotation's Q Qᵀ misses I by
    rounding, in the sixteenth digit: allow for it."""
    return Q.shape[0] == Q.shape[1] and torch.equal(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))


@wrong
def unit_rows_only(Q):
    """Each row has length 1, that was asked. Do the rows also stand at right angles to
    each other?"""
    lengths = Q.double().square().sum(1)
    return Q.shape[0] == Q.shape[1] and torch.allclose(lengths, torch.ones(1).double())


@wrong
def not_square_accepted(Q):
    """The rows are orthonormal, but there are too few of them: an orthogonal matrix is
    square, so that Qᵀ undoes it from both sides."""
    return torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))


@wrong
def determinant_of_one(Q):
    """It looks as if the determinant decided. It tells the *area* is kept: stretch one
    axis by 2 and shrink the other to ½, and it is kept as well."""
    if Q.shape[0] != Q.shape[1]:
        return False
    return abs(abs(float(torch.linalg.det(Q.double()))) - 1) < 1e-6


@wrong
def eye_of_another_dtype(Q):
    """`torch.eye(n)` is float32, and `allclose` compares one dtype only. Give it Q's:
    `dtype=Q.dtype`."""
    return Q.shape[0] == Q.shape[1] and torch.allclose(Q @ Q.T, torch.eye(len(Q)))


def proof() -> None:
    """What keeps the length of every vector, and is square, is orthogonal."""
    generator = torch.Generator().manual_seed(0)
    for (Q,) in [*edge_cases(), *examples(inputs())]:
        X = torch.randn(Q.shape[1], 50, generator=generator, dtype=torch.float64)
        before = torch.linalg.vector_norm(X, dim=0)
        after = torch.linalg.vector_norm(Q.double() @ X, dim=0)
        keeps = torch.allclose(after, before, rtol=1e-6)
        assert solution(Q) == (keeps and Q.shape[0] == Q.shape[1])
