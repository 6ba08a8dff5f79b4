"""What `import preliminaries` costs beside `import torch`."""

import statistics
import subprocess
import sys

from benchmarks.table import row

SCRIPT = """
import time
import torch
start = time.perf_counter()
import preliminaries
print(time.perf_counter() - start)
"""


def measure(repeats: int = 5) -> None:
    """Print the median over fresh interpreters."""
    times = [
        float(subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True).stdout)
        for _ in range(repeats)
    ]
    row("import preliminaries, after torch", 1e3 * statistics.median(times), "ms", aim=100)
