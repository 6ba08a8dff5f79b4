"""The notebooks that become slides."""

from pathlib import Path


def notebooks(root: Path) -> list[Path]:
    """The notebooks of all lectures, in the course's order."""
    return sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
