"""Which named wrong answer, and so which belief, explains what an answer gave."""

from collections.abc import Sequence

from preliminaries.authoring.exercise import Exercise
from preliminaries.judging.cases import Case, beliefs
from preliminaries.judging.comparing import Outcome, Raised, Rules, difference, parts


def held(exercise: Exercise, tried: Sequence[Case], outcomes: Sequence[Outcome]) -> str:
    """The name of the wrong answer that explains every failure and the most of its own, or "".

    A part of an outcome is explained when it equals what the wrong answer gives. A function that
    fails in a way of its own is not told what its author does not believe; the lines of a
    prediction are separate questions, and the belief behind most of the wrong ones is told.
    """
    best, best_score = "", (0, 0.0)
    for name, believed in beliefs(exercise).items():
        explained, unexplained, fails = _explained(exercise, tried, outcomes, believed)
        if unexplained and exercise.is_function:
            continue
        score = (0 if exercise.is_function else explained, explained / max(fails, 1))
        if score > best_score:
            best, best_score = name, score
    return best


def differs(expected: Outcome, actual: Outcome | None, rules: Rules) -> bool:
    """Whether a part is wrong: another value, an argument changed, or nothing there."""
    if actual is None or actual.edited is not None:
        return True
    return difference(expected, actual, rules) is not None


def agree(one: Outcome, other: Outcome, right: Outcome, rules: Rules) -> bool:
    """Whether two wrong outcomes are wrong in the same way."""
    if isinstance(one, Raised) and isinstance(other, Raised):
        # "The size of …" for whatever sizes: the numbers in a message depend on how it was written.
        return _kind_of(one.error) == _kind_of(other.error)
    if isinstance(one, Raised) or isinstance(other, Raised):
        return False
    if difference(one, other, rules) is not None:
        return False
    # Where nothing is wrong but that an argument was changed, it has to be the same argument.
    return one.edited == other.edited or difference(one, right, rules) is not None


def _explained(
    exercise: Exercise,
    tried: Sequence[Case],
    outcomes: Sequence[Outcome],
    believed: Sequence[Outcome],
) -> tuple[int, int, int]:
    """How many failed parts a wrong answer explains, how many it does not, how many it fails."""
    rules = Rules.of(exercise)
    explained = unexplained = fails = 0
    for case, actual, wrong in zip(tried, outcomes, believed, strict=False):
        wanted, given, claimed = parts(case.expected), parts(actual), parts(wrong)
        if not (wanted.keys() >= claimed.keys() and wanted.keys() >= given.keys()):
            # One of them has another form altogether (a tensor for a pair, an error).
            wanted, given, claimed = {0: case.expected}, {0: actual}, {0: wrong}
        for key, right in wanted.items():
            mine, theirs = given.get(key), claimed.get(key, right)
            strays = differs(right, theirs, rules)
            fails += strays
            if differs(right, mine, rules):
                same = strays and mine is not None and agree(theirs, mine, right, rules)
                explained += same
                unexplained += not same
    return explained, unexplained, fails


def _kind_of(error: BaseException) -> tuple[type, list[str]]:
    return type(error), str(error).split()[:3]
