"""One line for each measurement: what, how much, beside what, and the aim."""

import time
from collections.abc import Callable


def row(
    what: str,
    value: float,
    unit: str = "s",
    *,
    before: float | None = None,
    aim: float | None = None,
) -> None:
    """Print a line. The aim is one for the ratio to what was before, or else for the value."""
    found = f"{_number(value)} {unit}"
    ratio = f"/ {_number(before)} {unit} = {value / before:.2f}" if before else ""
    wanted = f"aim: {aim:g}{'' if before else f' {unit}'}" if aim else ""
    print(f"{what:<58}{found:>10} {ratio:<20} {wanted}".rstrip(), flush=True)


def missing(what: str, why: object) -> None:
    """Print a line for what cannot be measured here."""
    print(f"{what:<58}not measured: {why}", flush=True)


def seconds(work: Callable, *arguments: object) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
