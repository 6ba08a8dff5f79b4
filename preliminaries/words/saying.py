"""Sentences rendered, where a person reads them."""

import string

from preliminaries.authoring.said import Said


class _Formatter(string.Formatter):
    """Knows one conversion, `{found!c}`: with a capital letter."""

    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "c":
            text = str(value)
            return text[:1].upper() + text[1:]
        return super().convert_field(value, conversion)


def say(told: object) -> str:
    """The text of a sentence, of a value in it, or of a list of these."""
    if isinstance(told, Said):
        values = {name: say(value) for name, value in told.values.items()}
        return _Formatter().vformat(told.template, (), values)
    if isinstance(told, list):
        return ", ".join(map(say, told))
    return str(told)
