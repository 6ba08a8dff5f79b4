"""The derivatives in lecture 4's tables: each stated once, shown from here, verified from here.

An identity says what y is and what ∂y/∂x is, as code and as a formula. Everything else follows:
its case ("vector by matrix"), the shape of the derivative in numerator layout, and its proof by
machine on drawn numbers.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor
from torch.func import jacrev

KINDS = ("scalar", "vector", "matrix")


class WrongIdentity(AssertionError):
    """An identity that numbers contradict; the message names it."""


# Layouts


def numerator(J: Tensor, y_axes: int) -> Tensor:
    """A derivative in numerator layout, from torch's order: y's axes, then x's.

    The axes of x are reversed. A scalar by a vector becomes a row, a vector by a scalar a column.
    """
    J = J.permute((*range(y_axes), *reversed(range(y_axes, J.ndim))))
    if (y_axes, J.ndim) == (0, 1):
        return J.unsqueeze(0)
    if (y_axes, J.ndim) == (1, 1):
        return J.unsqueeze(1)
    return J


def denominator(J: Tensor, y_axes: int) -> Tensor:
    """A derivative in denominator layout, from torch's order: x's axes first, then y's reversed."""
    J = J.permute((*range(y_axes, J.ndim), *reversed(range(y_axes))))
    if (y_axes, J.ndim) == (0, 1):
        return J.unsqueeze(1)
    if (y_axes, J.ndim) == (1, 1):
        return J.unsqueeze(0)
    return J


def other_layout(derivative: Tensor) -> Tensor:
    """From numerator to denominator layout, or back: all axes in reverse order."""
    return derivative.permute(tuple(reversed(range(derivative.ndim))))


def case_of(y_axes: int, x_axes: int) -> str:
    """The case in words: 1 and 2 axes are "vector by matrix"."""
    return f"{KINDS[y_axes]} by {KINDS[x_axes]}"


# Derivatives that know no rule


def central_difference(f: Callable[[Tensor], Tensor], x: Tensor, h: float = 1e-5) -> Tensor:
    """The derivative of f at x from values of f alone, in torch's order of axes. Use float64."""
    slopes = []
    for k in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[k] = h
        step = step.reshape(x.shape)
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return torch.stack(slopes, dim=-1).reshape(slopes[0].shape + x.shape)


# Numbers to try an identity on


class Smooth:
    """A drawn function u(x) = 2 + sin(B·x + c), whose derivative is known; no value is 0."""

    def __init__(self, x_shape: tuple, y_shape: tuple, draw: Callable[[tuple], Tensor]):
        self.B, self.c = draw((*y_shape, *x_shape)), draw(y_shape)

    def __call__(self, x: Tensor) -> Tensor:
        return 2 + torch.sin(self._inner(x))

    def D(self, x: Tensor) -> Tensor:
        """∂u/∂x in numerator layout."""
        slope = torch.cos(self._inner(x))
        return numerator(slope.reshape(slope.shape + (1,) * x.ndim) * self.B, slope.ndim)

    def _inner(self, x: Tensor) -> Tensor:
        return torch.tensordot(self.B, x, dims=x.ndim) + self.c


@dataclass(frozen=True)
class Identity:
    """What ∂y/∂x is, in numerator layout.

    name: y in plain letters, unique within its case.
    y, derivative: both as formulas (LaTeX).
    of: the axes of y, such as "m l"; empty for a scalar.
    given: what y is made of, the variable first: its axes ("n k"), "positive", "symmetric n n",
        "regular n n" (invertible, with a positive determinant), "shares n" (with the sum 1), or
        "n -> m" for a function.
    f, D: y and ∂y/∂x, as functions of what is given.
    where: what has to hold.
    """

    name: str
    y: str
    derivative: str
    of: str
    given: dict[str, str]
    f: Callable[..., Tensor]
    D: Callable[..., Tensor]
    where: str = ""

    @cached_property
    def case(self) -> str:
        return case_of(len(self.of.split()), len(_axes(next(iter(self.given.values())))))

    @property
    def is_rule(self) -> bool:
        """Whether it is about any function of x, not a certain one."""
        return any("->" in what for what in self.given.values())

    @property
    def shape(self) -> tuple[str, ...]:
        """The derivative's shape, in letters."""
        y, x = self.of.split(), _axes(next(iter(self.given.values())))
        if self.case == "scalar by vector":
            return ("1", *x)
        if self.case == "vector by scalar":
            return (*y, "1")
        return (*y, *reversed(x))

    def draw(self, sizes: dict[str, int], seed: int) -> list:
        """Numbers and functions for everything given."""
        generator = torch.Generator().manual_seed(seed)

        def normal(shape: tuple) -> Tensor:
            return torch.randn(shape, generator=generator, dtype=torch.float64)

        variable = next(iter(self.given.values()))
        return [_drawn(what, variable, sizes, normal) for what in self.given.values()]

    def verify(self, sizes: dict[str, int], seed: int = 0) -> None:
        """Compare with central differences and with autograd, in both layouts.

        Raises WrongIdentity, which says which identity is wrong, and how.
        """
        x, *rest = self.draw(sizes, seed)

        def f(t: Tensor) -> Tensor:
            return self.f(t, *rest)

        y_axes = len(self.of.split())
        claimed = self.D(x, *rest)
        shape = tuple(int(sizes.get(letter, 1)) for letter in self.shape)
        if tuple(claimed.shape) != shape:
            self._refuse(f"the derivative has shape {tuple(claimed.shape)}, not {shape}", sizes)
        for method, J in {
            "central differences": central_difference(f, x),
            "torch.func.jacrev": jacrev(f)(x),
        }.items():
            for layout, mine, theirs in (
                ("numerator", claimed, numerator(J, y_axes)),
                ("denominator", other_layout(claimed), denominator(J, y_axes)),
            ):
                if mine.shape != theirs.shape:
                    self._refuse(
                        f"{method} give shape {tuple(theirs.shape)} in {layout} layout, "
                        f"not {tuple(mine.shape)}",
                        sizes,
                    )
                if not torch.allclose(mine, theirs, rtol=1e-6, atol=1e-6):
                    error = (mine - theirs).abs().max().item()
                    self._refuse(
                        f"{method} disagree in {layout} layout, by up to {error:.2g}", sizes
                    )

    def _refuse(self, what: str, sizes: dict[str, int]) -> None:
        at = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
        raise WrongIdentity(f"The identity for {self.name} ({self.case}) is wrong: {what} ({at})")


def _axes(what: str) -> list[str]:
    """The letters of the axes in a description of something given."""
    return [word for word in what.split() if len(word) == 1]


def _drawn(what: str, variable: str, sizes: dict[str, int], normal: Callable[[tuple], Tensor]):
    if "->" in what:
        arguments, _, values = what.partition("->")
        return Smooth(_shape(arguments, sizes), _shape(values, sizes), normal)
    value = normal(_shape(what, sizes))
    if "positive" in what:
        return value.abs() + 0.5
    if "shares" in what:
        return torch.softmax(value, dim=0)
    if "symmetric" in what:
        return value + value.T
    if "regular" in what:
        return 0.3 * value / len(value) + 2 * torch.eye(len(value), dtype=value.dtype)
    return value


def _shape(what: str, sizes: dict[str, int]) -> tuple[int, ...]:
    return tuple(sizes[letter] for letter in _axes(what))


# Words for formulas


def _d(y: str, x: str = "x") -> str:
    """∂y/∂x; one letter each, capital for a matrix, small and bold for a vector as given."""
    return rf"\dfrac{{\partial {y}}}{{\partial {x}}}"


_x, _X, _f, _p, _t, _u, _v, _w, _a, _b = (rf"\mathbf{{{letter}}}" for letter in "xXfptuvwab")
_A, _B, _U, _V = (rf"\mathbf{{{letter}}}" for letter in "ABUV")
_T = r"^{\top}"


def _row(x: Tensor) -> Tensor:
    return x.reshape(1, -1)


def _column(x: Tensor) -> Tensor:
    return x.reshape(-1, 1)


def _eye(n: int) -> Tensor:
    return torch.eye(n, dtype=torch.float64)


def _zeros(*shape: int) -> Tensor:
    return torch.zeros(*shape, dtype=torch.float64)


_einsum = torch.einsum

# The identities, by case. In every function the variable comes first.

_SCALAR_BY_SCALAR = (
    Identity(
        "a", "a", "0", "", {"x": "", "a": ""},
        lambda x, a: a + 0 * x,
        lambda x, a: torch.zeros_like(x),
        "$a$ does not depend on $x$",
    ),
    Identity(
        "x^n", "x^n", "n\\,x^{n-1}", "", {"x": "positive", "n": ""},
        lambda x, n: x**n,
        lambda x, n: n * x ** (n - 1),
        "$x > 0$, or $n$ a natural number",
    ),
    Identity(
        "exp x", "e^x", "e^x", "", {"x": ""},
        torch.exp,
        torch.exp,
    ),
    Identity(
        "log x", r"\log x", r"\dfrac{1}{x}", "", {"x": "positive"},
        torch.log,
        lambda x: 1 / x,
        "$x > 0$",
    ),
    Identity(
        "sin x", r"\sin x", r"\cos x", "", {"x": ""},
        torch.sin,
        torch.cos,
    ),
    Identity(
        "cos x", r"\cos x", r"-\sin x", "", {"x": ""},
        torch.cos,
        lambda x: -torch.sin(x),
    ),
    Identity(
        "tanh x", r"\tanh x", r"1 - \tanh^2 x", "", {"x": ""},
        torch.tanh,
        lambda x: 1 - torch.tanh(x) ** 2,
    ),
    Identity(
        "u + v", "u + v", "u' + v'", "", {"x": "", "u": "->", "v": "->"},
        lambda x, u, v: u(x) + v(x),
        lambda x, u, v: u.D(x) + v.D(x),
    ),
    Identity(
        "u v", "u\\,v", "u'\\,v + u\\,v'", "", {"x": "", "u": "->", "v": "->"},
        lambda x, u, v: u(x) * v(x),
        lambda x, u, v: u.D(x) * v(x) + u(x) * v.D(x),
    ),
    Identity(
        "u / v", r"\dfrac{u}{v}", r"\dfrac{u'\,v - u\,v'}{v^2}", "",
        {"x": "", "u": "->", "v": "->"},
        lambda x, u, v: u(x) / v(x),
        lambda x, u, v: (u.D(x) * v(x) - u(x) * v.D(x)) / v(x) ** 2,
        r"$v \ne 0$",
    ),
    Identity(
        "f(g(x))", "f(g(x))", "f'(g(x))\\,g'(x)", "", {"x": "", "f": "->", "g": "->"},
        lambda x, f, g: f(g(x)),
        lambda x, f, g: f.D(g(x)) * g.D(x),
    ),
)  # fmt: skip

_SCALAR_BY_VECTOR = (
    Identity(
        "a", "a", rf"\mathbf{{0}}{_T}", "", {"x": "n", "a": ""},
        lambda x, a: a + 0 * x.sum(),
        lambda x, a: _row(torch.zeros_like(x)),
        f"$a$ does not depend on ${_x}$",
    ),
    Identity(
        "sum(x)", rf"\mathrm{{sum}}({_x})", rf"\mathbf{{1}}{_T}", "", {"x": "n"},
        lambda x: x.sum(),
        lambda x: _row(torch.ones_like(x)),
    ),
    Identity(
        "<a, x>", rf"\langle {_a}, {_x} \rangle", f"{_a}{_T}", "", {"x": "n", "a": "n"},
        lambda x, a: a @ x,
        lambda x, a: _row(a),
    ),
    Identity(
        "|x|^2", rf"\lVert {_x} \rVert^2", f"2\\,{_x}{_T}", "", {"x": "n"},
        lambda x: x @ x,
        lambda x: 2 * _row(x),
    ),
    Identity(
        "|x|", rf"\lVert {_x} \rVert", rf"\dfrac{{{_x}{_T}}}{{\lVert {_x} \rVert}}", "", {"x": "n"},
        lambda x: (x @ x).sqrt(),
        lambda x: _row(x) / (x @ x).sqrt(),
        rf"${_x} \ne \mathbf{{0}}$",
    ),
    Identity(
        "x'A x", f"{_x}{_T}{_A}{_x}", f"{_x}{_T}({_A} + {_A}{_T})", "", {"x": "n", "A": "n n"},
        lambda x, A: x @ A @ x,
        lambda x, A: _row(x) @ (A + A.T),
    ),
    Identity(
        "x'A x, A symmetric", f"{_x}{_T}{_A}{_x}", f"2\\,{_x}{_T}{_A}", "",
        {"x": "n", "A": "symmetric n n"},
        lambda x, A: x @ A @ x,
        lambda x, A: 2 * _row(x) @ A,
        f"${_A} = {_A}{_T}$",
    ),
    Identity(
        "|X w - t|^2 by w", rf"\lVert {_X}{_w} - {_t} \rVert^2",
        f"2\\,({_X}{_w} - {_t}){_T}{_X}", "", {"w": "n", "X": "m n", "t": "m"},
        lambda w, X, t: ((X @ w - t) ** 2).sum(),
        lambda w, X, t: 2 * _row(X @ w - t) @ X,
        f"by ${_w}$; ${_t}$ is the target",
    ),
    Identity(
        "(<x, w> - t)^2 by w", rf"(\langle {_x}, {_w} \rangle - t)^2",
        rf"2\,(\langle {_x}, {_w} \rangle - t)\,{_x}{_T}", "", {"w": "n", "x": "n", "t": ""},
        lambda w, x, t: (x @ w - t) ** 2,
        lambda w, x, t: 2 * (x @ w - t) * _row(x),
        f"by ${_w}$; $t$ is the target",
    ),
    Identity(
        "log sum exp x", rf"\log \mathrm{{sum}}(e^{{{_x}}})", rf"\mathrm{{softmax}}({_x}){_T}", "",
        {"x": "n"},
        lambda x: torch.logsumexp(x, 0),
        lambda x: _row(torch.softmax(x, 0)),
    ),
    Identity(
        "cross-entropy of softmax x", rf"-\langle {_t}, \log {_p} \rangle", f"({_p} - {_t}){_T}",
        "", {"x": "n", "t": "shares n"},
        lambda x, t: -t @ torch.log_softmax(x, 0),
        lambda x, t: _row(torch.softmax(x, 0) - t),
        rf"${_p} = \mathrm{{softmax}}({_x})$, $\mathrm{{sum}}({_t}) = 1$",
    ),
    Identity(
        "a u", "a\\,u", f"a\\,{_d('u', _x)}", "", {"x": "n", "a": "", "u": "n ->"},
        lambda x, a, u: a * u(x),
        lambda x, a, u: a * u.D(x),
    ),
    Identity(
        "u + v", "u + v", f"{_d('u', _x)} + {_d('v', _x)}", "",
        {"x": "n", "u": "n ->", "v": "n ->"},
        lambda x, u, v: u(x) + v(x),
        lambda x, u, v: u.D(x) + v.D(x),
    ),
    Identity(
        "u v", "u\\,v", f"u\\,{_d('v', _x)} + v\\,{_d('u', _x)}", "",
        {"x": "n", "u": "n ->", "v": "n ->"},
        lambda x, u, v: u(x) * v(x),
        lambda x, u, v: u(x) * v.D(x) + v(x) * u.D(x),
    ),
    Identity(
        "<u, v>", rf"\langle {_u}, {_v} \rangle",
        f"{_u}{_T}{_d(_v, _x)} + {_v}{_T}{_d(_u, _x)}", "",
        {"x": "n", "u": "n -> m", "v": "n -> m"},
        lambda x, u, v: u(x) @ v(x),
        lambda x, u, v: _row(u(x)) @ v.D(x) + _row(v(x)) @ u.D(x),
    ),
    Identity(
        "f(u), u scalar", "f(u)", f"f'(u)\\,{_d('u', _x)}", "",
        {"x": "n", "f": "->", "u": "n ->"},
        lambda x, f, u: f(u(x)),
        lambda x, f, u: f.D(u(x)) * u.D(x),
        "$u$ a scalar",
    ),
    Identity(
        "f(u), u vector", f"f({_u})", f"{_d('f', _u)}\\,{_d(_u, _x)}", "",
        {"x": "n", "f": "k ->", "u": "n -> k"},
        lambda x, f, u: f(u(x)),
        lambda x, f, u: f.D(u(x)) @ u.D(x),
        f"${_u}$ of shape $(k)$",
    ),
)  # fmt: skip

_SCALAR_BY_MATRIX = (
    Identity(
        "sum(X)", rf"\mathrm{{sum}}({_X})", rf"\mathbf{{1}}\,\mathbf{{1}}{_T}", "", {"X": "n k"},
        lambda X: X.sum(),
        lambda X: torch.ones_like(X.T),
    ),
    Identity(
        "a'X b", f"{_a}{_T}{_X}{_b}", f"{_b}{_a}{_T}", "", {"X": "n k", "a": "n", "b": "k"},
        lambda X, a, b: a @ X @ b,
        lambda X, a, b: torch.outer(b, a),
    ),
    Identity(
        "tr(A X)", rf"\mathrm{{tr}}({_A}{_X})", _A, "", {"X": "n k", "A": "k n"},
        lambda X, A: (A @ X).trace(),
        lambda X, A: A,
    ),
    Identity(
        "|X|_F^2", rf"\lVert {_X} \rVert_F^2", f"2\\,{_X}{_T}", "", {"X": "n k"},
        lambda X: (X**2).sum(),
        lambda X: 2 * X.T,
    ),
    Identity(
        "tr(X'A X)", rf"\mathrm{{tr}}({_X}{_T}{_A}{_X})", f"{_X}{_T}({_A} + {_A}{_T})", "",
        {"X": "n k", "A": "n n"},
        lambda X, A: (X.T @ A @ X).trace(),
        lambda X, A: X.T @ (A + A.T),
    ),
    Identity(
        "det X", rf"\det {_X}", rf"\det({_X})\,{_X}^{{-1}}", "", {"X": "regular n n"},
        torch.linalg.det,
        lambda X: torch.linalg.det(X) * torch.linalg.inv(X),
        f"${_X}$ invertible",
    ),
    Identity(
        "log det X", rf"\log \det {_X}", rf"{_X}^{{-1}}", "", {"X": "regular n n"},
        torch.logdet,
        torch.linalg.inv,
        rf"$\det {_X} > 0$",
    ),
)  # fmt: skip

_VECTOR_BY_SCALAR = (
    Identity(
        "a", _a, r"\mathbf{0}", "m", {"x": "", "a": "m"},
        lambda x, a: a + 0 * x,
        lambda x, a: _column(torch.zeros_like(a)),
        f"${_a}$ does not depend on $x$",
    ),
    Identity(
        "x a", f"x\\,{_a}", _a, "m", {"x": "", "a": "m"},
        lambda x, a: x * a,
        lambda x, a: _column(a),
    ),
    Identity(
        "A u", f"{_A}{_u}", f"{_A}{_d(_u)}", "m", {"x": "", "A": "m n", "u": "-> n"},
        lambda x, A, u: A @ u(x),
        lambda x, A, u: A @ u.D(x),
    ),
    Identity(
        "u + v", f"{_u} + {_v}", f"{_d(_u)} + {_d(_v)}", "m",
        {"x": "", "u": "-> m", "v": "-> m"},
        lambda x, u, v: u(x) + v(x),
        lambda x, u, v: u.D(x) + v.D(x),
    ),
    Identity(
        "f u", f"f\\,{_u}", f"f\\,{_d(_u)} + f'\\,{_u}", "m", {"x": "", "f": "->", "u": "-> m"},
        lambda x, f, u: f(x) * u(x),
        lambda x, f, u: f(x) * u.D(x) + f.D(x) * _column(u(x)),
        "$f$ a scalar",
    ),
    Identity(
        "u(g)", f"{_u}(g)", f"{_d(_u, 'g')}\\,g'", "m", {"x": "", "u": "-> m", "g": "->"},
        lambda x, u, g: u(g(x)),
        lambda x, u, g: u.D(g(x)) * g.D(x),
        "$g$ a scalar",
    ),
)  # fmt: skip

_VECTOR_BY_VECTOR = (
    Identity(
        "a", _a, r"\mathbf{0}", "m", {"x": "n", "a": "m"},
        lambda x, a: a + 0 * x.sum(),
        lambda x, a: _zeros(len(a), len(x)),
        f"${_a}$ does not depend on ${_x}$",
    ),
    Identity(
        "x", _x, r"\mathbf{I}", "n", {"x": "n"},
        lambda x: x,
        lambda x: _eye(len(x)),
    ),
    Identity(
        "A x", f"{_A}{_x}", _A, "m", {"x": "n", "A": "m n"},
        lambda x, A: A @ x,
        lambda x, A: A,
    ),
    Identity(
        "x'A", f"{_x}{_T}{_A}", f"{_A}{_T}", "m", {"x": "n", "A": "n m"},
        lambda x, A: x @ A,
        lambda x, A: A.T,
    ),
    Identity(
        "x * x", rf"{_x} \odot {_x}", rf"2\,\mathrm{{diag}}({_x})", "n", {"x": "n"},
        lambda x: x * x,
        lambda x: 2 * torch.diag(x),
    ),
    Identity(
        "softmax x", rf"{_p} = \mathrm{{softmax}}({_x})", rf"\mathrm{{diag}}({_p}) - {_p}{_p}{_T}",
        "n", {"x": "n"},
        lambda x: torch.softmax(x, 0),
        lambda x: torch.diag(torch.softmax(x, 0))
        - torch.outer(torch.softmax(x, 0), torch.softmax(x, 0)),
    ),
    Identity(
        "a u", f"a\\,{_u}", f"a\\,{_d(_u, _x)}", "m", {"x": "n", "a": "", "u": "n -> m"},
        lambda x, a, u: a * u(x),
        lambda x, a, u: a * u.D(x),
        "$a$ a number",
    ),
    Identity(
        "A u", f"{_A}{_u}", f"{_A}{_d(_u, _x)}", "m", {"x": "n", "A": "m k", "u": "n -> k"},
        lambda x, A, u: A @ u(x),
        lambda x, A, u: A @ u.D(x),
    ),
    Identity(
        "u + v", f"{_u} + {_v}", f"{_d(_u, _x)} + {_d(_v, _x)}", "m",
        {"x": "n", "u": "n -> m", "v": "n -> m"},
        lambda x, u, v: u(x) + v(x),
        lambda x, u, v: u.D(x) + v.D(x),
    ),
    Identity(
        "f u", f"f\\,{_u}", f"f\\,{_d(_u, _x)} + {_u}\\,{_d('f', _x)}", "m",
        {"x": "n", "f": "n ->", "u": "n -> m"},
        lambda x, f, u: f(x) * u(x),
        lambda x, f, u: f(x) * u.D(x) + _column(u(x)) @ f.D(x),
        "$f$ a scalar",
    ),
    Identity(
        "f(u)", f"{_f}({_u})", f"{_d(_f, _u)}\\,{_d(_u, _x)}", "m",
        {"x": "n", "f": "k -> m", "u": "n -> k"},
        lambda x, f, u: f(u(x)),
        lambda x, f, u: f.D(u(x)) @ u.D(x),
        f"${_u}$ of shape $(k)$",
    ),
)  # fmt: skip

_VECTOR_BY_MATRIX = (
    Identity(
        "A X b", f"{_A}{_X}{_b}", "A_{ip}\\,b_q", "m", {"X": "n k", "A": "m n", "b": "k"},
        lambda X, A, b: A @ X @ b,
        lambda X, A, b: _einsum("ip,q->iqp", A, b),
        "entry $[i, q, p]$",
    ),
    Identity(
        "X b", f"{_X}{_b}", r"\delta_{ip}\,b_q", "n", {"X": "n k", "b": "k"},
        lambda X, b: X @ b,
        lambda X, b: _einsum("ip,q->iqp", _eye(len(X)), b),
        r"entry $[i, q, p]$; $\delta_{ip} = 1$ for $i = p$, else 0",
    ),
)  # fmt: skip

_MATRIX_BY_SCALAR = (
    Identity(
        "x A", f"x\\,{_A}", _A, "m l", {"x": "", "A": "m l"},
        lambda x, A: x * A,
        lambda x, A: A,
    ),
    Identity(
        "U + V", f"{_U} + {_V}", f"{_d(_U)} + {_d(_V)}", "m l",
        {"x": "", "U": "-> m l", "V": "-> m l"},
        lambda x, U, V: U(x) + V(x),
        lambda x, U, V: U.D(x) + V.D(x),
    ),
    Identity(
        "U V", f"{_U}{_V}", f"{_U}{_d(_V)} + {_d(_U)}{_V}", "m l",
        {"x": "", "U": "-> m k", "V": "-> k l"},
        lambda x, U, V: U(x) @ V(x),
        lambda x, U, V: U(x) @ V.D(x) + U.D(x) @ V(x),
    ),
    Identity(
        "A U B", f"{_A}{_U}{_B}", f"{_A}{_d(_U)}{_B}", "m l",
        {"x": "", "A": "m n", "U": "-> n k", "B": "k l"},
        lambda x, A, U, B: A @ U(x) @ B,
        lambda x, A, U, B: A @ U.D(x) @ B,
    ),
    Identity(
        "(x A + B)^-1", f"{_U}^{{-1}}", rf"-{_U}^{{-1}}{_A}{_U}^{{-1}}", "n n",
        {"x": "positive", "A": "regular n n", "B": "regular n n"},
        lambda x, A, B: torch.linalg.inv(x * A + B),
        lambda x, A, B: -torch.linalg.inv(x * A + B) @ A @ torch.linalg.inv(x * A + B),
        f"${_U} = x{_A} + {_B}$ invertible",
    ),
)  # fmt: skip

_MATRIX_BY_VECTOR = (
    Identity(
        "a x'", f"{_a}{_x}{_T}", r"a_i\,\delta_{jp}", "m n", {"x": "n", "a": "m"},
        lambda x, a: torch.outer(a, x),
        lambda x, a: _einsum("i,jp->ijp", a, _eye(len(x))),
        "entry $[i, j, p]$",
    ),
    Identity(
        "A diag(x) B", rf"{_A}\,\mathrm{{diag}}({_x})\,{_B}", "A_{ip}\\,B_{pj}", "m l",
        {"x": "n", "A": "m n", "B": "n l"},
        lambda x, A, B: A @ torch.diag(x) @ B,
        lambda x, A, B: _einsum("ip,pj->ijp", A, B),
        "entry $[i, j, p]$",
    ),
    Identity(
        "u v'", f"{_u}{_v}{_T}",
        rf"\left[{_d(_u, _x)}\right]_{{ip}} v_j + u_i \left[{_d(_v, _x)}\right]_{{jp}}", "m l",
        {"x": "n", "u": "n -> m", "v": "n -> l"},
        lambda x, u, v: torch.outer(u(x), v(x)),
        lambda x, u, v: _einsum("ip,j->ijp", u.D(x), v(x)) + _einsum("i,jp->ijp", u(x), v.D(x)),
        "entry $[i, j, p]$",
    ),
)  # fmt: skip

_MATRIX_BY_MATRIX = (
    Identity(
        "X", _X, r"\delta_{ip}\,\delta_{jq}", "n k", {"X": "n k"},
        lambda X: X,
        lambda X: _einsum("ip,jq->ijqp", _eye(X.shape[0]), _eye(X.shape[1])),
        "entry $[i, j, q, p]$",
    ),
    Identity(
        "A X B", f"{_A}{_X}{_B}", "A_{ip}\\,B_{qj}", "m l", {"X": "n k", "A": "m n", "B": "k l"},
        lambda X, A, B: A @ X @ B,
        lambda X, A, B: _einsum("ip,qj->ijqp", A, B),
        "entry $[i, j, q, p]$",
    ),
    Identity(
        "X'X", f"{_X}{_T}{_X}", r"\delta_{iq}\,X_{pj} + X_{pi}\,\delta_{jq}", "k k", {"X": "n k"},
        lambda X: X.T @ X,
        lambda X: _einsum("iq,pj->ijqp", _eye(X.shape[1]), X)
        + _einsum("pi,jq->ijqp", X, _eye(X.shape[1])),
        "entry $[i, j, q, p]$",
    ),
)  # fmt: skip

ALL = (
    _SCALAR_BY_SCALAR + _SCALAR_BY_VECTOR + _SCALAR_BY_MATRIX
    + _VECTOR_BY_SCALAR + _VECTOR_BY_VECTOR + _VECTOR_BY_MATRIX
    + _MATRIX_BY_SCALAR + _MATRIX_BY_VECTOR + _MATRIX_BY_MATRIX
)  # fmt: skip


# What a lecture shows


def verify_all(draws: int = 3) -> str:
    """Verify every identity at several draws of sizes, all of them different, and numbers.

    Returns how many there are; raises WrongIdentity at the first that is wrong.
    """
    every = list(itertools.permutations((2, 3, 4, 5)))
    for draw in range(draws):
        sizes = dict(zip("mlnk", every[7 * draw % len(every)], strict=True))
        for identity in ALL:
            identity.verify(sizes, seed=draw)
    cases = {identity.case for identity in ALL}
    return f"{len(ALL)} identities of {len(cases)} shape cases hold, at {draws} draws each"


class Table:
    """Identities of one case, as a table that a notebook and a slide show."""

    def __init__(self, identities: list[Identity]):
        self.identities = identities

    def _rows(self) -> list[list[str]]:
        """The head and a row for each identity: formulas between dollars, and words."""
        variable = "x" if self.identities[0].case.endswith("scalar") else _x
        variable = _X if self.identities[0].case.endswith("matrix") else variable
        rows = [["$y$", f"${_d('y', variable)}$", "shape", "where"]]
        for one in self.identities:
            shape = "(" + ", ".join(one.shape) + ("," * (len(one.shape) == 1)) + ")"
            rows.append([f"${one.y}$", f"${one.derivative}$", f"${shape}$", one.where])
        has_conditions = any(one.where for one in self.identities)
        return rows if has_conditions else [row[:3] for row in rows]

    def _repr_markdown_(self) -> str:
        head, *rows = ["| " + " | ".join(row) + " |" for row in self._rows()]
        return "\n".join([head, "|" + ":--|" * (head.count("|") - 1), *rows])

    def _repr_latex_(self) -> str:
        """The same for the classic interface, which shows no Markdown before a cell is run."""
        rows = [" & ".join(rf"\text{{{cell}}}" for cell in row) for row in self._rows()]
        return r"$\begin{array}{llll}" + r" \\[-0.2em] ".join(rows) + r"\end{array}$"

    def __repr__(self) -> str:
        return "\n".join(
            f"{one.name}: its derivative has shape ({', '.join(one.shape)})"
            for one in self.identities
        )


def table(case: str, rules: bool | None = None, but: str = "") -> Table:
    """The identities of a case such as "scalar by vector"; rules, certain functions, or both.

    One may be left out, by its name: an exercise asks for it first.

    Each is verified before it is shown; raises WrongIdentity where one is wrong.
    """
    chosen = [i for i in ALL if i.case == case and rules in (None, i.is_rule) and i.name != but]
    if not chosen:
        known = ", ".join(dict.fromkeys(identity.case for identity in ALL))
        raise ValueError(f"There is no case {case!r}; there are {known}.")
    for identity in chosen:
        identity.verify({"m": 2, "l": 3, "n": 4, "k": 5})
    return Table(chosen)
