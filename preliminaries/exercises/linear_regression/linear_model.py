"""The predictions of a linear model for all rows of X: a tensor of (n,).

X is (n, p), one row for each example; w is (p,), one weight for each
feature; b is (), one bias for all. For X = [[1., 2.], [3., 4.]],
w = [10., 1.] and b = 5. the result is [17., 39.].
"""

import numpy as np
import torch
from torch.nn import functional

from preliminaries.authoring import examples, right, unlike_sizes, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "Each prediction is the inner product of a row of X with w, plus b. How do you get all of "
    "them at once?",
    "A matrix times a vector: (n, p)(p,) is (n,). The bias is broadcast.",
    "`X @ w + b`",
)
proves = "One product and one sum predict for a whole table."


def solution(X, w, b):
    return X @ w + b


def inputs():
    return unlike_sizes(2).flatmap(lambda np: floats(np, np[1:], ()))


def edge_cases():
    X, w = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([10.0, 1.0])
    b = torch.tensor(5.0)
    return [
        (X, w, b),
        (X, w, torch.tensor(0.0)),
        (X[:, :1], w[:1], b),
        (X[:1], w, b),
        (X / 100, w / 100, b / 1000),
        (X.to(DOUBLE), w.to(DOUBLE), -b.to(DOUBLE)),
        (torch.tensor([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]), torch.arange(3.0), b),
    ]


@right
def with_linear(X, w, b):
    return functional.linear(X, w.reshape(1, -1), b.reshape(1)).reshape(-1)


@right
def products_added(X, w, b):
    return (X * w).sum(dim=1) + b


@right
def row_by_row(X, w, b):
    return torch.stack([row.dot(w) + b for row in X])


@right
def with_numpy(X, w, b):
    return X.numpy().dot(w.numpy()) + b.numpy()


@wrong
def x_transposed(X, w, b):
    """It looks as if X was transposed, or stood on the right. (p, n)(p,) does not fit, and where
    n = p it adds up the wrong numbers: each *row* of X meets w."""
    return X.T @ w + b


@wrong_like(x_transposed)
def x_on_the_right(X, w, b):
    return w @ X + b


@wrong
def a_bias_for_each_feature(X, w, b):
    """It looks as if b was added to every feature, or counted once for each: then it goes through
    the weights too. There is one bias, added to the prediction."""
    return (X + b) @ w


@wrong
def b_added_to_every_product(X, w, b):
    """b was added p times, once with each product of a feature and its weight. Add it once, when
    the products have been added up."""
    return (X * w + b).sum(dim=1)


@wrong
def b_added_to_every_weight(X, w, b):
    """It looks as if b was added to every *weight*, so that it is multiplied by the features. It
    stands by itself: the prediction where all features are 0."""
    return X @ (w + b)


@wrong
def as_a_column(X, w, b):
    """The numbers are right, as a column (n, 1). Labels are (n,), and a column minus a vector is a
    whole square of differences: return (n,)."""
    return X @ w.reshape(-1, 1) + b


@wrong
def bias_forgotten(X, w, b):
    """Every prediction is off by the same amount, b."""
    return X @ w


@wrong
def bias_subtracted(X, w, b):
    """Every prediction is off by 2 b: add the bias."""
    return X @ w - b


@wrong
def products_not_added(X, w, b):
    """Each feature is multiplied by its weight, and nothing is added up: that is a table (n, p).
    A prediction is one number for each row."""
    return X * w + b


@wrong
def added_down_the_columns(X, w, b):
    """It looks as if the products were added over axis 0, which makes the *rows* disappear. One
    prediction for each row is asked for: which axis should go?"""
    return (X * w).sum(dim=0) + b


@wrong
def all_added_up(X, w, b):
    """That is one number for the whole table. Each row has a prediction of its own."""
    return (X * w).sum() + b


@wrong
def averaged(X, w, b):
    """The products were averaged over the features. An inner product adds them up."""
    return (X * w).mean(dim=1) + b


def proof() -> None:
    """Entry by entry, in Python."""
    for X, w, b in [*edge_cases(), *examples(inputs())]:
        rows, weights, bias = X.tolist(), w.tolist(), b.item()
        expected = [bias + sum(x * v for x, v in zip(r, weights, strict=True)) for r in rows]
        np.testing.assert_allclose(solution(X, w, b).numpy(), expected, rtol=1e-5, atol=1e-5)
