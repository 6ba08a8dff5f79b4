"""Which lectures are meant by the names on a command line."""

import difflib
from pathlib import Path

from preliminaries.course.problem import Problem


def choose(every: list[Path], names: list[str]) -> list[Path]:
    """Of the files of all lectures, those meant by the names, in the course's order."""
    if not names:
        return every
    chosen = set()
    for name in names:
        wanted = Path(name).name.removesuffix(".md").removesuffix(".ipynb")
        found = [path for path in every if wanted in _names_of(path)]
        if not found:
            known = {known: path.stem for path in every for known in _names_of(path)}
            near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
            stems = dict.fromkeys(known[n] for n in near) or [path.stem for path in every]
            raise Problem(f"There is no lecture {name!r}; there is {', '.join(stems) or 'none'}.")
        chosen.update(found)
    return sorted(chosen)


def _names_of(path: Path) -> list[str]:
    """What a lecture may be called: 01-data-operations, data-operations, 01 and 1."""
    number, _, word = path.stem.partition("-")
    return [path.stem, word, number, str(int(number))]
