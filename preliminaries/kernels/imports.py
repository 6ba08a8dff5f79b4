"""What the lectures import, and the kernel itself: loaded once, in the fork server, for all.

Imports and nothing else. A process that has computed in parallel, or has started CUDA, cannot be
forked: the child would wait for ever for threads that only its parent has.
"""

import gc
import importlib
import os
import pkgutil
import sys

# Where a kernel looks for modules; not beside whoever started the fork server.
PATH = [folder for folder in sys.path if folder]
sys.path[:] = PATH

# As ipykernel says it before matplotlib is loaded.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

_NEEDED = ("torch.func", "pandas", "matplotlib.pyplot", "PIL.Image", "ipywidgets")
_OURS = ("teaching", "devices", "authoring", "judging", "words", "figures", "identities")
_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib_inline.backend_inline")

for name in (*_KERNEL, *_NEEDED):
    importlib.import_module(name)
for room in _OURS:
    package = importlib.import_module(f"preliminaries.{room}")
    for module in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{package.__name__}."):
        importlib.import_module(module.name)

# Kernels share this memory for as long as nobody writes to it, and a collector writes.
gc.collect()
gc.freeze()
