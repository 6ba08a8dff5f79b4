"""The cost of (AB)C and of A(BC): A (1000, 2), B (2, 1000), C (1000, 3).

Multiply-adds, and the number of entries of the product in between.
"""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many entries has A B, and how many multiply-adds does each of them take?",
    "(m, n) times (n, k) takes m · n · k multiply-adds. Two products, so two costs to add.",
    "A B has shape (1000, 1000), B C has shape (2, 3).",
)
proves = "Both give the same matrix; one takes over 400 times the work of the other."
read = reading.each(reading.count)

solution = {
    "(AB)C, multiply-adds": 1000 * 2 * 1000 + 1000 * 1000 * 3,
    "(AB)C, entries in between": 1000 * 1000,
    "A(BC), multiply-adds": 2 * 1000 * 3 + 1000 * 2 * 3,
    "A(BC), entries in between": 2 * 3,
}


@right
def as_numbers():
    return {
        "(AB)C, multiply-adds": 5e6,
        "(AB)C, entries in between": 1e6,
        "A(BC), multiply-adds": 12_000,
        "A(BC), entries in between": 6.0,
    }


@right
def by_a_formula():
    def cost(m, n, k):
        return m * n * k

    return {
        "(AB)C, multiply-adds": cost(1000, 2, 1000) + cost(1000, 1000, 3),
        "(AB)C, entries in between": np.int64(1000) ** 2,
        "A(BC), multiply-adds": torch.tensor(cost(2, 1000, 3) + cost(1000, 2, 3)),
        "A(BC), entries in between": 6,
    }


@wrong
def associative_so_equal():
    """It looks as if both orders cost the same because they give the same matrix. The
    result is equal, the way to it is not: which matrix is formed first?"""
    return {"A(BC), multiply-adds": 5_000_000, "A(BC), entries in between": 1_000_000}


@wrong
def orders_exchanged():
    """The two orders have changed places. In (AB)C the brackets say that A B is formed first:
    which shape has it?"""
    return {
        "(AB)C, multiply-adds": 12_000,
        "(AB)C, entries in between": 6,
        "A(BC), multiply-adds": 5_000_000,
        "A(BC), entries in between": 1_000_000,
    }


@wrong
def first_product_only():
    """That is the cost of the first product. The second one has to be paid too."""
    return {"(AB)C, multiply-adds": 2_000_000, "A(BC), multiply-adds": 6000}


@wrong
def second_product_only():
    """That is the cost of the second product. The first one has to be paid too."""
    return {"(AB)C, multiply-adds": 3_000_000, "A(BC), multiply-adds": 6000}


@wrong
def entries_of_the_result():
    """3000 entries has the *result*, whichever way it is computed. In between stands A B, or
    B C: which shape has it?"""
    return {"(AB)C, entries in between": 3000, "A(BC), entries in between": 3000}


@wrong
def one_multiplication_an_entry():
    """It looks as if each entry of a product took one multiplication. It is a dot
    product: how many numbers meet in it?"""
    return {"(AB)C, multiply-adds": 1_003_000, "A(BC), multiply-adds": 3006}


@wrong
def counted_twice():
    """A multiplication and the addition that follows count as one multiply-add here."""
    return {"(AB)C, multiply-adds": 10_000_000, "A(BC), multiply-adds": 24_000}


@wrong
def multiplied_the_costs():
    """The two products are done one after the other: their costs add up, they do not
    multiply."""
    return {"(AB)C, multiply-adds": 6 * 10**12, "A(BC), multiply-adds": 36_000_000}


def proof() -> None:
    """Three loops that count; at a tenth of the long sizes a count falls by a hundred, or ten."""
    import itertools

    def counted_product(A, B):
        (m, n), k = (len(A), len(B)), len(B[0])
        C, count = [[0] * k for _ in range(m)], 0
        for i, j, h in itertools.product(range(m), range(k), range(n)):
            C[i][j] += A[i][h] * B[h][j]
            count += 1
        return C, count

    A, B, C = ([[1] * k for _ in range(m)] for m, k in ((100, 2), (2, 100), (100, 3)))
    AB, first = counted_product(A, B)
    left, second = counted_product(AB, C)
    BC, third = counted_product(B, C)
    right, fourth = counted_product(A, BC)
    assert left == right
    assert solution == {
        "(AB)C, multiply-adds": 100 * (first + second),
        "(AB)C, entries in between": 100 * len(AB) * len(AB[0]),
        "A(BC), multiply-adds": 10 * (third + fourth),
        "A(BC), entries in between": len(BC) * len(BC[0]),
    }
