"""A lesson in JupyterLab, clicked through as a learner and a teacher do."""

import json
import re

import pytest

from tests.browser.faults import violations
from tests.browser.test_live import LOOK, open_classic, settled
from tests.lab import Lab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PRESENT = ".reveal .slides section.present section.present"
ANSWERS = [
    ('brackets = (4, 3, 1)\ncheck("brackets", brackets)', "✗ Not yet."),
    ('brackets = (1, 3, 4)\ncheck("brackets", brackets)', "✓ Correct."),
]
EXPLORER = "figures.explore(figures.secant, h=[1, 0, -1])"
LONG = 'print("\\n".join(f"line {k}" for k in range(300)))'
IDLE = ".jp-Notebook-ExecutionIndicator[data-status='idle']"


class Lesson:
    """A lecture that is open in JupyterLab."""

    def __init__(self, page, server: Lab, lecture: str):
        self.page = page
        page.goto(server.page(f"lab/tree/{lecture}.ipynb?reset"))
        # asked to run before it knows its kernel, JupyterLab asks for one
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()

    def run_all(self) -> None:
        self.page.click(".lm-MenuBar-itemLabel:text-is('Run')")
        self.page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
        # the board at the end of the lecture comes when all else has run
        board = self.cell("progress()").locator(".jp-OutputPrompt")
        board.wait_for(state="attached")
        self.page.wait_for_selector(IDLE)

    def cell(self, code: str):
        """The code cell that holds these words."""
        return self.page.locator(".jp-CodeCell").filter(
            has=self.page.locator(".cm-content", has_text=code)
        )

    def type(self, exercise: str, code: str) -> None:
        """Replace what stands in the exercise's cell, and run it."""
        cell = self.cell(f'check("{exercise}"')
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")

    def answer(self, exercise: str, code: str) -> str:
        """Type another answer into the exercise's cell, run it, and return its verdict."""
        cell = self.cell(f'check("{exercise}"')
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.type(exercise, f'{code}\ncheck("{exercise}", {code.split(" ")[0]})')
        prompt = re.compile(rf"^(?!{re.escape(before)}$)\[\d+\]:$")
        cell.locator(".jp-InputPrompt", has_text=prompt).wait_for()
        return cell.locator(".jp-OutputArea-output").first.inner_text()


def test_a_learner_runs_answers_wrong_and_right_and_plays(window, server):
    lesson = Lesson(window(), server, "01-data-operations")
    lesson.run_all()
    assert lesson.answer("brackets", "brackets = ...").startswith("… Not attempted.")
    verdict = lesson.answer("brackets", "brackets = (4, 3, 1)")
    assert verdict.startswith("✗ Not yet.") and "inside out" in verdict
    assert lesson.answer("brackets", "brackets = (1, 3, 4)").startswith("✓ Correct.")
    explorer = lesson.cell("interact(figures.broadcast")
    explorer.scroll_into_view_if_needed()
    explorer.locator("input").first.fill("4, 1")
    explorer.locator("input").first.press("Enter")
    explorer.locator("img[alt*='(4, 1)']").wait_for()


def test_a_learner_answers_by_hand_by_mouse_and_by_keys(window, server):
    lesson = Lesson(window(), server, "lesson")
    page = lesson.page
    lesson.type("brackets", 'import preliminaries\n\npreliminaries.by_hand("cells-taken")')
    hand = lesson.cell("preliminaries.by_hand(").locator(".jp-OutputArea-output").first
    for row, column in ((1, 0), (1, 1), (2, 0), (2, 1)):
        hand.get_by_title(f"X[1:, :2]: row {row}, column {column}").click()
    hand.get_by_title("X[1:, :2]: row 2, column 1, taken").wait_for()
    hand.get_by_role("button", name="Check").click()
    hand.get_by_text("Still open: X[:, -1], X[::2, 1:3].").wait_for()

    def go_and_press(title: str, key: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.title") == title:
                return page.keyboard.press(key)
        pytest.fail(f"no Tab reaches {title}")

    hand.get_by_title("X[1:, :2]: row 2, column 3").focus()
    for row in range(3):
        go_and_press(f"X[:, -1]: row {row}, column 3", "Space")
    for row, column in ((0, 1), (0, 2), (2, 1), (2, 2)):
        go_and_press(f"X[::2, 1:3]: row {row}, column {column}", "Enter")
    go_and_press("Judge what is pressed", "Enter")
    hand.get_by_text("✓ Correct.").wait_for()
    assert violations(page, ".jp-OutputArea-output:has(button)") == []


def test_a_learner_drags_an_arrow(window, server):
    """The kernel hears of every way that it is dragged over; a click turns it, too."""
    lesson = Lesson(window(), server, "lesson")
    lesson.type("brackets", 'import preliminaries\n\npreliminaries.by_hand("steepest")')
    hand = lesson.cell("preliminaries.by_hand(").locator(".jp-OutputArea-output").first

    def at(line: int, end: str) -> tuple[float, float]:
        picture = hand.locator("figure img").nth(line)
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        # seen on the picture of figures.ways: parts of its width and height
        right, down = {"a": (0.76, 0.42), "c": (0.75, 0.53), "d": (0.65, 0.17)}[end]
        return box["x"] + right * box["width"], box["y"] + down * box["height"]

    hand.locator("figure img").nth(1).wait_for()
    mouse = lesson.page.mouse
    mouse.move(*at(0, "a"))
    mouse.down()
    hand.locator("img[alt*='thick one is a']").wait_for()
    mouse.move(*at(0, "d"), steps=5)
    mouse.up()
    hand.locator("img[alt*='thick one is d']").wait_for()
    mouse.move(*at(0, "a"))  # the button is up: nothing is dragged
    mouse.click(*at(1, "c"))
    hand.locator("img[alt*='thick one is c']").wait_for()
    hand.get_by_role("button", name="Check").click()
    hand.get_by_text("✓ Correct.").wait_for()


@pytest.mark.parametrize("subshells", ["perCommTarget", "disabled"])
def test_an_explorer_moved_while_a_check_runs_shows_its_own_picture(window, server, subshells):
    """Whether JupyterLab lets the explorer wait, as the course sets it, or hands it to a thread."""
    page = window()
    address = server.page("lab/api/settings/@jupyterlab/apputils-extension:kernels-settings")
    chosen = json.dumps({"raw": json.dumps({"commsOverSubshells": subshells})})
    assert page.request.put(address, data=chosen).ok
    lesson = Lesson(page, server, "lesson")
    for words in ("from preliminaries import", "interact(figures.broadcast"):
        lesson.cell(words).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
    explorer = lesson.cell("interact(figures.broadcast").locator("input").first
    explorer.wait_for()
    endless = "def outer_sum(a, b):\n    while True: print('seen')"
    lesson.type("outer-sum", f'{endless}\n\ncheck("outer-sum", outer_sum)')
    lesson.cell('check("outer-sum"').get_by_text("[*]:").wait_for()
    explorer.fill("5, 1")
    explorer.press("Enter")
    moved = lesson.cell("interact(figures.broadcast").locator("img[alt*='(5, 1)']")
    moved.wait_for()
    verdict = lesson.cell('check("outer-sum"').locator(".jp-OutputArea-output")
    verdict.get_by_text("was stopped after 2 seconds").wait_for()
    assert verdict.locator("img").count() == 0


def test_a_teacher_presents_and_answers_on_the_slide(window, server):
    lesson = Lesson(window(), server, "lesson")
    lesson.run_all()
    lesson.page.click(".lm-MenuBar-itemLabel:text-is('View')")
    lesson.page.click(".lm-Menu-itemLabel:text-is('Render as Reveal Slideshow')")
    preview = lesson.page.frame_locator("iframe[src*='/rise/']")
    preview.locator(PRESENT).wait_for()

    # what was run is saved when slides are opened, so they can have a window of their own
    page = window()
    page.goto(server.page("rise/lesson.ipynb"))
    page.wait_for_selector(PRESENT)
    answer_on_slide(page, ".cm-content", "Control+Enter", ".jp-OutputArea-output", look_at_once)
    assert scrolls_within_the_slide(page, ".jp-Cell-outputArea")
    page.keyboard.press("Escape")
    go_to(page, "Try shapes of your own")
    move_explorer(page)
    assert look_at_once(page) == []


def test_the_notes_follow_the_talk(window, server):
    page = window()
    page.goto(server.page("rise/lesson.ipynb"))
    page.wait_for_selector(PRESENT)
    page.locator(f"{PRESENT} .jp-MarkdownCell").first.click()
    with page.expect_popup() as popup:
        page.keyboard.press("t")
    notes = popup.value
    told = notes.get_by_role("paragraph")
    told.filter(has_text="You need some Python").wait_for()
    for picture in ("#current-slide", "#upcoming-slide"):
        notes.frame_locator(f"{picture} iframe").locator(PRESENT).wait_for()
    # Until these slides have settled, they take the talk back to theirs.
    for _ in range(60):
        go_to(page, "A tensor is an array of numbers with axes")
        page.wait_for_timeout(1000)
        if told.filter(has_text="A class label is one number").is_visible():
            return
    pytest.fail("the notes stay with another slide")


def test_in_the_classic_interface_answers_and_explorers_work_on_slides_too(window, server):
    page = window()
    open_classic(page, server, "lesson")
    page.wait_for_selector(PRESENT)
    while title(page) != "Data operations":
        page.keyboard.press("Shift+Space")
    page.keyboard.press("Space")
    page.locator(f"{PRESENT} .CodeMirror").last.click()
    page.keyboard.press("Control+Enter")  # the imports
    page.keyboard.press("Escape")
    answer_on_slide(page, ".CodeMirror", "Shift+Enter", ".output_subarea", settled)
    assert scrolls_within_the_slide(page, ".output_scroll")
    page.keyboard.press("Escape")
    go_to(page, "Try shapes of your own")
    page.locator(f"{PRESENT} .CodeMirror").last.click()
    page.keyboard.press("Shift+Enter")
    move_explorer(page)
    assert settled(page) == []


def test_the_classic_interface_sets_formulas_before_a_cell_is_run(window, server):
    page = window()
    page.goto(server.page("nbclassic/notebooks/one-of-each.ipynb"))
    table = page.locator(".code_cell", has_text="identities.table(").first
    table.locator(".output .MathJax").first.wait_for()


def look_at_once(page) -> list[str]:
    return page.evaluate(LOOK)


def answer_on_slide(page, editor: str, run: str, output: str, look) -> None:
    """Answer an exercise on its slide, wrong and right, then explore; print 300 lines at last.

    The interface names its editor, the key that runs a cell, an output, and how to look at it.
    """
    go_to(page, "Exercise: brackets")
    cell = page.locator(f"{PRESENT} {editor}").last
    for code, verdict in ANSWERS:
        type_into(page, cell, code)
        page.keyboard.press(run)
        page.locator(f"{PRESENT} {output}", has_text=verdict).wait_for()
        assert title(page) == "Exercise: brackets"
        assert look(page) == []
    type_into(page, cell, EXPLORER)
    page.keyboard.press(run)
    slider = page.locator(f"{PRESENT} .explorer input")
    slider.wait_for()
    slider.focus()
    for key in ("ArrowRight", "x"):  # x, a command in Jupyter, cuts a cell
        page.keyboard.press(key)
    page.locator(f"{PRESENT} .explorer img[alt*='has become the tangent']").wait_for()
    assert title(page) == "Exercise: brackets"
    assert look(page) == []
    type_into(page, cell, LONG)
    page.keyboard.press(run)


def move_explorer(page) -> None:
    page.locator(f"{PRESENT} input").first.fill("4, 1")
    page.locator(f"{PRESENT} input").first.press("Enter")
    page.locator(f"{PRESENT} img[alt*='(4, 1)']").wait_for()


def title(page) -> str:
    """The title of the slide that is shown."""
    return page.locator(PRESENT).inner_text().strip().partition("\n")[0].rstrip("¶")


def go_to(page, name: str) -> None:
    for _ in range(200):
        if title(page) == name:
            return
        page.keyboard.press("Space")
    pytest.fail(f"no slide {name}")


def type_into(page, editor, code: str) -> None:
    page.wait_for_timeout(700)  # RISE selects a slide's cell half a second after it comes
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def scrolls_within_the_slide(page, scrolled: str) -> bool:
    """Whether the long output is seen whole by scrolling, and ends above the foot of the slide."""
    area = page.locator(f"{PRESENT} {scrolled}", has_text="line 299")
    area.wait_for()
    box = area.bounding_box()
    hidden = area.evaluate("area => area.scrollHeight - area.clientHeight")
    area.hover()
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(500)
    scrolled = area.evaluate("area => area.scrollTop")
    return box["y"] + box["height"] < 720 - 40 and scrolled > 0.99 * hidden > 1000


def test_what_the_course_puts_into_a_notebook_is_accessible(window, server):
    """By axe, where all cells are on the page at once; toolbars and editors are Jupyter's own."""
    page = window()
    page.goto(server.page("nbclassic/notebooks/one-of-each.ipynb"))
    page.wait_for_selector("#kernel_indicator_icon.kernel_idle_icon")
    rendered = ".output_subarea"
    assert page.locator(rendered).count() > 20
    assert page.locator(".explorer input").count() == 0  # not run, not trusted
    assert page.locator(".explorer").count() == page.locator(".explorer img").count()
    assert violations(page, rendered) == []
