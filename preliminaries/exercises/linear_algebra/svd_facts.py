"""A is (4, 3) and has the singular values 4, 3 and 0; B is (2, 2) and has
the singular values 4 and 0.5."""

import math

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Along which axes does A stretch, and by how much along each?",
    "The rank counts the singular values that are not 0; the largest one is the spectral norm; "
    "the square root of the sum of their squares is the Frobenius norm.",
    "AᵀA stretches twice along each axis; `cond` divides the largest by the smallest.",
)
proves = "Rank, norms and condition number can be read off the singular values."
read = reading.by_key(
    {
        "rank of A": reading.count,
        "dimension of A's null space": reading.count,
        "matrix_norm(A, 2)": reading.number,
        "matrix_norm(A)": reading.number,
        "largest eigenvalue of AᵀA": reading.number,
        "cond(B)": reading.number,
    }
)

solution = {
    "rank of A": 2,
    "dimension of A's null space": 1,
    "matrix_norm(A, 2)": 4.0,
    "matrix_norm(A)": 5.0,
    "largest eigenvalue of AᵀA": 16.0,
    "cond(B)": 8.0,
}


@right
def asked_of_torch():
    """Of matrices of zeros but for a diagonal."""
    A = torch.zeros(4, 3, dtype=torch.float64)
    A[0, 0], A[1, 1] = 4, 3
    B = torch.tensor([[4.0, 0.0], [0.0, 0.5]])
    rank = torch.linalg.matrix_rank(A)
    return {
        "rank of A": rank,
        "dimension of A's null space": A.shape[1] - rank,
        "matrix_norm(A, 2)": torch.linalg.matrix_norm(A, 2),
        "matrix_norm(A)": torch.linalg.matrix_norm(A),
        "largest eigenvalue of AᵀA": torch.linalg.eigvalsh(A.T @ A)[-1],
        "cond(B)": torch.linalg.cond(B),
    }


@right
def as_whole_numbers():
    return {key: int(value) for key, value in solution.items()}


@right
def worked_out():
    return {
        "rank of A": 2.0,
        "matrix_norm(A)": math.hypot(4, 3, 0),
        "largest eigenvalue of AᵀA": [4**2],
        "cond(B)": 4 / 0.5,
    }


@wrong
def zero_counted():
    """It looks as if all three singular values counted. Along the axis of the 0 everything is
    pressed flat: that direction is the null space."""
    return {"rank of A": 3, "dimension of A's null space": 0}


@wrong
def zero_counted_in_the_rank():
    """Rank and null space together are 4 for you, and A has three columns. Is a singular value of
    0 a stretch that leaves something?"""
    return {"rank of A": 3}


@wrong
def nothing_lost():
    """Rank and null space together are 2 for you, and A has three columns. What becomes of the
    third axis?"""
    return {"dimension of A's null space": 0}


@wrong
def counted_against_the_rows():
    """Rank and null space together are 4 for you, the number of *rows*. The null space holds those
    x that A takes to 0: how many entries has an x?"""
    return {"dimension of A's null space": 2}


@wrong
def four_rows_all_independent():
    """A has four rows, but each has three entries only, and one singular value is 0: how many
    stretches are left?"""
    return {"rank of A": 4}


@wrong
def rank_and_null_space_exchanged():
    """The two have changed places. The rank counts what is *left*, the singular values that are
    not 0; the null space holds what is lost."""
    return {"rank of A": 1, "dimension of A's null space": 2}


@wrong
def added_up():
    """It looks as if the singular values were added up. The Frobenius norm is the length of the
    list of them, L2."""
    return {"matrix_norm(A)": 7.0}


@wrong
def not_rooted():
    """That is the sum of the squares. The Frobenius norm is one step further: its root."""
    return {"matrix_norm(A)": 25.0}


@wrong
def norms_exchanged():
    """The two norms have changed places. `matrix_norm(A, 2)` is the spectral norm, the largest
    stretch; without the 2 it is Frobenius."""
    return {"matrix_norm(A, 2)": 5.0, "matrix_norm(A)": 4.0}


@wrong
def two_means_frobenius():
    """Of a *matrix*, `matrix_norm(A, 2)` is not L2 of the entries: it is the largest stretch. L2
    of the entries is Frobenius, without the 2."""
    return {"matrix_norm(A, 2)": 5.0}


@wrong
def spectral_without_the_two():
    """Without a second argument `matrix_norm` is Frobenius, L2 of all the entries, and that is L2
    of all the singular values."""
    return {"matrix_norm(A)": 4.0}


@wrong
def stretched_once():
    """Aᵀ stretches too, along the same axes and by as much. By how much is the first axis
    stretched after A *and* Aᵀ?"""
    return {"largest eigenvalue of AᵀA": 4.0}


@wrong
def doubled():
    """It looks as if twice the stretch were meant. AᵀA stretches, and stretches what came out
    again: the factors are multiplied."""
    return {"largest eigenvalue of AᵀA": 8.0}


@wrong
def rooted():
    """That is the root of a singular value. It is the other way round: the singular value 4 is the
    root of an eigenvalue of AᵀA."""
    return {"largest eigenvalue of AᵀA": 2.0}


@wrong
def smallest_by_largest():
    """The smallest was divided by the largest. The condition number is never below 1: the other
    way round."""
    return {"cond(B)": 0.125}


@wrong
def determinant_for_condition():
    """That is the product, by which areas grow. The condition number compares the two stretches:
    how many times larger is one than the other?"""
    return {"cond(B)": 2.0}


@wrong
def condition_number_of_a():
    """A has a 0 among its singular values, and so an infinite condition number. Asked for is that
    of B, which has none."""
    return {"cond(B)": math.inf}


@wrong
def condition_number_squared():
    """That is the square, the condition number of BᵀB. B stretches once: by 4 at most, by 0.5 at
    least."""
    return {"cond(B)": 64.0}


@wrong
def difference_for_ratio():
    """That is the difference. The condition number is a ratio: twice the matrix has twice the
    stretches, and is as easy to solve with."""
    return {"cond(B)": 3.5}


def proof() -> None:
    """Asked of matrices whose axes are turned; the null space is what AᵀA takes to 0."""
    generator = torch.Generator().manual_seed(0)

    def turn(n):
        return torch.linalg.qr(torch.randn(n, n, generator=generator).double()).Q

    A = turn(4)[:, :3] @ torch.diag(torch.tensor([4.0, 3.0, 0.0]).double()) @ turn(3)
    B = turn(2) @ torch.diag(torch.tensor([4.0, 0.5]).double()) @ turn(2)
    squares = torch.linalg.eigvalsh(A.T @ A)
    x = torch.nn.functional.normalize(torch.randn(3, 100_000, generator=generator).double(), dim=0)
    found = {
        "rank of A": int((squares > 1e-9).sum()),
        "dimension of A's null space": int((squares < 1e-9).sum()),
        "matrix_norm(A, 2)": round(torch.linalg.vector_norm(A @ x, dim=0).max().item(), 2),
        "matrix_norm(A)": round((A**2).sum().sqrt().item(), 9),
        "largest eigenvalue of AᵀA": round(squares[-1].item(), 9),
        "cond(B)": round((torch.linalg.norm(B, 2) * torch.linalg.norm(B.inverse(), 2)).item(), 9),
    }
    assert found == solution
