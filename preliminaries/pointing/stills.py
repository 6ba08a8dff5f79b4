"""What stands in the place of the buttons where no kernel runs: nothing to press, all to read."""

import html
from collections.abc import Iterable

from preliminaries import figures
from preliminaries.authoring.pointing import Arrow, Axes, Cells
from preliminaries.languages import translated

_CELL = "border: 1px solid #767676; padding: 4px 12px; text-align: center"


def still(
    pointed_at: Cells | Axes | Arrow, lines: Iterable[str], exercise: str
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """As text, as HTML and maybe as a picture, with the metadata of these."""
    if isinstance(pointed_at, Arrow):
        return getattr(figures, pointed_at.figure)(pointed_at.ways)._repr_mimebundle_()
    rows = _rows(pointed_at, exercise)
    named = [(line, rows) for line in lines]
    return {"text/plain": _text(named), "text/html": _page(named)}, {}


def _rows(pointed_at: Cells | Axes, exercise: str) -> list[list[str]]:
    if isinstance(pointed_at, Cells):
        return [[str(number) for number in row] for row in pointed_at.rows]
    return [[translated(name, exercise) for name in pointed_at.sizes]]


def _text(named: list[tuple[str, list[list[str]]]]) -> str:
    return "\n".join(
        "\n".join([*([line] if line else []), *(f"    {'  '.join(row)}" for row in rows)])
        for line, rows in named
    )


def _page(named: list[tuple[str, list[list[str]]]]) -> str:
    parts = []
    for line, rows in named:
        head = f'<p style="margin: 0"><code>{html.escape(line)}</code></p>' if line else ""
        cells = "".join(
            "<tr>"
            + "".join(f'<td style="{_CELL}">{html.escape(one)}</td>' for one in row)
            + "</tr>"
            for row in rows
        )
        parts.append(f"<div>{head}<table>{cells}</table></div>")
    return f'<div style="display: flex; flex-wrap: wrap; gap: 12px 40px">{"".join(parts)}</div>'
