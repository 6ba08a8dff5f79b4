"""Lecture 1: answers of strangers, right and wrong, and what is said of them."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find


def said(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def standardise(constant, std=lambda X: X.std(dim=0)):
    return lambda X: (X - X.mean(dim=0)) / torch.where(constant(X), 1.0, std(X))


def divided_by(divisor):
    return lambda X: (X - X.mean(dim=0)) / divisor(X.std(dim=0))


def taking_turns(X, Y):
    return [row for pair in zip(X.tolist(), Y.tolist(), strict=True) for row in pair]


def larger_sizes(a, b):
    pairs = itertools.zip_longest(a[::-1], b[::-1], fillvalue=1)
    return tuple(map(max, pairs))[::-1]


def added_into_x(Y, X):
    X += Y


def added_and_forgotten(Y, X):
    Y.add(X)


def is_constant(X):
    return X.eq(X[0]).all(dim=0)


RIGHT = {
    "device-proof": [
        standardise(is_constant),
        lambda X: torch.where(is_constant(X), 0.0, (X - X.mean(0)) / X.std(0)),
        lambda X: ((X - X.mean(0)) / X.std(0)).masked_fill(is_constant(X), 0),
    ],
    "interleave": [
        lambda X, Y: torch.cat((X, Y))[torch.arange(2 * len(X)).reshape(2, -1).T.flatten()],
        lambda X, Y: torch.stack((X.T, Y.T), dim=-1).flatten(1).T,
        lambda X, Y: np.stack((X.numpy(), Y.numpy()), axis=1).reshape(-1, X.shape[1]),
        lambda X, Y: torch.tensor(taking_turns(X, Y), dtype=X.dtype),
    ],
    "broadcast-rule": [
        lambda a, b: find("broadcast-rule").solution(b, a),
        lambda a, b: find("broadcast-rule").right["by_adding_meta_tensors"](a, b),
    ],
    "in-place": [
        lambda Y, X: Y.copy_(X + Y),
        lambda Y, X: Y.numpy().__iadd__(X.numpy()),
        lambda Y, X: Y.__iadd__(X),
    ],
    "sub-matrix": [
        lambda X: [X[1:3][:, 1:], X[::3][:, ::2]],
        lambda X: (X[-len(X) + 1 : 3, 1:], X[0::3, 0::2]),
        lambda X: (torch.stack((X[1], X[2]))[:, 1:], X.T[::2].T[::3]),
    ],
    "one-number": [
        float,
        lambda x: x.double().reshape(-1).numpy().item() if x.numel() == 1 else _no(),
        lambda x: _no() if x.nelement() != 1 else float(x.flatten().tolist()[0]),
    ],
    "outer-sum": [
        lambda a, b: a.unsqueeze(1).add(b),
        lambda a, b: torch.tensor([[x + y for y in b.tolist()] for x in a.tolist()]),
        lambda a, b: torch.cartesian_prod(a, b).sum(1).reshape(len(a), -1),
    ],
    "count-greater": [
        lambda X, Y: ((X - Y) > 0).sum().item(),
        lambda X, Y: len((X > Y).nonzero()),
        lambda X, Y: np.count_nonzero(X.numpy() > Y.numpy()),
        lambda X, Y: (X > Y).float().sum(),
        lambda X, Y: (Y < X).sum().reshape(1),
        lambda X, Y: [(Y < X).sum()],
        lambda X, Y: Fraction(int((X > Y).sum())),
    ],
}  # fmt: skip


def _no():
    raise ValueError("no")


WRONG = {
    "device-proof": [
        standardise(lambda X: X.std(dim=0) < 0.1),
        standardise(lambda X: X.std(dim=0) < 1e-3),
        standardise(lambda X: X.std(dim=0) == 0),
        standardise(is_constant, lambda X: X.std(dim=0, unbiased=False)),
        lambda X: (X - X.mean(0)) / (X.std(0) + 0.01),
        lambda X: (X - X.mean(0)) / X.std(0).clamp(min=0.1),
        lambda X: ((X - X.mean(0)) / X.std(0)).nan_to_num(0.0),
        *(divided_by(lambda std, eps=eps: std + eps) for eps in (1e-12, 1e-8, 1e-6)),
        *(divided_by(lambda std, eps=eps: std.clamp(min=eps)) for eps in (1e-12, 1e-8, 1e-6)),
        lambda X: (X - X.mean(0)) / (X.var(0) + 1e-12).sqrt(),
        lambda X: torch.where(X.std(0) < 1e-6, 0.0, (X - X.mean(0)) / X.std(0)),
        standardise(lambda X: torch.isclose(X.amax(0), X.amin(0))),
        *(standardise(lambda X, eps=eps: X.std(0) < eps * X.mean(0).abs()) for eps in
          (1e-3, 1e-6, 1e-9, 1e-12)),
        standardise(lambda X: X.std(0) < 4 * torch.finfo(X.dtype).eps * X.mean(0).abs()),
    ],
    "interleave": [
        lambda X, Y: torch.stack((X, Y), 1).reshape(2 * len(X), -1).float(),
        lambda X, Y: torch.cat((X, Y)).sort(dim=0).values,
        lambda X, Y: torch.stack((Y, X), 1).flatten(0, 1),
        lambda X, Y: torch.tensor(taking_turns(X, Y)),
    ],
    "sub-matrix": [
        lambda X: (X[1:3, 1:-1], X[::3, ::2]),
        lambda X: (X[1:], X[::3]),
        lambda X: (X[1:3, 1:5], X[0:4:3, ::2]),
        lambda X: X[1:3, 1:],
        lambda X: (X[1:3, 1:], X[:-1:3, ::2]),
    ],
    "one-number": [
        lambda x: x.item(),
        lambda x: float(x.max()),
        lambda x: float(x.float()) if x.numel() == 1 else _no(),
        lambda x: float(x) if x.numel() == 1 else None,
        lambda x: float(x) if x.ndim < 2 else _no(),
        lambda x: float(x) if x else _no(),
    ],
    "broadcast-rule": [
        larger_sizes,
        lambda a, b: a if len(a) > len(b) else b,
        lambda a, b: find("broadcast-rule").solution(a, b) or None,
    ],
    "count-greater": [
        lambda X, Y: (X - Y).sign().sum(),
        lambda X, Y: X.gt(Y.max()).sum(),
        lambda X, Y: (X > Y).sum(dim=0).max(),
        lambda X, Y: (X.int() > Y.int()).sum(),
        lambda X, Y: (X > Y).sum(dtype=torch.uint8),
        lambda X, Y: (X > Y).sum(dtype=torch.int8),
        lambda X, Y: (X.float() > Y.float()).sum(),
        lambda X, Y: (X.half() > Y.half()).sum(),
    ],
}  # fmt: skip


def pairs(answers):
    return [
        pytest.param(slug, answer, id=f"{slug}-{k}")
        for slug, own in answers.items()
        for k, answer in enumerate(own)
    ]


@pytest.mark.parametrize(("slug", "answer"), pairs(RIGHT))
def test_right_answers_in_unusual_ways_are_accepted(slug, answer):
    assert check(slug, answer).correct, said(slug, answer)


@pytest.mark.parametrize(("slug", "answer"), pairs(WRONG))
def test_nearly_right_answers_are_refused(slug, answer):
    assert not check(slug, answer).correct


@pytest.mark.parametrize(
    ("columns", "dtype"),
    [([0.1] * 3, torch.float64), ([0.1] * 7, torch.float32), ([0.7] * 9, torch.float64),
     ([1e6 + 0.1] * 6, torch.float64)],
)  # fmt: skip
def test_the_solution_makes_every_constant_column_0(columns, dtype):
    X = torch.tensor(columns, dtype=dtype).reshape(-1, 1)
    assert not find("device-proof").solution(X).any()


def test_the_solution_brings_tiny_and_huge_columns_to_one_scale():
    X = torch.tensor([[1e-6, 1e9], [3e-6, 2e9], [2e-6, 3e9]], dtype=torch.float64)
    Z = find("device-proof").solution(X)
    torch.testing.assert_close(Z.std(dim=0), torch.ones(2, dtype=torch.float64))


def test_the_rule_of_broadcasting_holds_for_shapes_that_are_not_drawn():
    rule = find("broadcast-rule").solution
    for a, b in [((7, 1, 0), (5, 1)), ((64, 1, 9), (1, 9, 1)), ((1,) * 7, (4,)), ([2, 1], [3])]:
        assert rule(a, b) == tuple(torch.broadcast_shapes(tuple(a), tuple(b)))
    assert rule((0,), (3,)) is None


@pytest.mark.parametrize("message", ["no", "one element needed, not 2"])
def test_one_number_promises_a_message_and_accepts_any(message):
    def to_float(x):
        if x.numel() != 1:
            raise ValueError(message)
        return float(x)

    assert check("one-number", to_float).correct
    assert "sentence" not in find("one-number").statement


def test_a_value_error_without_a_word_is_refused():
    def to_float(x):
        if x.numel() != 1:
            raise ValueError
        return float(x)

    assert "says nothing" in said("one-number", to_float)


@pytest.mark.parametrize(
    ("answer", "words", "not_said"),
    [
        (added_and_forgotten, "Where did the sum go?", "It looks"),
        (added_into_x, "to go into X", "X was changed"),
        (lambda Y, X: X, "", "The sum is right"),
        (lambda Y, X: Y - X, "", "The sum is right"),
        (lambda Y, X: torch.add(Y, X), "The sum is right", "name Y"),
    ],
)  # fmt: skip
def test_what_became_of_y_is_told_as_it_was(answer, words, not_said):
    verdict = said("in-place", answer)
    assert not check("in-place", answer).correct
    assert words in verdict and not_said not in verdict


STACK_0, STACK_1 = "torch.stack((X, Y), dim=0)", "torch.stack((X, Y), dim=1)"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({STACK_1: (2, 3, 4)}, "always came first"),
        ({STACK_1: (3, 4, 2)}, "too far to the right"),
        ({STACK_0: (3, 2, 4), STACK_1: (2, 3, 4)}, "`cat` is right"),
        ({STACK_1: (6, 4)}, ""),
    ],
)
def test_who_had_cat_right_is_not_told_of_cat(lines, words):
    verdict = said("cat-or-stack", find("cat-or-stack").solution | lines)
    assert words in verdict
    assert "taken for each other" not in verdict


def test_int32_has_a_word_of_its_own():
    verdict = said("dtype-of", find("dtype-of").solution | {"torch.tensor([1, 2])": torch.int32})
    assert "64 bits" in verdict


def test_the_last_column_left_out_is_told():
    assert "lacks the last column" in said("sub-matrix", lambda X: (X[1:3, 1:-1], X[::3, ::2]))


def test_the_kind_alone_is_no_dtype():
    kinds = dict(zip(find("dtype-of").solution, ["int", "float", "float", "bool"], strict=True))
    verdict = said("dtype-of", kinds)
    assert "`int` tells the kind" in verdict and "int32" not in verdict


def test_who_says_that_nothing_shares_is_not_told_of_a_question_that_nobody_asked():
    verdict = said("shares-storage", dict.fromkeys(find("shares-storage").solution, False))
    assert "Three of these" in verdict and "was asked" not in verdict


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (lambda X, Y: (X - Y).clamp(min=0).sum(), "you returned 4.0; expected 2."),
        (lambda X, Y: 100 * (X > Y).float().mean(), "you returned 25.0; expected 1."),
        (lambda X, Y: (X > Y).any().item(), "you returned the bool True;"),
    ],
)
def test_a_count_is_shown_as_it_was_returned(answer, shown):
    assert shown in said("count-greater", answer)


def test_zero_is_expected_where_the_statement_says_0():
    verdict = said("device-proof", standardise(lambda X: X.std(dim=0) == 0))
    assert "expected 0.0" in verdict and "e-17, expected" not in verdict


def test_a_column_of_tenths_is_told_why_it_is_not_0():
    verdict = said("device-proof", standardise(lambda X: X.std(dim=0) == 0))
    assert "0.10000000000000002" in verdict
