"""Every deck in a real browser: it fits, is legible, and asks for nothing."""

import os
import re
import sys
from pathlib import Path

import pytest

from preliminaries.slides.chromium import find_chromium
from preliminaries.slides.deck import build_deck
from preliminaries.slides.paper import print_deck, printer

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
CHROMIUM = find_chromium()
# The Debian machine of .ci/run installs one; elsewhere a browser need not be on the PATH.
if CHROMIUM is None and os.environ.get("CI") == "true" and sys.platform == "linux":
    raise RuntimeError("CI has to test the decks in Chromium, and there is none.")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome on this machine"),
]

# What a slide does wrong, as sentences. Reveal scales the slide; measures are taken on the screen.
LOOK = """
index => {
  const page = document.querySelectorAll(".page")[index];
  const place = Reveal.getIndices(page.closest("section"));
  Reveal.slide(place.h, place.v, 99);
  const wrong = [], box = page.getBoundingClientRect(), scale = box.width / 1280;
  if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
    wrong.push("the slide leaves the screen");
  const foot = page.querySelector(".mark").getBoundingClientRect().top;
  for (const part of page.querySelectorAll("*")) {
    const b = part.getBoundingClientRect();
    if (!b.width || part.closest("math math *, .mark, .number")) continue;
    const name = `${part.tagName} ${part.className} "${part.textContent.slice(0, 40)}"`;
    if (b.right > box.right - 20 * scale || b.left < box.left)
      wrong.push(`too wide: ${name}`);
    if (b.bottom > foot + 1) wrong.push(`too low by ${Math.round(b.bottom - foot)}: ${name}`);
    if (part.scrollWidth > part.clientWidth + 2 && getComputedStyle(part).display !== "inline"
        && !part.closest("math")) wrong.push(`cut off: ${name}`);
    const text = [...part.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const size = parseFloat(getComputedStyle(part).fontSize) * scale;
    const script = part.closest("msub, msup, msubsup, mfrac, munder, mover, munderover");
    if (text && size < 17.99 && !script) wrong.push(`${size} px: ${name}`);
    if (text && part.matches("p, li") && !part.matches(".above") && size < 23.99)
      wrong.push(`body ${size} px: ${name}`);
    const drawn = part.matches("img[width]") ? b.width / scale / part.getAttribute("width") : 1;
    if (drawn < 0.9) wrong.push(`a figure drawn at ${drawn.toFixed(2)}: ${part.alt.slice(0, 60)}`);
  }
  const copy = page.cloneNode(true);
  copy.querySelectorAll("code, .code, .mark").forEach(part => part.remove());
  if (/\\\\[a-zA-Z]+|\\$/.test(copy.textContent)) wrong.push("a formula is left as TeX");
  return wrong;
}
"""


@pytest.fixture(scope="module")
def browser():
    with printer(CHROMIUM) as chromium:
        yield chromium


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def deck(request, tmp_path_factory):
    page, count = build_deck(request.param, ROOT / "slides")
    path = tmp_path_factory.mktemp("deck") / f"{request.param.stem}.html"
    path.write_text(page, encoding="utf-8")
    return path, count


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_every_slide_fits_and_is_legible(browser, deck, width, height):
    path, count = deck
    page = browser.new_page(viewport={"width": width, "height": height})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    wrong = {k + 1: found for k in range(count) if (found := page.evaluate(LOOK, k))}
    page.close()
    assert not wrong, "\n".join(f"slide {k}: {w}" for k, ws in wrong.items() for w in ws)
    assert said == []
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []


def test_the_keys_walk_the_whole_deck(browser, deck):
    path, count = deck
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
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
    page.close()


def test_a_page_of_the_pdf_is_a_slide_with_its_number(browser, deck, tmp_path):
    import pypdf

    path, count = deck
    print_deck(path, tmp_path / "deck.pdf", browser)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "deck.pdf").pages]
    assert len(pages) == count
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {count}" in text
        assert len(re.sub(r"\s", "", text)) > 30, f"page {number} is blank"
