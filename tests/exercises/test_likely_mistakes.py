"""Mistakes that many make, written as they would write them, and the reason that they are told."""

import math

import numpy as np
import pandas as pd
import pytest
import torch
from torch.nn import functional

from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.exercises.automatic_differentiation import _nodes


def training(factor=1.0, more=0, once=False, retain=None):
    """A loop over the steps by somebody who switches W1 off and goes wrong somewhere else."""

    def train_second(W1, W2, X, Y, lr, steps):
        W1.requires_grad_(False)
        loss = None
        for _ in range(steps + more):
            W2.grad = None
            if loss is None or not once:
                loss = factor * torch.nn.functional.mse_loss(torch.relu(X @ W1) @ W2, Y)
            loss.backward(retain_graph=retain)
            W2.data.sub_(lr * W2.grad)
        return W2

    return train_second


def gradient_kept(W1, W2, X, Y, lr, steps):
    H = torch.relu(X @ W1.data)
    slope = 2 / Y.numel() * H.T @ (H @ W2.data - Y)
    for _ in range(steps):
        W2.data -= lr * slope
    return W2


def first_layer_kept(W1, W2, X, Y, lr, steps):
    hidden = (X @ W1).clamp(min=0)
    for _ in range(steps):
        loss = ((hidden @ W2 - Y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            W2 -= lr * W2.grad
            W2.grad.zero_()
    return W2


def the_other_layer(W1, W2, X, Y, lr, steps):
    optimizer = torch.optim.SGD([W1], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        ((torch.relu(X @ W1) @ W2 - Y) ** 2).mean().backward()
        optimizer.step()
    return W2


def run(steps, x, dx, sin=lambda u, du: math.cos(u) * du, exp=lambda u, du: math.exp(u) * du):
    """A program with these derivatives of the sine and the exponential."""
    pairs = [(x, dx)]
    for name, *places in steps:
        (u, du), (v, dv) = pairs[places[0]], pairs[places[-1]]
        if name == "add":
            pairs.append((u + v, du + dv))
        elif name == "mul":
            pairs.append((u * v, u * dv + du * v))
        else:
            derivative = {"sin": sin, "exp": exp}[name]
            pairs.append((getattr(math, name)(u), derivative(u, du)))
    return pairs[-1]


def gradient_of_the_sum(f, x, v):
    z = x.clone().requires_grad_()
    return torch.func.grad(lambda t: torch.func.grad(f)(t).sum())(z).detach() * v


def parents_by_name(output):
    order = _nodes.topological(output)
    output.grad = 1.0
    while order:
        node = order.pop()
        for parent, derivative in dict(node.parents).items():
            parent.grad += derivative * node.grad


def stops_in_the_first_turn(grad, x, eta, k):
    step = 0
    while step < k:
        x = x.sub(grad(x), alpha=eta)
        step += 1
        return x


def cosine(is_zero, length):
    def answer(u, v):
        u, v = u.float(), v.float()
        if is_zero(u) or is_zero(v):
            raise ValueError(f"{u} or {v} has no direction")
        return u.dot(v) / length(u, v)

    return answer


def no_entries(t):
    return torch.count_nonzero(t) == 0


def of_norms(u, v):
    return u.norm() * v.norm()


def of_a_product(u, v):
    return torch.sqrt(u.dot(u) * v.dot(v))


def to_float(count, take=float):
    def answer(x):
        if count(x) != 1:
            raise ValueError("There has to be one element.")
        return take(x)

    return answer


def scaled(deviation):
    return lambda table: (table - table.mean(0)) / deviation(table.std(0))


def column_by_column(frame):
    return frame.apply(lambda c: (c - c.mean()) / c.std() if c.std() > 0 else 0.0 * c)


def svd_with(multiplied):
    def low_rank(A, k):
        return multiplied(*torch.linalg.svd(A, full_matrices=False), k)

    return low_rank


def missed_by(is_little):
    def in_column_space(A, b):
        x = torch.linalg.lstsq(A, b[:, None]).solution[:, 0]
        return is_little(A @ x - b, b)

    return in_column_space


A_PART, ONE_BELOW = "a_part_of_the_length_of_b", "one_below_the_other"
SQUARED = "singular_values_squared"


def where_it_solves(A, b):
    try:
        return torch.allclose(A @ torch.linalg.solve(A, b), b, atol=1e-4)
    except RuntimeError:
        return False


def an_error_of_solve(A):
    try:
        torch.linalg.solve(A, torch.ones(len(A), dtype=A.dtype))
    except RuntimeError:
        return True
    return False


def largest(sums):
    return sums.max().item()


def with_words(word):
    def one_hot(frame):
        frame = frame.copy()
        for name in frame.select_dtypes(exclude="number"):
            frame[name] = frame[name].fillna(word)
        return pd.get_dummies(frame).astype(
            {n: float for n in pd.get_dummies(frame) if n not in frame}
        )

    return one_hot


MISTAKES = [
    ("freeze", training(factor=0.5), "half_as_long"),
    ("freeze", training(more=1), "one_step_too_many"),
    ("freeze", training(more=-1), "one_step_too_few"),
    ("freeze", training(once=True), "graph_used_up"),
    ("freeze", training(once=True, retain=True), "gradient_once_before_the_loop"),
    ("freeze", gradient_kept, "gradient_once_before_the_loop"),
    ("freeze", first_layer_kept, "graph_used_up"),
    ("freeze", the_other_layer, "detached_the_wrong_layer"),
    ("jvp", lambda *given: run(*given)[1], "left_the_value_out"),
    ("jvp", lambda *given: run(*given)[0], "left_the_derivative_out"),
    (
        "jvp",
        lambda *given: run(*given, sin=lambda u, du: math.cos(u)),
        "sine_without_the_inner_derivative",
    ),
    (
        "jvp",
        lambda *given: run(*given, exp=lambda u, du: math.exp(u)),
        "exponential_without_the_inner_derivative",
    ),
    ("hvp", gradient_of_the_sum, "v_multiplied_on_afterwards"),
    ("mini-engine", parents_by_name, "parents_made_a_set"),
    ("descend", stops_in_the_first_turn, "returned_within_the_loop"),
    ("cosine", cosine(lambda t: t.norm() == 0, of_norms), "squared_in_float32"),
    ("cosine", cosine(lambda t: t.dot(t) == 0, of_norms), "squared_in_float32"),
    ("cosine", cosine(no_entries, of_norms), "squared_in_float32"),
    ("cosine", cosine(no_entries, of_a_product), "squared_in_float32"),
    ("cosine", cosine(lambda t: False, of_norms), "squared_in_float32_and_no_look_for_zero"),
    ("cosine", cosine(lambda t: False, of_a_product), "squared_in_float32_and_no_look_for_zero"),
    (
        "cosine",
        lambda u, v: functional.cosine_similarity(u[None].double(), v[None].double())[0],
        "left_to_torch",
    ),
    (
        "cosine",
        lambda u, v: functional.cosine_similarity(u.float(), v.float(), 0),
        "left_to_torch_in_float32",
    ),
    ("one-number", to_float(len), "counted_along_the_first_axis"),
    ("one-number", to_float(lambda x: x.shape[0], torch.Tensor.item), ""),
    ("one-number", to_float(torch.numel, lambda x: float(x[0])), "first_along_an_axis"),
    (
        "is-orthogonal",
        lambda Q: torch.linalg.inv(Q.double()).allclose(Q.T.double(), atol=1e-5),
        "inverted_without_looking",
    ),
    (
        "is-orthogonal",
        lambda Q: bool(np.allclose(Q @ Q.T, np.eye(Q.shape[1]), atol=1e-5)),
        "",
    ),
    ("device-proof", scaled(lambda std: std + 1e-7), "a_small_number_added"),
    ("device-proof", scaled(lambda std: std.clip(1e-6)), "deviation_raised_to_a_bound"),
    ("standardise-columns", scaled(lambda std: std + 1e-9), "a_small_number_added"),
    (
        "standardise-columns",
        scaled(lambda std: std.clip(lower=1e-9)),
        "small_deviation_raised_to_a_bound",
    ),
    ("standardise-columns", column_by_column, "deviation_compared_with_zero"),
    ("one-hot", with_words("missing"), "a_word_for_missing"),
    ("one-hot", with_words("nan"), "column_only_where_needed"),
    ("outer-product", lambda U, V: torch.einsum("bi,bj->bji", U, V), "v_with_u"),
    ("outer-product", lambda U, V: torch.einsum("bi,bj->ij", U, V), "added_up"),
    ("outer-product", lambda U, V: torch.einsum("ai,bj->abij", U, V), "each_row_with_every_row"),
    ("outer-product", lambda U, V: U.unsqueeze(-1) * V, "an_axis_missing"),
    ("outer-product", lambda U, V: U @ V.mT, "dot_products_of_all_rows"),
    ("outer-product", lambda U, V: np.outer(U, V), "outer_of_all_the_entries"),
    ("column-space", lambda A, b: any(torch.equal(b, a) for a in A.T), "one_of_the_columns"),
    ("column-space", lambda A, b: torch.linalg.lstsq(A, b).residuals.sum() == 0, "yes_every_time"),
    ("column-space", lambda A, b: np.linalg.matrix_rank(A) == len(b), "every_b_or_none"),
    ("column-space", where_it_solves, "no_where_solve_raises"),
    (
        "singular-or-not",
        lambda A: torch.linalg.det(A.double()).abs() < 1e-8,
        "small_taken_for_zero",
    ),
    (
        "singular-or-not",
        lambda A: np.linalg.det(A.double().numpy()).round(6) == 0,
        "small_taken_for_zero",
    ),
    ("singular-or-not", lambda A: torch.linalg.svdvals(A)[-1] < 1e-4, "small_taken_for_zero"),
    ("singular-or-not", an_error_of_solve, "waited_for_an_error"),
    (
        "singular-or-not",
        lambda A: torch.linalg.det(A / A.norm()).abs() < 1e-6,
        "small_product_taken_for_zero",
    ),
    ("singular-or-not", lambda A: torch.linalg.cond(A) > 600, "nearly_counts"),
    ("singular-or-not", lambda A: A.double().det().item() == 0, "counted_on_an_exact_zero"),
    ("singular-or-not", lambda A: A.det() < 1e-8, "determinant_with_its_sign"),
    ("column-space", missed_by(lambda rest, b: rest.norm() < 1e-3 * b.norm()), A_PART),
    ("column-space", missed_by(lambda rest, b: rest.norm() <= 0.05 * b.norm()), A_PART),
    ("column-space", missed_by(lambda rest, b: rest.max() < 1e-4), "signs_left_in"),
    ("column-space", missed_by(lambda rest, b: abs(rest.sum()) < 1e-4), "signs_left_in"),
    ("singular-or-not", lambda A: torch.linalg.cond(A) > 1e10, "float32_forgotten"),
    (
        "low-rank",
        svd_with(lambda U, S, V, k: U[:, :k] * S[:k] @ V[:, :k].T),
        "transposed_once_more",
    ),
    ("low-rank", svd_with(lambda U, S, Vh, k: U[:, :k] @ S[:k] @ Vh[:k]), "a_vector_between"),
    ("low-rank", svd_with(lambda U, S, Vh, k: U[:, k:] * S[k:] @ Vh[k:]), "what_was_left_out"),
    (
        "low-rank",
        svd_with(lambda U, S, Vh, k: U[:, : k + 1] * S[: k + 1] @ Vh[: k + 1]),
        "one_term_too_many",
    ),
    ("low-rank", svd_with(lambda U, S, V, k: U[:, :k] @ S[:k].diag() ** 2 @ V[:k]), SQUARED),
    (
        "low-rank",
        svd_with(lambda U, S, Vh, k: (Vh[:k].T * S[:k]) @ U[:, :k].T),
        "transposed_result",
    ),
    ("low-rank", svd_with(lambda U, S, Vh, k: U * S @ Vh), "all_of_a"),
    ("outer-product", lambda U, V: torch.cat(list(map(torch.outer, U, V))), ONE_BELOW),
    ("outer-product", lambda U, V: torch.einsum("bi,bj->ibj", U, V), "pairs_in_the_middle"),
    ("matrix-norms", lambda A: [A.abs().sum(k).amin() for k in (0, 1)], "smallest_for_largest"),
    ("matrix-norms", lambda A: [A.norm(dim=k).max() for k in (0, 1)], "lengths_for_sums"),
    (
        "matrix-norms",
        lambda A: [torch.linalg.vector_norm(A, p) for p in (1, math.inf)],
        "norms_of_the_entries",
    ),
    ("matrix-norms", lambda A: [largest(A.abs().sum(k)) for k in (1, 0)], "exchanged"),
    ("matrix-norms", lambda A: [largest(A.sum(k)) for k in (0, 1)], "signs_left_in"),
    ("matrix-norms", lambda A: [largest(A.sum(k).abs()) for k in (0, 1)], "abs_of_the_sums"),
]


@pytest.mark.parametrize(
    ("slug", "answer", "belief"), MISTAKES, ids=[f"{m[0]}-{m[2]}" for m in MISTAKES]
)
def test_a_likely_mistake_is_told_its_reason(slug, answer, belief):
    verdict, exercise = check(slug, answer), find(slug)
    assert not verdict.correct
    assert verdict.belief == (exercise.told(belief) if belief else "")
