"""A browser, and JupyterLab on a copy of the notebooks."""

import contextlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from preliminaries.course.places import ROOT
from preliminaries.course.problem import Problem
from preliminaries.slides.printing import printer
from tests.lab import Lab, started_lab
from tests.processes import PATIENCE

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))

# What is clicked through is in these slides of a lecture; to lay out all of them takes each Jupyter
# half a minute, and as long again in every window.
LESSON = (
    "Data operations",
    "A tensor is an array of numbers with axes",
    "Six penguins make a tensor with two axes",
    "Exercise: brackets",
    "Try shapes of your own",
    "Exercise: broadcast in your head",
    "Exercise: a table of sums",
    "How far you are",
)


@pytest.fixture(scope="session")
def browser():
    with contextlib.ExitStack() as opened:
        try:
            chromium = opened.enter_context(printer())
        except Problem as problem:
            # The Debian machine of .ci/run installs one; elsewhere there need not be any.
            if os.environ.get("CI") == "true" and sys.platform == "linux":
                pytest.fail(f"CI has to test the slides in a browser, but {problem}")
            pytest.skip(str(problem))
        yield chromium


@contextlib.contextmanager
def opened(browser, width: int = 1280, height: int = 720, **options) -> Iterator:
    """A page in a window of its own; where the machine is busy, it gets the time that it needs."""
    size = {"width": width, "height": height}
    with contextlib.closing(browser.new_context(viewport=size, **options)) as context:
        context.set_default_timeout(1000 * PATIENCE)
        yield context.new_page()


@pytest.fixture
def window(browser):
    """A function that opens a page; all are closed at the end, and what they opened with them."""
    with contextlib.ExitStack() as pages:
        yield lambda **options: pages.enter_context(opened(browser, **options))


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Lab]:
    """A JupyterLab; what learners and tests write goes into a copy."""
    course = tmp_path_factory.mktemp("course")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, course / folder)
    write_lesson(course / "notebooks" / "lesson.ipynb")
    write_one_of_each(course / "notebooks" / "one-of-each.ipynb")
    with started_lab(tmp_path_factory.mktemp("own"), course / "notebooks") as lab:
        yield lab


def write_lesson(path: Path) -> None:
    """A short lecture: these slides of lecture 1."""
    lecture = json.loads(NOTEBOOKS[1].read_text(encoding="utf-8"))
    kept, titles = [], []
    for cell in lecture["cells"]:
        first = "".join(cell["source"]).partition("\n")[0]
        if cell["cell_type"] == "markdown" and first.startswith("#"):
            titles.append(first.strip("# "))
        if titles[-1] in LESSON:
            kept.append(cell)
    assert set(LESSON) <= set(titles)
    path.write_text(json.dumps(lecture | {"cells": kept}), encoding="utf-8")


def write_one_of_each(path: Path) -> None:
    """A notebook with one cell of each kind from all lectures: of text, of output."""
    kept = {}
    for notebook in NOTEBOOKS:
        lecture = json.loads(notebook.read_text(encoding="utf-8"))
        for cell in lecture["cells"]:
            text = "".join(cell["source"])
            marks = re.findall(r"^(#+|[*>|<]|\d\.|```)|(\$\$?|\*\*|`|\]\()", text, re.MULTILINE)
            shown = [output.get("data", {}) for output in cell.get("outputs", [])]
            html = "".join(part for data in shown for part in data.get("text/html", []))
            parts = re.findall(r"<(\w+)|class=\W(\w+)|[\"';] ?([a-z-]+):", html)
            formats = [(name,) for data in shown for name in data]
            kept.setdefault(frozenset(formats + parts if shown else marks), cell)
    path.write_text(json.dumps(lecture | {"cells": [*kept.values()]}), encoding="utf-8")
