"""One update of stochastic gradient descent, for all parameters at once.

params is a list of tensors, leaves that require gradients; each has a
`.grad`, and a shape of its own. Write p - lr * p.grad into every p, where
the caller's tensor sees it; the update is not recorded by autograd. Then
make all gradients None or zero. What is returned is not looked at.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import Told, right, sizes, told, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

hints = (
    "What does `p = p - lr * p.grad` do to the caller's tensor?",
    "Write into p, by `-=`, and keep autograd out of it: the update is no part of the model.",
    "Under `with torch.no_grad():`, for each p: `p -= lr * p.grad`, then `p.grad.zero_()`",
)
proves = "The caller's parameters have moved, and the next backward starts from zero."
may_edit = ("params",)


def solution(params, lr):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()


def _leaves(pairs) -> list[torch.Tensor]:
    """Parameters with these values and gradients."""
    leaves = []
    for values, gradient in pairs:
        p = values.clone().requires_grad_()
        p.grad = gradient.clone()
        leaves.append(p)
    return leaves


def inputs():
    def of(p):
        return floats((p,), (p,), (), ()).map(lambda t: _leaves([t[:2], t[2:]]))

    return st.tuples(sizes(2, 4).flatmap(of), st.sampled_from([0.1, 0.25, 0.5]))


def edge_cases():
    w, g = torch.tensor([1.0, 2.0]), torch.tensor([10.0, -20.0])
    b, one = torch.tensor(3.0), torch.tensor(1.0)
    W = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, 2.0]])
    wide = [part.to(DOUBLE) for part in (w, g)]
    return [
        (_leaves([(w, g)]), 0.1),
        (_leaves([(b, one)]), 0.5),
        (_leaves([(w, g), (b, one)]), 0.1),
        (_leaves([(w, g), (b, one)]), 0.01),
        (_leaves([(w, g / 50)]), 1.5),
        (_leaves([(W, W + 1), (w, g), (b, one)]), 0.1),
        (_leaves([wide]), 0.1),
        (_leaves([(w, torch.zeros(2))]), 0.1),
    ]


def observe(sgd_update, params, lr):
    """What has become of the caller's tensors."""
    own = list(params)
    sgd_update(params, lr)
    facts = {told("the values in params[{k}]", k=k): p.detach() for k, p in enumerate(own)}
    for k, p in enumerate(own):
        is_leaf = told("params[{k}] is a leaf that requires gradients", k=k)
        facts[is_leaf] = _yes(p.is_leaf and p.requires_grad)
    same = len(params) == len(own) and all(p is old for p, old in zip(params, own))
    facts["the list holds the same tensors"] = _yes(same)
    gradients = [p.grad for p in own if p.is_leaf]
    left = [k for k, g in enumerate(gradients) if g is not None and g.any()]
    facts["gradients afterwards"] = told("still there" if left else "None or zero")
    return facts


def _yes(is_so: bool) -> Told:
    return told("yes" if is_so else "no")


@right
def through_data(params, lr):
    for p in params:
        p.data -= lr * p.grad
        p.grad = None


@right
def with_an_optimizer(params, lr):
    optimizer = torch.optim.SGD(params, lr=lr)
    optimizer.step()
    optimizer.zero_grad()


@right
@torch.no_grad()
def copied_into(params, lr):
    for p in params:
        p.copy_(p - lr * p.grad)
    for p in params:
        p.grad = torch.zeros_like(p)
    return params


@right
def other_data(params, lr):
    for k in range(len(params)):
        params[k].data = params[k].data - lr * params[k].grad
        params[k].grad.mul_(0)


@wrong
def moved_the_name(params, lr):
    """The caller's tensors are where they were, and their gradients are gone. Were these zeroed
    *before* the step? Or does `p = p - …` move the *name* p to a new tensor, which is forgotten at
    the end of the turn? Write into p, then zero."""
    for p in params:
        gradient, p.grad = p.grad, None
        with torch.no_grad():
            p = p - lr * gradient


@wrong
def moved_the_name_and_kept_the_gradients(params, lr):
    """Nothing has changed. `p = p - …` moves the *name* p to a new tensor, which has no `.grad`:
    the caller's tensors and their gradients are as they were. Write into p."""
    for p in params:
        with torch.no_grad():
            p = p - lr * p.grad
            p.grad = None


@wrong
def moved_the_name_and_looked_for_a_gradient(params, lr):
    """`p = p - …` moves the *name* p to a new tensor, and that one has no `.grad` to be zeroed.
    Write into the caller's tensor."""
    for p in params:
        with torch.no_grad():
            p = p - lr * p.grad
            p.grad.zero_()


@wrong
def put_others_into_the_list(params, lr):
    """The list holds new tensors now. Whoever has a name for the old ones, the model, say, still
    looks at what has not moved: write into each tensor."""
    for k, p in enumerate(params):
        params[k] = (p.detach() - lr * p.grad).requires_grad_()
        p.grad = None


@wrong_like(put_others_into_the_list)
def put_results_into_the_list(params, lr):
    for k, p in enumerate(params):
        params[k] = (p - lr * p.grad).requires_grad_()


@wrong
def inside_the_graph(params, lr):
    """Torch records, and a leaf may not be edited in place meanwhile. Make the update under `with
    torch.no_grad():`, as no part of the model."""
    for p in params:
        p -= lr * p.grad
        p.grad.zero_()


@wrong
def switched_off_for_good(params, lr):
    """All have moved, and none requires gradients any more: the next backward will find nothing.
    `no_grad` switches recording off for a while only."""
    for p in params:
        p.requires_grad_(False)
        p -= lr * p.grad
        p.grad.zero_()


@wrong
def gradients_not_zeroed(params, lr):
    """All have moved, rightly. Their gradients are still there, and the next backward adds to
    them: zero them."""
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad


@wrong
def gradients_of_the_last_only(params, lr):
    """All have moved, rightly. Of several parameters one alone has lost its gradient: does the
    zeroing stand in the loop?"""
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
    params[-1].grad = None


@wrong
def went_uphill(params, lr):
    """The parameters went along the gradient, uphill. Descent goes against it."""
    solution(params, -lr)


@wrong
def learning_rate_forgotten(params, lr):
    """Each parameter has moved by its whole gradient. A step is lr times as long."""
    solution(params, 1.0)


@wrong
def divided_by_the_rate(params, lr):
    """It looks as if the gradient was divided by the learning rate: the smaller it is, the longer
    the steps get."""
    solution(params, 1 / lr)


@wrong
def replaced_by_the_step(params, lr):
    """Each parameter *is* the step now. It has to be where it was, less the step."""
    with torch.no_grad():
        for p in params:
            p.copy_(-lr * p.grad)
            p.grad.zero_()


@wrong
def first_one_only(params, lr):
    """The first parameter has moved, the others have not. Does the loop come to its end?"""
    solution(params[:1], lr)


def proof() -> None:
    """Entry by entry, and torch's own optimizer beside."""
    for params, lr in edge_cases():
        others = _leaves([(p.detach(), p.grad) for p in params])
        expected = [
            (p.detach().flatten() - lr * g).tolist()
            for p, g in ((p, p.grad.flatten()) for p in params)
        ]
        torch.optim.SGD(others, lr=lr).step()
        solution(params, lr)
        for p, other, numbers in zip(params, others, expected, strict=True):
            torch.testing.assert_close(p, other)
            torch.testing.assert_close(p.detach().flatten().tolist(), numbers)
            assert p.is_leaf and not p.grad.any()
