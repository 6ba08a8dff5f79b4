"""The glossary: in order, complete, and in step with the lectures."""

import re
from collections.abc import Iterator

import pytest

from preliminaries.course import places
from preliminaries.notebooks.lecture import Lecture, read_lecture

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (places.ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    if line.startswith("|")
][2:]
TERMS = [row[0] for row in ROWS]
_MENU = r"\*[A-Z][\w ]+ > [^*]*\*"
_EVERYDAY = "diagonal steps"  # across a town, not a matrix


def texts(lecture: Lecture) -> Iterator[tuple[str, str]]:
    """Its texts in order, without headings and code, which may name what comes below; and each
    again as one that uses terms: empty in the opening and the outlook, which tell what is to come.
    """
    for section in lecture.sections:
        outlook = section is lecture.sections[0] or section.title == "Where this leads"
        for cell in section.cells:
            if cell.exercise or cell.kind == "markdown":
                text = cell.exercise.statement if cell.exercise else cell.source
                text = re.sub(rf"(?m)^#.*|`[^`]*`|{_MENU}|{_EVERYDAY}", "", text)
                text = re.sub(r"\s+", " ", text)
                yield text, "" if outlook else text


COURSE = [(path.name[1], *both) for path in places.lectures() for both in texts(read_lecture(path))]


def form(term: str) -> str:
    """A pattern for the term, one or several of it."""
    return rf"{re.escape(term)}(?:s|es)?"


def defined(term: str) -> int | None:
    """The place of the text that sets the term in italics."""
    italics = rf"(?<!\*)\*{form(term)}\*(?!\*)"
    return next(
        (k for k, (_, text, _) in enumerate(COURSE) if re.search(italics, text, re.I)), None
    )


def used(term: str) -> int | None:
    """The place of the text that uses the term first; *cross-entropy* does not use *entropy*."""
    word = rf"(?<![\w-]){form(term)}\b"
    return next((k for k, (*_, text) in enumerate(COURSE) if re.search(word, text, re.I)), None)


def test_the_terms_stand_in_alphabetical_order_and_once():
    assert sorted(set(TERMS), key=str.casefold) == TERMS


@pytest.mark.parametrize("row", ROWS, ids=TERMS)
def test_every_term_has_its_chinese_a_sentence_and_the_lecture_that_defines_it(row):
    term, chinese, sentence, numbers = row
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert sentence
    assert re.fullmatch(r"\d(, \d)*", numbers)
    place = defined(term)
    assert place is not None, "no lecture sets it in italics, as a term is where it is defined"
    assert COURSE[place][0] == numbers[0]


@pytest.mark.parametrize("term", TERMS)
def test_no_term_is_used_before_its_definition(term):
    place = used(term)
    assert place is None or defined(term) <= place, COURSE[place]
