"""Products that are to be built by hand: which ready-made ones an answer may not use."""

import inspect
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import torch
from torch._C import _len_torch_dispatch_stack
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode, _pop_mode

from preliminaries.authoring import told
from preliminaries.authoring.watching import NotAllowed, library_of, met_in

_OTHER_LIBRARIES = ("numpy", "pandas", "scipy")
_TO_NUMPY = {"numpy", "__array__", "__array_wrap__", "__dlpack__"}

# Whatever the road (`@`, `linear`, `multi_dot`, `sparse.mm`), torch goes down to one of these.
_PRODUCTS = {
    *("mm", "mv", "bmm", "addmm", "addmv", "addbmm", "baddbmm", "matmul", "linear", "_trilinear"),
    *("_sparse_mm", "_sparse_addmm", "_sparse_sparse_matmul", "sspaddmm", "hspmm", "smm"),
    *("_int_mm", "_scaled_mm", "mkldnn_linear", "_addmm_activation", "convolution"),
}
_SPELLED_OUT = {"einsum", "vecdot", "linalg_vecdot"}  # one says which entries meet


class _no_products_below(TorchDispatchMode):
    """Refuses a product with a matrix at the place that every road through torch passes."""

    def __torch_dispatch__(
        self, func: Callable, types: tuple, args: tuple = (), kwargs: dict | None = None
    ) -> object:
        name = getattr(func, "__name__", "").split(".")[0].rstrip("_")
        if name in _PRODUCTS and _is_watched(sys._getframe()):
            raise NotAllowed(told("a ready-made product; write it with *, sum, or dot products"))
        return func(*args, **(kwargs or {}))


class no_ready_made_products(TorchFunctionMode):
    """Refuses ready-made products with a matrix, and the way to NumPy's.

    Dot products of two vectors are allowed, and so is `einsum`.
    """

    def __enter__(self) -> "no_ready_made_products":
        self.below = _len_torch_dispatch_stack()
        super().__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        super().__exit__(*raised)
        # An answer that is stopped within a product leaves a mode behind.
        while _len_torch_dispatch_stack() > self.below:
            _pop_mode()

    def __torch_function__(
        self, func: Callable, types: tuple, args: tuple = (), kwargs: dict | None = None
    ) -> object:
        kwargs = kwargs or {}
        name = getattr(func, "__name__", "")
        if name in _TO_NUMPY:
            raise _numpy_refused()
        if name == "__get__":  # an attribute, such as the shape
            return func(*args, **kwargs)
        of_vectors = all(tensor.ndim < 2 for tensor in _tensors([*args, *kwargs.values()]))
        if of_vectors or name in _SPELLED_OUT:
            return func(*args, **kwargs)
        with _no_products_below():
            return func(*args, **kwargs)


def _is_watched(frame: FrameType | None) -> bool:
    """Whether a call of an answer is watched, and no mode was left behind when one was stopped."""
    while frame is not None:
        if frame.f_code is no_ready_made_products.__torch_function__.__code__:
            return True
        frame = frame.f_back
    return False


def by_hand(answer: Callable, *arguments: object) -> object:
    """What an answer returns that goes through torch alone, under `no_ready_made_products`."""
    if any(library_of(found) in _OTHER_LIBRARIES for found in met_in(inspect.unwrap(answer))):
        raise _numpy_refused()
    return answer(*arguments)


def _numpy_refused() -> NotAllowed:
    return NotAllowed(
        told("NumPy has ready-made products too; write this one with torch's * and sum")
    )


def _tensors(given: list) -> Iterator[torch.Tensor]:
    for value in given:
        if isinstance(value, torch.Tensor):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _tensors(list(value))
