"""Lecture 5: graphs, the two modes, torch's autograd, and what goes on inside it."""

import ast
import inspect
import math
import textwrap
import types
import warnings
from contextlib import contextmanager
from unittest import mock

import numpy as np
import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from preliminaries import reading
from preliminaries.describing import describe
from preliminaries.exercise import Exercise, Prediction
from preliminaries.inputs import Formula, sizes, tensors, unlike_sizes

DOUBLE = torch.float64


def _numbers(shape: tuple[int, ...]):
    """Quarters from -5 to 5 in double precision, so that derivatives can be compared closely."""
    return tensors(shape, DOUBLE)


@contextmanager
def _quiet():
    """Without two warnings of torch's own that say nothing about an answer.

    Forward mode loads a part of torch that uses its deprecated `jit`, and
    `backward(create_graph=True)` tells of a cycle of references.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"`?torch\.jit", FutureWarning)
        warnings.filterwarnings("ignore", r"Using backward\(\) with create_graph", UserWarning)
        yield


class GraphValues(Prediction):
    """Every value and every adjoint in the graph of z = log(x²)·sin x + 1/x, at x = 2.

    a = x², b = log a, c = sin x, d = b·c, e = 1/x, z = d + e. Numbers to two decimals, or
    expressions such as `math.sin(2)`.
    """

    hints = (
        "Go forward first: which values does each node need? Then from z back: what does z "
        "change by when d changes a little?",
        "The adjoint of a node is the adjoint of the node that uses it, times the derivative on "
        "the arrow between. Where several nodes use it, the contributions add.",
        "x is used three times: by a (derivative 2x), by c (derivative cos x) and by e "
        "(derivative -1/x²).",
    )
    proves = "You went through the graph as torch does: values forward, adjoints backward."
    read = reading.each(reading.two_decimals)

    def solution():
        return {
            "a": 4.0,
            "b": math.log(4),
            "c": math.sin(2),
            "d": math.log(4) * math.sin(2),
            "e": 0.5,
            "z": math.log(4) * math.sin(2) + 0.5,
            "dz/dd": 1.0,
            "dz/de": 1.0,
            "dz/db": math.sin(2),
            "dz/dc": math.log(4),
            "dz/da": math.sin(2) / 4,
            "dz/dx": math.sin(2) / 4 * 4 + math.log(4) * math.cos(2) - 1 / 4,
        }

    class also_right:
        def rounded_to_two_decimals():
            return {
                "a": 4,
                "b": 1.39,
                "c": 0.91,
                "d": 1.26,
                "e": 0.5,
                "z": 1.76,
                "dz/dd": 1,
                "dz/de": 1,
                "dz/db": 0.91,
                "dz/dc": 1.39,
                "dz/da": 0.23,
                "dz/dx": 0.08,
            }

        def computed_by_torch():
            x = torch.tensor(2.0, requires_grad=True)
            a = x**2
            b, c, e = a.log(), x.sin(), 1 / x
            d = b * c
            z = d + e
            adjoints = torch.autograd.grad(z, (d, e, b, c, a, x))
            names = ("dz/dd", "dz/de", "dz/db", "dz/dc", "dz/da", "dz/dx")
            values = {"a": a, "b": b, "c": c, "d": d, "e": e, "z": z}
            return values | dict(zip(names, adjoints))

    class wrong:
        def forgot_the_path_through_e():
            """x reaches z along three paths, and one is missing here: which node uses x
            directly, besides a and c?"""
            return {"dz/dx": math.sin(2) + math.log(4) * math.cos(2)}

        def forgot_the_path_through_c():
            """One of the paths from x to z is missing: x changes sin x as well, and so d."""
            return {"dz/dx": math.sin(2) - 1 / 4}

        def forgot_the_path_through_a():
            """One of the paths from x to z is missing: x changes a, and so b, and so d."""
            return {"dz/dx": math.log(4) * math.cos(2) - 1 / 4}

        def slope_of_one_over_x_positive():
            """All three paths are there, but one has the wrong sign: does 1/x rise or fall when
            x grows?"""
            return {"dz/dx": math.sin(2) + math.log(4) * math.cos(2) + 1 / 4}

        def factors_swapped():
            """In a product each factor is the other one's derivative: when b grows by a little,
            d grows by that times c."""
            return {"dz/db": math.log(4), "dz/dc": math.sin(2)}

        def local_derivatives_only():
            """These are the derivatives along single arrows. An adjoint says what *z* does:
            multiply along the way from z down to the node."""
            return {"dz/da": 1 / 4, "dz/db": 1.0, "dz/dc": 1.0}


class WhichMode(Prediction):
    """The mode that needs fewer passes for the whole Jacobian: "forward", "reverse" or "same"."""

    hints = (
        "What does one forward pass give: a column of the Jacobian, or a row?",
        "Forward mode starts at one input and finds what it does to all outputs; reverse mode "
        "starts at one output and finds what all inputs do to it.",
        "Passes in forward mode: as many as inputs. In reverse mode: as many as outputs.",
    )
    proves = "Forward costs a pass for each input, reverse a pass for each output."
    read = reading.each(reading.choice("forward", "reverse", "same"))

    def solution():
        return {
            "1 input, 1000 outputs": "forward",
            "1000 inputs, 1 output": "reverse",
            "100 inputs, 100 outputs": "same",
        }

    class also_right:
        def in_capitals():
            return {
                "1 input, 1000 outputs": "Forward",
                "1000 inputs, 1 output": "Reverse",
                "100 inputs, 100 outputs": "Same",
            }

        def by_counting():
            def fewer(inputs, outputs):
                if inputs == outputs:
                    return "same"
                return "forward" if inputs < outputs else "reverse"

            return {
                "1 input, 1000 outputs": fewer(1, 1000),
                "1000 inputs, 1 output": fewer(1000, 1),
                "100 inputs, 100 outputs": fewer(100, 100),
            }

    class wrong:
        def swapped():
            """It looks as if the two modes were taken for each other, as in many notes. Forward
            mode follows *one input* to all outputs: how many such passes does each case need?"""
            return {"1 input, 1000 outputs": "reverse", "1000 inputs, 1 output": "forward"}

        def reverse_always_wins():
            """Reverse mode is what trains networks, since a loss is *one* output. A pass of it
            for each of a thousand outputs is another matter. And in the square case?"""
            return {"1 input, 1000 outputs": "reverse", "100 inputs, 100 outputs": "reverse"}

        def forward_always_wins():
            """Forward mode keeps less in memory, but it needs a pass for each input. Count the
            inputs and the outputs of each case."""
            return {"1000 inputs, 1 output": "forward", "100 inputs, 100 outputs": "forward"}

        def square_is_for_reverse():
            """For the square Jacobian, count both: passes for the inputs, passes for the
            outputs. Is there a winner?"""
            return {"100 inputs, 100 outputs": "reverse"}

        def square_is_for_forward():
            """The square Jacobian costs forward mode less *memory*. Asked for is the number of
            passes: count them for both."""
            return {"100 inputs, 100 outputs": "forward"}


class Memory(Prediction):
    """Bytes kept for the derivative while `for _ in range(n): y = torch.sin(y)` runs.

    y has 2000 entries in float64, 8 bytes each. Reverse mode keeps the input of every sine;
    forward mode keeps the newest value and the newest derivative and nothing older.
    """

    name = "bytes_kept_for"
    hints = (
        "How many bytes has one tensor of 2000 numbers? How many such tensors has each mode to "
        "keep?",
        "Going backward needs cos of every input that was met on the way; going forward needs "
        "what is at hand now.",
        "A tensor has 16 000 bytes. Reverse mode keeps n of them, forward mode two.",
    )
    proves = "Reverse mode's memory grows with depth, forward mode's does not."
    read = reading.each(reading.number)

    def solution():
        return {
            "reverse, n = 10": 160_000,
            "reverse, n = 30": 480_000,
            "forward, n = 10": 32_000,
            "forward, n = 30": 32_000,
        }

    class also_right:
        def as_expressions():
            return {
                "reverse, n = 10": 10 * 2000 * 8,
                "reverse, n = 30": 30 * 2000 * 8,
                "forward, n = 10": 2 * 2000 * 8,
                "forward, n = 30": 2 * 2000 * 8,
            }

        def as_floats():
            return {
                "reverse, n = 10": 1.6e5,
                "reverse, n = 30": 4.8e5,
                "forward, n = 10": 3.2e4,
                "forward, n = 30": np.float64(3.2e4),
            }

    class wrong:
        def swapped():
            """It looks as if the two modes were taken for each other. Which one has to come back
            along the way that it went, and needs what it met there?"""
            return {
                "reverse, n = 10": 32_000,
                "reverse, n = 30": 32_000,
                "forward, n = 10": 160_000,
                "forward, n = 30": 480_000,
            }

        def forward_keeps_all_too():
            """It looks as if forward mode kept every step. Once the next value and its derivative
            are there, what are the older ones still needed for?"""
            return {"forward, n = 10": 320_000, "forward, n = 30": 960_000}

        def reverse_keeps_the_last_only():
            """Going back through the n-th sine needs the input of the n-th, through the one
            before it that one's input, and so on. How many different tensors are these?"""
            return {"reverse, n = 10": 16_000, "reverse, n = 30": 16_000}

        def counted_numbers_for_bytes():
            """These are counts of numbers. How many bytes has a float64?"""
            return {
                "reverse, n = 10": 20_000,
                "reverse, n = 30": 60_000,
                "forward, n = 10": 4_000,
                "forward, n = 30": 4_000,
            }

        def four_bytes_a_number():
            """That would be right for float32. Here the numbers are in float64."""
            return {
                "reverse, n = 10": 80_000,
                "reverse, n = 30": 240_000,
                "forward, n = 10": 16_000,
                "forward, n = 30": 16_000,
            }

        def the_value_without_its_derivative():
            """Forward mode carries two tensors along: the value and its derivative."""
            return {"forward, n = 10": 16_000, "forward, n = 30": 16_000}


class Jvp(Exercise):
    """The value of a program and its derivative, by forward accumulation with
    dual numbers.

    The list `steps` says what to compute. Value 0 is x, with derivative dx;
    each step makes the next value from earlier ones: ("add", i, j), ("mul", i,
    j), ("sin", i) or ("exp", i), where i and j are numbers of values. Returns
    the last value and its derivative, two floats.

    jvp([("mul", 0, 0)], 3.0, 1.0) is (9.0, 6.0).
    """

    hints = (
        "If you know two values and their derivatives, what is the derivative of their product?",
        "Keep two lists, values and derivatives, and let each step append to both.",
        "For a product: `values[i] * values[j]` and "
        "`derivatives[i] * values[j] + values[i] * derivatives[j]`.",
    )
    proves = "One pass, one direction: the derivative is carried along and nothing is kept."

    def solution(steps, x, dx):
        values, derivatives = [x], [dx]
        for name, i, *others in steps:
            u, du = values[i], derivatives[i]
            if name in ("add", "mul"):
                v, dv = values[others[0]], derivatives[others[0]]
            if name == "add":
                value, derivative = u + v, du + dv
            elif name == "mul":
                value, derivative = u * v, du * v + u * dv
            elif name == "sin":
                value, derivative = math.sin(u), math.cos(u) * du
            else:
                value, derivative = math.exp(u), math.exp(u) * du
            values.append(value)
            derivatives.append(derivative)
        return values[-1], derivatives[-1]

    def inputs():
        quarters = st.integers(-6, 6).map(lambda k: k / 4)
        return st.tuples(_programs(4), quarters, quarters)

    def edge_cases():
        return [
            ([("mul", 0, 0)], 3.0, 1.0),
            ([("mul", 0, 0)], 3.0, 2.0),
            ([("sin", 0)], 1.5, 0.5),
            ([("exp", 0)], 0.5, 1.0),
            ([("add", 0, 0)], 3.0, 1.0),
            ([("mul", 0, 0), ("sin", 1), ("exp", 2), ("mul", 0, 3)], 0.5, 1.0),
            ([], 2.0, 0.5),
        ]

    def observe(jvp, steps, x, dx):
        with _quiet():
            result = jvp(steps, x, dx)
        if isinstance(result, (tuple, list)) and len(result) == 2:
            return tuple(
                float(part) if isinstance(part, (int, torch.Tensor, np.generic)) else part
                for part in result
            )
        return result

    class also_right:
        def with_dual_tensors_of_torch(steps, x, dx):
            def run(x):
                values = [x]
                for name, *places in steps:
                    operate = getattr(torch, name)
                    values.append(operate(*(values[k] for k in places)))
                return values[-1]

            with torch.autograd.forward_ad.dual_level():
                x, dx = torch.tensor(x, dtype=DOUBLE), torch.tensor(dx, dtype=DOUBLE)
                result = run(torch.autograd.forward_ad.make_dual(x, dx))
                value, derivative = torch.autograd.forward_ad.unpack_dual(result)
                return value, derivative

        def with_pairs(steps, x, dx):
            pairs = [(x, dx)]
            for step in steps:
                (u, du), *rest = (pairs[k] for k in step[1:])
                v, dv = rest[0] if rest else (None, None)
                if step[0] == "add":
                    pairs.append((u + v, du + dv))
                elif step[0] == "mul":
                    pairs.append((u * v, u * dv + v * du))
                elif step[0] == "sin":
                    pairs.append((np.sin(u), np.cos(u) * du))
                else:
                    pairs.append((np.exp(u), np.exp(u) * du))
            return pairs[-1]

    class wrong:
        def product_rule_with_one_term(steps, x, dx):
            """It looks as if the product rule had one term. When both factors move, the product
            changes for two reasons, and the two changes add."""
            return _forward(steps, x, dx, mul=lambda u, v, du, dv: du * v)

        def product_of_the_derivatives(steps, x, dx):
            """It looks as if the derivative of a product were the product of the derivatives. Try
            it on x times x: is the slope of x² equal to 1 everywhere?"""
            return _forward(steps, x, dx, mul=lambda u, v, du, dv: du * dv)

        def chain_rule_without_the_inner_derivative(steps, x, dx):
            """`cos(u)` is the slope of the sine at u. How fast does u itself move? The chain rule
            multiplies by that."""
            return _forward(
                steps, x, dx, sin=lambda u, du: math.cos(u), exp=lambda u, du: math.exp(u)
            )

        def direction_taken_to_be_one(steps, x, dx):
            """It looks as if the derivative of x were always 1. It is dx: forward mode carries
            whatever change you start it with."""
            return _forward(steps, x, 1.0)

        def left_the_derivative_out(steps, x, dx):
            """That is the value alone. The function returns two numbers: the value, and the
            derivative that was carried along with it."""
            return _forward(steps, x, dx)[0]


def _programs(longest: int):
    """Programs of 1 to `longest` steps, each of which uses values that are there."""

    def step(k):
        place = st.integers(max(0, k - 1), k)
        two = st.tuples(st.sampled_from(["add", "mul"]), place, st.integers(0, k))
        one = st.tuples(st.sampled_from(["sin", "exp"]), place)
        return st.one_of(two, one)

    return st.integers(1, longest).flatmap(
        lambda n: st.tuples(*(step(k) for k in range(n))).map(list).filter(_stays_small)
    )


def _stays_small(steps) -> bool:
    try:
        return abs(_forward(steps, 1.5, 1.5)[1]) < 1e4
    except OverflowError:
        return False


def _forward(steps, x, dx, **rules):
    """Forward accumulation with the given rules in place of the right ones."""
    rules = {
        "add": lambda u, v, du, dv: du + dv,
        "mul": lambda u, v, du, dv: du * v + u * dv,
        "sin": lambda u, du: math.cos(u) * du,
        "exp": lambda u, du: math.exp(u) * du,
    } | rules
    operators = {
        "add": lambda u, v: u + v,
        "mul": lambda u, v: u * v,
        "sin": math.sin,
        "exp": math.exp,
    }
    values, derivatives = [x], [dx]
    for name, *places in steps:
        own = [values[k] for k in places]
        derivatives.append(rules[name](*own, *(derivatives[k] for k in places)))
        values.append(operators[name](*own))
    return values[-1], derivatives[-1]


class FirstGradient(Prediction):
    """The gradient of y = 2⟨x, x⟩ at x = [0, 1, 2, 3], one number for each entry of x."""

    hints = (
        "Write ⟨x, x⟩ as a sum. Which of its terms has x₂ in it?",
        "The derivative of 2x² is known from school; each entry has its own.",
        "The gradient is 4x.",
    )
    proves = "The gradient has an entry for each way in which x can move."
    read = reading.gradient

    def solution():
        return [0, 4, 8, 12]

    class also_right:
        def as_a_tensor():
            return torch.tensor([0.0, 4.0, 8.0, 12.0])

        def as_an_expression():
            return 4 * np.arange(4)

        def as_the_row_of_numerator_layout():
            return [[0, 4, 8, 12]]

        def asked_of_torch():
            x = torch.arange(4.0, requires_grad=True)
            (2 * (x @ x)).backward()
            return x.grad

    class wrong:
        def forgot_the_factor_in_front():
            """That is the gradient of ⟨x, x⟩. What does the factor in front of it do?"""
            return [0, 2, 4, 6]

        def value_for_gradient():
            """28 is the *value* of y. Its gradient says how fast y changes with each of the four
            entries of x: how many numbers are that?"""
            return 28

        def forgot_the_square():
            """It looks as if 2⟨x, x⟩ were taken for something linear in x. Each entry is
            multiplied with *itself*: its slope depends on where you are."""
            return [2, 2, 2, 2]

        def squares_not_slopes():
            """These are the terms of the sum, 2x². What is the derivative of each?"""
            return [0, 2, 8, 18]

        def as_a_column():
            """The numbers are right. They stand in a column; x has one axis, and so has the
            gradient that torch keeps beside it: a plain list will do."""
            return [[0], [4], [8], [12]]


class Accumulate(Prediction):
    """`x.grad` after each line, one after the other, for x = 3 and y = x**2 made anew each time."""

    name = "grads"
    hints = (
        "What does `backward` do with a gradient that is there already?",
        "It adds. Only `zero_()` or setting `.grad` to None forgets.",
        "Each backward of x² at 3 contributes 6.",
    )
    proves = "`backward` adds to `.grad`; you decide when to start from zero."
    read = reading.each(reading.number)

    def solution():
        return {
            "after the first y.backward()": 6,
            "after a second one": 12,
            "after x.grad.zero_() and a third one": 6,
        }

    class also_right:
        def as_floats():
            return {
                "after the first y.backward()": 6.0,
                "after a second one": 12.0,
                "after x.grad.zero_() and a third one": 6.0,
            }

        def run_by_torch():
            x, seen = torch.tensor(3.0, requires_grad=True), []
            for k in range(3):
                if k == 2:
                    x.grad.zero_()
                (x**2).backward()
                seen.append(x.grad.clone())
            return dict(zip(Accumulate.solution(), seen))

    class wrong:
        def overwritten():
            """It looks as if a second backward replaced what the first one left. It adds to
            it."""
            return {"after a second one": 6}

        def zeroing_forgotten():
            """`x.grad.zero_()` sets what has been gathered so far to zero; the next backward
            starts from there."""
            return {"after x.grad.zero_() and a third one": 18}

        def zero_stays_zero():
            """After zeroing, the third backward still adds its own contribution."""
            return {"after x.grad.zero_() and a third one": 0}

        def backward_multiplies():
            """The contributions of two backwards are *added*, as the changes of a sum are. Here
            they were multiplied."""
            return {"after a second one": 36}


class SplitBatch(Exercise):
    """The gradient by w of the mean of (X @ w - y)**2 over *all* samples, from
    a batch in pieces.

    `pieces` is a list of pairs (X, y), X of shape (m, n) and y (m,), m
    different from piece to piece. w is (n,), requires gradients, and may hold
    an old `.grad`, which must not count. Returns a tensor of shape (n,).
    """

    name = "gradient_in_pieces"
    may_edit = ("w",)
    hints = (
        "A piece of one sample and a piece of five: should they count the same?",
        "The mean over all is the *sum* over all, divided by the number of all samples.",
        "`(((X @ w - y) ** 2).sum() / total).backward()` for each piece, on a `.grad` that starts "
        "as None.",
    )
    proves = "Gradients add up over pieces, so one piece at a time is enough for any batch."

    def solution(w, pieces):
        total = sum(len(y) for X, y in pieces)
        w.grad = None
        for X, y in pieces:
            loss = ((X @ w - y) ** 2).sum() / total
            loss.backward()
        return w.grad

    def inputs():
        def with_pieces(p):
            piece = sizes(1, 3).flatmap(lambda n: st.tuples(_numbers((n, p)), _numbers((n,))))
            w = _numbers((p,)).map(lambda w: w.requires_grad_())
            return st.tuples(w, st.lists(piece, min_size=2, max_size=3))

        return sizes(2, 3).flatmap(with_pieces)

    def edge_cases():
        X = torch.tensor([[1.0, 2.0], [0.5, 1.0], [3.0, 1.0]], dtype=DOUBLE)
        y = torch.tensor([1.0, 2.0, 0.0], dtype=DOUBLE)
        w = torch.tensor([1.0, -1.0], dtype=DOUBLE, requires_grad=True)
        used = torch.tensor([2.0, 0.5], dtype=DOUBLE, requires_grad=True)
        used.grad = torch.tensor([100.0, 100.0], dtype=DOUBLE)
        return [
            (w, [(X, y)]),
            (w, [(X[:1], y[:1]), (X[1:], y[1:])]),
            (used, [(X[:2], y[:2]), (X[2:], y[2:])]),
        ]

    def observe(gradient_in_pieces, w, pieces):
        gradient = gradient_in_pieces(w, pieces)
        return gradient.detach() if isinstance(gradient, torch.Tensor) else gradient

    class also_right:
        def weighted_means(w, pieces):
            total = sum(len(X) for X, _ in pieces)
            gradient = torch.zeros_like(w)
            for X, y in pieces:
                (g,) = torch.autograd.grad(((X @ w - y) ** 2).mean(), w)
                gradient += g * len(X) / total
            return gradient

        def sums_divided_at_the_end(w, pieces):
            w = w.detach().clone().requires_grad_()
            for X, y in pieces:
                ((X @ w - y) ** 2).sum().backward()
            return w.grad / sum(y.numel() for _, y in pieces)

        def by_the_formula(w, pieces):
            total = sum(len(y) for _, y in pieces)
            return sum(2 * X.T @ (X @ w - y) for X, y in pieces) / total

    class wrong:
        def mean_of_the_pieces_means(w, pieces):
            """It looks as if every piece counted the same. A piece of one sample then weighs as
            much as one of three: what is the weight of a *sample* in the mean over all?"""
            w.grad = None
            for X, y in pieces:
                (((X @ w - y) ** 2).mean() / len(pieces)).backward()
            return w.grad

        def zeroed_between(w, pieces):
            """It looks as if the gradient was zeroed between the pieces: only the last piece is
            left. That they add up is the point here."""
            total = sum(len(y) for X, y in pieces)
            for X, y in pieces:
                w.grad = None
                (((X @ w - y) ** 2).sum() / total).backward()
            return w.grad

        def old_gradient_divided_as_well(w, pieces):
            """There was a gradient in `w.grad` already, and `backward` added to it before all was
            divided. Start from None or zero."""
            for X, y in pieces:
                ((X @ w - y) ** 2).sum().backward()
            return w.grad / sum(len(y) for X, y in pieces)

        def means_added_up(w, pieces):
            """These are the gradients of the pieces' means, added. More pieces would make a
            longer gradient; the mean over all does not care how it was cut."""
            w.grad = None
            for X, y in pieces:
                ((X @ w - y) ** 2).mean().backward()
            return w.grad

        def old_gradient_counted(w, pieces):
            """There was a gradient in `w.grad` already, and `backward` added to it. Start from
            None or zero."""
            total = sum(len(y) for X, y in pieces)
            for X, y in pieces:
                (((X @ w - y) ** 2).sum() / total).backward()
            return w.grad

        def sum_for_mean(w, pieces):
            """That is the gradient of the *sum* over all samples. By what has it to be divided
            to be that of the mean?"""
            return sum(2 * X.T @ (X @ w - y) for X, y in pieces).detach()


class Vjp(Exercise):
    """vᵀJ, where J is the Jacobian of y = x * x (elementwise): x and v are
    (n,), so is the result.

    vjp_of_square(tensor([1., 2.]), tensor([10., 1.])) is [20., 4.]. Only what
    is returned counts; what x.grad holds afterwards does not matter.
    """

    name = "vjp_of_square"
    seconds = 5.0  # the first use of torch.func takes one
    hints = (
        "What are the entries of J? Where is it zero?",
        "`y.backward(gradient=v)` puts vᵀJ into x.grad; `torch.autograd.grad(y, x, v)` returns it.",
        "`x = x.detach().requires_grad_()`, then `(x * x).backward(gradient=v)`.",
    )
    proves = "Backward computes vᵀJ, without ever forming J."

    def solution(x, v):
        x = x.detach().requires_grad_()
        y = x * x
        y.backward(gradient=v)
        return x.grad

    def inputs():
        return sizes(2, 4).flatmap(lambda n: st.tuples(_numbers((n,)), _numbers((n,))))

    def edge_cases():
        return [
            (torch.tensor([1.0, 2.0]), torch.tensor([10.0, 1.0])),
            (torch.tensor([3.0]), torch.tensor([0.5])),
            (torch.tensor([1.0, -2.0, 4.0]), torch.tensor([0.0, 1.0, -1.0])),
        ]

    def observe(vjp_of_square, x, v):
        result = vjp_of_square(x, v)
        return result.detach() if isinstance(result, torch.Tensor) else result

    class also_right:
        def by_the_formula(x, v):
            return 2 * x * v

        def by_the_whole_jacobian(x, v):
            return v @ torch.diag(2 * x)

        def through_a_scalar(x, v):
            x = x.clone().requires_grad_()
            (v @ (x * x)).backward()
            return x.grad

        def with_func(x, v):
            return torch.func.vjp(lambda x: x * x, x)[1](v)[0]

    class wrong:
        def the_whole_jacobian(x, v):
            """That is the Jacobian itself, (n, n). Asked for is v times it: a vector, and no
            matrix is needed on the way."""
            return torch.diag(2 * x)

        def gradient_of_the_sum(x, v):
            """That is the gradient of y.sum(), in which every entry of y counts once. Here the
            entries of y count as v says."""
            return 2 * x

        def gradient_of_the_mean(x, v):
            """That is the gradient of y.mean(), in which every entry of y counts 1/n. Here the
            entries of y count as v says."""
            return 2 * x / len(x)

        def only_v(x, v):
            """This is v itself, or a multiple of it. Where have the slopes gone, the derivatives
            of x * x?"""
            return 2 * v

        def summed_up(x, v):
            """One number is too few: it is summed over the entries of x, and each of them keeps
            its own derivative."""
            return (2 * x * v).sum()


class Detached(Prediction):
    """The gradient of (u * x).sum() at x = [0, 1, 2, 3], where u = (x * x).detach()."""

    hints = (
        "What is u for the derivative: a function of x, or a number?",
        "`detach` cuts the path through u. Along the path that is left, u is a constant factor.",
        "The gradient equals u. Which numbers are in u?",
    )
    proves = "A detached tensor is a constant with the right value."
    read = reading.gradient

    def solution():
        return [0, 1, 4, 9]

    class also_right:
        def as_a_tensor():
            return torch.arange(4.0) ** 2

        def as_the_row_of_numerator_layout():
            return torch.tensor([[0, 1, 4, 9]])

        def asked_of_torch():
            x = torch.arange(4.0, requires_grad=True)
            u = (x * x).detach()
            (u * x).sum().backward()
            return x.grad

    class wrong:
        def as_if_not_detached():
            """3x² is the gradient of x³: as if nothing had been cut. How much does u change with
            x, as far as torch knows?"""
            return [0, 3, 12, 27]

        def nothing_left():
            """It looks as if `detach` cut off everything. It cuts one path, the one through u;
            the other factor is still x."""
            return [0, 0, 0, 0]

        def through_u_only():
            """2x² is what comes along the path through u, and that is the one which was cut.
            Which path is left?"""
            return [0, 2, 8, 18]

        def ones():
            """The derivative of x alone would be 1. What stands in front of it?"""
            return [1, 1, 1, 1]

        def as_a_column():
            """The numbers are right, in a column. A gradient in torch has the shape of x, which
            has one axis."""
            return [[0], [1], [4], [9]]


class Freeze(Exercise):
    """Train the second layer of a network, and leave the first as it is, bit
    for bit.

    The network is relu(X @ W1) @ W2, with X (m, n), W1 (n, h), W2 (h, k); the
    loss is the mean of the squared errors to Y (m, k). Take `steps` steps of
    gradient descent with step size lr, on W2 alone, and return W2 (changed in
    place, or a new one). W1 and W2 both require gradients when they arrive.
    Afterwards W1 is unchanged and W1.grad is None.
    """

    name = "train_second"
    may_edit = ("W2",)
    hints = (
        "Which tensor has to be a constant for autograd, so that no gradient is computed for it?",
        "`W1.requires_grad_(False)`, or `W1.detach()` where W1 is used, or compute the first "
        "layer under `torch.no_grad()`.",
        "Compute `H = torch.relu(X @ W1.detach())` once; then the loop over the steps is about "
        "`((H @ W2 - Y) ** 2).mean()`.",
    )
    proves = "What is frozen costs no gradient, and does not move by a single bit."

    def solution(W1, W2, X, Y, lr, steps):
        H = torch.relu(X @ W1.detach())
        for _ in range(steps):
            loss = ((H @ W2 - Y) ** 2).mean()
            (gradient,) = torch.autograd.grad(loss, W2)
            with torch.no_grad():
                W2 -= lr * gradient
        return W2

    def inputs():
        def network(shape):
            m, n, h, k = shape
            learnt = [_numbers(s).map(lambda W: (W / 4).requires_grad_()) for s in ((n, h), (h, k))]
            given = [_numbers(s).map(lambda A: A / 4) for s in ((m, n), (m, k))]
            return st.tuples(*learnt, *given, st.sampled_from([0.1, 0.25]), st.integers(1, 3))

        return unlike_sizes(4, 1, 4).flatmap(network)

    def edge_cases():
        W1, W2, X, Y = (
            torch.tensor(rows, dtype=DOUBLE)
            for rows in (
                [[1.0, -1.0], [0.5, 1.0]],
                [[0.5], [1.0]],
                [[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]],
                [[1.0], [0.0], [2.0]],
            )
        )
        W1.requires_grad_()
        W2.requires_grad_()
        return [(W1, W2, X, Y, 0.1, 1), (W1, W2, X, Y, 0.1, 3), (W1, W2, X, Y, 0.1, 0)]

    def observe(train_second, W1, W2, X, Y, lr, steps):
        result = train_second(W1, W2, X, Y, lr, steps)
        result = W2 if result is None else result
        return {
            "W1": W1.detach(),
            "W1.grad": "None" if W1.grad is None else "a gradient",
            "W2": result.detach() if isinstance(result, torch.Tensor) else result,
        }

    class also_right:
        def requires_grad_switched_off(W1, W2, X, Y, lr, steps):
            W1.requires_grad_(False)
            for _ in range(steps):
                W2.grad = None
                ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
                with torch.no_grad():
                    W2 -= lr * W2.grad

        def first_layer_under_no_grad(W1, W2, X, Y, lr, steps):
            W2 = W2.detach().clone().requires_grad_()
            with torch.no_grad():
                H = (X @ W1).clamp(min=0)
            for _ in range(steps):
                ((H @ W2 - Y) ** 2).mean().backward()
                W2.data -= lr * W2.grad
                W2.grad.zero_()
            return W2

        def with_an_optimizer(W1, W2, X, Y, lr, steps):
            optimizer = torch.optim.SGD([W2], lr=lr)
            for _ in range(steps):
                optimizer.zero_grad()
                hidden = torch.relu(X @ W1).detach()
                ((hidden @ W2 - Y) ** 2).mean().backward()
                optimizer.step()
            return W2

    class wrong:
        def detached_the_wrong_layer(W1, W2, X, Y, lr, steps):
            """It looks as if the wrong layer was cut off: the first one was trained, the second
            stands still."""
            W1, start = W1.requires_grad_(), W1
            for _ in range(steps):
                loss = ((torch.relu(X @ W1) @ W2.detach() - Y) ** 2).mean()
                (gradient,) = torch.autograd.grad(loss, W1)
                start.data -= lr * gradient
            return W2

        def step_size_zero_for_the_first(W1, W2, X, Y, lr, steps):
            """W1 has not moved, but a gradient was computed and kept for it: as much memory as
            the layer itself, and the time of half a backward pass. A step size of zero freezes
            nothing; tell autograd that W1 is a constant."""
            for _ in range(steps):
                W1.grad = W2.grad = None
                ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
                with torch.no_grad():
                    W1 -= 0 * W1.grad
                    W2 -= lr * W2.grad
            return W2

        def trained_both(W1, W2, X, Y, lr, steps):
            """Both layers were trained. Only the second one should move."""
            for _ in range(steps):
                W1.grad = W2.grad = None
                ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
                with torch.no_grad():
                    W1 -= lr * W1.grad
                    W2 -= lr * W2.grad
            return W2

        def output_detached(W1, W2, X, Y, lr, steps):
            """The output of the *network* was cut off, and with it everything: the loss depends
            on nothing any more, and backward has nowhere to go. Cut between the layers."""
            for _ in range(steps):
                prediction = (torch.relu(X @ W1) @ W2).detach()
                ((prediction - Y) ** 2).mean().backward()
                W2.data -= lr * W2.grad
            return W2

        def gradients_not_zeroed(W1, W2, X, Y, lr, steps):
            """The first step is right, the later ones are too long: the gradients of all steps
            add up in W2.grad unless you start each step from zero."""
            W1.requires_grad_(False)
            for _ in range(steps):
                ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
                with torch.no_grad():
                    W2 -= lr * W2.grad
            return W2

        def moved_the_name(W1, W2, X, Y, lr, steps):
            """The new weights got lost: `W2 = …` moves the name inside the function, to a tensor
            that is no leaf, and the caller's W2 stays as it was. Write into W2, under `no_grad`."""
            W1.requires_grad_(False)
            start = W2
            for _ in range(min(steps, 1)):
                ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
                W2 = W2 - lr * W2.grad
            if steps > 1:
                raise TypeError("unsupported operand type(s) for *: 'float' and 'NoneType'")
            return start

        def sum_for_mean(W1, W2, X, Y, lr, steps):
            """The steps are too long by one factor: the loss is the *mean* of the squared errors,
            not their sum."""
            return Freeze.solution(W1, W2, X, Y, lr * Y.numel(), steps)

        def went_uphill(W1, W2, X, Y, lr, steps):
            """The loss grows: the step was taken along the gradient. Descent goes against it."""
            return Freeze.solution(W1, W2, X, Y, -lr, steps)


class ControlFlow(Exercise):
    """A function of your own with a loop and an `if` in it, through which
    torch differentiates.

    It takes a, a tensor of shape () in float64, not 0, and returns a tensor of
    shape () that depends on a. Its gradient is compared with central
    differences at many a.
    """

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

    def inputs():
        numbers = st.integers(-40, 40).filter(lambda k: k != 0).map(lambda k: k * 0.37)
        return st.tuples(numbers.map(_asked))

    def edge_cases():
        return [(_asked(a),) for a in (0.3, -0.3, 7.1, -7.1, 55.5, -0.001)]

    def observe(my_function, a):
        value = my_function(a)
        if value is ...:
            return value
        if not isinstance(value, torch.Tensor) or value.shape != ():
            return {"returns": value}
        probes = [value.item(), *(_plain(my_function(_asked(b))) for b in (0.7, -1.3, 9.1, -33.3))]
        return {
            "returns": "a tensor of shape ()",
            "depends on a": "yes" if len(set(probes)) > 1 else "no: it is always the same",
            "has a path back to a": "yes" if value.requires_grad else "no",
            "gradient": _against_differences(my_function, a, value),
            "loop": _has(my_function, (ast.For, ast.While, ast.comprehension)),
            "branch": _has(my_function, (ast.If, ast.IfExp, ast.Match)),
        }

    class also_right:
        def doubling_as_in_the_lecture(a):
            b = a * 2
            while torch.linalg.vector_norm(b) < 1000:
                b = b * 2
            return b if b.sum() > 0 else 100 * b

        def a_number_decides(a):
            steps = int(abs(a.item())) % 4
            result = a
            for _ in range(steps):
                result = torch.sin(result) + a
            if a.item() > 2:
                result = result * a
            return result

        def collatz_like(a):
            for k in range(5):
                a = a / 2 if k % 2 == 0 else 3 * a + 1
            return a

    class wrong:
        def item_breaks_the_graph(a):
            """The value changes with a, but torch finds no way back to a: it looks as if the
            result was made from a Python number (`.item()`, `float(a)`, a new
            `torch.tensor(…)`). A number may decide in the `if`; compute with the tensor."""
            b = a.item()
            while abs(b) > 1:
                b = b / 2
            return torch.tensor(b if b > 0 else b * b, dtype=DOUBLE)

        def constant(a):
            """The result is the same for every a, so there is nothing to differentiate. Let a
            take part in what is returned, not only in the decision."""
            total = torch.zeros((), dtype=DOUBLE)
            for _ in range(3):
                total = total + 1
            if a.sum() is None:
                total = total * 2
            return total

        def half_of_it_detached(a):
            """There is a path back to a, but a part of the result has lost its own (`detach()`,
            `.data`, `.item()`): the gradient disagrees with the slope that is measured."""
            b = a
            while b.abs() > 1:
                b = b / 2
            return b * b.detach() if b > 0 else b * b.item()

        def neither_loop_nor_branch(a):
            """Torch differentiates this well, but there is neither a loop nor an `if` in it. The
            exercise is about them."""
            return a * a

        def loop_without_branch(a):
            """There is a loop, and no `if`. Let the function decide something, too."""
            b = a
            for _ in range(3):
                b = b * b + 1
            return b

        def branch_without_loop(a):
            """There is an `if`, and no loop. Repeat something, too: as often as a says, if you
            like."""
            return a if a > 0 else a * a


def _asked(number: float) -> torch.Tensor:
    return torch.tensor(number, dtype=DOUBLE, requires_grad=True)


def _plain(value: object) -> float:
    return value.item() if isinstance(value, torch.Tensor) else float(value)


def _against_differences(f, a: torch.Tensor, value: torch.Tensor) -> str:
    """ "agrees", or both numbers; at a kink or a jump no derivative can be asked for."""
    if not value.requires_grad:
        return "none"
    (gradient,) = torch.autograd.grad(value, a, allow_unused=True)
    gradient = 0.0 if gradient is None else gradient.item()
    h = 1e-5 * max(1.0, abs(a.item()))
    above, here, below = (_plain(f(_asked(a.item() + d))) for d in (h, 0.0, -h))
    right, left = (above - here) / h, (here - below) / h
    scale = max(1.0, abs(right), abs(left))
    if not math.isfinite(scale) or abs(right - left) > 1e-2 * scale:
        return "agrees"
    slope = (above - below) / (2 * h)
    if abs(slope - gradient) <= 1e-3 * scale:
        return "agrees"
    return f"{gradient:.4g} by autograd, {slope:.4g} by central differences"


def _has(function, kinds: tuple[type, ...]) -> str:
    """Whether the source of a function, or of one that it calls, holds such a statement."""
    waiting, seen = [function], set()
    while waiting:
        one = inspect.unwrap(waiting.pop())
        if not isinstance(one, types.FunctionType) or one in seen:
            continue
        seen.add(one)
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        except (OSError, TypeError, SyntaxError):
            return "yes"  # no source to look at: it is not held against anyone
        if any(isinstance(node, kinds) for node in ast.walk(tree)):
            return "yes"
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if one.__name__ in names and ast.For in kinds:
            return "yes"  # it calls itself
        waiting += [one.__globals__[name] for name in names if name in one.__globals__]
        waiting += [cell.cell_contents for cell in one.__closure__ or ()]
    return "no"


class VectorA(Prediction):
    """True where the line raises, False where it works, when a is a vector of three entries (or A
    a matrix) and f is the function of this section.
    """

    hints = (
        "Which lines of f need one single number? Are there such numbers for a vector?",
        "The norm and the sum of b are single numbers for any a, so f runs. What shape has its "
        "result?",
        "`backward` without an argument needs a result with one element.",
    )
    proves = "The function runs for any shape; it is `backward` that needs one number."
    read = reading.each(reading.yes_or_no)

    def solution():
        return {
            "f(a)": False,
            "f(a).backward()": True,
            "f(a).sum().backward()": False,
            "f(a).backward(gradient=torch.ones(3))": False,
            "f(A).backward()": True,
        }

    class also_right:
        def in_words():
            return {
                "f(a)": "no",
                "f(a).backward()": "yes",
                "f(a).sum().backward()": "no",
                "f(a).backward(gradient=torch.ones(3))": "no",
                "f(A).backward()": "yes",
            }

        def with_numpys_bools():
            return {key: np.bool_(value) for key, value in VectorA.solution().items()}

    class wrong:
        def works_unchanged():
            """It looks as if everything worked as it did for a number. f itself does; but its
            result has then as many entries as a, and which of them should `backward`
            differentiate?"""
            return {"f(a).backward()": False, "f(A).backward()": False}

        def the_while_fails():
            """It looks as if the `while` could not decide. It asks for the *norm* of b: how many
            numbers are that, for a vector?"""
            return {
                "f(a)": True,
                "f(a).sum().backward()": True,
                "f(a).backward(gradient=torch.ones(3))": True,
            }

        def only_a_matrix_fails():
            """A vector is no better off than a matrix here: `backward` needs *one* number, and
            three are not one."""
            return {"f(a).backward()": False}

        def gradient_must_be_a_number():
            """The argument of `backward` says how much each entry of the result counts. For a
            result of shape (3,), which shape does it need?"""
            return {"f(a).backward(gradient=torch.ones(3))": True}


class Twice(Prediction):
    """True where the line raises, False where it works. x is a leaf tensor of shape () that
    requires gradients.
    """

    name = "raises"
    hints = (
        "What is freed by the first backward, and who has kept something to be freed?",
        "The derivative of a square needs x, so `x * x` keeps it; that of a sum needs nothing. A "
        "new forward pass makes a new graph.",
        "One of the four raises.",
    )
    proves = "A graph is gone once its kept values are freed; a new forward pass makes a new one."
    read = reading.each(reading.yes_or_no)

    def solution():
        return {
            "y = x * x; y.backward(); y.backward()": True,
            "y = x * x; y.backward(retain_graph=True); y.backward()": False,
            "y = x * x; y.backward(); y = x * x; y.backward()": False,
            "y = x + x; y.backward(); y.backward()": False,
        }

    class also_right:
        def in_words():
            words = {True: "yes", False: "no"}
            return {key: words[value] for key, value in Twice.solution().items()}

        def tried():
            found = {}
            for line in Twice.solution():
                x = torch.tensor(3.0, requires_grad=True)
                try:
                    exec(line, {"x": x})
                    found[line] = False
                except RuntimeError:
                    found[line] = True
            return found

    class wrong:
        def always_raises():
            """It looks as if a second backward always failed. It fails where something that is
            needed has been freed: was it kept, or made anew, or not needed at all?"""
            return dict.fromkeys(Twice.solution(), True)

        def never_raises():
            """It looks as if nothing were ever freed. After `backward` torch lets go of what the
            graph has kept, here the x in x * x; a second pass would need it."""
            return {"y = x * x; y.backward(); y.backward()": False}

        def retain_is_for_later_graphs():
            """`retain_graph=True` keeps what *this* backward would free, so that one more can
            follow."""
            return {"y = x * x; y.backward(retain_graph=True); y.backward()": True}

        def a_graph_belongs_to_x():
            """It looks as if the graph belonged to x. It belongs to y: computing y again builds
            a new one, with everything in it."""
            return {"y = x * x; y.backward(); y = x * x; y.backward()": True}

        def every_operation_keeps_its_inputs():
            """What does the derivative of x + x need to know about x? Where nothing is kept,
            nothing is freed."""
            return {"y = x + x; y.backward(); y.backward()": True}


class SecondOrder(Exercise):
    """f″(x), for a function f of one number and x a tensor of shape (), with
    autograd twice.

    second_derivative(f, x) for f(x) = x**3 and x = 2. is 12.
    """

    name = "second_derivative"
    tolerance = 1e-8
    hints = (
        "What would have to be recorded, so that the first derivative can be differentiated?",
        "With `create_graph=True` the backward pass is recorded like any other computation.",
        "`(slope,) = torch.autograd.grad(f(x), x, create_graph=True)`, and once more for `slope`.",
    )
    proves = "A gradient that is made with `create_graph=True` has a graph of its own."

    def solution(f, x):
        x = x.detach().requires_grad_()
        (slope,) = torch.autograd.grad(f(x), x, create_graph=True)
        (curvature,) = torch.autograd.grad(slope, x)
        return curvature

    def inputs():
        formulas = ["x**3", "sin(x)", "exp(x / 2)", "x**2 * cos(x)", "x**4 - x", "tanh(x) * x"]
        return st.tuples(st.sampled_from(formulas).map(Formula), _numbers(()))

    def edge_cases():
        return [
            (Formula("x**3"), torch.tensor(2.0, dtype=DOUBLE)),
            (Formula("sin(x)"), torch.tensor(0.5, dtype=DOUBLE)),
            (Formula("x**3"), torch.tensor(0.0, dtype=DOUBLE)),
            (Formula("log(x)"), torch.tensor(0.5, dtype=DOUBLE, requires_grad=True)),
        ]

    def observe(second_derivative, f, x):
        with _quiet():
            result = second_derivative(f, x)
        return result.detach() if isinstance(result, torch.Tensor) else result

    class also_right:
        def with_func(f, x):
            return torch.func.grad(torch.func.grad(f))(x)

        def with_backward(f, x):
            x = x.detach().clone().requires_grad_()
            f(x).backward(create_graph=True, inputs=[x])
            slope, x.grad = x.grad, None
            slope.backward()
            return x.grad

        def with_the_hessian(f, x):
            return float(torch.autograd.functional.hessian(f, x))

    class wrong:
        def without_create_graph(f, x):
            """The first derivative came out as a bare number: nothing says how it was computed
            from x, so it cannot be differentiated. What has the first `grad` (or `backward`) to
            record?"""
            x = x.detach().requires_grad_()
            (slope,) = torch.autograd.grad(f(x), x)
            return torch.autograd.grad(slope, x)[0]

        def squared_the_first(f, x):
            """That is the first derivative, squared. The second is the derivative *of* the first:
            how fast the slope changes."""
            x = x.detach().requires_grad_()
            return torch.autograd.grad(f(x), x)[0] ** 2

        def stopped_at_the_first(f, x):
            """That is f′(x). Differentiate once more."""
            x = x.detach().requires_grad_()
            return torch.autograd.grad(f(x), x)[0]

        def both_added_up(f, x):
            """That is f′ + f″: the second backward added to what the first had left in x.grad.
            Set it to None in between, or use `torch.autograd.grad`, which adds to nothing."""
            x = x.detach().requires_grad_()
            f(x).backward(create_graph=True, inputs=[x])
            slope = x.grad
            (curvature,) = torch.autograd.grad(slope, x)
            return slope.detach() + curvature

        def numerically(f, x):
            """Close, but with the error of a difference quotient. Autograd gives the second
            derivative to rounding; differentiate twice."""
            h = 1e-4
            x = x.detach()
            return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


class SecondOrderCost(Prediction):
    """Why a second derivative by `create_graph=True` costs more than the first.

    "a": f is evaluated at several points near x, to measure how its slope changes.
    "b": The backward pass is recorded as well; its graph is longer than f's, is kept in memory,
    and has to be gone through in its turn.
    "c": The whole Hessian is formed, n × n numbers, and then what is asked for is read off.
    "d": The numbers of the second derivative need twice the precision.
    """

    hints = (
        "What does `create_graph=True` create?",
        "The backward pass is a computation like any other. How many operations has it, compared "
        "with the forward pass?",
        "Think of x * x: one operation forward, and the backward pass has two products and a sum.",
    )
    proves = "A backward pass that is recorded is a longer forward pass, to be reversed again."
    read = reading.choice("a", "b", "c", "d")

    def solution():
        return "b"

    class also_right:
        def a_capital():
            return "B"

        def with_spaces():
            return " b "

    class wrong:
        def finite_differences():
            """To evaluate f at neighbouring points would be *numerical* differentiation. Autograd
            computes at x alone, with exact rules."""
            return "a"

        def hessian_is_formed():
            """Autograd gives the gradient of *one* number at a time, here of one entry of f′ or
            of ⟨f′, v⟩. A Hessian appears only if you ask for all of its rows."""
            return "c"

        def more_precision():
            """Derivatives have the dtype of what they are the derivatives of, whatever their
            order. float32 stays float32."""
            return "d"


class Sine(Exercise):
    """The derivative of sin at every point of x, shape (n,), float64, without
    any cosine.

    `torch.sin` is yours to use; it should be exact to rounding.
    """

    name = "slope_of_sine"
    tolerance = 1e-13
    hints = (
        "y = sin(x) is a vector. Which single number could you differentiate, so that each entry "
        "of x.grad is the slope at that point?",
        "Each entry of y depends on one entry of x only, so the entries of y can be added up.",
        "`torch.sin(x).sum().backward()`",
    )
    proves = "Each y depends on its own x alone, so one backward can give all slopes."

    def solution(x):
        x = x.detach().requires_grad_()
        torch.sin(x).sum().backward()
        return x.grad

    def inputs():
        return sizes(2, 5).flatmap(_numbers_in_a_row).map(lambda x: (x,))

    def edge_cases():
        return [
            (torch.linspace(-3, 3, 7, dtype=DOUBLE),),
            (torch.tensor([0.5], dtype=DOUBLE),),
            (torch.tensor([0.0, 1.0, 2.0], dtype=DOUBLE),),
        ]

    def observe(slope_of_sine, x):
        cosines = mock.patch.object(np, "cos", _refuse), mock.patch.object(math, "cos", _refuse)
        with cosines[0], cosines[1], _NoCosine():
            result = slope_of_sine(x)
        return result.detach() if isinstance(result, torch.Tensor) else result

    class also_right:
        def with_ones_for_the_gradient(x):
            x = x.clone().requires_grad_()
            y = x.sin()
            y.backward(gradient=torch.ones_like(y))
            return x.grad

        def with_grad_and_vmap(x):
            return torch.func.vmap(torch.func.grad(torch.sin))(x)

        def a_loop_with_a_new_graph_each_time(x):
            slopes = []
            for value in x:
                point = value.clone().requires_grad_()
                slopes.append(torch.autograd.grad(torch.sin(point), point)[0])
            return torch.stack(slopes)

        def a_shifted_sine(x):
            return torch.sin(x + math.pi / 2)

    class wrong:
        def loop_of_backwards_on_one_graph(x):
            """The first backward freed what the graph had kept, so the second one fails. And no
            loop is needed: which one number has all these slopes in its gradient?"""
            x = x.detach().requires_grad_()
            y = torch.sin(x)
            for k in range(len(x)):
                y[k].backward()
            return x.grad

        def numerical(x):
            """Close, but with the error of a difference quotient; autograd is exact to rounding.
            Differentiate `torch.sin(x)` instead of measuring it."""
            h = 1e-5
            return (torch.sin(x + h) - torch.sin(x - h)) / (2 * h)

        def neighbours_on_the_grid(x):
            """It looks as if neighbouring points were subtracted, which gives the slope of a
            secant. The slope *at* a point needs no neighbour."""
            y = torch.sin(x)
            if len(x) == 1:
                return torch.zeros_like(y)
            return torch.from_numpy(np.gradient(y.numpy()))

        def backward_on_the_vector(x):
            """`backward` needs one number, and sin(x) is a vector. Each of its entries depends on
            one entry of x only: what could be done with them?"""
            x = x.detach().requires_grad_()
            torch.sin(x).backward()
            return x.grad

        def mean_for_sum(x):
            """Every slope is too small by the same factor: it looks as if the mean was
            differentiated, where each entry counts 1/n."""
            x = x.detach().requires_grad_()
            torch.sin(x).mean().backward()
            return x.grad

        def used_the_cosine(x):
            """Right by the formula, but here you are to find it without knowing the formula, as
            you would for a function whose derivative is in no table."""
            return torch.cos(x)


class _NoCosine(TorchFunctionMode):
    """Refuses a cosine that is called; backward, which takes one inside torch, is left alone."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        if getattr(function, "__name__", "") in ("cos", "cos_"):
            _refuse()
        return function(*args, **(kwargs or {}))


def _refuse(*args: object, **kwargs: object) -> None:
    raise ValueError("a cosine was called; this exercise does without")


def _numbers_in_a_row(n: int):
    return st.lists(st.integers(-20, 20), min_size=n, max_size=n, unique=True).map(
        lambda values: torch.tensor(sorted(values), dtype=DOUBLE) / 4
    )


class Hvp(Exercise):
    """Hv for the Hessian H of f at x and a vector v, without ever forming H.

    f takes a tensor of shape (n,) and returns one number; x, v and the result
    are (n,). It is tried with n = 50 000 as well, where H would have 2.5
    billion entries, 20 GB.
    """

    hints = (
        "Hv is the derivative of something that you already know how to compute. Of what?",
        "The gradient is a vector; its product with v is one number, which depends on x.",
        "`(g,) = torch.autograd.grad(f(x), x, create_graph=True)`, then the gradient of `g @ v`.",
    )
    proves = "Two passes give Hv, at the cost of a few gradients, however large H would be."
    seconds = 5.0  # the first use of torch.func takes one
    tolerance = 1e-6

    def solution(f, x, v):
        x = x.detach().requires_grad_()
        (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
        (product,) = torch.autograd.grad(gradient @ v, x)
        return product

    def inputs():
        def case(n):
            formulas = [
                "(x**4).sum()",
                "x.sum()**3",
                "(x[1:] * x[:-1] ** 2).sum()",
                "exp(x / 4).sum()",
            ]
            return st.tuples(st.sampled_from(formulas).map(Formula), _numbers((n,)), _numbers((n,)))

        return sizes(2, 4).flatmap(case)

    def edge_cases():
        g = torch.Generator().manual_seed(0)
        x, v = (torch.randn(_LARGE, generator=g, dtype=DOUBLE) for _ in range(2))
        small = torch.tensor([1.0, 2.0], dtype=DOUBLE), torch.tensor([1.0, 10.0], dtype=DOUBLE)
        return [
            (Formula("(x**3).sum()"), *small),
            (Formula("x[0] ** 2 * x[1]"), *small),
            (Formula("(x**3).sum() + (x[1:] * x[:-1]).sum()"), x, v),
        ]

    def observe(hvp, f, x, v):
        with _quiet():
            if len(x) < _LARGE:
                result = hvp(f, x, v)
            else:
                with _NoMatrix():
                    result = hvp(f, x, v)
        return result.detach() if isinstance(result, torch.Tensor) else result

    class also_right:
        def forward_over_reverse(f, x, v):
            return torch.func.jvp(torch.func.grad(f), (x,), (v,))[1]

        def reverse_over_reverse_with_func(f, x, v):
            return torch.func.grad(lambda x: torch.func.grad(f)(x) @ v)(x)

        def ready_made(f, x, v):
            return torch.autograd.functional.hvp(f, x, v)[1]

        def vjp_of_the_gradient(f, x, v):
            x = x.detach().requires_grad_()
            gradient = torch.autograd.grad(f(x), x, create_graph=True)[0]
            gradient.backward(gradient=v, inputs=[x])
            return x.grad

    class wrong:
        def formed_the_hessian(f, x, v):
            """The Hessian was formed. For n = 50 000 it does not fit into memory, and all that is
            wanted of it is one product: of which *number* is Hv the gradient?"""
            H = torch.zeros(len(x), len(x), dtype=x.dtype)
            x = x.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
            for k in range(len(x)):
                H[k] = torch.autograd.grad(gradient[k], x, retain_graph=True)[0]
            return H @ v

        def formed_the_hessian_row_by_row(f, x, v):
            """The Hessian was formed, a row at a time: that is one backward pass for each of the
            50 000 rows. Put v in *before* the second derivative is taken, and one pass is
            enough."""
            x = x.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
            rows = [torch.autograd.grad(g, x, retain_graph=True)[0] for g in gradient]
            return torch.stack(rows) @ v

        def gradient_times_v(f, x, v):
            """That is the gradient, entry by entry times v. Hv is the *derivative* of the gradient,
            in the direction v."""
            x = x.detach().requires_grad_()
            return torch.autograd.grad(f(x), x)[0] * v

        def diagonal_only(f, x, v):
            """Only the diagonal of H was used. It is all there is for a sum of functions of single
            entries; where entries of x are multiplied with each other, H has more."""
            x = x.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
            rows = range(len(x)) if len(x) < _LARGE else ()
            diagonal = [torch.autograd.grad(gradient[k], x, retain_graph=True)[0][k] for k in rows]
            if not diagonal:
                return 6 * x.detach() * v
            return torch.stack(diagonal) * v

        def v_left_out(f, x, v):
            """It looks as if the gradient's entries were added up before they were differentiated
            again: that is H times a vector of ones. Where does v come in?"""
            return Hvp.solution(f, x, torch.ones_like(v))

        def without_create_graph(f, x, v):
            """The gradient came out without a graph, so it cannot be differentiated again. What
            tells the first `grad` to record what it does?"""
            x = x.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(f(x), x)
            return torch.autograd.grad(gradient @ v, x)[0]


_LARGE = 50_000


class _NoMatrix(TorchDispatchMode):
    """Refuses what a Hessian of the large case is made with, before the memory is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.operations = 0

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.operations += 1
        if self.operations > 600:
            raise MemoryError(
                f"over 600 operations for one product: is the Hessian of {_LARGE} × {_LARGE} "
                "numbers, 20 GB, formed row by row?"
            )
        for given in (*args, [a for a in args if isinstance(a, int)]):
            whole = isinstance(given, (list, tuple)) and all(isinstance(k, int) for k in given)
            if whole and math.prod(given) >= _LARGE**2 / 4:
                raise MemoryError(
                    f"a tensor of {' × '.join(map(str, given))} numbers was asked for: the Hessian "
                    "does not fit into memory"
                )
        return operation(*args, **(kwargs or {}))


class Node:
    """A node of the scalar engine: a value, and the nodes it was computed from.

    `parents` is a list of pairs (node, derivative of this value by that node's).
    """

    def __init__(self, value: float, parents=(), text: str = "") -> None:
        self.value = value
        self.parents = list(parents)
        self.grad = 0.0
        self.text = text

    def __repr__(self) -> str:
        order = _topological(self)
        names = {id(node): f"n{k}" for k, node in enumerate(order)}
        return "; ".join(
            f"{names[id(node)]} = {node.value:.4g}"
            + "".join(f", by {names[id(p)]}: {d:.4g}" for p, d in node.parents)
            for node in order
        )


def _topological(output) -> list:
    """All nodes that the output depends on and the output, each after its parents."""
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

    visit(output)
    return order


def _graph(steps, x: float) -> Node:
    """The graph of a program of `jvp`, by the engine's nodes."""
    nodes = [Node(x)]
    for name, i, *rest in steps:
        u = nodes[i]
        if name in ("add", "mul"):
            v = nodes[rest[0]]
            by = (1.0, 1.0) if name == "add" else (v.value, u.value)
            value = u.value + v.value if name == "add" else u.value * v.value
            nodes.append(Node(value, [(u, by[0]), (v, by[1])]))
        elif name == "sin":
            nodes.append(Node(math.sin(u.value), [(u, math.cos(u.value))]))
        else:
            nodes.append(Node(math.exp(u.value), [(u, math.exp(u.value))]))
    return nodes[-1]


class MiniEngine(Exercise):
    """Fill in `node.grad`, d output / d node, for the output and every node it
    depends on.

    A node has `value`, `grad` (0.0 so far) and `parents`, a list of pairs
    (parent, derivative of the node by that parent). A node can be a parent of
    several others, or twice of one.
    """

    name = "backward"
    may_edit = ("output",)
    hints = (
        "When is the adjoint of a node complete, so that it can be handed on to its parents?",
        "After all nodes that use it have handed on theirs. Sort the nodes so that each comes "
        "after its parents; then walk that list from its end.",
        "A recursive `visit` that visits a node's parents first and then appends the node gives "
        "that list; then `parent.grad += node.grad * derivative`.",
    )
    proves = "This is reverse accumulation, whole: an order, a product and a sum."

    def solution(output):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(output)
        output.grad = 1.0
        for node in reversed(order):
            for parent, derivative in node.parents:
                parent.grad += node.grad * derivative

    def inputs():
        return st.builds(_graph, _programs(5), st.sampled_from([0.5, 1.25, -0.75])).map(
            lambda node: (node,)
        )

    def edge_cases():
        diamond = [("mul", 0, 0), ("sin", 0), ("add", 1, 2)]
        uneven = [("sin", 0), ("exp", 1), ("mul", 1, 2), ("add", 3, 1), ("mul", 4, 0)]
        chain = [("mul", k, k) for k in range(5)]
        return [
            (_graph([("mul", 0, 0)], 3.0),),
            (_graph([], 2.0),),
            (_graph(diamond, 0.5),),
            (_graph(uneven, 0.5),),
            (_graph([*uneven, ("sin", 5), ("mul", 6, 4), ("add", 7, 2)], 0.5),),
            (_graph(chain, 1.125),),
        ]

    def observe(backward, output):
        nodes = _topological(output)
        result = backward(output)
        if result is ...:
            return result
        return {
            f"the grad of n{k}": float(n.grad)
            if isinstance(n.grad, (int, torch.Tensor, np.generic))
            else n.grad
            for k, n in enumerate(nodes)
        }

    class also_right:
        def path_by_path(output):
            def push(node, gradient):
                node.grad += gradient
                for parent, derivative in node.parents:
                    push(parent, gradient * derivative)

            push(output, 1.0)

        def by_counting_users(output):
            users, waiting = {output: 0}, [output]
            while waiting:
                for parent, _ in waiting.pop().parents:
                    if parent not in users:
                        users[parent] = 0
                        waiting.append(parent)
                    users[parent] += 1
            output.grad = 1.0
            ready = [output]
            while ready:
                node = ready.pop()
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative
                    users[parent] -= 1
                    if users[parent] == 0:
                        ready.append(parent)

        def by_depth(output):
            depth = {}

            def deepest(node, steps):
                if steps > depth.get(node, -1):
                    depth[node] = steps
                    for parent, _ in node.parents:
                        deepest(parent, steps + 1)

            deepest(output, 0)
            output.grad = 1.0
            for node in sorted(depth, key=depth.get):
                for parent, derivative in node.parents:
                    parent.grad = parent.grad + node.grad * derivative

    class wrong:
        def assigned_in_place_of_added(output):
            """A node that is used twice has lost a part of its adjoint: it looks as if `=` stands
            where contributions should add up."""
            output.grad = 1.0
            for node in reversed(_topological(output)):
                for parent, derivative in node.parents:
                    parent.grad = node.grad * derivative

        def assigned_on_every_path(output):
            """A node that is reached along several paths keeps what the last path brought: each
            path contributes, and the contributions add up (`+=`, not `=`)."""

            def push(node, gradient):
                node.grad = gradient
                for parent, derivative in node.parents:
                    push(parent, gradient * derivative)

            push(output, 1.0)

        def parents_before_they_were_complete(output):
            """A node handed its adjoint on before all of its own contributions had arrived: it
            looks as if the nodes were taken in the order in which they were met. Each has to
            wait for *all* nodes that use it."""
            output.grad = 1.0
            waiting, seen = [output], {output}
            while waiting:
                node = waiting.pop(0)
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative
                    if parent not in seen:
                        seen.add(parent)
                        waiting.append(parent)

        def breadth_first_again_and_again(output):
            """A node that is used twice was put into the queue twice, and handed on its adjoint
            each time. Let each node do it once, when all that use it have had their turn."""
            output.grad = 1.0
            waiting = [output]
            while waiting:
                node = waiting.pop(0)
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative
                    waiting.append(parent)

        def depth_first_and_once(output):
            """Going down each path at once and never coming back hands on adjoints that are not
            complete: what another path adds later never reaches the nodes below."""
            output.grad = 1.0
            seen = set()

            def visit(node):
                if node in seen:
                    return
                seen.add(node)
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative
                for parent, _ in node.parents:
                    visit(parent)

            visit(output)

        def never_started(output):
            """All adjoints are zero: nothing was put in at the start. What is the derivative of
            the output by itself?"""
            for node in reversed(_topological(output)):
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative

        def went_forward(output):
            """It looks as if the list was walked from the inputs on. There the adjoints are not
            known yet: the output is the only node whose adjoint is known at the start."""
            output.grad = 1.0
            for node in _topological(output):
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative

        def derivatives_added_along_the_path(output):
            """Along a path derivatives are *multiplied*, as the chain rule says: the node's own
            adjoint is missing in what it hands on."""
            output.grad = 1.0
            for node in reversed(_topological(output)):
                for parent, derivative in node.parents:
                    parent.grad += derivative

        def visited_again_and_again(output):
            """Some nodes handed on their adjoints more than once, each time with all that had
            arrived before. Let each node do it once, when it is complete."""
            output.grad = 1.0

            def visit(node):
                for parent, derivative in node.parents:
                    parent.grad += node.grad * derivative
                    visit(parent)

            visit(output)


class Backprop(Exercise):
    """The gradients (dW1, db1, dW2, db2) of a two-layer network's loss, from
    what was cached.

    Z1 = X @ W1 + b1, A1 = tanh(Z1), Z2 = A1 @ W2 + b2; the loss is ½ times the
    sum of the squared errors (Z2 - Y)², divided by m, the number of samples
    (the rows of X). X is (m, n), W1 (n, h), W2 (h, k), Y (m, k); each gradient
    has the shape of its parameter, b1 being (h,), b2 (k,).
    """

    tolerance = 1e-9
    hints = (
        "What is the derivative of the loss by Z2? It has Z2's shape.",
        "It is `dZ2 = (Z2 - Y) / m`. Then go back layer by layer; shapes decide what is "
        "transposed, and a bias, used by every sample, gets a sum over the samples.",
        "`dW2 = A1.T @ dZ2` and `dZ1 = (dZ2 @ W2.T) * (1 - A1**2)`; the first layer is like the "
        "second.",
    )
    proves = "Backpropagation is four lines, and they are autograd's to rounding."

    def solution(X, Y, W1, W2, Z1, A1, Z2):
        dZ2 = (Z2 - Y) / len(X)
        dW2 = A1.T @ dZ2
        db2 = dZ2.sum(dim=0)
        dZ1 = (dZ2 @ W2.T) * (1 - torch.tanh(Z1) ** 2)
        dW1 = X.T @ dZ1
        db1 = dZ1.sum(dim=0)
        return dW1, db1, dW2, db2

    def inputs():
        def network(shape):
            m, n, h, k = shape
            parts = [(m, n), (m, k), (n, h), (h,), (h, k), (k,)]
            return st.tuples(*map(_numbers, parts)).map(lambda p: _cached(*(q / 4 for q in p)))

        return unlike_sizes(4, 1, 4).flatmap(network)

    def edge_cases():
        g = torch.Generator().manual_seed(0)

        def network(m, n, h, k):
            parts = [(m, n), (m, k), (n, h), (h,), (h, k), (k,)]
            return _cached(*(torch.randn(*s, generator=g, dtype=DOUBLE) for s in parts))

        return [network(1, 2, 3, 1), network(4, 2, 3, 1), network(2, 2, 2, 2), network(5, 3, 4, 2)]

    class also_right:
        def asked_of_autograd(X, Y, W1, W2, Z1, A1, Z2):
            b1, b2 = (Z1 - X @ W1)[0], (Z2 - A1 @ W2)[0]
            leaves = [p.detach().clone().requires_grad_() for p in (W1, b1, W2, b2)]
            U1, c1, U2, c2 = leaves
            loss = ((torch.tanh(X @ U1 + c1) @ U2 + c2 - Y) ** 2).sum() / (2 * len(X))
            return torch.autograd.grad(loss, leaves)

        def sample_by_sample(X, Y, W1, W2, Z1, A1, Z2):
            sums = None
            for x, y, a, z in zip(X, Y, A1, Z2):
                d2 = z - y
                d1 = (W2 @ d2) * (1 - a * a)
                one = (torch.outer(x, d1), d1, torch.outer(a, d2), d2)
                sums = one if sums is None else [s + o for s, o in zip(sums, one)]
            return tuple(s / len(X) for s in sums)

        def divided_at_the_end_in_numpy(X, Y, W1, W2, Z1, A1, Z2):
            m, A, E = len(X), A1.numpy(), (Z2 - Y).numpy()
            D = E @ W2.numpy().T / np.cosh(Z1.numpy()) ** 2
            return X.numpy().T @ D / m, D.sum(0) / m, A.T @ E / m, E.sum(0) / m

        def as_a_list(X, Y, W1, W2, Z1, A1, Z2):
            return list(Backprop.solution(X, Y, W1, W2, Z1, A1, Z2))

    class wrong:
        def mean_forgotten(X, Y, W1, W2, Z1, A1, Z2):
            """For one sample it is right; for m samples it is m times too large. The loss is a
            mean over the samples: where does 1/m come in?"""
            return tuple(len(X) * g for g in Backprop.solution(X, Y, W1, W2, Z1, A1, Z2))

        def slope_of_tanh_at_a(X, Y, W1, W2, Z1, A1, Z2):
            """The second layer is right. In the first, it looks as if the slope of tanh was taken
            at A1. It belongs to the point at which tanh was *applied*, Z1 (or write it with
            tanh(Z1), which is A1 itself, with no second tanh)."""
            dZ2 = (Z2 - Y) / len(X)
            dZ1 = (dZ2 @ W2.T) * (1 - torch.tanh(A1) ** 2)
            return X.T @ dZ1, dZ1.sum(dim=0), A1.T @ dZ2, dZ2.sum(dim=0)

        def slope_of_tanh_forgotten(X, Y, W1, W2, Z1, A1, Z2):
            """The second layer is right. On the way to the first, the error went through tanh as
            if that were nothing: multiply by its slope."""
            dZ2 = (Z2 - Y) / len(X)
            dZ1 = dZ2 @ W2.T
            return X.T @ dZ1, dZ1.sum(dim=0), A1.T @ dZ2, dZ2.sum(dim=0)

        def transposed(X, Y, W1, W2, Z1, A1, Z2):
            """The numbers are there, but each dW is the transpose of what it should be. A gradient
            has the shape of its parameter, so that W - lr * dW makes sense."""
            dW1, db1, dW2, db2 = Backprop.solution(X, Y, W1, W2, Z1, A1, Z2)
            return dW1.T, db1, dW2.T, db2

        def biases_not_summed(X, Y, W1, W2, Z1, A1, Z2):
            """A bias is added to every sample, so all samples change it: the contributions add
            up, and the axis of the samples disappears."""
            dZ2 = (Z2 - Y) / len(X)
            dZ1 = (dZ2 @ W2.T) * (1 - A1**2)
            return X.T @ dZ1, dZ1, A1.T @ dZ2, dZ2

        def biases_averaged_once_more(X, Y, W1, W2, Z1, A1, Z2):
            """The weights are right, the biases too small: 1/m is in dZ2 already, and `mean`
            divides by m once more."""
            dW1, db1, dW2, db2 = Backprop.solution(X, Y, W1, W2, Z1, A1, Z2)
            return dW1, db1 / len(X), dW2, db2 / len(X)

        def the_half_forgotten(X, Y, W1, W2, Z1, A1, Z2):
            """Everything is twice as large as it should be. The loss has ½ in front: the 2 of the
            square and the ½ cancel."""
            return tuple(2 * g for g in Backprop.solution(X, Y, W1, W2, Z1, A1, Z2))

        def sign_turned(X, Y, W1, W2, Z1, A1, Z2):
            """Every sign is the wrong way round: it looks as if Y - Z2 was differentiated. When a
            prediction above Y grows, does the loss rise or fall?"""
            return tuple(-g for g in Backprop.solution(X, Y, W1, W2, Z1, A1, Z2))


def _cached(X, Y, W1, b1, W2, b2) -> tuple:
    Z1 = X @ W1 + b1
    A1 = torch.tanh(Z1)
    return X, Y, W1, W2, Z1, A1, A1 @ W2 + b2


class CustomOp(Exercise):
    """x³, elementwise, with a forward and a backward of your own (x is (n,),
    float64).

    Write a class derived from `torch.autograd.Function`, here inside the
    function or above it, and return what its `apply(x)` gives.
    `torch.autograd.gradcheck` decides.
    """

    name = "cube"
    hints = (
        "Which derivative has x³, and what does backward need to know to compute it?",
        "`ctx.save_for_backward(x)` in forward; in backward the incoming gradient is multiplied by "
        "the slope.",
        "`(x,) = ctx.saved_tensors`, then `return 3 * x**2 * gradient`.",
    )
    proves = "Any operation can join autograd, once it can turn vᵀ into vᵀJ."

    def solution(x):
        class Cube(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return x**3

            @staticmethod
            def backward(ctx, gradient):
                (x,) = ctx.saved_tensors
                return 3 * x**2 * gradient

        return Cube.apply(x)

    def inputs():
        return sizes(2, 4).flatmap(lambda n: _numbers((n,))).map(lambda x: (x,))

    def edge_cases():
        return [
            (torch.tensor([1.0, 2.0], dtype=DOUBLE),),
            (torch.tensor([0.0, -1.5, 3.0], dtype=DOUBLE),),
        ]

    def observe(cube, x):
        x = x.detach().clone().requires_grad_()
        y = cube(x)
        if not isinstance(y, torch.Tensor):
            raise reading.Unreadable(
                f"You returned {describe(y)}. What is asked for is the tensor that `apply(x)` of "
                "your class gives."
            )
        if not y.requires_grad:
            return {"value": y, "backward": "there is none"}
        incoming = torch.arange(1, y.numel() + 1, dtype=y.dtype).reshape(y.shape)
        (gradient,) = torch.autograd.grad(y, x, incoming, retain_graph=True, allow_unused=True)
        return {
            "value": y.detach(),
            "backward": "your own" if _is_custom(y.grad_fn) else "torch's",
            "gradient for the incoming 1, 2, 3, …": gradient,
            "gradcheck": torch.autograd.gradcheck(cube, (x,), raise_exception=False),
        }

    class also_right:
        def with_setup_context(x):
            class Cube(torch.autograd.Function):
                @staticmethod
                def forward(x):
                    return x * x * x

                @staticmethod
                def setup_context(ctx, inputs, output):
                    ctx.save_for_backward(inputs[0])

                @staticmethod
                def backward(ctx, gradient):
                    return gradient * 3 * ctx.saved_tensors[0].square()

            return Cube.apply(x)

        def slope_saved(x):
            class Cube(torch.autograd.Function):
                @staticmethod
                def forward(ctx, x):
                    square = x * x
                    ctx.save_for_backward(3 * square)
                    return square * x

                @staticmethod
                def backward(ctx, gradient):
                    return ctx.saved_tensors[0] * gradient

            return Cube.apply(x)

    class wrong:
        def incoming_gradient_ignored(x):
            """The slope is right, and what comes *in* is lost: backward gets the derivative of the
            final result by y, and has to pass on that of the final result by x. How do the two
            hang together?"""
            return _custom(lambda x: x**3, lambda x, y, gradient: 3 * x**2)(x)

        def slope_of_a_square(x):
            """Forward is right; the slope in backward is not that of x³. Which power is left, and
            which factor comes in front?"""
            return _custom(lambda x: x**3, lambda x, y, gradient: 2 * x * gradient)(x)

        def slope_at_the_output(x):
            """It looks as if the result was saved and the slope taken there. The slope of x³
            belongs to the input: what should `save_for_backward` be given?"""
            return _custom(lambda x: x**3, lambda x, y, gradient: 3 * y**2 * gradient)(x)

        def gradient_passed_through(x):
            """Backward hands on what came in, as if the operation did nothing. Multiply by the
            slope of x³."""
            return _custom(lambda x: x**3, lambda x, y, gradient: gradient)(x)

        def left_to_torch(x):
            """Right, but it is torch's own backward that ran. Write a class derived from
            `torch.autograd.Function` and use its `apply`."""
            return x**3

        def slope_added(x):
            """It looks as if the slope was *added* to the incoming gradient. The chain rule
            multiplies."""
            return _custom(lambda x: x**3, lambda x, y, gradient: 3 * x**2 + gradient)(x)


def _is_custom(node, depth: int = 20) -> bool:
    if node is None or depth == 0:
        return False
    own = hasattr(type(node), "_forward_cls")
    return own or any(_is_custom(parent, depth - 1) for parent, _ in node.next_functions)


def _custom(forward_of, backward_of):
    class Operation(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            y = forward_of(x)
            ctx.save_for_backward(x, y)
            return y

        @staticmethod
        def backward(ctx, gradient):
            return backward_of(*ctx.saved_tensors, gradient)

    return Operation.apply
