"""The matrix P with (P x)[i] = x[pi[i]] for every vector x: shape (n, n).

pi is a tensor of the numbers 0 to n - 1 in some order. P may hold floats
or whole numbers.
permutation_matrix(tensor([1, 0])) is [[0, 1], [1, 0]].
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, sizes, wrong

name = "permutation_matrix"
hints = (
    "Row i of P picks one entry of x. Which one?",
    "Row i holds a single 1, in column pi[i]: it is a row of the identity.",
    "`torch.eye(n)[pi]`",
)
proves = "A permutation matrix is the identity with its rows in another order."
by_value = True


def solution(pi):
    return torch.eye(len(pi))[pi]


def inputs():
    orders = sizes(1, 5).flatmap(lambda n: st.permutations(range(n)))
    return orders.map(lambda order: (torch.tensor(order),))


def edge_cases():
    orders = [1, 0], [1, 2, 0], [2, 0, 1], [3, 0, 1, 2], [0, 1]
    return [(torch.tensor(order),) for order in orders]


@right
def one_by_one(pi):
    P = torch.zeros(len(pi), len(pi))
    for i, j in enumerate(pi):
        P[i, j] = 1
    return P


@right
def by_comparing(pi):
    return (pi[:, None] == torch.arange(len(pi))).int()


@right
def with_numpy(pi):
    return np.eye(len(pi))[pi.numpy()]


@right
def all_at_once(pi):
    P = torch.zeros(len(pi), len(pi), dtype=torch.int64)
    P[torch.arange(len(pi)), pi] = 1
    return P


@right
def one_hot(pi):
    return torch.nn.functional.one_hot(pi, len(pi))


@wrong
def the_transpose(pi):
    """That is the transpose, which undoes the permutation: it sends x[i] *to* place
    pi[i]. Here place i *gets* x[pi[i]]: in which row stands the 1?"""
    return torch.eye(len(pi))[pi].T


@wrong
def numbers_in_place_of_ones(pi):
    """The places are right, but a 1 should stand there: it picks an entry of x and does
    not change it."""
    return torch.eye(len(pi))[pi] * pi[:, None]


@wrong
def left_as_bools(pi):
    """True and False stand in the right places. To be multiplied with a vector, the
    matrix has to hold numbers."""
    return pi[:, None] == torch.arange(len(pi))


@wrong
def did_not_permute(pi):
    """That is the identity: it leaves x as it is. Where do the rows go?"""
    return torch.eye(len(pi))


@wrong
def in_the_opposite_order(pi):
    """It looks as if the order was read from the end. Row 0 belongs to pi[0]."""
    return torch.eye(len(pi))[pi.flip(0)]


def proof() -> None:
    """P does to a vector what the order says, and its transpose undoes it."""
    import itertools

    x = torch.arange(10.0, 14.0)
    for order in itertools.permutations(range(4)):
        P = solution(torch.tensor(order))
        assert (P @ x).tolist() == [x[k].item() for k in order]
        torch.testing.assert_close(P.T @ P @ x, x)
