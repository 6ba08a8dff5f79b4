"""From nodes to layers: each node after all that it uses, sorted so that few edges cross.

After Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
structures", 1981.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .recording import Node

Bend = tuple[str, tuple[int, int], int]
Item = int | Bend  # the number of a node, or ("bend", edge, layer) where an edge passes a layer

_SWEEPS = 12


@dataclass(frozen=True)
class Edge:
    """What is used, what uses it, and where the line between them passes a layer."""

    start: int
    bends: list[Bend]
    end: int

    @property
    def chain(self) -> list[Item]:
        """All of them in order."""
        return [self.start, *self.bends, self.end]


@dataclass(frozen=True)
class Layering:
    """Layers of items in order, the place of each across its layer, and the edges."""

    layers: list[list[Item]]
    across: dict[Item, float]
    edges: list[Edge]


def layering(nodes: Sequence[Node]) -> Layering:
    """Put nodes into layers, and the edges that pass a layer too."""
    layers, edges = _layers_and_edges(nodes)
    neighbours = _neighbours(edges)
    tries = []
    for turn in range(4):  # other orders to start from end in other pictures
        start = [layer[::-1] if turn >> 1 else layer[:] for layer in layers]
        across = _order(start, neighbours, turn % 2)
        tries.append((_crossings(edges, across, layers), turn, start, across))
    _, _, layers, across = min(tries, key=lambda found: found[:2])
    return Layering(layers, across, edges)


def _layer_of_each(nodes: Sequence[Node]) -> list[int]:
    """Each node right of all that it uses; a leaf as near to its first use as can be."""
    found: list[int] = []
    for node in nodes:
        found.append(max((found[p] + 1 for p in node.parents), default=0))
    for k, node in enumerate(nodes):
        users = [found[i] for i, other in enumerate(nodes) if k in other.parents]
        if not node.parents and users:
            found[k] = min(users) - 1
    return found


def _layers_and_edges(nodes: Sequence[Node]) -> tuple[list[list[Item]], list[Edge]]:
    layer_of = _layer_of_each(nodes)
    layers: list[list[Item]] = [[] for _ in range(max(layer_of) + 1)]
    for k in range(len(nodes)):
        layers[layer_of[k]].append(k)
    edges: list[Edge] = []
    for k, node in enumerate(nodes):
        for p in dict.fromkeys(node.parents):
            bends: list[Bend] = [("bend", (p, k), at) for at in range(layer_of[p] + 1, layer_of[k])]
            for bend in bends:
                layers[bend[2]].append(bend)
            edges.append(Edge(p, bends, k))
    return layers, edges


def _neighbours(edges: list[Edge]) -> dict[Item, list[Item]]:
    found: dict[Item, list[Item]] = {}
    for edge in edges:
        for one, other in pairwise(edge.chain):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def _order(
    layers: list[list[Item]], neighbours: dict[Item, list[Item]], first: int
) -> dict[Item, float]:
    """Sort every layer by where its neighbours are, back and forth; the place of each item."""
    across: dict[Item, float] = {}
    for layer in layers:
        across |= {item: float(k) - (len(layer) - 1) / 2 for k, item in enumerate(layer)}

    def wish(item: Item) -> float:
        near = neighbours.get(item)
        return sum(across[n] for n in near) / len(near) if near else 0.0

    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == first else reversed(layers):
            wishes = {item: wish(item) for item in layer}
            layer.sort(key=wishes.__getitem__)
            across |= _settled(layer, wishes)
    return across


def _crossings(edges: list[Edge], across: dict[Item, float], layers: list[list[Item]]) -> int:
    """How often two edges cross between neighbouring layers."""
    layer_of = {item: k for k, layer in enumerate(layers) for item in layer}
    pieces: dict[int, list[tuple[float, float]]] = {}
    for edge in edges:
        for one, other in pairwise(edge.chain):
            pieces.setdefault(layer_of[one], []).append((across[one], across[other]))
    return sum(
        (a - c) * (b - d) < 0
        for group in pieces.values()
        for k, (a, b) in enumerate(group)
        for c, d in group[:k]
    )


def _settled(layer: list[Item], wishes: dict[Item, float]) -> dict[Item, float]:
    """The place that each item wishes for, or the nearest with room; in order."""
    groups: list[tuple[list[Item], float]] = []  # items that touch, and where the first one stands
    for item in layer:
        group, start = [item], wishes[item]
        while groups:
            before, begun = groups[-1]
            end = begun + _offsets(before)[-1]
            if start >= end + _room(before[-1], group[0]):
                break
            groups.pop()
            group = before + group
            shifts = _offsets(group)
            start = sum(wishes[i] - s for i, s in zip(group, shifts, strict=True)) / len(group)
        groups.append((group, start))
    return {
        item: start + shift
        for group, start in groups
        for item, shift in zip(group, _offsets(group), strict=True)
    }


def _room(left: Item, right: Item) -> float:
    """How far apart two neighbours stand at least; an edge that only passes needs less."""
    bends = isinstance(left, tuple) + isinstance(right, tuple)
    return (1.0, 0.75, 0.35)[bends]


def _offsets(items: list[Item]) -> list[float]:
    """How far from the first each item stands where they touch."""
    found = [0.0]
    for left, right in pairwise(items):
        found.append(found[-1] + _room(left, right))
    return found
