"""The learning rate that makes the same steps as before, if this is changed
and nothing else. Before: batches of 32 rows, lr = 0.32, and as the loss the
*mean* of (y_hat - y)**2 over the rows of a batch.
"""

from fractions import Fraction

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "A step is lr times the gradient. What happens to the gradient when the loss is multiplied by "
    "a number?",
    "The sum is 32 times the mean, so its gradient is 32 times as long. What has to become of lr?",
    "0.32 / 32 for the sum, 0.32 · 2 for the half. A mean over twice the rows is still a mean.",
)
proves = "A step is lr times the gradient: what makes one larger makes the other smaller."
read = reading.each(reading.number)
tolerance = 1e-6

solution = {
    "the sum in place of the mean": 0.01,
    "half the mean": 0.64,
    "half the sum": 0.02,
    "every row twice in its batch, and the mean": 0.32,
    "every row twice in its batch, and the sum": 0.005,
}

_SUM, _HALF, _HALF_SUM, _TWICE, _TWICE_SUM = solution


@right
def computed():
    return {
        _SUM: 0.32 / 32,
        _HALF: Fraction(64, 100),
        _HALF_SUM: torch.tensor(0.02, dtype=torch.float64),
        _TWICE: [0.32],
        _TWICE_SUM: 0.32 / 64,
    }


@right
def as_one_reads_them():
    return {_SUM: 1e-2, _HALF: 64e-2, _HALF_SUM: 2e-2, _TWICE: 0.320, _TWICE_SUM: 5e-3}


@wrong
def the_other_way():
    """It looks as if the rate grew with the gradient. The step is their *product*: where the
    gradient gets longer, the rate has to get smaller."""
    return {_SUM: 10.24, _HALF: 0.16, _HALF_SUM: 5.12, _TWICE_SUM: 20.48}


@wrong_like(the_other_way)
def the_other_way_for_sums():
    return {_SUM: 10.24, _HALF_SUM: 20.48, _TWICE_SUM: 20.48}


@wrong_like(the_other_way)
def the_other_way_for_the_half():
    return {_HALF: 0.16, _HALF_SUM: 0.005}


@wrong
def never_changes():
    """It looks as if only the place of the minimum counted, and that does not move. But a step is
    lr times the *gradient*, and the gradient of 32 times a loss is 32 times as long."""
    return dict.fromkeys(solution, 0.32)


@wrong
def factors_for_rates():
    """Those are the factors by which the rate changes. Asked for are the rates: take them times
    0.32, the rate from before."""
    return {key: lr / 0.32 for key, lr in solution.items()}


@wrong
def root_of_the_number():
    """It looks as if the rate was divided by the root of the number of rows. The gradient of a sum
    of 32 is 32 times as long as that of the mean, no less."""
    return {_SUM: 0.32 / 32**0.5, _HALF_SUM: 0.64 / 32**0.5, _TWICE_SUM: 0.32 / 64**0.5}


@wrong
def half_forgotten():
    """Half a loss has half the gradient, so that the rate has to be twice as large; with the sum
    as well as with the mean."""
    return {_HALF: 0.32, _HALF_SUM: 0.01}


@wrong
def half_forgotten_with_the_sum():
    """Half of the sum has half of the sum's gradient: the rate for it is not that for the sum
    itself."""
    return {_HALF_SUM: 0.01}


@wrong
def mean_of_more_is_more():
    """If every row comes twice, the *mean* over them is the same number as before, and so is its
    gradient."""
    return {_TWICE: 0.16}


@wrong_like(mean_of_more_is_more)
def mean_of_more_wants_more():
    return {_TWICE: 0.64}


@wrong
def sum_of_more_is_the_same():
    """If every row comes twice, the *sum* is that of 64 rows: its gradient is twice that of the
    sum over 32."""
    return {_TWICE_SUM: 0.01}


def proof() -> None:
    """The steps are taken."""
    g = torch.Generator().manual_seed(0)
    X, y = (torch.randn(*s, generator=g, dtype=torch.float64) for s in ((32, 3), (32,)))

    def step(loss, lr, times=1):
        w = torch.ones(3, dtype=torch.float64, requires_grad=True)
        squares = (X.repeat(times, 1) @ w - y.repeat(times)) ** 2
        (gradient,) = torch.autograd.grad(loss(squares), w)
        return lr * gradient

    before = step(torch.mean, 0.32)
    losses = (torch.sum, lambda s: s.mean() / 2, lambda s: s.sum() / 2, torch.mean, torch.sum)
    for (change, lr), loss in zip(solution.items(), losses, strict=True):
        torch.testing.assert_close(step(loss, lr, 2 if "twice" in change else 1), before)
