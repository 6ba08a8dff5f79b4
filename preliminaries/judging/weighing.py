"""From what an answer gave to the facts of a verdict."""

from collections.abc import Callable, Sequence
from typing import Any

from preliminaries.authoring.exercise import Exercise, Unreadable
from preliminaries.authoring.said import Said, counted, said
from preliminaries.judging import evidence
from preliminaries.judging.asking import Asked
from preliminaries.judging.believing import differs
from preliminaries.judging.cases import Case, with_edits
from preliminaries.judging.comparing import Outcome, Raised, Returned, Rules, difference, parts
from preliminaries.judging.verdict import Status, Verdict


def first_failure(exercise: Exercise, tried: Sequence[Case], asked: Asked) -> int | None:
    """The number of the first case with a wrong result, or else with a changed argument."""
    rules = Rules.of(exercise)
    edited = None
    for k, (case, actual) in enumerate(zip(tried, asked.outcomes, strict=False)):
        if difference(case.expected, actual, rules) is not None:
            return k
        if edited is None and actual.edited is not None:
            edited = k
    return edited


def accept(exercise: Exercise, tried: Sequence[Case], asked: Asked) -> Verdict:
    """The verdict on a function that has failed nowhere, as far as it came."""
    if not asked.in_time:
        k = len(asked.outcomes)
        seconds = f"{exercise.seconds:g}"
        if not exercise.parameters:
            stopped = said(
                "Your function was stopped after {seconds} seconds: it had not come back.",
                seconds=seconds,
            )
        elif not k:
            stopped = said(
                "Your function was stopped after {seconds} seconds: it had not come back for the "
                "input below.",
                seconds=seconds,
            )
        else:
            stopped = said(
                "Your function was stopped after {seconds} seconds in all: it had come back for "
                "{done} of {count} inputs, and not yet for the one below.",
                seconds=seconds,
                done=k,
                count=len(tried),
            )
        ask = said("Is there a loop that never ends, or far more work than the task needs?")
        rows = evidence.inputs(exercise, tried[k])
        return Verdict(
            exercise.slug, Status.NOT_YET, (stopped,), rows, asked=ask, printed=asked.printed[k]
        )
    count = said("Tried on {count} inputs.", count=len(tried))
    told = (count,) if exercise.parameters else ()
    return Verdict(exercise.slug, Status.CORRECT, told, printed=asked.printed[0])


def with_all_edits(exercise: Exercise, tried: Sequence[Case], asked: Asked) -> None:
    """Note for each outcome which argument the answer changed and should not have."""
    seen = zip(tried, asked.given, asked.outcomes, strict=False)
    asked.outcomes = [with_edits(exercise, case, left, found) for case, left, found in seen]


def reject(
    exercise: Exercise,
    answer: Callable,
    tried: Sequence[Case],
    asked: Asked,
    k: int,
    belief: str,
) -> Verdict:
    """The verdict on a function that was wrong for the k-th input first."""
    case, actual = tried[k], asked.outcomes[k]
    found = difference(case.expected, actual, Rules.of(exercise))
    told: tuple[Said, ...]
    status, rows = Status.NOT_YET, evidence.inputs(exercise, case)
    ask = _nothing_returned(exercise, tried, asked)
    if found is None:
        told, ask = _edited(str(actual.edited))
    elif isinstance(actual, Raised) and isinstance(actual.error, Unreadable):
        told = (actual.error.said,)
    elif isinstance(actual, Raised) and not isinstance(case.expected, Raised):
        status, told = Status.RAISED, evidence.raised(answer, actual.error)
    else:
        told = (evidence.sentence(exercise, case, found), *_edited_as_well(case, actual))
        rows = evidence.both(exercise, case, actual)
    return Verdict(
        exercise.slug, status, told, rows, belief, None if belief else ask, asked.printed[k]
    )


def _edited(name: str) -> tuple[tuple[Said], Said]:
    """What is told, and asked, whose function is right but for what it left in an argument."""
    tensor, _, attribute = name.partition(".")
    if not attribute:
        return (
            said(
                "The result is right, but your function changed its argument `{name}`.", name=name
            ),
        ), said("What the caller hands over still belongs to the caller: work on a copy.")
    return (said("The result is right, but `{name}` is not what it was before.", name=name),), said(
        "What the caller hands over still belongs to the caller: work on a leaf of your own, "
        "`{tensor}.detach().requires_grad_()`, say.",
        tensor=tensor,
    )


def _edited_as_well(case: Case, actual: Outcome) -> tuple[Said, ...]:
    """What is added of a wrong result: what was changed on the way may be the reason for it."""
    name = actual.edited
    if name is None or name in parts(case.expected):  # where it is one of the facts compared
        return ()
    if "." in name:
        return (said("And `{name}` is not what it was before.", name=name),)
    return (said("And your function changed its argument `{name}`.", name=name),)


def _nothing_returned(exercise: Exercise, tried: Sequence[Case], asked: Asked) -> Said | None:
    """What to ask whose function has computed something, maybe, and kept it to itself."""
    if not asked.nothing or not all(asked.nothing):  # an exercise may refuse before it calls
        return None
    given: list[object] = []

    def solution(*arguments: object) -> object:  # as it is called: with a file for the text of one
        given.append(exercise.solution(*arguments))
        return given[-1]

    with_result = next(case for case in tried if isinstance(case.expected, Returned))
    exercise.result(solution, *with_result.fresh())
    if all(result is None for result in given):
        return None
    return said(
        "Your function gave None every time. Is there a `return` that it reaches? If so, what "
        "stands behind it is None."
    )


def wrong_lines(exercise: Exercise, case: Case, actual: Returned) -> list:
    """The keys of what is wrong in a prediction; None is the key of a single value."""
    rules = Rules.of(exercise)
    wanted, given = parts(case.expected), parts(actual)
    return [key for key in wanted if differs(wanted[key], given.get(key), rules)]


def reject_prediction(
    exercise: Exercise, answer: Any, case: Case, wrong: Sequence[object], belief: str
) -> Verdict:
    """The verdict on a value, or on a dict of them, of which these lines are wrong.

    What is shown is what was typed, and not how it was read.
    """
    wanted = parts(case.expected)
    if len(wanted) == 1:
        told = said("You answered {given}.", given=evidence.plainly(answer))
    else:
        first = wrong[0]
        answered = evidence.plainly(answer[first]) if first in answer else said("nothing")
        told = counted(
            "{count} of {all} is right. Look again at `{line}`: you answered {given}.",
            "{count} of {all} are right. Look again at `{line}`: you answered {given}.",
            len(wanted) - len(wrong),
            all=len(wanted),
            line=str(first),
            given=answered,
        )
    return Verdict(exercise.slug, Status.NOT_YET, (told,), belief=belief)
