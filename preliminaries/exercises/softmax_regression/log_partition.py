"""g is log Σ exp. Of some scores x all you know is g(x) = 2. The others are
given. Two decimals will do.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "What is Σ exp(x + 3), if Σ exp(x) is e²? A factor may be taken out of the sum.",
    "Equal scores: K · e⁷, whose logarithm is 7 + log K. Scores far below the largest add "
    "nothing that one sees.",
    "2 + 3; 7 + log 4, which is 7 + 1.39; 7; and 1000 + log 2, which is 1000 + 0.69.",
)
proves = "g(x + c) is g(x) + c, and g lies between the largest score and that plus log K."
read = reading.each(reading.two_decimals)

solution = {
    "g(x + 3)": 5,
    "g((7, 7, 7, 7))": 8.39,
    "g((7, -1000, -1000))": 7,
    "g((1000, 1000))": 1000.69,
}


@right
def by_the_rule():
    return {
        "g(x + 3)": 2 + 3,
        "g((7, 7, 7, 7))": 7 + math.log(4),
        "g((7, -1000, -1000))": 7.0,
        "g((1000, 1000))": 1000 + math.log(2),
    }


@right
def asked_of_torch():
    def g(*x):
        return torch.logsumexp(torch.tensor(x), dim=0)

    return {
        "g(x + 3)": g(5.0),
        "g((7, 7, 7, 7))": g(7.0, 7.0, 7.0, 7.0),
        "g((7, -1000, -1000))": g(7.0, -1000.0, -1000.0),
        "g((1000, 1000))": g(1000.0, 1000.0),
    }


@wrong
def unchanged_by_a_shift():
    """Some books say so. It is *softmax* that a shift does not change. Here e³ comes out of the
    sum, and its logarithm is 3."""
    return {"g(x + 3)": 2}


@wrong
def the_sum_grows_by_a_factor():
    """Σ exp grows by the factor e³, that is true. g is its *logarithm*: of a product that is a
    sum."""
    return {"g(x + 3)": 2 * math.exp(3)}


@wrong
def the_largest():
    """That is the largest score. Equal ones add up before the logarithm is taken: for K of them it
    is log K more."""
    return {"g((7, 7, 7, 7))": 7, "g((1000, 1000))": 1000}


@wrong
def the_largest_of_seven_only():
    """7 is the largest score, but four of them add up to 4 · e⁷ before the logarithm is taken."""
    return {"g((7, 7, 7, 7))": 7}


@wrong
def sums_of_the_scores():
    """It looks as if the logarithm undid each exp. It is taken once, of the *sum*: the logarithm of
    e⁷ + e⁷ is not 7 + 7."""
    return {
        "g((7, 7, 7, 7))": 28,
        "g((7, -1000, -1000))": -1993,
        "g((1000, 1000))": 2000,
    }


@wrong
def number_of_scores_for_its_logarithm():
    """K equal scores add up to K · e⁷, that is true. g is the logarithm: of a product it is 7 + log
    K."""
    return {"g((7, 7, 7, 7))": 11, "g((1000, 1000))": 1002}


@wrong
def multiplied_after_the_logarithm():
    """K equal scores: the K stands inside the logarithm, log(K · e⁷). Of a product it is a sum."""
    return {"g((7, 7, 7, 7))": 28, "g((1000, 1000))": 2000}


@wrong
def overflows():
    """So a float would have it, since e¹⁰⁰⁰ is none. The *number* is there all the same: take e¹⁰⁰⁰
    out of the sum before you add."""
    return {"g((1000, 1000))": math.inf}


@wrong
def in_bits():
    """log is the natural logarithm here, as in torch. log 4 is 1.39, and 2 is the one to base 2."""
    return {"g((7, 7, 7, 7))": 9, "g((1000, 1000))": 1001}


def proof() -> None:
    """Powers of e, as exactly as needed."""
    from decimal import Decimal, getcontext

    getcontext().prec = 50
    for line, value in solution.items():
        inner = "2, -40" if line == "g(x + 3)" else line.strip("g()")
        shift = 3 if line == "g(x + 3)" else 0
        powers = [(Decimal(score) + shift).exp() for score in inner.split(",")]
        total = sum(powers, start=Decimal(0))
        assert abs(total.ln() - Decimal(str(value))) < Decimal("0.005"), line
