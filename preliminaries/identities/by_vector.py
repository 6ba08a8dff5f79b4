"""Derivatives by a vector, each stated once."""

from .conditions import constant, number, on_each_entry, scalar, scalar_function, vector
from .identity import Identity
from .notation import (
    at,
    defined,
    delta,
    derivative,
    diag,
    entrywise,
    exp,
    function,
    indices,
    inner,
    log,
    matrices,
    norm,
    numbers,
    ones,
    prime,
    softmax,
    total,
    unit,
    vectors,
    zeros,
)

a, f, t_number, u, v, phi = numbers(r"a f t u v \varphi")
x, w, t = vectors("x w t")
a_vector, f_vector, u_vector, v_vector = vectors("a f u v")
A, B, X = matrices("A B X")
i, j, p = indices("i j p")

f_x, df = function(f, x)
u_x, du = function(u, x)
v_x, dv = function(v, x)
us, dus = function(u_vector, x)
vs, dvs = function(v_vector, x)

shares = defined(r"\mathbf{p}", softmax(x))

SCALAR_BY_VECTOR = (
    Identity(
        "a",
        y=a,
        derivative=zeros(x).T,
        given={"x": "n", "a": ""},
        where=constant(a, x),
    ),
    Identity("sum(x)", y=total(x), derivative=ones(x).T, given={"x": "n"}),
    Identity("<a, x>", y=inner(a_vector, x), derivative=a_vector.T, given={"x": "n", "a": "n"}),
    Identity("|x|^2", y=norm(x) ** 2, derivative=2 * x.T, given={"x": "n"}),
    Identity(
        "|x|",
        y=norm(x),
        derivative=x.T / norm(x),
        given={"x": "n"},
        where=rf"${x.latex()} \ne \mathbf{{0}}$",
    ),
    Identity("x'A x", y=x.T @ A @ x, derivative=x.T @ (A + A.T), given={"x": "n", "A": "n n"}),
    Identity(
        "x'A x, A symmetric",
        y=x.T @ A @ x,
        derivative=2 * (x.T @ A),
        given={"x": "n", "A": "symmetric n n"},
        where=f"${A.latex()} = {A.T.latex()}$",
    ),
    Identity("log sum exp x", y=log(total(exp(x))), derivative=softmax(x).T, given={"x": "n"}),
    Identity(
        "cross-entropy of softmax x",
        y=-inner(t, log(shares)),
        derivative=(shares - t).T,
        given={"x": "n", "t": "shares n"},
        where=rf"$\mathrm{{sum}}({t.latex()}) = 1$",
    ),
    Identity("a u", y=a * u_x, derivative=a * du, given={"x": "n", "a": "", "u": "n ->"}),
    Identity("u + v", y=u_x + v_x, derivative=du + dv, given={"x": "n", "u": "n ->", "v": "n ->"}),
    Identity(
        "u v",
        y=u_x * v_x,
        derivative=u_x * dv + v_x * du,
        given={"x": "n", "u": "n ->", "v": "n ->"},
    ),
    Identity(
        "<u, v>",
        y=inner(us, vs),
        derivative=us.T @ dvs + vs.T @ dus,
        given={"x": "n", "u": "n -> m", "v": "n -> m"},
    ),
    Identity(
        "f(u), u scalar",
        y=at(f, u_x),
        derivative=prime(f, u_x) * du,
        given={"x": "n", "f": "->", "u": "n ->"},
        where=scalar(u),
    ),
    Identity(
        "f(u), u vector",
        y=at(f, us),
        derivative=derivative(f, us) @ dus,
        given={"x": "n", "f": "k ->", "u": "n -> k"},
        where=vector(u_vector, "k"),
    ),
)

# by the weights, in a table of their own: ∂y/∂w
LOSSES = (
    Identity(
        "(<x, w> - t)^2 by w",
        y=(inner(x, w) - t_number) ** 2,
        derivative=2 * (inner(x, w) - t_number) * x.T,
        given={"w": "n", "x": "n", "t": ""},
        about="losses",
    ),
    Identity(
        "|X w - t|^2 by w",
        y=norm(X @ w - t) ** 2,
        derivative=2 * ((X @ w - t).T @ X),
        given={"w": "n", "X": "m n", "t": "m"},
        about="losses",
    ),
)

VECTOR_BY_VECTOR = (
    Identity(
        "a",
        y=a_vector,
        derivative=zeros(a_vector, x),
        of="m",
        given={"x": "n", "a": "m"},
        where=constant(a_vector, x),
    ),
    Identity("x", y=x, derivative=unit(x), of="n", given={"x": "n"}),
    Identity("A x", y=A @ x, derivative=A, of="m", given={"x": "n", "A": "m n"}),
    Identity("x'A", y=x.T @ A, derivative=A.T, of="m", given={"x": "n", "A": "n m"}),
    Identity("x * x", y=entrywise(x, x), derivative=2 * diag(x), of="n", given={"x": "n"}),
    Identity(
        "phi(x)",
        y=at(phi, x),
        derivative=diag(prime(phi, x)),
        of="n",
        given={"x": "n", r"\varphi": "->"},
        where=on_each_entry(phi),
    ),
    Identity(
        "softmax x",
        y=shares,
        derivative=diag(shares) - shares @ shares.T,
        of="n",
        given={"x": "n"},
    ),
    Identity(
        "a u",
        y=a * us,
        derivative=a * dus,
        of="m",
        given={"x": "n", "a": "", "u": "n -> m"},
        where=number(a),
    ),
    Identity(
        "A u", y=A @ us, derivative=A @ dus, of="m", given={"x": "n", "A": "m k", "u": "n -> k"}
    ),
    Identity(
        "u + v",
        y=us + vs,
        derivative=dus + dvs,
        of="m",
        given={"x": "n", "u": "n -> m", "v": "n -> m"},
    ),
    Identity(
        "u * v",
        y=entrywise(us, vs),
        derivative=diag(us) @ dvs + diag(vs) @ dus,
        of="m",
        given={"x": "n", "u": "n -> m", "v": "n -> m"},
    ),
    Identity(
        "f u",
        y=f_x * us,
        derivative=f_x * dus + us @ df,
        of="m",
        given={"x": "n", "f": "n ->", "u": "n -> m"},
        where=scalar_function(f),
    ),
    Identity(
        "f(u)",
        y=at(f_vector, us),
        derivative=derivative(f_vector, us) @ dus,
        of="m",
        given={"x": "n", "f": "k -> m", "u": "n -> k"},
        where=vector(u_vector, "k"),
    ),
)

MATRIX_BY_VECTOR = (
    Identity(
        "a x'",
        y=a_vector @ x.T,
        derivative=a_vector[i] * delta(j, p),
        entry="ijp",
        of="m n",
        given={"x": "n", "a": "m"},
    ),
    Identity(
        "A diag(x) B",
        y=A @ diag(x) @ B,
        derivative=A[i, p] * B[p, j],
        entry="ijp",
        of="m l",
        given={"x": "n", "A": "m n", "B": "n l"},
    ),
    Identity(
        "u v'",
        y=us @ vs.T,
        derivative=dus[i, p] * vs[j] + us[i] * dvs[j, p],
        entry="ijp",
        of="m l",
        given={"x": "n", "u": "n -> m", "v": "n -> l"},
    ),
)
