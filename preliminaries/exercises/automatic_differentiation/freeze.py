"""Train the second layer of a network, and leave the first as it is, bit
for bit.

The network is relu(X @ W1) @ W2, with X (m, n), W1 (n, h), W2 (h, k); the
loss is the mean of the squared errors to Y (m, k), over all its m·k
entries. Take `steps` steps of gradient descent with step size lr, on W2
alone, and return W2 (changed in place, or a new one). W1 and W2 both
require gradients when they arrive. Afterwards W1 is unchanged and W1.grad
is None.
"""

import warnings

import torch
from hypothesis import strategies as st

from preliminaries.authoring import reading, right, unlike_sizes, wrong, wrong_like
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, numbers
from preliminaries.exercises.matrix_calculus._given import measured

name = "train_second"
hints = (
    "Which tensor has to be a constant for autograd, so that no gradient is computed for it?",
    "`W1.requires_grad_(False)`, or `W1.detach()` where W1 is used, or compute the first "
    "layer under `torch.no_grad()`.",
    "Compute `H = torch.relu(X @ W1.detach())` once; then the loop over the steps is about "
    "`((H @ W2 - Y) ** 2).mean()`.",
)
proves = "The second layer learns; the first keeps no gradient, and does not move by a single bit."
may_edit = ("W2", "W1.requires_grad")


def solution(W1, W2, X, Y, lr, steps):
    H = torch.relu(X @ W1.detach())
    for _ in range(steps):
        loss = ((H @ W2 - Y) ** 2).mean()
        (gradient,) = torch.autograd.grad(loss, W2)
        with torch.no_grad():
            W2 -= lr * gradient
    return W2


def inputs():
    def network(shape):
        m, n, h, k = shape
        learnt = [numbers(s).map(lambda W: (W / 4).requires_grad_()) for s in ((n, h), (h, k))]
        given = [numbers(s).map(lambda A: A / 4) for s in ((m, n), (m, k))]
        return st.tuples(*learnt, *given, st.sampled_from([0.1, 0.25]), st.integers(1, 3))

    return unlike_sizes(4, 1, 4).flatmap(network)


def edge_cases():
    W1, W2, X, Y = (
        torch.tensor(rows, dtype=DOUBLE)
        for rows in (
            [[1.0, -1.0], [0.5, 1.0]],
            [[0.5], [1.0]],
            [[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]],
            [[1.0], [0.0], [2.0]],
        )
    )
    W1.requires_grad_()
    W2.requires_grad_()
    two = torch.tensor([[0.5, 1.0], [1.0, -1.0]], dtype=DOUBLE, requires_grad=True)
    targets = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]], dtype=DOUBLE)
    return [
        (W1, two, X, targets, 0.5, 1),
        (W1, two, X, targets, 0.5, 2),
        (W1, W2, X, Y, 0.1, 1),
        (W1, W2, X, Y, 0.1, 3),
        (W1, W2, X, Y, 0.1, 0),
        (W1, W2, 8 * X, 20 * Y, 0.0001, 2),
        (W1, W2, X / 50, Y / 50, 0.1, 2),
    ]


def observe(train_second, W1, W2, X, Y, lr, steps):
    """What has become of the first layer, and what is returned for the second."""
    result = train_second(W1, W2, X, Y, lr, steps)
    return {
        "W1": W1.detach(),
        "W1.grad": "None" if W1.grad is None else "a gradient",
        "what is returned": reading.detached(result),
    }


@right
def requires_grad_switched_off(W1, W2, X, Y, lr, steps):
    W1.requires_grad_(False)
    for _ in range(steps):
        W2.grad = None
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with torch.no_grad():
            W2 -= lr * W2.grad
    return W2


@right
def first_layer_under_no_grad(W1, W2, X, Y, lr, steps):
    W2 = W2.detach().clone().requires_grad_()
    with torch.no_grad():
        H = (X @ W1).clamp(min=0)
    for _ in range(steps):
        ((H @ W2 - Y) ** 2).mean().backward()
        W2.data -= lr * W2.grad
        W2.grad.zero_()
    return W2


@right
def with_an_optimizer(W1, W2, X, Y, lr, steps):
    optimizer = torch.optim.SGD([W2], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        hidden = torch.relu(X @ W1).detach()
        ((hidden @ W2 - Y) ** 2).mean().backward()
        optimizer.step()
    return W2


@wrong
def detached_the_wrong_layer(W1, W2, X, Y, lr, steps):
    """The first layer was trained, and the second stands still. Which of the two was cut
    off?"""
    for _ in range(steps):
        loss = ((torch.relu(X @ W1) @ W2.detach() - Y) ** 2).mean()
        (gradient,) = torch.autograd.grad(loss, W1)
        W1.data -= lr * gradient
    return W2


@wrong_like(detached_the_wrong_layer)
def moved_the_first_by_its_grad(W1, W2, X, Y, lr, steps):
    for _ in range(steps):
        W1.grad = None
        ((torch.relu(X @ W1) @ W2.detach() - Y) ** 2).mean().backward()
        W1.data -= lr * W1.grad
    return W2


@wrong
def nothing_came_back(W1, W2, X, Y, lr, steps):
    """W1 is as it was, and nothing came back: is there a `return W2` that is reached?"""
    solution(W1, W2, X, Y, lr, steps)


@wrong
def second_layer_without_a_gradient(W1, W2, X, Y, lr, steps):
    """There was no W2.grad to go by: in the loss W2 was a constant. Which of the two layers
    was cut off?"""
    for _ in range(steps):
        W2.grad = None
        ((torch.relu(X @ W1) @ W2.detach() - Y) ** 2).mean().backward()
        with torch.no_grad():
            W2 -= lr * W2.grad
    return W2


@wrong
def gradient_left_in_the_first(W1, W2, X, Y, lr, steps):
    """W1 has not moved, but a gradient was computed and kept for it: as much memory as the
    layer itself, and a part of the time of a backward pass. To leave out its step is not
    enough; tell autograd, before the pass, that W1 is a constant."""
    for _ in range(steps):
        W1.grad = W2.grad = None
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with torch.no_grad():
            W2 -= lr * W2.grad
    return W2


@wrong
def trained_both(W1, W2, X, Y, lr, steps):
    """Both layers were trained. Only the second one should move."""
    for _ in range(steps):
        W1.grad = W2.grad = None
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with torch.no_grad():
            W1 -= lr * W1.grad
            W2 -= lr * W2.grad
    return W2


@wrong_like(trained_both)
def trained_both_and_kept_no_gradient(W1, W2, X, Y, lr, steps):
    trained_both(W1, W2, X, Y, lr, steps)
    W1.grad = None
    return W2


@wrong
def nothing_requires_a_gradient(W1, W2, X, Y, lr, steps):
    """Nothing in the loss requires a gradient, so backward has nowhere to go. Was the output
    detached, W2 frozen or cut off as well, or the whole pass made under `no_grad`? W1 alone
    is to be a constant."""
    for _ in range(steps):
        prediction = (torch.relu(X @ W1) @ W2).detach()
        ((prediction - Y) ** 2).mean().backward()
        W2.data -= lr * W2.grad
    return W2


@wrong
def gradients_not_zeroed(W1, W2, X, Y, lr, steps):
    """The first step is right, the later ones are too long: the gradients of all steps
    add up in W2.grad unless you start each step from zero."""
    W1.requires_grad_(False)
    for _ in range(steps):
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with torch.no_grad():
            W2 -= lr * W2.grad
    return W2


@wrong
def gradient_once_before_the_loop(W1, W2, X, Y, lr, steps):
    """The first step is right, and the later ones go along its gradient again. After a step W2
    is another one, and so is the gradient: compute both, loss and gradient, in the loop."""
    loss = ((torch.relu(X @ W1.detach()) @ W2 - Y) ** 2).mean()
    (gradient,) = torch.autograd.grad(loss, W2)
    with torch.no_grad():
        for _ in range(steps):
            W2 -= lr * gradient
    return W2


@wrong
def graph_used_up(W1, W2, X, Y, lr, steps):
    """The first step works; the second goes back through a graph that is used up. What was
    computed once, before the loop: the loss, or the first layer with W1 not yet a constant?
    Each step needs a loss of its own, and W1 has to be a constant from the start."""
    W1.requires_grad_(False)
    loss = ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean()
    for _ in range(steps):
        loss.backward()
        W2.data -= lr * W2.grad
        W2.grad = None
    return W2


@wrong_like(graph_used_up)
def graph_of_the_first_layer_used_up(W1, W2, X, Y, lr, steps):
    H = torch.relu(X @ W1)
    for _ in range(steps):
        ((H @ W2 - Y) ** 2).mean().backward()
        W2.data -= lr * W2.grad
        W2.grad = None
    return W2


@wrong
def moved_the_name(W1, W2, X, Y, lr, steps):
    """The first step is right, and the second finds no W2.grad. `W2 = W2 - …` moves the name
    to a new tensor, which is no leaf, and backward leaves gradients at leaves only. Write
    into W2 itself, under `no_grad`."""
    W1.requires_grad_(False)
    for _ in range(steps):
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with warnings.catch_warnings():  # torch warns of reading what is not there
            warnings.simplefilter("ignore")
            W2 = W2 - lr * W2.grad
    return W2


@wrong
def moved_the_name_under_no_grad(W1, W2, X, Y, lr, steps):
    """The first step is right, and in the second the loss has no graph. Under `no_grad`,
    `W2 = W2 - …` makes a new tensor that does not require gradients. Write into W2
    itself (`W2 -= …`)."""
    W1.requires_grad_(False)
    for _ in range(steps):
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        with torch.no_grad():
            W2 = W2 - lr * W2.grad
    return W2


@wrong
def edited_outside_of_no_grad(W1, W2, X, Y, lr, steps):
    """A leaf may not be edited in place while torch records. The update is no part of what
    is differentiated: put it under `with torch.no_grad():`."""
    W1.requires_grad_(False)
    for _ in range(steps):
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        W2 -= lr * W2.grad
    return W2


@wrong
def sum_for_mean(W1, W2, X, Y, lr, steps):
    """The steps are too long by one factor: the loss is the *mean* of the squared errors,
    not their sum."""
    return solution(W1, W2, X, Y, lr * Y.numel(), steps)


@wrong
def mean_over_the_samples_only(W1, W2, X, Y, lr, steps):
    """With one output it is right; with k of them the steps are k times too long. The mean
    is over all m·k entries of the errors."""
    return solution(W1, W2, X, Y, lr * Y.shape[1], steps)


@wrong
def one_step_whatever_is_asked(W1, W2, X, Y, lr, steps):
    """One step was taken, however many were asked for. Is there a loop over the steps, and
    does it come to its end?"""
    return solution(W1, W2, X, Y, lr, 1)


@wrong
def returned_within_the_loop(W1, W2, X, Y, lr, steps):
    """After one step W2 comes back, and for none nothing does. Does the `return` stand within the
    loop? It ends the function in the first turn."""
    return solution(W1, W2, X, Y, lr, 1) if steps else None


@wrong
def one_step_too_few(W1, W2, X, Y, lr, steps):
    """There is one step less than asked for: `range(steps)` has `steps` entries."""
    return solution(W1, W2, X, Y, lr, steps - 1)


@wrong
def one_step_too_many(W1, W2, X, Y, lr, steps):
    """There is one step more than asked for: `range(steps)` has `steps` entries."""
    return solution(W1, W2, X, Y, lr, steps + 1)


@wrong
def half_as_long(W1, W2, X, Y, lr, steps):
    """Each step is half as long as it should be. Is there a ½ in the loss, or has a gradient by
    hand lost the 2 of the square? The loss is the mean of the squared errors, no more."""
    return solution(W1, W2, X, Y, lr / 2, steps)


@wrong
def relu_forgotten(W1, W2, X, Y, lr, steps):
    """It looks as if the relu between the layers were missing."""
    H = X @ W1.detach()
    for _ in range(steps):
        (gradient,) = torch.autograd.grad(((H @ W2 - Y) ** 2).mean(), W2)
        with torch.no_grad():
            W2 -= lr * gradient
    return W2


@wrong
def went_uphill(W1, W2, X, Y, lr, steps):
    """The loss grows: the step was taken along the gradient. Descent goes against it."""
    return solution(W1, W2, X, Y, -lr, steps)


def proof() -> None:
    """The loss falls with each step, and so does nothing but the second layer."""
    (W1, W2, X, Y, lr, steps) = edge_cases()[1]
    before = W1.detach().clone()

    def loss():
        return ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().item()

    losses = [loss()]
    for _ in range(steps):
        slopes = measured(lambda W: ((torch.relu(X @ before) @ W - Y) ** 2).mean(), W2.detach())
        expected = W2.detach() - lr * slopes
        solution(W1, W2, X, Y, lr, 1)
        torch.testing.assert_close(W2.detach(), expected, atol=1e-7, rtol=1e-6)
        losses.append(loss())
    assert losses == sorted(losses, reverse=True)
    assert torch.equal(W1, before) and W1.grad is None
