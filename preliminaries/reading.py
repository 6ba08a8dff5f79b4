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
