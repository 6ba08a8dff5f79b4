"""Exercise stubs in code cells: finding them, and putting the solution in their place."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Stub:
    """What a stub cell leaves to the learner, ended by ``check(slug, name)``."""

    slug: str
    name: str
    definition: ast.FunctionDef | ast.ClassDef | ast.Assign

    @property
    def is_short(self) -> bool:
        """Whether a value is asked for, which takes moments, and no function or class."""
        return isinstance(self.definition, ast.Assign)


def find_stub(source: str) -> Stub | None:
    """The stub in a code cell, or None where the cell holds none."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a cell may hold IPython's own syntax, such as `torch.sum?`
        return None
    definitions = {name: node for node in body for name in _names_defined_by(node)}
    for node in body:
        match node:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str(slug)), ast.Name(name)])):
                if name in definitions:
                    return Stub(slug, name, definitions[name])
    return None


def fill_in(source: str, stub: Stub, solution: str) -> str:
    """The cell with the stub's definition replaced by the solution, all else as it was."""
    lines = source.splitlines()
    decorators = getattr(stub.definition, "decorator_list", [])
    start = min(node.lineno for node in [stub.definition, *decorators])
    lines[start - 1 : stub.definition.end_lineno] = solution.strip("\n").splitlines()
    return "\n".join(lines)


def _names_defined_by(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []
