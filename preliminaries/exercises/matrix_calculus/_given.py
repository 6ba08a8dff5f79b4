"""Functions with a name to show, derivatives by measuring, and numbers however they are held."""

from collections.abc import Callable
from decimal import Decimal
from numbers import Real

import numpy as np
import torch

from preliminaries.authoring import reading


def called(name: str, f: Callable) -> Callable:
    """A function under a name that a verdict can show."""
    f.__name__ = name
    return f


def measured(f: Callable, x: torch.Tensor, h: float = 1e-6) -> torch.Tensor:
    """The derivative of f at x by central differences: the axes of f(x) first, then those of x."""
    columns = []
    for k in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[k] = h
        step = step.reshape(x.shape)
        columns.append((f(x + step) - f(x - step)) / (2 * h))
    return torch.stack(columns, dim=-1).reshape(columns[0].shape + x.shape)


def floats(answer: object) -> object:
    """Fractions and decimals as floats, within lists too; there an array of one is its number."""
    if isinstance(answer, np.ndarray) and answer.dtype == object and answer.size <= 100:
        answer = answer.tolist()
    if isinstance(answer, (list, tuple)) and len(answer) <= 100:
        return [floats(_entry(entry)) for entry in answer]
    exact = isinstance(answer, (Real, Decimal)) and not isinstance(answer, (int, float))
    if not exact or isinstance(answer, np.generic):
        return answer
    try:
        return float(answer)  # type: ignore[arg-type]
    except (OverflowError, TypeError, ValueError):
        return answer


def one_number(answer: object) -> float:
    """One number, whatever holds it: a Fraction, a list, a set or a tensor with one entry."""
    held = answer
    for _ in range(4):  # a list that holds itself has no end
        if isinstance(held, (list, tuple, set, frozenset)) and len(held) == 1:
            (held,) = held
    held = floats(_entry(held))
    return held if type(held) is float else reading.number(held)  # which reads 7 digits


def _entry(value: object) -> object:
    """The number that a tensor or an array within a list holds, where it holds just one."""
    if isinstance(value, torch.Tensor) and value.numel() == 1 and not value.is_meta:
        return value.detach().item()
    return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value
