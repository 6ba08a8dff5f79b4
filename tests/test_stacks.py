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
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import jupytext
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from preliminaries.course.places import ROOT
from preliminaries.doctor import loading, surroundings

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


# What a learner needs, and with what presenting, building and testing add.
LEARNERS = by_name(requirements(PYPROJECT["project"]["dependencies"]))
EXTRAS = {
    extra: by_name(requirements(lines))
    for extra, lines in PYPROJECT["project"]["optional-dependencies"].items()
}
DECLARED = LEARNERS | {name: need for extra in EXTRAS.values() for name, need in extra.items()}
OVERRIDDEN = by_name(requirements(PYPROJECT["tool"]["uv"]["override-dependencies"]))
LEARNERS_LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
LOCK = LEARNERS_LOCK + (ROOT / "requirements-more.txt").read_text(encoding="utf-8").splitlines()


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


WITH_MORE = "test", "lint", "notebooks", "slides", "present", "bench"


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
        done = make(clone, f"PYTHON={sys.executable}", ".venv/.complete")
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


def undeclared(sources: Iterable[str], declared: dict[str, Requirement] = DECLARED) -> set[str]:
    names = {name for source in sources for name in imported_names(source)}
    return {
        name
        for name in names - sys.stdlib_module_names - OUR_OWN
        if not declared.keys() & {canonicalize_name(d) for d in providers().get(name, [name])}
    }


@pytest.mark.parametrize("folder", ["preliminaries", "benchmarks", "tests"])
def test_every_import_in_python_is_declared(folder):
    sources = (path.read_text(encoding="utf-8") for path in tracked(f"{folder}/*.py"))
    siblings = {path.stem for path in tracked(f"{folder}/*.py")}
    assert not undeclared(sources) - siblings


def test_every_import_in_a_lecture_is_declared():
    sources = (code for path in tracked("lectures/*.md") for code in lecture_code(path))
    assert not undeclared(sources, LEARNERS)


def own_modules() -> dict[str, Path]:
    """The package's modules, by their full names."""
    found = {}
    for path in tracked("preliminaries/*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def own_imports(source: str, module: str, modules: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that this code loads; with a module, the packages it lies in."""
    # ours to begin with, for a relative import: the package that the module lies in, or is
    is_package = module in modules and modules[module].name == "__init__.py"
    home = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        named = []
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            named = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        for name in named:
            parts = name.split(".")
            yield from (
                outer
                for count in range(1, len(parts) + 1)
                if (outer := ".".join(parts[:count])) in modules
            )


def test_what_a_lecture_loads_of_ours_needs_only_a_learners_packages():
    modules = own_modules()
    lectures = [code for path in tracked("lectures/*.md") for code in lecture_code(path)]
    first = {name for code in lectures for name in own_imports(code, "", modules)}
    first -= {"preliminaries"}
    assert {"preliminaries.figures", "preliminaries.doctor"} <= first
    # Loaded by name, so whole rooms of them: a figure when it is drawn, an exercise when asked for.
    rooms = (*(f"{name}." for name in first), "preliminaries.exercises.")
    todo = [name for name in modules if f"{name}.".startswith(rooms)] + ["preliminaries"]
    seen = set(todo)
    while todo:
        module = todo.pop()
        source = modules[module].read_text(encoding="utf-8")
        lacking = undeclared([source], LEARNERS)
        assert not lacking, f"learners load {module}, which needs {', '.join(sorted(lacking))}"
        new = set(own_imports(source, module, modules)) - seen
        seen |= new
        todo += new
    assert any(name.startswith("preliminaries.judging") for name in seen)


def test_decks_are_made_with_what_presenting_adds():
    sources = [path.read_text(encoding="utf-8") for path in tracked("preliminaries/slides/*.py")]
    assert not undeclared(sources, LEARNERS | EXTRAS["present"])


def test_imports_of_ours_are_followed():
    modules = own_modules()
    code = "from .formulas import as_html\nfrom preliminaries import devices\nimport torch"
    assert set(own_imports(code, "preliminaries.slides.deck", modules)) == {
        "preliminaries",
        "preliminaries.slides",
        "preliminaries.slides.formulas",
        "preliminaries.devices",
    }
    here = own_imports("from .canvas import Canvas", "preliminaries.figures.drawing", modules)
    assert "preliminaries.figures.drawing.canvas" in here


def test_an_undeclared_import_is_found():
    assert undeclared(iter(["import torch, os\nimport yaml\nfrom requests.api import get"])) == {
        "yaml",
        "requests",
    }
