"""The learning rate that gradient descent must stay below, so that it does
not diverge, for a table X of shape (n, p): one number.

The loss is half the mean squared error without a bias: the mean over the n
rows of (X @ w - y)**2 / 2. The rate is the same for every y. X has full
column rank. For X = [[2., 0.], [0., 1.]], with the Hessian
[[2., 0.], [0., 0.5]], it is 1.
"""

import numpy as np
import torch

from preliminaries.authoring import examples, right, unlike_sizes, watching, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "What is the Hessian of this loss? In which direction is the bowl steepest?",
    "Along an eigenvector of the Hessian, each step multiplies the distance by 1 - lr · λ. For "
    "which lr is that between -1 and 1, for every λ?",
    "2 divided by the largest of `torch.linalg.eigvalsh(X.T @ X / len(X))`",
)
proves = "You know how far a step may go before it is taken."
seconds = 10.0  # for thousands of steps on every input, which are right as well
watch = watching.quietly


def solution(X):
    H = X.T @ X / len(X)
    return 2 / torch.linalg.eigvalsh(H).max()


def _is_plain(X: torch.Tensor) -> bool:
    stretches = torch.linalg.svdvals(X.double())
    return bool(stretches[-1] > 0.05 * stretches[0])


def inputs():
    tall = unlike_sizes(2).map(lambda s: (max(s), min(s)))
    return tall.flatmap(lambda shape: floats(shape)).filter(lambda t: _is_plain(t[0]))


def edge_cases():
    rows = (
        [[2.0, 0.0], [0.0, 1.0]],
        [[1.0, 0.0], [0.0, 3.0]],
        [[1.0, 1.0], [1.0, -1.0]],
        [[2.0, 1.0], [1.0, 2.0]],
        [[-3.0, 1.0], [1.0, 0.5], [0.0, 1.0]],
        [[4.0], [3.0]],
        [[0.01, 0.0], [0.0, 0.02]],
        [[5.0]],
    )
    return [*((torch.tensor(r),) for r in rows), (torch.tensor(rows[3], dtype=DOUBLE) * 10,)]


@right
def by_the_norm(X):
    return 2 * len(X) / torch.linalg.matrix_norm(X, ord=2) ** 2


@right
def by_the_stretches(X):
    return 2 / (torch.linalg.svdvals(X)[0] ** 2 / X.shape[0])


@right
def by_the_rows(X):
    return 2 * len(X) / torch.linalg.eigvalsh(X @ X.T)[-1]


@right
def with_numpy(X):
    X = X.numpy()
    return 2 / np.linalg.eigvals(X.T.dot(X) / len(X)).real.max()


@right
def from_autograd(X):
    def loss(w):
        return ((X @ w) ** 2).mean() / 2

    H = torch.func.hessian(loss)(torch.ones(X.shape[1], dtype=X.dtype))
    return float(2 / torch.linalg.eigvals(H).abs().max())


def _eigenvalues(X):
    return torch.linalg.eigvalsh(X.T @ X / len(X))


@wrong
def one_over_the_smallest(X):
    """It looks as if the *smallest* eigenvalue was taken. Along the flattest direction a large
    step does no harm; the steepest one decides, that of the largest eigenvalue. And what is stable
    ends at 2 / λ."""
    return 1 / _eigenvalues(X).min()


@wrong
def two_over_the_smallest(X):
    """The smallest eigenvalue belongs to the flattest direction, where a large step does no harm.
    Which direction goes wrong first?"""
    return 2 / _eigenvalues(X).min()


@wrong
def n_forgotten(X):
    """The rate is n times too small: the loss is a *mean* over the rows, so its Hessian is XᵀX
    divided by n."""
    return 2 / (len(X) * _eigenvalues(X).max())


@wrong
def n_forgotten_and_one(X):
    """That is 1 / λ of XᵀX. The loss is a *mean* over the rows, so its Hessian is XᵀX / n; and a
    step of 1 / λ lands at the bottom, while one up to 2 / λ still comes nearer."""
    return 1 / (len(X) * _eigenvalues(X).max())


@wrong
def one_over_the_largest(X):
    """With 1 / λ a step along the steepest direction lands right at the bottom. It may go further,
    and up the other side, as long as it ends nearer than it began: how far? (Or is the Hessian
    twice too large? The half in the loss takes away the 2 of the square.)"""
    return 1 / _eigenvalues(X).max()


@wrong
def half_of_the_square_kept(X):
    """The rate is twice too large: the square has the second derivative 2, and the ½ takes that 2
    away. No further half remains."""
    return 4 / _eigenvalues(X).max()


@wrong
def singular_value_not_squared(X):
    """It looks as if a singular value of X was taken for an eigenvalue of XᵀX. It has to be
    squared."""
    return 2 * len(X) / torch.linalg.matrix_norm(X, ord=2)


@wrong
def divided_by_the_features(X):
    """XᵀX was divided by p, the number of features. The mean is over the n rows."""
    return 2 * X.shape[1] / (len(X) * _eigenvalues(X).max())


@wrong
def sum_of_the_eigenvalues(X):
    """It looks as if the *sum* of the eigenvalues stood below: that is the trace, or the square of
    X's Frobenius norm, divided by n. It is safe, and with one feature it is right; the largest
    alone decides."""
    return 2 / _eigenvalues(X).sum()


@wrong
def largest_on_the_diagonal(X):
    """It looks as if the largest *entry* was taken; it stands on the diagonal. The steepest
    direction need not be one of the axes: take the largest eigenvalue."""
    return 2 / (X.T @ X / len(X)).diagonal().max()


@wrong
def the_eigenvalue_itself(X):
    """That is the largest eigenvalue, the steepness. The steeper, the *shorter* the step has to
    be: divide."""
    return _eigenvalues(X).max()


@wrong_like(the_eigenvalue_itself)
def half_the_eigenvalue(X):
    return _eigenvalues(X).max() / 2


def proof() -> None:
    """A step just below comes nearer in every direction; one just above goes away in one."""
    for (X,) in [*edge_cases(), *examples(inputs())]:
        X = X.double()
        H, rate = X.T @ X / len(X), float(solution(X))
        start = torch.linalg.eigh(H).eigenvectors[:, -1] + 1e-3

        def after(lr, H=H, start=start):
            w = start
            for _ in range(2000):
                w = w - lr * H @ w
            return torch.linalg.vector_norm(w)

        assert after(0.99 * rate) < torch.linalg.vector_norm(start) < after(1.01 * rate)
