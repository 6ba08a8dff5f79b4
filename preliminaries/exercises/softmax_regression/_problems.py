"""What a classifier is trained on, and the rows that it is judged by."""

import functools
from pathlib import Path

import numpy as np
import torch

from preliminaries.authoring import Told, told, told_as

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


def share_right(scores: torch.Tensor, labels: torch.Tensor, classes: int) -> Told:
    """The share of rows with the largest score at the label; how good it is is compared alone."""
    number = (scores.argmax(dim=1) == labels).double().mean().item()
    if scores.isnan().any():
        return told("none: there are nan among the scores")
    if number >= 0.93:
        return told("0.93 of them or more")
    if (scores == scores[0]).all():
        judged = told("with the same scores for every row")
    elif number < 0.5 / classes:
        judged = told("worse than a guess")
    elif number < 1 / classes + 0.15:
        judged = told("no better than a guess")
    else:
        judged = told("too few")
    return told_as(judged, "{number} of them, {judged}", number=f"{number:.3f}", judged=judged)
