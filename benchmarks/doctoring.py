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
_IMPORTS = [sys.executable, "-c", "import torch, torchvision, d2l.torch"]  # which it tries


def measure(repeats: int = 3) -> None:
    """Print the medians."""
    for what, command, aim in (
        ("the doctor, a program", _PROGRAM, 3),
        ("    of it d2l's imports, alone", _IMPORTS, None),
    ):
        row(what, median(seconds(_run, command) for _ in range(repeats)), aim=aim)
    cell = [asyncio.run(_cell()) for _ in range(repeats)]
    row("the doctor's cell in lecture 0", median(cell), aim=3)


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, cwd=ROOT)


async def _cell() -> float:
    code = code_of(NOTEBOOKS[0])
    async with started(READY) as (_, client):
        await answer(client, code[0])
        start = time.perf_counter()
        await answer(client, next(cell for cell in code if "examine()" in cell))
        return time.perf_counter() - start
