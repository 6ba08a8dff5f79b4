"""The four words a learner uses: check, hint, solution, progress."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preliminaries.judging.verdict import NO_SUCH_EXERCISE, NOT_ATTEMPTED, Verdict
from preliminaries.words.board import Board

if TYPE_CHECKING:
    from preliminaries.authoring.exercise import Exercise

_last: dict[str, Verdict] = {}  # by slug, for this session
_hints_given: dict[str, int] = {}


def check(name: str, answer: object = ...) -> Verdict:
    """Judge `answer` to the exercise called `name`, and say what is right or wrong about it.

    A function is passed by its name, without parentheses. The verdict is *correct*, *not yet*,
    *it raised* or *not attempted*; whatever the answer does, it ends within seconds and the
    session stays as it was.
    """
    from preliminaries.judging.judge import judge

    exercise = _find(name)
    if isinstance(exercise, Verdict):
        return exercise
    try:
        verdict = judge(exercise, answer)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("The check was stopped.") from None
    _last[exercise.slug] = verdict
    return verdict


@dataclass(frozen=True)
class Text:
    """Markdown, as a notebook and as a terminal show it."""

    markdown: str

    def __repr__(self) -> str:
        return self.markdown.removeprefix("```python\n").removesuffix("```").replace("**", "")

    def _repr_markdown_(self) -> str:
        return self.markdown


def hint(name: str) -> Text | Verdict:
    """The next hint for the exercise called `name`: a question, then the idea, then the line."""
    exercise = _find(name)
    if isinstance(exercise, Verdict):
        return exercise
    count = len(exercise.hints)
    given = _hints_given.get(exercise.slug, 0)
    _hints_given[exercise.slug] = given + 1
    text = f"**Hint {min(given + 1, count)} of {count}.** {exercise.hints[min(given, count - 1)]}"
    if given + 1 >= count:
        text += f' (That is the last hint; `solution("{exercise.slug}")` shows the answer.)'
    return Text(text)


def solution(name: str) -> Text | Verdict:
    """A right answer to the exercise called `name`, as Python."""
    from preliminaries.course.exercises import definition

    exercise = _find(name)
    if isinstance(exercise, Verdict):
        return exercise
    return Text(f"```python\n{definition(exercise.slug).solved()}\n```")


def progress() -> Board | Verdict:
    """How far you are: the exercises of the lectures you have checked in this session."""
    from preliminaries.course.exercises import slugs

    begun = {name: own for name, own in slugs().items() if any(slug in _last for slug in own)}
    if not begun:
        return Verdict(
            NOT_ATTEMPTED,
            ("No exercise has been checked since this notebook was started.",),
        )
    return Board(
        {
            name: [(slug, _last[slug].status if slug in _last else NOT_ATTEMPTED) for slug in own]
            for name, own in begun.items()
        }
    )


def _find(name: str) -> "Exercise | Verdict":
    from preliminaries.course.exercises import UnknownExercise, find

    if not isinstance(name, str):
        return Verdict(
            NO_SUCH_EXERCISE,
            ('The name comes first, as a string: `check("outer-sum", outer_sum)`.',),
        )
    try:
        return find(name)
    except UnknownExercise as unknown:
        return Verdict(NO_SUCH_EXERCISE, (str(unknown),))
