"""The shape to which two shapes broadcast; None where they do not.

a and b are tuples. broadcast_shape((3, 1), (1, 2)) is (3, 2), and
broadcast_shape((2,), (3,)) is None.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, shapes, wrong

name = "broadcast_shape"
hints = (
    "How do you make two tuples of different lengths equally long?",
    "Put ones in front of the shorter shape; then decide pair by pair.",
    "In a pair `(m, n)`: equal gives m; if m is 1 the result is n; if n is 1 it is m; "
    "anything else fails.",
)
proves = "This is the whole rule of broadcasting, for any number of axes."


def solution(a, b):
    axes = max(len(a), len(b))
    a = (1,) * (axes - len(a)) + tuple(a)
    b = (1,) * (axes - len(b)) + tuple(b)
    if any(m != n and 1 not in (m, n) for m, n in zip(a, b)):
        return None
    return tuple(n if m == 1 else m for m, n in zip(a, b))


def inputs():
    return st.tuples(shapes(), shapes())


def edge_cases():
    return [
        ((), ()),
        ((3,), ()),
        ((3, 1), (1, 2)),
        ((3, 3, 2), (3, 2)),
        ((3, 3, 2), (3, 3)),
        ((4, 1), (4, 6)),
        ((2, 3), (4, 3)),
        ((1,), (0,)),
        ((0,), (2,)),
        ((2, 0), (0,)),
        ((2, 0), (2, 1)),
        ((1, 2, 1, 2, 1), (2, 1, 2, 1, 3)),
        ((2,), (3,)),
        ((200, 1), (1, 7)),
    ]


@right
def asked_of_torch(a, b):
    try:
        return torch.broadcast_shapes(a, b)
    except RuntimeError:
        return None


@right
def by_adding_empty_arrays(a, b):
    try:
        return (np.zeros(a) + np.zeros(b)).shape
    except ValueError:
        return None


@right
def by_adding_meta_tensors(a, b):
    try:
        return (torch.zeros(a, device="meta") + torch.zeros(b, device="meta")).shape
    except RuntimeError:
        return None


@right
def by_expanding(a, b):
    try:
        return list(torch.broadcast_tensors(torch.empty(a), torch.empty(b))[0].shape)
    except RuntimeError:
        return None


@right
def from_the_right_in_a_loop(a, b):
    result = []
    for k in range(1, max(len(a), len(b)) + 1):
        m = a[-k] if k <= len(a) else 1
        n = b[-k] if k <= len(b) else 1
        if m == n or n == 1:
            result.insert(0, m)
        elif m == 1:
            result.insert(0, n)
        else:
            return None
    return result


@wrong
def ranks_must_match(a, b):
    """It looks as if both shapes needed the same number of axes. The shorter one is
    filled up with ones, on its left."""
    return solution(a, b) if len(a) == len(b) else None


@wrong
def aligned_from_the_left(a, b):
    """It looks as if the ones were filled in on the right, which aligns the shapes from
    the left. Fill them in on the other side."""
    axes = max(len(a), len(b))
    return solution(tuple(a) + (1,) * (axes - len(a)), tuple(b) + (1,) * (axes - len(b)))


@wrong
def one_shared_size_suffices(a, b):
    """It looks as if one pair that fits were enough. A single pair that does not fit
    makes the whole operation fail."""
    axes = max(len(a), len(b))
    a = (1,) * (axes - len(a)) + tuple(a)
    b = (1,) * (axes - len(b)) + tuple(b)
    fits = [m == n or 1 in (m, n) for m, n in zip(a, b)]
    if fits and not any(fits):
        return None
    return tuple(n if m == 1 else m for m, n in zip(a, b))


@wrong
def larger_size_wins(a, b):
    """Taking the larger of two sizes works until an axis is empty: 1 against 0 gives 0,
    since there is nothing to add to. Which of the two is being stretched?"""
    expected = solution(a, b)
    if expected is None:
        return None
    axes = len(expected)
    a = (1,) * (axes - len(a)) + tuple(a)
    b = (1,) * (axes - len(b)) + tuple(b)
    return tuple(max(m, n) for m, n in zip(a, b))


def proof() -> None:
    """Torch adds two such tensors, or fails to."""
    import itertools

    def added(a, b):
        try:
            return tuple((torch.zeros(a) + torch.zeros(b)).shape)
        except RuntimeError:
            return None

    small = [s for axes in range(4) for s in itertools.product(range(3), repeat=axes)]
    for a, b in [*edge_cases(), *examples(inputs()), *itertools.product(small, small)]:
        assert solution(a, b) == added(a, b), (a, b)
