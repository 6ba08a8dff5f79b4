"""Asking an answer what it gives for each input."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from preliminaries.authoring.exercise import Exercise
from preliminaries.judging import guard
from preliminaries.judging.cases import Case
from preliminaries.judging.comparing import Outcome, Raised, Returned
from preliminaries.judging.stubs import are_dots


@dataclass
class Asked:
    """What an answer gave for the first inputs, all of them if it came back in time."""

    given: list[tuple]  # the arguments, as the answer left them
    outcomes: list[Outcome] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)  # one more than outcomes when out of time
    in_time: bool = True
    unfilled: bool = False  # it came upon the dots of the stub
    nothing: list[bool] = field(default_factory=list)  # whether a call came back with None


def ask(
    session: guard.Session, exercise: Exercise, answer: Callable, tried: Sequence[Case]
) -> Asked:
    """Call `answer` on every case, within the exercise's time; the session stays as it was."""
    asked = Asked([case.fresh() for case in tried])
    printed = guard.Printed()

    # Nothing but plain Python in these two: an answer may have deleted what it likes.
    def watched(*arguments: object) -> object:
        asked.nothing.append(False)
        result = session.call(answer, *arguments)
        if are_dots(result):
            asked.unfilled = True
        asked.nothing[-1] = result is None
        return result

    vars(watched)["__wrapped__"] = answer  # for an exercise that looks at how the answer is written

    def call_all() -> None:
        for arguments in asked.given:
            printed.seek(0)
            printed.truncate()
            try:
                asked.outcomes.append(Returned(exercise.result(watched, *arguments)))
            except (guard.OutOfTime, guard.Stopped):
                raise
            except BaseException as error:
                asked.outcomes.append(Raised(error))
            session.capturing.count_pictures()
            asked.printed.append(printed.getvalue())

    try:
        session.run(call_all, exercise.seconds, printed)
    except guard.OutOfTime:
        asked.in_time = False
        asked.printed.append(printed.getvalue())
    for outcome in asked.outcomes:
        if isinstance(outcome, Raised):
            _forget_values(outcome.error)
    return asked


def _forget_values(error: BaseException | None) -> None:
    """Let go of what the functions held that an error went through: it may be all the memory."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
