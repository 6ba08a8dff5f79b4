"""A lecture's translation: a Markdown file of blocks, one for each cell that says something.

A block begins with a line that holds the English cell's id, a digest of its text, and what is to
do, if anything:

    <!-- broadcasting-1 1f0c2d3e missing -->

*missing*: the text below is still the English. *stale*: the English has changed; below are the new
English and, after the line ``<!-- was -->``, what it was translated to before. *gone*: the lecture
has no such cell any more. Whoever has translated a block takes the word away.

Of a cell of code the comments and docstrings are translated: each is a paragraph of the block.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from preliminaries.course.comments import remarks
from preliminaries.course.problem import Problem

from ..lecture import OTHER_LANGUAGE, Cell, Lecture

_HEAD = re.compile(r"<!-- ([a-z0-9-]+) ([0-9a-f]{8})(?: (missing|stale|gone))? -->")
_WAS = "<!-- was -->"


@dataclass(frozen=True)
class Block:
    """The translation of one cell."""

    id: str
    digest: str  # of the English
    text: str
    to_do: str = ""  # "missing", "stale", "gone"

    def written(self) -> str:
        """As it stands in the file."""
        head = " ".join(filter(None, [self.id, self.digest, self.to_do]))
        return f"<!-- {head} -->\n{self.text}".rstrip() + "\n"


@dataclass
class Translation:
    """What there is of a lecture's translation, and what is to do."""

    texts: dict[str, str] = field(default_factory=dict)  # what is translated, by cell
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def english_of(cell: Cell) -> str | None:
    """What a cell says that is translated here; an exercise's texts are among the short ones."""
    if cell.exercise or cell.id == OTHER_LANGUAGE:
        return None
    if cell.kind == "markdown":
        return cell.source
    return "\n\n".join(remark.text for remark in remarks(cell.source)) or None


def digest(text: str) -> str:
    """What tells whether the English of a cell has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def read_blocks(file: Path) -> list[Block]:
    """The blocks of a translation; raises Problem where two are of one cell."""
    blocks: list[Block] = []
    head, lines = None, list[str]()

    def close() -> None:
        if head is not None:
            id, of, to_do = head.groups()
            blocks.append(Block(id, of, "\n".join(lines).strip("\n").rstrip(), to_do or ""))

    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _HEAD.fullmatch(line.strip()):
            close()
            head, lines = match, []
        elif head is None and line.strip():
            raise Problem(f"{file.name}: {line.strip()!r} stands before the first block.")
        else:
            lines.append(line)
    close()
    ids = [block.id for block in blocks]
    if twice := {id for id in ids if ids.count(id) > 1}:
        raise Problem(f"{file.name} has two blocks called {', '.join(sorted(twice))}.")
    return blocks


def compare(lecture: Lecture, blocks: Iterable[Block]) -> Translation:
    """Which cells are translated, and which blocks have to be written, or looked at again."""
    found = {block.id: block for block in blocks}
    told = Translation()
    for cell in lecture.cells:
        english = english_of(cell)
        if english is None:
            continue
        block = found.pop(cell.id, None)
        if block is None or block.to_do == "missing" or not block.text:
            told.missing.append(cell.id)
        elif block.to_do or block.digest != digest(english) or _WAS in block.text:
            told.stale.append(cell.id)
        else:
            told.texts[cell.id] = block.text
    told.gone = list(found)
    return told


def refreshed(lecture: Lecture, blocks: Iterable[Block]) -> str:
    """The file with a block for each cell, in the lecture's order, and what is to do in its head.

    A cell that has another id now, and the same text, keeps its translation.
    """
    found = {block.id: block for block in blocks}
    cells = {cell.id: text for cell in lecture.cells if (text := english_of(cell)) is not None}
    homeless = {b.digest: b for b in found.values() if b.id not in cells and b.to_do != "missing"}
    written = []
    for id, english in cells.items():
        of = digest(english)
        block = found.pop(id, None)
        if block is None and of in homeless:
            block = found.pop(homeless[of].id, None)
        if block is None or block.to_do == "missing" or not block.text:
            written.append(Block(id, of, english, "missing"))
        elif block.digest == of and block.to_do != "gone":
            written.append(Block(id, of, block.text, "stale" if _WAS in block.text else ""))
        elif block.to_do == "gone":
            written.append(Block(id, of, block.text))
        else:
            before = block.text.rpartition(f"{_WAS}\n")[2].lstrip("\n")
            written.append(Block(id, of, f"{english}\n\n{_WAS}\n\n{before}", "stale"))
    kept = [block for block in found.values() if block.to_do != "missing"]
    written += [Block(block.id, block.digest, block.text, "gone") for block in kept]
    return "\n".join(block.written() for block in written)
