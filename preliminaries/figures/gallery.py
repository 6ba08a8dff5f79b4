"""Many small pictures of one channel: digits, and the weights that tell them apart."""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, PALE, SMALL, WIDEST, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.heat import mixed

in_words = words_of(__name__)

_MOST = 24
_STEPS = 8  # shades of a colour
_GAP = 14

Box = tuple[float, float, float, float]


@course_style()
def gallery(
    pictures: torch.Tensor, captions: Sequence[object], columns: int = 10, alt: str = ""
) -> Figure:
    """Draw pictures with a caption each: `figures.gallery(X[:20], y[:20].tolist())`.

    Values from 0 up go from white to black; where some are negative, those below 0 are orange and
    those above it blue. The largest size of a value in all pictures has the full colour.

    pictures: (n, 64) or (n, H, W), with n at most 24; a row of 64 pixels is a picture of 8 by 8.
    captions: n of them.

    Raises ValueError for other shapes.
    """
    values = torch.as_tensor(pictures).detach().cpu().double()
    if values.ndim == 2 and values.shape[1] == 64:
        values = values.reshape(-1, 8, 8)
    if values.ndim != 3 or not 0 < len(values) <= _MOST or len(captions) != len(values):
        raise ValueError(
            f"Shape {tuple(values.shape)}, captions {len(captions)}: one to {_MOST} pictures, "
            "(n, 64) or (n, H, W), can be drawn, with a caption each."
        )
    count, height, width = values.shape
    across = min(columns, count)
    side = min((WIDEST - 40 - _GAP * (across - 1)) / across / width, 160 / width)
    side = max(int(2 * side) / 2, 1)
    largest = values.abs().max().clamp(min=1e-12)
    levels = (values / largest * _STEPS).round().int().tolist()
    signed = bool((values < 0).any())
    canvas = Canvas()
    boxes: dict[str, list[Box]] = defaultdict(list)
    for k, picture in enumerate(levels):
        left = k % across * (width * side + _GAP)
        top = k // across * (height * side + 44)
        for i, row in enumerate(picture):
            j = 0
            for level, run in groupby(row):
                length = len(list(run))
                if level:
                    place = left + j * side, top + i * side, length * side, side
                    boxes[_colour(level, signed)].append(place)
                j += length
        caption = str(captions[k])
        canvas.text(left + width * side / 2, top + height * side + 18, caption, size=SMALL)
        boxes[""].append((left, top, width * side, height * side))
    frames = boxes.pop("")
    for colour, places in sorted(boxes.items()):
        canvas.boxes(places, Look(colour, edge=colour))
    for x, y, w, h in frames:
        canvas.line([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], PALE, 1.2)
    told = in_words.counted(
        "{count} picture of {height} by {width} pixels, with captions {captions}.",
        "{count} pictures of {height} by {width} pixels, with captions {captions}.",
        count,
        height=height,
        width=width,
        captions=writing.listing(captions),
    )
    if signed:
        signs = in_words("blue: above 0, orange: below 0")
        bottom = math.ceil(count / across) * (height * side + 44)
        canvas.text((across * (width * side + _GAP) - _GAP) / 2, bottom + 14, signs, size=SMALL)
        told = writing.sentences([told, in_words("Blue is above 0, orange below.")])
    return canvas.figure(alt or told)


def _colour(level: int, signed: bool) -> str:
    """White at 0; black, or blue above and orange below, at the largest."""
    full = BLACK if not signed else ACCENT if level > 0 else COUNTER
    return mixed(full, abs(level) / _STEPS)
