"""One exercise as its author sees it: ``python -m preliminaries.trying row-means``."""

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch

from preliminaries import check
from preliminaries.authoring import Exercise
from preliminaries.authoring.inputs import examples
from preliminaries.course import places
from preliminaries.course.cell import Definition
from preliminaries.course.exercises import UnknownExercise, definition, find, slugs
from preliminaries.course.problem import Problem
from preliminaries.judging.cases import Case, Unsound, believed, cases
from preliminaries.judging.comparing import Raised

_LONGEST_LINE = 79  # of code on a slide


def main(arguments: list[str]) -> int:
    """Print the cell, the proof and every verdict; return 1 if there is something to mend."""
    slug = " ".join(arguments).strip()
    if not slug:
        print("Name one exercise: make exercise NAME=outer-sum", file=sys.stderr)
        return 1
    try:
        cell = definition(slug)
        exercise = find(slug)
    except (UnknownExercise, Problem, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        print(f"The file of {slug} does not load: {_told(error)}", file=sys.stderr)
        return 1
    to_mend = [*read_through(exercise, cell), *try_out(exercise, cell)]
    print()
    for line in to_mend:
        print(f"To mend: {line}")
    if not to_mend:
        print(f"{slug} is as it should be. Now read the verdicts aloud, and open the notebook.")
    return 1 if to_mend else 0


def read_through(exercise: Exercise, cell: Definition) -> Iterator[str]:
    """What is wrong with the file and its place, told without running an answer."""
    slug = exercise.slug
    named = Counter((name, s) for name, own in slugs().items() for s in own)
    lectures = [name for name, s in named if s == slug]
    folder = exercise.folder.replace("_", "-")
    if not lectures:
        where = next((p.name for p in places.lectures() if p.stem.endswith(folder)), "a lecture")
        yield f"no cell has the line `:exercise: {slug}` yet; it belongs into {where}"
    for name in lectures:
        if name != folder:
            yield f"the file lies in the folder {exercise.folder}, but the lecture is {name}"
        if named[name, slug] > 1:
            yield f"the lecture {name} has {named[name, slug]} cells with `:exercise: {slug}`"
    for line in cell.cell().splitlines():
        if len(line) > _LONGEST_LINE:
            yield f"a line of the cell has {len(line)} characters, {_LONGEST_LINE} at most: {line}"
    if len(exercise.hints) != 3:
        count = len(exercise.hints)
        yield f"there are {count} hints (is a comma missing?); three: question, idea, line"
    if len(exercise.right) < 2:
        yield "two right answers, written differently, beside the solution"
    if not exercise.wrong:
        yield "a wrong answer, named after the belief behind it"
    if exercise.proof is None:
        yield "a `proof()`: the truth, found another way"


def try_out(exercise: Exercise, cell: Definition) -> list[str]:
    """Print the cell and every verdict; return what is to mend."""
    _title("The cell")
    print(cell.cell())
    torch.set_num_threads(1)  # a fork after a product in several threads hangs in its first one
    if unusable := _unusable_inputs(exercise):
        return [unusable]
    try:  # computed once: the forks have it then
        found = _raises_as_stated(exercise, cases(exercise))
    except Unsound as unsound:
        told = _told(unsound.__cause__ or unsound)
        return [f"the solution raises {told}; where that is asked for, say so: `raises = ...`"]
    if exercise.proof:
        _title("The proof")
        found += _apart("the proof", partial(_prove, exercise))
    for name, answer in {"solution": None, **exercise.right}.items():
        _title(f"right: {name}")
        found += _apart(name, partial(_check_right, exercise, name, answer))
    for name in exercise.wrong:
        _title(f"wrong: {name}")
        found += _apart(name, partial(_check_wrong, exercise, name))
    return found


def _unusable_inputs(exercise: Exercise) -> str:
    count = len(exercise.parameters)
    drawn = examples(exercise.inputs(), 3) if exercise.inputs else []
    for arguments in [*exercise.edge_cases(), *drawn]:
        if not isinstance(arguments, tuple) or len(arguments) != count:
            return (
                f"`inputs` and `edge_cases` give tuples of {count} arguments, "
                f"({', '.join(exercise.parameters)},); this is {arguments!r:.100}"
            )
    return ""


def _raises_as_stated(exercise: Exercise, tried: tuple[Case, ...]) -> list[str]:
    if exercise.raises is None:
        return []
    name = exercise.raises.__name__
    if not any(isinstance(case.expected, Raised) for case in tried):
        return [f"`raises` is {name}, and the solution raises it on no input"]
    if name not in exercise.statement:
        return [f"the solution raises {name}, and the statement does not say so"]
    return []


def _prove(exercise: Exercise) -> list[str]:
    assert exercise.proof
    exercise.proof()
    print("It holds.")
    space: Any = exercise.proof.__globals__
    solution = space["solution"]

    def stands_in(answer: Callable, *arguments: object) -> object:
        space["solution"] = solution  # a wrong answer may call the solution itself
        try:
            return answer(*arguments)
        finally:
            space["solution"] = spoilt

    for answer in exercise.wrong.values():
        spoilt = partial(stands_in, answer) if exercise.is_function else exercise.handed_in(answer)
        space["solution"] = spoilt
        try:
            exercise.proof()
        except Exception:
            return []
    return ["the proof holds with each wrong answer in the solution's place: it cannot fail"]


def _check_right(exercise: Exercise, name: str, answer: Callable | None) -> list[str]:
    verdict = check(exercise.slug, exercise.handed_in(answer) if answer else exercise.solution)
    print(verdict)
    return [] if verdict.correct else [f"{name} is right, and refused: see its verdict above"]


def _check_wrong(exercise: Exercise, name: str) -> list[str]:
    answer = exercise.wrong[name]
    value = None if exercise.is_function else answer()
    if isinstance(value, dict) and isinstance(exercise.solution, dict):
        for key in value.keys() - exercise.solution.keys():
            return [f"{name}: `{key}` is no key of the solution"]
    verdict = check(exercise.slug, exercise.handed_in(answer))
    print(verdict)
    if verdict.correct and exercise.is_function:
        return [f"{name} is wrong, and accepted: which input would tell it from the solution?"]
    if verdict.correct:
        return [f"{name} is wrong, and accepted: it says the same as the solution"]
    if verdict.verdict.belief != name:
        same = [n for n in exercise.wrong if n != name and _same(exercise, n, name)]
        like = f" ({' and '.join(same)} gives the same on every input)" if same else ""
        return [f"{name} is not told its own message{like}"]
    return []


def _same(exercise: Exercise, one: str, other: str) -> bool:
    return all(
        repr(believed(exercise, one, k)) == repr(believed(exercise, other, k))
        for k in range(len(cases(exercise)))
    )


def _apart(name: str, work: Callable[[], list[str]]) -> list[str]:
    """What is to mend, found in a process of its own where the system can fork one."""

    def found() -> list[str]:
        try:
            return work()
        except Exception as error:
            return [f"{name} fails: {_told(error)}"]

    if not hasattr(os, "fork"):
        return found()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, "\n".join(found()).encode())
        sys.stdout.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        lines = pipe.read().splitlines()
    _, status = os.waitpid(child, 0)
    return [*lines, *([f"{name} ends its process"] if status else [])]


def _told(error: BaseException) -> str:
    """Type, message and the author's own line of an error."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "exercises" in f.filename]
    where = f" (line {frames[-1].lineno}: `{frames[-1].line}`)" if frames else ""
    message = " ".join(str(error).split())
    return f"{type(error).__name__} {message}".rstrip() + where


def _title(text: str) -> None:
    print(f"\n-- {text} {'-' * (84 - len(text))}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # nobody reads on, as behind `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
