"""Values as facts: what they are in a few words, and small ones in full."""

import inspect
import math
import numbers
import sys
from collections.abc import Hashable, Iterable, Iterator
from functools import reduce
from typing import Any

from preliminaries.authoring.said import Said, Told, counted, listed, name_of, said

SMALL = 36  # entries: what is larger is described, not shown
_LARGE = 10_000  # entries: what is larger is not looked at
_MOST_ROWS, _MOST_COLUMNS = 16, 10  # of a table that is shown
_WIDTH = 80  # characters of a line of it


def describe(value: Any) -> Said:
    """What `value` is: its type and shape, dtype and device where they matter."""
    if is_tensor(value):
        return _tensor("a tensor of shape {shape}, {dtype}", value)
    if is_array(value):
        if value.ndim == 0:
            return said("a NumPy {dtype}", dtype=str(value.dtype))
        return _array("a NumPy array of shape {shape}, {dtype}", value)
    if is_table(value):
        return said("a {table}", table=_table(value))
    if value is None:
        return said("None")
    if value is ...:
        return said("`...`")
    if isinstance(value, bool):
        return said("the bool {value}", value=str(value))
    if isinstance(value, numbers.Number):
        return said("the {kind} {value}", kind=type(value).__name__, value=number(value))
    if isinstance(value, str):
        return said("the string {value}", value=_short(repr(value)))
    if isinstance(value, type):
        return said("the class {name}", name=value.__name__)
    if inspect.isroutine(value):
        return said("the function {name}", name=_short(value.__name__))
    if isinstance(value, (list, tuple, dict, set)):
        kind = type(value).__name__
        one, many = "a {kind} of {count} entry", "a {kind} of {count} entries"
        return counted(one, many, len(value), kind=kind)
    if type(value).__module__ == "torch":  # a dtype, a device
        return said("{value}", value=_typed_out(value))
    name = type(value).__name__
    return said("an {name}" if name[:1].lower() in "aeiou" else "a {name}", name=name)


def show(value: Any, digits: int | None = 4) -> Said | str:
    """The value itself where it is small, what it is otherwise.

    Its floats have so many significant digits; with None as many as it takes to type them again.
    """
    if isinstance(value, Told):
        return value.shown
    if is_tensor(value):
        what = _tensor("tensor of shape {shape}, {dtype}", value)
        strided = sys.modules["torch"].strided
        if value.is_meta or not 0 < value.numel() <= _LARGE or value.layout != strided:
            return what
        if value.numel() > SMALL:
            first = value.detach().cpu().flatten()[0]
            each = said("{what}, each entry {entry}", what=what, entry=entries(_typed(first)))
            return each if bool((value == first).all()) else what
        shown = _above(what, entries(_typed(value.detach().cpu()), digits))
        if value.is_leaf and value.grad is not None:
            grad = show(value.grad, digits)
            return said("{value}\nwith .grad {grad}", value=shown, grad=grad)
        return shown
    if is_array(value):
        template = "NumPy array of shape {shape}, {dtype}" if value.ndim else "NumPy {dtype}"
        what = _array(template, value)
        return _above(what, entries(_typed(value), digits)) if 0 < value.size <= SMALL else what
    if is_table(value):
        return _show_table(value, digits)
    if isinstance(value, (list, tuple)):
        if len(value) > SMALL:
            return describe(value)
        if any(is_tensor(v) or is_array(v) or _is_pair_of_tensors(v) for v in value):
            return _lines(list(_numbered(value, digits)))
        if any(is_table(v) for v in value):
            return _lines(
                [said("{k}.\n{value}", k=k, value=show(v, digits)) for k, v in enumerate(value, 1)]
            )
        return _short(entries(value, digits))
    if isinstance(value, dict):
        if len(value) > SMALL:
            return describe(value)
        return _lines([pair(k, v, digits) for k, v in value.items()])
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        return said("{value} ({kind})", value=number(value, digits), kind=type(value).__name__)
    if isinstance(value, str) and 0 < value.count("\n") <= SMALL and len(value) < 100 * SMALL:
        return value.rstrip("\n")  # lines of a file, say
    if value is None or isinstance(value, (bool, str, slice, range)):
        return _short(repr(value))
    if type(value).__module__ == "torch":  # a dtype, a device, a size
        return _typed_out(value)
    if type(value).__module__.startswith("preliminaries."):  # made for an exercise, to be read
        text = str(value)
        return text.shown if isinstance(text, Told) else _short(text, 600)
    return describe(value)


def pair(key: object, value: object, digits: int | None = 4) -> Said:
    """A key with its value, below it where that takes several lines."""
    shown = show(value, digits)
    tall = _is_tall(shown)
    return said("{key}:\n{value}" if tall else "{key}: {value}", key=name_of(key), value=shown)


def entries(value: Any, digits: int | None = 4) -> str:
    """Nested lists with numbers to so many digits; a matrix gets a line for each row."""
    if isinstance(value, (list, tuple)):
        opening, closing = "[]" if isinstance(value, list) else "()"
        inner = [entries(v, digits) for v in value]
        nested = any(isinstance(v, list) for v in value)
        text = (",\n" if nested else ", ").join(inner).replace("\n", "\n ")
        comma = "," if closing == ")" and len(value) == 1 else ""
        return f"{opening}{text}{comma}{closing}"
    if (is_tensor(value) or is_array(value)) and value.ndim == 0 and not _is_meta(value):
        value = value.item()
    if isinstance(value, numbers.Number):
        return number(value, digits)
    if type(value).__module__ == "torch" and not is_tensor(value):
        return _typed_out(value)
    known = value is None or isinstance(value, (str, slice, range))
    return _short(repr(value) if known else f"<{type(value).__name__}>")


def number(value: Any, digits: int | None = 4) -> str:
    """A number to so many significant digits; whole ones in full, floats with their point.

    With None it has as many as tell it from every other float.
    """
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _short(str(value)) if abs(value) < 10**30 else f"≈ {_float_or_inf(value):.3g}"
    if isinstance(value, complex):
        return f"{value:.{digits or 17}g}"
    value = float(value)
    if digits:  # of a result the sign of 0 says nothing
        value += 0.0
    whole = math.isfinite(value) and value == int(value)
    if whole and abs(value) < 1e6:
        return f"{value:.1f}"
    if digits:
        text = f"{value:.{digits}g}"
        # 120.0003 is no whole number, and 120 would read as one.
        return f"{value:.1f}" if text.removeprefix("-").isdigit() else text
    text = next((t for n in range(4, 17) if float(t := f"{value:.{n}g}") == value), repr(value))
    return f"{value:.1f}" if whole and abs(value) < 10 ** len(text) else text


def told_apart(given: Any, wanted: Any) -> tuple[str, str]:
    """Both numbers, with as many digits as it takes to see that they differ."""
    for digits in range(4, 17):
        texts = number(given, digits), number(wanted, digits)
        if _plain(texts[0]) != _plain(texts[1]):
            return texts
    return repr(given), repr(wanted)


def _plain(text: str) -> str:
    """The number without what tells only its type: 1.0 and 1 look alike to a reader."""
    return text.removesuffix(".0")


def _float_or_inf(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _typed(value: Any) -> Any:
    """The entries of a tensor or an array as floats that read as one would type them.

    The float32 nearest to 0.1 is 0.10000000149, as a float.
    """
    narrow = str(value.dtype).removeprefix("torch.") in ("float32", "float16", "bfloat16")
    if not narrow:
        return value.tolist()
    array = sys.modules["numpy"].asarray(value.float() if is_tensor(value) else value)
    texts = [float(str(entry)) for entry in array.ravel()]
    return sys.modules["numpy"].array(texts).reshape(array.shape).tolist()


def shape(sizes: Iterable[int]) -> str:
    """`(2, 3)`, whatever holds the sizes."""
    return str(tuple(sizes))


def dtype(tensor: Any) -> str:
    """`float32`, without its module."""
    return str(tensor.dtype).removeprefix("torch.")


def label(name: Hashable) -> str:
    """The name of a column or of a row, as it would be typed."""
    return _short(str(name) if isinstance(name, numbers.Number) else repr(name), 40)


def _tensor(template: str, value: Any) -> Said:
    what = said(template, shape=shape(value.shape), dtype=dtype(value))
    if value.device.type == "cpu":
        return what
    return said("{tensor}, on {device}", tensor=what, device=str(value.device))


def _array(template: str, value: Any) -> Said:
    return said(template, shape=shape(value.shape), dtype=str(value.dtype))


def _above(what: Said, entries: str) -> Said:
    return said("{what}\n{entries}", what=what, entries=entries)


def _is_pair_of_tensors(value: Any) -> bool:
    """Whether it is a tuple that holds tensors or arrays, and no list of bare numbers."""
    return isinstance(value, tuple) and any(is_tensor(v) or is_array(v) for v in value)


def _numbered(value: Iterable, digits: int | None, before: str = "") -> Iterator[Said]:
    """The entries with their numbers, `1.`; those of a pair with two, `1.2.`."""
    for k, entry in enumerate(value, 1):
        if _is_pair_of_tensors(entry):
            yield from _numbered(entry, digits, f"{before}{k}.")
        else:
            yield said("{k}. {value}", k=f"{before}{k}", value=show(entry, digits))


def _lines(parts: list[Said]) -> Said:
    return reduce(lambda above, below: said("{above}\n{below}", above=above, below=below), parts)


def _is_tall(text: Said | str) -> bool:
    """Whether it takes several lines."""
    if isinstance(text, str):
        return "\n" in text
    return "\n" in text.template or any(
        _is_tall(value) for value in text.values.values() if isinstance(value, (Said, str))
    )


def _typed_out(value: Any) -> str:
    """A dtype, a device or a size of torch's, as one would type it: a device is no text."""
    device = isinstance(value, sys.modules["torch"].device)
    return _short(f"torch.device({str(value)!r})" if device else str(value))


def _short(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _table(table: Any) -> Said:
    if table.ndim == 1:
        values = counted("{count} value", "{count} values", len(table))
        return said("Series of {values}", values=values)
    rows = counted("{count} row", "{count} rows", table.shape[0])
    columns = counted("{count} column", "{count} columns", table.shape[1])
    return said("DataFrame of {rows} and {columns}", rows=rows, columns=columns)


def _show_table(table: Any, digits: int | None) -> Said | str:
    """The table itself where it is small."""
    if len(table) > _MOST_ROWS or (table.ndim == 2 and table.shape[1] > _MOST_COLUMNS):
        return _table(table)
    if table.size == 0:
        names = list(map(label, table.columns)) if table.ndim == 2 else []
        what = _table(table)
        return said("{table}: {names}", table=what, names=listed(names)) if names else what
    how = {"na_rep": "NaN", "float_format": lambda entry: number(entry, digits)}
    if table.ndim == 1:
        return table.to_string(**how)
    # columns beyond the width come underneath, in line: a page would break each row
    return table.to_string(**how, max_colwidth=40, line_width=_WIDTH)


def is_table(value: object) -> bool:
    """Whether it is a DataFrame or a Series; pandas is not loaded to find out."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def is_tensor(value: object) -> bool:
    """Whether it is one of torch's; torch is not loaded to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_array(value: object) -> bool:
    """Whether it is one of NumPy's arrays or numbers; NumPy is not loaded to find out."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic))


def _is_meta(value: Any) -> bool:
    return getattr(value, "is_meta", False)
