"""Which lines of a cell only draw: on a slide what they draw is seen, and they are not."""

import ast

_DRAWING = ("figures.", "plt.")


def above_the_drawing(source: str) -> str:
    """The code before the last lines that only draw, and before a comment on these."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # a magic of IPython's
        return source
    first = len(body)
    while first and _only_draws(body[first - 1]):
        first -= 1
    while 0 < first < len(body) and body[first].lineno <= (body[first - 1].end_lineno or 0):
        first += 1  # it shares its line with a statement that stays
    if first == len(body):
        return source
    lines = source.splitlines()[: body[first].lineno - 1]
    while lines and lines[-1].startswith("#"):
        lines.pop()
    return "\n".join(lines).strip("\n")


def _only_draws(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Expr):
        return False
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    return all(
        isinstance(value, ast.Call) and ast.unparse(value.func).startswith(_DRAWING)
        for value in values
    )
