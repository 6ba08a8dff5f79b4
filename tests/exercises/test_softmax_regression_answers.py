"""Lecture 7: answers that nobody named, each with the verdict that is true of it."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.special
import torch
from scipy.special import logsumexp
from torch import nn
from torch.nn import functional as F

from preliminaries import check
from preliminaries.course.exercises import find


def belief(slug, answer):
    verdict = check(slug, answer)
    assert not verdict.correct, repr(verdict)
    return verdict.verdict.belief


def words(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def filled(slug, **lines):
    """The right prediction with the lines of these numbers replaced: `line0=…`."""
    solution = find(slug).solution
    keys = list(solution)
    return solution | {keys[int(name[4:])]: value for name, value in lines.items()}


# Predictions, however they are held


@pytest.mark.parametrize(
    ("slug", "lines"),
    [
        ("softmax-facts", {"line0": (0.1, 0.9), "line1": torch.tensor([0.25, 0.75])}),
        ("softmax-facts", {"line1": np.array([1 / 4, 3 / 4]), "line2": [Fraction(1, 2)] * 2}),
        ("temperature-limits", {"line1": torch.full((4,), 0.25), "line0": (0, 1.0, 0, 0)}),
        ("powers-of-probabilities", {"line4": torch.tensor(torch.inf), "line1": Fraction(1, 2)}),
        ("log-partition", {"line1": 8.386, "line3": np.float64(1000 + math.log(2))}),
        ("knows-nothing", {"line0": 0, "line2": 2.302585, "line3": torch.tensor(6.9078)}),
        ("code-length", {"line0": [2], "line4": math.log2(3), "line1": 5 / 3}),
        ("code-length", {"line4": 1.59, "line1": 1.66}),
        ("three-levels", {"line0": 3.0, "line4": np.int64(7)}),
        ("largest-exponent", {"line0": torch.tensor(11), "line3": 709.0}),
        ("smallest-exponent", {"line0": torch.tensor(-9), "line3": -708.0}),
        ("naive-softmax", {"line1": (0, torch.nan), "line2": np.full(2, np.nan)}),
        ("scores-or-probabilities", {"line0": "yes", "line1": torch.tensor(False), "line2": 1}),
        ("three-losses", {"line4": 0.0111, "line5": math.exp(-3), "line6": [0.082]}),
        ("who-wins", {"line1": Fraction(3, 4), "line5": 2 / 3}),
        ("parameter-count", {"line3": 1.505e7, "line1": np.int64(650)}),
    ],
)
def test_a_prediction_may_be_held_in_many_ways(slug, lines):
    verdict = check(slug, filled(slug, **lines))
    assert verdict.correct, repr(verdict)


@pytest.mark.parametrize(
    ("slug", "lines", "told"),
    [
        ("largest-exponent", {"line2": 88.72}, "one whole number"),
        ("three-levels", {"line1": 1.89}, "one whole number"),
        ("softmax-facts", {"line0": "the same"}, "Give a number"),
        ("softmax-facts", {"line1": 0.25}, "2 numbers are asked for"),
        ("temperature-limits", {"line0": 1}, "4 numbers are asked for"),
        ("naive-softmax", {"line1": (0, "nan")}, "numbers have no quotes"),
        ("naive-softmax", {"line1": math.nan}, "2 numbers are asked for"),
        ("knows-nothing", {"line2": "log K"}, "One number is asked for"),
        ("scores-or-probabilities", {"line0": "maybe"}, "True"),
    ],
)
def test_what_cannot_be_read_is_told_how_to_be_written(slug, lines, told):
    assert told in words(slug, filled(slug, **lines))


# Functions: right, in words of another kind


def softmax_by_slices(scores):
    result = torch.empty_like(scores)
    for place in np.ndindex(*scores.shape[:-1]):
        e = torch.exp(scores[place] - scores[place].max())
        result[place] = e / e.sum()
    return result


def entropy_by_hand(scores, labels):
    prices = []
    for row, label in zip(scores.tolist(), labels.tolist(), strict=True):
        top = max(row)
        prices.append(top + math.log(sum(math.exp(o - top) for o in row)) - row[label])
    return sum(prices) / len(prices)


def gradient_left_on_a_clone(scores, labels):
    own = scores.clone().requires_grad_(True)
    (-torch.log_softmax(own, dim=1)[range(len(labels)), labels]).mean().backward()
    return own.grad


RIGHT = [
    ("one-hot-labels", lambda y, K: F.one_hot(y, num_classes=K).to(torch.float64)),
    ("one-hot-labels", lambda y, K: torch.stack([torch.eye(K)[k] for k in y])),
    ("one-hot-labels", lambda y, K: torch.tensor([[float(k == c) for c in range(K)] for k in y])),
    ("one-hot-labels", lambda y, K: 1.0 * F.one_hot(y, K)),
    ("softmax", softmax_by_slices),
    ("softmax", lambda o: (e := torch.exp(o - o.max(-1, True)[0])) / e.sum(-1, True)),
    ("softmax", lambda o: 1 / torch.exp(o[..., None, :] - o[..., :, None]).sum(dim=-1)),
    ("softmax", lambda o: F.normalize((o - o.amax(-1, keepdim=True)).exp(), p=1, dim=-1)),
    ("temperature", lambda o, T: F.softmax(o / T, -1)),
    ("temperature", lambda o, T: nn.Softmax(dim=-1)(o.double() * (1 / T))),
    ("log-sum-exp", lambda o: np.logaddexp.reduce(o.numpy(), axis=-1)),
    ("log-sum-exp", lambda o: functools.reduce(torch.logaddexp, o.unbind(-1))),
    ("log-sum-exp", lambda o: o.amax(-1) + (o - o.amax(-1).unsqueeze(-1)).exp().sum(-1).log()),
    ("smooth-minimum", lambda x, s: -(torch.logsumexp(-x * s, 0) / s).item()),
    ("smooth-minimum", lambda x, s: (-x * s).logsumexp(dim=-1).neg().div(s)),
    ("cross-entropy", entropy_by_hand),
    ("cross-entropy", lambda o, y: -nn.LogSoftmax(dim=1)(o)[range(len(y)), y].mean()),
    ("cross-entropy", lambda o, y: (torch.logsumexp(o.double(), 1)
                                    - o.double().gather(1, y[:, None]).squeeze(1)).mean().item()),
    ("cross-entropy", lambda o, y: [-torch.log_softmax(o, 1).gather(1, y[:, None]).mean()]),
    ("soft-labels", lambda o, q: nn.CrossEntropyLoss()(o, q)),
    ("soft-labels", lambda o, q: ((torch.logsumexp(o, 1, keepdim=True) - o) * q).sum() / len(q)),
    ("loss-gradient", gradient_left_on_a_clone),
    ("loss-gradient", lambda o, y: (o.softmax(1) - torch.eye(o.shape[1])[y]) / o.size(0)),
    ("confusion", lambda y, c, K: torch.stack([torch.bincount(c[y == k], minlength=K)
                                               for k in range(K)])),
    ("confusion", lambda y, c, K: torch.zeros(K, K).index_put_(
        (y, c), torch.ones(len(y)), accumulate=True)),
    ("confusion", lambda y, c, K: np.histogram2d(y, c, bins=K, range=[[0, K], [0, K]])[0]),
    ("decide", lambda p, cost: torch.tensor([int(torch.argmin(row @ cost)) for row in p])),
    ("decide", lambda p, cost: (-(p.double() @ cost.double())).argmax(dim=-1)),
    ("sigmoid-is-softmax", lambda x: torch.stack((x + 7, 7 + 0 * x), -1)),
    ("sigmoid-is-softmax", lambda x: torch.cat((x[..., None], 0 * x[..., None]), dim=-1)),
    ("mean-of-batches", lambda quick, last, n, b: torch.tensor(
        find("mean-of-batches").solution(quick, last, n, b))),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "answer"), RIGHT)
def test_right_answers_in_unusual_words_are_accepted(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


# What an exercise asks to be built is not to be had ready-made


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("softmax", lambda o: torch.softmax(o, dim=-1)),
        ("softmax", lambda o: o.softmax(-1)),
        ("softmax", lambda o: nn.Softmax(dim=-1)(o)),
        ("softmax", lambda o: F.log_softmax(o, dim=-1).exp()),
        ("softmax", lambda o: F.softmin(-o, dim=-1)),
        ("softmax", lambda o: torch.special.softmax(o, -1)),
        ("softmax", lambda o: torch.exp(o - torch.logsumexp(o, -1, keepdim=True))),
        ("log-sum-exp", lambda o: torch.logsumexp(o, dim=-1)),
        ("log-sum-exp", lambda o: o.logsumexp(-1)),
        ("log-sum-exp", lambda o: o[..., 0] - torch.log_softmax(o, -1)[..., 0]),
        ("log-sum-exp", lambda o: torch.special.logsumexp(o, -1)),
        ("cross-entropy", lambda o, y: F.cross_entropy(o, y)),
        ("cross-entropy", lambda o, y: nn.CrossEntropyLoss()(o, y)),
        ("cross-entropy", lambda o, y: F.nll_loss(torch.log_softmax(o, dim=1), y)),
        (
            "cross-entropy",
            lambda o, y: F.kl_div(
                o.log_softmax(1), torch.eye(o.shape[1])[y], reduction="batchmean"
            ),
        ),
        ("softmax", lambda o: torch.as_tensor(scipy.special.softmax(o.numpy(), axis=-1))),
        ("log-sum-exp", lambda o: torch.as_tensor(logsumexp(o.numpy(), axis=-1))),
    ],
)
def test_ready_made_functions_are_refused_where_it_is_to_be_built(slug, answer):
    told = words(slug, answer)
    assert "this exercise is to build it" in told, told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda x: x, "the shape of your scores: you returned (); expected (2,)"),
        (lambda x: torch.cat((x, 0 * x), -1) if x.ndim else torch.stack((x, 0 * x)),
         "the shape of your scores: you returned (4,); expected (2, 2)"),
        (lambda x: (x, 0 * x), "this is a tuple of 2 entries"),
        (lambda x: None, "this is None"),
    ],
)  # fmt: skip
def test_scores_of_another_form_are_told_the_form_asked_for(answer, told):
    found = words("sigmoid-is-softmax", answer)
    assert told in found and "dict" not in found, found


def test_ready_made_functions_work_again_afterwards():
    check("softmax", lambda o: torch.softmax(o, dim=-1))
    assert torch.softmax(torch.zeros(2), dim=0).tolist() == [0.5, 0.5]


# Wrong, and named


def naive(scores):
    return torch.exp(scores) / torch.sum(torch.exp(scores), dim=-1, keepdim=True)


@pytest.mark.parametrize(
    ("slug", "answer", "told"),
    [
        ("one-hot-labels", lambda y, K: torch.eye(int(y.max()) + 1)[y],
         "width_by_the_largest_label"),
        ("one-hot-labels", lambda y, K: torch.eye(K, dtype=torch.int64)[y], "whole_numbers"),
        ("one-hot-labels", lambda y, K: torch.eye(K)[:, y], "transposed"),
        ("softmax", naive, "overflows"),
        ("softmax", lambda o: o.exp() / o.exp().sum(), "whole_tensor_and_overflows"),
        ("softmax", lambda o: (o - o.max()).exp() / (o - o.max()).exp().sum(-1, keepdim=True),
         "largest_of_all_subtracted"),
        ("softmax", lambda o: torch.sigmoid(o), "each_score_by_itself"),
        ("temperature", lambda o, T: torch.softmax(T * o, dim=-1), "multiplied"),
        ("temperature", lambda o, T: torch.softmax(o, dim=-1) / T, "probabilities_divided"),
        ("temperature", lambda o, T: torch.softmax(o - T, dim=-1), "temperature_forgotten"),
        ("log-sum-exp", lambda o: torch.log(torch.exp(o).sum(-1)), "overflows"),
        ("log-sum-exp", lambda o: torch.exp(o - o.amax(-1, True)).sum(-1).log(),
         "shift_forgotten"),
        ("log-sum-exp", lambda o: o.exp().log().sum(-1), ""),
        ("smooth-minimum", lambda x, s: torch.logsumexp(s * x, 0) / s, "smooth_maximum"),
        ("smooth-minimum", lambda x, s: -torch.log(torch.exp(-s * x).sum()) / s, "overflows"),
        ("cross-entropy", lambda o, y: -torch.log(torch.softmax(o, 1))[range(len(y)), y].mean(),
         "softmax_then_logarithm"),
        ("cross-entropy", lambda o, y: -torch.log_softmax(o, 1)[range(len(y)), y].sum(),
         "sum_over_the_rows"),
        ("cross-entropy", lambda o, y: torch.log_softmax(o, 1)[range(len(y)), y].mean(),
         "sign_forgotten"),
        ("cross-entropy", lambda o, y: -(F.one_hot(y, o.shape[1]) * o.log_softmax(1)).mean(),
         "mean_over_all_entries"),
        ("cross-entropy", lambda o, y: -torch.log(o)[range(len(y)), y].mean(),
         "scores_for_probabilities"),
        ("cross-entropy", lambda o, y: -torch.log_softmax(o, 1)[:, y].mean(),
         "every_label_for_every_row"),
        ("soft-labels", lambda o, q: -(q * torch.log(o.softmax(1))).sum(1).mean(),
         "logarithm_of_zero"),
        ("soft-labels", lambda o, q: -(q * o.log_softmax(1)).mean(), "mean_over_all_entries"),
        ("soft-labels", lambda o, q: -torch.where(
            q > 0, q * torch.log(o.double().softmax(1)), 0.0).sum(1).mean(),
         "zero_where_q_is_not_in_double"),
        ("soft-labels", lambda o, q: -(q * o.softmax(1).clamp(1e-12).log()).sum(1).mean(),
         "smallest_logarithm_chosen"),
        ("smooth-minimum", lambda x, s: x.min() if s >= 200 else -(-s * x).logsumexp(0) / s,
         "the_minimum_where_s_is_large"),
        ("loss-gradient", lambda o, y: o.softmax(1) - F.one_hot(y, o.shape[1]),
         "mean_forgotten"),
        ("loss-gradient", lambda o, y: (F.one_hot(y, o.shape[1]) - o.softmax(1)) / len(y),
         "sign_turned"),
        ("curvature", lambda o, k: torch.diag(o.softmax(0) * (1 - o.softmax(0))),
         "diagonal_only"),
        ("accuracy", lambda o, y: (o.argmax(1) == y).float().mean(), "silent_on_nothing"),
        ("accuracy", lambda o, y: (o.argmax(1) == y).sum(), "count_of_nothing"),
        ("accuracy", lambda o, y: (o.argmax(1) == y).sum().item() / len(y),
         "division_by_nothing"),
        ("accuracy", lambda o, y: (o.argmax(0) == y).float().mean(),
         "down_the_columns_and_no_look_at_the_empty"),
        ("confusion", lambda y, c, K: torch.bincount(c * K + y, minlength=K * K).reshape(K, K),
         "transposed"),
        ("confusion", lambda y, c, K: torch.zeros(K, K).index_put_((y, c), torch.ones(len(y))),
         "repeated_pairs_count_once"),
        ("decide", lambda p, cost: p.argmax(1), "most_probable_class"),
        ("decide", lambda p, cost: (p @ cost).argmax(1), "dearest_action"),
        ("sigmoid-is-softmax", lambda x: torch.stack((x, -x), dim=-1), "x_and_minus_x"),
        ("sigmoid-is-softmax", lambda x: torch.stack((torch.sigmoid(x), torch.sigmoid(-x)), -1),
         "probabilities_for_scores"),
        ("sigmoid-is-softmax", lambda x: torch.cat((x, 0 * x)), "joined_along_the_first_axis"),
        ("mean-of-batches", lambda quick, last, n, b: quick, "the_quick_one"),
        ("mean-of-batches", lambda quick, last, n, b: (
            quick * (n // b) * b + last * (n - n // b * b)) / n, "quick_of_the_full_batches"),
        ("mean-of-batches", lambda quick, last, n, b: (
            (quick * (n // b + 1) - last) * b + last * (n - n // b * b)) / n,
         "one_batch_too_many"),
        ("mean-of-batches", lambda quick, last, n, b: (
            (quick * (n // b) - last) * b + last * (n % b)) / n, "batches_rounded_down"),
        ("softmax-facts", filled("softmax-facts", line1=[0.1, 0.9]), "a_factor_changes_nothing"),
        ("log-partition", filled("log-partition", line0=2), "unchanged_by_a_shift"),
        ("log-partition", filled("log-partition", line0=2.0, line1=7), ""),
        ("knows-nothing", filled("knows-nothing", line4=0.11), "right_nine_times"),
        ("code-length", filled("code-length", line2=10, line3=2), "five_words_for_a_block"),
        ("largest-exponent", dict.fromkeys(("float16", "bfloat16", "float32", "float64"), 0)
         | {"float16": 65504, "bfloat16": 3.39e38, "float32": 3.4e38, "float64": 1.8e308},
         "the_largest_number_itself"),
        ("three-losses", filled("three-losses", line0=-1, line1=-3), "slopes_swapped"),
        ("code-length", filled("code-length", line2=7, line3=7 / 5), "rounded_down"),
        ("code-length", filled("code-length", line4=1.6), "limit_of_the_blocks_of_five"),
        ("who-wins", filled("who-wins", line2=0.5), "a_shift_makes_even"),
        ("who-wins", filled("who-wins", line2=0.53), "a_shift_makes_nearly_even"),
        ("who-wins", filled("who-wins", line5=0.66), "cut_off"),
        ("who-wins", filled("who-wins", line0=0), "score_of_zero_has_nothing"),
        ("who-wins", {k: p / (1 - p) for k, p in find("who-wins").solution.items()} | {
            "apple log 6, pear log 3, neither 0: the apple, if it is a fruit": 2},
         "odds_everywhere"),
        ("scores-or-probabilities", filled("scores-or-probabilities", line1=True, line5=True),
         "scores_or_probabilities_alike"),
    ],
)  # fmt: skip
def test_a_likely_mistake_is_named(slug, answer, told):
    assert belief(slug, answer) == told


# Wrong in a way of one's own: told the facts, and no belief


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("softmax", lambda o: naive(o.clamp(-80, 80))),
        ("softmax", lambda o: torch.nan_to_num(naive(o))),
        ("softmax", lambda o: naive(o.double())),
        ("softmax", lambda o: torch.ones_like(o) / o.shape[-1]),
        ("temperature", lambda o, T: torch.softmax(o / T**2, dim=-1)),
        ("log-sum-exp", lambda o: torch.log(o.exp().sum(-1) + 1e-12)),
        ("cross-entropy", lambda o, y: -torch.log(
            torch.softmax(o, 1)[range(len(y)), y] + 1e-9).mean()),
        ("cross-entropy", lambda o, y: -torch.log(
            torch.softmax(o, 1).clamp(min=1e-12))[range(len(y)), y].mean()),
        ("cross-entropy", lambda o, y: torch.tensor(0.0)),
        ("soft-labels", lambda o, q: -(q * torch.log(torch.softmax(o, 1) + 1e-9)).sum(1).mean()),
        ("soft-labels", lambda o, q: -(
            q * torch.log(o.double().softmax(1).clamp(1e-300))).sum(1).mean()),
        ("soft-labels", lambda o, q: -(
            q * torch.log(o.double().softmax(1) + 1e-100)).sum(1).mean()),
        ("smooth-minimum", lambda x, s: x.min() if s > 6 else -(-s * x).logsumexp(0) / s),
        ("loss-gradient", lambda o, y: (o.softmax(1) - F.one_hot(y, o.shape[1])) / 2),
        ("accuracy", lambda o, y: round((o.argmax(1) == y).float().mean().item(), 1)
         if len(y) else math.nan),
        ("confusion", lambda y, c, K: torch.zeros(K, K)),
        ("decide", lambda p, cost: torch.zeros(len(p), dtype=torch.int64)),
        ("sigmoid-is-softmax", lambda x: torch.stack((2 * x, 0 * x), dim=-1)
         if x.ndim else torch.stack((0 * x, 0 * x), dim=-1)),
    ],
)  # fmt: skip
def test_who_errs_in_a_way_of_their_own_is_told_no_belief(slug, answer):
    assert belief(slug, answer) == ""


def test_scores_that_were_asked_for_gradients_are_no_reason_to_refuse():
    def loss_gradient(scores, labels):
        scores.requires_grad = True
        loss = F.cross_entropy(scores, labels)
        loss.backward()
        return scores.grad

    assert check("loss-gradient", loss_gradient).correct


def test_scores_that_are_changed_are_told_so():
    def stable_softmax(scores):
        scores -= scores.amax(dim=-1, keepdim=True)
        return scores.exp() / scores.exp().sum(dim=-1, keepdim=True)

    assert "changed its argument `scores`" in words("softmax", stable_softmax)


@pytest.mark.parametrize("error", [ValueError, AssertionError, ZeroDivisionError])
def test_an_empty_batch_wants_a_value_error_that_says_something(error):
    def accuracy(scores, labels):
        if len(labels) == 0:
            raise error("nothing to judge")
        return (scores.argmax(dim=1) == labels).double().mean()

    assert check("accuracy", accuracy).correct == (error is ValueError)


# What the statements promise


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_the_largest_and_the_smallest_exponents_are_the_formats(dtype):
    name = str(dtype).removeprefix("torch.")
    largest = find("largest-exponent").solution[name]
    smallest = find("smallest-exponent").solution[name]
    x = torch.tensor([largest, largest + 1, smallest]).double().exp().to(dtype)
    assert x.isfinite().tolist() == [True, False, True]
    assert x[2] >= torch.finfo(dtype).tiny


@pytest.mark.parametrize("scores", [[1000.0, 1000.0], [-1000.0, -1000.0], [0.0, -1000.0]])
def test_the_stable_forms_are_as_torchs_own(scores):
    o = torch.tensor([scores, [0.5, 2.0]])
    torch.testing.assert_close(find("softmax").solution(o), torch.softmax(o, dim=-1))
    torch.testing.assert_close(find("log-sum-exp").solution(o), torch.logsumexp(o, dim=-1))


def test_costs_of_one_for_each_mistake_choose_the_most_probable():
    p = torch.tensor([[0.2, 0.5, 0.3], [0.7, 0.1, 0.2]])
    assert find("decide").solution(p, 1 - torch.eye(3)).tolist() == p.argmax(dim=1).tolist()
