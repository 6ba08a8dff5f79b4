"""Reading a predicted value, or what a function returned, however the learner wrote it."""

import math
from collections.abc import Callable
from numbers import Integral

import numpy as np
import torch

from preliminaries.authoring.describing import describe
from preliminaries.authoring.exercise import Unreadable


def each(read: Callable[[object], object]) -> Callable[[object], dict]:
    """A reader for a dict of predictions, from the reader of one; an open one stays `...`."""

    def read_all(answer: object) -> dict:
        if not isinstance(answer, dict):
            raise Unreadable(
                f"The answer is a dict, one prediction a line; this is {describe(answer)}."
            )
        values = {}
        for key, value in answer.items():
            try:
                values[key] = read(value)
            except Unreadable as error:
                raise Unreadable(f"For `{key}`: {error}") from None
        return values

    return read_all


def shape(answer: object) -> tuple[int, ...]:
    """A shape, from a tuple, a list, a torch.Size or a 1-d tensor or array of ints."""
    needed = "A shape is a tuple of whole numbers, such as `(2, 3)`"
    if isinstance(answer, (torch.Tensor, np.ndarray)):
        if answer.ndim != 1 or len(answer) > 16 or getattr(answer, "is_meta", False):
            raise Unreadable(f"{needed}; this is {describe(answer)}. Write the shape itself.")
        answer = answer.tolist()
    if isinstance(answer, int) and not isinstance(answer, bool):
        raise Unreadable(f"{needed}; for one axis it is `({answer},)`, with a comma.")
    if not isinstance(answer, (tuple, list)):
        raise Unreadable(f"{needed}; this is {describe(answer)}.")
    if not all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in answer):
        raise Unreadable(f"{needed}; one of the entries here is no int.")
    return tuple(int(n) for n in answer)


def shape_or_none(answer: object) -> tuple[int, ...] | None:
    """A shape, or None for "this fails"."""
    if answer is None:
        return None
    try:
        return shape(answer)
    except Unreadable as error:
        raise Unreadable(f"{error} Where it fails, the answer is `None`.") from None


def dtype(answer: object) -> torch.dtype:
    """A dtype, as torch's or by its name."""
    needed = "A dtype is written `torch.float32` or `torch.int64`, say"
    if isinstance(answer, str):
        found = getattr(torch, answer.strip().removeprefix("torch."), None)
        answer = found if isinstance(found, torch.dtype) else answer
    if answer is bool:
        return torch.bool
    if not isinstance(answer, torch.dtype):
        raise Unreadable(f"{needed}; this is {describe(answer)}.")
    return answer


def yes_or_no(answer: object) -> bool:
    """True or False, also as NumPy's, or "yes" and "no"."""
    words = {"yes": True, "no": False, "true": True, "false": False}
    if isinstance(answer, str) and answer.strip().lower() in words:
        return words[answer.strip().lower()]
    if not isinstance(answer, (bool, np.bool_)):
        raise Unreadable(f"Answer `True` or `False`; this is {describe(answer)}.")
    return bool(answer)


def choice(*options: str) -> Callable[[object], str]:
    """A reader for one of some short answers, in capitals or not."""

    def read_choice(answer: object) -> str:
        said = answer.strip().lower() if isinstance(answer, str) else None
        for option in options:
            if said == option.lower():
                return option
        listed = ", ".join(f'`"{option}"`' for option in options)
        raise Unreadable(f"Answer one of {listed}; this is {describe(answer)}.")

    return read_choice


def numbers(answer: object) -> torch.Tensor:
    """A number, or nested lists of numbers, a tensor or an array of them, as float64."""
    needed = "Give a number, or the numbers in a list or a tensor"
    readable = isinstance(answer, (int, float, list, tuple, torch.Tensor, np.ndarray, np.generic))
    if not readable or isinstance(answer, bool):  # a range, say, could go on for hours
        raise Unreadable(f"{needed}; this is {describe(answer)}.")
    try:
        read = torch.as_tensor(answer).detach().cpu()
    except (TypeError, ValueError, RuntimeError, OverflowError):
        raise Unreadable(f"{needed}; this is {describe(answer)}.") from None
    if read.is_meta or read.is_complex() or read.dtype == torch.bool or read.is_sparse:
        raise Unreadable(f"{needed}; this is {describe(answer)}.")
    if read.numel() > 10_000:
        raise Unreadable(f"{needed}, a few of them; this is {describe(answer)}.")
    return read.to(torch.float64)


def number(answer: object) -> float:
    """One number, however it was computed."""
    read = numbers(answer)
    if read.numel() != 1:
        raise Unreadable(f"One number is asked for; this is {describe(answer)}.")
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
        raise Unreadable(f"An interval is a pair, such as `(2, 3)`; this is {describe(answer)}.")
    low, high = sorted(ends.tolist())
    return low, high


def plain(answer: object) -> object:
    """The Python number in a 0-d tensor or array; anything else as it is."""
    holds = isinstance(answer, (torch.Tensor, np.ndarray, np.generic)) and answer.ndim == 0
    return answer.item() if holds and not getattr(answer, "is_meta", False) else answer


def count(answer: object) -> int:
    """A whole number, however it is written."""
    answer = plain(answer)
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    if not isinstance(answer, int) or isinstance(answer, bool):
        raise Unreadable(f"Answer with one whole number; this is {describe(answer)}.")
    return answer


def number_or_none(answer: object) -> float | None:
    """A number, or None for "this fails"."""
    if answer is None:
        return None
    array = isinstance(answer, (torch.Tensor, np.ndarray, np.generic))
    if array and math.prod(answer.shape) == 1 and not getattr(answer, "is_meta", False):
        answer = answer.item()
    if not isinstance(answer, (int, float)) or isinstance(answer, bool):
        raise Unreadable(f"Answer with a number, or None; this is {describe(answer)}.")
    return float(answer) if abs(answer) < 1e300 else math.inf


def by_key(readers: dict[str, Callable[[object], object]]) -> Callable[[object], dict]:
    """A reader for a dict of predictions of several kinds, from the reader of each key."""

    def read_all(answer: object) -> dict:
        values = {}
        for key, value in each(lambda value: value)(answer).items():
            values |= each(readers.get(key, lambda value: value))({key: value})
        return values

    return read_all


def as_floats(result: object) -> object:
    """Whole numbers as floats, also within a tuple: 3 and 3.0 are one answer."""
    if isinstance(result, tuple):
        return tuple(map(as_floats, result))
    if isinstance(result, torch.Tensor):
        as_it_is = result.is_floating_point() or result.dtype == torch.bool
        return result if as_it_is else result.float()
    if isinstance(result, (np.ndarray, np.generic)) and result.dtype.kind in "iu":
        return result.astype(np.float64)
    whole = isinstance(result, Integral) and not isinstance(result, bool)
    return float(result) if whole and abs(result) < 2**53 else result


def several_floats(result: object) -> object:
    """Several numbers as a tuple of floats, also where they came in a list or in one tensor."""
    one_array = isinstance(result, (torch.Tensor, np.ndarray)) and result.ndim == 1
    if isinstance(result, list) or (one_array and len(result) < 10):
        result = tuple(result)
    return as_floats(result)


def detached(result: object) -> object:
    """A tensor without its graph, so that its values are what is compared."""
    return result.detach() if isinstance(result, torch.Tensor) else result


def pair(*names: str) -> Callable[[object], dict[str, object]]:
    """A reader for two results: by name, so that a verdict can speak of each."""

    def read_pair(result: object) -> dict[str, object]:
        if not isinstance(result, (tuple, list)) or len(result) != 2:
            raise Unreadable(f"The result is a pair: `return {', '.join(names)}`.")
        return dict(zip(names, result, strict=True))

    return read_pair
