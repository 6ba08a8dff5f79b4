"""Where tensors of this course live: the one place that decides between CPU, CUDA and MPS."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

VARIABLE = "PRELIMINARIES_DEVICE"


class NoSuchDevice(RuntimeError):
    """The device that was asked for is not to be had; the message says why and what to do."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence, without the way it took through our code."""
        return [str(self)]


def pick() -> "torch.device":
    """The device to compute on: CUDA where there is one, else MPS (Apple), else the CPU.

    The environment variable PRELIMINARIES_DEVICE (`cpu`, `cuda`, `cuda:1`, `mps`) overrides it.
    Raises NoSuchDevice for a device that this machine does not have.
    """
    import torch

    wish = os.environ.get(VARIABLE, "").strip().lower()
    if not wish:
        for name, there in (("cuda", torch.cuda.is_available), ("mps", has_mps)):
            if there():
                return torch.device(name)
        return torch.device("cpu")
    kind, _, index = wish.partition(":")
    cure = f"Take another value, or unset {VARIABLE} and the best device here is picked."
    known = kind in ("cpu", "cuda", "mps") and (index.isdecimal() or ":" not in wish)
    if not known:
        raise NoSuchDevice(f"{VARIABLE}={wish} names no device; cpu, cuda, cuda:1, mps do. {cure}")
    count = {"cpu": lambda: 1, "mps": lambda: int(has_mps()), "cuda": cuda_count}[kind]()
    if count == 0:
        raise NoSuchDevice(f"{VARIABLE} asks for {wish}, but torch finds no {kind} here. {cure}")
    if int(index or 0) >= count:
        devices = "1 device" if count == 1 else f"{count} devices"
        raise NoSuchDevice(
            f"{VARIABLE} asks for {wish}, but there is only {devices} of that kind, "
            f"counted from 0. {cure}"
        )
    return torch.device(kind, int(index)) if index else torch.device(kind)


def cuda_count() -> int:
    """How many CUDA devices torch can use."""
    import torch

    return torch.cuda.device_count() if torch.cuda.is_available() else 0


def has_mps() -> bool:
    """Whether torch can use the GPU of an Apple machine."""
    import torch

    backend = getattr(torch.backends, "mps", None)
    return backend is not None and backend.is_available()
