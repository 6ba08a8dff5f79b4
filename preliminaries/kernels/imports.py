"""What the lectures import, and the kernel itself: loaded once, in the fork server, for all.

Imports and nothing else. A process that has computed in parallel, or has started CUDA, cannot be
forked: the child would wait for ever for threads that only its parent has.
"""

import atexit
import gc
import importlib
import os
import pkgutil
import sys
from contextlib import suppress

# Where a kernel looks for modules; not beside whoever started the fork server.
PATH = [folder for folder in sys.path if folder]
sys.path[:] = PATH

# As ipykernel says it before matplotlib is loaded.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

# torch itself loads torch._dynamo, which takes seconds, when `grad` is first called.
_NEEDED = ("torch.func", "torch._dynamo", "d2l.torch", "PIL.Image", "ipywidgets")
_ROOMS = (
    "teaching",
    "pointing",
    "grids",
    "devices",
    "authoring",
    "judging",
    "words",
    "figures",
    "identities",
)
_OURS = tuple(f"preliminaries.{room}" for room in _ROOMS)
_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib_inline.backend_inline")


def _load(name: str) -> None:
    """Import a module. One that is broken is told where a lecture asks for it, as ever."""
    with suppress(Exception):
        importlib.import_module(name)


for name in (*_KERNEL, *_NEEDED, *_OURS):
    _load(name)
    own = getattr(sys.modules.get(name), "__path__", ()) if name in _OURS else ()
    for module in pkgutil.walk_packages(own, f"{name}.", onerror=lambda broken: None):
        _load(module.name)

# Kernels share this memory for as long as nobody writes to it, and a collector writes.
gc.collect()
gc.freeze()
atexit.register(gc.unfreeze)  # triton complains of what is still there when Python ends
