"""Verdicts, hints, solutions and the board: one family of cards, as a notebook shows them."""

import html
import re
from xml.etree import ElementTree

import pytest

import preliminaries.zh as chinese
from preliminaries import check, hint, progress, solution, teaching
from preliminaries.course.exercises import definition, slugs, titles
from preliminaries.languages import speaking
from preliminaries.words.helping import Hint


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session in which nothing has been checked."""
    monkeypatch.setattr(teaching, "_reached", {})
    monkeypatch.setattr(teaching, "_hints_given", {})


def right(a, b):
    return a[:, None] + b


ANSWERS = {
    "correct": lambda: check("outer-sum", right),
    "not yet": lambda: check("outer-sum", lambda a, b: right(a, b).T),
    "raised": lambda: check("outer-sum", lambda a, b: a.rehsape(-1)),
    "not attempted": lambda: check("outer-sum", ...),
    "no such exercise": lambda: check("outer-product-of-what"),
    "hint": lambda: hint("outer-sum"),
    "solution": lambda: solution("outer-sum"),
    "nothing checked": progress,
    "board": lambda: [check("outer-sum", right), progress()][1],
    "in Chinese": lambda: chinese.hint("outer-sum"),
}


def shown(answer):
    return ElementTree.fromstring(answer._repr_html_())


def style(element):
    return dict(part.split(": ", 1) for part in element.get("style").split("; "))


def text(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_a_card_with_a_sign_and_a_word_in_the_colour_of_its_bar(name):
    card = shown(ANSWERS[name]())
    assert (card.tag, card.get("role")) == ("div", "status")
    head = card.find("p/strong")
    width, kind, colour = style(card).pop("border-left").split()
    assert (width, kind, colour) == ("5px", "solid", style(head)["color"])
    sign, _, word = head.text.partition(" ")
    assert len(sign) == 1 and not sign.isalnum() and word[0].isalpha()


def test_all_cards_have_the_same_frame():
    frames = [style(shown(answer())) for answer in ANSWERS.values()]
    for frame in frames:
        del frame["border-left"]
    assert all(frame == frames[0] for frame in frames)


def test_a_card_of_a_hint_sets_code_and_shows_what_looks_like_html():
    hints = [shown(hint("outer-sum")) for _ in range(3)]
    assert any(card.find(".//code") is not None for card in hints)
    assert 'solution("outer-sum")' in [code.text for code in hints[2].iter("code")]
    card = shown(Hint("Hint 1 of 1.", "a < b & c, as in `<i>`", "en"))
    assert "a < b & c" in text(card)
    assert [code.text for code in card.iter("code")] == ["<i>"]


def test_whoever_asks_for_more_hints_gets_the_last_one_again():
    given = [repr(hint("outer-sum")) for _ in range(5)]
    assert given[2] == given[3] == given[4] and given[2].startswith("Hint 3 of 3.")


@pytest.mark.parametrize("slug", [slug for own in slugs().values() for slug in own][::9])
def test_a_solution_on_its_card_is_the_whole_code(slug):
    code = re.search(r"<pre.*?>(.*)</pre>", solution(slug)._repr_html_(), re.DOTALL)[1]
    assert html.unescape(re.sub(r"<[^>]+>", "", code)) == definition(slug).solved().rstrip()


def test_the_board_says_how_much_is_done_in_a_bar_that_is_read_aloud():
    check("outer-sum", right)
    check("brackets", (4, 3, 1))
    bar = shown(progress()).find(".//div[@role='progressbar']")
    count = len(slugs()["data-operations"])
    read = [bar.get(f"aria-{name}") for name in ("label", "valuemin", "valuenow", "valuemax")]
    assert read == ["Data operations", "0", "1", str(count)]
    assert bar.get("aria-valuetext") == f"1 of {count} correct"
    assert style(bar[0])["width"] == f"{100 / count:.0f}%"


def test_the_board_names_what_is_open_by_its_title_and_what_is_next():
    check("outer-sum", right)
    check("brackets", (4, 3, 1))
    board = progress()
    for told in (repr(board), text(shown(board))):
        assert "Next: a batch of images." in told
        assert "✗ brackets" in told and "which dtype" in told and "dtype-of" in told
        assert "a table of sums" not in told  # which is solved


def test_what_was_right_once_stays_done_whatever_is_tried_afterwards():
    check("outer-sum", lambda a, b: right(a, b).T)
    assert "✗ a table of sums" in repr(progress())
    for answer in (right, ..., lambda a, b: right(a, b).T, lambda a, b: a.rehsape(-1)):
        check("outer-sum", answer)
        assert "a table of sums" not in repr(progress())
    check("brackets", (4, 3, 1))
    check("brackets", ...)
    assert "✗ brackets" in repr(progress()), "a stub does not undo an attempt"


def test_only_a_right_answer_is_true():
    assert check("outer-sum", right)
    assert not any(check("outer-sum", answer) for answer in (..., 3, lambda a, b: right(a, b).T))


def test_when_all_is_solved_the_next_lecture_is_next(monkeypatch):
    own = slugs()["setting-up"]
    monkeypatch.setattr(teaching, "_reached", dict.fromkeys(own, check("outer-sum", right).status))
    told = repr(progress()).splitlines()
    assert told == [
        "Progress. Next: Data operations.",
        f"Setting up: {len(own)} of {len(own)} correct",
    ]


def test_every_exercise_has_a_title_of_its_own_in_every_language():
    assert titles().keys() == {slug for own in slugs().values() for slug in own}
    assert titles()["outer-sum"] == "a table of sums"
    with speaking("zh"):
        assert titles().keys() == {slug for own in slugs().values() for slug in own}
        assert titles()["first-check"] == "第一次检查"


def test_the_board_speaks_chinese():
    chinese.check("first-check", ...)
    assert repr(chinese.progress()).startswith("进度。接下来：")
    assert "道中答对 0 道" in text(shown(chinese.progress()))
