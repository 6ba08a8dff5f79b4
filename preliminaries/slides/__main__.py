"""The command line that makes the decks."""

import argparse
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.choosing import choose
from preliminaries.course.problem import Problem
from preliminaries.languages import ENGLISH, NAMES, folder_of

from .deck import build_deck, count_explorers
from .printing import print_deck, printer


def main(arguments: list[str] | None = None) -> int:
    """Build the decks and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m preliminaries.slides",
        description="Turn notebooks/*.ipynb into slides/NN-name.html and .pdf.",
    )
    parser.add_argument(
        "lecture", nargs="*", help="such as 01-data-operations or 1; all lectures without"
    )
    parser.add_argument("--solutions", action="store_true", help="show the exercises solved")
    parser.add_argument("--no-pdf", action="store_true", help="make the HTML only")
    parser.add_argument("--to", type=Path, help="another folder to write to")
    parser.add_argument("--edition", choices=NAMES, default=ENGLISH, help="the language")
    options = parser.parse_args(arguments)
    target = options.to or places.SLIDES / folder_of(options.edition)
    try:
        chosen = choose(places.notebooks(options.edition), options.lecture)
        target.mkdir(parents=True, exist_ok=True)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"There can be no folder {target}: {error.strerror}.", file=sys.stderr)
        return 1
    with ExitStack() as opened:
        browser, lack = None, ""
        if not options.no_pdf:
            try:
                browser = opened.enter_context(printer())
            except Problem as problem:
                lack = f"No PDF: {problem}"
        for number, notebook in enumerate(chosen, start=1):
            start = time.monotonic()
            page, count = build_deck(notebook, places.SLIDES, solved=options.solutions)
            deck = target / f"{notebook.stem}.html"
            deck.write_text(page, encoding="utf-8", newline="\n")
            pictures = sum("<figure" in slide for slide in page.split('<div class="page"'))
            done = f"{count} slides, {pictures} with a picture, {count_explorers(notebook)}"
            done += f"{deck.stat().st_size / 1e6:.1f} MB"
            if browser:
                short = print_deck(deck, deck.with_suffix(".pdf"), browser)
                done += f", PDF; ending above 55 % of the height: {short}"
            seconds = time.monotonic() - start
            print(f"{number}/{len(chosen)} {notebook.stem}: {done}, {seconds:.1f} s", flush=True)
    if lack:
        print(lack)
    return 0


def _stop(*_: object) -> None:
    """Ctrl-C. The browser gets it as well, and closing it in order would wait for it in vain."""
    os.write(2, b"Stopped.\n")
    os._exit(130)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, _stop)
    sys.exit(main())
