"""Values in a few words, and small values in full, for a verdict."""

import inspect
import math
import numbers
import sys
from collections.abc import Iterable

SMALL = 36  # entries: what is larger is described, not shown


def describe(value: object) -> str:
    """What `value` is: its type and shape, dtype and device where they matter."""
    if (tensor := _as_tensor(value)) is not None:
        place = "" if tensor.device.type == "cpu" else f", on {tensor.device}"
        return f"a tensor of {shape(tensor.shape)}, {dtype(tensor)}{place}"
    if _is_array(value):
        if value.ndim == 0:
            return f"a NumPy {value.dtype}"
        return f"a NumPy array of {shape(value.shape)}, {value.dtype}"
    if is_table(value):
        return _frames().words(value)
    if value is None:
        return "None"
    if value is ...:
        return "`...`"
    if isinstance(value, bool):
        return f"the bool {value}"
    if isinstance(value, numbers.Number):
        return f"the {type(value).__name__} {number(value)}"
    if isinstance(value, str):
        return f"the string {_short(repr(value))}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if inspect.isroutine(value):
        return f"the function {_short(value.__name__)}"
    if isinstance(value, (list, tuple, dict, set)):
        kind = type(value).__name__
        return f"a {kind} of {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if type(value).__module__ == "torch":  # a dtype, a device
        return _short(str(value))
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def show(value: object) -> str:
    """The value itself where it is small, what it is otherwise."""
    if (tensor := _as_tensor(value)) is not None:
        what = describe(tensor).removeprefix("a ")
        if tensor.is_meta or not 0 < tensor.numel() <= SMALL or tensor.layout != _strided():
            return what
        return f"{what}\n{entries(tensor.detach().cpu().tolist())}"
    if _is_array(value):
        what = describe(value).removeprefix("a ")
        return f"{what}\n{entries(value.tolist())}" if 0 < value.size <= SMALL else what
    if is_table(value):
        return _frames().text(value)
    if isinstance(value, (list, tuple)):
        if len(value) > SMALL:
            return describe(value)
        if any(_as_tensor(v) is not None or _is_array(v) for v in value):
            return "\n".join(f"{k + 1}. {show(v)}" for k, v in enumerate(value))
        if any(is_table(v) for v in value):
            return "\n".join(f"{k}.\n{show(v)}" for k, v in enumerate(value, start=1))
        return _short(entries(value))
    if isinstance(value, dict):
        if len(value) > SMALL:
            return describe(value)
        return "\n".join(f"{k}:{_below_or_beside(show(v))}" for k, v in value.items())
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        return f"{number(value)} ({type(value).__name__})"
    if isinstance(value, str) and 0 < value.count("\n") <= SMALL and len(value) < 100 * SMALL:
        return value.rstrip("\n")  # lines of a file, say
    if value is None or isinstance(value, (bool, str, slice, range)):
        return _short(repr(value))
    if type(value).__module__ == "torch":  # a dtype, a device, a size
        return _short(str(value))
    if type(value).__module__.startswith("preliminaries."):  # made for an exercise, to be read
        return _short(str(value), 600)
    return describe(value)


def _below_or_beside(text: str) -> str:
    return f"\n{text}" if "\n" in text else f" {text}"


def entries(value: object) -> str:
    """Nested lists with numbers to four digits; a matrix gets a line for each row."""
    if isinstance(value, (list, tuple)):
        opening, closing = "[]" if isinstance(value, list) else "()"
        inner = [entries(v) for v in value]
        nested = any(isinstance(v, list) for v in value)
        text = (",\n" if nested else ", ").join(inner).replace("\n", "\n ")
        comma = "," if closing == ")" and len(value) == 1 else ""
        return f"{opening}{text}{comma}{closing}"
    if (_as_tensor(value) is not None or _is_array(value)) and value.ndim == 0:
        return show(value).splitlines()[-1]  # the number, without its kind
    return number(value) if isinstance(value, numbers.Number) else show(value)


def number(value: numbers.Number) -> str:
    """A number to four significant digits; whole ones in full, floats with their point."""
    if isinstance(value, int):
        return _short(str(value)) if abs(value) < 10**30 else f"about {float_or_inf(value):.3g}"
    if isinstance(value, complex):
        return f"{value:.4g}"
    value = float(value)
    if math.isfinite(value) and value == int(value) and abs(value) < 1e6:
        return f"{value:.1f}"
    return f"{value:.4g}"


def float_or_inf(value: int) -> float:
    """A Python int as a float; inf where it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def shape(sizes: Iterable[int]) -> str:
    return f"shape {tuple(sizes)}"


def dtype(tensor: object) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _short(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def is_table(value: object) -> bool:
    """Whether it is a DataFrame or a Series."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def _frames():
    from preliminaries.judging import tables as frames

    return frames


def is_tensor(value: object) -> bool:
    """Whether it is one of torch's; torch is not loaded to find out."""
    return _as_tensor(value) is not None


def _as_tensor(value: object):
    torch = sys.modules.get("torch")
    return value if torch is not None and isinstance(value, torch.Tensor) else None


def _strided():
    return sys.modules["torch"].strided


def _is_array(value: object) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic))
