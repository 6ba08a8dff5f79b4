"""`make slides` and `make present` on machines of every kind, without a browser to look."""

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from preliminaries.course.browser import find_chromium
from preliminaries.slides.deck import read_slides

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
WINDOWS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a program made of a shell's lines")


def program(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def run(module: str, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | variables,
        timeout=120,
    )


@posix
def test_a_browser_that_does_not_start_costs_the_pdf_alone(tmp_path):
    program(tmp_path, "chromium", "exit 1")
    made = tmp_path / "made"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run("preliminaries.slides", "0", "--to", made, PATH=path)
    assert done.returncode == 0
    assert f"No PDF: the browser {tmp_path / 'chromium'} does not start." in done.stdout
    assert "Traceback" not in done.stderr
    assert [file.name for file in made.iterdir()] == ["00-setting-up.html"]


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").touch()
    done = run("preliminaries.slides", "0", "--to", tmp_path / "file")
    assert done.returncode == 1
    assert done.stderr.startswith(f"There can be no folder {tmp_path / 'file'}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("variable", WINDOWS)
def test_chrome_is_found_where_windows_puts_it(tmp_path, monkeypatch, variable):
    chrome = tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe"
    chrome.parent.mkdir(parents=True)
    chrome.touch()
    for other in WINDOWS:
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(variable, str(tmp_path))
    assert find_chromium() == str(chrome)


def test_chrome_is_found_where_macos_puts_it(tmp_path, monkeypatch):
    chrome = tmp_path / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    chrome.parent.mkdir(parents=True)
    chrome.touch()
    for variable in WINDOWS:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(Path, "is_file", lambda path: path == chrome)
    assert find_chromium() == str(chrome)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_deck_shows_solutions_when_asked_and_not_before(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    dots = re.compile(r"^ *\S.*(=|:) \.\.\.", re.MULTILINE)
    asked, told = (
        [code(slide.pieces) for slide in read_slides(cells, solved=solved) if slide.exercise]
        for solved in (False, True)
    )
    assert all(dots.search(text) for text in asked)
    assert not any(dots.search(text) for text in told)
    assert len(asked) == len(told) > 0


def code(pieces: list[str]) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", "".join(pieces)))


@posix
def test_presenting_starts_the_jupyterlab_beside_this_python_and_no_other(tmp_path):
    program(tmp_path, "jupyter-lab", "echo another one")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run("preliminaries.slides.live", "3", "--version", PATH=path)
    assert done.returncode == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\s*", done.stdout)
