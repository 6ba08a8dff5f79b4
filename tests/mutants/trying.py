"""Whether an exercise's inputs tell its mutants from a right answer."""

import functools
import importlib
import io
import random
import signal
import warnings
from collections.abc import Callable, Collection
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, fields

import torch

from preliminaries.authoring import Exercise
from preliminaries.judging import guard
from preliminaries.judging.believing import differs, gives_the_same
from preliminaries.judging.cases import Case, believed, cases, outcome, with_edits
from preliminaries.judging.clock import Clock
from preliminaries.judging.comparing import Outcome, Raised, Returned, Rules, difference
from preliminaries.judging.judge import judge
from preliminaries.judging.verdict import Status, Verdict
from tests.mutants.deriving import Mutant, derive
from tests.mutants.wrapping import wrap

SAMPLE = 12  # mutants of each exercise that the test suite tries
TOLD = 1  # and of these, how many may be told a belief: to judge them takes longest


@dataclass
class Tally:
    """What became of the mutants of one exercise."""

    slug: str
    lecture: str
    mutants: int = 0
    equivalent: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)  # listed as equivalent, and not accepted
    misled: list[str] = field(default_factory=list)  # told a belief that fails somewhere else

    @property
    def rejected(self) -> int:
        return self.mutants - len(self.equivalent) - len(self.survivors)

    def __str__(self) -> str:
        numbers = (self.mutants, self.rejected, len(self.equivalent), len(self.survivors))
        return f"{self.slug:30}" + "".join(f"{n:12}" for n in numbers)


@functools.cache
def mutants(exercise: Exercise) -> list[Mutant]:
    """All of an exercise, in the same order every time."""
    answers = {
        name: answer for name, answer in exercise.right_answers().items() if callable(answer)
    }
    apart = [f.name for f in fields(Exercise) if f.name != "solution"]
    return [*derive(answers, apart), *wrap(exercise, cases(exercise))]


def listed(exercise: Exercise) -> dict[str, str]:
    """The mutants listed as equivalent, or the beginnings of their descriptions: the reasons."""
    own = exercise.folder
    module = importlib.import_module(f"tests.mutants.equivalent.{own}")
    return module.EQUIVALENT.get(exercise.slug, {})


def tally(exercise: Exercise, sample: int | None = None, only: Collection[str] = ()) -> Tally:
    """Try all mutants, a sample that is the same every time, or those listed by these keys."""
    found = Tally(exercise.slug, exercise.folder.replace("_", "-"))
    known = listed(exercise)
    chosen = mutants(exercise)
    if only:
        known = {key: known[key] for key in only}
        chosen = [mutant for mutant in chosen if mutant.description.startswith(tuple(known))]
    if sample is not None and len(chosen) > sample:
        chosen = random.Random(exercise.slug).sample(chosen, sample)
    used: set[str] = set()
    judged = 0
    for mutant in chosen:
        if not _can_be_defined(mutant):
            continue
        found.mutants += 1
        told = verdict(exercise, mutant, may_be_told=sample is None or judged < TOLD)
        judged += told is not None
        if told and told.status is Status.CORRECT:
            reasons = {key for key in known if mutant.description.startswith(key)}
            used |= reasons
            (found.equivalent if reasons else found.survivors).append(mutant.description)
        elif told and told.belief and not _is_that(exercise, told.belief, mutant):
            found.misled.append(f"{mutant.description}: {told.belief}")
    if sample is None:
        found.stale = [key for key in known if key not in used]
    return found


def _can_be_defined(mutant: Mutant) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mutant.make()
    except Exception:  # no Python, or an error in a default or in the body of a class
        return False
    return True


def verdict(exercise: Exercise, mutant: Mutant, may_be_told: bool) -> Verdict | None:
    """The judge's, where it may be *correct* or tell a belief; None for a plain rejection."""
    quiet = io.StringIO()
    with warnings.catch_warnings(), redirect_stdout(quiet), redirect_stderr(quiet):
        warnings.simplefilter("ignore")
        if _plainly_rejected(exercise, mutant.make(), cases(exercise), may_be_told):
            return None
        return judge(exercise, mutant.make())


def _plainly_rejected(
    exercise: Exercise, answer, tried: tuple[Case, ...], may_be_told: bool
) -> bool:
    """As the judge asks and weighs, but only to the first failure, and not for long."""
    rules = Rules.of(exercise)

    def watched(*arguments):
        return answer(*arguments)

    vars(watched)["__wrapped__"] = answer

    def fails() -> bool:
        for k, case in enumerate(tried):
            arguments = case.fresh()
            actual: Outcome
            try:
                actual = Returned(exercise.result(watched, *arguments))
            except (guard.OutOfTime, guard.Stopped):
                raise
            except BaseException as error:
                actual = Raised(error)
            actual = with_edits(exercise, case, arguments, actual)
            if differs(case.expected, actual, rules):
                return not may_be_told or not any(
                    gives_the_same(exercise, case, actual, believed(exercise, name, k))
                    for name in exercise.wrong
                )
        return False

    return _in_time(fails, exercise.seconds)


def _is_that(exercise: Exercise, belief: str, mutant: Mutant) -> bool:
    """Whether a mutant gives what the wrong answer of that name does, on every input."""
    rules, answer = Rules.of(exercise), mutant.make()
    for k, case in enumerate(cases(exercise)):
        arguments = case.fresh()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = outcome(exercise, answer, arguments)
        one, other = with_edits(exercise, case, arguments, found), believed(exercise, belief, k)
        if isinstance(one, Raised) and isinstance(other, Raised):
            same = type(one.error) is type(other.error)
        else:
            same = difference(other, one, rules) is None
        right = difference(case.expected, one, rules) is None
        if not same or (right and one.edited != other.edited):
            return False
    return True


def _in_time(fails: Callable[[], bool], seconds: float) -> bool:
    """The answer; True if there is none in the time that a learner has.

    Ours are no strangers: no session is restored.
    """
    clock = Clock(seconds, __file__)
    interrupted = signal.getsignal(signal.SIGINT)
    try:
        clock.start()
        return fails()
    except guard.OutOfTime:
        return True
    finally:
        clock.stop()
        signal.signal(signal.SIGINT, interrupted)
        torch.set_grad_enabled(True)
        torch.set_default_dtype(torch.float32)
