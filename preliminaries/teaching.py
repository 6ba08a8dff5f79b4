"""The words a learner uses: check, by_hand, hint, solution, progress.

What they need is loaded when they are first called: importing them costs nothing.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from preliminaries.languages import translated

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise
    from preliminaries.authoring.said import Said
    from preliminaries.course.exercises import UnknownExercise
    from preliminaries.judging.verdict import Status
    from preliminaries.pointing.hand import ByHand
    from preliminaries.words.board import Board
    from preliminaries.words.shown import Shown

Answer = TypeVar("Answer")

_last: "dict[str, Status]" = {}  # by slug, for this session
_hints_given: dict[str, int] = {}


@dataclass(frozen=True)
class Text:
    """Markdown, as a notebook and as a terminal show it."""

    markdown: str

    def __repr__(self) -> str:
        if self.markdown.startswith("```"):
            return self.markdown.removeprefix("```python\n").removesuffix("```")
        pieces = self.markdown.split("`")  # every second one is code, where ** is a power
        pieces[::2] = [piece.replace("**", "") for piece in pieces[::2]]
        return "`".join(pieces)

    def _repr_markdown_(self) -> str:
        return self.markdown


def check(name: str, answer: object = ...) -> "Shown":
    """Judge `answer` to the exercise called `name`, and say what is right or wrong about it.

    A function is passed by its name, without parentheses. The verdict is *correct*, *not yet*,
    *it raised* or *not attempted*; whatever the answer does, it ends within seconds and the
    session stays as it was.
    """

    def judged(exercise: "Exercise") -> "Shown":
        from preliminaries.authoring import said
        from preliminaries.judging.judge import judge
        from preliminaries.judging.verdict import Status
        from preliminaries.words.saying import say
        from preliminaries.words.shown import Shown

        try:
            verdict = judge(exercise, answer)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(say(said("The check was stopped."))) from None
        if verdict.status is not Status.NOT_JUDGED:
            _last[exercise.slug] = verdict.status
        return Shown(verdict, exercise)

    return _of(name, judged)


def by_hand(name: str) -> "ByHand | Shown":
    """The exercise called `name`, to be answered by pressing what is meant instead of typing it.

    The verdict is that of `check`, and counts as its does. A cell with it has to be run first.
    """

    def pointed(exercise: "Exercise") -> "ByHand | Shown":
        from preliminaries.authoring import said
        from preliminaries.judging.verdict import Status, Verdict
        from preliminaries.pointing.hand import ByHand
        from preliminaries.words.shown import Shown

        if exercise.pointed_at is None:
            told = said("Nothing can be pointed at in this exercise: write the answer in its cell.")
            return Shown(Verdict(exercise.slug, Status.NOT_JUDGED, (told,)))
        return ByHand(exercise, functools.partial(check, exercise.slug))

    return _of(name, pointed)


def hint(name: str) -> "Text | Shown":
    """The next hint for the exercise called `name`: a question, then the idea, then the line."""

    def next_hint(exercise: "Exercise") -> Text:
        from preliminaries.authoring import said
        from preliminaries.words.saying import say

        count = len(exercise.hints)
        given = _hints_given.get(exercise.slug, 0)
        _hints_given[exercise.slug] = given + 1
        text = translated(exercise.hints[min(given, count - 1)], exercise.slug)
        told = said("**Hint {k} of {count}.** {text}", k=given + 1, count=count, text=text)
        if given + 1 >= count:
            told = said(
                "**Hint {count} of {count}.** {text} (That is the last hint; `{solution}` shows "
                "the answer.)",
                count=count,
                text=text,
                solution=f'solution("{exercise.slug}")',
            )
        return Text(say(told))

    return _of(name, next_hint)


def solution(name: str) -> "Text | Shown":
    """A right answer to the exercise called `name`, as Python."""

    def solved(exercise: "Exercise") -> Text:
        from preliminaries.course.exercises import definition

        return Text(f"```python\n{definition(exercise.slug).solved()}\n```")

    return _of(name, solved)


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


def _of(name: str, work: "Callable[[Exercise], Answer]") -> "Answer | Shown":
    """What the work gives for the exercise of that name, or that there is no such exercise."""
    from preliminaries.authoring import said
    from preliminaries.course import exercises
    from preliminaries.judging.verdict import Status, Verdict
    from preliminaries.words.shown import Shown

    if not isinstance(name, str):
        told = said('The name comes first, as a string: `check("outer-sum", outer_sum)`.')
        return Shown(Verdict("", Status.UNKNOWN, (told,)))
    try:
        exercise = exercises.find(name)
    except exercises.UnknownExercise as unknown:
        return Shown(Verdict(name, Status.UNKNOWN, (_unknown(unknown),)))
    return work(exercise)


def _unknown(unknown: "UnknownExercise") -> "Said":
    from preliminaries.authoring import said

    if not unknown.near:
        return said(
            'There is no exercise "{name}". The name stands in the check(…) line of its cell.',
            name=unknown.name,
        )
    near = [said('"{slug}"', slug=slug) for slug in unknown.near]
    meant = functools.reduce(lambda a, b: said("{some} or {other}", some=a, other=b), near)
    return said(
        'There is no exercise "{name}". Did you mean {meant}?', name=unknown.name, meant=meant
    )
