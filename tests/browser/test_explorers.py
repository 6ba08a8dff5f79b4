"""Every explorer that needs no kernel, all in one deck: opened from a file, offline, by keys."""

import json

import pytest

from preliminaries.slides.deck import build_deck
from tests.browser.conftest import NOTEBOOKS, ROOT, opened
from tests.browser.faults import violations

pytestmark = pytest.mark.browser

TO = "e => { const at = Reveal.getIndices(e.closest('section')); Reveal.slide(at.h, at.v, 99); }"

# Every combination of the sliders' places, with the last one changing first.
WALK = """async explorer => {
  const sliders = [...explorer.querySelectorAll("input")], image = explorer.querySelector("img");
  const sizes = sliders.map(slider => Number(slider.max) + 1), seen = [];
  for (let place = 0; place < sizes.reduce((a, b) => a * b); place++) {
    sliders.reduceRight((rest, slider, k) => {
      slider.value = rest % sizes[k];
      return Math.floor(rest / sizes[k]);
    }, place);
    sliders[0].dispatchEvent(new Event("input", {bubbles: true}));
    await image.decode();
    const states = sliders.map(
      slider => `${slider.labels[0].textContent} = ${slider.getAttribute("aria-valuetext")}`);
    const said = explorer.querySelector("[aria-live]").textContent;
    seen.push({state: states.join(", "), alt: image.alt, said, width: image.naturalWidth,
      source: image.src});
  }
  return seen;
}"""


def explorers() -> list[dict]:
    """Their cells."""
    every = [
        cell for path in NOTEBOOKS for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]
    natures = [cell["metadata"].get("preliminaries", {}) for cell in every]
    return [
        cell
        for cell, nature in zip(every, natures, strict=True)
        if nature.get("is") == "explorer" and not nature["needs_kernel"]
    ]


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    cells = []
    for number, cell in enumerate(explorers()):
        slide = {"slideshow": {"slide_type": "slide"}}
        cells.append({"cell_type": "markdown", "source": f"## {number}", "metadata": slide})
        cells.append(cell)
    folder = tmp_path_factory.mktemp("explorers")
    (folder / "deck.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    text, _ = build_deck(folder / "deck.ipynb", ROOT / "slides")
    (folder / "deck.html").write_text(text, encoding="utf-8")
    with opened(browser, offline=True) as page:
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((folder / "deck.html").as_uri())
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        yield page
        assert page.faults == []


def test_every_picture_can_be_chosen_is_drawn_and_is_told(page):
    """The text kept for nbval names all pictures in their order, the last slider's first."""
    for number, cell in enumerate(explorers()):
        told = "".join(cell["outputs"][0]["data"]["text/plain"]).split("\n")
        shown = page.locator(".explorer").nth(number).evaluate(WALK)
        assert [f"{one['state']}: {one['alt']}" for one in shown] == told
        assert all(one["said"] == one["alt"] and one["width"] > 300 for one in shown)
        assert len({one["source"] for one in shown}) == len(told)


def test_keys_move_a_slider_and_not_the_deck(page):
    explorer = page.locator(".explorer", has=page.get_by_label("step"))
    explorer.evaluate(TO)
    slider, image = explorer.get_by_label("step"), explorer.locator("img")
    slider.focus()
    before, seen = page.evaluate("Reveal.getSlidePastCount()"), []
    for key in ("Home", "ArrowRight", "ArrowUp", "End", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append((slider.get_attribute("aria-valuetext"), image.get_attribute("alt")))
    assert [value for value, _ in seen] == ["0", "1", "2", "15", "14"]
    assert all(f"Step {value} " in alt for value, alt in seen)
    assert page.evaluate("Reveal.getSlidePastCount()") == before


def test_the_keys_of_a_clicker_still_move_the_slides(page):
    first = page.locator(".explorer").first
    first.evaluate(TO)
    for key in ("PageDown", "PageUp", "Space"):
        before = page.evaluate("Reveal.getSlidePastCount()")
        page.locator("section.present input").first.focus()
        page.keyboard.press(key)
        assert page.evaluate("Reveal.getSlidePastCount()") - before in (1, -1), key


def test_all_are_accessible_and_on_paper_four_pictures_stand_side_by_side(page):
    assert violations(page, "section.present") == []
    count = page.locator(".explorer").count()
    assert count == len(explorers())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # the deck's, and the printer's
    pictures = page.locator(".explorer .states img")
    assert count < pictures.count() <= 4 * count
    sources = [picture.get_attribute("src") for picture in pictures.all()]
    assert len(set(sources)) == len(sources)
    assert page.locator("section.present .explorer .choices").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert pictures.count() == 0
    assert page.locator("section.present .explorer .choices").is_visible()
