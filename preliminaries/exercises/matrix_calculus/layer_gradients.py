"""The gradients of a loss by all that the layer Y = X W + b is made of.

X is (m, n), W is (n, k), b is (k,) and is added to every row. G, of Y's
shape (m, k), is the gradient of the loss by Y. Returns three gradients, by
W, by b and by X, each in the shape of what it is by: (n, k), (k,), (m, n).
"""

import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import (
    Unreadable,
    examples,
    right,
    said,
    tensors,
    unlike_sizes,
    watching,
    wrong,
    wrong_like,
)
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Which products of X, W, G and their transposes have the shapes (n, k) and (m, n)?",
    "dL = tr(Gᵀ dY), and dY is X dW, or dX W. And b moves every row of Y: its paths add up.",
    "`X.T @ G, G.sum(dim=0), G @ W.T`",
)
proves = "These three lines are the backward pass of every linear layer."
watch = watching.quietly


def solution(X, W, G):
    return X.T @ G, G.sum(dim=0), G @ W.T


def read(result):
    """By name, so that a verdict can speak of each."""
    if not isinstance(result, (tuple, list)) or len(result) != 3:
        raise Unreadable(said("The result is three gradients: `return by_W, by_b, by_X`."))
    return dict(zip(("by_W", "by_b", "by_X"), result, strict=True))


def inputs():
    return unlike_sizes(3, largest=4).flatmap(
        lambda mnk: st.tuples(
            tensors((mnk[0], mnk[1])), tensors((mnk[1], mnk[2])), tensors((mnk[0], mnk[2]))
        )
    )


def edge_cases():
    def matrix(*rows):
        return torch.tensor(rows)

    return [
        (
            matrix([1.0, 2.0], [3.0, 4.0], [0.0, 1.0]),
            matrix([1.0], [2.0]),
            matrix([1.0], [0.0], [-1.0]),
        ),
        (  # all square: only the numbers tell
            matrix([1.0, 2.0], [3.0, 5.0]),
            matrix([0.0, 1.0], [2.0, 7.0]),
            matrix([1.0, -1.0], [4.0, 0.5]),
        ),
        (matrix([2.0]), matrix([3.0]), matrix([5.0])),
        (matrix([0.05, 1.0]), matrix([1.0], [2.0]), matrix([1.0])),
    ]


@right
def from_autograd(X, W, G):
    def loss(W, b, X):
        return ((X @ W + b) * G).sum()

    b = torch.zeros(G.shape[1])
    return (
        grad(lambda W: loss(W, b, X))(W),
        grad(lambda b: loss(W, b, X))(b),
        grad(lambda X: loss(W, b, X))(X),
    )


@right
def sample_by_sample(X, W, G):
    by_W = sum(torch.outer(x, g) for x, g in zip(X, G, strict=True))
    return by_W, sum(G), torch.stack([W @ g for g in G])


@right
def with_einsum(X, W, G):
    by_W = torch.einsum("mn,mk->nk", X, G)
    return [by_W, torch.einsum("mk->k", G), torch.einsum("mk,nk->mn", G, W)]


@right
def with_numpy(X, W, G):
    X, W, G = X.numpy(), W.numpy(), G.numpy()
    return X.T @ G, G.sum(axis=0), (W @ G.T).T


@wrong
def in_numerator_layout(X, W, G):
    """The numbers are right, in numerator layout: by W it is GᵀX, (k, n). Asked for is the shape of
    W, and of X, as in torch's `.grad`."""
    return G.T @ X, G.sum(dim=0), W @ G.T


@wrong
def weights_in_numerator_layout(X, W, G):
    """By W you have GᵀX, (k, n): numerator layout. W itself is (n, k)."""
    return G.T @ X, G.sum(dim=0), G @ W.T


@wrong
def input_in_numerator_layout(X, W, G):
    """By X you have W Gᵀ, (n, m): numerator layout. X itself is (m, n)."""
    return X.T @ G, G.sum(dim=0), W @ G.T


@wrong
def weights_not_turned(X, W, G):
    """By X: G is (m, k) and W is (n, k), so G W fits only where n = k, and then its numbers are
    wrong. Which of the two has to be turned?"""
    return X.T @ G, G.sum(dim=0), G @ W


@wrong
def weights_not_turned_and_a_mean(X, W, G):
    """Two things. By X: G is (m, k) and W is (n, k), so G W fits only where n = k; which has to be
    turned? And by b you took the mean: b reaches the loss by m paths, which add up."""
    return X.T @ G, G.mean(dim=0), G @ W


@wrong
def mean_over_the_samples(X, W, G):
    """By b you took the mean over the samples. b reaches the loss through every row of Y: paths add
    up. A loss that is a mean has the 1/m in G already."""
    return X.T @ G, G.mean(dim=0), G @ W.T


@wrong
def divided_by_the_samples(X, W, G):
    """By W and b there is a 1/m too much. A loss that is a mean has the 1/m in G already."""
    return X.T @ G / len(X), G.mean(dim=0), G @ W.T


@wrong
def weights_divided_by_the_samples(X, W, G):
    """By W there is a 1/m too much. A loss that is a mean has the 1/m in G already."""
    return X.T @ G / len(X), G.sum(dim=0), G @ W.T


@wrong
def input_divided_by_the_samples(X, W, G):
    """By X there is a 1/m too much. A loss that is a mean has the 1/m in G already."""
    return X.T @ G, G.sum(dim=0), G @ W.T / len(X)


@wrong
def all_divided_by_the_samples(X, W, G):
    """There is a 1/m too much in all three. A loss that is a mean has the 1/m in G already."""
    return X.T @ G / len(X), G.mean(dim=0), G @ W.T / len(X)


@wrong
def in_numerator_layout_and_a_mean(X, W, G):
    """Two things. By W and by X you are in numerator layout, (k, n) and (n, m): asked for are the
    shapes of W and X. And by b you took the mean: b reaches the loss by m paths, which add up."""
    return G.T @ X, G.mean(dim=0), W @ G.T


@wrong
def in_numerator_layout_and_over_the_outputs(X, W, G):
    """Two things. By W and by X you are in numerator layout, (k, n) and (n, m): asked for are the
    shapes of W and X. And by b you added along the rows: b has an entry for each output, (k,)."""
    return G.T @ X, G.sum(dim=1), W @ G.T


@wrong
def results_reshaped(X, W, G):
    """By W and by X the shapes are right, and the numbers stand in the wrong places, as after a
    `reshape`: it fills the new shape row by row. A transpose makes columns of rows."""
    return (G.T @ X).reshape(W.shape), G.sum(dim=0), (W @ G.T).reshape(X.shape)


@wrong_like(results_reshaped)
def factors_reshaped(X, W, G):
    by_W = X.reshape(X.shape[1], X.shape[0]) @ G
    return by_W, G.sum(dim=0), G @ W.reshape(W.shape[1], W.shape[0])


@wrong
def summed_over_the_outputs(X, W, G):
    """By b you added along the rows, which leaves one number a sample, (m,). b has an entry for
    each output: which axis goes?"""
    return X.T @ G, G.sum(dim=1), G @ W.T


@wrong
def bias_for_each_sample(X, W, G):
    """By b you have G, one row for each sample. There is one b for all of them."""
    return X.T @ G, G, G @ W.T


@wrong
def bias_as_a_row(X, W, G):
    """By b the numbers are right, in a row of shape (1, k). b itself is (k,)."""
    return X.T @ G, G.sum(dim=0, keepdim=True), G @ W.T


@wrong
def bias_as_a_column(X, W, G):
    """By b the numbers are right, in a column of shape (k, 1). b itself is (k,)."""
    return X.T @ G, G.sum(dim=0)[:, None], G @ W.T


@wrong
def bias_added_up_to_a_number(X, W, G):
    """By b you added up all of G. b has k entries, and each moves its own column of Y only."""
    return X.T @ G, G.sum(), G @ W.T


@wrong
def bias_counted(X, W, G):
    """By b you have m, the number of samples: that counts the paths. How much does the loss care
    for each of them?"""
    return X.T @ G, torch.full((G.shape[1],), float(len(X))), G @ W.T


@wrong
def input_first(X, W, G):
    """Those are the right three, in another order: asked for are the ones by W, by b and by X."""
    return G @ W.T, G.sum(dim=0), X.T @ G


@wrong_like(input_first)
def input_second(X, W, G):
    return X.T @ G, G @ W.T, G.sum(dim=0)


@wrong_like(input_first)
def input_weights_bias(X, W, G):
    return G @ W.T, X.T @ G, G.sum(dim=0)


@wrong_like(input_first)
def bias_first(X, W, G):
    return G.sum(dim=0), X.T @ G, G @ W.T


def proof() -> None:
    """Measured, for a loss that is linear in Y."""
    for X, W, G in examples(inputs(), 10):
        X, W, G = X.double(), W.double(), G.double()
        b = torch.zeros(G.shape[1], dtype=torch.float64)
        losses = (
            (lambda W, X=X, G=G, b=b: ((X @ W + b) * G).sum(), W),
            (lambda b, X=X, G=G, W=W: ((X @ W + b) * G).sum(), b),
            (lambda X, W=W, G=G, b=b: ((X @ W + b) * G).sum(), X),
        )
        for found, (loss, by) in zip(solution(X, W, G), losses, strict=True):
            torch.testing.assert_close(found, measured(loss, by), rtol=1e-5, atol=1e-5)
