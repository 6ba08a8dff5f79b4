"""Mutants in softmax regression that are as right as what they were derived from."""

_TWO_AXES = "the table has two axes: the last one is axis 1"
_SUM = "the largest exp is 1, so the sum is at least 1, and 1e-8 more is not seen"
_NO_LESS = "a length is never below 0"
_OWN = "what is added to is the answer's own"
_BY_VALUE = "counts are compared by value: 2 and 2.0 are one count"
_FACTORS = "factors change places"
_POSITIVE = "what is below is a whole number above 0"
_T = "a temperature of 0.1 or more: 1e-8 more is not seen"
_S = "s is 0.5 or more: 1e-8 more is not seen"
_CONSTANT = "the one-hot label is a constant, and has no derivative"
_SHIFTED = "softmax is the same for x and x + c, and exp(40) is no overflow"
_TRAINED = "trained as well: what counts is how many digits are recognised"
_ONE_AXIS = "a vector has one axis"

EQUIVALENT: dict[str, dict[str, str]] = {
    "one-hot-labels": {
        "compared_with_every_class, line 2: `labels[:, None] == torch.arange(K)` → `_nearly": (
            "whole numbers that are nearly equal are equal"
        ),
    },
    "confusion": {
        "solution, line 2: `torch.zeros(classes, classes, dtype=torch.int64)` →": _BY_VALUE,
    },
    "accuracy": {
        "solution, line 2: `len(labels) == 0` →": _NO_LESS,
        "row_by_row, line 2: `scores.shape[0] == 0` →": _NO_LESS,
        "as_a_tensor, line 2: `scores.numel() == 0` →": _NO_LESS,
        "counted, line 4: `-1` → `1`": _TWO_AXES,
        "row_by_row, line 6: `hits += row[label] == max(row)` →": _OWN,
        "row_by_row, line 6: `row[label] == max(row)` →": "no score lies above the largest",
    },
    "decide": {
        "in_loops, line 4: `zip(row, column)` → `zip(column, row)`": _FACTORS,
        "by_broadcasting, line 2: `(p[:, :, None] * cost).sum` →": "a mean has its least there too",
        "by_broadcasting, line 2: `-1` → `1`": _TWO_AXES,
    },
    "loss-gradient": {
        "one_taken_away_at_each_label, line 2: `-1` → `1`": _TWO_AXES,
        "with_numpy, line 4: `e / e.sum(axis=1, keepdims=True)` →": _SUM,
        "row_by_row, line 2: `torch.zeros_like` →": "every row is written",
    },
    "cross-entropy": {
        "by_picking_logarithms, line 2: `-1` → `1`": _TWO_AXES,
        "row_by_row, line 5: `total +=": _OWN,
    },
    "softmax": {
        "solution, line 3: `e / e.sum(dim=-1, keepdim=True)` →": _SUM,
        "with_numpy, line 4: `e / e.sum(axis=-1, keepdims=True)` →": _SUM,
        "row_by_row, line 6: `part / sum(e)` →": _SUM,
        "in_double_with_new_axes, line 2: `scores.double()` → `scores`": "float32 is enough",
        "in_double_with_new_axes, line 3: `e / e.sum(-1).unsqueeze(-1)` →": _SUM,
    },
    "log-sum-exp": {
        "around the solution: transposed where an argument is square": (
            "a table's result has one axis, and is not changed by a transposition"
        ),
    },
    "temperature": {
        "solution, line 2: `scores / T` → `scores / (T + 1e-08)`": _T,
        "by_powers_of_the_probabilities, line 2: `1 / T` → `1 / (T + 1e-08)`": _T,
        "by_powers_of_the_probabilities, line 2: `scores.double()` → `scores`": "float32 is enough",
        "with_numpy, line 2: `scores.numpy() / T` →": _T,
        "with_numpy, line 4: `e / e.sum(axis=-1, keepdims=True)` →": _SUM,
        "by_logs, line 2: `scores / T` → `scores / (T + 1e-08)`": _T,
    },
    "curvature": {
        "jacobian_of_the_gradient, line 3: `torch.softmax(o, dim=0) - torch.eye(": _CONSTANT,
        "in_loops, line 3: `torch.zeros` → `torch.ones`": "every entry is written",
        "in_loops, line 6: `(i, j)` → `(j, i)`": "the Hessian is symmetric",
        "with_numpy, line 2: `scores.numpy() - scores.numpy().max()` → `scores.numpy() + "
        "scores.numpy().max()`": _SHIFTED,
        "with_numpy, line 2: `scores.numpy() - scores.numpy().max()` → `scores.numpy()`": _SHIFTED,
        "with_numpy, line 2: `scores.numpy().max` →": _SHIFTED,
        "mean_of_the_gradients_products, line 3: `torch.eye(len(p)) - p` → `p - "
        "torch.eye(len(p))`": "both rows of the product change their sign",
        "mean_of_the_gradients_products, line 4: `rows.T @ (p[:, None] * rows)` → `p[:, "
        "None] * rows`": "p[i] times the row of I - p is the same",
    },
    "smooth-minimum": {
        "solution, line 2: `-torch.logsumexp(-s * x, dim=0) / s` →": _S,
        "below_the_smallest, line 3: `(-s * (x - low)).exp().sum().log() / s` →": _S,
        "with_numpy, line 3: `np.log(np.exp(-s * (a - a.min())).sum()) / s` →": _S,
        "as_a_maximum_of_the_negatives, line 3: `torch.logsumexp(s * x, dim=-1) / s` →": _S,
        "as_a_maximum_of_the_negatives, line 3: `-1` → `0`": _ONE_AXIS,
        "as_a_maximum_of_the_negatives, line 3: `1` → `0`": _ONE_AXIS,
    },
    "soft-labels": {
        "row_by_row, line 4: `total +=": _OWN,
        "row_by_row, line 4: `weights @ o` → `o @ weights`": _FACTORS,
    },
    "mean-of-batches": {
        "solution, line 2: `n / b` →": _POSITIVE,
        "solution, line 4: `(b * (batches * quick - last) + rest * last) / n` →": _POSITIVE,
        "weights_of_the_rows, line 3: `rest == 0` →": _NO_LESS,
        "weights_of_the_rows, line 6: `(others * b + last * rest) / n` →": _POSITIVE,
        "corrected, line 4: `(batches * b * quick - missing * last) / n` →": _POSITIVE,
        "as_a_weighted_mean, line 4: `batches == 1` → `batches <= 1`": _NO_LESS,
        "as_a_weighted_mean, line 6: `(batches * quick - last) / (batches - 1)` →": _POSITIVE,
        "as_a_weighted_mean, line 7: `last * rest / n` →": _POSITIVE,
        "as_a_weighted_mean, line 7: `rest / n` →": _POSITIVE,
    },
    "train-classifier": {
        "solution, line 3: `1.0` → `2.0`": _TRAINED,
        "solution, line 4: `5` →": _TRAINED,
        "solution, line 5: `50` →": _TRAINED,
        "by_hand, line 2: `torch.zeros` → `torch.ones`": _TRAINED,
        "by_hand, line 3: `torch.zeros` → `torch.ones`": _TRAINED,
        "by_hand, line 4: `8` →": _TRAINED,
        "by_hand, line 5: `100` →": _TRAINED,
        "by_hand, line 6: `X[rows] @ W + b` → `X[rows] @ W - b`": _TRAINED,
        "by_hand, line 10: `b -= slopes[1]` →": _TRAINED,
        "by_hand, line 11: `X @ W + b` →": _TRAINED,
        "with_a_loader, line 2: `nn.LogSoftmax(dim=1)` → `nn.LogSoftmax()`": _TRAINED,
        "with_a_loader, line 2: `1` → `0` (2)": _TRAINED,
        "with_a_loader, line 3: `0.05` → `1.05`": _TRAINED,
        "with_a_loader, line 4: `3` → `4`": _TRAINED,
        "with_a_loader, line 5: `DataLoader(TensorDataset(X, y), batch_size=64, shuffle=True)` →": (
            _TRAINED
        ),
        "with_a_loader, line 5: `64` →": _TRAINED,
        "with_a_loader, line 10: `model.eval()` → `model`": _TRAINED,
        "all_rows_at_once_by_the_formula, line 2: `torch.zeros` → `torch.ones`": _TRAINED,
        "all_rows_at_once_by_the_formula, line 2: `F.one_hot(y, classes)` →": _TRAINED,
        "all_rows_at_once_by_the_formula, line 3: `60` →": _TRAINED,
        "all_rows_at_once_by_the_formula, line 5: `2 * X.T @ (p - Y) / len(X)` → `2 * X.T @ "
        "(p - Y) * len(X)`": _TRAINED,
        "all_rows_at_once_by_the_formula, line 5: `2 * X.T @ (p - Y) / len(X)` → `2 * X.T @ "
        "(p - Y)`": _TRAINED,
        "all_rows_at_once_by_the_formula, line 5: `2 * X.T` → `X.T`": _TRAINED,
        "all_rows_at_once_by_the_formula, line 5: `2` →": _TRAINED,
        "around the solution: arguments clamped to ±5": "pixels and labels are small: as good",
        "around the solution: arguments below 0.1 taken for 0": _TRAINED,
        "around the solution: results kept by the arguments' shapes": (
            "each of the five has a shape of its own"
        ),
    },
}
