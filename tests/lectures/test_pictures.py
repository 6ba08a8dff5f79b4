"""How many sections of a lecture have a picture."""

import re

import pytest

from preliminaries import figures
from preliminaries.course import places

PATHS = places.lectures()[1:]  # the first is about the machine


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_at_least_every_second_section_has_a_picture(path):
    text = path.read_text(encoding="utf-8")
    sections = {
        section.splitlines()[0]: re.findall(r"\bfigures\.(\w+)", section)
        for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    }
    drawn = [title for title, names in sections.items() if set(names) & set(figures.__all__)]
    print(f"{path.stem}: {len(drawn)} of {len(sections)} sections have a picture")
    assert len(drawn) >= len(sections) / 2, f"without one: {sorted(set(sections) - set(drawn))}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_penguins_come_back_in_every_lecture(path):
    text = path.read_text(encoding="utf-8")
    family = r"\bfigures\.(coloured_table|layer|loss_and_gradient|network)\b"
    assert re.search(family, text)
