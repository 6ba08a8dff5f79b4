"""Printing a deck, one slide a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .chromium import FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def printer(path: str) -> Iterator["Browser"]:
    """The browser at this path, started, and ended afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def print_deck(deck: Path, pdf: Path, browser: "Browser") -> None:
    """Print the deck as a PDF of 1280 × 720 pixels a page."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{deck.resolve().as_uri()}?print-pdf")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True, tagged=True)
    page.close()
