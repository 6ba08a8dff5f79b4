"""Lines through points, and a layer that computes them."""

from collections.abc import Callable, Sequence

import matplotlib.figure
import numpy as np
import torch
from matplotlib.axes import Axes
from torch import Tensor

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, SMALL, WHITE, Canvas
from .drawing.figure import Figure, course_style
from .drawing.labels import named
from .drawing.plotting import ends_of, finished, name_ends, sheet

in_words = words_of(__name__)

_STYLES = ((ACCENT, "-"), (COUNTER, "--"), (BLACK, ":"))
_UP = 290  # pixels: about the height of the plot on the sheet of _points
_FEW = 60  # points, which are drawn large
_APART, _ASIDE, _RADIUS = 62, 330, 22  # pixels between neurons, between layers, of a neuron


@course_style()
def residuals(
    x: Tensor, y: Tensor, w: float, b: float, x_label: str = "x", y_label: str = "y"
) -> Figure:
    """Draw how far points lie from a line: `figures.residuals(x, y, w=2.0, b=1.0)`.

    The line is w x + b; each residual is drawn upright, from the line to its point.
    For sliders: `interact(figures.residuals, x=fixed(x), y=fixed(y), w=(0.0, 4.0), b=(0.0, 2.0))`.

    x, y: (n,), for a few dozen points.
    """
    at, measured = x.double().numpy(), y.double().numpy()
    predicted = w * at + b
    drawing, axes = _points(at, measured, x_label, y_label)
    axes.vlines(at, predicted, measured, color=COUNTER, linewidth=3, zorder=1)
    ends = np.array([at.min(), at.max()])
    axes.plot(ends, w * ends + b, color=ACCENT, linewidth=3, zorder=2)
    room = 0.2 * np.ptp(measured)
    axes.set_ylim(measured.min() - room, measured.max() + room)  # of the points: the line moves
    far = writing.fixed(float(np.sqrt(np.mean((measured - predicted) ** 2))), 0)
    line = writing.line(w, b)
    title = in_words("{line}: root mean square {far}", line=line, far=far)
    axes.set_title(title, fontsize=20, parse_math=False)
    return finished(
        drawing,
        in_words(
            "{points}, {x} across and {y} up, with the line {line}. From the line to each point "
            "leads an upright piece, its residual. The root of the mean of their squares is {far}.",
            points=in_words.counted("{count} point", "{count} points", len(at)),
            x=x_label,
            y=y_label,
            line=line,
            far=far,
        ),
    )


@course_style()
def fits(
    x: Tensor,
    y: Tensor,
    x_label: str,
    y_label: str,
    upto: float | None = None,
    since: float | None = None,
    **lines: tuple[float, float] | Callable[[Tensor], Tensor],
) -> Figure:
    """Draw lines through points: `figures.fits(x, y, "cm", "g", by_eye=(2.0, 1.0))`.

    Up to three lines, each with its name at its end: (w, b) is w x + b, a function of (m,) a curve.

    upto: where the plot ends above. Of points beyond it an arrow tells the height; a straight
    line that leaves the plot ends at its edge. since: where the lines begin, if not at a point.

    Raises ValueError for more lines, and where all is beyond.
    """
    if not 1 <= len(lines) <= len(_STYLES):
        raise ValueError(f"One to {len(_STYLES)} lines can be told apart, not {len(lines)}.")
    at, measured = x.double().numpy(), y.double().numpy()
    seen = measured <= (np.inf if upto is None else upto)
    if not seen.any():
        raise ValueError(f"All points lie above {upto}.")
    names = [named(name.replace("_", " ")) for name in lines]
    x_label, y_label = named(x_label), named(y_label)
    drawing, axes = _points(at[seen], measured[seen], x_label, y_label)
    if upto is not None:
        low = measured.min()
        axes.set_ylim(low - 0.06 * (upto - low), upto)
    ends = np.array([at.min() if since is None else since, at.max()])
    drawn, told = {}, []
    for name, line, (color, style) in zip(names, lines.values(), _STYLES, strict=False):
        if callable(line):
            along = np.linspace(ends[0], ends[1], 200)
            heights = line(torch.tensor(along)).detach().double().numpy()
            first, last = map(writing.short, heights[[0, -1]])
            words = in_words("{name}: from {first} to {last}", name=name, first=first, last=last)
        else:
            w, b = line
            along = ends.copy()
            if upto is not None and max(w * ends + b) > upto > min(w * ends + b):
                along[1 if w > 0 else 0] = (upto - b) / w
            heights = w * along + b
            words = in_words("{name}: {line}", name=name, line=writing.line(w, b))
        told.append(words)
        (drawn[name],) = axes.plot(along, heights, style, color=color, linewidth=3.5, zorder=4)
    axes.set_xlim(ends[0] - 0.03 * np.ptp(ends), ends[1] + 0.015 * np.ptp(ends))
    name_ends(axes, ends_of(axes, drawn), _UP)
    above = [_beyond(axes, *place) for place in zip(at[~seen], measured[~seen], strict=True)]
    points = in_words(
        "{points}, {x} across and {y} up, and {lines}: {told}.",
        points=in_words.counted("{count} point", "{count} points", len(at)),
        x=x_label,
        y=y_label,
        lines=in_words.counted("{count} line", "{count} lines", len(lines)),
        told=writing.semicolons(told),
    )
    higher = in_words("Above the plot: {points}.", points=writing.listing(above))
    return finished(drawing, writing.sentences([points, higher] if above else [points]))


def _beyond(axes: Axes, x: float, height: float) -> str:
    """Draw an arrow to a point above the plot, and say in words where it is."""
    words = in_words("one point at {height}", height=writing.short(height))
    axes.annotate(
        words,
        (x, axes.get_ylim()[1]),
        (0, -52),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 1},
        arrowprops={"arrowstyle": "-|>", "color": BLACK, "linewidth": 2.5, "mutation_scale": 18},
        zorder=6,
    )
    return words


def _points(
    x: np.ndarray, y: np.ndarray, x_label: str, y_label: str
) -> tuple[matplotlib.figure.Figure, Axes]:
    """A plot of the points, and of nothing else yet."""
    drawing, (axes,) = sheet(860, 400)
    axes.plot(x, y, "o", color=GREY, markersize=6 if len(x) > _FEW else 9, zorder=3)
    axes.set_xlabel(x_label, parse_math=False)
    axes.set_ylabel(y_label, parse_math=False)
    axes.locator_params(nbins=6)
    return drawing, axes


@course_style()
def units(inputs: Sequence[str], outputs: Sequence[str]) -> Figure:
    """Draw a layer as units, each input joined to each output: `figures.units(["x₁"], ["ŷ"])`.

    inputs, outputs: their names.
    """
    canvas = Canvas()
    tallest = max(len(inputs), len(outputs))

    def heights(names: Sequence[str]) -> list[float]:
        return [(tallest - len(names)) * _APART / 2 + k * _APART for k in range(len(names))]

    for start in heights(inputs):
        for end in heights(outputs):
            canvas.line([(_RADIUS, start), (_ASIDE - _RADIUS, end)], ACCENT, 2.5)
    for x, names in ((0, inputs), (_ASIDE, outputs)):
        for y, name in zip(heights(names), names, strict=True):
            canvas.dot(x, y, color=BLACK, hollow=True, radius=_RADIUS)
            side, align = (-1, "right") if x == 0 else (1, "left")
            canvas.text(x + side * (_RADIUS + 12), y, name, align=align)
    count = len(inputs) * len(outputs)
    words = in_words(
        "{weights}, {biases}",
        weights=in_words.counted("{count} weight", "{count} weights", count),
        biases=in_words.counted("{count} bias", "{count} biases", len(outputs)),
    )
    canvas.text(_ASIDE / 2, tallest * _APART, words)
    return canvas.figure(
        in_words(
            "A layer: {inputs} ({xs}) on the left, each joined to {outputs} ({ys}) on the right. "
            "It has {words}.",
            inputs=in_words.counted("{count} input", "{count} inputs", len(inputs)),
            xs=writing.commas(inputs),
            outputs=in_words.counted("{count} output", "{count} outputs", len(outputs)),
            ys=writing.commas(outputs),
            words=words,
        )
    )
