"""Derivatives by a matrix, each stated once."""

from .conditions import invertible
from .identity import Identity
from .notation import (
    delta,
    det,
    frobenius,
    indices,
    log,
    matrices,
    ones,
    total,
    trace,
    vectors,
)

a, b = vectors("a b")
A, B, X = matrices("A B X")
i, j, p, q = indices("i j p q")

SCALAR_BY_MATRIX = (
    Identity("sum(X)", y=total(X), derivative=ones(X.T) @ ones(X).T, given={"X": "n k"}),
    Identity(
        "a'X b",
        y=a.T @ X @ b,
        derivative=b @ a.T,
        given={"X": "n k", "a": "n", "b": "k"},
    ),
    Identity("tr(A X)", y=trace(A @ X), derivative=A, given={"X": "n k", "A": "k n"}),
    Identity("|X|_F^2", y=frobenius(X) ** 2, derivative=2 * X.T, given={"X": "n k"}),
    Identity(
        "tr(X'A X)",
        y=trace(X.T @ A @ X),
        derivative=X.T @ (A + A.T),
        given={"X": "n k", "A": "n n"},
    ),
    Identity(
        "det X",
        y=det(X),
        derivative=det(X) * X.inverse,
        given={"X": "invertible n n"},
        where=invertible(X),
    ),
    Identity(
        "log det X",
        y=log(det(X)),
        derivative=X.inverse,
        given={"X": "upright n n"},
        where=rf"$\det({X.latex()}) > 0$",
    ),
)

VECTOR_BY_MATRIX = (
    Identity(
        "A X b",
        y=A @ X @ b,
        derivative=A[i, p] * b[q],
        entry="iqp",
        of="m",
        given={"X": "n k", "A": "m n", "b": "k"},
    ),
    Identity(
        "X b",
        y=X @ b,
        derivative=delta(i, p) * b[q],
        entry="iqp",
        of="n",
        given={"X": "n k", "b": "k"},
    ),
)

MATRIX_BY_MATRIX = (
    Identity(
        "X",
        y=X,
        derivative=delta(i, p) * delta(j, q),
        entry="ijqp",
        of="n k",
        given={"X": "n k"},
    ),
    Identity(
        "A X B",
        y=A @ X @ B,
        derivative=A[i, p] * B[q, j],
        entry="ijqp",
        of="m l",
        given={"X": "n k", "A": "m n", "B": "k l"},
    ),
    Identity(
        "X'X",
        y=X.T @ X,
        derivative=delta(i, q) * X[p, j] + X[p, i] * delta(j, q),
        entry="ijqp",
        of="k k",
        given={"X": "n k"},
    ),
)
