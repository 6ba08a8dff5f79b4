"""What is said within code: its comments, and the docstrings of its functions."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from preliminaries.languages import translated

_FOR_TOOLS = re.compile(r"# *(noqa|fmt:|type:|ruff:|%%)")
_IPYTHON = re.compile(r"(?m)^\s*(?:[%!].*|\S+\?\??)$")  # no Python; says nothing


@dataclass(frozen=True)
class Remark:
    """A comment or a docstring, and where it stands: rows from one, columns in characters."""

    text: str
    start: tuple[int, int]
    end: tuple[int, int]
    is_docstring: bool = False

    def written(self, text: str) -> str:
        """The code of the same remark with that text."""
        if not self.is_docstring:
            return f"# {text}"
        if "\n" not in text:
            return f'"""{text}"""'
        lines = f'"""{text}\n"""'.splitlines()
        indent = " " * self.start[1]
        return "\n".join([lines[0], *(f"{indent}{line}".rstrip() for line in lines[1:])])


def remarks(code: str) -> list[Remark]:
    """The remarks in a cell's code, in order."""
    plain = _IPYTHON.sub(lambda match: " " * len(match[0]), code)
    found = [
        Remark(token.string.removeprefix("#").strip(), token.start, token.end)
        for token in tokenize.generate_tokens(io.StringIO(plain).readline)
        if token.type == tokenize.COMMENT and not _FOR_TOOLS.match(token.string)
    ]
    lines = plain.splitlines()
    for node in ast.walk(ast.parse(plain)):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or not ast.get_docstring(node):
            continue
        string = node.body[0]
        assert string.end_lineno is not None and string.end_col_offset is not None
        start = len(lines[string.lineno - 1].encode()[: string.col_offset].decode())
        end = len(lines[string.end_lineno - 1].encode()[: string.end_col_offset].decode())
        place = (string.lineno, start), (string.end_lineno, end)
        found.append(Remark(ast.get_docstring(node) or "", *place, is_docstring=True))
    return sorted(found, key=lambda remark: remark.start)


def with_remarks(code: str, texts: Sequence[str]) -> str:
    """The code with these remarks in the places of its own, in their order."""
    return _replaced(code, dict(zip(remarks(code), texts, strict=True)).__getitem__)


def in_words_of(exercise: str, code: str) -> str:
    """The code of an exercise with its remarks in the language spoken."""
    return _replaced(code, lambda remark: translated(remark.text, exercise))


def _replaced(code: str, text_of: Callable[[Remark], str]) -> str:
    lines = code.splitlines()
    for remark in reversed(remarks(code)):
        text = text_of(remark)
        if text == remark.text:
            continue
        (first, start), (last, end) = remark.start, remark.end
        before, after = lines[first - 1][:start], lines[last - 1][end:]
        lines[first - 1 : last] = [f"{before}{remark.written(text)}{after}"]
    return "\n".join(lines)
