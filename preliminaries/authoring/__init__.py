"""What an exercise is written with; nothing here judges."""

from preliminaries.authoring import reading, watching
from preliminaries.authoring.describing import describe
from preliminaries.authoring.exercise import (
    Exercise,
    Misstated,
    Unreadable,
    right,
    wrong,
    wrong_like,
)
from preliminaries.authoring.inputs import (
    Formula,
    examples,
    shapes,
    sizes,
    tables,
    tensors,
    unlike_sizes,
)
from preliminaries.authoring.said import Told, said, told, told_as

__all__ = [
    "Exercise",
    "Formula",
    "Misstated",
    "Told",
    "Unreadable",
    "describe",
    "examples",
    "reading",
    "right",
    "said",
    "shapes",
    "sizes",
    "tables",
    "tensors",
    "told",
    "told_as",
    "unlike_sizes",
    "watching",
    "wrong",
    "wrong_like",
]
