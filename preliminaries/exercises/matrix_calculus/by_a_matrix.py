"""The gradient of f(X) = ‖A X - B‖²_F, the sum of the squared entries.

A is (m, n), X is (n, k), B is (m, k). The gradient is by X: a tensor of
X's own shape, (n, k). For A = [[2.]], X = [[3.]] and B = [[5.]] it is
[[4.]].
"""

import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import (
    examples,
    right,
    tensors,
    unlike_sizes,
    watching,
    wrong,
)
from preliminaries.exercises.matrix_calculus._given import measured

name = "matrix_gradient"
hints = (
    "Call R = A X - B, so that f = tr(RᵀR). What is dR, if only X changes?",
    "df = tr(2Rᵀ A dX): D is what stands before dX, and the gradient is its transpose.",
    "`2 * A.T @ (A @ X - B)`",
)
proves = "From df = tr(D dX) you read a derivative off; in X's own shape it is Dᵀ."
watch = watching.quietly


def solution(A, X, B):
    return 2 * A.T @ (A @ X - B)


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
        (matrix([2.0]), matrix([3.0]), matrix([5.0])),
        (matrix([1.0, 2.0], [0.0, 1.0]), matrix([1.0, 0.0], [3.0, 1.0]), torch.zeros(2, 2)),
        (matrix([1.0, 2.0], [0.0, 1.0]), torch.eye(2), matrix([1.0, 2.0], [0.0, 1.0])),  # zeros
        (matrix([1.0, 2.0], [3.0, -1.0]), matrix([0.5, 2.0], [1.0, 4.0]), matrix([1.0, 5], [2, 0])),
        (matrix([0.05, 1.0]), matrix([1.0], [2.0]), matrix([1.0])),
    ]


@right
def from_autograd(A, X, B):
    return grad(lambda X: ((A @ X - B) ** 2).sum())(X)


@right
def the_transpose_of_D(A, X, B):
    return (2 * (A @ X - B).T @ A).T


@right
def multiplied_out(A, X, B):
    return 2 * (A.T @ A @ X) - 2 * (A.T @ B)


@right
def column_by_column(A, X, B):
    columns = [2 * A.T @ (A @ X[:, j] - B[:, j]) for j in range(X.shape[1])]
    return torch.stack(columns, dim=1)


@right
def with_numpy(A, X, B):
    A, X, B = A.numpy(), X.numpy(), B.numpy()
    return 2 * A.T @ (A @ X - B)


@wrong
def in_numerator_layout(A, X, B):
    """That is D of df = tr(D dX): numerator layout, (k, n). Asked for is X's own shape, (n, k),
    as in torch's `.grad`."""
    return 2 * (A @ X - B).T @ A


@wrong
def two_left_out(A, X, B):
    """Half of it. The square has two equal factors, and each of them moves."""
    return A.T @ (A @ X - B)


@wrong
def two_left_out_in_numerator_layout(A, X, B):
    """Two things are missing: the factor 2 that every square brings, and the transpose to X's own
    shape, (n, k)."""
    return (A @ X - B).T @ A


@wrong
def inner_derivative_left_out(A, X, B):
    """That is the gradient by A X - B, in its shape, (m, k). X moves it by A dX: the factor A is
    still to come."""
    return 2 * (A @ X - B)


@wrong
def factor_not_turned(A, X, B):
    """A is (m, n) and the difference (m, k): A times it fits only where m = n, and then its numbers
    are wrong. In df = tr(2Rᵀ A dX), what is the transpose of what stands before dX?"""
    return 2 * A @ (A @ X - B)


@wrong
def sign_turned(A, X, B):
    """All signs are turned: you may have begun with B - A X. Its derivative by X has a minus as
    well."""
    return 2 * A.T @ (B - A @ X)


@wrong
def sign_turned_in_numerator_layout(A, X, B):
    """Two things: all signs are turned, as if you had begun with B - A X and forgotten the minus of
    its derivative; and the transpose to X's own shape, (n, k), is missing."""
    return 2 * (B - A @ X).T @ A


@wrong
def two_and_target_left_out(A, X, B):
    """Two things are missing: the factor 2 that every square brings, and B."""
    return A.T @ A @ X


@wrong
def two_left_out_and_factor_not_turned(A, X, B):
    """Two things. The factor 2 that every square brings is missing. And A is (m, n): times the
    difference, (m, k), it fits only where m = n; what is the transpose of Rᵀ A?"""
    return A @ (A @ X - B)


@wrong
def target_left_out(A, X, B):
    """That would be the gradient of ‖A X‖². What does B do to the difference?"""
    return 2 * A.T @ A @ X


@wrong
def target_with_a_plus(A, X, B):
    """The part with A X is right. That of B has the sign of ‖A X + B‖²: which one stands in f?"""
    return 2 * A.T @ (A @ X + B)


@wrong
def two_before_the_first_term_only(A, X, B):
    """Multiplied out, the gradient has a part with A X and one with B. The first has its factor 2;
    the second, Aᵀ B, has none yet."""
    return 2 * A.T @ A @ X - A.T @ B


@wrong
def mean_of_the_squares(A, X, B):
    """Divided by m k, the number of entries of A X - B: that is the gradient of their mean square.
    f is the sum."""
    return 2 * A.T @ (A @ X - B) / B.numel()


@wrong
def mean_of_the_squares_in_numerator_layout(A, X, B):
    """Two things: f is the sum of the squares, and you divided by m k, as for their mean. And the
    transpose to X's own shape, (n, k), is missing."""
    return 2 * (A @ X - B).T @ A / B.numel()


@wrong
def result_reshaped(A, X, B):
    """The shape is right, and the numbers stand in the wrong places, as after a `reshape` of the
    (k, n) that numerator layout has. It fills the new shape row by row; a transpose makes columns
    of rows."""
    return (2 * (A @ X - B).T @ A).reshape(X.shape)


@wrong
def factor_reshaped(A, X, B):
    """It looks as if A had been brought to (n, m) by `reshape`. That fills the new shape row by
    row, and leaves a square A as it is; a transpose makes columns of rows."""
    return 2 * A.reshape(A.shape[1], A.shape[0]) @ (A @ X - B)


@wrong
def entries_multiplied(A, X, B):
    """`A * X` multiplies entry by entry, and where the sizes differ it fails or stretches. The A X
    of f is the product of two matrices."""
    return 2 * A.T @ (A * X - B)


@wrong
def by_the_first_factor(A, X, B):
    """That is the gradient by A, in A's shape, (m, n). Here A stands still and X moves."""
    return 2 * (A @ X - B) @ X.T


@wrong
def f_itself(A, X, B):
    """That is f(X), a number. Its gradient has an entry for each entry of X."""
    return ((A @ X - B) ** 2).sum()


def proof() -> None:
    """Measured."""
    for A, X, B in examples(inputs(), 10):
        A, X, B = A.double(), X.double(), B.double()
        found = measured(lambda X, A=A, B=B: ((A @ X - B) ** 2).sum(), X)
        torch.testing.assert_close(solution(A, X, B), found, rtol=1e-5, atol=1e-4)
