"""Lecture 3: the truths its exercises rest on, found in other ways than the exercises do."""

import itertools
import math

import numpy as np
import pytest
import torch

from preliminaries import check
from preliminaries.authoring import watching
from preliminaries.course.exercises import find
from preliminaries.judging.cases import cases
from preliminaries.judging.verdict import Status


def test_the_lengths_and_shapes_of_sums_are_torchs():
    X, Y = torch.zeros(2, 3, 4), torch.zeros(2, 5, 4)
    assert find("len-is").solution["len(X)"] == len(list(X))
    for line, shape in find("sum-shapes").solution.items():
        assert tuple(eval(line, {"X": X, "Y": Y}).shape) == shape, line


def test_the_norm_of_a_cube_is_torchs():
    found = torch.linalg.vector_norm(torch.full((2, 3, 6), 2.0))
    assert find("norm-of-cube").solution == {"value": found.item(), "shape": tuple(found.shape)}


def test_the_walk_is_as_long_as_the_shortest_path_through_the_streets():
    """A search that knows no norm: how far one gets in k steps along streets."""
    reached, steps = {(1, 2)}, 0
    while (4, -2) not in reached:
        reached |= {
            (x + dx, y + dy) for x, y in reached for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        }
        steps += 1
    assert find("manhattan").solution["blocks walked"] == steps


def counted_product(A, B):
    """The product in three loops, and how many multiply-adds it took."""
    (m, n), k = (len(A), len(B)), len(B[0])
    C, count = [[0] * k for _ in range(m)], 0
    for i, j, h in itertools.product(range(m), range(k), range(n)):
        C[i][j] += A[i][h] * B[h][j]
        count += 1
    return C, count


def test_the_cost_of_a_chain_is_what_counting_gives():
    """At a tenth of the long sizes: each count falls by a hundred, or by ten."""
    A, B, C = ([[1] * k for _ in range(m)] for m, k in ((100, 2), (2, 100), (100, 3)))
    AB, first = counted_product(A, B)
    left, second = counted_product(AB, C)
    BC, third = counted_product(B, C)
    right, fourth = counted_product(A, BC)
    assert left == right
    assert find("chain-cost").solution == {
        "(AB)C, multiply-adds": 100 * (first + second),
        "(AB)C, entries in between": 100 * len(AB) * len(AB[0]),
        "A(BC), multiply-adds": 10 * (third + fourth),
        "A(BC), entries in between": len(BC) * len(BC[0]),
    }


def test_what_a_transpose_costs_is_what_the_addresses_say():
    B = torch.zeros(5, 3)
    C = B.T
    D = C.contiguous()

    def side_by_side(vector):
        step = vector[1].data_ptr() - vector[0].data_ptr()
        return step == vector.element_size()

    assert find("transpose-cost").solution == {
        "C shares B's storage": C.data_ptr() == B.data_ptr(),
        "A @ B reads B along memory": side_by_side(B[:, 0]),
        "A @ C.T reads C along memory": side_by_side(C.T[:, 0]),
        "A @ D.T reads D along memory, D = C.contiguous()": side_by_side(D.T[:, 0]),
    }


def random(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("seed", range(10))
def test_the_symmetric_part_leaves_an_antisymmetric_one(seed):
    A = random(3, 4, 4, seed=seed)
    S = find("symmetric-part").solution(A)
    K = A - S
    torch.testing.assert_close(S, S.mT)
    torch.testing.assert_close(K, -K.mT)


@pytest.mark.parametrize("seed", range(10))
def test_the_rest_of_a_projection_is_orthogonal_and_length_does_not_matter(seed):
    u, v = random(2, 5, seed=seed)
    shadow = find("project").solution(u, v)
    assert abs((u - shadow) @ v) < 1e-12
    torch.testing.assert_close(find("project").solution(u, -7 * v), shadow)
    # No point of the line is nearer to u.
    for t in (-0.1, 0.1):
        assert torch.dist(u, shadow + t * v) > torch.dist(u, shadow)


@pytest.mark.parametrize("seed", range(10))
def test_products_by_hand_are_numpys(seed):
    A, B = random(3, 5, seed=seed), random(5, 2, seed=seed + 100)
    np.testing.assert_allclose(find("mat-mul").solution(A, B), A.numpy() @ B.numpy())
    np.testing.assert_allclose(find("mat-vec").solution(A, B[:, 0]), A.numpy() @ B[:, 0].numpy())


@pytest.mark.parametrize("seed", range(5))
def test_the_norms_are_numpys(seed):
    x, A = random(6, seed=seed), random(3, 4, seed=seed)
    norm = np.linalg.norm
    expected = norm(x, 1), norm(x, 2), norm(x, np.inf), norm(A)
    np.testing.assert_allclose(find("norms").solution(x, A), expected)


@pytest.mark.parametrize("delta", [0.5, 1.0, 3.0])
def test_hubers_value_and_slope_do_not_jump_at_delta(delta):
    def huber(r):
        zero = torch.zeros(1, dtype=torch.float64)
        return float(find("losses").solution(zero + r, zero, delta)[2])

    h = 1e-5
    for at in (delta, -delta):
        assert abs(huber(at + h) - huber(at - h)) < 3 * h * delta
        left, right = huber(at) - huber(at - h), huber(at + h) - huber(at)
        assert abs(left - right) / h < 1e-4
    assert math.isclose(huber(10 * delta) - huber(9 * delta), delta * delta)


def test_a_permutation_matrix_permutes_and_its_transpose_undoes_it():
    x = torch.arange(10.0, 14.0)
    for order in itertools.permutations(range(4)):
        P = find("permute").solution(torch.tensor(order))
        assert (P @ x).tolist() == [x[k].item() for k in order]
        torch.testing.assert_close(P.T @ P @ x, x)


def test_what_is_called_orthogonal_keeps_lengths_and_the_rest_does_not():
    for case in cases(find("is-orthogonal")):
        (Q,) = case.arguments
        X = random(Q.shape[1], 50)
        keeps = torch.allclose(
            torch.linalg.vector_norm(Q.double() @ X, dim=0),
            torch.linalg.vector_norm(X, dim=0),
            rtol=1e-6,
        )
        assert case.expected.value == (keeps and Q.shape[0] == Q.shape[1])


def test_definiteness_is_the_sign_of_the_quadratic_form_on_many_directions():
    signs = {
        "positive definite": {1},
        "positive semidefinite": {0, 1},
        "indefinite": {-1, 1},
        "negative definite": {-1},
        "negative semidefinite": {-1, 0},
    }
    met = set()
    for case in cases(find("definite")):
        (A,) = case.arguments
        kind = case.expected.value
        met.add(kind)
        X = torch.cat((random(2000, len(A)), torch.linalg.svd(A).Vh), dim=0)
        X = X / torch.linalg.vector_norm(X, dim=1, keepdim=True)
        forms = ((X @ A) * X).sum(1)
        found = set(torch.where(forms.abs() < 1e-6, 0, forms.sign()).int().tolist())
        assert found | {0} == signs[kind] | {0}
        assert (0 in found) >= (0 in signs[kind])
    assert met == set(signs)


def test_power_iteration_finds_what_eigh_finds():
    for case in cases(find("power-iteration")):
        (A,) = case.arguments
        value, v = find("power-iteration").solution(A)
        values, vectors = np.linalg.eigh(A.double().numpy())
        assert math.isclose(value, values[-1], rel_tol=1e-3)
        assert math.isclose(abs(v.double().numpy() @ vectors[:, -1]), 1, rel_tol=1e-3)
        assert len(values) < 2 or values[-1] >= 1.39 * values[-2] > 0


def test_the_inputs_are_what_the_lecture_promises():
    """Not square, square, one row, one column, empty; whole numbers and floats."""
    for exercise in (find("mat-vec"), find("row-normalise"), find("double-transpose")):
        matrices = [case.arguments[0] for case in cases(exercise)]
        shapes = {tuple(A.shape) for A in matrices}
        assert any(m != n and m > 1 < n for m, n in shapes)
        assert any(m == n > 1 for m, n in shapes)
        assert any(m == 1 < n for m, n in shapes)
        assert any(n == 1 < m for m, n in shapes)
        # Rows are divided by their sums: no statement promises that there are none.
        assert any(0 in shape for shape in shapes) == (exercise is not find("row-normalise"))
        assert {A.dtype for A in matrices} >= {torch.int64, torch.float32}


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("mat-vec", lambda A, x: A.matmul(x)),
        ("mat-vec", lambda A, x: torch.mv(A, x)),
        ("mat-mul", lambda A, B: A.mm(B)),
        ("mat-mul", lambda A, B: torch.stack([A @ b for b in B.T], dim=1)),
    ],
)
def test_the_product_to_be_built_may_not_be_used_to_build_it(slug, answer):
    verdict = check(slug, answer)
    assert verdict.status is Status.RAISED
    assert "ready-made" in verdict.sentences[0]


def test_either_sign_of_an_eigenvector_is_right():
    def negated(A):
        value, v = find("power-iteration").solution(A)
        return value, -v

    assert check("power-iteration", negated).correct


def test_a_mode_that_an_answer_leaves_behind_is_taken_away():
    """A stopped answer may leave the product's watcher half closed; later cells use `@`."""

    def enters(A, x):
        watching.no_ready_made_products().__enter__()
        return (A * x).sum(1)

    check("mat-vec", enters)
    assert (torch.eye(2) @ torch.ones(2)).tolist() == [1, 1]
