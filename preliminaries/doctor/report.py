"""The whole examination, line by line."""

import platform
import sys
from collections.abc import Callable
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
    surroundings.browser,
    surroundings.shadows,
    loading.kernel,
    loading.slides,
    loading.torch_and_devices,
)


def examine() -> None:
    """Print what works on this machine and what does not, and what to do about it."""
    examine_machine()


def examine_machine() -> bool:
    """Print the report as it comes; return whether the course will run."""
    states = []
    for look in _LOOKS:
        for finding in _findings(look):
            print(finding, flush=True)
            states.append(finding.state)
        if look is surroundings.shadows and finding.state == BAD:
            break  # nothing that is hidden can be tried
    bad, notes = states.count(BAD), states.count(NOTE)
    if bad:
        print(f"\nThe course will not run yet: {bad} to mend, the topmost first.")
    else:
        print("\nThe course will run." + (" The notes can wait." if notes else ""))
    return not bad


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
            table[name] = "not installed"
    table["system"] = f"{platform.system()} {platform.machine()}, {sys.implementation.name}"
    return table
