"""What can be said without loading anything."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import machinery, metadata, util
from pathlib import Path

from preliminaries.course.browser import find_chromium
from preliminaries.doctor.finding import BAD, GOOD, NOTE, Finding, from_here, here
from preliminaries.memory import available

ROOT = Path(__file__).parents[2]
NAME_A_HOME = "Name a folder of yours in the variable HOME."
_SET_UP = "Set the course up as README.md says."
# Imported under these names.
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


def install(*names: str, anew: bool = False) -> str:
    """The command that installs these packages anew; without names what is missing, or all."""
    if not _has_own_pip():
        return _SET_UP
    if _is_classic():
        before = f"python -m pip uninstall -y {' '.join(names)}, then " if names else ""
        force = " --force-reinstall" if anew else ""
        return f"{before}python -m pip install{force} -e {from_here(ROOT)}"
    # As constraints, the versions of requirements.txt hold for single packages too.
    force = " --force-reinstall" if anew or names else ""
    listed = ("-c " if names else "-r ") + from_here(ROOT / "requirements.txt")
    if not _added().isdisjoint(names):
        listed += f" -c {from_here(_MORE)}"
    return f"python -m pip install --no-deps{force} {' '.join([listed, *names])}"


def install_course() -> str:
    """The command that has this Python find the course wherever it is started."""
    command = f"python -m pip install --no-deps --no-build-isolation -e {from_here(ROOT)}"
    return command if _has_own_pip() else _SET_UP


def _has_own_pip() -> bool:
    """Whether this is an environment, and pip can install into it."""
    conda = (Path(sys.prefix) / "conda-meta").is_dir()
    return (conda or sys.prefix != sys.base_prefix) and util.find_spec("pip") is not None


def python() -> Iterator[Finding]:
    words = sys.version.split()[0]  # one that is too old has not come as far as here
    if sys.version_info[:2] > (3, 14):
        yield Finding(NOTE, "Python", f"{words} is newer than the versions in requirements.txt")
    else:
        yield Finding(GOOD, "Python", words)


def packages() -> Iterator[Finding]:
    """Which of the two stacks is here; what is missing or too old."""
    needed = [line for line in _lines_of_pyproject() if "extra ==" not in line]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed]
    if missing := [f"{name} is missing" for name in names if version_of(name) is None]:
        yield Finding(BAD, "packages", _few(missing), install())
        return
    if wrong := unmet(needed):
        yield Finding(BAD, "packages", _few(wrong), install())
        return
    if _is_classic():
        yield Finding(GOOD, "packages", "the classic stack: the versions that d2l asks for")
        return
    listed = ROOT / "requirements.txt"
    if not listed.is_file():
        yield Finding(NOTE, "packages", "all there; which stack cannot be told from here")
        return
    lines = [line for line in listed.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    if other := unmet(lines):
        words = f"neither the current stack nor the classic one: {_few(other)}"
        yield Finding(NOTE, "packages", words, f"To be as tested: {install()}")
    else:
        words = f"the current stack: {len(lines)} lines of requirements.txt"
        if not all(map(version_of, _added())):
            words += "; not all of what presenting and tests add"
        yield Finding(GOOD, "packages", words)


def _is_classic() -> bool:
    """Whether the packages that d2l pins are here in its versions."""
    try:
        return not unmet(metadata.requires("d2l") or [])
    except Exception:  # d2l or packaging is not there, or broken
        return False


def unmet(lines: list[str]) -> list[str]:
    """What those requirements miss here, each in words."""
    from packaging.requirements import Requirement

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


def _lines_of_pyproject() -> list[str]:
    file = ROOT / "pyproject.toml"
    if file.is_file():
        import tomllib

        return tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
    return metadata.requires("preliminaries") or []


def lines_for(*names: str) -> list[str]:
    """What pyproject.toml asks for of these packages."""
    needed = {line: re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in _lines_of_pyproject()}
    return [line for line, name in needed.items() if name.lower().replace("_", "-") in names]


def version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _few(words: list[str]) -> str:
    return "; ".join(words[:2]) + (f"; and {len(words) - 2} more" if len(words) > 2 else "")


_MORE = ROOT / "requirements-more.txt"


def _added() -> set[str]:
    """The packages that presenting, building and testing add to a learner's."""
    text = _MORE.read_text(encoding="utf-8") if _MORE.is_file() else ""
    return set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))


def shadows() -> Iterator[Finding]:
    """Files that hide a package: a notebook looks in its own folder first."""
    for path in _hiding():
        words = f"{from_here(path)} hides the package {_module(path)}"
        brought = any(path.is_relative_to(folder) for folder in folders_in("PYTHONPATH"))
        cure = "Take its folder out of the variable PYTHONPATH" if brought else "Rename it"
        yield Finding(BAD, "own files", words, f"{cure}, and start the doctor again.")
        return
    yield Finding(GOOD, "own files", "none hides a package")


def folders_in(variable: str) -> list[Path]:
    """The folders that a variable like PYTHONPATH names, but for the course's own."""
    folders = os.environ.get(variable, "").split(os.pathsep)
    return [Path(folder) for folder in folders if folder and Path(folder) != ROOT]


def _module(path: Path) -> str:
    return path.parent.name if path.name == "__init__.py" else path.stem


def _hiding() -> Iterator[Path]:
    """The files in a learner's folders that are called like a module of Python or a package."""
    own = [folder for folder in (ROOT / "notebooks", here()) if folder]
    ours = {folder.resolve() for folder in (ROOT, *own)}
    packages = [path for path in sys.path if path and Path(path).resolve() not in ours]
    for folder in dict.fromkeys([*own, *folders_in("PYTHONPATH")]):
        for path in sorted([*folder.glob("*.py"), *folder.glob("*/__init__.py")]):
            name = _module(path)
            if name in sys.stdlib_module_names:
                yield path
            elif folder in own and path != ROOT / "preliminaries" / "__init__.py":
                spec = machinery.PathFinder.find_spec(name, packages)
                if name == "preliminaries" or (spec and spec.origin):
                    yield path
    for name in _IMPORTED:
        spec, home = util.find_spec(name), _home(name)
        if spec and spec.origin and home and not Path(spec.origin).resolve().is_relative_to(home):
            yield Path(spec.origin)


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
    cure = f"Install them together: {install('torch', 'torchvision')}"
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


def jupyter() -> Iterator[Finding]:
    """A server that cannot make its folders does not start."""
    from jupyter_core import paths

    try:
        Path.home()
    except RuntimeError:  # a user without a name, as in a container
        yield Finding(BAD, "Jupyter", "knows no home directory of yours", NAME_A_HOME)
        return
    for kind in ("data", "config", "runtime"):
        folder = Path(getattr(paths, f"jupyter_{kind}_dir")())
        if kind != "runtime" and folder.is_dir():
            continue  # only the last is always written to
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        try:
            tempfile.TemporaryDirectory(dir=nearest).cleanup()
        except OSError as error:
            words = f"cannot write in its folder {folder}: {error.strerror}"
            variable = f"JUPYTER_{kind.upper()}_DIR"
            cure = f"Unset the variable {variable}, or name a folder of yours there."
            if variable not in os.environ:
                cure = "Give yourself write access, or name a folder of yours in the variable HOME."
            yield Finding(BAD, "Jupyter", words, cure)
            return
    yield Finding(GOOD, "Jupyter", "can write in its own folders")


def memory() -> Iterator[Finding]:
    free = available() / 2**30
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
        words = "no Chromium, Chrome or Edge: no PDF of slides, some tests left out"
        yield Finding(NOTE, "browser", words, "Only for these: install Chromium or Chrome.")
