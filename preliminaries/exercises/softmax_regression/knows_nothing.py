"""The mean cross-entropy of one who gives each of the K classes the same
probability, whatever the picture shows. Two decimals will do.
"""

import math

import torch
from torch.nn import functional as F

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which probability does each class get? The price of what happened is -log of it.",
    "It is the same price whatever happens, so the mean is that price too.",
    "log K: 0.69, 2.30 and 6.91; and how often each class occurs plays no role.",
)
proves = "log K is what a classifier has to beat: a first loss far above it tells of a bug."
read = reading.each(reading.two_decimals)

solution = {
    "K = 1": 0,
    "K = 2": 0.69,
    "K = 10": 2.3,
    "K = 1000": 6.91,
    "K = 10, and 9 of 10 pictures show class 0": 2.3,
}
_CLASSES = {line: int(line.split(",")[0].removeprefix("K = ")) for line in solution}


@right
def by_the_logarithm():
    return {line: math.log(K) for line, K in _CLASSES.items()}


@right
def asked_of_torch():
    return {
        line: F.cross_entropy(torch.zeros(5, K), torch.zeros(5, dtype=torch.int64))
        for line, K in _CLASSES.items()
    }


@wrong
def in_bits():
    """Those are bits. The loss is in natural logarithms, as torch has it."""
    return {line: math.log2(K) for line, K in _CLASSES.items()}


@wrong
def probability_for_its_price():
    """1/K is the probability. The price of it is -log(1/K)."""
    return {line: 1 / K for line, K in _CLASSES.items()}


@wrong
def share_of_mistakes():
    """1 - 1/K is how often such a guess is wrong. The loss is -log of the probability that was
    given to what happened."""
    return {line: 1 - 1 / K for line, K in _CLASSES.items()}


@wrong
def sign_forgotten():
    """The sign: log(1/K) is negative, and the loss is minus that."""
    return {line: -math.log(K) for line, K in _CLASSES.items() if K > 1}


@wrong
def number_of_classes():
    """K classes do not cost K. The loss is -log(1/K), which grows slowly: what is log K?"""
    return {line: K for line, K in _CLASSES.items()}


@wrong
def frequency_counts():
    """One who gives each class a tenth pays the same for each. To know what is frequent would help,
    but this one does not."""
    return {
        "K = 10, and 9 of 10 pictures show class 0": -0.9 * math.log(0.9) - 0.1 * math.log(0.1 / 9)
    }


@wrong
def right_nine_times():
    """The probability that was *given* to class 0 is a tenth, however often it occurs. What does
    each picture cost?"""
    return {"K = 10, and 9 of 10 pictures show class 0": -math.log(0.9)}


@wrong
def a_tenth_of_the_price():
    """It looks as if class 0 were free. It got a tenth, like each other class, and costs log 10
    whenever it occurs."""
    return {"K = 10, and 9 of 10 pictures show class 0": 0.23}


@wrong
def one_class_costs():
    """With one class the probability is 1: nothing else can happen, and log 1 is 0."""
    return {"K = 1": 1}


def proof() -> None:
    """Added up over labels, each with its own price."""
    for line, K in _CLASSES.items():
        labels = [0] * 9 + [1] if "9 of 10" in line else range(K)
        prices = [math.log(sum(math.exp(0) for _ in range(K))) for _ in labels]
        assert abs(sum(prices) / len(prices) - solution[line]) < 0.005, line
