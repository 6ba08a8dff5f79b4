"""The lines of a cell that only draw are not shown beside what they drew."""

import ast
import json

import pytest

from preliminaries.course import places
from preliminaries.slides.deck import read_slides
from preliminaries.slides.drawing import above_the_drawing


def test_all_last_lines_that_only_draw_go():
    drawn = """# the picture
plt.figure(figsize=(3, 2))
plt.plot(line, 2 * line)

plt.xlabel("x"), plt.ylabel("y")
figures.plotted("A line.")  # the last"""
    computed = "# by least squares\nfitted = torch.linalg.lstsq(A, t).solution"
    assert above_the_drawing(f"{computed}\n\n{drawn}") == computed
    assert above_the_drawing(drawn) == ""


@pytest.mark.parametrize(
    "last",
    [
        "for k in range(3):\n    total += k\n    plt.plot(k, total)",
        "plt.plot(x), x.sum()",
        "y = plt.plot(x)",
        "x",
        "%timeit plt.plot(x)",
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


@pytest.mark.parametrize("edition", ["en", "zh"])
def test_no_slide_with_a_picture_ends_its_code_with_plotting(edition):
    for notebook in places.notebooks(edition):
        for slide in read_slides(json.loads(notebook.read_text(encoding="utf-8"))["cells"]):
            for part in slide.parts:
                if part.pictures and part.code:
                    last = ast.unparse(ast.parse(part.code).body[-1])
                    assert "plt." not in last and "figures." not in last, f"{notebook.stem}: {last}"
