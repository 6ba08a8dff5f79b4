"""Sentences that are not said yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """A sentence as data: a template in English, which is its identity, and what fills it.

    Values are text, numbers, other sentences, and lists of these: JSON can hold all of it. Nothing
    is rendered before a person reads, in the language of the reader.
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)


def said(template: str, /, **values: object) -> Said:
    """`said("{given} is given; {wanted} is needed.", given=2, wanted=3)`."""
    return Said(template, values)


def counted(one: str, many: str, count: int, **values: object) -> Said:
    """One of two templates, by the number; both may use `{count}`."""
    return Said(one if count == 1 else many, {"count": count, **values})


def listed(parts: Sequence[Said | str], most: int | None = None) -> Said:
    """Parts in a row, `a, b, c`; with `most`, `a, b and 3 more`."""
    more = 0 if most is None else len(parts) - most
    if more > 0:
        return said("{parts} and {more} more", parts=list(parts[:most]), more=more)
    return said("{parts}", parts=list(parts))


class Told(str):
    """A fact in words, or the name of one: text to compare, shown as a sentence."""

    shown: Said


def told(template: str, /, **values: object) -> Told:
    """`told("a tensor in {dtype}", dtype="float64")`: compared by all that it says, in English.

    Raises TypeError for a sentence among the values: it has no word to be compared by.
    """
    if any(isinstance(value, Said) for value in values.values()):
        raise TypeError("A sentence has no word to be compared by: take told, or told_as.")
    return told_as(template.format(**values), template, **values)


def told_as(word: str, template: str, /, **values: object) -> Told:
    """`told_as("no", "no, it is off by {off}", off="1e-3")`: compared by the word alone."""
    fact = Told(word)
    fact.shown = Said(template, {name: _plain(value) for name, value in values.items()})
    return fact


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.shown if isinstance(value, Told) else value


def name_of(fact: object) -> Said | str:
    """What is said for the name of a fact, or the key of a prediction."""
    return fact.shown if isinstance(fact, Told) else str(fact)
