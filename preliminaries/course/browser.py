"""Finding the browser that prints and tests the decks."""

import os
import shutil
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Installers for macOS and Windows leave the PATH alone.
_APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_chromium() -> str | None:
    """The path of Chromium, or of Chrome or Edge, on this machine, or None."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    folders = [os.environ.get(f) for f in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [Path(folder, name) for folder in filter(None, folders) for name in _PROGRAMS]
    homes = (Path("/Applications"), Path.home() / "Applications")
    places += [home / name for home in homes for name in _APPLICATIONS]
    return next((str(place) for place in places if place.is_file()), None)
