"""Lecture 3: right answers that look wrong, wrong ones that look right, and what they are told."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging.verdict import Status


def told(slug: str, answer: object) -> str:
    """The name of the belief that an answer is told, or "" where it is told none."""
    verdict = check(slug, answer).verdict
    assert verdict.status in (Status.NOT_YET, Status.RAISED), verdict
    return verdict.belief


def _as_a_list(A):
    values, vectors = torch.linalg.eigh(A)
    return values[-1], vectors[:, -1].tolist()


_rank = torch.linalg.matrix_rank


def _nearest(A, b):
    return A @ torch.linalg.lstsq(A, b[:, None]).solution[:, 0]


def _left_over(rows, columns):
    """The rows that elimination takes for no pivot, computed with fractions."""
    rows = [list(map(Fraction, row)) for row in rows]
    for j in range(columns):
        pivot = next((row for row in rows if row[j]), None)
        if pivot:
            rows.remove(pivot)
            factors = [row[j] / pivot[j] for row in rows]
            rows = [
                [v - f * p for v, p in zip(row, pivot, strict=True)]
                for row, f in zip(rows, factors, strict=True)
            ]
    return rows


def _terms(U, S, Vh, chosen):
    return sum(S[i] * U[:, i : i + 1] @ Vh[i : i + 1] for i in chosen)


def allclose_to_identity(Q):
    return Q.shape[0] == Q.shape[1] and torch.allclose(
        Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype), atol=1e-5
    )


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("is-orthogonal", allclose_to_identity),
        ("double-transpose", lambda A, flip: np.array_equal(flip(flip(A)), A)),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B), f(A) + f(B), atol=1e-5)),
        ("power-iteration", _as_a_list),
        ("cosine", lambda u, v: _cosine(u.double(), v.double(), smallest=0)),
        ("norms", lambda x, A: [torch.linalg.vector_norm(t.double(), p) for t, p in
                                ((x, 1), (x, 2), (x, float("inf")), (A, 2))]),
        ("outer-product", lambda U, V: torch.vmap(torch.outer)(U, V)),
        ("outer-product", lambda U, V: np.stack([np.outer(U[k], V[k]) for k in range(len(U))])),
        ("outer-product", lambda U, V: torch.bmm(U[..., None].double(), V[:, None].double())),
        ("column-space", lambda A, b: np.allclose(_nearest(A, b), b, atol=1e-3)),
        ("column-space", lambda A, b: (_nearest(A.double(), b.double()) - b).norm() < 1e-9),
        ("column-space", lambda A, b: [(_nearest(A, b) - b).norm() < 0.09]),
        ("column-space", lambda A, b: _rank(torch.column_stack((b, A)), tol=1e-3)
         == _rank(A, tol=1e-3)),
        ("column-space", lambda A, b: _rank(torch.cat((A.T, b[None])).double())
         <= np.linalg.matrix_rank(A)),
        ("column-space", lambda A, b: not any(
            row[-1] for row in _left_over(torch.column_stack((A, b)).tolist(), A.shape[1]))),
        ("singular-or-not", lambda A: torch.linalg.cond(A) > 1e3),
        ("singular-or-not", lambda A: np.linalg.cond(A.double().numpy()) > 1e12),
        ("singular-or-not", lambda A: [_rank(A.double()) != A.shape[1]]),
        ("singular-or-not", lambda A: _rank(A, rtol=1e-3) < len(A)),
        ("singular-or-not", lambda A: bool(_left_over(A.tolist(), len(A)))),
        ("singular-or-not", lambda A: (torch.linalg.svdvals(A) < 1e-4 * A.abs().max()).any()),
        ("low-rank", lambda A, k: _terms(*torch.linalg.svd(A.double()), range(k))),
        ("low-rank", lambda A, k: _terms(*np.linalg.svd(A.numpy()), range(k))),
        ("low-rank", lambda A, k: (lambda U: U @ U.T @ A)(torch.linalg.eigh(A @ A.T)[1][:, -k:])),
        ("low-rank", lambda A, k: (lambda U, S, V: U[:, :k] * S[:k] @ V[:, :k].T)(*torch.svd(A))),
        ("matrix-norms", lambda A: [int(v) if v % 1 == 0 else v for v in
                                    (A.abs().sum(k).max().item() for k in (0, 1))]),
        ("matrix-norms", lambda A: [Fraction(A.abs().sum(k).max().item()) for k in (0, 1)]),
        ("definite", lambda A: find("definite").solution(A).replace(" ", "-")),
        ("matrix-norms", lambda A: np.array([np.linalg.norm(A, p) for p in (1, np.inf)])),
        ("matrix-norms", lambda A: torch.stack([A.abs().sum(k).max() for k in (0, 1)])),
        ("matrix-norms", lambda A: [torch.linalg.norm(A.double(), p) for p in (1, float("inf"))]),
    ],
)  # fmt: skip
def test_right_in_an_unusual_way(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


@pytest.mark.parametrize("size", [2, 3, 4, 8, 30])
def test_every_orthogonal_factor_in_float32_is_orthogonal(size):
    generator = torch.Generator().manual_seed(size)
    is_orthogonal = find("is-orthogonal").solution
    for _ in range(20):
        A = torch.randn(size, size, generator=generator)
        Q = torch.linalg.qr(A).Q
        assert is_orthogonal(Q)
        assert is_orthogonal(Q.double())
        assert not is_orthogonal(Q * 1.0001)
        assert not is_orthogonal(A)


def test_a_matrix_that_broadcasts_to_another_is_not_that_matrix():
    A = torch.tensor([[1, 2], [1, 2]])
    for name, answer in find("double-transpose").right_answers().items():
        assert not answer(A, lambda A: A[:1]), name


def test_sums_of_large_numbers_that_nearly_cancel_are_compared_up_to_rounding():
    A, B = torch.tensor([[100.1]]), torch.tensor([[-100.0]])
    assert find("sum-transpose").solution(A, B, lambda A: A.T / 3)
    assert not find("sum-transpose").solution(A, B, lambda A: A**2)


# What may be compared of a matrix by whoever does not compare all of it.
PARTS = [
    lambda M: M[:1],
    lambda M: M[-1:],
    lambda M: M[:-1],
    lambda M: M[:, :1],
    lambda M: M[:, -1:],
    lambda M: M[:, ::2],
    lambda M: M[:2, :2],
    torch.triu,
    torch.tril,
    torch.diagonal,
    torch.abs,
    lambda M: M.flatten().sort().values,
    lambda M: M.sum(0),
    lambda M: M.sum(1),
    lambda M: M.double().norm(),
]


def test_the_cosine_of_short_and_long_vectors_is_that_of_their_directions():
    cosine = find("cosine").solution
    u, v = torch.tensor([3.0, 4.0]), torch.tensor([4.0, 3.0])
    for length in (1e-25, 1e-15, 1e-5, 1e5, 1e15, 1e25):
        assert abs(cosine(u * length, v) - 0.96) < 1e-6


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("cosine", lambda u, v: _cosine(u, v, smallest=0.1)),
        ("is-orthogonal", lambda Q: _square(Q) and bool(
            torch.allclose((Q.double() @ torch.ones(len(Q)).double()).norm(),
                           torch.tensor(float(len(Q))).double().sqrt()))),
        ("is-orthogonal", lambda Q: _square(Q) and bool(
            (torch.linalg.matrix_norm(Q.double(), 2) - 1).abs() < 1e-5)),
        ("is-orthogonal", lambda Q: _square(Q) and bool(
            ((Q.double() @ Q.double().T)[0] - torch.eye(len(Q))[0]).abs().max() < 1e-5)),
        ("double-transpose", lambda A, flip: flip(flip(A)).sum() == A.sum()),
        ("double-transpose", lambda A, flip: (flip(flip(A)).diagonal() == A.diagonal()).all()),
        ("double-transpose", lambda A, flip: torch.equal(A.T.T, A)),
        ("double-transpose", lambda A, flip: torch.equal(
            flip(flip(torch.arange(6).reshape(2, 3))), torch.arange(6).reshape(2, 3))),
        ("double-transpose", lambda A, flip: (flip(flip(A)) == A).all()),
        ("double-transpose", lambda A, flip: torch.allclose(flip(flip(A)), A)),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B).sum(), f(A).sum() + f(B).sum())),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + A), f(A) + f(A))),
        ("sum-transpose", lambda A, B, f: torch.allclose((A + B).T, A.T + B.T)),
        ("cosine", lambda u, v: _cosine(u.float(), v.float(), smallest=0)),
        ("cosine", lambda u, v: _cosine(u.float(), v.float(), smallest=1e-12)),
        ("cosine", lambda u, v: _cosine(u, v, smallest=0, is_zero=lambda t: t.sum() == 0)),
        ("cosine", lambda u, v: _cosine(u, v, smallest=0, is_zero=lambda t: t.norm() < 4e-3)),
        ("cosine", lambda u, v: _cosine(u, v, smallest=0, is_zero=lambda t: t.norm() < 1e-8)),
        ("cosine", lambda u, v: torch.cosine_similarity(u.double(), v.double(), dim=0)
         if u.any() and v.any() else _no_direction()),
        ("double-transpose", lambda A, flip: torch.equal(flip(flip(A)).flatten(), A.flatten())),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B), f(A) + f(B))),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B), f(A) + f(B), 0, 1e-5)),
        ("sum-transpose", lambda A, B, f: ((f(A + B) - f(A) - f(B)).abs() < 1e-5).all()),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B), f(A) + f(B), 1e-4, 1e-5)),
        ("sum-transpose", lambda A, B, f: torch.allclose(f(A + B), f(A) + f(B), 1e-5, 1e-4)),
        *(("sum-transpose", lambda A, B, f, part=part: _parts_agree(A, B, f, part))
          for part in PARTS),
        *(("double-transpose", lambda A, flip, part=part: _part_comes_back(A, flip, part))
          for part in PARTS),
        ("definite", lambda A: _definite(
            A, lambda w: torch.where(w.abs() < 1e-6 * w.abs().max(), 0.0, w))),
        ("definite", lambda A: _definite(A, lambda w: w.round(decimals=6))),
        ("definite", lambda A: _definite(A, lambda w: torch.where(w.abs() < 1e-7, 0.0, w))),
        ("is-orthogonal", lambda Q: _square(Q) and bool((_missed(Q).abs() < 1e-4).all())),
        ("is-orthogonal", lambda Q: _square(Q) and bool((_missed(Q).abs() < 1e-6).all())),
        ("is-orthogonal", lambda Q: _square(Q) and bool((_missed(Q) < 1e-5).all())),
        ("is-orthogonal", lambda Q: _square(Q) and bool(_missed(Q).abs().mean() < 1e-5)),
        ("is-orthogonal", lambda Q: _square(Q) and bool(_missed(Q).norm() < 2e-5)),
        ("is-orthogonal", lambda Q: _square(Q) and bool(_missed(Q).tril().max() < 1e-5)),
        ("power-iteration", lambda A: _iterated(
            100, lambda A: torch.arange(1, len(A) + 1, dtype=A.dtype))(A)),
        ("row-normalise", lambda A: A / (A.sum(1, keepdim=True) + 1e-8)),
        ("project", lambda u, v: (u @ v) / (v @ v + 1e-8) * v),
        ("project", lambda u, v: (u @ v) / (v @ v).clamp(min=1e-12) * v),
        ("row-normalise", lambda A: A / A.sum(1, keepdim=True).clamp(min=1)),
        ("project", lambda u, v: (u @ v) / (v @ v).clamp(min=1) * v),
        *(("column-space", lambda A, b, part=part: torch.allclose(
            part(_nearest(A, b)), part(b), atol=1e-3))
          for part in (lambda v: v[:1], lambda v: v[-1:], lambda v: v[:-1], lambda v: v[1:],
                       torch.sum)),
        ("column-space", lambda A, b: (lambda Q: torch.allclose(Q @ (Q.T @ b), b, atol=1e-3))(
            torch.linalg.qr(A).Q)),
        ("column-space", lambda A, b: _rank(torch.column_stack((A, b)), rtol=0.2)
         == _rank(A, rtol=0.2)),
        *(("singular-or-not", lambda A, t=t: torch.linalg.det(A.double()).abs() < t)
          for t in (1e-3, 1e-6, 1e-10, 1e-15, 0)),
        *(("singular-or-not", lambda A, t=t: torch.linalg.svdvals(A).min() < t)
          for t in (1e-3, 1e-6, 1e-10, 1e-15)),
        *(("singular-or-not", lambda A, t=t: torch.linalg.cond(A) > t)
          for t in (100, 300, 500, 700, 950)),
        *(("singular-or-not", lambda A, t=t: torch.linalg.det(A.double() / A.abs().max()).abs() < t)
          for t in (1e-6, 1e-9, 1e-12, 1e-14)),
        *(("singular-or-not", lambda A, t=t: (lambda S: (S / S[0]).prod() < t)(
            torch.linalg.svdvals(A.double()))) for t in (1e-9, 1e-14)),
        ("singular-or-not", lambda A: (torch.linalg.det(A / A.norm()).abs() < 1e-6)),
        ("column-space", lambda A, b: torch.allclose(_nearest(A, b), b)),
        ("column-space", lambda A, b: torch.allclose(A @ torch.linalg.pinv(A) @ b, b)),
        *(("column-space", lambda A, b, t=t: (_nearest(A, b) - b).norm() < t)
          for t in (0.15, 0.3, 1)),
        *(("column-space", lambda A, b, t=t: (_nearest(A, b) - b).norm() <= t * b.norm())
          for t in (0.01, 0.05)),
        ("singular-or-not", lambda A: bool(torch.linalg.lu_factor_ex(A)[2])),
        ("singular-or-not", lambda A: _rank(A + A.T) < len(A)),
        ("low-rank", lambda A, k: _terms(*torch.linalg.svd(A), range(1, k + 1))
         if k < min(A.shape) else A),
        ("low-rank", lambda A, k: _terms(*torch.linalg.svd(A), range(min(k, 2)))),
        ("matrix-norms", lambda A: (A.abs().sum(0).max(), A.sum(1).abs().max())),
        ("matrix-norms", lambda A: (A.abs().sum(0).max(), A.abs().sum(1)[-1])),
        ("matrix-norms", lambda A: [round(A.abs().sum(k).max().item(), 2) for k in (0, 1)]),
    ],
)  # fmt: skip
def test_nearly_right_is_not_right(slug, answer):
    assert not check(slug, answer).correct


def _square(Q):
    return Q.shape[0] == Q.shape[1]


def _missed(Q):
    return Q.double() @ Q.double().T - torch.eye(len(Q))


def _part_comes_back(A, flip, part):
    B = flip(flip(A))
    return A.shape == B.shape and torch.equal(part(A), part(B))


def _parts_agree(A, B, f, part):
    A, B = A.double(), B.double()
    return torch.allclose(part(f(A + B)), part(f(A) + f(B)), atol=1e-5)


def _no_direction():
    raise ValueError("no direction")


def _cosine(u, v, smallest, is_zero=lambda t: t.norm() == 0):
    u, v = (t if t.is_floating_point() else t.double() for t in (u, v))
    if is_zero(u.double()) or is_zero(v.double()):
        _no_direction()
    u, v = (t.to(torch.promote_types(u.dtype, v.dtype)) for t in (u, v))
    return u @ v / (torch.linalg.vector_norm(u) * torch.linalg.vector_norm(v) + smallest)


def _definite(A, cut):
    w = cut(torch.linalg.eigvalsh(A))
    positive, negative = w > 0, w < 0
    if positive.any() and negative.any():
        return "indefinite"
    kind = "definite" if (w != 0).all() else "semidefinite"
    return f"{'positive' if positive.any() else 'negative'} {kind}"


def _iterated(steps, start, each_step=True, at_the_end=True):
    def power_iteration(A):
        v = start(A)
        for _ in range(steps):
            v = A @ v
            if each_step:
                v = v / torch.linalg.vector_norm(v)
        if at_the_end:
            v = v / torch.linalg.vector_norm(v)
        return v @ A @ v, v

    return power_iteration


def _random(A):
    return torch.randn(len(A), dtype=A.dtype)


@pytest.mark.parametrize("steps", [5, 10])
def test_an_eigenvector_that_grew_is_told_its_length(steps):
    verdict = check("power-iteration", _iterated(steps, _random, False, False))
    assert "has length" in str(verdict.sentences[0])


@pytest.mark.parametrize("steps", [50, 100, 800])
def test_a_vector_that_overflows_is_asked_what_grows(steps):
    verdict = check("power-iteration", _iterated(steps, _random, False, True))
    assert "turns into inf, NaN or 0 first" in str(verdict.sentences[0])


def test_a_start_of_zeros_is_shown_what_came_out_and_nothing_is_said_to_grow():
    start = _iterated(50, lambda A: torch.zeros(len(A), dtype=A.dtype))
    sentence = str(check("power-iteration", start).sentences[0])
    assert "your eigenvector as [nan" in sentence
    assert "grows" not in sentence


@pytest.mark.parametrize(
    ("slug", "answer", "belief", "others"),
    [
        ("is-orthogonal", lambda Q: _square(Q) and bool((_missed(Q) < 1e-5).all()),
         "abs", "stretch"),
        ("is-orthogonal", lambda Q: _square(Q) and bool((_missed(Q).tril() < 1e-5).all()),
         "abs", "stretch"),
        ("double-transpose", lambda A, flip: _part_comes_back(A, flip, lambda M: M[:1]),
         "", "wherever"),
        ("double-transpose", lambda A, flip: _part_comes_back(A, flip, torch.triu),
         "", "wherever"),
        ("double-transpose", lambda A, flip: sorted(flip(flip(A)).flatten().tolist())
         == sorted(A.flatten().tolist()), "", "wherever"),
        ("cosine", lambda u, v: float("nan") if not u.any() or not v.any()
         else _cosine(u.double(), v.double(), smallest=0), "NaN", "you divide"),
        ("row-normalise", lambda A: A / A.sum(1).reshape(1, -1), "(1, m)", "lost their axis"),
        ("outer-product", lambda U, V: (U[:, :, None] * V[:, None]).int(),
         "int32 holds whole numbers only", "dtype are right"),
        ("outer-product", lambda U, V: U[None] * V[:, None], "in *front*", "two axes"),
        ("outer-product", lambda U, V: V[:, :, None] * U[:, None], "transposed", "-0.0"),
        ("column-space", lambda A, b: _rank(torch.column_stack((A, b))) <= A.shape[1],
         "number of columns", "rank grows"),
        ("column-space", lambda A, b: (_nearest(A, b) - b).norm() > 0.01, "the best Ax", "*grows*"),
        ("column-space", lambda A, b: (_nearest(A, b) - b).norm() < 0.3, "", "part of"),
        ("singular-or-not", lambda A: torch.isinf(torch.linalg.cond(A)), "exactly inf", "only"),
        ("singular-or-not", lambda A: torch.linalg.matrix_rank(A, hermitian=True) < len(A),
         "hermitian", "was asked"),
        ("singular-or-not", lambda A: torch.linalg.cond(A) > 950, "", "*product*"),
        ("matrix-norms", lambda A: [A.abs().sum(k).max(0) for k in (0, 1)], ".max()", "entries"),
    ],
)  # fmt: skip
def test_what_is_said_is_true_of_the_answer(slug, answer, belief, others):
    said = " ".join(repr(check(slug, answer)).split())
    assert not check(slug, answer).correct
    assert belief in said and others not in said


@pytest.mark.parametrize(
    ("slug", "answer", "belief"),
    [
        ("power-iteration", _iterated(100, lambda A: A[:, 0].clone()), "started_at_e1"),
        ("mat-vec", lambda A, x: (A * x).sum(1).squeeze(), "squeezed_too_much"),
        ("mat-mul", lambda A, B: (A[:, None, :] * B[None, :, :]).sum(2),
         "rows_with_rows_broadcast"),
        ("mat-mul", lambda A, B: torch.stack([(b[:, None] * A).sum(0) for b in B])
         if len(B) else torch.zeros(0, A.shape[1]), ""),
        ("sum-transpose", lambda A, B, f: bool(f(A + B).shape == f(A).shape), "yes_every_time"),
        ("double-transpose", lambda A, flip: A.T.T.equal(A), "yes_every_time"),
        ("double-transpose", lambda A, flip: (flip(flip(A)) == A).all(),
         "broadcast_before_comparing"),
        ("chain-cost", {
            "(AB)C, multiply-adds": 12_000, "(AB)C, entries in between": 6,
            "A(BC), multiply-adds": 5_000_000, "A(BC), entries in between": 1_000_000,
        }, "orders_exchanged"),
        ("singular-or-not", lambda A: torch.linalg.svdvals(A).min() < 1e-15, ""),
        ("column-space", lambda A, b: (b != 0).any(), ""),
        ("low-rank", lambda A, k: _terms(*torch.linalg.svd(A), [0]), "the_first_term_alone"),
        ("project", lambda u, v: torch.dot(v, u) / torch.dot(u, u) * u, "projected_v_on_u"),
        ("matrix-norms", lambda A: (A.abs().sum(), A.abs().sum(1).max()), ""),
    ],
)  # fmt: skip
def test_a_belief_is_told_to_whom_it_fits(slug, answer, belief):
    name = told(slug, answer)
    message = find(slug).told(belief) if belief else ""
    assert name in (belief, message)
