"""Functions with a name to show, and derivatives by measuring."""

import re
from collections.abc import Callable

import torch

from preliminaries.authoring import reading


def called(name: str, f: Callable) -> Callable:
    """A function under a name that a verdict can show."""
    f.__name__ = name
    return f


def measured(f: Callable, x: torch.Tensor, h: float = 1e-6) -> torch.Tensor:
    """The derivative of f at x by central differences: the axes of f(x) first, then those of x."""
    columns = []
    for k in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[k] = h
        step = step.reshape(x.shape)
        columns.append((f(x + step) - f(x - step)) / (2 * h))
    return torch.stack(columns, dim=-1).reshape(columns[0].shape + x.shape)


def or_cannot_tell(*options: str) -> Callable:
    """A reader for one of some short answers, or for "cannot tell", however it is put."""
    read = reading.choice(*options, "cannot tell")
    short = {"min": "minimum", "max": "maximum"}

    def read_choice(answer: object) -> str:
        one = reading.held(answer)
        if isinstance(one, str):
            words = " ".join(re.findall(r"[^\W_]+", one.lower().replace("’", "'").replace("'", "")))
            letters = re.sub("^(you|we|i|one|it) ", "", words).replace(" ", "")
            if letters in ("canttell", "cannottell", "cantbetold", "cannotbetold"):
                return "cannot tell"
            word = re.sub("^(a |an )?(local )?", "", words).removesuffix("point").strip()
            answer = short.get(word, word) if short.get(word, word) in options else answer
        return read(answer)

    return read_choice
