"""Whatever is handed to check: a verdict in time, no exception, and the session as it was."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from preliminaries import check
from preliminaries.judging import clock
from preliminaries.judging.verdict import Status
from preliminaries.words.shown import Shown
from tests.everything import EXERCISES
from tests.judging.bad_answers import FUNCTIONS, VALUES, changed, loops, prints_without_end, session

LIMIT = 0.2  # seconds; the real limit is tried once below


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """Each check ends after LIMIT seconds, whatever its exercise grants."""
    hurried = {e.slug: replace(e, seconds=LIMIT) for e in EXERCISES}
    monkeypatch.setattr("preliminaries.course.exercises.find", hurried.__getitem__)


def test_there_are_forty_kinds_of_bad_answers():
    assert len(VALUES) + len(FUNCTIONS) >= 40


# In the first that watches of each lecture all is tried.
WATCHING = [e for e in EXERCISES if e.collects_facts or e.watch is not nullcontext]
WITH_ALL = {exercise.folder: exercise for exercise in reversed(WATCHING)}.values()


def tried_on(exercise):
    """A tenth of the functions: what one does to a session is the same in each exercise."""
    if exercise in WITH_ALL:
        return FUNCTIONS
    return FUNCTIONS[EXERCISES.index(exercise) % 10 :: 10]


def values_for(exercise):
    """A fifth of the values where a function is asked for: what is none, all read alike."""
    if exercise in WITH_ALL or not exercise.is_function:
        return VALUES
    return dict([*VALUES.items()][EXERCISES.index(exercise) % 5 :: 5])


def test_every_function_is_tried_on_plain_exercises_and_on_those_that_watch():
    for one_kind in (WATCHING, [e for e in EXERCISES if e not in WATCHING]):
        tried = [tried_on(e) for e in one_kind if e not in WITH_ALL]
        assert {id(f) for some in tried for f in some} == {id(f) for f in FUNCTIONS}
    assert len(WITH_ALL) >= 5


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)
@pytest.mark.filterwarnings("ignore:Sparse.*")
def test_every_bad_answer_gets_a_verdict_and_changes_nothing(exercise):
    bad = [(name, make()) for name, make in values_for(exercise).items()]
    bad += [(getattr(f, "__name__", repr(f)), f) for f in tried_on(exercise)]
    check(exercise.slug, ...)  # whatever is imported on first use
    for name, answer in bad:
        before = session()
        verdict = check(exercise.slug, answer)
        after = session()
        assert isinstance(verdict, Shown), name
        assert verdict.status in (Status.NOT_YET, Status.RAISED, Status.NOT_ATTEMPTED), (
            f"{name}: {verdict!r}"
        )
        assert repr(verdict) and verdict._repr_html_(), name
        assert len(repr(verdict)) < 6000, name
        assert changed(before, after) == [], name


def test_an_endless_loop_ends_within_the_real_limit(monkeypatch):
    monkeypatch.undo()
    assert "stopped after 2 seconds" in repr(check("outer-sum", loops))


def test_the_same_session_still_judges_rightly_after_all_of_that():
    assert check("outer-sum", lambda a, b: a[:, None] + b).correct


@pytest.mark.parametrize("answer", [loops, prints_without_end])
def test_where_the_system_has_no_alarm_a_loop_is_stopped_all_the_same(monkeypatch, answer):
    monkeypatch.setattr(clock, "HAS_ALARM", False)
    check("outer-sum", ...)
    before = session()
    assert "stopped after 0.2 seconds" in repr(check("outer-sum", answer))
    assert changed(before, session()) == []


def test_where_the_system_has_no_alarm_a_right_answer_is_right(monkeypatch):
    monkeypatch.setattr(clock, "HAS_ALARM", False)
    assert check("outer-sum", lambda a, b: a[:, None] + b).correct
