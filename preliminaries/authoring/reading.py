"""Reading a predicted value, or what a function returned, however the learner wrote it."""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import torch

from preliminaries.authoring.describing import describe, entries
from preliminaries.authoring.exercise import Unreadable
from preliminaries.authoring.said import said

_MOST = 10_000  # numbers of one answer
_FEW = 100  # entries of a list that are looked at one by one
_NUMBERS = "Give a number, or the numbers in a list or a tensor; this is {given}."


def _unlike(template: str, answer: object) -> Unreadable:
    """The error that tells what is needed and, as `{given}`, what was given."""
    return Unreadable(said(template, given=describe(answer)))


def each(read: Callable[[object], object]) -> Callable[[object], dict]:
    """A reader for a dict of predictions, from the reader of one; an open one stays `...`."""

    def read_all(answer: object) -> dict:
        if not isinstance(answer, dict):
            raise _unlike("The answer is a dict, one prediction a line; this is {given}.", answer)
        values = {}
        for key, value in answer.items():
            try:
                values[key] = read(value)
            except Unreadable as error:
                told = said("For `{key}`: {said}", key=str(key), said=error.said)
                raise Unreadable(told) from None
        return values

    return read_all


def shape(answer: object) -> tuple[int, ...]:
    """A shape, from a tuple, a list, a torch.Size or a 1-d tensor or array of ints."""
    if isinstance(answer, (torch.Tensor, np.ndarray)):
        if answer.ndim != 1 or len(answer) > 16 or getattr(answer, "is_meta", False):
            raise _unlike(
                "A shape is a tuple of whole numbers, such as `(2, 3)`; this is {given}. Write the "
                "shape itself.",
                answer,
            )
        answer = answer.tolist()
    if isinstance(answer, int) and not isinstance(answer, bool):
        raise Unreadable(
            said(
                "A shape is a tuple of whole numbers, such as `(2, 3)`; for one axis it is "
                "`({size},)`, with a comma.",
                size=entries(answer),
            )
        )
    if not isinstance(answer, (tuple, list)):
        raise _unlike(
            "A shape is a tuple of whole numbers, such as `(2, 3)`; this is {given}.", answer
        )
    sizes: list[Any] = [n if isinstance(n, (list, tuple)) else held(n) for n in answer]  # no column
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in sizes):
        raise Unreadable(
            said(
                "A shape is a tuple of whole numbers, such as `(2, 3)`; one of the entries here is "
                "no int."
            )
        )
    return tuple(sizes)


def shape_or_none(answer: object) -> tuple[int, ...] | None:
    """A shape, or None for "this fails"."""
    if answer is None:
        return None
    try:
        return shape(answer)
    except Unreadable as error:
        told = said("{said} Where it fails, the answer is `None`.", said=error.said)
        raise Unreadable(told) from None


def dtype(answer: object) -> torch.dtype:
    """A dtype, as torch's or by its name."""
    if isinstance(answer, str):
        found = getattr(torch, answer.strip().removeprefix("torch."), None)
        answer = found if isinstance(found, torch.dtype) else answer
    if answer is bool:
        return torch.bool
    if not isinstance(answer, torch.dtype):
        raise _unlike(
            "A dtype is written `torch.float32` or `torch.int64`, say; this is {given}.", answer
        )
    return answer


def yes_or_no(answer: object) -> bool:
    """True or False, or 1 and 0, whatever holds it, or "yes" and "no"."""
    words = {"yes": True, "no": False, "true": True, "false": False}
    one = held(answer)
    if isinstance(one, str) and one.strip().lower() in words:
        return words[one.strip().lower()]
    if not isinstance(one, (int, float)) or one not in (0, 1):
        raise _unlike("Answer `True` or `False`; this is {given}.", answer)
    return bool(one)


def choice(*options: str) -> Callable[[object], str]:
    """A reader for one of some short answers, in capitals or not."""

    def read_choice(answer: object) -> str:
        one = held(answer)
        word = one.strip().lower() if isinstance(one, str) else None
        for option in options:
            if word == option.lower():
                return option
        words = [f'`"{option}"`' for option in options]
        told = "Answer one of {options}; this is {given}."
        raise Unreadable(said(told, options=words, given=describe(answer)))

    return read_choice


def _as_python(value: Any) -> Any:
    """A Fraction or a Decimal as an int or a float; anything else as it is."""
    exact = isinstance(value, (Real, Decimal)) and not isinstance(value, (int, float, np.generic))
    try:
        return (int(value) if value == int(value) else float(value)) if exact else value
    except (ArithmeticError, TypeError, ValueError):  # no number, or one beyond all floats
        return value


def held(answer: Any) -> Any:
    """What stands alone in a list, a set, a tensor or an array; anything else as it is."""
    for _ in range(4):  # a list that holds itself has no end
        if isinstance(answer, (list, tuple, set, frozenset)) and len(answer) == 1:
            (answer,) = answer
    array = isinstance(answer, (torch.Tensor, np.ndarray, np.generic))
    if array and math.prod(answer.shape) == 1 and not getattr(answer, "is_meta", False):
        answer = answer.item()
    return _as_python(answer)


def _listed(answer: Any, deeper: int = 4) -> Any:
    """Lists of what holds one number each, as lists of numbers; a list may hold itself."""
    if isinstance(answer, np.ndarray) and answer.dtype == object and answer.size <= _FEW:
        answer = answer.tolist()
    if isinstance(answer, (list, tuple)) and len(answer) <= _FEW and deeper:
        within = [_listed(e, deeper - 1) if isinstance(e, (list, tuple)) else e for e in answer]
        return [entry if isinstance(entry, list) else _inner(entry) for entry in within]
    return _as_python(answer)


def _inner(entry: Any) -> Any:
    """An entry of a list: the number that it holds, a tensor's numbers as a list, or itself."""
    entry = held(entry)
    dense = isinstance(entry, np.ndarray) or (
        isinstance(entry, torch.Tensor)
        and entry.layout is torch.strided
        and entry.device.type != "meta"
    )
    return entry.tolist() if dense and math.prod(entry.shape) <= _MOST else entry


def _leaves(listed: list, deeper: int = 4) -> Iterator[object]:
    """What stands in nested lists; a list may hold itself."""
    for entry in listed:
        if isinstance(entry, list) and deeper:
            yield from _leaves(entry, deeper - 1)
        else:
            yield entry


def numbers(answer: object) -> torch.Tensor:
    """A number, or nested lists of numbers, a tensor or an array of them, as float64."""
    given, answer = answer, _listed(answer)
    for entry in _leaves(answer) if isinstance(answer, list) and len(answer) <= _FEW else ():
        if isinstance(entry, str):
            told = "Numbers are asked for, and `{text}` is text: numbers have no quotes."
            raise Unreadable(said(told, text=entries(entry)))
        if isinstance(entry, bool) or not isinstance(entry, (Real, list)):
            raise _unlike("Numbers are asked for, and one of the entries is {given}.", entry)
    readable = isinstance(answer, (int, float, list, tuple, torch.Tensor, np.ndarray, np.generic))
    if not readable or isinstance(answer, bool):  # a range, say, could go on for hours
        raise _unlike(_NUMBERS, given)
    try:
        read = torch.as_tensor(answer).detach().cpu()
    except (TypeError, ValueError, RuntimeError, OverflowError):
        raise _unlike(_NUMBERS, given) from None
    if read.is_meta or read.is_complex() or read.dtype == torch.bool or read.is_sparse:
        raise _unlike(_NUMBERS, given)
    if read.numel() > _MOST:
        told = (
            "Give a number, or the numbers in a list or a tensor, a few of them; this is {given}."
        )
        raise _unlike(told, given)
    if isinstance(answer, (torch.Tensor, np.ndarray, np.generic)):
        return read.to(torch.float64)
    return torch.as_tensor(answer, dtype=torch.float64)  # not by way of float32


def so_many(count: int) -> Callable[[object], torch.Tensor]:
    """A reader for this many numbers, a list or a tensor of them."""

    def read_so_many(answer: object) -> torch.Tensor:
        read = numbers(answer)
        if read.numel() != count:
            raise Unreadable(
                said(
                    "{count} numbers are asked for; this is {given}.",
                    count=count,
                    given=describe(answer),
                )
            )
        return read.reshape(count)

    return read_so_many


def number(answer: object) -> float:
    """One number, however it was computed, whatever holds it; 16+0j, as `eigvals` gives it, too."""
    one = held(answer)
    if isinstance(one, complex) and one.imag == 0:
        one = one.real
    try:
        read = numbers(one)
    except Unreadable:
        raise _unlike("One number is asked for; this is {given}.", answer) from None
    if read.numel() != 1:
        raise _unlike("One number is asked for; this is {given}.", answer)
    return read.item()


def two_decimals(answer: object) -> float:
    """One number, rounded to two decimals."""
    return round(number(answer), 2)


def gradient(answer: object) -> torch.Tensor:
    """The entries of a derivative of one number: (n,), or the row (1, n); a column stays one."""
    read = numbers(answer)
    return read[0] if read.ndim == 2 and len(read) == 1 else read


def interval(answer: object) -> tuple[float, ...] | str:
    """Two ends, in any order; one number and None are read as what they stand for."""
    if answer is None:
        return "nothing"
    ends = numbers(answer)
    if ends.numel() == 1:
        return "a single value"
    if ends.shape != (2,):
        raise _unlike("An interval is a pair, such as `(2, 3)`; this is {given}.", answer)
    low, high = sorted(ends.tolist())
    return low, high


def count(answer: object) -> int:
    """A whole number, however it is written, whatever holds it."""
    one = held(answer)
    if isinstance(one, float) and one.is_integer():
        one = int(one)
    if not isinstance(one, int) or isinstance(one, bool):
        raise _unlike("Answer with one whole number; this is {given}.", answer)
    return one


def number_or_none(answer: object) -> float | None:
    """A number, whatever holds it, or None for "this fails"."""
    if answer is None:
        return None
    one = held(answer)
    if not isinstance(one, (int, float)) or isinstance(one, bool):
        raise _unlike("Answer with a number, or None; this is {given}.", answer)
    return float(one) if abs(one) < 1e300 else math.inf


def by_key(readers: dict[str, Callable[[object], object]]) -> Callable[[object], dict]:
    """A reader for a dict of predictions of several kinds, from the reader of each key."""

    def read_all(answer: object) -> dict:
        values: dict = {}
        for key, value in each(lambda value: value)(answer).items():
            values |= each(readers.get(key, lambda value: value))({key: value})
        return values

    return read_all


def several(result: Any) -> object:
    """Several results as a tuple, also where they came in a list or in one tensor."""
    one_array = isinstance(result, (torch.Tensor, np.ndarray)) and result.ndim == 1
    return tuple(result) if isinstance(result, list) or (one_array and len(result) < 10) else result


def detached(result: object) -> object:
    """A tensor without its graph, so that its values are what is compared."""
    return result.detach() if isinstance(result, torch.Tensor) else result


def pair(*names: str) -> Callable[[object], dict[str, object]]:
    """A reader for two results: by name, so that a verdict can speak of each."""

    def read_pair(result: object) -> dict[str, object]:
        if not isinstance(result, (tuple, list)) or len(result) != 2:
            # one text, and no list: it is code, and has the same comma in every language
            raise Unreadable(
                said("The result is a pair: `return {names}`.", names=", ".join(names))
            )
        return dict(zip(names, result, strict=True))

    return read_pair


def one_number(result: Any) -> object:
    """The float in whatever holds exactly one number; anything else as it is."""
    one = held(result)
    return float(one) if isinstance(one, (int, float)) and not isinstance(one, bool) else result
