"""`make bench`: how long one waits, and how much memory it takes.

`python -m benchmarks kernels` is one part alone. Each is a process of its own, so that none finds
done what another did.
"""

import importlib
import os
import subprocess
import sys

from benchmarks import KIND, READY

PARTS = (
    "importing",
    "verdicts",
    "drawing",
    "doctoring",
    "running",
    "opening",
    "kernels",
    "validating",
    "presenting",
    "testing",
)

os.environ[KIND] = READY  # stock ones are asked for by name

if sys.argv[1:]:
    for part in sys.argv[1:]:
        importlib.import_module(f"benchmarks.{part}").measure()
else:
    for part in PARTS:
        subprocess.run([sys.executable, "-m", "benchmarks", part])
