"""What the order of a product of Jacobians costs."""

from math import sqrt

from preliminaries.languages import words_of

from .drawing.canvas import PLAIN, TAKEN, Canvas
from .drawing.figure import Figure, course_style
from .drawing.writing import semicolons

in_words = words_of(__name__)

_SIDE = 74  # pixels of the largest size
_THINNEST = 12
_AT = (0, 330, 590)  # where the stages begin


@course_style()
def orders(n: int = 1000, m: int = 1) -> Figure:
    """Draw two orders to multiply J₃ J₂ J₁ in, with what they cost: `figures.orders(1000, 1)`.

    J₁ and J₂ are n × n, J₃ is m × n. Blue are the two that are multiplied next; the number at
    an arrow is that of the multiplications of numbers.
    """
    canvas = Canvas()
    told = []
    square, wide = (n, n), (m, n)
    start = [("J₃", wide), ("J₂", square), ("J₁", square)]
    ways = (
        (in_words("from the input: J₃ (J₂ J₁)"), (1, 2), [("J₃", wide), ("J₂J₁", square)], n**3),
        (
            in_words("from the output: (J₃ J₂) J₁"),
            (0, 1),
            [("J₃J₂", wide), ("J₁", square)],
            m * n * n,
        ),
    )
    for k, (title, first, between, cost) in enumerate(ways):
        top = k * 200
        both = {"way": title, "total": _written(cost + m * n * n)}
        words = in_words("{way}: {total} multiplications", **both)
        canvas.text(0, top, words, align="left", bold=True)
        stages = ((start, first), (between, (0, 1)), ([("J₃J₂J₁", wide)], ()))
        costs = (cost, m * n * n)
        for s, (factors, taken) in enumerate(stages):
            x = float(_AT[s])
            for j, (name, shape) in enumerate(factors):
                rows, columns = (_length(size, max(n, m)) for size in shape)
                look = TAKEN if j in taken else PLAIN
                y = top + 62 + (_SIDE - rows) / 2
                canvas.boxes([(x, y, columns, rows)], look)
                canvas.text(x + columns / 2, top + 38, name)
                x += max(columns, 40) + 16
            if s < 2:
                middle = (x + _AT[s + 1]) / 2 - 8
                canvas.arrow((x, top + 62 + _SIDE / 2), (_AT[s + 1] - 14, top + 62 + _SIDE / 2))
                canvas.text(middle, top + 62 + _SIDE + 22, _written(costs[s]))
        told.append(in_words("{way}, {total} multiplications", **both))
    canvas.boxes([(0, 398, 28, 20)], TAKEN)
    words = in_words("multiplied next; below the arrow: how many multiplications")
    canvas.text(40, 408, words, align="left")
    return canvas.figure(
        in_words(
            "Three Jacobians as boxes as high and wide as their shapes: J₃ {wide}, J₂ and J₁ "
            "{square}. In two orders two of them, blue, become one, and then the rest. {told}.",
            wide=wide,
            square=square,
            told=semicolons(told),
        )
    )


def _written(count: int) -> str:
    """A large number in groups of three digits."""
    return f"{count:,}".replace(",", " ")


def _length(size: int, largest: int) -> float:
    """Pixels for a size; small ones are drawn larger than they are, to be seen."""
    return max(_THINNEST, _SIDE * sqrt(size / largest))
