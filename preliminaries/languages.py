"""In which language the course speaks, and its short texts in that language.

An English text is its own name: what has no translation is said in English.
"""

import functools
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

ENGLISH = "en"
NAMES = {"en": "English", "zh": "中文"}  # as the readers of each call it
TAGS = {"en": "en", "zh": "zh-CN"}  # as a browser knows it
_TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"

FULL_WIDTH = "，。；：？！、（）《》「」“”‘’…—"

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def language() -> str:
    """The language that is spoken here, such as "zh"."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak that language within."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def translated(text: str, *contexts: str) -> str:
    """The text in the language spoken, from the first of these contexts that has it.

    A context is where the text stands: an exercise's name, a module's, or "verdicts".
    """
    if language() == ENGLISH:
        return text
    known = catalogue(language())
    found = (known[key] for context in contexts if (key := (context, text)) in known)
    return next(found, text)


@functools.cache
def catalogue(language: str) -> Mapping[tuple[str, str], str]:
    """The translations of a language by context and English text, without those that are stale."""
    # The file itself, not one compiled from it: nothing to build, and nothing that lags behind.
    from babel.messages.pofile import read_po

    with messages_in(language).open("rb") as file:
        return {
            (str(message.context), str(message.id)): str(message.string)
            for message in read_po(file)
            if message.id and message.string and not message.fuzzy
        }


def messages_in(language: str) -> Path:
    """The file of the short texts."""
    return _TRANSLATIONS / language / "messages.po"


def lectures_in(language: str) -> Path:
    """The folder of the translated lectures."""
    return _TRANSLATIONS / language / "lectures"


def fonts_in(language: str) -> Path:
    """The folder of the fonts that have a language's signs."""
    return _TRANSLATIONS / language / "fonts"


class Words:
    """How a module puts something into words, in the language spoken."""

    def __init__(self, context: str) -> None:
        self._context = context

    def __call__(self, template: str, /, **values: object) -> str:
        """`in_words("{name} has a hole.", name=name)`."""
        text = translated(template, self._context)
        return filled(text, values) if values else text

    def counted(self, one: str, many: str, count: int, /, **values: object) -> str:
        """One of two templates, by the number; both may use `{count}`."""
        return self(one if count == 1 else many, count=count, **values)


def words_of(module: str) -> Words:
    """A module's words: `in_words = words_of(__name__)` at its top."""
    return Words(module.removeprefix("preliminaries."))


_A_NAME = re.compile(r"\w{1,2}[:：]|\w+\[")  # of a value or an entry: `b: …`, `params[0] …`


def filled(template: str, values: Mapping[str, object]) -> str:
    """The template with its values; `{found!c}` gives one a capital letter, but to a name none."""
    text = ""
    for literal, name, _, conversion in string.Formatter().parse(template):
        text = joined(text, literal)
        if name is not None:
            value = str(values[name])
            if conversion == "c" and not _keeps_its_first_letter(value):
                value = value[:1].upper() + value[1:]
            text = joined(text, value)
    return text


def _keeps_its_first_letter(text: str) -> bool:
    """A name does; and a Chinese sentence, whose Latin letters are all of names."""
    in_chinese = language() != ENGLISH and any(map(is_chinese, text))
    return in_chinese or _A_NAME.match(text) is not None


def joined(before: str, after: str) -> str:
    """One text behind the other; in Chinese with a space between Chinese and Latin, or none."""
    left, right = before.rstrip(" "), after.lstrip(" ")
    if language() == ENGLISH or not left or not right or "\n" in (left[-1], right[0]):
        return before + after
    if left[-1] in FULL_WIDTH or right[0] in FULL_WIDTH:
        return left + right
    if is_chinese(left[-1]) and is_chinese(right[0]):
        return left + right
    latin_follows = is_chinese(left[-1]) and (right[0].isalnum() or right[0] in "([")
    latin_precedes = is_chinese(right[0]) and (left[-1].isalnum() or left[-1] in ")]")
    return f"{left} {right}" if latin_follows or latin_precedes else before + after


def folder_of(language: str) -> str:
    """Where the notebooks of a language lie, under notebooks/, and its decks under slides/."""
    return "" if language == ENGLISH else f"{language}/"


def is_chinese(sign: str) -> bool:
    """Whether it is a Chinese character; a full-width comma is none."""
    return "\u3400" <= sign <= "\u9fff"


def width(text: str) -> int:
    """How many columns it takes: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
