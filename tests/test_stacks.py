"""Two stacks, one project: what is declared, what is resolved and what is imported agree."""

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from preliminaries.course.places import ROOT
from preliminaries.doctor import loading, surroundings
from tests.declared import (
    DECLARED,
    LEARNERS,
    LEARNERS_LOCK,
    LOCK,
    PYPROJECT,
    by_name,
    requirements,
    tracked,
)

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


PLATFORMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}


OVERRIDDEN = by_name(requirements(PYPROJECT["tool"]["uv"]["override-dependencies"]))


def locked(platform: str, python: str, lock: list[str] = LOCK) -> dict[str, Version]:
    """The versions that `pip install -r requirements.txt -r requirements-more.txt` takes there."""
    there = {
        **PLATFORMS[platform],
        "python_version": python,
        "python_full_version": f"{python}.9",
        "platform_machine": "x86_64",
        "implementation_name": "cpython",
    }
    versions: dict[str, Version] = {}
    for requirement in requirements(lock):
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
    learners, versions = locked(platform, python, LEARNERS_LOCK), locked(platform, python)
    for name, requirement in DECLARED.items():
        where = learners if name in LEARNERS else versions
        assert name in where, f"{name} is locked nowhere, or for tests only: make lock"
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


def locked_here(lock: list[str] = LOCK) -> dict[str, Version]:
    """The versions that are locked for this machine; without them here, the test is skipped."""
    python = ".".join(map(str, sys.version_info[:2]))
    platform = {"linux": "linux", "darwin": "macos", "win32": "windows"}[sys.platform]
    versions = locked(platform, python, lock)
    for name, version in versions.items():
        try:
            here = Version(importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            pytest.skip(f"{name} of the current stack is not installed: another stack runs here")
        if here != version:
            pytest.skip(f"{name} is {here}, not {version}: another stack runs here")
    return versions


def needs(name: str, extras: frozenset[str] = frozenset()) -> Iterator[Requirement]:
    """What an installed package requires on this machine."""
    for line in importlib.metadata.requires(name) or []:
        need = Requirement(line)
        lifted = OVERRIDDEN.get(canonicalize_name(need.name))
        markers = [need.marker, lifted and lifted.marker]
        if all(
            marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras})
            for marker in markers
        ):
            yield need


def closure(declared: dict[str, Requirement]) -> set[str]:
    """These packages, and whatever they require, and so on."""
    todo = [(name, frozenset(need.extras)) for name, need in declared.items()]
    seen = set(todo)
    while todo:
        for need in needs(*todo.pop()):
            found = canonicalize_name(need.name), frozenset(need.extras)
            if found not in seen:
                seen.add(found)
                todo.append(found)
    return {name for name, _ in seen}


def test_lock_fits_together():
    versions = locked_here()
    for name in versions:
        for need in needs(name):
            needed = canonicalize_name(need.name)
            assert needed in versions, f"{name} requires {needed}: make lock"
            if needed not in OVERRIDDEN:
                assert need.specifier.contains(versions[needed], prereleases=True)


@pytest.mark.parametrize(
    ("declared", "lock"), [(LEARNERS, LEARNERS_LOCK), (DECLARED, LOCK)], ids=["learners", "all"]
)
def test_lock_lists_what_is_needed_and_nothing_else(declared, lock):
    """With `--no-deps` nothing is added, so whatever a package here requires must be listed."""
    locked_here()  # of the others too: needs are read from what is installed
    assert locked_here(lock).keys() == closure(declared)


def test_the_doctor_asks_nobody_for_what_only_presenting_and_tests_need(monkeypatch):
    learners, everything = locked_here(LEARNERS_LOCK), locked_here()
    (finding,) = surroundings.packages()
    assert (finding.state, finding.words[:17]) == ("ok", "the current stack")
    assert "tests" not in finding.words
    found = surroundings.version_of

    def version_of(name):
        more = everything.keys() - learners.keys()
        return None if canonicalize_name(name) in more else found(name)

    monkeypatch.setattr(surroundings, "version_of", version_of)
    (finding,) = surroundings.packages()
    assert (finding.state, finding.cure) == ("ok", "")
    assert finding.words.startswith("the current stack")
    assert finding.words.endswith("; not all of what presenting and tests add")


def test_the_doctor_asks_no_learner_for_slides(monkeypatch):
    lab = "JupyterLab v4.6.6\n    @jupyter-widgets/jupyterlab-manager v5.0.10 enabled OK\n"
    monkeypatch.setattr(loading, "_try", lambda steps: loading._Trial({"rise": None}, "", lab))
    monkeypatch.setattr(loading, "util", SimpleNamespace(find_spec=lambda name: None))
    (finding,) = loading.slides()
    assert (finding.state, finding.words[:9], finding.cure) == ("ok", "none here", "")


def test_a_cure_for_slides_takes_the_versions_of_both_files(monkeypatch):
    monkeypatch.setattr(surroundings, "_has_own_pip", lambda: True)
    monkeypatch.setattr(surroundings, "_is_classic", lambda: False)
    monkeypatch.chdir(ROOT)
    both = "-c requirements.txt -c requirements-more.txt jupyterlab-rise"
    assert surroundings.install("jupyterlab-rise").endswith(both)
    assert surroundings.install("torch").endswith("-c requirements.txt torch")


def test_conda_takes_the_project_by_plain_pip_on_python_3_11():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1]
    assert lines.split() == ["-", "python=3.11", "-", "pip", "-", "pip:", "-", "-e", "."]


def test_no_file_names_a_package_index():
    # Put together here, so that this file does not match itself.
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb.deb" + "ian"]
    options = ["--extra-" + "index", "--index" + "-url", "--find" + "-links"]
    pattern = re.compile("|".join(map(re.escape, hosts + options)).encode())
    guilty = [path for path in tracked() if pattern.search(path.read_bytes())]
    assert not guilty
