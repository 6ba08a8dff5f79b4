"""The table with a column of ones behind its features, and the weights
that go with it: the pair (Z, v) with Z @ v = X @ w + b.

X is (n, p), w is (p,) and b is (); Z is (n, p + 1), its last column the
ones, and v is (p + 1,). For X = [[2.], [3.]], w = [10.] and b = 5. that is
Z = [[2., 1.], [3., 1.]] and v = [10., 5.].
"""

import numpy as np
import torch
from torch.nn import functional

from preliminaries.authoring import examples, reading, right, unlike_sizes, wrong
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "What does each row have to be multiplied with, so that b comes out once?",
    "Each row gets a 1 at its end, and w gets b at its end. Which axis of X becomes longer?",
    "`torch.cat([X, torch.ones(len(X), 1)], dim=1)`, and `torch.cat` once more for w and b.",
)
proves = "With a column of ones, a bias is a weight like any other."
read = reading.pair("Z", "v")


def solution(X, w, b):
    Z = torch.cat([X, torch.ones(len(X), 1)], dim=1)
    v = torch.cat([w, b.reshape(1)])
    return Z, v


def inputs():
    return unlike_sizes(2).flatmap(lambda np: floats(np, np[1:], ()))


def edge_cases():
    X, w, b = torch.tensor([[2.0], [3.0]]), torch.tensor([10.0]), torch.tensor(5.0)
    square = torch.tensor([[2.0, 4.0], [3.0, 5.0]])
    pair = torch.tensor([10.0, 20.0])
    return [
        (X, w, b),
        (X[:1], w, b),
        (square / 100, pair / 1000, b / 100),
        (square, pair, b),
        (square.to(DOUBLE), pair.to(DOUBLE), -b.to(DOUBLE)),
        (square.T.contiguous(), pair, torch.tensor(0.0)),
    ]


@right
def side_by_side(X, w, b):
    return torch.column_stack([X, X.new_ones(X.shape[0])]), torch.hstack([w, b])


@right
def padded(X, w, b):
    v = torch.empty(len(w) + 1)
    v[:-1], v[-1] = w, b
    return functional.pad(X, (0, 1), value=1.0), v


@right
def with_numpy(X, w, b):
    return np.c_[X.numpy(), np.ones(len(X))], np.append(w.numpy(), b.item())


@right
def row_by_row(X, w, b):
    Z = torch.tensor([[*row, 1.0] for row in X.tolist()])
    return [Z, torch.tensor([*w.tolist(), b.item()])]


@wrong
def a_row_of_ones(X, w, b):
    """Z got a *row* of ones: that is one more example, and Z @ v does not fit. Each row of X needs
    a 1 of its own: which axis becomes longer?"""
    return torch.cat([X, torch.ones(1, X.shape[1])], dim=0), torch.cat([w, b.reshape(1)])


@wrong
def ones_in_place_of_a_feature(X, w, b):
    """The ones were written over the last feature, which is lost. Z has one column more than
    X."""
    Z = X.clone()
    Z[:, -1] = 1
    return Z, torch.cat([w[:-1], b.reshape(1)])


@wrong
def ones_in_place_of_a_feature_beside_all_weights(X, w, b):
    """The ones were written over the last feature, which is lost, and v has a weight more than Z
    has columns. Z has one column more than X."""
    Z = X.clone()
    Z[:, -1] = 1
    return Z, torch.cat([w, b.reshape(1)])


@wrong
def ones_first(X, w, b):
    """The ones stand in front, and b does too: the product is right, and many books write it so.
    Asked for are the ones as the *last* column, and b as the last weight."""
    return torch.cat([torch.ones(len(X), 1), X], dim=1), torch.cat([b.reshape(1), w])


@wrong
def ones_first_and_b_last(X, w, b):
    """The ones stand in front and b at the end: now each feature meets the weight of another one.
    The ones are the last column."""
    return torch.cat([torch.ones(len(X), 1), X], dim=1), torch.cat([w, b.reshape(1)])


@wrong
def b_in_front(X, w, b):
    """Z is right. b stands in front of the weights, where it meets the first feature: the ones are
    the last column, so b is the last weight."""
    return solution(X, w, b)[0], torch.cat([b.reshape(1), w])


@wrong
def column_of_b(X, w, b):
    """The product is right, and b stands in the table. Data hold what is known of the examples,
    ones here; what is learnt belongs into v."""
    return torch.cat([X, b.repeat(len(X), 1)], dim=1), torch.cat([w, torch.ones(1, dtype=w.dtype)])


@wrong
def a_one_among_the_weights(X, w, b):
    """Z is right. v ends in a 1, where b belongs: the ones are in the table already."""
    return solution(X, w, b)[0], torch.cat([w, torch.ones(1, dtype=w.dtype)])


@wrong
def weights_left_as_they_are(X, w, b):
    """Z is right. v has p weights for its p + 1 columns: what goes with the ones?"""
    return solution(X, w, b)[0], w


@wrong
def zeros_for_ones(X, w, b):
    """The last column is full of zeros, so b never counts. What times b is b?"""
    return torch.cat([X, torch.zeros(len(X), 1)], dim=1), torch.cat([w, b.reshape(1)])


@wrong
def weights_as_a_column(X, w, b):
    """Z is right, and so are the numbers of v, as a column. Asked for is v of shape (p + 1,)."""
    Z, v = solution(X, w, b)
    return Z, v.reshape(-1, 1)


def proof() -> None:
    """The predictions are the same, and the table's last column is ones."""
    for X, w, b in [*edge_cases(), *examples(inputs())]:
        Z, v = solution(X, w, b)
        torch.testing.assert_close(Z @ v, X @ w + b)
        assert torch.equal(Z[:, :-1], X) and Z[:, -1].tolist() == [1.0] * len(X)
        assert v.tolist() == [*w.tolist(), b.item()]
