"""Where softmax(o / T) goes for the scores o, a list of four numbers each.

T → 0 is colder and colder, T → ∞ hotter and hotter.
"""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "What do the differences of o / T do when T becomes small, and when it becomes large?",
    "Cold: every difference grows beyond all bounds, and only the largest score counts. Hot: all "
    "differences go to 0.",
    "Cold, the largest takes all, and two that are equally large share it. Hot, each has ¼.",
)
proves = "Cold softmax is the largest score's alone, hot softmax is everybody's."
read = reading.each(reading.so_many(4))
tolerance = 0.005

solution = {
    "o = (1, 3, 2, 0), T → 0": [0, 1, 0, 0],
    "o = (1, 3, 2, 0), T → ∞": [0.25, 0.25, 0.25, 0.25],
    "o = (2, 3, 3, 1), T → 0": [0, 0.5, 0.5, 0],
}
_SCORES = {line: line.split("),")[0].removeprefix("o = (").split(", ") for line in solution}


@right
def asked_of_torch():
    found = {}
    for line, scores in _SCORES.items():
        o = torch.tensor([float(score) for score in scores])
        found[line] = torch.softmax(o / (1e-3 if line.endswith("0") else 1e6), dim=0)
    return found


@right
def as_fractions():
    return {"o = (1, 3, 2, 0), T → ∞": [1 / 4] * 4, "o = (2, 3, 3, 1), T → 0": (0, 1 / 2, 1 / 2, 0)}


@wrong
def cold_and_hot_exchanged():
    """Cold and hot are exchanged. Divided by a tiny T, the differences of the scores become
    enormous: does the largest one win more, or less?"""
    return {
        "o = (1, 3, 2, 0), T → 0": [0.25, 0.25, 0.25, 0.25],
        "o = (1, 3, 2, 0), T → ∞": [0, 1, 0, 0],
        "o = (2, 3, 3, 1), T → 0": [0.25, 0.25, 0.25, 0.25],
    }


@wrong
def hot_leaves_nothing():
    """Each score goes to 0, that is true; each probability does not: exp(0) is 1 for all four, and
    they sum to 1."""
    return {"o = (1, 3, 2, 0), T → ∞": [0, 0, 0, 0]}


@wrong
def cold_is_undefined():
    """Before T is 0 it is small, and every softmax on the way is defined. Where do they go?"""
    return {
        "o = (1, 3, 2, 0), T → 0": [math.nan] * 4,
        "o = (2, 3, 3, 1), T → 0": [math.nan] * 4,
    }


@wrong
def first_of_two_wins():
    """Two scores are the largest, and equal. At every temperature they have equal probabilities, so
    how can one of them take all in the end?"""
    return {"o = (2, 3, 3, 1), T → 0": [0, 1, 0, 0]}


@wrong
def both_have_one():
    """Two scores are the largest, and equal. They share the 1: probabilities sum to 1 at every
    temperature."""
    return {"o = (2, 3, 3, 1), T → 0": [0, 1, 1, 0]}


@wrong
def shares_of_the_scores():
    """Those are the scores divided by their sum. softmax takes e to each of o / T: what are the
    differences when T is large?"""
    return {"o = (1, 3, 2, 0), T → ∞": [1 / 6, 3 / 6, 2 / 6, 0]}


@wrong
def at_temperature_one():
    """That is softmax at T = 1. When T grows, all of o / T go to 0: what is softmax of four
    zeros?"""
    return {"o = (1, 3, 2, 0), T → ∞": [0.0871, 0.6439, 0.2369, 0.0321]}


def proof() -> None:
    """By exp and a division, at a small T and at a large one."""
    for line, p in solution.items():
        o = torch.tensor([float(score) for score in _SCORES[line]], dtype=torch.float64)
        e = ((o - o.max()) / (1e-3 if line.endswith("0") else 1e6)).exp()
        assert (e / e.sum() - torch.tensor(p)).abs().max() < 1e-5, line
