"""Putting something else in a name's place for a while."""

from contextlib import suppress
from typing import Any

_NOTHING = object()


class Swaps:
    """What stands in the place of what, and the way back."""

    def __init__(self) -> None:
        self._before: list[tuple[Any, str, object]] = []

    def put(self, where: Any, name: str, value: object) -> None:
        """Let `where.name` be `value`, unless it has no room for that."""
        before = vars(where).get(name, _NOTHING)
        with suppress(AttributeError, TypeError):
            setattr(where, name, value)
            self._before.append((where, name, before))

    def undo(self) -> None:
        """Bring all names back."""
        while self._before:
            where, name, before = self._before.pop()
            if before is _NOTHING:
                with suppress(AttributeError):
                    delattr(where, name)
            else:
                setattr(where, name, before)
