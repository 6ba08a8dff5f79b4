"""Slopes: a secant on its way to the tangent, how well a difference estimates one, corners."""

from collections.abc import Callable

import numpy as np

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, RUST, SMALL, TEXT
from .drawing.figure import Figure, course_style
from .drawing.plotting import cross, finished, say, sheet
from .drawing.writing import sentences, short, significant

in_words = words_of(__name__)


@course_style()
def secant(h: float = 1.0) -> Figure:
    """Draw a secant of x²/2 at 1 and 1 + h, with the tangent at 1: `figures.secant(h=1.0)`.

    The secant's slope is 1 + h/2. `figures.explore(figures.secant, h=[1, 0.5, 0])` moves it.

    h: from -2 to 2; at 0 there is only the tangent.
    """
    h = float(np.clip(h, -2, 2))
    drawing, (axes,) = sheet(760, 420)
    cross(axes)
    x = np.linspace(-1.2, 3, 60)
    axes.plot(x, x**2 / 2, color=BLACK, linewidth=3)
    say(axes, -1.1, 1.05, "f", size=TEXT)
    slope = 1 + h / 2
    ends = np.array([-0.6, 3.0])
    axes.plot(ends, 0.5 + (ends - 1), color=ACCENT, linewidth=3)
    tangent_end, secant_end = 2.5, 0.5 + 2 * slope
    say(axes, 3.08, tangent_end, in_words("tangent, slope 1"), color=ACCENT)
    is_apart = abs(h) > 1e-3
    if is_apart:
        axes.plot(ends, 0.5 + slope * (ends - 1), color=COUNTER, linewidth=3)
        corner = np.array([1, 1 + h]), np.array([0.5, (1 + h) ** 2 / 2])
        axes.plot(
            [1, 1 + h, 1 + h], [0.5, 0.5, corner[1][1]], color=GREY, linewidth=1.5, linestyle=":"
        )
        axes.plot(*corner, "o", color=COUNTER, markersize=10, markeredgecolor=BLACK)
        away = max(abs(secant_end - tangent_end), 0.48) * (1 if h > 0 else -1)
        words = in_words("secant, slope {slope}", slope=significant(slope, 3))
        say(axes, 3.08, tangent_end + away, words, color=RUST)
    axes.plot(1, 0.5, "o", color=ACCENT, markersize=10, markeredgecolor=BLACK)
    axes.set(xlim=(-1.2, 3), ylim=(-1.2, 4.6), xlabel="x", ylabel="f(x) = x²/2")
    for label in axes.texts:
        label.set_clip_on(False)
    moving = (
        in_words(
            "A secant cuts it at 1 and at {end}, with slope {slope}.",
            end=significant(1 + h, 3),
            slope=significant(slope, 3),
        )
        if is_apart
        else in_words("The secant has become the tangent.")
    )
    told = in_words("The curve f(x) = x²/2 with the tangent of slope 1 that touches it at x = 1.")
    return finished(drawing, sentences([told, moving]))


@course_style()
def difference_error() -> Figure:
    """Draw the error of difference quotients against h, two V's: `figures.difference_error()`.

    The quotients are those of 1/x at x = 3, one-sided and central.
    Only + - * / are used, which every machine rounds alike.
    """
    powers = np.arange(-15.0, 0.01, 0.25)
    h = np.array([float(f"1e{int(p)}") * (1, 1.78, 3.16, 5.62)[int(4 * (p % 1))] for p in powers])
    h = np.sort(np.where(powers % 1, h / 10, h))
    x, true = 3.0, -1 / 9
    one_sided = np.abs((1 / (x + h) - 1 / x) / h - true) / abs(true)
    central = np.abs((1 / (x + h) - 1 / (x - h)) / (2 * h) - true) / abs(true)
    drawing, (axes,) = sheet(820, 460)
    axes.loglog(h, np.maximum(one_sided, 1e-13), color=COUNTER, linewidth=3)
    axes.loglog(h, np.maximum(central, 1e-13), color=ACCENT, linewidth=3)
    axes.set(
        xlim=(1e-16, 3),
        ylim=(1e-13, 30),
        xlabel=in_words("step h"),
        ylabel=in_words("relative error of the slope"),
    )
    axes.set_xticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
    axes.set_yticks([1e-12, 1e-9, 1e-6, 1e-3, 1])
    axes.minorticks_off()
    say(axes, 3e-13, 3, in_words("rounding error,\nlike 1/h"))
    say(axes, 5e-5, 3, in_words("truncation error,\nlike h or h²"))
    say(axes, 2e-5, 3e-4, in_words("one-sided"), color=RUST, align="right")
    say(axes, 3e-4, 1e-11, in_words("central"), color=ACCENT)
    return finished(
        drawing,
        in_words(
            "The error of the slope of 1/x at 3, against the step h, on logarithmic axes: two V's. "
            "On the left, rounding error grows as h shrinks, for both quotients alike. On the "
            "right, truncation error grows with h: like h for the one-sided quotient, which is at "
            "its best near h = 1e-8 with 8 digits, and like h² for the central one, at its best "
            "near h = 1e-5 with 10 digits or more."
        ),
    )


@course_style()
def subgradients() -> Figure:
    """Draw the lines below the corners of |x| and max(x, 0): `figures.subgradients()`."""
    drawing, panels = sheet(860, 380, panels=2)
    curves: tuple[tuple[str, tuple[float, float], Callable[[np.ndarray], np.ndarray]], ...] = (
        ("|x|", (-1.0, 1.0), np.abs),
        ("max(x, 0)", (0.0, 1.0), lambda x: np.maximum(x, 0)),
    )
    x = np.array([-1.5, 0, 1.5])
    for axes, (name, (low, high), f) in zip(panels, curves, strict=True):
        cross(axes)
        for slope in np.linspace(low, high, 9):
            axes.plot(x, slope * x, color=ACCENT, linewidth=1.8)
        axes.plot(x, f(x), color=BLACK, linewidth=4, zorder=5)
        slopes = in_words("slopes from {low} to {high}", low=short(low), high=short(high))
        axes.set_xlabel(slopes, fontsize=SMALL, color=ACCENT)
        axes.set(xlim=(-1.5, 1.5), ylim=(-1.6, 1.6), xticks=[-1, 0, 1])
        axes.set_yticks([-1, 0, 1])
        axes.set_title(name, fontsize=20, parse_math=False, pad=12)
        axes.set_aspect("equal")
    return finished(
        drawing,
        in_words(
            "The curves |x| and max(x, 0), each with a fan of lines through its corner at 0. The "
            "lines stay below the curve: their slopes are all those between the slopes of its two "
            "arms."
        ),
    )
