"""Explorers whose pictures are drawn ahead: what they hold, and what they show without a script."""

import inspect
import json
import re

import pytest
from matplotlib.figure import Figure as Drawing

from preliminaries import figures

SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


def told(a: int = 0, b: str = "", c: int = 0) -> figures.Figure:
    drawing = Drawing((1, 1))
    drawing.text(0, 0, f"{a} {b} {c}")
    return figures.Figure(drawing, f"told {a} {b} {c}")


def script(explorer) -> dict:
    """What the explorer's script is given."""
    (line,) = re.findall(r"^}\)\((.*)\);$", explorer.html, re.MULTILINE)
    return json.loads(line)


def test_there_is_a_picture_for_each_choice_and_the_last_choice_changes_first():
    explorer = figures.explore(told, a=range(2), b=["x", "y"], c=7)
    assert [frame.alt for frame in explorer.frames] == [
        "told 0 x 7",
        "told 0 y 7",
        "told 1 x 7",
        "told 1 y 7",
    ]
    assert repr(explorer).splitlines()[1] == "a = 0, b = y: told 0 y 7"
    choices = script(explorer)["choices"]
    assert [(one["name"], one["values"], one["numbers"]) for one in choices] == [
        ("a", ["0", "1"], True),
        ("b", ["x", "y"], False),
    ]


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"a": [3, 4], "b": ["x"]}, "told 3 x 0"),
        ({"a": [3, 0, 4]}, "told 0  0"),  # the default
        ({"a": [3, 0], "c": [5, 0.5, -1]}, "told 0  5"),
    ],
)
def test_it_starts_at_the_default_or_at_the_first_choice(given, first):
    assert figures.explore(told, **given).first.alt == first


def test_numbers_are_written_as_people_read_them():
    assert figures.explore(told, a=[-0.5, 1.0, 1e-7]).states == ["a = −0.5", "a = 1", "a = 1e−07"]


@pytest.mark.parametrize("given", [{}, {"a": 3}, {"a": []}, {"a": range(0), "b": ["x"]}])
def test_nothing_to_choose_from_is_said(given):
    with pytest.raises(ValueError, match="a list or a range to choose from"):
        figures.explore(told, **given)


def test_without_its_script_it_is_the_first_picture():
    explorer = figures.explore(told, a=[3, 0, 4])
    rest = SCRIPT.sub("", explorer.html)
    assert (
        re.fullmatch(r'<div class="explorer" data-explorer="\w+">(.*)\n</div>', rest)[1]
        == (explorer.first._repr_mimebundle_()[0]["text/html"])
    )
    data, metadata = explorer._repr_mimebundle_()
    first, its = explorer.first._repr_mimebundle_()
    assert (data["image/png"], metadata) == (first["image/png"], its)


def test_the_script_holds_every_picture_and_what_they_share_once():
    explorer = figures.explore(figures.broadcast, a=["3, 1", "2, 1", "4"], b=["2", "4"])
    drawn = script(explorer)
    for frame, (runs, alt, width, _) in zip(explorer.frames, drawn["frames"], strict=True):
        lines = [line for first, count in runs for line in drawn["lines"][first : first + count]]
        assert "\n".join(lines) == frame.svg.decode().replace('"', "'").rstrip("\n")
        assert (alt, width) == (frame.alt, frame.width)
    assert len(set(drawn["lines"])) == len(drawn["lines"])


def test_a_choice_is_named_as_the_axes_are():
    explorer = figures.explore(figures.gradient, x1=[0, 1], x2=[1])
    assert [choice["name"] for choice in script(explorer)["choices"]] == ["x₁", "x₂"]
    assert explorer.states == ["x₁ = 0, x₂ = 1", "x₁ = 1, x₂ = 1"]
    assert [c["name"] for c in script(figures.explore(told, a=[3]))["choices"]] == ["a"]


def test_no_text_ends_the_script():
    explorer = figures.explore(told, b=["</script><!--", "</SCRIPT >"])
    (inside,) = SCRIPT.findall(explorer.html)
    assert inside == explorer.html[explorer.html.index("<script>") : -len("</div>")]
    assert "<!--" not in inside
    assert script(explorer)["choices"][0]["values"] == ["</script><!--", "</SCRIPT >"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": range(2)}, [0, 1]),
        ({"a": range(10)}, [0, 3, 6, 9]),
        ({"a": range(5), "c": range(5)}, [6, 8, 16, 18]),
        ({"b": ["x"], "a": range(3)}, [0, 2]),
        ({"a": range(3), "c": range(2), "b": ["x", "", "y"]}, [1, 4, 13, 16]),
    ],
)
def test_on_paper_up_to_four_pictures_stand_for_all(given, expected):
    assert figures.explore(told, **given).on_paper == expected


def test_two_explorers_in_a_page_are_told_apart_and_the_same_one_is_the_same():
    ids = [script(figures.explore(told, a=[k, 9]))["id"] for k in (1, 2, 1)]
    assert ids[0] == ids[2] != ids[1]


def test_its_signature_leaves_every_name_to_the_figure():
    kinds = [p.kind for p in inspect.signature(figures.explore).parameters.values()]
    assert kinds == [inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_KEYWORD]
