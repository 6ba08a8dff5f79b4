"""Pictures of what the lectures explain, each a function of what it shows.

`figures.broadcast((3, 1), (1, 2))` returns a figure that displays itself. Nothing is drawn, and
matplotlib is not loaded, before the first figure is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arrays import axes, strides
    from .broadcasting import broadcast
    from .field import ad_clicks, approaches, imagenet, roadmap
    from .figure import Figure
    from .indexing import index
    from .joining import join
    from .memory import rebinding, storage

__all__ = [
    "Figure",
    "ad_clicks",
    "approaches",
    "axes",
    "broadcast",
    "imagenet",
    "index",
    "join",
    "rebinding",
    "roadmap",
    "storage",
    "strides",
]

# No module may be called like a function: importing it would hide the function.
_HOMES = {
    "Figure": "figure",
    "ad_clicks": "field",
    "approaches": "field",
    "axes": "arrays",
    "broadcast": "broadcasting",
    "imagenet": "field",
    "index": "indexing",
    "join": "joining",
    "rebinding": "memory",
    "roadmap": "field",
    "storage": "memory",
    "strides": "arrays",
}


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"there is no figure called {name!r}; there are {', '.join(__all__)}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
