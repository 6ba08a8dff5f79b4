"""What pyproject.toml declares, and what the lock files list."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from preliminaries.course.places import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(lines: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def by_name(found: list[Requirement]) -> dict[str, Requirement]:
    return {canonicalize_name(requirement.name): requirement for requirement in found}


# What a learner needs, and with what presenting, building and testing add.
LEARNERS = by_name(requirements(PYPROJECT["project"]["dependencies"]))


EXTRAS = {
    extra: by_name(requirements(lines))
    for extra, lines in PYPROJECT["project"]["optional-dependencies"].items()
}


DECLARED = LEARNERS | {name: need for extra in EXTRAS.values() for name, need in extra.items()}


LEARNERS_LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


LOCK = LEARNERS_LOCK + (ROOT / "requirements-more.txt").read_text(encoding="utf-8").splitlines()


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, new ones included, ignored ones not."""
    if not shutil.which("git"):
        pytest.skip("no git here, so which files belong to the repository is unknown")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so which files belong to the repository is unknown")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
