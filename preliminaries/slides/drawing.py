"""Which lines of a cell only draw: on a slide what they draw is seen, and they are not."""

import ast
from collections.abc import Iterable

_DRAWING = ("figures.", "plt.")
_POINTS = ("range", "torch.arange", "torch.linspace")
_KINDS = (".double", ".float")


def above_the_drawing(source: str, later: Iterable[str] = ()) -> str:
    """The code before the last lines that only draw.

    The points along an axis go too, where these lines alone read them: no other line, and no later
    cell.
    """
    body = _parsed(source)
    first = len(body)
    while first and _only_draws(body[first - 1]):
        first -= 1
    while first < len(body) and first and body[first].lineno <= (body[first - 1].end_lineno or 0):
        first += 1  # it shares its line with a statement that stays
    if first == len(body):
        return source
    lines = source.splitlines()
    del lines[body[first].lineno - 1 :]
    for node in reversed(body[:first]):
        others = [other for other in body[:first] if other is not node]
        name = _points(node)
        if name and not (_meets(node, others) or _reads(others, name) or _is_read(name, later)):
            del lines[node.lineno - 1 : node.end_lineno]
    return "\n".join(lines).strip("\n")


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError):  # a magic of IPython's
        return []


def _only_draws(node: ast.stmt) -> bool:
    if isinstance(node, ast.For | ast.With):
        return all(map(_only_draws, node.body))
    if not isinstance(node, ast.Expr):
        return False
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    return all(
        isinstance(value, ast.Call) and ast.unparse(value.func).startswith(_DRAWING)
        for value in values
    )


def _points(node: ast.stmt) -> str:
    """The name of the points along an axis that it makes; empty where it makes something else."""
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return ""
    value = node.value
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        if f".{value.func.attr}" not in _KINDS:
            break
        value = value.func.value
    made = isinstance(value, ast.Call) and ast.unparse(value.func) in _POINTS
    return node.targets[0].id if made else ""


def _meets(node: ast.stmt, others: list[ast.stmt]) -> bool:
    """Whether one of the others stands on a line of it."""
    first, last = node.lineno, node.end_lineno or 0
    return any(other.lineno <= last and (other.end_lineno or 0) >= first for other in others)


def _reads(nodes: list[ast.stmt], name: str) -> bool:
    return any(context == "Load" for node in nodes for context in _uses(node, name))


def _uses(node: ast.AST, name: str) -> set[str]:
    """How the name is used in it: as Load, Store or, where it is an argument's, as arg."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id == name:
            found.add(type(part.ctx).__name__)
        elif isinstance(part, ast.arg) and part.arg == name:
            found.add("arg")
    return found


def _is_read(name: str, later: Iterable[str]) -> bool:
    """Whether a later cell reads it before one gives the name to something else."""
    for source in later:
        uses = set().union(*(_uses(node, name) for node in _parsed(source)))
        if uses == {"Load"}:
            return True
        if "Store" in uses:
            return False
    return False
