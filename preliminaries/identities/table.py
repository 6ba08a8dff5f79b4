"""What a lecture shows: all identities of a case as a table, and that they hold."""

import itertools

from .by_matrix import MATRIX_BY_MATRIX, SCALAR_BY_MATRIX, VECTOR_BY_MATRIX
from .by_scalar import MATRIX_BY_SCALAR, SCALAR_BY_SCALAR, VECTOR_BY_SCALAR
from .by_vector import MATRIX_BY_VECTOR, SCALAR_BY_VECTOR, VECTOR_BY_VECTOR
from .identity import Identity
from .notation import X, d, x

ALL: tuple[Identity, ...] = (
    *SCALAR_BY_SCALAR,
    *SCALAR_BY_VECTOR,
    *SCALAR_BY_MATRIX,
    *VECTOR_BY_SCALAR,
    *VECTOR_BY_VECTOR,
    *VECTOR_BY_MATRIX,
    *MATRIX_BY_SCALAR,
    *MATRIX_BY_VECTOR,
    *MATRIX_BY_MATRIX,
)


def verify_all(draws: int = 3) -> str:
    """Verify every identity at several draws of sizes, all of them different, and numbers.

    Returns how many there are; raises WrongIdentity at the first that is wrong.
    """
    every = list(itertools.permutations((2, 3, 4, 5)))
    for draw in range(draws):
        sizes: dict[str, int] = dict(zip("mlnk", every[7 * draw % len(every)], strict=True))
        for identity in ALL:
            identity.verify(sizes, seed=draw)
    cases = {identity.case for identity in ALL}
    return f"{len(ALL)} identities of {len(cases)} shape cases hold, at {draws} draws each"


class Table:
    """Identities of one case, as a table that a notebook and a slide show."""

    def __init__(self, identities: list[Identity]):
        self.identities = identities

    def _rows(self) -> list[list[str]]:
        """The head and a row for each identity: formulas between dollars, and words."""
        variable = {"scalar": "x", "vector": x, "matrix": X}[self.identities[0].case.split()[-1]]
        rows = [["$y$", f"${d('y', variable)}$", "shape", "where"]]
        for one in self.identities:
            shape = "(" + ", ".join(one.shape) + ("," * (len(one.shape) == 1)) + ")"
            rows.append([f"${one.y}$", f"${one.derivative}$", f"${shape}$", one.where])
        has_conditions = any(one.where for one in self.identities)
        return rows if has_conditions else [row[:3] for row in rows]

    def _repr_markdown_(self) -> str:
        head, *rows = ["| " + " | ".join(row) + " |" for row in self._rows()]
        return "\n".join([head, "|" + ":--|" * (head.count("|") - 1), *rows])

    def _repr_latex_(self) -> str:
        """The same for the classic interface, which shows no Markdown before a cell is run."""
        rows = [" & ".join(rf"\text{{{cell}}}" for cell in row) for row in self._rows()]
        return r"$\begin{array}{llll}" + r" \\[-0.2em] ".join(rows) + r"\end{array}$"

    def __repr__(self) -> str:
        return "\n".join(
            f"{one.name}: its derivative has shape ({', '.join(one.shape)})"
            for one in self.identities
        )


def table(case: str, rules: bool | None = None, but: str = "") -> Table:
    """The identities of a case such as "scalar by vector"; rules, certain functions, or both.

    One may be left out, by its name: an exercise asks for it first.

    Each is verified before it is shown; raises WrongIdentity where one is wrong.
    """
    chosen = [i for i in ALL if i.case == case and rules in (None, i.is_rule) and i.name != but]
    if not chosen:
        known = ", ".join(dict.fromkeys(identity.case for identity in ALL))
        raise ValueError(f"There is no case {case!r}; there are {known}.")
    for identity in chosen:
        identity.verify({"m": 2, "l": 3, "n": 4, "k": 5})
    return Table(chosen)
