"""Generated inputs: small tensors with small numbers, easy to read in a verdict."""

from dataclasses import dataclass

import torch
from hypothesis import strategies as st


@dataclass(frozen=True)
class Formula:
    """A function of a tensor x, written as a formula: a verdict can show it.

    `Formula("sin(x) * x**2")(x)`; the formula may use every function of torch by its name.
    """

    text: str

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return eval(self.text, vars(torch), {"x": x})

    def __str__(self) -> str:
        return f"f(x) = {self.text}"


def sizes(smallest: int = 1, largest: int = 5) -> st.SearchStrategy[int]:
    """The size of one axis."""
    return st.integers(smallest, largest)


def unlike_sizes(count: int, smallest: int = 1, largest: int = 5) -> st.SearchStrategy[tuple]:
    """Sizes of `count` axes, no two the same, so that a transposed result shows."""
    return st.lists(sizes(smallest, largest), min_size=count, max_size=count, unique=True).map(
        tuple
    )


def tensors(
    shape: tuple[int, ...], dtype: torch.dtype = torch.float32
) -> st.SearchStrategy[torch.Tensor]:
    """A tensor of that shape; floats are quarters from -5 to 5, ints from -9 to 9."""
    count = torch.Size(shape).numel()
    if dtype == torch.bool:
        numbers = st.booleans()
    elif dtype.is_floating_point:
        numbers = st.integers(-20, 20).map(lambda k: k / 4)
    else:
        numbers = st.integers(-9, 9)
    return st.lists(numbers, min_size=count, max_size=count).map(
        lambda values: torch.tensor(values, dtype=dtype).reshape(shape)
    )


def shapes(most_axes: int = 4) -> st.SearchStrategy[tuple[int, ...]]:
    """A shape in which sizes of 1 are frequent, as broadcasting needs them."""
    return st.lists(st.sampled_from([1, 2, 3, 1]), max_size=most_axes).map(tuple)
