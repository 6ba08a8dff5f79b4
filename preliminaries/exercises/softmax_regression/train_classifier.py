"""A classifier, trained on X and y.

X is (n, p), floats from 0 to 1; y is (n,), class numbers (int64) from 0 to
classes - 1. The result is what is trained, a function or a module: called
with other rows, (m, p), it gives their scores, (m, classes).

It is tried on the digits (n = 1437, p = 64, 10 classes) and on four small
tables of points. Of rows that it has not seen, the largest score has to
stand at the label in 93 of 100. There are 30 seconds for all five.
"""

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from preliminaries.authoring import Unreadable, describe, right, said, watching, wrong, wrong_like
from preliminaries.exercises.softmax_regression._problems import problems, share_right

hints = (
    "What is done for every batch, and how often is each row looked at? Which four lines did the "
    "loop of this lecture have?",
    "Scores, loss, gradients, a step; thirty epochs of batches of 64 are enough with a learning "
    "rate of 0.5. `nn.Linear` has the weights and biases.",
    "`optimizer.zero_grad()`, `F.cross_entropy(model(X_batch), y_batch).backward()`, "
    "`optimizer.step()`; at the end `return model`.",
)
proves = "Scores, loss, gradients, a step, many times over: that is how a classifier is trained."
seconds = 30.0
watch = watching.seeded


def solution(X, y, classes):
    model = nn.Linear(X.shape[1], classes)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    batches = DataLoader(TensorDataset(X, y), batch_size=64, shuffle=True)
    for _ in range(30):
        for X_batch, y_batch in batches:
            optimizer.zero_grad()
            F.cross_entropy(model(X_batch), y_batch).backward()
            optimizer.step()
    return model


def edge_cases():
    return [problem.arguments() for problem in problems().values()]


def observe(answer, X, y, classes):
    """The shape of the scores of rows held out, and how many of them are right."""
    problem = problems()[tuple(X.shape)]
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
        scores = model(problem.X_held_out.clone())
    scores = torch.as_tensor(scores).detach().cpu()
    facts = {"the shape of the scores of 2 rows": (2, *scores.shape[1:])}
    if scores.shape == (len(problem.y_held_out), classes):
        found = share_right(scores, problem.y_held_out, classes)
    else:
        facts = {"the shape of the scores of 2 rows": tuple(scores.shape)}
        found = "cannot be told"
    return facts | {"rows held out that are classified right": found}
