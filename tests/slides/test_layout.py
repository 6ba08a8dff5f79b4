"""Where a slide's parts go, and how large they are."""

import re

import matplotlib.figure
import torch

from preliminaries import show
from preliminaries.figures.drawing.figure import PIXELS_PER_INCH, Figure
from preliminaries.slides.deck import Slide, read_slides
from tests.slides.cells import code, of


def test_a_table_takes_as_many_lines_as_it_has_rows():
    """And not as many as its HTML has; else what stands above it is set small for nothing."""
    rows = "<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n" * 3
    output = {"output_type": "display_data", "data": {"text/html": f"<table>\n{rows}</table>"}}
    cells = [of("markdown", "## Three rows", "slide")]
    cells += [of("code", "frame = read()\nframe", outputs=[output])]
    (slide,) = read_slides(cells)
    assert "--code:26px" in slide.look


def test_tables_that_stand_side_by_side_take_the_lines_of_the_highest():
    def letters(**tensors: torch.Tensor) -> float:
        output = {
            "output_type": "execute_result",
            "data": {"text/html": show(**tensors)._repr_html_()},
        }
        cells = [of("markdown", "## Matrices", "slide")]
        cells += [of("code", f"x = '{60 * 'x'}'\n" * 8 + "x", outputs=[output])]
        (slide,) = read_slides(cells)
        return float(re.search(r"--code:([\d.]+)px", slide.look)[1])

    tall, flat = torch.eye(5), torch.eye(1)
    alone = letters(tall=tall)
    assert alone < letters(flat=flat)
    assert alone == letters(tall=tall, flat=flat) == letters(flat=flat, tall=tall)
    assert letters(one=tall, two=tall, three=tall, four=tall, five=tall) < alone, "they wrap"


def letters_of(lines: int) -> float:
    """How large code of so many lines is set."""
    source = "\n".join(f"x = {k}" for k in range(lines))
    (slide,) = read_slides([of("markdown", "### Long", "slide"), of("code", source, outputs=[])])
    return float(re.search(r"--code:([\d.]+)px", slide.look)[1])


def test_letters_of_code_become_smaller_line_by_line():
    sizes = [letters_of(lines) for lines in range(5, 25)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 6
    assert (max(sizes), min(sizes)) == (26, 18)
    assert letters_of(19) >= 22


def test_lines_stand_closer_before_their_letters_become_small():
    def slide(lines: int) -> Slide:
        source = "\n".join(["x = 1"] * lines)
        cells = [of("markdown", "### Long", "slide"), of("code", source, outputs=[])]
        return read_slides(cells)[0]

    assert "dense" not in slide(14).kinds
    assert "dense" in slide(19).kinds
    assert "--code:22px" in slide(19).look


def test_two_empty_lines_become_one():
    cells = [of("markdown", "### Two", "slide")]
    cells += [of("code", "def f():\n    return 1\n\n\nf()", outputs=[])]
    assert code(read_slides(cells)[0].body).strip() == "def f():\n    return 1\n\nf()"


def printing(source: str, printed: str) -> Slide:
    output = {"output_type": "stream", "name": "stdout", "text": printed}
    cells = [of("markdown", "### It", "slide"), of("code", source, outputs=[output])]
    return read_slides(cells)[0]


def test_what_code_prints_stands_beside_it_where_both_are_long_and_neither_is_wide():
    source = "\n".join(["x = f(x)"] * 10)
    beside = printing(source, "1\n" * 10)
    assert 'class="cell split"' in beside.body
    assert "--code:26px" in beside.look
    assert "split" not in printing(source, "1\n").body, "there is room below"
    assert "split" not in printing(source, f"{'1 ' * 40}\n" * 10).body


def size_of_title(title: str, mark: str = "###") -> int:
    (slide,) = read_slides([of("markdown", f"{mark} {title}\n\nText.", "slide")])
    return int(re.search(r"--title:(\d+)px", slide.look)[1])


def test_a_title_that_is_one_word_too_long_gets_smaller_letters():
    words = "word " * 20
    for mark, signs in (("##", 45), ("###", 52)):
        full = size_of_title("short", mark)
        assert size_of_title(words[:signs], mark) < full
        assert size_of_title(words, mark) == full, "it wraps in any case"
    assert size_of_title("题" * 28) == size_of_title("short")
    assert size_of_title("题" * 33) < size_of_title("short")


def drawn(width: int, height: int) -> dict:
    """The output of a cell that drew a picture of that size."""
    return {"output_type": "execute_result", "data": {"text/html": picture(width, height).html}}


def picture(width: int, height: int) -> Figure:
    size = width / PIXELS_PER_INCH, height / PIXELS_PER_INCH
    return Figure(matplotlib.figure.Figure(figsize=size), "nothing")


def with_a_picture(source: str, width: int, height: int) -> Slide:
    cells = [of("markdown", "### It\n\nA few words.", "slide")]
    (slide,) = read_slides([*cells, of("code", source, outputs=[drawn(width, height)])])
    return slide


def test_the_line_that_draws_is_not_shown_and_what_stands_above_it_is():
    told = code(with_a_picture("x = [1, 2]\nfigures.table(\n    x,\n)", 500, 300).body)
    assert "x = [1, 2]" in told
    assert "figures" not in told and "    x," not in told
    assert "x = f(3)" in code(with_a_picture("x = f(3)\nx", 500, 300).body)
    assert not with_a_picture("figures.table(3)", 500, 300).body.count('class="code"')


def test_a_tall_picture_stands_beside_short_code_and_a_wide_one_below():
    assert 'class="beside"' in with_a_picture("x = 1\nfigures.table(x)", 500, 500).body
    assert 'class="beside"' not in with_a_picture("x = 1\nfigures.table(x)", 900, 300).body
    long = f"x = '{60 * 'x'}'\nfigures.table(x)"
    assert 'class="beside"' not in with_a_picture(long, 500, 500).body


def test_a_picture_that_is_not_broad_stands_beside_a_text():
    assert 'class="beside"' in with_a_picture("figures.table(x)", 500, 300).body
    alone = [of("markdown", "### It", "slide")]
    alone += [of("code", "figures.table(x)", outputs=[drawn(500, 300)])]
    assert 'class="beside"' not in read_slides(alone)[0].body


def test_a_small_picture_grows_where_there_is_room():
    widths = [
        int(
            re.search(r"style=\"width:(\d+)px", with_a_picture("figures.table(3)", 500, high).body)[
                1
            ]
        )
        for high in (200, 400)
    ]
    assert widths[0] > widths[1] > 500


def test_a_line_with_chinese_signs_is_as_wide_as_it_is():
    sizes = []
    for remark in ("x" * 34, "列" * 34):
        cells = [
            of("markdown", "### It", "slide"),
            of("code", f"y = 1  # {remark} {remark}", outputs=[]),
        ]
        (slide,) = read_slides(cells)
        sizes.append(float(re.search(r"--code:([\d.]+)px", slide.look)[1]))
    assert sizes[1] < sizes[0]
