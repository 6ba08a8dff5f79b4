"""Scores, labels and probabilities that several exercises of this lecture are tried on."""

import inspect
from collections.abc import Callable
from itertools import pairwise

import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode

from preliminaries.authoring import sizes, tensors, told, unlike_sizes
from preliminaries.authoring.watching import NotAllowed, library_of, met_in

FLOATS = st.sampled_from([torch.float32, torch.float64])


def scores(fewest_axes: int = 1, most_axes: int = 4) -> st.SearchStrategy[torch.Tensor]:
    """Scores of several axes, the classes along the last; they are small."""
    axes = sizes(fewest_axes, most_axes)
    shape = axes.flatmap(lambda n: unlike_sizes(n, 1, 4))
    return st.tuples(shape, FLOATS).flatmap(lambda s: tensors(*s))


def labels(rows: int, classes: int) -> st.SearchStrategy[torch.Tensor]:
    """Class numbers, one a row."""
    return st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows).map(torch.tensor)


def scores_and_labels() -> st.SearchStrategy[tuple]:
    """A table of scores, rows × classes, and the label of each row."""

    def of(sizes: tuple) -> st.SearchStrategy[tuple]:
        rows, classes = sizes
        table = FLOATS.flatmap(lambda dtype: tensors((rows, classes), dtype))
        return st.tuples(table, labels(rows, classes))

    return st.one_of(unlike_sizes(2, 2, 5), sizes(2, 4).map(lambda n: (n, n))).flatmap(of)


def probabilities(rows: int, classes: int) -> st.SearchStrategy[torch.Tensor]:
    """Rows of probabilities, whole tenths of which some are 0, that sum to 1."""
    cuts = st.lists(st.integers(0, 10), min_size=classes - 1, max_size=classes - 1).map(sorted)

    def row(cuts: list[int]) -> list[float]:
        ends = [0, *cuts, 10]
        return [(high - low) / 10 for low, high in pairwise(ends)]

    return st.lists(cuts.map(row), min_size=rows, max_size=rows).map(torch.tensor)


class built_by_hand(TorchFunctionMode):
    """Refuses what an exercise asks to be built: the functions of torch by these names."""

    refused: frozenset[str] = frozenset()

    def __torch_function__(
        self, func: Callable, types: tuple, args: tuple = (), kwargs: dict | None = None
    ) -> object:
        name = getattr(func, "__name__", "").split(".")[0].strip("_").removeprefix("special_")
        if name in self.refused:
            raise NotAllowed(told("torch's own {name}; this exercise is to build it", name=name))
        return func(*args, **(kwargs or {}))


def without_scipy(answer: Callable, *arguments: object) -> object:
    """What an answer returns that does not name SciPy, which has the same functions ready-made."""
    if any(library_of(found) == "scipy" for found in met_in(inspect.unwrap(answer))):
        raise NotAllowed(told("SciPy, which has it ready-made; this exercise is to build it"))
    return answer(*arguments)
