"""Add X to Y, into the memory that Y has already.

Every other name for Y sees the change. Y is (m, n); X is (m, n) or
broadcasts to it. Returns nothing, or Y.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

name = "add_to"
hints = (
    "After `Y = Y + X` inside a function, which tensor does the caller's Y name?",
    "An assignment to a *name* moves the name; an assignment to `Y[:]` writes into the tensor.",
    "`Y += X`, `Y[:] = Y + X` and `Y.add_(X)` all write into Y.",
)
proves = "The caller's tensor has changed, and its memory is where it was."
may_edit = ("Y",)


def solution(Y, X):
    Y += X


def inputs():
    def with_other(shape):
        m, n = shape
        others = st.sampled_from([(m, n), (n,), (m, 1), (1, n), ()])
        return st.tuples(tensors(shape), others.flatmap(tensors))

    return unlike_sizes(2).flatmap(with_other)


def edge_cases():
    return [
        (torch.zeros(2, 2), torch.ones(2, 2)),
        (torch.tensor([[1, 2], [3, 4]]), torch.tensor([10, 20])),
        (torch.zeros(2, 3, dtype=torch.float64), torch.tensor([[1.0], [2.0]])),
    ]


def observe(add_to, Y, X):
    """What has become of Y, and what came back."""
    address, total = Y.data_ptr(), Y + X
    returned = add_to(Y, X)
    if isinstance(returned, np.ndarray):
        returned = torch.from_numpy(returned)
    is_tensor = isinstance(returned, torch.Tensor)
    is_y = is_tensor and returned.data_ptr() == Y.data_ptr()
    other = "another tensor, and not Y + X" if is_tensor else "something else"
    if is_tensor and returned.shape == total.shape and bool((returned == total).all()):
        other = "another tensor"
    return {
        "Y afterwards": Y,
        "Y where it was": Y.data_ptr() == address,
        "returned": "nothing, or Y" if returned is None or is_y else other,
    }


@right
def with_the_method(Y, X):
    return Y.add_(X)


@right
def into_all_of_y(Y, X):
    Y[:] = Y + X


@right
def with_out(Y, X):
    torch.add(Y, X, out=Y)


@wrong
def moved_the_name(Y, X):
    """The caller's Y is as it was. Where did the sum go? `Y = Y + X` moves the name Y to a new
    tensor, and `Y.add(X)`, without an underscore, makes one that nobody keeps: write *into*
    Y."""
    Y = Y + X


@wrong
def returned_a_new_tensor(Y, X):
    """The sum is right, but it lies in a new tensor; Y itself is as it was. Who uses Y
    elsewhere never hears of it."""
    return Y + X


@wrong
def returned_another_tensor_as_well(Y, X):
    """Y holds the sum, as it should. What comes back is another tensor, though, and whoever
    uses that one has lost touch with Y: return nothing, or Y."""
    Y += X
    return Y.clone()


@wrong
def returned_a_tensor_that_is_no_sum(Y, X):
    """Y holds the sum, as it should. What comes back is another tensor, and not even the sum:
    return nothing, or Y."""
    Y += X
    return X


@wrong
def added_into_x(Y, X):
    """It looks as if the sum was to go into X, and Y is as it was; where X is the smaller one,
    `X += Y` even raises. Which one should hold the sum, and so stand on the left of `+=`?"""
    X += Y


@wrong
def returned_something_else(Y, X):
    """Y holds the sum, as it should. But what comes back is no part of the task: return
    nothing, or Y itself."""
    Y += X
    return Y.shape


@wrong
def gave_y_another_storage(Y, X):
    """Y has the right values, in *other* memory: its storage was swapped, as `Y.data = …` does.
    Views of Y still look at the old one."""
    Y.data = Y + X


def proof() -> None:
    """NumPy adds the two, and a view of Y that was there before sees the sum."""
    for Y, X in examples(inputs()):
        view, expected = Y.view(-1), Y.numpy() + X.numpy()
        assert solution(Y, X) is None
        assert view.tolist() == expected.flatten().tolist()
