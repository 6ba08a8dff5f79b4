"""An exercise with buttons to answer it, and the verdict below them."""

import html
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from preliminaries.authoring.said import said
from preliminaries.judging.verdict import Status, Verdict
from preliminaries.languages import language, speaking, words_of
from preliminaries.pointing.stills import still
from preliminaries.words.shown import Shown

if TYPE_CHECKING:
    import ipywidgets

    from preliminaries.authoring import Exercise
    from preliminaries.pointing.panels import Panel

in_words = words_of(__name__)

_SCRIPT = Path(__file__).with_name("by_hand.js")


@dataclass(frozen=True)
class ByHand:
    """An exercise to be answered by pointing. It shows itself as the last line of a cell.

    judge: from the answer to its verdict, as for an answer that is typed.
    """

    exercise: "Exercise"
    judge: Callable[[object], Shown]
    language: str = field(default_factory=language)

    @property
    def _lines(self) -> list[str]:
        solution = self.exercise.solution
        return list(solution) if isinstance(solution, dict) else [""]

    @cached_property
    def panels(self) -> "dict[str, Panel]":
        """What is pressed for each line of the answer."""
        from preliminaries.pointing.panels import panel

        given, slug = self.exercise.pointed_at, self.exercise.slug
        assert given is not None
        with speaking(self.language):
            return {line: panel(given, line, slug) for line in self._lines}

    @property
    def answer(self) -> object:
        """What would be typed instead; `...` stands for what is not pressed yet."""
        values = {line: panel.value for line, panel in self.panels.items()}
        return values if isinstance(self.exercise.solution, dict) else values[""]

    @cached_property
    def widget(self) -> "ipywidgets.Widget":
        """All buttons, and below them the verdict."""
        import ipywidgets as widgets

        from preliminaries.pointing.panels import button

        script = _SCRIPT.read_text(encoding="utf-8")
        unjudged = _shown("", f"<script>{script}</script>")
        verdict = widgets.Output(outputs=unjudged)

        def judge() -> None:
            shown = self._judged()
            verdict.outputs = _shown(repr(shown), shown._repr_html_())

        def forget(_: widgets.Button) -> None:
            verdict.outputs = unjudged  # what was judged is no longer what is pressed

        for one in self.panels.values():
            for pressed in _buttons(one.box):
                pressed.on_click(forget)
        parts = [widgets.VBox([*_named(line), one.box]) for line, one in self.panels.items()]
        layout = widgets.Layout(flex_flow="row wrap", grid_gap="12px 40px")
        with speaking(self.language):
            tip = in_words("Judge what is pressed")
            check = button(in_words("Check"), tip, judge)
        check.layout.align_self, check.layout.margin = "flex-start", "12px 2px 2px"
        check.style.font_weight = "bold"
        every = widgets.VBox([widgets.HBox(parts, layout=layout), check, verdict])
        every.add_class("by-hand")
        return every

    def _judged(self) -> Shown:
        if all(panel.value is ... for panel in self.panels.values()):
            told = said("Nothing is pressed yet. Stuck? `{hint}`", hint=self._hint)
            return Shown(Verdict(self.exercise.slug, Status.NOT_ATTEMPTED, (told,)))
        return self.judge(self.answer)

    @property
    def _hint(self) -> str:
        return f'hint("{self.exercise.slug}")'

    def _still(self) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
        given = self.exercise.pointed_at
        assert given is not None
        with speaking(self.language):
            return still(given, self._lines, self.exercise.slug)

    def __repr__(self) -> str:
        return self._still()[0]["text/plain"]

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> tuple[dict[str, object], dict[str, dict[str, int]]]:
        """The buttons where a kernel answers them; the still everywhere else."""
        data, metadata = self._still()
        return self.widget._repr_mimebundle_() | data, metadata


def _buttons(box: "ipywidgets.Box") -> "Iterator[ipywidgets.Button]":
    import ipywidgets as widgets

    for child in box.children:
        if isinstance(child, widgets.Button):
            yield child
        elif isinstance(child, widgets.Box):
            yield from _buttons(child)


def _shown(text: str, page: str) -> tuple[dict[str, object], ...]:
    """What an output widget holds that shows this."""
    data = {"text/plain": text, "text/html": page}
    return ({"output_type": "display_data", "data": data, "metadata": {}},)


def _named(line: str) -> "list[ipywidgets.Widget]":
    import ipywidgets as widgets

    style = "font: var(--small, 16px) monospace"
    return [widgets.HTML(f'<div style="{style}">{html.escape(line)}</div>')] if line else []
