"""Every import is of something that is declared, and in the right group."""

import ast
import functools
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import jupytext
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from preliminaries.course.places import ROOT
from tests.declared import (
    DECLARED,
    EXTRAS,
    LEARNERS,
    tracked,
)

OUR_OWN = {"preliminaries", "benchmarks", "tests", "conftest"}


def imported_names(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def lecture_code(path: Path) -> Iterator[str]:
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "code":
            # IPython's own lines (%magic, !command, object?) are no Python.
            yield re.sub(r"(?m)^\s*([%!].*|\S+\?\??)$", "", cell.source)


@functools.cache
def providers() -> dict[str, list[str]]:
    return dict(importlib.metadata.packages_distributions())


def undeclared(sources: Iterable[str], declared: dict[str, Requirement] = DECLARED) -> set[str]:
    names = {name for source in sources for name in imported_names(source)}
    return {
        name
        for name in names - sys.stdlib_module_names - OUR_OWN
        if not declared.keys() & {canonicalize_name(d) for d in providers().get(name, [name])}
    }


@pytest.mark.parametrize("folder", ["preliminaries", "benchmarks", "tests"])
def test_every_import_in_python_is_declared(folder):
    sources = (path.read_text(encoding="utf-8") for path in tracked(f"{folder}/*.py"))
    siblings = {path.stem for path in tracked(f"{folder}/*.py")}
    assert not undeclared(sources) - siblings


def test_every_import_in_a_lecture_is_declared():
    sources = (code for path in tracked("lectures/*.md") for code in lecture_code(path))
    assert not undeclared(sources, LEARNERS)


def own_modules() -> dict[str, Path]:
    """The package's modules, by their full names."""
    found = {}
    for path in tracked("preliminaries/*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def own_imports(source: str, module: str, modules: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that this code loads; with a module, the packages it lies in."""
    # ours to begin with, for a relative import: the package that the module lies in, or is
    is_package = module in modules and modules[module].name == "__init__.py"
    home = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        named = []
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            named = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        for name in named:
            parts = name.split(".")
            yield from (
                outer
                for count in range(1, len(parts) + 1)
                if (outer := ".".join(parts[:count])) in modules
            )


def test_what_a_lecture_loads_of_ours_needs_only_a_learners_packages():
    modules = own_modules()
    lectures = [code for path in tracked("lectures/*.md") for code in lecture_code(path)]
    first = {name for code in lectures for name in own_imports(code, "", modules)}
    first -= {"preliminaries"}
    assert {"preliminaries.figures", "preliminaries.doctor"} <= first
    # Loaded by name, so whole rooms of them: a figure when it is drawn, an exercise when asked for.
    rooms = (*(f"{name}." for name in first), "preliminaries.exercises.")
    todo = [name for name in modules if f"{name}.".startswith(rooms)] + ["preliminaries"]
    seen = set(todo)
    while todo:
        module = todo.pop()
        source = modules[module].read_text(encoding="utf-8")
        lacking = undeclared([source], LEARNERS)
        assert not lacking, f"learners load {module}, which needs {', '.join(sorted(lacking))}"
        new = set(own_imports(source, module, modules)) - seen
        seen |= new
        todo += new
    assert any(name.startswith("preliminaries.judging") for name in seen)


def test_decks_are_made_with_what_presenting_adds():
    sources = [path.read_text(encoding="utf-8") for path in tracked("preliminaries/slides/*.py")]
    assert not undeclared(sources, LEARNERS | EXTRAS["present"])


def test_imports_of_ours_are_followed():
    modules = own_modules()
    code = "from .formulas import as_html\nfrom preliminaries import devices\nimport torch"
    assert set(own_imports(code, "preliminaries.slides.deck", modules)) == {
        "preliminaries",
        "preliminaries.slides",
        "preliminaries.slides.formulas",
        "preliminaries.devices",
    }
    here = own_imports("from .canvas import Canvas", "preliminaries.figures.drawing", modules)
    assert "preliminaries.figures.drawing.canvas" in here


def test_an_undeclared_import_is_found():
    assert undeclared(iter(["import torch, os\nimport yaml\nfrom requests.api import get"])) == {
        "yaml",
        "requests",
    }
