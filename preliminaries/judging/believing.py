"""Whether a wrong answer gives what another one gave."""

from preliminaries.authoring.exercise import Exercise
from preliminaries.judging.cases import Case
from preliminaries.judging.comparing import Outcome, Raised, Rules, difference, parts


def differs(expected: Outcome, actual: Outcome | None, rules: Rules) -> bool:
    """Whether a part is wrong: another value, an argument changed, or nothing there."""
    if actual is None or actual.edited is not None:
        return True
    return difference(expected, actual, rules) is not None


def agree(
    one: Outcome, other: Outcome, right: Outcome, rules: Rules, own: type[Exception] | None = None
) -> bool:
    """Whether two wrong outcomes are wrong in the same way; of `own` errors the words are free."""
    if isinstance(one, Raised) and isinstance(other, Raised):
        if own and type(one.error) is type(other.error) is own:
            return True
        # "The size of …" for whatever sizes: the numbers in a message depend on how it was written.
        return _kind_of(one.error) == _kind_of(other.error)
    if isinstance(one, Raised) or isinstance(other, Raised):
        return False
    if difference(one, other, rules) is not None:
        return False
    # Where nothing is wrong but that an argument was changed, it has to be the same argument.
    return one.edited == other.edited or difference(one, right, rules) is not None


def gives_the_same(exercise: Exercise, case: Case, actual: Outcome, wrong: Outcome) -> bool:
    """Whether two outcomes are right in the same parts, and wrong in the same way in the others."""
    rules = Rules.of(exercise)
    wanted, given, claimed = parts(case.expected), parts(actual), parts(wrong)
    if not (wanted.keys() >= claimed.keys() and wanted.keys() == given.keys()):
        # One of them has another form altogether (a tensor for a pair, an error).
        wanted, given, claimed = {0: case.expected}, {0: actual}, {0: wrong}
    for key, right in wanted.items():
        mine, theirs = given[key], claimed.get(key, right)
        if differs(right, mine, rules) != differs(right, theirs, rules):
            return False
        if differs(right, mine, rules) and not agree(theirs, mine, right, rules, exercise.raises):
            return False
    return True


def _kind_of(error: BaseException) -> tuple[type, list[str]]:
    return type(error), str(error).split()[:3]
