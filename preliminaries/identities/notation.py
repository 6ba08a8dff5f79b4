"""What formulas are written with: letters, unknown functions of x, and known ones."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from .formula import ATOM, ENTRYWISE, POWER, PRODUCT, Defined, Formula, Letter


def numbers(letters: str) -> tuple[Letter, ...]:
    """Letters for numbers, as they are."""
    return tuple(Letter(letter, _nothing, name=letter) for letter in letters.split())


def vectors(letters: str) -> tuple[Letter, ...]:
    """Bold letters, for vectors and matrices."""
    return tuple(
        Letter(rf"\mathbf{{{{{letter}}}}}", _nothing, name=letter) for letter in letters.split()
    )


matrices = vectors


def indices(letters: str) -> tuple[Letter, ...]:
    """Letters that count along the axes of a derivative."""
    return tuple(Letter(letter, _nothing, name=f"index {letter}") for letter in letters.split())


def _nothing() -> None:
    raise AssertionError("a letter's value is given")


def d(y: str, x: str) -> str:
    """∂y/∂x in LaTeX."""
    return rf"\dfrac{{\partial {y}}}{{\partial {x}}}"


def defined(letter: str, meaning: Formula) -> Defined:
    """A letter that a table explains: p = softmax(x)."""
    return Defined(_plain(letter), _itself, (meaning,))


def function(u: Letter, x: Formula) -> tuple[Formula, Formula]:
    """An unknown function of x: its value, shown as u, and its derivative, shown as ∂u/∂x."""
    slope = Formula(_plain(d(u.latex(), x.latex())), _itself, (derivative(u, x),), PRODUCT)
    return Formula(_plain(u.latex()), _itself, (at(u, x),)), slope


def plain_function(u: Letter, x: Formula) -> tuple[Formula, Formula]:
    """The same for a number of a number: u, and u'."""
    value, _ = function(u, x)
    return value, Formula(f"{u.latex()}'", _itself, (prime(u, x),))


def at(f: Letter, x: Formula) -> Formula:
    """f(x)"""
    return Formula("{}({})", lambda f, x: f(x), (f, x))


def prime(f: Letter, x: Formula) -> Formula:
    """f'(x), entry by entry where x has several."""
    return Formula("{}'({})", lambda f, x: f.D(x), (f, x))


def derivative(f: Letter, u: Formula) -> Formula:
    """∂f/∂u at u."""
    return Formula(_plain(d(f.latex(), u.latex())), lambda f, u: f.D(u), (f, u), PRODUCT)


def _plain(latex: str) -> str:
    """LaTeX in which no part has a place."""
    return latex.replace("{", "{{").replace("}", "}}")


def _itself(value: Any) -> Any:
    return value


def _prefix(name: str, work: Callable[[Tensor], Tensor]) -> Callable[[Formula], Formula]:
    """A function that is written before its argument: sin x."""

    def write(x: Formula) -> Formula:
        return Formula(rf"\{name} {{}}", work, (x,), ENTRYWISE, (ATOM,))

    return write


def _call(name: str, work: Callable[..., Any]) -> Callable[[Formula], Formula]:
    """A function whose argument stands in brackets: softmax(x)."""

    def write(x: Formula) -> Formula:
        return Formula(rf"{name}({{}})", work, (x,))

    return write


sin, cos = _prefix("sin", torch.sin), _prefix("cos", torch.cos)
tanh, log = _prefix("tanh", torch.tanh), _prefix("log", torch.log)
det = _call(r"\det", torch.linalg.det)
total = _call(r"\mathrm{{sum}}", torch.sum)
trace = _call(r"\mathrm{{tr}}", torch.trace)
softmax = _call(r"\mathrm{{softmax}}", lambda x: torch.softmax(x, 0))
diag = _call(r"\mathrm{{diag}}", lambda x: torch.diag(x.squeeze(1)))


def exp(x: Formula) -> Formula:
    """e to the x."""
    return Formula("e^{{{}}}", torch.exp, (x,), POWER)


def relu(z: Formula) -> Formula:
    """The larger of z and 0."""
    return Formula(r"\max(0, {})", torch.relu, (z,))


def is_positive(z: Formula) -> Formula:
    """1 where z > 0, else 0."""
    return Formula("[{} > 0]", lambda z: (z > 0).double(), (z,))


def inner(u: Formula, v: Formula) -> Formula:
    """The dot product of two vectors."""
    return Formula(r"\langle {}, {} \rangle", lambda u, v: (u * v).sum(), (u, v))


def entrywise(u: Formula, v: Formula) -> Formula:
    """The Hadamard product."""
    return Formula(r"{} \odot {}", torch.mul, (u, v), ENTRYWISE, (PRODUCT, PRODUCT))


def norm(x: Formula) -> Formula:
    """The length of a vector."""
    return Formula(r"\lVert {} \rVert", torch.linalg.vector_norm, (x,))


def frobenius(X: Formula) -> Formula:
    """The Frobenius norm of a matrix."""
    return Formula(r"\lVert {} \rVert_F", torch.linalg.vector_norm, (X,))


def delta(i: Formula, p: Formula) -> Formula:
    """1 where the two indices are equal, else 0."""
    return Formula(r"\delta_{{{}{}}}", lambda i, p: (i == p).double(), (i, p))


def ones(x: Formula) -> Formula:
    """A column of ones, as long as x."""
    return Formula(r"\mathbf{{1}}", lambda x: torch.ones_like(x[:, :1]), (x,))


def unit(x: Formula) -> Formula:
    """The identity matrix, as large as x is long."""
    return Formula(r"\mathbf{{I}}", lambda x: torch.eye(len(x), dtype=torch.float64), (x,))


def zeros(y: Formula, *x: Formula) -> Formula:
    """Zeros: a column as long as y; or as many rows, and as many columns as x is long."""

    def work(y: Tensor, *x: Tensor) -> Tensor:
        columns = len(x[0]) if x and x[0].ndim else 1
        return torch.zeros(len(y), columns, dtype=torch.float64)

    return Formula(r"\mathbf{{0}}", work, (y, *x))


def zero(x: Formula) -> Formula:
    """The number 0, whatever the number x is."""
    return Formula("0", torch.zeros_like, (x,))
