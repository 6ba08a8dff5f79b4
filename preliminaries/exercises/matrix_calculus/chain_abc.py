"""∂u/∂a and ∂u/∂b for u(x, y, z), where x, y and z all depend on a and b.

du is (3,): ∂u/∂x, ∂u/∂y, ∂u/∂z. dx, dy, dz are (2,): ∂x/∂a and ∂x/∂b, and
so on. Returns both numbers, shape (2,).
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, tensors, wrong
from preliminaries.exercises.matrix_calculus._given import measured

name = "chain"
hints = (
    "On how many paths does a change of a reach u?",
    "Along a path the slopes multiply; over the paths they add up.",
    "`du[0] * dx + du[1] * dy + du[2] * dz`",
)
proves = "Multiply along a path, add over the paths: that is a row times a matrix."


def solution(du, dx, dy, dz):
    return du[0] * dx + du[1] * dy + du[2] * dz


def inputs():
    return st.tuples(tensors((3,)), tensors((2,)), tensors((2,)), tensors((2,)))


def edge_cases():
    ones = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 10.0])
    still = torch.tensor([0.0, 0.0])
    return [
        (*ones, torch.tensor([2.0, 0.0]), torch.tensor([0.0, 5.0])),
        (torch.tensor([0.0, 0.0, 2.0]), *(torch.tensor([k, k]) for k in (1.0, 2.0)), ones[1]),
        (ones[0] / 20, *(torch.tensor([k, 1.0]) for k in (0.05, 3.0, 2.0))),
        (ones[0], still, torch.tensor([1.0, 1.0]), still),
    ]


def read(answer):
    """A pair of numbers as one tensor; anything else as it is."""
    if isinstance(answer, (tuple, list)) and not any(part is ... for part in answer):
        try:
            return torch.stack([torch.as_tensor(part).reshape(()) for part in answer])
        except (TypeError, ValueError, RuntimeError):
            return answer
    return answer


@right
def a_row_times_a_matrix(du, dx, dy, dz):
    return du @ torch.stack((dx, dy, dz))


@right
def as_a_pair(du, dx, dy, dz):
    du_da = sum(du[i] * d[0] for i, d in enumerate((dx, dy, dz)))
    du_db = sum(du[i] * d[1] for i, d in enumerate((dx, dy, dz)))
    return du_da, du_db


@right
def with_einsum(du, dx, dy, dz):
    return torch.einsum("i,ij->j", du, torch.stack((dx, dy, dz)))


@wrong
def one_path_only(du, dx, dy, dz):
    """That is the path through x alone. u also hears of a through y and through z."""
    return du[0] * dx


@wrong
def paths_multiplied(du, dx, dy, dz):
    """Along one path slopes multiply. Different paths to the same u: each brings its own
    change, so what do they do together?"""
    return du[0] * dx * du[1] * dy * du[2] * dz


@wrong
def outer_slopes_left_out(du, dx, dy, dz):
    """That is how x, y and z move, added up. How strongly does u answer to each of
    them?"""
    return dx + dy + dz


@wrong
def sum_of_all_slopes(du, dx, dy, dz):
    """It looks as if the slopes along a path were added. If x moves twice as fast as a,
    and u three times as fast as x, how fast does u move?"""
    return du.sum() + dx + dy + dz


@wrong
def a_and_b_together(du, dx, dy, dz):
    """That is one number for a and b together. Each has a derivative of its own."""
    return (du[0] * dx + du[1] * dy + du[2] * dz).sum()


@wrong
def as_a_row(du, dx, dy, dz):
    """Both numbers are right, in a row of shape (1, 2), as one writes it on paper. Asked for
    are the two alone, shape (2,)."""
    return solution(du, dx, dy, dz).reshape(1, 2)


def proof() -> None:
    """Measured: each function by itself, and u as a function of a and b."""
    inner = (lambda t: t[0] * t[1], lambda t: t[0] ** 2 - t[1], lambda t: t[0] + 3 * t[1])

    def u(xyz):
        return xyz[0] ** 2 * xyz[1] - xyz[2]

    def xyz(ab):
        return torch.stack([f(ab) for f in inner])

    ab = torch.tensor([0.5, -1.5], dtype=torch.float64)
    found = solution(measured(u, xyz(ab)), *(measured(f, ab) for f in inner))
    expected = measured(lambda ab: u(xyz(ab)), ab)
    torch.testing.assert_close(found, expected, rtol=1e-6, atol=1e-6)
