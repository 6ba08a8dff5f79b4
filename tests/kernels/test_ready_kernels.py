"""A forked kernel is a kernel like any other: it computes, is interrupted, restarted and ended."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from preliminaries.course.places import ROOT
from preliminaries.kernels import forking
from preliminaries.kernels.provisioner import ReadyProvisioner, _arguments
from tests.processes import PATIENCE, Started, wait_for

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a fork safe")
LAUNCH = ["-m", "ipykernel_launcher", "-f", "connection.json"]
# Asks for two kernels, as a program that anyone may write, and is not run again in them.
MANAGER = """
import sys, time
from jupyter_client.manager import KernelManager
print("begun", flush=True)
kernels = [KernelManager(kernel_name="python3") for _ in range(2)]
for kernel in kernels:
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
print("ready", flush=True)
time.sleep(600)
"""


@contextmanager
def started(provisioner, folder, interrupted=False, **variables):
    """A kernel of this Python in a folder, and its client; ended whatever happens.

    `interrupted`: in the middle of its start.
    """
    manager = KernelManager(
        kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[])
    )
    manager.transport_encryption = "auto"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", provisioner)
        patch.setattr(
            "jupyter_client.provisioning.factory.KernelProvisionerFactory._instance", None
        )
        manager.start_kernel(
            cwd=str(folder), env={**os.environ, "OF_THE_KERNEL": "yes", **variables}
        )
    if interrupted:
        manager.interrupt_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture
def ready(tmp_path):
    with started("ready", tmp_path) as kernel:
        assert isinstance(kernel[0].provisioner, ReadyProvisioner)
        yield kernel


def run(client, code):
    """What the code prints, or the name of the error that ends it."""
    printed = []

    def collect(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, timeout=PATIENCE, output_hook=collect)
    return reply["content"].get("ename") or "".join(printed).strip()


def told(client, code):
    """A value of the kernel's, by way of JSON."""
    return json.loads(run(client, f"import json, os, sys\nprint(json.dumps({code}))"))


@LINUX
def test_it_stands_where_a_stock_kernel_does(tmp_path):
    asked = """{
        "folder": os.getcwd(), "argv": sys.argv[:1], "path": sys.path,
        "variables": dict(os.environ),
        "main": sorted(name for name in vars(sys.modules["__main__"]) if name[:2] == "__"),
        "session": os.getsid(0) == os.getpid(), "stdin": sys.stdin is None,
    }"""
    with started("local-provisioner", tmp_path) as (_, stock):
        expected = told(stock, asked)
    with started("ready", tmp_path) as (_, forked):
        found = told(forked, asked)
    for kernel in (found, expected):
        for name in ("JPY_PARENT_PID", "JUPYTER_DEFAULT_PROVISIONER_NAME"):
            kernel["variables"].pop(name, None)
    assert found == expected
    assert found["variables"]["OF_THE_KERNEL"] == "yes"


@LINUX
def test_its_imports_are_made(ready):
    _, client = ready
    assert told(client, "'torch' in sys.modules and 'preliminaries.judging.judge' in sys.modules")


def test_a_package_that_is_broken_is_told_by_the_kernel_that_needs_it():
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from preliminaries.kernels import forking, imports\n"
        "forking._draw_anew(); print('ipykernel.kernelapp' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "True", done.stderr


@LINUX
def test_two_kernels_do_not_draw_the_same(tmp_path):
    draw = """[__import__("torch").rand(1).item(), __import__("numpy").random.rand(),
               __import__("random").random()]"""
    drawn = []
    for _ in range(2):
        with started("ready", tmp_path) as (_, client):
            drawn.append(told(client, draw))
    assert not {*drawn[0]} & {*drawn[1]}


@LINUX
def test_it_computes_in_parallel_and_has_children(ready):
    _, client = ready
    assert run(
        client,
        "import torch\n"
        "A = torch.ones(600, 600)\n"
        "data = torch.utils.data.TensorDataset(torch.arange(8))\n"
        "loader = torch.utils.data.DataLoader(data, batch_size=4, num_workers=2)\n"
        "print((A @ A).sum().item(), sum(batch[0].sum().item() for batch in loader))",
    ).endswith(f"{600.0**3} 28")


@LINUX
def test_an_interrupt_while_it_starts_does_not_end_it(tmp_path):
    with started("ready", tmp_path, interrupted=True) as (_, client):
        assert run(client, "print(6 * 7)") == "42"


@LINUX
def test_the_stop_button_interrupts_it_and_what_it_started(ready):
    manager, client = ready
    run(client, "kept = 7")
    message = client.execute("import subprocess; subprocess.run(['sleep', '60'])")
    pid = manager.provisioner.pid
    wait_for(lambda: any("sleep" in _command(p) for p in _children(pid)), lambda: "no child yet")
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=PATIENCE)
    while reply["parent_header"].get("msg_id") != message:
        reply = client.get_shell_msg(timeout=PATIENCE)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert run(client, "print(kept)") == "7"
    wait_for(lambda: not _children(pid), lambda: "its child is still there")


@LINUX
def test_restarted_it_is_another_process_that_knows_nothing(ready):
    manager, client = ready
    before = told(client, "os.getpid()")
    run(client, "kept = 7")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=PATIENCE)
    assert told(client, "os.getpid()") != before
    assert run(client, "print(kept)") == "NameError"


@LINUX
@pytest.mark.parametrize("end", ["import os; os._exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_that_it_died_is_seen(ready, end):
    manager, client = ready
    client.execute(end)
    wait_for(lambda: not manager.is_alive(), lambda: "its manager thinks that it is alive")


@LINUX
def test_shut_down_it_ends_by_itself_and_keeps_its_history(tmp_path):
    with started("ready", tmp_path) as (manager, client):
        run(
            client,
            f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path)!r}, "
            "'left').touch)",
        )
        process = manager.provisioner.process
        manager.shutdown_kernel()
        assert process.poll() == 0
    assert (tmp_path / "left").exists()


@LINUX
@pytest.mark.parametrize("whose", ["manager", "fork server"])
def test_no_kernel_outlives_its_manager_or_the_fork_server(tmp_path, whose):
    program = tmp_path / "manager.py"
    program.write_text(MANAGER, encoding="utf-8")
    variables = {"JUPYTER_DEFAULT_PROVISIONER_NAME": "ready"}
    with Started(sys.executable, program, **variables) as manager:
        wait_for(lambda: "ready" in manager.said, lambda: manager.complained)
        assert manager.said.split() == ["begun", "ready"]
        found = [int(folder.name) for folder in manager.processes()]
        servers = [pid for pid in found if "forkserver" in _command(pid) and _children(pid)]
        (server,) = servers
        kernels = _children(server)
        assert len(kernels) == 2
        os.kill(manager.process.pid if whose == "manager" else server, signal.SIGKILL)
        wait_for(lambda: not any(map(_alive, kernels)), lambda: f"{kernels} are still there")
        if whose == "manager":
            manager.process.wait()
            manager.wait_until_nothing_runs()


@LINUX
def test_another_fork_server_follows_one_that_was_killed(tmp_path):
    with started("ready", tmp_path) as (_, client):
        server = told(client, "os.getppid()")
    os.kill(server, signal.SIGKILL)
    wait_for(lambda: not _alive(server), lambda: "the fork server is still there")
    with started("ready", tmp_path) as (_, client):
        assert told(client, "os.getppid()") not in (server, os.getpid())


@LINUX
@pytest.mark.parametrize(
    "change", [{"PYTHONHASHSEED": "1"}, {"OMP_NUM_THREADS": "1"}, {"MPLBACKEND": "agg"}]
)
def test_what_is_read_before_the_first_line_needs_a_start_of_its_own(tmp_path, change):
    with started("ready", tmp_path, **change) as (_, client):
        assert told(client, "os.getppid()") == os.getpid()
        ((name, value),) = change.items()
        assert told(client, f"os.environ[{name!r}]") == value


@LINUX
def test_where_none_can_be_forked_kernels_start_as_ever_with_a_sentence(
    tmp_path, monkeypatch, caplog
):
    def refused(told):
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr(forking, "_forked", refused)
    with started("ready", tmp_path) as (_, client):
        assert told(client, "os.getppid()") == os.getpid()
    assert "starts as ever, since none can be forked: AF_UNIX path too long" in caplog.text


@pytest.mark.parametrize(
    "command",
    [
        ["julia", "-f", "connection.json"],
        ["another/bin/python", *LAUNCH],
        [sys.executable, "-m", "xeus_python", "-f", "connection.json"],
        [sys.executable, "-W", "error", *LAUNCH],
    ],
)
def test_other_kernels_are_started_as_ever(command):
    assert _arguments(command) is None


def test_where_no_fork_is_safe_kernels_are_started_as_ever(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert _arguments([sys.executable, *LAUNCH]) is None


def _children(pid):
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
