"""What is opened asks no other machine for anything, and what is read cannot run code."""

import ast
import base64
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from preliminaries.course import places
from preliminaries.course.places import ROOT
from preliminaries.notebooks.lecture import read_lecture
from preliminaries.slides.deck import build_deck
from preliminaries.slides.formulas import as_html

LECTURES = sorted((ROOT / "lectures").glob("*.md"))
NOTEBOOKS = [*sorted((ROOT / "notebooks").glob("*.ipynb")), *places.notebooks("zh")]
EXPLORER = (ROOT / "preliminaries/figures/explorer.js").read_text(encoding="utf-8").rstrip()
CODE = [
    path
    for folder in ("preliminaries", "tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]

# Nothing foreign is loaded

STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


class Loading(HTMLParser):
    """Collects the addresses that a browser would ask for while it shows a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts: list[str] = []
        self._within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag
        if tag == "script":
            self.scripts.append("")
        for name, value in attrs:
            value = value or ""
            if name in ("src", "data", "poster", "background", "srcset") or (
                name in ("href", "xlink:href")
                and tag != "a"  # a reader's own click is another thing
            ):
                self._add(value)
            if name == "style":
                self._add_style(value)

    def handle_data(self, data: str) -> None:
        if self._within == "style":
            self._add_style(data)
        if self._within == "script":
            self.scripts[-1] += data

    def _add_style(self, style: str) -> None:
        for match in STYLE.finditer(style):
            self._add(match[1] or match[2])

    def _add(self, address: str) -> None:
        if address.startswith("data:image/svg+xml"):  # a picture that may load others
            head, _, body = address.partition(",")
            text = base64.b64decode(body).decode() if "base64" in head else unquote(body)
            self.found += Loading(text).found
        else:
            self.found.append(address)


def foreign(page: str) -> list[str]:
    """The addresses on other machines that showing this page would ask for."""
    return [a for a in Loading(page).found if re.match(r"\s*([a-z][a-z+.-]*:)?//", a, re.I)]


def shown(notebook: Path) -> Iterator[str]:
    """All that a notebook shows, as pages."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield as_html("".join(cell["source"]))
        for output in cell.get("outputs", []):
            for kind, data in output.get("data", {}).items():
                if kind in ("text/html", "image/svg+xml"):
                    yield "".join(data)
                elif kind == "text/markdown":
                    yield as_html("".join(data))


def drawn_by(script: str) -> Iterator[str]:
    """The pictures that an explorer's script holds; any other script is refused."""
    told = script.strip().removeprefix(EXPLORER)
    assert told.startswith("({") and told.endswith("});"), told[:80]
    drawn = json.loads(told[1:-2])
    for runs, *_ in drawn["frames"]:
        yield "\n".join(line for first, n in runs for line in drawn["lines"][first : first + n])


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_loads_nothing_foreign_and_stores_no_script_but_the_explorers(notebook):
    pages = list(shown(notebook))
    assert [address for page in pages for address in foreign(page)] == []
    drawn = [picture for page in pages for s in Loading(page).scripts for picture in drawn_by(s)]
    assert [address for picture in drawn for address in foreign(picture)] == []
    assert "application/javascript" not in notebook.read_text(encoding="utf-8")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_deck_loads_nothing_beside_itself(notebook):
    page, _ = build_deck(notebook, ROOT / "slides")
    own = ("data:", "#")
    assert [address for address in Loading(page).found if not address.startswith(own)] == []


@pytest.mark.parametrize("script", ["alert(1)", f"{EXPLORER}(1);", "({});alert(1);"])
def test_a_script_that_is_no_explorers_is_refused(script):
    with pytest.raises((AssertionError, KeyError, ValueError)):
        list(drawn_by(script))


def test_styles_beside_notebooks_load_nothing_foreign():
    for style in [*ROOT.glob("notebooks/**/*.css"), *ROOT.glob("slides/*.css")]:
        assert foreign(f"<style>{style.read_text(encoding='utf-8')}</style>") == []


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        "<style>@import 'https://example.org/a.css';</style>",
        "<p style=\"background: url('http://example.org/a.png')\">",
        '<svg><image xlink:href="https://example.org/a.png"/></svg>',
        '<img src="data:image/svg+xml;base64,'
        + base64.b64encode(b'<svg><use href="https://example.org/a.svg#b"/></svg>').decode()
        + '">',
        as_html("![a picture](https://example.org/a.png)"),
    ],
)
def test_what_is_foreign_is_found(page):
    assert len(foreign(page)) == 1


def test_a_link_to_click_on_is_not_loaded():
    assert foreign('<a href="https://example.org">an example</a>') == []


# What is read cannot run code

UNSAFE_MODULES = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
UNSAFE_NAMES = {"read_pickle", "to_pickle", "Unpickler"}


def unsafe(tree: ast.AST) -> Iterator[str]:
    """The expressions in a program that read data as code would be read."""
    modules = UNSAFE_MODULES & {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in UNSAFE_MODULES:
            yield ast.unparse(node)
        elif isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", "")
            # the error has to be named to be caught
            if node.attr in UNSAFE_NAMES or (owner in modules and node.attr != "UnpicklingError"):
                yield ast.unparse(node)
        elif isinstance(node, ast.Call):
            given = {key.arg: ast.unparse(key.value) for key in node.keywords}
            torch_loads = ast.unparse(node.func) == "torch.load"
            if "allow_pickle" in given or (torch_loads and given.get("weights_only") != "True"):
                yield ast.unparse(node)


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_program_of_ours_unpickles(path):
    assert list(unsafe(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_no_lecture_unpickles(path):
    plain = TransformerManager().transform_cell
    cells = [cell.source for cell in read_lecture(path).cells if cell.kind == "code"]
    assert list(unsafe(ast.parse("\n".join(map(plain, cells))))) == []


@pytest.mark.parametrize(
    "line",
    [
        "import torch; torch.load(path)",
        "torch.load(path, weights_only=False)",
        "np.load(path, allow_pickle=True)",
        "import pickle; pickle.load(file)",
        "from pickle import loads",
        "pd.read_pickle(path)",
    ],
)
def test_what_unpickles_is_found(line):
    assert len(list(unsafe(ast.parse(line)))) == 1
