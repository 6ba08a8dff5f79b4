"""Each fruit has a score; who chooses does so with the softmax of the scores
that there are. Two decimals will do.

"neither" is a third choice, with a score of its own. In the last line it
is known that a fruit was chosen.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "Of two, only the difference of the scores counts: what are the odds?",
    "The odds of apples against pears are e to the difference. Three choices share the 1 in "
    "proportion to e to their scores.",
    "e to the scores is 6, 3 and 1 in each of the last three lines: 6/10, 1/10, and of the two "
    "fruits alone 6/9.",
)
proves = "The odds of two choices do not change when a third is offered."
read = reading.each(reading.two_decimals)

solution = {
    "apple 0, pear 0: the apple": 0.5,
    "apple log 3, pear 0: the apple": 0.75,
    "apple 10 + log 3, pear 10: the apple": 0.75,
    "apple log 6, pear log 3, neither 0: the apple": 0.6,
    "apple log 6, pear log 3, neither 0: neither": 0.1,
    "apple log 6, pear log 3, neither 0: the apple, if it is a fruit": 0.67,
}
EVEN, THREE_TO_ONE, SHIFTED, APPLE, NEITHER, OF_FRUITS = solution


@right
def by_the_odds():
    return {
        EVEN: 1 / 2,
        THREE_TO_ONE: 3 / 4,
        SHIFTED: 3 / 4,
        APPLE: 6 / (6 + 3 + 1),
        NEITHER: 1 / (6 + 3 + 1),
        OF_FRUITS: 6 / (6 + 3),
    }


@right
def asked_of_torch():
    log = torch.log(torch.tensor([6.0, 3.0, 1.0]))
    three = torch.softmax(log, dim=0)
    two = torch.sigmoid(torch.tensor(math.log(3)))
    return {
        THREE_TO_ONE: two,
        SHIFTED: two.item(),
        APPLE: three[0],
        NEITHER: three[2],
        OF_FRUITS: three[0] / (three[0] + three[1]),
    }


@wrong
def odds_for_probabilities():
    """3 is the *odds*, 3 : 1. Of 4 choices the apple has 3."""
    return {THREE_TO_ONE: 3, SHIFTED: 3}


@wrong_like(odds_for_probabilities)
def odds_everywhere():
    return {
        EVEN: 1,
        THREE_TO_ONE: 3,
        SHIFTED: 3,
        APPLE: 6 / 4,
        NEITHER: 1 / 9,
        OF_FRUITS: 2,
    }


@wrong
def score_of_zero_has_nothing():
    """A score of 0 is not a probability of 0: e to 0 is 1, for the apple and for the pear. How do
    they share?"""
    return {EVEN: 0}


@wrong
def one_over_the_odds():
    """The odds are 3 : 1, that is 3 of *four* choices."""
    return {THREE_TO_ONE: 0.33, SHIFTED: 0.33}


@wrong
def the_loser():
    """Those are the pear's. The larger score has the larger probability."""
    return {THREE_TO_ONE: 0.25, SHIFTED: 0.25}


@wrong
def a_shift_makes_even():
    """10 for both changes nothing: the difference is log 3 as before."""
    return {SHIFTED: 0.5}


@wrong_like(a_shift_makes_even)
def a_shift_makes_nearly_even():
    return {SHIFTED: (10 + math.log(3)) / (20 + math.log(3))}


@wrong
def shares_of_the_scores():
    """It looks as if the scores were divided by their sum. It is e to the scores that share the 1:
    6, 3 and 1."""
    total = math.log(6) + math.log(3)
    return {
        THREE_TO_ONE: 1,
        SHIFTED: (10 + math.log(3)) / (20 + math.log(3)),
        APPLE: math.log(6) / total,
        NEITHER: 0,
        OF_FRUITS: math.log(6) / total,
    }


@wrong
def cut_off():
    """2/3 is 0.666…, and rounded to two decimals that is 0.67."""
    return {OF_FRUITS: 0.66}


@wrong
def neither_has_nothing():
    """A score of 0 is not a probability of 0: e to 0 is 1, and the apple's is 6."""
    return {APPLE: 0.67, NEITHER: 0}


@wrong
def neither_takes_a_third():
    """Three choices need not be alike: e to the scores is 6, 3 and 1."""
    return {NEITHER: 0.33}


@wrong
def the_third_changes_the_odds():
    """0.6 is the apple's share of all three. Among those who take a fruit the pear has 0.3 against
    it: what are 6 of 9?"""
    return {OF_FRUITS: 0.6}


def proof() -> None:
    """e to each score, shared out."""
    for line, p in solution.items():
        choices, _, asked = line.partition(": ")
        e = {}
        for choice in choices.split(", "):
            who, _, score = choice.partition(" ")
            e[who] = math.exp(eval(score.replace("log ", "math.log(") + ")" * ("log" in score)))
        if "fruit" in asked:
            e.pop("neither")
        who = asked.split(",")[0].removeprefix("the ")
        assert abs(e[who] / sum(e.values()) - p) < 0.005, line
