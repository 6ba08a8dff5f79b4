"""From an answer to a verdict."""

import inspect
import linecache
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from preliminaries.authoring.describing import (
    SMALL,
    describe,
    entries,
    is_tensor,
    number,
    shape,
    show,
)
from preliminaries.authoring.exercise import Exercise, Unreadable
from preliminaries.judging import guard
from preliminaries.judging.cases import Case, beliefs, cases, with_edits
from preliminaries.judging.comparing import Outcome, Raised, Returned, Rules, difference, parts
from preliminaries.judging.verdict import CORRECT, NOT_ATTEMPTED, NOT_YET, RAISED, Verdict

_SHAPES_TOLD = 3  # in a sentence; below it all inputs are shown with their shapes


def judge(exercise: Exercise, answer: object) -> Verdict:
    """The verdict on `answer`, whatever it is. Raises only when the learner presses stop."""
    if answer is ...:
        return _not_attempted(exercise)
    tried = cases(exercise)
    try:
        if exercise.is_function:
            if objection := guard.run(lambda: _not_a_function(exercise, answer), 1.0):
                return Verdict(NOT_YET, (objection,))
            return _judge_function(exercise, answer, tried)
        return _judge_prediction(exercise, answer, tried[0])
    except guard.OutOfTime:
        return Verdict(NOT_YET, (f"Reading your answer took over {exercise.seconds:g} seconds.",))
    except guard.Stopped:
        raise
    except BaseException as error:  # an object that fights back: its repr, its ==, its length
        return Verdict(
            NOT_YET,
            (f"Your answer cannot be read: looking at it raised {type(error).__name__}.",),
        )


def _not_attempted(exercise: Exercise) -> Verdict:
    where = "the function's `...`" if exercise.is_function else f"`...` in `{exercise.name}`"
    ask = f'Replace {where} by your answer and run the cell. Stuck? `hint("{exercise.slug}")`'
    return Verdict(NOT_ATTEMPTED, (ask,))


def _not_a_function(exercise: Exercise, answer: object) -> str | None:
    """What is wrong with an answer that cannot be called as the exercise will call it."""
    parameters = exercise.parameters
    call = f"{exercise.name}({', '.join(parameters)})"
    if not callable(answer):
        return (
            f"This exercise asks for a function, `{call}`, and got {describe(answer)}. "
            "Give check the function's name, without parentheses."
        )
    if inspect.iscoroutinefunction(answer):
        return f"Your function begins with `async def`; plain `def {call}` is what is called here."
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):
        return None  # a function written in C does not always tell
    try:
        signature.bind(*parameters)
    except TypeError:
        count = len(parameters)
        return (
            f"Your function is called with {count} argument{'s' * (count != 1)}, `{call}`, "
            f"but it takes `{signature}`."
        )
    return None


def _judge_function(
    exercise: Exercise,
    answer: Callable,
    tried: Sequence[Case],
) -> Verdict:
    given = [case.fresh() for case in tried]
    outcomes: list[Outcome] = []
    texts: list[str] = []
    printed = guard.Printed()
    unfilled: list[object] = []

    # Nothing but plain Python in these two: an answer may have deleted what it likes.
    def watched(*arguments: object) -> object:
        result = answer(*arguments)
        if result is ... or (type(result) is tuple and result and result[0] is ...):
            unfilled.append(result)
        return result

    watched.__wrapped__ = answer  # for an exercise that looks at how the answer is written

    def call_all() -> None:
        for arguments in given:
            printed.seek(0)
            printed.truncate()
            try:
                outcomes.append(Returned(exercise.result(watched, *arguments)))
            except (guard.OutOfTime, guard.Stopped):
                raise
            except BaseException as error:
                outcomes.append(Raised(error))
            texts.append(printed.getvalue())

    in_time = True
    try:
        guard.run(call_all, exercise.seconds, printed)
    except guard.OutOfTime:
        in_time = False
        texts.append(printed.getvalue())
    if unfilled:
        return _not_attempted(exercise)
    known = _beliefs(exercise)

    def compare() -> Verdict:
        return _verdict(exercise, answer, tried, given, outcomes, texts, known, in_time)

    return guard.run(compare, max(exercise.seconds, 2.0))


def _verdict(
    exercise: Exercise,
    answer: Callable,
    tried: Sequence[Case],
    given: Sequence[tuple],
    outcomes: Sequence[Outcome],
    texts: Sequence[str],
    known: dict[str, tuple[Outcome, ...]],
    in_time: bool,
) -> Verdict:
    rules = _rules(exercise)
    seen = zip(tried, given, outcomes, strict=False)
    outcomes = [with_edits(exercise, case, left, found) for case, left, found in seen]
    for k, (case, actual) in enumerate(zip(tried, outcomes, strict=False)):
        found = difference(case.expected, actual, rules)
        if found is None and actual.edited is None:
            continue
        belief = _told(exercise, _held(exercise, tried, outcomes, known))
        if found is None:
            return Verdict(
                NOT_YET,
                (
                    "The result is right, but your function changed its argument "
                    f"`{actual.edited}`.",
                ),
                _inputs(exercise, case),
                belief or "What the caller hands over still belongs to the caller: work on a copy.",
                texts[k],
            )
        if isinstance(actual, Raised) and isinstance(actual.error, Unreadable):
            found = str(actual.error)
            return Verdict(NOT_YET, (found,), _inputs(exercise, case), belief, texts[k])
        if isinstance(actual, Raised) and not isinstance(case.expected, Raised):
            return Verdict(
                RAISED, _raised(answer, actual.error), _inputs(exercise, case), belief, texts[k]
            )
        return Verdict(
            NOT_YET,
            (_sentence(exercise, case, found),),
            _evidence(exercise, case, actual),
            belief or _nothing_returned(outcomes),
            texts[k],
        )
    if not in_time:
        case = tried[len(outcomes)]
        return Verdict(
            NOT_YET,
            (
                f"Your function was stopped after {exercise.seconds:g} seconds: "
                "it had not come back for the input below.",
            ),
            _inputs(exercise, case),
            "Is there a loop whose condition never becomes false?",
            texts[len(outcomes)],
        )
    proof = [exercise.proves]
    if exercise.parameters:
        proof.append(f"Tried on {len(tried)} inputs.")
    return Verdict(CORRECT, tuple(proof), printed=texts[0])


def _nothing_returned(outcomes: Sequence[Outcome]) -> str:
    """What to ask whose function has computed something, maybe, and kept it to itself."""
    if all(isinstance(outcome, Returned) and outcome.value is None for outcome in outcomes):
        return "Your function never returned anything. Is there a `return` that it reaches?"
    return ""


def _judge_prediction(
    exercise: Exercise,
    answer: object,
    case: Case,
) -> Verdict:
    expected = case.expected
    known = _beliefs(exercise)

    def compare() -> Verdict:
        if isinstance(answer, dict) and isinstance(expected.value, dict):
            open_keys = [k for k in expected.value if answer.get(k, ...) is ...]
            if len(open_keys) == len(expected.value):
                return _not_attempted(exercise)
            if open_keys:
                return Verdict(
                    NOT_ATTEMPTED, (f"Still open: {', '.join(f'`{k}`' for k in open_keys)}.",)
                )
        try:
            actual = Returned(exercise.read(answer))
        except Unreadable as error:
            return Verdict(NOT_YET, (str(error),))
        rules = _rules(exercise)
        wanted, given = parts(expected), parts(actual)
        wrong = [k for k in wanted if _differs(wanted[k], given.get(k), rules)]
        if not wrong:
            return Verdict(CORRECT, (exercise.proves,))
        held = _held(exercise, (case,), (actual,), known)
        if len(wanted) == 1:
            sentence = f"You answered {_plainly(actual.value)}."
        else:
            claimed = parts(known[held][0]) if held else {}
            explained = [
                k
                for k in wrong
                if k in claimed and k in given and _agree(claimed[k], given[k], wanted[k], rules)
            ]
            right = len(wanted) - len(wrong)
            verb = "is" if right == 1 else "are"
            first = [*explained, *wrong][0]  # sentence and belief are about the same line
            sentence = (
                f"{right} of {len(wanted)} {verb} right. Look again at `{first}`: "
                f"you answered {_plainly(given[first].value) if first in given else 'nothing'}."
            )
        return Verdict(NOT_YET, (sentence,), belief=_told(exercise, held))

    return guard.run(compare, exercise.seconds)


def _beliefs(exercise: Exercise) -> dict[str, tuple[Outcome, ...]]:
    """What each named wrong answer gives; a stub never gets here, so that Run All is quick."""
    try:
        return beliefs(exercise)
    except KeyboardInterrupt:
        raise guard.Stopped from None


def _rules(exercise: Exercise) -> Rules:
    return Rules(exercise.strict_type, exercise.strict_dtype, exercise.tolerance)


def _differs(expected: Outcome, actual: Outcome | None, rules: Rules) -> bool:
    if actual is None or actual.edited is not None:
        return True
    return difference(expected, actual, rules) is not None


def _told(exercise: Exercise, belief: str) -> str:
    """What the learner who holds that belief is told."""
    if not belief:
        return ""
    return exercise.told(belief)


def _held(
    exercise: Exercise,
    tried: Sequence[Case],
    outcomes: Sequence[Outcome],
    known: dict[str, tuple[Outcome, ...]],
) -> str:
    """The name of the wrong answer that explains every failure and the most of its own, or "".

    A part of an outcome is explained when it equals what the wrong answer gives. A function that
    fails in a way of its own is not told what its author does not believe; the lines of a
    prediction are separate questions, and the belief behind most of the wrong ones is told.
    """
    best, best_score = "", (0, 0.0)
    for name, believed in known.items():
        explained, unexplained, fails = _explained(exercise, tried, outcomes, believed)
        if unexplained and exercise.is_function:
            continue
        score = (0 if exercise.is_function else explained, explained / max(fails, 1))
        if score > best_score:
            best, best_score = name, score
    return best


def _explained(
    exercise: Exercise,
    tried: Sequence[Case],
    outcomes: Sequence[Outcome],
    believed: Sequence[Outcome],
) -> tuple[int, int, int]:
    """How many failed parts a wrong answer explains, how many it does not, how many it fails."""
    rules = _rules(exercise)
    explained = unexplained = fails = 0
    for case, actual, wrong in zip(tried, outcomes, believed, strict=False):
        wanted, given, claimed = parts(case.expected), parts(actual), parts(wrong)
        if not (wanted.keys() >= claimed.keys() and wanted.keys() >= given.keys()):
            # One of them has another form altogether (a tensor for a pair, an error).
            wanted, given, claimed = {0: case.expected}, {0: actual}, {0: wrong}
        for key, right in wanted.items():
            mine, theirs = given.get(key), claimed.get(key, right)
            strays = _differs(right, theirs, rules)
            fails += strays
            if _differs(right, mine, rules):
                same = strays and mine is not None and _agree(theirs, mine, right, rules)
                explained += same
                unexplained += not same
    return explained, unexplained, fails


def _agree(one: Outcome, other: Outcome, right: Outcome, rules: Rules) -> bool:
    if isinstance(one, Raised) and isinstance(other, Raised):
        # "The size of …" for whatever sizes: the numbers in a message depend on how it was written.
        return _kind_of(one.error) == _kind_of(other.error)
    if isinstance(one, Raised) or isinstance(other, Raised):
        return False
    if difference(one, other, rules) is not None:
        return False
    # Where nothing is wrong but that an argument was changed, it has to be the same argument.
    return one.edited == other.edited or difference(one, right, rules) is not None


def _kind_of(error: BaseException) -> tuple[type, list[str]]:
    return type(error), str(error).split()[:3]


def _sentence(exercise: Exercise, case: Case, found: str) -> str:
    """`For X of shape (3, 2) you returned shape (2,); …`, where arguments have shapes."""
    shapes = [
        f"{name} of {shape(value.shape)}"
        for name, value in zip(exercise.parameters, case.arguments, strict=True)
        if hasattr(value, "shape")
    ]
    if not 0 < len(shapes) <= _SHAPES_TOLD:
        return found[0].upper() + found[1:]
    join = "" if found.startswith("you") else "," if _are_facts(exercise, case.expected) else ":"
    return f"For {' and '.join(shapes)}{join} {found}"


def _inputs(exercise: Exercise, case: Case) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, show(value)) for name, value in zip(exercise.parameters, case.arguments, strict=True)
    )


def _evidence(exercise: Exercise, case: Case, actual: Outcome) -> tuple[tuple[str, str], ...]:
    label = "you returned" if isinstance(actual, Returned) else "you raised"
    if _are_facts(exercise, actual):
        label = "what happened"
    given, wanted = _shown_where_they_differ(actual, case.expected, _rules(exercise))
    return (*_inputs(exercise, case), (label, given), ("expected", wanted))


def _shown_where_they_differ(actual: Outcome, expected: Outcome, rules: Rules) -> tuple[str, str]:
    """Both outcomes; of several facts or values, the first wrong one: the sentence is about it."""
    wanted, given = parts(expected), parts(actual)
    if len(wanted) > 1:
        for key, right in wanted.items():
            if key in given and _differs(right, given[key], rules):
                return _shown_part(key, given[key]), _shown_part(key, right)
    return _shown(actual), _shown(expected)


def _shown_part(key: object, part: Outcome) -> str:
    """A fact with its name, a value with its number."""
    return f"{key + 1}. {_shown(part)}" if isinstance(key, int) else show({key: part.value})


def _are_facts(exercise: Exercise, outcome: Outcome) -> bool:
    """Whether facts about the call are compared, "Y afterwards", and not what it returned."""
    return (
        exercise.collects_facts
        and isinstance(outcome, Returned)
        and isinstance(outcome.value, dict)
    )


def _shown(outcome: Outcome) -> str:
    if isinstance(outcome, Raised):
        return f"{type(outcome.error).__name__}: {_message(outcome.error)}".removesuffix(": ")
    return show(outcome.value)


def _plainly(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        return f"`{entries(value)}`"
    if is_tensor(value) and 0 < value.numel() <= SMALL:  # numbers, as they would be typed
        return f"`{' '.join(entries(value.tolist()).split())}`"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"`{number(value)}`"
    text = show(value)
    return f"`{text}`" if "\n" not in text else describe(value)


def _raised(answer: Callable, error: BaseException) -> tuple[str, ...]:
    """The error in the learner's own terms: message, line, code; no frame of ours or of torch's."""
    what = f"{type(error).__name__}: {_message(error)}".removesuffix(": ")
    code = getattr(inspect.unwrap(answer), "__code__", None)
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__, limit=None)
        if code is not None and frame.filename == code.co_filename
    ]
    if not own:
        return (what,)
    line = linecache.getline(own[-1].filename, own[-1].lineno or 0).strip()
    place = "of the cell" if not Path(own[-1].filename).exists() else "of its file"
    where = f"Raised in line {own[-1].lineno} {place}"
    return (what, f"{where}: `{line}`" if line else f"{where}.")


def _message(error: BaseException) -> str:
    """The first paragraph of an error's message, at most 300 characters of it."""
    text = " ".join(str(error).strip().split("\n\n")[0].split())
    return text if len(text) <= 300 else text[:299] + "…"
