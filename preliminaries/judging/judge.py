"""From an answer to the facts of a verdict."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from preliminaries.authoring.describing import describe
from preliminaries.authoring.exercise import Exercise, Unreadable
from preliminaries.authoring.said import Said, counted, said
from preliminaries.judging import guard
from preliminaries.judging.asking import ask
from preliminaries.judging.cases import Unsound, beliefs, cases
from preliminaries.judging.comparing import Returned
from preliminaries.judging.guard import Session
from preliminaries.judging.stubs import is_stub
from preliminaries.judging.verdict import Status, Verdict
from preliminaries.judging.weighing import (
    accept,
    first_failure,
    reject,
    reject_prediction,
    with_all_edits,
    wrong_lines,
)

T = TypeVar("T")

_READING = 10.0  # seconds for ours, which compares: an object may never come to its end


def judge(exercise: Exercise, answer: object) -> Verdict:
    """The verdict on `answer`, whatever it is. Raises only when the learner presses stop."""
    if answer is ...:
        return _not_attempted(exercise)
    try:
        with guard.Session() as session:
            return _judge(session, exercise, answer)
    except guard.Busy:
        return _not_judged(exercise, said("Another check is running: wait until it has ended."))
    except Unsound as unsound:
        told = said(
            "In this session the solution itself raises {error}, so yours cannot be judged. "
            "Restart the kernel, run the cells above again, and then this one.",
            error=type(unsound.__cause__).__name__,
        )
        return _not_judged(exercise, told)


def _judge(session: Session, exercise: Exercise, answer: object) -> Verdict:
    try:
        if exercise.is_function:
            return _judge_function(session, exercise, answer)
        return _judge_prediction(session, exercise, answer)
    except guard.OutOfTime:
        told = said("Reading your answer takes too long: looking at it does not come to an end.")
        return Verdict(exercise.slug, Status.NOT_YET, (told,))
    except (guard.Stopped, Unsound):
        raise
    except BaseException as error:  # an object that fights back: its repr, its ==, its length
        told = said(
            "Your answer cannot be read: looking at it raised {error}.", error=type(error).__name__
        )
        return Verdict(exercise.slug, Status.NOT_YET, (told,))


def _not_judged(exercise: Exercise, told: Said) -> Verdict:
    return Verdict(exercise.slug, Status.NOT_JUDGED, (told,))


def _not_attempted(exercise: Exercise) -> Verdict:
    values = {"name": exercise.name, "hint": f'hint("{exercise.slug}")'}
    if exercise.is_function:
        ask = "Replace the function's `...` by your answer and run the cell. Stuck? `{hint}`"
    else:
        ask = "Replace `...` in `{name}` by your answer and run the cell. Stuck? `{hint}`"
    return Verdict(exercise.slug, Status.NOT_ATTEMPTED, (Said(ask, values),))


def _judge_function(session: Session, exercise: Exercise, answer: Any) -> Verdict:

    def objection() -> Verdict | None:
        if is_stub(answer):
            return _not_attempted(exercise)
        if told := _not_a_function(exercise, answer):
            return Verdict(exercise.slug, Status.NOT_YET, (told,))
        return None

    if verdict := session.run(objection, exercise.seconds):
        return verdict
    tried = _found(session, exercise, cases)
    asked = ask(session, exercise, answer, tried)
    if asked.unfilled:
        return _not_attempted(exercise)

    def look() -> int | None:
        with_all_edits(exercise, tried, asked)
        return first_failure(exercise, tried, asked)

    failed = session.run(look, _READING)
    if failed is None:
        return accept(exercise, tried, asked)
    _found(session, exercise, beliefs)
    return session.run(lambda: reject(exercise, answer, tried, asked, failed), _READING)


def _not_a_function(exercise: Exercise, answer: object) -> Said | None:
    """What is wrong with an answer that cannot be called as the exercise will call it."""
    parameters = exercise.parameters
    call = f"{exercise.name}({', '.join(parameters)})"
    if not callable(answer):
        return said(
            "This exercise asks for a function, `{call}`, and got {given}. Give check the "
            "function's name, without parentheses.",
            call=call,
            given=describe(answer),
        )
    if inspect.iscoroutinefunction(answer):
        return said(
            "Your function begins with `async def`; plain `def {call}` is what is called here.",
            call=call,
        )
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):
        return None  # a function written in C does not always tell
    try:
        signature.bind(*parameters)
    except TypeError:
        return counted(
            "Your function is called with {count} argument, `{call}`, but it takes `{signature}`.",
            "Your function is called with {count} arguments, `{call}`, but it takes `{signature}`.",
            len(parameters),
            call=call,
            signature=str(signature),
        )
    return None


def _judge_prediction(session: Session, exercise: Exercise, answer: object) -> Verdict:
    solution = exercise.solution

    def read() -> Verdict | Returned:
        if isinstance(answer, dict) and isinstance(solution, dict):
            left = [key for key in solution if answer.get(key, ...) is ...]
            if len(left) == len(solution):
                return _not_attempted(exercise)
            if left:
                told = said("Still open: {keys}.", keys=[f"`{key}`" for key in left])
                return Verdict(exercise.slug, Status.NOT_ATTEMPTED, (told,))
        try:
            return Returned(exercise.read(answer))
        except Unreadable as error:
            return Verdict(exercise.slug, Status.NOT_YET, (error.said,))

    actual = session.run(read, exercise.seconds)
    if isinstance(actual, Verdict):
        return actual
    (case,) = _found(session, exercise, cases)
    wrong = session.run(lambda: wrong_lines(exercise, case, actual), _READING)
    if not wrong:
        return Verdict(exercise.slug, Status.CORRECT)
    _found(session, exercise, beliefs)
    return session.run(lambda: reject_prediction(exercise, answer, case, actual, wrong), _READING)


def _found(session: Session, exercise: Exercise, what: Callable[[Exercise], T]) -> T:
    """The cases of an exercise or its beliefs: found once in a session, in nobody's time."""
    try:
        return session.in_nobodys_time(lambda: what(exercise))
    except Unsound:
        raise
    except Exception as error:
        raise Unsound from error
