"""What a learner reads after a check, as text and as HTML."""

import html
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from preliminaries.authoring.said import Said, said
from preliminaries.judging.verdict import Status, Verdict
from preliminaries.languages import joined, language, speaking, translated, width
from preliminaries.words.card import block, card, paragraph, prose, table
from preliminaries.words.saying import say
from preliminaries.words.statuses import COLOURS, SIGNS, WORDS
from preliminaries.words.wrapping import wrapped

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise

_PRINTED = said("Your code printed:")
_LINES = 20  # of what an answer printed, so that a loop that prints does not bury its verdict


@dataclass(frozen=True)
class Shown:
    """A verdict in words; nothing is said before somebody looks."""

    verdict: Verdict
    exercise: "Exercise | None" = None
    language: str = field(default_factory=language)

    def __bool__(self) -> bool:
        return self.correct

    @property
    def status(self) -> Status:
        return self.verdict.status

    @property
    def correct(self) -> bool:
        return self.status is Status.CORRECT

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What is read first, in order."""
        told = tuple(map(self._said, self.verdict.said))
        if self.correct and self.exercise:
            return (self._told(self.exercise.proves), *told)
        return told

    @cached_property
    def evidence(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a label and a value, in fixed-width text."""
        rows = self.verdict.evidence
        return tuple((self._said(label), self._said(value)) for label, value in rows)

    @cached_property
    def belief(self) -> str:
        """What the learner is told who seems to believe something, or is asked."""
        if self.verdict.belief and self.exercise:
            return self._told(self.exercise.told(self.verdict.belief))
        return self._said(self.verdict.asked) if self.verdict.asked else ""

    @property
    def advice(self) -> str:
        """What the learner reads last: about a belief, a question, or where the hints are."""
        if self.belief or self.status is not Status.NOT_YET or not self.exercise:
            return self.belief
        return self._said(said("Stuck? `{hint}`", hint=f'hint("{self.exercise.slug}")'))

    @property
    def printed(self) -> str:
        """The first lines of what the answer printed."""
        lines = self.verdict.printed.splitlines(keepends=True)
        return "".join(lines[:_LINES]) + ("…" if len(lines) > _LINES else "")

    def _said(self, told: Said | str) -> str:
        with speaking(self.language):
            return say(told, self.verdict.exercise)

    def _told(self, text: str) -> str:
        """One of the exercise's own texts."""
        with speaking(self.language):
            return translated(text, self.verdict.exercise)

    @property
    def _head(self) -> str:
        return self._said(said("{status}.", status=WORDS[self.status]))

    def _after_head(self, head: str, text: str) -> str:
        with speaking(self.language):
            return joined(f"{head} ", text)

    def __repr__(self) -> str:
        lines = wrapped(self._after_head(self._head, "".join(self.sentences[:1])))
        for sentence in self.sentences[1:]:
            lines += wrapped(sentence)
        widest = max((width(label) for label, _ in self.evidence), default=0)
        for label, value in self.evidence:
            first, *rest = value.splitlines() or [""]
            lines.append(f"    {label}{' ' * (widest - width(label))}  {first}")
            lines += [f"    {' ' * widest}  {line}" for line in rest]
        if told := self.advice:
            lines += wrapped(told)
        if self.printed:
            lines.append(self._said(_PRINTED))
            lines += [f"    {line}" for line in self.printed.splitlines()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        first, *rest = self.sentences or ("",)
        more = [paragraph(text) for text in rest]
        if self.evidence:
            rows = [
                (html.escape(label), block(html.escape(value), "margin: 0"))
                for label, value in self.evidence
            ]
            more.append(table(rows))
        if told := self.advice:
            more.append(paragraph(told))
        if self.printed:
            more.append(paragraph(self._said(_PRINTED)))
            more.append(block(html.escape(self.printed), "margin: 2px 0 0 0"))
        return card(SIGNS[self.status], self._head, COLOURS[self.status], prose(first), *more)
