"""The picture of a computational graph."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

from preliminaries.languages import words_of

from ..drawing import writing
from ..drawing.canvas import (
    ACCENT,
    BLACK,
    GHOST,
    GREY,
    OTHER,
    PALE,
    PLAIN,
    SMALL,
    TAKEN,
    Canvas,
    Look,
    note,
    text_width,
)
from ..drawing.figure import Figure, course_style
from .layering import Edge, Layering, layering
from .placing import BOX, placed
from .recording import Graph, Node, record

in_words = words_of(__name__)
_LINE = 26  # height of the line above or below a box
_Write = Callable[[torch.Tensor | None], str]


@course_style()
def graph(
    of: str | Callable | torch.Tensor,
    step: int | None = None,
    adjoints: bool = False,
    **leaves: float | torch.Tensor,
) -> Figure:
    """Draw the graph that torch has recorded: `figures.graph("x * sin(x)", x=2.0)`.

    Boxes are operators and leaves, arrows say what is used by what. The value of a node stands
    above its box; with `adjoints=True` its adjoint, the derivative of the output by that node,
    stands below.

    of: an expression in the names of the leaves, as text; or a function, called with the leaves
    in their order; or a tensor that has been computed already (leaves then only give names, and
    values are shown where torch has kept them).
    step: how far to go, for an explorer: 0 shows the leaves, each further step one more value,
    then, going back, one more adjoint. None shows all.

    Raises ValueError for what cannot be drawn; for text, the figure says so instead.
    """
    try:
        recorded = record(of, leaves)
        if step is not None or adjoints:
            recorded.find_adjoints()
        return _drawn(recorded, _progress(recorded.nodes, step, adjoints))
    except ValueError as error:
        if isinstance(of, str):
            return note(str(error))
        raise


@dataclass(frozen=True)
class _Progress:
    """How far the computation has come.

    valued, derived: the nodes that have a value, and an adjoint. has_adjoints: whether there is
    room for adjoints. now: the node of this step. caption: the step in words.
    """

    valued: set[int]
    derived: set[int]
    has_adjoints: bool
    step: int | None = None
    now: int | None = None
    caption: str = ""


def _progress(nodes: list[Node], step: int | None, adjoints: bool) -> _Progress:
    """What is known after so many steps: forward through the operators, then all the way back."""
    operators = [k for k, node in enumerate(nodes) if not node.is_leaf]
    leaves = [k for k, node in enumerate(nodes) if node.is_leaf]
    way_back = [*reversed(operators), *leaves]
    if step is None:
        return _Progress(set(range(len(nodes))), set(way_back) if adjoints else set(), adjoints)
    total = len(operators) + len(way_back)
    step = max(0, min(step, total))
    forward, back = operators[:step], way_back[: max(0, step - len(operators))]
    done = back or forward
    what = in_words(
        "backward, an adjoint"
        if back
        else "forward, a value"
        if forward
        else "the leaves are given"
    )
    return _Progress(
        valued={*leaves, *forward},
        derived=set(back),
        has_adjoints=True,
        step=step,
        now=done[-1] if done else None,
        caption=in_words("Step {step} of {total}: {what}", step=step, total=total, what=what),
    )


def _drawn(graph: Graph, progress: _Progress) -> Figure:
    nodes = graph.nodes
    layers = layering(nodes)
    boxes = [max(text_width(node.label, bold=node.is_leaf) + 24, BOX) for node in nodes]
    row = BOX + _LINE * (2 if progress.has_adjoints else 1) + 20
    write = _writer(nodes)
    layout = placed(layers, boxes, [_width(node, write) for node in nodes], row)

    canvas = Canvas()
    for edge, leaves, enters in _ways(nodes, layers):
        color = BLACK if edge.end in progress.valued else PALE
        for shifts in zip(leaves, enters, strict=True):
            points = layout.route(edge, *shifts)
            if len(points) > 2:
                canvas.line(points[:-1], color)
            canvas.arrow(points[-2], points[-1], color)
    for k, node in enumerate(nodes):
        (x, y), look = layout.places[k], _look(k, node, progress)
        canvas.boxes([(x - boxes[k] / 2, y - BOX / 2, boxes[k], BOX)], look)
        canvas.text(x, y, node.label, color=look.ink, bold=node.is_leaf)
        value = write(node.value) if k in progress.valued else ""
        adjoint = _adjoint(node, write) if k in progress.derived else ""
        upper, lower, align = layout.words(k, both=bool(adjoint))
        canvas.text(*upper, value, size=SMALL, align=align)
        bold = k == progress.now
        canvas.text(*lower, adjoint, size=SMALL, align=align, color=ACCENT, bold=bold)
    left = min(x for x, _ in layout.places.values()) - BOX
    below = max(y for _, y in layout.places.values()) + BOX / 2 + _LINE + 34
    if progress.caption:
        canvas.text(left, below, progress.caption, align="left", color=GREY)
        below += 32
    if _lacks(nodes, progress):
        words = in_words("… a value that torch has not kept")
        canvas.text(left, below, words, size=SMALL, align="left", color=GREY)
    return canvas.figure(_told(nodes, progress))


def _ways(nodes: list[Node], layers: Layering) -> Iterator[tuple[Edge, list[float], list[float]]]:
    """Each edge, with how far beside the middles of its boxes each of its arrows starts and ends.

    Arrows that start in one box and end in one run side by side; no two ends share a place.
    """
    for end in range(len(nodes)):
        edges = [edge for edge in layers.edges if edge.end == end]
        edges.sort(key=lambda edge: layers.across[edge.chain[-2]])
        counts = [nodes[end].parents.count(edge.start) for edge in edges]
        enters = _beside(sum(counts))
        for edge, count in zip(edges, counts, strict=True):
            yield edge, _beside(count), enters[:count]
            del enters[:count]


def _beside(count: int) -> list[float]:
    """How far so many arrows run beside their middle."""
    apart = min(12.0, (BOX - 8) / count) if count else 0
    return [apart * (k - (count - 1) / 2) for k in range(count)]


def _look(k: int, node: Node, progress: _Progress) -> Look:
    if k == progress.now:
        return TAKEN
    if k not in progress.valued:
        return GHOST
    return OTHER if node.is_leaf else PLAIN


def _width(node: Node, write: _Write) -> float:
    """Room for all that any step will write, so that nothing moves from one step to the next."""
    texts = [write(node.value)]
    texts += [_adjoint(node, write)] if node.adjoint is not None else []
    return max(text_width(node.label) + 24, BOX, *(text_width(t, SMALL) + 4 for t in texts))


def _adjoint(node: Node, write: _Write) -> str:
    return "∂ " + write(node.adjoint)


def _writer(nodes: list[Node]) -> _Write:
    """How tensors are written: as numbers where all are short, else as shapes, but for scalars.

    Three dots stand for a value that torch has not kept.
    """
    shapes = [tuple(node.value.shape) for node in nodes if node.value is not None]
    in_full = all(len(shape) < 2 and math.prod(shape) <= 3 for shape in shapes)

    def write(value: torch.Tensor | None) -> str:
        if value is None:
            return "…"
        if value.ndim == 0:
            return writing.number(value.item())
        return writing.nested(value.tolist()) if in_full else str(tuple(value.shape))

    return write


def _lacks(nodes: list[Node], progress: _Progress) -> bool:
    """Whether three dots stand for a value."""
    return any(nodes[k].value is None for k in progress.valued)


def _told(nodes: list[Node], progress: _Progress) -> str:
    names, parts = {}, []
    write = _writer(nodes)
    for k, node in enumerate(nodes):
        names[k] = node.label if node.is_leaf else f"v{sum(not n.is_leaf for n in nodes[:k]) + 1}"
        words = names[k]
        if not node.is_leaf:
            words = in_words(
                "{name} is {operator} of {parents}",
                name=names[k],
                operator=node.label,
                parents=writing.listing([names[p] for p in node.parents]),
            )
        if k in progress.valued and node.value is not None:
            words = in_words("{node}, value {value}", node=words, value=write(node.value))
        if k in progress.derived and node.adjoint is not None:
            adjoint = write(node.adjoint)
            words = in_words("{node}, adjoint {adjoint}", node=words, adjoint=adjoint)
        parts.append(words)
    told = in_words.counted(
        "Computational graph of {count} node: {told}.",
        "Computational graph of {count} nodes: {told}.",
        len(nodes),
        told=writing.semicolons(parts),
    )
    if progress.step is None:
        return told
    return in_words.counted(
        "Step {step} through a computational graph of {count} node: {told}.",
        "Step {step} through a computational graph of {count} nodes: {told}.",
        len(nodes),
        step=progress.step,
        told=writing.semicolons(parts),
    )
