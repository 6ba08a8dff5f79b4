"""The course as it was: an earlier commit in a folder of its own, and what is run there."""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import BEFORE, ROOT


class NoSuchCommit(RuntimeError):
    """This clone does not go back as far."""


@contextmanager
def course() -> Iterator[Path]:
    """The folder with the earlier course, for a while. Raises NoSuchCommit."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        archive = Path(folder, "course.tar")
        command = ["git", "archive", "--output", str(archive), BEFORE]
        if subprocess.run(command, cwd=ROOT, capture_output=True).returncode:
            raise NoSuchCommit(f"this clone has no commit {BEFORE}")
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        yield Path(folder)


def environment(root: Path) -> dict[str, str]:
    """Variables with which a Python loads the package that lies in that folder."""
    return {**os.environ, "PYTHONPATH": str(root)}


def scripts(root: Path) -> dict[str, list[tuple[str, float]]]:
    """Each notebook of the course in that folder as a plain script: its cells and their seconds."""
    found = {}
    for path in sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        command = [sys.executable, "-P", str(ROOT / "benchmarks" / "script.py"), str(path)]
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment(root), check=True
        )
        found[path.stem] = json.loads(done.stdout.splitlines()[-1])
    return found
