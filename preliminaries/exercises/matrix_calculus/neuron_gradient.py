"""The gradient of the neuron max(0, ⟨w, x⟩ + b) by its weights w, and its
slope by its bias b.

w and x are (n,), b has no axes, and ⟨w, x⟩ + b is 0.1 or more away from 0.
Returns both: first a tensor of shape (n,), then one number. For
w = (1, 2), b = 0.5 and x = (3, 1) they are (3, 1) and 1.
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import grad

from preliminaries.authoring import (
    examples,
    reading,
    right,
    sizes,
    tensors,
    watching,
    wrong,
    wrong_like,
)
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Call z = ⟨w, x⟩ + b. What is the slope of max(0, z), for z > 0 and for z < 0?",
    "It is 1 or 0, and it multiplies the gradient of z: x by w, and 1 by b.",
    "`on = 1.0 if w @ x + b > 0 else 0.0`, and then `on * x, on`",
)
proves = "A neuron that is on passes its input on to its weights; one that is off learns nothing."
watch = watching.quietly
by_value = True  # zeros are zeros in every dtype
_pair = reading.pair("by_w", "by_b")


def solution(w, b, x):
    on = 1.0 if w @ x + b > 0 else 0.0
    return on * x, on


def read(result):
    """Both by name, the slope by b as a number, however it is held."""
    both = _pair(result)
    slope = reading.held(both["by_b"])
    both["by_b"] = float(slope) if isinstance(slope, (bool, int, float)) else both["by_b"]
    return both


def inputs():
    drawn = sizes(2, 4).flatmap(
        lambda n: st.tuples(tensors((n,)), tensors((1,)).map(lambda b: b[0]), tensors((n,)))
    )
    return drawn.filter(lambda given: given[0] @ given[2] + given[1] != 0)


def edge_cases():
    w, x = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 1.0])
    return [
        (w, torch.tensor(0.5), x),
        (-w, torch.tensor(0.5), x),
        (w, torch.tensor(-5.5), x),  # off, for its bias
        (-w, torch.tensor(5.5), x),  # on, for its bias
        (torch.tensor([1.0, -2.0]), torch.tensor(0.125), torch.tensor([2.0, 1.0])),
        (torch.tensor([1.0, 1.0]), torch.tensor(-3.0), torch.tensor([2.0, 2.0])),
        (torch.tensor([1.0, 2.0]), torch.tensor(1.0), torch.tensor([0.05, 1.0])),
    ]


@right
def from_autograd(w, b, x):
    def neuron(w, b):
        return torch.relu(w @ x + b)

    return grad(neuron)(w, b), grad(lambda b: neuron(w, b))(b)


@right
def by_a_branch(w, b, x):
    if (w * x).sum() + b > 0:
        return x, 1
    return torch.zeros_like(x), 0


@right
def with_where(w, b, x):
    on = w @ x + b > 0
    return torch.where(on, x, 0.0), on


@right
def with_numpy(w, b, x):
    on = np.heaviside(w.numpy() @ x.numpy() + b.item(), 0)
    return on * x.numpy(), np.array([on])


@wrong
def always_on(w, b, x):
    """That is right as long as the neuron is on. Where ⟨w, x⟩ + b < 0 it gives 0, and goes on to
    give 0 when w or b change a little."""
    return x, 1.0


@wrong
def bias_always_on(w, b, x):
    """The gradient by w is right. By b: where the neuron is off, does its result move when b moves
    a little?"""
    return solution(w, b, x)[0], 1.0


@wrong
def bias_stands_still(w, b, x):
    """The gradient by w is right. By b you have 0 throughout; but b moves z = ⟨w, x⟩ + b one to
    one, and where the neuron is on, z is the result."""
    return solution(w, b, x)[0], 0.0


@wrong
def by_the_input(w, b, x):
    """The first is the gradient by x, which is w (or 0). By w, the other factor stays."""
    return solution(w, b, x)[1] * w, solution(w, b, x)[1]


@wrong
def by_the_input_and_always_on(w, b, x):
    """Two things. The first is w, the gradient of ⟨w, x⟩ by x: by w, the other factor stays. And
    where the neuron is off, neither w nor b moves its result."""
    return w, 1.0


@wrong
def value_for_slope(w, b, x):
    """You multiplied by max(0, z), the neuron's value. What the chain rule wants there is the slope
    of max(0, z)."""
    z = torch.relu(w @ x + b)
    return z * x, z


@wrong_like(value_for_slope)
def value_for_slope_by_the_weights(w, b, x):
    return torch.relu(w @ x + b) * x, solution(w, b, x)[1]


@wrong
def weights_always_on(w, b, x):
    """The slope by b is right. By w you have x throughout: where the neuron is off, does its result
    move when w moves a little?"""
    return x, solution(w, b, x)[1]


@wrong
def bias_itself(w, b, x):
    """The gradient by w is right. By b you have b itself where the neuron is on. How far does
    ⟨w, x⟩ + b move when b moves by 1?"""
    return solution(w, b, x)[0], solution(w, b, x)[1] * b


@wrong_like(bias_itself)
def bias_itself_always(w, b, x):
    return solution(w, b, x)[0], b


@wrong
def bias_for_each_weight(w, b, x):
    """The gradient by w is right. By b you have n numbers, one for each entry of x: but there is
    one b, and it moves z once."""
    on = solution(w, b, x)[1]
    return on * x, on * torch.ones_like(x)


@wrong
def switch_turned(w, b, x):
    """The switch is turned round: it passes where z < 0. On which side of 0 does max(0, z) move
    with z?"""
    on = 1.0 - solution(w, b, x)[1]
    return on * x, on


@wrong
def sign_for_switch(w, b, x):
    """Where the neuron is on, that is right. Where it is off you have -x and -1, as the sign of z
    would give; but how does max(0, z) move there?"""
    sign = torch.sign(w @ x + b)
    return sign * x, sign


@wrong
def switched_entry_by_entry(w, b, x):
    """You looked at w * x + b, entry by entry, so each entry has a switch of its own. A neuron adds
    up first: z = ⟨w, x⟩ + b is one number, and so is its switch."""
    on = (w * x + b > 0).float()
    return on * x, on


@wrong_like(switched_entry_by_entry)
def weights_switched_entry_by_entry(w, b, x):
    return (w * x + b > 0) * x, solution(w, b, x)[1]


@wrong_like(switched_entry_by_entry)
def switches_added_up(w, b, x):
    on = (w * x + b > 0).float()
    return on * x, on.sum()


@wrong
def switched_without_the_bias(w, b, x):
    """The switch looks at ⟨w, x⟩ alone. The bias can turn a neuron on, or off."""
    on = 1.0 if w @ x > 0 else 0.0
    return on * x, on


@wrong
def switched_by_the_input(w, b, x):
    """It looks as if each entry of x had a switch of its own. There is one, for the whole
    neuron: z > 0."""
    return torch.relu(x), solution(w, b, x)[1]


@wrong
def exchanged(w, b, x):
    """Those are the right two, in the other order: first the gradient by w."""
    return tuple(reversed(solution(w, b, x)))


def proof() -> None:
    """Measured."""
    for w, b, x in [*edge_cases(), *examples(inputs())]:
        w, b, x = w.double(), b.double(), x.double()
        by_w, by_b = solution(w, b, x)
        found = measured(lambda w, b=b, x=x: torch.relu(w @ x + b), w)
        torch.testing.assert_close(by_w, found, rtol=1e-6, atol=1e-6)
        found = measured(lambda b, w=w, x=x: torch.relu(w @ x + b), b)
        assert abs(by_b - found.item()) < 1e-6
