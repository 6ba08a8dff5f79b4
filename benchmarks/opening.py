"""What one waits for in JupyterLab: the first answer of a lecture, and Restart and Run All."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from unittest import mock

from benchmarks import KIND, READY, ROOT, STOCK
from benchmarks.table import missing, row, seconds
from preliminaries.course.problem import Problem
from preliminaries.slides.printing import printer
from tests.lab import Lab, started_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_LONG = 120_000  # milliseconds


def measure() -> None:
    """Print both for ready kernels, beside stock ones."""
    try:
        with printer() as browser:
            times = {kind: _times(browser, kind) for kind in (READY, STOCK)}
            with _lab(READY) as (lab, notebooks):
                folder = notebooks[0].parent
                nothing = median(_opening_nothing(browser, lab, folder, k) for k in range(3))
    except Problem as problem:
        missing("opening a lecture", problem)
        return
    first, again = (
        {kind: [both[k] for both in pairs] for kind, pairs in times.items()} for k in range(2)
    )
    row(
        "from opening a lecture to its imports, median",
        median(first[READY]),
        before=median(first[STOCK]),
        aim=0.3,
    )
    row("    a notebook that imports nothing", nothing, before=median(first[STOCK]))
    row("Restart and Run All, median", median(again[READY]), before=median(again[STOCK]), aim=0.5)


def _times(browser: "Browser", kind: str) -> list[tuple[float, float]]:
    """For each lecture: seconds to the first answer, and of Restart and Run All."""
    with _lab(kind) as (lab, notebooks):
        return [_lesson(browser, lab, path) for path in notebooks]


@contextmanager
def _lab(kind: str) -> Iterator[tuple[Lab, list[Path]]]:
    """JupyterLab with kernels of that kind, on a copy of the notebooks in which nothing has run."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        mock.patch.dict(os.environ, {KIND: kind}),
    ):
        for name in ("notebooks", "data"):
            shutil.copytree(ROOT / name, Path(folder, name))
        notebooks = sorted(Path(folder, "notebooks").glob("[0-9][0-9]-*.ipynb"))
        for path in notebooks:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    cell |= {"outputs": [], "execution_count": None}
            path.write_text(json.dumps(notebook), encoding="utf-8")
        with started_lab(Path(folder, "own"), Path(folder, "notebooks")) as lab:
            yield lab, notebooks


def _opening_nothing(browser: "Browser", lab: Lab, folder: Path, number: int) -> float:
    """What JupyterLab itself takes: from opening a notebook with a single 1 to its answer."""
    path = folder / f"nothing-{number}.ipynb"
    cell: dict[str, object] = {
        "cell_type": "code",
        "source": "1",
        "metadata": {},
        "id": "one",
        "outputs": [],
        "execution_count": None,
    }
    own = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    notebook = {"cells": [cell], "metadata": own, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    page, listed = _listed(browser, lab, path)
    took = seconds(_open_and_run, page, listed)
    page.close()
    return took


def _listed(browser: "Browser", lab: Lab, notebook: Path) -> tuple["Page", "Locator"]:
    page = browser.new_page()
    page.goto(lab.page("lab?reset"))
    listed = page.locator(".jp-DirListing-item", has_text=notebook.name)
    listed.wait_for(timeout=_LONG)
    page.wait_for_timeout(2000)  # JupyterLab has more to load
    return page, listed


def _open_and_run(page: "Page", listed: "Locator") -> None:
    listed.dblclick()
    # asked to run before it knows its kernel, JupyterLab asks for one
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=_LONG)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    _wait_for_answer(page, 0)


def _lesson(browser: "Browser", lab: Lab, notebook: Path) -> tuple[float, float]:
    page, listed = _listed(browser, lab, notebook)

    def restart_and_run_all() -> None:
        page.click(".lm-MenuBar-itemLabel:text-is('Run')")
        page.click(".lm-Menu-itemLabel:text-is('Restart Kernel and Run All Cells…')")
        page.click(".jp-Dialog .jp-mod-accept")
        _wait_for_answer(page, -1)

    both = seconds(_open_and_run, page, listed), seconds(restart_and_run_all)
    page.close()
    return both


def _wait_for_answer(page: "Page", cell: int) -> None:
    """Wait until the code cell at that place has run."""
    prompt = page.locator(".jp-CodeCell").nth(cell).locator(".jp-InputPrompt")
    has_run = prompt.filter(has_text=re.compile(r"^\[\d+\]:$"))
    has_run.wait_for(state="attached", timeout=_LONG)
