"""Gradients and Jacobians: contours, the best linear map, and ways down."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from torch import Tensor

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, PALE, RUST, SMALL
from .drawing.figure import Figure, course_style
from .drawing.plotting import cross, finished, say, sheet
from .drawing.writing import fixed, listing, point, sentences, significant

in_words = words_of(__name__)

_AWAY = 6  # steps drawn of a way that leads away: more would cover one another


@course_style()
def gradient(x1: float = 1.0, x2: float = 1.0) -> Figure:
    """Draw the gradient of x1² + 2 x2² in a point, on contours: `figures.gradient(1.0, 1.0)`.

    The tangent of the point's contour is drawn with it.
    The arrow is drawn an eighth as long as the gradient is. The point can be moved with
    `figures.explore(figures.gradient, x1=[-2, 0, 2], x2=[-1, 0, 1])`.

    x1, x2: the point, from -2 to 2 and from -1.5 to 1.5.
    """
    x1, x2 = float(np.clip(x1, -2, 2)), float(np.clip(x2, -1.5, 1.5))
    slope = np.array([2 * x1, 4 * x2])
    level = x1**2 + 2 * x2**2
    drawing, (axes,) = sheet(560, 400)
    cross(axes)
    for other in (0.5, 1.5, 3, 5, 7.5, 10.5):
        _ellipse(axes, other, PALE, 1.5)
    place = point((x1, x2))
    if level == 0:
        words = in_words(
            "At {place} the gradient is (0, 0): no direction raises f to first order.", place=place
        )
        axes.plot(0, 0, "o", color=ACCENT, markersize=11, zorder=6)
        say(axes, 0.12, 0.3, "∇f = (0, 0)")
    else:
        _ellipse(axes, level, BLACK, 2.5)
        along = np.array([-slope[1], slope[0]]) / np.hypot(*slope)
        line = np.array([[x1, x2]]) + np.array([[-1.1], [1.1]]) * along
        axes.plot(*line.T, color=COUNTER, linewidth=3.5)
        tip = np.array([x1, x2]) + slope / 8
        axes.annotate(
            "",
            xy=(tip[0], tip[1]),
            xytext=(x1, x2),
            arrowprops={
                "arrowstyle": "-|>",
                "color": ACCENT,
                "linewidth": 3.5,
                "mutation_scale": 24,
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=6,
        )
        axes.plot(x1, x2, "o", color=BLACK, markersize=9, zorder=7)
        beyond = 0.28 if slope[1] >= 0 else -0.28
        place_of_label = float(np.clip(tip[0], -2.3, 2.3)), tip[1] + beyond
        name = f"∇f = {point(slope.tolist())}"
        say(axes, *place_of_label, name, color=ACCENT, align="center", on_paper=True)
        scale = in_words("the arrow: ∇f / 8")
        axes.set_title(scale, fontsize=SMALL, fontweight="normal", color=ACCENT, loc="left")
        words = in_words(
            "At {place} the gradient is {gradient}. Its arrow, drawn an eighth as long, stands at "
            "a right angle to the contour and to the contour's tangent, and points to higher "
            "values.",
            place=place,
            gradient=point(slope.tolist()),
        )
    axes.set(xlim=(-3.3, 3.3), ylim=(-2.9, 2.9), xlabel="x₁", ylabel="x₂")
    axes.set_aspect("equal")
    axes.set_xticks([-3, -2, -1, 0, 1, 2, 3])
    axes.set_yticks([-2, -1, 0, 1, 2])
    told = in_words("Elliptic contours of x1² + 2 x2² around the lowest point 0.")
    return finished(drawing, sentences([told, words]))


def _ellipse(axes: Axes, level: float, color: str, width: float) -> None:
    """The contour x1² + 2 x2² = level."""
    t = np.linspace(0, 2 * np.pi, 121)
    x1, x2 = np.sqrt(level) * np.cos(t), np.sqrt(level / 2) * np.sin(t)
    axes.plot(x1, x2, zorder=1, color=color, linewidth=width)


@course_style()
def ways(ways: Mapping[str, tuple[float, float]], chosen: str | None = None) -> Figure:
    """Draw ways out of (1, 1), on contours of x1² + 2 x2²: `figures.ways({"a": (1, 0)}, "a")`.

    All arrows have the same length; the chosen one is thick.

    ways: the direction of each, by name.
    """
    drawing, (axes,) = sheet(310, 280)
    for level in (0.3, 1, 2, 3, 4.5, 6.5, 9, 12):
        _ellipse(axes, level, PALE, 1.5)
    for name, direction in ways.items():
        way = np.array(direction) / np.hypot(*direction)
        taken = name == chosen
        axes.annotate(
            "",
            xy=(1 + way[0], 1 + way[1]),
            xytext=(1, 1),
            arrowprops={
                "arrowstyle": "-|>",
                "color": ACCENT if taken else GREY,
                "linewidth": 5 if taken else 1.5,
                "mutation_scale": 26 if taken else 16,
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=6 if taken else 5,
        )
        color = ACCENT if taken else BLACK
        x, y = 1 + 1.2 * way
        say(axes, x, y, name, color=color, align="center", on_paper=True)
    axes.plot(1, 1, "o", color=BLACK, markersize=9, zorder=7)
    axes.set(xlim=(-0.4, 2.5), ylim=(-0.3, 2.4), xlabel="x₁", ylabel="x₂")
    axes.set_aspect("equal")
    axes.set_xticks([0, 1, 2])
    axes.set_yticks([0, 1, 2])
    named = [
        in_words("{name} along {direction}", name=name, direction=point((x, y)))
        for name, (x, y) in ways.items()
    ]
    told = in_words(
        "Elliptic contours of x1² + 2 x2², and arrows that leave (1, 1): {ways}.",
        ways=listing(named),
    )
    words = "" if chosen is None else in_words("The thick one is {name}.", name=chosen)
    return finished(drawing, sentences([told, words]) if words else told)


@course_style()
def linearised(side: float = 0.8) -> Figure:
    """Draw a square's images under f and under f's Jacobian: `figures.linearised(side=0.8)`.

    The square starts at (1, 0.5), and f(x) = (x1 + x1²/4 - x2, x1 + 0.6 x2 + x2²/5). With
    `figures.explore(figures.linearised, side=[0.8, 0.4, 0.1])` the two images become one.

    side: of the square, from 0.05 to 1.5.
    """
    side = float(np.clip(side, 0.05, 1.5))
    point = np.array([1.0, 0.5])

    def f(x: np.ndarray) -> np.ndarray:
        return np.stack([x[0] + x[0] ** 2 / 4 - x[1], x[0] + 0.6 * x[1] + x[1] ** 2 / 5])

    jacobian = np.array([[1 + point[0] / 2, -1.0], [1.0, 0.6 + 0.4 * point[1]]])
    t = np.linspace(0, 1, 25)
    edge = np.concatenate(
        [
            np.stack([t, 0 * t]),
            np.stack([0 * t + 1, t]),
            np.stack([1 - t, 0 * t + 1]),
            np.stack([0 * t, 1 - t]),
        ],
        axis=1,
    )
    square = point[:, None] + side * edge
    curved = f(square)
    straight = f(point)[:, None] + jacobian @ (side * edge)
    apart = np.linalg.norm(curved - straight, axis=0).max() / side
    drawing, (left, right) = sheet(860, 440, panels=2)
    left.fill(*square, facecolor="#d9e8f3", edgecolor=BLACK, linewidth=2.5)
    left.plot(*point, "o", color=BLACK, markersize=9)
    right.fill(*curved, facecolor="#d9e8f3", edgecolor=ACCENT, linewidth=3)
    right.plot(*straight, color=COUNTER, linewidth=3)
    right.plot(*f(point), "o", color=BLACK, markersize=9)
    span = 0.35 + 1.3 * side
    left.set(xlim=(0.75, 1 + span), ylim=(0.25, 0.5 + span), xlabel="x₁", ylabel="x₂")
    around = np.concatenate([curved, straight], axis=1)
    middle = (around.max(axis=1) + around.min(axis=1)) / 2
    half = 0.15 + 0.55 * np.ptp(around, axis=1).max()
    right.set(
        xlim=(middle[0] - half, middle[0] + half),
        ylim=(middle[1] - half, middle[1] + half),
        xlabel="f₁",
        ylabel="f₂",
    )
    left.set_title(in_words("a square"), fontsize=20, pad=10)
    right.set_title(in_words("under f, and under J"), fontsize=20, pad=10)
    # at the corner that lies opposite to the point, where the images are farthest apart
    far, near = curved[:, 50], straight[:, 50]
    say(right, far[0], far[1] + 0.12 * half, "f", color=ACCENT, align="center", size=20)
    say(right, near[0], near[1] - 0.14 * half, "J", color=RUST, align="center", size=20)
    for axes in (left, right):
        axes.set_aspect("equal")
        axes.locator_params(nbins=4)
    return finished(
        drawing,
        in_words(
            "A square of side {side} at (1, 0.5), and beside it its two images: under f its edges "
            "bend, under the Jacobian it is a parallelogram that starts in the same corner with "
            "the same directions. They are apart by at most {apart} of the side.",
            side=significant(side),
            apart=fixed(apart, 2),
        ),
    )


@course_style()
def descents(X: Tensor, y: Tensor, rates: tuple[float, ...] | float, steps: int = 20) -> Figure:
    """Draw gradient descent on ‖X w - y‖²: `figures.descents(X, y, rates=(0.01, 0.1, 0.16))`.

    There is one panel for each step size.
    All start from the same point and take the same number of steps. For a slider, give a list:
    `figures.explore(figures.descents, X=X, y=y, rates=[0.01, 0.1, 0.16])`.

    X: (n, 2). y: (n,). rates: one step size, or up to three.
    """
    rates = (float(rates),) if isinstance(rates, (int, float)) else tuple(map(float, rates))
    matrix, target = X.double().numpy(), y.double().numpy()
    if matrix.ndim != 2 or matrix.shape[1] != 2 or not 1 <= len(rates) <= 3:
        raise ValueError("Two weights can be drawn, and one to three step sizes.")
    hessian = 2 * matrix.T @ matrix
    best = np.linalg.solve(hessian, 2 * matrix.T @ target)
    start = best + np.array([-2.0, -1.2])
    drawing, panels = sheet(max(440, 300 * len(rates)), 360, panels=len(rates))
    said = []
    for axes, rate in zip(panels, rates, strict=True):
        w, path = start, [start]
        for _ in range(steps):
            w = w - rate * (hessian @ (w - best))
            path.append(w)
        way = np.array(path)
        for height in (0.3, 2, 6, 13, 24):
            _level(axes, hessian, best, height)
        outside = np.flatnonzero((np.abs(way - best) > 3).any(axis=1))
        far = float(np.linalg.norm(way[-1] - best) / np.linalg.norm(start - best))
        seen = way[: outside[0] + 1] if len(outside) else way  # a way that leaves does not return
        seen = seen[: _AWAY + 1] if far > 1 else seen
        axes.plot(*seen.T, "-o", color=ACCENT, linewidth=2, markersize=5, clip_on=True)
        axes.plot(*start, "o", color=BLACK, markersize=9, zorder=6)
        axes.plot(*best, "*", color=COUNTER, markersize=20, markeredgecolor=BLACK, zorder=7)
        verdict = in_words("away" if far > 1 else "there" if far < 0.02 else "on the way")
        axes.set_title(
            in_words("η = {rate}: {where}", rate=significant(rate), where=verdict),
            fontsize=20,
            parse_math=False,
            pad=10,
        )
        axes.set(xlim=best[0] + np.array([-3, 3]), ylim=best[1] + np.array([-3, 3]), xlabel="w₁")
        axes.set_aspect("equal")
        axes.locator_params(nbins=4)
        ends = in_words(
            "with step size {rate} the last point is {far} times as far from it as the first",
            rate=significant(rate),
            far=fixed(far, 2),
        )
        if len(seen) < len(way):
            ends = in_words.counted(
                "{ends} ({count} step is drawn)",
                "{ends} ({count} steps are drawn)",
                len(seen) - 1,
                ends=ends,
            )
        said.append(ends)
    panels[0].set_ylabel("w₂")
    return finished(
        drawing,
        in_words(
            "Gradient descent on the contours of a narrow valley, {steps} steps from one starting "
            "point towards the lowest point: {told}.",
            steps=steps,
            told=listing(said),
        ),
    )


def _level(axes: Axes, hessian: np.ndarray, best: np.ndarray, height: float) -> None:
    """The contour on which ½ dᵀ H d = height."""
    values, vectors = np.linalg.eigh(hessian)
    t = np.linspace(0, 2 * np.pi, 61)
    circle = np.stack([np.cos(t), np.sin(t)])
    around = vectors @ (np.sqrt(2 * height / values)[:, None] * circle)
    axes.plot(*(best[:, None] + around), color=GREY, linewidth=1.2, zorder=1)
