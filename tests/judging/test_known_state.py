"""Whatever a session is set to: the same verdicts, and the settings as they were."""

import math
import random
import sys
import warnings
from contextlib import ExitStack

import matplotlib
import numpy as np
import pandas as pd
import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging import cases
from preliminaries.judging.verdict import Status

# One that needs gradients, or forward mode, one that raises, one of tables, a prediction.
SLUGS = ("vjp", "jvp", "one-number", "impute-mean", "dtype-of")


class Counts(torch.overrides.TorchFunctionMode):
    """Looks at every call of torch's functions, and makes an error of `ones`."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        raise RuntimeError(f"{function} was called")


def without_gradients(stack):
    torch.set_grad_enabled(False)
    stack.callback(torch.set_grad_enabled, True)
    return torch.is_grad_enabled


def in_inference_mode(stack):
    stack.enter_context(torch.inference_mode())
    return torch.is_inference_mode_enabled


def in_autocast(stack):
    stack.enter_context(torch.autocast("cpu", dtype=torch.bfloat16))
    return lambda: torch.is_autocast_enabled("cpu")


def in_double_precision(stack):
    torch.set_default_dtype(torch.float64)
    stack.callback(torch.set_default_dtype, torch.float32)
    return torch.get_default_dtype


def on_another_device(stack):
    torch.set_default_device("meta")
    stack.callback(torch.set_default_device, None)
    return torch.get_default_device


def within_another_device(stack):
    stack.enter_context(torch.device("meta"))
    return torch.get_default_device


def watched(stack):
    stack.enter_context(Counts())
    return torch._C._len_torch_function_stack


def deterministic(stack):
    torch.use_deterministic_algorithms(True, warn_only=True)
    stack.callback(torch.use_deterministic_algorithms, False)
    return torch.get_deterministic_debug_mode


def detecting_anomalies(stack):
    stack.enter_context(torch.autograd.set_detect_anomaly(True))
    return torch.is_anomaly_enabled


def warnings_are_errors(stack):
    stack.enter_context(warnings.catch_warnings())
    warnings.simplefilter("error")
    return lambda: warnings.filters[0][0]


def numpy_raises(stack):
    stack.enter_context(np.errstate(all="raise"))
    return np.geterr


def printing_otherwise(stack):
    stack.enter_context(np.printoptions(precision=1))
    torch.set_printoptions(precision=1, sci_mode=True)
    stack.callback(torch.set_printoptions, profile="default", sci_mode=None)
    return lambda: (str(np.array(1 / 3)), str(torch.tensor(1 / 3)))


def pandas_otherwise(stack):
    stack.enter_context(pd.option_context("display.max_rows", 2, "display.precision", 1))
    return lambda: (pd.get_option("display.max_rows"), pd.get_option("display.precision"))


def little_recursion(stack):
    limit = sys.getrecursionlimit()
    stack.callback(sys.setrecursionlimit, limit)
    sys.setrecursionlimit(400)
    return sys.getrecursionlimit


def seeded(stack):
    torch.manual_seed(7)
    np.random.seed(7)
    random.seed(7)
    return lambda: (torch.initial_seed(), np.random.get_state()[1].tolist(), random.getstate())


def drawn_otherwise(stack):
    stack.enter_context(matplotlib.rc_context({"font.size": 3}))
    return lambda: matplotlib.rcParams["font.size"]


SETTINGS = [
    without_gradients,
    in_inference_mode,
    in_autocast,
    in_double_precision,
    on_another_device,
    within_another_device,
    watched,
    deterministic,
    detecting_anomalies,
    warnings_are_errors,
    numpy_raises,
    printing_otherwise,
    pandas_otherwise,
    little_recursion,
    seeded,
    drawn_otherwise,
]


def _raises(*arguments):
    raise RuntimeError("no")


def handed_in(slug):
    """A right answer, one that only raises, and one that is wrong."""
    exercise = find(slug)
    wrong = exercise.handed_in(next(iter(exercise.wrong.values())))
    return [exercise.solution, _raises, wrong]


ANSWERS = [(slug, answer) for slug in SLUGS for answer in handed_in(slug)]


def verdicts():
    return [repr(check(slug, answer)) for slug, answer in ANSWERS]


@pytest.fixture(scope="module")
def usual():
    """What is said where nothing is set."""
    return verdicts()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.__name__)
def test_verdicts_are_the_same_in_any_session_and_it_keeps_its_settings(setting, usual):
    cases.cases.cache_clear()
    cases.believed.cache_clear()
    with ExitStack() as stack:
        current = setting(stack)
        before = current()
        assert verdicts() == usual
        assert current() == before
    # what was remembered then is right now: of one exercise, since to judge all again takes long
    slug, answer = ANSWERS[0]
    assert repr(check(slug, answer)) == usual[0]


def test_an_answer_that_only_raises_is_right_nowhere():
    def refuses(*arguments):
        raise ValueError("no")

    for slug in SLUGS:
        assert not check(slug, _raises).correct
        assert not check(slug, refuses).correct


def test_what_was_expected_in_a_bad_moment_is_not_remembered(monkeypatch):
    cases.cases.cache_clear()
    right = find("vjp").solution
    with monkeypatch.context() as broken:
        broken.setattr(torch.autograd, "grad", None)
        broken.setattr(torch.Tensor, "backward", None)
        broken.setattr(torch.func, "vjp", None)
        verdict = check("vjp", right)
        assert verdict.status is Status.NOT_JUDGED, repr(verdict)
        assert "the solution itself raises TypeError" in repr(verdict).replace("\n", " ")
    assert check("vjp", right).correct


def test_a_check_works_where_the_folder_was_deleted(tmp_path, monkeypatch):
    if sys.platform == "win32":
        pytest.skip("Windows does not delete a folder in which somebody is")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert check("outer-sum", lambda a, b: a[:, None] + b).correct


def test_an_older_torch_that_does_not_tell_of_hooks_judges_too(monkeypatch):
    monkeypatch.delattr(torch._C._autograd, "_top_saved_tensors_default_hooks", raising=False)
    assert check("outer-sum", lambda a, b: a[:, None] + b).correct


@pytest.mark.parametrize("module", [math, torch], ids=lambda module: module.__name__)
@pytest.mark.parametrize("place", [0, -1])
def test_a_name_that_an_answer_gives_to_another_comes_back(module, place):
    names = vars(module)
    name = list(names)[place]
    value = names[name]

    def renames(a, b):
        module.under_another_name = names.pop(name, value)
        return a[:, None] + b

    try:
        assert check("outer-sum", renames).correct
        assert names[name] is value
    finally:
        setattr(module, name, value)
        vars(module).pop("under_another_name", None)
