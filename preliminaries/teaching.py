"""The words a learner uses: check, by_hand, hint, solution, progress, show.

What they need is loaded when they are first called: importing them costs nothing.
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from preliminaries import grids
from preliminaries.languages import language, translated

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise
    from preliminaries.authoring.said import Said
    from preliminaries.course.exercises import UnknownExercise
    from preliminaries.judging.verdict import Status
    from preliminaries.pointing.hand import ByHand
    from preliminaries.words.board import Board
    from preliminaries.words.helping import Hint, Solution
    from preliminaries.words.shown import Shown

Answer = TypeVar("Answer")
Word = TypeVar("Word", bound=Callable)

_reached: "dict[str, Status]" = {}  # by slug, in this session
_hints_given: dict[str, int] = {}


def _shown(word: Word) -> Word:
    """The word; a notebook shows what it answers also in the middle of a cell."""

    @functools.wraps(word)
    def shown(*arguments: object, **options: object) -> object:
        from preliminaries.words.showing import show_if_dropped

        answer = word(*arguments, **options)
        show_if_dropped(answer)
        return answer

    return cast(Word, shown)


def _check(name: str, answer: object) -> "Shown":
    """What `check` says, shown nowhere yet."""

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
        if verdict.status is Status.NOT_ATTEMPTED:
            _reached.setdefault(exercise.slug, verdict.status)
        elif verdict.status is not Status.NOT_JUDGED and (
            _reached.get(exercise.slug) is not Status.CORRECT  # what was right once is done
        ):
            _reached[exercise.slug] = verdict.status
        return Shown(verdict, exercise)

    return _of(name, judged)


@_shown
def check(name: str, answer: object = ...) -> "Shown":
    """Judge `answer` to the exercise called `name`, and say what is right or wrong about it.

    A function is passed by its name, without parentheses. The verdict is *correct*, *not yet*,
    *it raised* or *not attempted*; whatever the answer does, it ends within seconds and the
    session stays as it was. As a condition, what comes back is true if it is *correct*.
    """
    return _check(name, answer)


show = _shown(grids.show)


@_shown
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
        return ByHand(exercise, functools.partial(_check, exercise.slug))

    return _of(name, pointed)


@_shown
def hint(name: str) -> "Hint | Shown":
    """The next hint for the exercise called `name`: a question, then the idea, then the line."""

    def next_hint(exercise: "Exercise") -> "Hint":
        from preliminaries.authoring import said
        from preliminaries.words.helping import Hint
        from preliminaries.words.saying import say

        count = len(exercise.hints)
        k = min(_hints_given.get(exercise.slug, 0) + 1, count)
        _hints_given[exercise.slug] = k
        text = translated(exercise.hints[k - 1], exercise.slug)
        if k == count:
            text = say(
                said(
                    "{text} (That is the last hint; `{solution}` shows the answer.)",
                    text=text,
                    solution=f'solution("{exercise.slug}")',
                )
            )
        return Hint(say(said("Hint {k} of {count}.", k=k, count=count)), text, language())

    return _of(name, next_hint)


@_shown
def solution(name: str) -> "Solution | Shown":
    """A right answer to the exercise called `name`, as Python."""

    def solved(exercise: "Exercise") -> "Solution":
        from preliminaries.authoring import said
        from preliminaries.course.exercises import definition
        from preliminaries.words.helping import Solution
        from preliminaries.words.saying import say

        return Solution(say(said("Solution.")), definition(exercise.slug).solved())

    return _of(name, solved)


@_shown
def progress() -> "Board | Shown":
    """How far you are: the exercises of the lectures you have checked in this session."""
    from preliminaries.authoring import said
    from preliminaries.course.exercises import slugs
    from preliminaries.judging.verdict import Status, Verdict
    from preliminaries.words.board import Board
    from preliminaries.words.shown import Shown

    begun = {name: own for name, own in slugs().items() if any(slug in _reached for slug in own)}
    if not begun:
        told = said("No exercise has been checked since this notebook was started.")
        return Shown(Verdict("", Status.NOT_ATTEMPTED, (told,)))
    names = [*slugs()]
    following = names[names.index([*begun][-1]) + 1 :]
    rows = {
        name: [(slug, _reached.get(slug, Status.NOT_ATTEMPTED)) for slug in own]
        for name, own in begun.items()
    }
    return Board(rows, *following[:1])


def _of(name: str, work: "Callable[[Exercise], Answer]") -> "Answer | Shown":
    """What the work gives for the exercise of that name, or that there is no such exercise."""
    from preliminaries.authoring import said
    from preliminaries.course import exercises
    from preliminaries.judging.verdict import Status, Verdict
    from preliminaries.words.shown import Shown

    if not isinstance(name, str):
        told = said('The name of an exercise comes first, as a string such as `"outer-sum"`.')
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
