"""The mean loss over all n rows, from what a quick validation tells.

It went through the rows in batches of b, the last with what was left, and
took the mean loss of each. quick is the mean of these means, and last is
the mean loss of the last batch alone; n and b are whole numbers above 0.
The result is one number. For quick 3, last 1, n = 5 and b = 4 it is 4.2:
four rows with a mean of 5, and one with 1.
"""

import math

from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, wrong, wrong_like

name = "mean_over_rows"
hints = (
    "How many batches are there, and how many rows has the last of them?",
    "quick times the number of batches is the sum of the means. Take the last away: each of the "
    "others stands for b rows.",
    "`(b * (batches * quick - last) + rest * last) / n`, with `batches = math.ceil(n / b)` and "
    "`rest = n - (batches - 1) * b`.",
)
proves = "A mean of means is right only if all batches are equally long; weights mend it."
read = reading.one_number


def solution(quick, last, n, b):
    batches = math.ceil(n / b)
    rest = n - (batches - 1) * b
    return (b * (batches * quick - last) + rest * last) / n


def inputs():
    def of_one_batch_alike(drawn):
        quick, last, n, b = drawn
        return (last if n <= b else quick), last, n, b

    losses = st.integers(1, 12).map(lambda k: k / 4)
    sizes = st.integers(1, 12), st.integers(1, 6)
    return st.tuples(losses, losses, *sizes).map(of_one_batch_alike)


def edge_cases():
    return [
        (3.0, 1.0, 5, 4),
        (2.0, 1.0, 8, 4),
        (2.0, 0.5, 7, 3),
        (1.5, 1.5, 3, 4),
        (2.0, 3.0, 4, 1),
        (8.0, 6.0, 5, 4),
        (0.05, 0.02, 5, 4),
    ]


@right
def weights_of_the_rows(quick, last, n, b):
    full, rest = divmod(n, b)
    if rest == 0:
        return quick
    others = quick * (full + 1) - last
    return (others * b + last * rest) / n


@right
def corrected(quick, last, n, b):
    batches = -(-n // b)
    missing = batches * b - n
    return (batches * b * quick - missing * last) / n


@right
def as_a_weighted_mean(quick, last, n, b):
    rest = n % b or b
    batches = (n + b - 1) // b
    if batches == 1:
        return last
    others = (batches * quick - last) / (batches - 1)
    return others * (1 - rest / n) + last * rest / n


@wrong
def the_quick_one(quick, last, n, b):
    """That is the quick mean itself. A short last batch counts in it as much as a full one: how
    many rows does it stand for?"""
    return quick


@wrong
def no_rest_is_an_empty_batch(quick, last, n, b):
    """Right, as long as a rest is left. Where b divides n, `n % b` is 0, and the last batch, which
    is full, was weighted with 0."""
    batches = math.ceil(n / b)
    return (b * (batches * quick - last) + n % b * last) / n


@wrong
def batches_rounded_down(quick, last, n, b):
    """n // b leaves out a short last batch, and n % b is 0 where the last one is full. Round n / b
    *up*; the last batch has what the ones before it leave."""
    batches = n // b
    return (b * (batches * quick - last) + n % b * last) / n


@wrong
def one_batch_too_many(quick, last, n, b):
    """n // b + 1 is right where a rest is left. Where b divides n it is one too many: round n / b
    *up*."""
    batches = n // b + 1
    rest = n - (batches - 1) * b
    return (b * (batches * quick - last) + rest * last) / n


@wrong
def quick_without_the_last(quick, last, n, b):
    """quick was taken for the mean of the batches *before* the last. The last one's mean is in it
    as well: how much is left without it?"""
    before = math.ceil(n / b) - 1
    return (quick * before * b + last * (n - before * b)) / n


@wrong_like(quick_without_the_last)
def quick_of_the_full_batches(quick, last, n, b):
    full = n // b
    return (quick * full * b + last * (n - full * b)) / n


@wrong
def last_counted_twice(quick, last, n, b):
    """The last batch is still among the others, as if it were full. Take it away before it comes
    back with its own weight."""
    batches = math.ceil(n / b)
    rest = n - (batches - 1) * b
    return (b * batches * quick + rest * last) / n


@wrong
def last_left_out(quick, last, n, b):
    """The rows of the last batch are missing: they are few, but they are there."""
    return b * (math.ceil(n / b) * quick - last) / n


@wrong
def all_batches_full(quick, last, n, b):
    """It looks as if every batch had b rows. The last has what is left."""
    return math.ceil(n / b) * quick * b / n


@wrong
def sum_for_mean(quick, last, n, b):
    """That is the *sum* over all rows. Divide it by n."""
    return solution(quick, last, n, b) * n


def proof() -> None:
    """Losses of rows are made up, and both means are taken of them."""
    from random import Random

    random = Random(0)
    for n in range(1, 13):
        for b in range(1, 7):
            losses = [random.randint(0, 20) / 4 for _ in range(n)]
            batches = [losses[k : k + b] for k in range(0, n, b)]
            means = [sum(batch) / len(batch) for batch in batches]
            found = solution(sum(means) / len(means), means[-1], n, b)
            assert math.isclose(found, sum(losses) / n, abs_tol=1e-9)
    assert examples(inputs())
