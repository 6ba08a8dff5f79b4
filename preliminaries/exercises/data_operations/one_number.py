"""The number in a tensor of one element, of any shape, as a Python float.

Raises ValueError, with a sentence on what was given, for any other number
of elements.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong

name = "to_float"
hints = (
    "How do you ask a tensor how many elements it has?",
    "Decide with `x.numel()` first; `float(x)` works for one element of any shape.",
    '`raise ValueError(f"one element needed, not {x.numel()}")`',
)
proves = "One element gives a float, whatever the shape; anything else is refused with a reason."
strict_type = True


def solution(x):
    if x.numel() != 1:
        raise ValueError(f"to_float needs exactly one element, not {x.numel()}")
    return float(x)


def inputs():
    one = st.lists(st.just(1), max_size=3).map(tuple)
    many = st.lists(sizes(1, 3), min_size=1, max_size=2).map(tuple)
    dtypes = st.sampled_from([torch.float32, torch.int64, torch.float64])
    return st.tuples(one | many, dtypes).flatmap(lambda s: tensors(*s)).map(lambda x: (x,))


def edge_cases():
    return [
        (torch.tensor(2.5),),
        (torch.tensor([[[3]]]),),
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([]),),
        (torch.tensor([True]),),
    ]


@right
def with_item(x):
    if x.numel() == 1:
        return float(x.item())
    raise ValueError(f"cannot take one number from a tensor of shape {tuple(x.shape)}")


@right
def turning_the_error(x):
    try:
        (number,) = x.flatten().tolist()
    except ValueError:
        raise ValueError(f"{x.numel()} elements are not one") from None
    return float(number)


@wrong
def returned_a_tensor(x):
    """The value is right, but it is still a tensor. A Python float is wanted: `float(x)`
    or `x.item()`."""
    if x.numel() != 1:
        raise ValueError(f"one element needed, not {x.numel()}")
    return x.reshape(())


@wrong
def took_the_first_of_many(x):
    """It looks as if the first element was taken, however many there are. Of two numbers
    neither is *the* number: refuse."""
    return float(x.flatten()[0])


@wrong
def left_the_error_to_item(x):
    """`item()` refuses by itself, but with a RuntimeError. Who calls this function was
    promised a ValueError: look at `x.numel()` before you convert."""
    return float(x.item())


@wrong
def whole_numbers_stay_ints(x):
    """`item()` gives the Python number that fits the dtype: an int for int64, a bool for
    bool. A float is wanted every time."""
    if x.numel() != 1:
        raise ValueError(f"one element needed, not {x.numel()}")
    return x.item()


def proof() -> None:
    """The elements are listed and counted."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        elements = x.flatten().tolist()
        try:
            found = [solution(x)]
        except ValueError:
            found = []
        assert found == (elements if len(elements) == 1 else [])
        assert all(type(number) is float for number in found)
