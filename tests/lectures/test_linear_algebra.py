"""Lecture 3: what its exercises are tried on, and what they refuse."""

import pytest
import torch

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.exercises.linear_algebra._by_hand import no_ready_made_products
from preliminaries.judging.cases import cases
from preliminaries.judging.verdict import Status


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
        no_ready_made_products().__enter__()
        return (A * x).sum(1)

    check("mat-vec", enters)
    assert (torch.eye(2) @ torch.ones(2)).tolist() == [1, 1]


# What the lecture says without a cell that shows it


def test_on_most_matrices_solve_and_inv_fit_about_equally_well():
    torch.manual_seed(0)
    A, b = torch.randn(1000, 4, 4, dtype=torch.float64), torch.ones(1000, 4, 1, dtype=torch.float64)
    solved, inverted = (
        torch.linalg.vector_norm(A @ x - b, dim=(1, 2))
        for x in (torch.linalg.solve(A, b), torch.linalg.inv(A) @ b)
    )
    assert (solved < inverted).any() and (inverted < solved).any()
    assert 0.5 < (inverted / solved.clamp(min=1e-18)).median() < 10


@pytest.mark.parametrize("loss", [torch.nn.L1Loss, torch.nn.MSELoss, torch.nn.HuberLoss])
def test_torchs_losses_are_means_unless_a_sum_is_asked_for(loss):
    y, guess = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.5, 4.0, 3.0])
    each = loss(reduction="none")(y, guess)
    assert loss()(y, guess) == each.mean()
    assert loss(reduction="sum")(y, guess) == each.sum()


def test_no_rank_and_no_determinant_of_a_product_surprises():
    """rank(AB) is at most each rank, det(AB) is det(A) det(B), det(A) the product of the
    eigenvalues, and the trace their sum, complex ones included."""
    torch.manual_seed(0)
    A, B = torch.randint(-3, 4, (2, 200, 3, 3)).double()
    rank, det = torch.linalg.matrix_rank, torch.linalg.det
    assert (rank(A @ B) <= torch.minimum(rank(A), rank(B))).all()
    torch.testing.assert_close(det(A @ B), det(A) * det(B), rtol=1e-9, atol=1e-9)
    values = torch.linalg.eigvals(A)
    torch.testing.assert_close(values.prod(dim=1).real, det(A), rtol=1e-9, atol=1e-9)
    traces = A.diagonal(dim1=1, dim2=2).sum(dim=1)
    torch.testing.assert_close(values.sum(dim=1).real, traces, rtol=1e-9, atol=1e-9)


def test_the_frobenius_norm_is_never_below_the_spectral_norm():
    torch.manual_seed(0)
    A = torch.randn(200, 3, 4, dtype=torch.float64)
    assert (torch.linalg.matrix_norm(A) >= torch.linalg.matrix_norm(A, 2)).all()
    assert torch.linalg.matrix_norm(torch.eye(9)) == 3


def test_of_many_least_squares_lstsq_takes_the_shortest():
    A = torch.tensor([[2.0, 4.0], [1.0, 2.0]], dtype=torch.float64)
    x = torch.linalg.lstsq(A, torch.tensor([2.0, 3.0], dtype=torch.float64)).solution
    lost = torch.tensor([2.0, -1.0], dtype=torch.float64)
    assert (A @ lost).tolist() == [0, 0]
    assert x @ lost == pytest.approx(0)


@pytest.mark.parametrize("dimension", [2, 4, 7])
def test_torch_has_a_cross_product_in_three_dimensions_only(dimension):
    u, v = torch.eye(dimension)[:2]
    with pytest.raises(RuntimeError):
        torch.linalg.cross(u, v)


def test_beside_zero_allclose_refuses_float32_rounding_unless_atol_allows_it():
    torch.manual_seed(0)
    Q = torch.linalg.qr(torch.randn(100, 5, 5)).Q
    identity = torch.eye(5)
    assert not torch.allclose(Q @ Q.mT, identity)
    assert torch.allclose(Q @ Q.mT, identity, atol=1e-5)


def test_a_wide_matrix_leaves_zeros_among_the_eigenvalues_of_its_square():
    A = torch.tensor([[1.0, 2.0, 3.0, 0.0], [4.0, 5.0, 6.0, 1.0]], dtype=torch.float64)
    values = torch.linalg.eigvalsh(A.T @ A).flip(0)
    torch.testing.assert_close(values[:2], torch.linalg.svdvals(A) ** 2)
    assert values[2:].abs().max() < 1e-12


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_computed_condition_number_of_a_singular_matrix_is_huge_not_always_infinite(dtype):
    A = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], dtype=dtype)
    assert torch.linalg.cond(A) > 1 / torch.finfo(dtype).eps


def test_the_best_matrix_of_rank_one_is_not_the_best_in_every_norm():
    A, other = torch.tensor([[1.0, 1.0], [0.0, 1.0]]), torch.tensor([[1.0, 1.0], [0.5, 0.5]])
    U, S, Vh = torch.linalg.svd(A)
    errors = A - S[0] * torch.outer(U[:, 0], Vh[0]), A - other
    frobenius = [torch.linalg.matrix_norm(error) for error in errors]
    spectral = [torch.linalg.matrix_norm(error, 2) for error in errors]
    by_columns = [torch.linalg.matrix_norm(error, 1) for error in errors]
    assert frobenius[0] < frobenius[1] and spectral[0] < spectral[1]
    assert by_columns[0] > by_columns[1]
