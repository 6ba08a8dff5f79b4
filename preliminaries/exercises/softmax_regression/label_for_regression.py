"""Ten kinds of clothes are numbered 0 to 9. Why is it a bad idea to train one
output by squared error to give the number?

"a": The numbers are whole ones, and a loss cannot be computed of those.
"b": The numbers have an order and distances, which the kinds have not.
"c": The largest number is 9, and outputs of a linear layer lie below 1.
"d": The squared error has no gradient where the target is a class.
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "Half of the pictures that look so are of kind 1, half of kind 9. What does the squared error "
    "teach the output to say?",
    "Their mean, 5: a kind that has nothing to do with either. What would become of it under "
    "another numbering?",
    "Distances between numbers are read as distances between kinds.",
)
proves = "Names have no mean: one output a class, so that none lies between two others."
read = reading.choice("a", "b", "c", "d")

solution = "b"  # "a", "b", "c" or "d"


@right
def a_capital():
    return "B"


@right
def with_spaces():
    return " b "


@wrong
def whole_numbers():
    """3 becomes 3.0, and the squared error of it is a number like any other. It can be computed;
    what does it *mean*?"""
    return "a"


@wrong
def outputs_below_one():
    """A linear layer gives any number, 9 as well as -400: nothing bounds it. (A sigmoid would.)"""
    return "c"


@wrong
def no_gradient():
    """(ŷ - y)² has the slope 2 (ŷ - y) by ŷ, whatever y stands for. It trains; but towards what?"""
    return "d"


def proof() -> None:
    """Each claim is tried: renumbering changes what is learned, and nothing else is true."""
    import torch

    y = torch.tensor([1, 9, 1, 9])
    output = torch.tensor(0.0, requires_grad=True)
    loss = ((output - y) ** 2).mean()
    (slope,) = torch.autograd.grad(loss, output)
    renumbered = torch.tensor([1, 3, 1, 3])  # the same kinds, 9 and 3 exchanged
    layer = torch.nn.Linear(1, 1)
    true = {
        "a": not loss.isfinite().item(),
        "b": y.double().mean().item() != renumbered.double().mean().item(),
        "c": bool(layer(torch.tensor([[1e4]])).abs() < 1),
        "d": slope.item() == 0,
    }
    assert [letter for letter in true if true[letter]] == [solution]
