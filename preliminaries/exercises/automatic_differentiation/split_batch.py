"""The gradient by w of the mean of (X @ w - y)**2 over *all* samples, from
a batch in pieces.

`pieces` is a list of pairs (X, y), X of shape (m, n) and y (m,), m
different from piece to piece. w is (n,), requires gradients, and may hold
an old `.grad`, which must not count. Returns a tensor of shape (n,); w
keeps its values, only its `.grad` may change.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, sizes, wrong
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, numbers
from preliminaries.exercises.matrix_calculus._given import measured

name = "gradient_in_pieces"
hints = (
    "A piece of one sample and a piece of five: should they count the same?",
    "The mean over all is the *sum* over all, divided by the number of all samples.",
    "`(((X @ w - y) ** 2).sum() / total).backward()` for each piece, on a `.grad` that starts "
    "as None.",
)
proves = "Gradients add up over pieces, so one piece at a time is enough for any batch."
read = reading.detached
may_edit = ("w.grad",)


def solution(w, pieces):
    total = sum(len(y) for X, y in pieces)
    w.grad = None
    for X, y in pieces:
        loss = ((X @ w - y) ** 2).sum() / total
        loss.backward()
    return w.grad


def inputs():
    def with_pieces(p):
        piece = sizes(1, 3).flatmap(lambda n: st.tuples(numbers((n, p)), numbers((n,))))
        w = numbers((p,)).map(lambda w: w.requires_grad_())
        return st.tuples(w, st.lists(piece, min_size=2, max_size=3))

    return sizes(2, 3).flatmap(with_pieces)


def edge_cases():
    X = torch.tensor([[1.0, 2.0], [0.5, 1.0], [3.0, 1.0]], dtype=DOUBLE)
    y = torch.tensor([1.0, 2.0, 0.0], dtype=DOUBLE)
    w = torch.tensor([1.0, -1.0], dtype=DOUBLE, requires_grad=True)
    small = torch.tensor([1.0, 2.0], dtype=DOUBLE, requires_grad=True)
    rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], dtype=DOUBLE)
    ones = torch.ones(3, dtype=DOUBLE)
    used = torch.tensor([2.0, 0.5], dtype=DOUBLE, requires_grad=True)
    used.grad = torch.tensor([100.0, 100.0], dtype=DOUBLE)
    return [
        (small, [(rows[:1], ones[:1]), (rows[1:], ones[1:])]),
        (w, [(X, y)]),
        (w[:1].detach().requires_grad_(), [(X[:, :1], y), (X[1:, :1], y[1:])]),
        (w, [(X[:1], y[:1]), (X[1:], y[1:])]),
        (used, [(X[:2], y[:2]), (X[2:], y[2:])]),
    ]


@right
def weighted_means(w, pieces):
    total = sum(len(X) for X, _ in pieces)
    gradient = torch.zeros_like(w)
    for X, y in pieces:
        (g,) = torch.autograd.grad(((X @ w - y) ** 2).mean(), w)
        gradient += g * len(X) / total
    return gradient


@right
def sums_divided_at_the_end(w, pieces):
    w = w.detach().clone().requires_grad_()
    for X, y in pieces:
        ((X @ w - y) ** 2).sum().backward()
    return w.grad / sum(y.numel() for _, y in pieces)


@right
def by_the_formula(w, pieces):
    total = sum(len(y) for _, y in pieces)
    return sum(2 * X.T @ (X @ w - y) for X, y in pieces) / total


@wrong
def took_a_step_as_well(w, pieces):
    """The gradient is right, and w has moved. Only its gradient is asked for; the caller
    takes the step, once, when all pieces are in."""
    gradient = solution(w, pieces)
    with torch.no_grad():
        w -= 0.1 * gradient
    return gradient


@wrong
def mean_of_the_pieces_means(w, pieces):
    """It looks as if every piece counted the same. A piece of one sample then weighs as
    much as one of three: what is the weight of a *sample* in the mean over all?"""
    w.grad = None
    for X, y in pieces:
        (((X @ w - y) ** 2).mean() / len(pieces)).backward()
    return w.grad


@wrong
def zeroed_between(w, pieces):
    """Only the gradient of the last piece is left. That the gradients of all pieces add up is
    the point here: does `backward` run for each of them, and is nothing lost in between?"""
    total = sum(len(y) for X, y in pieces)
    for X, y in pieces:
        w.grad = None
        (((X @ w - y) ** 2).sum() / total).backward()
    return w.grad


@wrong
def old_gradient_divided_as_well(w, pieces):
    """There was a gradient in `w.grad` already, and `backward` added to it before all was
    divided. Start from None or zero."""
    for X, y in pieces:
        ((X @ w - y) ** 2).sum().backward()
    return w.grad / sum(len(y) for X, y in pieces)


@wrong
def means_added_up(w, pieces):
    """These are the gradients of the pieces' means, added. More pieces would make a
    longer gradient; the mean over all does not care how it was cut."""
    w.grad = None
    for X, y in pieces:
        ((X @ w - y) ** 2).mean().backward()
    return w.grad


@wrong
def old_gradient_counted(w, pieces):
    """There was a gradient in `w.grad` already, and `backward` added to it. Start from
    None or zero."""
    total = sum(len(y) for X, y in pieces)
    for X, y in pieces:
        (((X @ w - y) ** 2).sum() / total).backward()
    return w.grad


@wrong
def sum_for_mean(w, pieces):
    """That is the gradient of the *sum* over all samples. By what has it to be divided
    to be that of the mean?"""
    return sum(2 * X.T @ (X @ w - y) for X, y in pieces).detach()


@wrong
def divided_by_the_entries_of_X(w, pieces):
    """The sum over all samples was divided by the number of all *entries* of X. The mean is
    over samples, the rows of X: how many of them are there in all?"""
    return sum_for_mean(w, pieces) / sum(X.numel() for X, y in pieces)


@wrong
def squares_of_the_sums(w, pieces):
    """These are gradients of squares of *sums*: the errors of a piece were added up before
    they were squared. What is the square of each sample's own error?"""
    total = sum(len(y) for X, y in pieces)
    w.grad = None
    for X, y in pieces:
        ((X @ w - y).sum() ** 2 / total).backward()
    return w.grad


@wrong
def divided_by_the_number_of_pieces(w, pieces):
    """The sum over all samples was divided by the number of *pieces*. The mean is over
    samples: how many of them are there in all?"""
    return sum_for_mean(w, pieces) / len(pieces)


@wrong
def factor_two_missing(w, pieces):
    """Every entry is half of what it should be: where has the 2 of the square gone?"""
    return solution(w, pieces) / 2


def proof() -> None:
    """Measured on all samples at once."""
    for w, pieces in [*edge_cases(), *examples(inputs())]:
        X, y = (torch.cat(parts) for parts in zip(*pieces))
        found = measured(lambda w, X=X, y=y: ((X @ w - y) ** 2).mean(), w.detach())
        torch.testing.assert_close(solution(w, pieces), found, atol=1e-6, rtol=1e-6)
