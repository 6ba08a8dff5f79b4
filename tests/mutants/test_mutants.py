"""Nearly right answers are rejected, whatever they were derived from."""

import importlib
import random
import sys
import types

import pytest

from preliminaries.course.exercises import slugs
from tests.everything import FUNCTIONS
from tests.mutants.deriving import derive
from tests.mutants.trying import SAMPLE, listed, mutants, tally

MOST = 6  # mutants of one expression, which one reason may list

SOURCE = '''
import torch


def doubled(x):
    return 2 * x


def answer(X, y, tolerance=1e-6):
    """Not to be changed: - 1."""
    if X.shape[0] < 2:
        return None
    total = torch.zeros(3, dtype=X.dtype)
    for row in X[1:]:
        total += doubled(row).abs()
    while y > 0 and len(X):
        y = y - 1
    quotient = (total @ X.T).sum(dim=1, keepdim=True) / y
    same = total.abs() == X.abs()
    return quotient, same, torch.allclose(total, X, atol=1e-5)
'''


@pytest.fixture(scope="module")
def changes(tmp_path_factory):
    file = tmp_path_factory.mktemp("mutants") / "an_answer.py"
    file.write_text(SOURCE, encoding="utf-8")
    module = types.ModuleType("an_answer")
    module.__file__ = str(file)
    sys.modules["an_answer"] = module
    exec(compile(SOURCE, str(file), "exec"), vars(module))
    yield {mutant.description: mutant for mutant in derive({"answer": module.answer})}
    del sys.modules["an_answer"]


@pytest.mark.parametrize(
    "change",
    [
        "doubled, line 2: `2 * x` → `2 / x`",  # an operator exchanged, in a helper
        "doubled, line 2: `2 * x` → `x`",  # an operand dropped
        "doubled, line 2: `2` → `3`",  # a constant moved
        "answer, line 3: `X.shape[0] < 2` → `X.shape[0] <= 2`",  # a comparison made loose
        "answer, line 3: `if X.shape[0] < 2: …` → dropped",
        "answer, line 3: `if X.shape[0] < 2: …` → its body always",
        "answer, line 5: `torch.zeros(3, dtype=X.dtype)` → `torch.zeros(3)`",  # keyword dropped
        "answer, line 5: `torch.zeros(3, dtype=X.dtype)` → `torch.zeros(3, dtype=torch.float64)`",
        "answer, line 6: `for row in X[1:]: …` → left after the first round",
        "answer, line 6: `1:` → `:`",
        "answer, line 7: `doubled(row).abs()` → `doubled(row)`",  # abs dropped
        "answer, line 7: `total += doubled(row).abs()` → `total = doubled(row).abs()`",
        "answer, line 8: `y > 0` → `y > 1e-06`",  # small taken for 0
        "answer, line 8: `y > 0 and len(X)` → `y > 0 or len(X)`",
        "answer, line 9: `y = y - 1` → `y -= 1`",  # the argument edited in place
        "answer, line 10: `X.T` → `X`",  # transpose dropped
        "answer, line 10: `1` → `2`",
        "answer, line 1: `1e-06` → `0.001`",  # tolerance widened
        "answer, line 10: `(total @ X.T).sum` → `(total @ X.T).mean`",
        "answer, line 10: `(total @ X.T).sum(dim=1, keepdim=True)` → "
        "`(total @ X.T).sum(keepdim=True)`",  # axis dropped
        "answer, line 10: `(total @ X.T).sum(dim=1, keepdim=True) / y` → "
        "`(total @ X.T).sum(dim=1, keepdim=True) / _at_least_one(y)`",
        "answer, line 10: `(total @ X.T).sum(dim=1, keepdim=True) / y` → "
        "`(total @ X.T).sum(dim=1, keepdim=True) / (y + 1e-08)`",  # a small number added
        "answer, line 11: `total.abs() == X.abs()` → `_nearly(total.abs(), X.abs())`",
        "answer, line 12: `1e-05` → `5e-05`",  # a bound made wider
        "answer, line 12: `1e-05` → `2e-06`",  # and narrower
    ],
)
def test_each_kind_of_change_is_derived(changes, change):
    assert change in changes


def test_a_mutant_does_what_its_description_says(changes):
    mutant = changes["doubled, line 2: `2` → `3`"].make()
    assert mutant.__globals__["doubled"](5) == 15
    assert sys.modules["an_answer"].doubled(5) == 10


def test_no_two_mutants_are_the_same_and_none_is_the_answer():
    for exercise in FUNCTIONS:
        found = [mutant.description for mutant in mutants(exercise)]
        assert len(found) == len(set(found)), exercise.slug
        assert found, exercise.slug


def test_mutants_are_the_same_in_every_session():
    exercise = FUNCTIONS[0]
    first, second = ([m.description for m in mutants.__wrapped__(exercise)] for _ in range(2))
    assert first == second


def test_only_exercises_of_the_lecture_are_listed_as_having_equivalent_mutants():
    for lecture, own in slugs().items():
        module = importlib.import_module(f"tests.mutants.equivalent.{lecture.replace('-', '_')}")
        assert module.EQUIVALENT.keys() <= set(own)
        for reasons in module.EQUIVALENT.values():
            assert all(len(reason) > 10 for reason in reasons.values())


@pytest.mark.parametrize("exercise", [e for e in FUNCTIONS if listed(e)], ids=lambda e: e.slug)
def test_what_is_listed_as_equivalent_says_which_expression_is_exchanged(exercise):
    """By a key that stood for a whole line, a mutant would be hidden that nobody has looked at."""
    known = [mutant.description for mutant in mutants(exercise)]
    for key in listed(exercise):
        assert "`" in key or key in known, key
        assert len([text for text in known if text.startswith(key)]) <= MOST, key


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.slug)
def test_a_mutant_is_rejected_or_listed_and_told_no_belief_that_is_not_its_own(exercise):
    """Of a sample; `make mutants` tries them all."""
    found = tally(exercise, SAMPLE)
    assert found.survivors == []
    assert found.misled == []


@pytest.mark.parametrize("exercise", [e for e in FUNCTIONS if listed(e)], ids=lambda e: e.slug)
def test_what_is_listed_as_equivalent_is_still_there_and_still_accepted(exercise):
    """Of one; `make mutants` tries them all."""
    one = random.Random(exercise.slug).choice(sorted(listed(exercise)))
    assert tally(exercise, only=[one]).stale == []
