"""Printing a deck, one slide a page."""

from pathlib import Path

from .chromium import FLAGS, NoBrowser


def print_deck(deck: Path, pdf: Path, browser: str) -> None:
    """Print the deck as a PDF of 1280 × 720 pixels a page."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=browser, args=FLAGS)
            page = chromium.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{deck.resolve().as_uri()}?print-pdf")
            page.wait_for_function("document.fonts.status === 'loaded'")
            page.pdf(
                path=str(pdf), prefer_css_page_size=True, print_background=True, tagged=True
            )
            chromium.close()
    except Error as error:
        raise NoBrowser(f"{browser} could not print {deck.name}: {error.message}") from error
