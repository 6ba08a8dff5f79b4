"""How long a check takes: of a stub, and of a right answer, first and again."""

from statistics import median

import preliminaries.kernels.imports  # noqa: F401  -- not what is measured here
from benchmarks.table import row, seconds
from preliminaries import check
from preliminaries.authoring import examples
from preliminaries.course.exercises import definition, find, slugs
from preliminaries.judging.cases import GENERATED


def measure() -> None:
    """Print medians over all exercises, and the slowest."""
    names = [name for lecture in slugs().values() for name in lecture]
    stubs = [1e3 * seconds(_judge, name, answer) for name, answer in map(_stub, names)]
    row(f"a stub's check, median of {len(names)}", median(stubs), "ms", aim=5)
    row("all of them, with the loading of their files", sum(stubs) / 1e3, aim=0.3)
    right = {name: find(name).solution for name in names}
    for time, aim in (("first", 60), ("again", 30)):
        times = {name: 1e3 * seconds(_judge, name, answer) for name, answer in right.items()}
        row(f"a right answer's check, {time}, median", median(times.values()), "ms", aim=aim)
        slowest = max(times, key=lambda name: times[name])
        row(f"    the slowest, {slowest}", times[slowest], "ms")
    strategies = [inputs() for name in names if (inputs := find(name).inputs)]
    drawing = [1e3 * seconds(examples, strategy, GENERATED) for strategy in strategies]
    row("    of the first, Hypothesis drawing the inputs, median", median(drawing), "ms")


def _stub(name: str) -> tuple[str, object]:
    """What the exercise's cell hands in, as it stands in the lecture."""
    cell = definition(name)
    exec(cell.stub(), names := {"__name__": "__main__"})
    return name, names[cell.name]


def _judge(name: str, answer: object) -> None:
    """Have the answer judged, and the verdict shown."""
    check(name, answer)._repr_html_()
