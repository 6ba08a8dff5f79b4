"""The lines of a cell that only draw are not shown beside what they drew."""

import json

import pytest

from preliminaries.course import places
from preliminaries.slides.deck import read_slides
from preliminaries.slides.drawing import above_the_drawing


def test_all_last_lines_that_only_draw_go():
    drawn = """plt.figure(figsize=(3, 2))
for degree in (2, 7):
    plt.plot(line, line**degree)
    plt.plot(line, -line)
plt.xlabel("x"), plt.ylabel("y")
figures.plotted("Two curves.")  # the last"""
    computed = "fitted = torch.linalg.lstsq(A, t).solution"
    assert above_the_drawing(f"{computed}\n{drawn}") == computed
    assert above_the_drawing(drawn) == ""


@pytest.mark.parametrize(
    "last",
    [
        "for k in range(3):\n    total += k\n    plt.plot(k, total)",
        "plt.plot(x), x.sum()",
        "y = plt.plot(x)",
        "x",
    ],
)
def test_a_last_line_that_does_more_stays(last):
    assert above_the_drawing(f"x = read()\n{last}") == f"x = read()\n{last}"


def test_a_drawing_before_a_computation_stays():
    source = "plt.plot(x)\ny = f(x)\ny"
    assert above_the_drawing(source) == source


def test_what_stands_on_one_line_with_a_drawing_stays():
    assert above_the_drawing("x = 1; plt.plot(x)\nplt.xlabel('x')") == "x = 1; plt.plot(x)"
    assert above_the_drawing("x = 1; plt.plot(x)") == "x = 1; plt.plot(x)"


@pytest.mark.parametrize("made", ["torch.arange(0, 3, 0.1)", "torch.linspace(0, 1, 9).double()"])
def test_points_that_the_drawing_alone_reads_go_with_it(made):
    drawn = "plt.plot(x, f(x))"
    assert above_the_drawing(f"x = {made}\n{drawn}") == ""
    assert above_the_drawing(f"c = 3\nx = {made}\n{drawn}") == "c = 3"


def test_points_that_something_else_reads_stay():
    drawn = "plt.plot(x, f(x))"
    points = "x = torch.arange(0, 3, 0.1)"
    assert above_the_drawing(f"{points}\ny = f(x)\n{drawn}") == f"{points}\ny = f(x)"
    assert above_the_drawing(f"{points}\n{drawn}", ["z = 1", "x.sum()"]) == points
    assert above_the_drawing(f"{points}; c = 3\n{drawn}") == f"{points}; c = 3"


@pytest.mark.parametrize("later", ["x = 3", "g = lambda x: x + 1", "%timeit x", "print('x')"])
def test_points_go_where_a_later_cell_means_another_thing_by_their_name(later):
    assert above_the_drawing("x = range(9)\nplt.plot(x)", [later, "x = 1"]) == ""


def test_numbers_that_are_no_mere_points_stay():
    matrix = "A = torch.arange(6).reshape(2, 3)"
    assert above_the_drawing(f"{matrix}\nfigures.index(A, '1:')") == matrix


@pytest.mark.parametrize("notebook", places.notebooks("en"), ids=lambda path: path.stem)
def test_no_slide_with_a_picture_ends_its_code_with_plotting(notebook):
    for slide in read_slides(json.loads(notebook.read_text(encoding="utf-8"))["cells"]):
        if any(part.pictures for part in slide.parts):
            lines = [line for part in slide.parts for line in part.code.splitlines()]
            assert not [line for line in lines if line.startswith(("plt.", "figures."))]
