"""The words of a verdict: true, about one thing, and readable."""

import re

import numpy as np
import pytest
import torch

from preliminaries import check, hint, solution
from preliminaries.authoring import describing
from preliminaries.course.exercises import find


def said(slug, answer):
    return " ".join(repr(check(slug, answer)).split())


def solved(slug, **changes):
    """The solution of a prediction, with some lines answered otherwise."""
    answer = find(slug).solution
    assert changes.keys() <= answer.keys()
    return answer | changes


def rule(kind):
    """The rule of broadcasting, with the sizes returned as another kind of whole number."""

    def broadcast_shape(a, b):
        shape = find("broadcast-rule").solution(a, b)
        return None if shape is None else tuple(kind(n) for n in shape)

    return broadcast_shape


@pytest.mark.parametrize("kind", [np.int64, np.uint8, torch.tensor])
def test_whole_numbers_of_numpy_and_torch_make_a_shape(kind):
    assert check("broadcast-rule", rule(kind)).correct


@pytest.mark.parametrize("kind", [float, str, lambda n: [n]])
def test_what_is_no_whole_number_makes_no_shape(kind):
    assert not check("broadcast-rule", rule(kind)).correct


def test_a_line_of_another_name_is_told_where_one_is_open():
    answer = find("cells-taken").solution
    misspelt = {key.replace(", ", ","): value for key, value in answer.items()}
    told = said("cells-taken", misspelt)
    assert told.startswith("Not attempted. Still open: `X[1:, :2]`")
    assert "There are no lines `X[1:,:2]`, `X[:,-1]`, `X[::2,1:3]`." in told
    assert check("cells-taken", answer | {"X[0]": "my own note"}).correct


def test_whoever_is_told_of_no_belief_is_told_where_the_hints_are():
    stuck = 'Stuck? `hint("cells-taken")`'
    answer = find("cells-taken").solution
    unknown = check("cells-taken", answer | {"X[:, -1]": [7]})
    assert unknown.belief == "" and repr(unknown).endswith(stuck)
    believed = check(
        "cells-taken", find("cells-taken").handed_in(find("cells-taken").wrong["stop_included"])
    )
    assert believed.belief and stuck not in repr(believed)
    assert stuck not in repr(check("cells-taken", answer))


def test_an_expected_shape_is_shown_and_not_described():
    assert "You returned None; expected ()." in said("broadcast-rule", lambda a, b: None)


def test_two_beliefs_at_once_are_two_questions_and_neither_is_told():
    mixed = {"torch.tensor([1, 2])": torch.float32, "torch.arange(3) / 2": torch.int64}
    verdict = check("dtype-of", solved("dtype-of", **mixed))
    assert "Look again at `torch.tensor([1, 2])`" in verdict.sentences[0]
    assert verdict.belief == ""


def test_a_belief_that_explains_every_wrong_line_and_no_right_one_is_told():
    one = {"torch.arange(3) / 2": torch.int64}
    assert "keep whole numbers whole" in said("dtype-of", solved("dtype-of", **one))
    both = {"torch.tensor([1., 2])": torch.float64, "torch.arange(3) / 2": torch.float64}
    assert "half as wide" in said("dtype-of", solved("dtype-of", **both))
    half = {"torch.arange(3) / 2": torch.float64}  # whoever believes that gets both wrong
    assert check("dtype-of", solved("dtype-of", **half)).belief == ""


def test_who_is_wrong_for_one_input_alone_is_told_no_belief_that_fails_for_many():
    right = find("outer-sum").solution

    def transposed_once(a, b):
        table = right(a, b)
        return table.T if tuple(a.shape) == tuple(b.shape) == (2,) else table

    verdict = check("outer-sum", transposed_once)
    assert not verdict.correct
    assert verdict.belief == ""


def test_numbers_are_shown_with_as_many_digits_as_tell_them_apart():
    def nearly(u, v):
        return find("cosine").solution(u, v) + 2e-3

    (sentence,) = check("cosine", nearly).sentences
    given, wanted = re.findall(r"-?\d+\.\d+", sentence)[-2:]
    assert given != wanted


def test_a_number_of_another_type_is_not_shown_as_another_number():
    assert describing.told_apart(1.0, 1) == ("1.0", "1")  # nothing tells them apart but the type
    assert describing.told_apart(0.70710678, 0.70710679) == ("0.70710678", "0.70710679")
    assert describing.told_apart(2, 3.0) == ("2", "3.0")


@pytest.mark.parametrize(
    ("value", "text"), [(120.0003, "120.0"), (-21.00002, "-21.0"), (1234.6, "1234.6"), (120, "120")]
)
def test_a_float_close_to_a_whole_number_does_not_read_as_an_int(value, text):
    assert describing.number(value) == text


def test_a_word_that_is_no_dtype_is_quoted_and_not_looked_up():
    answer = solved("dtype-of", **{"torch.tensor([1, 2])": "tensor"})
    assert "this is the string 'tensor'" in said("dtype-of", answer)


def test_whoever_writes_fails_for_a_failing_sum_is_told_of_none():
    answer = solved("broadcast-shape", **{"(2, 3) + (4, 3)": "fails"})
    assert "Where it fails, the answer is `None`." in said("broadcast-shape", answer)


def test_numbers_that_are_tensors_are_shown_as_numbers_inside_a_list():
    verdict = check("outer-sum", lambda a, b: [[x + y for y in b] for x in a])
    assert dict(verdict.evidence)["you returned"] == "[[11.0, 12.0],\n [21.0, 22.0]]"


def test_a_number_of_numpy_is_not_called_an_array():
    def to_float(x):
        if x.numel() != 1:
            raise ValueError(f"{x.numel()} elements")
        return np.float32(x.item())

    assert "you returned a NumPy float32; expected a Python float" in said("one-number", to_float)


def test_facts_about_a_call_are_not_called_what_was_returned():
    verdict = check("in-place", lambda Y, X: print())
    assert "what happened" in dict(verdict.evidence)
    assert ", Y afterwards: shape and dtype are right" in " ".join(verdict.sentences)


def test_of_several_facts_about_a_call_only_the_first_wrong_one_is_shown():
    evidence = dict(check("in-place", lambda Y, X: (Y.add_(X), Y)[0].clone()).evidence)
    assert evidence["what happened"] == "returned: 'another tensor'"
    assert evidence["expected"] == "returned: 'nothing, or Y'"


def test_of_several_values_only_the_first_wrong_one_is_shown_with_its_number():
    evidence = dict(
        check("stack-and-recover", lambda A, B, C: (torch.stack((A, B, C)), C)).evidence
    )
    assert evidence["you returned"].startswith("2. tensor of shape (2, 2)")
    assert evidence["expected"].startswith("2. tensor of shape (2, 2)")


def test_a_sentence_does_not_list_the_shapes_of_many_arguments():
    wrong = find("backprop").wrong["mean_forgotten"]
    assert " of shape " not in check("backprop", wrong).sentences[0]


def test_a_python_float_may_have_been_computed_in_float32():
    def cosine(u, v):
        if not (u.any() and v.any()):
            raise ValueError("a vector of length zero has no direction")
        u, v = ((t / t.abs().max()).float().numpy() for t in (u, v))
        return float(np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v)))

    assert check("cosine", cosine).correct


def test_a_class_in_the_place_of_its_result_is_called_by_that_name():
    sentence = said("custom-op", lambda x: torch.autograd.Function)
    assert sentence.startswith("Not yet. You returned the class Function.")
    assert "dict" not in sentence


def test_the_parameters_of_a_function_are_shown_without_a_name_it_may_not_have():
    assert "but it takes `(x)`" in said("outer-sum", lambda x: x)


@pytest.mark.parametrize("body", [lambda a, b: None, lambda a, b: print(a[:, None] + b)])
def test_whoever_forgot_to_return_is_asked_for_a_return(body):
    assert "Is there a `return` that it reaches?" in said("outer-sum", body)


def test_whoever_is_refused_before_a_call_is_not_asked_for_a_return():
    assert "None every time" not in said("mat-mul", lambda A, B: np.dot(A, B))


def test_a_forgotten_return_is_seen_where_facts_are_compared():
    assert "Is there a `return` that it reaches?" in said("jvp", lambda steps, x, dx: print(x))


def test_whoever_returns_none_for_some_inputs_has_a_return():
    def broadcast_shape(a, b):
        return a if a == b else None

    assert "`return`" not in said("broadcast-rule", broadcast_shape)


def test_a_predicted_number_is_quoted_as_typed_and_one_right_line_is_one():
    verdict = check("len-is", {"len(X)": 24, "axis": 0})
    assert verdict.sentences[0].startswith("1 of 2 is right.")
    assert verdict.sentences[0].endswith("you answered `24`.")


def test_a_wide_table_is_shown_in_lines_that_no_page_breaks():
    told = repr(check("pipeline", lambda train, test: None)).splitlines()
    assert any("body_mass_g" in line for line in told)
    assert max(map(len, told)) <= 100


def test_a_loop_that_prints_does_not_bury_its_verdict():
    def outer_sum(a, b):
        print("\n".join(f"line {k}" for k in range(100)))

    verdict = check("outer-sum", outer_sum)
    for shown in (repr(verdict), verdict._repr_html_()):
        assert "line 19\n" in shown and "line 20" not in shown and "…" in shown


def test_whoever_answers_some_inputs_in_time_is_not_told_that_one_call_took_it_all():
    calls = []

    def outer_sum(a, b):
        calls.append(1)
        while len(calls) > 3:
            pass
        return a[:, None] + b

    text = said("outer-sum", outer_sum)
    assert "stopped after 2 seconds in all: it had come back for 3 of" in text


def test_a_function_without_arguments_that_never_ends_is_told_of_no_input():
    def pick_device():
        while True:
            pass

    text = said("pick-device", pick_device)
    assert "it had not come back." in text and "input" not in text


def test_a_device_is_shown_as_one_would_type_it():
    text = said("pick-device", lambda: "cpu")
    assert "'cpu', where torch.device('cpu') is expected" in text


@pytest.mark.parametrize("slug", ["normal-noise", "best-constant"])
def test_a_solution_in_a_terminal_keeps_its_powers(slug):
    assert "**" in str(solution(slug))


def test_a_hint_in_a_terminal_has_no_marks_for_bold_and_keeps_its_powers():
    hints = [str(hint("normal-noise")) for _ in range(3)]
    assert hints[0].startswith("Hint 1 of 3.")
    assert "**" in hints[2]


def test_a_name_keeps_its_small_letter_at_the_beginning_of_a_sentence():
    def one_step(X, y, w, b, lr):
        error = X @ w + b - y
        return w - lr * X.T @ error / len(y), b + lr * error.mean()

    assert "Not yet. b: you returned" in said("one-step", one_step)
