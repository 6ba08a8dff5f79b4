"""Sum a gradient over the axes that broadcasting has stretched.

g, in float32, is the gradient of a result, and has the result's shape.
The operand that it is handed on to has the shape `shape`, a tuple:
broadcasting aligned it from the right, stretched its axes of size 1, and
added those that it lacks. The gradient of the operand is a tensor of the
shape `shape`, also of () or (1, 1); where nothing was stretched, it is g.

sum_to_shape(torch.ones(3, 2), (3, 1)) is [[2.], [2.]].
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Unreadable,
    describe,
    examples,
    reading,
    right,
    said,
    tensors,
    wrong,
    wrong_like,
)

name = "sum_to_shape"
hints = (
    "If one number is used in five places, how many contributions does its gradient have?",
    "Sum over the axes that are missing on the left, until there are as many as in `shape`; "
    "then over each axis where `shape` has a 1, and keep that axis.",
    "`while g.ndim > len(shape): g = g.sum(dim=0)`, and for an axis k with `shape[k] == 1`: "
    "`g = g.sum(dim=k, keepdim=True)`.",
)
proves = "Stretching forward is summing backward: one number in many places gets all their changes."
tolerance = 1e-4  # half precision is not enough


def solution(g, shape):
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


def inputs():
    def operands(shape):
        kept = st.tuples(*(st.sampled_from([1, size]) for size in shape))
        left = st.integers(0, len(shape))
        return st.tuples(tensors(shape), st.builds(lambda own, k: own[k:], kept, left))

    axes = st.lists(st.sampled_from([2, 3, 4, 5]), min_size=1, max_size=3, unique=True)
    return axes.map(tuple).flatmap(operands)


def _counted(*shape: int) -> torch.Tensor:
    return torch.arange(1.0, torch.Size(shape).numel() + 1).reshape(shape)


def edge_cases():
    return [
        (_counted(3, 2), (3, 1)),
        (_counted(3, 2), (2,)),
        (_counted(3, 2), (1, 2)),
        (_counted(2, 3, 4), (3, 1)),
        (_counted(2, 3, 4), (1, 3, 1)),
        (_counted(3, 3), (3,)),
        (_counted(3, 3) / 20, (3, 3)),
        (_counted(3, 2) / 30, ()),
        (_counted(3, 2) / 30, (3, 1)),
        (_counted(3, 2), (3, 2)),
        (_counted(3, 2), ()),
        (_counted(3, 2), (1, 1)),
        (_counted(1, 3), (3,)),
        (_counted(2, 1), (1, 1)),
        (_counted(), ()),
    ]


def observe(sum_to_shape, g, shape):
    """The gradient, and its shape: one number is not accepted in whatever holds one."""
    result = reading.detached(sum_to_shape(g, shape))
    if result is ...:
        return result
    if result is not None and not hasattr(result, "shape"):
        raise Unreadable(said("A tensor is asked for; this is {given}.", given=describe(result)))
    return {"its shape": result if result is None else tuple(result.shape), "the sum": result}


@right
def ready_made(g, shape):
    return g.sum_to_size(shape)


@right
def asked_of_autograd(g, shape):
    operand = torch.zeros(shape, dtype=g.dtype, requires_grad=True)
    return torch.autograd.grad(operand.expand(g.shape), operand, g)[0]


@right
def all_axes_at_once_in_numpy(g, shape):
    g = g.numpy()
    own = (1,) * (g.ndim - len(shape)) + tuple(shape)
    axes = tuple(k for k, size in enumerate(own) if size == 1)
    return torch.from_numpy(np.asarray(g.sum(axis=axes, keepdims=True)).reshape(shape))


@wrong
def missing_axes_only(g, shape):
    """The axes that are missing on the left are summed over. An axis of size 1 was stretched
    as well: its one entry was used all along it."""
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    return g


@wrong
def ones_only(g, shape):
    """Axes of size 1 are summed over. An axis that the operand lacks was added on the left: its
    entries were used all along that one, too."""
    own = (0,) * (g.ndim - len(shape)) + tuple(shape)
    for k, size in enumerate(own):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


@wrong_like(ones_only)
def ones_only_and_not_aligned(g, shape):
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


@wrong
def one_missing_axis_at_most(g, shape):
    """Where one axis is missing on the left it is right; where there are two, one is left. Is it
    `if` in place of `while`?"""
    if g.ndim > len(shape):
        g = g.sum(dim=0)
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


@wrong
def always_axis_0(g, shape):
    """The axes that are missing are right. Of those of size 1 it looks as if always axis 0 was
    summed over: which one is it where `shape` is (3, 1)?"""
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    for size in shape:
        if size == 1:
            g = g.sum(dim=0, keepdim=True)
    return g


@wrong
def kept_no_axis_of_size_one(g, shape):
    """The numbers are right, and an axis is gone: where the operand has a size of 1, its
    gradient has one too (`keepdim=True`)."""
    missing = g.ndim - len(shape)
    for k in reversed(range(g.ndim)):
        if k < missing or shape[k - missing] == 1:
            g = g.sum(dim=k)
    return g


@wrong_like(kept_no_axis_of_size_one)
def kept_no_stretched_axis(g, shape):
    missing = g.ndim - len(shape)
    for k in reversed(range(g.ndim)):
        if k < missing or g.shape[k] != shape[k - missing]:
            g = g.sum(dim=k)
    return g


@wrong_like(kept_no_axis_of_size_one)
def kept_no_axis_of_size_one_from_the_left(g, shape):
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k)
    return g


@wrong_like(kept_no_axis_of_size_one)
def kept_no_stretched_axis_from_the_left(g, shape):
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    for k, size in enumerate(shape):
        if size == 1 and g.shape[k] != 1:
            g = g.sum(dim=k)
    return g


@wrong
def averaged(g, shape):
    """This is the mean of the contributions. An entry that is used in five places changes the
    result five times: the contributions add up."""
    own = (1,) * (g.ndim - len(shape)) + tuple(shape)
    for k, size in enumerate(own):
        if size == 1:
            g = g.mean(dim=k, keepdim=True)
    return g.reshape(shape)


@wrong
def one_copy_taken(g, shape):
    """This is the contribution of *one* of the places where the entry was used. What has
    become of the others?"""
    while g.ndim > len(shape):
        g = g[0]
    for k, size in enumerate(shape):
        if size == 1:
            g = g.narrow(k, 0, 1)
    return g


@wrong
def aligned_from_the_left(g, shape):
    """It looks as if the shapes were aligned from the left. Broadcasting aligns from the right:
    the axes that are missing stand in front."""
    while g.ndim > len(shape):
        g = g.sum(dim=-1)
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


@wrong
def no_axes_means_all(g, shape):
    """Where there is an axis to sum over it is right; where there is none, all is summed up. For
    torch, `g.sum(dim=())` with no axis in it is the sum over *all* axes."""
    own = (1,) * (g.ndim - len(shape)) + tuple(shape)
    axes = tuple(k for k, size in enumerate(own) if size == 1)
    if not axes and g.ndim:
        return g.sum()
    return g.sum(dim=axes, keepdim=True).reshape(shape)


@wrong_like(no_axes_means_all)
def no_missing_axes_means_all(g, shape):
    g = g.sum(dim=list(range(g.ndim - len(shape))))
    for k, size in enumerate(shape):
        if size == 1:
            g = g.sum(dim=k, keepdim=True)
    return g


@wrong_like(no_axes_means_all)
def no_axes_of_size_one_means_all(g, shape):
    while g.ndim > len(shape):
        g = g.sum(dim=0)
    return g.sum(dim=[k for k, size in enumerate(shape) if size == 1], keepdim=True)


@wrong
def everything_summed_up(g, shape):
    """All of g is summed up. Only the axes that were stretched disappear; along the others each
    entry of the operand keeps a gradient of its own."""
    return g.sum()


@wrong
def handed_on_as_it_is(g, shape):
    """g has the shape of the result. A gradient has the shape of its operand: what has to
    disappear?"""
    return g


@wrong
def cut_to_size(g, shape):
    """Entries were dropped, or read in another order, until the shape fitted. The entries along
    a stretched axis have to be *added*."""
    return g.flatten()[: torch.Size(shape).numel()].reshape(shape)


def proof() -> None:
    """Each entry of the operand is moved by 1, and the change of the weighted result is seen."""
    for g, shape in [*edge_cases(), *examples(inputs())]:
        found = torch.zeros(shape)
        for k in range(found.numel()):
            moved = torch.zeros(found.numel())
            moved[k] = 1
            change = (g * moved.reshape(shape)).sum()
            found = found.reshape(-1).index_fill(0, torch.tensor([k]), change.item()).reshape(shape)
        torch.testing.assert_close(solution(g, shape), found)
