"""Mutants of a function, from its source: one operator, constant, argument or line is changed.

No library fits: those that there are rewrite files and run a test suite on each, where ours judges
a function in some milliseconds.
"""

import ast
import builtins
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
        space = vars(self.module) | {"_at_least_one": at_least_one}
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
    for new in _variants(value, parent):
        setattr(parent, field, new)
        yield value, new, partial(setattr, parent, field, value)


def _in_list(parent: ast.AST, nodes: list) -> Iterator[Changed]:
    before = nodes[:]
    undo = partial(nodes.__setitem__, slice(None), before)
    for k, node in enumerate(before):
        if isinstance(node, ast.AST):
            for new in _variants(node, parent):
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
        loses = _name_of(node.func) in ("abs", "square", "norm")
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


def _edits_an_argument(node: ast.AST) -> bool:
    return getattr(node, "edits", False)


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


# What is exchanged.

_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq, ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_PAIRS = (
    *(("sum", "mean"), ("min", "max"), ("amin", "amax"), ("any", "all"), ("sin", "cos")),
    *(("argmin", "argmax"), ("floor", "ceil"), ("zeros", "ones"), ("zeros_like", "ones_like")),
    *(("std", "var"), ("tril", "triu"), ("cat", "stack"), ("hstack", "vstack"), ("log", "log2")),
    *(("mean", "median"), ("notna", "isna"), ("isnull", "notnull"), ("sqrt", "square")),
    *(("svdvals", "eigvals"), ("add", "add_"), ("sub", "sub_"), ("mul", "mul_"), ("div", "div_")),
    *(("ge", "gt"), ("le", "lt"), ("exp", "expm1"), ("clone", "detach"), ("ndim", "numel")),
)
_EXCHANGED: dict[str, list[str]] = {}
for _one, _other in _PAIRS:
    _EXCHANGED.setdefault(_one, []).append(_other)
    _EXCHANGED.setdefault(_other, []).append(_one)
# Another way to write the same: whether a number is torch's or Python's is the frame's business.
_STYLE = {"bool", "float", "int", "list", "tuple", "numpy", "item", "tolist", "contiguous"}
_SYMMETRIC = {
    *("allclose", "equal", "array_equal", "isclose", "dot", "isinstance", "maximum", "minimum"),
    *("max", "min", "broadcast_shapes", "inner", "cosine_similarity"),
}
_FLOAT32_BY_DEFAULT = {"zeros", "ones", "eye", "empty", "full", "rand"}
_RUNDOWN = {"allclose", "equal", "array_equal", "isclose"}  # compared on the first row only


def _variants(node: Any, parent: ast.AST) -> list:
    """What a node may be replaced by: other nodes, or a list of them ([] drops it)."""
    kind = type(node).__name__
    if isinstance(parent, ast.keyword) and isinstance(getattr(node, "value", None), bool):
        return []  # without it the keyword has its default, which is the other
    made = globals().get(f"_of_{kind.lower()}")
    found = list(made(node)) if made else []
    if isinstance(node, ast.stmt):
        found += _of_statement(node, parent)
    return found


def _of_statement(node: ast.stmt, parent: ast.AST) -> list:
    alone = len(getattr(parent, "body", [])) <= 1 or isinstance(parent, ast.If)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass, ast.Import, ast.ImportFrom)):
        return []
    value = getattr(node, "value", None)
    if isinstance(node, ast.Assign):
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        if all(_name_of(getattr(v, "func", v)) in _STYLE for v in values):
            return []
    if isinstance(node, ast.Return) and getattr(value, "value", ...) is None:
        return []  # falling off the end returns None as well
    return [[ast.Pass()] if alone else []]


def _of_binop(node: ast.BinOp) -> Iterator[ast.AST]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    yield node.left
    yield node.right
    if isinstance(node.op, (ast.MatMult, ast.Div)) or (
        isinstance(node.op, ast.Sub) and not getattr(node, "sign_is_lost", False)
    ):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.Div) and not isinstance(node.right, ast.Constant):
        yield ast.BinOp(node.left, node.op, _call("_at_least_one", node.right))


def _of_augassign(node: ast.AugAssign) -> Iterator[ast.AST]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield _at(node, ast.AugAssign(node.target, other(), node.value))
    yield _at(node, ast.Assign([node.target], node.value))
    if not _edits_an_argument(node):
        return
    changed = ast.BinOp(_loaded(node.target), node.op, node.value)
    yield _at(node, ast.Assign([node.target], changed))  # in place, or not


def _of_assign(node: ast.Assign) -> Iterator[ast.AST]:
    """`x = x + y` written as `x += y`: the caller's x is edited."""
    (target, *others), value = node.targets, node.value
    if others or not isinstance(target, ast.Name) or not isinstance(value, ast.BinOp):
        return
    if _edits_an_argument(node):
        yield _at(node, ast.AugAssign(target, value.op, value.right))


def _of_unaryop(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        yield ast.Constant(0)


def _of_compare(node: ast.Compare) -> Iterator[ast.AST]:
    for k, op in enumerate(node.ops):
        bound = node.comparators[k]
        rounding = isinstance(bound, ast.Constant) and isinstance(bound.value, float)
        for other in _COMPARISONS.get(type(op), ())[int(rounding) :]:  # no float is on the bound
            ops = [*node.ops[:k], other(), *node.ops[k + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)
    last = node.comparators[-1]
    if isinstance(last, ast.Constant) and type(last.value) in (int, float) and not last.value:
        yield ast.Compare(node.left, node.ops, [*node.comparators[:-1], ast.Constant(0.1)])
    if len(node.ops) > 1:
        yield ast.Compare(node.left, node.ops[:1], node.comparators[:1])
        yield ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:])


def _of_boolop(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for k in range(len(node.values)):
        left = [*node.values[:k], *node.values[k + 1 :]]
        yield ast.BoolOp(node.op, left) if len(left) > 1 else left[0]


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value:
            yield ast.Constant(value - 1)
    elif isinstance(value, float):
        if 0 < abs(value) <= 1e-2:  # a tolerance, or a step
            yield ast.Constant(value * 1000)
        else:
            yield ast.Constant(value + 1 if value else 0.001)


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    name = _name_of(node.func)
    if name in ("default_rng", "manual_seed"):
        return  # without a seed a mutant would not be the same twice
    for k in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:k], *node.keywords[k + 1 :]])
    if node.args and name not in _STYLE:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    if len(node.args) > 1 and name not in _SYMMETRIC:
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    if name in _STYLE:
        pass
    elif isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        yield node.func.value
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    if name in _RUNDOWN and len(node.args) > 1:
        firsts = [
            ast.Subscript(a, ast.Slice(upper=ast.Constant(1)), ast.Load()) for a in node.args[:2]
        ]
        yield ast.Call(node.func, firsts + node.args[2:], node.keywords)
    if name in ("allclose", "isclose") and not any(
        k.arg in ("atol", "rtol") for k in node.keywords
    ):
        wide = [ast.keyword(arg, ast.Constant(0.05)) for arg in ("atol", "rtol")]
        yield ast.Call(node.func, node.args[:2], [*node.keywords, *wide])
    for k, keyword in enumerate(node.keywords):
        if keyword.arg == "dtype":
            for fixed in ("float64",) if name in _FLOAT32_BY_DEFAULT else ("float32", "float64"):
                dtype = ast.Attribute(ast.Name("torch", ast.Load()), fixed, ast.Load())
                if ast.unparse(keyword.value) != f"torch.{fixed}":
                    new = [*node.keywords[:k], ast.keyword("dtype", dtype), *node.keywords[k + 1 :]]
                    yield ast.Call(node.func, node.args, new)


def _of_attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    for other in _EXCHANGED.get(node.attr, ()):
        yield ast.Attribute(node.value, other, node.ctx)
    if node.attr in ("T", "mT", "H", "real", "data", "values", "grad"):
        yield node.value


def _of_name(node: ast.Name) -> Iterator[ast.AST]:
    for other in _EXCHANGED.get(node.id, ()):
        if hasattr(builtins, other):
            yield ast.Name(other, node.ctx)


def _of_subscript(node: ast.Subscript) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load):
        yield node.value


def _of_slice(node: ast.Slice) -> Iterator[ast.AST]:
    if node.lower and getattr(node.lower, "value", ...) != 0:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper:
        yield ast.Slice(node.lower, None, node.step)
    if node.step:
        yield ast.Slice(node.lower, node.upper, None)


def _of_tuple(node: ast.Tuple) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield ast.Tuple([node.elts[1], node.elts[0], *node.elts[2:]], node.ctx)


def _of_ifexp(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _of_if(node: ast.If) -> Iterator[list]:
    yield node.body  # whatever the condition
    if node.orelse:
        yield node.orelse


def _of_for(node: ast.For) -> Iterator[ast.AST]:
    yield _at(node, ast.For(node.target, node.iter, [*node.body, ast.Break()], []))  # once only


def _of_comprehension(node: ast.comprehension) -> Iterator[ast.AST]:
    for k in range(len(node.ifs)):
        left = [*node.ifs[:k], *node.ifs[k + 1 :]]
        yield ast.comprehension(node.target, node.iter, left, node.is_async)


def _of_with(node: ast.With) -> Iterator[list]:
    yield node.body


def _of_try(node: ast.Try) -> Iterator[list]:
    yield node.body


def _of_break(node: ast.Break) -> Iterator[ast.AST]:
    yield _at(node, ast.Continue())


def _of_continue(node: ast.Continue) -> Iterator[ast.AST]:
    yield _at(node, ast.Break())


def _at(old: ast.AST, new: ast.AST) -> ast.AST:
    return ast.copy_location(new, old)


def _loaded(target: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(target), mode="eval").body


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _name_of(func: ast.expr) -> str:
    return getattr(func, "attr", getattr(func, "id", ""))


_MODULES = {
    "torch",
    "np",
    "pd",
    "math",
    "linalg",
    "autograd",
    "func",
    "functional",
    "F",
    "nn",
    "io",
}


def _is_module(node: ast.expr) -> bool:
    return _name_of(node) in _MODULES
