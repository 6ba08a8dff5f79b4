"""A formula that is shown and worked out from the same parts, so that what is shown is verified.

On paper a vector is a column: its value has shape (n, 1), a number's has no axes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

# how strongly a formula holds together, from a sum to a letter
SUM, ENTRYWISE, PRODUCT, POWER, ATOM = range(5)


@dataclass(frozen=True, eq=False)
class Formula:
    """What is written and what is computed, from the same parts.

    writing: LaTeX, with {} for each part.
    work: the value, from the values of the parts.
    binds: how strongly it holds together.
    needs: how strongly each part has to hold together; one that does not gets brackets.
    """

    writing: str
    work: Callable[..., Any]
    parts: tuple[Formula, ...] = ()
    binds: int = ATOM
    needs: tuple[int, ...] = ()

    def latex(self) -> str:
        """The formula as it is shown."""
        needs = self.needs or (SUM,) * len(self.parts)
        parts = [_bracketed(*both) for both in zip(self.parts, needs, strict=True)]
        tall = any(r"\dfrac" in part for part in parts)
        writing = self.writing.replace("({})", r"\left({}\right)") if tall else self.writing
        return writing.format(*parts)

    def value(self, given: Mapping[str, Any]) -> Any:
        """The formula worked out, where letters stand for what is given."""
        return self.work(*(part.value(given) for part in self.parts))

    def walk(self) -> Iterator[Formula]:
        """The formula and all that it is made of."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def T(self) -> Formula:
        """The transpose."""
        return Formula(r"{}^{{\top}}", torch.t, (self,), POWER, (ATOM,))

    @property
    def inverse(self) -> Formula:
        """The inverse matrix."""
        return Formula("{}^{{-1}}", torch.linalg.inv, (self,), POWER, (ATOM,))

    def __add__(self, other: Formula) -> Formula:
        return Formula("{} + {}", torch.add, (self, other), SUM, (SUM, SUM))

    def __sub__(self, other: Formula | float) -> Formula:
        return Formula("{} - {}", torch.sub, (self, _formula(other)), SUM, (SUM, ENTRYWISE))

    def __radd__(self, other: float) -> Formula:
        return _formula(other) + self

    def __rsub__(self, other: float) -> Formula:
        return _formula(other) - self

    def __neg__(self) -> Formula:
        return Formula("-{}", torch.neg, (self,), SUM, (ENTRYWISE,))

    def __mul__(self, other: Formula) -> Formula:
        """A number times anything."""
        return Formula(r"{}\,{}", torch.mul, (self, other), PRODUCT, (PRODUCT, PRODUCT))

    def __rmul__(self, other: float) -> Formula:
        return _formula(other) * self

    def __matmul__(self, other: Formula) -> Formula:
        """The matrix product, written without a sign."""
        return Formula(r"{}\,{}", torch.matmul, (self, other), PRODUCT, (PRODUCT, PRODUCT))

    def __truediv__(self, other: Formula) -> Formula:
        return Formula(r"\dfrac{{{}}}{{{}}}", torch.div, (self, other), PRODUCT)

    def __rtruediv__(self, other: float) -> Formula:
        return _formula(other) / self

    def __pow__(self, other: Formula | float) -> Formula:
        return Formula("{}^{{{}}}", torch.pow, (self, _formula(other)), POWER, (ATOM, SUM))

    def __getitem__(self, indices: Formula | tuple[Formula, ...]) -> Formula:
        """An entry, which is a number: its letter is not bold."""
        indices = indices if isinstance(indices, tuple) else (indices,)
        whole = replace(self, writing=re.sub(r"^\\mathbf(\{+\w\}+)$", r"\1", self.writing))
        writing = "{}_{{" + "{}" * len(indices) + "}}"
        return Formula(writing, _entry, (whole, *indices), POWER, (ATOM,) * (len(indices) + 1))


@dataclass(frozen=True, eq=False)
class Letter(Formula):
    """A letter that stands for what is given under its name."""

    name: str = ""

    def value(self, given: Mapping[str, Any]) -> Any:
        return on_paper(given[self.name])


@dataclass(frozen=True, eq=False)
class Defined(Formula):
    """A letter for a formula, its only part; a table tells which."""

    def definition(self) -> str:
        """Such as p = softmax(x), in LaTeX."""
        return f"{self.latex()} = {self.parts[0].latex()}"


def on_paper(value: Any) -> Any:
    """A vector as a column; numbers, matrices and functions as they are."""
    return value.unsqueeze(1) if isinstance(value, Tensor) and value.ndim == 1 else value


def _formula(value: Formula | float) -> Formula:
    if isinstance(value, Formula):
        return value
    number = torch.tensor(float(value), dtype=torch.float64)
    return Formula(f"{value:g}", lambda: number)


def _bracketed(part: Formula, need: int) -> str:
    text = part.latex()
    if part.binds >= need:
        return text
    return rf"\left({text}\right)" if r"\dfrac" in text else f"({text})"


def _entry(value: Tensor, *indices: Tensor) -> Tensor:
    return value[indices] if len(indices) > 1 else value[indices[0], 0]
