"""The one layer that does what two linear layers do: the pair (W, b) with
W x + b = W2 (W1 x + b1) + b2 for every x.

W1 is (h, p), b1 is (h,), W2 is (k, h), b2 is (k,); x is (p,). Result: W of
shape (k, p), b of shape (k,). For W1 = [[2.]], b1 = [3.], W2 = [[10.]] and
b2 = [1.] it is W = [[20.]], b = [31.].
"""

import torch
from torch import nn

from preliminaries.authoring import examples, reading, right, unlike_sizes, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

name = "one_layer"
hints = (
    "Multiply W2 (W1 x + b1) + b2 out. What stands before x, and what has no x?",
    "W2 goes to both, to W1 x and to b1. Which shape has (k, h)(h, p)?",
    "`W2 @ W1` and `W2 @ b1 + b2`",
)
proves = "Linear after linear is linear: without a bend between them, layers add nothing."
read = reading.pair("W", "b")


def solution(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


def inputs():
    return unlike_sizes(3, 1, 4).flatmap(
        lambda s: floats((s[1], s[0]), (s[1],), (s[2], s[1]), (s[2],))
    )


def edge_cases():
    one = (torch.tensor([[2.0]]), torch.tensor([3.0]), torch.tensor([[10.0]]), torch.tensor([1.0]))
    A, B = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[0.0, 1.0], [2.0, 1.0]])
    u, v = torch.tensor([1.0, -1.0]), torch.tensor([10.0, 20.0])
    return [
        one,
        (A, u, B, v),
        (A, torch.zeros(2), B, v),
        (A, u, B, torch.zeros(2)),
        (*(part.to(DOUBLE) for part in (B, v, A, u)),),
        (A / 100, u / 10, B / 10, v / 1000),
    ]


@right
def asked_with_0_and_1(W1, b1, W2, b2):
    def both(x):
        return W2 @ (W1 @ x + b1) + b2

    b = both(torch.zeros(W1.shape[1], dtype=W1.dtype))
    axes = torch.eye(W1.shape[1], dtype=W1.dtype)
    return torch.stack([both(axis) - b for axis in axes], dim=1), b


@right
def from_autograd(W1, b1, W2, b2):
    zero = torch.zeros(W1.shape[1], dtype=W1.dtype)

    def both(x):
        return W2 @ (W1 @ x + b1) + b2

    return torch.func.jacrev(both)(zero), both(zero)


@right
def with_layers(W1, b1, W2, b2):
    second = nn.Linear(1, 1)
    second.weight, second.bias = nn.Parameter(W2), nn.Parameter(b2)
    return second.weight @ W1, second(b1)


@right
def with_numpy(W1, b1, W2, b2):
    W1, b1, W2, b2 = (part.numpy() for part in (W1, b1, W2, b2))
    return [W2.dot(W1), b2 + (W2 * b1).sum(axis=1)]


@wrong
def other_order(W1, b1, W2, b2):
    """It looks as if the first layer stood on the left. W1 meets x first, so it stands next to x:
    (k, h)(h, p) fits, and (h, p)(k, h) does only by luck."""
    return W1 @ W2, W2 @ b1 + b2


@wrong_like(other_order)
def other_order_in_both(W1, b1, W2, b2):
    return W1 @ W2, W1 @ b2 + b1


@wrong
def b1_not_mapped(W1, b1, W2, b2):
    """W is right. b1 goes through the second layer too: W2 is multiplied by all that the first one
    gives. And b1 is (h,), b2 is (k,): these two fit together only where h = k."""
    return W2 @ W1, b1 + b2


@wrong
def b1_forgotten(W1, b1, W2, b2):
    """W is right, and b1 is lost. What do the two layers give for x = 0?"""
    return W2 @ W1, b2


@wrong
def b2_forgotten(W1, b1, W2, b2):
    """W is right, and b2 is lost. What do the two layers give for x = 0?"""
    return W2 @ W1, W2 @ b1


@wrong
def b2_mapped_as_well(W1, b1, W2, b2):
    """W is right. b2 is added after the second layer, and W2 does not meet it."""
    return W2 @ W1, W2 @ (b1 + b2)


@wrong
def w2_transposed(W1, b1, W2, b2):
    """W is right. In b, W2 was transposed, or stood on the right of b1: (k, h)(h,) is (k,)."""
    return W2 @ W1, b1 @ W2 + b2


@wrong
def transposed(W1, b1, W2, b2):
    """W is the transpose of what it should be: W x with x of shape (p,) wants (k, p)."""
    return (W2 @ W1).T, W2 @ b1 + b2


@wrong
def entry_by_entry(W1, b1, W2, b2):
    """It looks as if the matrices were multiplied entry by entry, with `*`. One after the other is
    the matrix product, `@`."""
    return W2 * W1, W2 @ b1 + b2


@wrong
def weights_added(W1, b1, W2, b2):
    """It looks as if the two were *added*. The second layer works on what the first one gives: its
    matrix multiplies that of the first."""
    return W2 + W1, W2 @ b1 + b2


def proof() -> None:
    """Both are asked for some x, in Python's own numbers."""
    for layers in [*edge_cases(), *examples(inputs())]:
        W1, b1, W2, b2 = (part.double() for part in layers)
        W, b = solution(W1, b1, W2, b2)
        for x in (*torch.eye(W1.shape[1], dtype=DOUBLE), torch.full((W1.shape[1],), 0.7).double()):
            hidden = [sum(w * t for w, t in zip(row, x)) + c for row, c in zip(W1, b1)]
            found = [sum(w * t for w, t in zip(row, hidden)) + c for row, c in zip(W2, b2)]
            torch.testing.assert_close(W @ x + b, torch.stack(found))
