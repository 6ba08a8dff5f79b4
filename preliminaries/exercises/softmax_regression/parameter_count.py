"""How many numbers softmax regression learns: all weights, and all biases."""

import torch
from torch import nn

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many scores does one sample get, and what is each of them computed from?",
    "One score a class; each has a weight for every feature, and one bias. A picture of h × w "
    "pixels has h · w features.",
    "features · classes + classes: 64 · 10 + 10 is 650.",
)
proves = "(features + 1) times classes: with a vocabulary for classes, that is millions."
read = reading.each(reading.count)

solution = {
    "4 features, 3 classes": 15,
    "8 × 8 pixels, 10 classes": 650,
    "28 × 28 pixels, 10 classes": 7850,
    "300 features, the next of 50 000 words": 15_050_000,
}
_SIZES = dict(zip(solution, ((4, 3), (64, 10), (784, 10), (300, 50_000))))


@right
def by_the_formula():
    return {line: (features + 1) * classes for line, (features, classes) in _SIZES.items()}


@right
def asked_of_torch():
    return {
        line: sum(p.numel() for p in nn.Linear(*sizes, device="meta").parameters())
        for line, sizes in _SIZES.items()
    }


@right
def as_floats():
    return {"300 features, the next of 50 000 words": torch.tensor(15_050_000.0)}


@wrong
def biases_forgotten():
    """The weights are right. Each class has a bias as well."""
    return {line: features * classes for line, (features, classes) in _SIZES.items()}


@wrong
def a_bias_a_feature():
    """The weights are right. A bias is added to a *score*, one for each class, and not to a
    feature."""
    return {line: features * classes + features for line, (features, classes) in _SIZES.items()}


@wrong
def one_bias_for_all():
    """The weights are right. Each class has a bias of its own; one for all would change no
    probability."""
    return {line: features * classes + 1 for line, (features, classes) in _SIZES.items()}


@wrong
def sum_for_product():
    """Every feature has a weight for *every* class: that is a product, and no sum."""
    return {line: features + classes for line, (features, classes) in _SIZES.items()}


@wrong
def one_side_of_the_picture():
    """A picture of 8 × 8 pixels has 64 features, one a pixel, and not 8."""
    return {"8 × 8 pixels, 10 classes": 90, "28 × 28 pixels, 10 classes": 290}


@wrong
def one_class_can_be_left_out():
    """It is true that K - 1 scores would do, with the last fixed at 0. Softmax regression learns
    all K."""
    return {line: (features + 1) * (classes - 1) for line, (features, classes) in _SIZES.items()}


def proof() -> None:
    """Counted in a layer of torch."""
    for line, count in solution.items():
        with torch.device("meta"):
            layer = nn.Linear(*_SIZES[line])
        assert layer.weight.numel() + layer.bias.numel() == count, line
