"""Lines through points, and a layer that computes them."""

from collections.abc import Sequence

import matplotlib.figure
import numpy as np
from matplotlib.axes import Axes
from torch import Tensor

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, Canvas
from .drawing.figure import Figure, course_style
from .drawing.plotting import finished, sheet

in_words = words_of(__name__)

_STYLES = ((ACCENT, "-"), (COUNTER, "--"), (BLACK, ":"))
_LETTERS = 0.085  # of the axis: the height of a name
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
    far = f"{float(np.sqrt(np.mean((measured - predicted) ** 2))):.0f}"
    line = f"{w:g} x + {b:g}"
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
def fits(x: Tensor, y: Tensor, x_label: str, y_label: str, **lines: tuple[float, float]) -> Figure:
    """Draw lines through points: `figures.fits(x, y, "cm", "g", by_eye=(2.0, 1.0))`.

    Up to three lines w x + b, each given as (w, b), with its name at its end.

    Raises ValueError for more lines.
    """
    if not 1 <= len(lines) <= len(_STYLES):
        raise ValueError(f"One to {len(_STYLES)} lines can be told apart, not {len(lines)}.")
    at, measured = x.double().numpy(), y.double().numpy()
    drawing, axes = _points(at, measured, x_label, y_label)
    ends = np.array([at.min(), at.max()])
    for (w, b), (color, style) in zip(lines.values(), _STYLES, strict=False):
        axes.plot(ends, w * ends + b, style, color=color, linewidth=3.5, zorder=4)
    low, high = axes.get_ylim()
    heights = [(w * ends[1] + b - low) / (high - low) for w, b in lines.values()]
    free = -1.0
    for k in sorted(range(len(heights)), key=heights.__getitem__):
        heights[k] = free = max(heights[k], free + _LETTERS)
    for name, height in zip(lines, heights, strict=True):
        axes.annotate(
            name.replace("_", " "),
            (1, height),
            (8, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            va="center",
            fontsize=20,
            annotation_clip=False,
        )
    axes.set_xlim(ends[0] - 0.03 * np.ptp(ends), ends[1])
    told = []
    for name, (w, b) in lines.items():
        line = f"{w:.4g} x {'−' if b < 0 else '+'} {abs(b):.4g}"
        told.append(in_words("{name}: {line}", name=name.replace("_", " "), line=line))
    return finished(
        drawing,
        in_words(
            "{points}, {x} across and {y} up, and {lines}: {told}.",
            points=in_words.counted("{count} point", "{count} points", len(at)),
            x=x_label,
            y=y_label,
            lines=in_words.counted("{count} line", "{count} lines", len(lines)),
            told=writing.semicolons(told),
        ),
    )


def _points(
    x: np.ndarray, y: np.ndarray, x_label: str, y_label: str
) -> tuple[matplotlib.figure.Figure, Axes]:
    """A plot of the points, and of nothing else yet."""
    drawing, (axes,) = sheet(860, 430)
    axes.plot(x, y, "o", color=GREY, markersize=6, zorder=3)
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
            canvas.polygon(_circle(x, y))
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


def _circle(x: float, y: float) -> list[tuple[float, float]]:
    """Corners so many that they look round."""
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    return [(x + _RADIUS * float(np.cos(t)), y + _RADIUS * float(np.sin(t))) for t in turns]
