"""From layers to pixels: side by side where there is room, else from top to bottom.

Both ways answer the same three questions: where an item is, along which points an edge runs, and
where the words of a node stand.
"""

from collections.abc import Sequence
from itertools import pairwise

from ..drawing.canvas import WIDEST
from .layering import Edge, Item, Layering

BOX = 40  # height of a node
_APART = 46  # free space between boxes side by side
_DOWN = 72.0  # from one layer to the next, from top to bottom
_PASSING = 20  # width of a layer that edges only pass
_ASIDE = 8  # free space on either side of an edge that passes

Point = tuple[float, float]
Words = tuple[Point, Point, str]  # where the upper and the lower words stand, and their alignment


class Sideways:
    """A column for each layer, the words of a node above and below its box.

    boxes, columns: widths of the node's boxes, and of the layers. row: from a box to the one below.
    """

    def __init__(
        self, layering: Layering, boxes: Sequence[float], columns: Sequence[float], row: float
    ) -> None:
        self._boxes = boxes
        self._rooms: dict[Item, float] = {}
        self.places: dict[Item, Point] = {}
        x = 0.0
        for layer, width in zip(layering.layers, columns, strict=True):
            for item in layer:
                self.places[item] = x + width / 2, layering.across[item] * row
                self._rooms[item] = width
            x += width + _APART

    def route(self, edge: Edge, leaves: float, enters: float) -> list[Point]:
        """The points of an edge; how far beside the middle it leaves a box and enters the next."""
        # Level out of one column and into the next, so that no line crosses what is written.
        start, end = edge.start, edge.end
        (x, y), (to_x, to_y) = self.places[start], self.places[end]
        leave, enter = self._rooms[start] / 2 + 3, self._rooms[end] / 2 + 3
        rim = to_x - self._boxes[end] / 2
        return [
            (x + self._boxes[start] / 2, y + leaves),
            (x + leave, y + leaves),
            *(self.places[bend] for bend in edge.bends),
            (min(to_x - enter, rim - 14), to_y + enters),
            (rim, to_y + enters),
        ]

    def words(self, k: int, both: bool) -> Words:
        """Where the value of a node stands and where its adjoint; both: whether there are both."""
        x, y = self.places[k]
        return (x, y - BOX / 2 - 14), (x, y + BOX / 2 + 15), "center"


class Downwards:
    """A row for each layer, the words of a node on the right of its box.

    boxes, widths: of each node's box, and of what is written beside it.

    Raises ValueError where a row is too wide.
    """

    def __init__(self, layering: Layering, boxes: Sequence[float], widths: Sequence[float]) -> None:
        self._boxes = boxes
        right: dict[Item, float] = {
            k: box / 2 + 6 + width for k, (box, width) in enumerate(zip(boxes, widths, strict=True))
        }
        left: dict[Item, float] = {k: box / 2 + 8 for k, box in enumerate(boxes)}
        across = layering.across
        beside = [pair for layer in layering.layers for pair in pairwise(layer)]
        wanted = [
            (right.get(a, _ASIDE) + left.get(b, _ASIDE)) / (across[b] - across[a])
            for a, b in beside
        ]
        span = max(across.values()) - min(across.values())
        most = (WIDEST - max(right.values()) - 100) / max(span, 1)
        unit = min(max(wanted, default=1.0), most)
        for (a, b), needed in zip(beside, wanted, strict=True):
            if a in right and b in right and needed > unit:
                raise ValueError("The graph is too wide to draw. Draw a smaller piece of it.")
        self.places: dict[Item, Point] = {
            item: (across[item] * unit, row * _DOWN)
            for row, layer in enumerate(layering.layers)
            for item in layer
        }

    def route(self, edge: Edge, leaves: float, enters: float) -> list[Point]:
        """The points of an edge; how far beside the middle it leaves a box and enters the next."""
        (x, y), (to_x, to_y) = self.places[edge.start], self.places[edge.end]
        bends = [self.places[bend] for bend in edge.bends]
        return [(x + leaves, y + BOX / 2), *bends, (to_x + enters, to_y - BOX / 2)]

    def words(self, k: int, both: bool) -> Words:
        """Where the value of a node stands and where its adjoint; both: whether there are both."""
        x, y = self.places[k]
        right, half = x + self._boxes[k] / 2 + 6, 11 if both else 0
        return (right, y - half), (right, y + half), "left"


def placed(
    layering: Layering, boxes: Sequence[float], widths: Sequence[float], row: float
) -> Sideways | Downwards:
    """The way of placing that fits the widest figure.

    boxes, widths: of each node's box, and of all that is ever written at it. row: from a box to
    the one below, side by side.

    Raises ValueError where neither fits.
    """
    columns = [
        max((widths[k] for k in layer if isinstance(k, int)), default=_PASSING)
        for layer in layering.layers
    ]
    if sum(columns) + _APART * len(columns) <= WIDEST:
        return Sideways(layering, boxes, columns, row)
    return Downwards(layering, boxes, widths)
