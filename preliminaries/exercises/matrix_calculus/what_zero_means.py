"""What f has at x, if all you know is f′(x) = 0: "maximum", "minimum",
"neither", or "cannot tell".
"""

from preliminaries.authoring import right, wrong
from preliminaries.exercises.matrix_calculus._given import or_cannot_tell

hints = (
    "Try x², -x² and x³ at x = 0.",
    "All three have slope 0 there. Do they all have a lowest point?",
    "If different functions have different things there, f′(x) = 0 alone cannot tell which.",
)
proves = "A zero slope is a candidate, no more: x² turns there, x³ passes on."
read = or_cannot_tell("maximum", "minimum", "neither")

solution = "cannot tell"  # one of these four words


@right
def in_capitals():
    return "Cannot tell"


@right
def in_short():
    return " can't tell "


@wrong
def always_a_maximum():
    """At a maximum the slope is 0, that is true. x² at 0 has slope 0 as well: is that a
    maximum?"""
    return "maximum"


@wrong
def always_a_minimum():
    """At a minimum the slope is 0, and that is why descent ends there. -x² at 0 has slope
    0 as well: would descent want to end there?"""
    return "minimum"


@wrong
def never_either():
    """So it is with x³ at 0. But x² at 0 has slope 0 too, and there lies its lowest point. Is
    f′(x) = 0 enough to know which of them you have?"""
    return "neither"


def proof() -> None:
    """Three functions with slope 0 at 0, and what the values beside 0 say of each."""
    found = set()
    for f in (lambda x: x**2, lambda x: -(x**2), lambda x: x**3):
        assert abs(f(1e-5) - f(-1e-5)) / 2e-5 < 1e-8
        if f(-1e-3) > f(0) < f(1e-3):
            found.add("minimum")
        elif f(-1e-3) < f(0) > f(1e-3):
            found.add("maximum")
        else:
            found.add("neither")
    assert solution == (found.pop() if len(found) == 1 else "cannot tell")
