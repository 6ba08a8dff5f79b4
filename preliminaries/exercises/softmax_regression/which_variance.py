"""The Hessian of the cross-entropy by the scores is a covariance matrix, with
p = softmax(scores). Of what?

"a": Of the scores: how far they lie from their mean.
"b": Of the entries of p: how far they lie from 1/K.
"c": Of the one-hot label, if the class is drawn with probabilities p.
"d": Of the class number, 0 to K - 1, if it is drawn with probabilities p.
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "It is (K, K), with a number for each pair of entries: which of the four are vectors that are "
    "drawn?",
    "An entry that is 1 with probability p[i], else 0, has the mean p[i]. What is its variance, "
    "and what goes with it when another entry is 1?",
    "Mean of y yᵀ, which is diag(p), minus the mean times itself, ppᵀ: y is the one-hot label.",
)
proves = (
    "The loss curves as much as the label is uncertain: most at even odds, and sure means flat."
)
read = reading.choice("a", "b", "c", "d")

solution = "c"  # "a", "b", "c" or "d"


@right
def a_capital():
    return "C"


@right
def in_a_list():
    return ["c"]


@wrong
def of_the_scores():
    """The scores of one sample are what they are: nothing is drawn. And scores of 0 and 0 have no
    spread, while the Hessian is [[¼, -¼], [-¼, ¼]]."""
    return "a"


@wrong
def of_the_entries_of_p():
    """For two equal classes the entries of p are ½ and ½, without any spread. The Hessian is
    largest there, and not 0."""
    return "b"


@wrong
def of_the_class_number():
    """A class number has one variance, *one* number, and it would change if the classes were
    numbered otherwise. Here every pair of classes has an entry."""
    return "d"


def proof() -> None:
    """Every label with its probability; what has the Hessian's shape and numbers is the answer."""
    import torch

    p = torch.softmax(torch.tensor([0.3, -1.0, 1.2], dtype=torch.float64), dim=0)
    numbers = torch.arange(3).double()

    def spread(values, weights):
        mean = (weights[:, None] * values).sum(dim=0)
        off = values - mean
        return (weights[:, None] * off).T @ off

    even = torch.full((3,), 1 / 3, dtype=torch.float64)
    found = {
        "a": spread(p.log()[:, None], even),
        "b": spread(p[:, None], even),
        "c": spread(torch.eye(3).double(), p),
        "d": spread(numbers[:, None], p),
    }
    hessian = torch.diag(p) - torch.outer(p, p)
    same = [
        letter
        for letter, variance in found.items()
        if variance.shape == hessian.shape and torch.allclose(variance, hessian)
    ]
    assert same == [solution]
