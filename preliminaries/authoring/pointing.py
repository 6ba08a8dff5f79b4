"""What an answer by hand points at: data, which preliminaries/pointing/ makes buttons of."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cells:
    """The cells of a grid; the answer is the list of the numbers in those that are pressed."""

    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Axes:
    """Axes, pressed one after the other; the answer is the tuple of their sizes.

    sizes: by what is written on each, such as "channels: 3"; an axis may be pressed again.
    """

    sizes: Mapping[str, int]


@dataclass(frozen=True)
class Arrow:
    """An arrow, dragged or turned from way to way; the answer is the name of the way it points.

    ways: the direction of each, by name.
    start: where all leave, in the figure's coordinates; there an arrow has length 1.
    figure: which of the figures draws them: `figures.ways(ways, chosen)`, say.
    """

    ways: Mapping[str, tuple[float, float]]
    start: tuple[float, float]
    figure: str
