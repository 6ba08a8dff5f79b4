"""Columns of tables, and CSV files, that several exercises of this lecture are tried on."""

import math

from hypothesis import strategies as st

# Entries of a column: quarters are exact in binary, so that a mean of equals is one of them.
QUARTERS = st.integers(-20, 20).map(lambda k: k / 4)

HOLES = st.one_of(QUARTERS, QUARTERS, st.just(math.nan))

ROADS_OR_NONE = st.sampled_from(["Grvl", "Pave", "Brick", None])


def csv(header: str, *rows: tuple[str, ...]) -> str:
    """The text of a file with this first line, and a line for each row."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
