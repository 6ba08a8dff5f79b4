"""True where the result shares memory with its source, False where it is a copy.

X = torch.arange(6).reshape(2, 3), and a = np.ones(3).
"""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Write to the result: does the source change?",
    "A view is possible where the entries asked for lie in storage at regular steps, in order.",
    "Three of the six share.",
)
proves = "You know what copies and what only looks."
read = reading.each(reading.yes_or_no)

solution = {
    "X.reshape(3, 2)": True,
    "X[1]": True,
    "X.clone()": False,
    "X.T.reshape(-1)": False,
    "torch.tensor(a)": False,
    "torch.from_numpy(a)": True,
}


@right
def in_words():
    return {
        "X.reshape(3, 2)": "yes",
        "X[1]": "yes",
        "X.clone()": "no",
        "X.T.reshape(-1)": "no",
        "torch.tensor(a)": "no",
        "torch.from_numpy(a)": "yes",
    }


@right
def asked_of_numpy():
    X, a = torch.arange(6).reshape(2, 3), np.ones(3)
    return {
        "X.reshape(3, 2)": np.shares_memory(X, X.reshape(3, 2)),
        "X[1]": np.shares_memory(X, X[1]),
        "X.clone()": np.shares_memory(X, X.clone()),
        "X.T.reshape(-1)": np.shares_memory(X, X.T.reshape(-1)),
        "torch.tensor(a)": np.shares_memory(a, torch.tensor(a)),
        "torch.from_numpy(a)": np.shares_memory(a, torch.from_numpy(a)),
    }


@right
def as_1_and_0():
    return {line: int(shares) for line, shares in solution.items()}


@wrong
def ids_differ_so_it_was_copied():
    """Three of these look at memory that their source has. Each is a Python object of its own,
    with an `id()` of its own, all the same: whether data are shared, a write to one tells."""
    return {"X.reshape(3, 2)": False, "X[1]": False, "torch.from_numpy(a)": False}


@wrong
def reshape_always_copies():
    """`reshape` copies only where it must. The entries of X in order, three rows of two:
    do they lie in X's storage at regular steps?"""
    return {"X.reshape(3, 2)": False}


@wrong
def slices_copy_as_in_lists():
    """A slice of a Python *list* is a copy. A part of a tensor is a view: write to it, and
    X changes."""
    return {"X[1]": False}


@wrong
def everything_from_numpy_copies():
    """Two functions make a tensor from an array: `torch.tensor` copies its numbers. What
    would the other one be for, if it did the same?"""
    return {"torch.from_numpy(a)": False}


@wrong
def reshape_always_views():
    """`reshape` views where it can. Read X.T row by row: 0, 3, 1, 4, … Do these lie in
    X's storage at one regular step?"""
    return {"X.T.reshape(-1)": True}


@wrong
def torch_tensor_shares():
    """`torch.tensor` always copies. Which function is the one that shares NumPy's
    memory?"""
    return {"torch.tensor(a)": True}


@wrong
def clone_is_a_view():
    """`clone` is the explicit way to ask for a copy."""
    return {"X.clone()": True}


def proof() -> None:
    """What shares storage is what sees a write to the source."""
    for line, shares in solution.items():
        X, a = torch.arange(6).reshape(2, 3), np.ones(3)
        result = eval(line, {"torch": torch, "X": X, "a": a})
        before = result.clone()
        X += 1
        a += 1
        assert (not torch.equal(before, result)) == shares, line
