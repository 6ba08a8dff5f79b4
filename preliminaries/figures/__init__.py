"""Pictures of what the lectures explain, each a function of what it shows.

`figures.broadcast((3, 1), (1, 2))` returns a figure that displays itself. Nothing is drawn, and
matplotlib is not loaded, before the first figure is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arrays import axes, strides
    from .broadcasting import broadcast
    from .figure import Figure
    from .folding import fold
    from .indexing import index
    from .joining import join
    from .maps import eigenvectors, linear_map
    from .memory import rebinding, storage
    from .norms import losses, unit_balls
    from .products import matrix_product
    from .projecting import projection

__all__ = [
    "Figure",
    "axes",
    "broadcast",
    "eigenvectors",
    "fold",
    "index",
    "join",
    "linear_map",
    "losses",
    "matrix_product",
    "projection",
    "rebinding",
    "storage",
    "strides",
    "unit_balls",
]

# No module may be called like a function: importing it would hide the function.
_HOMES = {
    "Figure": "figure",
    "axes": "arrays",
    "broadcast": "broadcasting",
    "eigenvectors": "maps",
    "fold": "folding",
    "index": "indexing",
    "join": "joining",
    "linear_map": "maps",
    "losses": "norms",
    "matrix_product": "products",
    "projection": "projecting",
    "rebinding": "memory",
    "storage": "memory",
    "strides": "arrays",
    "unit_balls": "norms",
}


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"there is no figure called {name!r}; there are {', '.join(__all__)}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
