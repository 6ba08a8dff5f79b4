"""Mutants in automatic differentiation that are as right as what they were derived from."""

_ANY = "any function with a loop, a branch and a gradient that agrees with its slope is right"
_LEAF = (
    "another leaf with the same numbers; its gradient is the same, and the caller's is not asked"
)
_COUNT = "a number of samples is 1 or more"
_DOT = "a dot product is the same from both sides"
_STRAIGHT = "the statement excludes functions that are linear; no input gets there"
_NAMES = "there are four names, and no other stands on that side of this one"
_DOUBLE = "DOUBLE is float64"
_SIZE = "a size is 1 or more"
_DTYPE = "another float dtype is accepted"
_CLOSE = "any step and tolerance between the error of measuring and 1 % will do"
_START = "only differences and the order of these numbers count"

EQUIVALENT: dict[str, dict[str, str]] = {
    "control-flow": {
        "solution, line 3: `b.abs() > 1` → `b.abs() >= 1`": _ANY,
        "solution, line 3: `b.abs()` →": _ANY,
        "solution, line 3: `1` → `2`": _ANY,
        "solution, line 4: `2` → `3`": _ANY,
        "solution, line 5: `b > 0` →": _ANY,
        "solution, line 5: `0` →": _ANY,
        "solution, line 7: `b * b` → `b + b`": _ANY,
        "solution, line 7: `b * b` → `b`": _ANY,
        "doubling_as_in_the_lecture, line 2: `a * 2` → `a / 2`": _ANY,
        "doubling_as_in_the_lecture, line 2: `a * 2` → `a + 2`": _ANY,
        "doubling_as_in_the_lecture, line 2: `a * 2` → `a`": _ANY,
        "doubling_as_in_the_lecture, line 2: `2` →": _ANY,
        "doubling_as_in_the_lecture, line 3: `torch.linalg.vector_norm(b) < 1000` →": _ANY,
        "doubling_as_in_the_lecture, line 3: `1000` →": _ANY,
        "doubling_as_in_the_lecture, line 4: `2` → `3`": _ANY,
        "doubling_as_in_the_lecture, line 5: `b.sum() > 0` →": _ANY,
        "doubling_as_in_the_lecture, line 5: `100 * b` → `100 / b`": _ANY,
        "doubling_as_in_the_lecture, line 5: `100 * b` → `100 + b`": _ANY,
        "doubling_as_in_the_lecture, line 5: `100 * b` → `b`": _ANY,
        "doubling_as_in_the_lecture, line 5: `b.sum()` →": _ANY,
        "doubling_as_in_the_lecture, line 5: `0` →": _ANY,
        "doubling_as_in_the_lecture, line 5: `b.sum` →": _ANY,
        "doubling_as_in_the_lecture, line 5: `100` →": _ANY,
        "a_number_decides, line 4: `for _ in range(steps): …` → left after the first round": _ANY,
        "a_number_decides, line 2: `int(abs(a.item())) % 4` →": _ANY,
        "a_number_decides, line 2: `4` →": _ANY,
        "a_number_decides, line 2: `abs(a.item())` → `a.item()`": _ANY,
        "a_number_decides, line 5: `torch.sin(result) + a` →": _ANY,
        "a_number_decides, line 5: `torch.sin(result)` → `result`": _ANY,
        "a_number_decides, line 5: `torch.sin` →": _ANY,
        "a_number_decides, line 6: `a.item() > 2` →": _ANY,
        "a_number_decides, line 6: `2` →": _ANY,
        "a_number_decides, line 7: `result * a` →": _ANY,
        "collatz_like, line 2: `for k in range(5): …` → left after the first round": _ANY,
        "collatz_like, line 2: `5` →": _ANY,
        "collatz_like, line 3: `k % 2 == 0` →": _ANY,
        "collatz_like, line 3: `a / 2` → `a * 2`": _ANY,
        "collatz_like, line 3: `a / 2` → `a`": _ANY,
        "collatz_like, line 3: `a / 2` → `2 / a`": _ANY,
        "collatz_like, line 3: `3 * a + 1` → `3 * a - 1`": _ANY,
        "collatz_like, line 3: `3 * a + 1` → `3 * a`": _ANY,
        "collatz_like, line 3: `k % 2` →": _ANY,
        "collatz_like, line 3: `0` →": _ANY,
        "collatz_like, line 3: `2` →": _ANY,
        "collatz_like, line 3: `3 * a` → `3 / a`": _ANY,
        "collatz_like, line 3: `3 * a` → `3 + a`": _ANY,
        "collatz_like, line 3: `3 * a` → `a`": _ANY,
        "collatz_like, line 3: `1` →": _ANY,
        "collatz_like, line 3: `3` →": _ANY,
        "around the solution: result off by 0.001 of itself": _ANY,
        "around the solution: result's axes of size 1 dropped": _ANY,
    },
    "split-batch": {
        "solution, line 5: `((X @ w - y) ** 2).sum() / total`": _COUNT,
        "weighted_means, line 6: `g * len(X) / total`": _COUNT,
        "sums_divided_at_the_end, line 2: `w.detach().clone": _LEAF,
        "sums_divided_at_the_end, line 5: `w.grad / sum(": _COUNT,
        "by_the_formula, line 3: `sum((2 * X.T @ (X @ w - y) for X, y in pieces)) / total` → "
        "`sum((2 * X.T @ (X @ w - y) for X, y in pieces)) / _at_least_one(total)`": _COUNT,
        "by_the_formula, line 3: `sum((2 * X.T @ (X @ w - y) for X, y in pieces)) / total` → "
        "`sum((2 * X.T @ (X @ w - y) for X, y in pieces)) / (total + 1e-08)`": _COUNT,
    },
    "vjp": {
        "solution, line 2: `x.detach` → `x.clone`": _LEAF,
        "by_the_whole_jacobian, line 2: `v @ torch.diag": "a diagonal matrix is symmetric",
        "through_a_scalar, line 2: `x.clone` → `x.detach`": _LEAF,
        "through_a_scalar, line 3: `v @ (x * x)`": _DOT,
    },
    "freeze": {
        "solution, line 2: `W1.detach": "only W2 is asked of autograd.grad, so W1 gets nothing",
        "first_layer_under_no_grad, line 2: `W2": "W2 may be changed in place",
        "first_layer_under_no_grad, line 7: `W2.data": "the same numbers, in a new storage",
    },
    "sine": {
        "solution, line 2: `x.detach` → `x.clone`": _LEAF,
        "with_ones_for_the_gradient, line 2: `x.clone` → `x.detach`": _LEAF,
        "a_loop_with_a_new_graph_each_time, line 4: `value.clone": _LEAF,
    },
    "mini-engine": {
        "path_by_path, line 3: `node.grad += gradient`": "floats cannot be changed in place",
        "by_counting_users, line 2: `0` → `1`": "nothing waits for the output's own users",
        "by_counting_users, line 16: `users[parent] == 0`": "the count never falls below zero",
        "by_depth, line 5: `steps > depth.get(node, -1)`": "visited once more, to the same end",
        "by_depth, line 5: `1` → `2`": _START,
        "by_depth, line 8: `1` → `2`": _START,
        "by_depth, line 10: `0` → `1`": _START,
    },
    "custom-op": {
        "solution, line 10: `x, = ctx.saved_tensors`": "x is then that of the function around it",
    },
    "jvp": {
        "solution, line 5: `('add', 'mul')`": "membership has no order",
        "solution, line 7: `name == 'add'`": _NAMES,
        "solution, line 11: `name == 'sin'`": _NAMES,
        "with_dual_tensors_of_torch, line 3: `torch.tensor(x, dtype=DOUBLE)` →": _DOUBLE,
        "with_dual_tensors_of_torch, line 3: `torch.tensor(dx, dtype=DOUBLE)` →": _DOUBLE,
        "with_pairs, line 6: `step[0] == 'add'`": _NAMES,
        "with_pairs, line 10: `step[0] == 'sin'`": _NAMES,
    },
    "second-order": {
        "solution, line 4: `if not slope.requires_grad": _STRAIGHT,
        "solution, line 2: `x.detach": _LEAF,
        "solution, line 5: `return torch.zeros_like(x)` →": _STRAIGHT,
        "solution, line 5: `torch.zeros_like(x)` →": _STRAIGHT,
        "solution, line 5: `torch.zeros_like` →": _STRAIGHT,
        "with_backward, line 2: `x.detach()": _LEAF,
        "with_backward, line 3: `f(x).backward": "x is the only leaf",
    },
    "engine-broadcast": {
        "solution, line 5: `size == 1` → `size <= 1`": _SIZE,
        "asked_of_autograd, line 2: `torch.zeros(shape, dtype": _DTYPE,
        "asked_of_autograd, line 2: `torch.zeros` → `torch.ones`": "its entries are not asked",
        "all_axes_at_once_in_numpy, line 4: `size == 1` → `size <= 1`": _SIZE,
        "all_axes_at_once_in_numpy, line 5: `torch.from_numpy": "an array is accepted for a tensor",
        "all_axes_at_once_in_numpy, line 5: `g.sum(axis=axes": "the reshape puts the ones back",
    },
    "your-own-gradcheck": {
        "solution, line 2: `1e-05` → `0.01`": _CLOSE,
        "solution, line 2: `torch.zeros_like` → `torch.ones_like`": "each entry is written",
        "solution, line 6: `(f(x + step) - f(x - step)) / (2 * h)` → ": _CLOSE,
        "solution, line 7: `(gradient(x) - slopes).abs() <": _CLOSE,
        "solution, line 7: `0.001 *": _CLOSE,
        "entry_by_entry, line 6: `abs((": _CLOSE,
        "entry_by_entry, line 6: `0.001 *": _CLOSE,
        "rows_of_the_identity, line 2: `torch.eye(len(x), dtype": "it is exact enough for a step",
        "rows_of_the_identity, line 4: `(gradient(x) - slopes).abs() <": _CLOSE,
        "one_sided_but_good_enough, line 2: `1e-07`": _CLOSE,
        "one_sided_but_good_enough, line 4: `torch.eye(len(x), dtype": "x + h * e is in float64",
        "one_sided_but_good_enough, line 5: `abs(m - g) <": _CLOSE,
        "one_sided_but_good_enough, line 5: `0.001 *": _CLOSE,
        "one_sided_but_good_enough, line 5: `zip(measured": "a difference has a size alone",
    },
    "layer-backward": {
        "asked_of_autograd, line 2: `part.detach": _LEAF,
        "sample_by_sample, line 2: `torch.zeros_like` → `torch.ones_like`": "each row is written",
        "in_numpy, line 2: `X, W, b, G": "torch does the same with tensors",
    },
    "backprop": {
        "asked_of_autograd, line 3: `p.detach": _LEAF,
        "asked_of_autograd, line 5: `((torch.tanh(X @ U1 + c1) @ U2 + c2 - Y) ** 2).sum() / "
        "(2 * len(X))` → `((torch.tanh(X @ U1 + c1) @ U2 + c2 - Y) ** 2).sum() / "
        "_at_least_one(2 * len(X))`": _COUNT,
        "sample_by_sample, line 7: `zip(sums, one)`": "a sum has no order",
        "divided_at_the_end_in_numpy, line 3: `E @ W2.numpy().T / np.cosh(Z1.numpy()) ** 2` "
        "→ `E @ W2.numpy().T / _at_least_one(np.cosh(Z1.numpy()) ** 2)`": "cosh is never below 1",
        "divided_at_the_end_in_numpy, line 4: `X.numpy().T @ D / m` → `X.numpy().T @ D / "
        "_at_least_one(m)`": _COUNT,
        "divided_at_the_end_in_numpy, line 4: `D.sum(0) / m` → `D.sum(0) / _at_least_one(m)`": (
            _COUNT
        ),
        "divided_at_the_end_in_numpy, line 4: `A.T @ E / m` → `A.T @ E / _at_least_one(m)`": _COUNT,
        "divided_at_the_end_in_numpy, line 4: `E.sum(0) / m` → `E.sum(0) / _at_least_one(m)`": (
            _COUNT
        ),
    },
    "hvp": {
        "solution, line 4: `if not gradient.requires_grad": _STRAIGHT,
        "solution, line 2: `x.detach` → `x.clone`": _LEAF,
        "solution, line 5: `return torch.zeros_like(x)` →": _STRAIGHT,
        "solution, line 5: `torch.zeros_like(x)` →": _STRAIGHT,
        "solution, line 5: `torch.zeros_like` →": _STRAIGHT,
        "solution, line 6: `gradient @ v`": _DOT,
        "reverse_over_reverse_with_func, line 2: `torch.func.grad(f)(x) @ v`": _DOT,
        "vjp_of_the_gradient, line 2: `x.detach` → `x.clone`": _LEAF,
        "vjp_of_the_gradient, line 4: `gradient.backward": "x is the only leaf",
    },
}
