"""How long a teacher waits: for decks, for one in a browser, and for the first live slide."""

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ROOT
from benchmarks.table import missing, row, seconds
from preliminaries.course.problem import Problem
from preliminaries.slides.deck import build_deck
from preliminaries.slides.printing import printer
from tests.lab import started_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def measure() -> None:
    """Print how long decks take to build, how large they are, and how soon a slide is there."""
    notebooks = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    with tempfile.TemporaryDirectory() as folder:
        decks = [Path(folder, f"{notebook.stem}.html") for notebook in notebooks]
        built = list(map(seconds, [_build] * len(decks), notebooks, decks))
        row("a deck: to build it, median", median(built))
        row("    its size, the largest", max(deck.stat().st_size for deck in decks) / 1e6, "MB")
        try:
            with printer() as browser:
                row("    ready in a browser, median", median(_ready(browser, d) for d in decks))
                live = [_live(browser, notebook) for notebook in notebooks]
                row("from starting JupyterLab to a live slide, median", median(live))
        except Problem as problem:
            missing("    in a browser", problem)


def _build(notebook: Path, deck: Path) -> None:
    deck.write_text(build_deck(notebook, ROOT / "slides")[0], encoding="utf-8")


def _ready(browser: "Browser", deck: Path) -> float:
    """Seconds until its first slide is on the screen."""
    start = time.perf_counter()
    page = browser.new_page()
    page.goto(deck.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    took = time.perf_counter() - start
    page.close()
    return took


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
        took = time.perf_counter() - start
        page.close()
    return took
