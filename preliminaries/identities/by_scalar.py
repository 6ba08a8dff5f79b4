"""Derivatives by a number, each stated once."""

from .conditions import any_power, constant, invertible, scalar, scalar_function
from .identity import Identity
from .notation import (
    at,
    cos,
    defined,
    derivative,
    exp,
    function,
    log,
    matrices,
    numbers,
    plain_function,
    prime,
    sin,
    tanh,
    vectors,
    zero,
    zeros,
)

x, a, n, f, g, u, v = numbers("x a n f g u v")
a_vector, u_vector, v_vector = vectors("a u v")
A, B, U, V = matrices("A B U V")

f_x, df = plain_function(f, x)
g_x, dg = plain_function(g, x)
u_x, du = plain_function(u, x)
v_x, dv = plain_function(v, x)
us, dus = function(u_vector, x)
vs, dvs = function(v_vector, x)
U_x, dU = function(U, x)
V_x, dV = function(V, x)

sigmoid = defined(r"\sigma(x)", 1 / (1 + exp(-x)))

SCALAR_BY_SCALAR = (
    Identity(
        "a",
        y=a,
        derivative=zero(x),
        given={"x": "", "a": ""},
        where=constant(a, x),
    ),
    Identity(
        "x^n, n natural",
        y=x**n,
        derivative=n * x ** (n - 1),
        given={"x": "", "n": "natural"},
        where="$n = 1, 2, 3, …$",
    ),
    Identity(
        "x^n, x positive",
        y=x**n,
        derivative=n * x ** (n - 1),
        given={"x": "positive", "n": ""},
        where=any_power("$x > 0$", n),
    ),
    Identity("exp x", y=exp(x), derivative=exp(x), given={"x": ""}),
    Identity("log x", y=log(x), derivative=1 / x, given={"x": "positive"}, where="$x > 0$"),
    Identity("sin x", y=sin(x), derivative=cos(x), given={"x": ""}),
    Identity("cos x", y=cos(x), derivative=-sin(x), given={"x": ""}),
    Identity("tanh x", y=tanh(x), derivative=1 - tanh(x) ** 2, given={"x": ""}),
    Identity("sigmoid x", y=sigmoid, derivative=sigmoid * (1 - sigmoid), given={"x": ""}),
    Identity("u + v", y=u_x + v_x, derivative=du + dv, given={"x": "", "u": "->", "v": "->"}),
    Identity(
        "u v",
        y=u_x * v_x,
        derivative=du * v_x + u_x * dv,
        given={"x": "", "u": "->", "v": "->"},
    ),
    Identity(
        "u / v",
        y=u_x / v_x,
        derivative=(du * v_x - u_x * dv) / v_x**2,
        given={"x": "", "u": "->", "v": "->"},
        where=r"$v \ne 0$",
    ),
    Identity(
        "f(g(x))",
        y=at(f, at(g, x)),
        derivative=prime(f, at(g, x)) * prime(g, x),
        given={"x": "", "f": "->", "g": "->"},
    ),
)

VECTOR_BY_SCALAR = (
    Identity(
        "a",
        y=a_vector,
        derivative=zeros(a_vector, x),
        of="m",
        given={"x": "", "a": "m"},
        where=constant(a_vector, x),
    ),
    Identity("x a", y=x * a_vector, derivative=a_vector, of="m", given={"x": "", "a": "m"}),
    Identity("A u", y=A @ us, derivative=A @ dus, of="m", given={"x": "", "A": "m n", "u": "-> n"}),
    Identity(
        "u + v",
        y=us + vs,
        derivative=dus + dvs,
        of="m",
        given={"x": "", "u": "-> m", "v": "-> m"},
    ),
    Identity(
        "f u",
        y=f_x * us,
        derivative=f_x * dus + df * us,
        of="m",
        given={"x": "", "f": "->", "u": "-> m"},
        where=scalar_function(f),
    ),
    Identity(
        "u(g)",
        y=at(u_vector, g_x),
        derivative=dg * derivative(u_vector, g_x),
        of="m",
        given={"x": "", "u": "-> m", "g": "->"},
        where=scalar(g),
    ),
)

MATRIX_BY_SCALAR = (
    Identity("x A", y=x * A, derivative=A, of="m l", given={"x": "", "A": "m l"}),
    Identity(
        "U + V",
        y=U_x + V_x,
        derivative=dU + dV,
        of="m l",
        given={"x": "", "U": "-> m l", "V": "-> m l"},
    ),
    Identity(
        "U V",
        y=U_x @ V_x,
        derivative=dU @ V_x + U_x @ dV,
        of="m l",
        given={"x": "", "U": "-> m k", "V": "-> k l"},
    ),
    Identity(
        "A U B",
        y=A @ U_x @ B,
        derivative=A @ dU @ B,
        of="m l",
        given={"x": "", "A": "m n", "U": "-> n k", "B": "k l"},
    ),
    Identity(
        "U^-1",
        y=U_x.inverse,
        derivative=-(U_x.inverse @ dU @ U_x.inverse),
        of="n n",
        given={"x": "", "U": "-> upright n n"},
        where=invertible(U),
    ),
)
