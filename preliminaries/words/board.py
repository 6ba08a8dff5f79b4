"""The board that `progress()` shows."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from preliminaries.authoring.said import said
from preliminaries.judging.verdict import Status
from preliminaries.languages import language, speaking, translated
from preliminaries.words.saying import say
from preliminaries.words.statuses import SIGNS, WORDS


@dataclass(frozen=True)
class Board:
    """For each lecture, its exercises in order with the status of their latest check."""

    lectures: dict[str, list[tuple[str, Status]]]
    language: str = field(default_factory=language)

    def __repr__(self) -> str:
        with speaking(self.language):
            return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        with speaking(self.language):
            return self._html()

    def _lines(self) -> Iterator[str]:
        for lecture, rows in self.lectures.items():
            yield _title(lecture, rows)
            width = max(len(slug) for slug, _ in rows)
            yield from (f"    {SIGNS[s]} {slug:<{width}}  {_word(s)}" for slug, s in rows)

    def _html(self) -> str:
        parts = []
        for lecture, rows in self.lectures.items():
            cells = "".join(
                f'<tr style="background: transparent">'
                f'<td style="text-align: left; padding: 1px 14px 1px 0">{SIGNS[s]} '
                f"{html.escape(slug)}</td>"
                f'<td style="text-align: left; padding: 1px 0">{_word(s)}</td></tr>'
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
    title = translated(lecture.replace("-", " ").capitalize(), "lectures")
    told = said("{title}: {done} of {all} correct", title=title, done=done, all=len(rows))
    return say(told)


def _word(status: Status) -> str:
    return say(WORDS[status]).lower()
