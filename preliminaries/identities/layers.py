"""The neuron and the layer, by all that they are made of."""

from .conditions import kink
from .identity import Identity
from .notation import (
    at,
    defined,
    derivative,
    inner,
    is_positive,
    matrices,
    numbers,
    ones,
    relu,
    vectors,
)

b, L = numbers("b L")
w, x, b_vector = vectors("w x b")
X, W = matrices("X W")

z = defined("z", inner(w, x) + b)
Y = defined(r"\mathbf{Y}", X @ W + ones(X) @ b_vector.T)
G = defined(r"\mathbf{G}", derivative(L, Y).T)

NEURON = (
    Identity(
        "a neuron by w",
        y=relu(z),
        derivative=is_positive(z) * x.T,
        given={"w": "n", "x": "n", "b": ""},
        where=kink(r"$z \ne 0$", "$[z > 0]$"),
        about="neuron",
    ),
    Identity(
        "a neuron by b",
        y=relu(z),
        derivative=is_positive(z),
        given={"b": "", "x": "n", "w": "n"},
        about="neuron",
    ),
    Identity(
        "a neuron by x",
        y=relu(z),
        derivative=is_positive(z) * w.T,
        given={"x": "n", "w": "n", "b": ""},
        about="neuron",
    ),
)

SIZES = {"X": "m n", "W": "n k", "b": "k", "L": "m k ->"}
LAYER = (
    Identity(
        "a layer by W",
        y=at(L, Y),
        derivative=G.T @ X,
        given={"W": "n k"} | SIZES,
        about="layer",
    ),
    Identity(
        "a layer by b",
        y=at(L, Y),
        derivative=ones(X).T @ G,
        given={"b": "k"} | SIZES,
        about="layer",
    ),
    Identity(
        "a layer by X",
        y=at(L, Y),
        derivative=W @ G.T,
        given={"X": "m n"} | SIZES,
        about="layer",
    ),
)
