"""What several exercises of this lecture are tried on, and how they are read."""

import math

from hypothesis import strategies as st

from preliminaries.authoring import reading

# Entries of a column: quarters are exact in binary, so that a mean of equals is one of them.
QUARTERS = st.integers(-20, 20).map(lambda k: k / 4)

HOLES = st.one_of(QUARTERS, QUARTERS, st.just(math.nan))

ROADS_OR_NONE = st.sampled_from(["Grvl", "Pave", "Brick", None])


def pair(result: object, *names: str) -> dict[str, object]:
    """The two parts of a result by name, so that a verdict can speak of each."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        raise reading.Unreadable(f"The result is a pair: `return {', '.join(names)}`.")
    return dict(zip(names, result))


def csv(header: str, *rows: tuple[str, ...]) -> str:
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
