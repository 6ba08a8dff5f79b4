"""What make installs for each target, and taking an installation up again."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from preliminaries.course.places import ROOT

with_make = pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make")


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *arguments]
    env = os.environ | {"MAKEFLAGS": ""}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)


@pytest.fixture
def clone(tmp_path):
    """A fresh one, as far as make looks at it."""
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-more.txt"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "settings", tmp_path / "settings")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def installed_by(folder: Path, target: str) -> list[str]:
    """The files of requirements that `make target` would install there."""
    done = make(folder, "--dry-run", target)
    assert done.returncode == 0, done.stderr
    # make runs the make within a recipe even now, which lists anew what is not installed yet
    return list(dict.fromkeys(re.findall(r"pip install --no-deps -r (\S+)", done.stdout)))


WITH_MORE = "test", "lint", "notebooks", "slides", "present", "translate", "font", "bench"


@with_make
def test_make_installs_what_a_target_needs(clone):
    assert installed_by(clone, "lab") == ["requirements.txt"]
    assert installed_by(clone, "doctor") == []
    for target in WITH_MORE:
        assert installed_by(clone, target) == ["requirements.txt", "requirements-more.txt"]


@with_make
def test_make_goes_on_from_what_is_installed(clone):
    time = iter(range(10**9, 10**9 + 100))

    def touch(name):
        (clone / name).touch()
        os.utime(clone / name, (next(time),) * 2)

    for path in [*clone.glob("*.t*"), *clone.glob("settings/*")]:
        touch(path.relative_to(clone))
    touch(".venv/.ready")  # make lab
    assert installed_by(clone, "lab") == []
    for target in WITH_MORE:
        assert installed_by(clone, target) == ["requirements-more.txt"]
    touch(".venv/.complete")  # make test
    assert not any(installed_by(clone, target) for target in ("lab", *WITH_MORE))
    touch("requirements-more.txt")
    assert installed_by(clone, "lab") == []
    assert installed_by(clone, "test") == ["requirements-more.txt"]
    touch("requirements.txt")
    assert installed_by(clone, "lab") == ["requirements.txt"]
    assert installed_by(clone, "test") == ["requirements.txt", "requirements-more.txt"]


@with_make
def test_an_interrupted_installation_is_taken_up_again(clone):
    """In an environment whose pip stops at the file that is named in the file `stop`."""
    python = clone / ".venv/bin/python"
    python.parent.mkdir()
    python.write_text(
        '#!/bin/sh\ncase "$*" in *"install --no-deps -r $(cat stop)") exit 1;; esac\n'
    )
    python.chmod(0o755)
    stamps = [clone / ".venv" / name for name in (".ready", ".complete")]
    for stop, there in [("requirements.txt", 0), ("requirements-more.txt", 1), ("nothing", 2)]:
        (clone / "stop").write_text(stop)
        done = make(clone, f"PYTHON={shlex.quote(sys.executable)}", ".venv/.complete")
        assert (done.returncode == 0) == (there == 2), done.stderr
        assert [stamp.exists() for stamp in stamps] == [number < there for number in range(2)]


@with_make
@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        ("echo 'No known vulnerabilities found'", 0, "No known vulnerabilities found\n"),
        ("echo 'Found 1 known vulnerability in 1 package'; exit 1", 2, "Found 1 known"),
        (
            "printf 'Traceback\\n  ...\\nConnectionError: no name\\n'; exit 1",
            2,
            "ConnectionError: no name\nNo result: not every package could be asked",
        ),
    ],
    ids=["nothing known", "something known", "no answer"],
)
def test_audit_tells_no_answer_from_a_good_one(tmp_path, answer, status, told):
    python = tmp_path / "python"  # makes an "environment" in which pip-audit answers so
    python.write_text(
        '#!/bin/sh\nmkdir "$3/bin"\nprintf "#!/bin/sh\\n" > "$3/bin/python"\n'
        f'cat > "$3/bin/pip-audit" <<"END"\n#!/bin/sh\n{answer}\nEND\n'
        'chmod +x "$3/bin/python" "$3/bin/pip-audit"\n'
    )
    python.chmod(0o755)
    env = os.environ | {"MAKEFLAGS": ""}
    command = ["make", "--no-print-directory", "audit", f"PYTHON='{python}'"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env)
    assert done.returncode == status
    assert done.stdout.startswith(told)
    assert "Traceback" not in done.stdout + done.stderr
