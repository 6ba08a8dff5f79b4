"""An exercise as the cell in its lecture, left open or solved, read without loading its file."""

import ast
from dataclasses import dataclass
from pathlib import Path

from preliminaries.course.comments import in_words_of
from preliminaries.course.problem import Problem
from preliminaries.languages import translated


@dataclass(frozen=True)
class Definition:
    """What an exercise's file says of the cell that stands in the lecture."""

    slug: str
    name: str  # what the cell calls the answer
    statement: str
    node: ast.FunctionDef | ast.Assign  # the solution
    lines: tuple[str, ...]  # of the file

    @classmethod
    def of(cls, file: Path) -> "Definition":
        """Read the file; raises Problem where it defines no solution."""
        if not file.stem.isidentifier():
            raise Problem(f"{_short(file)}: call the file {file.stem.replace('-', '_')}.py.")
        source = file.read_text(encoding="utf-8")
        try:
            module = ast.parse(source)
        except SyntaxError as error:
            raise Problem(f"{_short(file)}, line {error.lineno}: {error.msg}.") from None
        name, found = file.stem, None
        for node in module.body:
            match node:
                case ast.Assign([ast.Name("name")], ast.Constant(str(given))):
                    name = given
                case ast.FunctionDef(name="solution") | ast.Assign([ast.Name("solution")]):
                    found = node
        if found is None:
            raise Problem(f"{_short(file)} defines no `solution` at its top level.")
        statement = ast.get_docstring(module) or ""
        lines = tuple(source.splitlines())
        return cls(file.stem.replace("_", "-"), name, statement, found, lines)

    @property
    def is_function(self) -> bool:
        """Whether a function is asked for, and not a value."""
        return isinstance(self.node, ast.FunctionDef)

    def cell(self, *, solved: bool = False) -> str:
        """The whole cell, `check` and all."""
        gap = "\n\n\n" if self.is_function else "\n\n"
        definition = self.solved() if solved else self.stub()
        return f'{definition}{gap}check("{self.slug}", {self.name})'

    def stub(self) -> str:
        """The definition with dots for the learner to replace."""
        if isinstance(self.node, ast.Assign):
            value = self.node.value
            return self._assignment(value.values if isinstance(value, ast.Dict) else [value])
        last = self.node.body[-1]
        several = last.value if isinstance(last, ast.Return) else None
        dots = ["..."] * (len(several.elts) if isinstance(several, ast.Tuple) else 1)
        stub = self._function(self.node, f"    return {', '.join(dots)}")
        return in_words_of(self.slug, stub)

    def solved(self) -> str:
        """The definition with the solution in it."""
        if isinstance(self.node, ast.Assign):
            return self._assignment([])
        body = self.lines[self.node.body[0].lineno - 1 : self.node.end_lineno]
        return in_words_of(self.slug, self._function(self.node, "\n".join(body)))

    def _function(self, node: ast.FunctionDef, body: str) -> str:
        head = self.lines[node.lineno - 1 : node.body[0].lineno - 1]
        signature = "\n".join(head).replace("def solution(", f"def {self.name}(", 1)
        statement = translated(self.statement, self.slug)
        closing = '\n"""' if "\n" in statement else '"""'
        docstring = f'"""{statement}{closing}'.splitlines()
        indented = "\n".join(f"    {line}".rstrip() for line in docstring)
        return f"{signature}\n{indented}\n{body}"

    def _assignment(self, left_open: list[ast.expr]) -> str:
        """The assignment as its file has it, comments and all, with these parts left open."""
        start = self.node.lineno - 1
        lines = list(self.lines[start : self.node.end_lineno])
        for part in reversed(left_open):
            first, last = part.lineno - 1 - start, (part.end_lineno or part.lineno) - 1 - start
            before = lines[first].encode()[: part.col_offset].decode()
            after = lines[last].encode()[part.end_col_offset :].decode()
            lines[first : last + 1] = [f"{before}...{after}"]
        text = "\n".join(lines).replace("solution", self.name, 1)
        return in_words_of(self.slug, text.removesuffix("  # fmt: skip"))


def _short(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
