"""`make slides` and `make present` on machines of every kind, without a browser to look."""

import base64
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from preliminaries.course.browser import find_chromium
from preliminaries.course.places import ROOT
from preliminaries.slides.deck import build_deck, read_slides
from tests.slides.cells import code, of

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
SLIDES = ("slide", "subslide")
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
        [code(slide.body) for slide in read_slides(cells, solved=solved) if slide.exercise]
        for solved in (False, True)
    )
    assert all(dots.search(text) for text in asked)
    assert not any(dots.search(text) for text in told)
    assert len(asked) == len(told) > 0


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_deck_leaves_out_what_is_answered_by_pressing(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    pressed = [cell for cell in cells if "by_hand(" in "".join(cell["source"])]
    live = [c for c in cells if c["metadata"].get("slideshow", {}).get("slide_type") in SLIDES]
    slides = read_slides(cells)
    assert len(slides) == len(live) - len(pressed)
    assert not any("By hand" in slide.heading for slide in slides)


def test_a_slide_says_why_a_cell_has_no_output():
    cells = [
        of("markdown", "### How long", "slide"),
        of("code", "seconds(work)", outputs=[]),
        of("code", "x = 3", outputs=[]),
    ]
    cells[1]["metadata"]["tags"] = ["nbval-ignore-output"]
    first, second = read_slides(cells)[0].parts
    assert "depends on the machine" in "".join(first.outputs)
    assert second.outputs == []


def test_a_title_is_shown_as_it_is_written(tmp_path):
    notebook = tmp_path / "01-title.ipynb"
    cells = [of("markdown", "# `a` < b & </title><b>c", "slide")]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    page, _ = build_deck(notebook, ROOT / "slides")
    assert "<title>a &lt; b &amp; &lt;/title&gt;&lt;b&gt;c</title>" in page


def test_a_deck_is_the_same_bytes_every_time(tmp_path):
    made = []
    for seed in ("1", "2"):
        done = run(
            "preliminaries.slides", "4", "--no-pdf", "--to", tmp_path / seed, PYTHONHASHSEED=seed
        )
        assert done.returncode == 0, done.stderr
        made.append((tmp_path / seed / "04-matrix-calculus.html").read_bytes())
    assert made[0] == made[1]


# Others' files that decks are made with

VENDORED = [ROOT / "slides" / name for name in ("reveal", "stix")]


def titled(folder: Path) -> tuple[str, str]:
    """Name and version, as the folder's README begins."""
    first = (folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    return re.fullmatch(r"# (\D+) (\d.*)", first).groups()


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_others_files_are_those_that_their_readme_names(folder):
    told = (folder / "README.md").read_text(encoding="utf-8")
    sums = dict(re.findall(r"^\| (\S+) \| `([0-9a-f]{64})` \|$", told, re.MULTILINE))
    there = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "README.md"}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in there.items()}


def test_the_formulas_font_is_of_the_version_that_its_readme_names():
    folder = ROOT / "slides" / "stix"
    with TTFont(folder / "STIXTwoMath-Regular.ttf") as font:
        names = font["name"]
        assert (names.getDebugName(1), names.getDebugName(5).removeprefix("Version ")) == titled(
            folder
        )


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_deck_is_small_and_carries_the_licence_of_what_moves_it(notebook):
    page, _ = build_deck(notebook, ROOT / "slides")
    assert len(page.encode()) <= 3e6
    licence = (ROOT / "slides" / "reveal" / "LICENSE").read_text(encoding="utf-8")
    assert licence in page


@posix
def test_presenting_starts_the_jupyterlab_beside_this_python_and_no_other(tmp_path):
    program(tmp_path, "jupyter-lab", "echo another one")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run("preliminaries.slides.live", "3", "--version", PATH=path)
    assert done.returncode == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\s*", done.stdout)


CHINESE = sorted((ROOT / "notebooks" / "zh").glob("[0-9][0-9]-*.ipynb"))


@pytest.mark.parametrize(
    "notebook", [*CHINESE, NOTEBOOKS[2]], ids=lambda path: path.as_posix()[-24:]
)
def test_a_deck_carries_the_chinese_signs_that_it_shows(notebook):
    page, _ = build_deck(notebook, ROOT / "slides")
    fonts = re.findall(r"font-family: \"Chinese\".*?base64,([^\"]+)", page)
    shown = {sign for sign in html.unescape(page) if "\u3000" <= sign <= "\uffee"}
    for font in fonts:
        with TTFont(io.BytesIO(base64.b64decode(font))) as opened:
            assert shown - {chr(code) for code in opened.getBestCmap()} == set()
    assert len(fonts) == 2


def test_a_deck_says_in_which_language_it_is():
    page, count = build_deck(CHINESE[0], ROOT / "slides")
    assert count == build_deck(NOTEBOOKS[0], ROOT / "slides")[1]
    assert '<html lang="zh-CN"' in page
    words = json.loads(re.search(r"const WORDS = (.*);</script>", page)[1])
    assert words["next"] == "下一页："
    english, _ = build_deck(NOTEBOOKS[0], ROOT / "slides")
    assert '<html lang="en"' in english


@pytest.mark.parametrize(
    ("arguments", "there"), [(["0", "--edition=zh"], True), (["5", "--edition=zz"], False)]
)
def test_presenting_takes_the_edition_that_is_named(arguments, there):
    done = run("preliminaries.slides.live", *arguments, "--version")
    assert (done.returncode == 0) == there, done.stderr
