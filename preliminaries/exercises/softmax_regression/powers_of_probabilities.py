"""softmax(o) is P. Then P**alpha, divided by its sum, is softmax(o / T).
Which alpha belongs to which temperature T? (∞ is `math.inf`.)
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "P[i] is e to o[i], over a sum. What is it to the power alpha?",
    "e to (alpha · o[i]): the scores are multiplied by alpha. Temperature T divides them by T.",
    "alpha = 1 / T.",
)
proves = "A power of probabilities is a temperature: alpha = 1 / T."
read = reading.each(reading.number)
tolerance = 1e-3

solution = {
    "T = 1": 1,
    "T = 2": 0.5,
    "T = 0.5": 2,
    "T → ∞": 0,
    "T → 0": math.inf,
}


@right
def one_over_T():
    return {f"T = {T}": 1 / T for T in (1, 2, 0.5)} | {"T → ∞": 1 / math.inf}


@right
def in_tensors():
    return {"T = 2": torch.tensor(0.5), "T = 0.5": torch.tensor([2.0]), "T → 0": torch.inf}


@wrong
def alpha_for_T():
    """It looks as if alpha were the temperature itself. A large alpha makes the large
    probabilities larger still: is that hot, or cold?"""
    return {"T = 2": 2, "T = 0.5": 0.5, "T → ∞": math.inf, "T → 0": 0}


@wrong
def logarithms_of_T():
    """A power multiplies the scores, as T divides them: no logarithm comes in. P to the power 1 is
    P: which temperature is that?"""
    return {
        "T = 1": 0,
        "T = 2": math.log(2),
        "T = 0.5": -math.log(2),
        "T → ∞": math.inf,
        "T → 0": -math.inf,
    }


@wrong
def hot_is_one():
    """P to the power 1 is P itself. When all classes are to become alike, to which power do 0.9 and
    0.1 become the same?"""
    return {"T → ∞": 1}


@wrong
def minus_for_cold():
    """A negative power would turn the order round: the smallest probability would become the
    largest. Colder and colder is 1 / T with T going to 0 from above."""
    return {"T → 0": -math.inf}


def proof() -> None:
    """Both are computed, at a T that stands for each limit."""
    o = torch.tensor([0.3, -1.0, 0.5, 0.2], dtype=torch.float64)
    P = torch.softmax(o, dim=0)
    near = {"T → ∞": (1e6, 1e-6), "T → 0": (1e-4, 1e4)}
    for line, alpha in solution.items():
        limit = {0: 1e-6, math.inf: 1e4}.get(alpha, alpha)
        T = near[line][0] if line in near else float(line.removeprefix("T = "))
        powers = (P / P.max()) ** limit
        torch.testing.assert_close(powers / powers.sum(), torch.softmax(o / T, dim=0))
