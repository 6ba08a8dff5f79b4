"""The largest eigenvalue of A and a unit eigenvector to it: two results.

A is (n, n), symmetric, positive definite, float32 or float64; its largest
eigenvalue is at least 1.4 times the next. The eigenvector is (n,), with
either sign; an error of a thousandth is allowed.
"""

import math
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Unreadable,
    describe,
    examples,
    right,
    said,
    told,
    watching,
    wrong,
)
from preliminaries.exercises.linear_algebra._given import rotation

hints = (
    "What happens to a vector that A is applied to again and again?",
    "It turns towards the direction that A stretches most, and grows without bound, unless "
    "you bring it back to length 1 at every step.",
    "`v = A @ v`, then `v = v / torch.linalg.vector_norm(v)`, 50 times from a random v; the "
    "eigenvalue is `v @ A @ v`.",
)
proves = "Repeated multiplication finds the direction that a matrix stretches most."
watch = watching.seeded
tolerance = 2e-3


def solution(A):
    v = torch.randn(len(A), dtype=A.dtype)
    for _ in range(50):
        v = A @ v
        v = v / torch.linalg.vector_norm(v)
    return v @ A @ v, v


def _stretching(eigenvalues: list[float], angle: float, dtype: torch.dtype) -> torch.Tensor:
    """A symmetric matrix with nearly these eigenvalues, its axes turned by an angle."""
    Q = rotation(angle, len(eigenvalues)) if len(eigenvalues) > 1 else torch.eye(1).double()
    A = Q @ torch.diag(torch.tensor(eigenvalues, dtype=torch.float64)) @ Q.T
    return ((A + A.T) / 2).round(decimals=4).to(dtype)


def inputs():
    def spread(ratios):
        values = [1.0]
        for ratio in ratios:
            values.append(values[-1] * ratio)
        return values

    ratios = st.lists(st.sampled_from([1.5, 2.0, 3.0]), min_size=1, max_size=3)
    angles = st.integers(1, 30).map(lambda k: k / 10)
    dtypes = st.sampled_from([torch.float32, torch.float64])
    return st.builds(_stretching, ratios.map(spread), angles, dtypes).map(lambda A: (A,))


def edge_cases():
    return [
        (torch.tensor([[2.0, 1.0], [1.0, 2.0]]),),
        (torch.tensor([[2.0, -1.0], [-1.0, 2.0]]),),
        (torch.tensor([[5.0, 0.0], [0.0, 1.0]]),),
        (torch.tensor([[1.0, 0.0], [0.0, 3.0]]),),
        (torch.tensor([[2.0, 0.0], [0.0, 1.0]]) / 100,),
        (torch.tensor([[2.0, 0.0, 0.0], [0.0, 5.0, 0.0], [0.0, 0.0, 1.0]]),),
        (torch.tensor([[18.0, -6.0], [-6.0, 9.0]], dtype=torch.float64) / 16,),
        (torch.tensor([[3.0, 1.0], [1.0, 1.0]]) * 1e9,),
        (torch.tensor([[3.0, 1.0], [1.0, 1.0]]) * 1e-9,),
        (torch.tensor([[7.0]]),),
    ]


def read(result):
    """The two by name; of v and -v, which are both right, the one with the larger sum.

    Raises Unreadable for an eigenvector of another length than 1: how long it is depends on the
    number of steps and on the start, and says nothing about the direction.
    """
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        asked = "Two results are asked for, `return eigenvalue, eigenvector`; this is {given}."
        raise Unreadable(said(asked, given=describe(result)))
    value, vector = result
    if isinstance(vector, np.ndarray) and vector.dtype.kind == "f":
        vector = torch.as_tensor(vector.copy())
    if isinstance(vector, (list, tuple)) and all(isinstance(v, float) for v in vector):
        vector = torch.tensor(vector, dtype=torch.float64)
    if isinstance(vector, torch.Tensor) and vector.ndim == 1 and len(vector):
        _complain_of_length(value, vector)
        # A sum close to zero may have either sign by rounding; the first entry decides then.
        decides = vector.sum() if vector.sum().abs() > 0.1 else vector[0]
        vector = -vector if decides < 0 else vector
    return {told("eigenvalue"): value, told("eigenvector"): vector}


def _complain_of_length(value: object, vector: torch.Tensor) -> None:
    if vector.is_complex():
        told = "Your eigenvector is complex. `eig` is for any matrix, `eigh` for symmetric ones."
        raise Unreadable(said(told))
    length = torch.linalg.vector_norm(vector.double()).item()
    if length == 0 or not math.isfinite(length) or not math.isfinite(_float_of(value)):
        told = (
            "Your eigenvalue came out as {value}, your eigenvector as {vector}. Print both at each "
            "step: which turns into inf, NaN or 0 first, and what was divided by what?"
        )
        parts = ", ".join(f"{v:.4g}" for v in vector.tolist())
        raise Unreadable(said(told, value=f"{_float_of(value):.4g}", vector=f"[{parts}]"))
    if abs(length - 1) > 0.01:
        raise Unreadable(
            said("Your eigenvector has length {length}, not 1.", length=f"{length:.4g}")
        )


def _float_of(value: Any) -> float:
    """A number as a float; what is no number is judged later, and is finite here."""
    one = isinstance(value, (torch.Tensor, np.ndarray, np.generic)) and value.size == 1
    if isinstance(value, torch.Tensor):
        one = value.numel() == 1 and not value.is_complex()
    return float(value) if one or isinstance(value, (int, float)) else 0.0


@right
def with_eigh(A):
    values, vectors = torch.linalg.eigh(A)
    return values[-1], vectors[:, -1]


@right
def until_it_stays(A):
    v = torch.ones(len(A), dtype=A.dtype) + torch.rand(len(A), dtype=A.dtype)
    for _ in range(100):
        w = A @ v
        w = w / (w @ w).sqrt()
        if (w - v).abs().max() < 1e-6:
            break
        v = w
    return torch.linalg.vector_norm(A @ w), w


@right
def with_numpy(A):
    A = A.numpy()
    v = np.random.default_rng(0).normal(size=len(A)).astype(A.dtype)
    for _ in range(60):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v, v


@right
def by_squaring_the_matrix(A):
    B = A
    for _ in range(7):
        B = B / B.abs().max()
        B = B @ B
    v = B[:, B.diagonal().argmax()]
    v = v / torch.linalg.vector_norm(v)
    return float(v @ A @ v), v


@wrong
def the_smallest(A):
    """That is the *smallest* eigenvalue, with its eigenvector. Repeated multiplication
    finds the other end; `eigh` sorts in increasing order."""
    values, vectors = torch.linalg.eigh(A)
    return values[0], vectors[:, 0]


@wrong
def a_single_step(A):
    """One multiplication turns the vector only a little. How many steps does it take
    until it stays where it is?"""
    v = torch.ones(len(A), dtype=A.dtype)
    v = A @ v
    v = v / torch.linalg.vector_norm(v)
    return v @ A @ v, v


@wrong
def started_at_a_right_angle(A):
    """For [[2, -1], [-1, 2]] a start of ones is an eigenvector already, and not the one
    looked for: it has no share of that one. A random start almost always has."""
    v = torch.ones(len(A), dtype=A.dtype)
    for _ in range(50):
        v = A @ v
        v = v / torch.linalg.vector_norm(v)
    return v @ A @ v, v


@wrong
def started_at_e1(A):
    """For diag(1, 3) a start at (1, 0), or at the first column of A, is an eigenvector already,
    and not the one looked for. A random start almost always has a share of that one."""
    v = torch.eye(len(A), dtype=A.dtype)[0]
    for _ in range(100):
        v = A @ v
        v = v / torch.linalg.vector_norm(v)
    return v @ A @ v, v


@wrong
def started_at_one_two(A):
    """For the matrix below a start at (1, 2) is an eigenvector already, and not the one looked
    for. For any fixed start there is such a matrix; a random one almost always has a share of
    that eigenvector."""
    v = torch.arange(1, len(A) + 1, dtype=A.dtype)
    for _ in range(50):
        v = A @ v
        v = v / torch.linalg.vector_norm(v)
    return v @ A @ v, v


@wrong
def a_row_of_eigenvectors(A):
    """The eigenvalue is right. `eigh` returns the eigenvectors as *columns*; this is the
    last row."""
    values, vectors = torch.linalg.eigh(A)
    return values[-1], vectors[-1]


@wrong
def eigenvector_not_of_length_one(A):
    """Each multiplication by A makes the vector longer or shorter. Is it brought back to length
    1 at every step, and once more at the very end?"""
    value, v = solution(A)
    return value, value * v


def proof() -> None:
    """NumPy's `eigh`; and the eigenvalues lie as far apart as is promised."""
    for (A,) in [*edge_cases(), *examples(inputs())]:
        with watch():
            value, v = solution(A)
        values, vectors = np.linalg.eigh(A.double().numpy())
        np.testing.assert_allclose(value, values[-1], rtol=1e-3)
        np.testing.assert_allclose(abs(v.double().numpy() @ vectors[:, -1]), 1, rtol=1e-3)
        np.testing.assert_allclose(torch.linalg.vector_norm(v), 1, rtol=1e-3)
        assert len(values) < 2 or values[-1] >= 1.39 * values[-2] > 0
