"""Every link leads somewhere, and what the README says of the lectures is so."""

import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from preliminaries.course.places import ROOT
from preliminaries.course.exercises import slugs
from preliminaries.slides.deck import read_slides
from preliminaries.slides.formulas import as_html

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
CHINESE = sorted((ROOT / "notebooks/zh").glob("[0-9][0-9]-*.ipynb"))
PAGES = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/*.md"),
    *ROOT.glob("data/*.md"),
    *NOTEBOOKS,
    *CHINESE,
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# How long a lecture takes, in the README's table and in its own first lines.
TIMES = {
    "½ h": "30 minutes",
    "1½ h": "90 minutes",
    "1¾ h": "105 minutes",
    "3½ h": "three hours and a half",
    "4 h": "four hours",
    "5 h": "five hours",
}
one_lecture = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@cache
def cells(notebook: Path) -> list[dict]:
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"]


@cache
def text(page: Path) -> str:
    """The Markdown of a page or of a notebook's cells."""
    if page.suffix == ".md":
        return page.read_text(encoding="utf-8")
    sources = ("".join(c["source"]) for c in cells(page) if c["cell_type"] == "markdown")
    return "\n\n".join(sources)


def links(markdown: str) -> list[str]:
    """Where links lead and pictures lie, those in code left out."""
    return [html.unescape(a) for a in re.findall(r'(?:href|src)="([^"]*)"', as_html(markdown))]


def headings(page: Path) -> set[str]:
    """The fragments that lead to a heading: as code hosts make them, in a notebook as Jupyter."""
    titles = re.findall(r"<h\d>(.*?)</h\d>", as_html(text(page)))
    plain = [html.unescape(re.sub(r"<[^>]*>", "", title)) for title in titles]
    if page.suffix == ".ipynb":
        return {title.replace(" ", "-") for title in plain}
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in plain}


def fault(page: Path, link: str) -> str | None:
    """What is wrong with a link on that page."""
    if re.match(r"[a-z]+:", link):
        return None if link.startswith(("https://", "data:")) else "not https"
    name, _, fragment = unquote(link).partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return "no such file"
    if fragment and fragment not in headings(target):
        return "no such heading"
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert {link: f for link in links(text(page)) if (f := fault(page, link))} == {}


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("notebooks/07-topology.ipynb", "no such file"),
        ("../elsewhere.md", "no such file"),
        ("CONTRIBUTING.md#adding-an-exercize", "no such heading"),
        ("CONTRIBUTING.md#adding-an-exercise", None),
        ("notebooks/00-setting-up.ipynb#where-to-read-on", "no such heading"),
        ("notebooks/00-setting-up.ipynb#Where-to-read-on", None),
        ("http://example.org", "not https"),
    ],
)
def test_what_leads_nowhere_is_found(link, wrong):
    assert fault(ROOT / "README.md", link) == wrong


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.stem)
def test_each_language_links_the_other_and_stays_in_its_own(path):
    english = path.parents[1] / path.name
    assert f"zh/{path.name}" in links(text(english))
    there = links(text(path))
    assert f"../{path.name}" in there
    translated = {f"../{other.name}" for other in CHINESE if other != path}
    assert translated & {link.partition("#")[0] for link in there} == set()


@one_lecture
def test_a_lecture_ends_with_where_this_leads(path):
    _, _, end = text(path).rpartition("\n## ")
    assert end.startswith("Where this leads\n")
    later = [other.name for other in NOTEBOOKS if other.name > path.name]
    if later:
        assert any(link in later for link in links(end))
    else:
        assert any(link.startswith("https://") for link in links(end)), "on, out of the course"


@one_lecture
def test_a_lecture_links_the_glossary(path):
    assert "../GLOSSARY.md" in links(text(path))


@one_lecture
def test_a_lecture_is_named_alike_in_title_file_and_readme(path):
    title = text(path).splitlines()[0].removeprefix("# ")
    assert title.lower().replace(" ", "-") == path.stem[3:]
    assert f"| {int(path.stem[:2])} | [{title}](notebooks/{path.name}) |" in README


def test_the_readme_lists_the_lectures_in_their_order():
    listed = re.findall(r"^\| \d \| \[.*?\]\(notebooks/(.*?)\)", README, re.M)
    assert listed == [path.name for path in NOTEBOOKS]


@one_lecture
def test_the_readme_tells_a_lectures_time_exercises_and_slides(path):
    exercises = len(slugs()[path.stem[3:]])
    pressed = sum("by_hand(" in "".join(cell["source"]) for cell in cells(path))
    slides = len(read_slides(cells(path))) + pressed  # live: a deck leaves these out
    (row,) = (line for line in README.splitlines() if f"](notebooks/{path.name})" in line)
    end = f" | {exercises} | {slides} |"
    assert row.endswith(end), f"write into the row of {path.stem} in README.md: …{end}"
    time = row.removesuffix(end).rpartition("| ")[2]
    opening = text(path).partition("\n## ")[0]
    assert f"bout {TIMES[time]}, with {exercises} exercises" in " ".join(opening.split())


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        code = re.findall(r"<code[^>]*>(.*?)</code>", as_html(text(page)), re.DOTALL)
        named = set(re.findall(r"^make ([a-z]+)", "\n".join(code), re.M))
        assert named <= targets, page.name
