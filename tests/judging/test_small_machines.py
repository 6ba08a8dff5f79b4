"""Where a machine has little: memory as in a small container, a quarter of a core."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from preliminaries import memory

FILLS = """
import torch
from preliminaries import check
from preliminaries.memory import allowed, available
assert available() < 2**30, available()
assert allowed() < 2**30, allowed()
def fills(a, b):
    kept = []
    while True:
        kept.append(torch.ones(10_000_000) + 1)
print(check("outer-sum", fills).status)
def fills_with_bytes(a, b):
    kept = []
    while True:
        kept.append(bytearray(5_000_000))
print(check("outer-sum", fills_with_bytes).status)
print(check("outer-sum", lambda a, b: a[:, None] + b).status)
"""

HURRIES = """
from preliminaries import check
from preliminaries.course.exercises import find
for slug in ("impute-mean",):
    exercise = find(slug)
    for name, answer in exercise.wrong.items():
        belief = check(slug, answer).verdict.belief
        assert belief == name, (slug, name, belief)
    assert all(check(slug, answer).correct for answer in exercise.right_answers().values())
print("told")
"""


@contextmanager
def group(kind: str, **limits: int):
    """A control group of that kind with these limits; skips the test where none can be made."""
    name = f"test-{os.getpid()}"
    folder = Path("/sys/fs/cgroup", kind, name)
    try:
        folder.mkdir()
    except OSError as error:
        pytest.skip(f"no control group of the first version can be made here: {error.strerror}")
    try:
        for file, limit in limits.items():
            (folder / f"{kind}.{file}").write_text(str(limit), "ascii")
        yield folder / "cgroup.procs"
    finally:
        folder.rmdir()


def said(program: str, procs: Path) -> str:
    joining = f"import os\nopen({str(procs)!r}, 'w').write(str(os.getpid()))\n"
    command = [sys.executable, "-W", "ignore", "-c", joining + program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_in_a_container_of_one_gigabyte_nothing_is_killed():
    with group("memory", limit_in_bytes=2**30) as procs:
        assert said(FILLS, procs).split() == ["it", "raised", "it", "raised", "correct"]


def test_on_a_quarter_of_a_core_every_reason_is_told():
    with group("cpu", cfs_quota_us=25_000) as procs:
        assert said(HURRIES, procs) == "told\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limit")
def test_what_the_user_may_have_at_most_counts():
    program = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, -1))\n"
        "from preliminaries.memory import available\n"
        "assert available() < 3 * 2**30"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ({"memory.max": "max", "memory.current": "5", "memory.stat": "inactive_file 1"}, []),
        (
            {
                "memory.max": "100",
                "memory.current": "70",
                "memory.stat": "inactive_file 20\nfile_mapped 5",
            },
            [45],
        ),
        ({"memory.max": "100"}, []),
    ],
)
def test_the_second_version_of_control_groups_is_read(tmp_path, files, left):
    for name, text in files.items():
        (tmp_path / name).write_text(text + "\n", "ascii")
    assert list(memory._left_in(tmp_path, *memory._SECOND)) == left


def test_what_is_allowed_lies_between_what_a_right_answer_takes_and_what_is_there(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 2**40)
    assert memory.allowed() == memory.MOST
    monkeypatch.setattr(memory, "available", lambda: 2**30)
    assert 2**29 < memory.allowed() < 2**30
    monkeypatch.setattr(memory, "available", lambda: 0)
    assert memory.allowed() == 2**27
