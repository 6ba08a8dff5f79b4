"""From an answer to the facts of a verdict."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from preliminaries.authoring.describing import describe
from preliminaries.authoring.exercise import Exercise, Unreadable
from preliminaries.authoring.said import Said, counted, said
from preliminaries.judging import guard
from preliminaries.judging.asking import ask
from preliminaries.judging.believing import gives_the_same
from preliminaries.judging.cases import Unsound, believed, cases
from preliminaries.judging.comparing import Outcome, Returned
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
    if _is_left_open(exercise, answer):
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


def _is_left_open(exercise: Exercise, answer: object) -> bool:
    """Whether nothing has been written yet, seen without running anything of the answer's."""
    if exercise.is_function:
        return is_stub(answer)
    if type(answer) is dict and isinstance(exercise.solution, dict):
        return all(value is ... for value in answer.values())
    return answer is ...


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
    if told := session.run(lambda: _not_a_function(exercise, answer), exercise.seconds):
        return Verdict(exercise.slug, Status.NOT_YET, (told,))
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
    belief = ""
    if asked.in_time:
        belief = _belief(session, exercise, asked.outcomes, first=failed)
    return session.run(lambda: reject(exercise, answer, tried, asked, failed, belief), _READING)


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
        lines = answer
        if isinstance(answer, dict) and isinstance(solution, dict):
            if told := _still_open(solution, answer):
                return Verdict(exercise.slug, Status.NOT_ATTEMPTED, told)
            lines = {key: answer[key] for key in solution}  # whatever else a learner noted there
        try:
            return Returned(exercise.read(lines))
        except Unreadable as error:
            return Verdict(exercise.slug, Status.NOT_YET, (error.said,))

    actual = session.run(read, exercise.seconds)
    if isinstance(actual, Verdict):
        return actual
    (case,) = _found(session, exercise, cases)
    wrong = session.run(lambda: wrong_lines(exercise, case, actual), _READING)
    if not wrong:
        return Verdict(exercise.slug, Status.CORRECT)
    belief = _belief(session, exercise, [actual], first=0)
    return session.run(lambda: reject_prediction(exercise, answer, case, wrong, belief), _READING)


def _still_open(solution: dict, answer: dict) -> tuple[Said, ...]:
    """Which lines have no answer yet, and which of the answers belong to no line."""
    left = [f"`{key}`" for key in solution if answer.get(key, ...) is ...]
    strange = [f"`{key}`" for key in answer if key not in solution]
    told = [said("Still open: {keys}.", keys=left)] if left else []
    if left and strange:
        one, many = "There is no line {keys}.", "There are no lines {keys}."
        told.append(counted(one, many, len(strange), keys=strange))
    return tuple(told)


def _belief(session: Session, exercise: Exercise, outcomes: Sequence[Outcome], first: int) -> str:
    """The name of the one wrong answer that gives the same as this one on every input, or "".

    On the inputs that were answered rightly too, and in every line of a prediction: what explains
    the failures alone may be believed by somebody else. Where two beliefs would have given the
    same, neither is told; two forms of one are told the same. Most part from the answer where it
    fails first, and are not run further.
    """
    names = list(exercise.wrong)
    for places in ([first], range(len(outcomes))):
        names = _still_alike(session, exercise, names, outcomes, places)
    return names[0] if len({exercise.told(name) for name in names}) == 1 else ""


def _still_alike(
    session: Session,
    exercise: Exercise,
    names: list[str],
    outcomes: Sequence[Outcome],
    places: Sequence[int],
) -> list[str]:
    """Those of the wrong answers that give the same for the inputs at these places."""

    def gives(exercise: Exercise) -> dict[str, list[Outcome]]:
        return {name: [believed(exercise, name, k) for k in places] for name in names}

    given = _found(session, exercise, gives)

    def alike(name: str) -> bool:
        tried = cases(exercise)
        return all(
            gives_the_same(exercise, tried[k], outcomes[k], wrong)
            for k, wrong in zip(places, given[name], strict=True)
        )

    return session.run(lambda: list(filter(alike, names)), _READING)


def _found(session: Session, exercise: Exercise, what: Callable[[Exercise], T]) -> T:
    """What is found out about an exercise: once in a session, and in nobody's time."""
    try:
        return session.in_nobodys_time(lambda: what(exercise))
    except Unsound:
        raise
    except Exception as error:
        raise Unsound from error
