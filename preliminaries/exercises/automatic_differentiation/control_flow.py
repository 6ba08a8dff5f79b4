"""A function of your own with a loop and an `if`, one within the other or
not, through which torch differentiates.

The loop is a `for`, a `while` or a function that calls itself; the `if`
may be an `x if … else y`; what they do shows in the result. The function
takes a, a tensor of shape () in float64, positive or negative and not 0,
and returns such a tensor too, a number that depends on a, on each way that
it may take (nowhere is it constant along a way), and on nothing else. Its
gradient is compared with central differences at many a.
"""

import ast
import functools
import inspect
import math
import textwrap
import types
from collections.abc import Callable
from typing import Any

import torch
from hypothesis import strategies as st

from preliminaries.authoring import (
    Told,
    describing,
    examples,
    right,
    told,
    told_as,
    wrong,
    wrong_like,
)
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, NO, YES

name = "my_function"
hints = (
    "Which question about a could decide how often your loop runs, or which way it goes?",
    "Compute with a itself all the way; a number taken out by `.item()` or `float()` may "
    "decide in an `if` or a `while`, but the result must not be made from it.",
    "For instance: start with `b = a`, halve b while `b.abs() > 1`, and return "
    "`b if b > 0 else b * b`.",
)
proves = "Autograd follows the path that was really taken, loop and branch and all."


def solution(a):
    b = a
    while b.abs() > 1:
        b = b / 2
    if b > 0:
        return b
    return b * b


def _leaf(number: float) -> torch.Tensor:
    """An a to be differentiated by."""
    return torch.tensor(number, dtype=DOUBLE, requires_grad=True)


def inputs():
    numbers = st.integers(-40, 40).filter(lambda k: k != 0).map(lambda k: k * 0.37)
    return st.tuples(numbers.map(_leaf))


_EDGES = (0.3, -0.3, 7.1, -7.1, 55.5, -0.001)


def edge_cases():
    return [(_leaf(a),) for a in _EDGES]


_SAME = told_as("no", "no, it is always the same")


def _number(value: Any) -> float:
    return value.item() if isinstance(value, torch.Tensor) else float(value)


def _gradient(value: torch.Tensor, a: torch.Tensor) -> float | None:
    """The gradient that torch finds; None where there is no path back to a."""
    if not value.requires_grad:
        return None
    (gradient,) = torch.autograd.grad(value, a, allow_unused=True)
    return None if gradient is None else gradient.item()


def _agrees(f, a: torch.Tensor, gradient: float) -> Told:
    """Whether autograd and differences give the same; a kink or a jump has no derivative."""
    h = 1e-5 * max(1.0, abs(a.item()))
    above, here, below = (_number(f(_leaf(a.item() + d))) for d in (h, 0.0, -h))
    right, left = (above - here) / h, (here - below) / h
    scale = max(1.0, abs(right), abs(left))
    if not math.isfinite(scale) or abs(right - left) > 1e-2 * scale:
        return YES
    slope = (above - below) / (2 * h)
    if abs(slope - gradient) <= 1e-3 * scale:
        return YES
    return told_as(
        "no",
        "no, at a = {a} autograd gives {gradient}, and (f(a + h) - f(a - h)) / (2 h) with h = {h} "
        "gives {slope}",
        a=describing.number(a.item(), None),
        gradient=f"{gradient:.4g}",
        h=f"{h:.4g}",
        slope=f"{slope:.4g}",
    )


def _is_flat(f, a: torch.Tensor) -> bool:
    """Whether the function is constant around a, and has not only a slope of 0 at this one a."""
    return len({_number(f(_leaf(a.item() * by))) for by in (0.99, 1.0, 1.01)}) == 1


def _everywhere(flat: list[torch.Tensor]) -> Told:
    """Whether there is no a around which the function is constant."""
    if not flat:
        return YES
    shown = ", ".join(describing.number(a.item(), None) for a in flat)
    return told_as("in part", "in part, it is constant around a = {numbers}", numbers=shown)


def _path(gradients: dict[float, float | None]) -> Told:
    """Whether there is a path back from the results to these a."""
    cut = [describing.number(a, None) for a, gradient in gradients.items() if gradient is None]
    if not cut:
        return YES
    if len(cut) == len(gradients):
        return NO
    return told_as("in part", "in part, there is none at a = {numbers}", numbers=", ".join(cut))


def _does_something(body: list[ast.stmt]) -> bool:
    lines = (line.value if isinstance(line, ast.Expr) else line for line in body)
    return not all(isinstance(line, (ast.Pass, ast.Constant)) for line in lines)


def _repeats(node: ast.AST) -> bool:
    """Whether it is a loop that does something, now and then."""
    if isinstance(node, ast.For):
        return _does_something(node.body) and ast.unparse(node.iter) not in ("range(0)", "()", "[]")
    if isinstance(node, ast.While):
        return _does_something(node.body) and ast.unparse(node.test) != "False"
    return isinstance(node, ast.comprehension)


def _decides(node: ast.AST) -> bool:
    """Whether it is an `if` that does something, in whatever form."""
    if isinstance(node, ast.If):
        return _does_something([*node.body, *node.orelse])
    return isinstance(node, (ast.IfExp, ast.Match)) or bool(getattr(node, "ifs", []))


def _shows(node: ast.AST, tree: ast.AST) -> bool:
    """Whether a name that a statement assigns is read elsewhere; or it does something else."""
    if not isinstance(node, (ast.For, ast.While, ast.If)):
        return True
    within = list(ast.walk(node))
    others = (ast.Return, ast.Break, ast.Continue, ast.Raise, ast.Expr)
    if any(isinstance(one, others) for part in _done(node) for one in part):
        return True
    if any(isinstance(getattr(one, "ctx", None), ast.Store) for one in _places(within)):
        return True
    names = [one for one in ast.walk(tree) if isinstance(one, ast.Name)]
    assigned = {n.id for n in names if isinstance(n.ctx, ast.Store) and n in within}
    read = {n.id for n in names if isinstance(n.ctx, ast.Load) and n not in within}
    return bool(assigned & read)


def _places(nodes: list[ast.AST]) -> list[ast.AST]:
    """Entries and attributes, which may be read by another name."""
    return [one for one in nodes if isinstance(one, (ast.Subscript, ast.Attribute))]


def _done(node: Any) -> list[list[ast.AST]]:
    """All that stands in the body of a statement, its condition left out."""
    return [list(ast.walk(line)) for line in [*node.body, *node.orelse]]


def _own_functions(answer: Any) -> list:
    """What is called: a function, or the methods of an object that can be called."""
    answer = inspect.unwrap(answer)
    if isinstance(answer, functools.partial):
        return _own_functions(answer.func)
    if isinstance(answer, types.FunctionType):
        return [answer]
    return [*vars(type(getattr(answer, "__self__", answer))).values()]


def _holds(answer: Any, is_one: Callable[[ast.AST], bool]) -> Told:
    """Whether the source of an answer, or of a function that it calls, holds such a statement."""
    waiting, seen = _own_functions(answer), set()
    while waiting:
        one = waiting.pop()
        one = inspect.unwrap(one) if callable(one) else one
        if not isinstance(one, types.FunctionType) or one in seen:
            continue
        seen.add(one)
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        except (OSError, TypeError, SyntaxError):
            return YES  # no source to look at: it is not held against anyone
        if any(is_one(node) and _shows(node, tree) for node in ast.walk(tree)):
            return YES
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if one.__name__ in names and is_one is _repeats:
            return YES  # it calls itself
        waiting += [one.__globals__[name] for name in names if name in one.__globals__]
        waiting += [cell.cell_contents for cell in one.__closure__ or ()]
    return NO


def observe(my_function, a):
    """What the function gives and is made of, and whether autograd and measuring agree on it."""
    value = my_function(a)
    if value is ...:
        return value
    if not isinstance(value, torch.Tensor) or value.shape != ():
        return {"returns": value}
    if value.dtype != DOUBLE:
        given = told("a tensor of shape () in {dtype}", dtype=describing.dtype(value))
        return {"returns": given}
    if value.isnan():
        return {"returns": told("nan, which is no number")}
    again = _number(my_function(_leaf(a.item())))
    same = again == value.item() or math.isnan(again)
    gradients = {a.item(): _gradient(value, a)}
    facts = {
        "returns": told("a tensor of shape () in {dtype}", dtype="float64"),
        "the same for the same a": YES
        if same
        else told_as(
            "no",
            "no, it gave {first}, then {again}",
            first=f"{value.item():.4g}",
            again=f"{again:.4g}",
        ),
    }
    # What raises, or never comes back, shows its own a: the others are called after they were.
    if a.item() not in _EDGES:
        leaves = [_leaf(b) for b in _EDGES]
        others = [my_function(b) for b in leaves]
        gradients |= {b.item(): _gradient(v, b) for b, v in zip(leaves, others)}
        always = len({value.item(), *map(_number, others)}) == 1
        near = [b for b in leaves if abs(b.item()) < 10]  # far out, tanh has no slope in float64
        flat = [b for b in near if gradients[b.item()] == 0 and _is_flat(my_function, b)]
        facts["depends on a"] = _SAME if always else _everywhere(flat)
        facts["has a path back to a"] = _path(gradients)
    asked = same and None not in gradients.values()
    return facts | {
        "the gradient agrees": _agrees(my_function, a, gradients[a.item()]) if asked else YES,
        "loop": _holds(my_function, _repeats),
        "branch": _holds(my_function, _decides),
    }


@right
def doubling_as_in_the_lecture(a):
    b = a * 2
    while torch.linalg.vector_norm(b) < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


@right
def a_number_decides(a):
    steps = int(abs(a.item())) % 4
    result = a
    for _ in range(steps):
        result = torch.sin(result) + a
    if a.item() > 2:
        result = result * a
    return result


@right
def collatz_like(a):
    for k in range(5):
        a = a / 2 if k % 2 == 0 else 3 * a + 1
    return a


@wrong
def item_breaks_the_graph(a):
    """The value changes with a, but torch finds no way back to a. What has cut it: a Python
    number (`.item()`, `float(a)`), a new `torch.tensor(…)` (with requires_grad=True it is a
    leaf of its own, and not a), `detach()`, or `no_grad`? All of them may decide in the `if`;
    compute the result with the tensor a itself."""
    b = a.item()
    while abs(b) > 1:
        b = b / 2
    return torch.tensor(b if b > 0 else b * b, dtype=DOUBLE)


@wrong
def cut_on_one_way(a):
    """For some a there is a path back to a, and for others none. In one branch, or where the
    loop runs, something has cut it (`detach()`, `.item()`, a new tensor), or a constant is
    returned. Whatever way is taken, compute with a itself."""
    b = a
    while b.abs() > 1:
        b = b / 2
    return b if b > 0 else b.detach() ** 2


@wrong
def constant(a):
    """The result is the same for every a, so there is nothing to differentiate. Let a
    take part in what is returned, not only in the decision."""
    total = torch.zeros((), dtype=DOUBLE)
    for _ in range(3):
        total = total + 1
    if a.sum() is None:
        total = total * 2
    return total


@wrong
def constant_on_one_way(a):
    """For some a the result is constant there, with a slope of 0: is a multiplied by 0, or cut
    to a whole number (`round`, `floor`), or does nothing of it get into the result? Or is it so
    flat there (`tanh` of a large number) that float64 cannot tell? Whatever way is taken, let
    the result change with a."""
    b = a
    while b.abs() > 1:
        b = b / 2
    return b if b > 0 else 0 * b + 7


@wrong
def another_at_each_call(a):
    """The same a gives one number now and another one later: it is no function of a alone,
    and no measuring can confirm its gradient. Is something drawn at random, or counted from
    call to call?"""
    b = a
    for _ in range(3):
        b = b * torch.rand(()) if b > 0 else b - torch.rand(())
    return b


@wrong_like(another_at_each_call)
def another_where_it_is_negative(a):
    for _ in range(3):
        a = 2 * a
    return a if a > 0 else a * torch.rand((), dtype=DOUBLE)


@wrong_like(another_at_each_call)
def another_where_it_is_positive(a):
    for _ in range(3):
        a = 2 * a
    return a if a < 0 else a * torch.rand((), dtype=DOUBLE)


@wrong
def half_of_it_detached(a):
    """There is a path back to a, but the gradient is not the slope that is measured. Has a
    part of the result lost its own path (`detach()`, `.data`, `.item()`, `no_grad`), or
    been given another gradient?"""
    b = a
    while b.abs() > 1:
        b = b / 2
    return b * b.detach() if b > 0 else b * b.item()


@wrong
def neither_loop_nor_branch(a):
    """Torch differentiates this well, but no loop (`for`, `while`) and no `if` in it does
    anything. The exercise is about them."""
    return a * a


@wrong
def loop_without_branch(a):
    """There is a loop, and no `if` that does anything. Let the function decide something,
    too."""
    b = a
    for _ in range(3):
        b = b * b + 1
    return b


@wrong
def branch_without_loop(a):
    """There is an `if`, and no loop (`for`, `while`) that does anything. Repeat something,
    too: as often as a says, if you like."""
    return a if a > 0 else a * a


def proof() -> None:
    """Halved until it is at most 1, and squared where it was negative: in Python, measured."""

    def halved(a):
        exponent = 0
        while abs(a) / 2**exponent > 1:
            exponent += 1
        return a / 2**exponent if a > 0 else (a / 2**exponent) ** 2

    for (a,) in [*edge_cases(), *examples(inputs())]:
        (gradient,) = torch.autograd.grad(solution(a), a)
        x, h = a.item(), 1e-6 * abs(a.item())
        slope = (halved(x + h) - halved(x - h)) / (2 * h)
        assert math.isclose(gradient, slope, rel_tol=1e-5)
