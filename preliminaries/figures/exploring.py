"""Explorers that need no kernel: a picture for each choice is drawn ahead and travels along."""

import hashlib
import inspect
import itertools
import json
import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .drawing.figure import Figure
from .drawing.labels import named
from .drawing.writing import SUBSCRIPTS, commas, significant

_SCRIPT = Path(__file__).with_name("explorer.js")


@dataclass(frozen=True)
class _Choice:
    shown: str  # its name, in the language in which it was made
    values: list[Any]
    start: int

    @property
    def of_numbers(self) -> bool:
        return all(isinstance(v, int | float) and not isinstance(v, bool) for v in self.values)

    @property
    def words(self) -> list[str]:
        if self.of_numbers:
            return [significant(value) for value in self.values]
        return list(map(str, self.values))


def explore(draw: Callable[..., Figure], /, **given: Any) -> "Explorer":
    """Draw a figure for each choice, ahead: `figures.explore(figures.secant, h=[1, 0.5, 0])`.

    What is given as a list or a range is what can be chosen: numbers with a slider, words from a
    menu. All else is handed to the figure as it is. The explorer starts at the figure's own
    default where that can be chosen, else at the first choice. Once run, it moves without Python,
    in slides too; so keep the choices few, for every one is a picture.

    Raises ValueError where there is nothing to choose from.
    """
    defaults = inspect.signature(draw).parameters
    names, choices = [], []
    for name, values in given.items():
        if isinstance(values, list | range):
            default = defaults[name].default if name in defaults else None
            start = list(values).index(default) if default in values else 0
            choices.append(_Choice(_shown(name), list(values), start))
            names.append(name)
    chosen = list(itertools.product(*(choice.values for choice in choices)))
    if not choices or not chosen:
        raise ValueError("Give a list or a range to choose from: h=[1, 0.5, 0].")
    return Explorer(choices, [draw(**given | dict(zip(names, v, strict=True))) for v in chosen])


def _shown(name: str) -> str:
    """The name as figures write it: x₁ for x1."""
    return re.sub(r"(?<=[^\W\d_])\d+$", lambda n: n[0].translate(SUBSCRIPTS), named(name))


class Explorer:
    """Pictures to choose from. It shows itself as the last line of a cell."""

    def __init__(self, choices: list[_Choice], frames: list[Figure]):
        self.choices = choices
        self.frames = frames
        self.states = [
            commas([f"{c.shown} = {word}" for c, word in zip(choices, words, strict=True)])
            for words in itertools.product(*(choice.words for choice in choices))
        ]

    def _place(self, positions: tuple[int, ...]) -> int:
        place = 0
        for choice, position in zip(self.choices, positions, strict=True):
            place = place * len(choice.values) + position
        return place

    @property
    def first(self) -> Figure:
        """What is seen before anything is moved."""
        return self.frames[self._place(tuple(choice.start for choice in self.choices))]

    @property
    def on_paper(self) -> list[int]:
        """The four frames, or fewer, that stand for all where nothing moves."""
        parts = (0, 1 / 3, 2 / 3, 1) if len(self.choices) == 1 else (0.2, 0.8)
        sides = [
            [round(part * (len(choice.values) - 1)) for part in parts]
            for choice in self.choices[:2]
        ]
        rest = tuple(choice.start for choice in self.choices[2:])
        return sorted({self._place(place + rest) for place in itertools.product(*sides)})

    @cached_property
    def html(self) -> str:
        """The first picture, then all of them in a script; what they share is in it once."""
        lines: dict[str, int] = {}
        frames = []
        for state, frame in zip(self.states, self.frames, strict=True):
            runs: list[list[int]] = []
            # in single quotes, since JSON, and the notebook's JSON around it, escape the others
            for line in frame.svg.decode().replace('"', "'").splitlines():
                number = lines.setdefault(line, len(lines))
                if runs and sum(runs[-1]) == number:
                    runs[-1][1] += 1
                else:
                    runs.append([number, 1])
            frames.append([runs, frame.alt, frame.width, state])
        drawn = {
            "choices": [
                {"name": c.shown, "values": c.words, "numbers": c.of_numbers, "start": c.start}
                for c in self.choices
            ],
            "states": self.on_paper,
            "frames": frames,
            "lines": list(lines),
        }
        drawn["id"] = hashlib.sha256(_as_script(drawn).encode()).hexdigest()[:12]
        script = _SCRIPT.read_text(encoding="utf-8").rstrip()
        return (
            f'<div class="explorer" data-explorer="{drawn["id"]}">{self.first.html}\n'
            f"<script>\n{script}({_as_script(drawn)});\n</script></div>"
        )

    def __repr__(self) -> str:
        pictures = zip(self.states, self.frames, strict=True)
        return "\n".join(f"{state}: {frame.alt}" for state, frame in pictures)

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
        data, metadata = self.first._repr_mimebundle_()
        return data | {"text/plain": repr(self), "text/html": self.html}, metadata


def _as_script(value: Any) -> str:
    """As JavaScript that no text in it can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"<(?=/script|!--)", r"\\u003c", text, flags=re.IGNORECASE)
