"""Columns of tables that several exercises of this lecture are tried on."""

import math

from hypothesis import strategies as st

# Entries of a column: quarters are exact in binary, so that a mean of equals is one of them.
QUARTERS = st.integers(-20, 20).map(lambda k: k / 4)

HOLES = st.one_of(QUARTERS, QUARTERS, st.just(math.nan))

ROADS_OR_NONE = st.sampled_from(["Grvl", "Pave", "Brick", None])
