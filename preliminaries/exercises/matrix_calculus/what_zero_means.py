"""What f′(x) = 0 tells about f at x, and nothing else known."""

from preliminaries.authoring import reading, right, wrong

hints = (
    "Try x², -x² and x³ at x = 0.",
    "All three have slope 0 there. Do they all have a lowest point?",
    "One of the three neither turns up nor down.",
)
proves = "A zero slope is a candidate, no more: x³ passes through it and climbs on."
read = reading.choice("maximum", "minimum", "neither")

solution = "neither"  # "maximum", "minimum" or "neither" by itself


@right
def in_capitals():
    return "Neither"


@right
def with_spaces():
    return " neither "


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
    assert solution == (found.pop() if len(found) == 1 else "neither")
