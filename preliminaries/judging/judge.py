"""From an answer to the facts of a verdict."""

import inspect
from typing import Any

from preliminaries.authoring.describing import describe
from preliminaries.authoring.exercise import Exercise, Unreadable
from preliminaries.authoring.said import Said, counted, said
from preliminaries.judging import guard
from preliminaries.judging.asking import ask
from preliminaries.judging.cases import beliefs, cases
from preliminaries.judging.comparing import Returned
from preliminaries.judging.stubs import is_stub
from preliminaries.judging.verdict import Status, Verdict
from preliminaries.judging.weighing import (
    first_failure,
    weigh,
    weigh_prediction,
    with_all_edits,
    wrong_lines,
)


def judge(exercise: Exercise, answer: object) -> Verdict:
    """The verdict on `answer`, whatever it is. Raises only when the learner presses stop."""
    if answer is ...:
        return _not_attempted(exercise)
    try:
        if exercise.is_function:
            return _judge_function(exercise, answer)
        return _judge_prediction(exercise, answer)
    except guard.OutOfTime:
        told = said(
            "Reading your answer took over {seconds} seconds.", seconds=f"{exercise.seconds:g}"
        )
        return Verdict(exercise.slug, Status.NOT_YET, (told,))
    except guard.Stopped:
        raise
    except BaseException as error:  # an object that fights back: its repr, its ==, its length
        told = said(
            "Your answer cannot be read: looking at it raised {error}.", error=type(error).__name__
        )
        return Verdict(exercise.slug, Status.NOT_YET, (told,))


def _not_attempted(exercise: Exercise) -> Verdict:
    values = {"name": exercise.name, "hint": f'hint("{exercise.slug}")'}
    if exercise.is_function:
        ask = "Replace the function's `...` by your answer and run the cell. Stuck? `{hint}`"
    else:
        ask = "Replace `...` in `{name}` by your answer and run the cell. Stuck? `{hint}`"
    return Verdict(exercise.slug, Status.NOT_ATTEMPTED, (Said(ask, values),))


def _judge_function(exercise: Exercise, answer: Any) -> Verdict:
    if guard.run(lambda: is_stub(answer), exercise.seconds):
        return _not_attempted(exercise)
    if objection := guard.run(lambda: _not_a_function(exercise, answer), exercise.seconds):
        return Verdict(exercise.slug, Status.NOT_YET, (objection,))
    tried = cases(exercise)
    asked = ask(exercise, answer, tried)
    if asked.unfilled:
        return _not_attempted(exercise)
    seconds = max(exercise.seconds, 2.0)

    def look() -> int | None:
        with_all_edits(exercise, tried, asked)
        return first_failure(exercise, tried, asked)

    failed = guard.run(look, seconds)
    if failed is not None:
        _learn_beliefs(exercise)
    return guard.run(lambda: weigh(exercise, answer, tried, asked, failed), seconds)


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


def _judge_prediction(exercise: Exercise, answer: object) -> Verdict:
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

    actual = guard.run(read, exercise.seconds)
    if isinstance(actual, Verdict):
        return actual
    (case,) = cases(exercise)
    wrong = guard.run(lambda: wrong_lines(exercise, case, actual), exercise.seconds)
    if not wrong:
        return Verdict(exercise.slug, Status.CORRECT)
    _learn_beliefs(exercise)
    return guard.run(
        lambda: weigh_prediction(exercise, answer, case, actual, wrong), exercise.seconds
    )


def _learn_beliefs(exercise: Exercise) -> None:
    """Run the named wrong answers, once in a session, in nobody's time."""
    try:
        beliefs(exercise)
    except KeyboardInterrupt:
        raise guard.Stopped from None
