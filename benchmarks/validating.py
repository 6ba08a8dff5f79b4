"""Strict nbval over the whole course, as `make test` runs it, beside an earlier commit's."""

import re
import subprocess
import sys
from pathlib import Path

from benchmarks import KIND, READY, ROOT, STOCK
from benchmarks.earlier import NoSuchCommit, course, environment
from benchmarks.kernels import code_of
from benchmarks.table import missing, row, seconds

_NBVAL = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "notebooks"]


def measure() -> None:
    """Print the time of the whole course, and of a cell."""
    what = "strict nbval over the whole course"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    in_parallel = re.findall(r"(?m)^PARALLEL := (.*)$", makefile)[0].split()
    try:
        with course() as folder:
            stock, cells_then = _validate(folder, STOCK), _cells(folder)
    except NoSuchCommit as problem:
        missing(f"{what}, of that commit", problem)
        row(what, _validate(ROOT, READY, *in_parallel))
        return
    ready, cells = _validate(ROOT, READY, *in_parallel), _cells(ROOT)
    row(what, ready, before=stock, aim=0.35)
    row("    a cell of it", 1e3 * ready / cells, "ms", before=1e3 * stock / cells_then, aim=0.35)


def _validate(root: Path, kind: str, *options: str) -> float:
    def validate() -> None:
        done = subprocess.run(
            [*_NBVAL, *options],
            cwd=root,
            env={**environment(root), KIND: kind},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            print(f"nbval with {kind} kernels: {done.stdout.splitlines()[-1]}")

    return seconds(validate)


def _cells(root: Path) -> int:
    return sum(len(code_of(path)) for path in (root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
