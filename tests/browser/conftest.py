"""A browser, and JupyterLab on a copy of the notebooks, as `make lab` starts it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from preliminaries.course.problem import Problem
from preliminaries.slides.paper import printer

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
TOKEN = "a-token-for-tests"


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
def server(tmp_path_factory) -> Iterator[str]:
    """The address of a JupyterLab; what learners and tests write goes into a copy."""
    course = tmp_path_factory.mktemp("course")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, course / folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        name: str(course / name.lower())
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    with (course / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", str(course / "notebooks"), *options],
            env={**os.environ, **own},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/api", process, course / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(
                    "JupyterLab does not start:\n" + log.read_text(encoding="utf-8")[-3000:]
                )
            time.sleep(0.2)
