"""One exercise as its author sees it: ``python -m preliminaries.trying row-means``."""

import os
import sys
import traceback
from collections.abc import Callable
from functools import partial

from preliminaries import check
from preliminaries.course.exercises import UnknownExercise, definition, find, slugs
from preliminaries.course.problem import Problem


def main(arguments: list[str]) -> int:
    """Print the cell, the proof and every verdict; return 1 if there is something to mend."""
    if len(arguments) != 1:
        print("Name one exercise: make exercise NAME=outer-sum", file=sys.stderr)
        return 1
    slug = arguments[0]
    try:
        cell = definition(slug).cell()
        to_mend = Trial(slug).run(cell)
    except (UnknownExercise, Problem, ValueError, SyntaxError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    print()
    for line in to_mend:
        print(f"To mend: {line}")
    if not to_mend:
        print(f"{slug} is as it should be. Now read the verdicts aloud, and open the notebook.")
    return 1 if to_mend else 0


class Trial:
    """An exercise tried answer by answer, each as if it were a session's first."""

    def __init__(self, slug: str) -> None:
        from preliminaries.judging.cases import beliefs
        from preliminaries.words import shown  # noqa: F401

        self.exercise = find(slug)
        beliefs(
            self.exercise
        )  # the inputs, and all that is computed on them: the forks have it then
        self.to_mend: list[str] = []

    def run(self, cell: str) -> list[str]:
        exercise = self.exercise
        _title("The cell")
        print(cell)
        if not any(exercise.slug in own for own in slugs().values()):
            self.to_mend.append(f"no lecture has a cell with the line `:exercise: {exercise.slug}`")
        if len(exercise.hints) != 3:
            self.to_mend.append("three hints: a question, the idea, the line")
        if len(exercise.right) < 2:
            self.to_mend.append("two right answers, written differently, beside the solution")
        if not exercise.wrong:
            self.to_mend.append("a wrong answer, named after the belief behind it")
        if exercise.proof is None:
            self.to_mend.append("a `proof()`: the truth, found another way")
        else:
            self._apart(partial(_prove, exercise.proof))
        for name, answer in exercise.right_answers().items():
            _title(f"right: {name}")
            self._apart(partial(self._check_right, name, answer))
        for name in exercise.wrong:
            _title(f"wrong: {name}")
            self._apart(partial(self._check_wrong, name))
        return self.to_mend

    def _apart(self, work: Callable[[], str]) -> None:
        """Do it in a process of its own, where the system can fork one; keep what is to mend."""
        if not hasattr(os, "fork"):
            found = work()
        else:
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    os.write(writing, work().encode())
                finally:
                    sys.stdout.flush()
                    os._exit(0)
            os.close(writing)
            with os.fdopen(reading, encoding="utf-8") as pipe:
                found = pipe.read()
            os.waitpid(child, 0)
        if found:
            self.to_mend.append(found)

    def _check_right(self, name: str, answer: object) -> str:
        verdict = check(self.exercise.slug, answer)
        print(verdict)
        return "" if verdict.correct else f"{name} is right, and refused"

    def _check_wrong(self, name: str) -> str:
        shown = check(self.exercise.slug, self.exercise.handed_in(self.exercise.wrong[name]))
        print(shown)
        if shown.correct:
            return f"{name} is wrong, and accepted: what input tells it from the solution?"
        told = shown.verdict.belief
        return "" if told == name else f"{name} is told {told or 'no belief'}"


def _title(text: str) -> None:
    print(f"\n-- {text} {'-' * (84 - len(text))}", flush=True)


def _prove(proof: Callable[[], None]) -> str:
    try:
        proof()
    except Exception as error:
        line = traceback.extract_tb(error.__traceback__)[-1].line
        return f"the proof fails at `{line}`: {type(error).__name__} {error}".rstrip()
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
