"""Pictures of what the lectures explain, each a function of what it shows.

`figures.broadcast((3, 1), (1, 2))` returns a figure that displays itself. Nothing is drawn, and
matplotlib is not loaded, before the first figure is asked for.
"""

from typing import Any

import lazy_loader

_loaded, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "angles": ["angles"],
        "arrays": ["axes", "strides"],
        "broadcasting": ["broadcast", "broadcast_minus"],
        "classes": ["borders", "boundary", "triangle"],
        "combining": ["combination"],
        "conditioning": ["crossing", "stretches"],
        "cutting": ["detached"],
        "distributions": ["imputation", "scatter"],
        "drawing.figure": ["Figure"],
        "deep_learning": ["ad_clicks", "approaches", "imagenet", "roadmap"],
        "exploring": ["explore"],
        "summing": ["fold"],
        "gallery": ["gallery"],
        "gradients": ["descents", "gradient", "linearised", "ways"],
        "graph.drawing": ["graph"],
        "growing": ["product_rule"],
        "indexing": ["index"],
        "jacobians": ["chain", "layouts"],
        "joining": ["join"],
        "judged": ["confusion", "reliability"],
        "leaks": ["given_away", "leak"],
        "likelihoods": ["loss"],
        "maps": ["eigenvectors", "linear_map"],
        "measurements": ["curves"],
        "memory": ["rebinding", "storage"],
        "networks": ["network"],
        "norms": ["losses", "unit_balls"],
        "orders": ["orders"],
        "paths": ["paths"],
        "penguins": ["coloured_table", "layer", "loss_and_gradient"],
        "pictures": ["images"],
        "pieces": ["pieces"],
        "plots": ["plotted"],
        "products": ["matrix_product"],
        "projecting": ["projection"],
        "regression": ["fits", "residuals", "units"],
        "samples": ["samples"],
        "singular": ["null_space", "singular_values"],
        "slopes": ["difference_error", "secant", "subgradients"],
        "tables": ["missing", "one_hot"],
        "tapes": ["accumulation", "engine", "tapes"],
        "weighing": ["rows_dotted", "rows_weighed"],
    },
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"there is no figure called {name!r}; there are {', '.join(__all__)}")
    return _loaded(name)
