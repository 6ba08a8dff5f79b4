"""Sentences rendered, where a person reads them."""

from preliminaries.authoring.said import Said, said
from preliminaries.languages import filled, translated

VERDICTS = "verdicts"  # the context of what is said of many exercises
_COMMA = said(", ")


def say(told: object, exercise: str = VERDICTS) -> str:
    """The text of a sentence, of a value in it, or of a list of these, in the language spoken.

    exercise: whose words come first, by its name: it may call a fact as no other does.
    """
    if isinstance(told, Said):
        values = {name: say(value, exercise) for name, value in told.values.items()}
        return filled(translated(told.template, exercise, VERDICTS), values)
    if isinstance(told, list):
        return say(_COMMA).join(say(one, exercise) for one in told)
    return _fact(told, exercise) if isinstance(told, str) else str(told)


def _fact(text: str, exercise: str) -> str:
    """A fact of an exercise, such as "Y afterwards", also between quotation marks."""
    bare = text[1:-1] if text[:1] == text[-1:] == "'" else text
    return text.replace(bare, translated(bare, exercise))
