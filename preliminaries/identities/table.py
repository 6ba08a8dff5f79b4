"""What a lecture shows: identities as tables, and that they hold."""

import itertools

from preliminaries.languages import words_of

from .by_matrix import MATRIX_BY_MATRIX, SCALAR_BY_MATRIX, VECTOR_BY_MATRIX
from .by_scalar import MATRIX_BY_SCALAR, SCALAR_BY_SCALAR, VECTOR_BY_SCALAR
from .by_vector import LOSSES, MATRIX_BY_VECTOR, SCALAR_BY_VECTOR, VECTOR_BY_VECTOR
from .identity import Identity
from .layers import LAYER, NEURON
from .notation import d

in_words = words_of(__name__)

ALL: tuple[Identity, ...] = (
    *SCALAR_BY_SCALAR,
    *SCALAR_BY_VECTOR,
    *LOSSES,
    *SCALAR_BY_MATRIX,
    *VECTOR_BY_SCALAR,
    *VECTOR_BY_VECTOR,
    *VECTOR_BY_MATRIX,
    *MATRIX_BY_SCALAR,
    *MATRIX_BY_VECTOR,
    *MATRIX_BY_MATRIX,
    *NEURON,
    *LAYER,
)

# All different, where a forgotten transpose has the wrong shape; and all alike, where only its
# numbers are wrong.
UNLIKE = {"m": 2, "l": 3, "n": 4, "k": 5}
SQUARE = {"m": 3, "l": 3, "n": 3, "k": 3}
TRIES = tuple(itertools.product((UNLIKE, SQUARE), (0, 1)))  # what a table is verified on


def verify_all(draws: int = 3) -> str:
    """Verify every identity at several draws of sizes and numbers, and of numbers alone in squares.

    Returns how many there are; raises WrongIdentity at the first that is wrong.
    """
    every = list(itertools.permutations((2, 3, 4, 5)))
    for draw in range(draws):
        unlike = dict(zip("mlnk", every[7 * draw % len(every)], strict=True))
        for sizes, identity in itertools.product((unlike, SQUARE), ALL):
            identity.verify(sizes, seed=draw)
    told = "{count} identities hold, at {draws} draws of sizes and {draws} of square matrices"
    return in_words(told, count=len(ALL), draws=draws)


class Table:
    """Identities as a table that a notebook and a slide show.

    It speaks the language in which it was asked for, whenever it is shown.
    """

    def __init__(self, identities: list[Identity]):
        self.identities = identities
        self._shown = self._rows()
        self._told = [
            in_words(
                "{name}: its derivative has shape {shape}",
                name=one.name,
                shape=f"({', '.join(one.shape)})",
            )
            for one in identities
        ]

    def _rows(self) -> list[list[str]]:
        """The head and a row for each identity: formulas between dollars, and words.

        Where all are derivatives by one variable, the head names it; else each row does.
        """
        variables = dict.fromkeys(one.variable.latex() for one in self.identities)
        by_number = self.identities[0].case == "scalar by scalar"
        head = r"\dfrac{dy}{dx}" if by_number else d("y", next(iter(variables)))
        last = [in_words("shape"), in_words("where")]
        rows = [["$y$", f"${head}$", *last]]
        if len(variables) > 1:
            rows = [["$y$", in_words("by"), in_words("derivative"), *last]]
        told: list[str] = []
        for one in self.identities:
            y, derivative = one.shown()
            shape = "(" + ", ".join(one.shape) + ("," * (len(one.shape) == 1)) + ")"
            new = [f"${text}$" for text in one.definitions() if text not in told]
            told += one.definitions()
            entry = in_words("entry {indices}", indices=f"$[{', '.join(one.entry)}]$")
            parts = [*new, entry if one.entry else "", one.condition()]
            where = in_words("; ").join(filter(None, parts))
            by = [f"${one.variable.latex()}$"] if len(variables) > 1 else []
            rows.append([f"${y}$", *by, f"${derivative}$", f"${shape}$", where])
        has_conditions = any(row[-1] for row in rows[1:])
        return rows if has_conditions else [row[:-1] for row in rows]

    def _repr_markdown_(self) -> str:
        head, *rows = ["| " + " | ".join(row) + " |" for row in self._shown]
        return "\n".join([head, "|" + ":--|" * (head.count("|") - 1), *rows])

    def _repr_latex_(self) -> str:
        """The same for the classic interface, which shows no Markdown before a cell is run."""
        rows = [" & ".join(rf"\text{{{cell}}}" for cell in row) for row in self._shown]
        return r"$\begin{array}{lllll}" + r" \\[-0.2em] ".join(rows) + r"\end{array}$"

    def __repr__(self) -> str:
        return "\n".join(self._told)


def table(name: str, rules: bool | None = None, but: tuple[str, ...] = ()) -> Table:
    """The identities of a case such as "scalar by vector", or about "losses", "neuron", "layer".

    rules: rules for any functions, certain functions, or both.
    but: the names of those that are left out: exercises ask for them.

    What is shown is verified before; raises WrongIdentity where one is wrong.
    """
    named = [one for one in ALL if name == (one.about or one.case)]
    if not named:
        known = ", ".join(dict.fromkeys(one.about or one.case for one in ALL))
        raise ValueError(f"There is no table {name!r}; there are {known}.")
    chosen = [one for one in named if rules in (None, one.is_rule) and one.name not in but]
    for identity, (sizes, seed) in itertools.product(chosen, TRIES):
        identity.verify(sizes, seed)
    return Table(chosen)
