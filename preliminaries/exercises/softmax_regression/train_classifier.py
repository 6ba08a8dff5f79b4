"""A classifier of digits, trained on X and y.

X is (n, 64), pixels from 0 to 1 in float32; y is (n,), class numbers
(int64) from 0 to classes - 1. The result is what is trained, a function or
a module: called with other rows, (m, 64), it gives scores, (m, classes).
(What was trained in float64 is given its rows in float64.)

It is called with four fifths of all digits (n = 1438, 10 classes), and
with as much of the digits below 2, 3, 4 and 6 alone. Each time, in the
other fifth, drawn at random, 93 of 100 rows or more must have their
largest score at the label. There are 30 seconds for all five.
"""

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from preliminaries.authoring import Unreadable, describe, right, said, told, watching, wrong
from preliminaries.exercises.softmax_regression._problems import problems, share_right

hints = (
    "What is done for every batch, and how often is each row looked at? Which four lines did the "
    "loop of this lecture have?",
    "Scores, loss, gradients, a step; twenty epochs of batches of 50 are more than enough with a "
    "learning rate of 0.5. `nn.Linear` has the weights and biases.",
    "`optimizer.zero_grad()`, `F.cross_entropy(model(X[rows]), y[rows]).backward()`, "
    "`optimizer.step()`; at the end `return model`.",
)
proves = "Scores, loss, gradients, a step, many times over: that is how a classifier is trained."
seconds = 30.0
watch = watching.seeded


def solution(X, y, classes):
    model = nn.Linear(X.shape[1], classes)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    for _ in range(5):
        for rows in torch.randperm(len(X)).split(50):
            optimizer.zero_grad()
            F.cross_entropy(model(X[rows]), y[rows]).backward()
            optimizer.step()
    return model


def edge_cases():
    return [problem.arguments() for problem in problems().values()]


def _scores(model, rows):
    """The scores of rows, in float64 where that is what the model was trained in."""
    try:
        return model(rows)
    except RuntimeError as error:
        if "dtype" not in str(error):
            raise
    return model(rows.double())


def observe(answer, X, y, classes):
    """The shape of the scores of rows held out, and how many of them are right."""
    problem = problems()[classes]
    model = answer(X, y, classes)
    if model is ...:
        return model
    if not callable(model):
        raise Unreadable(
            said(
                "The result is what is trained, to be called with rows: `return model`, or a "
                "function of X. This is {given}.",
                given=describe(model),
            )
        )
    with torch.no_grad():
        scores = _scores(model, problem.X_held_out.clone())
    scores = torch.as_tensor(scores).detach().cpu()
    rows, found = len(problem.y_held_out), told("cannot be told")
    if scores.shape == (rows, classes):
        found = share_right(scores, problem.y_held_out, classes)
    return {
        told("the shape of the scores of {rows} rows", rows=rows): tuple(scores.shape),
        "rows held out that are classified right": found,
    }


@right
def by_hand(X, y, classes):
    W = torch.zeros(X.shape[1], classes, requires_grad=True)
    b = torch.zeros(classes, requires_grad=True)
    for _ in range(8):
        for rows in torch.randperm(len(X)).split(100):
            loss = F.cross_entropy(X[rows] @ W + b, y[rows])
            slopes = torch.autograd.grad(loss, (W, b))
            with torch.no_grad():
                W -= slopes[0]
                b -= slopes[1]
    return lambda X: X @ W + b


@right
def with_a_loader(X, y, classes):
    model = nn.Sequential(nn.Linear(X.shape[1], classes), nn.LogSoftmax(dim=1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(3):
        for X_batch, y_batch in DataLoader(TensorDataset(X, y), batch_size=64, shuffle=True):
            loss = F.nll_loss(model(X_batch), y_batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


@right
def all_rows_at_once_by_the_formula(X, y, classes):
    W, Y = torch.zeros(X.shape[1], classes), F.one_hot(y, classes).float()
    for _ in range(60):
        p = torch.softmax(X @ W, dim=1)
        W -= 2 * X.T @ (p - Y) / len(X)
    return lambda rows: rows @ W


@wrong
def the_same_scores_for_every_row(X, y, classes):
    """Every row has the same scores, whatever its pixels are. Does a step change what the scores
    are computed from, and are they computed from the rows? (Steps far too large can also leave a
    layer that gives 0 for every row.)"""
    model = nn.Linear(X.shape[1], classes)
    nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    return model


@wrong
def nothing_learned(X, y, classes):
    """Other rows are classified no better than by a guess. Does each step change what the scores
    are computed from, by enough, and *against* the gradient? Do a batch's labels belong to its
    rows? Is done to other rows what was done to X?"""
    return lambda rows: F.one_hot(torch.arange(len(rows)) % classes, classes).float()


@wrong
def the_wrong_way_round(X, y, classes):
    """Worse than a guess: something was learned, the wrong way round. Do the steps go against the
    gradient, `-=`? Is a class's score *large* where it fits, and are the labels those of y?"""
    W, Y = torch.zeros(X.shape[1], classes), F.one_hot(y, classes).float()
    for _ in range(10):
        W += X.T @ (torch.softmax(X @ W, dim=1) - Y) / len(X)
    return lambda rows: rows @ W


@wrong
def always_ten_classes(X, y, classes):
    """There are ten scores a row, whatever `classes` is. That is right for all ten digits; of the
    digits below 2, say, two are asked for: take their number from `classes`."""
    return all_rows_at_once_by_the_formula(X, y, 10)


@wrong
def scores_of_the_training_rows(X, y, classes):
    """Those are as many scores as X has rows: the ones that it was trained on. Which rows is your
    function called with?"""
    model = all_rows_at_once_by_the_formula(X, y, classes)
    return lambda rows: model(X)


@wrong
def classes_for_scores(X, y, classes):
    """What is trained gives class numbers, one a row. The scores are asked for, one for each class:
    leave out the `argmax`."""
    model = all_rows_at_once_by_the_formula(X, y, classes)
    return lambda rows: model(rows).argmax(dim=1)


@wrong
def scores_transposed(X, y, classes):
    """The scores stand the wrong way round: rows are samples, (m, classes)."""
    model = all_rows_at_once_by_the_formula(X, y, classes)
    return lambda rows: model(rows).T


def proof() -> None:
    """The weights found have learned: a loss far below log K, of rows never seen."""
    import math

    for problem in problems().values():
        torch.manual_seed(0)
        model = solution(*problem.arguments())
        with torch.no_grad():
            loss = F.cross_entropy(model(problem.X_held_out), problem.y_held_out).item()
        assert loss < math.log(problem.classes) / 3
