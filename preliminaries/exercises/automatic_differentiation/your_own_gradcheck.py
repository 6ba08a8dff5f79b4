"""Whether a gradient is right, by central differences: True or False.

f takes a tensor x of shape (n,), float64, and gives one number, a tensor
of shape (); torch cannot differentiate every f that is tried. gradient(x)
is somebody's formula for its gradient there, shape (n,): right up to
rounding, or else 1 % or more too large or too small in an entry. The
slopes of f have sizes from 0.1 to 100; f and its second and third
derivatives are at most 100 in size at x. x keeps its values.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Formula,
    Unreadable,
    examples,
    reading,
    right,
    said,
    wrong,
    wrong_like,
)
from preliminaries.exercises.automatic_differentiation._given import DOUBLE

name = "is_gradient"
hints = (
    "How is the slope by *one* entry of x measured, and what do the other entries do meanwhile?",
    "Move one entry by h up and down, h about 1e-5, and divide by 2h; do so for every entry. "
    "Then compare, with a tolerance between the error of measuring and 1 %.",
    "For each k: `step = torch.zeros_like(x)`, `step[k] = h`, and "
    "`(f(x + step) - f(x - step)) / (2 * h)`; its difference from `gradient(x)[k]` has to be below "
    "a thousandth of its size.",
)
proves = "No derivative has to be believed: two values of f beside each entry decide."


def read(result):
    """True or False, whatever holds it, and no word for it."""
    if isinstance(result, str):
        raise Unreadable(said("Return `True` or `False`, not a word for it."))
    return reading.yes_or_no(result)


def solution(f, gradient, x):
    h, slopes = 1e-5, torch.zeros_like(x)
    for k in range(len(x)):
        step = torch.zeros_like(x)
        step[k] = h
        slopes[k] = (f(x + step) - f(x - step)) / (2 * h)
    return bool(((gradient(x) - slopes).abs() < 1e-3 * slopes.abs()).all())


# A function, its gradient, and what others have taken for it: off by 1.2 %, or by 30 and more,
# so that whatever tolerance is too wide accepts the same. The last one has no graph.
_FORMULAS = {
    "(x**3).sum()": ("3 * x**2", "x**2", "-3 * x**2", "3 * x**2 * linspace(1, 1.012, len(x))"),
    "x @ x": ("2 * x", "x", "4 * x", "2 * x.flip(0)", "0.988 * 2 * x", "2 * x.abs()"),
    "exp(x / 2).sum()": ("exp(x / 2) / 2", "exp(x / 2)", "exp(x / 2) / 2 * 1.012"),
    "x.sum() ** 2": ("2 * x.sum().expand(len(x))", "2 * x", "x.sum().expand(len(x))"),
    "(1 / x.detach()).sum()": ("-1 / x**2", "1 / x**2", "-1.012 / x**2"),
}
_PAIRS = [(f, gradient) for f, tried in _FORMULAS.items() for gradient in tried]


class _Gradient(Formula):
    """A formula that a verdict shows as what it is taken for."""

    def __str__(self) -> str:
        return f"gradient(x) = {self.text}"


def _case(f: str, gradient: str, x: list[float]) -> tuple:
    return Formula(f), _Gradient(gradient), torch.tensor(x, dtype=DOUBLE)


def inputs():
    halves = st.sampled_from([0.5, 1.0, 1.5, 2.5, 3.0])
    points = st.lists(halves, min_size=2, max_size=4, unique=True)
    return st.builds(lambda pair, x: _case(*pair, x), st.sampled_from(_PAIRS), points)


def edge_cases():
    points = ([1.0, 2.5, 0.5], [3.0, 0.5])
    return [
        _case("x @ x", "2 * x", [1.0, 2.0]),
        *(_case(f, gradient, x) for x in points for f, gradient in _PAIRS),
        _case("x @ x", "2 * x", [3.0]),
        _case("x @ x", "3 * x", [3.0]),
        _case("x @ x", "2 * x.abs()", [0.5, -2.0]),
        _case("x @ x", "2 * x + tensor([1.5, -1.5])", [1.5, 2.0]),  # the errors cancel
        _case("x @ x", "2 * x.clamp(max=5)", [8.0, 1.0]),  # wrong far out alone
        _case("x @ x + x.sum()", "1 + 2 * where(x < 0.1, 8 * x, x)", [0.05, 1.0]),  # near 0
        # Off by 1.2 % in one entry: of many, which a mean hides, and in one small beside another.
        _case("x @ x", "2 * where(x > 1, 1.012 * x, x)", [0.25] * 5 + [8.0] + [0.5] * 10),
        _case("x @ x", "2 * where(x < 1, 1.012 * x, x)", [8.0, 0.05]),
        # Right, and hard to measure: a small slope that changes, of a large f, of one that bends.
        _case("x @ x", "2 * x", [8.0, 0.05]),
        _case("99 + 0.1 * x.sum()", "0 * x + 0.1", [0.7, 2.5]),
        _case("(0.1 * (x - 1) + 16 * (x - 1) ** 3).sum()", "0.1 + 48 * (x - 1) ** 2", [1.0]),
    ]


@right
def entry_by_entry(f, gradient, x):
    for k, slope in enumerate(gradient(x)):
        above, below = x.clone(), x.clone()
        above[k] += 1e-6
        below[k] -= 1e-6
        if abs((f(above) - f(below)) / 2e-6 - slope) > 1e-3 * abs(slope):
            return False
    return True


@right
def rows_of_the_identity(f, gradient, x):
    steps = 1e-4 * torch.eye(len(x), dtype=x.dtype)
    slopes = torch.stack([(f(x + s) - f(x - s)) / 2e-4 for s in steps])
    return ((gradient(x) - slopes).abs() < 5e-3 * slopes.abs()).all()


@right
def one_sided_but_good_enough(f, gradient, x):
    h = 1e-7
    found = gradient(x).tolist()
    measured = [(f(x + h * e) - f(x)).item() / h for e in torch.eye(len(x), dtype=x.dtype)]
    return all(abs(m - g) < 1e-3 * abs(m) for m, g in zip(measured, found))


def _slopes(f, x, h=1e-5):
    steps = h * torch.eye(len(x), dtype=x.dtype)
    return torch.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps])


@wrong
def only_the_first_entry(f, gradient, x):
    """A gradient that is wrong in a later entry gets through. It looks as if one entry was
    tried; each has a slope of its own."""
    return torch.allclose(gradient(x)[0], _slopes(f, x)[0], rtol=1e-4)


@wrong
def all_entries_at_once(f, gradient, x):
    """It looks as if all entries of x were moved together: that measures the *sum* of the
    gradient, in which errors may cancel. Move one entry, and hold the others still."""
    h = 1e-5
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return torch.allclose(gradient(x).sum(), slope, rtol=1e-4)


@wrong
def every_entry_beside_the_sum(f, gradient, x):
    """It looks as if all entries of x were moved together, and the one slope that came out was
    compared with every entry. Move one entry, and hold the others still."""
    h = 1e-5
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return torch.allclose(gradient(x), slope, rtol=1e-4)


@wrong
def too_small_gets_through(f, gradient, x):
    """What is too large is caught; what is too small gets through. A difference has a sign:
    compare its absolute value."""
    slopes = _slopes(f, x)
    return bool((gradient(x) - slopes < 1e-4 * slopes.abs()).all())


@wrong_like(too_small_gets_through)
def too_small_in_size_gets_through(f, gradient, x):
    slopes = _slopes(f, x)
    return bool(((gradient(x) - slopes) / slopes < 1e-3).all())


@wrong
def too_large_gets_through(f, gradient, x):
    """What is too small is caught; what is too large gets through. A difference has a sign:
    compare its absolute value."""
    slopes = _slopes(f, x)
    return bool((slopes - gradient(x) < 1e-4 * slopes.abs()).all())


@wrong_like(too_large_gets_through)
def too_large_in_size_gets_through(f, gradient, x):
    slopes = _slopes(f, x)
    return bool(((slopes - gradient(x)) / slopes < 1e-3).all())


@wrong
def means_compared(f, gradient, x):
    """An error of about 1 % in one entry is caught where x has few entries, and gets through
    where it has many: it looks as if a mean of the errors was compared. Each entry has to be
    right by itself (`all`)."""
    slopes = _slopes(f, x)
    return bool(((gradient(x) - slopes).abs() / slopes.abs()).mean() < 1e-3)


@wrong
def lengths_compared(f, gradient, x):
    """An error in a small entry gets through where another entry is large: the errors were
    measured beside the largest entry, or beside the length of the gradient, or by an absolute
    tolerance. Compare each entry relative to its own size."""
    slopes = _slopes(f, x)
    return bool((gradient(x) - slopes).norm() < 1e-3 * slopes.norm())


@wrong_like(lengths_compared)
def an_absolute_tolerance(f, gradient, x):
    return torch.allclose(gradient(x), _slopes(f, x), rtol=0, atol=5e-3)


@wrong
def signs_not_compared(f, gradient, x):
    """A gradient of the wrong sign gets through: it looks as if absolute values were compared.
    It is the *difference* whose absolute value counts."""
    return torch.allclose(gradient(x).abs(), _slopes(f, x).abs(), rtol=1e-4)


@wrong
def one_right_entry_will_do(f, gradient, x):
    """It looks as if one right entry was enough (`any`). A gradient is right if *all* of its
    entries are."""
    return bool(torch.isclose(gradient(x), _slopes(f, x), rtol=1e-4).any())


@wrong
def right_ones_refused(f, gradient, x):
    """Right gradients are refused as well. A measured slope is never exact: is the tolerance too
    strict (`==`, 1e-12), or h so small (1e-14) that rounding is all that is left, or so large
    (0.01 to one side) that f bends on the way, or the step taken in float32?"""
    return torch.allclose(gradient(x), _slopes(f, x, 1e-15), rtol=1e-4)


@wrong_like(right_ones_refused)
def lost_in_rounding(f, gradient, x):
    return torch.allclose(gradient(x), _slopes(f, x, 1e-14), rtol=1e-3)


@wrong
def bent_on_the_way(f, gradient, x):
    """Right gradients are accepted where f is a square, and refused where it bends more. Between
    x - h and x + h the slope changes: is h too large (0.1, 0.5)? It may be 1e-5."""
    return torch.allclose(gradient(x), _slopes(f, x, 0.5), rtol=1e-3)


@wrong
def divided_by_h(f, gradient, x):
    """Right gradients are refused, and what is twice as large is accepted: between x - h and
    x + h lie 2h."""
    return torch.allclose(gradient(x), 2 * _slopes(f, x), rtol=1e-4)


@wrong
def two_percent_let_through(f, gradient, x):
    """Large errors are caught, and one of about 1 % gets through. The measured slope is good to
    many digits: the tolerance may be much stricter, relative to the slope."""
    return torch.allclose(gradient(x), _slopes(f, x), rtol=0.1)


@wrong
def everything_accepted(f, gradient, x):
    """Every gradient is accepted, wrong ones too. What is compared with what is measured, and
    does the result depend on it?"""
    return True


@wrong
def asked_of_autograd(f, gradient, x):
    """Autograd finds no path through every f that is tried, and it is what one wants to check:
    ask f itself, for its values beside x."""
    x = x.detach().requires_grad_()
    return torch.allclose(gradient(x), torch.autograd.grad(f(x), x)[0], rtol=1e-4)


@wrong_like(asked_of_autograd)
def asked_of_func(f, gradient, x):
    return torch.allclose(gradient(x), torch.func.grad(f)(x), rtol=1e-4)


@wrong
def the_other_way_round(f, gradient, x):
    """Every answer is the wrong way round: True is for a gradient that is right."""
    return not solution(f, gradient, x)


def proof() -> None:
    """By torch's gradients, where it has them; of the sum of 1/x the gradient is known."""
    for f, gradient, x in [*edge_cases(), *examples(inputs())]:
        leaf = x.clone().requires_grad_()
        value = f(leaf) if "detach" not in f.text else (1 / leaf).sum()
        (truth,) = torch.autograd.grad(value, leaf)
        assert truth.abs().min() >= 0.1 and truth.abs().max() <= 100
        off = ((gradient(x) - truth) / truth).abs().max().item()
        assert off < 1e-12 or off > 0.0099
        assert solution(f, gradient, x) == (off < 1e-12), (f.text, gradient.text)
        assert _largest(Formula(f.text.replace(".detach()", "")), x) <= 100


def _largest(f: Formula, x: torch.Tensor) -> float:
    """The size that f, its second and its third derivatives have at x, where torch finds a path."""
    from torch.autograd import functional

    def curvatures(x):
        return functional.hessian(f, x, create_graph=True)

    found = (f(x), curvatures(x), functional.jacobian(curvatures, x))
    return max(part.abs().max().item() for part in found)
