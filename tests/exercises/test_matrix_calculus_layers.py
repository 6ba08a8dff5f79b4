"""Lecture 4: answers about layers, neurons and saddles that nobody named, each with its verdict."""

import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find


def saddles(*told):
    """The right prediction, but for lines answered otherwise: `saddles(1, "minimum")`."""
    solution = find("saddle-or-not").solution
    places = [list(solution)[k] for k in told[::2]]
    return solution | dict(zip(places, told[1::2], strict=True))


def each_switched(w, b, x):
    return torch.where(w * x + b > 0, x, 0 * x), float(w @ x + b > 0)


def reshaped(A, X, B):
    m, n = A.shape
    return A.view(n, m) @ (A @ X - B) * 2


def divided_before(X, W, G):
    m = X.shape[0]
    return (X / m).T @ G, G.sum(0), G @ W.T


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("by-a-matrix", lambda A, X, B: torch.einsum("mn,mk->nk", 2 * A, A @ X - B)),
        ("by-a-matrix", lambda A, X, B: (A.double().T @ (A @ X - B).double()).mul(2)),
        ("neuron-gradient", lambda w, b, x: (x * (w.dot(x) > -b), w.dot(x) > -b)),
        ("neuron-gradient", lambda w, b, x: [x * (on := (w @ x + b).sign().relu()), on[None]]),
        ("neuron-gradient", lambda w, b, x: (x, 1) if w @ x + b > 0 else (0 * x, 0)),
        (
            "neuron-gradient",
            lambda w, b, x: (x, True) if w @ x + b > 0 else (torch.zeros_like(x).int(), False),
        ),
        ("layer-gradients", lambda X, W, G: [X.mT @ G, torch.ones(len(G)) @ G, G @ W.mT]),
        ("layer-gradients", lambda X, W, G: ((G.mT @ X).mT, sum(g for g in G), (W @ G.T).T)),
        ("saddle-or-not", saddles(1, "a saddle point")),
        ("saddle-or-not", saddles(3, "Can’t tell", 1, "saddle-point.")),
        ("saddle-or-not", saddles(0, "Min", 2, "a local maximum", 3, "cannot_tell")),
        ("what-zero-means", ["Can not tell"]),
        ("what-zero-means", "You cannot tell."),
        ("what-zero-means", "cannot-tell"),
        ("what-zero-means", "cannottell"),
    ],
)
def test_right_answers_in_unusual_words_are_accepted(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


@pytest.mark.parametrize(
    ("slug", "answer", "told"),
    [
        ("by-a-matrix", lambda A, X, B: (2 * A.T @ (A @ X - B)).T, "in_numerator_layout"),
        ("by-a-matrix", lambda A, X, B: 2 * (A.T @ A) @ X, "target_left_out"),
        ("by-a-matrix", lambda A, X, B: (A @ (A @ X - B)).mul(2), "factor_not_turned"),
        ("by-a-matrix", lambda A, X, B: 3 * A.T @ (A @ X - B), ""),
        ("by-a-matrix", reshaped, "factor_reshaped"),
        (
            "by-a-matrix",
            lambda A, X, B: 2 * A.T @ (A @ X) - A.T @ B,
            "two_before_the_first_term_only",
        ),
        ("by-a-matrix", lambda A, X, B: A.T @ (A @ X + B), ""),
        ("neuron-gradient", lambda w, b, x: (x, torch.ones(())), "always_on"),
        ("neuron-gradient", each_switched, "weights_switched_entry_by_entry"),
        ("neuron-gradient", lambda w, b, x: (x, w @ x + b > 0), "weights_always_on"),
        ("neuron-gradient", lambda w, b, x: (x * (w @ x + b > 0), b), "bias_itself_always"),
        ("neuron-gradient", lambda w, b, x: (x * (w @ x + b > 0), 0.5), ""),
        (
            "neuron-gradient",
            lambda w, b, x: (torch.where(w @ x > 0, x, 0 * x), int(w @ x > 0)),
            "switched_without_the_bias",
        ),
        ("neuron-gradient", lambda w, b, x: (0 * x, 0), ""),
        ("neuron-gradient", lambda w, b, x: (x / 2, 0.5), ""),
        (
            "layer-gradients",
            lambda X, W, G: (X.T @ G, G.sum(dim=-1), G @ W.T),
            "summed_over_the_outputs",
        ),
        (
            "layer-gradients",
            lambda X, W, G: ((X.T @ G).T, G.sum(dim=0), (G @ W.T).T),
            "in_numerator_layout",
        ),
        ("layer-gradients", lambda X, W, G: (X.T @ G, -G.sum(dim=0), G @ W.T), ""),
        ("layer-gradients", lambda X, W, G: (X.T @ G, G[0], G @ W.T), ""),
        ("layer-gradients", lambda X, W, G: (X.T @ G, G.sum(dim=0), G @ W), "weights_not_turned"),
        ("layer-gradients", lambda X, W, G: (X.T @ G, G @ W.T, G.sum(0)), "input_second"),
        ("layer-gradients", divided_before, "weights_divided_by_the_samples"),
        ("layer-gradients", lambda X, W, G: (X.T @ G / 2, G.sum(0), G @ W.T), ""),
        ("saddle-or-not", saddles(1, "minimum"), "by_the_diagonal"),
        ("saddle-or-not", saddles(3, "a saddle"), "a_zero_as_a_saddle"),
        ("saddle-or-not", saddles(2, "saddle"), "third_as_a_saddle"),
        ("saddle-or-not", saddles(1, "can't tell"), "second_left_open"),
        (
            "saddle-or-not",
            saddles(0, "saddle", 3, "min"),
            "mixed_terms_as_saddles_and_a_zero_as_positive",
        ),
        ("saddle-or-not", saddles(0, "saddle", 1, "maximum", 3, "saddle"), ""),
        ("what-zero-means", "Neither", "never_either"),
        ("what-zero-means", "a min", "always_a_minimum"),
    ],
)
def test_a_mistake_is_named_or_told_no_belief(slug, answer, told):
    verdict = check(slug, answer)
    assert not verdict.correct
    assert verdict.verdict.belief == told
