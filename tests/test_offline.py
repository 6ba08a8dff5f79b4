"""Once installed, the course needs no network."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# A network of its own, in which there is nothing but the machine itself. Without `ip` loopback
# stays down, and no kernel could be spoken to.
_ALONE = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "-"]
_REACH = "import socket; socket.create_connection(('1.1.1.1', 53), timeout=5)"


def alone(*command: str, timeout: float) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*_ALONE, *command], capture_output=True, text=True, timeout=timeout, cwd=ROOT
    )


@pytest.fixture(scope="module", autouse=True)
def needs_a_network_of_its_own():
    if not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("no unshare and ip here to make a network of its own")
    tried = alone("true", timeout=20)
    if tried.returncode:
        pytest.skip(f"no network of its own can be made here: {tried.stderr.strip()}")


def test_nothing_can_be_reached_there():
    reached = alone(sys.executable, "-c", _REACH, timeout=30)
    assert "Network is unreachable" in reached.stderr


@pytest.mark.timeout(600)
def test_every_lecture_runs_without_a_network(tmp_path):
    built = alone(
        sys.executable, "-m", "preliminaries.build", "--solved", str(tmp_path), timeout=580
    )
    assert built.returncode == 0, built.stdout + built.stderr
    lectures = {path.stem for path in (ROOT / "lectures").glob("*.md")}
    assert {path.stem for path in tmp_path.glob("*.ipynb")} == lectures
