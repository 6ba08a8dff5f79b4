"""With more and more epochs the loss of the training rows still falls, while
the accuracy of the validation rows falls too. Why can that be?

"a": The learning rate has become too large for the weights.
"b": The weights fit what is peculiar to the training rows, too.
"c": The validation rows have changed the weights.
"d": Rounding errors have added up, an epoch for an epoch.
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "Who still gets better, and who does not? Which rows do the weights see?",
    "Some pixels are dark in a few training rows by chance. A weight on such a pixel helps there; "
    "does it help elsewhere?",
    "It is overfitting: the remedy is to stop early, a little weight decay, or more rows.",
)
proves = "Less loss on what was seen is not yet more knowledge: watch rows that were not."
read = reading.choice("a", "b", "c", "d")

solution = "b"  # "a", "b", "c" or "d"


@right
def a_capital():
    return "B"


@right
def in_a_tuple():
    return ("b",)


@wrong
def learning_rate():
    """A step that is too large makes the *training* loss jump about, or grow. Here it still
    falls."""
    return "a"


@wrong
def validation_trains():
    """Validation rows are looked at only: no gradient comes from them. If they did change the
    weights, their accuracy would rather rise."""
    return "c"


@wrong
def rounding():
    """Rounding is as bad for the rows of the training, whose loss still falls. And float32 has
    seven digits, after every update anew."""
    return "d"


def proof() -> None:
    """A small world in which it happens: labels by chance, more features than rows, float64."""
    from itertools import pairwise

    import torch
    from torch.nn import functional as F

    g = torch.Generator().manual_seed(0)
    X = torch.randn(60, 30, generator=g, dtype=torch.float64)
    y = (X[:, 0] + 1.5 * torch.randn(60, generator=g, dtype=torch.float64) > 0).long()
    W = torch.zeros(30, 2, dtype=torch.float64, requires_grad=True)
    train, held, losses, shares = slice(0, 30), slice(30, 60), [], []
    for _ in range(400):
        loss = F.cross_entropy(X[train] @ W, y[train])
        (slope,) = torch.autograd.grad(loss, W)
        with torch.no_grad():
            W -= 0.5 * slope
            shares.append(F.cross_entropy(X[held] @ W, y[held]).item())
        losses.append(loss.item())
    falls = all(later < earlier for earlier, later in pairwise(losses))
    turns = shares[-1] > min(shares) + 0.1
    true = {"a": not falls, "b": falls and turns, "c": False, "d": False}
    assert [letter for letter in true if true[letter]] == [solution]
