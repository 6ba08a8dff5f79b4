"""Every exercise of every lecture: what it accepts, what it rejects, and in which words."""

import inspect
import json
import re
from collections import defaultdict
from dataclasses import asdict

import pytest

from preliminaries import check
from preliminaries.authoring import Told
from preliminaries.course import places
from preliminaries.course.exercises import definition, slugs
from preliminaries.judging.cases import believed, cases
from preliminaries.judging.comparing import Raised, Returned
from preliminaries.judging.verdict import Status
from preliminaries.notebooks.translating.messages import VERDICTS, find_all
from tests.everything import EXERCISES, FUNCTIONS


def message(answer) -> str:
    return " ".join((inspect.getdoc(answer) or "").split())


def pairs(answers):
    return [
        pytest.param(exercise, name, id=f"{exercise.slug}-{name}")
        for exercise in EXERCISES
        for name in answers(exercise)
    ]


PROVED = [exercise for exercise in EXERCISES if exercise.proof]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)


@pytest.mark.parametrize(("exercise", "name"), pairs(lambda e: e.right_answers()))
def test_every_right_answer_is_accepted_however_it_is_written(exercise, name):
    verdict = check(exercise.slug, exercise.right_answers()[name])
    assert verdict.correct, repr(verdict)
    assert exercise.proves in repr(verdict).replace("\n", " ")


@pytest.mark.parametrize(("exercise", "name"), pairs(lambda e: e.wrong))
def test_every_named_wrong_answer_gets_its_own_message_and_json_holds_it(exercise, name):
    wrong = exercise.wrong[name]
    verdict = check(exercise.slug, exercise.handed_in(wrong))
    assert verdict.status in (Status.NOT_YET, Status.RAISED), repr(verdict)
    assert verdict.belief == message(wrong)
    facts = asdict(verdict.verdict)
    # not by its name: of two forms of one belief, rounding decides which one it is
    assert exercise.told(facts["belief"]) == message(wrong)
    again = json.loads(json.dumps(facts))
    assert again == json.loads(json.dumps(again))
    assert again["exercise"] == exercise.slug and again["status"] == verdict.status.value


@pytest.mark.parametrize(
    "exercise", [e for e in FUNCTIONS if e.collects_facts], ids=lambda e: e.slug
)
def test_the_facts_of_a_call_are_told_in_words_that_a_translator_sees(exercise, seen_texts):
    wrong = [believed(exercise, name, 0) for name in exercise.wrong]
    outcomes = [*wrong, *(case.expected for case in cases(exercise))]
    facts = [o.value for o in outcomes if isinstance(o, Returned) and isinstance(o.value, dict)]
    words = [word for own in facts for pair in own.items() for word in pair]
    texts = {w.shown.template if isinstance(w, Told) else w for w in words if isinstance(w, str)}
    in_words = {text for text in texts if re.search("[a-z] [a-z]", text)}
    assert in_words <= seen_texts[exercise.slug] | seen_texts[VERDICTS]


@pytest.fixture(scope="module")
def seen_texts():
    """By context, the texts that are in the catalogue for translators."""
    seen = defaultdict(set)
    for short in find_all():
        seen[short.context].add(short.text)
    return seen


def test_no_message_serves_two_beliefs():
    own = [set(map(message, e.wrong.values())) for e in EXERCISES]  # one belief may have two forms
    messages = [text for texts in own for text in texts]
    assert all(len(text) > 30 for text in messages)
    assert len(set(messages)) == len(messages)


@every_exercise
def test_an_exercise_has_all_that_a_learner_and_a_maintainer_need(exercise):
    assert exercise.statement and exercise.proves
    assert len(exercise.hints) == 3
    assert len(exercise.right_answers()) >= 3, "the solution and two other right answers"
    assert exercise.wrong


@pytest.mark.parametrize("exercise", PROVED, ids=lambda e: e.slug)
def test_the_truth_found_another_way_is_the_solutions(exercise):
    exercise.proof()


@pytest.mark.parametrize("exercise", PROVED, ids=lambda e: e.slug)
def test_a_proof_notices_what_is_not_true(exercise, monkeypatch):
    """With a wrong answer in the solution's place: some differ only in how a result is kept."""
    module = inspect.getmodule(exercise.proof)
    assert any(fails(exercise, name, module, monkeypatch) for name in exercise.wrong)


def fails(exercise, name, module, monkeypatch) -> bool:
    """Whether the proof fails with that wrong answer for a solution."""
    solution = module.solution

    def stands_in(*arguments):
        with monkeypatch.context() as own:  # a wrong answer may call the solution itself
            own.setattr(module, "solution", solution)
            return exercise.wrong[name](*arguments)

    answer = stands_in if exercise.is_function else exercise.handed_in(exercise.wrong[name])
    with monkeypatch.context() as patch:
        patch.setattr(module, "solution", answer)
        try:
            exercise.proof()
        except Exception:
            return True
    return False


def test_nearly_every_exercise_is_proved():
    """Not what is told in the statement itself, nor what stands in a file."""
    without = {exercise.slug for exercise in EXERCISES if exercise.proof is None}
    assert without == {"first-check", "column-kinds"}


def test_slugs_are_unique_in_the_course():
    named = [slug for own in slugs().values() for slug in own]
    assert len(set(named)) == len(named)


def test_every_file_of_an_exercise_stands_in_its_lecture():
    files = {
        (file.parent.name, file.stem)
        for file in places.EXERCISES.glob("*/*.py")
        if not file.stem.startswith("_")
    }
    named = {
        (lecture.replace("-", "_"), slug.replace("-", "_"))
        for lecture, own in slugs().items()
        for slug in own
    }
    assert files == named


@every_exercise
def test_the_dots_are_not_attempted(exercise):
    stub = eval(f"lambda {', '.join(exercise.parameters)}: ...") if exercise.is_function else ...
    assert check(exercise.slug, stub).status is Status.NOT_ATTEMPTED
    assert check(exercise.slug, ...).status is Status.NOT_ATTEMPTED
    assert check(exercise.slug).status is Status.NOT_ATTEMPTED


@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES if not e.is_function and isinstance(e.solution, dict)],
    ids=lambda e: e.slug,
)  # fmt: skip
def test_a_half_filled_prediction_says_what_is_still_open(exercise):
    key, *others = exercise.solution
    verdict = check(exercise.slug, exercise.solution | {key: ...})
    assert verdict.status is Status.NOT_ATTEMPTED
    assert key in repr(verdict)
    assert not any(f"`{other}`" in repr(verdict) for other in others)


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.slug)
def test_the_solution_as_shown_is_python_that_is_accepted(exercise):
    """`solution()` prints source; whoever pastes it into the notebook has a right answer."""
    namespace = dict(vars(inspect.getmodule(exercise.solution)))
    exec(definition(exercise.slug).solved(), namespace)
    assert check(exercise.slug, namespace[exercise.name]).correct


@pytest.mark.parametrize("exercise", [e for e in FUNCTIONS if e.parameters], ids=lambda e: e.slug)
def test_inputs_are_many_and_the_same_in_every_session(exercise):
    first = cases(exercise)
    again = cases.__wrapped__(exercise)
    assert len(first) >= 5
    assert [repr(case.arguments) for case in first] == [repr(case.arguments) for case in again]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.slug)
def test_the_solution_raises_only_what_the_exercise_asks_for(exercise):
    errors = {type(c.expected.error) for c in cases(exercise) if isinstance(c.expected, Raised)}
    assert errors <= {ValueError}, errors
    assert ("ValueError" in exercise.statement) == bool(errors)
