"""A smooth minimum of the numbers x, floats of shape (n,); the result is
one number.

log Σ exp(s x) / s is a smooth maximum: it lies above the largest of x, by
log(n) / s at most. Write its mirror image, *below* the smallest by
log(n) / s at most. s is a number above 0, up to 1000. For x = (1, 1) and
s = 1 it is 1 - log 2. `torch.logsumexp` may be used.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong, wrong_like

hints = (
    "The smallest of x is the largest of something else, with another sign. Of what?",
    "min(x) = -max(-x), and so it is with the smooth ones.",
    "`-torch.logsumexp(-s * x, dim=0) / s`",
)
proves = "A minimum is a maximum in the mirror, the smooth one too; a large s makes it sharp."


def solution(x, s):
    return -torch.logsumexp(-s * x, dim=0) / s


def inputs():
    vectors = sizes(2, 5).flatmap(lambda n: tensors((n,)))
    return st.tuples(vectors, st.sampled_from([0.5, 1.0, 2.0, 3.0]))


def edge_cases():
    return [
        (torch.tensor([1.0, 1.0]), 1.0),
        (torch.tensor([1.0, 2.0, 4.0]), 2.0),
        (torch.tensor([3.0]), 2.0),
        (torch.tensor([7.0, 9.0]), 1.0),
        (torch.tensor([0.02, 0.05]), 2.0),
        (torch.tensor([-1.0, -3.0, 5.0]), 1000.0),
        (torch.tensor([1.0, 3.0, 5.0]), 1000.0),
        # Equal smallest entries: log(2) / s below them is seen however large s is.
        *((torch.zeros(2), s) for s in (5.0, 10.0, 20.0, 50.0, 100.0, 300.0, 1000.0)),
        (torch.tensor([0.0, 2.0, 0.0, 0.0]), 30.0),
    ]


@right
def below_the_smallest(x, s):
    low = x.min()
    return low - (-s * (x - low)).exp().sum().log() / s


@right
def with_numpy(x, s):
    a = x.numpy()
    return a.min() - np.log(np.exp(-s * (a - a.min())).sum()) / s


@right
def as_a_maximum_of_the_negatives(x, s):
    def above_the_largest(x):
        return torch.logsumexp(s * x, dim=-1) / s

    return -above_the_largest(-x)


@wrong
def smooth_maximum(x, s):
    """That is the smooth *maximum*, above the largest. Where do the signs have to change?"""
    return torch.logsumexp(s * x, dim=0) / s


@wrong
def sign_inside_only(x, s):
    """That is the smooth maximum of -x. The smallest of x is the largest of -x with its sign turned
    back: one sign is missing."""
    return torch.logsumexp(-s * x, dim=0) / s


@wrong
def sign_outside_only(x, s):
    """That is minus the smooth maximum of x. The numbers need another sign *before* exp as well, so
    that the smallest counts most."""
    return -torch.logsumexp(s * x, dim=0) / s


@wrong
def not_divided_by_s(x, s):
    """The signs are right. Inside the numbers were multiplied by s, and that has to be undone at
    the end."""
    return -torch.logsumexp(-s * x, dim=0)


@wrong
def multiplied_by_s(x, s):
    """The signs are right. Inside the numbers were multiplied by s; at the end that has to be
    undone, by a division, and not done once more."""
    return -torch.logsumexp(-s * x, dim=0) * s


@wrong
def s_forgotten(x, s):
    """That is right for s = 1. A large s has to bring it nearer to the smallest."""
    return -torch.logsumexp(-x, dim=0)


@wrong
def divided_inside(x, s):
    """s stands the other way round: here a large s takes it farther from the smallest. Multiply
    inside, and divide outside."""
    return -torch.logsumexp(-x / s, dim=0) * s


@wrong
def the_minimum_itself(x, s):
    """That is the minimum, with its corners. The smooth one lies below it: by log(2) / s where two
    numbers are equal."""
    return x.min()


@wrong
def the_minimum_where_s_is_large(x, s):
    """For a small s this is right; for a large one it is the minimum itself. Of two equal numbers
    the smooth minimum lies log(2) / s below them for *every* s, and `logsumexp` overflows for
    none."""
    return x.min() if s > 100 else -torch.logsumexp(-s * x, dim=0) / s


@wrong_like(the_minimum_where_s_is_large)
def the_minimum_where_s_is_above_10(x, s):
    return x.min() if s > 10 else -torch.logsumexp(-s * x, dim=0) / s


@wrong_like(the_minimum_where_s_is_large)
def the_minimum_where_s_is_above_50(x, s):
    return x.min() if s > 50 else -torch.logsumexp(-s * x, dim=0) / s


@wrong
def softmin_of_torch(x, s):
    """Those are probabilities, n of them, the smallest of x with the largest. One number is asked
    for, near the smallest of x."""
    return torch.softmax(-s * x, dim=0)


@wrong
def weighted_mean(x, s):
    """That is a mean of x in which the smallest counts most. It lies *above* the smallest, and the
    smooth minimum below it."""
    return (torch.softmax(-s * x, dim=0) * x).sum()


@wrong
def overflows(x, s):
    """Where s is large exp overflows, or gives 0 everywhere. `torch.logsumexp` takes the largest
    away first; or take the smallest of x away yourself."""
    return -(-s * x).exp().sum().log() / s


def proof() -> None:
    """Between the two bounds, and its slopes are a softmax of -s x: positive, of sum 1."""
    import math

    for x, s in [*edge_cases(), *examples(inputs())]:
        x = x.double().requires_grad_()
        found = solution(x, s)
        below = x.min() - found
        assert -1e-9 <= below <= math.log(len(x)) / s + 1e-9
        (slopes,) = torch.autograd.grad(found, x)
        torch.testing.assert_close(slopes, torch.softmax(-s * x.detach(), dim=0))
        equal = solution(torch.full_like(x, 4.0), s)
        assert math.isclose(equal, 4 - math.log(len(x)) / s)
