"""The card on which each of the four words answers: a frame, a bar of colour, a sign, a word."""

import html
import re

from preliminaries.languages import FULL_WIDTH

BLUE = "#0072b2"  # of what helps; like the colours of a verdict it keeps 3:1 on white and on black
BELOW = "margin: 6px 0 0 0"  # how a part of a card stands below another
_FRAME = "border: 1px solid rgba(128, 128, 128, 0.4); border-radius: 4px"


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
    """Fixed-width text, HTML already; a line that is too long goes on in the next one."""
    style = "background: none; white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere"
    return f'<pre style="{margin}; {style}">{text}</pre>'


def code(text: str) -> str:
    """Code, HTML already, that a narrow page scrolls."""
    style = "background: none; white-space: pre; overflow-x: auto"
    return f'<pre style="{BELOW}; {style}">{text}</pre>'


def table(rows: list[tuple[str, str]]) -> str:
    """Pairs of what something is called and what it is, HTML already."""
    style = "text-align: left; vertical-align: top"
    lines = [
        '<tr style="background: transparent"><th scope="row" '
        f'style="{style}; font-weight: normal; padding: 1px 14px 1px 0">{label}</th>'
        f'<td style="{style}; padding: 1px 0">{value}</td></tr>'
        for label, value in rows
    ]
    return f'<table style="{BELOW}; border: none">{"".join(lines)}</table>'


def listed(entries: list[tuple[str, str]]) -> str:
    """A list of two columns, HTML already; on a narrow page the second stands below the first."""
    items = "".join(
        '<li style="display: flex; flex-wrap: wrap; column-gap: 14px; margin: 3px 0">'
        f'<span style="min-width: 17em">{what}</span><span>{more}</span></li>'
        for what, more in entries
    )
    return f'<ul style="{BELOW}; padding: 0; list-style-type: none">{items}</ul>'


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
