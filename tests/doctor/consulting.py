"""The doctor, consulted on machines that something is wrong with."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from preliminaries.course.places import ROOT

MOST_LINES = 24  # of a terminal


# The doctor with the looks named on its command line only: a whole run takes ten seconds.
SOME_LOOKS = """
import sys
from preliminaries.doctor import report
report._LOOKS = [look for look in report._LOOKS if look.__name__ in sys.argv[1:]]
assert len(report._LOOKS) == len(sys.argv[1:])
sys.exit(0 if report.examine_machine() else 1)
"""


def sitecustomize(folder: Path, code: str) -> Path:
    """A folder that has every Python run this code first."""
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return folder


def consult(
    *looks: str,
    first: Path | None = None,
    root: Path = ROOT,
    folder: Path | None = None,
    before: str = "",
    **variables: str,
):
    """The doctor's exit status and report; `first` is a folder in front of all packages.

    It is started in the folder; with looks named, some code may run before."""
    paths = [str(path) for path in (first, root) if path]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PRELIMINARIES_DEVICE", None)
    how = ["-c", f"{before}\n{SOME_LOOKS}", *looks] if looks else ["-m", "preliminaries.doctor"]
    done = subprocess.run(
        [sys.executable, *how],
        capture_output=True,
        text=True,
        env=env | variables,
        cwd=folder or root,
        timeout=240,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr == ""
    return done.returncode, done.stdout


def package(folder: Path, name: str, code: str) -> Path:
    """A folder with a package that does as the code says when it is imported."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(code, "utf-8")
    return folder


def damaged(folder: Path, name: str, code: str) -> Path:
    """A folder that has every Python find such a package where packages are installed."""
    home = package(folder / "site-packages", name, code)
    (folder / "hook").mkdir(exist_ok=True)
    return sitecustomize(folder / "hook", f"import sys; sys.path.insert(0, {str(home)!r})")


def tree(folder: Path) -> Path:
    """A folder with the course's package in it, and with notebooks/ for a learner's own files."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "preliminaries", folder / "preliminaries", ignore=ignored)
    (folder / "notebooks").mkdir()
    return folder


def cure(report: str) -> str:
    """What the report says is to be done about what fails, or else about the first note; with the
    way to this Python left out."""
    told = dict(reversed(re.findall(r"^(FAILS|note) .*\n {18}-> (.*)", report, re.M)))
    told = told.get("FAILS") or told.get("note", "")
    return re.sub(r'(& )?("[^"]+"|\S+) -m ', "python -m ", told)


def in_front(folder: Path, name: str, script: str) -> str:
    """A PATH on which a program of that name comes first, and runs the shell's script."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def installed(folder: Path, name: str, version: str, *needs: str) -> Path:
    """A folder in which a package says that it is installed in that version."""
    home = folder / f"{name}-{version}.dist-info"
    home.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {need}" for need in needs]
    (home / "METADATA").write_text("\n".join(lines) + "\n")
    return folder


# Files called like what the doctor imports, itself or by others, and like what it does not.
LEARNERS_OWN = (
    "random copy dataclasses html textwrap tempfile json subprocess difflib inspect platform shutil"
    " types functools string typing pathlib re tomllib xml packaging notebook"
)


# The beginning of what `nvidia-smi -q -x` says.
LOG = """\
<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v10.dtd">
<nvidia_smi_log>
\t<timestamp>Mon Sep  7 10:00:00 2026</timestamp>
\t<driver_version>440.33.01</driver_version>
\t<cuda_version>10.2</cuda_version>
</nvidia_smi_log>"""
