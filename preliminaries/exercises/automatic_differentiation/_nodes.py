"""The nodes of a scalar engine, and graphs of them."""

import math
from functools import reduce

from preliminaries.authoring import Told, told

_DIAMOND = [("mul", 0, 0), ("sin", 0), ("add", 1, 2)]
_UNEVEN = [("sin", 0), ("exp", 1), ("mul", 1, 2), ("add", 3, 1), ("mul", 4, 0)]
PROGRAMS: tuple[tuple[list, float], ...] = (
    ([("mul", 0, 0)], 3.0),
    ([], 2.0),
    (_DIAMOND, 0.5),
    (_UNEVEN, 0.5),
    ([*_UNEVEN, ("sin", 5), ("mul", 6, 4), ("add", 7, 2)], 0.5),
    ([("mul", k, k) for k in range(5)], 1.125),
    ([("mul", 0, 0), ("mul", 1, 1)], 0.001),  # small adjoints
    ([("exp", 0), ("sin", 0), ("mul", 1, 2)], 0.0),  # an adjoint of 0, before another or after it
    ([("exp", 0), ("sin", 0), ("mul", 2, 1)], 0.0),
)


def topological(output) -> list:
    """All nodes that the output depends on and the output, each after its parents."""
    order, seen, waiting = [], set(), [(output, False)]
    while waiting:
        node, parents_are_in = waiting.pop()
        if parents_are_in:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting += [(parent, False) for parent, _ in reversed(node.parents)]
    return order


class Node:
    """A node of the scalar engine: a value, and the nodes it was computed from.

    `parents` is a list of pairs (node, derivative of this value by that node's). A verdict shows
    a node as the graph behind it, its nodes numbered from the inputs on.
    """

    def __init__(self, value: float, parents=()) -> None:
        self.value = value
        self.parents = list(parents)
        self.grad = 0.0

    def __repr__(self) -> str:
        order = topological(self)
        names = {id(node): f"n{k}" for k, node in enumerate(order)}
        return reduce(
            lambda some, other: told("{some}; {other}", some=some, other=other),
            [_in_words(node, names) for node in order],
        )


def _in_words(node: Node, names: dict[int, str]) -> Told:
    """A node's value, and its derivatives by its parents."""
    words = told("{name} = {value}", name=names[id(node)], value=f"{node.value:.4g}")
    for parent, derivative in node.parents:
        words = told(
            "{node}, by {parent}: {derivative}",
            node=words,
            parent=names[id(parent)],
            derivative=f"{derivative:.4g}",
        )
    return words


def hand_on(order, contribution=lambda node, parent, derivative: node.grad * derivative) -> None:
    """Let each node add what it contributes to the grad of its parents, in this order."""
    for node in order:
        for parent, derivative in node.parents:
            parent.grad += contribution(node, parent, derivative)


def everything_but_grad(nodes) -> dict[str, list]:
    """What the nodes hold beside their grad: for each name the values, one a node."""
    names = {name for node in nodes for name in vars(node)} - {"grad"}
    return {
        name: [
            list(held) if isinstance(held := getattr(node, name, None), (list, tuple)) else held
            for node in nodes
        ]
        for name in sorted(names)
    }


def graph(steps, x: float) -> Node:
    """The graph of a program of `jvp` at x; gives its last node."""
    nodes = [Node(x)]
    for name, i, *rest in steps:
        u = nodes[i]
        if name in ("add", "mul"):
            v = nodes[rest[0]]
            by = (1.0, 1.0) if name == "add" else (v.value, u.value)
            value = u.value + v.value if name == "add" else u.value * v.value
            nodes.append(Node(value, [(u, by[0]), (v, by[1])]))
        elif name == "sin":
            nodes.append(Node(math.sin(u.value), [(u, math.cos(u.value))]))
        else:
            nodes.append(Node(math.exp(u.value), [(u, math.exp(u.value))]))
    return nodes[-1]
