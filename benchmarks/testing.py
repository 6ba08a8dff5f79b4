"""Every test and notebook, as `make test` runs them, beside an earlier commit's."""

import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import KIND, READY, ROOT, STOCK
from benchmarks.earlier import NoSuchCommit, course, environment
from benchmarks.table import missing, row


def measure() -> None:
    """Print the time of all, and of a test."""
    what = "make test, set up already, without lint"
    ready, tests = _test(ROOT, READY)
    try:
        with course() as folder:
            stock, tests_then = _test(folder, STOCK)
    except NoSuchCommit as problem:
        missing(f"{what}, of that commit", problem)
        row(what, ready)
        return
    row(what, ready, before=stock, aim=0.6)
    row(
        f"    a test, of {tests} and {tests_then}",
        1e3 * ready / tests,
        "ms",
        before=1e3 * stock / tests_then,
    )


def _test(root: Path, kind: str) -> tuple[float, int]:
    """Seconds, and how many tests there were."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    in_parallel = re.findall(r"(?m)^PARALLEL := (.*)$", makefile)[0].split()
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *in_parallel, "tests", "--nbval", "notebooks"],
        cwd=root,
        env={**environment(root), KIND: kind},
        capture_output=True,
        text=True,
    )
    took = time.perf_counter() - start
    said = done.stdout.splitlines()[-1]
    if done.returncode:
        print(f"with {kind} kernels: {said}")
    return took, sum(map(int, re.findall(r"(\d+) (?:passed|failed|skipped|error)", said)))
