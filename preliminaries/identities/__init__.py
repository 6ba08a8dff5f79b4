"""The derivatives in lecture 4's tables: each stated once, shown from here, verified from here.

An identity says what y is and what ∂y/∂x is, as code and as a formula. Everything else follows:
its case ("vector by matrix"), the shape of the derivative in numerator layout, and its proof by
machine on drawn numbers.
"""

from .identity import Identity, Smooth, WrongIdentity, central_difference
from .layouts import KINDS, denominator, numerator, other_layout
from .table import ALL, Table, table, verify_all

__all__ = [
    "ALL",
    "KINDS",
    "Identity",
    "Smooth",
    "Table",
    "WrongIdentity",
    "central_difference",
    "denominator",
    "numerator",
    "other_layout",
    "table",
    "verify_all",
]
