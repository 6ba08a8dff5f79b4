"""The gradients (dX, dW, db) of a loss by the X, W and b of a layer
Y = relu(X @ W + b).

X is (m, n), W (n, h), b (h,). G, of shape (m, h), is the gradient of the
same loss by Y; dX has the shape of X, dW that of W and db that of b. As in
torch, the slope of relu is 0 at 0. All numbers are in float64.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Unreadable,
    examples,
    reading,
    right,
    said,
    told,
    unlike_sizes,
    wrong,
    wrong_like,
)
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, numbers
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is the gradient by Z = X @ W + b, before relu? Where does relu let through what comes "
    "in?",
    "dZ is G where Z is positive, and 0 elsewhere. Then shapes decide: (m, h), (n, h) and (m, n) "
    "fit in one way only; all samples use b, so their contributions add up.",
    "`dZ = G * (X @ W + b > 0)`, then `dZ @ W.T`, `X.T @ dZ` and `dZ.sum(dim=0)`.",
)
proves = "A layer takes a gradient and hands one on: that is all it has to know of a network."
tolerance = 1e-9


_NAMES = told("the dX"), told("the dW"), told("the db")


def read(result):
    """The three gradients by name, so that a verdict can speak of each."""
    gradients = reading.several(result)
    if not isinstance(gradients, tuple) or len(gradients) != 3:
        raise Unreadable(said("The result is three gradients: `return dX, dW, db`."))
    return dict(zip(_NAMES, gradients, strict=True))


def solution(X, W, b, G):
    dZ = G * (X @ W + b > 0)
    return dZ @ W.T, X.T @ dZ, dZ.sum(dim=0)


def inputs():
    def layer(mnh):
        m, n, h = mnh
        return st.tuples(numbers((m, n)), numbers((n, h)), numbers((h,)), numbers((m, h)))

    return unlike_sizes(3, 1, 4).flatmap(layer)


def edge_cases():
    def layer(X, W, b, G):
        return tuple(torch.tensor(part, dtype=DOUBLE) for part in (X, W, b, G))

    g = torch.Generator().manual_seed(0)
    square = tuple(
        torch.randn(s, generator=g, dtype=DOUBLE) for s in ((3, 3), (3, 3), (3,), (3, 3))
    )
    return [
        layer([[1, 2]], [[1, -1, 2], [0.5, 1, -3]], [0, 1, 0.5], [[1, 2, 4]]),
        layer([[1], [2], [3]], [[1, -1]], [-2.5, 1.5], [[1, 2], [3, 5], [7, -9]]),
        layer([[1], [2]], [[1]], [-1], [[3], [5]]),  # Z is 0 for the first sample
        layer([[1e-9], [2]], [[1]], [0], [[3], [5]]),  # and here a little more
        layer([[-0.02], [2]], [[1]], [0.05], [[3], [5]]),
        square,
    ]


@right
def asked_of_autograd(X, W, b, G):
    leaves = [part.detach().clone().requires_grad_() for part in (X, W, b)]
    Y = torch.relu(leaves[0] @ leaves[1] + leaves[2])
    return torch.autograd.grad(Y, leaves, G)


@right
def sample_by_sample(X, W, b, G):
    dX, dW, db = torch.zeros_like(X), torch.zeros_like(W), torch.zeros_like(b)
    for k, (x, g) in enumerate(zip(X, G)):
        dz = torch.where(x @ W + b > 0, g, 0.0)
        dX[k] = W @ dz
        dW += torch.outer(x, dz)
        db += dz
    return dX, dW, db


@right
def in_numpy(X, W, b, G):
    X, W, b, G = (part.numpy() for part in (X, W, b, G))
    dZ = G * (X @ W + b > 0)
    return [dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)]


def _with(dZ, X, W):
    """The gradients, from another one by Z."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(dim=0)


@wrong
def relu_forgotten(X, W, b, G):
    """This is the backward of X @ W + b alone. Where relu has cut to 0, does Y change with
    Z?"""
    return _with(G, X, W)


@wrong
def mask_of_the_gradient(X, W, b, G):
    """It looks as if relu was applied to G. Whether an entry passes was decided on the way
    forward, by Z = X @ W + b; G may be negative."""
    return _with(torch.relu(G), X, W)


@wrong
def value_for_slope(X, W, b, G):
    """G was multiplied by the *value* of relu. Its slope is 1 where Z is positive, and 0
    elsewhere."""
    return _with(G * torch.relu(X @ W + b), X, W)


@wrong
def bias_forgotten_on_the_way_forward(X, W, b, G):
    """Whether relu lets an entry pass is decided by X @ W + b: it looks as if b was left
    out there."""
    return _with(G * (X @ W > 0), X, W)


@wrong
def slope_one_at_zero(X, W, b, G):
    """Nearly: where Z is exactly 0, the slope is to be 0 as in torch, and not 1. Is it `>` or
    `>=`?"""
    return _with(G * (X @ W + b >= 0), X, W)


@wrong
def mask_for_the_parameters_only(X, W, b, G):
    """dW and db are right. What goes on to X has come through relu as well: where it has cut to
    0, nothing comes back to X either."""
    _, dW, db = solution(X, W, b, G)
    return G @ W.T, dW, db


@wrong
def mask_for_dX_only(X, W, b, G):
    """dX is right. What comes to W and b has come through relu as well: where it has cut to 0,
    they do not change Y."""
    dX, *_ = solution(X, W, b, G)
    return dX, X.T @ G, G.sum(dim=0)


@wrong
def mask_not_for_dW(X, W, b, G):
    """dX and db are right. What comes to W has come through relu as well: where it has cut to 0,
    W does not change Y."""
    dX, _, db = solution(X, W, b, G)
    return dX, X.T @ G, db


@wrong
def mask_not_for_db(X, W, b, G):
    """dX and dW are right. What comes to b has come through relu as well: where it has cut to 0,
    b does not change Y."""
    dX, dW, _ = solution(X, W, b, G)
    return dX, dW, G.sum(dim=0)


@wrong
def mask_the_other_way_round(X, W, b, G):
    """The mask is the wrong way round: relu lets through where Z is positive, and cuts to 0
    elsewhere. In which of the two does Y change with Z?"""
    return _with(G * (X @ W + b <= 0), X, W)


@wrong_like(mask_the_other_way_round)
def mask_the_other_way_round_and_not_at_zero(X, W, b, G):
    return _with(G * (X @ W + b < 0), X, W)


@wrong
def dX_transposed(X, W, b, G):
    """dX is the transpose of what it should be. A gradient has the shape of what it belongs to,
    here that of X, (m, n)."""
    dX, dW, db = solution(X, W, b, G)
    return dX.T, dW, db


@wrong
def transposed(X, W, b, G):
    """dW is the transpose of what it should be. A gradient has the shape of its parameter, here
    that of W, (n, h)."""
    dX, dW, db = solution(X, W, b, G)
    return dX, dW.T, db


@wrong
def bias_not_summed(X, W, b, G):
    """b was added to every sample, so all samples change its gradient: the contributions add
    up, and the axis of the samples disappears."""
    dX, dW, _ = solution(X, W, b, G)
    return dX, dW, G * (X @ W + b > 0)


@wrong
def bias_summed_over_the_wrong_axis(X, W, b, G):
    """db is summed over the units of the layer. b has one entry for each of them; it is the
    axis of the *samples* that disappears."""
    dX, dW, _ = solution(X, W, b, G)
    return dX, dW, (G * (X @ W + b > 0)).sum(dim=1)


@wrong
def bias_kept_the_axis_of_the_samples(X, W, b, G):
    """The numbers in db are right, and an axis is too many: db has the shape of b, (h,). Was the
    axis of the samples kept (`keepdim=True`)?"""
    dX, dW, db = solution(X, W, b, G)
    return dX, dW, db[None]


@wrong
def bias_summed_over_everything(X, W, b, G):
    """db is one number, the sum over all of dZ. b has an entry for each unit of the layer: only
    the axis of the samples disappears."""
    dX, dW, db = solution(X, W, b, G)
    return dX, dW, db.sum()


@wrong
def bias_averaged(X, W, b, G):
    """db is the mean over the samples. The contributions add up: if the loss is a mean, the 1/m
    is in G already."""
    dX, dW, db = solution(X, W, b, G)
    return dX, dW, db / len(X)


@wrong
def divided_by_m(X, W, b, G):
    """dW and db are m times too small. G is the gradient of the loss by Y: if the loss is a
    mean over the samples, the 1/m is in G already."""
    dX, dW, db = solution(X, W, b, G)
    return dX, dW / len(X), db / len(X)


@wrong
def parameters_first(X, W, b, G):
    """All three are there, in another order: (dX, dW, db) is asked for."""
    dX, dW, db = solution(X, W, b, G)
    return dW, db, dX


@wrong_like(parameters_first)
def weights_first(X, W, b, G):
    dX, dW, db = solution(X, W, b, G)
    return dW, dX, db


@wrong_like(parameters_first)
def bias_before_the_weights(X, W, b, G):
    dX, dW, db = solution(X, W, b, G)
    return dX, db, dW


@wrong_like(parameters_first)
def backwards(X, W, b, G):
    return tuple(reversed(solution(X, W, b, G)))


@wrong
def multiplied_by_the_output(X, W, b, G):
    """dW is made with the layer's *output*. What stands beside W in X @ W, and is its
    derivative, is the input."""
    dX, _, db = solution(X, W, b, G)
    Y = torch.relu(X @ W + b)
    return dX, Y.T @ (G * (Y > 0)), db


def proof() -> None:
    """Measured, one entry after the other; at a kink there is nothing to measure."""
    for X, W, b, G in [*edge_cases(), *examples(inputs())]:
        if ((X @ W + b).abs() < 1e-3).any():
            continue
        found = (
            measured(lambda X, W=W, b=b, G=G: (G * torch.relu(X @ W + b)).sum(), X),
            measured(lambda W, X=X, b=b, G=G: (G * torch.relu(X @ W + b)).sum(), W),
            measured(lambda b, W=W, X=X, G=G: (G * torch.relu(X @ W + b)).sum(), b),
        )
        for one, other in zip(solution(X, W, b, G), found):
            torch.testing.assert_close(one, other, atol=1e-6, rtol=1e-6)
