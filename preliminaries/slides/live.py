"""Opens a lecture as live slides in JupyterLab: ``python -m preliminaries.slides.live 3``."""

import subprocess
import sys
from pathlib import Path

from .__main__ import choose


def main(arguments: list[str]) -> int:
    """Start JupyterLab at the deck of one lecture; what follows the lecture is for Jupyter."""
    notebooks = Path(__file__).resolve().parents[2] / "notebooks"
    name, *rest = arguments or ["1"]
    if name.startswith("-"):
        name, rest = "1", arguments
    try:
        notebook = choose(notebooks, [name])[0]
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "jupyter", "lab", str(notebooks), *rest]
    # Jupyter opens its default address; the deck's own is /rise/<path>.
    command.append(f"--LabApp.default_url=/rise/{notebook.name}")
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
