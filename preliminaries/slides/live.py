"""Opens a lecture as live slides in JupyterLab: ``python -m preliminaries.slides.live 3``.

`--edition=zh` after the lecture opens the Chinese one."""

import signal
import subprocess
import sys

from preliminaries.course import places
from preliminaries.course.choosing import choose
from preliminaries.course.problem import Problem
from preliminaries.languages import ENGLISH


def main(arguments: list[str]) -> int:
    """Start JupyterLab at the deck of one lecture; what follows the lecture is for Jupyter."""
    editions = [one for one in arguments if one.startswith("--edition=")]
    arguments = [one for one in arguments if one not in editions]
    language = editions[-1].partition("=")[2] if editions else ENGLISH
    name, *rest = arguments or ["1"]
    if name.startswith("-"):
        name, rest = "1", arguments
    try:
        notebook = choose(places.notebooks(language), [name])[0]
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    # not "-m jupyter lab", which looks for the program jupyter-lab, first on the PATH
    command = [sys.executable, "-m", "jupyterlab", str(places.NOTEBOOKS), *rest]
    # Jupyter opens its default address; the deck's own is /rise/<path>.
    address = notebook.relative_to(places.NOTEBOOKS).as_posix()
    command.append(f"--LabApp.default_url=/rise/{address}")
    lab = subprocess.Popen(command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Jupyter asks whether to stop, and ends itself
    return lab.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
