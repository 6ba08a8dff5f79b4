"""Right answers in a kernel in which only the lecture's import cell has been run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from preliminaries.course.exercises import slugs


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork a process")
@pytest.mark.parametrize("lecture", slugs())
def test_a_right_answer_is_right_before_anything_else_is_loaded(lecture):
    program = Path(__file__).with_name("fresh.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", program, lecture],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
    )
    assert done.stdout.strip() == "{}", done.stdout + done.stderr
