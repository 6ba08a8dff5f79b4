"""What a call of an answer is watched with.

Each is a class. A generator under `contextmanager` would stay suspended where an answer is stopped
on the way out, and do its last lines at any later time, in the middle of the learner's session.
"""

import dis
import types
import warnings
from collections.abc import Iterator

import torch


class NotAllowed(RuntimeError):
    """An answer used the very function that it was asked to build."""


class quietly(warnings.catch_warnings):
    """Without two warnings of torch's own that say nothing about an answer.

    Forward mode loads a part of torch that uses its deprecated `jit`, and
    `backward(create_graph=True)` tells of a cycle of references.
    """

    def __enter__(self) -> None:
        super().__enter__()
        warnings.filterwarnings("ignore", r"`?torch\.jit", FutureWarning)
        warnings.filterwarnings("ignore", r"Using backward\(\) with create_graph", UserWarning)


class seeded:
    """With torch's generator seeded; what is drawn later is as if nothing had been drawn here."""

    def __enter__(self) -> None:
        self.state = torch.get_rng_state()
        torch.default_generator.manual_seed(0)

    def __exit__(self, *raised: object) -> None:
        torch.set_rng_state(self.state)


def met_in(function: object, seen: set[int] | None = None) -> Iterator[object]:
    """What the names in a function's code stand for, in the functions that it calls too."""
    seen = set() if seen is None else seen
    if not isinstance(function, types.FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    cells = [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
    for found in [*cells, *_named_in(function.__code__, function.__globals__)]:
        yield found
        if getattr(found, "__module__", None) == function.__module__:
            yield from met_in(found, seen)


def _named_in(code: types.CodeType, names: dict) -> Iterator[object]:
    """The globals that a code reads, and the modules that it imports, by name."""
    for line in dis.get_instructions(code):
        if line.opname in ("LOAD_GLOBAL", "LOAD_NAME") and line.argval in names:
            yield names[line.argval]
        elif line.opname == "IMPORT_NAME":
            yield line.argval
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _named_in(inner, names)


def _is_filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def library_of(found: object) -> str:
    """The name of the package that something comes from, or of the module that it is."""
    if isinstance(found, str):  # of an import within the function
        home = found
    elif isinstance(found, types.ModuleType):
        home = found.__name__
    else:
        home = getattr(found, "__module__", None) or ""
    return home.split(".")[0] if isinstance(home, str) else ""
