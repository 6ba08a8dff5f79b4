"""Every deck in a real browser: it fits, is legible, and asks for nothing."""

import contextlib
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pypdf
import pytest

from preliminaries.course import places
from preliminaries.slides import __main__ as making
from preliminaries.slides.deck import build_deck
from preliminaries.slides.printing import print_deck
from tests.browser.conftest import NOTEBOOKS, ROOT, write_one_of_each
from tests.browser.faults import FAULTS, violations
from tests.slides.cells import of

CHINESE = places.notebooks("zh")
pytestmark = pytest.mark.browser

# Reveal scales the slide; a CSS pixel is one of a slide 1280 wide.
LOOK = f"""index => {{
  {FAULTS}
  const page = document.querySelectorAll(".page")[index];
  const paper = document.documentElement.matches(".paper");
  if (!paper) {{
    const place = Reveal.getIndices(page.closest("section"));
    Reveal.slide(place.h, place.v, 99);
  }}
  const box = page.getBoundingClientRect();
  const bottom = page.querySelector(".mark").getBoundingClientRect().top;
  const right = box.right - 20 * box.width / 1280;
  const frame = {{left: box.left, top: box.top, right, bottom, width: box.width}};
  const on_screen = paper || box.left > -1 && box.top > -1 && box.right < innerWidth + 1
    && box.bottom < innerHeight + 1;
  const wrong = faults(page, frame, 1).concat(on_screen ? [] : ["the slide leaves the screen"]);
  for (const picture of page.querySelectorAll("figure img")) {{
    const at = picture.getBoundingClientRect();
    const ends = (at.right - box.left) / box.width, starts = (at.left - box.left) / box.width;
    if (at.width && ends < 0.78 && Math.abs(starts - (1 - ends)) > 0.02)
      wrong.push(`hangs at the left: ${{picture.alt.slice(0, 60)}}`);
  }}
  for (const line of page.querySelectorAll(".code .line")) {{
    const is_too_long = line.textContent.length > 100;  // even in the smallest letters
    if (!is_too_long && line.offsetHeight > 1.5 * parseFloat(getComputedStyle(line).lineHeight))
      wrong.push(`wraps: ${{line.textContent}}`);
  }}
  return wrong;
}}"""


# Lines that begin with what belongs to the end of the one before.
STARTS = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector(".slides"), 4);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.parentElement.closest("p, li, h1, h2, h3")) continue;
    const range = document.createRange(), before = node.previousSibling;
    if (before?.getClientRects && "，。；：？！、）》”’".includes(node.data[0])) {
      range.setStart(node, 0);
      range.setEnd(node, 1);
      const [here] = range.getClientRects(), end = [...before.getClientRects()].at(-1);
      if (here && end && here.top > end.bottom) found.push(before.textContent + node.data[0]);
    }
    for (let k = 1; k < node.length; k++) {
      if (!"，。；：？！、）》”’".includes(node.data[k])) continue;
      range.setStart(node, k - 1);
      range.setEnd(node, k + 1);
      const [first, ...rest] = [...range.getClientRects()].map(box => box.top);
      if (rest.some(top => top > first + 8)) found.push(node.data.slice(k - 5, k + 1));
    }
  }
  return found;
}"""


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def deck(request, tmp_path_factory):
    page, count = build_deck(request.param, ROOT / "slides")
    path = tmp_path_factory.mktemp("deck") / f"{request.param.stem}.html"
    path.write_text(page, encoding="utf-8")
    return path, count


# Slides scale as a whole; each second deck is looked at larger.
@pytest.mark.parametrize(
    ("deck", "width"),
    [(notebook, (1280, 1920)[k % 2]) for k, notebook in enumerate(NOTEBOOKS)],
    ids=lambda value: getattr(value, "stem", None),
    indirect=["deck"],
)
def test_every_slide_fits_and_is_legible(window, deck, width):
    page = window(width=width, height=width * 9 // 16)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    opened_deck(page, deck[0])
    assert faults_of(page, range(deck[1])) == []
    assert said == []
    assert [url for url in asked if not url.startswith(("data:", deck[0].as_uri()))] == []


@pytest.mark.parametrize("deck", NOTEBOOKS, ids=lambda path: path.stem, indirect=True)
def test_slides_with_the_exercises_solved_fit_too(window, deck, tmp_path):
    """Those that differ, beside the ones that are looked at above."""
    notebook = next(path for path in NOTEBOOKS if path.stem == deck[0].stem)
    text, _ = build_deck(notebook, ROOT / "slides", solved=True)
    solved = tmp_path / "deck.html"
    solved.write_text(text, encoding="utf-8")
    pages = zip(slides_of(deck[0]), slides_of(solved), strict=True)
    others = [k for k, (page, own) in enumerate(pages) if page != own]
    assert others
    page = opened_deck(window(), solved)
    assert faults_of(page, others) == []


def slides_of(deck: Path) -> list[str]:
    return deck.read_text(encoding="utf-8").split('<div class="page"')[1:]


def opened_deck(page, path: Path):
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    return page


def look_on_paper(page, path, count: int) -> list[str]:
    """Look at every slide where they stand one below the other, each laid out as on the screen.

    Nothing is laid out anew for each, which takes five times as long as to look.
    """
    page.goto(f"{path.as_uri()}?print-pdf")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.evaluate("dispatchEvent(new Event('afterprint'))")  # explorers show one picture again
    return faults_of(page, range(count))


def faults_of(page, slides: Iterable[int]) -> list[str]:
    """What is wrong with these slides, with the slide's number."""
    return [f"slide {k + 1}: {fault}" for k in slides for fault in page.evaluate(LOOK, k)]


@pytest.mark.parametrize("notebook", CHINESE, ids=lambda path: f"zh-{path.stem}")
def test_every_slide_in_chinese_fits_and_breaks_its_lines_well(window, notebook, tmp_path):
    """In the deck's own font, whatever the machine has; one page is opened for all of it."""
    text, count = build_deck(notebook, ROOT / "slides", solved=True)
    path = tmp_path / "deck.html"
    path.write_text(text, encoding="utf-8")
    page = window()
    assert look_on_paper(page, path, count) == []
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert (
        page.evaluate("""() => [...document.fonts].filter(
      font => font.family.includes("Chinese") && font.status === "loaded").length""")
        == 2
    )
    assert page.evaluate(STARTS) == []
    if notebook == CHINESE[0]:  # the styles are those of all
        assert violations(page) == []


def test_faults_are_seen(window, tmp_path):
    """Letters too small, a line too long, a formula left as TeX and pale grey are found; a picture
    that hangs at the left and code that wraps, too."""
    page, _ = build_deck(NOTEBOOKS[0], ROOT / "slides")
    bad = "<p style='font-size: 12px'>small</p><p style='color: #ccc'>of $\\alpha$</p>"
    bad += f"<p style='white-space: nowrap'>{'long ' * 90}</p>"
    bad += (
        '<figure style="justify-content: left"><img alt="a square" width="99" src="data:image/svg'
    )
    bad += "+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'></svg>\"></figure>"
    bad += "<div class='code'><pre style='width: 300px'>"
    bad += f"<span class='line'>{'xy ' * 30}</span><span class='line'>fine</span>"
    bad += "<span class='line' style='color: #ccc'>pale</span></pre></div>"
    path = tmp_path / "deck.html"
    path.write_text(page.replace('<div class="page">', f'<div class="page">{bad}', 1), "utf-8")
    page = opened_deck(window(), path)
    found = "\n".join(page.evaluate(LOOK, 0))
    assert "12.0 px" in found and "left as TeX" in found and "cut off by" in found
    assert "hangs at the left: a square" in found and "wraps: xy xy" in found
    assert "\n".join(look_on_paper(page, path, 1)).replace("slide 1: ", "") == found
    (pale,) = violations(page)
    assert pale["id"] == "color-contrast"
    assert [re.sub("<[^>]*>", "", where) for where in pale["where"]] == ["of $\\alpha$", "pale"]


def test_a_deck_opens_from_a_folder_and_moves_by_keys(window, tmp_path):
    """Without network, in the version of reveal.js that its README names."""
    text, _ = build_deck(NOTEBOOKS[1], ROOT / "slides")
    path = tmp_path / "a folder" / "deck.html"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    page = opened_deck(window(offline=True), path)
    readme = (ROOT / "slides" / "reveal" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# reveal.js {page.evaluate('Reveal.VERSION')}\n")

    def place(*keys: str) -> tuple[int, int]:
        for key in keys:
            page.keyboard.press(key)
        at = page.evaluate("Reveal.getIndices()")
        return at["h"], at["v"]

    assert place() == (0, 0)
    assert place("ArrowRight") == (1, 0)
    assert place("ArrowDown") == (1, 1)
    assert place("ArrowUp") == (1, 0)
    assert place("ArrowLeft") == (0, 0)
    place("g", "1", "2", "Enter")
    page.wait_for_function("Reveal.getSlidePastCount() === 11")
    # a slide whose second cell waits for a key
    page.evaluate("""() => {
      const at = Reveal.getIndices(document.querySelector(".fragment").closest("section"));
      Reveal.slide(at.h, at.v, -1);
    }""")
    waiting = page.locator("section.present .fragment").first
    assert waiting.is_hidden()
    before = place()
    assert place("Space") == before
    assert waiting.is_visible()
    assert place("Shift+Space") == before
    assert waiting.is_hidden()


# keys are the same for every deck
@pytest.mark.parametrize("deck", NOTEBOOKS[1::4], ids=lambda path: path.stem, indirect=True)
def test_the_keys_walk_the_whole_deck(window, deck):
    path, count = deck
    page = opened_deck(window(), path)
    seen = set()
    for _ in range(4 * count):
        seen.add(page.evaluate("Reveal.getCurrentSlide().querySelector('.number').textContent"))
        if page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next"):
            break
        page.keyboard.press("Space")
    assert len(seen) == count
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    assert popup.value.evaluate("document.body.innerText.length") > 20
    page.keyboard.press("o")
    assert page.evaluate("Reveal.isOverview()")


# in both languages; a page is made of a slide alike in all
@pytest.mark.parametrize(
    "deck", [NOTEBOOKS[1], CHINESE[0]], ids=lambda path: path.as_posix()[-24:], indirect=True
)
def test_a_page_of_the_pdf_is_a_slide_with_its_title_and_number(browser, window, deck, tmp_path):
    path, count = deck
    page = window()
    page.goto(path.as_uri())
    slides = page.locator(".page").all()
    titles = [slide.locator("h1, h2, h3").first.text_content() for slide in slides]
    print_deck(path, tmp_path / "deck.pdf", browser)
    pages = pypdf.PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == count
    for number, (title, sheet) in enumerate(zip(titles, pages, strict=True), start=1):
        assert (sheet.mediabox.width, sheet.mediabox.height) == (960, 540)  # points, 16 : 9
        text = sheet.extract_text()
        assert f"{number} / {count}" in text
        assert _letters(title) in _letters(text)


def test_making_slides_counts_pictures_and_what_is_nearly_empty(browser, tmp_path, capsys):
    """Of a lecture of three slides: a title, a sentence alone, and a picture below ten lines."""
    picture = '<figure><img alt="" width="400" src="data:image/svg+xml,%3Csvg/%3E"></figure>'
    cells = [
        of("markdown", "# Three slides", "slide"),
        of("markdown", "### One\n\nOne sentence.", "subslide"),
        of("markdown", "### Two\n\n" + "\n".join(f"* {line}" for line in "abcdefghij"), "subslide"),
        of("code", "x", outputs=[{"output_type": "display_data", "data": {"text/html": picture}}]),
    ]
    notebook = tmp_path / "01-three.ipynb"
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "notebooks", lambda language: [notebook])
        patch.setattr(making, "printer", lambda: contextlib.nullcontext(browser))
        assert making.main(["1", "--to", str(tmp_path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "01-three: 3 slides, 1 with a picture, " in line
    assert "; ending above 55 % of the height: 1" in line


@pytest.mark.parametrize("query", ["print-pdf", "view=print"])
@pytest.mark.parametrize("deck", NOTEBOOKS[1::4], ids=lambda path: path.stem, indirect=True)
def test_on_paper_all_slides_and_fragments_show_at_once(window, deck, query):
    path, count = deck
    page = window()
    page.goto(f"{path.as_uri()}?{query}")
    tops = page.evaluate("""() => [...document.querySelectorAll(".page")].map(
      page => page.getBoundingClientRect().top)""")
    hidden = page.evaluate("""() => [...document.querySelectorAll(".fragment")].filter(
      part => !part.checkVisibility({opacityProperty: true, visibilityProperty: true})).length""")
    assert tops == [720 * k for k in range(count)]
    assert hidden == 0


def _letters(text: str) -> str:
    """Letters and digits alone, ligatures and mathematical letters as plain ones."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def test_slides_are_accessible(window, tmp_path):
    """Contrast, text alternatives and structure, by axe; on paper all slides are there at once."""
    write_one_of_each(tmp_path / "deck.ipynb")
    text, _ = build_deck(tmp_path / "deck.ipynb", ROOT / "slides")
    path = tmp_path / "deck.html"
    path.write_text(text, encoding="utf-8")
    page = window()
    page.goto(f"{path.as_uri()}?print-pdf")
    assert page.locator("figure img").count() > 5
    assert violations(page) == []
