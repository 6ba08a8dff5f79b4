"""Tables, weights and words that several exercises of this lecture are tried on."""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import tensors

DOUBLE = torch.float64


def floats(*shapes: tuple[int, ...]) -> st.SearchStrategy[tuple]:
    """Tensors of these shapes, all float32 or all float64."""
    return st.sampled_from([torch.float32, DOUBLE]).flatmap(
        lambda dtype: st.tuples(*(tensors(shape, dtype) for shape in shapes))
    )
