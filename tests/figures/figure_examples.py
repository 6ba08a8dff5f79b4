"""Every figure, as a lecture or a learner may call it, and how a test reads one."""

import functools
import hashlib
import itertools
import math
import warnings

import numpy
import pandas
import pytest
import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from preliminaries import figures
from preliminaries.course.places import ROOT

X = torch.arange(12).reshape(3, 4)
STRETCHED = torch.arange(3.0).reshape(3, 1).expand(3, 4)
ARRAY = numpy.arange(6.0)
PIXELS = (torch.arange(72).reshape(4, 6, 3) % 4 * 80).to(torch.uint8)
BIRDS = pandas.DataFrame(
    {
        "kind": ["owl", "tit", None, "owl", "tit", "rook"] * 5,
        "wing": [30.0, 7.0, 8.0, 31.5, 6.5, 22.0] * 5,
        "mass": [420.0, 18.0, math.nan, 450.0, 17.5, 480.0] * 5,
    }
)
MANY = pandas.DataFrame({"reading": numpy.where(numpy.arange(100_000) % 9_000, 1.0, math.nan)})

FALLING = [1 / (k + 1) for k in range(11)]
LONG = "spent_on_heating_in_the_winter_before_the_interview_" * 3

ROUND = 1 - (torch.arange(256) % 16 - torch.arange(256) // 16).abs().reshape(4, 64) / 15

BOWL = torch.tensor([[1.0, 0], [1, 1], [1, 2]])

PENGUINS = pandas.read_csv(ROOT / "data" / "penguins.csv")
BILLS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]
MEASURED = torch.tensor(PENGUINS[[*BILLS, "body_mass_g"]].dropna().to_numpy())
MEASURED = (MEASURED - MEASURED.mean(dim=0)) / MEASURED.std(dim=0)
WEIGHTS = torch.arange(-6, 6, dtype=torch.float64).reshape(3, 4) / 4


class Scalar:
    """A node of a small engine, as in the lecture."""

    made = 0

    def __init__(self, value, parents=()):
        self.value, self.parents = value, parents
        Scalar.made = self.number = Scalar.made + 1

    def __add__(self, other):
        return Scalar(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Scalar(self.value * other.value, [(self, other.value), (other, self.value)])


def engine():
    """The graph of a²b + b, its nodes by name."""
    a, b = Scalar(3.0), Scalar(2.0)
    p = a * b
    q = p * a
    y = q + b
    return figures.engine(y, a=a, b=b, p=p, q=q, y=y)


def doubled(a):
    """Double a number until it is 1000 at least."""
    b = a * 2
    while b.abs() < 1000:
        b = b * 2
    return b


def plotted():
    """A plot with everything that `d2l.plot` sets."""
    from matplotlib import pyplot

    axes = pyplot.figure(figsize=(3.5, 2.5)).gca()
    axes.plot([0, 1, 2], [0, 1, 4], "-")
    axes.plot([0, 1, 2], [0, 1, 2], "m--")
    axes.set(xlabel="x", ylabel="f(x)")
    axes.legend(["square", "line"])
    axes.grid()
    return figures.plotted("A square and a line.")


def plotted_logarithms():
    """Axes whose ticks are powers of ten."""
    from matplotlib import pyplot

    pyplot.figure(figsize=(3.5, 2.5))
    pyplot.loglog([10, 100, 1000], [1, 0.1, 0.01], "o-")
    return figures.plotted("A straight line down.")


def plotted_four():
    """One curve more than the course has colours; its soft edges are nearly white."""
    from matplotlib import pyplot

    axes = pyplot.figure(figsize=(3.5, 2.5)).gca()
    x = torch.arange(-1, 1.01, 0.05)
    for y, style in ((x**2, "-"), (x**3, "g-."), (-(x**3), "r:"), (-(x**2), "m--")):
        axes.plot(x, y, style)
    axes.set(xlabel="x", ylabel="y")
    axes.legend(["x²", "x³", "-x³", "-x²"])
    axes.grid()
    return figures.plotted("Four curves that meet in 0.")


# Every figure, as a lecture or a learner may call it. A new figure belongs here: the tests of
# form below then hold for it too.
EXAMPLES = {
    "accumulation": lambda: figures.accumulation(torch.ones(4), torch.ones(4)),
    "accumulation of other numbers": lambda: figures.accumulation(
        *torch.tensor([[0.5, -12.0], [-10.5, 3.0]])
    ),
    "ad_clicks": lambda: figures.ad_clicks(),
    "angles": lambda: figures.angles((1, 0), (1, 1), (0, 2), (-1, 1)),
    "angles of long and short": lambda: figures.angles(torch.tensor([3.0, -4.0]), (-0.5, 0.1)),
    "angles along one line": lambda: figures.angles((2, 1), (4, 2), (-2, -1)),
    "approaches": lambda: figures.approaches(),
    "axes": lambda: figures.axes(),
    "broadcast a column and a row": lambda: figures.broadcast((3, 1), (1, 2)),
    "broadcast a missing axis": lambda: figures.broadcast((3, 3, 2), (3, 2)),
    "broadcast two axes at once": lambda: figures.broadcast((2, 1, 3), (2, 1)),
    "broadcast a wide one": lambda: figures.broadcast((4, 1), (4, 6)),
    "broadcast a row": lambda: figures.broadcast("1, 6", "4, 6"),
    "broadcast a number": lambda: figures.broadcast("", "3"),
    "broadcast two numbers": lambda: figures.broadcast((), ()),
    "broadcast a large one": lambda: figures.broadcast((3, 3, 5), (5,)),
    "broadcast what clashes": lambda: figures.broadcast((3, 3, 2), (3, 3)),
    "broadcast what clashes in the middle": lambda: figures.broadcast((2, 3, 5), (4, 5)),
    "broadcast sizes without measure": lambda: figures.broadcast("1000000000, 5", "3, 7"),
    "broadcast a bad text": lambda: figures.broadcast("3, x", "3"),
    "broadcast too much": lambda: figures.broadcast("3, 4, 100", "100"),
    "broadcast_minus": lambda: figures.broadcast_minus((4, 1), (4,)),
    "broadcast_minus what clashes": lambda: figures.broadcast_minus((2, 3), (2,)),
    "borders": lambda: figures.borders(
        BIRDS[BIRDS["kind"] != "rook"].assign(length=BIRDS["wing"] + 1),
        "wing",
        "length",
        "kind",
        circle=lambda p: 60 - (p - 30).square().sum(dim=1),
        line=lambda p: p.sum(dim=1) - 50,
        far=lambda p: p.sum(dim=1) + 500,
    ),
    "boundary": lambda: figures.boundary(
        BIRDS[BIRDS["kind"] != "rook"], "wing", "mass", "kind", [-1, 0.01], 18
    ),
    "boundary that is steep": lambda: figures.boundary(
        BIRDS[BIRDS["kind"] != "rook"], "wing", "mass", "kind", [-1, 0], 18
    ),
    "chain": lambda: figures.chain((2, 3), (3, 4), names=["∂y/∂u", "∂u/∂x", "∂y/∂x"]),
    "chain of three": lambda: figures.chain((1, 6), (6, 6), (6, 2)),
    "combination": lambda: figures.combination([[2, -1], [0.5, 1.5]], (1.5, 1)),
    "combination of dependent columns": lambda: figures.combination([[2, 1], [1, 0.5]], (-1, -1)),
    "combination of tensors, backwards": lambda: figures.combination(
        torch.tensor([[2, -1], [0.5, 1.5]]), torch.tensor([-1.0, 0.5])
    ),
    "combination that leaves the window": lambda: figures.combination(
        [[2, -1], [0.5, 1.5]], (2, -2)
    ),
    "combination of nothing": lambda: figures.combination([[0, 0], [0, 0]], (1, 0)),
    "crossing": lambda: figures.crossing(
        ([[1, 1], [1, -1]], [2, 0], [2, 0.2]), ([[1, 1], [1, 1.1]], [2, 2.1], [2, 2.3])
    ),
    "crossing along the axes": lambda: figures.crossing((torch.eye(2), [30, -2], [30, 40])),
    "images": lambda: figures.images(
        permuted=PIXELS.permute(2, 0, 1), reshaped=PIXELS.view(3, 4, 6)
    ),
    "images of floats": lambda: figures.images(night=PIXELS.permute(2, 0, 1) / 255),
    "images of arrays": lambda: figures.images(day=PIXELS.permute(2, 0, 1).numpy()),
    "imputation": lambda: figures.imputation(BIRDS["mass"]),
    "imputation of few": lambda: figures.imputation(BIRDS["mass"].head(2), hidden=90),
    "imputation of equals": lambda: figures.imputation(BIRDS["mass"] * 0, hidden=0),
    "imputation of a long name": lambda: figures.imputation(BIRDS["mass"].rename(LONG)),
    "eigenvectors": lambda: figures.eigenvectors([[1.5, 0.5], [0.5, 1.5]], [[2, 1], [0, 1]]),
    "eigenvectors of a rotation": lambda: figures.eigenvectors([[0, -1], [1, 0]]),
    "eigenvectors of a shear and of the identity": lambda: figures.eigenvectors(
        [[1, 1], [0, 1]], [[1, 0], [0, 1]]
    ),
    "fold": lambda: figures.fold(),
    "fold the first axis": lambda: figures.fold((2, 3, 4), 0),
    "fold the last axis": lambda: figures.fold((3, 6, 4), -1),
    "fold two axes": lambda: figures.fold((2, 5, 4), [1, 2]),
    "fold all axes": lambda: figures.fold((1, 2, 3), [0, 1, 2]),
    "confusion": lambda: figures.confusion(torch.tensor([[12, 0, 1], [0, 9, 0], [3, 0, 107]])),
    "confusion of twelve": lambda: figures.confusion(torch.arange(144).reshape(12, 12) % 13),
    "confusion of one": lambda: figures.confusion([[3]]),
    "curves": lambda: figures.curves([1, 2, 4], "depth", "kB", reverse=[4, 8, 16], forward=[8] * 3),
    "curves that end in one point": lambda: figures.curves(
        range(0, 41, 4), "epoch", "loss", a=FALLING, same=FALLING, lower=[0.9 * y for y in FALLING]
    ),
    "curves on logarithmic axes": lambda: figures.curves(
        [10, 100, 1000], "rows", "error", logarithmic="xy", a=[0.1, 0.03, 0.01], b=[0.1, 0.1, 0.1]
    ),
    "curves of many numbers": lambda: figures.curves(
        range(500), "update", "loss", logarithmic="y", loss=[1 / (k + 1) for k in range(500)]
    ),
    "curves below zero": lambda: figures.curves(
        torch.arange(-20, 21) / 20, "x", "y", up=torch.linspace(0, 1, 41), down=[-4.0] * 41
    ),
    "detached": lambda: figures.detached(2.0),
    "detached at a negative number": lambda: figures.detached(-12.34),
    "gallery": lambda: figures.gallery(ROUND, [0, 1, 2, "3, not 4"]),
    "gallery of weights": lambda: figures.gallery((ROUND - 0.5).repeat(3, 1), range(12), 6),
    "gallery of nothing": lambda: figures.gallery(torch.zeros(1, 3, 5), ["empty"]),
    "gallery of many": lambda: figures.gallery(ROUND.repeat(6, 1), range(24)),
    "graph": lambda: figures.graph("log(x**2) * sin(x) + 1 / x", x=2.0),
    "graph and its adjoints": lambda: figures.graph(
        "(x*y - 3)**2 + (x+y)*x", None, True, x=2, y=3.0
    ),
    "graph of a function": lambda: figures.graph(lambda x: (x * x).sum(), x=torch.ones(2)),
    "graph of a tensor": lambda: figures.graph(torch.ones(2, 2, requires_grad=True).relu().mean()),
    "graph of which a value is not kept": lambda: figures.graph(
        torch.ones((), requires_grad=True).sin() * 2
    ),
    "graph on the way forward": lambda: figures.graph("log(x**2) * sin(x)", step=2, x=2.0),
    "graph on the way back": lambda: figures.graph("log(x**2) * sin(x)", step=6, x=2.0),
    "graph from top to bottom": lambda: figures.graph(
        "x*sigmoid(sigmoid(sigmoid(tanh(sigmoid(sigmoid(x))))))", x=2
    ),
    "graph of a bad text": lambda: figures.graph("x +", x=2.0),
    "coloured_table": lambda: figures.coloured_table(
        PENGUINS[["species", *BILLS, "body_mass_g", "sex"]]
    ),
    "coloured_table with a column apart": lambda: figures.coloured_table(
        PENGUINS[[*BILLS, "body_mass_g"]].dropna(), y="body_mass_g"
    ),
    "coloured_table of long words and numbers": lambda: figures.coloured_table(
        pandas.DataFrame(
            {f"{LONG}{k}": [LONG, "a"] for k in range(2)}
            | {f"_{k}": [-8.83205e-05, -1234567.0 * 10**k] for k in range(4)}
        ),
        y="_3",
    ),
    "coloured_table before and after": lambda: figures.coloured_table(
        PENGUINS[BILLS], after=PENGUINS[BILLS] / 1000
    ),
    "coloured_table of a tensor": lambda: figures.coloured_table(MEASURED[:4]),
    "engine": lambda: engine(),
    "engine without names": lambda: figures.engine(Scalar(2.0) * Scalar(-0.5)),
    "layouts": lambda: figures.layouts(torch.arange(1.0, 7).reshape(2, 3), 1, 2),
    "layouts of a column": lambda: figures.layouts(torch.tensor([[-0.25], [12.5], [100]]), -1),
    "layer": lambda: figures.layer(
        MEASURED[:, :3], WEIGHTS[:, 1], None, BILLS, ["mass"], table="Z"
    ),
    "layer with a bias": lambda: figures.layer(
        MEASURED[:, :3], WEIGHTS[:, :3], WEIGHTS[0, :3], BILLS, ["Adelie", "Chinstrap", "Gentoo"]
    ),
    "layer without names": lambda: figures.layer(torch.ones(2, 1), torch.ones(1, 1)),
    "loss_and_gradient": lambda: figures.loss_and_gradient(
        MEASURED[:, :3], WEIGHTS[:, 1], MEASURED[:, 3], BILLS
    ),
    "loss_and_gradient of few": lambda: figures.loss_and_gradient(BOWL, BOWL[0], BOWL[:, 1]),
    "network": lambda: figures.network(
        MEASURED[:, :3],
        [WEIGHTS, torch.zeros(4, dtype=torch.float64), WEIGHTS.T[:, :1], WEIGHTS[0, :1]],
        MEASURED[:, 3:],
    ),
    "orders": lambda: figures.orders(),
    "orders with many outputs": lambda: figures.orders(100, 100),
    "paths": lambda: figures.paths(3.0),
    "paths on the other side": lambda: figures.paths(-0.1),
    "paths far away": lambda: figures.paths(10.0),
    "pieces": lambda: figures.pieces(doubled, 1.0, 8.0),
    "pieces of a corner": lambda: figures.pieces(torch.abs, -2.0, 2.0),
    "rows_dotted": lambda: figures.rows_dotted(1.0 * X[:2, :3], torch.tensor([2.0, -1.0, 0.5])),
    "rows_weighed": lambda: figures.rows_weighed(
        torch.tensor([1.0, 10, 100, 1000]), torch.diag(torch.arange(0.0, 8, 2))
    ),
    "rows_weighed of a wide one": lambda: figures.rows_weighed(
        torch.tensor([-1.0, 1]), -0.25 * X[:2]
    ),
    "tapes": lambda: figures.tapes(),
    "tapes of one sine": lambda: figures.tapes(-2.0, 1),
    "imagenet": lambda: figures.imagenet(),
    "index a block": lambda: figures.index(X, "1:3, 1:"),
    "index with steps": lambda: figures.index(torch.arange(36).reshape(6, 6), "::3, ::2"),
    "index a row": lambda: figures.index(X, "-1"),
    "index an element": lambda: figures.index(X, "1, 2"),
    "index a mask": lambda: figures.index(X, "X > 5"),
    "index a long mask": lambda: figures.index(torch.arange(64).reshape(8, 8), "X >= 0"),
    "index nothing": lambda: figures.index(X, "2:2"),
    "index a vector": lambda: figures.index(torch.arange(6) * 0.25, "1:4"),
    "index out of bounds": lambda: figures.index(X, "5"),
    "index a bad text": lambda: figures.index(X, "1 2"),
    "index all": lambda: figures.index(torch.arange(64).reshape(8, 8), "..."),
    "index a long vector": lambda: figures.index(torch.arange(19), "3:"),
    "index too much": lambda: figures.index(X, "[0] + [1, 2, 0, 1, 2, 0, 1, 2, 0]"),
    "index a long column": lambda: figures.index(torch.arange(64).reshape(8, 8), ":, 2:3"),
    "join": lambda: figures.join(X, X + 12),
    "join other shapes": lambda: figures.join(X[:2, :3], X[:, :3]),
    "join columns of other widths": lambda: figures.join(X[:2, :1], X[:2]),
    "missing": lambda: figures.missing(BIRDS),
    "missing nothing": lambda: figures.missing(BIRDS[["wing"]]),
    "missing in a million rows": lambda: figures.missing(MANY),
    "missing under odd names": lambda: figures.missing(
        pandas.DataFrame(
            [[1, None, 2, 3, 4]], columns=[LONG, LONG + "a", "two\nlines\t", "$1$", ""]
        )
    ),
    "one_hot": lambda: figures.one_hot(BIRDS["kind"].head(6)),
    "one_hot of one": lambda: figures.one_hot(BIRDS["kind"].head(1).rename(None)),
    "one_hot of long words": lambda: figures.one_hot(
        pandas.Series(["a", LONG, None, LONG + "b"], name=LONG)
    ),
    "one_hot of ten": lambda: figures.one_hot(pandas.Series([f"word {k}" for k in range(10)])),
    "leak": lambda: figures.leak(),
    "leak of a long name": lambda: figures.leak(LONG),
    "linear_map": lambda: figures.linear_map(1.5, 0.5, -0.5, 1.0),
    "linear_map with lines that stay": lambda: figures.linear_map(1.5, 0.5, 0.5, 1.5, True),
    "linear_map that presses flat": lambda: figures.linear_map(1, 1, 1, 1, True),
    "linear_map to a point": lambda: figures.linear_map(0, 0, 0, 0, True),
    "linear_map that turns": lambda: figures.linear_map(0, -1.25, 1.25, 0, True),
    "linear_map at the sliders' end": lambda: figures.linear_map(2, -2, 2, 2, True),
    "loss": lambda: figures.loss(lambda x: x**2 / 2, "x² / 2"),
    "loss with a jump": lambda: figures.loss(torch.abs),
    "loss of a score": lambda: figures.loss(lambda x: (1 + (-x).exp()).log(), "l", "score", 5),
    "losses": lambda: figures.losses(),
    "losses with a wide delta": lambda: figures.losses(2.5),
    "matrix_product": lambda: figures.matrix_product(X[:2, :3], X[:, :2], 1, 0),
    "matrix_product of a row and a column": lambda: figures.matrix_product(X[:1], X[:1].T),
    "matrix_product of negative floats": lambda: figures.matrix_product(
        -0.5 * X, 1.0 * X.T, -1, -1
    ),
    "product_rule": lambda: figures.product_rule(0.5),
    "product_rule close up": lambda: figures.product_rule(0.01),
    "projection": lambda: figures.projection(),
    "projection on the other side": lambda: figures.projection((-2, 1), (1, 0)),
    "projection of a vector at a right angle": lambda: figures.projection((1, -1), (2, 2)),
    "rebinding": lambda: figures.rebinding(),
    "reliability": lambda: figures.reliability([0.4, 0.7, 0.95], [0.5, 0.6, 0.99], [7, 30, 400]),
    "reliability of one": lambda: figures.reliability([1.0], [0.0], [1]),
    "samples": lambda: figures.samples(
        rand=torch.linspace(0, 1, 1000), randn=torch.linspace(-1, 1, 1000) ** 3 * 3
    ),
    "samples of one": lambda: figures.samples(few=torch.tensor([0.5, 90.0])),
    "scatter": lambda: figures.scatter(BIRDS, "wing", "mass", by="kind"),
    "scatter one group": lambda: figures.scatter(BIRDS.head(1), "wing", "mass", by="kind"),
    "scatter on one scale": lambda: figures.scatter(BIRDS, "wing", "wing", by="kind", equal=True),
    "scatter long names": lambda: figures.scatter(
        BIRDS.rename(columns={"wing": LONG, "mass": "$a$_$b" + LONG}).replace("owl", LONG),
        LONG,
        "$a$_$b" + LONG,
        by="kind",
    ),
    "roadmap": lambda: figures.roadmap(),
    "storage": lambda: figures.storage(X=X, row=X[1], column=X[:, 1], copy=X.clone()),
    "storage of a transpose": lambda: figures.storage(X=X, T=X.T, flat=X.T.reshape(-1)),
    "storage of an array": lambda: figures.storage(a=ARRAY, tensor=torch.from_numpy(ARRAY)),
    "storage of stretched values": lambda: figures.storage(x=X[0], wide=X[0].expand(3, 4)),
    "storage of stretched rows": lambda: figures.storage(
        wide=STRETCHED, column=STRETCHED[:, 0], copy=X[0].clone(), one=STRETCHED[0].expand(2, 4)
    ),
    "storage of too many stretched values": lambda: figures.storage(
        long=X[:, :1].expand(3, 40), cube=X.expand(2, 3, 4), tall=X[0].expand(9, 4)
    ),
    "descents": lambda: figures.descents(BOWL, torch.tensor([1.0, 1, 4]), (0.01, 0.1, 0.16)),
    "descents one": lambda: figures.descents(BOWL, torch.tensor([1.0, 1, 4]), 0.05),
    "difference_error": lambda: figures.difference_error(),
    "given_away": lambda: figures.given_away(
        pandas.DataFrame({"label": ["R1", "R22"], "mass": [3750.0, 4200.5], "code": [1, 4200.5]}),
        "mass",
    ),
    "given_away of itself": lambda: figures.given_away(BIRDS[["kind"]].head(2), "kind"),
    "gradient": lambda: figures.gradient(1.0, 1.0),
    "gradient at the bottom": lambda: figures.gradient(0.0, 0.0),
    "gradient at the rim": lambda: figures.gradient(-2.0, -1.5),
    "ways": lambda: figures.ways({"a": (1, 0), "b": (-1, -2), "c": (2, -1), "d": (1, 2)}),
    "ways with one chosen": lambda: figures.ways({"a": (1, 0), "b": (-1, -2)}, "b"),
    "gradient on an axis": lambda: figures.gradient(2.0, 0.0),
    "linearised": lambda: figures.linearised(0.8),
    "linearised small": lambda: figures.linearised(0.1),
    "linearised large": lambda: figures.linearised(1.2),
    "plotted": lambda: plotted(),
    "plotted four": lambda: plotted_four(),
    "plotted logarithms": lambda: plotted_logarithms(),
    "residuals": lambda: figures.residuals(BOWL[:, 1], BOWL[:, 1] ** 2, 1.5, 0.5),
    "residuals of many": lambda: figures.residuals(
        torch.arange(60.0), 100 * torch.arange(60.0).sin(), -2.0, -50.0, "cm", "kg"
    ),
    "fits": lambda: figures.fits(
        torch.arange(9.0), torch.arange(9.0) ** 2, "cm", "g", by_eye=(8, -7.0)
    ),
    "fits of curves": lambda: figures.fits(
        torch.arange(9), torch.arange(9) ** 2, "cm", "g", since=-1, bent=torch.square, line=(8, -7)
    ),
    "fits of which one leaves": lambda: figures.fits(
        torch.arange(9.0), 40.0 * (torch.arange(9.0) == 6), "cm", "kg", 3, a=(1, 0), b=(-0.2, 2)
    ),
    "fits that end together": lambda: figures.fits(
        torch.arange(9), torch.arange(9) ** 2, "cm", "g", low=(7, 1), same=(7, 1), up=(7.2, 0)
    ),
    "units": lambda: figures.units(["bill length", "bill depth", "flipper length"], ["mass"]),
    "units of many outputs": lambda: figures.units(["x₁", "x₂"], ["a", "b", "c", "d", "e"]),
    "secant": lambda: figures.secant(1.0),
    "secant from the left": lambda: figures.secant(-1.0),
    "secant nearly a tangent": lambda: figures.secant(0.1),
    "secant no more": lambda: figures.secant(0.0),
    "subgradients": lambda: figures.subgradients(),
    "null_space": lambda: figures.null_space([[1, 1], [0.5, 0.5]]),
    "null_space of an axis": lambda: figures.null_space([[0, 0], [0, -3]]),
    "singular_values": lambda: figures.singular_values([[1.5, 1], [0, 1]]),
    "singular_values of a mirror": lambda: figures.singular_values([[0, 1], [1, 0]]),
    "singular_values of a flat map": lambda: figures.singular_values([[1, 1], [1, 1]]),
    "stretches": lambda: figures.stretches(torch.arange(1, 200) / 50, 4.0),
    "stretches of few": lambda: figures.stretches(torch.tensor([0.01, 0.02]), 0.02),
    "strides": lambda: figures.strides(),
    "strides of a matrix": lambda: figures.strides((3, 4)),
    "strides of a vector": lambda: figures.strides((24,)),
    "strides with a size of one": lambda: figures.strides((2, 1, 5)),
    "triangle": lambda: figures.triangle(),
    "triangle in the middle": lambda: figures.triangle(1, 1, 1),
    "triangle in a corner": lambda: figures.triangle(-3, 3, -3, 0.1),
    "triangle when hot": lambda: figures.triangle(-2.5, 0.5, 2.0, 5.0),
    "unit_balls": lambda: figures.unit_balls(),
}

every_figure = pytest.mark.parametrize("name", EXAMPLES)


@functools.cache
def _drawn(name: str):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        figure = EXAMPLES[name]()
        assert figure.svg and figure.png
    return figure, [str(warning.message) for warning in said]


def drawn(name: str):
    return _drawn(name)[0]


def complaints(name: str) -> list[str]:
    """What was warned of while it was drawn."""
    return _drawn(name)[1]


def misplaced(figure) -> list[str]:
    """Which texts are cut off, and which lie on one another."""
    drawing = figure.drawing
    drawing.draw_without_rendering()  # the names of axes find their place while being drawn
    renderer = FigureCanvasAgg(drawing).get_renderer()
    width, height = drawing.bbox.width, drawing.bbox.height
    placed = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in drawing.findobj(Text)
        if text.get_text() and text.get_visible()
    ]
    wrong = [
        f"{written!r} is cut off"
        for written, box in placed
        if not (box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height)
    ]
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        if not (a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0):
            wrong.append(f"{one!r} and {other!r} overlap")
    return wrong


def words(figure) -> list[str]:
    """Everything that is written in a figure."""
    return [text.get_text() for text in figure.drawing.findobj(Text) if text.get_text()]


def bundle(figure) -> dict[str, str]:
    return figure._repr_mimebundle_()[0]


def digests() -> dict[str, str]:
    """A short mark of the bytes of one example of each figure, and of an explorer."""
    shown = {name: drawn(name) for name in {name.split()[0]: name for name in EXAMPLES}.values()}
    shown["explore"] = figures.explore(figures.broadcast, a=["3, 1", "4, 1"], b=["1, 2", "2"])
    return {
        name: hashlib.sha256(str(bundle(one)).encode()).hexdigest() for name, one in shown.items()
    }
