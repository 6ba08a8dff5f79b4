"""The gradient of xᵀA x with respect to x, for any square A.

x is (n,), A is (n, n). Result: (n,). For A = [[1, 2], [0, 1]] and
x = (1, 0) it is [2, 2].
"""

import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import examples, right, sizes, tensors, watching, wrong
from preliminaries.exercises.matrix_calculus._given import measured

name = "quadratic_gradient"
hints = (
    "x stands in two places. What does the product rule say about ⟨x, A x⟩?",
    "One term is A x; the other is what A looks like to the x on the left.",
    "`A @ x + A.T @ x`",
)
proves = "xᵀA x has the gradient (A + Aᵀ) x; 2A x is right for symmetric A only."
watch = watching.quietly


def solution(A, x):
    return (A + A.T) @ x


def inputs():
    return sizes(1, 4).flatmap(lambda n: st.tuples(tensors((n, n)), tensors((n,))))


def edge_cases():
    return [
        (torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([1.0, 0.0])),
        (torch.tensor([[0.0, 1.0], [-1.0, 0.0]]), torch.tensor([1.0, 2.0])),
        (torch.tensor([[2.0, 1.0], [1.0, 0.0]]), torch.tensor([1.0, -1.0])),
        (torch.tensor([[0.0, 0.0], [0.0, 0.0]]), torch.tensor([1.0, 2.0])),
        (torch.tensor([[0.0, 1.0], [1.002, 0.0]]), torch.tensor([1.0, 1.0])),  # nearly symmetric
        (torch.tensor([[3.0]]), torch.tensor([0.5])),
        (torch.tensor([[0.05, 1.0], [0.0, 1.0]]), torch.tensor([1.0, -0.02])),
    ]


@right
def both_terms(A, x):
    return A @ x + x @ A


@right
def from_autograd(A, x):
    return grad(lambda t: t @ A @ t)(x)


@right
def in_loops(A, x):
    n = len(x)
    return torch.stack([sum((A[i, j] + A[j, i]) * x[j] for j in range(n)) for i in range(n)])


@right
def with_numpy(A, x):
    return (A.numpy() + A.numpy().T) @ x.numpy()


@wrong
def twice_ax(A, x):
    """2 A x is right when A is symmetric, and A need not be: the x on the left meets the
    *columns* of A, the x on the right its rows."""
    return 2 * A @ x


@wrong
def twice_a_transposed_x(A, x):
    """2 Aᵀx is one of the two terms, twice. Each of the two x's brings a term of its
    own."""
    return 2 * A.T @ x


@wrong
def one_x_only(A, x):
    """A x is the term of one of the two x's. The other moves too: what does it see of
    A?"""
    return A @ x


@wrong
def one_x_only_from_the_left(A, x):
    """xᵀA is what one x brings, while the x on the left stands still. The x on the left
    moves too."""
    return x @ A


@wrong
def x_left_out(A, x):
    """That is A + Aᵀ, a matrix: how fast the *gradient* changes. The gradient itself still
    has x in it."""
    return A + A.T


@wrong
def the_form_itself(A, x):
    """That is the number xᵀA x itself. Its gradient has an entry for each x[j]."""
    return x @ A @ x


@wrong
def as_a_row(A, x):
    """These are the entries of the gradient, laid out as a row (1, n), as numerator layout
    writes it on paper. Asked for is x's own shape, (n,), as in torch's `.grad`."""
    return ((A + A.T) @ x).reshape(1, -1)


@wrong
def as_a_column(A, x):
    """These are the entries of the gradient, laid out as a column (n, 1), as denominator
    layout writes it. Asked for is x's own shape, (n,), as in torch's `.grad`."""
    return ((A + A.T) @ x).reshape(-1, 1)


def proof() -> None:
    """Measured."""
    for A, x in examples(inputs()):
        A, x = A.double(), x.double()
        found = measured(lambda t, A=A: t @ A @ t, x)
        torch.testing.assert_close(solution(A, x), found, rtol=1e-6, atol=1e-6)
