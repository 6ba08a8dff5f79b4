"""Two tables of penguins as two pairs of tensors: (X, y) of `train`, and
(X, y) of `test`. X is float32 of shape (m, n); y is float32 of shape (m,),
the body mass in grams. Penguins that were not weighed are left out first,
of both tables.

The columns of X: bill_length_mm, bill_depth_mm and flipper_length_mm, less
their mean, divided by their deviation (that of `std()`; by 1 where all
values are equal), and 0 where a value is missing; then species, island and
sex, one-hot, the words of each in alphabetical order and a last column for
"missing". The year is no input.

Means, deviations and words are those of `train`, from what is known there,
also for `test`; a word that `train` does not know gives zeros.
"""

import pandas as pd
import torch

from preliminaries.authoring import Unreadable, right, said, told, wrong

hints = (
    "What is computed once, from `train`, and used on both tables? What is done to each table?",
    "Compute means, deviations and the one-hot columns of `train`; then one function makes the "
    "tensors of any table: fill and scale the numbers, encode the words, put both side by side.",
    "`pd.concat([numbers, words], axis=1)`, with `words` brought into `train`'s columns by "
    "`reindex`.",
)
proves = "From tables with holes to tensors, and nothing of the test rows has leaked."
strict_type = True
strict_dtype = True


def solution(train, test):
    measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]
    groups = ["species", "island", "sex"]
    train = train.dropna(subset=["body_mass_g"])
    test = test.dropna(subset=["body_mass_g"])
    known = train[measures]
    means = known.mean()
    stds = known.std().where(known.max() > known.min(), 1.0)
    columns = pd.get_dummies(train[groups], dummy_na=True).columns

    def tensors(rows):
        numbers = (rows[measures].fillna(means) - means) / stds
        words = pd.get_dummies(rows[groups], dummy_na=True, dtype=float)
        words = words.reindex(columns=columns, fill_value=0.0)
        X = pd.concat([numbers, words], axis=1).to_numpy(dtype="float32")
        y = rows["body_mass_g"].to_numpy(dtype="float32")
        return torch.tensor(X), torch.tensor(y)

    return tensors(train), tensors(test)


_MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]
_GROUPS = ["species", "island", "sex"]
_COLUMNS = ["species", "island", *_MEASURES, "body_mass_g", "sex", "year"]
_NAN = float("nan")

_PENGUINS = (
    ("Adelie", "Dream", 39.5, 17.5, 181.0, 3750.0, "male", 2007),
    ("Gentoo", "Biscoe", 46.5, 14.5, 213.0, 5050.0, "female", 2009),
    ("Adelie", "Biscoe", _NAN, 18.5, 190.0, 3600.0, None, 2008),
    ("Gentoo", "Biscoe", 49.0, _NAN, _NAN, _NAN, "female", 2008),
    ("Adelie", "Dream", 37.0, 16.5, _NAN, 3200.0, "female", 2008),
    ("Chinstrap", "Dream", 50.5, 19.5, 200.0, 4050.0, "male", 2009),
    ("Adelie", "Torgersen", 38.5, 16.5, 181.0, 3450.0, "female", 2008),
    ("Gentoo", "Biscoe", 60.0, 10.0, 260.0, 6300.0, "male", 2009),
    ("Adelie", "Dream", 42.7, 17.2, 181.0, 3650.0, "male", 2008),
    ("Adelie", "Dream", 42.7, 17.2, 181.0, 3850.0, "male", 2007),
    ("Adelie", "Dream", 42.7, 17.2001, 181.0, 3800.0, "male", 2009),
)


def _table(*chosen: int) -> pd.DataFrame:
    """These penguins, with their numbers for labels."""
    return pd.DataFrame([_PENGUINS[k] for k in chosen], columns=_COLUMNS, index=list(chosen))


def edge_cases():
    return [
        (_table(0, 6), _table(7, 0)),  # flippers of one length in train
        (_table(1, 0, 4), _table(2, 7)),  # sex is missing in test alone
        (_table(8, 9, 10), _table(1, 8)),  # bills of one length, and of nearly one depth
        (_table(4, 3, 0, 5), _table(1, 3)),  # not weighed, in both
        (_table(5, 0, 2, 1, 4), _table(4, 6, 2)),  # holes in both
    ]


def _columns_of_x(train: pd.DataFrame) -> list[str]:
    """What stands in each column of X."""
    weighed = train[train["body_mass_g"].notna()]
    words = {group: {w for w in weighed[group] if isinstance(w, str)} for group in _GROUPS}
    return [*_MEASURES, *(f"{g}_{w}" for g in _GROUPS for w in [*sorted(words[g]), "nan"])]


def observe(answer, train, test):
    """Column by column of each X, so that a verdict names the feature, in any language."""
    names = _columns_of_x(train)
    weighed = {"train": train["body_mass_g"].count(), "test": test["body_mass_g"].count()}
    pairs = answer(train, test)
    each = [pairs, *(pairs if isinstance(pairs, (tuple, list)) else ())]
    if not all(isinstance(pair, (tuple, list)) and len(pair) == 2 for pair in each):
        raise Unreadable(said("Two pairs are asked for: (X, y) of `train`, and (X, y) of `test`."))
    facts = {}
    for (table, rows), (X, y) in zip(weighed.items(), pairs, strict=True):
        if not isinstance(X, torch.Tensor) or X.ndim != 2 or X.numel() > 10_000:
            raise Unreadable(said("Each X has to be a tensor of shape (m, n)."))
        facts[told("the shape of X of {table}", table=table)] = tuple(X.shape)
        facts[told("the dtype of X of {table}", table=table)] = X.dtype
        if X.shape == (rows, len(names)):
            for j, name in enumerate(names):
                column = told("column {j} of X of {table}, {name}", j=j, table=table, name=name)
                facts[column] = X[:, j]
        else:
            facts[told("X of {table}", table=table)] = X
        facts[told("y of {table}", table=table)] = y
    return facts


@right
def with_tensors(train, test):
    train, test = (t[t["body_mass_g"].notna()] for t in (train, test))

    def tensors(rows):
        columns = []
        for name in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm"):
            known = torch.tensor(train[name].dropna().to_numpy(dtype="float64"))
            x = torch.tensor(rows[name].to_numpy(dtype="float64"))
            x = (x - known.mean()) / (known.std() if known.max() > known.min() else 1.0)
            columns.append(torch.where(x.isnan(), 0.0, x))
        for name in ("species", "island", "sex"):
            for word in sorted(train[name].dropna().unique()):
                columns.append(torch.tensor([float(v == word) for v in rows[name]]))
            columns.append(torch.tensor([float(pd.isna(v)) for v in rows[name]]))
        y = torch.tensor(list(rows["body_mass_g"]), dtype=torch.float32)
        return torch.stack([c.float() for c in columns], dim=1), y

    return [tensors(train), tensors(test)]


@right
def one_frame_all_the_way(train, test):
    def encoded(rows):
        rows = rows.drop(index=rows.index[rows.body_mass_g.isna()]).drop(columns="year")
        y = torch.from_numpy(rows.pop("body_mass_g").to_numpy(dtype="float32").copy())
        return pd.get_dummies(rows, dummy_na=True).astype(float), y

    (train, y), (test, y_test) = encoded(train), encoded(test)
    test = test.reindex(columns=train.columns).fillna(dict.fromkeys(train.columns[3:], 0.0))
    for name in train.columns[:3]:
        column = train[name]
        mean, std = column.mean(), column.std() if column.nunique() > 1 else 1.0
        train[name] = ((column - mean) / std).fillna(0.0)
        test[name] = ((test[name] - mean) / std).fillna(0.0)
    X, X_test = (torch.tensor(t.values, dtype=torch.float32) for t in (train, test))
    return (X, y), (X_test, y_test)


def _weighed(table):
    return table[table["body_mass_g"].notna()]


def _deviation(column):
    return column.std() if column.max() > column.min() else 1.0


def _numbers(rows, known, deviation=_deviation, hole=0.0):
    """The measurements of the rows, scaled by what is known."""
    for name in _MEASURES:
        x = torch.tensor(rows[name].to_numpy())
        x = (x - known[name].mean()) / deviation(known[name])
        yield torch.where(x.isnan(), hole, x)


def _words(rows, known, missing=True):
    """The words of the rows, in the columns of what is known."""
    for name in _GROUPS:
        for word in sorted(known[name].dropna().unique()):
            yield torch.tensor([float(v == word) for v in rows[name]])
        if missing:
            yield torch.tensor(rows[name].isna().to_numpy())


def _solution_but(train, test, choose=_weighed, numbers=_numbers, words=_words):
    """The solution with a step replaced, for the wrong answers."""
    train, test = choose(train), choose(test)

    def tensors(rows):
        columns = [*numbers(rows, train), *words(rows, train)]
        y = torch.tensor(rows["body_mass_g"].to_numpy()).float()
        return torch.stack([column.float() for column in columns], dim=1), y

    return tensors(train), tensors(test)


def _with_deviation(train, test, deviation):
    """The solution with another deviation of the columns of `train`."""
    return _solution_but(train, test, numbers=lambda rows, known: _numbers(rows, known, deviation))


@wrong
def statistics_of_both(train, test):
    """The test rows had a say in the means or deviations: it has leaked. Those of `train`
    alone are used, on both tables."""
    both = _weighed(pd.concat([train, test]))
    return _solution_but(train, test, numbers=lambda rows, known: _numbers(rows, both))


@wrong
def all_from_both(train, test):
    """It looks as if both tables were made ready together. The test rows had a say in means and
    deviations, and a word that only `test` has got a column, for which the model learns
    nothing."""
    both = pd.concat([train, test])
    return [_solution_but(both, table)[1] for table in (train, test)]


@wrong
def tests_own_statistics(train, test):
    """X of `train` is right. It looks as if `test` was standardised by means and deviations of
    its own; then the same penguin has other numbers in each table."""
    return _solution_but(train, test, numbers=lambda rows, known: _numbers(rows, rows))


@wrong
def each_by_itself(train, test):
    """(X, y) of `train` is right. It looks as if `test` was made ready by itself, with means,
    deviations and words of its own. The model knows the columns of `train`, and a penguin has to
    have the same numbers in either table."""
    return [_solution_but(table, table)[1] for table in (train, test)]


@wrong
def columns_that_test_lacks_are_nan(train, test):
    """The columns are aligned, and those that `test` lacked are full of NaN. That its rows do
    not have that word is known: it is 0."""

    def words(rows, known):
        columns = pd.get_dummies(known[_GROUPS], dummy_na=True).columns
        coded = pd.get_dummies(rows[_GROUPS], dummy_na=True, dtype=float)
        return torch.tensor(coded.reindex(columns=columns).to_numpy()).T

    return _solution_but(train, test, words=words)


@wrong
def missing_lost(train, test):
    """There is no column for a missing sex (or species, or island), so a penguin of unknown
    sex has zeros everywhere. Missing is a category of its own."""
    return _solution_but(train, test, words=lambda rows, known: _words(rows, known, False))


@wrong
def statistics_of_the_unweighed(train, test):
    """Penguins of `train` that are left out still had a say in the means or deviations. Leave
    them out first, then compute."""
    return _solution_but(train, test, numbers=lambda rows, known: _numbers(rows, train))


@wrong
def deviation_of_the_filled_column(train, test):
    """It looks as if the deviation was computed after the holes were filled, which makes it
    smaller. Compute it from what is known in `train`."""
    return _with_deviation(train, test, lambda c: _deviation(c.fillna(c.mean())))


@wrong
def divided_by_m(train, test):
    """The measurements are off by one factor: the deviation was computed with m, the number
    of rows, in place of m − 1. Take that of `std()` in pandas or torch."""
    return _with_deviation(train, test, lambda c: c.std(ddof=0) if c.max() > c.min() else 1.0)


@wrong
def divided_by_zero(train, test):
    """Where all values of a column are equal in `train`, the deviation is 0, and dividing by it
    gives NaN or infinity. Divide by 1 where the largest equals the smallest."""
    return _with_deviation(train, test, lambda c: c.std())


@wrong
def deviation_compared_with_zero(train, test):
    """All bills of `train` have one length here, and their deviation is not 0: the mean of three
    times 42.7 misses it in the last digit. Ask whether the largest equals the smallest."""
    return _with_deviation(train, test, lambda c: c.std() or 1.0)


@wrong
def filled_with_zero_first(train, test):
    """It looks as if missing measurements became 0 mm *before* the column was standardised.
    No bill is so short, and mean and deviation are both spoilt."""

    def choose(table):
        return _weighed(table).fillna(dict.fromkeys(_MEASURES, 0.0))

    return _solution_but(train, test, choose=choose)


@wrong
def holes_left(train, test):
    """There is NaN in X where a measurement was missing. It gets the mean of `train`."""

    def numbers(rows, known):
        return _numbers(rows, known, hole=_NAN)

    return _solution_but(train, test, numbers=numbers)


@wrong
def not_standardised(train, test):
    """The measurements are still in millimetres. Subtract the means of `train`, and divide by
    its deviations."""

    def numbers(rows, known):
        return (torch.tensor(rows[n].fillna(known[n].mean()).to_numpy()) for n in _MEASURES)

    return _solution_but(train, test, numbers=numbers)


@wrong
def nothing_dropped(train, test):
    """There is NaN in y. Of a penguin that was not weighed nothing can be learnt here, and
    nothing tested: leave its row out before anything is computed."""
    return _solution_but(train, test, choose=lambda table: table)


@wrong
def weights_made_up(train, test):
    """Penguins that were not weighed are still there, with a mass that nobody measured. An
    input may be filled; a target that is made up teaches the model what is not true."""
    mean = train["body_mass_g"].mean()
    return _solution_but(train, test, choose=lambda t: t.fillna({"body_mass_g": mean}))


@wrong
def all_rows_with_holes_dropped(train, test):
    """Every penguin with a hole anywhere is gone. Only those without a weight should go:
    the others have something to tell."""
    return _solution_but(train, test, choose=lambda table: table.dropna())


def _with_a_column(train, test, name):
    """The solution with one more column among the measurements."""

    def numbers(rows, known):
        return [*_numbers(rows, known), torch.tensor(rows[name].to_numpy())]

    return _solution_but(train, test, numbers=numbers)


@wrong
def year_kept(train, test):
    """The year is still among the inputs. It says when a penguin was measured, nothing about
    the next one: leave the column out."""
    return _with_a_column(train, test, "year")


@wrong
def target_left_in_x(train, test):
    """The body mass is still among the inputs. A model would read the answer off them."""
    return _with_a_column(train, test, "body_mass_g")


@wrong
def rows_and_columns_swapped(train, test):
    """X lies on its side: its rows should be the penguins, its columns what is known of
    them."""
    return [(X.T, y) for X, y in _solution_but(train, test)]


@wrong
def test_before_train(train, test):
    """The two pairs come out in the other order: that of `train` first, then that of `test`."""
    return _solution_but(train, test)[::-1]


def proof() -> None:
    """Row by row with Python alone: its mean and its deviation."""
    from statistics import mean, stdev

    def is_there(value):
        return value is not None and value == value

    for tables in edge_cases():
        train, test = (
            [r for r in t.to_dict("records") if is_there(r["body_mass_g"])] for t in tables
        )
        for rows, (X, y) in zip((train, test), solution(*tables), strict=True):
            features = []
            for name in _MEASURES:
                known = [row[name] for row in train if is_there(row[name])]
                spread = stdev(known) if min(known) < max(known) else 1.0
                values = [row[name] if is_there(row[name]) else mean(known) for row in rows]
                features.append([(value - mean(known)) / spread for value in values])
            for group in _GROUPS:
                for word in sorted({row[group] for row in train if is_there(row[group])}):
                    features.append([float(row[group] == word) for row in rows])
                features.append([float(not is_there(row[group])) for row in rows])
            assert (X.dtype, y.dtype) == (torch.float32, torch.float32)
            torch.testing.assert_close(X.T, torch.tensor(features), atol=1e-5, rtol=1e-5)
            assert y.tolist() == [row["body_mass_g"] for row in rows]
