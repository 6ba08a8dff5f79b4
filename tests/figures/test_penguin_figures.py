"""The penguins' table in colours: what it tells is what torch computes."""

import math
import re

import matplotlib.colors
import pandas
import pytest
import torch

from preliminaries import figures
from preliminaries.figures import penguins
from preliminaries.figures.drawing.canvas import ACCENT, COUNTER
from preliminaries.figures.drawing.heat import shade
from preliminaries.figures.drawing.writing import short
from tests.figures.figure_examples import BILLS, MEASURED, PENGUINS, WEIGHTS, drawn, words

X, y = MEASURED[:, :3], MEASURED[:, 3]


def test_blue_is_above_zero_orange_below_and_paler_towards_it():
    assert shade(9.0).fill == ACCENT and shade(-9.0).fill == COUNTER
    assert shade(0.0).fill == "#ffffff"
    fills = [shade(value).fill for value in (0.0, 0.5, 1.0, 1.5, 2.0)]
    assert fills == sorted(fills, reverse=True) and len(set(fills)) == 5
    assert shade(math.nan).fill not in {shade(v / 8).fill for v in range(-20, 20)}


def test_a_table_tells_its_shape_and_its_holes():
    alt = drawn("coloured_table").alt
    assert f"shape {PENGUINS[['species', *BILLS, 'body_mass_g', 'sex']].shape};" in alt
    assert PENGUINS["bill_length_mm"].head(6).isna().to_numpy().nonzero()[0].tolist() == [3]
    assert "bill_length_mm in row 3;" in alt and "species in" not in alt
    assert words(drawn("coloured_table")).count("NaN") == 5


def test_whole_numbers_that_may_be_missing_are_numbers():
    column = pandas.array([30, None, 50], dtype="Int64")
    told = words(figures.coloured_table(pandas.DataFrame({"a": column, "b": [True, False, True]})))
    assert [told.count(word) for word in ("30", "NaN", "50")] == [1, 1, 1]


def test_a_trained_layer_is_drawn_whatever_its_dtype():
    linear = torch.nn.Linear(3, 2)
    alt = figures.layer(X, linear.weight.T, linear.bias).alt
    assert "shape (342, 3) times weights of shape (3, 2), plus b" in alt


def test_of_large_numbers_in_a_layer_the_largest_has_the_full_colour():
    figure = figures.layer(torch.eye(2), torch.tensor([100.0, -1000.0]))
    shapes = [*figure.drawing.patches, *figure.drawing.artists]
    fills = {matplotlib.colors.to_hex(shape.get_facecolor()) for shape in shapes}
    assert COUNTER in fills
    assert ACCENT not in fills, "100 is small beside 1000"


def test_a_change_of_scale_leaves_the_colours():
    told = words(figures.coloured_table(X[:2], after=10 * X[:2] + 3))
    assert {"before", "after"} <= {*told} and len([w for w in told if w.startswith("axis 1")]) == 2
    _, before, _ = penguins._read(X, ())
    _, after, _ = penguins._read(10 * X + 3, ())
    fills = [[[shade(value).fill for value in row] for row in rows] for rows in (before, after)]
    assert fills[0] == fills[1]


def test_a_column_to_predict_stands_apart():
    alt = drawn("coloured_table with a column apart").alt
    assert "X of shape (342, 3) and y, body_mass_g, of shape (342,)" in alt


def test_a_layer_tells_what_the_product_is():
    alt = figures.layer(X, WEIGHTS[:, :3], WEIGHTS[0, :3]).alt
    made = X @ WEIGHTS[:, :3] + WEIGHTS[0, :3]
    assert f"gives {tuple(made.shape)}" in alt
    first = [f"{value:.1f}".replace("-", "−") for value in made[0].tolist()]
    assert f"The first row gives {first[0]}, {first[1]} and {first[2]}." in alt


@pytest.mark.parametrize("scale", [1.0, 3.0, 700.0])
def test_the_written_numbers_of_a_layer_add_up(scale):
    W = scale * torch.tensor([[0.0321, -1.0], [0.0566, 0.777], [1.0101, -0.3333]]).double()
    b = torch.tensor([0.125, -0.0625])
    figure = figures.layer(X[:6], W, b)
    told = [word for word in words(figure) if re.fullmatch(r"−?\d+(\.\d+)?", word)]
    numbers = [float(word.replace("−", "-")) for word in told]
    at = [torch.tensor(numbers[k:n]) for k, n in ((0, 18), (18, 24), (24, 26), (26, 38))]
    assert len(numbers) == 38
    last = 10.0 ** -len(told[-1].partition(".")[2])
    written = at[0].reshape(6, 3) @ at[1].reshape(3, 2) + at[2]
    apart = (written - at[3].reshape(6, 2)).abs()
    assert apart.max() <= last * 1.001


def test_outputs_stand_over_their_weights_where_they_have_a_column_each():
    told = words(figures.layer(X, WEIGHTS[:, :2], outputs=["first", "second"]))
    assert [told.count(word) for word in ("first", "second", "weight")] == [2, 2, 0]
    told = words(figures.layer(X, WEIGHTS[:, 1], outputs=["sum"]))
    assert [told.count(word) for word in ("sum", "weight")] == [1, 1]


def test_the_gradient_below_a_table_is_torchs():
    w = WEIGHTS[:, 1].clone().requires_grad_()
    loss = ((X @ w - y) ** 2).mean()
    loss.backward()
    alt = drawn("loss_and_gradient").alt
    assert f"is {short(loss.item())}, and its gradient" in alt
    for name, slope in zip(BILLS, w.grad.tolist(), strict=True):
        assert f"{name} {short(slope)}" in alt


def test_the_networks_loss_is_torchs():
    Z = torch.sigmoid(X @ WEIGHTS) @ WEIGHTS.T[:, :1] + WEIGHTS[0, :1]
    loss = torch.nn.functional.mse_loss(Z, MEASURED[:, 3:]) / 2
    assert f"to the loss, {short(loss.item())};" in drawn("network").alt


def test_what_gives_the_target_away_is_counted():
    table = pandas.DataFrame({"mass": [3.0, 4.0, 5.0], "a": [3.0, 4.0, 5.0], "b": [1.0, 4.0, 1.0]})
    told = figures.given_away(table, "mass").alt
    assert "a in 3 rows and b in 1 row." in told


def test_only_the_leak_has_an_arrow_from_the_test_rows():
    colours = [
        artist.get_facecolor()
        for artist in drawn("leak").drawing.patches + drawn("leak").drawing.artists
    ]
    heads = [c for c in colours if matplotlib.colors.same_color(c, COUNTER)]
    assert len(heads) == 2 * 2 + 1  # two test rows in each picture, and one arrow's head


def test_samples_are_those_that_were_drawn():
    U, N = torch.rand(50, generator=torch.Generator().manual_seed(3)), torch.arange(-2.0, 3)
    told = figures.samples(U=U, N=N).alt
    assert f"U, 50 numbers from {short(U.min().item())} to {short(U.max().item())}" in told
    assert "N, 5 numbers from −2 to 2, mean 0." in told


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.samples(one=torch.ones(9)),
        lambda: figures.given_away(PENGUINS, "body_mass_g"),
        lambda: figures.coloured_table(X[0]),
        lambda: figures.coloured_table(X[:, :0]),
        lambda: figures.coloured_table(PENGUINS[BILLS], y="species"),
        lambda: figures.coloured_table(PENGUINS[BILLS], after=PENGUINS[BILLS[::-1]]),
        lambda: figures.coloured_table(PENGUINS[BILLS], after=PENGUINS[BILLS][:3]),
        lambda: figures.coloured_table(PENGUINS[BILLS], y=BILLS[0], after=PENGUINS[BILLS]),
        lambda: figures.layer(X, WEIGHTS.T),
        lambda: figures.loss_and_gradient(X, WEIGHTS[0], y),
        lambda: figures.network(X, [WEIGHTS] * 4, MEASURED[:, 3:]),
    ],
)
def test_tables_and_weights_that_do_not_fit_are_refused_in_words(draw):
    with pytest.raises(ValueError, match=r"\.$"):
        draw()
