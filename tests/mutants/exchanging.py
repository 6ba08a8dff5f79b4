"""What each part of a program may be exchanged for, so that it is another one."""

import ast
import builtins
from collections.abc import Iterator
from typing import Any

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
    ast.In: (ast.NotIn,),  # codespell:ignore
    ast.NotIn: (ast.In,),  # codespell:ignore
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_BELOW = {ast.Eq: ast.LtE, ast.NotEq: ast.Gt}  # "is 0" as "is small"
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


def variants(node: Any, parent: ast.AST) -> list:
    """What a node may be replaced by: other nodes, or a list of them ([] drops it)."""
    kind = type(node).__name__
    if isinstance(parent, ast.keyword) and isinstance(getattr(node, "value", None), bool):
        return []  # without it the keyword has its default, which is the other
    made = globals().get(f"_of_{kind.lower()}")
    found = list(made(node)) if made else []
    if isinstance(node, ast.stmt):
        found += _of_statement(node, parent)
    if isinstance(node, ast.Constant) and isinstance(parent, (ast.Compare, ast.keyword)):
        is_bound = isinstance(node.value, float) and 0 < abs(node.value) <= 1e-2
        found += [_times(node, 5), _times(node, 0.2)] if is_bound else []
    return found


def _of_statement(node: ast.stmt, parent: ast.AST) -> list:
    alone = len(getattr(parent, "body", [])) <= 1 or isinstance(parent, ast.If)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass, ast.Import, ast.ImportFrom)):
        return []
    value = getattr(node, "value", None)
    if isinstance(node, ast.Assign):
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        if all(name_of(getattr(v, "func", v)) in _STYLE for v in values):
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
    if isinstance(node.op, ast.Div) and not _is_count(node.right):
        yield ast.BinOp(node.left, node.op, _call("_at_least_one", node.right))
        a_little_more = ast.BinOp(node.right, ast.Add(), ast.Constant(1e-8))
        yield ast.BinOp(node.left, node.op, a_little_more)


def _of_augassign(node: ast.AugAssign) -> Iterator[ast.AST]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield _at(node, ast.AugAssign(node.target, other(), node.value))
    yield _at(node, ast.Assign([node.target], node.value))
    if not edits_an_argument(node):
        return
    changed = ast.BinOp(_loaded(node.target), node.op, node.value)
    yield _at(node, ast.Assign([node.target], changed))  # in place, or not


def _of_assign(node: ast.Assign) -> Iterator[ast.AST]:
    """`x = x + y` written as `x += y`: the caller's x is edited."""
    (target, *others), value = node.targets, node.value
    if others or not isinstance(target, ast.Name) or not isinstance(value, ast.BinOp):
        return
    if edits_an_argument(node):
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
        ops = [*node.ops[:-1], _BELOW.get(type(node.ops[-1]), type(node.ops[-1]))()]
        yield ast.Compare(node.left, ops, [*node.comparators[:-1], ast.Constant(1e-6)])
    elif isinstance(node.ops[0], ast.Eq) and not (_is_count(last) or isinstance(last, ast.Name)):
        yield ast.Call(ast.Name("_nearly", ast.Load()), [node.left, node.comparators[0]], [])
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
            yield _times(node, 1000)
        else:
            yield ast.Constant(value + 1 if value else 0.001)


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    name = name_of(node.func)
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


def _times(node: ast.Constant, factor: float) -> ast.Constant:
    return ast.Constant(float(f"{node.value * factor:.3g}"))


def _is_count(node: ast.expr) -> bool:
    """Whether it is a whole number at least 1, or nothing, by its looks: a size, a length."""
    if isinstance(node, ast.Subscript):
        node = node.value
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(node, ast.Constant) or name_of(called) in ("len", "numel", "size", "shape")


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def name_of(func: ast.expr) -> str:
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
    return name_of(node) in _MODULES


def edits_an_argument(node: ast.AST) -> bool:
    return getattr(node, "edits", False)
