"""Why a second derivative by `create_graph=True` costs more than the first.

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
