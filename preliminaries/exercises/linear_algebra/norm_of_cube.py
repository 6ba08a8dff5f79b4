"""`vector_norm(X)` for X = torch.full((2, 3, 6), 2.0), and its shape.

None for both if you think that it fails.
"""

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "If X were laid out as one long vector, how long would that vector be?",
    "Without a `dim`, all entries of all axes are taken together, and every axis goes.",
    "36 entries of 2: the square root of 36 · 2².",
)
proves = "A vector norm takes all the entries together, whatever the axes."
read = reading.by_key({"value": reading.number_or_none, "shape": reading.shape_or_none})

solution = {
    "value": 12.0,
    "shape": (),
}


@right
def asked_of_torch():
    found = torch.linalg.vector_norm(torch.full((2, 3, 6), 2.0))
    return {"value": found, "shape": found.shape}


@right
def as_an_int_and_a_list():
    return {"value": 12, "shape": []}


@wrong
def one_norm_for_each_row():
    """It looks as if each innermost row got a norm of its own. Nothing told torch which
    axis to take (`dim=…`), so it takes all of them."""
    return {"value": 24**0.5, "shape": (2, 3)}


@wrong
def one_norm_for_each_matrix():
    """It looks as if each matrix in the cube got a norm of its own. `vector_norm` knows
    no matrices: it sees one heap of entries."""
    return {"value": 72**0.5, "shape": (2,)}


@wrong
def an_error():
    """It looks as if three axes were too many. For a norm the entries are one long
    vector, however they are arranged."""
    return {"value": None, "shape": None}


@wrong
def squared_length():
    """That is the sum of the squares. The L2 norm is one step further."""
    return {"value": 144.0}


@wrong
def sum_of_sizes():
    """That is the L1 norm. Without an `ord`, torch computes L2."""
    return {"value": 72.0}


@wrong
def number_of_entries():
    """36 is how many entries there are. Each of them gives 2² to the sum under the root."""
    return {"value": 36.0}


@wrong
def entries_not_squared():
    """That is the root of 72: of 36 entries not squared, or of half of them. There are 36, and
    each gives 2² to the sum."""
    return {"value": 72**0.5}


@wrong
def shape_of_x():
    """The value is one number for all the entries. Where would an axis come from, if nothing told
    which to keep?"""
    return {"shape": (2, 3, 6)}


@wrong_like(shape_of_x)
def shape_without_the_last_axis():
    return {"shape": (2, 3)}


@wrong
def an_axis_of_one_is_left():
    """One number alone needs no axis. How many brackets would you write around it?"""
    return {"shape": (1,)}


def proof() -> None:
    """Asked of torch."""
    found = torch.linalg.vector_norm(torch.full((2, 3, 6), 2.0))
    assert solution == {"value": found.item(), "shape": tuple(found.shape)}
