"""A hint and a solution, as a card and as a terminal shows them."""

import html
from dataclasses import dataclass

from preliminaries.languages import joined, speaking
from preliminaries.words.card import BLUE, card, code, prose


@dataclass(frozen=True)
class Hint:
    """One hint: which of how many it is, and what it says."""

    head: str
    text: str
    language: str

    def __repr__(self) -> str:
        with speaking(self.language):
            return joined(f"{self.head} ", self.text)

    def _repr_html_(self) -> str:
        return card("→", self.head, BLUE, prose(self.text))


@dataclass(frozen=True)
class Solution:
    """A right answer, as Python."""

    head: str
    code: str

    def __repr__(self) -> str:
        return f"{self.code}\n"

    def _repr_html_(self) -> str:
        return card("=", self.head, BLUE, "", code(_coloured(self.code)))


def _coloured(python: str) -> str:
    """Python as HTML, in the colours of JupyterLab's theme; elsewhere in those of its light one."""
    from pygments.lexers import PythonLexer
    from pygments.token import Comment, Keyword, Number, Operator, String

    themed = {
        Comment: ("comment", "#408080"),
        Keyword: ("keyword", "#008000"),
        Operator.Word: ("keyword", "#008000"),
        Number: ("number", "#006600"),
        String: ("string", "#ba2121"),
    }
    written = []
    for kind, text in PythonLexer().get_tokens(python):
        piece = html.escape(text, quote=False)
        for group, (name, light) in themed.items():
            if kind in group:
                colour = f"var(--jp-mirror-editor-{name}-color, {light})"
                piece = f'<span style="color: {colour}">{piece}</span>'
        written.append(piece)
    return "".join(written).rstrip()
