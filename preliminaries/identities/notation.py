"""What identities are written with: letters for their formulas, rows and columns for their code.

In a formula `x` is a bold letter, `"x"` a plain one: a vector and a number.
"""

import torch
from torch import Tensor

x, X, f, p, t, u, v, w, a, b = (rf"\mathbf{{{letter}}}" for letter in "xXfptuvwab")
A, B, U, V = (rf"\mathbf{{{letter}}}" for letter in "ABUV")
T = r"^{\top}"


def d(y: str, x: str = "x") -> str:
    """∂y/∂x; one letter each, capital for a matrix, small and bold for a vector as given."""
    return rf"\dfrac{{\partial {y}}}{{\partial {x}}}"


def row(x: Tensor) -> Tensor:
    """A vector of shape (n) as a matrix of shape (1, n)."""
    return x.reshape(1, -1)


def column(x: Tensor) -> Tensor:
    """A vector of shape (n) as a matrix of shape (n, 1)."""
    return x.reshape(-1, 1)


def eye(n: int) -> Tensor:
    """The unit matrix of shape (n, n)."""
    return torch.eye(n, dtype=torch.float64)
