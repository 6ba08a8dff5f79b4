"""A part of the plane to draw in: x to the right, y upwards, one unit as long both ways."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .canvas import BLACK, GREY, PALE, PLAIN, SMALL, TEXT, Canvas, Look
from .writing import number

Point = tuple[float, float]
Matrix = Sequence[Sequence[float]]

IDENTITY: Matrix = ((1, 0), (0, 1))


def mapped(matrix: Matrix, point: Point) -> Point:
    """Where a 2 × 2 matrix takes a point."""
    (a, b), (c, d) = matrix
    x, y = point
    return a * x + b * y, c * x + d * y


def circle_points(corners: int) -> list[Point]:
    """The unit circle as a line with so many corners, drawn without a gap."""
    turns = [2 * math.pi * k / corners for k in range(corners + 1)]
    return [(math.cos(t), math.sin(t)) for t in turns]


class Plane:
    """A square or oblong window on the plane; what sticks out of it is cut off."""

    def __init__(
        self,
        canvas: Canvas,
        left: float,
        top: float,
        *,
        xs: tuple[float, float] = (-3, 3),
        ys: tuple[float, float] = (-3, 3),
        unit: float = 50,
    ) -> None:
        self.canvas, self.xs, self.ys, self.unit = canvas, xs, ys, unit
        self.left, self.top = left, top
        self.width, self.height = (xs[1] - xs[0]) * unit, (ys[1] - ys[0]) * unit
        canvas.boxes([(left, top, self.width, self.height)], PLAIN)

    def at(self, point: Point) -> Point:
        """Where a point of the plane is on the canvas."""
        x, y = point
        return self.left + (x - self.xs[0]) * self.unit, self.top + (self.ys[1] - y) * self.unit

    def axes(self, ticks: Iterable[int] = ()) -> None:
        """Draw the two axes, with numbers at some places."""
        self.line([(self.xs[0], 0), (self.xs[1], 0)], GREY, 1.2)
        self.line([(0, self.ys[0]), (0, self.ys[1])], GREY, 1.2)
        for tick in ticks:
            if self.contains((tick, 0)):
                x, y = self.at((tick, 0))
                self.canvas.line([(x, y - 4), (x, y + 4)], GREY, 1.2)
                self.canvas.text(x, y + 18, number(tick), size=SMALL, color=GREY)
            if self.contains((0, tick)):
                x, y = self.at((0, tick))
                self.canvas.line([(x - 4, y), (x + 4, y)], GREY, 1.2)
                aside = 22 if tick < 0 else -18  # a curve that rises through zero leaves both free
                self.canvas.text(x + aside, y, number(tick), size=SMALL, color=GREY)

    def grid(self, matrix: Matrix = IDENTITY, reach: int = 12) -> None:
        """Draw the lines x = 0, ±1, ±2, … and y = 0, ±1, …, as the matrix maps them."""
        for k in range(-reach, reach + 1):
            for ends in (((k, -40), (k, 40)), ((-40, k), (40, k))):
                line = [mapped(matrix, end) for end in ends]
                self.line(line, GREY if k == 0 else PALE, 1.6 if k == 0 else 1.2)
        corners = [(self.xs[i], self.ys[j]) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
        self.line(corners, BLACK, 1.2)  # a grid line may have hidden the window's edge

    def fill(self, corners: Sequence[Point], look: Look) -> None:
        """Fill a convex shape, as much of it as lies in the window (Sutherland and Hodgman)."""
        for k, (low, high) in enumerate((self.xs, self.ys)):
            for edge, side in ((low, 1), (high, -1)):
                kept: list[Point] = []
                for here, there in pairwise([*corners, *corners[:1]]):
                    inside, next_inside = ((p[k] - edge) * side >= 0 for p in (here, there))
                    if inside:
                        kept.append(here)
                    if inside != next_inside:
                        t = (edge - here[k]) / (there[k] - here[k])
                        kept.append(
                            (here[0] + t * (there[0] - here[0]), here[1] + t * (there[1] - here[1]))
                        )
                corners = kept
        if corners:
            self.canvas.polygon([self.at(corner) for corner in corners], look)

    def line(self, points: Sequence[Point], color: str = BLACK, width: float = 2) -> None:
        """Draw a line through the points, as much of it as lies in the window."""
        run: list[Point] = []
        for start, end in pairwise(points):
            part = self._inside(start, end)
            if part is None or (run and math.dist(run[-1], part[0]) > 1e-9):
                self._draw(run, color, width)
                run = []
            if part is not None:
                run = [*(run or [part[0]]), part[1]]
        self._draw(run, color, width)

    def _draw(self, run: list[Point], color: str, width: float) -> None:
        if len(run) > 1:
            self.canvas.line([self.at(point) for point in run], color, width)

    def _inside(self, start: Point, end: Point) -> tuple[Point, Point] | None:
        """The part of a segment that lies in the window (Liang and Barsky's way)."""
        first, last = 0.0, 1.0
        step = end[0] - start[0], end[1] - start[1]
        for k, (low, high) in enumerate((self.xs, self.ys)):
            for along, room in ((-step[k], start[k] - low), (step[k], high - start[k])):
                if along == 0:
                    if room < 0:
                        return None
                elif along < 0:
                    first = max(first, room / along)
                else:
                    last = min(last, room / along)
        if first >= last:
            return None

        def at(t: float) -> Point:
            return start[0] + t * step[0], start[1] + t * step[1]

        return at(first), at(last)

    def arrow(
        self, end: Point, color: str = BLACK, width: float = 3, start: Point = (0, 0)
    ) -> None:
        """Draw an arrow; a plain line where its head lies outside, a dot where it has no length."""
        if math.dist(start, end) * self.unit < 3:
            self.canvas.dot(*self.at(start), color=color)
        elif self.contains(end):
            self.canvas.arrow(self.at(start), self.at(end), color, width)
        else:
            self.line([start, end], color, width)

    def contains(self, point: Point) -> bool:
        """Whether a point lies in the window, its edge included."""
        return all(
            low <= value <= high
            for value, (low, high) in zip(point, (self.xs, self.ys), strict=True)
        )

    def circle(
        self,
        matrix: Matrix = IDENTITY,
        color: str = BLACK,
        width: float = 2,
    ) -> None:
        """Draw the unit circle, as the matrix maps it."""
        self.line([mapped(matrix, point) for point in circle_points(120)], color, width)

    def text(self, point: Point, words: str, *, size: float = TEXT, color: str = BLACK) -> None:
        """Write at a point of the plane."""
        self.canvas.text(*self.at(point), words, size=size, color=color)
