"""Which exercises there are."""

import difflib
import functools
import importlib
import inspect
import pkgutil

from preliminaries.exercise import Exercise, Prediction


class UnknownExercise(LookupError):
    """No exercise has that name; the message names the nearest."""


@functools.cache
def lectures() -> dict[str, list[type[Exercise]]]:
    """The exercises of each lecture, in the lecture's order; lectures by name."""
    from preliminaries import exercises

    found = {}
    for module in pkgutil.iter_modules(exercises.__path__):
        loaded = importlib.import_module(f"{exercises.__name__}.{module.name}")
        own = [
            member
            for member in vars(loaded).values()
            if inspect.isclass(member)
            and issubclass(member, Exercise)
            and member.__module__ == loaded.__name__
        ]
        found[module.name.replace("_", "-")] = own
    return found


@functools.cache
def _by_slug() -> dict[str, type[Exercise]]:
    return {exercise.slug: exercise for own in lectures().values() for exercise in own}


def find(name: str) -> type[Exercise]:
    """The exercise called `name`; raises UnknownExercise with the nearest names."""
    known = _by_slug()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.strip().lower().replace("_", "-"), known, n=3, cutoff=0.5)
    if near:
        meant = " or ".join(f'"{slug}"' for slug in near)
        raise UnknownExercise(f'There is no exercise "{name}". Did you mean {meant}?')
    raise UnknownExercise(
        f'There is no exercise "{name}". The name stands in the check(…) line of its cell.'
    )


__all__ = ["Exercise", "Prediction", "UnknownExercise", "find", "lectures"]
