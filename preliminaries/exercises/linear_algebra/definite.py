"""Which kind a symmetric matrix A (n, n), float64, is; the narrowest of
"positive definite", "positive semidefinite", "indefinite",
"negative definite", "negative semidefinite".

An eigenvalue closer to 0 than 1e-6 counts as 0; not all of them do.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, wrong, wrong_like
from preliminaries.exercises.linear_algebra._given import square

name = "definiteness"
hints = (
    "Which numbers of a symmetric matrix tell how it stretches along its own axes?",
    "All eigenvalues above 0: positive definite. None below, some 0: positive semidefinite. The "
    "same with all signs turned: negative. Both signs: indefinite.",
    "`torch.linalg.eigvalsh(A)` gives the eigenvalues in increasing order.",
)
proves = "The signs of the eigenvalues decide, and nothing else does."


def solution(A):
    eigenvalues = torch.linalg.eigvalsh(A)
    low, high = eigenvalues[0], eigenvalues[-1]
    if low > 1e-6:
        return "positive definite"
    if high < -1e-6:
        return "negative definite"
    if low < -1e-6 and high > 1e-6:
        return "indefinite"
    return "positive semidefinite" if high > 1e-6 else "negative semidefinite"


def _gram(B: torch.Tensor) -> torch.Tensor:
    """B Bᵀ, which is never negative; definite where B's rows are independent."""
    return (B @ B.T).double()


def inputs():
    def of(rows_and_columns):
        return tensors(rows_and_columns).map(_gram).filter(lambda A: A.abs().max() > 0.1)

    full = st.sampled_from([(2, 3), (3, 4), (2, 2)]).flatmap(of)
    thin = st.sampled_from([(2, 1), (3, 2), (3, 1)]).flatmap(of)
    any_symmetric = square(2, 3).flatmap(tensors).map(lambda A: (A + A.T).double())
    either = st.one_of(full, thin, any_symmetric)
    return st.tuples(either, st.sampled_from([1, -1])).map(lambda t: (t[0] * t[1],))


def edge_cases():
    matrices = (
        [[2, -1], [-1, 2]],
        [[1, 2], [2, 1]],
        [[-2, 1], [1, -2]],
        [[1, 1], [1, 1]],
        [[-1, 1], [1, -1]],
        [[0, 1], [1, 0]],
        [[-1, 0, 0], [0, -1, 0], [0, 0, 1]],
        [[1, 0, 0], [0, -1, 0], [0, 0, 0]],
        [[3]],
        [[-3]],
        [[2, 0], [0, 2e-6]],
        [[2, 0], [0, -2e-6]],
        [[2, 0], [0, 6e-7]],
        [[2, 0], [0, -6e-7]],
        [[-2, 0], [0, 6e-7]],
        [[-2, 0], [0, -6e-7]],
        [[-2, 0], [0, -2e-6]],
        [[-2, 0], [0, 2e-6]],
        [[0, 0], [0, 2e-6]],
        [[0, 0], [0, -2e-6]],
        [[1000, 0], [0, 1e-4]],
        [[500, 499.9999], [499.9999, 500]],
        [[2, 0, 0], [0, -1, 0], [0, 0, -1]],
        [[-2, -1], [-1, -2]],
        [[-1, 2], [2, -1]],
        [[0.1, 0.2, 0.3], [0.2, 0.4, 0.6], [0.3, 0.6, 0.9]],
    )
    return [(torch.tensor(A, dtype=torch.float64),) for A in matrices]


def read(kind):
    """The kind in lower case, "semi-definite" and "semi definite" as one word."""
    if not isinstance(kind, str) or len(kind) >= 100:
        return kind
    words = " ".join(kind.lower().replace("-", " ").replace("_", " ").split())
    return words.replace("semi definite", "semidefinite")


@right
def by_counting_signs(A):
    values = torch.linalg.eigvalsh(A)
    positive, negative = int((values > 1e-6).sum()), int((values < -1e-6).sum())
    if positive and negative:
        return "indefinite"
    sign = "positive" if positive else "negative"
    return f"{sign} definite" if positive + negative == len(A) else f"{sign} semidefinite"


@right
def with_numpy(A):
    values = np.linalg.eigvals(A.numpy()).real
    if (values > 1e-6).all():
        return "Positive definite"
    if (values < -1e-6).all():
        return "Negative definite"
    if (values > -1e-6).all():
        return "positive semi-definite"
    return "negative semi-definite" if (values < 1e-6).all() else "indefinite"


@right
def with_eigh(A):
    signs = [0 if abs(v) < 1e-6 else math.copysign(1, v) for v in torch.linalg.eigh(A)[0]]
    if {1, -1} <= set(signs):
        return "indefinite"
    word = "semidefinite" if 0 in signs else "definite"
    return f"{'positive' if 1 in signs else 'negative'} {word}"


@wrong
def by_the_signs_of_the_entries(A):
    """It looks as if the signs of the *entries* decided. [[1, 2], [2, 1]] has positive
    entries, yet it turns (1, -1) around; [[2, -1], [-1, 2]] turns nothing around."""
    if (A > 0).all():
        return "positive definite"
    if (A >= 0).all():
        return "positive semidefinite"
    if (A < 0).all():
        return "negative definite"
    return "negative semidefinite" if (A <= 0).all() else "indefinite"


@wrong
def by_the_diagonal(A):
    """It looks as if the diagonal decided. It does for a diagonal matrix; entries beside
    it can outweigh it."""
    low, high = A.diagonal().min(), A.diagonal().max()
    if low > 0:
        return "positive definite"
    if high < 0:
        return "negative definite"
    if low < 0 < high:
        return "indefinite"
    return "positive semidefinite" if high > 0 else "negative semidefinite"


@wrong
def by_the_determinant(A):
    """It looks as if the determinant decided. It is the *product* of the eigenvalues:
    two negative ones make it positive too."""
    determinant = float(torch.linalg.det(A))
    if abs(determinant) < 1e-6:
        return "positive semidefinite"
    return "positive definite" if determinant > 0 else "indefinite"


@wrong_like(by_the_determinant)
def by_the_sign_of_the_determinant(A):
    kind = by_the_determinant(A)
    return "negative definite" if kind == "indefinite" else kind


@wrong
def by_the_trace(A):
    """It looks as if the trace decided. It is the *sum* of the eigenvalues: a large positive one
    hides a negative one."""
    trace = float(A.trace())
    if trace > 0:
        return "positive definite"
    return "negative definite" if trace < 0 else "indefinite"


@wrong
def exact_zeros(A):
    """It looks as if eigenvalues were compared with exactly 0. Computed ones miss it by
    rounding, to either side: count what is closer than 1e-6 as 0."""
    values = torch.linalg.eigvalsh(A)
    low, high = values[0], values[-1]
    if low > 0:
        return "positive definite"
    if high < 0:
        return "negative definite"
    if low < 0 < high:
        return "indefinite"
    return "positive semidefinite" if high > 0 else "negative semidefinite"


@wrong
def relative_to_the_largest(A):
    """Beside an eigenvalue of 1000, one of 1e-4 counted as 0 for you. What counts as 0 is closer
    than 1e-6, whatever the others are."""
    values = torch.linalg.eigvalsh(A)
    bound = 1e-6 * values.abs().max()
    positive, negative = bool((values > bound).any()), bool((values < -bound).any())
    if positive and negative:
        return "indefinite"
    word = "definite" if (values.abs() > bound).all() else "semidefinite"
    return f"{'positive' if positive else 'negative'} {word}"


@wrong
def semidefinite_forgotten(A):
    """With an eigenvalue 0 you say the same as without. There the matrix presses a direction
    flat: not definite, only *semi*definite."""
    return solution(A).replace("semi", "")


@wrong
def indefinite_is_negative(A):
    """You never say "indefinite", but "negative definite" in its place. With eigenvalues of both
    signs a matrix is neither positive nor negative."""
    kind = solution(A)
    return "negative definite" if kind == "indefinite" else kind


@wrong
def negative_is_indefinite(A):
    """You never say "negative", but "indefinite" in its place. That is for eigenvalues of *both*
    signs; where none is positive the matrix is negative, definite or semidefinite."""
    kind = solution(A)
    return "indefinite" if kind.startswith("negative") else kind


@wrong
def semidefinite_is_always_positive(A):
    """Where an eigenvalue is 0 you say "positive semidefinite", whatever the others are. Which
    sign have they?"""
    kind = solution(A)
    return "positive semidefinite" if kind == "negative semidefinite" else kind


@wrong
def a_zero_makes_it_semidefinite(A):
    """It looks as if an eigenvalue 0 settled it. Look at the others first: with 1, 0 and -1
    both signs are there, and that is indefinite."""
    values = torch.linalg.eigvalsh(A)
    if solution(A) != "indefinite" or (values.abs() > 1e-6).all():
        return solution(A)
    return "positive semidefinite"


def proof() -> None:
    """The sign of the quadratic form on many directions."""
    signs = {
        "positive definite": {1},
        "positive semidefinite": {0, 1},
        "indefinite": {-1, 1},
        "negative definite": {-1},
        "negative semidefinite": {-1, 0},
    }
    generator, met = torch.Generator().manual_seed(0), set()
    for (A,) in [*edge_cases(), *examples(inputs())]:
        kind = solution(A)
        met.add(kind)
        X = torch.randn(2000, len(A), generator=generator, dtype=torch.float64)
        X = torch.cat((X, torch.linalg.svd(A).Vh), dim=0)
        X = X / torch.linalg.vector_norm(X, dim=1, keepdim=True)
        forms = ((X @ A) * X).sum(1)
        found = set(torch.where(forms.abs() < 1e-6, 0, forms.sign()).int().tolist())
        assert found | {0} == signs[kind] | {0}
        assert (0 in found) >= (0 in signs[kind])
    assert met == set(signs)
