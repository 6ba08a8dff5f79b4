"""Every lecture as live slides, in JupyterLab's RISE and in the classic interface's."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.browser.conftest import NOTEBOOKS
from tests.browser.faults import FAULTS
from tests.lab import Lab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

LECTURES = [path.stem for path in NOTEBOOKS]
# What the packages say of themselves whatever they show, each tried without our notebooks:
NOT_OURS = re.compile(
    # RISE asks for a style sheet of the notebook's own name beside rise.css
    r"Refused to apply style from '\S+/(\d\d-[a-z-]+|lesson)\.css'"
    # jupyterlab-rise 0.43 holds two versions of Jupyter's web components, which set colours in turn
    r"|RangeError: Maximum call stack size exceeded"
    # and has no place for the extension of the package notebook, which d2l brings
    r"|Error: The getter for the shared module is not a function"
    # so does MathJax 2, of the classic interface, with the fonts that it would rather not load
    r"|Access to font at 'about:blank'|ERR_FAILED about:blank"
)
PRESENT = "[...document.querySelectorAll('.reveal .slides section.present')].pop()"
LOOK = f"""() => {{
  {FAULTS}
  const foot = innerHeight - 40;
  const frame = {{left: 0, top: 0, right: innerWidth, bottom: foot, width: innerWidth}};
  return faults({PRESENT}, frame, 1280 / innerWidth);
}}"""
# A slide is named by its place; a fragment that is still to come takes its room already.
PLACE = f"{PRESENT}.id"
SIZES = ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080})
END = f"""() => {{
  const all = [...document.querySelectorAll('.reveal .slides section section')];
  return all.at(-1) === {PRESENT} && !document.querySelector('.present .fragment:not(.visible)');
}}"""

# What a key does to a slide, without all that Reveal and RISE do beside it: that takes most of the
# time, and moves nothing on the slide.
SHOW = """async index => {
  const all = [...document.querySelectorAll(".reveal .slides section section")];
  for (const one of document.querySelectorAll(".reveal .slides section.present"))
    one.classList.replace("present", "past");
  for (const one of [all[index], all[index].parentElement]) {
    one.classList.remove("past", "future");
    one.classList.add("present");
    one.hidden = false;
    one.style.display = "block";
  }
  for (const part of all[index].querySelectorAll(".fragment")) part.classList.add("visible");
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def open_lab(page, server: Lab, lecture: str) -> None:
    page.goto(server.page(f"rise/{lecture}.ipynb"))


def open_classic(page, server: Lab, lecture: str) -> None:
    page.goto(server.page(f"nbclassic/notebooks/{lecture}.ipynb"))
    page.wait_for_selector("#kernel_indicator_icon.kernel_idle_icon")
    # Between any two cells MathJax rests for 50 ms, a minute for a lecture: not while we wait.
    page.evaluate("MathJax.Hub.processSectionDelay = 0")
    page.wait_for_function("!MathJax.Hub.queue.pending")
    page.click("#RISE")


def walk(page, count: int) -> Iterator[None]:
    """By keys from slide to slide, to the end."""
    for _ in range(4 * count):
        yield
        if page.evaluate(END):
            break
        page.keyboard.press("Space")


def turn(page, count: int) -> Iterator[None]:
    """Show one slide after the other."""
    for k in range(count):
        page.evaluate(SHOW, k)
        yield


def settled(page) -> list[str]:
    """The faults of the slide; formulas and figures get a moment to find their place."""
    end = time.monotonic() + 3
    while (wrong := page.evaluate(LOOK)) and time.monotonic() < end:
        page.wait_for_timeout(100)
    return wrong


# To lay out a lecture's slides anew takes as long as to look at them: each lecture in one size, the
# other one in the next. Keys and the classic interface are the same for every lecture, and slow: a
# short one is walked through.
SHOWN = [(lecture, open_lab, turn, SIZES[k % 2]) for k, lecture in enumerate(LECTURES)]
SHOWN += [("lesson", opened, walk, size) for opened in (open_lab, open_classic) for size in SIZES]


@pytest.mark.parametrize(
    ("lecture", "opened", "shown", "size"),
    SHOWN,
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_live_slide_fits_and_is_legible(window, server, lecture, opened, shown, size):
    page = window(**size)
    said, asked = [], []
    page.on("console", lambda m: m.type == "error" and said.append(f"{m.text} {m.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    opened(page, server, lecture)
    page.wait_for_selector(".reveal .slides section.present section.present")
    page.wait_for_function("document.fonts.status === 'loaded'")
    count = page.evaluate("document.querySelectorAll('.reveal .slides section section').length")
    wrong, seen = {}, set()
    for _ in shown(page, count):
        place = page.evaluate(PLACE)
        seen.add(place)
        if found := settled(page):
            title = page.evaluate(f"{PRESENT}.innerText.trim().split('\\n')[0]")
            wrong[f"{place} {title} {size['width']}"] = found
    here = (server.address, server.address.replace("http", "ws"), "data:", "blob:", "about:blank")
    assert [url for url in asked if not url.startswith(here)] == []
    assert not wrong, "\n".join(f"{slide}: {w}" for slide, ws in wrong.items() for w in ws)
    assert len(seen) == count
    assert [text for text in said if not NOT_OURS.search(text)] == []
