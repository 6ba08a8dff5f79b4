"""Which of these equal tr(ABC) for all square A, B, C of one size?"""

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

name = "equals_trace_of_ABC"
hints = (
    "tr(XY) = tr(YX) holds for every X and Y. What can X and Y be in A, B, C?",
    "With X = A and Y = BC, the first factor goes to the end: the three stand in a circle. What "
    "stays is who follows whom. And a transpose keeps the diagonal.",
    "(ABC)ᵀ = CᵀBᵀAᵀ.",
)
proves = "In a trace factors may go around in a circle, and may not change places otherwise."
read = reading.each(reading.yes_or_no)

solution = {
    "tr(BCA)": True,
    "tr(CAB)": True,
    "tr(ACB)": False,
    "tr(CBA)": False,
    "tr(CᵀBᵀAᵀ)": True,
    "tr(A) tr(B) tr(C)": False,
}


@right
def in_words():
    return {key: "yes" if value else "no" for key, value in solution.items()}


@right
def tried_on_three_matrices():
    A, B, C = torch.randn(3, 4, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    values = (B @ C @ A, C @ A @ B, A @ C @ B, C @ B @ A, C.T @ B.T @ A.T)
    traces = [torch.trace(value) for value in values]
    traces.append(torch.trace(A) * torch.trace(B) * torch.trace(C))
    true = torch.trace(A @ B @ C)
    return {key: torch.isclose(t, true) for key, t in zip(solution, traces, strict=True)}


@wrong
def in_any_order():
    """It looks as if factors might stand in any order. They go around in a circle: in ABC, B
    follows A; in ACB and in CBA, C does."""
    return {"tr(ACB)": True, "tr(CBA)": True}


@wrong
def in_any_order_and_transposes_not():
    """It looks as if factors might stand in any order, and transposes were none of them. They go
    around in a circle, A, B, C; and CᵀBᵀAᵀ is (ABC)ᵀ, with the same diagonal."""
    return {"tr(ACB)": True, "tr(CBA)": True, "tr(CᵀBᵀAᵀ)": False}


@wrong
def everything_equal():
    """It looks as if each of them was the same. They go around in a circle, A, B, C: in ACB and in
    CBA, C follows A. And try the last one on A = B = C = I: is n · n · n the trace of I?"""
    return {"tr(ACB)": True, "tr(CBA)": True, "tr(A) tr(B) tr(C)": True}


@wrong
def in_no_other_order():
    """It looks as if no order but ABC would do. AB and BA are different matrices, and yet their
    traces are equal: both add up all AᵢⱼBⱼᵢ. What does that say of A and BC?"""
    return {"tr(BCA)": False, "tr(CAB)": False}


@wrong
def in_no_other_order_and_transposes_not():
    """It looks as if nothing but ABC itself would do. tr(XY) = tr(YX), where X may be A and Y may
    be BC; and CᵀBᵀAᵀ is (ABC)ᵀ: which entries does a transpose leave in their places?"""
    return {"tr(BCA)": False, "tr(CAB)": False, "tr(CᵀBᵀAᵀ)": False}


@wrong
def one_round_only():
    """The first factor may go to the end, as in BCA. What happens if it does so once more?"""
    return {"tr(CAB)": False}


@wrong
def neighbours_exchanged():
    """It looks as if two neighbours might change places. tr(XY) = tr(YX) is about *all* that
    stands in the trace: X and Y together make up the product, and nothing stands beside them."""
    return {"tr(ACB)": True}


@wrong
def turned_round():
    """It looks as if the order might be turned round. (ABC)ᵀ turns it round, and transposes each
    factor as well; without that, C follows A, where B did."""
    return {"tr(CBA)": True}


@wrong
def turned_round_instead():
    """It looks as if the order might be turned round, and not go around in a circle. In tr(XY) =
    tr(YX), X may be A and Y may be BC: A goes to the end, and B still stands before C."""
    return {"tr(BCA)": False, "tr(CAB)": False, "tr(CBA)": True}


@wrong_like(turned_round_instead)
def turned_round_instead_and_transposes_not():
    return {"tr(BCA)": False, "tr(CAB)": False, "tr(CBA)": True, "tr(CᵀBᵀAᵀ)": False}


@wrong
def transposes_change_it():
    """CᵀBᵀAᵀ is (ABC)ᵀ. Which entries does a transpose leave in their places?"""
    return {"tr(CᵀBᵀAᵀ)": False}


@wrong
def product_of_the_traces():
    """It looks as if a trace of a product were the product of traces. So it is for the
    *determinant*; for I of shape (2, 2) the trace is 2, and 2 · 2 · 2 is not 2."""
    return {"tr(A) tr(B) tr(C)": True}


def proof() -> None:
    """Whole numbers, compared exactly, for many A, B, C."""
    generator = torch.Generator().manual_seed(0)
    A, B, C = torch.randint(-5, 6, (3, 100, 3, 3), generator=generator)

    def trace(M):
        return M.diagonal(dim1=1, dim2=2).sum(1)

    found = {
        "tr(BCA)": trace(B @ C @ A),
        "tr(CAB)": trace(C @ A @ B),
        "tr(ACB)": trace(A @ C @ B),
        "tr(CBA)": trace(C @ B @ A),
        "tr(CᵀBᵀAᵀ)": trace(C.mT @ B.mT @ A.mT),
        "tr(A) tr(B) tr(C)": trace(A) * trace(B) * trace(C),
    }
    assert solution == {key: torch.equal(t, trace(A @ B @ C)) for key, t in found.items()}
