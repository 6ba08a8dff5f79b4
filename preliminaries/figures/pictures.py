"""Pictures held in tensors."""

import matplotlib.figure
import torch

from . import writing
from .canvas import SMALL, WHITE
from .figure import PIXELS_PER_INCH, Figure, course_style

_HEIGHT = 260
_MOST = 4


@course_style()
def images(**named: torch.Tensor) -> Figure:
    """Draw pictures side by side under their names: `figures.images(moved=X, scrambled=Y)`.

    named: one to four tensors of shape (3, H, W), bytes or floats from 0 to 1, all of one shape.

    Raises ValueError for another shape, or more pictures.
    """
    shapes = {tuple(image.shape) for image in named.values()}
    if not 1 <= len(named) <= _MOST or len(shapes) != 1 or len(next(iter(shapes))) != 3:
        raise ValueError("One to four pictures of one shape (3, H, W) can be drawn.")
    channels, height, width = next(iter(shapes))
    if channels != 3 or not height or not width:
        raise ValueError(f"Shape {(channels, height, width)} is not that of a picture (3, H, W).")
    panel = min(_HEIGHT * width / height, 420)
    drawing = matplotlib.figure.Figure(
        figsize=((panel + 30) * len(named) / PIXELS_PER_INCH, (_HEIGHT + 60) / PIXELS_PER_INCH),
        dpi=PIXELS_PER_INCH,
        facecolor=WHITE,
        layout="constrained",
    )
    axes = drawing.subplots(1, len(named), squeeze=False)[0]
    for one, (name, image) in zip(axes, named.items(), strict=True):
        one.imshow(image.detach().cpu().permute(1, 2, 0).numpy(), interpolation="nearest")
        one.set_title(name, fontsize=SMALL + 2)
        one.set_xticks([])
        one.set_yticks([])
    told = [f"{name}, {_corners(image)}" for name, image in named.items()]
    return Figure(
        drawing,
        f"{writing.plural(len(named), 'picture')} of {height} by {width} pixels. "
        f"Red, green and blue at their corners: {'; '.join(told)}.",
    )


def _corners(image: torch.Tensor) -> str:
    places = {"top left": (0, 0), "top right": (0, -1), "bottom left": (-1, 0)}
    return ", ".join(
        f"{place} {writing.nested(image[:, i, j].tolist())}" for place, (i, j) in places.items()
    )
