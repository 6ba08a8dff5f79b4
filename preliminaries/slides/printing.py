"""Printing a deck, one slide a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from preliminaries.course.browser import FLAGS, find_chromium
from preliminaries.course.problem import Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@contextmanager
def printer() -> Iterator["Browser"]:
    """A browser, started, and ended afterwards; a Problem where none is found or none starts."""
    from playwright.sync_api import Error, sync_playwright

    path = find_chromium()
    if path is None:
        raise Problem("there is no Chromium, Chrome or Edge on this machine.")
    with sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=path, args=FLAGS)
        except Error:
            raise Problem(f"the browser {path} does not start.") from None
        try:
            yield browser
        finally:
            browser.close()


# what is seen last on a page, but for its foot
_SHORT = """() => [...document.querySelectorAll(".page")].filter(page => {
  const top = page.getBoundingClientRect().top;
  const parts = page.querySelectorAll("h1, h2, h3, p, li, table, pre, figure img, math");
  const ends = [...parts].map(part => part.getBoundingClientRect().bottom - top);
  return Math.max(...ends) <= 0.55 * 720;
}).length"""


def print_deck(deck: Path, pdf: Path, browser: "Browser") -> int:
    """Print the deck as a PDF of 1280 × 720 pixels a page.

    Returns how many pages end above 55 % of the height.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{deck.resolve().as_uri()}?print-pdf")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True, tagged=True)
    short = page.evaluate(_SHORT)
    page.close()
    return short
