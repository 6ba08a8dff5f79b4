"""Mutants in data preprocessing that are as right as what they were derived from."""

_NO_AXIS = {
    "around the solution: squeezed where an argument has an axis of size 1": (
        "a table has no axis that could be squeezed away"
    ),
}
_COUNTS = "what is there is counted, whatever it is"
_NUMBERS = "the table holds numbers alone, which are one array anyway"
_ZERO_BY_ANYTHING = "a constant column is 0 already, whatever it is divided by"
_FLOAT32 = "the result is float32 already"
_NAMES = "only the names of the columns are used, not what is in them"
_ORDER = "the fractions are as the counts: the largest is the same"

EQUIVALENT: dict[str, dict[str, str]] = {
    "read-na": {
        "all_three_named, line 2: `pd.read_csv(file, na_values=['?', '-', 'NA'], keep": (
            "pandas knows NA by itself, and no other of its marks occurs"
        ),
        "read_by_hand, line 2: `open(file)` → `file`": "it may be read as an open file",
        "read_by_hand, line 6: `('?', '-', 'NA')` → `('-', '?', 'NA')`": "asked of each mark",
    },
    "missing-fraction": {
        "around the solution: arguments clamped to ±5": _COUNTS,
        "around the solution: arguments below 0.1 taken for 0": _COUNTS,
        **_NO_AXIS,
    },
    "drop-most-missing": {
        "solution, line 2: `frame.drop(columns=target).isna().sum`": _ORDER,
        "solution, line 3: `missing.max() == 0` → `missing.max() <=": (
            "no count is below 0, and none between 0 and 1"
        ),
        "with_a_mask, line 2: `frame.isna().sum` → `frame.isna().mean`": _ORDER,
        "with_a_mask, line 6: `missing.to_numpy()` → `missing`": "argmax gives the place anyway",
        "with_a_mask, line 7: `frame.loc[:, keep].copy()`": "a choice of columns is a new table",
        **_NO_AXIS,
    },
    "impute-mean": {
        "with_numpy, line 4: `frame[numbers].to_numpy(dtype=float)`": _NUMBERS,
        **_NO_AXIS,
    },
    "one-hot": {
        "after_convert_dtypes, line 2: `frame.convert_dtypes()` → `frame`": "another dtype only",
        "by_hand, line 5: `frame[name].dropna().unique()`": (
            "a column that is made twice is the same column"
        ),
        "word_for_missing, line 2: `frame[name].dtype.kind == 'O'`": (
            "the columns that are no text come last in that order: f, i"
        ),
        "word_for_missing, line 7: `np.array(": "NumPy takes a list for an index",
        "word_for_missing, line 9: `np.eye(len(words), dtype=np.float32)`": "floats in any case",
        **_NO_AXIS,
    },
    "align-categories": {
        "solution, line 2: `pd.get_dummies(train, dtype=float)` → `pd.get_dummies(train)`": _NAMES,
        "column_by_column, line 4: `pd.get_dummies(train, dtype=float)`": _NAMES,
        "by_hand, line 6: `set(train[name])` → `train[name]`": (
            "a column that is made twice is the same column"
        ),
        **_NO_AXIS,
    },
    "rare-to-other": _NO_AXIS,
    "image-axes": {
        "transposed_first, line 2: `torch.tensor(image.transpose(2, 0, 1).copy(), "
        "dtype=torch.float32).div` →": (
            "bytes divided are floats, and those may be wide, or written in place"
        ),
        "transposed_first, line 2: `torch.tensor(image.transpose(2, 0, 1).copy(), "
        "dtype=torch.float32)` → `torch.tensor(image.transpose(2, 0, 1).copy())`": (
            "bytes divided are floats, and those may be wide, or written in place"
        ),
        "transposed_first, line 2: `torch.tensor(image.transpose(2, 0, 1).copy(), "
        "dtype=torch.float32)` → `torch.tensor(image.transpose(2, 0, 1).copy(), "
        "dtype=torch.float64)`": (
            "bytes divided are floats, and those may be wide, or written in place"
        ),
        "transposed_first, line 2: `image.transpose(2, 0, 1).copy()`": "`torch.tensor` copies",
    },
    "pipeline": {
        "solution, line 13: `pd.get_dummies(rows[groups], dummy_na=True, dtype=float)`": (
            "bools become floats in the array"
        ),
        "solution, line 13: `rows[groups]` → `rows`": "`reindex` keeps the words' columns alone",
        "with_tensors, line 7: `train[name].dropna().to_numpy(": "the measurements are float64",
        "with_tensors, line 8: `rows[name].to_numpy(": "the measurements are float64",
        "with_tensors, line 15: `torch.tensor(list(rows['body_mass_g'])": "floats become float32",
        "one_frame_all_the_way, line 4: `rows.pop('body_mass_g').to_numpy(dtype='float32').copy": (
            "the table is a copy already"
        ),
        "around the solution: arguments below 0.1 taken for 0": "no penguin is so small",
        "around the solution: result cast to float32": _FLOAT32,
    },
    "to-tensors": {
        "converted_first, line 3: `numbers.pop(target).to_numpy().copy()`": (
            "the table is a copy already"
        ),
        "by_lists, line 2: `frame.drop(target, axis=1).astype(float)`": (
            "torch makes floats of floats beside True and False"
        ),
        "around the solution: result cast to float32": _FLOAT32,
    },
    "standardise-columns": {
        "divided_by_one, line 2: `1.0`": _ZERO_BY_ANYTHING,
        "with_numpy, line 2: `frame.to_numpy(dtype=float)`": _NUMBERS,
        "with_numpy, line 4: `np.ptp(X, axis=0) == 0` → `np.ptp(X, axis=0) <= 0`": (
            "no span is below 0"
        ),
        "with_numpy, line 4: `1` → `2`": _ZERO_BY_ANYTHING,
        **_NO_AXIS,
    },
}
