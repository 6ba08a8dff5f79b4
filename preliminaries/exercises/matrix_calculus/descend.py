"""The point after k steps of gradient descent from x, each eta times the
gradient long.

grad is a function: grad(x) is the gradient at x, of the shape of x, which
may be (). k is at most 200, and all k steps are taken, however short. With
grad(x) = 2 x, x = [8.0], eta = 0.25 and k = 2 the result is [2.0].
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import right, sizes, tensors, wrong
from preliminaries.exercises.matrix_calculus._given import called

hints = (
    "Which way does the gradient point, and which way do you want to go?",
    "After each step you stand somewhere else, where the gradient is another one.",
    "In a loop of k turns: `x = x - eta * grad(x)`",
)
proves = "You wrote the loop that trains every model in the course."


def solution(grad, x, eta, k):
    for _ in range(k):
        x = x - eta * grad(x)
    return x


_SLOPES = (
    called("grad(x) = 2 x", lambda x: 2 * x),
    called("grad(x) = x - 1", lambda x: x - 1),
    called("grad(x) = x³ / 16", lambda x: x**3 / 16),
    called("grad(x) = sin(x)", lambda x: torch.sin(torch.as_tensor(x))),
    called("grad(x) = 0 x + the sum of x", lambda x: 0 * x + x.sum()),
)


def inputs():
    starts = sizes(1, 3).flatmap(lambda n: tensors((n,)))
    rates = st.sampled_from([0.1, 0.25, 0.5])
    return st.tuples(st.sampled_from(_SLOPES), starts, rates, st.integers(0, 5))


def edge_cases():
    x, pair = torch.tensor([8.0]), torch.tensor([1.0, 3.0])
    return [
        (_SLOPES[0], x, 0.25, 2),
        (_SLOPES[0], x, 0.25, 0),
        (_SLOPES[1], x, 0.5, 3),
        (_SLOPES[1], pair, 0.5, 1),
        (_SLOPES[4], pair, 0.25, 2),
        (_SLOPES[0], torch.tensor([[1.0, 2.0], [-4.0, 0.0]]), 0.25, 2),
        (_SLOPES[0], torch.tensor(-1.0), 0.25, 3),
        (_SLOPES[1], pair, 0.01, 100),
        (_SLOPES[0], pair, 1.5, 2),
        (_SLOPES[1], torch.tensor([3.0]), 1e-5, 200),
        (_SLOPES[0], torch.tensor([4e-4]), 0.25, 2),
        (_SLOPES[0], torch.tensor([4e-7], dtype=torch.float64), 0.25, 2),
    ]


@right
def in_place_on_a_copy(grad, x, eta, k):
    x = x.clone()
    for _ in range(k):
        x -= eta * grad(x)
    return x


@right
def by_recursion(grad, x, eta, k):
    return solution(grad, x - eta * grad(x), eta, k - 1) if k else x


@right
def keeping_the_path(grad, x, eta, k):
    path = [x]
    while len(path) <= k:
        path.append(path[-1] - eta * grad(path[-1]))
    return path[-1]


@wrong
def ascends(grad, x, eta, k):
    """This walks uphill. The gradient points to steepest *ascent*."""
    for _ in range(k):
        x = x + eta * grad(x)
    return x


@wrong
def gradient_at_the_start_only(grad, x, eta, k):
    """That is k steps along the gradient of the starting point. After a step you stand
    elsewhere: ask again."""
    g = grad(x)
    for _ in range(k):
        x = x - eta * g
    return x


@wrong
def one_step_only(grad, x, eta, k):
    """That is one step. Asked for are k of them."""
    return x - eta * grad(x)


@wrong
def returned_within_the_loop(grad, x, eta, k):
    """After one step the point comes back, and for k = 0 nothing does. Does the `return` stand
    within the loop? It ends the function in the first turn."""
    for _ in range(k):
        return x - eta * grad(x)


@wrong
def stops_where_it_is_level(grad, x, eta, k):
    """Where the gradient or the steps are short, fewer than k steps are taken. Asked for are
    all k: is there a `break`, or a condition, that ends the loop before?"""
    for _ in range(k):
        if (eta * grad(x)).abs().max() < 1e-3:
            break
        x = x - eta * grad(x)
    return x


@wrong
def one_step_too_many(grad, x, eta, k):
    """That is one step too many. How often does the loop run for k = 0?"""
    for _ in range(k + 1):
        x = x - eta * grad(x)
    return x


@wrong
def one_step_too_few(grad, x, eta, k):
    """That is the point one step before. How many steps does the loop take for k = 1?"""
    for _ in range(k - 1):
        x = x - eta * grad(x)
    return x


@wrong
def divided_by_eta(grad, x, eta, k):
    """These steps are the gradient divided by eta: the smaller eta is, the longer they get.
    Each has to be eta *times* as long as the gradient."""
    for _ in range(k):
        x = x - grad(x) / eta
    return x


@wrong
def eta_forgotten(grad, x, eta, k):
    """These steps are as long as the gradient itself. Each has to be eta times as long."""
    for _ in range(k):
        x = x - grad(x)
    return x


@wrong
def returned_the_gradient(grad, x, eta, k):
    """That is the gradient at the end. Asked for is the point."""
    for _ in range(k):
        x = x - eta * grad(x)
    return grad(x)


def proof() -> None:
    """Where the slope is 2 x, a step multiplies x; in a bowl, many end where `lstsq` says."""
    x = torch.tensor([8.0, -2.0])
    for k in range(4):
        torch.testing.assert_close(solution(lambda x: 2 * x, x, 0.1, k), 0.8**k * x)

    generator = torch.Generator().manual_seed(1)
    X = torch.randn(5, 2, generator=generator, dtype=torch.float64)
    y = torch.randn(5, generator=generator, dtype=torch.float64)
    rate = 1 / torch.linalg.eigvalsh(2 * X.T @ X).max().item()
    start = torch.zeros(2, dtype=torch.float64)
    end = solution(lambda w: 2 * X.T @ (X @ w - y), start, rate, 2000)
    torch.testing.assert_close(end, torch.linalg.lstsq(X, y[:, None]).solution[:, 0])
