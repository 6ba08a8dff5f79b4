"""Mutants around a solution: what learners do that changes no operator of it.

Each takes the solution and gives a function of the same arguments. What it cannot affect on any
input (a result without floats cannot be rounded) is not derived.
"""

import copy
import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import torch

from preliminaries.authoring import Exercise
from preliminaries.judging.cases import Case
from preliminaries.judging.comparing import Rules
from tests.mutants.deriving import Mutant

Change = Callable[[Any], Any]


def wrap(exercise: Exercise, tried: Sequence[Case]) -> list[Mutant]:
    """The mutants around the solution of an exercise that is tried on these cases."""
    solution = exercise.solution
    found = []

    def add(description: str, make: Callable[[], Callable]) -> None:
        found.append(Mutant(f"around the solution: {description}", make))

    results = _results(exercise, tried)
    arguments = [argument for case in tried for argument in case.arguments]
    kept = 10 * (Rules.of(exercise).tolerance or 1e-4)
    for description, change in {
        "result rounded to 2 digits": functools.partial(_floats, _rounded),
        f"result off by {kept:g} of itself": functools.partial(_floats, lambda t: t * (1 + kept)),
        "result's axes of size 1 dropped": functools.partial(_tensors, torch.squeeze),
    }.items():
        if any(_touches(change, result) for result in results):
            add(description, functools.partial(_after, solution, change))
    if exercise.strict_dtype:
        through = functools.partial(_floats, lambda t: t.half().to(t.dtype))
        if any(map(_has_floats, arguments)):
            add("arguments cast to float16 first", functools.partial(_before, solution, through))
        for dtype in (torch.float32, torch.float64):
            cast = functools.partial(_floats, lambda t, dtype=dtype: t.to(dtype))
            if any(_has_floats(result) for result in results):
                name = f"result cast to {str(dtype)[6:]}"
                add(name, functools.partial(_after, solution, cast))
    through = functools.partial(_floats, lambda t: t.bfloat16().to(t.dtype))
    if any(_touches(through, result) for result in results):
        add("result computed in bfloat16", functools.partial(_after, solution, through))
    # Where no input is square the mutant survives, and tells so.
    if any(map(_has_two_axes, arguments)) and any(map(_has_two_axes, results)):
        add("transposed where an argument is square", lambda: _if_square(solution))
    if any(map(_has_axes, arguments)) and any(map(_has_axes, results)):
        add("squeezed where an argument has an axis of size 1", lambda: _if_thin(solution))
    for description, change in {
        "arguments clamped to ±5": lambda t: t.clamp(-5, 5),
        "arguments below 0.1 taken for 0": lambda t: torch.where(t.abs() < 0.1, 0, t),
    }.items():
        numbers = functools.partial(_floats, change)
        if any(map(_has_floats, arguments)):
            add(description, functools.partial(_before, solution, numbers))
    for description, change in {
        "result's rows numbered anew": lambda table: table.reset_index(drop=True),
        "result's rows sorted by their labels": lambda table: table.sort_index(),
    }.items():
        if any(_touches(functools.partial(_tables, change), result) for result in results):
            rows = functools.partial(_tables, change)
            add(description, functools.partial(_after, solution, rows))
    for k, name in enumerate(exercise.parameters):
        if name not in exercise.may_edit and any(_edit(case.fresh()[k]) for case in tried):
            add(f"`{name}` edited afterwards", functools.partial(_changing, solution, k, _edit))
        kept = not {name, f"{name}.grad"} & set(exercise.may_edit)
        if kept and any(_leave_a_gradient(case.fresh()[k]) for case in tried):
            left = functools.partial(_changing, solution, k, _leave_a_gradient)
            add(f"a gradient left in `{name}`", left)
    if len(tried) > 1:
        add("the first result returned ever after", lambda: _first_kept(solution))
    if len(tried) > 1 and any(map(_has_axes, arguments)):
        add("results kept by the arguments' shapes", lambda: _kept_by_shape(solution))
    if len(tried) > 1 and any(_has_floats(result) for result in results):
        add("results of one shape added up from call to call", lambda: _added_up(solution))
    return found


def _results(exercise: Exercise, tried: Sequence[Case]) -> list:
    """What the solution itself returns, before anything is read or observed of it."""
    found: list = []

    @functools.wraps(exercise.solution)
    def noted(*arguments: Any) -> Any:
        result = exercise.solution(*arguments)
        found.append(_copied(result))
        return result

    for case in tried:
        try:
            exercise.result(noted, *case.fresh())
        except Exception:  # an error is what is asked for
            continue
    return found


def _copied(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # a tensor with a history
        return value.detach().clone() if isinstance(value, torch.Tensor) else value


def _after(solution: Callable, change: Change) -> Callable:
    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        return change(solution(*arguments))

    return mutant


def _before(solution: Callable, change: Change) -> Callable:
    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        return solution(*(change(argument) for argument in arguments))

    return mutant


def _if_square(solution: Callable) -> Callable:
    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        square = any(map(_is_square, arguments))
        result = solution(*arguments)
        if not square:
            return result
        return _tensors(lambda t: t.mT if t.ndim > 1 else t, result)

    return mutant


def _if_thin(solution: Callable) -> Callable:
    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        thin = any(1 in getattr(argument, "shape", ()) for argument in arguments)
        result = solution(*arguments)
        return _tensors(torch.squeeze, result) if thin else result

    return mutant


def _changing(solution: Callable, k: int, change: Callable[[Any], bool]) -> Callable:
    """The solution, which then changes its k-th argument."""

    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        result = _detached_from(solution(*arguments), arguments[k])
        change(arguments[k])
        return result

    return mutant


def _leave_a_gradient(value: Any) -> bool:
    """What a `backward` leaves in a tensor; False where there can be none."""
    if not isinstance(value, torch.Tensor) or not value.is_floating_point() or not value.is_leaf:
        return False
    value.requires_grad_().grad = torch.ones_like(value)
    return True


def _first_kept(solution: Callable) -> Callable:
    first: list = []

    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        if not first:
            first.append(solution(*arguments))
        return first[0]

    return mutant


def _kept_by_shape(solution: Callable) -> Callable:
    kept: dict = {}

    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        key = str([_key(argument) for argument in arguments])
        if key not in kept:
            kept[key] = solution(*arguments)
        return kept[key]

    return mutant


def _added_up(solution: Callable) -> Callable:
    kept: dict = {}

    @functools.wraps(solution)
    def mutant(*arguments: Any) -> Any:
        def added(t: torch.Tensor) -> torch.Tensor:
            before = kept.get(t.shape, 0)
            kept[t.shape] = before + t.detach()
            return t + before

        return _floats(added, solution(*arguments))

    return mutant


# What a change is applied to: every tensor or number within a value.


def _tensors(change: Change, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return change(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return change(torch.tensor(value)).numpy()
    return _within(functools.partial(_tensors, change), value)


def _floats(change: Change, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return change(value) if value.is_floating_point() else value
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return change(torch.tensor(value)).numpy()
    if isinstance(value, float):
        return change(torch.tensor(value, dtype=torch.float64)).item()
    if isinstance(value, pd.DataFrame):
        return value.apply(functools.partial(_floats, change))
    if isinstance(value, pd.Series):
        if value.dtype.kind != "f":
            return value
        return pd.Series(_floats(change, value.to_numpy()), value.index, name=value.name)
    return _within(functools.partial(_floats, change), value)


def _tables(change: Change, value: Any) -> Any:
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return change(value)
    return _within(functools.partial(_tables, change), value)


def _within(change: Change, value: Any) -> Any:
    if type(value) in (list, tuple):
        return type(value)(change(v) for v in value)
    if type(value) is dict:
        return {key: change(v) for key, v in value.items()}
    return value


def _rounded(t: torch.Tensor) -> torch.Tensor:
    return t.round(decimals=2)


def _touches(change: Change, value: Any) -> bool:
    try:
        return repr(change(value)) != repr(value)
    except Exception:
        return False


def _has_floats(value: Any) -> bool:
    met: list = []
    try:
        _floats(lambda t: met.append(t) or t, value)
    except Exception:
        return False
    return bool(met)


def _has_axes(value: Any) -> bool:
    return len(getattr(value, "shape", ())) > 0


def _has_two_axes(value: Any) -> bool:
    return isinstance(value, (torch.Tensor, np.ndarray)) and value.ndim == 2


def _is_square(value: Any) -> bool:
    return _has_two_axes(value) and value.shape[0] == value.shape[1] > 1


def _key(value: Any) -> Any:
    return tuple(value.shape) if hasattr(value, "shape") else value


def _detached_from(result: Any, argument: Any) -> Any:
    """The result, made to share nothing with the argument, so that only the argument is edited."""
    if isinstance(result, torch.Tensor) and isinstance(argument, torch.Tensor):
        return result.clone()
    return copy.copy(result) if isinstance(result, (list, dict, np.ndarray)) else result


def _edit(value: Any) -> bool:
    """Change a value in place; False where there is nothing to change."""
    if isinstance(value, torch.Tensor):
        if value.numel() == 0 or value.is_meta:
            return False
        with torch.no_grad():
            value.logical_not_() if value.dtype == torch.bool else value.add_(1)
        return True
    if isinstance(value, np.ndarray):
        if value.size == 0 or value.dtype.kind not in "if" or not value.flags.writeable:
            return False
        value += 1
        return True
    if isinstance(value, pd.DataFrame):
        value["a column more"] = 0
        return True
    if isinstance(value, pd.Series):
        value.name = f"{value.name}, renamed"
        return True
    if isinstance(value, list):
        if value and any(_edit(entry) for entry in value):
            return True
        value.append(value[0] if value else math.nan)
        return True
    if isinstance(value, dict):
        value["a key more"] = 0
        return True
    if isinstance(value, tuple):
        return any(_edit(entry) for entry in value)
    return False
