"""Mutants in data operations that are as right as what they were derived from."""

_SYMMETRIC = "two shapes, or two terms of a sum, may be exchanged"
_ONLY_THE_SHAPE = "only the shape of the sum is looked at, not what is in it"
_ITSELF = "`float` itself raises a ValueError with a message"
_ZERO_BY_ANYTHING = "a constant column is 0 already, whatever it is divided by"
_TWO_ROWS = "there are at least two rows"

EQUIVALENT: dict[str, dict[str, str]] = {
    "interleave": {
        "solution, line 3: `torch.stack` → `torch.cat`": "reshaped, both give the rows in turn",
        "side_by_side_first, line 2: `torch.cat` → `torch.stack`": (
            "reshaped, both give the rows in turn"
        ),
    },
    "broadcast-rule": {
        "solution, line 5: `(m, n)` → `(n, m)`": _SYMMETRIC,
        "solution, line 5: `zip(a, b)` → `zip(b, a)`": _SYMMETRIC,
        "solution, line 7: `zip(a, b)` → `zip(b, a)`": _SYMMETRIC,
        "by_adding_empty_arrays, line 3: `np.zeros(a) + np.zeros(b)` → `np.zeros(a) - "
        "np.zeros(b)`": _ONLY_THE_SHAPE,
        "by_adding_empty_arrays, line 3: `np.zeros` →": _ONLY_THE_SHAPE,
        "by_adding_meta_tensors, line 3: `torch.zeros(a, device='meta') + torch.zeros(b, "
        "device='meta')` → `torch.zeros(a, device='meta') - torch.zeros(b, device='meta')`": (
            _ONLY_THE_SHAPE
        ),
        "by_adding_meta_tensors, line 3: `torch.zeros` →": _ONLY_THE_SHAPE,
        "by_expanding, line 3: `torch.broadcast_tensors": _SYMMETRIC,
        "by_expanding, line 3: `0` → `1`": "both tensors have the one shape then",
    },
    "outer-sum": {
        "with_none_in_the_index, line 2: `b[None, :]` → `b`": (
            "broadcasting puts the axis in front by itself"
        ),
    },
    "count-greater": {
        "by_length, line 2: `(X > Y).expand(X.shape)` → `X > Y`": (
            "Y broadcasts to X, so the mask has X's shape"
        ),
    },
    "in-place": {
        "with_out, line 2: `torch.add(Y, X, out=Y)` → `torch.add(X, Y, out=Y)`": _SYMMETRIC,
    },
    "one-number": {
        "solution, line 2: `if x.numel() != 1: …` → dropped": _ITSELF,
        "solution, line 2: `x.numel() != 1` → `x.numel() > 1`": _ITSELF,
        "solution, line 2: `x.numel() != 1` → `x.numel() < 1`": _ITSELF,
        "solution, line 3: `raise ValueError(f'to_float needs exactly one element, not "
        "{x.numel()}')` →": _ITSELF,
        "turning_the_error, line 2: `try: …` → its body always": (
            "unpacking raises a ValueError with a message, too"
        ),
    },
    "device-proof": {
        "solution, line 2: `X.amax(dim=0) == X.amin(dim=0)` → `X.amax(dim=0) <= X.amin(dim=0)`": (
            "the largest is never below the smallest"
        ),
        "divided_by_one, line 2: `1.0` → `2.0`": _ZERO_BY_ANYTHING,
        "with_masked_fill, line 2: `X.mean(0, keepdim=True)` → `X.mean(0)`": (
            "without the axis of size 1 it broadcasts all the same"
        ),
        "with_masked_fill, line 2: `X.std(0, keepdim=True)` → `X.std(0)`": (
            "without the axis of size 1 it broadcasts all the same"
        ),
        "with_masked_fill, line 3: `X.eq(X[0]).all(0, keepdim=True)`": (
            "without the axis of size 1 it broadcasts all the same"
        ),
        "with_masked_fill, line 3: `1` → `2`": _ZERO_BY_ANYTHING,
        "with_masked_fill, line 3: `0` → `1` (2)": "any row tells a constant column",
        "from_sums, line 3: `X.sum(0) / n`": _TWO_ROWS,
        "from_sums, line 4: `(centred ** 2).sum(0) / (n - 1)`": _TWO_ROWS,
        "column_by_column, line 2: `torch.zeros_like` → `torch.ones_like`": (
            "every column is written over"
        ),
        "column_by_column, line 5: `0` → `1`": "any row tells a constant column",
        "column_by_column, line 6: `Z.nan_to_num(0.0)` → `Z.nan_to_num()`": "NaN becomes 0 anyway",
    },
}
