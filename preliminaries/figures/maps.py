"""What a 2 × 2 matrix does to the plane."""

import math

from preliminaries.languages import words_of

from .drawing.canvas import ACCENT, BLACK, COUNTER, GREY, OTHER, PALE, TAKEN, Canvas, Look
from .drawing.figure import Figure, course_style
from .drawing.plane import Matrix, Plane, mapped
from .drawing.writing import listing, point, rows, semicolons, sentences, short

in_words = words_of(__name__)

_SQUARE = ((0, 0), (1, 0), (1, 1), (0, 1))
_SHADED = Look("#cfe3f1", edge=ACCENT)
_CELL = 36


@course_style()
def linear_map(a: float, b: float, c: float, d: float, kept: bool = False) -> Figure:
    """Draw the map of [[a, b], [c, d]]: `figures.linear_map(1, 1, 0, 1)`.

    Left the plane with its grid, the unit circle and the standard basis vectors (1, 0) and (0, 1),
    right what becomes of them: (1, 0) goes to the first column of the matrix, (0, 1) to the second.
    The unit square is shaded, and so is what becomes of it: its area is the size of the
    determinant. The columns of the matrix have the colours of the arrows.

    kept: draw also the lines through 0 whose points stay on them, where there are any.
    `interact(figures.linear_map, a=(-2.0, 2.0), …)` gives sliders.
    """
    matrix = [[float(a), float(b)], [float(c), float(d)]]
    canvas = Canvas()
    before = Plane(canvas, 0, 34, unit=46)
    after = Plane(canvas, before.width + 90, 34, unit=46)
    middle = 34 + before.height / 2
    canvas.arrow((before.width + 20, middle), (before.width + 70, middle))
    canvas.text(before.width / 2, 12, in_words("before"), bold=True)
    canvas.text(after.left + after.width / 2, 12, in_words("after"), bold=True)
    determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]
    lines = _real_eigenvectors(matrix) if kept else []
    for plane, drawn in ((before, [[1.0, 0.0], [0.0, 1.0]]), (after, matrix)):
        plane.fill([mapped(drawn, corner) for corner in _SQUARE], _SHADED)
        plane.grid(drawn)
        for _, (x, y) in lines:
            plane.line([(-9 * x, -9 * y), (9 * x, 9 * y)], BLACK, 1.6)
        plane.circle(drawn)
        plane.arrow((drawn[0][0], drawn[1][0]), ACCENT, 4)
        plane.arrow((drawn[0][1], drawn[1][1]), COUNTER, 4)
    y = 34 + before.height + 18
    canvas.text(0, y + _CELL, in_words("matrix"), align="left")
    for column, look in enumerate((TAKEN, OTHER)):
        x = 86 + column * 1.6 * _CELL
        entries = [[short(row[column])] for row in matrix]
        canvas.grid(x, y, entries, look, width=1.6 * _CELL, height=_CELL)
    canvas.boxes([(after.left, y + _CELL / 2 - 9, 18, 18)], _SHADED)
    size = {"determinant": short(determinant), "area": short(abs(determinant))}
    words = in_words("area 1 becomes {area}", **size)
    canvas.text(after.left + 28, y + _CELL / 2, words, align="left")
    words = in_words("determinant {determinant}", **size)
    canvas.text(after.left + 28, y + 1.5 * _CELL, words, align="left")
    told = [
        in_words(
            "The plane before and after the map {matrix}. (1, 0) goes to {first}, (0, 1) to "
            "{second}; the grid of squares becomes a grid of {cells}, the unit circle {image}.",
            matrix=rows(matrix),
            first=_column(matrix, 0),
            second=_column(matrix, 1),
            cells=_cells(determinant),
            image=_image(matrix, determinant),
        ),
        in_words(
            "The determinant is {determinant}: the unit square, shaded, gets the area {area}.",
            **size,
        ),
    ]
    if kept:
        words = _lines_kept(matrix, len(lines))
        canvas.text(0, y + 2 * _CELL + 26, words, align="left")
        told.append(in_words("{words!c}.", words=words))
    return canvas.figure(sentences(told))


@course_style()
def eigenvectors(*matrices: Matrix) -> Figure:
    """Draw which directions maps keep: `figures.eigenvectors([[2, 1], [1, 2]])`.

    For each matrix a panel: arrows lead from points of the unit circle to where the map takes
    them. Most turn; those on a black line stay on it.

    matrices: one or two of them, 2 × 2.
    """
    if not 1 <= len(matrices) <= 2:
        raise ValueError("One or two matrices can be drawn side by side.")
    canvas = Canvas()
    told = []
    for position, given in enumerate(matrices):
        matrix = [[float(v) for v in row] for row in given]
        symmetric = math.isclose(matrix[0][1], matrix[1][0])
        plane = Plane(canvas, position * 366, 34, xs=(-2.4, 2.4), ys=(-2.4, 2.4), unit=70)
        name = in_words("symmetric" if symmetric else "not symmetric")
        canvas.text(plane.left + plane.width / 2, 12, name, bold=True)
        plane.axes()
        kept = _real_eigenvectors(matrix)
        for _, (x, y) in kept:
            plane.line([(-9 * x, -9 * y), (9 * x, 9 * y)], BLACK, 1.6)
        plane.circle(color=GREY, width=1.6)
        plane.circle(matrix, color=ACCENT, width=2.4)
        for k in range(16):
            x, y = math.cos(math.pi * k / 8 + 0.2), math.sin(math.pi * k / 8 + 0.2)
            plane.arrow(mapped(matrix, (x, y)), PALE, 1.6, start=(x, y))
        for _, (x, y) in kept:
            for sign in (1, -1):
                v = sign * x, sign * y
                plane.arrow(mapped(matrix, v), COUNTER, 4, start=v)
        y = 34 + plane.height
        title = in_words("matrix {matrix}", matrix=rows(matrix))
        canvas.text(plane.left, y + 26, title, align="left")
        words = _eigenvalues(matrix, kept)
        canvas.text(plane.left, y + 54, words, align="left")
        angle = _angle(kept)
        if angle is not None:
            apart = in_words("eigenvectors {angle}° apart", angle=angle)
            canvas.text(plane.left, y + 82, apart, align="left")
        one = in_words(
            "{matrix}, {name}: {values}, in the directions {directions}",
            matrix=rows(matrix),
            name=name,
            values=words,
            directions=listing([point(direction) for _, direction in kept]),
        )
        if angle is not None:
            one = in_words("{one}, which stand at {angle}° to each other", one=one, angle=angle)
        told.append(one)
    return canvas.figure(
        in_words(
            "Arrows from the unit circle to where a map takes its points; on the directions that "
            "the map keeps they lie along a line through the origin. {told}.",
            told=semicolons(told),
        )
    )


def _real_eigenvectors(matrix: Matrix) -> list[tuple[float, tuple[float, float]]]:
    """Real eigenvalues with unit eigenvectors, the larger first; none where the map only turns.

    A multiple of the identity keeps every direction; the two axes stand for all of them.
    """
    (a, b), (c, d) = matrix
    if b == c == 0:
        return sorted([(a, (1.0, 0.0)), (d, (0.0, 1.0))], reverse=True)
    discriminant = (a - d) ** 2 + 4 * b * c
    if discriminant < 0:
        return []
    found = []
    root = math.sqrt(discriminant)
    for value in sorted({(a + d + root) / 2, (a + d - root) / 2}, reverse=True):
        x, y = (b, value - a) if b else (value - d, c)
        length = math.hypot(x, y) * (-1 if x < 0 or (x == 0 and y < 0) else 1)
        found.append((value, (x / length + 0.0, y / length + 0.0)))
    return found


def _lines_kept(matrix: Matrix, count: int) -> str:
    """What points on these lines do, in words that need no eigenvalue."""
    if not count:
        return in_words("no line through 0 is kept")
    (a, b), (c, d) = matrix
    if a == d and b == c == 0:
        return in_words("on every line through 0, points stay on it")
    return in_words.counted(
        "points on the black line stay on it", "points on the black lines stay on them", count
    )


def _angle(kept: list) -> str | None:
    if len(kept) != 2 or kept[0][0] == kept[1][0]:  # of one eigenvalue, all directions are kept
        return None
    (_, (x, y)), (_, (u, v)) = kept
    return f"{math.degrees(math.acos(min(1.0, abs(x * u + y * v)))):.0f}"


def _eigenvalues(matrix: Matrix, kept: list) -> str:
    if not kept:
        return in_words("no direction is kept: the eigenvalues are complex")
    values = listing([short(value) for value, _ in kept])
    if len(kept) == 1:
        return in_words("eigenvalue {values}, one direction only", values=values)
    (a, b), (c, d) = matrix
    if a == d and b == c == 0:
        return in_words("every direction is kept, eigenvalue {value}", value=short(a))
    return in_words("eigenvalues {values}", values=values)


def _column(matrix: Matrix, column: int) -> str:
    return point([row[column] for row in matrix])


def _cells(determinant: float) -> str:
    return in_words("parallelograms" if abs(determinant) > 1e-9 else "lines, pressed flat")


def _image(matrix: Matrix, determinant: float) -> str:
    (a, b), (c, d) = matrix
    if abs(determinant) < 1e-9:
        return in_words("a piece of a line, or a point")
    columns_alike = math.isclose(a * a + c * c, b * b + d * d, abs_tol=1e-9)
    if columns_alike and abs(a * b + c * d) < 1e-9:
        return in_words("a circle")
    return in_words("an ellipse")
