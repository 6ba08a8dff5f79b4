"""How long the doctor takes: as a program, and in its cell of lecture 0."""

import asyncio
import subprocess
import sys
import time
from statistics import median

from benchmarks import READY, ROOT
from benchmarks.kernels import NOTEBOOKS, answer, code_of, started
from benchmarks.table import row, seconds

_PROGRAM = [sys.executable, "-m", "preliminaries.doctor"]


def measure(repeats: int = 3) -> None:
    """Print the medians."""
    program = [
        seconds(lambda: subprocess.run(_PROGRAM, capture_output=True, cwd=ROOT))
        for _ in range(repeats)
    ]
    row("the doctor, a program", median(program), aim=3)
    cell = [asyncio.run(_cell()) for _ in range(repeats)]
    row("the doctor's cell in lecture 0", median(cell), aim=3)


async def _cell() -> float:
    code = code_of(NOTEBOOKS[0])
    async with started(READY) as (_, client):
        await answer(client, code[0])
        start = time.perf_counter()
        await answer(client, next(cell for cell in code if "examine()" in cell))
        return time.perf_counter() - start
