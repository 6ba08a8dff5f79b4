"""What several exercises of this lecture are tried on, and how they are read."""

from collections.abc import Callable

import torch
from torch.func import grad


def with_autograd() -> None:
    """Load what the first derivative of torch.func loads, which takes a second or three.

    An answer may well use it, and should not be charged for that time.
    """
    grad(torch.sin)(torch.tensor(0.0))


def called(name: str, f: Callable) -> Callable:
    """A function under a name that a verdict can show."""
    f.__name__ = name
    return f
