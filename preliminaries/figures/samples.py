"""Random numbers: how often each value is drawn."""

import numpy as np
from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, COUNTER, GREY
from .drawing.figure import Figure, course_style
from .drawing.plotting import finished, sheet
from .drawing.writing import semicolons, short

in_words = words_of(__name__)


@course_style()
def samples(**drawn: Tensor) -> Figure:
    """Draw histograms of random numbers: `figures.samples(rand=torch.rand(1000))`.

    drawn: one or two tensors, each under its name. All have one scale.

    Raises ValueError for more of them, and for less than two numbers.
    """
    numbers = {name: tensor.detach().double().flatten().numpy() for name, tensor in drawn.items()}
    if not 1 <= len(numbers) <= 2 or min(map(len, numbers.values())) < 2:
        raise ValueError("One or two tensors of random numbers can be drawn, two numbers or more.")
    low = min(np.floor(values.min()) for values in numbers.values())
    high = max(np.ceil(values.max()) for values in numbers.values())
    if low == high:
        raise ValueError("All numbers are equal.")
    drawing, panels = sheet(430 * len(numbers), 340, panels=len(numbers), sharey=True)
    told = []
    for axes, color, (name, values) in zip(
        panels, (ACCENT, COUNTER), numbers.items(), strict=False
    ):
        counts, edges = np.histogram(values, bins=int(4 * (high - low)), range=(low, high))
        axes.stairs(counts, edges, fill=True, color=color)
        axes.set(xlim=(low, high), xlabel=in_words("value"))
        axes.set_title(name, fontsize=20, parse_math=False, pad=10)
        axes.locator_params(nbins=6, integer=True)
        axes.tick_params(color=GREY)
        axes.tick_params(axis="x", pad=10)  # a minus would touch the zero of the other axis
        told.append(
            in_words(
                "{name}, {count} numbers from {low} to {high}, mean {mean}",
                name=name,
                count=len(values),
                low=short(values.min()),
                high=short(values.max()),
                mean=short(values.mean()),
            )
        )
    panels[0].set_ylabel(in_words("how many"))
    return finished(
        drawing,
        in_words("Histograms of random numbers on one scale. {told}.", told=semicolons(told)),
    )
