"""Why a second derivative by autograd, with `create_graph=True`, costs more than the first.

"a": f is evaluated at several points near x, to measure how its slope changes.
"b": The backward pass is recorded as well; its graph is longer than f's, is kept in memory,
and has to be gone through in its turn.
"c": The whole Hessian is formed, n × n numbers, and then what is asked for is read off.
"d": The numbers of the second derivative need twice the precision.
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "What does `create_graph=True` create?",
    "The backward pass is a computation like any other. How many operations has it, compared "
    "with the forward pass?",
    "Think of x * x: one operation forward, and the backward pass has two products and a sum.",
)
proves = "A backward pass that is recorded is a longer forward pass, to be reversed again."
read = reading.choice("a", "b", "c", "d")

solution = "b"  # "a", "b", "c" or "d"


@right
def a_capital():
    return "B"


@right
def with_spaces():
    return " b "


@wrong
def finite_differences():
    """To evaluate f at neighbouring points would be *numerical* differentiation. Autograd
    computes at x alone, with exact rules."""
    return "a"


@wrong
def hessian_is_formed():
    """Autograd gives the gradient of *one* number at a time, here of one entry of f′ or
    of ⟨f′, v⟩. A Hessian appears only if you ask for all of its rows."""
    return "c"


@wrong
def more_precision():
    """Derivatives have the dtype of what they are the derivatives of, whatever their
    order. float32 stays float32."""
    return "d"


def proof() -> None:
    """What happens is watched: calls of f, steps recorded, tensors kept, dtypes."""
    import torch

    calls, kept = [], []

    def f(x):
        calls.append(x)
        return (x * x * x).sum()

    def recorded(node):
        return 1 + sum(recorded(parent) for parent, _ in node.next_functions if parent)

    def keep(tensor):
        kept.append(tensor.numel())
        return tensor

    x = torch.ones(5, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        y = f(x)
        (gradient,) = torch.autograd.grad(y, x, create_graph=True)
        (second,) = torch.autograd.grad(gradient.sum(), x)
    true = {
        "a": len(calls) > 1,
        "b": recorded(gradient.grad_fn) > recorded(y.grad_fn),
        "c": max(kept) >= 5 * 5,
        "d": second.dtype != x.dtype,
    }
    assert [letter for letter in true if true[letter]] == [solution]
