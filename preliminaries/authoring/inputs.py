"""Generated inputs: small tensors with small numbers, easy to read in a verdict."""

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from unittest import mock

import torch
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:
    import pandas


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
    """A tensor of that shape, its numbers small and all different; floats are halves.

    Different numbers show which entry went where; equal ones are for edge cases.
    """
    count = torch.Size(shape).numel()
    reach = max(9, count)

    def drawn(random: Random) -> torch.Tensor:
        numbers: list[float] = random.sample(range(-reach, reach + 1), count)
        if dtype == torch.bool:
            numbers = [k > 0 for k in numbers]
        elif dtype.is_floating_point:
            numbers = [k / 2 for k in numbers]
        return torch.tensor(numbers, dtype=dtype).reshape(shape)

    return st.randoms(use_true_random=True).map(drawn)


def shapes(most_axes: int = 4) -> st.SearchStrategy[tuple[int, ...]]:
    """A shape in which sizes of 1 are frequent, as broadcasting needs them."""
    return st.lists(st.sampled_from([1, 2, 3, 1]), max_size=most_axes).map(tuple)


def tables(
    columns: dict[str, st.SearchStrategy], fewest: int = 1, most: int = 5
) -> st.SearchStrategy["pandas.DataFrame"]:
    """A DataFrame of so many rows; each column's entries come from its own strategy."""
    import pandas

    def of(rows: int) -> st.SearchStrategy[dict]:
        return st.fixed_dictionaries(
            {name: st.lists(entry, min_size=rows, max_size=rows) for name, entry in columns.items()}
        )

    return st.integers(fewest, most).flatmap(of).map(pandas.DataFrame)


def examples(strategy: st.SearchStrategy, count: int = 30) -> list:
    """So many draws, the same ones every time: what an answer is tried on, and a proof."""
    found: list = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(arguments: tuple) -> None:
        found.append(arguments)

    # Hypothesis mixes in constants that it reads from modules outside site-packages, and keeps
    # them on disk: the inputs would depend on the learner's folder.
    with mock.patch.object(providers, "is_local_module_file", lambda file: False, create=True):
        collect()
    return found
