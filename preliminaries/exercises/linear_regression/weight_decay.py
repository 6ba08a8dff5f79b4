"""One update with weight decay: the new pair (w, b).

To the loss lam / 2 * ‖w‖² is added; the bias is not decayed. w is (p,), b
is (), and dw and db, of the same shapes, are the gradients of the loss
*without* the penalty, at w and b. lr is the learning rate. For w = [10.],
b = 1., dw = [2.], db = 3., lr = 0.1 and lam = 0.5 it is w = [9.3] and
b = 0.7.
"""

import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, sizes, wrong
from preliminaries.exercises.linear_regression._given import DOUBLE, floats
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "What is the gradient of lam / 2 · ‖w‖² by w? And by b?",
    "It is lam · w: the whole gradient by w is dw + lam · w, and that by b is db.",
    "`w - lr * (dw + lam * w)` and `b - lr * db`",
)
proves = "Each step makes the weights a little shorter, and then goes where the data want."
read = reading.pair("w", "b")


def solution(w, b, dw, db, lr, lam):
    return w - lr * (dw + lam * w), b - lr * db


def inputs():
    parts = sizes(2, 4).flatmap(lambda p: floats((p,), (), (p,), ()))
    rates = st.tuples(st.sampled_from([0.1, 0.25]), st.sampled_from([0.5, 2.0, 3.0]))
    return st.tuples(parts, rates).map(lambda t: (*t[0], *t[1]))


def edge_cases():
    w, b = torch.tensor([10.0]), torch.tensor(1.0)
    dw, db = torch.tensor([2.0]), torch.tensor(3.0)
    pair, slopes = torch.tensor([1.0, -2.0]), torch.tensor([0.5, 0.25])
    return [
        (w, b, dw, db, 0.1, 0.5),
        (w, b, dw, db, 0.1, 0.0),
        (w, b, torch.zeros(1), torch.tensor(0.0), 0.1, 0.5),  # decay alone
        (torch.zeros(1), b, dw, db, 0.1, 0.5),
        (pair, b, slopes, db, 0.5, 1.5),
        (pair / 100, b, slopes / 100, db, 0.1, 0.01),
        (*(part.to(DOUBLE) for part in (pair, b, slopes, db)), 0.2, 3.0),
    ]


@right
def shrunk_first(w, b, dw, db, lr, lam):
    return (1 - lr * lam) * w - lr * dw, b - lr * db


@right
def with_an_optimizer(w, b, dw, db, lr, lam):
    w, b = w.clone(), b.clone()
    w.grad, b.grad = dw, db
    groups = [{"params": [w], "weight_decay": lam}, {"params": [b]}]
    torch.optim.SGD(groups, lr=lr).step()
    return w, b


@right
def from_autograd(w, b, dw, db, lr, lam):
    w = w.clone().requires_grad_()
    (w @ dw + lam / 2 * (w**2).sum()).backward()
    return [w - lr * w.grad, b - lr * db]


@right
def with_numpy(w, b, dw, db, lr, lam):
    w, b, dw, db = (part.numpy() for part in (w, b, dw, db))
    return w - lr * dw - lr * lam * w, b - lr * db


@wrong
def sign_turned(w, b, dw, db, lr, lam):
    """The weights grow by the penalty, where they should shrink: its gradient, lam · w, is *added*
    to dw, and the whole is subtracted."""
    return w - lr * (dw - lam * w), b - lr * db


@wrong
def factor_two(w, b, dw, db, lr, lam):
    """The decay is twice as strong as it should be. The penalty has a half in front, which takes
    away the 2 of the square."""
    return w - lr * (dw + 2 * lam * w), b - lr * db


@wrong
def halved_once_more(w, b, dw, db, lr, lam):
    """The decay is half as strong as it should be. The 2 of the square has taken away the ½
    already: the gradient of lam / 2 · ‖w‖² is lam · w."""
    return w - lr * (dw + lam / 2 * w), b - lr * db


@wrong
def bias_decayed_too(w, b, dw, db, lr, lam):
    """w is right. The bias was decayed as well; the penalty holds only w. (A large bias says where
    the data lie, and is no sign of overfitting.)"""
    return solution(w, b, dw, db, lr, lam)[0], b - lr * (db + lam * b)


@wrong
def rate_forgotten_in_the_decay(w, b, dw, db, lr, lam):
    """The weights shrink by lam · w in one step. The penalty is a part of the loss, and the
    learning rate counts for its gradient too."""
    return w - lr * dw - lam * w, b - lr * db


@wrong
def decayed_after_the_step(w, b, dw, db, lr, lam):
    """It looks as if the new w was decayed, after its step. Both parts of the gradient belong to
    the point at which the step begins."""
    return (1 - lr * lam) * (w - lr * dw), b - lr * db


@wrong
def decay_forgotten(w, b, dw, db, lr, lam):
    """That is a plain step. What does the penalty add to the gradient by w?"""
    return w - lr * dw, b - lr * db


@wrong
def loss_forgotten(w, b, dw, db, lr, lam):
    """b is right. w decays, and pays no heed to the data: subtract lr · dw as well."""
    return (1 - lr * lam) * w, b - lr * db


@wrong
def bias_left_as_it_is(w, b, dw, db, lr, lam):
    """w is right. The bias is not decayed, but it takes its step: b - lr · db."""
    return solution(w, b, dw, db, lr, lam)[0], b


@wrong
def by_the_sign(w, b, dw, db, lr, lam):
    """It looks as if every weight shrinks by the same amount, lr · lam. That is the penalty lam
    times the sum of |w|; the square pulls each weight by its size."""
    return w - lr * (dw + lam * w.sign()), b - lr * db


@wrong
def norm_not_squared(w, b, dw, db, lr, lam):
    """It looks as if the penalty was the length ‖w‖. Its gradient has length 1 wherever w is; that
    of half the *square* is w itself."""
    length = torch.linalg.vector_norm(w)
    return w - lr * (dw + lam * w / length.clamp(min=1e-12)), b - lr * db


@wrong
def penalty_itself(w, b, dw, db, lr, lam):
    """It looks as if the penalty, one number, was subtracted from every weight. Its *gradient*
    belongs there."""
    return w - lr * (dw + lam / 2 * (w**2).sum()), b - lr * db


@wrong
def went_uphill(w, b, dw, db, lr, lam):
    """All went the wrong way: a step of descent goes *against* the gradient."""
    return solution(w, b, dw, db, -lr, lam)


def proof() -> None:
    """The slope of the whole loss is measured; the loss without the penalty is a plane here."""
    for w, b, dw, db, lr, lam in [*edge_cases(), *examples(inputs(), 10)]:
        w, b, dw, db = w.double(), b.double(), dw.double(), db.double()
        by_w = measured(lambda w, dw=dw, lam=lam: w @ dw + lam / 2 * (w**2).sum(), w)
        new_w, new_b = solution(w, b, dw, db, lr, lam)
        torch.testing.assert_close(new_w, w - lr * by_w, atol=1e-6, rtol=1e-6)
        torch.testing.assert_close(new_b, b - lr * db)
