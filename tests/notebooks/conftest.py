"""The courses that the builder is tried on."""

import pytest

from preliminaries.course import exercises as course
from preliminaries.notebooks.editions import build
from tests.notebooks.tiny import EXERCISES, write_lecture


@pytest.fixture(scope="module", autouse=True)
def exercises(tmp_path_factory):
    """Two exercises, in the place of the course's own."""
    root = tmp_path_factory.mktemp("exercises")
    (root / "tiny").mkdir()
    for name, text in EXERCISES.items():
        (root / f"tiny/{name}.py").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(course, "_files", lambda: {p.stem: p for p in root.glob("*/*.py")})
        yield root / "tiny"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty course, and the working directory in it."""
    (tmp_path / "lectures").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """A course with one lecture, built once for all tests that only look at it."""
    root = tmp_path_factory.mktemp("course")
    (root / "lectures").mkdir()
    path = write_lecture(root)
    build([path], root / "notebooks")
    return root


@pytest.fixture
def course_folder(folder, built_once):
    """A course in step, for tests that spoil it."""
    write_lecture(folder)
    (folder / "notebooks").mkdir()
    text = (built_once / "notebooks/01-tiny.ipynb").read_text("utf-8")
    (folder / "notebooks/01-tiny.ipynb").write_text(text, "utf-8", newline="\n")
    return folder
