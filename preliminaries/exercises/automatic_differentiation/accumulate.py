"""`x.grad` after each line, one after the other, for x = 3 and y = x**2 made anew each time."""

import torch

from preliminaries.authoring import reading, right, wrong

name = "grads"
hints = (
    "What does `backward` do with a gradient that is there already?",
    "It adds. Only `zero_()` or setting `.grad` to None forgets.",
    "Each backward of x² at 3 contributes 6.",
)
proves = "`backward` adds to `.grad`; you decide when to start from zero."
read = reading.each(reading.number)

solution = {
    "after the first y.backward()": 6,
    "after a second one": 12,
    "after x.grad.zero_() and a third one": 6,
}


@right
def as_floats():
    return {
        "after the first y.backward()": 6.0,
        "after a second one": 12.0,
        "after x.grad.zero_() and a third one": 6.0,
    }


@right
def run_by_torch():
    x, seen = torch.tensor(3.0, requires_grad=True), []
    for k in range(3):
        if k == 2:
            x.grad.zero_()
        (x**2).backward()
        seen.append(x.grad.clone())
    return dict(zip(solution, seen))


@wrong
def overwritten():
    """It looks as if a second backward replaced what the first one left. It adds to
    it."""
    return {"after a second one": 6}


@wrong
def values_for_slopes():
    """9 is the value of y. `x.grad` gathers its *slope*, which is 2x."""
    return dict(zip(solution, (9, 18, 9)))


@wrong
def zeroing_forgotten():
    """`x.grad.zero_()` sets what has been gathered so far to zero; the next backward
    starts from there."""
    return {"after x.grad.zero_() and a third one": 18}


@wrong
def zero_stays_zero():
    """After zeroing, the third backward still adds its own contribution."""
    return {"after x.grad.zero_() and a third one": 0}


@wrong
def backward_multiplies():
    """The contributions of two backwards are *added*, as the changes of a sum are. Here
    they were multiplied."""
    return {"after a second one": 36}


def proof() -> None:
    """Run by torch, a line at a time."""
    x = torch.tensor(3.0, requires_grad=True)
    first, second, third = solution.values()
    (x**2).backward()
    assert x.grad.item() == first
    (x**2).backward()
    assert x.grad.item() == second
    x.grad.zero_()
    (x**2).backward()
    assert x.grad.item() == third
