"""Lecture 3: products by hand: what is no product yet is allowed, a ready-made one is not."""

import operator

import numpy as np
import pytest
import torch
from torch.nn import functional

from preliminaries import check
from preliminaries.judging.verdict import Status

ROADS = {
    "at": lambda A, B: A @ B,
    "operator": lambda A, B: operator.matmul(A, B),
    "keywords": lambda A, B: torch.mm(input=A, mat2=B),
    "linalg": lambda A, B: torch.linalg.matmul(A, B),
    "method": lambda A, B: B.__rmatmul__(A),
    "multi_dot": lambda A, B: torch.linalg.multi_dot([A, B]),
    "batched": lambda A, B: torch.bmm(A[None], B[None])[0],
    "baddbmm": lambda A, B: torch.baddbmm(0 * (A[:, :1] * B[:1])[None], A[None], B[None])[0],
    "in place": lambda A, B: (A[:, :1] * B[:1]).addmm_(A, B, beta=0),
    "linear": lambda A, B: functional.linear(input=A, weight=B.T),
    "tensordot": lambda A, B: torch.tensordot(A, B, 1),
    "inner": lambda A, B: torch.inner(A, B.T),
    "columns": lambda A, B: torch.stack([torch.mv(A, b) for b in B.T], dim=1),
    "sparse": lambda A, B: torch.sparse.mm(A.float().to_sparse(), B.float()),
    "aten": lambda A, B: torch.ops.aten.mm(A, B),
    "numpy": lambda A, B: A.numpy() @ B.numpy(),
    "numpy of lists": lambda A, B: np.array(A.tolist()) @ np.array(B.tolist()),
    "numpy dot": lambda A, B: np.dot(A, B),
    "numpy matmul": lambda A, B: np.matmul(np.asarray(A), np.asarray(B)),
    "numpy force": lambda A, B: torch.tensor(A.numpy(force=True).dot(B.numpy(force=True))),
}


@pytest.mark.parametrize("road", ROADS)
def test_no_public_road_leads_to_a_ready_made_product(road):
    product = ROADS[road]
    for slug, answer in (
        ("mat-mul", lambda A, B: product(A, B)),
        ("mat-vec", lambda A, x: product(A, x[:, None])[:, 0]),
    ):
        verdict = check(slug, answer)
        assert verdict.status is Status.RAISED
        assert "ready-made" in verdict.sentences[0]


BY_HAND = {
    "einsum": lambda A, B: torch.einsum("ij,jk->ik", A, B),
    "vecdot": lambda A, B: torch.linalg.vecdot(A[:, None].double(), B.T[None].double()),
    "outer products": lambda A, B: sum(
        (torch.outer(A[:, j], B[j]) for j in range(A.shape[1])),
        torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype),
    ),
    "expanded": lambda A, B: (A.unsqueeze(2) * B.unsqueeze(0)).sum(dim=1),
}


@pytest.mark.parametrize("way", BY_HAND)
def test_whoever_says_which_entries_meet_is_right(way):
    product = BY_HAND[way]
    assert check("mat-mul", product).correct
    assert check("mat-vec", lambda A, x: product(A, x[:, None])[:, 0]).correct
