"""The server as `make lab` starts it: closed to others, and gone after Ctrl-C."""

import json
import os
import re
import shutil
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import ROOT, Started, wait_for

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("make"),
    reason="needs make, and Linux's list of processes and sockets",
)


@contextmanager
def lab(folder: Path) -> Iterator[tuple[Started, int, str]]:
    """The server that `make lab` starts with this Python, its port, and its token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    programs = os.path.relpath(Path(sys.executable).parent, ROOT)  # as the Makefile has it
    if " " in programs:
        pytest.skip(f"make would take the folder of this Python for two: {programs}")
    command = ["make", "--old-file=.venv/.ready", f"RUN={programs}/", "lab"]
    command.append(f"LAB_ARGS=--no-browser --allow-root --port={port} --ServerApp.port_retries=0")
    own = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    with Started(*command, MAKEFLAGS="", **own) as server:
        address = re.compile(rf"http://127\.0\.0\.1:{port}/lab\?token=(\w+)")
        wait_for(
            lambda: address.search(server.complained) or server.process.poll() is not None,
            lambda: server.complained,
        )
        assert server.process.poll() is None, server.complained
        wait_for(lambda: accepts(port), lambda: server.complained)  # it tells its address before
        yield server, port, address.search(server.complained)[1]


def accepts(port: int) -> bool:
    """Whether someone listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with lab(tmp_path_factory.mktemp("jupyter")) as started:
        yield started


def ask(port: int, path: str, token: str = "", data: bytes | None = None) -> tuple[int, str, bytes]:
    """The status of an answer, the address it comes from in the end, and what it says."""
    headers = {"Authorization": f"token {token}"} if token else {}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as answer:
            return answer.status, answer.url, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.url, refused.read()


@pytest.mark.parametrize("token", ["", "0" * 48], ids=["without", "wrong"])
def test_nobody_gets_in_without_the_token(running, token):
    _, port, _ = running
    assert ask(port, "/api/contents", token)[0] == 403
    assert ask(port, "/api/kernels", token, b"{}")[0] == 403
    assert "/login" in ask(port, "/lab", token)[1]


def test_whoever_has_the_token_gets_in(running):
    _, port, token = running
    status, _, listed = ask(port, "/api/contents", token)
    assert status == 200
    assert "01-data-operations.ipynb" in [entry["name"] for entry in json.loads(listed)["content"]]
    assert "/login" not in ask(port, f"/lab?token={token}")[1]


def test_server_and_kernels_listen_to_their_own_machine_only(running):
    server, port, token = running
    start_kernel(server, port, token)
    assert f"0100007F:{port:04X}" in listening(server)
    loopback = re.compile(r"[0-9A-F]{6}7F:|0{24}01000000:|0{16}FFFF0000[0-9A-F]{6}7F:")
    assert [address for address in listening(server) if not loopback.match(address)] == []


def start_kernel(server: Started, port: int, token: str) -> None:
    """Have the server start a kernel, and wait for its five sockets."""
    before = len(listening(server))
    assert ask(port, "/api/kernels", token, b"{}")[0] == 201
    wait_for(lambda: len(listening(server)) >= before + 5, lambda: f"only {listening(server)}")


def listening(server: Started) -> set[str]:
    """Where the server and its kernels can be called, in hexadecimal as /proc/net has it."""
    own = set()
    for process in server.processes():
        for file in (process / "fd").glob("*"):
            try:
                own.add(os.readlink(file))
            except OSError:
                continue  # closed meanwhile
    found = set()
    for table in ("tcp", "tcp6"):
        path = Path("/proc/net", table)
        for line in path.read_text().splitlines()[1:] if path.exists() else []:
            _, address, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in own:
                found.add(address)
    return found


def test_ctrl_c_asks_and_a_second_one_ends_server_and_kernels(tmp_path):
    with lab(tmp_path) as (server, port, token):
        start_kernel(server, port, token)
        server.press_ctrl_c()
        wait_for(lambda: "Shut down this Jupyter server" in server.said, lambda: server.said)
        server.press_ctrl_c()
        server.end()
        server.wait_until_nothing_runs()
        assert "Traceback" not in server.said + server.complained
