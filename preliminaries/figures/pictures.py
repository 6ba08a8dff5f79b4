"""Small pictures held in tensors."""

import numpy as np
import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import SMALL, WIDEST, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.labels import named

in_words = words_of(__name__)
_GAP = 40
_TALLEST = 300
_MOST_PIXELS = 400


@course_style()
def images(**given: torch.Tensor | np.ndarray) -> Figure:
    """Draw small pictures side by side: `figures.images(permuted=X, reshaped=Y)`.

    given: tensors or arrays of shape (3, H, W), bytes or floats from 0 to 1, all of one shape,
    with at most 400 pixels together. Each is drawn under its name.

    Raises ValueError for other shapes, or more pixels.
    """
    pictures = {named(name): torch.as_tensor(image) for name, image in given.items()}
    shapes = {tuple(image.shape) for image in pictures.values()}
    if len(shapes) != 1 or [len(shape) for shape in shapes] != [3]:
        raise ValueError("Pictures of one shape (3, H, W) can be drawn side by side.")
    ((channels, height, width),) = shapes
    if channels != 3 or not 0 < height * width * len(given) <= _MOST_PIXELS:
        raise ValueError(
            in_words.counted(
                "{count} tensor of shape {shape}: a picture has 3 channels, and {most} pixels "
                "together can be drawn.",
                "{count} tensors of shape {shape}: a picture has 3 channels, and {most} pixels "
                "together can be drawn.",
                len(given),
                shape=(channels, height, width),
                most=_MOST_PIXELS,
            )
        )
    room = (WIDEST - 40 - _GAP * (len(given) - 1)) / len(given)
    side = int(min(room / width, _TALLEST / height))
    canvas = Canvas()
    for k, (name, image) in enumerate(pictures.items()):
        left = k * (width * side + _GAP)
        canvas.text(left + width * side / 2, -22, name, bold=True, size=SMALL)
        for i in range(height):
            for j in range(width):
                colour = _colour(image[:, i, j])
                place = left + j * side, i * side, side, side
                canvas.boxes([place], Look(colour, edge=colour))
        canvas.frame(left, 0, width * side, height * side)
    told = [f"{name}: {_corners(image)}" for name, image in pictures.items()]
    return canvas.figure(
        in_words.counted(
            "{count} picture of {height} by {width} pixels. Red, green and blue in the corners of "
            "{told}.",
            "{count} pictures of {height} by {width} pixels. Red, green and blue in the corners "
            "of {told}.",
            len(given),
            height=height,
            width=width,
            told=in_words("; of ").join(told),
        )
    )


def _colour(pixel: torch.Tensor) -> str:
    scale = 255 if pixel.is_floating_point() else 1
    return "#" + "".join(f"{min(max(round(v * scale), 0), 255):02x}" for v in pixel.tolist())


def _corners(image: torch.Tensor) -> str:
    places = {
        in_words("top left"): (0, 0),
        in_words("top right"): (0, -1),
        in_words("bottom left"): (-1, 0),
    }
    return writing.commas(
        [f"{place} {writing.nested(image[:, i, j].tolist())}" for place, (i, j) in places.items()]
    )
