"""Running a lecture leaves the course's folder as it was."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def state() -> str:
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=all"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    except FileNotFoundError:
        pytest.skip("no git here")
    if done.returncode:
        pytest.skip("not a clone")
    return done.stdout


def test_a_lecture_and_the_doctor_leave_no_trace(tmp_path):
    before = state()
    for command in (
        ["preliminaries.build", "--check"],
        ["preliminaries.build", "--solved", str(tmp_path), "01-data-operations"],
        ["preliminaries.doctor"],
    ):
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False, timeout=280)
    assert state() == before
