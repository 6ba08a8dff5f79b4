"""Whether J is the Jacobian of f at x: True or False. Values of f near x
are enough to find out.

f takes x (n,) and gives (m,), all in float64; near x its entries and their
first three derivatives are below 100 in size. J has shape (m, n) where it
is right; False too where it has another shape. A wrong claim is off by
0.01 or more in some entry, a right one by rounding only.
"""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.func import jacfwd, jacrev

from preliminaries.authoring import describing, examples, reading, right, said, watching, wrong
from preliminaries.authoring.exercise import Unreadable
from preliminaries.exercises.matrix_calculus._given import called

name = "is_jacobian"
hints = (
    "How much does f change when only x[j] moves a little? Which part of J claims to know?",
    "The central difference in direction j should be close to column j of J, for *every* j. "
    "Close, not equal: allow for rounding.",
    "Stack `(f(x + h * e) - f(x - h * e)) / (2 * h)` for the rows e of the identity as "
    "columns; compare the shapes, then use `torch.allclose(…, rtol=0, atol=1e-3)`.",
)
proves = "You own the test that every derivative in this lecture has passed."
watch = watching.quietly


def solution(f, x, J):
    h = 1e-5
    steps = h * torch.eye(len(x), dtype=torch.float64)
    columns = [(f(x + s) - f(x - s)) / (2 * h) for s in steps]
    slopes = torch.stack(columns, dim=1)
    return J.shape == slopes.shape and torch.allclose(J, slopes, rtol=0, atol=1e-3)


_MAPS = (  # each with the size of its x
    (
        called(
            "f(x) = (x0 + 2 x1, 3 x0, x1²)",
            lambda x: torch.stack((x[0] + 2 * x[1], 3 * x[0], x[1] ** 2)),
        ),
        2,
    ),
    (
        called(
            "f(x) = (x0 x1, sin(x0) + x2)",
            lambda x: torch.stack((x[0] * x[1], x[0].sin() + x[2])),
        ),
        3,
    ),
    (
        called(
            "f(x) = (exp(x0 - x1), x0² + x1², x0)",
            lambda x: torch.stack(((x[0] - x[1]).exp(), (x**2).sum(), x[0])),
        ),
        2,
    ),
    (
        called("f(x) = (x0 x1 x2 + x3²,)", lambda x: (x[0] * x[1] * x[2] + x[3] ** 2).reshape(1)),
        4,
    ),
    (called("f(x) = (cos(x0), x0³)", lambda x: torch.stack((x[0].cos(), x[0] ** 3))), 1),
    (called("f(x) = (50 x0, x1)", lambda x: torch.stack((50 * x[0], x[1]))), 2),
    (called("f(x) = (x0 x1, x0)", lambda x: torch.stack((x[0] * x[1], x[0]))), 2),
)

_SAME = called("f(x) = x", lambda x: 1 * x)

_CLAIMS = (
    *("right", "right", "right"),
    "one entry off",
    "doubled",
    "halved",
    "entries in another order",
    "columns off by turns",
    "transposed",
    "sign",
    "off where the others are right",
    "elsewhere",
)


def _claimed(map_and_size, values, claim, place):
    """A map, a point, and what is claimed to be the Jacobian there."""
    f, size = map_and_size
    x = torch.tensor(values[:size], dtype=torch.float64)
    J = jacrev(f)(x)
    i, j = place[0] % J.shape[0], place[1] % J.shape[1]
    if claim == "right":
        J = J * (1 + 1e-12)  # rounded in another way
    if claim == "one entry off":
        J[i, j] += 0.5
    elif claim == "columns off by turns":  # hidden from the direction (1, 1, …)
        J[i, 0] += 1.0
        J[i, -1] -= 1.0
    elif claim == "transposed":
        J = J.T.clone()
    elif claim == "sign":
        J = -J
    elif claim == "off where the others are right":
        J[-1, -1] += 0.01
    elif claim == "doubled":
        J = 2 * J
    elif claim == "halved":
        J = J / 2
    elif claim == "entries in another order":  # the same sum, and the same norm
        J = J.flip(0, 1)
    elif claim == "elsewhere":
        J = jacrev(f)(x + 1)
    return f, x, J


def inputs():
    maps, claims = st.integers(0, len(_MAPS) - 1).map(_MAPS.__getitem__), st.sampled_from(_CLAIMS)
    quarters = st.lists(st.integers(-6, 6).map(lambda k: k / 4), min_size=4, max_size=4)
    places = st.tuples(st.integers(0, 3), st.integers(0, 3))
    return st.builds(_claimed, maps, quarters, claims, places)


def edge_cases():
    (f, _), x = _MAPS[0], torch.tensor([1.0, 2.0], dtype=torch.float64)
    J = torch.tensor([[1.0, 2.0], [3.0, 0.0], [0.0, 4.0]], dtype=torch.float64)
    off = torch.tensor([[1.0, 0.0], [0.0, 0.0], [0.0, -1.0]], dtype=torch.float64)
    turns = torch.tensor([[1.0, -1.0], [0.0, 0.0], [0.0, 0.0]], dtype=torch.float64)
    (one, _), y = _MAPS[3], torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64)
    row = torch.tensor([[6.0, 3.0, 2.0, 8.0]], dtype=torch.float64)
    (large, _), (bent, _), zero = _MAPS[5], _MAPS[6], torch.zeros(2, dtype=torch.float64)
    steep = torch.tensor([[50.0, 0.0], [0.0, 1.0]], dtype=torch.float64)
    sine = torch.tensor([[0.0, 0.0, 0.0], [1.0, 0.0, 1.0]], dtype=torch.float64)
    level = torch.tensor([[0.0, 0.0], [1.0, 0.0]], dtype=torch.float64)
    eye = torch.eye(5, dtype=torch.float64)
    return [
        (f, x, J),
        (f, x, J.T.clone()),
        (f, x, J + 0.01 * off),
        (f, x, J - 0.01 * off.abs()),
        (f, x, J + turns),
        (f, x, J * (1 + 1e-12)),
        (f, x, J[:1].clone()),
        (f, x, torch.cat((J, J[2:]))),
        (f, x, J[:, :, None].clone()),
        (f, x, torch.zeros_like(J)),
        (one, y, row),
        (one, y, row[0].clone()),
        (one, y, torch.cat((row, row))),
        (one, y, row.T.clone()),
        (large, x, steep),
        (large, x, steep + 0.01),
        (large, x, steep + torch.tensor([[0.01, 0.0], [0.0, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[2.0, 1.0], [1.0, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[4.0, 2.0], [2.0, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[1.0, 0.5], [0.5, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[-2.0, -1.0], [-1.0, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[2.0, 1.0], [1.0, 0.25]], dtype=torch.float64)),
        (bent, x, torch.tensor([[2.0, 1.0], [2.0, 0.0]], dtype=torch.float64)),
        (bent, x, torch.tensor([[2.0, 1.0], [1.0, 0.0]], dtype=torch.float64).flip(0)),
        (bent, zero, level),  # without rounding: f(h e) - f(-h e) is 0, or 2 h
        (bent, zero, level.T.clone()),
        (_MAPS[1][0], torch.zeros(3, dtype=torch.float64), sine),  # a tiny h is exact here
        (bent, zero, torch.zeros(2, 2, dtype=torch.float64)),
        (_SAME, eye[1], eye + 0.01 * eye[:, [1]] * eye[3]),  # of 25 entries one is off
    ]


def _read(answer):
    """The bool that a tensor or an array of one entry holds, also as 1 or 0."""
    one = reading.held(answer)
    return bool(one) if isinstance(one, int) and one in (0, 1) else answer


def _hidden_from(asked, J):
    """J, off in a direction that is at right angles to all steps in which f was asked, or None."""
    steps = torch.stack(asked or [torch.zeros(J.shape[1], dtype=torch.float64)])
    _, sizes, directions = torch.linalg.svd(steps, full_matrices=True)
    rank = int((sizes > 1e-6 * sizes.max()).sum()) if sizes.max() > 0 else 0
    if rank == J.shape[1]:
        return None
    off = torch.zeros_like(J)
    off[0] = (directions[-1] / directions[-1].abs().max() / 2).round(decimals=6)
    return J + off


def observe(is_jacobian, f, x, J):
    """The answer. Who says yes, and has not asked f in every direction, is asked once more."""
    asked, known = [], True

    def watched(point):
        nonlocal known
        # Under autograd and torch.func a point stands for all directions at once.
        if point.requires_grad or torch._C._functorch.maybe_current_level() is not None:
            known = False
        else:
            asked.append(torch.tensor((point - x).tolist(), dtype=torch.float64))
        return f(point)

    answer = _read(is_jacobian(watched, x, J))
    if answer is True and known and J.shape == (len(f(x)), len(x)):
        claim = _hidden_from([step for step in asked if step.shape == x.shape], J)
        if claim is not None and _read(is_jacobian(f, x, claim)) is True:
            raise Unreadable(
                said(
                    "For this J you are right. You say `True` as well where J is {claim}, which is "
                    "wrong: f was asked in too few directions to find out.",
                    claim=describing.entries(claim.tolist()).replace("\n", ""),
                )
            )
    return answer


@right
def entry_by_entry(f, x, J):
    y, h = f(x), 1e-6
    if J.shape != (len(y), len(x)):
        return False
    for j in range(len(x)):
        step = torch.zeros_like(x)
        step[j] = h
        for i in range(len(y)):
            slope = (f(x + step)[i] - f(x - step)[i]) / (2 * h)
            if abs(slope - J[i, j]) > 1e-3:
                return False
    return True


@right
def one_sided_with_room(f, x, J):
    h = 1e-7
    columns = torch.stack([(f(x + h * e) - f(x)) / h for e in torch.eye(len(x)).double()])
    return J.shape == columns.T.shape and bool((J.T - columns).abs().max() < 1e-4)


@right
def asked_of_torch(f, x, J):
    true = jacrev(f)(x)
    return true.shape == J.shape and torch.allclose(true, J)


@right
def with_numpy(f, x, J):
    h, n = 1e-5, len(x)
    steps = torch.from_numpy(np.eye(n) * h)
    D = np.array([((f(x + s) - f(x - s)) / (2 * h)).numpy() for s in steps]).T
    return D.shape == tuple(J.shape) and np.allclose(D, J.numpy(), atol=1e-4)


def _slopes(f, x):
    """The Jacobian, measured."""
    steps = 1e-5 * torch.eye(len(x), dtype=torch.float64)
    return torch.stack([(f(x + s) - f(x - s)) / 2e-5 for s in steps], dim=1)


@wrong
def value_at_one_point(f, x, J):
    """f(x) and J x are equal for a linear f alone, and those answers are what one gets by
    comparing them. J tells about *changes*: f(x + s) - f(x) is close to J s for small s."""
    return J.shape == (len(f(x)), len(x)) and torch.allclose(J @ x, f(x), atol=1e-4)


@wrong
def value_without_a_look_at_the_shape(f, x, J):
    """J x is f(x) for a linear f alone: J tells how f *changes*. Compare
    f(x + s) - f(x - s) with what J makes of 2 s, one axis after the other, and answer
    False to a J of another shape."""
    return torch.allclose(J @ x, f(x), atol=1e-4)


@wrong
def exactly_equal(f, x, J):
    """Right claims pass only where nothing is rounded. A difference quotient misses by some
    1e-10: compare with a tolerance, `torch.allclose`."""
    return torch.equal(J, _slopes(f, x))


@wrong
def one_direction_only(f, x, J):
    """Wrong claims pass whose columns have the right sum: in the one direction (1, 1, …)
    their errors cancel. Try each axis for itself."""
    s = torch.full_like(x, 1e-5)
    slope = (f(x + s) - f(x - s)) / 2e-5
    if J.shape != (len(slope), len(x)):
        return False
    return torch.allclose(J.sum(dim=1), slope, atol=1e-4)


@wrong
def equal_to_the_last_digit(f, x, J):
    """Claims are refused that were only rounded in another way than your own derivative, in
    their last digits. Compare with a tolerance, as `torch.allclose` does."""
    return torch.equal(J, jacrev(f)(x))


@wrong
def first_column_only(f, x, J):
    """Wrong claims pass whose first column is right. The other columns of J are claims too:
    move each x[j], not only x[0]."""
    s = torch.zeros_like(x)
    s[0] = 1e-5
    slope = (f(x + s) - f(x - s)) / 2e-5
    if J.shape != (len(slope), len(x)):
        return False
    return torch.allclose(J[:, 0], slope, atol=1e-4)


@wrong
def shape_only(f, x, J):
    """Every claim of the right shape passes. The entries are claims too."""
    return J.shape == (len(f(x)), len(x))


@wrong
def always_true(f, x, J):
    """It says True to every claim. Some are wrong: in an entry, or in their shape."""
    return True


@wrong
def always_false(f, x, J):
    """It says False to every claim, also to those that are right. Is what is compared the
    same thing, and with a tolerance?"""
    return False


@wrong
def exchanged(f, x, J):
    """Every answer is the other way round: True means that J *is* the Jacobian."""
    return not solution(f, x, J)


@wrong
def two_h_forgotten(f, x, J):
    """It says False to the right claims, and True to twice the Jacobian. From x - h to
    x + h, how far is it?"""
    slopes = 2 * _slopes(f, x)
    return J.shape == slopes.shape and torch.allclose(J, slopes, rtol=0, atol=1e-3)


@wrong
def half_of_it(f, x, J):
    """It says False to the right claims, and True to half the Jacobian. By how much is the
    rise divided, and how long is the way?"""
    slopes = _slopes(f, x) / 2
    return J.shape == slopes.shape and torch.allclose(J, slopes, rtol=0, atol=1e-3)


@wrong
def one_entry_is_enough(f, x, J):
    """A claim passes as soon as one of its entries is right. Each entry has to be: there is
    `all` beside `any`."""
    slopes = _slopes(f, x)
    return J.shape == slopes.shape and bool(((J - slopes).abs() < 1e-3).any())


@wrong
def norms_compared(f, x, J):
    """Wrong claims pass that are as long as the Jacobian, its negative for one. Compare
    entry with entry, not one norm with another."""
    slopes = _slopes(f, x)
    return J.shape == slopes.shape and bool((J.norm() - slopes.norm()).abs() < 1e-3)


@wrong
def sums_compared(f, x, J):
    """Wrong claims pass whose entries have the right sum. Compare entry with entry."""
    slopes = _slopes(f, x)
    return J.shape == slopes.shape and bool((J.sum() - slopes.sum()).abs() < 1e-3)


@wrong
def shape_not_looked_at(f, x, J):
    """A claim of another shape is wrong, and should be answered with False: compare the
    shapes before the entries."""
    slopes = _slopes(f, x)
    return bool(((J - slopes).abs() < 1e-4).all())


@wrong
def rows_for_columns(f, x, J):
    """It says False to the right claims, and True to their transposes, as if the differences
    were stacked as *rows*. Moving x[j] gives column j of the Jacobian: (m, n) has a column for
    each entry of x."""
    slopes = _slopes(f, x).T
    return J.shape == slopes.shape and torch.allclose(J, slopes, atol=1e-4)


@wrong
def too_generous(f, x, J):
    """The tolerance is so wide that an entry off by 0.01 passes. The central difference is
    good to nine digits or so: ask for four at least."""
    slopes = _slopes(f, x)
    return J.shape == slopes.shape and torch.allclose(J, slopes, atol=0.1)


def proof() -> None:
    """Forward mode knows the Jacobian of every map."""
    for f, x, J in [*edge_cases(), *examples(inputs())]:
        with watching.quietly():
            true = jacfwd(f)(x)
        assert solution(f, x, J) == (J.shape == true.shape and torch.allclose(J, true))
