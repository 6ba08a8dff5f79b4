"""The glossary: in order, complete, and in step with the lectures."""

import re
from pathlib import Path

import pytest

from preliminaries.course.places import ROOT

LECTURES = {
    path.name[1]: re.sub(r"[*\s]+", " ", path.read_text("utf-8")).casefold()
    for path in sorted((ROOT / "lectures").glob("[0-9][0-9]-*.md"))
}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    if line.startswith("|")
][2:]
TERMS = [row[0] for row in ROWS]


def test_the_terms_stand_in_alphabetical_order_and_once():
    assert sorted(set(TERMS), key=str.casefold) == TERMS


@pytest.mark.parametrize("row", ROWS, ids=TERMS)
def test_every_term_has_its_chinese_a_sentence_and_a_lecture_that_uses_it(row):
    term, chinese, sentence, numbers = row
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert sentence
    assert re.fullmatch(r"\d(, \d)*", numbers)
    for number in re.findall(r"\d", numbers):
        assert term.casefold() in LECTURES[number]
