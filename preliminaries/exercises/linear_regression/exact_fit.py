"""The weights and the bias of the best linear fit: the pair (w, b) for
which the sum of (X @ w + b - y)**2 is as small as it gets.

X is (n, p), y is (n,), both float64; w is (p,), b is one number. Where
many pairs are best, give the one with the *shortest* w; the size of b does
not count. For X = [[0.], [1.], [2.]] and y = [1., 3., 5.] it is w = [2.]
and b = 1.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, sizes, tensors, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE

hints = (
    "Which b is best for a given w? (Think of the best constant.)",
    "b is the mean of y - X @ w. So the line goes through the means: without them, X and y need no "
    "bias.",
    "`torch.linalg.lstsq` of `X - X.mean(dim=0)` and `y - y.mean()` gives the shortest w; then "
    "`b = y.mean() - X.mean(dim=0) @ w`.",
)
proves = "You fit exactly, also where an inverse does not exist."
seconds = 10.0  # for thousands of steps on every input, which are right as well
read = reading.pair("w", "b")
tolerance = 1e-3  # a penalty of 1e-9 is right, and rounding is not much smaller than that


def solution(X, y):
    mean, label = X.mean(dim=0), y.mean()
    w = torch.linalg.lstsq(X - mean, y - label).solution
    return w, label - mean @ w


def _is_plain(X: torch.Tensor) -> bool:
    """Whether each direction, with the ones and without, counts clearly or not at all."""
    ones = torch.ones(len(X), 1, dtype=DOUBLE)
    for table in (X - X.mean(dim=0), torch.cat([X, ones], dim=1)):
        sizes_ = torch.linalg.svdvals(table)
        if bool(((sizes_ < 0.1 * sizes_[0]) & (sizes_ > 1e-12 * sizes_[0])).any()):
            return False
    return True


def inputs():
    """More rows than columns, more columns than rows, and twins; means of 2, 4 or 8 are exact."""
    tall = st.tuples(sizes(4, 6), sizes(1, 2)).flatmap(lambda s: tensors(s, DOUBLE))
    wide = st.sampled_from([(2, 2), (2, 3), (4, 5)]).flatmap(lambda s: tensors(s, DOUBLE))
    twins = tensors((4, 1), DOUBLE).map(lambda X: torch.cat([X, 2 * X], dim=1))
    X = st.one_of(tall, tall, wide, twins).filter(_is_plain)
    return X.flatmap(lambda X: st.tuples(st.just(X), tensors((len(X),), DOUBLE)))


def edge_cases():
    line = [[0.0], [1.0], [2.0]]
    rows = [[0.0, 1.0], [1.0, 0.0], [2.0, 2.0], [3.0, 1.0]]
    groups = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    three = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    cases = (
        (line, [1.0, 3.0, 5.0]),
        ([[0.01, 0.02], [0.03, 0.01], [0.02, 0.05], [0.04, 0.06]], [0.01, 0.05, 0.02, 0.09]),
        (line, [1.0, 3.0, 8.0]),
        (line, [0.0, 1.0, 2.0]),  # through 0
        (line, [4.0, 4.0, 4.0]),
        (rows, [1.0, 2.0, 3.0, 5.0]),
        ([[0.0, 1.0], [1.0, 0.0]], [1.0, 3.0]),
        (groups, [1.0, 4.0, 3.0, 6.0]),  # one-hot columns add up to the ones
        (three, [1.0, 4.0, 7.0, 3.0]),
        ([[1.0, 1000.0], [2.0, 2000.0], [4.0, 4000.0], [5.0, 5000.0]], [1.0, 2.0, 3.0, 6.0]),
        ([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0], [5.0, 5.0]], [1.0, 2.0, 3.0, 6.0]),
        ([[1.0, 0.0], [2.0, 0.0], [4.0, 0.0], [5.0, 0.0]], [1.0, 2.0, 3.0, 6.0]),
        ([[3.0, 4.0]], [7.0]),  # one row: all weights may be 0
    )
    return [tuple(torch.tensor(part, dtype=DOUBLE) for part in case) for case in cases]


@right
def with_a_pseudoinverse(X, y):
    w = torch.linalg.pinv(X - X.mean(dim=0)) @ y  # orthogonal to ones: y may keep its mean
    return w, (y - X @ w).mean()


@right
def with_numpy(X, y):
    X, y = X.numpy(), y.numpy()
    w, *_ = np.linalg.lstsq(X - X.mean(axis=0), y, rcond=None)
    return w, np.mean(y - X @ w)


@right
def by_singular_values(X, y):
    U, s, Vh = torch.linalg.svd(X - X.mean(dim=0), full_matrices=False)
    kept = s > 1e-10
    coordinates = (U.T @ y)[kept] / s[kept]
    w = Vh[kept].T @ coordinates
    return [w, y.mean() - (X @ w).mean()]


@right
def as_a_column_within(X, y):
    w = torch.linalg.lstsq(X - X.mean(dim=0), y[:, None]).solution[:, 0]
    return w, (y - X @ w).mean().item()


def _beside_ones(X):
    return torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], dim=1)


@wrong
def bias_counted_as_well(X, y):
    """Where one pair is best, yours is the one. Where many are, you give the shortest (w, b)
    together, with the bias as one weight more. Asked for is the shortest w, whatever b: subtract
    the means of X and y first, fit w without a bias, and find b from the means."""
    v = torch.linalg.lstsq(_beside_ones(X), y).solution
    return v[:-1], v[-1]


@wrong
def shortest_in_other_units(X, y):
    """Where one pair is best, yours is the one. Where many are, the shortest w was taken for
    columns divided by their standard deviations: back in the units of X it is not the shortest.
    Subtract the means only."""
    mean, scale = X.mean(dim=0), X.std(dim=0, unbiased=False)
    scale = torch.where(scale > 0, scale, torch.ones_like(scale))
    w = torch.linalg.lstsq((X - mean) / scale, y - y.mean()).solution / scale
    return w, y.mean() - mean @ w


@wrong
def no_bias(X, y):
    """It looks as if the line was forced through 0: there is no bias. Add a column of ones, or
    subtract the means first."""
    return torch.linalg.lstsq(X, y).solution, torch.zeros((), dtype=X.dtype)


@wrong
def bias_of_the_line_through_zero(X, y):
    """b fits the w that you found, and that w was fitted without a bias. Both have to be best
    together: subtract the means *before* you fit w."""
    w = torch.linalg.lstsq(X, y).solution
    return w, (y - X @ w).mean()


@wrong
def mean_of_y_for_b(X, y):
    """w is right. The mean of y is the bias where the means of X are 0; here they are not: w @
    mean of X has to be taken off."""
    return solution(X, y)[0], y.mean()


@wrong
def inverse_of_a_singular_matrix(X, y):
    """Where one pair is best, yours is the one. Where many are, (XᵀX) has no inverse, and `inv` or
    `solve` raise an error or return what rounding makes of it. `lstsq` needs no inverse."""
    Z = _beside_ones(X)
    v = torch.linalg.inv(Z.T @ Z) @ Z.T @ y
    return v[:-1], v[-1]


@wrong_like(inverse_of_a_singular_matrix)
def solved_a_singular_system(X, y):
    Z = _beside_ones(X)
    v = torch.linalg.solve(Z.T @ Z, Z.T @ y)
    return v[:-1], v[-1]


@wrong_like(inverse_of_a_singular_matrix)
def inverse_without_the_means(X, y):
    C = X - X.mean(dim=0)
    w = torch.linalg.inv(C.T @ C) @ C.T @ (y - y.mean())
    return w, y.mean() - X.mean(dim=0) @ w


@wrong_like(inverse_of_a_singular_matrix)
def solved_without_the_means(X, y):
    C = X - X.mean(dim=0)
    w = torch.linalg.solve(C.T @ C, C.T @ (y - y.mean()))
    return w, y.mean() - X.mean(dim=0) @ w


def _ridge(X, y, penalty):
    C = X - X.mean(dim=0)
    H = C.T @ C + penalty * torch.eye(X.shape[1], dtype=X.dtype)
    w = torch.linalg.solve(H, C.T @ (y - y.mean()))
    return w, y.mean() - X.mean(dim=0) @ w


@wrong
def a_visible_ridge(X, y):
    """It looks as if a ridge was added: every w is too short. A ridge picks the shortest w only in
    the limit; here, `lstsq` or `pinv` give it exactly."""
    return _ridge(X, y, 0.1)


@wrong_like(a_visible_ridge)
def a_large_ridge(X, y):
    return _ridge(X, y, 1.0)


@wrong_like(a_visible_ridge)
def a_small_ridge(X, y):
    return _ridge(X, y, 0.01)


@wrong_like(a_visible_ridge)
def a_smaller_ridge(X, y):
    return _ridge(X, y, 1e-3)


@wrong_like(a_visible_ridge)
def a_tiny_ridge(X, y):
    return _ridge(X, y, 1e-6)


@wrong
def weights_as_a_column(X, y):
    """The numbers are right, and w is a column (p, 1). Asked for is (p,)."""
    w, b = solution(X, y)
    return w.reshape(-1, 1), b


@wrong
def bias_first(X, y):
    """The two come out in the other order: w first, then b."""
    w, b = solution(X, y)
    return b, w


def proof() -> None:
    """The residuals are at right angles to the features and to the ones, and so is w to all it may
    be moved by without a change of the fit."""
    for X, y in [*edge_cases(), *examples(inputs())]:
        w, b = solution(X, y)
        r = y - X @ w - b
        assert abs(r.sum()) < 1e-9 * (1 + y.abs().sum())
        assert (X.T @ r).abs().max() < 1e-9 * (1 + X.abs().sum() * y.abs().sum())
        C = X - X.mean(dim=0)
        _, s, Vh = torch.linalg.svd(C)
        free = Vh[int((s > 1e-9 * (s.max() + 1e-300)).sum()) :]
        assert (free @ w).abs().sum() < 1e-9
