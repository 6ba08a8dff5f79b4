"""The table as a pair of tensors: X, float32 of shape (m, n), all columns
but `target` in their order; y, float32 of shape (m,), the column `target`.

The m rows hold numbers, and True and False, which become 1 and 0; nothing
is missing.
"""

import pandas as pd
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, reading, right, tables, wrong
from preliminaries.exercises.data_preprocessing._given import QUARTERS

hints = (
    "Which columns are inputs? Which one dtype can all of them have?",
    "Take the target away; turn the rest into an array of float32; then into a tensor.",
    '`torch.tensor(inputs.to_numpy(dtype="float32"))`',
)
proves = "One table, one dtype, two tensors of the shapes that models take."
read = reading.pair("X", "y")
strict_type = True
strict_dtype = True


def solution(frame, target):
    inputs = frame.drop(columns=target)
    X = torch.tensor(inputs.to_numpy(dtype="float32"))
    y = torch.tensor(frame[target].to_numpy(dtype="float32"))
    return X, y


def inputs():
    columns = {"NumRooms": QUARTERS, "Sold": st.booleans(), "Floors": st.integers(1, 4)}
    order = st.permutations([*columns, "Price"])
    return st.tuples(tables(columns | {"Price": QUARTERS}, 2, 4), order).map(
        lambda pair: (pair[0][pair[1]], "Price")
    )


def edge_cases():
    return [
        (pd.DataFrame({"a": [0.5, 1.5], "b": [True, False], "y": [3.0, 4.0]}), "y"),
        (pd.DataFrame({"y": [3, 4, 5], "a": [0.5, 1.5, 2.5], "b": [True, False, True]}), "y"),
        (pd.DataFrame({"a": [0.5], "y": [1], "b": [True]}), "y"),
        (pd.DataFrame({"a": [0.001, 250.0], "y": [9e6, -0.001]}), "y"),
        (pd.DataFrame({"a": [100000.0, 1e-8], "y": [0.5, 1e-8]}), "y"),
    ]


@right
def converted_first(frame, target):
    numbers = frame.astype("float32")
    y = torch.from_numpy(numbers.pop(target).to_numpy().copy())
    return torch.tensor(numbers.values), y


@right
def column_by_column(frame, target):
    inputs = [name for name in frame.columns if name != target]
    X = torch.stack([torch.tensor(list(frame[name])).float() for name in inputs], dim=1)
    return X, torch.tensor(list(frame[target]), dtype=torch.float32)


@right
def by_lists(frame, target):
    X = torch.tensor(frame.drop(target, axis=1).astype(float).values.tolist())
    return X, torch.tensor([float(v) for v in frame[target]])


@wrong
def float64(frame, target):
    """These are float64, as pandas and NumPy keep their numbers. The weights of a model
    are float32, and the two do not multiply."""
    X = torch.tensor(frame.drop(columns=target).to_numpy(dtype=float))
    return X, torch.tensor(frame[target].to_numpy(dtype=float))


@wrong
def target_left_in_x(frame, target):
    """The target is still among the columns of X. A model would read the answer off its
    input, and be of no use."""
    X = torch.tensor(frame.to_numpy(dtype="float32"))
    return X, torch.tensor(frame[target].to_numpy(dtype="float32"))


@wrong
def y_is_a_column(frame, target):
    """y has two axes. Subtract it from predictions of shape (m,), and broadcasting makes
    a table of m × m differences. One name, not a list of names, gives one axis."""
    y = torch.tensor(frame[[target]].to_numpy(dtype="float32"))
    return solution(frame, target)[0], y


@wrong
def values_as_they_are(frame, target):
    """The columns were taken as they are: whole numbers stay so, floats are float64, and beside
    bools they make an array of Python objects, of which no tensor can be made. Ask for
    float32."""
    X = torch.tensor(frame.drop(columns=target).to_numpy())
    return X, torch.tensor(frame[target].to_numpy())


@wrong
def bools_left_out(frame, target):
    """The columns of True and False are gone. They are inputs too: 1 and 0."""
    inputs = frame.drop(columns=target).select_dtypes("number")
    return torch.tensor(inputs.to_numpy(dtype="float32")), solution(frame, target)[1]


@wrong
def stayed_in_numpy(frame, target):
    """The numbers are right, but these are NumPy arrays. `torch.tensor` makes tensors."""
    X, y = solution(frame, target)
    return X.numpy(), y.numpy()


@wrong
def rows_and_columns_swapped(frame, target):
    """X lies on its side: its rows should be samples, its columns features."""
    X, y = solution(frame, target)
    return X.T, y


def proof() -> None:
    """Entry by entry."""
    for frame, target in [*edge_cases(), *examples(inputs())]:
        X, y = solution(frame, target)
        inputs_ = [name for name in frame if name != target]
        assert X.shape == (len(frame), len(inputs_)) and y.shape == (len(frame),)
        assert (X.dtype, y.dtype) == (torch.float32, torch.float32)
        for row in range(len(frame)):
            entries = [float(frame[name].iloc[row]) for name in inputs_]
            assert X[row].tolist() == torch.tensor(entries).tolist()
            assert y[row] == torch.tensor(float(frame[target].iloc[row]))
