"""The houses of a table are sorted by their prices. Stochastic gradient
descent goes through them in that order, every epoch. What is the matter?

"a": Nothing: every row comes once an epoch, in whatever order.
"b": The rows of a batch have nearly one price, and the last ones have the
last word: w and b run after each batch, and end where the dearest pull.
"c": The loss has another minimum: it depends on the order of the rows.
"d": An epoch takes longer: rows in random places are read faster.
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "What does the gradient of a batch of cheap houses say about b? And that of the dear ones?",
    "A batch should be a small picture of the whole table. What is a batch of neighbours a picture "
    "of?",
    "The mean loss over all rows is a sum: its minimum has nothing to do with their order. The "
    "path has.",
)
proves = "Shuffled, each batch is a small picture of the table, and none has the last word."
read = reading.choice("a", "b", "c", "d")

solution = "b"  # "a", "b", "c" or "d"


@right
def a_capital():
    return "B"


@right
def with_spaces():
    return " b "


@wrong
def order_does_not_matter():
    """Each row comes once, that is true, and for one step over *all* rows the order is nothing.
    But here w and b move after each batch, and the next gradient is taken where they are then: who
    comes last pulls last."""
    return "a"


@wrong
def another_minimum():
    """The loss over the table is a mean over its rows, the same in any order, and so is its
    minimum. What depends on the order is the path, and where it ends."""
    return "c"


@wrong
def speed_of_reading():
    """It is the other way round, if anything: neighbours in memory are read faster than rows in
    random places. One shuffles in spite of that; why?"""
    return "d"


def proof() -> None:
    """The same descent with rows sorted and shuffled, and how far from the best fit both end."""
    import torch

    g = torch.Generator().manual_seed(0)
    x = torch.randn(200, generator=g, dtype=torch.float64)
    y = 2 * x + 10 + torch.randn(200, generator=g, dtype=torch.float64)
    order = y.argsort()
    x, y = x[order], y[order]
    Z = torch.stack([x, torch.ones(200, dtype=torch.float64)], dim=1)
    best = torch.linalg.lstsq(Z, y).solution

    def end(shuffled):
        v = torch.zeros(2, dtype=torch.float64)
        for _ in range(30):
            rows = torch.randperm(200, generator=g) if shuffled else torch.arange(200)
            for part in rows.split(20):
                v = v - 0.3 * Z[part].T @ (Z[part] @ v - y[part]) / len(part)
        return v

    in_order, shuffled = end(False), end(True)
    true = {
        "a": torch.allclose(in_order, shuffled, atol=0.3),
        "b": in_order[1] > best[1] + 0.5 and abs(shuffled[1] - best[1]) < 0.5,
        "c": not torch.allclose(best, torch.linalg.lstsq(Z.flip(0), y.flip(0)).solution),
        "d": False,  # the time of reading is not what this is about
    }
    assert [letter for letter in true if true[letter]] == [solution]
