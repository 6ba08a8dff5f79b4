"""What is shown of one input: the arguments, what came back, what was expected."""

import inspect
import linecache
import math
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from preliminaries.authoring.describing import (
    SMALL,
    describe,
    entries,
    is_array,
    is_tensor,
    pair,
    show,
)
from preliminaries.authoring.exercise import Exercise
from preliminaries.authoring.said import Said, Told, said
from preliminaries.judging.believing import differs
from preliminaries.judging.cases import Case
from preliminaries.judging.comparing import Outcome, Raised, Returned, Rules, parts

Rows = tuple[tuple[Said | str, Said | str], ...]

_SHAPES_TOLD = 3  # in a sentence; below it all inputs are shown with their shapes


def sentence(exercise: Exercise, case: Case, found: Said) -> Said:
    """`For X of shape (3, 2) you returned shape (2,); …`, where arguments have shapes."""
    shapes = [
        said("{name} of shape {shape}", name=name, shape=str(tuple(value.shape)))
        for name, value in zip(exercise.parameters, case.arguments, strict=True)
        if hasattr(value, "shape")
    ]
    if not 0 < len(shapes) <= _SHAPES_TOLD:
        return said("{found!c}", found=found)
    joined = shapes[0]
    for other in shapes[1:]:
        joined = said("{some} and {other}", some=joined, other=other)
    if found.template.startswith("you"):
        return said("For {shapes} {found}", shapes=joined, found=found)
    if _are_facts(exercise, case.expected):
        return said("For {shapes}, {found}", shapes=joined, found=found)
    return said("For {shapes}: {found}", shapes=joined, found=found)


def inputs(exercise: Exercise, case: Case) -> Rows:
    """Each argument with its name, its numbers as the call had them."""
    return tuple(
        (name, show(value, digits=None))
        for name, value in zip(exercise.parameters, case.arguments, strict=True)
    )


def both(exercise: Exercise, case: Case, actual: Outcome) -> Rows:
    """What was given and what was expected, where they differ first."""
    label = said("you returned" if isinstance(actual, Returned) else "you raised")
    if _are_facts(exercise, actual):
        label = said("what happened")
    given, wanted = _shown_where_they_differ(actual, case.expected, Rules.of(exercise))
    return (*inputs(exercise, case), (label, given), (said("expected"), wanted))


def plainly(value: Any) -> Said:
    """A predicted value, as it would be typed where it is short."""
    if is_tensor(value) or is_array(value):
        small = not getattr(value, "is_meta", False) and math.prod(value.shape) <= SMALL
        if small and math.prod(value.shape):
            return _in_a_line(value.tolist(), 7)
    listed = isinstance(value, (list, tuple)) and len(value) <= SMALL
    if listed or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return _in_a_line(value, 12)
    shown = show(value)
    short = isinstance(shown, str) and "\n" not in shown
    return said("`{value}`", value=shown) if short else describe(value)


def _in_a_line(value: Any, digits: int) -> Said:
    return said("`{value}`", value=" ".join(entries(value, digits).split()))


def raised(answer: Callable, error: BaseException) -> tuple[Said, ...]:
    """The error in the learner's own terms: message, line, code; no frame of ours or of torch's."""
    what = said("{error}", error=named(error))
    code = getattr(inspect.unwrap(answer), "__code__", None)
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__, limit=None)
        if code is not None and frame.filename == code.co_filename
    ]
    if not own:
        return (what,)
    line = linecache.getline(own[-1].filename, own[-1].lineno or 0).strip()
    values = {"line": own[-1].lineno, "code": line}
    if Path(own[-1].filename).exists():
        where = "Raised in line {line} of its file: `{code}`"
        return (what, Said(where if line else "Raised in line {line} of its file.", values))
    where = "Raised in line {line} of the cell: `{code}`"
    return (what, Said(where if line else "Raised in line {line} of the cell.", values))


def named(error: BaseException) -> Said | str:
    """Type and message of an error; of the message the first paragraph, 300 characters at most."""
    if error.args and isinstance(error.args[0], Told):  # one of ours
        kind = type(error).__name__
        return said("{kind}: {message}", kind=kind, message=error.args[0].shown)
    text = " ".join(str(error).strip().split("\n\n")[0].split())
    text = text if len(text) <= 300 else text[:299] + "…"
    return f"{type(error).__name__}: {text}".removesuffix(": ")


def _are_facts(exercise: Exercise, outcome: Outcome) -> bool:
    """Whether facts about the call are compared, "Y afterwards", and not what it returned."""
    is_dict = isinstance(outcome, Returned) and isinstance(outcome.value, dict)
    return exercise.collects_facts and is_dict


def _shown_where_they_differ(
    actual: Outcome, expected: Outcome, rules: Rules
) -> tuple[Said | str, Said | str]:
    """Both outcomes; of several facts or values, the first wrong one: the sentence is about it.

    With as many digits as it takes to see that they differ.
    """
    wanted, given = parts(expected), parts(actual)
    wrong = [key for key in wanted if key in given and differs(wanted[key], given[key], rules)]
    key = wrong[0] if len(wanted) > 1 and wrong else None
    both = (given[key], wanted[key]) if key is not None else (actual, expected)
    for digits in (4, 7, 17):
        given_text, wanted_text = _shown(key, both[0], digits), _shown(key, both[1], digits)
        if given_text != wanted_text:
            break
    return given_text, wanted_text


def _shown(key: object, part: Outcome, digits: int) -> Said | str:
    """A fact with its name, one of several values with its number."""
    if isinstance(key, str) and isinstance(part, Returned):
        return pair(key, part.value, digits)
    shown = named(part.error) if isinstance(part, Raised) else show(part.value, digits)
    return shown if key is None else said("{k}. {value}", k=cast(int, key) + 1, value=shown)
