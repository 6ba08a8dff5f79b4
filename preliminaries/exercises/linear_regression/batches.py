"""Mini-batches for one epoch: a generator of pairs (rows of X, their y).

X is (n, p), y is (n,). Every row comes once, beside its own label, in an
order that is drawn anew in each call, at random from all orders of the n
rows. A pair has shapes (batch_size, p) and (batch_size,); the last may be
shorter, and none is empty. Each batch is made when it is asked for: no
copy of the whole of X is held.
"""

import itertools
import random
from collections.abc import Iterable

import numpy as np
import torch
from hypothesis import strategies as st
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.data import DataLoader, TensorDataset

from preliminaries.authoring import (
    Told,
    Unreadable,
    right,
    said,
    tensors,
    told,
    told_as,
    unlike_sizes,
    wrong,
)
from preliminaries.authoring.said import listed

hints = (
    "How can X and y be brought into one and the same new order, without touching either?",
    "Draw an order of the row *numbers*; each batch is X and y at the next few of them.",
    "`order = torch.randperm(len(X))`, and for `k in range(0, len(X), batch_size)` the rows "
    "`order[k : k + batch_size]` are yielded.",
)
proves = "Every row comes once an epoch, with its label, in a new order, a few at a time."
seconds = 6.0  # many epochs are looked at


def solution(X, y, batch_size):
    order = torch.randperm(len(X))
    for k in range(0, len(X), batch_size):
        rows = order[k : k + batch_size]
        yield X[rows], y[rows]


def inputs():
    tables = unlike_sizes(2, 1, 4).flatmap(lambda np: st.tuples(tensors(np), tensors(np[:1])))
    return st.tuples(tables, st.integers(1, 5)).map(lambda t: (*t[0], t[1]))


def _table(n: int, p: int = 2) -> tuple[torch.Tensor, torch.Tensor]:
    """A table whose rows tell which they are, and their labels."""
    return torch.arange(n * p * 1.0).reshape(n, p), 100 + torch.arange(n * 1.0)


def edge_cases():
    return [
        (*_table(4), 2),
        (*_table(5), 2),
        (*_table(5), 5),
        (*_table(3, 1), 7),
        (*_table(2, 3), 1),
        (*_table(36, 3), 3),
        (*_table(45, 4), 4),
        (*_table(40, 8), 3),
        (*_table(50, 2), 50),
    ]


_MANY = 20  # rows: in how few orders could they come by chance as they did before?
_EPOCHS = 20  # looked at where there are that many rows
# Of how far apart rows are in a random order, on average over all epochs, this part is missed by
# chance once in 10**15 times or less: it is 8 standard deviations below the mean for 36 rows.
_NEAR = 0.75


class _Gathered(TorchDispatchMode):
    """Counts how many rows of X are put into new memory, alone or beside their y."""

    def __init__(self, X: torch.Tensor) -> None:
        super().__init__()
        self.own = X.untyped_storage().data_ptr()
        self.widths = (X.shape[1],), (X.shape[1] + 1,)
        self.rows = 0

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        made = operation(*args, **(kwargs or {}))
        is_table = isinstance(made, torch.Tensor) and made.layout == torch.strided
        if is_table and made.is_floating_point() and made.shape[-1:] in self.widths:
            is_new = made.untyped_storage().data_ptr() != self.own
            self.rows += is_new * made.numel() // made.shape[-1]
        return made


def _epoch(answer, X, y, batch_size) -> tuple[list, bool]:
    """The batches of one epoch, and whether all of X was copied before the first one came."""
    with _Gathered(X) as gathered:
        found = answer(X, y, batch_size)
        if not isinstance(found, Iterable):
            raise Unreadable(said("A generator is asked for: let `yield` give one pair at a time."))
        batches = iter(found)
        first = list(itertools.islice(batches, 1))
    copied = gathered.rows >= len(X) or any(_is_cut_from_a_copy(batch, X) for batch in first)
    pairs = _pairs(itertools.chain(first, batches), X)
    return pairs, copied and len(X) >= max(_MANY, 2 * batch_size)


def _pairs(batches: Iterable, X: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """All batches, or as many as tell that there is no end."""
    return [_pair(batch) for batch in itertools.islice(batches, len(X) + 2)]


def _is_cut_from_a_copy(batch: object, X: torch.Tensor) -> bool:
    """Whether NumPy holds all of X a second time, and the batch is a view of that."""
    rows = batch[0] if isinstance(batch, (tuple, list)) and batch else None
    whole = rows.base if isinstance(rows, np.ndarray) else None
    is_large = isinstance(whole, np.ndarray) and whole.size >= X.numel()
    return is_large and not np.shares_memory(whole, X.numpy())


def _pair(batch: object) -> tuple[torch.Tensor, torch.Tensor]:
    """Both parts of a batch, as they were when it came."""
    if not isinstance(batch, (tuple, list)) or len(batch) != 2:
        raise Unreadable(said("Each batch is a pair: `yield X[rows], y[rows]`."))
    try:
        one, other = (torch.as_tensor(part).detach().clone() for part in batch)
    except (TypeError, ValueError, RuntimeError):
        raise Unreadable(said("Each batch is a pair of tensors, the rows and their y.")) from None
    return one, other


def observe(batches, X, y, batch_size):
    """What several epochs have in common, whatever their order."""
    first, copied = _epoch(batches, X, y, batch_size)
    shapes = [(tuple(one.shape), tuple(other.shape)) for one, other in first]
    facts = {
        "shapes of the batches": _in_words(shapes),
        "before the first batch": told("all of X is copied" if copied else "X is not copied"),
    }
    if len(X) < _MANY:
        return facts
    sizes = [min(batch_size, len(X) - k) for k in range(0, len(X), batch_size)]
    if shapes != [((n, X.shape[1]), (n,)) for n in sizes]:
        return facts | dict.fromkeys(_OF_THE_ROWS, told("not looked at"))
    epochs = [first, *(_pairs(batches(X, y, batch_size), X) for _ in range(_EPOCHS - 1))]
    orders = [_places(epoch, X) for epoch in epochs]
    places, labels = orders[0], torch.cat([other for _, other in first])
    own = [k is not None and bool(y[k] == label) for k, label in zip(places, labels)]
    missing = set(range(len(X))).difference(places)
    found = (
        told("yes" if all(own) else "no"),
        _not_every(places) if missing else told("yes"),
        _order(orders),
        told("the same once more" if len(set(map(tuple, orders))) < 4 else "another one"),
    )
    return facts | dict(zip(_OF_THE_ROWS, found))


_OF_THE_ROWS = (
    told("each row has its own y"),
    told("every row comes once"),
    told("order of the rows"),
    told("order in the next epoch"),
)


def _in_words(shapes: list[tuple]) -> Told:
    """The shapes of both parts of each batch."""
    if not shapes:
        return told("none at all")
    pairs = [said("{one} and {other}", one=str(one), other=str(other)) for one, other in shapes]
    return told_as(str(shapes), "{pairs}", pairs=listed(pairs))


def _places(epoch: list, X: torch.Tensor) -> list[int | None]:
    """Which row of X each one is."""
    rows = [row for one, _ in epoch for row in one.reshape(-1, one.shape[-1]).tolist()]
    numbers = {tuple(row): k for k, row in enumerate(X.tolist())}
    return [numbers.get(tuple(row)) for row in rows]


def _order(orders: list[list[int | None]]) -> Told:
    """What the orders of many epochs are like, by means that chance keeps near theirs."""
    n = len(orders[0])
    if all(places == list(range(n)) for places in orders):
        return told("that of the table")
    known = [[k for k in places if k is not None] for places in orders]
    steps = _nearness((abs(a - b) for p in known for a, b in itertools.pairwise(p)), n)
    moved = _nearness((abs(k - i) for p in known for i, k in enumerate(p)), n)
    if steps > 0.3 and moved < _NEAR:
        return told("rows stay near their places")
    return told("neighbours come together" if steps < _NEAR else "at random")


def _nearness(distances: Iterable[int], n: int) -> float:
    """The mean distance, as a part of that of two numbers below n drawn at random."""
    apart = list(distances)
    return sum(apart) / max(len(apart), 1) / (n / 3)


def _not_every(places: list[int | None]) -> Told:
    rows = [said("a strange one") if k is None else str(k) for k in places[:12]]
    return told_as("no", "no, the rows {rows}, … came", rows=listed(rows))


@right
def with_split(X, y, batch_size):
    for rows in torch.randperm(X.shape[0]).split(batch_size):
        yield X[rows], y[rows]


@right
def with_python_alone(X, y, batch_size):
    order = list(range(len(X)))
    random.shuffle(order)
    while order:
        rows, order = order[:batch_size], order[batch_size:]
        yield torch.stack([X[k] for k in rows]), torch.stack([y[k] for k in rows])


@right
def with_a_loader(X, y, batch_size):
    return DataLoader(TensorDataset(X, y), batch_size=batch_size, shuffle=True)


@right
def with_numpy(X, y, batch_size):
    order = np.random.default_rng().permutation(len(X))
    return ((X[i], y[i]) for i in map(list, np.split(order, range(batch_size, len(X), batch_size))))


def _with_orders(X, y, batch_size, of_x, of_y):
    """Batches of X and y, each in an order of its own."""
    for k in range(0, len(X), batch_size):
        yield X[of_x[k : k + batch_size]], y[of_y[k : k + batch_size]]


@wrong
def drops_the_rest(X, y, batch_size):
    """The last rows are lost where n is no multiple of the batch size. They are rows like any
    other: let the last batch be shorter. (`DataLoader` drops it with `drop_last=True` only.)"""
    order = torch.randperm(len(X))
    for k in range(len(X) // batch_size):
        rows = order[k * batch_size : (k + 1) * batch_size]
        yield X[rows], y[rows]


@wrong
def one_batch_too_many(X, y, batch_size):
    """Where n is a multiple of the batch size, an empty batch comes last: the mean over no rows is
    NaN. Stop when no rows are left."""
    order = torch.randperm(len(X))
    for k in range(len(X) // batch_size + 1):
        rows = order[k * batch_size : (k + 1) * batch_size]
        yield X[rows], y[rows]


@wrong
def short_batch_first(X, y, batch_size):
    """The short batch comes first. All are of batch_size rows but the last one."""
    order = torch.randperm(len(X))
    rest = len(X) % batch_size or min(batch_size, len(X))
    for k in (None, *range(rest, len(X), batch_size)):
        rows = order[:rest] if k is None else order[k : k + batch_size]
        yield X[rows], y[rows]


@wrong
def filled_up_from_the_start(X, y, batch_size):
    """The last batch was filled up with rows that had come already. Every row comes once an epoch:
    let the last batch be shorter."""
    order = torch.randperm(len(X))
    order = order.repeat(1 + batch_size)[: -(-len(X) // batch_size) * batch_size]
    for rows in order.split(batch_size):
        yield X[rows], y[rows]


@wrong
def x_and_y_shuffled_apart(X, y, batch_size):
    """X and y were shuffled apart, or one of them alone: a row stands beside the label of another
    one, and there is nothing left to learn. Draw *one* order, and use it for both."""
    return _with_orders(X, y, batch_size, torch.randperm(len(X)), torch.randperm(len(X)))


@wrong
def not_shuffled(X, y, batch_size):
    """The rows come in the order of the table, every time. A table may be sorted: draw a new order
    for each epoch."""
    rows = torch.arange(len(X))
    return _with_orders(X, y, batch_size, rows, rows)


@wrong
def same_order_every_epoch(X, y, batch_size):
    """The order is a random one, and every epoch has the same: so the same rows meet in a batch
    each time. Is a seed set in the function? Draw anew in each call."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(1))
    return _with_orders(X, y, batch_size, order, order)


@wrong
def shuffled_in_each_batch(X, y, batch_size):
    """The rows were shuffled within each batch alone: which rows meet is as in the table, and if
    it is sorted, each batch is unlike the rest. Draw *one* order of all rows, then cut it."""
    for rows in torch.arange(len(X)).split(batch_size):
        rows = rows[torch.randperm(len(rows))]
        yield X[rows], y[rows]


@wrong
def shuffled_in_parts(X, y, batch_size):
    """It looks as if parts of the table were shuffled, each by itself: a row stays near its place,
    and meets none of the other parts. Draw *one* order of all rows."""
    half = len(X) // 2
    order = torch.cat([torch.randperm(half), half + torch.randperm(len(X) - half)])
    return _with_orders(X, y, batch_size, order, order)


@wrong
def begins_at_a_random_row(X, y, batch_size):
    """It is the order of the table still, from another row on, or with a few rows moved: nearly
    all stand beside their neighbours. Every order should be as likely as any other:
    `torch.randperm` draws one."""
    order = torch.arange(len(X)).roll(int(torch.randint(len(X), ())))
    return _with_orders(X, y, batch_size, order, order)


@wrong
def holds_the_table_twice(X, y, batch_size):
    """Every batch is right. But all of X was copied before the first batch came, as `X[order]`
    does, or a list of all batches: for a large table there may be no room. Index with a *part* of
    the order, one batch at a time."""
    order = torch.randperm(len(X))
    return _with_orders(X[order], y[order], batch_size, *[torch.arange(len(X))] * 2)


@wrong
def drawn_with_replacement(X, y, batch_size):
    """It looks as if each batch was drawn by itself: some rows came twice, and others not at all.
    In an epoch every row comes once: draw *one* order, and cut it in pieces."""
    order = torch.randint(len(X), (len(X),))
    return _with_orders(X, y, batch_size, order, order)


@wrong
def only_the_batches_shuffled(X, y, batch_size):
    """The batches come in a random order, and in each of them stand neighbours of the table. If it
    is sorted, each batch is unlike the rest: shuffle the *rows*."""
    batches = list(torch.arange(len(X)).split(batch_size))
    full = len(batches) - 1
    for k in [*torch.randperm(full).tolist(), full]:
        yield X[batches[k]], y[batches[k]]


@wrong
def labels_as_a_column(X, y, batch_size):
    """The labels come as a column. Asked for is (batch_size,): a column minus the predictions
    would be a whole square."""
    for rows in torch.randperm(len(X)).split(batch_size):
        yield X[rows], y[rows].reshape(-1, 1)


@wrong
def number_of_batches_taken_for_their_size(X, y, batch_size):
    """It looks as if batch_size was the *number* of batches. It is how many rows each has."""
    for rows in torch.randperm(len(X)).tensor_split(batch_size):
        if len(rows):
            yield X[rows], y[rows]


@wrong
def one_batch_only(X, y, batch_size):
    """One batch came, and no more. Does a `return` stand in the loop? `yield` gives a pair and
    goes on; and the whole table is to come."""
    rows = torch.randperm(len(X))[:batch_size]
    return [(X[rows], y[rows])]


@wrong
def never_moves_on(X, y, batch_size):
    """The batches do not come to an end, and none is short: the first rows come again and again.
    Does the place where a batch begins grow, in each turn?"""
    order = torch.randperm(len(X))
    while True:
        yield X[order[:batch_size]], y[order[:batch_size]]


@wrong
def never_ends(X, y, batch_size):
    """The batches do not come to an end. One call is one epoch: after the last row it is over."""
    while True:
        yield from solution(X, y, batch_size)


def proof() -> None:
    """Counted: the row numbers of two epochs, of a table whose rows tell their numbers."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        for n, size in ((1, 1), (5, 2), (24, 8), (25, 4), (30, 40)):
            X, y = _table(n, 1)
            epochs = [list(solution(X, y, size)) for _ in range(2)]
            for batches in epochs:
                assert [len(b) for _, b in batches[:-1]] == [size] * (len(batches) - 1)
                assert 0 < len(batches[-1][1]) <= size
                assert all(torch.equal(a[:, 0] + 100, b) for a, b in batches)
                came = torch.cat([b for _, b in batches])
                assert sorted(came.tolist()) == y.tolist()
                assert n < 20 or came.tolist() != y.tolist()
            one, other = (torch.cat([b for _, b in batches]) for batches in epochs)
            assert n < 20 or not torch.equal(one, other)
