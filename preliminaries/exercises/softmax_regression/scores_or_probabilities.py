"""Which of these is the mean cross-entropy, up to rounding? True or False.

scores is (n, K), labels (n,); the losses are torch's own.
"""

import torch
from torch.nn import functional as F

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "`F.cross_entropy` takes a log_softmax of what it is given. `F.nll_loss` picks the labels' "
    "entries and takes nothing.",
    "So each of them wants something else. And what does log_softmax do to what is log_softmax "
    "already, with a log Σ exp of 0?",
    "Right: scores or their log_softmax for `F.cross_entropy`, the log_softmax for `F.nll_loss`.",
)
proves = "cross_entropy wants scores, nll_loss logarithms of probabilities; neither complains."
read = reading.each(reading.yes_or_no)

solution = {
    "F.cross_entropy(scores, labels)": True,
    "F.cross_entropy(torch.softmax(scores, dim=1), labels)": False,
    "F.cross_entropy(torch.log_softmax(scores, dim=1), labels)": True,
    "F.nll_loss(torch.softmax(scores, dim=1), labels)": False,
    "F.nll_loss(torch.log_softmax(scores, dim=1), labels)": True,
    "F.nll_loss(scores, labels)": False,
}
SCORES, PROBABILITIES, LOGARITHMS, NLL_OF_P, NLL_OF_LOGS, NLL_OF_SCORES = solution


@right
def as_words():
    return dict(zip(solution, ("yes", "no", "Yes", "No", "yes", "no")))


@right
def asked_of_torch():
    scores = torch.tensor([[0.0, 2.0, 1.0], [3.0, 1.0, 1.0]])
    labels = torch.tensor([1, 2])
    true = torch.logsumexp(scores, dim=1).mean() - (scores[0, 1] + scores[1, 2]) / 2
    given = {"F": F, "torch": torch, "scores": scores, "labels": labels}
    return {line: torch.allclose(eval(line, given), true) for line in solution}


@wrong
def scores_refused():
    """`F.cross_entropy(scores, labels)` wants the scores themselves: it takes their log_softmax
    first, which overflows nowhere."""
    return {SCORES: False}


@wrong
def probabilities_given_to_cross_entropy():
    """`F.cross_entropy` takes softmax itself: given probabilities it takes it a second time, and of
    numbers between 0 and 1. Nothing complains, and the loss cannot come near 0."""
    return {PROBABILITIES: True}


@wrong
def logarithms_refused_by_cross_entropy():
    """log_softmax is the scores minus one number a row, and such a shift changes no softmax: taken
    twice it is the same as once. It is one step too many, but the loss is right."""
    return {LOGARITHMS: False}


@wrong
def nll_of_probabilities():
    """`F.nll_loss` takes no logarithm, in spite of its name: it picks entries and turns their sign.
    Given probabilities it is minus the mean probability."""
    return {NLL_OF_P: True}


@wrong
def nll_of_logarithms_refused():
    """`F.nll_loss` picks the labels' entries and turns the sign. With logarithms of probabilities
    that is -log p: what else is the cross-entropy?"""
    return {NLL_OF_LOGS: False}


@wrong
def nll_of_scores():
    """`F.nll_loss` picks entries, and takes no softmax: of the scores it is minus the label's score
    alone. The log Σ exp of the row is missing."""
    return {NLL_OF_SCORES: True}


# Told of the first line that is wrong:


@wrong_like(scores_refused)
def probabilities_for_scores():
    return {SCORES: False, PROBABILITIES: True}


@wrong_like(scores_refused)
def the_two_losses_exchanged():
    return {SCORES: False, LOGARITHMS: False, NLL_OF_LOGS: False, NLL_OF_SCORES: True}


@wrong_like(probabilities_given_to_cross_entropy)
def probabilities_given_to_both():
    return {PROBABILITIES: True, NLL_OF_P: True}


@wrong_like(probabilities_given_to_cross_entropy)
def scores_or_probabilities_alike():
    return {PROBABILITIES: True, NLL_OF_SCORES: True}


@wrong_like(nll_of_probabilities)
def the_logarithm_left_to_nll():
    return {NLL_OF_P: True, NLL_OF_LOGS: False}


def proof() -> None:
    """Each call is made, and compared with probabilities multiplied together."""
    scores = torch.tensor([[0.0, 2.0, 1.0], [3.0, 1.0, 1.0]], dtype=torch.float64)
    labels = torch.tensor([1, 2])
    p = scores.exp() / scores.exp().sum(dim=1, keepdim=True)
    truth = -(p[0, 1] * p[1, 2]).log() / 2
    for line, is_right in solution.items():
        value = eval(line, {"F": F, "torch": torch, "scores": scores, "labels": labels})
        assert (abs(value - truth) < 1e-9) == is_right, line
