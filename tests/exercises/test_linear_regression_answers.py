"""Lecture 6: answers of people who have not seen how they are judged, and what they are told."""

import importlib
import itertools
import random
import statistics

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, RandomSampler, TensorDataset

from preliminaries import check
from preliminaries.course.exercises import find

DOUBLE = torch.float64


def belief(slug, answer):
    """The name of the wrong answer that is told, or ""."""
    torch.manual_seed(0)
    verdict, exercise = check(slug, answer), find(slug)
    assert not verdict.correct, repr(verdict)
    return next((name for name in exercise.wrong if exercise.told(name) == verdict.belief), "")


# Right answers of strangers


def with_ones(X):
    return torch.hstack((X, torch.ones((len(X), 1))))


def own_loop(X, w, b):
    predictions = torch.zeros(X.shape[0])
    for i in range(X.shape[0]):
        total = 0.0
        for j in range(X.shape[1]):
            total += X[i, j] * w[j]
        predictions[i] = total + b
    return predictions


def refused_by_dimensions(y_hat, y):
    if y_hat.dim() != y.dim() or y_hat.size(0) != y.size(0):
        raise ValueError("y_hat and y do not fit")
    return nn.MSELoss()(y_hat, y) * 0.5


def squeezed(y_hat, y):
    if len(y_hat) != len(y):
        raise ValueError("lengths")
    return ((y_hat.flatten() - y.flatten()) ** 2).sum() / len(y) * 0.5


def density_first(y_hat, y, sigma):
    p = torch.exp(-((y - y_hat).double() ** 2) / (2 * sigma**2)) / (sigma * (2 * torch.pi) ** 0.5)
    return -p.log().sum()


def with_a_penalty_in_the_limit(X, y):
    C, r = X - X.mean(0), y - y.mean()
    w = torch.linalg.solve(C.T @ C + 1e-9 * torch.eye(X.shape[1], dtype=DOUBLE), C.T @ r)
    return w, y.mean() - X.mean(0) @ w


def centred_ones(X, y):
    Z = torch.cat([X - X.mean(0), torch.ones(len(X), 1, dtype=DOUBLE)], dim=1)
    *w, b = (torch.linalg.pinv(Z) @ y).tolist()
    w = torch.tensor(w, dtype=DOUBLE)
    return w, b - X.mean(0) @ w


def by_repeated_products(X):
    H = X.double().T @ X.double() / len(X)
    power = H
    for _ in range(12):
        power = power @ power
        power = power / power.norm()
    v = power[:, power.norm(dim=0).argmax()]
    return (2 * (v @ v) / (v @ H @ v)).item()


def many_steps_to_the_steepest(X):
    H = X.T @ X / len(X)
    v = torch.ones(H.shape[0], dtype=X.dtype) + torch.rand(H.shape[0], dtype=X.dtype)
    for _ in range(3000):
        v = H @ v
        v = v / v.norm()
    return (2 / (v @ H @ v)).item()


def thousands_of_steps(X, y):
    m, label = X.mean(0), y.mean()
    A, w = X - m, torch.zeros(X.shape[1], dtype=X.dtype)
    slope = torch.linalg.matrix_norm(A, 2) ** 2
    for _ in range(2000 if slope else 0):
        w = w - A.T @ (A @ w - (y - label)) / slope
    return w, label - m @ w


def slices_of_what_was_shuffled_in_python(X, y, batch_size):
    numbers = list(range(len(y)))
    random.shuffle(numbers)
    for start in range(0, len(numbers), batch_size):
        chosen = torch.tensor(numbers[start : start + batch_size])
        yield torch.index_select(X, 0, chosen), torch.index_select(y, 0, chosen)


def by_argsort_of_noise(X, y, batch_size):
    order = torch.rand(len(X)).argsort()
    start = 0
    while start < len(X):
        yield X[order[start : start + batch_size]], y[order[start : start + batch_size]]
        start += batch_size


def through_an_iterator_class(X, y, batch_size):
    class Batches:
        def __init__(self):
            self.order, self.k = np.random.permutation(len(X)), 0

        def __iter__(self):
            return self

        def __next__(self):
            if self.k >= len(X):
                raise StopIteration
            rows = self.order[self.k : self.k + batch_size]
            self.k += batch_size
            return X[rows], y[rows]

    return Batches()


def loader_with_a_sampler(X, y, batch_size):
    rows = TensorDataset(X, y)
    yield from DataLoader(rows, batch_size, sampler=RandomSampler(rows))


def chunks(X, y, batch_size):
    return ([X[r], y[r]] for r in torch.split(torch.randperm(len(X)), batch_size))


def as_arrays(X, y, batch_size):
    X, y = X.numpy(), y.numpy()
    order = np.random.permutation(len(X))
    for k in range(0, len(X), batch_size):
        yield X[order[k : k + batch_size]], y[order[k : k + batch_size]]


@torch.no_grad()
def under_a_decorator(params, lr):
    for p in params:
        p.sub_(lr * p.grad)
        p.grad.fill_(0)


def with_set(params, lr):
    for param in params:
        param.data = param.data - lr * param.grad
        param.grad = None


def inference(params, lr):
    for p in params:
        with torch.no_grad():
            p[...] = p - lr * p.grad
    for p in params:
        p.grad.zero_()


def with_momentum(X, y, batch_size, lr, epochs):
    net = nn.Sequential(nn.Linear(X.shape[1], 1))
    optimiser = torch.optim.SGD(net.parameters(), lr=lr / 10, momentum=0.8)
    for _ in range(2 * epochs):
        for rows, labels in DataLoader(TensorDataset(X, y[:, None]), batch_size, shuffle=True):
            loss = functional.mse_loss(net(rows), labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return net[0].weight[0], net[0].bias[0]


def all_rows_each_step(X, y, batch_size, lr, epochs):
    w = torch.zeros(X.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(epochs * len(X) // batch_size):
        ((X @ w + b - y.reshape(-1, 1)) ** 2).mean().backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad = b.grad = None
    return w.detach().flatten(), b.item()


def unshuffled_float64(X, y, batch_size, lr, epochs):
    w, b = torch.randn(X.shape[1], dtype=DOUBLE) * 0.01, torch.zeros(1, dtype=DOUBLE)
    w.requires_grad_(True), b.requires_grad_(True)
    X, y = X.double(), y.double()
    for _ in range(epochs):
        for k in range(0, len(X), batch_size):
            y_hat = torch.matmul(X[k : k + batch_size], w) + b
            loss = (y_hat - y[k : k + batch_size]) ** 2 / 2
            loss.mean().backward()
            under_a_decorator([w, b], lr)
    return w, b


def two_modules(W1, b1, W2, b2):
    net = nn.Sequential(nn.Linear(*W1.T.shape), nn.Linear(*W2.T.shape)).to(W1.dtype)
    with torch.no_grad():
        for layer, W, b in ((net[0], W1, b1), (net[1], W2, b2)):
            layer.weight.copy_(W), layer.bias.copy_(b)
        b = net(torch.zeros(W1.shape[1], dtype=W1.dtype))
        return (net(torch.eye(W1.shape[1], dtype=W1.dtype)) - b).T, b


def in_other_words(w, b, dw, db, lr, lam):
    return w * (1 - lr * lam) - dw * lr, b.item() - lr * db.item()


def spread_by_n(X, sigma):
    return X.T @ X + torch.diag(torch.full((X.shape[1],), len(X) * sigma**2))


def with_einsum(W1, b1, W2, b2):
    W = torch.einsum("kh,hp->kp", W2, W1)
    return W, torch.einsum("kh,h->k", W2, b1).add(b2)


RIGHT = [
    ("linear-model", own_loop),
    ("linear-model", lambda X, w, b: torch.einsum("np,p->n", X, w) + b.item()),
    ("linear-model", lambda X, w, b: (X @ w[:, None] + b).squeeze(1)),
    ("linear-model", lambda X, w, b: with_ones(X) @ torch.cat([w, b[None]])),
    ("ones-column", lambda X, w, b: (with_ones(X), torch.cat((w, b.unsqueeze(0))))),
    ("column-or-vector", refused_by_dimensions),
    ("column-or-vector", squeezed),
    ("normal-noise", density_first),
    ("exact-fit", with_a_penalty_in_the_limit),
    ("exact-fit", centred_ones),
    ("largest-step", by_repeated_products),
    ("largest-step", many_steps_to_the_steepest),
    ("exact-fit", thousands_of_steps),
    ("largest-step", lambda X: 2 * len(X) / np.linalg.norm(X.numpy(), 2) ** 2),
    ("batches", slices_of_what_was_shuffled_in_python),
    ("batches", by_argsort_of_noise),
    ("batches", through_an_iterator_class),
    ("batches", loader_with_a_sampler),
    ("batches", chunks),
    ("batches", as_arrays),
    ("sgd-update", under_a_decorator),
    ("sgd-update", with_set),
    ("sgd-update", inference),
    ("train", with_momentum),
    ("train", all_rows_each_step),
    ("train", unshuffled_float64),
    ("two-layers-are-one", two_modules),
    ("two-layers-are-one", with_einsum),
    ("weight-decay", in_other_words),
    ("poisson-loss", nn.PoissonNLLLoss()),
    ("poisson-loss", lambda u, y: torch.mean(u.exp().sub(u.mul(y))).item()),
    ("noisy-features", spread_by_n),
    ("best-constant", {"sum of (x - b)**2": 6.0, "sum of |x - b|": np.float32(3),
                       "sum of |x - b|, without the 19": [2.0, 3.0]}),
    ("mean-or-sum", {key: torch.tensor(lr) for key, lr in find("mean-or-sum").solution.items()}),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "answer"), RIGHT)
def test_a_right_answer_is_accepted_whatever_it_is_made_of(slug, answer):
    verdict = check(slug, answer)
    assert verdict.correct, repr(verdict)


# Slips


def variance_for_deviation(y_hat, y, sigma):
    return -torch.distributions.Normal(y_hat, sigma**2).log_prob(y).sum()


def shortest_of_all(X, y):
    v = torch.linalg.pinv(with_ones(X)) @ y
    return v[:-1], v[-1]


def square_of_differences(y_hat, y):
    if y_hat.shape[0] != y.shape[0]:
        raise ValueError("unlike")
    return (y_hat - y).square().mean() / 2


def shuffled_in_place(X, y, batch_size):
    order = torch.randperm(len(X))
    X[:], y[:] = X[order], y[order]
    for k in range(0, len(X), batch_size):
        yield X[k : k + batch_size], y[k : k + batch_size]


def two_loaders(X, y, batch_size):
    return zip(*(DataLoader(part, batch_size, shuffle=True) for part in (X, y)), strict=True)


def seeded_inside(X, y, batch_size):
    torch.manual_seed(42)
    for rows in torch.randperm(len(X)).split(batch_size):
        yield X[rows], y[rows]


def each_half_by_itself(X, y, batch_size):
    n, h = len(X), len(X) // 2
    for rows in torch.cat((torch.randperm(h), h + torch.randperm(n - h))).split(batch_size):
        yield X[rows], y[rows]


def in_blocks(X, y, batch_size):
    for i in range(0, len(X), batch_size):
        rows = i + torch.randperm(min(batch_size, len(X) - i))
        yield X[rows], y[rows]


def in_order(X, y, batch_size, order):
    for i in range(0, len(X), batch_size):
        yield X[order[i : i + batch_size]], y[order[i : i + batch_size]]


def two_changed(X, y, batch_size):
    order = list(range(len(X)))
    i, j = random.sample(order, 2) if len(X) > 1 else (0, 0)
    order[i], order[j] = order[j], order[i]
    return in_order(X, y, batch_size, order)


def from_a_row_on(draw):
    def batches(X, y, batch_size):
        n, start = len(X), draw(len(X))
        return in_order(X, y, batch_size, [(start + j) % n for j in range(n)])

    return batches


def halves_in_any_order(X, y, batch_size):
    halves = [list(range(len(X) // 2)), list(range(len(X) // 2, len(X)))]
    for part in (*halves, halves):
        random.shuffle(part)
    return in_order(X, y, batch_size, halves[0] + halves[1])


def never_grows(X, y, batch_size):
    i, order = 0, torch.randperm(len(X))
    while i < len(X):
        yield X[order[i : i + batch_size]], y[order[i : i + batch_size]]


def loader_that_drops(X, y, batch_size):
    return DataLoader(TensorDataset(X, y), batch_size, shuffle=True, drop_last=True)


def loader_unshuffled(X, y, batch_size):
    return DataLoader(TensorDataset(X, y), batch_size)


def copied_by_stacking(X, y, batch_size):
    rows = list(zip(X.clone(), y, strict=True))
    random.shuffle(rows)
    for k in range(0, len(rows), batch_size):
        part = rows[k : k + batch_size]
        yield torch.stack([x for x, _ in part]), torch.stack([t for _, t in part])


def optimizer_forgets_to_zero(params, lr):
    torch.optim.SGD(params, lr=lr).step()


def rebound_in_the_list(params, lr):
    for i, p in enumerate(params):
        params[i] = (p - lr * p.grad).requires_grad_()


def standardised_units(X, y):
    m, s = X.mean(0), X.std(0, unbiased=False)
    s[~(s > 0)] = 1
    w = torch.linalg.pinv((X - m) / s) @ (y - y.mean()) / s
    return w, y.mean() - m @ w


def only_the_predictions_flattened(y_hat, y):
    if len(y_hat) != len(y):
        raise ValueError("rows")
    if y_hat.ndim == 2:
        y_hat = y_hat[:, 0]
    return ((y_hat - y) ** 2).mean() / 2


def no_half(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("shapes")
    return functional.mse_loss(y_hat, y)


def added_up(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("shapes")
    return functional.mse_loss(y_hat, y, reduction="sum") / 2


def predicted(slug, *values):
    """The solution's dict with these in the places of its values; None keeps one."""
    pairs = zip(find(slug).solution.items(), values, strict=True)
    return {key: right if value is None else value for (key, right), value in pairs}


def zeroed_in_between(X, y, batch_size, lr, epochs):
    net = nn.Linear(X.shape[1], 1)
    nn.init.normal_(net.weight, 0, 0.01)
    nn.init.zeros_(net.bias)
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows, labels in DataLoader(TensorDataset(X, y), batch_size, shuffle=True):
            functional.mse_loss(net(rows)[:, 0], labels).backward()
            optimiser.zero_grad()
            optimiser.step()
    return net.weight.detach()[0], net.bias.detach()


def zeroed_once_an_epoch(X, y, batch_size, lr, epochs):
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(epochs):
        w.grad = b.grad = None
        for rows in torch.randperm(len(X)).split(batch_size):
            ((X[rows] @ w + b - y[rows]) ** 2).mean().backward()
            w.data -= lr * w.grad
            b.data -= lr * b.grad
    return w.detach(), b.detach()


def by_hand(X, y, batch_size, lr, epochs, mean=True, apart=False):
    w, b = torch.zeros(X.shape[1]), torch.tensor(0.0)
    for _ in range(epochs):
        y = y[torch.randperm(len(y))] if apart else y
        for k in torch.randperm(len(y)).split(batch_size):
            e = (X[k] @ w + b - y[k]) / (len(k) if mean else 1)
            w, b = w - lr * X[k].T @ e, b - lr * e.sum()
    return w, b


def sum_of_the_squares(*given):
    return by_hand(*given, mean=False)


def shuffled_apart(*given):
    return by_hand(*given, apart=True)


def standardised_in_place(X, y, *others):
    X -= X.mean(0)
    X /= X.std(0)
    return by_hand(X, y, *others)


def standardised_in_a_copy(X, y, *others):
    return standardised_in_place(X.clone(), y, *others)


def labels_centred_in_place(X, y, *others):
    y -= y.mean()
    return by_hand(X, y, *others)


def doubled_in_place(X, y, *others):
    X *= 2
    return by_hand(X, y, others[0], others[1] / 4, others[2])


def bias_from_the_labels(X, y, *others):
    w, _ = by_hand(X, y - y.mean(), *others)
    return w, y.mean()


def after_the_batches(X, y, batch_size, lr, epochs):
    w = torch.zeros(X.shape[1], requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            loss = ((X[rows] @ w + b - y[rows]) ** 2).mean() / 2
        loss.backward()
        under_a_decorator([w, b], lr)
    return w, b


def a_rate_of_ones_own(X, y, batch_size, lr, epochs):
    return by_hand(X, y, batch_size, 0.03, epochs)


def literal_density(y_hat, y, sigma):
    p = torch.exp(-((y - y_hat) ** 2) / (2 * sigma**2)) / (sigma * (2 * np.pi) ** 0.5)
    return -p.log().sum()


def returned_in_the_loop(X, y, batch_size, lr, epochs):
    w, b = torch.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            r = X[rows] @ w + b - y[rows]
            w, b = w - lr * X[rows].T @ r / len(rows), b - lr * r.mean()
        return w, b


def broadcast_in_the_loop(X, y, batch_size, lr, epochs):
    net = nn.Linear(X.shape[1], 1)
    nn.init.zeros_(net.weight)
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            ((net(X[rows]) - y[rows]) ** 2).mean().backward()
            optimiser.step()
            optimiser.zero_grad()
    return net.weight.detach()[0], net.bias.detach()


@pytest.mark.parametrize(
    ("slug", "answer", "told"),
    [
        ("column-or-vector", square_of_differences, "only_the_lengths_compared"),
        ("batches", each_half_by_itself, "shuffled_in_parts"),
        ("batches", in_blocks, "shuffled_in_each_batch"),
        ("batches", two_changed, "begins_at_a_random_row"),
        ("batches", from_a_row_on(random.randrange), "begins_at_a_random_row"),
        ("batches", from_a_row_on(random.SystemRandom().randrange), "begins_at_a_random_row"),
        ("batches", from_a_row_on(lambda n: int(torch.randint(n, ()))), "begins_at_a_random_row"),
        ("batches", never_grows, "never_moves_on"),
        ("batches", seeded_inside, "same_order_every_epoch"),
        ("batches", loader_that_drops, "drops_the_rest"),
        ("batches", loader_unshuffled, "not_shuffled"),
        ("batches", copied_by_stacking, "holds_the_table_twice"),
        ("sgd-update", optimizer_forgets_to_zero, "gradients_not_zeroed"),
        ("train", zeroed_in_between, "zeroed_before_the_step"),
        ("train", zeroed_once_an_epoch, "never_zeroed"),
        ("train", returned_in_the_loop, "one_batch_only"),
        ("train", after_the_batches, "one_batch_only"),
        ("train", a_rate_of_ones_own, "one_batch_only"),
        ("train", sum_of_the_squares, "sum_for_mean"),
        ("train", shuffled_apart, "rows_and_labels_apart"),
        ("train", broadcast_in_the_loop, "rows_and_labels_apart"),
        ("train", standardised_in_place, "never_scaled_back"),
        ("train", standardised_in_a_copy, "never_scaled_back"),
        ("train", labels_centred_in_place, "mean_never_added_back"),
        ("train", bias_from_the_labels, "mean_of_y_for_b"),
        ("normal-noise", literal_density, "density_too_small_for_a_float"),
        ("normal-noise", lambda *given: -literal_density(*given).neg().exp().log(),
         "density_too_small_for_a_float"),
        ("normal-noise", variance_for_deviation, "squared_once_more"),
        ("poisson-loss", nn.PoissonNLLLoss(log_input=False), "rate_for_its_logarithm"),
        ("largest-step", lambda X: 2 / np.linalg.eigvalsh(X.T @ X).max(), "n_forgotten"),
        ("exact-fit", shortest_of_all, "bias_counted_as_well"),
        ("exact-fit", standardised_units, "shortest_in_other_units"),
        ("sgd-update", rebound_in_the_list, "put_others_into_the_list"),
        ("column-or-vector", only_the_predictions_flattened, "one_of_two_made_a_vector"),
        ("column-or-vector", no_half, "half_forgotten"),
        ("column-or-vector", added_up, "sum_for_mean"),
        ("poisson-loss", lambda u, y: -(y * u).sum() / len(y), "rate_left_out"),
        ("poisson-loss", lambda u, y: functional.mse_loss(u.exp(), y) / 2,
         "squared_error_of_the_logarithm"),
    ],
)  # fmt: skip
def test_a_mistake_of_ones_own_is_told_for_what_it_is(slug, answer, told):
    assert belief(slug, answer) == told


@pytest.mark.parametrize(
    ("slug", "values", "told"),
    [
        ("best-constant", (6, 6, 2.75), "mean_for_all"),
        ("best-constant", (6, 3, (2.5, 2.5)), "one_of_many"),
        ("learning-rates", (None, None, "creeps", None, None), "below_one_comes_from_one_side"),
        ("learning-rates", (None, None, "swings", "zigzags", None), "zigzags_and_swings_exchanged"),
        ("learning-rates", (None, "swings", *["runs away"] * 3), "jumps_too_soon"),
        ("learning-rates", (None, "zigzags", None, None, None), "jumps_too_soon"),
        ("how-many-updates", (94, None, None, None, 1), "batches_run_on_over_the_epochs"),
        ("mean-or-sum", (1 / 32, 2, 1 / 16, 1, 1 / 64), "factors_for_rates"),
    ],
)
def test_a_slip_in_a_prediction_is_told_for_what_it_is(slug, values, told):
    assert belief(slug, predicted(slug, *values)) == told


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("batches", halves_in_any_order),
        ("batches", shuffled_in_place),
        ("batches", two_loaders),
        ("batches", lambda X, y, batch_size: None),
        ("batches", lambda X, y, batch_size: 3),
        ("batches", lambda X, y, batch_size: [X, y]),
        ("train", lambda *given: None),
        ("train", lambda *given: ("w", "b")),
        ("train", lambda *given: (float("nan"), float("nan"))),
        ("sgd-update", lambda params, lr: params.clear()),
    ],
)
def test_what_is_wrong_is_rejected(slug, answer):
    verdict = check(slug, answer)
    assert not verdict.correct


def test_the_order_of_the_rows_is_judged_far_from_chance():
    batches = importlib.import_module(find("batches").solution.__module__)
    drawn = random.Random(0)
    for n in (36, 50):  # the fewest rows whose order is looked at, and the most
        tries = [[drawn.sample(range(n), n) for _ in range(20)] for _ in range(200)]
        for distances in (
            lambda p: [abs(a - b) for a, b in itertools.pairwise(p)],
            lambda p: [abs(k - i) for i, k in enumerate(p)],
        ):
            found = [batches._nearness(itertools.chain(*map(distances, o)), n) for o in tries]
            # a sum of many small parts, near a normal one: 7 deviations are once in 10**12
            assert statistics.mean(found) - 7 * statistics.stdev(found) > batches._NEAR


def test_a_shuffle_in_place_is_told_as_an_edit():
    assert "`X`" in repr(check("batches", shuffled_in_place))


@pytest.mark.parametrize(
    ("answer", "name"),
    [(standardised_in_place, "X"), (labels_centred_in_place, "y"), (doubled_in_place, "X")],
)
def test_training_on_what_was_changed_in_place_is_not_told_to_be_right(answer, name):
    told = repr(check("train", answer))
    assert "The result is right" not in told
    assert f"your function changed its argument `{name}`" in " ".join(told.split())


def test_the_praise_of_training_is_true_of_an_answer_without_a_loop():
    def without_a_loop(X, y, *others):
        v = torch.linalg.lstsq(with_ones(X), y).solution
        return v[:-1], v[-1]

    verdict = check("train", without_a_loop)
    assert verdict.correct and "loop" not in repr(verdict)


def test_a_column_beside_a_vector_may_be_aligned_or_refused():
    y_hat, y = torch.tensor([[1.0], [2.0]]), torch.tensor([1.0, 2.0])
    assert find("column-or-vector").solution(y_hat, y) == 0
    with pytest.raises(ValueError):
        find("column-or-vector").right["refuses_unlike_shapes"](y_hat, y)


@pytest.mark.parametrize("seed", range(3))
def test_training_does_not_depend_on_luck(seed):
    train = find("train")
    torch.manual_seed(seed)
    for given in train.edge_cases():
        for answer, word in (
            (train.solution, "yes"),
            (train.wrong["never_zeroed"], "no, by gradients that were never zeroed"),
            (train.wrong["went_uphill"], "no, far away"),
            (train.wrong["one_batch_only"], "no"),
        ):
            assert train.observe(answer, *given)["w and b are found"] == word
