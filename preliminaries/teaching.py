"""The four words a learner uses: check, hint, solution, progress.

What they need is loaded when they are first called: importing them costs nothing.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise
    from preliminaries.judging.verdict import Status
    from preliminaries.words.board import Board
    from preliminaries.words.shown import Shown

_last: "dict[str, Status]" = {}  # by slug, for this session
_hints_given: dict[str, int] = {}


@dataclass(frozen=True)
class Text:
    """Markdown, as a notebook and as a terminal show it."""

    markdown: str

    def __repr__(self) -> str:
        return self.markdown.removeprefix("```python\n").removesuffix("```").replace("**", "")

    def _repr_markdown_(self) -> str:
        return self.markdown


def check(name: str, answer: object = ...) -> "Shown":
    """Judge `answer` to the exercise called `name`, and say what is right or wrong about it.

    A function is passed by its name, without parentheses. The verdict is *correct*, *not yet*,
    *it raised* or *not attempted*; whatever the answer does, it ends within seconds and the
    session stays as it was.
    """
    from preliminaries.judging.judge import judge
    from preliminaries.words.shown import Shown

    exercise = _find(name)
    if isinstance(exercise, Shown):
        return exercise
    try:
        verdict = judge(exercise, answer)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("The check was stopped.") from None
    _last[exercise.slug] = verdict.status
    return Shown(verdict, exercise)


def hint(name: str) -> "Text | Shown":
    """The next hint for the exercise called `name`: a question, then the idea, then the line."""
    from preliminaries.words.shown import Shown

    exercise = _find(name)
    if isinstance(exercise, Shown):
        return exercise
    count = len(exercise.hints)
    given = _hints_given.get(exercise.slug, 0)
    _hints_given[exercise.slug] = given + 1
    text = f"**Hint {min(given + 1, count)} of {count}.** {exercise.hints[min(given, count - 1)]}"
    if given + 1 >= count:
        text += f' (That is the last hint; `solution("{exercise.slug}")` shows the answer.)'
    return Text(text)


def solution(name: str) -> "Text | Shown":
    """A right answer to the exercise called `name`, as Python."""
    from preliminaries.course.exercises import definition
    from preliminaries.words.shown import Shown

    exercise = _find(name)
    if isinstance(exercise, Shown):
        return exercise
    return Text(f"```python\n{definition(exercise.slug).solved()}\n```")


def progress() -> "Board | Shown":
    """How far you are: the exercises of the lectures you have checked in this session."""
    from preliminaries.authoring import said
    from preliminaries.course.exercises import slugs
    from preliminaries.judging.verdict import Status, Verdict
    from preliminaries.words.board import Board
    from preliminaries.words.shown import Shown

    begun = {name: own for name, own in slugs().items() if any(slug in _last for slug in own)}
    if not begun:
        told = said("No exercise has been checked since this notebook was started.")
        return Shown(Verdict("", Status.NOT_ATTEMPTED, (told,)))
    return Board(
        {
            name: [(slug, _last.get(slug, Status.NOT_ATTEMPTED)) for slug in own]
            for name, own in begun.items()
        }
    )


def _find(name: str) -> "Exercise | Shown":
    from preliminaries.authoring import said
    from preliminaries.course import exercises
    from preliminaries.judging.verdict import Status, Verdict
    from preliminaries.words.shown import Shown

    if not isinstance(name, str):
        told = said('The name comes first, as a string: `check("outer-sum", outer_sum)`.')
        return Shown(Verdict("", Status.UNKNOWN, (told,)))
    try:
        return exercises.find(name)
    except exercises.UnknownExercise as unknown:
        return Shown(Verdict(name, Status.UNKNOWN, (said("{told}", told=str(unknown)),)))
