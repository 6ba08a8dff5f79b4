"""The server as `make lab` starts it: closed to others, and gone after Ctrl-C."""

import json
import os
import re
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.lab import Lab, started_lab
from tests.processes import Started, wait_for

pytestmark = [
    pytest.mark.machine,
    pytest.mark.skipif(
        sys.platform != "linux" or not shutil.which("make"),
        reason="needs make, and Linux's list of processes and sockets",
    ),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with started_lab(tmp_path_factory.mktemp("jupyter")) as lab:
        yield lab


def ask(lab: Lab, path: str, token: str = "", data: bytes | None = None) -> tuple[int, str, bytes]:
    """The status of an answer, the address it comes from in the end, and what it says."""
    headers = {"Authorization": f"token {token}"} if token else {}
    request = urllib.request.Request(f"{lab.address}{path}", data, headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=120) as answer:
            return answer.status, answer.url, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.url, refused.read()


@pytest.mark.parametrize("token", ["", "0" * 48], ids=["without", "wrong"])
def test_nobody_gets_in_without_the_token(running, token):
    assert ask(running, "/api/contents", token)[0] == 403
    assert ask(running, "/api/kernels", token, b"{}")[0] == 403
    assert "/login" in ask(running, "/lab", token)[1]


def test_whoever_has_the_token_gets_in(running):
    status, _, listed = ask(running, "/api/contents", running.token)
    assert status == 200
    assert "01-data-operations.ipynb" in [entry["name"] for entry in json.loads(listed)["content"]]
    assert "/login" not in ask(running, f"/lab?token={running.token}")[1]


def test_server_and_kernels_listen_to_their_own_machine_only(running):
    start_kernel(running)
    assert f"0100007F:{running.port:04X}" in listening(running.server)
    loopback = re.compile(r"[0-9A-F]{6}7F:|0{24}01000000:|0{16}FFFF0000[0-9A-F]{6}7F:")
    assert [address for address in listening(running.server) if not loopback.match(address)] == []


def test_no_kernel_warns_that_what_it_says_could_be_overheard(running):
    start_kernel(running)
    assert "encryption" not in running.server.complained


def start_kernel(lab: Lab) -> None:
    """Have the server start a kernel, and wait for its five sockets."""
    before = len(listening(lab.server))
    assert ask(lab, "/api/kernels", lab.token, b"{}")[0] == 201
    enough = before + 5
    wait_for(lambda: len(listening(lab.server)) >= enough, lambda: f"only {listening(lab.server)}")


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
    with started_lab(tmp_path) as lab:
        start_kernel(lab)
        server = lab.server
        server.press_ctrl_c()
        wait_for(lambda: "Shut down this Jupyter server" in server.said, lambda: server.said)
        server.press_ctrl_c()
        server.end()
        server.wait_until_nothing_runs()
        assert "Traceback" not in server.said + server.complained
