"""The distance walked from start to end along a grid of streets.

start and end are vectors (n,), one number for each direction.
manhattan_distance(tensor([1, 2]), tensor([4, -2])) is 7.
"""

import numpy as np
import torch

from preliminaries.authoring import examples, right, wrong
from preliminaries.exercises.linear_algebra._given import vectors

hints = (
    "How far does one walk in each direction, whichever way?",
    "The size of each difference, and then their sum.",
    "`(end - start).abs().sum()`",
)
proves = "The L1 norm of a difference is a distance, in any number of directions."
by_value = True


def solution(start, end):
    return (end - start).abs().sum()


def inputs():
    return vectors(2)


def edge_cases():
    zero = torch.zeros(3)
    far_and_near = [
        (torch.tensor([3]), torch.tensor([-4])),
        (torch.tensor([1, 2]), torch.tensor([2, 1])),
        (torch.tensor([0.01, 0.02]), torch.tensor([0.04, -0.02])),
        (torch.tensor([1000, 2000]), torch.tensor([4000, 1000])),
        (torch.tensor([10.0, 20.0]), torch.tensor([40.0, 10.0])),
    ]
    return [
        (torch.tensor([1, 2]), torch.tensor([4, -2])),
        (zero, zero),
        (zero[:0], zero[:0]),
        *far_and_near,
    ]


@right
def with_torchs_own(start, end):
    return torch.linalg.vector_norm((start - end).double(), 1)


@right
def in_python(start, end):
    return sum(abs(a - b) for a, b in zip(start.tolist(), end.tolist()))


@right
def with_numpy(start, end):
    return np.abs(start.numpy() - end.numpy()).sum()


@right
def with_signs(start, end):
    steps = end - start
    return (steps * steps.sign()).sum()


@wrong
def through_the_houses(start, end):
    """That is the straight line, L2: the way of a bird. On streets every direction is
    walked on its own, and the distances add up."""
    return (end - start).double().square().sum().sqrt()


@wrong
def there_and_back_cancel(start, end):
    """It looks as if steps to the west took back steps to the north. Take the size of
    each difference *before* you add."""
    return (end - start).sum()


@wrong
def size_of_the_sum(start, end):
    """`abs` came after the sum, when opposite steps had cancelled already."""
    return (end - start).sum().abs()


@wrong
def longest_direction_only(start, end):
    """Only the longest direction was counted. That is L∞, a king's way on a chessboard;
    a walker takes no two steps at once."""
    steps = (end - start).abs()
    return steps.max() if len(steps) else steps.sum()


def proof() -> None:
    """Walked, half a block at a time, where corners lie at halves."""
    for start, end in [*edge_cases(), *examples(inputs())]:
        if any((2 * place) % 1 for place in [*start.tolist(), *end.tolist()]):
            continue
        place, steps = start.tolist(), 0
        for k, goal in enumerate(end.tolist()):
            while place[k] != goal:
                place[k] += 0.5 if place[k] < goal else -0.5
                steps += 1
        assert solution(start, end) == steps / 2
