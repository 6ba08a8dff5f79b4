"""Half the mean squared error, as one number: the mean of
(y_hat - y)**2 / 2 over the n rows.

y_hat and y hold n numbers, as a vector (n,) or as a column (n, 1). Where
one is a column and the other a vector, give the same number as for two
vectors, or refuse: raise a ValueError with a message. Where one has n rows
and the other m, raise a ValueError in any case.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional

from preliminaries.authoring import examples, right, sizes, wrong, wrong_like
from preliminaries.exercises.linear_regression._given import DOUBLE, floats

name = "half_mean_square"
hints = (
    "What shape has a column (3, 1) minus a vector (3,)? Print it.",
    "Bring both to one shape, or compare the shapes, before you subtract.",
    "`y_hat.reshape(-1)` is (n,), whatever it was; then "
    '`if len(y_hat) != len(y): raise ValueError("…")`.',
)
proves = "No column meets a vector unseen: the silent bug cannot happen here."
raises = ValueError


def solution(y_hat, y):
    y_hat, y = y_hat.reshape(-1), y.reshape(-1)
    if len(y_hat) != len(y):
        raise ValueError(f"{len(y_hat)} predictions for {len(y)} labels")
    return ((y_hat - y) ** 2).mean() / 2


def inputs():
    def case(sizes_and_kinds):
        n, m, of_y_hat, of_y = sizes_and_kinds
        return floats((n,) if of_y_hat else (n, 1), (m,) if of_y else (m, 1))

    alike = sizes(2, 5).map(lambda n: (n, n))
    unlike = st.tuples(sizes(1, 4), sizes(1, 4)).filter(lambda nm: nm[0] != nm[1])
    both = st.one_of(alike, alike, unlike)
    return (
        st.tuples(both, st.booleans(), st.booleans()).map(lambda t: (*t[0], *t[1:])).flatmap(case)
    )


def edge_cases():
    y_hat, y = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0])
    return [
        (y_hat, y),
        (y_hat.reshape(-1, 1), y),
        (y_hat, y.reshape(-1, 1)),
        (y_hat.reshape(-1, 1), y.reshape(-1, 1)),
        (y, y),
        (y_hat[:1], y[:1]),
        (y_hat / 20, y / 20),
        (y_hat * 20, y * 20),
        (y_hat.to(DOUBLE), y[:1].to(DOUBLE)),  # would be broadcast
        (y_hat[:1].reshape(1, 1), y),
        (torch.arange(3.0), y),
        (torch.arange(3.0).reshape(3, 1), y.reshape(2, 1)),
        (torch.arange(4.0), y.reshape(2, 1)),
    ]


def observe(half_mean_square, y_hat, y):
    """The number; to refuse a column beside a vector is as right."""
    mixed = y_hat.ndim != y.ndim and len(y_hat) == len(y)
    try:
        return half_mean_square(y_hat, y)
    except ValueError as error:
        if mixed and str(error).strip():
            return solution(y_hat, y)
        raise


@right
def refuses_unlike_shapes(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError(f"shapes {tuple(y_hat.shape)} and {tuple(y.shape)} are not the same")
    return functional.mse_loss(y_hat, y) / 2


@right
def brought_to_the_others_shape(y_hat, y):
    if y_hat.numel() != y.numel():
        raise ValueError("not as many labels as predictions")
    r = y_hat.reshape(y.shape) - y
    return (r * r / 2).sum() / y.numel()


@right
def pair_by_pair(y_hat, y):
    pairs = list(zip(y_hat.flatten().tolist(), y.flatten().tolist(), strict=True))
    return sum((a - b) ** 2 for a, b in pairs) / 2 / len(pairs)


@right
def turning_the_error(y_hat, y):
    try:
        y_hat = y_hat.reshape(y.shape)
    except RuntimeError as error:
        raise ValueError(f"one prediction for each label: {error}") from None
    return 0.5 * torch.mean((y_hat - y) ** 2)


@right
def with_numpy(y_hat, y):
    y_hat, y = np.ravel(y_hat.numpy()), np.ravel(y.numpy())
    if len(y_hat) != len(y):
        raise ValueError("unlike lengths")
    return np.mean(np.square(y_hat - y)) / 2


@wrong
def broadcast_to_a_square(y_hat, y):
    """A column (n, 1) minus a vector (n,) is a square (n, n): every prediction was compared with
    every label, and the mean over all of them came back. Bring both to one shape, or refuse; and
    look at the two lengths before anything is broadcast."""
    return ((y_hat - y) ** 2).mean() / 2


@wrong_like(broadcast_to_a_square)
def broadcast_and_added(y_hat, y):
    return ((y_hat - y) ** 2).sum() / (2 * len(y))


@wrong_like(broadcast_to_a_square)
def broadcast_and_added_by_the_predictions(y_hat, y):
    return ((y_hat - y) ** 2).sum() / 2 / len(y_hat)


@wrong
def only_the_lengths_compared(y_hat, y):
    """Other lengths are refused, as they should be. A column (n, 1) and a vector (n,) have the
    same length, and their difference is a square (n, n): the lengths alone do not tell."""
    if len(y_hat) != len(y):
        raise ValueError(f"{len(y_hat)} predictions for {len(y)} labels")
    return ((y_hat - y) ** 2).mean() / 2


@wrong
def one_label_for_all(y_hat, y):
    """A column beside a vector is right. A vector of length 1 beside one of length 2 is broadcast,
    as if one label were meant for all; and of other lengths torch complains with a RuntimeError.
    Compare the lengths first, and raise a ValueError."""
    return ((y_hat.reshape(-1) - y.reshape(-1)) ** 2).mean() / 2


@wrong
def left_to_torch(y_hat, y):
    """All that has one shape is right. Where the lengths differ, `reshape` refuses with a
    RuntimeError; who calls this function was promised a ValueError."""
    return ((y_hat.reshape(y.shape) - y) ** 2).mean() / 2


@wrong_like(left_to_torch)
def left_to_torch_the_other_way(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2).mean() / 2


@wrong
def an_assertion(y_hat, y):
    """What you refuse, you refuse with an AssertionError. An `assert` is a note among programmers,
    and `python -O` leaves it out: write `if` and `raise ValueError`."""
    assert y_hat.shape == y.shape
    return ((y_hat - y) ** 2).mean() / 2


@wrong_like(an_assertion)
def an_assertion_of_the_lengths(y_hat, y):
    assert y_hat.numel() == y.numel()
    return ((y_hat.reshape(-1) - y.reshape(-1)) ** 2).mean() / 2


@wrong
def all_columns_refused(y_hat, y):
    """Two columns of one shape were refused. They fit: only a column beside a *vector* may be
    refused."""
    if y_hat.ndim > 1 or y.ndim > 1:
        raise ValueError("vectors only")
    return solution(y_hat, y)


@wrong
def half_forgotten(y_hat, y):
    """What is refused is refused rightly. The number is twice what it should be: where is the
    half?"""
    return 2 * solution(y_hat, y)


@wrong
def sum_for_mean(y_hat, y):
    """What is refused is refused rightly. The number is n times too large: divide the sum by the
    number of rows."""
    return len(y) * solution(y_hat, y)


@wrong_like(half_forgotten)
def half_forgotten_and_refused(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("unlike")
    return ((y_hat - y) ** 2).mean()


@wrong_like(sum_for_mean)
def sum_for_mean_and_refused(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("unlike")
    return ((y_hat - y) ** 2).sum() / 2


@wrong
def one_of_two_made_a_vector(y_hat, y):
    """y_hat may be a column, and you have seen to it. So may y be: beside a vector it makes a
    square (n, n). Bring *both* to one shape."""
    if len(y_hat) != len(y):
        raise ValueError("unlike lengths")
    return ((y_hat.reshape(-1) - y) ** 2).mean() / 2


@wrong
def the_other_made_a_vector(y_hat, y):
    """y may be a column, and you have seen to it. So may y_hat be: beside a vector it makes a
    square (n, n). Bring *both* to one shape."""
    if len(y_hat) != len(y):
        raise ValueError("unlike lengths")
    return ((y_hat - y.reshape(-1)) ** 2).mean() / 2


@wrong
def a_loss_for_each_row(y_hat, y):
    """That is a loss for each row. Asked for is one number, their mean."""
    solution(y_hat, y)
    return (y_hat.reshape(-1) - y.reshape(-1)) ** 2 / 2


@wrong
def root_taken(y_hat, y):
    """A root was taken. Asked for is half the mean of the squares as it is."""
    return (2 * solution(y_hat, y)).sqrt()


@wrong
def shorter_one_counts(y_hat, y):
    """Where the lengths differ, the rest of the longer one was dropped without a word, as `zip`
    does. Which predictions have lost their labels? Raise a ValueError."""
    n = min(len(y_hat), len(y))
    return solution(y_hat[:n], y[:n])


def proof() -> None:
    """Row by row, in Python."""
    for y_hat, y in [*edge_cases(), *examples(inputs())]:
        pairs = [*zip(y_hat.flatten().tolist(), y.flatten().tolist())]
        try:
            found = float(solution(y_hat, y))
        except ValueError:
            assert y_hat.numel() != y.numel()
            continue
        assert y_hat.numel() == y.numel()
        expected = math.fsum((a - b) ** 2 / 2 for a, b in pairs) / len(pairs)
        assert math.isclose(found, expected, rel_tol=1e-5, abs_tol=1e-9)
