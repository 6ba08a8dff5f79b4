"""The sentences that a module says, read from its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from preliminaries.course.problem import Problem

SAYING = ("said", "counted", "Said", "told", "told_as")
_FIELDS = re.compile(r"\{\w+(?:!c)?\}|[\s`]")


def templates_in(file: Path, saying: tuple[str, ...] = SAYING) -> Iterator[str]:
    """The templates that are given to one of these functions, in order.

    A template is written where it is said, or has a name in the same function or module. A function
    that takes a parameter called `template` says what it is given there. Raises Problem where it is
    not to be seen what is said.
    """
    module = ast.parse(file.read_text(encoding="utf-8"))
    takes = {
        node.name: [one.arg for one in node.args.args].index("template")
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and "template" in [a.arg for a in node.args.args]
    }
    own = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
    saying = tuple(set(saying) - (own - {"said"}))  # another function may be called so
    for function, call in _calls(module, module):
        name = getattr(call.func, "id", "")
        if isinstance(call.func, ast.Attribute):  # in_words.counted
            name = ast.unparse(call.func)
        if name.endswith("counted") and name in saying:
            given = call.args[:2]
        elif name == "told_as" and name in saying:  # the word is no text: it is compared
            given = call.args[1:2]
        elif name in saying:
            given = call.args[:1]
        elif name in takes:
            given = call.args[takes[name] : takes[name] + 1]
        else:
            continue
        for expression in given:
            try:
                texts = list(_texts(expression, function, module))
            except LookupError:
                raise Problem(
                    f"{file.parent.name}/{file.name}, line {call.lineno}: which sentence is said "
                    "here cannot be seen; write it there, or give it a name."
                ) from None
            yield from (text for text in texts if _FIELDS.sub("", text))


def _calls(node: ast.AST, within: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call with the function that it stands in, in the order of the source."""
    for child in ast.iter_child_nodes(node):
        inner = child if isinstance(child, ast.FunctionDef) else within
        if isinstance(child, ast.Call):
            yield within, child
        yield from _calls(child, inner)


def _texts(expression: ast.expr, function: ast.AST, module: ast.Module) -> Iterator[str]:
    match expression:
        case ast.Constant(str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from _texts(first, function, module)
            yield from _texts(second, function, module)
        case ast.Name(name):
            yield from _named(name, function, module)
        case _:
            raise LookupError(ast.unparse(expression))


def _named(name: str, function: ast.AST, module: ast.Module) -> Iterator[str]:
    """What is called so in this function, or else in the module."""
    if isinstance(function, ast.FunctionDef) and name in [a.arg for a in function.args.args]:
        if name == "template":
            return
        raise LookupError(name)
    for place in (function, module):
        values = [
            node.value
            for node in ast.walk(place)
            if isinstance(node, ast.Assign) and name in _targets(node)
        ]
        if values:
            for value in values:
                for node in ast.walk(value):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value
            return
    raise LookupError(name)


def _targets(node: ast.Assign) -> list[str]:
    return [
        part.id
        for target in node.targets
        for part in ast.walk(target)
        if isinstance(part, ast.Name)
    ]
