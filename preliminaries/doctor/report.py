"""The whole examination, line by line."""

import platform
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import metadata

from preliminaries.doctor import loading, surroundings
from preliminaries.doctor.finding import BAD, NOTE, Finding

_LOOKS = (
    surroundings.python,
    surroundings.packages,
    surroundings.torch_pair,
    surroundings.data_folder,
    surroundings.jupyter,
    surroundings.memory,
    surroundings.disk,
    surroundings.shadows,
    loading.kernel,
    loading.slides,
    loading.torch_and_devices,
    surroundings.browser,  # last: it never fails, and stands above nothing that does
)


def examine_machine() -> bool:
    """Print the report as it comes; return whether the course will run."""
    found: list[Finding] = []
    for finding in _looked():
        print(finding, flush=True)
        found.append(finding)
    bad = [finding.subject for finding in found if finding.state == BAD]
    if bad:
        end = f"The course will not run yet: {_lines(len(bad))}; mend {bad[0]} first."
    else:
        end = "The course will run."
    if any(finding.state == NOTE for finding in found):
        end += " The notes can wait."
    print(f"\n{end}")
    return not bad


def _looked() -> Iterator[Finding]:
    """What all looks find, in their order; what is tried is tried meanwhile, and all at once."""
    trials = [look for look in _LOOKS if look.__module__ == loading.__name__]
    hiding = _findings(surroundings.shadows) if surroundings.shadows in _LOOKS else []
    hidden = any(finding.state == BAD for finding in hiding)
    with ThreadPoolExecutor() as pool:
        tried: dict[Callable, Future] = {}
        if not hidden:  # nothing that is hidden can be tried
            tried = {trial: pool.submit(_findings, trial) for trial in trials}
        for look in _LOOKS:
            if look is surroundings.shadows:
                yield from hiding
                if hidden:
                    return
            else:
                yield from tried[look].result() if look in tried else _findings(look)


def _lines(count: int) -> str:
    return "1 line FAILS" if count == 1 else f"{count} lines FAIL"


def _findings(look: Callable) -> list[Finding]:
    """What a look finds; one that stumbles itself says so, and does not stop the others."""
    try:
        return list(look())
    except (Exception, SystemExit) as error:
        words = f"could not be looked at: {type(error).__name__}: {error}"
        state, cure = NOTE, ""
        if look.__module__ == loading.__name__:  # without these the course does not run
            state, cure = BAD, surroundings.install(anew=True)
        return [Finding(state, look.__name__.replace("_", " ")[:11], words, cure)]


class _Table(dict):
    """Names and versions, one a line."""

    def __repr__(self) -> str:
        return "\n".join(f"{name:15} {version}" for name, version in self.items())


def versions() -> dict[str, str]:
    """The versions of what the course stands on."""
    table = _Table(Python=platform.python_version())
    for name in ("torch", "torchvision", "d2l", "numpy", "pandas", "jupyterlab", "jupyterlab-rise"):
        try:
            table[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            for_slides = name == "jupyterlab-rise"
            table[name] = "none yet: make present" if for_slides else "not installed"
    table["system"] = f"{platform.system()} {platform.machine()}, {sys.implementation.name}"
    return table
