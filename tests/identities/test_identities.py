"""Lecture 4's identities: what is shown holds, what is wrong is found, and tables show them all."""

import json
import re
from dataclasses import replace
from importlib import import_module

import pytest
import torch
from torch.func import jacrev

from preliminaries import identities
from preliminaries.course.places import ROOT
from preliminaries.identities.formula import Letter
from preliminaries.identities.given import drawn
from preliminaries.identities.notation import exp, inner, log, matrices, numbers, trace, vectors
from preliminaries.languages import speaking

# the module: `identities.table` is the function
TABLES = import_module("preliminaries.identities.table")

SIZES = [
    {"m": 2, "l": 3, "n": 4, "k": 5},
    {"m": 5, "l": 2, "n": 3, "k": 4},
    {"m": 3, "l": 5, "n": 2, "k": 1},
    {"m": 1, "l": 4, "n": 5, "k": 2},
    {"m": 4, "l": 4, "n": 4, "k": 4},
]

every_identity = pytest.mark.parametrize(
    "identity", identities.ALL, ids=lambda one: f"{one.about or one.case}: {one.name}"
)


@every_identity
def test_every_identity_holds_at_many_sizes(identity):
    for seed, sizes in enumerate(SIZES):
        identity.verify(sizes, seed)


def test_there_are_identities_of_all_nine_cases():
    kinds = identities.KINDS
    cases = {identity.case for identity in identities.ALL}
    assert cases == {f"{y} by {x}" for y in kinds for x in kinds}
    assert len(identities.ALL) >= 30


def test_names_are_unique_within_a_table():
    names = [(one.about or one.case, one.name) for one in identities.ALL]
    assert len(set(names)) == len(names)


# What is shown is what is worked out

x, y, n = numbers("x y n")
u, v = vectors("u v")
A, B = matrices("A B")
NUMBERS = {"x": torch.tensor(3.0).double(), "y": torch.tensor(5.0).double()}
THREE = {
    "u": torch.tensor([1.0, 2.0, 3.0]).double(),
    "v": torch.tensor([4.0, 0.0, -1.0]).double(),
    "A": torch.arange(9.0).reshape(3, 3).double(),
    "B": torch.eye(3).double() + 1,
}


@pytest.mark.parametrize(
    ("formula", "latex", "value"),
    [
        (2 * (x + y), r"2\,(x + y)", 16),
        (2 * x + y, r"2\,x + y", 11),
        (x - (y - x), "x - (y - x)", 1),
        (x - y - x, "x - y - x", -5),
        (x - (y + x), "x - (y + x)", -5),
        (-(x - y), "-(x - y)", 2),
        (-x - y, "-x - y", -8),
        ((x + y) ** 2, "(x + y)^{2}", 64),
        ((x * y) ** 2, r"(x\,y)^{2}", 225),
        (x * y**2, r"x\,y^{2}", 75),
        ((x / y) ** 2, r"\left(\dfrac{x}{y}\right)^{2}", 0.36),
        ((x**2) ** 2, "(x^{2})^{2}", 81),
        (4 * x ** (y - 1), r"4\,x^{y - 1}", 324),
        (log(exp(x)), r"\log (e^{x})", 3),
        (log(x) * y, r"(\log x)\,y", 5 * 1.0986122886681098),
        (1 / (x + y), r"\dfrac{1}{x + y}", 0.125),
    ],
)
def test_a_number_is_bracketed_where_it_has_to_be(formula, latex, value):
    assert formula.latex() == latex
    assert float(formula.value(NUMBERS)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("formula", "latex", "value"),
    [
        ((A @ u).T, r"(\mathbf{A}\,\mathbf{u})^{\top}", [[8.0, 26.0, 44.0]]),
        (u.T @ A.T, r"\mathbf{u}^{\top}\,\mathbf{A}^{\top}", [[8.0, 26.0, 44.0]]),
        ((u - v).T, r"(\mathbf{u} - \mathbf{v})^{\top}", [[-3.0, 2.0, 4.0]]),
        (u - v, r"\mathbf{u} - \mathbf{v}", [[-3.0], [2.0], [4.0]]),
        (inner(u, u + v), r"\langle \mathbf{u}, \mathbf{u} + \mathbf{v} \rangle", 15.0),
        (trace(A + B), r"\mathrm{tr}(\mathbf{A} + \mathbf{B})", 18.0),
        ((A + B) @ u, r"(\mathbf{A} + \mathbf{B})\,\mathbf{u}", [[15.0], [34.0], [53.0]]),
        (A.T.T, r"(\mathbf{A}^{\top})^{\top}", [[0.0, 1, 2], [3, 4, 5], [6, 7, 8]]),
    ],
)
def test_a_matrix_is_bracketed_where_it_has_to_be(formula, latex, value):
    assert formula.latex() == latex
    torch.testing.assert_close(formula.value(THREE), torch.tensor(value).double())


def each_changed(formula, change):
    """The formula with one of its parts that are seen, or itself, changed: every way to do it."""
    changed = change(formula)
    if changed is not None:
        yield changed
    for k, part in enumerate(formula.parts if "{}" in formula.writing else ()):
        for other in each_changed(part, change):
            yield replace(formula, parts=(*formula.parts[:k], other, *formula.parts[k + 1 :]))


def turned(part):
    """Without its transpose, or a bold letter with one."""
    if part.work is torch.t:
        return part.parts[0]
    is_bold = "mathbf" in part.writing and "{}" not in part.writing
    return part.T if is_bold and not (isinstance(part, Letter) and part.name in "fu") else None


def of_other_sign(part):
    if part.work is torch.add:
        return part.parts[0] - part.parts[1]
    if part.work is torch.sub:
        return part.parts[0] + part.parts[1]
    return part.parts[0] if part.work is torch.neg else None


def with_another_factor(part):
    """A product twice, or a number in another's place."""
    if part.work in (torch.matmul, torch.mul):
        return 2 * part
    is_number = re.fullmatch(r"\d+", part.writing) and not part.parts
    return (3 * part).parts[0] if is_number else None


def exchanged(part):
    """An entry's two indices, exchanged."""
    is_pair = part.writing == "{}_{{{}{}}}"
    return replace(part, parts=(part.parts[0], *reversed(part.parts[1:]))) if is_pair else None


def broken(identity):
    """The derivative with a transpose, sign, factor or index wrong, by what is then shown."""
    whole = identity.derivative
    changes = (turned, of_other_sign, with_another_factor, exchanged)
    within = [one for change in changes for one in each_changed(whole, change)]
    turned_whole = [] if identity.entry or identity.case == "scalar by scalar" else [whole.T]
    return {one.latex(): one for one in [*turned_whole, -whole, 2 * whole, *within]}


def is_caught(identity, derivative):
    """Whether the identity with this derivative would stop its table, and be named."""
    wrong = replace(identity, derivative=derivative)
    try:
        for sizes, seed in identities.TRIES:
            wrong.verify(sizes, seed)
    except identities.WrongIdentity as error:
        assert f"for {identity.name} " in str(error)
        return True
    return False


# what is changed in no number: 0, a symmetric matrix, and what a transpose does not change
SAME = {
    "-0",
    r"2\,0",
    *(rf"{sign}\mathbf{{0}}{T}" for sign in ("-", r"2\,") for T in ("", r"^{\top}")),
    r"\mathbf{I}^{\top}",
    r"(2\,\mathrm{diag}(\mathbf{x}))^{\top}",
    r"\mathrm{diag}(\varphi'(\mathbf{x}))^{\top}",
    r"(\mathrm{diag}(\mathbf{p}) - \mathbf{p}\,\mathbf{p}^{\top})^{\top}",
    r"\dfrac{\mathbf{x}^{\top}}{\lVert \mathbf{x}^{\top} \rVert}",
    r"\det(\mathbf{X}^{\top})\,\mathbf{X}^{-1}",
}


@every_identity
def test_a_formula_with_a_wrong_transpose_sign_factor_or_index_is_caught(identity):
    same = SAME | (
        {r"2\,\mathbf{x}^{\top}\,\mathbf{A}^{\top}"} if "symmetric" in identity.name else set()
    )
    assert identity.derivative.latex() not in broken(identity)  # what is wrong looks otherwise
    for latex, derivative in broken(identity).items():
        assert is_caught(identity, derivative) != (latex in same), latex


def test_a_formula_broken_in_each_way_is_among_those_tried():
    """The tests above would be content with none."""
    named = {one.name: broken(one) for one in identities.ALL}
    assert {r"\mathbf{A}^{\top}", r"-\mathbf{A}", r"2\,\mathbf{A}"} <= named["A x"].keys()
    assert (
        r"3\,(\mathbf{X}\,\mathbf{w} - \mathbf{t})^{\top}\,\mathbf{X}" in named["|X w - t|^2 by w"]
    )
    assert r"{A}_{pi}\,{B}_{qj}" in named["A X B"]
    assert r"\mathbf{x}^{\top}\,(\mathbf{A} - \mathbf{A}^{\top})" in named["x'A x"]
    assert sum(map(len, named.values())) > 300


def test_a_wrong_letter_on_the_left_is_caught_too():
    """y is worked out from what is shown, as its derivative is."""
    right = next(one for one in identities.ALL if one.name == "A x")
    wrong = replace(right, y=2 * right.y)
    assert wrong.shown()[0] == r"2\,\mathbf{A}\,\mathbf{x}"
    with pytest.raises(identities.WrongIdentity, match="A x"):
        wrong.verify(identities.UNLIKE)


@pytest.mark.parametrize("always", [0.0, 1.0])
def test_a_neuron_is_tried_on_and_off(always):
    def stuck(part):
        on = torch.tensor(always).double()
        return replace(part, work=lambda z: on) if part.writing == "[{} > 0]" else None

    for one in identities.ALL:
        if one.about == "neuron":
            (wrong,) = each_changed(one.derivative, stuck)
            assert is_caught(one, wrong), one.name


@pytest.mark.parametrize(
    "kind", ["->", "n ->", "n -> m", "-> n k", "m n ->", "-> upright n n", "n -> m k"]
)
def test_drawn_functions_have_the_derivative_that_they_say(kind):
    sizes = {"m": 2, "n": 3, "k": 4}
    of_x, _, of_y = kind.partition("->")
    (u,) = drawn({"u": kind}, sizes, seed=1).values()
    x = torch.randn([sizes[letter] for letter in of_x.split()]).double()
    y_shape = [sizes[letter] for letter in of_y.split() if letter in sizes]
    J = jacrev(lambda x: u(x).reshape(y_shape))(x)
    torch.testing.assert_close(u.D(x), identities.numerator(J, len(y_shape)))


# The tables


def test_a_wrong_identity_stops_its_table(monkeypatch):
    spoilt = replace(next(one for one in identities.ALL if one.name == "sin x"), derivative=exp(x))
    monkeypatch.setattr(TABLES, "ALL", (spoilt,))
    with pytest.raises(identities.WrongIdentity, match="sin x"):
        identities.table("scalar by scalar")
    with pytest.raises(identities.WrongIdentity, match="sin x"):
        identities.verify_all()


def test_every_identity_is_in_a_table_of_the_lecture():
    """As it is built: each formula stands in what the notebook shows."""
    notebook = json.loads((ROOT / "notebooks" / "04-matrix-calculus.ipynb").read_text("utf-8"))
    outputs = [out for cell in notebook["cells"] for out in cell.get("outputs", ())]
    shown = "".join("".join(out.get("data", {}).get("text/markdown", "")) for out in outputs)
    for identity in identities.ALL:
        y, derivative = identity.shown()
        if identity.name not in ("x'A", "softmax x"):  # exercises ask for them
            assert re.search(
                rf"\| \${re.escape(y)}\$ (\|[^|]*)?\| \${re.escape(derivative)}\$ \|", shown
            ), y


def test_a_row_of_a_table_has_as_many_cells_as_its_head():
    for name in dict.fromkeys(one.about or one.case for one in identities.ALL):
        own = [one for one in identities.ALL if name == (one.about or one.case)]
        lines = identities.Table(own)._repr_markdown_().splitlines()
        assert len({line.count("|") for line in lines}) == 1


def test_the_head_of_a_table_names_the_variable():
    assert r"$\dfrac{dy}{dx}$" in identities.table("scalar by scalar")._repr_markdown_()
    assert r"{\partial \mathbf{w}}$" in identities.table("losses")._repr_markdown_()
    layer = identities.table("layer")._repr_markdown_().splitlines()
    assert [line.split("|")[2].strip() for line in layer[2:]] == [
        *(r"$\mathbf{W}$", r"$\mathbf{b}$", r"$\mathbf{X}$")
    ]


def test_a_definition_is_told_once_in_a_table():
    assert identities.table("layer")._repr_markdown_().count(r"\mathbf{G} =") == 1


@pytest.mark.parametrize("name", dict.fromkeys(one.about or one.case for one in identities.ALL))
def test_a_table_speaks_the_language_it_was_asked_for_in(name):
    """Also when it is shown later, as a notebook does; outside formulas no English is left."""
    own = [one for one in identities.ALL if name == (one.about or one.case)]
    with speaking("zh"):
        table = identities.Table(own)
    markdown, latex = table._repr_markdown_(), table._repr_latex_()
    assert not re.search("[A-Za-z]", re.sub(r"\$[^$]*\$", "", markdown).replace("|:--", ""))
    assert all("形状" in shown for shown in (markdown, latex, repr(table)))
    assert all(
        "shape" in shown
        for shown in (identities.Table(own)._repr_latex_(), repr(identities.Table(own)))
    )


def test_that_all_holds_is_said_in_chinese():
    with speaking("zh"):
        assert identities.verify_all(1).startswith(f"{len(identities.ALL)} 个公式都成立")


def test_an_unknown_table_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="scalar by vector"):
        identities.table("vector by row")


def test_layouts_are_each_others_reverse():
    for y_shape in ((), (2,), (2, 3)):
        for x_shape in ((), (4,), (4, 5)):
            B = torch.randn(y_shape + x_shape)
            J = jacrev(lambda x, B=B: torch.tensordot(B, x, dims=x.ndim))(torch.ones(x_shape))
            rows = identities.numerator(J, len(y_shape))
            columns = identities.denominator(J, len(y_shape))
            assert torch.equal(identities.other_layout(rows), columns)
            assert torch.equal(identities.other_layout(columns), rows)
