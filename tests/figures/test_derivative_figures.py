"""Paths, tapes and engines: what they tell is what torch finds."""

import math
import re

import pytest
import torch

from preliminaries import figures
from preliminaries.figures.drawing.writing import short
from tests.figures.figure_examples import BOWL, doubled, drawn


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


@pytest.mark.parametrize("start", [3.0, 2.0, -0.1, 0.5])
def test_the_paths_give_what_torch_finds(start):
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(torch.log(x**2) * torch.sin(x) + 1 / x, x)
    told = figures.paths(start).alt
    (total,) = numbers(told.split("Their sum is dz/dx = ")[1])
    assert total == pytest.approx(slope.item(), rel=0.005)
    paths = told.split("each with its product: ")[1].split(". Their sum")[0].split("; ")
    assert len(paths) == 3
    assert sum(numbers(path)[-1] for path in paths) == pytest.approx(slope.item(), rel=0.02)


@pytest.mark.parametrize("x", [2.0, -3.0, 0.5])
def test_detach_leaves_one_of_three_ways(x):
    told = figures.detached(x).alt
    whole, cut = told.split("In the other")
    assert f"the adjoint of x is {short(3 * x**2)}." in whole
    assert f"the adjoint of x is {short(x**2)}." in cut
    assert told.count(short(x**3)) >= 2


def test_both_tapes_end_with_torchs_derivative():
    x = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
    y = torch.sin(torch.sin(torch.sin(x)))
    y.backward()
    told = figures.tapes(0.5, 3).alt
    assert f"Both end with {short(x.grad.item())}." in told
    assert f"0.46, {short(y.item())} and derivatives" in told


def test_grad_adds_what_arrives_as_torch_does():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    brought, held = [], []
    for k in (1, 2):
        (gradient,) = torch.autograd.grad((x**k).sum(), x)
        (x**k).sum().backward()
        brought.append(gradient)
        held.append(x.grad.tolist())
    assert held == [[1, 1], [3, 5]]
    told = figures.accumulation(*brought).alt
    assert "brings (1, 1), and .grad is (1, 1)" in told
    assert "brings (2, 4), and .grad is (3, 5)" in told


def test_an_engine_ends_with_torchs_gradients():
    a, b = torch.tensor([3.0, 2.0], requires_grad=True)
    slopes = torch.autograd.grad(a * a * b + b, (a, b))
    assert [slope.item() for slope in slopes] == [12, 10]
    assert "In the end: y 1, q 1, p 3, b 10, a 12." in drawn("engine").alt


def test_the_orders_cost_what_their_loops_count():
    def cost(m, n, k):
        return sum(1 for _ in range(m) for _ in range(n) for _ in range(k))

    n, m = 6, 2
    told = figures.orders(n, m).alt
    inwards = cost(n, n, n) + cost(m, n, n)
    outwards = cost(m, n, n) + cost(m, n, n)
    assert f"(J₂ J₁), {inwards} multiplications" in told
    assert f"J₁, {outwards} multiplications" in told


@pytest.mark.parametrize("h", [0.5, 0.1, 0.001])
def test_the_strips_of_a_product_make_its_rise(h):
    def product(x):
        return x**2 * math.exp(x)

    told = figures.product_rule(h).alt
    parts = re.search(r"their areas are (\S+) and (\S+), together (\S+)\. As", told)
    blue, orange, together = map(float, parts.groups())
    assert together == pytest.approx((product(1 + h) - product(1)) / h, rel=0.005)
    assert blue + orange == pytest.approx(together, rel=0.005)
    x = torch.tensor(1.0, requires_grad=True)
    (slope,) = torch.autograd.grad(x**2 * x.exp(), x)
    assert told.endswith(f"= {slope.item():.3g}.")


def test_rows_weighed_and_rows_dotted_end_with_the_products():
    v = torch.tensor([2.0, -1.0, 0.5])
    assert (v @ BOWL).tolist() == [1.5, 0]
    assert "vᵀJ = (1.5, 0)." in figures.rows_weighed(v, BOWL).alt
    told = figures.rows_dotted(BOWL, torch.tensor([2.0, -1.0])).alt
    assert [line.split(" = ")[1] for line in re.findall(r"row \d: [^;.]*", told)] == ["2", "1", "0"]


def test_pieces_have_torchs_slopes():
    assert "4 pieces" in drawn("pieces").alt and "1024, 512, 256, 128." in drawn("pieces").alt
    a = torch.tensor(3.0, requires_grad=True)
    doubled(a).backward()
    assert a.grad.item() == 512


def test_layouts_have_torchs_jacobian_and_its_transpose():
    A = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    J = torch.func.jacrev(lambda x: A @ x)(torch.ones(3))
    told = figures.layouts(J, 1, 2).alt
    assert "[[1, 2, 3], [4, 5, 6]]" in told and "shape (2, 3), each y has a row" in told
    assert "shape (3, 2), each x has a row" in told and "of y₂ by x₃: 6." in told


def test_a_chain_has_the_shape_of_the_product():
    factors = [torch.ones(2, 5), torch.ones(5, 3), torch.ones(3, 4)]
    told = figures.chain(*(factor.shape for factor in factors)).alt
    assert f"the product's shape {tuple(torch.linalg.multi_dot(factors).shape)}." in told


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.layouts(torch.ones(5, 2)),
        lambda: figures.chain((2, 3), (4, 5)),
        lambda: figures.paths(0.0),
        lambda: figures.product_rule(0.0),
        lambda: figures.tapes(0.5, 9),
        lambda: figures.accumulation(torch.ones(2), torch.ones(3)),
        lambda: figures.pieces(lambda x: x * x, 0.0, 1.0),
        lambda: figures.rows_dotted(BOWL, BOWL[:, 0]),
        lambda: figures.rows_weighed(BOWL[0], BOWL),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(draw):
    with pytest.raises(ValueError, match=r"\.$"):
        draw()
