"""Answers that start, open or draw something, and do not clear it away."""

import os
import subprocess
import sys
import tempfile
import threading
import time
import warnings

import torch
from torch.utils._python_dispatch import TorchDispatchMode

_opened = []


def starts_a_thread(*arguments):
    """One that never ends."""
    threading.Thread(target=time.sleep, args=(1000,)).start()


def starts_a_loop(*arguments):
    def loop():
        while True:
            pass

    threading.Thread(target=loop).start()


def starts_a_timer(*arguments):
    threading.Timer(1000, print).start()


def starts_a_program(*arguments):
    subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(1000)"])


def forks(*arguments):
    if hasattr(os, "fork"):
        os.fork()


def starts_a_process(*arguments):
    import multiprocessing

    if hasattr(os, "fork"):
        multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,)).start()


def opens_a_file(*arguments):
    _opened[:] = [tempfile.TemporaryFile()]  # noqa: SIM115
    print("line", file=open(os.devnull, "w"))  # noqa: SIM115


def draws(*arguments):
    import matplotlib.pyplot as plt

    plt.style.use("dark_background")
    plt.plot([1, 2])


def warns(*arguments):
    warnings.warn("careful", stacklevel=1)
    return torch.tensor([1.0]) / 0


def leaves_a_level(*arguments):
    torch.autograd.forward_ad.enter_dual_level()


def leaves_a_transformation(*arguments):
    """As `torch.func.grad` does when it is stopped between its lines."""
    torch._C._functorch._grad_increment_nesting()


def leaves_a_mode(*arguments):
    """As a `with` block does when it is stopped on its way out."""

    class Looks(TorchDispatchMode):
        def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
            raise AssertionError("Who looks on here?")

    Looks().__enter__()


def leaves_inference_mode(*arguments):
    torch.inference_mode().__enter__()


LEAVING_SOMETHING = [
    f for f in list(globals().values()) if getattr(f, "__module__", "") == __name__
]
