"""From torch's own record, or an expression, to nodes: what they are, their values and adjoints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch.overrides import TorchFunctionMode

from preliminaries.languages import words_of

from ..drawing import writing
from .expression import computation

if TYPE_CHECKING:
    from torch.autograd.graph import Node as TorchNode
    from torch.utils.hooks import RemovableHandle

in_words = words_of(__name__)
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


@dataclass
class Node:
    """An operator or a leaf. parents: the places of what it is computed from."""

    label: str
    is_leaf: bool = False
    value: torch.Tensor | None = None
    adjoint: torch.Tensor | None = None
    parents: list[int] = field(default_factory=list)


@dataclass
class Graph:
    """The nodes in an order of computing them: the leaves anywhere before they are used."""

    nodes: list[Node]
    functions: list["TorchNode"]  # of each node
    output: torch.Tensor

    def find_adjoints(self) -> None:
        """Run backward once, and note what arrives at every node; `.grad` stays as it is."""
        handles: list[RemovableHandle] = []
        arrived: dict[int, torch.Tensor | None] = {}

        def listen(k: int) -> Callable[[Sequence[torch.Tensor | None]], None]:
            def hear(gradients: Sequence[torch.Tensor | None]) -> None:
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
            told = in_words("torch says: {error}. Compute the tensor anew.", error=first)
            raise ValueError(told) from None
        finally:
            for handle in handles:
                handle.remove()
        for k, gradient in [*arrived.items(), *zip(leaves, gradients, strict=True)]:
            self.nodes[k].adjoint = None if gradient is None else gradient.detach().clone()


class _Recorder(TorchFunctionMode):
    """Notes the value of every tensor that is made, by the node that torch makes for it."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[TorchNode, torch.Tensor] = {}

    def __torch_function__(
        self,
        function: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        result = function(*args, **(kwargs or {}))
        made = result if isinstance(result, (tuple, list)) else (result,)
        for tensor in (*made, *args):  # what is changed in place is among the arguments
            if isinstance(tensor, torch.Tensor):
                with torch._C.DisableTorchFunction():
                    if tensor.grad_fn is not None and tensor.grad_fn not in self.values:
                        self.values[tensor.grad_fn] = tensor.detach().clone()
        return result


def record(
    of: str | Callable[..., object] | torch.Tensor, leaves: Mapping[str, float | torch.Tensor]
) -> Graph:
    """The graph of an expression, of a function of the leaves, or of a tensor computed before.

    Raises ValueError, in a sentence, where there is none, or one too large.
    """
    if isinstance(of, torch.Tensor):
        return _walk(of, leaves, {})
    own: dict[str, torch.Tensor] = {}
    for name, given in leaves.items():
        value = torch.as_tensor(given).detach().clone()
        own[name] = (value if value.is_floating_point() else value.float()).requires_grad_()
    recorder = _Recorder()
    if isinstance(of, str):
        compute = computation(of, own)
        try:
            with recorder:
                output = compute()
        except (TypeError, RuntimeError, OverflowError, ZeroDivisionError) as error:
            first = str(error).splitlines()[0]
            raise ValueError(in_words("It cannot be computed: {error}.", error=first)) from None
    else:
        with recorder:
            output = of(*own.values())
    if not isinstance(output, torch.Tensor) or not output.requires_grad:
        raise ValueError(in_words("The result does not depend on a leaf, so there is no graph."))
    return _walk(output, own, recorder.values)


def _walk(
    output: torch.Tensor,
    names: Mapping[str, float | torch.Tensor],
    known: Mapping["TorchNode", torch.Tensor],
) -> Graph:
    """The graph behind a tensor, from its `grad_fn` to the leaves."""
    if not output.requires_grad:
        raise ValueError(
            in_words("This tensor does not require gradients, so torch has recorded nothing.")
        )
    root = output.grad_fn or torch.autograd.graph.get_gradient_edge(output).node
    order = _inputs_first(root)
    place = {function: k for k, function in enumerate(order)}
    values = {**known, root: output.detach()}
    for function in order:
        _find_kept(function, values)
    nodes = []
    for function in order:
        inputs = [f for f, _ in function.next_functions]
        node = Node(_label(function, inputs), parents=[place[f] for f in inputs if f is not None])
        if hasattr(function, "variable"):
            node.is_leaf, node.value = True, function.variable.detach()
            named = [name for name, leaf in names.items() if leaf is function.variable]
            node.label = named[0] if named else in_words("leaf")
        else:
            node.value = values.get(function)
        nodes.append(node)
    return Graph(nodes, order, output)


def _inputs_first(root: "TorchNode") -> list["TorchNode"]:
    """All that torch's node is computed from and then itself, each after its inputs."""
    order: list[TorchNode] = []
    state: dict[TorchNode, str] = {}
    waiting = [root]
    while waiting:
        function = waiting[-1]
        fresh = [f for f, _ in function.next_functions if f is not None and f not in state]
        state.setdefault(function, "open")
        if len(state) > MOST_NODES:
            raise ValueError(
                in_words(
                    "The graph has over {most} nodes, too many to read. Draw a smaller piece.",
                    most=MOST_NODES,
                )
            )
        if fresh:
            waiting.append(fresh[0])
            continue
        waiting.pop()
        if state[function] == "open":
            state[function] = "done"
            order.append(function)
    return order


def _find_kept(function: "TorchNode", values: dict["TorchNode", torch.Tensor]) -> None:
    """Note the values of neighbours that torch itself has kept for backward."""
    for name in dir(function):
        if not name.startswith("_saved_"):
            continue
        try:
            kept = getattr(function, name)
        except RuntimeError:  # freed by a backward, or edited in place since
            continue
        if isinstance(kept, torch.Tensor) and kept.grad_fn is not None:
            values.setdefault(kept.grad_fn, kept.detach())


def _label(function: "TorchNode", inputs: Sequence["TorchNode | None"]) -> str:
    name: str = function.name().rpartition("::")[2]
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


def _plain(constant: writing.Value | torch.Tensor) -> writing.Value:
    number = constant.item() if isinstance(constant, torch.Tensor) else constant
    return int(number) if isinstance(number, float) and number.is_integer() else number
