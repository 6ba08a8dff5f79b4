"""Pictures of what the lectures explain, each a function of what it shows.

`figures.broadcast((3, 1), (1, 2))` returns a figure that displays itself. Nothing is drawn, and
matplotlib is not loaded, before the first figure is asked for.
"""

from importlib import import_module

# No module may be called like a function: importing it would hide the function.
_FIGURES = {
    "arrays": (
        "axes",
        "strides",
    ),
    "broadcasting": ("broadcast",),
    "distributions": (
        "imputation",
        "scatter",
    ),
    "field": (
        "ad_clicks",
        "approaches",
        "imagenet",
        "roadmap",
    ),
    "drawing.figure": ("Figure",),
    "folding": ("fold",),
    "gradients": (
        "descents",
        "gradient",
        "linearised",
    ),
    "graphs": ("graph",),
    "indexing": ("index",),
    "joining": ("join",),
    "maps": (
        "eigenvectors",
        "linear_map",
    ),
    "measurements": ("curves",),
    "memory": (
        "rebinding",
        "storage",
    ),
    "norms": (
        "losses",
        "unit_balls",
    ),
    "pictures": ("images",),
    "plots": ("plotted",),
    "products": ("matrix_product",),
    "projecting": ("projection",),
    "slopes": (
        "difference_error",
        "secant",
        "subgradients",
    ),
    "tables": (
        "missing",
        "one_hot",
    ),
}
_HOMES = {name: module for module, names in _FIGURES.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"there is no figure called {name!r}; there are {', '.join(__all__)}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
