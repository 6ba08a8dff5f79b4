"""The inputs an exercise is tried on: the same ones in every session, the easiest to read first."""

import copy
import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch

from preliminaries.authoring.describing import is_table
from preliminaries.authoring.exercise import Exercise
from preliminaries.authoring.inputs import examples
from preliminaries.judging.comparing import Outcome, Raised, Returned, Rules, difference

GENERATED = 30  # inputs per exercise, beside its edge cases


class Unsound(Exception):
    """What is expected cannot be found now: the solution raised where a value is asked for."""


_EXACT = Rules(strict_type=True, strict_dtype=True, tolerance=0.0)


@dataclass(frozen=True)
class Case:
    """Arguments, and what the solution gives for them."""

    arguments: tuple
    expected: Outcome

    def fresh(self) -> tuple:
        """The arguments, as a copy that an answer may spoil."""
        if self._are_plain:  # to copy these deeply takes longer than the answer does
            return tuple(a.clone() if isinstance(a, torch.Tensor) else a for a in self.arguments)
        return copy.deepcopy(self.arguments)

    @functools.cached_property
    def _are_plain(self) -> bool:
        """Whether they are numbers, words, and tensors that share no memory."""
        tensors = [a for a in self.arguments if isinstance(a, torch.Tensor)]
        others = [a for a in self.arguments if not isinstance(a, torch.Tensor)]
        return (
            all(type(other) in (bool, int, float, str) for other in others)
            and all(map(_is_plain, tensors))
            and len({tensor.data_ptr() for tensor in tensors if tensor.numel()}) == len(tensors)
        )


@functools.cache
def cases(exercise: Exercise) -> tuple[Case, ...]:
    """The named edge cases and the generated ones, the easiest to read first."""
    generated = examples(exercise.inputs(), GENERATED) if exercise.inputs else []
    arguments = [*exercise.edge_cases(), *generated] or [()]
    arguments.sort(key=_size)  # stable: of two of one size the edge case comes first
    return tuple(Case(a, _expected(exercise, copy.deepcopy(a))) for a in arguments)


def _is_plain(tensor: torch.Tensor) -> bool:
    return (
        type(tensor) is torch.Tensor
        and not vars(tensor)
        and not tensor.requires_grad
        and not tensor.is_complex()  # it may be a view that is only said to be conjugated
        and tensor.device.type == "cpu"
        and tensor.layout is torch.strided
        and tensor.is_contiguous()
        and tensor.untyped_storage().nbytes() == tensor.numel() * tensor.element_size()
    )


def _expected(exercise: Exercise, arguments: tuple) -> Outcome:
    if not exercise.is_function:
        return Returned(exercise.read(exercise.solution))
    try:
        return Returned(exercise.result(exercise.solution, *arguments))
    except Exception as error:
        if exercise.raises and isinstance(error, exercise.raises):
            return Raised(error)
        raise Unsound from error  # and nothing is remembered


@functools.cache
def believed(exercise: Exercise, name: str, k: int) -> Outcome:
    """What the wrong answer of that name gives on the k-th case."""
    case = cases(exercise)[k]
    arguments = case.fresh()
    found = outcome(exercise, exercise.wrong[name], arguments)
    return with_edits(exercise, case, arguments, found)


def with_edits(exercise: Exercise, case: Case, arguments: tuple, found: Outcome) -> Outcome:
    """The outcome, with the first parameter that the answer changed and should not have."""
    if not exercise.is_function:
        return found
    for name, before, after in zip(exercise.parameters, case.arguments, arguments, strict=True):
        if name in exercise.may_edit:
            continue
        for edited in _edits(name, before, after):
            if edited not in exercise.may_edit:
                return replace(found, edited=edited)
    return found


def _edits(name: str, before: Any, after: Any) -> Iterator[str]:
    """What is not as it was: an argument, `x`, or what autograd keeps in a tensor, `x.grad`."""
    if difference(Returned(before), Returned(after), _EXACT) or _names(before) != _names(after):
        yield name
    elif isinstance(before, (list, tuple)):
        for k, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _edits(f"{name}[{k}]", one, other)
    elif isinstance(before, torch.Tensor):
        kept, left = (t.grad if t.is_leaf else None for t in (before, after))
        if kept is not left and difference(Returned(kept), Returned(left), _EXACT):
            yield f"{name}.grad"
        if before.requires_grad != after.requires_grad:
            yield f"{name}.requires_grad"


def _names(value: Any) -> list:
    """What a table and its axes are called, which counts for whoever handed it over."""
    if not is_table(value):
        return []
    return [value.name if value.ndim == 1 else None, *(axis.names for axis in value.axes)]


def outcome(exercise: Exercise, answer: Callable, arguments: tuple) -> Outcome:
    """What a wrong answer that we wrote gives; a learner's runs under guard."""
    try:
        if exercise.is_function:
            return Returned(exercise.result(answer, *arguments))
        return Returned(exercise.read(answer()))
    except Exception as error:
        return Raised(error)


def _size(arguments: tuple) -> tuple[bool, int, float]:
    """What is easiest to read comes first: no axis of size 0 or 1, few entries, small numbers."""
    thin, entries, magnitude = False, 0, 0.0
    for value in arguments:
        if isinstance(value, str):
            entries += len(value)
        elif isinstance(value, (int, float, complex)):
            entries, magnitude = entries + 1, magnitude + abs(value)
        elif isinstance(value, (list, tuple)):
            inner = _size(tuple(value))
            thin = thin or inner[0]
            entries, magnitude = entries + inner[1] + 1, magnitude + inner[2]
        elif hasattr(value, "shape"):  # a tensor, an array, a data frame
            thin = thin or any(n < 2 for n in value.shape)
            entries += math.prod(value.shape)
    return thin, entries, magnitude
