"""How two of pandas' tables differ.

Imported only where a value is known to be pandas': other lectures never pay for it.
"""

import math
import numbers
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import pandas as pd

from preliminaries.authoring.describing import (
    describe,
    is_array,
    is_tensor,
    label,
    number,
    told_apart,
)
from preliminaries.authoring.said import Said, counted, listed, said

_RELATIVE = 1e-5
_LISTED = 8  # labels; of the others only the number is told

# What a column holds, in words, by the letter that its dtype has for it.
_KINDS = {
    "b": said("True and False"),
    "i": said("whole numbers"),
    "u": said("whole numbers"),
    "f": said("floats"),
    "c": said("complex numbers"),
    "M": said("dates"),
    "m": said("durations"),
}
_TEXT = said("text")
_CATEGORIES = said("pandas categories")
_BOOLS = _KINDS["b"]
_NUMBERS = said("numbers")
_OBJECTS = said("Python objects of several types")
# Another way to keep the same values: (expected, given).
_HARMLESS = [(_KINDS["i"], _KINDS["f"]), (_TEXT, _CATEGORIES), (_CATEGORIES, _TEXT)]


def difference(
    expected: pd.DataFrame | pd.Series,
    actual: object,
    where: Said | str = "",
    *,
    strict_dtype: bool = False,
    by_value: bool = False,
    tolerance: float | None = None,
) -> Said | None:
    """How `actual` differs: type, columns, index, kinds, values, in this order; None: not at all.

    `strict_dtype` also tells apart dtypes of one kind; with `by_value` a number is a number,
    whatever the column's dtype. The name of a Series does not count.
    """
    kind = pd.DataFrame if isinstance(expected, pd.DataFrame) else pd.Series
    if not isinstance(actual, kind):
        return said(
            "you returned {given}{where}; expected {wanted}.",
            given=describe(actual),
            where=where,
            wanted=describe(expected),
        )
    if expected.equals(actual):  # as nearly always, and many times as fast
        return None
    relative = _RELATIVE if tolerance is None else tolerance
    if kind is pd.Series:
        return _rows(expected, actual, where) or _columns_differ(
            [(None, expected, actual)], where, strict_dtype, by_value, relative
        )
    if found := _names(expected, actual, where) or _rows(expected, actual, where):
        return found
    pairs = [
        (name, expected.iloc[:, j], actual.iloc[:, j]) for j, name in enumerate(expected.columns)
    ]
    return _columns_differ(pairs, where, strict_dtype, by_value, relative)


def _names(expected: pd.DataFrame, actual: pd.DataFrame, where: Said | str) -> Said | None:
    wanted, given = _labels(expected.columns), _labels(actual.columns)
    if wanted == given:
        return None
    missing = [name for name in wanted if name not in set(given)]
    strange = [name for name in given if name not in set(wanted)]
    if missing or strange:
        wrong = []
        if missing:
            one, many = "{names} is missing", "{names} are missing"
            wrong.append(counted(one, many, len(missing), names=_listed(missing)))
        if strange:
            one, many = "{names} does not belong there", "{names} do not belong there"
            wrong.append(counted(one, many, len(strange), names=_listed(strange)))
        both = said("{some}, {other}", some=wrong[0], other=wrong[-1])
        told = both if len(wrong) > 1 else wrong[0]
        return said("look at the columns{where}: {wrong}.", where=where, wrong=told)
    if len(given) != len(wanted):
        twice = next(name for name in given if given.count(name) > 1)
        return said(
            "look at the columns{where}: {name} stands there more than once.",
            where=where,
            name=label(twice),
        )
    return said(
        "these are the right columns{where} in another order: you have {given}; expected {wanted}.",
        where=where,
        given=_listed(given),
        wanted=_listed(wanted),
    )


def _rows(expected: Any, actual: Any, where: Said | str) -> Said | None:
    of_rows = isinstance(expected, pd.DataFrame)
    if len(expected) != len(actual):
        one, many = (
            ("{count} row", "{count} rows") if of_rows else ("{count} value", "{count} values")
        )
        return said(
            "you returned {given}{where}; expected {wanted}.",
            given=counted(one, many, len(actual)),
            where=where,
            wanted=counted(one, many, len(expected)),
        )
    wanted, given = _labels(expected.index), _labels(actual.index)
    if wanted == given:
        return None
    if set(wanted) == set(given):
        template = (
            "the labels of the rows{where} are in another order: the index is {given}; "
            "expected {wanted}."
            if of_rows
            else "the labels of the values{where} are in another order: the index is {given}; "
            "expected {wanted}."
        )
    else:
        template = (
            "the labels of the rows{where} are others: the index is {given}; expected {wanted}."
            if of_rows
            else "the labels of the values{where} are others: the index is {given}; "
            "expected {wanted}."
        )
    return said(template, where=where, given=_listed(given), wanted=_listed(wanted))


def _columns_differ(
    pairs: list[tuple[Hashable, pd.Series, pd.Series]],
    where: Said | str,
    strict: bool,
    by_value: bool,
    relative: float,
) -> Said | None:
    for name, wanted, given in pairs:
        place = "" if name is None else said(" of column {name}", name=label(name))
        if strict and wanted.dtype != given.dtype:
            return said(
                "the dtype{place}{where} is {given}; expected {wanted}.",
                place=place,
                where=where,
                given=str(given.dtype),
                wanted=str(wanted.dtype),
            )
        if kinds := _kinds_apart(wanted, given, by_value):
            return said(
                "the entries{place}{where} are {given}; expected {wanted}."
                if place
                else "the values{where} are {given}; expected {wanted}.",
                place=place,
                where=where,
                given=kinds[1],
                wanted=kinds[0],
            )
    wrong = []
    for name, wanted, given in pairs:
        both = zip(_values(wanted), _values(given), wanted.index, strict=True)
        wrong += [(name, row, w, g) for w, g, row in both if not _same_value(w, g, relative)]
    if not wrong:
        return None
    name, row, wanted, given = wrong[0]
    if name is None:
        entry = said("the one at {row}", row=label(row))
    else:
        entry = said("row {row} of column {name}", row=label(row), name=label(name))
    texts = _value(given), _value(wanted)
    if texts[0] == texts[1] and all(isinstance(v, numbers.Number) for v in (given, wanted)):
        texts = told_apart(given, wanted)
    return counted(
        "rows, columns and kinds{where} are right; {count} value is not: {entry} is {given}, "
        "expected {wanted}.",
        "rows, columns and kinds{where} are right; {count} values are not: {entry} is {given}, "
        "expected {wanted}.",
        len(wrong),
        where=where,
        entry=entry,
        given=texts[0],
        wanted=texts[1],
    )


def _kinds_apart(wanted: pd.Series, given: pd.Series, by_value: bool) -> tuple[Said, Said] | None:
    """What two columns hold, where that is not the same."""
    if not by_value:
        kinds = _kind(wanted), _kind(given)
        return kinds if kinds[0] != kinds[1] and kinds not in _HARMLESS else None
    held = _kind_of_values(wanted), _kind_of_values(given)
    if held[0] is None or held[1] is None or held[0] == held[1]:
        return None
    return held[0], held[1]


def _kind_of_values(column: pd.Series) -> Said | None:
    """What stands in the cells, whatever the column's dtype; nothing where all are missing."""
    values = [value for value in _values(column) if not _missing(value)]
    if not values:
        return None
    if all(isinstance(value, bool) for value in values):
        return _BOOLS
    if all(map(_is_number, values)):
        return _NUMBERS
    return _TEXT if all(isinstance(value, str) for value in values) else _kind(column)


def _kind(column: pd.Series) -> Said:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _CATEGORIES
    if (letter := getattr(dtype, "kind", "O")) in _KINDS:
        return _KINDS[letter]
    if isinstance(dtype, pd.StringDtype):
        return _TEXT
    values = [value for value in _values(column) if not _missing(value)]
    if all(isinstance(value, str) for value in values):
        return _TEXT
    if all(isinstance(value, bool) for value in values):
        return said("True and False as Python objects")
    if all(isinstance(value, numbers.Number) for value in values):
        return said("numbers as Python objects")
    return _OBJECTS


def _same_value(wanted: Any, given: Any, relative: float) -> bool:
    if wanted is given:
        return True
    if _missing(wanted) or _missing(given):
        return _missing(wanted) and _missing(given)
    if _is_number(wanted) and _is_number(given):
        return math.isclose(wanted, given, rel_tol=relative, abs_tol=relative / 10)
    return type(wanted) is type(given) and wanted == given


def _values(column: pd.Series) -> list:
    """The entries as Python's own, also where a column of objects holds NumPy's or torch's."""
    return [
        value.item() if (is_array(value) or is_tensor(value)) and value.ndim == 0 else value
        for value in column.tolist()
    ]


def _is_number(value: Any) -> bool:
    """Whether it is a real number; True and False are none."""
    return isinstance(value, (numbers.Real, Decimal)) and not isinstance(value, bool)


def _missing(value: Any) -> bool:
    """Whether it is NaN, None, NA or NaT: ways to write the same nothing."""
    return (
        value is None
        or value is pd.NA
        or value is pd.NaT
        or (isinstance(value, (float, Decimal)) and value != value)
    )


def _value(value: object) -> str:
    if _missing(value):
        return "NaN"
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        return number(value)
    return label(value)


def _labels(index: pd.Index) -> list[Hashable]:
    """The labels, comparable: NaN is not equal to itself."""
    return ["NaN" if _missing(name) else name for name in index.tolist()]


def _listed(labels: list[Hashable]) -> Said:
    return listed(list(map(label, labels)), most=_LISTED)
