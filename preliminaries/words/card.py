"""The card that each of the four words answers with: a frame, a bar of colour, a sign and a word."""

import html
import re

from preliminaries.languages import FULL_WIDTH

BLUE = "#0072b2"  # of what helps; like the colours of a verdict it keeps 3:1 on white and on black
BELOW = "margin: 6px 0 0 0"  # how a part of a card stands below another
_FRAME = "border: 1px solid rgba(128, 128, 128, 0.4); border-radius: 4px"
_ROW = '<tr style="background: transparent">'


def card(sign: str, head: str, colour: str, first: str, *more: str) -> str:
    """A card as HTML: its head, what goes on in the same line, and what stands below."""
    gap = "" if head[-1] in FULL_WIDTH or not first else " "
    marked = f'<strong style="color: {colour}">{sign} {html.escape(head)}</strong>'
    return (
        f'<div role="status" style="{_FRAME}; border-left: 5px solid {colour}; '
        f'padding: 8px 12px; margin: 4px 0"><p style="margin: 0">{marked}{gap}{first}</p>'
        f"{''.join(more)}</div>"
    )


def paragraph(text: str) -> str:
    """Prose below the first line."""
    return f'<p style="{BELOW}">{prose(text)}</p>'


def block(text: str, margin: str = BELOW) -> str:
    """Fixed-width text, HTML already, that a narrow page scrolls."""
    return f'<pre style="{margin}; background: none; overflow-x: auto">{text}</pre>'


def table(rows: list[list[str]]) -> str:
    """Rows of cells, HTML already; the first cell of each says what the row is about."""
    lines = []
    for first, *rest in rows:
        style = "text-align: left; vertical-align: top; font-weight: normal"
        cells = [f'<th scope="row" style="{style}; padding: 1px 14px 1px 0">{first}</th>']
        cells += [f'<td style="{style}; padding: 1px 14px 1px 0">{cell}</td>' for cell in rest]
        lines.append(f"{_ROW}{''.join(cells)}</tr>")
    inside = f'<table style="margin: 0; border: none">{"".join(lines)}</table>'
    return f'<div style="{BELOW}; overflow-x: auto">{inside}</div>'


def prose(text: str) -> str:
    """Escaped text in which `code` and *emphasis* are set as such."""
    pieces = text.split("`")
    for k, piece in enumerate(pieces):
        escaped = html.escape(piece, quote=False)
        if k % 2:
            pieces[k] = f"<code>{escaped}</code>"
        else:
            pieces[k] = re.sub(r"\*([^*\s][^*]*)\*", r"<em>\1</em>", escaped)
    return "".join(pieces)
