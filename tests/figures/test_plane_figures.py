"""Maps of the plane, folded cubes, projections."""

import math

import pytest
import torch

from preliminaries import figures
from preliminaries.figures import maps, singular
from preliminaries.figures.drawing import plane
from preliminaries.figures.drawing.canvas import PLAIN, Canvas
from tests.figures.figure_examples import X


@pytest.mark.parametrize("seed", range(40))
def test_the_eigenvectors_drawn_are_kept_and_none_is_missing(seed):
    g = torch.Generator().manual_seed(seed)
    matrix = (torch.randint(-4, 5, (2, 2), generator=g) / 2).tolist()
    kept = maps._real_eigenvectors(matrix)
    A = torch.tensor(matrix, dtype=torch.float64)
    for value, direction in kept:
        v = torch.tensor(direction, dtype=torch.float64)
        torch.testing.assert_close(A @ v, value * v)
        torch.testing.assert_close(v @ v, torch.ones((), dtype=torch.float64))
    values = torch.linalg.eigvals(A)
    assert bool(kept) == bool((values.imag.abs() < 1e-6).all())
    if torch.dist(values[0].real, values[1].real) > 1e-6 and kept:
        assert len(kept) == 2


@pytest.mark.parametrize("axis", [0, 1, 2, [0, 1], [1, 2], [0, 2], [0, 1, 2]])
def test_the_shapes_of_a_folded_cube_are_torchs(axis):
    X = torch.zeros(2, 5, 4)
    alt = figures.fold(X.shape, axis).alt
    assert f"result has shape {tuple(X.sum(axis).shape)}." in alt
    assert f"shape {tuple(X.sum(axis, keepdim=True).shape)}:" in alt


def test_a_projection_tells_the_point_nearest_to_u():
    assert "is (2.59, 0.65), which is 0.65 times v" in figures.projection((2, 3), (4, 1)).alt


@pytest.mark.parametrize(
    ("matrix", "product", "spanned"),
    [
        ([[2, -1], [0.5, 1.5]], "(4, −2.5)", "the plane"),
        ([[0.01, 0], [0, 0.01]], "(0.01, −0.02)", "the plane"),
        ([[2, 1], [1, 0.5]], "(0, 0)", "a line"),
        ([[0, 0], [0, 3]], "(0, −6)", "a line"),
        ([[0, 0], [0, 0]], "(0, 0)", "the origin alone"),
    ],
)
def test_columns_combined_lead_to_the_product_and_tell_what_they_span(matrix, product, spanned):
    alt = figures.combination(matrix, (1, -2)).alt
    assert f"leads to Ax = {product}." in alt
    assert f"The columns span {spanned}," in alt


@pytest.mark.parametrize("matrix", [[[1, 1], [0.5, 0.5]], [[0, 0], [0, -3]], [[0, 2], [0, 0]]])
def test_the_null_space_drawn_is_lost_and_the_column_space_reached(matrix):
    A = torch.tensor(matrix, dtype=torch.float64)
    kept, lost = (torch.tensor(v, dtype=torch.float64) for v in singular._axes(matrix))
    assert (A @ lost).abs().max() < 1e-12
    assert torch.linalg.vector_norm(A @ kept) > 0.1
    assert kept @ lost == pytest.approx(0)


@pytest.mark.parametrize("seed", range(20))
def test_the_half_axes_drawn_are_the_singular_values(seed):
    A = torch.randn(2, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    first, second = (A @ torch.tensor(v, dtype=A.dtype) for v in singular._axes(A.tolist()))
    lengths = torch.stack([torch.linalg.vector_norm(image) for image in (first, second)])
    torch.testing.assert_close(lengths, torch.linalg.svdvals(A))
    assert first @ second == pytest.approx(0, abs=1e-12)
    assert f"σ₁ = {lengths[0]:.2f}".rstrip("0") in figures.singular_values(A.tolist()).alt


@pytest.mark.parametrize("matrix", [[[1.5, 0.5], [-0.5, 1]], [[0, 1], [1, 0]], [[1, 1], [1, 1]]])
def test_the_shaded_square_has_the_area_of_the_determinant(matrix):
    size = torch.linalg.det(torch.tensor(matrix, dtype=torch.float64)).abs().item()
    told = figures.linear_map(*matrix[0], *matrix[1]).alt
    assert f"gets the area {size:.2f}".rstrip("0").rstrip(".") in told


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        ((1.5, 0.5, 0.5, 1.5), "Points on the black lines stay on them."),
        ((1, 1, 0, 1), "Points on the black line stay on it."),
        ((2, 0, 0, 2), "On every line through 0, points stay on it."),
        ((0, -1, 1, 0), "No line through 0 is kept."),
    ],
)
def test_lines_that_stay_need_no_word_of_eigenvalues(matrix, told):
    alt = figures.linear_map(*matrix, kept=True).alt
    assert alt.endswith(told) and "eigen" not in alt
    assert told not in figures.linear_map(*matrix).alt


def test_a_shape_is_filled_within_the_window_alone():
    filled = []
    canvas = Canvas()
    window = plane.Plane(canvas, 0, 0, xs=(-1, 1), ys=(-1, 1), unit=1)
    canvas.polygon = lambda corners, look: filled.append(set(corners))
    window.fill([(0, 0), (5, 0), (5, 5), (0, 5)], PLAIN)
    window.fill([(2, 2), (3, 2), (3, 3)], PLAIN)
    assert filled == [{(1, 1), (2, 1), (2, 0), (1, 0)}]  # on the canvas: y downwards


@pytest.mark.parametrize("v", [(1.0, 1.0), (0.0, 2.0), (-1.0, 1.0), (0.3, -4.0)])
def test_the_angle_told_is_that_of_the_dot_product(v):
    u = torch.tensor([2.0, 1.0])
    cosine = torch.nn.functional.cosine_similarity(u, torch.tensor(v), dim=0)
    told = figures.angles(u, v).alt
    assert f"an angle of {torch.rad2deg(cosine.acos()).item():.0f}°" in told


def test_the_crossings_drawn_are_solutions():
    A = torch.tensor([[1.0, 1.0], [1.0, 1.1]], dtype=torch.float64)
    sides = torch.tensor([[2.0, 2.1], [2.0, 2.3]], dtype=torch.float64)
    assert torch.linalg.solve(A, sides.T).T.round(decimals=6).tolist() == [[1, 1], [-1, 3]]
    told = figures.crossing((A, *sides)).alt
    assert "the crossing from (1, 1) to (−1, 3), 14 times as far" in told
    assert f"condition number {torch.linalg.cond(A).item():.3g}:" in told


def test_lines_are_cut_off_at_the_edge_of_the_plane():
    window = plane.Plane(Canvas(), 0, 0, xs=(-1, 1), ys=(-1, 1))
    assert window._inside((-5, 0), (5, 0)) == ((-1, 0), (1, 0))
    assert window._inside((2, 2), (3, 3)) is None
    assert window._inside((0, 0), (0.5, 0.5)) == ((0, 0), (0.5, 0.5))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.fold((2, 3), 0),
        lambda: figures.fold((2, 3, 9), 0),
        lambda: figures.eigenvectors(),
        lambda: figures.projection((1, 2), (0, 0)),
        lambda: figures.matrix_product(X, X),
        lambda: figures.angles((1, 0), (0, 0)),
        lambda: figures.crossing(([[1, 1], [1, 1]], [1, 1], [1, 2])),
        lambda: figures.stretches(torch.ones(9), 1.0),
        lambda: figures.losses(0.1),
        lambda: figures.null_space([[1, 0], [0, 1]]),
        lambda: figures.null_space([[0, 0], [0, 0]]),
    ],
)
def test_what_linear_algebra_cannot_draw_is_refused_in_words(draw):
    with pytest.raises(ValueError, match=r"\.$"):
        draw()


@pytest.mark.parametrize("chosen", [None, "a", "b"])
def test_each_way_leads_where_its_name_stands_and_the_chosen_one_alone_is_thick(chosen):
    ways = {"a": (1, 0), "b": (-1, -2), "c": (2, -1)}
    (axes,) = figures.ways(ways, chosen).drawing.axes
    arrows = [one for one in axes.texts if getattr(one, "arrow_patch", None)]
    names = {one.get_text(): one.get_position() for one in axes.texts if one.get_text() in ways}
    for arrow, (name, way) in zip(arrows, ways.items(), strict=True):
        across, up = arrow.xy[0] - 1, arrow.xy[1] - 1
        assert across * way[1] == pytest.approx(up * way[0])
        assert across * way[0] + up * way[1] > 0
        assert math.hypot(across, up) == pytest.approx(1)
        assert math.dist(names[name], arrow.xy) < 0.3
        assert (arrow.arrow_patch.get_linewidth() > 3) == (name == chosen)
