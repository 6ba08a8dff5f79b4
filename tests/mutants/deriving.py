"""Mutants of a function, from its source: one operator, constant, argument or line is changed.

No library fits: those that there are rewrite files and run a test suite on each, where ours judges
a function in some milliseconds.
"""

import ast
import inspect
import linecache
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import torch

from tests.mutants.exchanging import name_of, variants


@dataclass(frozen=True)
class Mutant:
    """A wrong answer that nobody wrote: what was changed, and the function made anew each time."""

    description: str  # "solution, line 2: `dim=1` → `dim=0`"
    make: Callable[[], Callable]  # a function that has not been called yet


def derive(answers: dict[str, Callable], apart: Iterable[str] = ()) -> list[Mutant]:
    """The mutants of each answer and of the functions of its module that it calls, each once.

    What is named in `apart` (an exercise's own `inputs`) is no part of an answer.
    """
    found: dict[str, Mutant] = {}
    programs = {name: Program.of(answer, apart) for name, answer in answers.items()}
    sources = {program.source() for program in programs.values() if program}
    mutated: set[str] = set()
    count: Counter[str] = Counter()
    for name, program in programs.items():
        if program is None:
            continue
        for part in program.parts:
            if part.name in mutated:
                continue
            mutated.add(part.name)
            title = name if part.name == program.name else part.name
            for where, source in program.with_changes_in(part):
                if source in sources or source in found:
                    continue
                count[f"{title}, {where}"] += 1
                again = count[f"{title}, {where}"]
                description = f"{title}, {where}" + (f" ({again})" if again > 1 else "")
                found[source] = Mutant(description, partial(program.run, source, description))
    return list(found.values())


def at_least_one(divisor: Any) -> Any:
    """What a divisor becomes by whoever guards against small ones too early."""
    if isinstance(divisor, torch.Tensor):
        return divisor.clamp(min=1)
    if hasattr(divisor, "clip"):
        return divisor.clip(1)
    return max(divisor, np.ones_like(divisor).item())


def nearly(one: Any, other: Any) -> Any:
    """What `==` becomes by whoever allows for rounding where there is none."""
    for library in (torch, np):
        try:
            return library.isclose(one, other)
        except (TypeError, RuntimeError, ValueError):
            continue
    return one == other


@dataclass(frozen=True)
class Program:
    """An answer and the functions of its own module that it calls, as a tree."""

    module: ModuleType
    name: str
    parts: list[ast.FunctionDef | ast.ClassDef]

    @classmethod
    def of(cls, answer: Any, apart: Iterable[str] = ()) -> "Program | None":
        """None for what is not defined by `def`."""
        module = sys.modules.get(getattr(answer, "__module__", ""))
        try:
            tree = ast.parse(inspect.getsource(module))
        except (OSError, TypeError):
            return None
        kinds = (ast.FunctionDef, ast.ClassDef)
        defined = {node.name: node for node in tree.body if isinstance(node, kinds)}
        if answer.__name__ not in defined:
            return None
        needed = [answer.__name__]
        for name in needed:  # grows as it is gone through
            used = {n.id for n in ast.walk(defined[name]) if isinstance(n, ast.Name)}
            needed += [d for d in defined if d in used and d not in (*needed, *apart)]
        parts = [defined[name] for name in defined if name in needed]
        for part in parts:
            if isinstance(part, ast.FunctionDef) and part.decorator_list:
                marks = ("right", "wrong")
                part.decorator_list = [
                    d for d in part.decorator_list if getattr(d, "id", "") not in marks
                ]
            for node in ast.walk(part):
                _drop_docstring(node)
                _mark_lost_sign(node)
                _mark_edits(node)
        return cls(module, answer.__name__, parts)

    def source(self) -> str:
        """All its parts, without comments and docstrings."""
        return self._joined(self.parts)

    def run(self, source: str, description: str) -> Callable:
        """The answer that such a source defines, where its own module's names are known."""
        name = f"<mutant: {description}>"
        # For an exercise that looks at how an answer is written.
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        space = vars(self.module) | {
            "_at_least_one": at_least_one,
            "_nearly": nearly,
        }
        exec(compile(source, name, "exec"), space)
        return space[self.name]

    def with_changes_in(self, part: ast.AST) -> Iterator[tuple[str, str]]:
        """Each change of one place as (what changed, the source of all)."""
        k = self.parts.index(part)
        before, after = self._joined(self.parts[:k]), self._joined(self.parts[k + 1 :])
        for parent in _meant(part):
            for field, value in list(ast.iter_fields(parent)):
                if field in ("decorator_list", "annotation", "returns", "ctx"):
                    continue
                if isinstance(value, list):
                    changes = _in_list(parent, value)
                elif isinstance(value, ast.AST):
                    changes = _in_field(parent, field, value)
                else:
                    continue
                for old, new, undo in changes:
                    source = before + ast.unparse(part) + "\n\n" + after
                    undo()
                    yield _told(part, parent, old, new), source

    @staticmethod
    def _joined(parts: Iterable[ast.AST]) -> str:
        return "".join(f"{ast.unparse(part)}\n\n" for part in parts)


Changed = tuple[ast.AST, Any, Callable[[], None]]  # what was there, what is now, how to undo it


def _in_field(parent: ast.AST, field: str, value: ast.AST) -> Iterator[Changed]:
    for new in variants(value, parent):
        setattr(parent, field, new)
        yield value, new, partial(setattr, parent, field, value)


def _in_list(parent: ast.AST, nodes: list) -> Iterator[Changed]:
    before = nodes[:]
    undo = partial(nodes.__setitem__, slice(None), before)
    for k, node in enumerate(before):
        if isinstance(node, ast.AST):
            for new in variants(node, parent):
                nodes[k : k + 1] = new if isinstance(new, list) else [new]
                yield node, new, undo


def _meant(node: ast.AST) -> list[ast.AST]:
    """A node and all below it but the sentences: of an error only its type is compared."""
    found = [node]
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.JoinedStr, ast.Raise)):
            found += _meant(child)
    return found


def _drop_docstring(node: ast.AST) -> None:
    body = getattr(node, "body", None)
    if isinstance(body, list) and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        first = body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            body[:1] = [] if len(body) > 1 else [ast.copy_location(ast.Pass(), first)]


def _mark_lost_sign(node: ast.AST) -> None:
    """Note that a difference is only looked at through abs, a square or the like."""
    inner: list = []
    if isinstance(node, ast.Call):
        loses = name_of(node.func) in ("abs", "square", "norm")
        inner = [*node.args, getattr(node.func, "value", None)] if loses else []
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        inner = [node.left]
    for one in inner:
        if isinstance(one, ast.BinOp):
            vars(one)["sign_is_lost"] = True


def _mark_edits(node: ast.AST) -> None:
    """Note which lines of a function would edit an argument, if they did so in place."""
    if not isinstance(node, ast.FunctionDef):
        return
    borrowed = {argument.arg for argument in node.args.args}
    inner = list(ast.walk(node))
    for line in inner:
        if isinstance(line, ast.Assign) and not isinstance(line.value, (ast.Call, ast.BinOp)):
            borrowed |= {t.id for t in line.targets if isinstance(t, ast.Name)}
        elif isinstance(line, (ast.For, ast.comprehension)) and isinstance(line.target, ast.Name):
            borrowed.add(line.target.id)
    for line in inner:
        target = getattr(line, "target", None) or next(iter(getattr(line, "targets", [])), None)
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
        if isinstance(target, ast.Name) and target.id in borrowed:
            vars(line)["edits"] = True


def _told(part: Any, parent: ast.AST, old: Any, new: Any) -> str:
    """The line, within its function, and the change; a bare constant with what holds it."""
    line = getattr(old, "lineno", getattr(parent, "lineno", part.lineno)) - part.lineno + 1
    after = _after(new)
    if isinstance(old, ast.For) and isinstance(new, ast.For):
        after = "left after the first round"
    elif isinstance(old, (ast.If, ast.With, ast.Try)) and isinstance(new, list) and new:
        is_else = isinstance(old, ast.If) and new is old.orelse
        after = "its `else` always" if is_else else "its body always"
    return f"line {line}: `{_short(old)}` → {after}"


def _after(new: Any) -> str:
    if isinstance(new, list):
        new = new[0] if new else None
    return "dropped" if new is None or isinstance(new, ast.Pass) else f"`{_short(new)}`"


def _short(node: ast.AST) -> str:
    text = ast.unparse(node)
    if isinstance(node, (ast.If, ast.For, ast.While, ast.With, ast.Try)):
        text = text.split("\n")[0] + " …"
    text = " ".join(text.split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-27:]}"
