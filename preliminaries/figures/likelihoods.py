"""A loss, the likelihood that it stands for, and its gradient."""

from collections.abc import Callable

import numpy as np
import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, ink
from .drawing.figure import Figure, course_style
from .drawing.plotting import cross, finished, say, sheet

in_words = words_of(__name__)

_LOW, _HIGH = -3.3, 4.2


@course_style()
def loss(
    of: Callable[[torch.Tensor], torch.Tensor],
    name: str = "",
    x_label: str = "",
    reach: float = 3.0,
) -> Figure:
    """Draw a loss, exp(−loss) and the gradient: `figures.loss(lambda x: x**2 / 2)`.

    The gradient is autograd's; where it jumps, its line is broken.

    of: a function of a tensor, entry by entry. name: its formula. x_label: what x is, if not a
    prediction. reach: from -reach to reach it is drawn, the 0 itself left out.
    """
    name = name or in_words("loss")
    x_label = x_label or in_words("prediction, where the label is 0")
    half = torch.linspace(0, reach, 151, dtype=torch.float64)[1:]
    x = torch.cat([-half.flip(0), half]).requires_grad_()
    value = of(x)
    (slope,) = torch.autograd.grad(value.sum(), x)
    at, losses = x.detach().numpy(), value.detach().numpy()
    slopes = slope.numpy()
    jumps = np.flatnonzero(np.abs(np.diff(slopes)) > 0.3) + 1
    drawing, (axes,) = sheet(860, 430)
    cross(axes)
    axes.plot(at, losses, color=BLACK, linewidth=3.5)
    axes.plot(at, np.exp(-losses), color=ACCENT, linewidth=3.5, linestyle="--")
    axes.plot(
        np.insert(at, jumps, np.nan), np.insert(slopes, jumps, np.nan), color=COUNTER, linewidth=5
    )
    axes.set(xlim=(-reach, reach), ylim=(_LOW, _HIGH), xlabel=x_label)
    axes.xaxis.labelpad = 8
    axes.set_yticks([-3, -2, -1, 0, 1, 2, 3, 4])
    for line, words, color in (
        (3.8, name, BLACK),
        (3.1, in_words("likelihood exp(−loss)"), ACCENT),
        (2.4, in_words("gradient"), COUNTER),
    ):
        left, right = 1.06 * reach, 1.16 * reach
        style = "--" if color == ACCENT else "-"
        axes.plot([left, right], [line, line], style, color=color, linewidth=4, clip_on=False)
        say(axes, 1.2 * reach, line, words, color=ink(color))
    for label in axes.texts:
        label.set_clip_on(False)
    told = []
    for place in (-2.0, 2.0):
        k = int(np.argmin(np.abs(at - place)))
        numbers = [writing.short(v) for v in (losses[k], np.exp(-losses[k]), slopes[k])]
        at_place = in_words(
            "at {x}: {numbers}", x=writing.short(place), numbers=writing.listing(numbers)
        )
        told.append(at_place)
    places = [writing.short((at[k - 1] + at[k]) / 2) for k in jumps]
    curves = in_words(
        "Three curves over the {x}: the loss, {name}, its likelihood exp(−loss), and its "
        "gradient. Their values {told}.",
        x=x_label,
        name=name,
        told=writing.semicolons(told),
    )
    jump = in_words("The gradient jumps at {places}.", places=writing.listing(places))
    return finished(drawing, writing.sentences([curves, jump] if places else [curves]))
