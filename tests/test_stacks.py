"""Two stacks, one project: what is declared, what is resolved and what is imported agree."""

import ast
import functools
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jupytext
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}
OUR_OWN = {"preliminaries", "benchmarks", "tests", "conftest"}


def requirements(lines: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def by_name(found: list[Requirement]) -> dict[str, Requirement]:
    return {canonicalize_name(requirement.name): requirement for requirement in found}


DECLARED = by_name(requirements(PYPROJECT["project"]["dependencies"]))
OVERRIDDEN = by_name(requirements(PYPROJECT["tool"]["uv"]["override-dependencies"]))
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def locked(platform: str, python: str) -> dict[str, Version]:
    """The versions that `pip install -r requirements.txt` takes there."""
    there = {
        **PLATFORMS[platform],
        "python_version": python,
        "python_full_version": f"{python}.9",
        "platform_machine": "x86_64",
        "implementation_name": "cpython",
    }
    versions: dict[str, Version] = {}
    for requirement in requirements(LOCK):
        if requirement.marker is None or requirement.marker.evaluate(there):
            (pin,) = requirement.specifier
            assert pin.operator == "==", f"{requirement} is not pinned"
            name = canonicalize_name(requirement.name)
            assert name not in versions, f"{name} is pinned twice on {platform}, Python {python}"
            versions[name] = Version(pin.version)
    return versions


def d2l_pins() -> dict[str, Version]:
    pins = {}
    for line in importlib.metadata.requires("d2l") or []:
        requirement = Requirement(line)
        (pin,) = requirement.specifier
        pins[canonicalize_name(requirement.name)] = Version(pin.version)
    return pins


def test_lower_bounds_let_d2l_pins_in():
    pins = d2l_pins()
    assert {"numpy", "pandas", "matplotlib"} <= pins.keys() & DECLARED.keys()
    for name in pins.keys() & DECLARED.keys():
        assert pins[name] in DECLARED[name].specifier, f"{DECLARED[name]} bars d2l's {pins[name]}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_lock_satisfies_what_is_declared(platform, python):
    versions = locked(platform, python)
    for name, requirement in DECLARED.items():
        assert name in versions, f"requirements.txt lacks {name}: make lock"
        assert versions[name] in requirement.specifier, f"{requirement}, locked {versions[name]}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_lock_obeys_the_overrides(platform, python):
    versions = locked(platform, python)
    for name, requirement in OVERRIDDEN.items():
        if name in versions:
            assert versions[name] in requirement.specifier, f"{requirement}: {versions[name]}"


def test_every_pin_of_d2l_is_lifted():
    assert d2l_pins().keys() <= OVERRIDDEN.keys()


def test_slow_format_checker_stays_out():
    assert not [line for line in LOCK if line.startswith("rfc3987-syntax")]


def test_lock_is_complete():
    """With `--no-deps` nothing is added, so whatever a package here requires must be listed."""
    python = ".".join(map(str, sys.version_info[:2]))
    platform = {"linux": "linux", "darwin": "macos", "win32": "windows"}[sys.platform]
    versions = locked(platform, python)
    for name in versions:
        try:
            needed = importlib.metadata.requires(name) or []
            here = Version(importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            pytest.skip(f"{name} of the current stack is not installed: another stack runs here")
        if here != versions[name]:
            pytest.skip(f"{name} is {here}, not {versions[name]}: another stack runs here")
        for line in needed:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed_name = canonicalize_name(requirement.name)
                assert needed_name in versions, f"{name} requires {needed_name}: make lock"
                if needed_name not in OVERRIDDEN:
                    assert requirement.specifier.contains(versions[needed_name], prereleases=True)


def test_conda_takes_the_project_by_plain_pip_on_python_3_11():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1]
    assert lines.split() == ["-", "python=3.11", "-", "pip", "-", "pip:", "-", "-e", "."]


@pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make")
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


def test_no_file_names_a_package_index():
    # Put together here, so that this file does not match itself.
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb.deb" + "ian"]
    options = ["--extra-" + "index", "--index" + "-url", "--find" + "-links"]
    pattern = re.compile("|".join(map(re.escape, hosts + options)).encode())
    guilty = [path for path in tracked() if pattern.search(path.read_bytes())]
    assert not guilty


def imported_names(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def lecture_code(path: Path) -> Iterator[str]:
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "code":
            # IPython's own lines (%magic, !command, object?) are no Python.
            yield re.sub(r"(?m)^\s*([%!].*|\S+\?\??)$", "", cell.source)


@functools.cache
def providers() -> dict[str, list[str]]:
    return dict(importlib.metadata.packages_distributions())


def undeclared(sources: Iterator[str]) -> set[str]:
    names = {name for source in sources for name in imported_names(source)}
    return {
        name
        for name in names - sys.stdlib_module_names - OUR_OWN
        if not DECLARED.keys() & {canonicalize_name(d) for d in providers().get(name, [name])}
    }


@pytest.mark.parametrize("folder", ["preliminaries", "benchmarks", "tests"])
def test_every_import_in_python_is_declared(folder):
    sources = (path.read_text(encoding="utf-8") for path in tracked(f"{folder}/*.py"))
    siblings = {path.stem for path in tracked(f"{folder}/*.py")}
    assert not undeclared(sources) - siblings


def test_every_import_in_a_lecture_is_declared():
    sources = (code for path in tracked("lectures/*.md") for code in lecture_code(path))
    assert not undeclared(sources)


def test_an_undeclared_import_is_found():
    assert undeclared(iter(["import torch, os\nimport yaml\nfrom requests.api import get"])) == {
        "yaml",
        "requests",
    }
