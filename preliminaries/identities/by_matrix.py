"""Derivatives by a matrix, each stated once. In every function the variable comes first."""

import torch

from .identity import Identity
from .notation import A, B, T, X, a, b, eye

SCALAR_BY_MATRIX = (
    Identity(
        "sum(X)",
        y=rf"\mathrm{{sum}}({X})",
        derivative=rf"\mathbf{{1}}\,\mathbf{{1}}{T}",
        given={"X": "n k"},
        f=lambda X: X.sum(),
        D=lambda X: torch.ones_like(X.T),
    ),
    Identity(
        "a'X b",
        y=f"{a}{T}{X}{b}",
        derivative=f"{b}{a}{T}",
        given={"X": "n k", "a": "n", "b": "k"},
        f=lambda X, a, b: a @ X @ b,
        D=lambda X, a, b: torch.outer(b, a),
    ),
    Identity(
        "tr(A X)",
        y=rf"\mathrm{{tr}}({A}{X})",
        derivative=A,
        given={"X": "n k", "A": "k n"},
        f=lambda X, A: (A @ X).trace(),
        D=lambda X, A: A,
    ),
    Identity(
        "|X|_F^2",
        y=rf"\lVert {X} \rVert_F^2",
        derivative=f"2\\,{X}{T}",
        given={"X": "n k"},
        f=lambda X: (X**2).sum(),
        D=lambda X: 2 * X.T,
    ),
    Identity(
        "tr(X'A X)",
        y=rf"\mathrm{{tr}}({X}{T}{A}{X})",
        derivative=f"{X}{T}({A} + {A}{T})",
        given={"X": "n k", "A": "n n"},
        f=lambda X, A: (X.T @ A @ X).trace(),
        D=lambda X, A: X.T @ (A + A.T),
    ),
    Identity(
        "det X",
        y=rf"\det {X}",
        derivative=rf"\det({X})\,{X}^{{-1}}",
        given={"X": "regular n n"},
        f=torch.linalg.det,
        D=lambda X: torch.linalg.det(X) * torch.linalg.inv(X),
        where=f"${X}$ invertible",
    ),
    Identity(
        "log det X",
        y=rf"\log \det {X}",
        derivative=rf"{X}^{{-1}}",
        given={"X": "regular n n"},
        f=torch.logdet,
        D=torch.linalg.inv,
        where=rf"$\det {X} > 0$",
    ),
)

VECTOR_BY_MATRIX = (
    Identity(
        "A X b",
        y=f"{A}{X}{b}",
        derivative="A_{ip}\\,b_q",
        of="m",
        given={"X": "n k", "A": "m n", "b": "k"},
        f=lambda X, A, b: A @ X @ b,
        D=lambda X, A, b: torch.einsum("ip,q->iqp", A, b),
        where="entry $[i, q, p]$",
    ),
    Identity(
        "X b",
        y=f"{X}{b}",
        derivative=r"\delta_{ip}\,b_q",
        of="n",
        given={"X": "n k", "b": "k"},
        f=lambda X, b: X @ b,
        D=lambda X, b: torch.einsum("ip,q->iqp", eye(len(X)), b),
        where=r"entry $[i, q, p]$; $\delta_{ip} = 1$ for $i = p$, else 0",
    ),
)

MATRIX_BY_MATRIX = (
    Identity(
        "X",
        y=X,
        derivative=r"\delta_{ip}\,\delta_{jq}",
        of="n k",
        given={"X": "n k"},
        f=lambda X: X,
        D=lambda X: torch.einsum("ip,jq->ijqp", eye(X.shape[0]), eye(X.shape[1])),
        where="entry $[i, j, q, p]$",
    ),
    Identity(
        "A X B",
        y=f"{A}{X}{B}",
        derivative="A_{ip}\\,B_{qj}",
        of="m l",
        given={"X": "n k", "A": "m n", "B": "k l"},
        f=lambda X, A, B: A @ X @ B,
        D=lambda X, A, B: torch.einsum("ip,qj->ijqp", A, B),
        where="entry $[i, j, q, p]$",
    ),
    Identity(
        "X'X",
        y=f"{X}{T}{X}",
        derivative=r"\delta_{iq}\,X_{pj} + X_{pi}\,\delta_{jq}",
        of="k k",
        given={"X": "n k"},
        f=lambda X: X.T @ X,
        D=lambda X: (
            torch.einsum("iq,pj->ijqp", eye(X.shape[1]), X)
            + torch.einsum("pi,jq->ijqp", X, eye(X.shape[1]))
        ),
        where="entry $[i, j, q, p]$",
    ),
)
