"""Tables in verdicts: how two pandas objects differ, and what they look like.

Imported only where a value is known to be pandas': other lectures never pay for it.
"""

import math
import numbers
from collections.abc import Hashable

import pandas as pd

from preliminaries.authoring.describing import describe, number

MOST_ROWS, MOST_COLUMNS = 16, 10  # what is larger is described, not shown
_RELATIVE = 1e-5

# What a column holds, in words, by the letter that its dtype has for it.
_KINDS = {
    "b": "True and False",
    "i": "whole numbers",
    "u": "whole numbers",
    "f": "floats",
    "c": "complex numbers",
    "M": "dates",
    "m": "durations",
}
_TEXT = "text"
_CATEGORIES = "pandas categories"
_OBJECTS = "Python objects of several types"
# Another way to keep the same values: (expected, given).
_HARMLESS = {("whole numbers", "floats"), (_TEXT, _CATEGORIES), (_CATEGORIES, _TEXT)}


def words(table: pd.DataFrame | pd.Series) -> str:
    """What a table is, in a few words."""
    if isinstance(table, pd.Series):
        return f"a Series of {_count(len(table), 'value')}"
    rows, columns = table.shape
    return f"a DataFrame of {_count(rows, 'row')} and {_count(columns, 'column')}"


def text(table: pd.DataFrame | pd.Series) -> str:
    """The table itself where it is small."""
    if len(table) > MOST_ROWS or (table.ndim == 2 and table.shape[1] > MOST_COLUMNS):
        return words(table).removeprefix("a ")
    if table.size == 0:
        names = ", ".join(map(_label, table.columns)) if table.ndim == 2 else ""
        return words(table).removeprefix("a ") + (f": {names}" if names else "")
    how = {"na_rep": "NaN", "float_format": number}
    if table.ndim == 1:
        return table.to_string(**how)
    return table.to_string(**how, max_colwidth=40)


def difference(
    expected: pd.DataFrame | pd.Series,
    actual: object,
    where: str = "",
    *,
    strict_dtype: bool = False,
    tolerance: float | None = None,
) -> str | None:
    """One sentence on how `actual` differs: type, columns, index, kinds, values, in this order.

    `strict_dtype` also tells apart dtypes of one kind. The name of a Series does not count.
    """
    kind = pd.DataFrame if isinstance(expected, pd.DataFrame) else pd.Series
    if not isinstance(actual, kind):
        return f"you returned {describe(actual)}{where}; expected {words(expected)}."
    relative = _RELATIVE if tolerance is None else tolerance
    if kind is pd.Series:
        return _rows(expected, actual, where) or _columns_differ(
            [("", expected, actual)], where, strict_dtype, relative
        )
    if found := _names(expected, actual, where) or _rows(expected, actual, where):
        return found
    pairs = [
        (f" of column {_label(name)}", expected.iloc[:, j], actual.iloc[:, j])
        for j, name in enumerate(expected.columns)
    ]
    return _columns_differ(pairs, where, strict_dtype, relative)


def _names(expected: pd.DataFrame, actual: pd.DataFrame, where: str) -> str | None:
    wanted, given = _labels(expected.columns), _labels(actual.columns)
    if wanted == given:
        return None
    missing = [name for name in wanted if name not in set(given)]
    strange = [name for name in given if name not in set(wanted)]
    if missing or strange:
        wrong = []
        if missing:
            wrong.append(f"{_listed(missing)} {'is' if len(missing) == 1 else 'are'} missing")
        if strange:
            verb = "does" if len(strange) == 1 else "do"
            wrong.append(f"{_listed(strange)} {verb} not belong there")
        return f"look at the columns{where}: {', '.join(wrong)}."
    if len(given) != len(wanted):
        twice = next(name for name in given if given.count(name) > 1)
        return f"look at the columns{where}: {_label(twice)} stands there more than once."
    return (
        f"these are the right columns{where} in another order: "
        f"you have {_listed(given)}; expected {_listed(wanted)}."
    )


def _rows(expected, actual, where: str) -> str | None:
    thing = "row" if isinstance(expected, pd.DataFrame) else "value"
    if len(expected) != len(actual):
        return (
            f"you returned {_count(len(actual), thing)}{where}; "
            f"expected {_count(len(expected), thing)}."
        )
    wanted, given = _labels(expected.index), _labels(actual.index)
    if wanted == given:
        return None
    order = f"{_listed(given)}; expected {_listed(wanted)}."
    if set(wanted) == set(given):
        return f"these are the right {thing}s{where} in another order. The index is {order}"
    return f"the labels of the {thing}s{where} are others: the index is {order}"


def _columns_differ(
    pairs: list[tuple[str, pd.Series, pd.Series]], where: str, strict: bool, relative: float
) -> str | None:
    for place, wanted, given in pairs:
        if strict and wanted.dtype != given.dtype:
            return f"the dtype{place}{where} is {given.dtype}; expected {wanted.dtype}."
        kinds = _kind(wanted), _kind(given)
        if kinds[0] != kinds[1] and kinds not in _HARMLESS:
            what = f"the entries{place}{where}" if place else f"the values{where}"
            return f"{what} are {kinds[1]}; expected {kinds[0]}."
    wrong = []
    for place, wanted, given in pairs:
        both = zip(wanted.tolist(), given.tolist(), wanted.index, strict=True)
        wrong += [(place, label, w, g) for w, g, label in both if not _same_value(w, g, relative)]
    if not wrong:
        return None
    place, label, wanted, given = wrong[0]
    entry = f"row {_label(label)}{place}" if place else f"the one at {_label(label)}"
    return (
        f"rows, columns and kinds{where} are right; {_count(len(wrong), 'value')} "
        f"{'are' if len(wrong) > 1 else 'is'} not: "
        f"{entry} is {_value(given)}, expected {_value(wanted)}."
    )


def _kind(column: pd.Series) -> str:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _CATEGORIES
    if (letter := getattr(dtype, "kind", "O")) in _KINDS:
        return _KINDS[letter]
    if isinstance(dtype, pd.StringDtype):
        return _TEXT
    values = [value for value in column.tolist() if not _missing(value)]
    if all(isinstance(value, str) for value in values):
        return _TEXT
    if all(isinstance(value, bool) for value in values):
        return "True and False as Python objects"
    if all(isinstance(value, numbers.Number) for value in values):
        return "numbers as Python objects"
    return _OBJECTS


def _same_value(wanted: object, given: object, relative: float) -> bool:
    if wanted is given:
        return True
    if _missing(wanted) or _missing(given):
        return _missing(wanted) and _missing(given)
    if isinstance(wanted, numbers.Real) and isinstance(given, numbers.Real):
        return math.isclose(wanted, given, rel_tol=relative, abs_tol=relative / 10)
    return type(wanted) is type(given) and wanted == given


def _missing(value: object) -> bool:
    """Whether it is NaN, None, NA or NaT: ways to write the same nothing."""
    return value is None or value is pd.NA or value is pd.NaT or (
        isinstance(value, float) and value != value
    )  # fmt: skip


def _value(value: object) -> str:
    if _missing(value):
        return "NaN"
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        return number(value)
    return _label(value)


def _labels(index: pd.Index) -> list[Hashable]:
    """The labels, comparable: NaN is not equal to itself."""
    return ["NaN" if _missing(label) else label for label in index.tolist()]


def _label(label: object) -> str:
    written = str(label) if isinstance(label, numbers.Number) else repr(label)
    return written if len(written) <= 40 else written[:39] + "…"


def _listed(labels: list[Hashable], most: int = 8) -> str:
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(map(_label, labels[:most])) + more


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
