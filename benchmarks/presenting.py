"""How long a teacher waits: for a deck in a browser, and for the first live slide."""

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from preliminaries.course.problem import Problem
from preliminaries.slides.deck import build_deck
from preliminaries.slides.printing import printer
from tests.lab import started_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]


def measure() -> None:
    """Print size and time to ready of each deck, and the time from a cold server to a slide."""
    try:
        with printer() as browser, tempfile.TemporaryDirectory() as folder:
            _measure(browser, Path(folder))
    except Problem as problem:
        print(f"\nslides: not measured, {problem}")


def _measure(browser: "Browser", folder: Path) -> None:
    print("\nslides                              size    ready  first live slide")
    for notebook in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        deck = folder / f"{notebook.stem}.html"
        deck.write_text(build_deck(notebook, ROOT / "slides")[0], encoding="utf-8")
        start = time.perf_counter()
        page = browser.new_page()
        page.goto(deck.as_uri())
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        ready = time.perf_counter() - start
        page.close()
        size = deck.stat().st_size / 1e6
        live = _live(browser, notebook)
        print(f"    {notebook.stem:<30} {size:4.1f} MB {ready:5.2f} s {live:5.1f} s")


def _live(browser: "Browser", notebook: Path) -> float:
    """Seconds from starting JupyterLab to the first slide on the screen."""
    start = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own,
        started_lab(Path(own), notebook.parent) as lab,
    ):
        page = browser.new_page()
        page.goto(lab.page(f"rise/{notebook.name}"))
        page.wait_for_selector(".reveal .slides section.present section.present", timeout=60_000)
        seconds = time.perf_counter() - start
        page.close()
    return seconds
