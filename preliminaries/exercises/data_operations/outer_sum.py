"""All sums a[i] + b[j].

a is (m,), b is (n,), the result is (m, n). For a = [10, 20] and
b = [1, 2, 3] it is [[11, 12, 13], [21, 22, 23]].
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

hints = (
    "Which two shapes broadcast to (m, n)?",
    "A column of shape (m, 1) and a row of shape (n,).",
    "`a.reshape(-1, 1)` makes the column.",
)
proves = "A column and a row broadcast to this table, and neither is copied."


def solution(a, b):
    return a.reshape(-1, 1) + b


def inputs():
    return unlike_sizes(2).flatmap(lambda mn: st.tuples(tensors(mn[:1]), tensors(mn[1:])))


def edge_cases():
    return [
        (torch.tensor([10, 20]), torch.tensor([1, 2, 3])),
        (torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0])),
        (torch.tensor([10, 20]), torch.tensor([3])),
        (torch.tensor([10]), torch.tensor([1, 2])),
        (
            torch.tensor([1e-3, 1e6], dtype=torch.float64),
            torch.tensor([1e-3, 5e5], dtype=torch.float64),
        ),
    ]


@right
def with_none_in_the_index(a, b):
    return a[:, None] + b[None, :]


@right
def with_numpy(a, b):
    return np.add.outer(a.numpy(), b.numpy())


@right
def row_by_row(a, b):
    return torch.stack([x + b for x in a])


@wrong
def added_as_they_are(a, b):
    """It looks as if a and b were added as they are, both along the same axis. That adds
    pairs; for *all* pairs, a has to run down and b has to run across."""
    return a + b


@wrong
def transposed(a, b):
    """All the sums are there, but a runs across and b runs down. The result has to be
    (m, n): which of the two needs the extra axis of size 1 at its end?"""
    return a + b.reshape(-1, 1)


@wrong
def multiplied(a, b):
    """These are all the *products*. The place of each is right; put + where they meet."""
    return torch.outer(a, b)


def proof() -> None:
    """Each sum by itself."""
    for a, b in examples(inputs()):
        sums = solution(a, b)
        assert sums.shape == a.shape + b.shape
        for i, j in np.ndindex(*sums.shape):
            assert sums[i, j] == a[i] + b[j]
