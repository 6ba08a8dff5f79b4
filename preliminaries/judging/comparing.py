"""How an answer differs from what was expected: type, shape, dtype, device, values, in order."""

import math
import numbers
import operator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch

from preliminaries.authoring.describing import describe, dtype, is_table, shape, show, told_apart
from preliminaries.authoring.exercise import Exercise
from preliminaries.authoring.reading import held
from preliminaries.authoring.said import Said, counted, name_of, said

# Relative tolerance for a result that was computed in that dtype, in any order of operations.
_RELATIVE = {
    torch.float16: 1e-2,
    torch.bfloat16: 5e-2,
    torch.float32: 1e-4,
    torch.complex64: 1e-4,
    torch.float64: 1e-7,
    torch.complex128: 1e-7,
}


@dataclass(frozen=True)
class Returned:
    """What a call gave, and the name of the argument that it changed on the way."""

    value: object
    edited: str | None = None


@dataclass(frozen=True)
class Raised:
    """What a call raised."""

    error: BaseException
    edited: str | None = None


Outcome = Returned | Raised


@dataclass(frozen=True)
class Rules:
    """What an exercise asks of a comparison."""

    strict_type: bool = False
    strict_dtype: bool = False
    by_value: bool = False
    tolerance: float | None = None

    @classmethod
    def of(cls, exercise: Exercise) -> "Rules":
        """Those that an exercise states."""
        return cls(
            exercise.strict_type, exercise.strict_dtype, exercise.by_value, exercise.tolerance
        )


def difference(expected: Outcome, actual: Outcome, rules: Rules) -> Said | None:
    """How `actual` differs from `expected`, as the second half of a sentence; None: not at all."""
    if isinstance(expected, Raised):
        wanted = type(expected.error).__name__
        if isinstance(actual, Returned):
            return said(
                "you returned {given}; a {wanted} has to be raised here.",
                given=describe(actual.value),
                wanted=wanted,
            )
        if not isinstance(actual.error, type(expected.error)):
            return said(
                "you raised {given}; what is asked for here is {wanted}.",
                given=type(actual.error).__name__,
                wanted=wanted,
            )
        if not str(actual.error).strip():
            return said(
                "your {wanted} says nothing; give it a sentence that tells what is wrong.",
                wanted=wanted,
            )
        return None
    if isinstance(actual, Raised):
        return said("it raised {given}.", given=type(actual.error).__name__)
    return _values(expected.value, actual.value, rules, "")


def parts(outcome: Outcome) -> dict[Any, Outcome]:
    """The separately judged parts of a dict or a tuple; anything else is one part."""
    if isinstance(outcome, Returned) and outcome.edited is None:
        if isinstance(outcome.value, dict):
            return {k: Returned(v) for k, v in outcome.value.items()}
        # A tuple of numbers is a shape, and one answer.
        if isinstance(outcome.value, tuple) and any(
            isinstance(v, (torch.Tensor, np.ndarray)) or is_table(v) for v in outcome.value
        ):
            return {k: Returned(v) for k, v in enumerate(outcome.value)}
    return {None: outcome}


def _values(expected: object, actual: object, rules: Rules, where: Said | str) -> Said | None:
    if isinstance(expected, torch.Tensor):
        return _tensors(expected, actual, rules, where)
    if isinstance(expected, np.ndarray):
        return _arrays(expected, actual, rules, where)
    if is_table(expected):
        from preliminaries.judging import comparing_tables

        return comparing_tables.difference(
            expected,
            actual,
            where,
            strict_dtype=rules.strict_dtype,
            by_value=rules.by_value,
            tolerance=rules.tolerance,
        )
    if isinstance(expected, dict):
        return _dicts(expected, actual, rules)
    if isinstance(expected, (list, tuple)):
        return _sequences(expected, actual, rules, where)
    if isinstance(expected, numbers.Number):
        return _numbers(expected, actual, rules, where)
    if type(expected) is type(actual) and expected == actual:
        return None
    return _other(actual, describe(expected), where)


def _other(actual: object, wanted: Said | str, where: Said | str) -> Said:
    return _given_and_wanted(describe(actual), wanted, where)


def _given_and_wanted(given: Said | str, wanted: Said | str, where: Said | str) -> Said:
    template = "you returned {given}{where}; expected {wanted}."
    return said(template, given=given, where=where, wanted=wanted)


def _tensors(
    expected: torch.Tensor, actual: object, rules: Rules, where: Said | str
) -> Said | None:
    if not rules.strict_type:
        actual = _alone(actual) if expected.ndim == 0 else actual
        if isinstance(actual, (np.ndarray, np.generic)) and actual.dtype.kind in "biufc":
            actual = torch.as_tensor(np.ascontiguousarray(actual).reshape(actual.shape))
        elif isinstance(actual, numbers.Number) and expected.ndim == 0:
            scalar = _scalar(actual)
            if not _same_kind(expected.dtype, scalar.dtype, rules):
                return _other(actual, describe(expected), where)
            actual = scalar
            if rules.tolerance is None:  # a Python float may have been a float32 before
                rules = replace(rules, tolerance=_RELATIVE[torch.float32])
    if not isinstance(actual, torch.Tensor):
        return _other(actual, describe(expected), where)
    if expected.shape != actual.shape:
        return said(
            "you returned shape {given}{where}; the result has shape {wanted}.",
            given=shape(actual.shape),
            where=where,
            wanted=shape(expected.shape),
        )
    if not _same_kind(expected.dtype, actual.dtype, rules):
        return said(
            "you returned dtype {given}{where}; the result has {wanted}.",
            given=dtype(actual),
            where=where,
            wanted=dtype(expected),
        )
    if expected.device != actual.device:
        return said(
            "you returned a tensor on {given}{where}; the result is on {wanted}.",
            given=str(actual.device),
            where=where,
            wanted=str(expected.device),
        )
    if expected.is_meta or expected.numel() == 0 or _equal(expected, actual):
        return None
    return _entries(expected, actual, rules, where)


def _arrays(expected: np.ndarray, actual: object, rules: Rules, where: Said | str) -> Said | None:
    if rules.strict_type and not isinstance(actual, np.ndarray):
        return _other(actual, describe(expected), where)
    if expected.dtype.kind not in "biufc":
        same = isinstance(actual, np.ndarray) and np.array_equal(expected, actual)
        return (
            None
            if same
            else said("you returned {given}{where}.", given=describe(actual), where=where)
        )
    if isinstance(actual, np.ndarray) and actual.dtype.kind in "biufc":
        actual = torch.as_tensor(np.ascontiguousarray(actual).reshape(actual.shape))
    wanted = torch.as_tensor(np.ascontiguousarray(expected).reshape(expected.shape))
    return _tensors(wanted, actual, rules, where)


def _entries(
    expected: torch.Tensor, actual: torch.Tensor, rules: Rules, where: Said | str
) -> Said | None:
    if not expected.dtype.is_floating_point and not expected.dtype.is_complex:
        wrong = expected.detach().cpu() != actual.detach().cpu()
    else:
        relative = _relative(expected.dtype, actual.dtype, rules)
        wide = torch.complex128 if expected.dtype.is_complex else torch.float64
        wrong = ~torch.isclose(
            actual.detach().cpu().to(wide),
            expected.detach().cpu().to(wide),
            rtol=relative,
            atol=relative / 10,
            equal_nan=True,
        )
    count = int(wrong.sum())
    if count == 0:
        return None
    if expected.ndim == 0:
        given, wanted = told_apart(actual.item(), expected.item())
        return said(
            "you returned {given}{where}; expected {wanted}.",
            given=given,
            where=where,
            wanted=wanted,
        )
    place = tuple(int(k) for k in wrong.nonzero()[0])
    index = ", ".join(map(str, place))
    given, wanted = told_apart(actual[place].item(), expected[place].item())
    if expected.dtype.is_floating_point and not actual.dtype.is_floating_point:
        return said(
            "entry [{index}]{where} is {given}, expected {wanted}; {dtype} holds whole numbers "
            "only.",
            index=index,
            where=where,
            given=given,
            wanted=wanted,
            dtype=dtype(actual),
        )
    return counted(
        "shape and dtype are right; entry [{index}]{where} is {given}, expected {wanted}.",
        "shape and dtype are right; {count} of {all} entries{where} are not: entry [{index}] is "
        "{given}, expected {wanted}.",
        count,
        all=expected.numel(),
        index=index,
        where=where,
        given=given,
        wanted=wanted,
    )


def _equal(expected: torch.Tensor, actual: torch.Tensor) -> bool:
    """Whether they are bit for bit the same, as nearly always: the quickest to say."""
    plain = type(actual) is torch.Tensor and actual.layout is torch.strided
    return plain and expected.dtype == actual.dtype and torch.equal(expected, actual)


def _relative(expected: torch.dtype, actual: torch.dtype, rules: Rules) -> float:
    if rules.tolerance is not None:
        return rules.tolerance
    return max(_RELATIVE.get(expected, 1e-4), _RELATIVE.get(actual, 0.0))


def _same_kind(expected: torch.dtype, actual: torch.dtype, rules: Rules) -> bool:
    if rules.strict_dtype or torch.bool in (expected, actual):
        return expected == actual
    if rules.by_value and not expected.is_complex:
        return not actual.is_complex
    return (expected.is_floating_point, expected.is_complex) == (
        actual.is_floating_point,
        actual.is_complex,
    )


def _alone(value: Any) -> Any:
    """The one number in whatever holds one; in a tensor or an array it keeps its dtype."""
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return value.reshape(()) if math.prod(value.shape) == 1 else value
    return value if isinstance(value, np.generic) else held(value)


def _scalar(value: numbers.Number) -> torch.Tensor:
    try:
        return torch.tensor(value, dtype=torch.float64 if isinstance(value, float) else None)
    except (OverflowError, RuntimeError, TypeError):  # an int of a hundred digits, a Fraction
        return torch.tensor(math.nan, dtype=torch.float64)


def _numbers(expected: Any, actual: Any, rules: Rules, where: Said | str) -> Said | None:
    actual = actual if rules.strict_type else held(actual)
    if rules.by_value and type(expected) is int:
        expected = float(expected)
    kinds: dict[type, Any] = {bool: bool, int: int, float: (float, int), complex: numbers.Number}
    wanted = kinds[type(expected)]
    if rules.strict_type:
        wanted = type(expected)
    if not isinstance(actual, wanted) or isinstance(actual, bool) != isinstance(expected, bool):
        return _other(actual, said("a Python {kind}", kind=type(expected).__name__), where)
    if isinstance(expected, float):
        relative = 1e-4 if rules.tolerance is None else rules.tolerance
        actual = _finite_or_inf(actual)
        close = math.isclose(expected, actual, rel_tol=relative, abs_tol=relative / 10)
        right = close or (math.isnan(expected) and math.isnan(actual))
    else:
        right = expected == actual
    if right:
        return None
    given, wanted = told_apart(actual, expected)
    return _given_and_wanted(given, wanted, where)


def _finite_or_inf(value: Any) -> float:
    """As a float; an int of a thousand digits is one of the infinities."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _sequences(
    expected: list | tuple, actual: object, rules: Rules, where: Said | str
) -> Said | None:
    if not isinstance(actual, (list, tuple)) or (
        rules.strict_type and not _alike(expected, actual)
    ):
        return _other(actual, _listed(expected), where)
    if all(isinstance(v, int) for v in expected):  # a shape, or a list of indices: one answer
        actual = tuple(_whole(v) for v in actual)
        right = actual == tuple(expected) and all(isinstance(v, int) for v in actual)
        return None if right else _given_and_wanted(_listed(actual), shape(expected), where)
    if len(expected) != len(actual):
        return said(
            "you returned {given} values{where}; expected {wanted}.",
            given=len(actual),
            where=where,
            wanted=len(expected),
        )
    for k, (e, a) in enumerate(zip(expected, actual, strict=True), start=1):
        place = said("{where} in value {k} of {count}", where=where, k=k, count=len(expected))
        if found := _values(e, a, rules, place):
            return found
    return None


def _whole(value: Any) -> object:
    """NumPy's and torch's whole numbers as Python's; anything else as it is."""
    try:
        return operator.index(value)
    except (TypeError, ValueError, RuntimeError):
        return value


def _listed(values: list | tuple) -> Said | str:
    whole = len(values) <= 8 and all(isinstance(v, int) for v in values)
    return str(tuple(values)) if whole else describe(values)


def _alike(expected: object, actual: object) -> bool:
    return isinstance(actual, type(expected)) or isinstance(expected, type(actual))


def _dicts(expected: dict, actual: object, rules: Rules) -> Said | None:
    if not isinstance(actual, dict):
        return _other(actual, describe(expected), "")
    for key, value in expected.items():
        if key not in actual:
            return said("nothing is given for {key}.", key=name_of(key))
        found = _values(value, actual[key], rules, "")
        if found and isinstance(value, (bool, str, int, type(None), torch.device)):
            return said(
                "{key}: {given}, where {wanted} is expected.",
                key=name_of(key),
                given=show(actual[key]),
                wanted=show(value),
            )
        if found:
            return said("{key}: {found}", key=name_of(key), found=found)
    return None
