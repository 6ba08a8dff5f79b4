"""What a call of an answer is watched with."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch.overrides import TorchFunctionMode


class NotAllowed(RuntimeError):
    """An answer used the very function that it was asked to build."""


class no_ready_made_products(TorchFunctionMode):  # noqa: N801: read as a verb, used as a watch
    """Refuses ready-made products with a matrix; the dot product of two vectors is allowed."""

    _READY_MADE = {
        *("matmul", "__matmul__", "__rmatmul__", "mm", "mv", "bmm", "addmm", "addmv"),
        *("linear", "inner", "tensordot", "chain_matmul", "multi_dot", "linalg_multi_dot"),
    }

    def __torch_function__(
        self, func: Callable, types: tuple, args: tuple = (), kwargs: dict | None = None
    ) -> object:
        of_matrices = any(isinstance(a, torch.Tensor) and a.ndim > 1 for a in args)
        if of_matrices and getattr(func, "__name__", "") in self._READY_MADE:
            raise NotAllowed("a ready-made product; write it with *, sum, or dot products")
        return func(*args, **(kwargs or {}))


@contextmanager
def quietly() -> Iterator[None]:
    """Without two warnings of torch's own that say nothing about an answer.

    Forward mode loads a part of torch that uses its deprecated `jit`, and
    `backward(create_graph=True)` tells of a cycle of references.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"`?torch\.jit", FutureWarning)
        warnings.filterwarnings("ignore", r"Using backward\(\) with create_graph", UserWarning)
        yield


@contextmanager
def seeded() -> Iterator[None]:
    """With torch's generator seeded; what is drawn later is as if nothing had been drawn here."""
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(0)
        yield
