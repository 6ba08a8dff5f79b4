"""What the doctor is tried in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def bare(tmp_path) -> Path:
    """A Python with nothing installed, not even pip."""
    command = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")]
    subprocess.run(command, check=True)
    return tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
