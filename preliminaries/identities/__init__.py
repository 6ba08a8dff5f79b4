"""The derivatives in lecture 4's tables: each stated once, shown from here, verified from here.

An identity says what y is and what ∂y/∂x is, each as one formula, which is written in LaTeX and
worked out from the same parts: what is shown is what is verified. Everything else follows: its
case ("vector by matrix"), the shape of the derivative in numerator layout, and its proof by
machine on drawn numbers.
"""

from .identity import Identity, WrongIdentity, central_difference
from .layouts import KINDS, denominator, numerator, other_layout
from .table import ALL, SQUARE, TRIES, UNLIKE, Table, table, verify_all

__all__ = [
    "ALL",
    "KINDS",
    "SQUARE",
    "TRIES",
    "UNLIKE",
    "Identity",
    "Table",
    "WrongIdentity",
    "central_difference",
    "denominator",
    "numerator",
    "other_layout",
    "table",
    "verify_all",
]
