"""What XᵀX becomes on average when noise is added to the features: the
expected value of (X + E)ᵀ(X + E), of shape (p, p).

X is (n, p), and E is (n, p) of independent random numbers with mean 0 and
standard deviation sigma. No E is drawn: the mean over all of them is asked
for, exactly. For X = [[1.], [2.]] and sigma = 3. it is [[23.]].
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, unlike_sizes, wrong
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "Multiply (X + E)ᵀ(X + E) out. Which of the four products have mean 0?",
    "Left is the mean of EᵀE. An entry of it off the diagonal is a sum of products of independent "
    "numbers, and one on the diagonal a sum of n squares.",
    "`X.T @ X + len(X) * sigma**2 * torch.eye(X.shape[1])`",
)
proves = "Noise on the features works, on average, as a ridge of n σ²."


def solution(X, sigma):
    return X.T @ X + len(X) * sigma**2 * torch.eye(X.shape[1])


def inputs():
    tables = unlike_sizes(2).flatmap(lambda shape: floats(shape))
    return st.tuples(tables, st.sampled_from([0.5, 2.0, 3.0])).map(lambda t: (t[0][0], t[1]))


def edge_cases():
    X = torch.tensor([[1.0], [2.0]])
    rows = torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]])
    return [
        (X, 3.0),
        (X, 1.0),
        (X, 0.0),
        (X[:1], 2.0),
        (rows[:2], 2.0),
        (rows, 0.5),
        (rows / 100, 0.03),
        (rows.to(DOUBLE) / 10, 0.25),
        (torch.zeros(3, 2), 2.0),
    ]


@right
def on_the_diagonal(X, sigma):
    H = X.T @ X
    H.diagonal().add_(len(X) * sigma**2)
    return H


@right
def row_by_row(X, sigma):
    one = sigma**2 * torch.eye(X.shape[1])
    return sum(torch.outer(row, row) + one for row in X)


@right
def with_numpy(X, sigma):
    X = X.numpy()
    n, p = X.shape
    return X.T @ X + n * sigma * sigma * torch.eye(p).numpy()


@wrong
def n_forgotten(X, sigma):
    """On the diagonal of EᵀE stands a sum of n squares, each σ² on average: how many σ² is
    that?"""
    return X.T @ X + sigma**2 * torch.eye(X.shape[1])


@wrong
def sigma_not_squared(X, sigma):
    """It looks as if σ was added where σ² belongs: the mean square of such a number is its
    variance."""
    return X.T @ X + len(X) * sigma * torch.eye(X.shape[1])


@wrong
def everywhere(X, sigma):
    """It looks as if every entry grew. Off the diagonal stand products of *different* random
    numbers, whose mean is 0: the noise of one feature knows nothing of that of another."""
    return X.T @ X + len(X) * sigma**2


@wrong
def features_for_rows(X, sigma):
    """It looks as if σ² was counted once for each feature. The sum goes over the n rows."""
    return X.T @ X + X.shape[1] * sigma**2 * torch.eye(X.shape[1])


@wrong
def unchanged(X, sigma):
    """The noise has mean 0, and still it counts: a *square* of it is never negative, and its mean
    is σ²."""
    return X.T @ X


@wrong
def one_draw(X, sigma):
    """It looks as if some E was drawn. Asked for is the mean over all E, which is found on paper,
    and has no chance in it."""
    g = torch.Generator().manual_seed(0)
    noisy = X + sigma * torch.randn(X.shape, generator=g, dtype=X.dtype)
    return noisy.T @ noisy


@wrong
def sigma_added_to_x(X, sigma):
    """It looks as if σ itself was added to every feature. E has the mean 0: it is as often below
    as above."""
    return (X + sigma).T @ (X + sigma)


@wrong
def rows_by_rows(X, sigma):
    """That is (n, n): the rows against each other. Asked for is XᵀX, (p, p), the features against
    each other."""
    return X @ X.T + len(X) * sigma**2 * torch.eye(len(X))


@wrong
def noise_alone(X, sigma):
    """That is what the noise adds. Asked for is the whole, with XᵀX."""
    return len(X) * sigma**2 * torch.eye(X.shape[1], dtype=X.dtype)


@wrong
def mean_over_the_rows(X, sigma):
    """That is the whole divided by n. Asked for is the sum over the rows, as in XᵀX."""
    return X.T @ X / len(X) + sigma**2 * torch.eye(X.shape[1])


def proof() -> None:
    """Noise of ±σ alone: all its patterns are added up."""
    import itertools

    X = torch.tensor([[1.0, 2.0], [3.0, -1.0], [0.5, 0.0]], dtype=DOUBLE)
    for sigma in (0.5, 2.0):
        total = torch.zeros(2, 2, dtype=DOUBLE)
        for signs in itertools.product((-1.0, 1.0), repeat=X.numel()):
            noisy = X + sigma * torch.tensor(signs, dtype=DOUBLE).reshape(X.shape)
            total += noisy.T @ noisy
        torch.testing.assert_close(solution(X, sigma).to(DOUBLE), total / 2 ** X.numel())
