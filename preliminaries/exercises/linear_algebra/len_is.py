"""The length of a tensor X of shape (2, 3, 4), and the axis that `len` counts."""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "What is the length of a list of two matrices?",
    "`len(X)` is the number of entries that you meet in `for entry in X`.",
    "It is `X.shape[0]`, whatever X is.",
)
proves = "`len` counts along axis 0, whatever the number of axes."
read = reading.each(reading.count)

solution = {
    "len(X)": 2,
    "axis": 0,
}


@right
def asked_of_torch():
    return {"len(X)": len(torch.zeros(2, 3, 4)), "axis": 0}


@right
def as_tensors():
    return {"len(X)": torch.tensor(2), "axis": np.int64(0)}


@wrong
def counted_all_entries():
    """It looks as if every number was counted. That is `X.numel()`; `len` counts what
    the outermost bracket holds."""
    return {"len(X)": 24}


@wrong
def counted_the_last_axis():
    """It looks as if the innermost lists were counted. Python's `len` looks at the
    outermost one: how many entries has the list of lists itself?"""
    return {"len(X)": 4, "axis": 2}


@wrong
def counted_the_axes():
    """That is the number of axes, `X.ndim`. How many entries lie along the axis that
    `len` looks at?"""
    return {"len(X)": 3}


@wrong
def counted_axes_from_one():
    """Axes are counted from zero, as everything in Python."""
    return {"axis": 1}


def proof() -> None:
    """Counted in a loop, and looked up among the sizes, which are all different."""
    X = torch.zeros(2, 3, 4)
    count = 0
    for _ in X:
        count += 1
    assert solution == {"len(X)": count, "axis": X.shape.index(count)}
