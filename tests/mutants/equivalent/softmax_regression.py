"""Mutants in softmax regression that are as right as what they were derived from."""

_TWO_AXES = "the table has two axes: the last one is axis 1"
_SUM = "the largest exp is 1, so the sum is at least 1, and 1e-8 more is not seen"
_NO_LESS = "a length is never below 0"
_OWN = "what is added to is the answer's own"
_BY_VALUE = "counts are compared by value: 2 and 2.0 are one count"
_FACTORS = "factors change places"

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
}
