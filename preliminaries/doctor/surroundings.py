"""What can be said without loading anything."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from preliminaries.doctor.finding import BAD, GOOD, NOTE, Finding
from preliminaries.slides.chromium import find_chromium

ROOT = Path(__file__).parents[2]
INSTALL = "python -m pip install --no-deps -r requirements.txt"
# Imported under these names; a file of the learner's that is called so hides them.
_IMPORTED = (
    "torch",
    "torchvision",
    "numpy",
    "pandas",
    "matplotlib",
    "d2l",
    "IPython",
    "ipywidgets",
)
# A learner's own file may hide these as well, and half of Python with them.
_STANDARD = ("random", "copy", "math", "time", "types", "statistics", "string", "code", "inspect")


def python() -> Iterator[Finding]:
    words = sys.version.split()[0]  # one that is too old has not come as far as here
    if sys.version_info[:2] > (3, 14):
        yield Finding(NOTE, "Python", f"{words} is newer than the versions in requirements.txt")
    else:
        yield Finding(GOOD, "Python", words)


def packages() -> Iterator[Finding]:
    """Which of the two stacks is here; what is missing or too old."""
    needed = _lines_of_pyproject()
    names = [re.match(r"[\w.-]+", line)[0] for line in needed]
    if missing := [f"{name} is missing" for name in names if version_of(name) is None]:
        yield Finding(BAD, "packages", _few(missing), INSTALL)
        return
    from packaging.requirements import Requirement

    def unmet(lines: list[str]) -> list[str]:
        found = []
        for line in lines:
            need = Requirement(line)
            if need.marker and not need.marker.evaluate({"extra": ""}):
                continue
            have = version_of(need.name)
            if have is None:
                found.append(f"{need.name} is missing")
            elif not need.specifier.contains(have.partition("+")[0], prereleases=True):
                found.append(f"{need.name} {have} is not {need.specifier}")
        return found

    if wrong := unmet(needed):
        yield Finding(BAD, "packages", _few(wrong), INSTALL)
        return
    if not unmet(metadata.requires("d2l") or []):
        yield Finding(GOOD, "packages", "the classic stack: the versions that d2l asks for")
        return
    listed = ROOT / "requirements.txt"
    if not listed.is_file():
        yield Finding(NOTE, "packages", "all there; which stack cannot be told from here")
        return
    lines = [line for line in listed.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    if other := unmet(lines):
        words = f"neither the current stack nor the classic one: {_few(other)}"
        yield Finding(NOTE, "packages", words, f"To be as tested: {INSTALL}")
    else:
        yield Finding(
            GOOD, "packages", f"the current stack: {len(lines)} lines of requirements.txt"
        )


def _lines_of_pyproject() -> list[str]:
    file = ROOT / "pyproject.toml"
    if file.is_file():
        import tomllib

        return tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
    return metadata.requires("preliminaries") or []


def version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _few(words: list[str]) -> str:
    return "; ".join(words[:2]) + (f"; and {len(words) - 2} more" if len(words) > 2 else "")


def shadows() -> Iterator[Finding]:
    """Files that hide a package: a notebook looks in its own folder first."""
    found = [
        path
        for folder in (ROOT / "notebooks", Path.cwd())
        for name in (*_IMPORTED, *_STANDARD)
        for path in (folder / f"{name}.py", folder / name / "__init__.py")
        if path.is_file()
    ]
    for name in _IMPORTED:
        spec, home = util.find_spec(name), _home(name)
        if spec and spec.origin and home and not Path(spec.origin).resolve().is_relative_to(home):
            found.append(Path(spec.origin))
    for path in dict.fromkeys(found):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        words = f"{path} hides the package {name}"
        cure = "Rename it, or take its folder out of PYTHONPATH."
        yield Finding(BAD, "own files", words, cure)
        return
    yield Finding(GOOD, "own files", "none hides a package")


def _home(name: str) -> Path | None:
    """The folder in which a package was installed."""
    try:
        return Path(str(metadata.distribution(name.lower()).locate_file(""))).resolve()
    except metadata.PackageNotFoundError:
        return None


def torch_pair() -> Iterator[Finding]:
    """Torchvision is compiled against one version of torch."""
    have, vision = version_of("torch"), version_of("torchvision")
    if not have or not vision:
        return  # told under packages
    needs = [
        match[1]
        for line in metadata.requires("torchvision") or []
        if (match := re.match(r"torch\s*\(?==\s*([\w.]+)", line))
    ]
    public, _, build = have.partition("+")
    builds = {build, vision.partition("+")[2]}
    cure = "Install them together: python -m pip install --force-reinstall torch torchvision"
    if needs and public not in needs:
        words = f"torchvision {vision} is made for torch {needs[0]}, and here is torch {have}"
        yield Finding(BAD, "torch pair", words, cure)
    elif len(builds) > 1 and "" not in builds:
        words = f"torch {have} and torchvision {vision} are builds for different hardware"
        yield Finding(BAD, "torch pair", words, cure)
    else:
        yield Finding(GOOD, "torch pair", f"torch {have} with torchvision {vision}")


def data_folder() -> Iterator[Finding]:
    """Lecture 2 writes a file into data/."""
    folder = ROOT / "data"
    if not (folder / "penguins.csv").is_file():
        yield Finding(BAD, "data/", f"no penguins.csv in {folder}", "git restore data")
        return
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(2**20))
    except OSError as error:
        words = f"cannot be written to: {error.strerror} ({folder})"
        yield Finding(BAD, "data/", words, "Give yourself write access, or clone into your home.")
    else:
        yield Finding(GOOD, "data/", "can be written to")


def memory() -> Iterator[Finding]:
    from psutil import virtual_memory

    free = virtual_memory().available / 2**30
    state, cure = GOOD, ""
    if free < 2:
        state = NOTE if free > 1 else BAD
        cure = "Close other programs and notebooks: a lecture takes up to 1.5 GB."
    yield Finding(state, "memory", f"{free:.1f} GB free", cure)


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(ROOT).free / 2**30
    state, cure = (NOTE, "Make room: pip and Jupyter need some.") if free < 1 else (GOOD, "")
    yield Finding(state, "disk", f"{free:.1f} GB free", cure)


def browser() -> Iterator[Finding]:
    """Anyone's own browser shows the course; this one is driven by programs."""
    if path := find_chromium():
        yield Finding(GOOD, "browser", f"{Path(path).name}, for tests and for slides as PDF")
    else:
        cure = "Only for make test and make slides: install Chromium (apt install chromium)"
        yield Finding(NOTE, "browser", "no Chromium: no PDF of slides, some tests left out", cure)
