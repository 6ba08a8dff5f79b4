"""The penguins in a CSV file as a pair of tensors: X, float32 of shape (m,
n), and y, float32 of shape (m,), their body mass in grams. Penguins that
were not weighed are left out first.

The columns of X: bill_length_mm, bill_depth_mm and flipper_length_mm, each
with its mean where it is missing, then standardised by the mean and
deviation of the filled column (that of `std()`; a constant column
becomes 0); after them species, island and sex, one-hot, the words of each
in alphabetical order and a last column for "missing". The year is no
input. `file` is the file's path; it may be read as an open file, too.
"""

import io

import pandas as pd
import torch

from preliminaries.authoring import Unreadable, reading, right, said, wrong
from preliminaries.exercises.data_preprocessing._given import csv, written

hints = (
    "Which rows go, which columns stay? What is done to numbers, and what to words?",
    "Drop rows by `body_mass_g`; fill and standardise a table of the three numbers; "
    "one-hot a table of the three groups; put the two side by side; make tensors.",
    "`pd.concat([numbers, groups], axis=1)`, with `numbers` and `groups` made from one table.",
)
proves = "From a file with holes to tensors that a model can take: the whole way is yours."
strict_type = True
strict_dtype = True


def solution(file):
    frame = pd.read_csv(file).dropna(subset=["body_mass_g"])
    names = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]
    varies = frame[names].max() > frame[names].min()
    numbers = frame[names].fillna(frame[names].mean())
    numbers = ((numbers - numbers.mean()) / numbers.std().where(varies)).fillna(0.0)
    groups = frame[["species", "island", "sex"]]
    groups = pd.get_dummies(groups, dummy_na=True, dtype=float)
    X = pd.concat([numbers, groups], axis=1).to_numpy(dtype="float32")
    y = frame["body_mass_g"].to_numpy(dtype="float32")
    return torch.tensor(X), torch.tensor(y)


_HEADER = "species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year"

# Every word of a group that occurs among the unweighed occurs among the weighed as well.
_PENGUINS = (
    ("Adelie", "Dream", "39.5", "17.5", "181", "3750", "male", "2007"),
    ("Gentoo", "Biscoe", "46.5", "14.5", "213", "5050", "female", "2009"),
    ("Adelie", "Biscoe", "NA", "18.5", "190", "3600", "NA", "2008"),
    ("Gentoo", "Biscoe", "49.0", "NA", "NA", "NA", "female", "2008"),
    ("Adelie", "Dream", "37.0", "16.5", "NA", "3200", "female", "2008"),
    ("Adelie", "Dream", "40.0", "NA", "195", "3900", "NA", "2009"),
    ("Adelie", "Dream", "NA", "NA", "NA", "NA", "NA", "2007"),
    ("Chinstrap", "Dream", "50.5", "19.5", "200", "4050", "male", "2009"),
    ("Adelie", "Dream", "38.5", "16.5", "181", "3450", "female", "2008"),
    ("Adelie", "Dream", "39.5", "17.55", "183", "3650", "male", "2008"),
    ("Adelie", "Dream", "42.7", "17.1", "183", "3650", "male", "2008"),
    ("Adelie", "Dream", "42.7", "17.2", "185", "3850", "female", "2008"),
    ("Adelie", "Dream", "42.7", "17.2001", "185", "3750", "male", "2008"),
)


def edge_cases():
    rows = _PENGUINS
    return [
        (csv(_HEADER, *(rows[k] for k in chosen)),)
        for chosen in (
            (0, 1),
            (0, 1, 2),
            (1, 3, 0),
            (4, 0, 2, 5),
            (2, 5, 0, 6, 1),
            (6, 3, 1, 0, 4, 5),
            (0, 1, 2, 3, 4, 5, 6, 7),
            (7, 4, 5, 2, 1, 0),
            (0, 8, 0),  # flippers of one length
            (0, 9),  # bills of one length, and of nearly one depth
            (11, 12),
            (10, 11, 12),  # of one length, whose mean is another number
        )
    ]


_MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
_GROUPS = ("species", "island", "sex")


def _columns_of_x(file: str) -> list[str]:
    """What stands in each column of X."""
    header, *rows = (line.split(",") for line in file.splitlines())
    weighed = [row for row in rows if row[header.index("body_mass_g")] != "NA"]
    names = list(_MEASURES)
    for group in _GROUPS:
        words = {row[header.index(group)] for row in weighed} - {"NA"}
        names += [f"{group}_{word}" for word in [*sorted(words), "nan"]]
    return names


def observe(answer, file):
    """Column by column of X, so that a verdict names the feature."""
    with written(file, "penguins.csv") as path:
        X, y = reading.pair("X", "y")(answer(path)).values()
    if not isinstance(X, torch.Tensor):
        raise Unreadable(said("X has to be a tensor."))
    if X.ndim != 2 or X.numel() > 10_000:
        raise Unreadable(
            said("X has the shape (m, n), and not {shape}.", shape=str(tuple(X.shape)))
        )
    names = _columns_of_x(file)
    columns = {"X": X}
    if X.shape == (_weighed(file), len(names)):
        columns = {f"column {j} of X, {name}": X[:, j] for j, name in enumerate(names)}
    return {"the shape of X": tuple(X.shape), "the dtype of X": X.dtype, **columns, "y": y}


def _weighed(file: str) -> int:
    """How many penguins of the file were weighed."""
    header, *rows = (line.split(",") for line in file.splitlines())
    return sum(row[header.index("body_mass_g")] != "NA" for row in rows)


@right
def with_tensors(file):
    frame = pd.read_csv(file)
    frame = frame[frame["body_mass_g"].notna()]
    columns = []
    for name in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm"):
        x = torch.tensor(frame[name].to_numpy(dtype="float64"))
        x = torch.where(x.isnan(), x.nanmean(), x)
        columns.append((x - x.mean()) / (x.std() if x.max() > x.min() else 1.0))
    for name in ("species", "island", "sex"):
        for word in sorted(frame[name].dropna().unique()):
            columns.append(torch.tensor([float(v == word) for v in frame[name]]))
        columns.append(torch.tensor([float(pd.isna(v)) for v in frame[name]]))
    y = torch.tensor(list(frame["body_mass_g"]), dtype=torch.float32)
    return torch.stack([c.float() for c in columns], dim=1), y


@right
def as_an_open_file(file):
    return solution(io.StringIO(file.read()))


@right
def opened_by_its_path(file):
    with open(file) as opened:
        return solution(opened)


@right
def one_frame_all_the_way(file):
    frame = pd.read_csv(file)
    frame = frame.drop(index=frame.index[frame.body_mass_g.isna()]).drop(columns="year")
    y = torch.from_numpy(frame.pop("body_mass_g").to_numpy(dtype="float32").copy())
    frame = pd.get_dummies(frame, dummy_na=True).astype(float)
    for name in frame.columns[:3]:
        column = frame[name].fillna(frame[name].mean())
        centred = column - column.mean()
        frame[name] = centred / column.std() if column.nunique() > 1 else 0.0
    return torch.tensor(frame.values, dtype=torch.float32), y


def _standardised(numbers, std):
    """Each column less its mean, divided by such a deviation; a constant one becomes 0."""
    return (numbers - numbers.mean()) / std.where(numbers.max() > numbers.min(), 1.0)


def _solution_but(file, more=(), rows=None, fill=None, scale=None, dummy_na=True):
    """The solution with one step replaced, for the wrong answers."""
    frame = pd.read_csv(file)
    frame = rows(frame) if rows else frame.dropna(subset=["body_mass_g"])
    numbers = frame[[*_MEASURES, *more]]
    numbers = fill(numbers) if fill else numbers.fillna(numbers.mean())
    numbers = scale(numbers) if scale else _standardised(numbers, numbers.std())
    groups = pd.get_dummies(frame[list(_GROUPS)], dummy_na=dummy_na, dtype=float)
    X = pd.concat([numbers, groups], axis=1).to_numpy(dtype="float32")
    return torch.tensor(X), torch.tensor(frame["body_mass_g"].to_numpy(dtype="float32"))


@wrong
def year_kept(file):
    """The year is still among the inputs. It says when a penguin was measured; next
    year's penguins would have one that the model has never seen."""
    return _solution_but(file, more=["year"])


@wrong
def year_kept_as_it_is(file):
    """The year is still among the inputs. It says when a penguin was measured, nothing
    about the next one: leave the column out."""

    def scale(numbers):
        return _standardised(numbers, numbers.std()).assign(year=numbers["year"])

    return _solution_but(file, more=["year"], scale=scale)


@wrong
def words_before_numbers(file):
    """Every column is there, in another order: the three measurements come first, then
    species, island and sex."""
    X, y = solution(file)
    return torch.cat([X[:, 3:], X[:, :3]], dim=1), y


@wrong
def target_left_in_x(file):
    """The body mass is still among the inputs. A model would read the answer off them."""
    return _solution_but(file, more=["body_mass_g"])


@wrong
def holes_left(file):
    """There is NaN in X where a measurement was missing. Fill it before you standardise."""
    return _solution_but(file, fill=lambda numbers: numbers)


@wrong
def filled_with_zero(file):
    """It looks as if missing measurements became 0 mm *before* the column was
    standardised. No bill is so short, and mean and deviation are both spoilt."""
    return _solution_but(file, fill=lambda numbers: numbers.fillna(0))


@wrong
def weights_made_up(file):
    """Penguins that were not weighed are still there, with a mass that nobody measured. An
    input may be filled; a target that is made up teaches the model what is not true."""
    return _solution_but(file, rows=lambda f: f.fillna({"body_mass_g": f.body_mass_g.mean()}))


@wrong
def all_rows_with_holes_dropped(file):
    """Every penguin with a hole anywhere is gone. Only those without a weight should go:
    the others have something to tell."""
    return _solution_but(file, rows=lambda f: f.dropna())


@wrong
def nothing_dropped(file):
    """There is NaN in y. Of a penguin that was not weighed nothing can be learnt here:
    leave its row out."""
    return _solution_but(file, rows=lambda f: f)


@wrong
def not_standardised(file):
    """The measurements are still in millimetres. Bring each column to mean 0 and deviation
    1."""
    return _solution_but(file, scale=lambda numbers: numbers)


@wrong
def nan_for_a_constant_column(file):
    """All flippers have one length here, so the deviation is 0, and 0 / 0 is NaN. Divide
    by 1 where the largest equals the smallest."""
    return _solution_but(file, scale=lambda numbers: (numbers - numbers.mean()) / numbers.std())


@wrong
def deviation_compared_with_zero(file):
    """All bills have one length here, and their column did not become 0: the mean of three times
    42.7 misses it in the last digit, and so the deviation is tiny, and not 0. Ask whether the
    largest equals the smallest."""

    def scale(numbers):
        std = numbers.std()
        return (numbers - numbers.mean()) / std.where(std > 0, 1.0)

    return _solution_but(file, scale=scale)


@wrong
def deviation_of_the_column_with_holes(file):
    """It looks as if the deviation was computed before the holes were filled, as the
    lecture does for the species. What is asked for here is that of the *filled* column,
    which is smaller."""

    def fill(numbers):
        std = numbers.std().where(numbers.max() > numbers.min(), 1.0)
        return (numbers.fillna(numbers.mean()) - numbers.mean()) / std

    return _solution_but(file, fill=fill, scale=lambda numbers: numbers)


@wrong
def as_the_lecture_does_for_the_species(file):
    """Two things differ from what is asked for. The deviation is that of the column
    before its holes were filled; take that of the filled one. And where all values are
    equal, divide by 1."""

    def fill(numbers):
        return (numbers.fillna(numbers.mean()) - numbers.mean()) / numbers.std()

    return _solution_but(file, fill=fill, scale=lambda numbers: numbers)


@wrong
def divided_by_m(file):
    """The measurements are off by one factor: the deviation was computed with m, the number
    of rows, in place of m − 1. Take that of `std()` in pandas or torch."""
    return _solution_but(file, scale=lambda numbers: _standardised(numbers, numbers.std(ddof=0)))


@wrong
def missing_sex_lost(file):
    """There is no column for a missing sex (or species, or island), so a penguin of unknown
    sex has zeros everywhere. Missing is a category of its own."""
    return _solution_but(file, dummy_na=False)


@wrong
def statistics_of_all_rows(file):
    """Penguins that are left out still had a say in the means. Leave them out first, then
    compute."""

    def rows(frame):
        filled = frame.fillna(frame[list(_MEASURES)].mean())
        return filled.dropna(subset=["body_mass_g"])

    return _solution_but(file, rows=rows)


@wrong
def float64(file):
    """The tensors are float64, the weights of a model float32: the two do not multiply."""
    X, y = solution(file)
    return X.double(), y.double()


@wrong
def y_is_a_column(file):
    """y has two axes; (m,) is one. Beside predictions of shape (m,) it would broadcast to
    m × m."""
    X, y = solution(file)
    return X, y.reshape(-1, 1)


@wrong
def rows_and_columns_swapped(file):
    """X lies on its side: its rows should be the penguins, its columns what is known of
    them."""
    X, y = solution(file)
    return X.T, y


@wrong
def scaled_from_zero_to_one(file):
    """It looks as if each measurement was stretched from 0 to 1 by its smallest and largest
    value. Mean 0 and deviation 1 are asked for."""

    def scale(numbers):
        span = numbers.max() - numbers.min()
        return (numbers - numbers.min()) / span.where(span > 0, 1.0)

    return _solution_but(file, scale=scale)


@wrong
def filled_with_the_median(file):
    """It looks as if a missing measurement became the median of its column. The mean is asked
    for."""
    return _solution_but(file, fill=lambda numbers: numbers.fillna(numbers.median()))


@wrong
def only_centred(file):
    """The measurements have mean 0, and each column still has its own spread: divide by its
    deviation."""
    return _solution_but(file, scale=lambda numbers: numbers - numbers.mean())


def proof() -> None:
    """The same file with Python alone: its csv reader, its mean and its deviation."""
    from csv import DictReader
    from statistics import mean, stdev

    for (file,) in edge_cases():
        rows = [row for row in DictReader(io.StringIO(file)) if row["body_mass_g"] != "NA"]
        features = []
        for name in _MEASURES:
            known = [float(row[name]) for row in rows if row[name] != "NA"]
            filled = [mean(known) if row[name] == "NA" else float(row[name]) for row in rows]
            spread = stdev(filled) or 1.0
            features.append([(value - mean(filled)) / spread for value in filled])
        for group in _GROUPS:
            for word in [*sorted({row[group] for row in rows} - {"NA"}), "NA"]:
                features.append([float(row[group] == word) for row in rows])
        X, y = solution(io.StringIO(file))
        assert (X.dtype, y.dtype) == (torch.float32, torch.float32)
        torch.testing.assert_close(X.T, torch.tensor(features), atol=1e-5, rtol=1e-5)
        assert y.tolist() == [float(row["body_mass_g"]) for row in rows]
