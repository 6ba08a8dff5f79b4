"""Reading a predicted value, or what a function returned, however the learner wrote it."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from preliminaries.authoring.describing import describe, entries
from preliminaries.authoring.exercise import Unreadable
from preliminaries.authoring.said import said

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
    if not all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in answer):
        raise Unreadable(
            said(
                "A shape is a tuple of whole numbers, such as `(2, 3)`; one of the entries here is "
                "no int."
            )
        )
    return tuple(int(n) for n in answer)


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
    """True or False, also as NumPy's, or "yes" and "no"."""
    words = {"yes": True, "no": False, "true": True, "false": False}
    if isinstance(answer, str) and answer.strip().lower() in words:
        return words[answer.strip().lower()]
    if not isinstance(answer, (bool, np.bool_)):
        raise _unlike("Answer `True` or `False`; this is {given}.", answer)
    return bool(answer)


def choice(*options: str) -> Callable[[object], str]:
    """A reader for one of some short answers, in capitals or not."""

    def read_choice(answer: object) -> str:
        word = answer.strip().lower() if isinstance(answer, str) else None
        for option in options:
            if word == option.lower():
                return option
        words = [f'`"{option}"`' for option in options]
        told = "Answer one of {options}; this is {given}."
        raise Unreadable(said(told, options=words, given=describe(answer)))

    return read_choice


def numbers(answer: object) -> torch.Tensor:
    """A number, or nested lists of numbers, a tensor or an array of them, as float64."""
    readable = isinstance(answer, (int, float, list, tuple, torch.Tensor, np.ndarray, np.generic))
    if not readable or isinstance(answer, bool):  # a range, say, could go on for hours
        raise _unlike(_NUMBERS, answer)
    try:
        read = torch.as_tensor(answer).detach().cpu()
    except (TypeError, ValueError, RuntimeError, OverflowError):
        raise _unlike(_NUMBERS, answer) from None
    if read.is_meta or read.is_complex() or read.dtype == torch.bool or read.is_sparse:
        raise _unlike(_NUMBERS, answer)
    if read.numel() > 10_000:
        told = (
            "Give a number, or the numbers in a list or a tensor, a few of them; this is {given}."
        )
        raise _unlike(told, answer)
    if isinstance(answer, (torch.Tensor, np.ndarray, np.generic)):
        return read.to(torch.float64)
    return torch.as_tensor(answer, dtype=torch.float64)  # not by way of float32


def number(answer: object) -> float:
    """One number, however it was computed."""
    read = numbers(answer)
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


def plain(answer: Any) -> object:
    """The Python number in a 0-d tensor or array; anything else as it is."""
    holds = isinstance(answer, (torch.Tensor, np.ndarray, np.generic)) and answer.ndim == 0
    return answer.item() if holds and not getattr(answer, "is_meta", False) else answer


def count(answer: object) -> int:
    """A whole number, however it is written."""
    answer = plain(answer)
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    if not isinstance(answer, int) or isinstance(answer, bool):
        raise _unlike("Answer with one whole number; this is {given}.", answer)
    return answer


def number_or_none(answer: Any) -> float | None:
    """A number, or None for "this fails"."""
    if answer is None:
        return None
    array = isinstance(answer, (torch.Tensor, np.ndarray, np.generic))
    if array and math.prod(answer.shape) == 1 and not getattr(answer, "is_meta", False):
        answer = answer.item()
    if not isinstance(answer, (int, float)) or isinstance(answer, bool):
        raise _unlike("Answer with a number, or None; this is {given}.", answer)
    return float(answer) if abs(answer) < 1e300 else math.inf


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
            raise Unreadable(said("The result is a pair: `return {names}`.", names=list(names)))
        return dict(zip(names, result, strict=True))

    return read_pair


def one_number(result: Any) -> object:
    """The float in whatever holds exactly one number; anything else as it is."""
    holder = isinstance(result, (int, float, list, tuple, torch.Tensor, np.ndarray, np.generic))
    if not holder or isinstance(result, (bool, np.bool_)):
        return result
    try:
        return number(result)
    except Unreadable:
        return result
