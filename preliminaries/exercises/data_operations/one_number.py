"""The number in a tensor of one element, of any shape, as a Python float.

Raises ValueError, with a message, for any other number of elements.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong, wrong_like

name = "to_float"
hints = (
    "How do you ask a tensor how many elements it has?",
    "Decide with `x.numel()` first; `float(x)` works for one element of any shape.",
    '`raise ValueError(f"one element needed, not {x.numel()}")`',
)
proves = "One element gives a float, whatever the shape; anything else is refused."
raises = ValueError
strict_type = True
tolerance = 1e-12  # the very number: one that went through float32 is another


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
        (torch.tensor(0.0),),
        (torch.tensor([[0]]),),
        (torch.tensor(0.1, dtype=torch.float64),),
        (torch.tensor([-0.001]),),
        (torch.tensor([16_777_217]),),  # one more than float32 can tell
        (torch.tensor([[1e200]], dtype=torch.float64),),
        (torch.zeros(2, 0),),
    ]


@right
def with_item(x):
    if x.numel() == 1:
        return float(x.item())
    raise ValueError(f"cannot take one number from a tensor of shape {tuple(x.shape)}")


@right
def as_float_refuses(x):
    return float(x)  # which raises a ValueError of its own


@right
def turning_the_error(x):
    try:
        (number,) = x.flatten().tolist()
    except ValueError:
        raise ValueError(f"{x.numel()} elements are not one") from None
    return float(number)


@wrong
def returned_a_tensor(x):
    """The value is right, but it is still a tensor. A Python float is wanted, and `float(x)`
    makes one."""
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


@wrong
def empty_slips_through(x):
    """Several elements are refused, as they should be. An empty tensor holds no number, and
    the promise is the same there: a ValueError."""
    if x.numel() > 1:
        raise ValueError(f"one element needed, not {x.numel()}")
    return float(x.item())


@wrong
def counted_along_the_first_axis(x):
    """`len(x)` and `x.shape[0]` count along the first axis only. A tensor of shape () has none,
    and they raise an error of their own; one of shape (1, 3) has 3 elements. `x.numel()` counts
    them all, whatever the shape."""
    if len(x) != 1:
        raise ValueError(f"one element needed, not {len(x)}")
    return float(x)


@wrong_like(counted_along_the_first_axis)
def counted_by_the_shape(x):
    if x.shape[0] != 1:
        raise ValueError(f"one element needed, not {x.shape[0]}")
    return float(x)


@wrong_like(counted_along_the_first_axis)
def counted_along_the_first_axis_for_item(x):
    if len(x) != 1:
        raise ValueError(f"one element needed, not {len(x)}")
    return float(x.item())


@wrong_like(counted_along_the_first_axis)
def counted_by_the_shape_for_item(x):
    if x.shape[0] != 1:
        raise ValueError(f"one element needed, not {x.shape[0]}")
    return float(x.item())


@wrong
def first_along_an_axis(x):
    """`x[0]` asks for the first along an axis, and a tensor of shape () has no axis: it raises an
    error of its own. `float(x)` takes the number, whatever the shape."""
    if x.numel() != 1:
        raise ValueError(f"one element needed, not {x.numel()}")
    return float(x[0])


@wrong
def no_axes_allowed(x):
    """It looks as if every tensor with an axis was refused. `[[3]]` has two axes and one
    element, so there is a number in it: count the elements."""
    if x.ndim > 0:
        raise ValueError(f"one element needed, not {x.numel()}")
    return float(x)


@wrong
def went_through_float32(x):
    """The number has lost digits: float32 keeps about seven of them. `float(x)` takes the
    number as it is, whatever the dtype of x."""
    if x.numel() != 1:
        raise ValueError(f"one element needed, not {x.numel()}")
    return float(x.float())


@wrong
def added_them_up(x):
    """Where there are several elements, or none, their sum came back. Of two numbers neither
    is *the* number: refuse."""
    return float(x.sum())


def proof() -> None:
    """The elements are listed and counted."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        elements = x.flatten().tolist()
        try:
            found = [solution(x)]
        except ValueError:
            found = []
        assert str(found) == str([float(e) for e in elements] if len(elements) == 1 else [])
        assert all(type(number) is float for number in found)
