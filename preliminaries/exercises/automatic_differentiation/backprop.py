"""The gradients (dW1, db1, dW2, db2) of a two-layer network's loss, from
what was cached.

Z1 = X @ W1 + b1, A1 = tanh(Z1), Z2 = A1 @ W2 + b2; the loss is ½ times the
sum of the squared errors (Z2 - Y)², divided by m, the number of samples
(the rows of X). X is (m, n), W1 (n, h), W2 (h, k), Y (m, k); each gradient
has the shape of its parameter, b1 being (h,), b2 (k,).
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, unlike_sizes, wrong
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, numbers
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is the derivative of the loss by Z2? It has Z2's shape.",
    "It is `dZ2 = (Z2 - Y) / m`. Then go back layer by layer; shapes decide what is "
    "transposed, and a bias, used by every sample, gets a sum over the samples.",
    "`dW2 = A1.T @ dZ2` and `dZ1 = (dZ2 @ W2.T) * (1 - A1**2)`; the first layer is like the "
    "second.",
)
proves = "Backpropagation is four lines, and they are autograd's to rounding."
tolerance = 1e-9


def solution(X, Y, W1, W2, Z1, A1, Z2):
    dZ2 = (Z2 - Y) / len(X)
    dW2 = A1.T @ dZ2
    db2 = dZ2.sum(dim=0)
    dZ1 = (dZ2 @ W2.T) * (1 - torch.tanh(Z1) ** 2)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(dim=0)
    return dW1, db1, dW2, db2


def _shapes(m, n, h, k) -> list[tuple[int, ...]]:
    """The shapes of X, Y, W1, b1, W2 and b2."""
    return [(m, n), (m, k), (n, h), (h,), (h, k), (k,)]


def _cached(X, Y, W1, b1, W2, b2) -> tuple:
    """What the forward pass keeps, as the exercise gets it."""
    Z1 = X @ W1 + b1
    A1 = torch.tanh(Z1)
    return X, Y, W1, W2, Z1, A1, A1 @ W2 + b2


def _by_hand() -> tuple:
    """A network of which every number but Z1 and W1 is one for mental arithmetic: A1 = ±½, 0."""
    at_a_half = math.atanh(0.5)
    X = torch.tensor([[1.0, 0.0], [2.0, 1.0]], dtype=DOUBLE)
    W1 = at_a_half * torch.tensor([[1.0, -1.0], [-1.0, 2.0]], dtype=DOUBLE)
    W2 = torch.tensor([[2.0, 0.0], [1.0, -2.0]], dtype=DOUBLE)
    Y = torch.tensor([[0.0, 1.0], [1.0, 2.0]], dtype=DOUBLE)
    b1, b2 = torch.zeros(2, dtype=DOUBLE), torch.tensor([0.0, 1.0], dtype=DOUBLE)
    return _cached(X, Y, W1, b1, W2, b2)


def inputs():
    def network(mnhk):
        parts = st.tuples(*map(numbers, _shapes(*mnhk)))
        return parts.map(lambda given: _cached(*(part / 4 for part in given)))

    return unlike_sizes(4, 1, 4).flatmap(network)


def edge_cases():
    g = torch.Generator().manual_seed(0)

    def network(*mnhk):
        return _cached(*(torch.randn(*s, generator=g, dtype=DOUBLE) for s in _shapes(*mnhk)))

    X, Y, W1, b1, W2, b2 = (torch.ones(s, dtype=DOUBLE) for s in _shapes(2, 1, 2, 1))
    return [
        _by_hand(),
        _cached(8 * X, 20 * Y, W1 / 20, b1 / 50, 7 * W2, b2),
        network(1, 2, 3, 1),
        network(4, 2, 3, 1),
        network(2, 2, 2, 2),
        network(5, 3, 4, 2),
    ]


@right
def asked_of_autograd(X, Y, W1, W2, Z1, A1, Z2):
    b1, b2 = (Z1 - X @ W1)[0], (Z2 - A1 @ W2)[0]
    leaves = [p.detach().clone().requires_grad_() for p in (W1, b1, W2, b2)]
    U1, c1, U2, c2 = leaves
    loss = ((torch.tanh(X @ U1 + c1) @ U2 + c2 - Y) ** 2).sum() / (2 * len(X))
    return torch.autograd.grad(loss, leaves)


@right
def sample_by_sample(X, Y, W1, W2, Z1, A1, Z2):
    sums = None
    for x, y, a, z in zip(X, Y, A1, Z2):
        d2 = z - y
        d1 = (W2 @ d2) * (1 - a * a)
        one = (torch.outer(x, d1), d1, torch.outer(a, d2), d2)
        sums = one if sums is None else [s + o for s, o in zip(sums, one)]
    return tuple(s / len(X) for s in sums)


@right
def divided_at_the_end_in_numpy(X, Y, W1, W2, Z1, A1, Z2):
    m, A, E = len(X), A1.numpy(), (Z2 - Y).numpy()
    D = E @ W2.numpy().T / np.cosh(Z1.numpy()) ** 2
    return X.numpy().T @ D / m, D.sum(0) / m, A.T @ E / m, E.sum(0) / m


@right
def as_a_list(X, Y, W1, W2, Z1, A1, Z2):
    return list(solution(X, Y, W1, W2, Z1, A1, Z2))


@wrong
def mean_forgotten(X, Y, W1, W2, Z1, A1, Z2):
    """For one sample it is right; for m samples it is m times too large. The loss is a
    mean over the samples: where does 1/m come in?"""
    return tuple(len(X) * g for g in solution(X, Y, W1, W2, Z1, A1, Z2))


@wrong
def slope_of_tanh_at_a(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. In the first, it looks as if the slope of tanh was taken
    at A1. It belongs to the point at which tanh was *applied*, Z1 (or write it with
    tanh(Z1), which is A1 itself, with no second tanh)."""
    dZ2 = (Z2 - Y) / len(X)
    dZ1 = (dZ2 @ W2.T) * (1 - torch.tanh(A1) ** 2)
    return X.T @ dZ1, dZ1.sum(dim=0), A1.T @ dZ2, dZ2.sum(dim=0)


def _with_slope(slope, X, Y, W1, W2, Z1, A1, Z2):
    """The gradients with another slope between the layers."""
    dZ2 = (Z2 - Y) / len(X)
    dZ1 = (dZ2 @ W2.T) * slope
    return X.T @ dZ1, dZ1.sum(dim=0), A1.T @ dZ2, dZ2.sum(dim=0)


@wrong
def slope_of_the_sigmoid(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. In the first, A1 * (1 - A1) is the slope of the *sigmoid*
    at a value A1. What is that of tanh?"""
    return _with_slope(A1 * (1 - A1), X, Y, W1, W2, Z1, A1, Z2)


@wrong
def square_forgotten_in_the_slope(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. The slope of tanh is 1 minus its value *squared*."""
    return _with_slope(1 - A1, X, Y, W1, W2, Z1, A1, Z2)


@wrong
def slope_of_the_relu(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. In the first it looks as if the slope were 1 or 0, as that
    of relu. Here the layers have a tanh between them."""
    return _with_slope((Z1 > 0).to(Z1.dtype), X, Y, W1, W2, Z1, A1, Z2)


@wrong
def value_for_slope(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. On the way to the first, the error was multiplied by the
    *value* of tanh. What is wanted is its slope."""
    return _with_slope(A1, X, Y, W1, W2, Z1, A1, Z2)


@wrong
def slope_of_tanh_forgotten(X, Y, W1, W2, Z1, A1, Z2):
    """The second layer is right. On the way to the first, the error went through tanh as
    if that were nothing: multiply by its slope."""
    dZ2 = (Z2 - Y) / len(X)
    dZ1 = dZ2 @ W2.T
    return X.T @ dZ1, dZ1.sum(dim=0), A1.T @ dZ2, dZ2.sum(dim=0)


@wrong
def transposed(X, Y, W1, W2, Z1, A1, Z2):
    """The numbers are there, but each dW is the transpose of what it should be. A gradient
    has the shape of its parameter, so that W - lr * dW makes sense."""
    dW1, db1, dW2, db2 = solution(X, Y, W1, W2, Z1, A1, Z2)
    return dW1.T, db1, dW2.T, db2


@wrong
def biases_not_summed(X, Y, W1, W2, Z1, A1, Z2):
    """A bias is added to every sample, so all samples change it: the contributions add
    up, and the axis of the samples disappears."""
    dZ2 = (Z2 - Y) / len(X)
    dZ1 = (dZ2 @ W2.T) * (1 - A1**2)
    return X.T @ dZ1, dZ1, A1.T @ dZ2, dZ2


@wrong
def biases_averaged_once_more(X, Y, W1, W2, Z1, A1, Z2):
    """The weights are right, the biases too small: 1/m is in dZ2 already, and `mean`
    divides by m once more."""
    dW1, db1, dW2, db2 = solution(X, Y, W1, W2, Z1, A1, Z2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@wrong
def the_half_forgotten(X, Y, W1, W2, Z1, A1, Z2):
    """Everything is twice as large as it should be. The loss has ½ in front: the 2 of the
    square and the ½ cancel."""
    return tuple(2 * g for g in solution(X, Y, W1, W2, Z1, A1, Z2))


@wrong
def in_the_order_of_the_way_back(X, Y, W1, W2, Z1, A1, Z2):
    """All four are there, in another order: (dW1, db1, dW2, db2) is asked for, the first
    layer first."""
    dW1, db1, dW2, db2 = solution(X, Y, W1, W2, Z1, A1, Z2)
    return dW2, db2, dW1, db1


@wrong
def divided_by_all_entries(X, Y, W1, W2, Z1, A1, Z2):
    """With one output it is right; with k of them it is k times too small. The loss is
    divided by m, the number of samples, not by the number of entries."""
    return tuple(g / Y.shape[1] for g in solution(X, Y, W1, W2, Z1, A1, Z2))


@wrong
def sign_turned(X, Y, W1, W2, Z1, A1, Z2):
    """Every sign is turned. When a prediction above Y grows, does the loss rise or fall? (A
    step of descent goes against the gradient; here the gradient itself is asked for.)"""
    return tuple(-g for g in solution(X, Y, W1, W2, Z1, A1, Z2))


def proof() -> None:
    """Measured, one parameter after the other."""
    generator = torch.Generator().manual_seed(0)
    X, Y, *parameters = (
        torch.randn(*shape, generator=generator, dtype=DOUBLE) for shape in _shapes(5, 3, 4, 2)
    )

    def loss(W1, b1, W2, b2):
        return ((torch.tanh(X @ W1 + b1) @ W2 + b2 - Y) ** 2).sum() / (2 * len(X))

    for k, gradient in enumerate(solution(*_cached(X, Y, *parameters))):

        def at(p, k=k):
            return loss(*parameters[:k], p, *parameters[k + 1 :])

        torch.testing.assert_close(gradient, measured(at, parameters[k]), atol=1e-7, rtol=1e-6)
