"""A function that is put together of straight pieces."""

import math
from collections.abc import Callable

import torch
from matplotlib.transforms import ScaledTranslation

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, PALE
from .drawing.figure import PIXELS_PER_INCH, Figure, course_style
from .drawing.plotting import finished, say, sheet
from .drawing.writing import commas, short

in_words = words_of(__name__)

_PLACES = 240


@course_style()
def pieces(f: Callable[[torch.Tensor], torch.Tensor], low: float, high: float) -> Figure:
    """Draw a function of straight pieces, with their slopes: `figures.pieces(f, 1.0, 8.0)`.

    The slopes are torch's, at 240 places from low to high; where the slope changes, a piece
    ends. Slopes are written along pieces wide enough.

    f: takes and gives a tensor of one number.

    Raises ValueError where the slope changes more than twelve times.
    """
    found: list[tuple[float, list[float], list[float]]] = []
    with torch.enable_grad():
        for a in torch.linspace(low, high, _PLACES, dtype=torch.float64):
            x = a.clone().requires_grad_()
            y = f(x)
            (slope,) = torch.autograd.grad(y, x)
            if not found or abs(slope.item() - found[-1][0]) > 1e-6 * abs(slope.item()):
                found.append((slope.item(), [], []))
            found[-1][1].append(x.item())
            found[-1][2].append(y.item())
    if len(found) > 12:
        raise ValueError("There are more than twelve pieces: the function may be a curve.")
    drawing, (axes,) = sheet(820, 400)
    top = max(max(ys) for _, _, ys in found)
    bottom = min(min(ys) for _, _, ys in found)
    room = (top - bottom) or 1.0
    for k, (slope, xs, ys) in enumerate(found):
        axes.plot(xs, ys, color=ACCENT, linewidth=4)
        if k:
            axes.axvline((found[k - 1][1][-1] + xs[0]) / 2, color=PALE, linewidth=1.5, zorder=0)
        if xs[-1] - xs[0] > 0.1 * (high - low):
            words = in_words("slope {slope}", slope=short(slope))
            told = say(axes, (xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2, words, align="center")
            aside = (-5 if ys[-1] > ys[0] else 5) / PIXELS_PER_INCH, 4 / PIXELS_PER_INCH
            told.set(
                transform=axes.transData + ScaledTranslation(*aside, drawing.dpi_scale_trans),
                va="bottom",
                rotation=math.degrees(math.atan2(ys[-1] - ys[0], xs[-1] - xs[0])),
                rotation_mode="anchor",
                transform_rotates_text=True,  # the angle is one in the plot's units
            )
    axes.set(
        xlim=(low, high), ylim=(bottom - 0.08 * room, top + 0.08 * room), xlabel="a", ylabel="f(a)"
    )
    axes.locator_params(nbins=6)
    return finished(
        drawing,
        in_words.counted(
            "A function of a from {low} to {high}, in {count} piece, each a straight line. Their "
            "slopes, from the left: {slopes}.",
            "A function of a from {low} to {high}, in {count} pieces, each a straight line. Their "
            "slopes, from the left: {slopes}.",
            len(found),
            low=short(low),
            high=short(high),
            slopes=commas([short(slope) for slope, _, _ in found]),
        ),
    )
