"""L1, half squared L2 and Huber of the errors y - y_hat: three numbers.

y and y_hat are floats of one shape; each loss is a sum over all entries.
Huber with delta > 0 takes r**2 / 2 where |r| <= delta, and
delta * (|r| - delta / 2) beyond.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, sizes, tensors, unlike_sizes, wrong

hints = (
    "Write r = y - y_hat first. What does each loss do with one entry of r?",
    "`r.abs()` for L1, half of `r**2` for the second, and `torch.where` chooses between two "
    "formulas for Huber.",
    "`torch.where(r.abs() <= delta, r**2 / 2, delta * (r.abs() - delta / 2)).sum()`",
)
proves = "Huber is the half square near zero and a straight line beyond, without a jump."
by_value = True
read = reading.several


def solution(y, y_hat, delta):
    r = y - y_hat
    size = r.abs()
    huber = torch.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return size.sum(), (r**2).sum() / 2, huber.sum()


def inputs():
    shapes = sizes(2, 5).map(lambda n: (n,)) | unlike_sizes(2)
    dtypes = st.sampled_from([torch.float32, torch.float64])
    pairs = st.tuples(shapes, dtypes).flatmap(lambda s: st.tuples(tensors(*s), tensors(*s)))
    deltas = st.sampled_from([0.5, 1.0, 2.0, 3.0])
    return st.tuples(pairs, deltas).map(lambda t: (*t[0], t[1]))


def edge_cases():
    y, small = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.01, 0.03, 0.02, 0.07])
    return [
        (y, torch.tensor([1.0, 4.0, 2.0]), 1.0),
        (y, y, 1.0),
        (small, small.flip(0), 0.5),
        (small, small.flip(0), 0.03),
        (y, torch.tensor([1.5, 2.0, 2.5]), 2.0),
        (y[:0], y[:0], 1.0),
        (torch.tensor([[1.0, 2.0], [3.0, 9.0]]), torch.tensor([[1.0, 1.0], [5.0, 1.0]]), 0.5),
    ]


@right
def with_torchs_own(y, y_hat, delta):
    loss = torch.nn.functional
    y, y_hat = y.double(), y_hat.double()
    return (
        loss.l1_loss(y_hat, y, reduction="sum"),
        loss.mse_loss(y_hat, y, reduction="sum") / 2,
        loss.huber_loss(y_hat, y, reduction="sum", delta=delta),
    )


@right
def in_python(y, y_hat, delta):
    r = [abs(a - b) for a, b in zip(y.flatten().tolist(), y_hat.flatten().tolist())]
    huber = [s * s / 2 if s <= delta else delta * s - delta**2 / 2 for s in r]
    return sum(r), sum(s * s for s in r) / 2, sum(huber)


@right
def with_a_clamp(y, y_hat, delta):
    size = (y - y_hat).abs().double()
    inside = size.clamp(max=delta)
    return size.sum(), 0.5 * size.square().sum(), (inside * (size - inside / 2)).sum()


@right
def with_numpy(y, y_hat, delta):
    r = np.abs(y.numpy() - y_hat.numpy())
    huber = np.where(r <= delta, r**2 / 2, delta * (r - delta / 2))
    return r.sum(), (r**2).sum() / 2, huber.sum()


@wrong
def swapped(y, y_hat, delta):
    """The first two have changed places. L1 adds the sizes |r|, and the squares belong
    to L2."""
    l1, half_squared, huber = solution(y, y_hat, delta)
    return half_squared, l1, huber


@wrong
def missing_half(y, y_hat, delta):
    """The squares come without the ½. It is there so that the derivative is r, and not
    2r."""
    l1, half_squared, huber = solution(y, y_hat, delta)
    return l1, 2 * half_squared, huber


@wrong
def huber_jumps_at_delta(y, y_hat, delta):
    """Your Huber jumps where |r| = delta: the line outside has to begin where the
    parabola ends, at delta² / 2. By how much must it be lowered?"""
    l1, half_squared, _ = solution(y, y_hat, delta)
    r = y - y_hat
    return l1, half_squared, torch.where(r.abs() <= delta, r**2 / 2, delta * r.abs()).sum()


@wrong
def huber_with_slope_one(y, y_hat, delta):
    """Outside, your Huber has slope 1. The parabola r² / 2 arrives at delta with slope
    delta, and the line has to go on with it."""
    l1, half_squared, _ = solution(y, y_hat, delta)
    r = (y - y_hat).abs()
    outside = r - delta + delta**2 / 2
    return l1, half_squared, torch.where(r <= delta, r**2 / 2, outside).sum()


@wrong
def huber_without_half_inside(y, y_hat, delta):
    """Inside, Huber is *half* the square; without the half it does not meet the line
    outside."""
    l1, half_squared, _ = solution(y, y_hat, delta)
    r = (y - y_hat).abs()
    return (
        l1,
        half_squared,
        torch.where(r <= delta, r.double() ** 2, delta * (r - delta / 2)).sum(),
    )


@wrong
def means_instead_of_sums(y, y_hat, delta):
    """It looks as if means were taken. Here each loss is the sum over all entries."""
    return tuple(loss / y.numel() for loss in solution(y, y_hat, delta))


@wrong
def not_squared(y, y_hat, delta):
    """The second is the length of r. Asked for is half its *square*: without the root."""
    l1, half_squared, huber = solution(y, y_hat, delta)
    return l1, (2 * half_squared).sqrt(), huber


def proof() -> None:
    """Entry by entry; Huber's slope is r, but never more than delta: added up from 0 to |r|."""
    import math

    for y, y_hat, delta in examples(inputs()):
        sizes_of_r = [abs(r) for r in (y - y_hat).flatten().tolist()]
        l1, half_squared, huber = solution(y, y_hat, delta)
        middles = (np.arange(10_000) + 0.5) / 10_000
        added_up = [size * np.minimum(size * middles, delta).mean() for size in sizes_of_r]
        assert math.isclose(l1, sum(sizes_of_r), rel_tol=1e-6)
        assert math.isclose(half_squared, sum(size**2 for size in sizes_of_r) / 2, rel_tol=1e-6)
        assert math.isclose(huber, sum(added_up), rel_tol=1e-5)

    def huber_of(r, delta):
        zero = torch.zeros(1, dtype=torch.float64)
        return float(solution(zero + r, zero, delta)[2])

    h = 1e-5
    for delta in (0.5, 1.0, 3.0):  # neither the value nor the slope jumps there
        for at in (delta, -delta):
            below, here, above = (huber_of(at + step, delta) for step in (-h, 0, h))
            assert abs(above - below) < 3 * h * delta
            assert abs((here - below) - (above - here)) / h < 1e-4
        far = huber_of(10 * delta, delta) - huber_of(9 * delta, delta)
        assert math.isclose(far, delta * delta)
