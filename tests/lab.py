"""JupyterLab, started for tests and measurements, and ended after them."""

import os
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import ROOT, Started, wait_for

# So that no settings of one's own are read, and none written.
_OWN = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")


@dataclass(frozen=True)
class Lab:
    """A server that answers, and what lets one in."""

    server: Started
    port: int
    token: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str) -> str:
        """The address of one of its pages, for a browser that was never there."""
        return f"{self.address}/{path}{'&' if '?' in path else '?'}token={self.token}"


@contextmanager
def started_lab(own: Path, folder: Path | None = None) -> Iterator[Lab]:
    """JupyterLab in a folder, or as `make lab` starts it; own is an empty folder for its files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    if folder:
        command = [sys.executable, "-m", "jupyterlab", folder, *options]
    else:
        programs = os.path.relpath(Path(sys.executable).parent, ROOT)  # as the Makefile has it
        if " " in programs:
            pytest.skip(f"make would take the folder of this Python for two: {programs}")
        command = ["make", "--old-file=.venv/.ready", f"RUN={programs}/", "lab"]
        command.append(f"LAB_ARGS={' '.join(options)}")
    variables = {name: str(own / name.lower()) for name in _OWN}
    with Started(*command, MAKEFLAGS="", **variables) as server:
        address = re.compile(rf"http://127\.0\.0\.1:{port}/lab\?token=(\w+)")
        wait_for(
            lambda: address.search(server.complained) or server.process.poll() is not None,
            lambda: server.complained,
        )
        assert server.process.poll() is None, server.complained
        wait_for(lambda: _accepts(port), lambda: server.complained)  # it tells its address before
        try:
            yield Lab(server, port, address.search(server.complained)[1])
        finally:
            if server.process.poll() is None:
                server.process.terminate()  # not killed yet: it first ends its kernels
                server.end()


def _accepts(port: int) -> bool:
    """Whether someone listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
