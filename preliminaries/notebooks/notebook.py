"""The notebook of a lecture: its parts, its one way of being written, and its seal."""

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from preliminaries.course import places
from preliminaries.languages import ENGLISH

from .lecture import COUNT, Lecture

if TYPE_CHECKING:
    from nbformat import NotebookNode


# How both RISEs present a lecture. Without scroll a slide cuts off what does not fit, and the
# default theme asks the web for a font. The Makefile installs the file as well: the classic RISE
# forgets what a notebook says where its settings arrive before the notebook does.
_RISE = places.SETTINGS / "rise.json"


def assemble(lecture: Lecture) -> "NotebookNode":
    """The lecture as a notebook that has not been run."""
    import nbformat

    cells: list[dict[str, object]] = []
    spoken = {} if lecture.language == ENGLISH else {"language": lecture.language}
    count = str(sum(cell.exercise is not None for cell in lecture.cells))
    for cell in lecture.cells:
        content: dict[str, object] = {
            "id": cell.id,
            "metadata": cell.metadata,
            "source": cell.source if cells else cell.source.replace(COUNT, count),
        }
        if cell.kind == "code":
            content |= {"execution_count": None, "outputs": []}
        cells.append({"cell_type": cell.kind, **content})
    return nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3 (ipykernel)",
                    "language": "python",
                    "name": "python3",
                },
                # without the version, which would be another one on the next machine
                "language_info": {
                    "file_extension": ".py",
                    "mimetype": "text/x-python",
                    "name": "python",
                    "pygments_lexer": "ipython3",
                },
                "rise": json.loads(_RISE.read_text(encoding="utf-8")),
                "preliminaries": spoken,
            },
            "cells": cells,
        }
    )


def seal(notebook: "NotebookNode") -> None:
    """Store a digest of the outputs in the notebook, so that editing them shows without a run."""
    results = [
        (cell.id, cell.execution_count, cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    text = json.dumps(results, sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    notebook.metadata["preliminaries"]["outputs_sha256"] = digest


def as_text(notebook: "NotebookNode") -> str:
    """The notebook as its file holds it: one space of indent, keys sorted, letters as they are."""
    import nbformat

    return nbformat.writes(notebook, version=4) + "\n"


def write(text: str, path: Path) -> None:
    """Put the text in the file's place at once, so that no half-written notebook is ever there."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
