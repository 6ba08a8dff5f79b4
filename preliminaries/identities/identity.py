"""What an identity states, and its proof by machine on drawn numbers."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from functools import cached_property

import torch
from torch import Tensor
from torch.func import jacrev

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


class Smooth:
    """A drawn function u(x) = 2 + sin(B·x + c), whose derivative is known; no value is 0."""

    def __init__(
        self,
        x_shape: tuple[int, ...],
        y_shape: tuple[int, ...],
        draw: Callable[[tuple[int, ...]], Tensor],
    ):
        self.B, self.c = draw((*y_shape, *x_shape)), draw(y_shape)

    def __call__(self, x: Tensor) -> Tensor:
        return 2 + torch.sin(self._inner(x))

    def D(self, x: Tensor) -> Tensor:
        """∂u/∂x in numerator layout."""
        slope = torch.cos(self._inner(x))
        return numerator(slope.reshape(slope.shape + (1,) * x.ndim) * self.B, slope.ndim)

    def _inner(self, x: Tensor) -> Tensor:
        return torch.tensordot(self.B, x, dims=x.ndim) + self.c


@dataclass(frozen=True)
class Identity:
    """What ∂y/∂x is, in numerator layout.

    name: y in plain letters, unique within its case.
    y, derivative: both as formulas (LaTeX).
    of: the axes of y, such as "m l"; empty for a scalar.
    given: what y is made of, the variable first: its axes ("n k"), "positive", "symmetric n n",
        "regular n n" (invertible, with a positive determinant), "shares n" (with the sum 1), or
        "n -> m" for a function.
    f, D: y and ∂y/∂x, as functions of what is given.
    where: what has to hold.
    """

    name: str
    _: KW_ONLY
    y: str
    derivative: str
    of: str = ""
    given: dict[str, str]
    f: Callable[..., Tensor]
    D: Callable[..., Tensor]
    where: str = ""

    @cached_property
    def case(self) -> str:
        return case_of(len(self.of.split()), len(_axes(next(iter(self.given.values())))))

    @property
    def is_rule(self) -> bool:
        """Whether it is about any function of x, not a certain one."""
        return any("->" in what for what in self.given.values())

    @property
    def shape(self) -> tuple[str, ...]:
        """The derivative's shape, in letters."""
        y, x = self.of.split(), _axes(next(iter(self.given.values())))
        if self.case == "scalar by vector":
            return ("1", *x)
        if self.case == "vector by scalar":
            return (*y, "1")
        return (*y, *reversed(x))

    def draw(self, sizes: dict[str, int], seed: int) -> list[Tensor | Smooth]:
        """Numbers and functions for everything given."""
        generator = torch.Generator().manual_seed(seed)

        def normal(shape: tuple[int, ...]) -> Tensor:
            return torch.randn(shape, generator=generator, dtype=torch.float64)

        return [_drawn(what, sizes, normal) for what in self.given.values()]

    def verify(self, sizes: dict[str, int], seed: int = 0) -> None:
        """Compare with central differences and with autograd, in both layouts.

        Raises WrongIdentity, which says which identity is wrong, and how.
        """
        x, *rest = self.draw(sizes, seed)

        def f(t: Tensor) -> Tensor:
            return self.f(t, *rest)

        y_axes = len(self.of.split())
        claimed = self.D(x, *rest)
        shape = tuple(int(sizes.get(letter, 1)) for letter in self.shape)
        if tuple(claimed.shape) != shape:
            self._refuse(f"the derivative has shape {tuple(claimed.shape)}, not {shape}", sizes)
        for method, J in {
            "central differences": central_difference(f, x),
            "torch.func.jacrev": jacrev(f)(x),
        }.items():
            for layout, mine, theirs in (
                ("numerator", claimed, numerator(J, y_axes)),
                ("denominator", other_layout(claimed), denominator(J, y_axes)),
            ):
                if mine.shape != theirs.shape:
                    self._refuse(
                        f"{method} give shape {tuple(theirs.shape)} in {layout} layout, "
                        f"not {tuple(mine.shape)}",
                        sizes,
                    )
                if not torch.allclose(mine, theirs, rtol=1e-6, atol=1e-6):
                    error = (mine - theirs).abs().max().item()
                    self._refuse(
                        f"{method} disagree in {layout} layout, by up to {error:.2g}", sizes
                    )

    def _refuse(self, what: str, sizes: dict[str, int]) -> None:
        at = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
        raise WrongIdentity(f"The identity for {self.name} ({self.case}) is wrong: {what} ({at})")


def _axes(what: str) -> list[str]:
    """The letters of the axes in a description of something given."""
    return [word for word in what.split() if len(word) == 1]


def _drawn(
    what: str, sizes: dict[str, int], normal: Callable[[tuple[int, ...]], Tensor]
) -> Tensor | Smooth:
    if "->" in what:
        arguments, _, values = what.partition("->")
        return Smooth(_shape(arguments, sizes), _shape(values, sizes), normal)
    value = normal(_shape(what, sizes))
    if "positive" in what:
        return value.abs() + 0.5
    if "shares" in what:
        return torch.softmax(value, dim=0)
    if "symmetric" in what:
        return value + value.T
    if "regular" in what:
        return 0.3 * value / len(value) + 2 * torch.eye(len(value), dtype=value.dtype)
    return value


def _shape(what: str, sizes: dict[str, int]) -> tuple[int, ...]:
    return tuple(sizes[letter] for letter in _axes(what))
