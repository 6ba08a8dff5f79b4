"""The board that `progress()` shows."""

import html
from dataclasses import dataclass

from preliminaries.judging.verdict import Status
from preliminaries.words.statuses import SIGNS, WORDS


@dataclass(frozen=True)
class Board:
    """For each lecture, its exercises in order with the status of their latest check."""

    lectures: dict[str, list[tuple[str, Status]]]

    def __repr__(self) -> str:
        lines = []
        for lecture, rows in self.lectures.items():
            lines.append(_title(lecture, rows))
            width = max(len(slug) for slug, _ in rows)
            lines += [f"    {SIGNS[s]} {slug:<{width}}  {WORDS[s].lower()}" for slug, s in rows]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        parts = []
        for lecture, rows in self.lectures.items():
            cells = "".join(
                f'<tr style="background: transparent">'
                f'<td style="text-align: left; padding: 1px 14px 1px 0">{SIGNS[s]} '
                f"{html.escape(slug)}</td>"
                f'<td style="text-align: left; padding: 1px 0">{WORDS[s].lower()}</td></tr>'
                for slug, s in rows
            )
            parts.append(
                '<p style="margin: 4px 0">'
                f"<strong>{html.escape(_title(lecture, rows))}</strong></p>"
                f'<table style="margin: 0; border: none">{cells}</table>'
            )
        return "".join(parts)


def _title(lecture: str, rows: list[tuple[str, Status]]) -> str:
    done = sum(status is Status.CORRECT for _, status in rows)
    return f"{lecture.replace('-', ' ').capitalize()}: {done} of {len(rows)} correct"
