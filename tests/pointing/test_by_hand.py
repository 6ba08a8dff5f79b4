"""Answers that are pressed: every one that can be typed, with the verdict of the typed one."""

import functools
import io
import json
import re
from collections.abc import Iterator

import pytest
import torch
from PIL import Image

from preliminaries import by_hand, check, figures, progress, teaching, zh
from preliminaries.authoring import Arrow, Axes, Cells
from preliminaries.course.exercises import find
from preliminaries.course.places import ROOT
from tests.everything import EXERCISES

widgets = pytest.importorskip("ipywidgets")

POINTED = [exercise for exercise in EXERCISES if exercise.pointed_at is not None]
every_exercise = pytest.mark.parametrize("exercise", POINTED, ids=lambda e: e.slug)
ANSWERS = [
    pytest.param(exercise, name, id=f"{exercise.slug}-{name}")
    for exercise in POINTED
    for name in ("solution", *exercise.wrong)
]


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session in which nothing has been checked."""
    monkeypatch.setattr(teaching, "_reached", {})


def parts(widget) -> Iterator[widgets.Widget]:
    """The widget and all within it, in the order in which Tab reaches them."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def buttons(widget) -> list[widgets.Button]:
    return [part for part in parts(widget) if isinstance(part, widgets.Button)]


def in_lines(hand) -> list[list[widgets.Button]]:
    """The buttons of each line of the answer, found where a learner sees them."""
    lines, *_ = hand.widget.children
    return [buttons(line) for line in lines.children]


def verdict(hand) -> str:
    """The verdict below the buttons, once its button is pressed."""
    *_, judging, shown = hand.widget.children
    judging.click()
    (output,) = shown.outputs
    assert output["data"]["text/html"].startswith("<div role=")
    return output["data"]["text/plain"]


@functools.singledispatch
def press(pointed_at, own, value) -> None:
    """Press those of a line's buttons that say the value."""
    raise NotImplementedError(pointed_at)


@press.register
def _(cells: Cells, own, value):
    shown = [int(button.description) for button in own]
    assert shown == [number for row in cells.rows for number in row]
    for number in torch.as_tensor(value).flatten().tolist():
        own[shown.index(number)].click()


@press.register
def _(axes: Axes, own, value):
    for size in value:
        next(b for b in own if re.search(r"\d+$", b.description)[0] == str(size)).click()


@press.register
def _(arrow: Arrow, own, value):
    left, _ = own
    ways = torch.tensor([arrow.ways[way] for way in arrow.ways], dtype=torch.float64)
    angles = torch.atan2(ways[:, 1], ways[:, 0])
    turns = int((angles <= angles[list(arrow.ways).index(value)]).sum())
    for _ in range(turns):
        left.click()


def press_all(hand, answer) -> None:
    values = answer.values() if isinstance(answer, dict) else [answer]
    for own, value in zip(in_lines(hand), values, strict=True):
        press(hand.exercise.pointed_at, own, value)


def test_there_are_exercises_of_each_kind():
    assert {type(exercise.pointed_at) for exercise in POINTED} == {Cells, Axes, Arrow}


@pytest.mark.parametrize(("exercise", "name"), ANSWERS)
def test_what_is_pressed_gets_the_verdict_of_what_is_typed(exercise, name):
    """In both languages: the solution, and every wrong answer that has a message."""
    answer = exercise.solution
    if name != "solution":
        answer = exercise.handed_in(exercise.wrong[name])
    for word, typed in ((by_hand, check), (zh.by_hand, zh.check)):
        hand = word(exercise.slug)
        press_all(hand, answer)
        assert verdict(hand) == repr(typed(exercise.slug, answer))
    assert (name == "solution") == (verdict(hand).startswith("正确"))


@every_exercise
def test_a_pressed_answer_counts(exercise):
    def press(answer: object) -> list[str]:
        hand = by_hand(exercise.slug)
        press_all(hand, answer)
        verdict(hand)
        return re.findall(rf"(?m)^ *(\S) .* {exercise.slug} ", repr(progress()))

    wrong = exercise.handed_in(next(iter(exercise.wrong.values())))
    assert press(wrong) == ["✗"]
    assert press(exercise.solution) == []  # the board lists what is open
    assert "correct" in repr(progress())


@every_exercise
def test_nothing_pressed_is_not_attempted_and_spoils_no_progress(exercise):
    check(exercise.slug, exercise.solution)
    before = repr(progress())
    told = verdict(by_hand(exercise.slug))
    assert told.startswith("Not attempted. Nothing is pressed yet.")
    assert f'hint("{exercise.slug}")' in told
    assert repr(progress()) == before


def test_what_is_left_open_is_named():
    hand = by_hand("sum-shapes")
    first, *others = find("sum-shapes").solution
    press(hand.exercise.pointed_at, in_lines(hand)[0], (3, 4))
    told = verdict(hand).replace("\n", " ")
    assert told.startswith("Not attempted.")
    assert all(line in told for line in others) and f"`{first}`" not in told


def test_a_cell_pressed_twice_is_free_again():
    hand = by_hand("cells-taken")
    cell = in_lines(hand)[0][5]
    cell.click()
    assert cell.description == "✓ 5" and cell.tooltip.endswith("row 1, column 1, taken")
    cell.click()
    assert cell.description == "5" and cell.tooltip.endswith("row 1, column 1")
    assert "Nothing is pressed" in verdict(hand)


def test_the_last_axis_can_be_taken_back():
    hand = by_hand("batch-shape")
    (own,) = in_lines(hand)
    press(hand.exercise.pointed_at, own, (32, 3, 224))
    own[-1].click()
    press(hand.exercise.pointed_at, own, (224, 224))
    assert verdict(hand).startswith("Correct.")
    for _ in range(5):
        own[-1].click()
    assert "Nothing is pressed" in verdict(hand)


def test_an_arrow_turns_both_ways_and_all_round():
    hand = by_hand("steepest")
    (left, right), _ = in_lines(hand)
    (panel, *_) = hand.panels.values()
    ways = []
    for turn in (left, left, left, left, left, right, right):
        turn.click()
        ways.append(panel.value)
    assert ways[:4] == ["b", "c", "a", "d"] and ways[4:] == ["b", "d", "a"]


def test_the_page_is_told_where_each_arrow_ends():
    """There the picture has the colour of the chosen arrow, and of the others only when chosen."""
    hand = by_hand("steepest")
    panel = hand.panels["raises f fastest"]
    picture = next(part for part in parts(panel.box) if isinstance(part, widgets.HTML))
    assert 'data-place="-1"' in picture.value
    (left, _), _ = in_lines(hand)
    for place in range(4):
        left.click()
        assert f'data-place="{place}"' in picture.value
        ends = json.loads(re.search(r'data-ends="(.*?)"', picture.value)[1])
        drawn = figures.ways(hand.exercise.pointed_at.ways, panel.value).png
        image = Image.open(io.BytesIO(drawn)).convert("RGB")
        # a little before the tip; all leave the middle between the two that are opposite
        start = [(b + d) / 2 for b, d in zip(ends[0], ends[3], strict=True)]
        coloured = []
        for end in ends:
            right, down = (0.2 * s + 0.8 * e for s, e in zip(start, end, strict=True))
            red, _, blue = image.getpixel((right * image.width, down * image.height))
            coloured.append(blue - red > 60)
        assert coloured == [place == k for k in range(4)]


@every_exercise
def test_every_button_says_what_it_is(exercise):
    """To one who hears the page, and comes to a button by Tab: what, and of which line."""
    for hand in (by_hand(exercise.slug), zh.by_hand(exercise.slug)):
        every = buttons(hand.widget)
        assert all(button.description and button.tooltip for button in every)
        assert len({button.tooltip for button in every}) == len(every)
        assert not any(button.disabled for button in every)
    judging = [
        zh.by_hand(exercise.slug).widget.children[1],
        by_hand(exercise.slug).widget.children[1],
    ]
    assert [button.description for button in judging] == ["检查", "Check"]


@every_exercise
def test_without_a_kernel_there_is_a_still(exercise):
    for hand in (by_hand(exercise.slug), zh.by_hand(exercise.slug)):
        data, metadata = hand._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in data
        assert data["text/plain"] == repr(hand)
        assert set(metadata) <= set(data)
        if isinstance(exercise.pointed_at, Arrow):
            assert data["text/html"].startswith("<figure") and "image/png" in data
        else:
            lines = exercise.solution if isinstance(exercise.solution, dict) else [""]
            assert data["text/html"].count("<table") == len(lines)
            assert all(line in data["text/plain"] for line in lines)


def test_an_exercise_that_is_typed_only_says_so_in_both_languages():
    told = repr(by_hand("outer-sum"))
    assert told.startswith("Not judged.") and "write the answer in its cell" in told
    assert re.search(r"[\u4e00-\u9fff]", repr(zh.by_hand("outer-sum")))
    assert repr(by_hand("steepset")).startswith("Unknown name.")
    assert repr(by_hand(7)).startswith("Unknown name.")


def test_each_stands_by_hand_right_after_its_exercise():
    lectures = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "lectures").glob("*.md")))
    told = re.findall(
        r':exercise: (\S+)\n```\n\n### By hand: .*\n\n[^#]*?by_hand\("(\S+)"\)', lectures
    )
    assert all(typed == pressed for typed, pressed in told)
    assert {typed for typed, _ in told} == {exercise.slug for exercise in POINTED}
    assert lectures.count("by_hand(") == len(POINTED)


@every_exercise
def test_a_verdict_goes_with_the_answer_that_it_judged(exercise):
    """Once something else is pressed, nothing below says that it is right."""
    hand = by_hand(exercise.slug)
    press_all(hand, exercise.solution)
    assert verdict(hand).startswith("Correct.")
    in_lines(hand)[0][0].click()
    (output,) = hand.widget.children[-1].outputs
    assert output["data"]["text/plain"] == ""
    assert "role=" not in output["data"]["text/html"]
