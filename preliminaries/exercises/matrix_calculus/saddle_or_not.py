"""What the Hessian at (0, 0) alone tells: "minimum", "maximum", "saddle" or
"cannot tell". The gradient there is 0.
"""

from itertools import combinations

import torch
from torch.func import grad, jacrev

from preliminaries.authoring import reading, right, wrong, wrong_like
from preliminaries.exercises.matrix_calculus._given import or_cannot_tell

hints = (
    "Write down the four numbers of each Hessian. What are its eigenvalues?",
    "[[a, b], [b, a]] has the eigenvalues a + b and a - b. A diagonal matrix has them on its "
    "diagonal.",
    "They are 1 and 3; -2 and 6; -6 and -2; 0 and 2.",
)
proves = "The eigenvalues' signs tell, not those of the entries; and a 0 leaves it open."
read = reading.each(or_cannot_tell("minimum", "maximum", "saddle"))

solution = {
    "x1**2 + x1 * x2 + x2**2": "minimum",
    "x1**2 + 4 * x1 * x2 + x2**2": "saddle",
    "-(x1**2) - 3 * x2**2": "maximum",
    "x1**2 + x2**3": "cannot tell",
}


def _told(line):
    """By the eigenvalues, as torch finds them."""

    def f(x):
        return eval(line, {"x1": x[0], "x2": x[1]})

    low, high = torch.linalg.eigvalsh(jacrev(grad(f))(torch.zeros(2))).tolist()
    if low > 1e-6:
        return "minimum"
    if high < -1e-6:
        return "maximum"
    return "saddle" if low < -1e-6 and high > 1e-6 else "cannot tell"


@right
def asked_of_torch():
    return {line: _told(line) for line in solution}


@right
def in_other_words():
    return {"x1**2 + x1 * x2 + x2**2": "Minimum", "x1**2 + x2**3": "can't tell"}


@right
def in_short():
    return {
        "x1**2 + x1 * x2 + x2**2": "min",
        "-(x1**2) - 3 * x2**2": "a local max",
        "x1**2 + x2**3": "You cannot tell.",
    }


@wrong
def by_the_diagonal():
    """The second has 2 and 2 on the diagonal of its Hessian, and 4 beside it. Walk along (1, -1):
    does it rise?"""
    return {"x1**2 + 4 * x1 * x2 + x2**2": "minimum"}


@wrong
def by_the_diagonal_and_a_zero_as_positive():
    """Two things: beside the diagonal of the second Hessian stands 4, so walk along (1, -1). And
    the last has an eigenvalue 0: which way does x2³ go on each side?"""
    return {"x1**2 + 4 * x1 * x2 + x2**2": "minimum", "x1**2 + x2**3": "minimum"}


@wrong
def a_zero_as_positive():
    """The last Hessian has the eigenvalues 0 and 2. That of x1² + x2⁴ has the same, and so has that
    of x1² - x2⁴: do all three have a minimum at 0?"""
    return {"x1**2 + x2**3": "minimum"}


@wrong
def a_zero_as_a_saddle():
    """The last function has no minimum at 0, that is true. But x1² + x2⁴ has the same Hessian, with
    0 and 2, and has one: so it was not the Hessian that told."""
    return {"x1**2 + x2**3": "saddle"}


@wrong
def mixed_terms_as_saddles():
    """A term x1 x2 alone makes no saddle: what counts is whether it outweighs the squares. The
    first Hessian is [[2, 1], [1, 2]]: which are its eigenvalues?"""
    return {"x1**2 + x1 * x2 + x2**2": "saddle"}


@wrong
def first_as_a_maximum():
    """[[2, 1], [1, 2]] has the eigenvalues 1 and 3, of one sign. Walk along (1, 0), say: does the
    first function rise or fall?"""
    return {"x1**2 + x1 * x2 + x2**2": "maximum"}


@wrong
def first_left_open():
    """What leaves it open is an eigenvalue 0. The first Hessian is [[2, 1], [1, 2]]: which are its
    eigenvalues?"""
    return {"x1**2 + x1 * x2 + x2**2": "cannot tell"}


@wrong
def second_as_a_maximum():
    """The second Hessian is [[2, 4], [4, 2]]. Walk along (1, 1): does the function rise or
    fall?"""
    return {"x1**2 + 4 * x1 * x2 + x2**2": "maximum"}


@wrong
def second_left_open():
    """What leaves it open is an eigenvalue 0. The second Hessian is [[2, 4], [4, 2]]: which are its
    eigenvalues, and which signs do they have?"""
    return {"x1**2 + 4 * x1 * x2 + x2**2": "cannot tell"}


@wrong
def third_as_a_minimum():
    """The third Hessian is [[-2, 0], [0, -6]]. Walk along (1, 0), or (0, 1): does the function rise
    or fall?"""
    return {"-(x1**2) - 3 * x2**2": "minimum"}


@wrong
def third_as_a_saddle():
    """A saddle rises along one way and falls along another. The third Hessian is
    [[-2, 0], [0, -6]]: is there a way along which it rises?"""
    return {"-(x1**2) - 3 * x2**2": "saddle"}


@wrong
def third_left_open():
    """What leaves it open is an eigenvalue 0. The third Hessian is [[-2, 0], [0, -6]]: which are
    its eigenvalues?"""
    return {"-(x1**2) - 3 * x2**2": "cannot tell"}


@wrong
def a_zero_as_negative():
    """The last Hessian has the eigenvalues 0 and 2. Along the way that belongs to 2, does the
    function rise or fall? And does a 0 say anything of the other way?"""
    return {"x1**2 + x2**3": "maximum"}


@wrong
def minimum_and_maximum_exchanged():
    """Minimum and maximum stand the other way round. Where all second derivatives are positive,
    every slope grows: does the ground rise or fall on both sides?"""
    return {"x1**2 + x1 * x2 + x2**2": "maximum", "-(x1**2) - 3 * x2**2": "minimum"}


@wrong
def a_gradient_of_zero_as_a_minimum():
    """A gradient of 0 is common to all four. Which of them go up on every side?"""
    return dict.fromkeys(solution, "minimum")


@wrong
def a_gradient_of_zero_leaves_it_open():
    """That a gradient of 0 alone cannot tell is true. Here you know the Hessian as well: which of
    the four have an eigenvalue 0?"""
    return dict.fromkeys(solution, "cannot tell")


_ALONE = (
    (mixed_terms_as_saddles, first_as_a_maximum, first_left_open),
    (by_the_diagonal, second_as_a_maximum, second_left_open),
    (third_as_a_minimum, third_as_a_saddle, third_left_open),
    (a_zero_as_positive, a_zero_as_a_saddle, a_zero_as_negative),
)
_TOLD_TOGETHER = (by_the_diagonal_and_a_zero_as_positive, minimum_and_maximum_exchanged)


def _two_at_once():
    """Two lines wrong: told of the first of them, which is the one that the verdict shows."""
    told = [together() for together in _TOLD_TOGETHER]
    for earlier, later in combinations(_ALONE, 2):
        for first in earlier:
            for second in later:
                both = first() | second()
                if both not in told:
                    name = f"{first.__name__}_and_{second.__name__}"
                    yield name, wrong_like(first)(lambda both=both: both)


globals().update(_two_at_once())


def proof() -> None:
    """The values on a small circle around 0, as large as second order leaves them."""
    turn = torch.linspace(0, 2 * torch.pi, 721, dtype=torch.float64)
    r = 1e-3
    for line, answer in solution.items():
        heights = eval(line, {"x1": r * turn.cos(), "x2": r * turn.sin()}) / r**2
        low, high = heights.min().item(), heights.max().item()
        signs = {"minimum": (1, 1), "maximum": (-1, -1), "saddle": (-1, 1), "cannot tell": (0, 1)}
        found = tuple(0 if abs(k) < 0.01 else (1 if k > 0 else -1) for k in (low, high))
        assert found == signs[answer], line
