"""The computational graph, as torch has recorded it."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch.overrides import TorchFunctionMode

from .drawing import writing
from .drawing.canvas import (
    ACCENT,
    BLACK,
    GHOST,
    GREY,
    OTHER,
    PALE,
    PLAIN,
    SMALL,
    TAKEN,
    WIDEST,
    Canvas,
    note,
    text_width,
)
from .drawing.figure import Figure, course_style

MOST_NODES = 60

_SYMBOLS = {
    "Abs": "abs",
    "Add": "+",
    "Addmm": "@ +",
    "Bmm": "@",
    "CopySlices": "write",
    "Div": "÷",
    "Dot": "⟨ , ⟩",
    "Mm": "@",
    "Mul": "×",
    "Mv": "@",
    "Neg": "−",
    "PowTensorTensor": "pow",
    "Reciprocal": "1 / ·",
    "Rsub": "−",
    "Select": "[ ]",
    "Slice": "[ : ]",
    "Sub": "−",
    "T": "ᵀ",
}
_FUNCTIONS = ("abs", "cos", "exp", "log", "relu", "sigmoid", "sin", "sqrt", "tan", "tanh")
_ALLOWED = (
    ast.Add,
    ast.BinOp,
    ast.Call,
    ast.Constant,
    ast.Div,
    ast.Expression,
    ast.Load,
    ast.Mult,
    ast.Name,
    ast.Pow,
    ast.Sub,
    ast.UAdd,
    ast.USub,
    ast.UnaryOp,
)
_LONGEST = 200  # characters of an expression

_BOX = 40  # height of a node
_LINE = 26  # height of the line above or below it
_APART = 46  # free space between boxes side by side


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
        recorded = _record(of, leaves)
        if step is not None or adjoints:
            recorded.find_adjoints()
        return _draw(recorded, step, adjoints)
    except ValueError as error:
        if isinstance(of, str):
            return note(str(error))
        raise


@dataclass
class _Node:
    label: str
    is_leaf: bool = False
    value: torch.Tensor | None = None
    adjoint: torch.Tensor | None = None
    parents: list[int] = field(default_factory=list)
    layer: int = 0


@dataclass
class _Graph:
    """The nodes in an order of computing them: the leaves anywhere before they are used."""

    nodes: list[_Node]
    functions: list  # torch's own node of each
    output: torch.Tensor

    def find_adjoints(self) -> None:
        """Run backward once, and note what arrives at every node; `.grad` stays as it is."""
        handles, arrived = [], {}

        def listen(k):
            def hear(gradients):
                arrived[k] = next((g for g in gradients if g is not None), None)

            return hear

        leaves = [k for k, node in enumerate(self.nodes) if node.is_leaf]
        for k, function in enumerate(self.functions):
            if not self.nodes[k].is_leaf:
                handles.append(function.register_prehook(listen(k)))
        try:
            gradients = torch.autograd.grad(
                self.output,
                [self.functions[k].variable for k in leaves],
                torch.ones_like(self.output),
                retain_graph=True,
                allow_unused=True,
            )
        except RuntimeError as error:
            first = str(error).split(" (or ")[0].split(". ")[0].splitlines()[0]
            raise ValueError(f"torch says: {first}. Compute the tensor anew.") from None
        finally:
            for handle in handles:
                handle.remove()
        for k, gradient in [*arrived.items(), *zip(leaves, gradients, strict=True)]:
            self.nodes[k].adjoint = None if gradient is None else gradient.detach().clone()


class _Recorder(TorchFunctionMode):
    """Notes the value of every tensor that is made, by the node that torch makes for it."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[object, torch.Tensor] = {}

    def __torch_function__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        made = result if isinstance(result, (tuple, list)) else (result,)
        for tensor in (*made, *args):  # what is changed in place is among the arguments
            if isinstance(tensor, torch.Tensor):
                with torch._C.DisableTorchFunction():
                    if tensor.grad_fn is not None and tensor.grad_fn not in self.values:
                        self.values[tensor.grad_fn] = tensor.detach().clone()
        return result


def _record(of, leaves: dict) -> _Graph:
    if isinstance(of, torch.Tensor):
        return _walk(of, leaves, {})
    own = {}
    for name, value in leaves.items():
        value = torch.as_tensor(value).detach().clone()
        own[name] = (value if value.is_floating_point() else value.float()).requires_grad_()
    recorder = _Recorder()
    if isinstance(of, str):
        compute = _expression(of, own)
        try:
            with recorder:
                output = compute()
        except (TypeError, RuntimeError, OverflowError, ZeroDivisionError) as error:
            raise ValueError(f"It cannot be computed: {str(error).splitlines()[0]}.") from None
    else:
        with recorder:
            output = of(*own.values())
    if not isinstance(output, torch.Tensor) or not output.requires_grad:
        raise ValueError("The result does not depend on a leaf, so there is no graph.")
    return _walk(output, own, recorder.values)


def _expression(text: str, leaves: dict) -> Callable[[], object]:
    """The computation that a text stands for; nothing but arithmetic and a few functions."""
    shown = " ".join(text.split())[:40].encode("ascii", "replace").decode()
    wrong = f"“{shown}” is not an expression: try x * sin(x) + 1 / x."
    if len(text) > _LONGEST:
        raise ValueError(f"The expression is longer than {_LONGEST} characters.")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError(wrong) from None
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise ValueError(wrong)
        if isinstance(node, ast.Constant):
            if type(node.value) not in (int, float):
                raise ValueError(wrong)
            node.value = float(node.value)  # 9**9**9 overflows at once, and takes no hour
        if isinstance(node, ast.Call) and (
            not isinstance(node.func, ast.Name) or node.keywords or len(node.args) != 1
        ):
            raise ValueError(wrong)
        if isinstance(node, ast.Name):
            if id(node) in called and node.id not in _FUNCTIONS:
                raise ValueError(f"The functions here are {writing.listing(_FUNCTIONS)}.")
            if id(node) not in called and node.id not in leaves:
                raise ValueError(
                    f"“{node.id}” has no value: there is {writing.listing([*leaves])}."
                )
    names = {name: getattr(torch, name) for name in _FUNCTIONS} | leaves
    return lambda: eval(compile(tree, "<expression>", "eval"), {"__builtins__": {}}, names)


def _walk(output: torch.Tensor, names: dict, values: dict) -> _Graph:
    """The graph behind a tensor, from its `grad_fn` to the leaves."""
    if not output.requires_grad:
        raise ValueError("This tensor does not require gradients, so torch has recorded nothing.")
    root = output.grad_fn or torch.autograd.graph.get_gradient_edge(output).node
    order, state, waiting = [], {}, [root]
    while waiting:
        function = waiting[-1]
        inputs = [f for f, _ in function.next_functions if f is not None]
        fresh = [f for f in inputs if f not in state]
        state.setdefault(function, "open")
        if len(state) > MOST_NODES:
            raise ValueError(
                f"The graph has over {MOST_NODES} nodes, too many to read. Draw a smaller piece."
            )
        if fresh:
            waiting.append(fresh[0])
            continue
        waiting.pop()
        if state[function] == "open":
            state[function] = "done"
            order.append(function)
    place = {function: k for k, function in enumerate(order)}
    values = dict(values)
    values[root] = output.detach()
    for function in order:
        _find_kept(function, values)
    nodes = []
    for function in order:
        inputs = [f for f, _ in function.next_functions]
        node = _Node(_label(function, inputs), parents=[place[f] for f in inputs if f is not None])
        if hasattr(function, "variable"):
            node.is_leaf, node.value = True, function.variable.detach()
            named = [name for name, leaf in names.items() if leaf is function.variable]
            node.label = named[0] if named else "leaf"
        else:
            node.value = values.get(function)
        nodes.append(node)
    return _Graph(nodes, order, output)


def _find_kept(function, values: dict) -> None:
    """What torch itself has kept for backward tells the values of neighbours."""
    for name in dir(function):
        if not name.startswith("_saved_"):
            continue
        try:
            kept = getattr(function, name)
        except RuntimeError:  # freed by a backward, or edited in place since
            continue
        if isinstance(kept, torch.Tensor) and kept.grad_fn is not None:
            values.setdefault(kept.grad_fn, kept.detach())


def _label(function, inputs: list) -> str:
    name = function.name().rpartition("::")[2]
    name = name.rstrip("0123456789").removesuffix("Backward")
    symbol = _SYMBOLS.get(name, name.lower())
    try:
        if name == "Pow":
            return f"pow {writing.number(_plain(function._saved_exponent))}"
        if name in ("Mul", "Div") and None in inputs:
            constant = [getattr(function, kept, None) for kept in ("_saved_other", "_saved_self")]
            known = [c for c in constant if c is not None and torch.as_tensor(c).numel() == 1]
            if known:
                return f"{symbol} {writing.number(_plain(known[0]))}"
    except RuntimeError:
        pass  # freed
    return symbol


def _plain(constant) -> float | int:
    number = constant.item() if isinstance(constant, torch.Tensor) else constant
    return int(number) if isinstance(number, float) and number.is_integer() else number


# Where the boxes go


def _set_layers(nodes: list[_Node]) -> None:
    """Each node right of all that it uses; a leaf as near to its first use as can be."""
    for node in nodes:
        node.layer = max((nodes[p].layer + 1 for p in node.parents), default=0)
    for k, node in enumerate(nodes):
        users = [other.layer for other in nodes if k in other.parents]
        if not node.parents and users:
            node.layer = min(users) - 1


def _arrange(nodes: list[_Node]) -> tuple[list[list], dict, list[list]]:
    """Layers of items, the place of each across its layer, and each edge as a chain of items.

    An item is the number of a node, or ("bend", edge, layer) where an edge passes a layer.
    """
    _set_layers(nodes)
    layers: list[list] = [[] for _ in range(max(n.layer for n in nodes) + 1)]
    for k, node in enumerate(nodes):
        layers[node.layer].append(k)
    edges = []
    for k, node in enumerate(nodes):
        for p in dict.fromkeys(node.parents):
            bends = [("bend", (p, k), at) for at in range(nodes[p].layer + 1, node.layer)]
            for bend in bends:
                layers[bend[2]].append(bend)
            edges.append([p, *bends, k])
    neighbours: dict = {}
    for chain in edges:
        for one, other in pairwise(chain):
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    tries = []
    for turn in range(4):  # other orders to start from end in other pictures
        start = [layer[::-1] if turn >> 1 else layer[:] for layer in layers]
        across = _order(start, neighbours, turn % 2)
        tries.append((_crossings(edges, across, layers), turn, start, across))
    _, _, layers, across = min(tries, key=lambda found: found[:2])
    return layers, across, edges


def _order(layers: list[list], neighbours: dict, first: int) -> dict:
    """Sort every layer by where its neighbours are, back and forth; the place of each item."""
    across = {}
    for layer in layers:
        across |= {item: float(k) - (len(layer) - 1) / 2 for k, item in enumerate(layer)}
    for sweep in range(12):
        for layer in layers if sweep % 2 == first else reversed(layers):
            wish = {
                item: sum(across[n] for n in neighbours[item]) / len(neighbours[item])
                if item in neighbours
                else 0.0
                for item in layer
            }
            layer.sort(key=lambda item: wish[item])
            _settle(layer, wish, across)
    return across


def _crossings(edges: list[list], across: dict, layers: list[list]) -> int:
    """How often two edges cross between neighbouring layers."""
    layer_of = {item: k for k, layer in enumerate(layers) for item in layer}
    pieces: dict = {}
    for chain in edges:
        for one, other in pairwise(chain):
            pieces.setdefault(layer_of[one], []).append((across[one], across[other]))
    return sum(
        (a - c) * (b - d) < 0
        for group in pieces.values()
        for k, (a, b) in enumerate(group)
        for c, d in group[:k]
    )


def _settle(layer: list, wish: dict, across: dict) -> None:
    """Give each item the place it wishes for, or the nearest with room; in order."""
    groups: list[tuple[list, float]] = []  # items that touch, and where the first one stands

    def room(left, right) -> float:
        bends = isinstance(left, tuple) + isinstance(right, tuple)
        return (1.0, 0.75, 0.35)[bends]

    def offsets(items: list) -> list[float]:
        found = [0.0]
        for left, right in pairwise(items):
            found.append(found[-1] + room(left, right))
        return found

    for item in layer:
        group, start = [item], wish[item]
        while groups:
            before, begun = groups[-1]
            end = begun + offsets(before)[-1]
            if start >= end + room(before[-1], group[0]):
                break
            groups.pop()
            group = before + group
            shifts = offsets(group)
            start = sum(wish[i] - s for i, s in zip(group, shifts, strict=True)) / len(group)
        groups.append((group, start))
    for group, start in groups:
        for item, shift in zip(group, offsets(group), strict=True):
            across[item] = start + shift


def _draw(recorded: _Graph, step: int | None, adjoints: bool) -> Figure:
    nodes = recorded.nodes
    operators = [k for k, node in enumerate(nodes) if not node.is_leaf]
    leaves = [k for k, node in enumerate(nodes) if node.is_leaf]
    way_back = [*reversed(operators), *leaves]
    if step is None:
        valued, derived, now = set(range(len(nodes))), set(way_back) if adjoints else set(), None
    else:
        step = max(0, min(step, len(operators) + len(way_back)))
        forward, back = min(step, len(operators)), max(0, step - len(operators))
        valued, derived = {*leaves, *operators[:forward]}, set(way_back[:back])
        now = way_back[back - 1] if back else operators[forward - 1] if forward else None

    layers, across, edges = _arrange(nodes)
    above = {k: _written(nodes[k].value) if k in valued else "" for k in range(len(nodes))}
    below = {
        k: "∂ " + _written(nodes[k].adjoint) if k in derived else "" for k in range(len(nodes))
    }
    # Room for all that any step will write, so that nothing moves from one step to the next.
    widths = {}
    for k, node in enumerate(nodes):
        texts = [_written(node.value)]
        texts += ["∂ " + _written(node.adjoint)] if node.adjoint is not None else []
        widths[k] = max(
            text_width(node.label) + 24, _BOX, *(text_width(t, SMALL) + 4 for t in texts)
        )
    tall = _BOX + _LINE * (2 if step is not None or adjoints else 1) + 20
    columns = [max((widths[i] for i in layer if i in widths), default=20) for layer in layers]
    places, rooms = {}, {}
    if sum(columns) + _APART * len(columns) <= WIDEST:
        x = 0.0
        for layer, width in zip(layers, columns, strict=True):
            for item in layer:
                places[item], rooms[item] = (x + width / 2, across[item] * tall), width
            x += width + _APART
    else:
        # From top to bottom, with what is written on the right of the boxes.
        right = {k: _wide(node) / 2 + 6 + widths[k] for k, node in enumerate(nodes)}
        left = {k: _wide(node) / 2 + 8 for k, node in enumerate(nodes)}
        beside = [pair for layer in layers for pair in pairwise(layer)]
        wanted = [(right.get(a, 8) + left.get(b, 8)) / (across[b] - across[a]) for a, b in beside]
        span = max(across.values()) - min(across.values())
        unit = min(max(wanted, default=1.0), (WIDEST - max(right.values()) - 100) / max(span, 1))
        for (a, b), needed in zip(beside, wanted, strict=True):
            if a in right and b in right and needed > unit:
                raise ValueError("The graph is too wide to draw. Draw a smaller piece of it.")
        for row, layer in enumerate(layers):
            for item in layer:
                places[item] = (across[item] * unit, row * 72.0)

    boxes = {k: _wide(node) for k, node in enumerate(nodes)}
    canvas = Canvas()
    for chain in edges:
        count = nodes[chain[-1]].parents.count(chain[0])
        drawn = chain[-1] in valued
        for shift in range(count):
            off = 12 * (shift - (count - 1) / 2)
            _connect(canvas, chain, places, boxes, rooms, off, BLACK if drawn else PALE)
    for k, node in enumerate(nodes):
        x, y = places[k]
        look = TAKEN if k == now else GHOST if k not in valued else OTHER if node.is_leaf else PLAIN
        canvas.boxes([(x - boxes[k] / 2, y - _BOX / 2, boxes[k], _BOX)], look)
        canvas.text(x, y, node.label, color=look.ink, bold=node.is_leaf)
        upper, lower, align = (x, y - _BOX / 2 - 14), (x, y + _BOX / 2 + 15), "center"
        if not rooms:
            right, half = x + boxes[k] / 2 + 6, 11 if below[k] else 0
            upper, lower, align = (right, y - half), (right, y + half), "left"
        canvas.text(*upper, above[k], size=SMALL, align=align)
        canvas.text(*lower, below[k], size=SMALL, align=align, color=ACCENT, bold=k == now)
    if step is not None:
        total = len(operators) + len(way_back)
        words = (
            f"Step {step} of {total}: "
            + ("the leaves are given" if step == 0 else "")
            + ("forward, a value" if 0 < step <= len(operators) else "")
            + ("backward, an adjoint" if step > len(operators) else "")
        )
        left = min(p[0] - _BOX for p in places.values())
        bottom = max(p[1] for p in places.values())
        canvas.text(left, bottom + _BOX / 2 + _LINE + 34, words, align="left", color=GREY)
    return canvas.figure(_told(recorded, valued, derived, step))


def _wide(node: _Node) -> float:
    return max(text_width(node.label, bold=node.is_leaf) + 24, _BOX)


def _connect(canvas, chain, places, boxes, widths, off, color) -> None:
    """Draw an edge; widths, the room of each column, are there when the graph runs sideways."""
    points = [places[item] for item in chain]
    (x, y), (to_x, to_y) = points[0], points[-1]
    if widths:
        # Level out of one column and into the next, so that no line crosses what is written.
        leave, enter = widths[chain[0]] / 2 + 3, widths[chain[-1]] / 2 + 3
        to_edge = to_x - boxes[chain[-1]] / 2
        ends = [(min(to_x - enter, to_edge - 14), to_y + off), (to_edge, to_y + off)]
        start = [(x + boxes[chain[0]] / 2, y + off), (x + leave, y + off)]
        points = start + points[1:-1] + ends
    else:
        points[0], points[-1] = (x + off, y + _BOX / 2), (to_x + off, to_y - _BOX / 2)
    if len(points) > 2:
        canvas.line(points[:-1], color)
    canvas.arrow(points[-2], points[-1], color)


def _written(value: torch.Tensor | None) -> str:
    if value is None:
        return ""
    if value.ndim == 0:
        return writing.number(value.item())
    if value.ndim == 1 and len(value) <= 3:
        return writing.nested(value.tolist())
    return str(tuple(value.shape))


def _told(recorded: _Graph, valued: set, derived: set, step: int | None) -> str:
    nodes, names, parts = recorded.nodes, {}, []
    for k, node in enumerate(nodes):
        names[k] = node.label if node.is_leaf else f"v{sum(not n.is_leaf for n in nodes[:k]) + 1}"
        words = names[k]
        if not node.is_leaf:
            words += f" is {node.label} of {writing.listing([names[p] for p in node.parents])}"
        if k in valued and node.value is not None:
            words += f", value {_written(node.value)}"
        if k in derived and node.adjoint is not None:
            words += f", adjoint {_written(node.adjoint)}"
        parts.append(words)
    start = "Computational graph" if step is None else f"Step {step} through a computational graph"
    return f"{start} of {writing.plural(len(nodes), 'node')}: {'; '.join(parts)}."
