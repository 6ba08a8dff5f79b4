"""The board that `progress()` shows."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from preliminaries.authoring.said import Said, said
from preliminaries.course import exercises
from preliminaries.judging.verdict import Status
from preliminaries.languages import joined, language, speaking, translated, width
from preliminaries.words.card import BELOW, BLUE, card, listed, prose
from preliminaries.words.saying import say
from preliminaries.words.statuses import COLOURS, SIGNS, WORDS

_Row = tuple[str, Status]


@dataclass(frozen=True)
class Board:
    """For each lecture begun, its exercises in order with the status of their latest check.

    following: the lecture after these, if there is one.
    """

    lectures: dict[str, list[_Row]]
    following: str = ""
    language: str = field(default_factory=language)

    def __repr__(self) -> str:
        with speaking(self.language):
            return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        with speaking(self.language):
            return card("≡", say(_HEAD), BLUE, prose(self._next()), *self._parts())

    def _next(self) -> str:
        """What to do next: the first exercise that is open, or the lecture that follows."""
        titles = exercises.titles()
        left = [titles[slug] for rows in self.lectures.values() for slug, _ in _open(rows)]
        left += [_titled(self.following)] if self.following else []
        return say(said("Next: {title}.", title=left[0])) if left else ""

    def _lines(self) -> Iterator[str]:
        yield joined(f"{say(_HEAD)} ", self._next()).rstrip()
        titles = exercises.titles()
        for lecture, rows in self.lectures.items():
            yield _told(lecture, rows)
            names = {slug: titles[slug].replace("`", "") for slug, _ in _open(rows)}
            columns = [max(map(width, some), default=0) for some in (names.values(), names)]
            for slug, status in _open(rows):
                cells = [
                    text + " " * (column - width(text))
                    for text, column in zip((names[slug], slug), columns, strict=True)
                ]
                yield f"    {SIGNS[status]} {'  '.join(cells)}  {_word(status)}"

    def _parts(self) -> Iterator[str]:
        titles = exercises.titles()
        for lecture, rows in self.lectures.items():
            told = html.escape(_told(lecture, rows))
            yield f'<p style="margin: 12px 0 0 0"><strong>{told}</strong></p>'
            yield _bar(lecture, rows)
            if _open(rows):
                yield listed(
                    [
                        (f"{SIGNS[s]} {prose(titles[slug])}", f"<code>{slug}</code> {_word(s)}")
                        for slug, s in _open(rows)
                    ]
                )


_HEAD = said("Progress.")


def _open(rows: list[_Row]) -> list[_Row]:
    return [(slug, status) for slug, status in rows if status is not Status.CORRECT]


def _titled(lecture: str) -> str:
    return translated(lecture.replace("-", " ").capitalize(), "lectures")


def _share(rows: list[_Row]) -> Said:
    done = len(rows) - len(_open(rows))
    return said("{done} of {all} correct", done=done, all=len(rows))


def _told(lecture: str, rows: list[_Row]) -> str:
    return say(said("{title}: {share}", title=_titled(lecture), share=_share(rows)))


def _bar(lecture: str, rows: list[_Row]) -> str:
    """How much of a lecture is done, as a bar that is also read aloud."""
    done = len(rows) - len(_open(rows))
    read = {
        "role": "progressbar",
        "aria-label": _titled(lecture),
        "aria-valuemin": 0,
        "aria-valuemax": len(rows),
        "aria-valuenow": done,
        "aria-valuetext": say(_share(rows)),
    }
    attributes = " ".join(f'{name}="{html.escape(str(value))}"' for name, value in read.items())
    long, round_ = f"width: {100 * done / len(rows):.0f}%", "height: 8px; border-radius: 4px"
    return (
        f'<div {attributes} style="{BELOW}; {round_}; max-width: 30em; '
        f'background: rgba(128, 128, 128, 0.3)"><div style="{round_}; {long}; '
        f'background: {COLOURS[Status.CORRECT]}"></div></div>'
    )


def _word(status: Status) -> str:
    return say(WORDS[status]).lower()
