"""X with each column at mean 0 and standard deviation 1, wherever X lives.

The standard deviation is that of `X.std(dim=0)`. A constant column becomes
0, but for the rounding of its mean; also seven times 0.1, where that makes
a deviation. Any other gets deviation 1, however small its own was. X is
(m, n), m >= 2, float32 or float64; the result is (m, n), of floats of any
kind, on X's device. Tried are the CPU, a GPU if there is one, and `meta`,
where tensors have a shape and no values.
"""

import torch

from preliminaries.authoring import right, tensors, unlike_sizes, wrong, wrong_like

name = "standardise"
hints = (
    "Which axis has to disappear, so that one mean for each column remains?",
    "In a constant column the largest entry equals the smallest; put 0 there. What you make "
    "from X itself is on X's device already.",
    "`torch.where(X.amax(dim=0) == X.amin(dim=0), 0.0, …)`, with `(X - mean) / std` for `…`.",
)
proves = "Everything is made from X, so it runs wherever X lives, constant columns included."
tolerance = 1e-3  # seven times 1000.1 less their mean, in float32, is 6e-5


def solution(X):
    constant = X.amax(dim=0) == X.amin(dim=0)
    return torch.where(constant, 0.0, (X - X.mean(dim=0)) / X.std(dim=0))


def inputs():
    return unlike_sizes(2, 2, 6).flatmap(tensors).map(lambda X: (X,))


def edge_cases():
    X = torch.tensor([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    tenths = torch.full((3, 1), 0.1, dtype=torch.float64)
    small_and_large = torch.tensor([[0.001, 2000.0], [0.0026, 1000.0], [0.0018, 3000.0]])
    one_column = torch.tensor([[4.0], [2.0], [0.0]])
    square = torch.tensor([[1.0, 0.0], [3.0, 0.0]])
    devices = ["meta", "cuda"] if torch.cuda.is_available() else ["meta"]
    on_cpu = [X, tenths, small_and_large, one_column, square]
    on_cpu += [torch.full((7, 1), 0.1), torch.full((7, 1), 1000.1)]
    on_cpu += [torch.tensor([[4e-7], [5e-7], [7e-7]]), torch.tensor([[1e5], [1e5 + 1]])]
    on_cpu += [torch.tensor([[1e15], [1e15 + 2]], dtype=torch.float64)]
    return [*((X,) for X in on_cpu), *((X.to(device),) for device in devices)]


def _standardised(X, mean, std, constant=None):
    """With such means and deviations, and 0 in constant columns, for the wrong answers."""
    constant = X.amax(dim=0) == X.amin(dim=0) if constant is None else constant
    return (X - mean) / torch.where(constant, 1.0, std)


@right
def with_masked_fill(X):
    mean, std = X.mean(0, keepdim=True), X.std(0, keepdim=True)
    return (X - mean) / std.masked_fill(X.eq(X[0]).all(0, keepdim=True), 1)


@right
def divided_by_one(X):
    std = torch.where(X.amax(dim=0) > X.amin(dim=0), X.std(dim=0), 1.0)
    return (X - X.mean(dim=0)) / std


@right
def from_sums(X):
    n = X.shape[0]
    centred = X - X.sum(0) / n
    std = ((centred**2).sum(0) / (n - 1)).sqrt()
    return torch.where(X.max(0).values > X.min(0).values, centred / std, 0)


@right
def column_by_column(X):
    Z = torch.zeros_like(X)
    for j in range(X.shape[1]):
        x = X[:, j]
        Z[:, j] = (x - x.mean()) / x.std() * (x != x[0]).any()
    return Z.nan_to_num(0.0)


@wrong
def helper_left_on_the_cpu(X):
    """A tensor made with `torch.ones(…)` or `torch.zeros(…)` lands on the CPU, and tensors
    in one operation have to be on one device. Make it from X (`torch.ones_like`), or give
    it `device=X.device`."""
    std = X.std(dim=0)
    constant = X.amax(dim=0) == X.amin(dim=0)
    return (X - X.mean(dim=0)) / torch.where(constant, torch.ones(X.shape[1]), std)


@wrong
def helper_left_on_the_cpu_and_deviation_compared_with_zero(X):
    """Two things are to mend. A tensor made with `torch.ones(…)` or `torch.zeros(…)` lands on
    the CPU, wherever X is: give it `device=X.device`. And the computed deviation of a constant
    column is not always 0: ask whether its largest entry equals its smallest."""
    std = X.std(dim=0)
    return (X - X.mean(dim=0)) / torch.where(std == 0, torch.ones(X.shape[1]), std)


@wrong
def brought_to_the_cpu(X):
    """The numbers were fetched to the CPU (`.cpu()`, `.numpy()`). On `meta` there are none
    to fetch, and from a GPU the result would come back on the wrong device."""
    return solution(X.cpu())


@wrong
def mean_of_the_whole_matrix(X):
    """It looks as if one mean was taken over the whole matrix. Each column has its own:
    which axis should disappear?"""
    return (X - X.mean()) / X.std()


@wrong
def mean_of_the_whole_matrix_only(X):
    """Here one mean was subtracted from the whole matrix, and only the deviation is each
    column's own. Each column has its own mean, too: which axis should disappear?"""
    return _standardised(
        X, X.mean(), X.std(dim=0), constant=torch.zeros_like(X[0], dtype=torch.bool)
    )


@wrong
def deviation_compared_with_zero(X):
    """A constant column did not become 0: the computed mean of three times 0.1 is
    0.10000000000000002, so its deviation is tiny and not 0, and tiny by tiny is anything. Ask
    whether the largest entry of the column equals its smallest."""
    std = X.std(dim=0)
    return _standardised(X, X.mean(dim=0), std, constant=std == 0)


@wrong
def small_deviation_taken_for_zero(X):
    """Columns whose deviation is below some bound counted as constant for you. Wavelengths in
    metres differ by 1e-7, and 1000.1, rounded, by 6e-5: no bound on the deviation tells the two
    apart. Ask whether the largest entry of the column equals its smallest."""
    std = X.std(dim=0)
    return torch.where(std < 1e-6, 0.0, (X - X.mean(dim=0)) / std)


@wrong
def nearly_equal_taken_for_constant(X):
    """100000 and 100001 counted as equal for you, as they do for `isclose`, which allows for a
    difference in the fifth digit. Ask whether the largest entry *equals* the smallest."""
    constant = torch.isclose(X.amax(dim=0), X.amin(dim=0))
    return _standardised(X, X.mean(dim=0), X.std(dim=0), constant)


@wrong
def a_small_number_added(X):
    """A small number added to the deviation keeps a division from 0 / 0. But where rounding makes
    a deviation it leaves more than 0, or it shrinks what varies little. Ask whether the largest
    entry of the column equals its smallest."""
    return (X - X.mean(dim=0)) / (X.std(dim=0) + 1e-8)


def _added(number):
    return wrong_like(a_small_number_added)(lambda X: (X - X.mean(dim=0)) / (X.std(dim=0) + number))


added_1e_5, added_1e_6, added_1e_7, added_1e_9 = map(_added, (1e-5, 1e-6, 1e-7, 1e-9))


@wrong
def deviation_raised_to_a_bound(X):
    """No deviation stays below a bound of yours, 1e-8, say. But 1000.1, rounded, makes a deviation
    of 6e-5, and wavelengths in metres one of 1e-7: no bound tells the two apart. Ask whether the
    largest entry of the column equals its smallest."""
    return (X - X.mean(dim=0)) / X.std(dim=0).clamp(min=1e-8)


def _raised_to(bound):
    return wrong_like(deviation_raised_to_a_bound)(
        lambda X: (X - X.mean(dim=0)) / X.std(dim=0).clamp(min=bound)
    )


raised_to_1e_5, raised_to_1e_6, raised_to_1e_7 = map(_raised_to, (1e-5, 1e-6, 1e-7))


@wrong
def divided_by_m(X):
    """It looks as if the deviation was computed with m, the number of rows, in place of
    m − 1, as NumPy does and `correction=0`. That of `X.std(dim=0)` is asked for."""
    return _standardised(X, X.mean(dim=0), X.std(dim=0, unbiased=False))


@wrong
def only_centred(X):
    """The means are 0, but each column still has a spread of its own. Divide by it."""
    return X - X.mean(dim=0)


@wrong
def variance(X):
    """It looks as if the variance was divided by. The deviation is its square root, in the
    unit of the column."""
    return _standardised(X, X.mean(dim=0), X.var(dim=0))


@wrong
def divided_by_zero(X):
    """A constant column has standard deviation 0, and 0 / 0 is NaN, which then spreads
    through everything that is computed from it."""
    return (X - X.mean(dim=0)) / X.std(dim=0)


@wrong
def standardised_the_rows(X):
    """Here each *row* has mean 0. A row is a sample, a column is a feature; the features
    are what should be brought to one scale."""
    mean, constant = X.mean(dim=1, keepdim=True), X.amax(dim=1) == X.amin(dim=1)
    std = ((X - mean).square().sum(dim=1) / max(X.shape[1] - 1, 1)).sqrt()
    return (X - mean) / torch.where(constant, 1.0, std).reshape(-1, 1)


@wrong
def branched_on_values(X):
    """An `if` on the values of a tensor needs them in Python: on `meta` there are none,
    and on a GPU the program stops and waits for them. `torch.where` decides in place."""
    std = X.std(dim=0)
    for j in range(X.shape[1]):
        if X[:, j].max() == X[:, j].min():
            std[j] = 1
    return (X - X.mean(dim=0)) / std


@wrong
def branched_on_values_and_compared_with_zero(X):
    """Two things are to mend. An `if` on the values of a tensor needs them in Python, and on
    `meta` there are none: `torch.where` decides in place. And the computed deviation of a
    constant column is not always 0: ask whether its largest entry equals its smallest."""
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
