"""softmax(o) of two scores o is (0.1, 0.9). What is it of the new scores?
Each answer is two numbers; they come out even.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which scores give (0.1, 0.9)? Write down their difference.",
    "The odds 9 : 1 are e to the difference of the scores, which is log 9. What happens to that "
    "difference?",
    "log 9 stays; halved it is log 3, so that the odds are 3 : 1; times 0 it is 0; and with "
    "another sign the odds turn round.",
)
proves = "Only differences of scores count: a shift changes none, a factor changes all."
read = reading.each(reading.so_many(2))
tolerance = 0.005

solution = {
    "o + 5": [0.1, 0.9],
    "o / 2": [0.25, 0.75],
    "0 * o": [0.5, 0.5],
    "-o": [0.9, 0.1],
    "o.flip(0)": [0.9, 0.1],  # the two scores change places
}


@right
def asked_of_torch():
    o = torch.tensor([0.1, 0.9]).log()
    return {line: torch.softmax(eval(line, {"o": o}), dim=0) for line in solution}


@right
def by_the_odds():
    def of(odds):
        return (1 / (1 + odds), odds / (1 + odds))

    difference = math.log(9)
    return {
        "o + 5": of(math.exp(difference)),
        "o / 2": of(math.exp(difference / 2)),
        "0 * o": of(math.exp(0)),
        "-o": of(math.exp(-difference)),
        "o.flip(0)": of(1 / 9),
    }


@wrong
def a_shift_makes_bolder():
    """Both scores grew by 5, and both exponentials by the same factor e⁵: it cancels in the
    division. Is any probability changed?"""
    return {"o + 5": [0, 1]}


@wrong
def a_shift_makes_even():
    """5 is much more than either score, but added to both it leaves their *difference* as it
    was."""
    return {"o + 5": [0.5, 0.5]}


@wrong
def halves_of_the_probabilities():
    """These are halves of the probabilities, and sum to ½. What is halved is the difference of the
    scores, log 9, and the probabilities still sum to 1."""
    return {"o / 2": [0.05, 0.45]}


@wrong
def a_factor_changes_nothing():
    """That is true of a constant that is *added*. Halved scores have half the difference: what is
    e to half of log 9?"""
    return {"o / 2": [0.1, 0.9]}


@wrong
def halfway_to_even():
    """It lies between even and (0.1, 0.9), that is true, but not halfway: the *scores* are halved.
    The odds were 9 : 1; e to half the difference is their root."""
    return {"o / 2": [0.3, 0.7]}


@wrong
def halved_makes_bolder():
    """Smaller differences make a choice less sure, and not more. The odds were 9 : 1; what is their
    root?"""
    return {"o / 2": [1 / 82, 81 / 82]}


@wrong
def nothing_left_at_zero():
    """Probabilities sum to 1, whatever the scores are. Two equal scores, 0 and 0: how do they share
    the 1?"""
    return {"0 * o": [0, 0]}


@wrong
def zero_is_refused():
    """exp(0) is 1, so both are 1 before they are divided by their sum. Nothing is undefined."""
    return {"0 * o": [math.nan, math.nan]}


@wrong
def signs_on_the_probabilities():
    """A probability is never negative. The *scores* change their sign, and with it their
    difference: which of the two is the larger now?"""
    return {"-o": [-0.1, -0.9]}


@wrong
def signs_do_nothing():
    """With another sign the larger score has become the smaller. Which class is more probable
    now?"""
    return {"-o": [0.1, 0.9]}


@wrong
def order_does_nothing():
    """Each probability goes with its own score: where the scores change places, so do they."""
    return {"o.flip(0)": [0.1, 0.9]}


def proof() -> None:
    """By exp and a division, in the numbers of the statement."""
    for line, p in solution.items():
        o = torch.tensor([0.1, 0.9], dtype=torch.float64).log() + 3
        e = eval(line, {"o": o}).exp()
        assert (e / e.sum() - torch.tensor(p)).abs().max() < 1e-6, line
