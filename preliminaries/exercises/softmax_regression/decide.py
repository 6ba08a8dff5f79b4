"""For each row the action with the least *expected* cost.

p is (n, K), rows of probabilities of the K classes; cost is (K, A):
cost[k, a] is what action a costs where class k is true. The result is a
tensor, (n,), whole numbers from 0 to A - 1. No two actions cost a row the
same. For p = [[0.9, 0.1]] and cost = [[0, 1], [20, 1]] it is [1]: action 0
costs 2 on average, action 1 costs 1.
"""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, sizes, tensors, wrong
from preliminaries.exercises.softmax_regression._given import probabilities

hints = (
    "What does one action cost on average, if class 0 is true with probability p[0], and so on?",
    "Σ over k of p[k] · cost[k, a] is one number for each action: a product of p with the costs.",
    "`(p @ cost).argmin(dim=1)`",
)
proves = "The most probable class is not always the decision: costs weigh in."
by_value = True


def solution(p, cost):
    return (p @ cost).argmin(dim=1)


def _is_clear(arguments):
    p, cost = arguments
    expected = (p @ cost).sort(dim=1).values
    return bool((expected[:, 1] - expected[:, 0] > 0.04).all())


def inputs():
    def of(shape):
        n, classes, actions = shape
        costs = tensors((classes, actions)).map(lambda cost: cost.abs() * 2)
        return st.tuples(probabilities(n, classes), costs)

    shapes = st.tuples(sizes(2, 3), sizes(2, 4), sizes(2, 4))
    return shapes.flatmap(of).filter(_is_clear)


def edge_cases():
    def case(p, cost):
        return torch.tensor(p), torch.tensor(cost)

    return [
        case([[0.9, 0.1], [0.99, 0.01]], [[0.0, 1.0], [20.0, 1.0]]),
        case(
            [[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]], [[0.0, 1.0, 5.0], [3.0, 0.0, 1.0], [9.0, 4.0, 0.0]]
        ),
        case([[0.95, 0.05]], [[0.0, 1.0], [30.0, 1.0]]),
        case([[0.6, 0.4], [0.2, 0.8]], [[0.0, 1.0], [1.0, 0.0]]),
        case([[0.9, 0.1]], [[0.0, 1.0], [20.0, 1.0]]),
        case([[0.4, 0.6], [0.55, 0.45]], [[0.0, 10.0, 3.0], [10.0, 0.0, 3.0]]),
    ]


@right
def by_an_einsum(p, cost):
    return torch.einsum("nk,ka->na", p, cost).min(dim=1).indices


@right
def with_numpy(p, cost):
    return np.argmin(p.numpy() @ cost.numpy(), axis=1)


@right
def in_loops(p, cost):
    chosen = []
    for row in p.tolist():
        expected = [sum(q * c for q, c in zip(row, column)) for column in cost.T.tolist()]
        chosen.append(expected.index(min(expected)))
    return torch.tensor(chosen)


@right
def by_broadcasting(p, cost):
    return torch.argmin((p[:, :, None] * cost).sum(dim=1), dim=-1)


@wrong
def most_probable_class(p, cost):
    """That is the most probable class: the costs play no role. A rare class that is dear to miss
    may decide."""
    return p.argmax(dim=1)


@wrong
def costs_transposed(p, cost):
    """The costs were read the other way round. The *classes* have the rows of cost, and p sums over
    the classes: `p @ cost`, and not its transpose."""
    return (p @ cost.T).argmin(dim=1)


@wrong
def dearest_action(p, cost):
    """That is the action with the *highest* expected cost."""
    return (p @ cost).argmax(dim=1)


@wrong
def costs_for_choices(p, cost):
    """Those are the expected costs themselves, for each action. The number of the cheapest is asked
    for."""
    return p @ cost


@wrong
def least_cost(p, cost):
    """That is how much the cheapest action costs. Its number is asked for."""
    return (p @ cost).min(dim=1).values


@wrong
def as_if_the_likely_were_true(p, cost):
    """It looks as if the most probable class were taken for true, and the action that is cheapest
    for it. The others may be true as well, with their costs."""
    return cost[p.argmax(dim=1)].argmin(dim=1)


@wrong
def worst_case(p, cost):
    """That is the action whose *worst* cost is least, whatever p is. The mean, weighted with the
    probabilities, is asked for."""
    return cost.amax(dim=0).argmin().expand(len(p)).clone()


@wrong
def mean_cost(p, cost):
    """That is the action with the least plain mean of its costs, as if all classes were alike. The
    probabilities are the weights."""
    return cost.mean(dim=0).argmin().expand(len(p)).clone()


@wrong
def down_the_samples(p, cost):
    """`argmin` went down the samples. Each *row* decides for itself, between the actions:
    `dim=1`."""
    return (p @ cost).argmin(dim=0)


def proof() -> None:
    """Whatever else a row would choose costs more."""
    for p, cost in [*edge_cases(), *examples(inputs())]:
        for row, chosen in zip(p.tolist(), solution(p, cost).tolist()):
            expected = [
                sum(q * cost[k, a].item() for k, q in enumerate(row)) for a in range(cost.shape[1])
            ]
            assert all(expected[chosen] < e for a, e in enumerate(expected) if a != chosen)
