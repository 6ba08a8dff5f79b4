"""What an identity states, and its proof by machine on drawn numbers."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any, NoReturn

import torch
from torch import Tensor
from torch.func import jacrev

from .conditions import Condition
from .formula import Defined, Formula, Letter
from .given import axes_of, drawn
from .layouts import case_of, denominator, numerator, other_layout


class WrongIdentity(AssertionError):
    """An identity that numbers contradict; the message names it."""


def central_difference(f: Callable[[Tensor], Tensor], x: Tensor, h: float = 1e-5) -> Tensor:
    """The derivative of f at x from values of f alone, in torch's order of axes. Use float64."""
    slopes = []
    for k in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[k] = h
        step = step.reshape(x.shape)
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return torch.stack(slopes, dim=-1).reshape(slopes[0].shape + x.shape)


@dataclass(frozen=True)
class Identity:
    """What ∂y/∂x is, in numerator layout; verified is what is shown.

    name: y in plain letters, unique within its table.
    y, derivative: the formulas.
    of: the axes of y, such as "m l"; empty for a scalar.
    given: what y is made of, by the letters' names, the variable first (see given.py).
    entry: the indices of the derivative, such as "iqp", where the formula is that of an entry.
    where: what has to hold, a formula or said by a condition (see conditions.py).
    about: the table it is in; that of its case if empty.
    """

    name: str
    _: KW_ONLY
    y: Formula
    derivative: Formula
    of: str = ""
    given: dict[str, str]
    entry: str = ""
    where: str | Condition = ""
    about: str = ""

    @cached_property
    def case(self) -> str:
        return case_of(len(self.of.split()), len(axes_of(self._kind)))

    @property
    def _kind(self) -> str:
        return next(iter(self.given.values()))

    @cached_property
    def variable(self) -> Letter:
        """The letter by which is derived."""
        name = next(iter(self.given))
        inside = [*self.y.walk(), *self.derivative.walk()]
        return next(one for one in inside if isinstance(one, Letter) and one.name == name)

    @property
    def is_rule(self) -> bool:
        """Whether it is about any function of x, not a certain one."""
        return any("->" in what for what in self.given.values())

    @property
    def shape(self) -> tuple[str, ...]:
        """The derivative's shape, in letters."""
        y, x = self.of.split(), axes_of(self._kind)
        if self.case == "scalar by vector":
            return ("1", *x)
        if self.case == "vector by scalar":
            return (*y, "1")
        return (*y, *reversed(x))

    def shown(self) -> tuple[str, str]:
        """The two formulas in LaTeX."""
        y = self.y.definition() if isinstance(self.y, Defined) else self.y.latex()
        return y, self.derivative.latex()

    def condition(self) -> str:
        """What has to hold, in the language that is spoken."""
        return self.where if isinstance(self.where, str) else self.where()

    def definitions(self) -> list[str]:
        """What the letters of the formulas stand for, where y does not say it."""
        inside = [*self.y.walk(), *self.derivative.walk()]
        all_of_them = [one.definition() for one in inside if isinstance(one, Defined)]
        return [one for one in dict.fromkeys(all_of_them) if one != self.shown()[0]]

    def verify(self, sizes: Mapping[str, int], seed: int = 0) -> None:
        """Compare with central differences and with autograd, in both layouts.

        Raises WrongIdentity, which says which identity is wrong, and how.
        """
        given = drawn(self.given, sizes, seed)
        variable = next(iter(given))
        y_axes = len(self.of.split())

        def f(x: Tensor) -> Tensor:
            value = self.y.value({**given, variable: x})
            return value.reshape([sizes[letter] for letter in self.of.split()])

        claimed = self._claimed(given, sizes)
        for method, J in (
            ("torch.func.jacrev", jacrev(f)(given[variable])),
            ("central differences", central_difference(f, given[variable])),
        ):
            for layout, mine, theirs in (
                ("numerator", claimed, numerator(J, y_axes)),
                ("denominator", other_layout(claimed), denominator(J, y_axes)),
            ):
                if not torch.allclose(mine, theirs, rtol=1e-6, atol=1e-6):
                    error = (mine - theirs).abs().max().item()
                    what = f"in {layout} layout it is up to {error:.2g} away from {method}"
                    self._refuse(what, sizes)

    def _claimed(self, given: Mapping[str, Any], sizes: Mapping[str, int]) -> Tensor:
        """The derivative worked out; it has its shape, or is refused."""
        shape = tuple(sizes.get(letter, 1) for letter in self.shape)
        counting = {
            f"index {letter}": torch.arange(size).reshape(
                [-1 if k == axis else 1 for k in range(len(shape))]
            )
            for axis, (letter, size) in enumerate(zip(self.entry, shape, strict=False))
        }
        try:
            claimed = self.derivative.value({**given, **counting})
            claimed = claimed.expand(shape) if self.entry else claimed
        except (RuntimeError, IndexError) as error:
            what = str(error).partition("\n")[0]
            self._refuse(f"the derivative cannot be worked out: {what}", sizes)
        if tuple(claimed.shape) != shape:
            self._refuse(f"the derivative has shape {tuple(claimed.shape)}, not {shape}", sizes)
        return claimed

    def _refuse(self, what: str, sizes: Mapping[str, int]) -> NoReturn:
        at = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
        raise WrongIdentity(f"The identity for {self.name} ({self.case}) is wrong: {what} ({at})")
