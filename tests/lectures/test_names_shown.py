"""No solution and no hint needs a name of pandas, NumPy or torch that the course has not shown."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
import torch

from preliminaries.course import places
from preliminaries.course.cell import Definition
from preliminaries.course.exercises import find
from preliminaries.notebooks.lecture import Cell, read_lecture

_HOMES = (
    *(pd, pd.DataFrame, pd.Series, pd.Series.str, pd.Series.dt, pd.Series.cat),
    *(np, np.ndarray, np.linalg),
    *(torch, torch.Tensor, torch.linalg, torch.nn.functional, torch.autograd, torch.func),
    *(torch.cuda, torch.backends, torch.autograd.Function, torch.nn, torch.nn.Module, torch.optim),
)
_PYTHON = (builtins, str, list, dict, tuple, set, int, float, slice)


def _public(homes: Iterable[object]) -> set[str]:
    return {name for home in homes for name in dir(home) if not name.startswith("_")}


LIBRARIES = _public(_HOMES) - _public(_PYTHON)


def names(tree: ast.AST) -> Iterator[str]:
    """The names of the libraries in some code, and the options that they are called with."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in LIBRARIES:
                yield name
            case ast.Name(id=name) if name in LIBRARIES and len(name) > 1:
                yield name
            case ast.Call(ast.Attribute(attr=name), keywords=options) if name in LIBRARIES:
                yield from (f"{option.arg}=" for option in options if option.arg)
            case ast.ImportFrom(names=imported):
                yield from (one.name for one in imported)


def quoted(text: str) -> Iterator[str]:
    """The names in the code that stands in a text, between backticks."""
    for code in re.findall(r"`+([^`]+)`+", text):
        try:
            yield from names(ast.parse(code.replace("…", "...")))
        except SyntaxError:
            yield from (name for name in re.findall(r"\w+", code) if name in LIBRARIES)
            yield from re.findall(r"\b[a-z]\w*=(?!=)", code)


def shown(cell: Cell) -> set[str]:
    """What a cell shows; that of an exercise shows its statement, and what is to be predicted."""
    if cell.exercise:
        value = getattr(cell.exercise.node, "value", None)
        keys = [ast.literal_eval(key) for key in value.keys] if isinstance(value, ast.Dict) else []
        return set(quoted(" ".join([cell.exercise.statement, *(f"`{key}`" for key in keys)])))
    if cell.kind == "markdown":
        return set(quoted(cell.source))
    plain = "\n".join(line.removesuffix("?") for line in cell.source.splitlines())
    return set(names(ast.parse(plain)))


def needed(definition: Definition) -> set[str]:
    """What the solution and the hints use; a variable of the solution's own needs no showing."""
    own = {node.id for node in ast.walk(definition.node) if isinstance(node, ast.Name)}
    own |= {node.arg for node in ast.walk(definition.node) if isinstance(node, ast.arg)}
    hinted = {name for hint in find(definition.slug).hints for name in quoted(hint)}
    return set(names(definition.node)) | (hinted - own) - own


def test_a_name_is_shown_before_a_solution_or_a_hint_needs_it():
    known: set[str] = set()
    unknown = {}
    for path in places.lectures():
        for cell in read_lecture(path).cells:
            known |= shown(cell)
            if cell.exercise and (missing := needed(cell.exercise) - known):
                unknown[cell.exercise.slug] = sorted(missing)
    assert unknown == {}


def test_a_name_that_was_not_shown_is_found():
    code = "frame.sort_values(ascending=False).head(n)"
    assert set(names(ast.parse(code))) == {"sort_values", "ascending=", "head"}
    assert set(quoted("Take `idxmax()`, then `frame.drop(columns=…)`, and `x`.")) == {
        *("idxmax", "drop", "columns=")
    }
