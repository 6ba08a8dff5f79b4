"""Reading a predicted value, however the learner wrote it down."""

from collections.abc import Callable

import numpy as np
import torch

from preliminaries.describing import describe
from preliminaries.exercise import Unreadable


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
        raise Unreadable(f"{needed}; one of the entries here is no whole number.")
    return tuple(int(n) for n in answer)


def shape_or_none(answer: object) -> tuple[int, ...] | None:
    """A shape, or None for "this fails"."""
    return None if answer is None else shape(answer)


def dtype(answer: object) -> torch.dtype:
    """A dtype, as torch's or by its name."""
    needed = "A dtype is written `torch.float32` or `torch.int64`, say"
    if isinstance(answer, str):
        answer = getattr(torch, answer.strip().removeprefix("torch."), answer)
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
    """A reader for one of a few words, in capitals or not."""

    def read(answer: object) -> str:
        listed = ", ".join(f'`"{option}"`' for option in options)
        if not isinstance(answer, str):
            raise Unreadable(f"Answer with one of {listed}; this is {describe(answer)}.")
        word = answer.strip().lower()
        if word not in options:
            raise Unreadable(f"Answer with one of {listed}; this is {describe(answer[:40])}.")
        return word

    return read


def numbers(answer: object) -> torch.Tensor:
    """A number, or lists of numbers, as a tensor or an array or written out; in float64."""
    needed = "The answer is made of numbers, such as `[1.0, 2.5]`"
    if isinstance(answer, torch.Tensor) and answer.numel() <= 1000 and not answer.is_meta:
        answer = answer.detach().cpu().tolist()
    elif isinstance(answer, (np.ndarray, np.generic)) and answer.size <= 1000:
        answer = answer.tolist()
    if isinstance(answer, (list, tuple)) and len(answer) <= 1000:
        answer = [numbers(part).tolist() for part in answer]
    elif isinstance(answer, bool) or not isinstance(answer, (int, float)):
        raise Unreadable(f"{needed}; this is {describe(answer)}.")
    try:
        return torch.tensor(answer, dtype=torch.float64)
    except (ValueError, OverflowError, RuntimeError):
        raise Unreadable(f"{needed}, in rows of one length.") from None


def number(answer: object) -> float:
    """One number, however it was computed."""
    read = numbers(answer)
    if read.numel() != 1:
        raise Unreadable(f"One number is asked for; this is {describe(answer)}.")
    return read.item()
