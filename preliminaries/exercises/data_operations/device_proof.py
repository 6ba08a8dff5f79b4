"""X with each column at mean 0 and standard deviation 1, wherever X lives.

The standard deviation is that of `X.std(dim=0)`; a constant column becomes
0. X is (m, n) with m >= 2, floating point; so is the result, on X's
device. It is tried on the CPU, on a GPU where there is one, and on
`meta`, where tensors have a shape and no values.
"""

import torch

from preliminaries.authoring import right, tensors, unlike_sizes, wrong

name = "standardise"
hints = (
    "Which axis has to disappear, so that one mean for each column remains?",
    "A constant column has standard deviation 0; divide by something else there. What you "
    "make from X itself is on X's device already.",
    "`std = X.std(dim=0)`, then divide by `torch.where(std == 0, 1.0, std)`.",
)
proves = "Everything is made from X, so it runs wherever X lives, constant columns included."
tolerance = 1e-4  # a small number added to every deviation, against 0 / 0, is common practice


def solution(X):
    std = X.std(dim=0)
    return (X - X.mean(dim=0)) / torch.where(std == 0, 1.0, std)


def inputs():
    return unlike_sizes(2, 2, 6).flatmap(tensors).map(lambda X: (X,))


def edge_cases():
    X = torch.tensor([[1.0, 5.0, 2.0], [3.0, 5.0, 4.0], [8.0, 5.0, 0.0], [0.0, 5.0, 2.0]])
    devices = ["meta", "cuda"] if torch.cuda.is_available() else ["meta"]
    return [(X,), (X.double(),), *((X.to(device),) for device in devices)]


@right
def with_masked_fill(X):
    mean, std = X.mean(0, keepdim=True), X.std(0, keepdim=True)
    return (X - mean) / std.masked_fill(std == 0, 1)


@right
def with_a_small_number_added(X):
    return (X - X.mean(dim=0)) / (X.std(dim=0) + 1e-6)


@right
def from_sums(X):
    n = X.shape[0]
    centred = X - X.sum(0) / n
    std = ((centred**2).sum(0) / (n - 1)).sqrt()
    return centred / (std + (std == 0))


@right
def column_by_column(X):
    Z = torch.zeros_like(X)
    for j in range(X.shape[1]):
        centred = X[:, j] - X[:, j].mean()
        Z[:, j] = centred / centred.std().clamp(min=1e-6)
    return Z


@wrong
def helper_left_on_the_cpu(X):
    """A tensor made with `torch.ones(…)` or `torch.zeros(…)` lands on the CPU, and tensors
    in one operation have to be on one device. Make it from X (`torch.ones_like`), or give
    it `device=X.device`."""
    std = X.std(dim=0)
    return (X - X.mean(dim=0)) / torch.where(std == 0, torch.ones(X.shape[1]), std)


@wrong
def brought_to_the_cpu(X):
    """The numbers were fetched to the CPU (`.cpu()`, `.numpy()`). On `meta` there are none
    to fetch, and from a GPU the result would come back on the wrong device."""
    X = X.cpu()
    std = X.std(dim=0)
    return (X - X.mean(dim=0)) / torch.where(std == 0, 1.0, std)


@wrong
def mean_of_the_whole_matrix(X):
    """It looks as if one mean was taken over the whole matrix. Each column has its own:
    which axis should disappear?"""
    std = X.std()
    return (X - X.mean()) / torch.where(std == 0, 1.0, std)


@wrong
def divided_by_zero(X):
    """A constant column has standard deviation 0, and 0 / 0 is NaN, which then spreads
    through everything that is computed from it."""
    return (X - X.mean(dim=0)) / X.std(dim=0)


@wrong
def standardised_the_rows(X):
    """Here each *row* has mean 0. A row is a sample, a column is a feature; the features
    are what should be brought to one scale."""
    std = X.std(dim=1, keepdim=True)
    return (X - X.mean(dim=1, keepdim=True)) / torch.where(std == 0, 1.0, std)


@wrong
def branched_on_values(X):
    """An `if` on the values of a tensor needs them in Python: on `meta` there are none,
    and on a GPU the program stops and waits for them. `torch.where` decides in place."""
    std = X.std(dim=0)
    if (std == 0).any():
        std[std == 0] = 1
    return (X - X.mean(dim=0)) / std


def proof() -> None:
    """Each column has mean 0 and deviation 1, a constant one is 0, and X's device is kept."""
    X = torch.rand(50, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    X[:, 2] = 5
    Z = solution(X)
    deviations = torch.tensor([1.0, 1.0, 0.0, 1.0], dtype=torch.float64)
    torch.testing.assert_close(Z.mean(dim=0), torch.zeros(4, dtype=torch.float64))
    torch.testing.assert_close(Z.std(dim=0), deviations)
    for (X,) in edge_cases():
        assert solution(X).device == X.device
