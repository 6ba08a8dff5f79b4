"""What a classifier is trained on, and the rows that it is judged by."""

import functools
from pathlib import Path

import numpy as np
import torch

DIGITS = Path(__file__).resolve().parents[3] / "data" / "digits.csv.gz"


class Problem:
    """Digits to train on, and digits that are held out; those below `classes` alone."""

    def __init__(self, table: torch.Tensor, classes: int) -> None:
        table = table[table[:, -1] < classes]
        order = torch.randperm(len(table), generator=torch.Generator().manual_seed(7))
        held_out, rows = order[: len(table) // 5], order[len(table) // 5 :]
        pixels, digits = table[:, :-1] / 16, table[:, -1].long()
        self.X, self.y, self.classes = pixels[rows], digits[rows], classes
        self.X_held_out, self.y_held_out = pixels[held_out], digits[held_out]

    def arguments(self) -> tuple:
        """What the learner's function is called with."""
        return self.X, self.y, self.classes


@functools.cache
def problems() -> dict[int, Problem]:
    """By the number of classes."""
    table = torch.tensor(np.loadtxt(DIGITS, delimiter=",", dtype=np.float32))
    return {classes: Problem(table, classes) for classes in (2, 3, 4, 6, 10)}


ENOUGH, NO_NUMBER = "0.93 of them or more", "none: there are nan among the scores"


class Share(str):
    """How good a share is, which alone is compared; shown with the number."""

    number: float = 0.0

    def __repr__(self) -> str:
        plain = self in (ENOUGH, NO_NUMBER)
        return str(self) if plain else f"{self.number:.3f} of them, {self}"


def share_right(scores: torch.Tensor, labels: torch.Tensor, classes: int) -> Share:
    """The share of rows with the largest score at the label, told in a word."""
    number = (scores.argmax(dim=1) == labels).double().mean().item()
    if scores.isnan().any():
        told = NO_NUMBER
    elif (scores == scores[0]).all():
        told = "with the same scores for every row"
    elif number < 0.5 / classes:
        told = "worse than a guess"
    elif number < 1 / classes + 0.15:
        told = "no better than a guess"
    else:
        told = ENOUGH if number >= 0.93 else "too few"
    share = Share(told)
    share.number = number
    return share
