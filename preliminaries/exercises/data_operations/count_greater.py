"""How many entries of X are greater than those of Y, one number.

Y has X's shape or broadcasts to it, so that 0 <= count <= X.numel().
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, tensors, unlike_sizes, wrong

hints = (
    "What does `X > Y` give, and what happens when you add up its entries?",
    "True counts as 1 and False as 0.",
    "`(X > Y).sum()`",
)
proves = "A comparison gives a mask, and the sum of a mask counts."
by_value = True


def solution(X, Y):
    return (X > Y).sum()


def inputs():
    def with_other(shape):
        m, n = shape
        others = st.sampled_from([(m, n), (n,), (m, 1), (1, n), ()])
        return st.tuples(tensors(shape), others.flatmap(tensors))

    return unlike_sizes(2, 2).flatmap(with_other)


def edge_cases():
    return [
        (torch.tensor([[1, 2], [3, 4]]), torch.tensor([[1, 1], [5, 4]])),
        (torch.tensor([[1, 2], [3, 4]]), torch.tensor(3)),
        (torch.tensor([[1, 2], [3, 4]]), torch.tensor(5)),
        (torch.tensor([[1.0, 2.0], [3.0, 3.0]]), torch.tensor([[1.0, 3.0], [2.0, 1.0]])),
        (torch.tensor([[0.02, 0.01], [8.0, 7.0]]), torch.tensor([[0.01, 0.02], [7.0, 8.0]])),
        (torch.ones(20, 20), torch.tensor(0.0)),  # more than a byte can count
        (torch.tensor([[16_777_217, 3]]), torch.tensor([[16_777_216, 3]])),  # as one in float32
        (torch.tensor([[1.0001, 2.0]]), torch.tensor([[1.0, 2.0001]])),
    ]


@right
def with_count_nonzero(X, Y):
    return torch.count_nonzero(X > Y)


@right
def in_python(X, Y):
    X, Y = torch.broadcast_tensors(X, Y)
    return sum(x > y for x, y in zip(X.flatten().tolist(), Y.flatten().tolist()))


@right
def by_length(X, Y):
    return len(X[(X > Y).expand(X.shape)])


@right
def as_a_float(X, Y):
    return float((X > Y).sum())


@right
def from_a_mask_of_floats(X, Y):
    return torch.einsum("ij->", (X > Y).float())


@wrong
def returned_the_mask(X, Y):
    """That is the mask: one yes or no for each entry. How many of them are yes?"""
    return X > Y


@wrong
def asked_whether_any(X, Y):
    """`any` tells *whether* there is a greater entry. Asked for is *how many* there
    are."""
    return (X > Y).any()


@wrong
def compared_the_other_way_round(X, Y):
    """That is how many entries of X are *smaller*. Which of the two stands on the left
    of `>`?"""
    return (X < Y).sum()


@wrong
def counted_the_rows(X, Y):
    """`len` counts the rows of the mask, true or not. Count what is true in it: True
    counts as 1 in a sum."""
    return len(X > Y)


@wrong
def counted_equal_ones_too(X, Y):
    """It looks as if equal entries were counted as well. Is 2 greater than 2?"""
    return (X >= Y).sum()


@wrong
def counted_before_broadcasting(X, Y):
    """Each entry of the mask is compared rightly, and only its first row is counted. The mask
    has X's shape: count all of it."""
    return (X > Y)[0].sum()


@wrong
def share_in_place_of_count(X, Y):
    """This is the share of the entries that are greater, between 0 and 1. Asked for is how
    many there are."""
    return (X > Y).float().mean()


def proof() -> None:
    """Counted one by one."""
    for X, Y in examples(inputs()):
        pairs = zip(X.flatten().tolist(), Y.expand(X.shape).flatten().tolist())
        count = 0
        for x, y in pairs:
            if x > y:
                count += 1
        assert solution(X, Y) == count
