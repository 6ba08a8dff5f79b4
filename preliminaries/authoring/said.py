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
