"""One step of gradient descent for linear regression: the new pair (w, b).

X is (n, p), y is (n,), w is (p,), b is (), lr is the learning rate. The
loss is half the mean squared error: the mean over the n rows of
(X @ w + b - y)**2 / 2. The caller's w and b stay as they are. For
X = [[1.], [3.]], y = [1., 1.], w = [0.], b = 0. and lr = 0.5 the result is
w = [1.], b = 0.5.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, unlike_sizes, wrong
from preliminaries.exercises.linear_regression._given import DOUBLE, floats
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is the derivative of the loss by a prediction? And that of a prediction by w, and by b?",
    "With r = X @ w + b - y: the gradient by w is Xᵀr / n, by b the mean of r. Compute both before "
    "you move.",
    "`w - lr * X.T @ r / len(y)` and `b - lr * r.mean()`",
)
proves = "That is all that training does, once for each step."
read = reading.pair("w", "b")


def solution(X, y, w, b, lr):
    r = X @ w + b - y
    return w - lr * X.T @ r / len(y), b - lr * r.mean()


def inputs():
    problems = unlike_sizes(2).flatmap(lambda np: floats(np, np[:1], np[1:], ()))
    rates = st.sampled_from([0.1, 0.25, 0.5])
    return st.tuples(problems, rates).map(lambda t: (*t[0], t[1]))


def edge_cases():
    X, y = torch.tensor([[1.0], [3.0]]), torch.tensor([1.0, 1.0])
    zero = torch.zeros(1)
    two = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 4.0]])
    labels, weights = torch.tensor([1.0, 0.0, 2.0]), torch.tensor([2.0, -1.0])
    return [
        (X, y, zero, torch.tensor(0.0), 0.5),
        (X, y, zero, torch.tensor(1.0), 0.5),  # it fits: nothing moves
        (X, y, zero + 2, torch.tensor(-1.0), 0.01),
        (X[:1], y[:1], zero, torch.tensor(0.0), 0.5),
        (two[:2], labels[:2], weights, torch.tensor(1.0), 0.1),
        (two, labels, weights, torch.tensor(1.0), 0.1),
        (
            *(part.to(DOUBLE) for part in (two, labels, weights)),
            torch.tensor(3.0, dtype=DOUBLE),
            0.2,
        ),
    ]


@right
def from_autograd(X, y, w, b, lr):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    (((X @ w + b - y) ** 2).mean() / 2).backward()
    return w - lr * w.grad, b - lr * b.grad


@right
def with_an_optimizer(X, y, w, b, lr):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    optimizer = torch.optim.SGD([w, b], lr=lr)
    (0.5 * torch.nn.functional.mse_loss(X @ w + b, y)).backward()
    optimizer.step()
    return w, b


@right
def with_func(X, y, w, b, lr):
    def loss(w, b):
        return (X @ w + b - y).square().sum() / 2 / len(y)

    dw, db = torch.func.grad(loss, argnums=(0, 1))(w, b)
    return [w - lr * dw, b - lr * db]


@right
def row_by_row(X, y, w, b, lr):
    new_w, new_b = w, b
    for x, label in zip(X, y):
        r = x @ w + b - label
        new_w = new_w - lr / len(y) * r * x
        new_b = new_b - lr / len(y) * r
    return new_w, new_b


@right
def with_numpy(X, y, w, b, lr):
    X, y, w, b = (part.numpy() for part in (X, y, w, b))
    r = X @ w + b - y
    return w - lr * (X.T @ r) / len(y), b - lr * r.mean()


@wrong
def went_uphill(X, y, w, b, lr):
    """Both went the wrong way: the loss has grown. The gradient points uphill, and a step of
    descent goes against it. (With r = y - ŷ the sign is in r already.)"""
    return solution(X, y, w, b, -lr)


@wrong
def sum_for_mean(X, y, w, b, lr):
    """The step is n times too long. The loss is the *mean* over the rows, and so is its gradient:
    divide by n."""
    return solution(X, y, w, b, lr * len(y))


@wrong
def sum_for_mean_in_w(X, y, w, b, lr):
    """b is right. The step of w is n times too long: Xᵀr is a sum over the rows, to be divided by
    their number."""
    return solution(X, y, w, b, lr * len(y))[0], solution(X, y, w, b, lr)[1]


@wrong
def sum_for_mean_in_b(X, y, w, b, lr):
    """w is right. The step of b is n times too long: the mean of r is asked for, not its sum."""
    return solution(X, y, w, b, lr)[0], solution(X, y, w, b, lr * len(y))[1]


@wrong
def b_from_the_new_w(X, y, w, b, lr):
    """w is right. It looks as if b was computed with the *new* w. A step leaves from one point:
    compute both gradients there, then move both."""
    new_w, _ = solution(X, y, w, b, lr)
    return new_w, solution(X, y, new_w, b, lr)[1]


@wrong
def w_from_the_new_b(X, y, w, b, lr):
    """b is right. It looks as if w was computed with the *new* b. A step leaves from one point:
    compute both gradients there, then move both."""
    _, new_b = solution(X, y, w, b, lr)
    return solution(X, y, w, new_b, lr)[0], new_b


@wrong
def half_forgotten(X, y, w, b, lr):
    """The step is twice too long: the loss has a half in front, which takes away the 2 of the
    square."""
    return solution(X, y, w, b, 2 * lr)


@wrong
def halved_twice(X, y, w, b, lr):
    """The step is half as long as it should be: the 2 of the square has taken away the ½
    already."""
    return solution(X, y, w, b, lr / 2)


@wrong
def b_left_as_it_is(X, y, w, b, lr):
    """w is right, and b has not moved. It is a parameter too."""
    return solution(X, y, w, b, lr)[0], b


@wrong
def bias_left_out_of_the_prediction(X, y, w, b, lr):
    """It looks as if b was left out of the prediction, so that the errors are off by b."""
    new_w, change = solution(X, y, w, torch.zeros_like(b), lr)
    return new_w, b + change


@wrong
def learning_rate_forgotten(X, y, w, b, lr):
    """The steps are as long as the gradient itself: multiply by the learning rate."""
    return solution(X, y, w, b, 1.0)


@wrong
def divided_by_the_features(X, y, w, b, lr):
    """The gradient by w was divided by p, the number of features. The mean is over the n rows."""
    r = X @ w + b - y
    return w - lr * X.T @ r / X.shape[1], b - lr * r.mean()


@wrong
def only_the_steps(X, y, w, b, lr):
    """Those are the steps. Asked for is where they lead: w and b after them."""
    new_w, new_b = solution(X, y, w, b, lr)
    return new_w - w, new_b - b


@wrong
def only_the_gradients(X, y, w, b, lr):
    """Those are the gradients. Asked for are w and b after a step against them."""
    new_w, new_b = solution(X, y, w, b, 1.0)
    return w - new_w, b - new_b


@wrong
def moved_the_callers(X, y, w, b, lr):
    """The result is right, and the caller's w and b have moved as well: `-=` writes into them.
    Return new ones."""
    new_w, new_b = solution(X, y, w, b, lr)
    w -= w - new_w
    b -= b - new_b
    return w, b


def proof() -> None:
    """The gradients are measured."""
    for X, y, w, b, lr in [*edge_cases(), *examples(inputs(), 10)]:
        X, y, w, b = X.double(), y.double(), w.double(), b.double()
        v = torch.cat([w, b.reshape(1)])
        slopes = measured(lambda v, X=X, y=y: ((X @ v[:-1] + v[-1] - y) ** 2).mean() / 2, v)
        found = torch.cat([part.reshape(-1) for part in solution(X, y, w, b, lr)])
        torch.testing.assert_close(found, v - lr * slopes, atol=1e-6, rtol=1e-6)
