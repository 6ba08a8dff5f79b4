"""A browser, and JupyterLab on a copy of the notebooks."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator

import pytest

from preliminaries.course.places import ROOT
from preliminaries.course.problem import Problem
from preliminaries.slides.printing import printer
from tests.lab import Lab, started_lab

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))


@pytest.fixture(scope="session")
def browser():
    with contextlib.ExitStack() as opened:
        try:
            chromium = opened.enter_context(printer())
        except Problem as problem:
            # The Debian machine of .ci/run installs one; elsewhere there need not be any.
            if os.environ.get("CI") == "true" and sys.platform == "linux":
                pytest.fail(f"CI has to test the slides in a browser, but {problem}")
            pytest.skip(str(problem))
        yield chromium


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Lab]:
    """A JupyterLab; what learners and tests write goes into a copy."""
    course = tmp_path_factory.mktemp("course")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, course / folder)
    with started_lab(tmp_path_factory.mktemp("own"), course / "notebooks") as lab:
        yield lab
