"""Linear regression trained by mini-batches: the pair (w, b).

X is (n, p) and y is (n,), both float32, and y is X @ w + b plus a little
noise, for some w of shape (p,) and some b: find them, each entry to within
0.05. Steps on the mean squared error of a batch, or on half of it, get
there from zeros with the given batch_size, lr and epochs, all rows in each
epoch. You may take more steps than that: only w and b are looked at.
"""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from preliminaries.authoring import (
    Told,
    reading,
    right,
    told,
    told_as,
    wrong,
)
from preliminaries.exercises.linear_regression._given import DOUBLE

hints = (
    "Which two loops are there, one within the other? What happens once for each batch?",
    "For each epoch, for each batch: loss, backward, a step of w and b, gradients to zero. The "
    "order of the rows is drawn anew in each epoch.",
    "`loss.backward()`, then under `torch.no_grad()` `w -= lr * w.grad` and the same for b, then "
    "`w.grad.zero_()` and `b.grad.zero_()`.",
)
proves = "You have found the w and b that made the data."
seconds = 6.0


def solution(X, y, batch_size, lr, epochs):
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            loss = ((X[rows] @ w + b - y[rows]) ** 2).mean() / 2
            loss.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad.zero_()
    return w.detach(), b.detach()


def _problem(seed, n, w, b, batch_size, epochs):
    """Rows of numbers from -1.5 to 1.5, and labels with a little noise."""
    g = torch.Generator().manual_seed(seed)
    w = torch.tensor(w)
    X = 3 * torch.rand(n, len(w), generator=g) - 1.5
    y = X @ w + b + 0.01 * torch.randn(n, generator=g)
    return X, y, batch_size, 0.2, epochs


def edge_cases():
    return [
        _problem(1, 40, [2.0, -3.4], 4.2, 5, 10),
        _problem(2, 41, [-3.0], -3.5, 5, 8),
        _problem(3, 50, [1.5, 2.5, -2.0], 3.0, 5, 12),
        _problem(4, 45, [4.0, 2.0], -5.0, 5, 8),
        _problem(5, 40, [-2.0, 3.0], 10.0, 5, 10),  # all as in the first, and other numbers
        _problem(6, 120, [3.0, -2.0], 6.0, _LARGE, 7),  # steps of a sum would go too far
    ]


_LARGE = 20  # rows of a batch: w and b end where its loss is least, whatever rows are drawn


class _Watched:
    """Looks whether the second and the third `backward` find gradients of the one before."""

    def __enter__(self) -> "_Watched":
        self.real, self.calls, self.left = torch.Tensor.backward, 0, 0

        def backward(tensor, *arguments, **options):
            self.calls += 1
            if self.calls in (2, 3):
                self.left += any(
                    leaf.grad is not None and leaf.grad.any() for leaf in _leaves(tensor)
                )
            return self.real(tensor, *arguments, **options)

        torch.Tensor.backward = backward
        return self

    def __exit__(self, *raised: object) -> None:
        torch.Tensor.backward = self.real


def _leaves(tensor: torch.Tensor) -> list[torch.Tensor]:
    """The leaves below a result, found by going down its graph."""
    nodes = [tensor.grad_fn]
    for node in nodes:  # grows as it is gone through
        nodes += [below for below, _ in getattr(node, "next_functions", ()) if below not in nodes]
    return [node.variable for node in nodes if hasattr(node, "variable")]


def observe(train, X, y, batch_size, lr, epochs):
    """Where w and b have come to."""
    own_X, own_y = X.to(DOUBLE, copy=True), y.to(DOUBLE, copy=True)  # as they are handed over
    with _Watched() as watched:
        result = train(X, y, batch_size, lr, epochs)
    if result is ...:
        return result
    w, b = map(reading.numbers, reading.pair("w", "b")(result).values())
    facts = {"shape of w": tuple(w.shape)}
    if w.shape != (X.shape[1],) or b.numel() != 1:
        return facts | {"w and b are found": told("not looked at")}
    v = torch.cat([w, b.reshape(1)])
    best = _best(own_X, own_y)
    found = _found(v, best)
    if found == "no":
        found = _of_others(v, own_X, own_y, batch_size)
    if found != "yes" and watched.left == 2:
        found = told("no, by gradients that were never zeroed")
    return facts | {"w and b are found": found if found == "yes" else _with_both(found, v, best)}


def _found(v: torch.Tensor, best: torch.Tensor) -> Told:
    """How far the way from zeros to what is best has been gone."""
    off, far = (v - best).abs(), best.abs().max()
    if not v.isfinite().all() or off.max() > 3 * far:
        return told("no, far away")
    if off.max() <= 0.05:
        return told("yes")
    if v.abs().max() <= 1:  # where `nn.Linear` begins
        return told("no, still near zero")
    return told("no, b is still near zero" if v[-1].abs() <= 0.01 else "no")


def _with_both(found: Told, v: torch.Tensor, best: torch.Tensor) -> Told:
    """The same, shown with what was found and what is best."""
    return told_as(
        found,
        "{found}, w = {w}, b = {b}; the true ones are near {best}",
        found=found,
        w=_short(v[:-1]),
        b=f"{v[-1]:.3g}",
        best=_short(best),
    )


def _best(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    ones = torch.ones(len(X), 1, dtype=DOUBLE)
    return torch.linalg.lstsq(torch.cat([X, ones], dim=1), y).solution


def _of_others(v: torch.Tensor, X: torch.Tensor, y: torch.Tensor, batch_size: int) -> Told:
    """For what else than X and y they would be right, if for anything that one thinks of."""
    mean, best = y.mean(), _best(X, y)
    if abs(v[-1] - mean) < 1e-5:
        return told("no, b is the mean of y")
    centred = X - X.mean(dim=0)
    if any(
        (v - _best(table, y)).abs().max() <= 0.05 for table in (centred, centred / X.std(dim=0))
    ):
        return told("no, they are those of X less its mean")
    if (v - _best(X, y - mean)).abs().max() <= 0.05:
        return told("no, they are those of y less its mean")
    flat = v[:-1].norm() < 0.35 * best[:-1].norm() and abs(v[-1] - mean) < 0.5 * abs(mean)
    return told("no, as if X told nothing about y" if flat and batch_size >= _LARGE else "no")


def _short(v: torch.Tensor) -> str:
    return "[" + ", ".join(f"{entry:.3g}" for entry in v.tolist()) + "]"


@right
def concisely(X, y, batch_size, lr, epochs):
    net = nn.Linear(X.shape[1], 1)
    loader = DataLoader(TensorDataset(X, y), batch_size, shuffle=True)
    optimizer, loss = torch.optim.SGD(net.parameters(), lr=lr), nn.MSELoss()
    for _ in range(epochs):
        for rows, labels in loader:
            optimizer.zero_grad()
            loss(net(rows).squeeze(1), labels).backward()
            optimizer.step()
    return net.weight.data.reshape(-1), net.bias.data


@right
def gradients_by_hand(X, y, batch_size, lr, epochs):
    w, b = torch.zeros(X.shape[1]), 0.0
    for _ in range(2 * epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            r = X[rows] @ w + b - y[rows]
            w, b = w - lr * X[rows].T @ r / len(rows), b - lr * r.mean().item()
    return w, b


@right
def with_numpy(X, y, batch_size, lr, epochs):
    import numpy as np

    X, y = X.numpy(), y.numpy()
    Z = np.c_[X, np.ones(len(X))]
    v, draw = np.zeros(Z.shape[1]), np.random.default_rng(0)
    for _ in range(epochs):
        order = draw.permutation(len(Z))
        for k in range(0, len(Z), batch_size):
            rows = order[k : k + batch_size]
            v = v - lr * 2 * Z[rows].T @ (Z[rows] @ v - y[rows]) / len(rows)
    return v[:-1], v[-1]


def _loop(X, y, batch_size, lr, epochs, step, bias=True):
    """The loop with another step, which gets the loss and the parameters."""
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=bias)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            loss = ((X[rows] @ w + b - y[rows]) ** 2).mean() / 2
            step(loss, [w, b] if bias else [w], lr)
    return w.detach(), b.detach()


def _move(params, lr):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad


def _zero(params):
    for p in params:
        p.grad = None


def _whole_step(loss, params, lr):
    loss.backward()
    _move(params, lr)
    _zero(params)


@wrong
def one_batch_only(X, y, batch_size, lr, epochs):
    """w and b have left their start, and have not arrived. Were there too few steps, or too short
    ones: does every epoch go through *all* batches, does each of them take a step at the rate lr,
    and is there a `return` within a loop? Or does something else pull, a weight decay, say?"""
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    rows = torch.arange(batch_size)
    for _ in range(epochs):
        (((X[rows] @ w + b - y[rows]) ** 2).mean() / 2).backward()
        _move([w, b], lr)
        _zero([w, b])
    return w.detach(), b.detach()


@wrong
def zeroed_before_the_step(X, y, batch_size, lr, epochs):
    """w and b are where they began, near zero. Is there a `backward` and a step for each batch? Was
    the gradient zeroed between the two, or did `w = w - …` only move a name? First backward, then
    the step, then the zeros."""

    def step(loss, params, lr):
        loss.backward()
        for p in params:
            p.grad.zero_()
        _move(params, lr)

    return _loop(X, y, batch_size, lr, epochs, step)


@wrong
def never_zeroed(X, y, batch_size, lr, epochs):
    """The gradients of earlier batches were still there when the next `backward` came, and it
    added its own to them: each step repeats those before it. Zero them once for *each batch*."""

    def step(loss, params, lr):
        loss.backward()
        _move(params, lr)

    return _loop(X, y, batch_size, lr, epochs, step)


@wrong
def went_uphill(X, y, batch_size, lr, epochs):
    """w and b have run away. Do the steps go downhill, against the gradient, and is the loss a
    mean over the batch?"""
    return solution(X, y, batch_size, -lr, epochs)


@wrong
def sum_for_mean(X, y, batch_size, lr, epochs):
    """Where the batches are small, all is well; where they are large, w and b run away. Is the loss
    the *sum* over the batch? Its gradient grows with the batch, and lr is meant for the mean."""
    w, b = torch.zeros(X.shape[1]), torch.zeros(())
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            r = X[rows] @ w + b - y[rows]
            w, b = w - lr * X[rows].T @ r, b - lr * r.sum()
    return w, b


@wrong
def rows_and_labels_apart(X, y, batch_size, lr, epochs):
    """w is near zero and b near the mean of y, as if X told nothing about y. Were rows and labels
    shuffled apart, or one of them alone? One order serves both. Or does a column (n, 1) meet a
    vector (n,) in the loss? Then every row is compared with the labels of all."""
    w, b = torch.zeros(X.shape[1]), torch.zeros(())
    for _ in range(epochs):
        y = y[torch.randperm(len(y))]
        w, b = _epoch_by_hand(X, y, w, b, batch_size, lr)
    return w, b


def _epoch_by_hand(X, y, w, b, batch_size, lr):
    for rows in torch.randperm(len(X)).split(batch_size):
        r = X[rows] @ w + b - y[rows]
        w, b = w - lr * X[rows].T @ r / len(rows), b - lr * r.mean()
    return w, b


@wrong
def never_scaled_back(X, y, batch_size, lr, epochs):
    """w and b are right for an X whose mean was taken off, and whose columns were divided by their
    standard deviations, maybe. That is a good start; but asked for are the w and b of the X that
    was handed over: take w and b back to its units."""
    return solution((X - X.mean(dim=0)) / X.std(dim=0), y, batch_size, lr, epochs)


@wrong
def mean_never_added_back(X, y, batch_size, lr, epochs):
    """w is right, and b belongs to labels whose mean was taken off: it has to be added again."""
    return solution(X, y - y.mean(), batch_size, lr, epochs)


@wrong
def mean_of_y_for_b(X, y, batch_size, lr, epochs):
    """b is the mean of y. That is the best b where the means of X are zero, or w is; here b is a
    parameter like w, and takes its steps."""
    return _loop(X, y - y.mean(), batch_size, lr, epochs, _whole_step, bias=False)[0], y.mean()


@wrong
def no_bias(X, y, batch_size, lr, epochs):
    """b is where it began. It is a parameter too: it needs a gradient and its own step."""
    return _loop(X, y, batch_size, lr, epochs, _whole_step, bias=False)


@wrong
def moved_the_name(X, y, batch_size, lr, epochs):
    """The first step is right, and in the second the loss has no graph. Under `no_grad`, `w = w -
    …` makes a new tensor that does not require gradients. Write into w itself, `w -= …`."""
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            (((X[rows] @ w + b - y[rows]) ** 2).mean() / 2).backward()
            with torch.no_grad():
                w = w - lr * w.grad
                b = b - lr * b.grad
    return w, b


@wrong
def edited_outside_of_no_grad(X, y, batch_size, lr, epochs):
    """A leaf may not be edited in place while torch records. The update is no part of what is
    differentiated, and belongs under `with torch.no_grad():`."""

    def step(loss, params, lr):
        loss.backward()
        for p in params:
            p -= lr * p.grad

    return _loop(X, y, batch_size, lr, epochs, step)


@wrong
def w_as_a_column(X, y, batch_size, lr, epochs):
    """The numbers may be right; w has another shape than (p,), the one that is asked for. The
    weight of `nn.Linear` is (1, p), and a column of weights (p, 1)."""
    w, b = solution(X, y, batch_size, lr, epochs)
    return w.reshape(1, -1), b


def proof() -> None:
    """What made the data is known, and it is found."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        w, b = solution(*_problem(9, 60, [2.0, -1.0, 0.5], 1.5, 6, 20))
    torch.testing.assert_close(w, torch.tensor([2.0, -1.0, 0.5]), atol=0.02, rtol=0)
    torch.testing.assert_close(b, torch.tensor(1.5), atol=0.02, rtol=0)
