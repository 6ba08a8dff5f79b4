"""Lecture 7: classifiers that nobody named, each with the verdict that is true of it."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from preliminaries import check


def belief(slug, answer):
    verdict = check(slug, answer)
    assert not verdict.correct, repr(verdict)
    return verdict.verdict.belief


def words(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def trained(steps=60, rate=2.0):
    def train_classifier(X, y, classes):
        W = torch.zeros(X.shape[1], classes, dtype=X.dtype)
        for _ in range(steps):
            p = torch.softmax(X @ W, dim=1)
            W -= rate * X.T @ (p - F.one_hot(y, classes)) / len(X)
        return lambda rows: rows @ W

    return train_classifier


class OfPixels(nn.Module):
    """A module of one's own, whose weights still want gradients, and whose scores are doubles."""

    def __init__(self, model):
        super().__init__()
        self.model, self.scale = model, nn.Parameter(torch.ones((), dtype=torch.float64))

    def forward(self, X):
        return self.model(X).double() * self.scale


@pytest.mark.parametrize(
    "answer",
    [
        lambda X, y, classes: OfPixels(trained()(X, y, classes)),
        lambda X, y, classes: lambda X_new: trained()(X, y, classes)(X_new).numpy(),
        lambda X, y, classes: trained()(X.double(), y, classes),
    ],
)
def test_what_is_trained_may_be_a_module_or_a_function(answer):
    verdict = check("train-classifier", answer)
    assert verdict.correct, repr(verdict)


def test_a_classifier_that_knows_too_little_is_told_its_share():
    told = words("train-classifier", trained(steps=3, rate=0.05))
    assert "0.93 of them or more is expected" in told, told
    assert "too few" in told or "no better than a guess" in told, told


def stepped(step, rows=lambda X: X, forward=lambda X: X):
    """A classifier after 30 steps; a step of 1 goes down the slope."""

    def train_classifier(X, y, classes):
        model = nn.Linear(64, classes)
        for _ in range(30):
            loss = F.cross_entropy(model(rows(X)), y)
            slopes = torch.autograd.grad(loss, tuple(model.parameters()))
            with torch.no_grad():
                for weights, slope in zip(model.parameters(), slopes, strict=True):
                    weights -= step * slope
        return lambda new: model(forward(new))

    return train_classifier


def apart(X):
    return X[torch.randperm(len(X))]


@pytest.mark.parametrize(
    "answer",
    [
        stepped(-0.1),
        stepped(1e-6),
        stepped(0.1, rows=apart),
        stepped(1.0, forward=lambda X: X.flip(1)),
    ],
)
def test_who_learned_the_wrong_thing_is_not_told_that_nothing_changed(answer):
    assert belief("train-classifier", answer) in ("", "nothing_learned", "the_wrong_way_round")
    assert "same scores" not in words("train-classifier", answer)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda X, y, K: lambda rows: F.one_hot(y.bincount().argmax(), K).expand(len(rows), K),
         "the_same_scores_for_every_row"),
        (stepped(0.0, forward=torch.zeros_like), "the_same_scores_for_every_row"),
        (lambda X, y, K: trained()(X, y, 10), "always_ten_classes"),
        (lambda X, y, K: lambda rows: trained()(X, y, K)(X), "scores_of_the_training_rows"),
    ],
)  # fmt: skip
def test_what_went_wrong_in_training_is_named(answer, told):
    assert belief("train-classifier", answer) == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda X, y, K: (torch.zeros(64, K), torch.zeros(K)), "This is a tuple"),
        (lambda X, y, K: trained(steps=5)(X, y, K)(X), "`return model`"),
        (lambda X, y, K: None, "what is trained"),
        (lambda X, y, K: lambda rows: rows @ torch.full((64, K), torch.nan), "nan"),
        (
            lambda X, y, K: lambda rows: (rows @ torch.zeros(64, K)).argmax(1),
            "(72,); expected (72, 2)",
        ),
        (lambda X, y, K: trained(steps=1)(X, y, 10), "(72, 10); expected (72, 2)"),
    ],
)
def test_what_is_no_classifier_is_told_what_is_missing(answer, told):
    assert told in words("train-classifier", answer)
