"""Where everything lies."""

from pathlib import Path

from preliminaries.languages import ENGLISH, folder_of

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
DATA = ROOT / "data"
SLIDES = ROOT / "slides"
SETTINGS = ROOT / "settings"
EXERCISES = ROOT / "preliminaries" / "exercises"


def lectures() -> list[Path]:
    """The files of all lectures, in the course's order."""
    return sorted((ROOT / "lectures").glob("[0-9][0-9]-*.md"))


def notebooks(language: str = ENGLISH) -> list[Path]:
    """The notebooks of all lectures in that language, in the course's order."""
    return sorted((NOTEBOOKS / folder_of(language)).glob("[0-9][0-9]-*.ipynb"))
