"""What formulas are tried on: drawn numbers and functions, of the kinds that an identity names.

A kind is made of axes ("n k"; none for a number), and of a word where not every value will do:
"positive", "natural", "symmetric n n", "invertible n n", "upright n n" (with a positive
determinant), "shares n" (with the sum 1). "n -> m" is a function.
"""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from .layouts import numerator

Draw = Callable[[tuple[int, ...]], Tensor]


class Smooth:
    """A drawn function u(x) = c + s sin(B·x + b), whose derivative is known.

    Without a word no value is 0; "upright" matrices have a positive determinant.
    """

    def __init__(self, kind: str, sizes: Mapping[str, int], normal: Draw):
        of_x, _, of_y = kind.partition("->")
        self.x_shape, y_shape = _shape(of_x, sizes), _shape(of_y, sizes)
        self.B, self.b = normal((*y_shape, *self.x_shape)), normal(y_shape)
        upright = "upright" in of_y
        self.scale = 0.3 / y_shape[0] if upright else 1.0
        self.middle = 2 * (torch.eye(y_shape[0]).double() if upright else torch.tensor(1.0))

    def __call__(self, x: Tensor) -> Tensor:
        return _column(self.middle + self.scale * torch.sin(self._inner(x)))

    def D(self, x: Tensor) -> Tensor:
        """∂u/∂x in numerator layout."""
        slope = self.scale * torch.cos(self._inner(x))
        across = (1,) * len(self.x_shape)
        return numerator(slope.reshape(slope.shape + across) * self.B, slope.ndim)

    def _inner(self, x: Tensor) -> Tensor:
        x = x.reshape(self.x_shape) if self.x_shape else x  # a number's function: entry by entry
        return torch.tensordot(self.B, x, dims=len(self.x_shape)) + self.b


def drawn(
    given: Mapping[str, str], sizes: Mapping[str, int], seed: int
) -> dict[str, Tensor | Smooth]:
    """Numbers and functions for all that is given."""
    generator = torch.Generator().manual_seed(seed)

    def normal(shape: tuple[int, ...]) -> Tensor:
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    return {name: _drawn(kind, sizes, normal) for name, kind in given.items()}


def axes_of(kind: str) -> list[str]:
    """The letters of the axes in a kind."""
    return [word for word in kind.split() if len(word) == 1]


def _drawn(kind: str, sizes: Mapping[str, int], normal: Draw) -> Tensor | Smooth:
    if "->" in kind:
        return Smooth(kind, sizes, normal)
    value = normal(_shape(kind, sizes))
    if "positive" in kind:
        return value.abs() + 0.5
    if "natural" in kind:
        return (3 * value.abs()).ceil()
    if "shares" in kind:
        return torch.softmax(value, dim=0)
    if "symmetric" in kind:
        return value + value.T
    if "upright" in kind or "invertible" in kind:
        value = 0.3 * value / len(value) + 2 * torch.eye(len(value)).double()
        return value.flip(0) if "invertible" in kind else value
    return value


def _shape(kind: str, sizes: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sizes[letter] for letter in axes_of(kind))


def _column(y: Tensor) -> Tensor:
    return y.unsqueeze(1) if y.ndim == 1 else y
