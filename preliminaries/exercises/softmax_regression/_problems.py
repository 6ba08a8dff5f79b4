"""What a classifier is trained on, and the rows that it is judged by."""

import functools
from pathlib import Path

import numpy as np
import torch

DIGITS = Path(__file__).resolve().parents[3] / "data" / "digits.csv.gz"


class Problem:
    """Rows to train on, and rows that are held out; features lie between 0 and 1."""

    def __init__(self, X: torch.Tensor, y: torch.Tensor, held_out: int) -> None:
        order = torch.randperm(len(y), generator=torch.Generator().manual_seed(7))
        self.X, self.y = X[order[held_out:]], y[order[held_out:]]
        self.X_held_out, self.y_held_out = X[order[:held_out]], y[order[:held_out]]
        self.classes = int(y.max()) + 1

    def arguments(self) -> tuple:
        """What the learner's function is called with."""
        return self.X, self.y, self.classes


def _digits() -> Problem:
    table = torch.tensor(np.loadtxt(DIGITS, delimiter=",", dtype=np.float32))
    return Problem(table[:, :-1] / 16, table[:, -1].long(), held_out=360)


def _clouds(classes: int, features: int) -> Problem:
    """A cloud of points a class, each with a feature of its own that is large."""
    generator = torch.Generator().manual_seed(classes + 10 * features)
    y = torch.arange(classes).repeat(700 // classes)
    X = 0.2 + 0.05 * torch.randn(len(y), features, generator=generator)
    X[torch.arange(len(y)), y] += 0.6
    return Problem(X.clamp(0, 1), y, held_out=100)


@functools.cache
def problems() -> dict[tuple[int, ...], Problem]:
    """By the shape of the rows to train on, the digits last."""
    found = [_clouds(2, 2), _clouds(2, 3), _clouds(3, 3), _clouds(4, 5), _digits()]
    return {tuple(problem.X.shape): problem for problem in found}


class Share(str):
    """How good a share is, which alone is compared; shown with the number."""

    number: float = 0.0

    def __repr__(self) -> str:
        return f"{self.number:.2f} of them, {self}"


def share_right(scores: torch.Tensor, labels: torch.Tensor, classes: int) -> Share:
    """The share of rows with the largest score at the label, told in a word."""
    if scores.isnan().any():
        return Share("none: there are nan among the scores")
    number = (scores.argmax(dim=1) == labels).double().mean().item()
    told = "as asked for"
    if number < 0.93:
        guessed = number < 1 / classes + 0.15
        told = "no better than a guess" if guessed else "and 0.93 is asked for"
    if number < 0.5 / classes:
        told = "worse than a guess"
    share = Share(told)
    share.number = number
    return share
