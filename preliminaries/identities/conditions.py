"""Where identities hold, and what their letters stand for, said in words.

A condition is put into words when a table is made, in the language that is spoken then.
"""

from collections.abc import Callable

from preliminaries.languages import words_of

from .formula import Formula

in_words = words_of(__name__)

Condition = Callable[[], str]


def constant(a: Formula, x: Formula) -> Condition:
    return lambda: in_words("{a} does not depend on {x}", a=_shown(a), x=_shown(x))


def number(a: Formula) -> Condition:
    return lambda: in_words("{a} a number", a=_shown(a))


def scalar(u: Formula) -> Condition:
    return lambda: in_words("{u} a scalar", u=_shown(u))


def scalar_function(f: Formula) -> Condition:
    return lambda: in_words("{f} a scalar function", f=_shown(f))


def vector(u: Formula, size: str) -> Condition:
    return lambda: in_words("{u} of shape {shape}", u=_shown(u), shape=f"$({size})$")


def on_each_entry(f: Formula) -> Condition:
    return lambda: in_words("{f} on each entry", f=_shown(f))


def invertible(A: Formula) -> Condition:
    return lambda: in_words("{A} invertible", A=_shown(A))


def any_power(condition: str, n: Formula) -> Condition:
    return lambda: in_words("{condition}, any {n}", condition=condition, n=_shown(n))


def kink(condition: str, bracket: str) -> Condition:
    """Where a derivative holds that is written with a bracket, which is 1 or 0."""
    told = "{condition}; {bracket} is 1 if so, else 0"
    return lambda: in_words(told, condition=condition, bracket=bracket)


def _shown(formula: Formula) -> str:
    return f"${formula.latex()}$"
