"""Lecture 2: from a table in a file, with holes in it, to tensors of numbers."""

import contextlib
import io
import itertools
import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries import reading
from preliminaries.exercise import Exercise, Prediction
from preliminaries.inputs import tables, unlike_sizes


class _Pandas:
    """pandas, imported when an exercise first needs it: other lectures do not wait for it."""

    def __getattr__(self, name):
        import pandas

        return getattr(pandas, name)


pd = _Pandas()

# Entries of a column: quarters are exact in binary, so that a mean of equals is one of them.
_QUARTERS = st.integers(-20, 20).map(lambda k: k / 4)
_HOLES = st.one_of(_QUARTERS, _QUARTERS, st.just(math.nan))
_ROADS = st.sampled_from(["Grvl", "Pave", "Brick"])
_ROADS_OR_NONE = st.sampled_from(["Grvl", "Pave", "Brick", None])
_SIDES = st.sampled_from(["east", "west"])


def _pair(result: object, *names: str) -> dict[str, object]:
    """The two parts of a result by name, so that a verdict can speak of each."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        raise reading.Unreadable(f"The result is a pair: `return {', '.join(names)}`.")
    return dict(zip(names, result))


class ReadNa(Exercise):
    """The table in a CSV file in which "?", "-" and "NA" all mean that a value
    is missing.

    `file` is an open file, or a path: what pd.read_csv takes first. Columns of
    numbers come out as numbers. The lines "x,y", "1,a", "?,-" give x = [1,
    NaN] and y = ["a", NaN].
    """

    hints = (
        "Which marks does pandas know by itself? Which of the three does it not know?",
        "`pd.read_csv` can be told of more marks; it then reads the column as numbers at once.",
        '`pd.read_csv(file, na_values=["?", ...])`',
    )
    proves = "Told of the marks while reading, pandas gets missing values and dtypes right at once."

    def solution(file):
        return pd.read_csv(file, na_values=["?", "-"])

    def observe(answer, file):
        return answer(io.StringIO(file))

    def inputs():
        number = st.one_of(st.integers(-99, 99).map(str), st.sampled_from(["?", "-", "NA"]))
        word = st.sampled_from(["Pave", "Grvl", "un-paved", "?", "-", "NA"])
        rows = st.lists(st.tuples(number, word), max_size=4)
        # The first row has a number and a word, so that each column is of one kind.
        return rows.map(lambda more: (_csv("NumRooms,Alley", ("-3", "Pave"), *more),))

    def edge_cases():
        return [
            (_csv("x,y", ("1", "a"), ("?", "-")),),
            (_csv("x,y", ("-1", "a-b"), ("-2.5", "why?"), ("-", "NA")),),
            (_csv("x,y", ("1", "a"), ("2", "b")),),
        ]

    class also_right:
        def all_three_named(file):
            return pd.read_csv(file, na_values=["?", "-", "NA"], keep_default_na=False)

        def replaced_and_converted(file):
            frame = pd.read_csv(file).replace({"?": None, "-": None})
            for name in frame:
                with contextlib.suppress(ValueError):
                    frame[name] = pd.to_numeric(frame[name])
            return frame

        def read_by_hand(file):
            names, *rows = (line.strip().split(",") for line in file)
            table = {}
            for name, column in zip(names, zip(*rows)):
                values = [None if v in ("?", "-", "NA") else v for v in column]
                try:
                    table[name] = [math.nan if v is None else float(v) for v in values]
                except ValueError:
                    table[name] = values
            return pd.DataFrame(table)

    class wrong:
        def only_the_defaults(file):
            """Pandas knows `NA` and a dozen marks more, but not all of these three. What it does
            not know it takes for text, and one text makes the whole column text."""
            return pd.read_csv(file)

        def left_as_text(file):
            """The marks are gone, and yet a column of numbers is still text: it was read as text
            before they were replaced. Tell `pd.read_csv` of the marks, or convert afterwards."""
            frame = pd.read_csv(file)
            return frame.mask(frame.isin(["?", "-"]))

        def one_mark_forgotten(file):
            """One mark is still taken for text. There are two that pandas does not know."""
            return pd.read_csv(file, na_values="?")

        def removed_every_dash(file):
            """A "-" alone is a mark, but in "-3" it is a minus, and in a word a hyphen. The whole
            entry has to be looked at, not each character."""
            text = file.read().replace("-", "").replace("?", "")
            return pd.read_csv(io.StringIO(text))

        def marks_became_zero(file):
            """The missing entries have become zeros. Zero rooms is a statement about a house;
            missing means that nobody knows."""
            return pd.read_csv(file, na_values=["?", "-"]).fillna(0)

        def dropped_the_rows(file):
            """Rows with something missing are gone. Reading should keep all there is; what to do
            about the holes is decided later."""
            return pd.read_csv(file, na_values=["?", "-"]).dropna()


def _csv(header: str, *rows: tuple[str, ...]) -> str:
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"


class MissingFraction(Exercise):
    """For each column of `frame`, the fraction of its entries that is missing:
    a Series with the names of the columns as index, the most missing first;
    columns with equal fractions in any order.

    Columns a = [1, 2, NaN, NaN] and b = [NaN, "x", NaN, NaN] give b 0.75, a
    0.5.
    """

    hints = (
        "`frame.isna()` is a table of True and False. What is the mean of such a column?",
        "True counts as 1, so a column's mean is its fraction missing. Then sort.",
        "`.sort_values(ascending=False)` puts the largest first.",
    )
    proves = "The mean of a mask is a fraction: isna, mean, sort."

    def solution(frame):
        return frame.isna().mean().sort_values(ascending=False)

    def observe(answer, frame):
        result = answer(frame)
        if isinstance(result, pd.Series) and set(result.index) == set(frame.columns):
            values = result.tolist()
            if all(a >= b for a, b in itertools.pairwise(values)):  # ties in one order
                place = {name: j for j, name in enumerate(frame.columns)}
                pairs = sorted(result.items(), key=lambda pair: (-pair[1], place[pair[0]]))
                return pd.Series(dict(pairs))
        return result

    def inputs():
        columns = {"NumRooms": _HOLES, "Alley": _ROADS_OR_NONE, "Price": _HOLES}
        return tables(columns, 1, 6).map(lambda frame: (frame,))

    def edge_cases():
        return [
            (pd.DataFrame({"a": [1, 2, math.nan, math.nan], "b": [None, "x", None, None]}),),
            (pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),),
            (pd.DataFrame({"a": [1.5, 2, 3], "b": [math.nan, math.nan, math.nan]}),),
        ]

    class also_right:
        def counts_over_rows(frame):
            counts = frame.isnull().sum() / len(frame)
            return counts.sort_values()[::-1]

        def one_minus_what_is_there(frame):
            return (1 - frame.count() / frame.shape[0]).sort_values(ascending=False)

        def in_a_loop(frame):
            found = {}
            for name in frame.columns:
                found[name] = sum(pd.isna(value) for value in frame[name]) / len(frame)
            return pd.Series(dict(sorted(found.items(), key=lambda pair: -pair[1])))

    class wrong:
        def counts(frame):
            """These are counts. Three missing of four is much, three of a million is nothing:
            divide by the number of rows."""
            return frame.isna().sum().sort_values(ascending=False)

        def fraction_of_all_cells(frame):
            """It looks as if the counts were divided by the number of all cells in the table.
            Each column has as many entries as there are rows."""
            return (frame.isna().sum() / frame.size).sort_values(ascending=False)

        def share_of_what_is_missing(frame):
            """It looks as if the counts were divided by all that is missing, so that they add up
            to 1. Which part of its *own* column is missing?"""
            counts = frame.isna().sum()
            return (counts / max(counts.sum(), 1)).sort_values(ascending=False)

        def fraction_present(frame):
            """This is the fraction that is *there*. What is asked for is its complement."""
            return frame.notna().mean().sort_values(ascending=False)

        def fewest_first(frame):
            """The fractions are right; the order is the other way round. `sort_values` begins with
            the smallest unless told otherwise."""
            return frame.isna().mean().sort_values()

        def not_sorted(frame):
            """The fractions are right, in the order of the table's columns. The worst column
            should come first."""
            return frame.isna().mean()

        def in_percent(frame):
            """These are percentages. A fraction lies between 0 and 1."""
            return 100 * frame.isna().mean().sort_values(ascending=False)


class ColumnKinds(Prediction):
    """What each column tells: "number", "category", "identifier" or
    "date-like".
    """

    hints = (
        "For which columns does a mean make sense? For which would a new row bring a new value?",
        "A number measures. A category sorts into a few groups. An identifier belongs to one "
        "row alone. Date-like is what says when.",
        "Four columns are numbers, three are categories; one of the last two says when.",
    )
    proves = "You ask what a column tells before you ask what its dtype is."
    read = reading.each(reading.choice("number", "category", "identifier", "date-like"))

    def solution():
        return {
            "species": "category",
            "island": "category",
            "bill_length_mm": "number",
            "bill_depth_mm": "number",
            "flipper_length_mm": "number",
            "body_mass_g": "number",
            "sex": "category",
            "year": "date-like",
            "ring (N1A1, N1A2, ...)": "identifier",
        }

    class also_right:
        def in_capitals():
            return {key: word.upper() for key, word in ColumnKinds.solution().items()}

        def sorted_by_kind():
            kinds = {
                "number": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
                "category": ["sex", "island", "species"],
                "date-like": ["year"],
                "identifier": ["ring (N1A1, N1A2, ...)"],
            }
            return {name: kind for kind, names in kinds.items() for name in names}

    class wrong:
        def year_is_a_quantity():
            """A year is written as a number, but does twice 2008 mean anything, or the mean of
            2007 and 2009 penguins? It says *when* they were measured."""
            return {"year": "number"}

        def text_means_category():
            """Text is not always a category. How many penguins share one ring? A column with a
            new value in each row sorts nothing into groups."""
            return {"ring (N1A1, N1A2, ...)": "category"}

        def few_values_mean_category():
            """There are three years in the table, as there are three islands. But years come in
            an order, and next year brings a new one; which word says more than that it groups?"""
            return {"year": "category"}

        def text_means_identifier():
            """Those words are names, but of groups: many penguins share one. An identifier
            belongs to one row alone."""
            return {"species": "identifier", "island": "identifier", "sex": "identifier"}

        def whole_numbers_are_counted():
            """Whole numbers are a matter of rounding: the scale showed full grams, the ruler full
            millimetres. A mean of them makes sense."""
            return {"flipper_length_mm": "category", "body_mass_g": "category"}


class DropMostMissing(Exercise):
    """`frame` without the one input column in which most values are missing:
    the first of them where several miss equally many, none where no input
    misses anything.

    `target` is the name of the column to be predicted. It is not an input, and
    it stays.
    """

    hints = (
        "Among which columns do you look for the worst? What if the largest count is 0?",
        "Count in `frame.drop(columns=target)`; `idxmax()` names the first column with the "
        "largest count.",
        "`missing = frame.drop(columns=target).isna().sum()`, then look at `missing.max()`.",
    )
    proves = "You drop a column for a reason, and never the one to be predicted."

    def solution(frame, target):
        missing = frame.drop(columns=target).isna().sum()
        if missing.max() == 0:
            return frame
        return frame.drop(columns=missing.idxmax())

    def inputs():
        columns = {
            "NumRooms": _HOLES,
            "Price": _HOLES,
            "Alley": _ROADS_OR_NONE,
            "Area": _HOLES,
        }
        return tables(columns, 2, 4).map(lambda frame: (frame, "Price"))

    def edge_cases():
        nan = math.nan
        return [
            (pd.DataFrame({"a": [1.0, nan], "b": [2.0, 3.0], "y": [nan, nan]}), "y"),
            (pd.DataFrame({"y": [1.0, 2.0], "a": [1.0, 2.0], "b": ["u", "v"]}), "y"),
            (pd.DataFrame({"a": [1.0, 2.0], "y": [nan, nan], "b": ["u", "v"]}), "y"),
            (pd.DataFrame({"a": [nan, 1.0], "b": [None, "v"], "y": [0.0, 1.0]}), "y"),
            (pd.DataFrame({"a": [1.0, 2.0], "b": [None, None], "y": [0.0, 1.0]}), "y"),
        ]

    class also_right:
        def in_a_loop(frame, target):
            worst, most = None, 0
            for name in frame.columns:
                count = int(frame[name].isna().sum())
                if name != target and count > most:
                    worst, most = name, count
            return frame[[name for name in frame.columns if name != worst]]

        def with_a_mask(frame, target):
            missing = frame.isna().sum()
            missing[target] = 0
            keep = [True] * frame.shape[1]
            if missing.any():
                keep[int(np.argmax(missing.to_numpy()))] = False
            return frame.loc[:, keep].copy()

    class wrong:
        def dropped_rows(frame, target):
            """It looks as if *rows* with something missing were dropped. A whole column is to go,
            and every row to stay."""
            return frame.dropna()

        def dropped_the_target(frame, target):
            """It looks as if the target was counted among the columns that may go. Without it
            there is nothing left to predict."""
            missing = frame.isna().sum()
            return frame if missing.max() == 0 else frame.drop(columns=missing.idxmax())

        def dropped_a_full_column(frame, target):
            """Where nothing is missing, the largest count is 0, and `idxmax` still names a column.
            There was no reason to drop that one."""
            return frame.drop(columns=frame.drop(columns=target).isna().sum().idxmax())

        def last_of_equals(frame, target):
            """Several columns miss equally many, and the last of them was dropped. The rule asks
            for the first, so that everyone gets the same table."""
            missing = frame.drop(columns=target).isna().sum()
            return frame if missing.max() == 0 else frame.drop(columns=missing[::-1].idxmax())

        def dropped_all_with_holes(frame, target):
            """Every input column with a hole in it is gone. Only the worst was to go; the others
            can be filled."""
            inputs = frame.drop(columns=target)
            return frame.drop(columns=inputs.columns[inputs.isna().any()])

        def lost_the_target(frame, target):
            """The column to be dropped was chosen well, but the target is gone too. It stays in
            the table."""
            inputs = frame.drop(columns=target)
            missing = inputs.isna().sum()
            return inputs if missing.max() == 0 else inputs.drop(columns=missing.idxmax())


class ImputeMean(Exercise):
    """A new table like `frame`, in which every missing number is replaced by
    the mean of its column. Columns of text stay as they are, with their holes.

    NumRooms = [NaN, 2, 4] becomes [3, 2, 4].
    """

    hints = (
        "Of which columns is there a mean at all?",
        "`mean(numeric_only=True)` has one mean for each column of numbers; `fillna` takes a "
        "value for each column.",
        "`frame.fillna(means)` gives a new table and leaves the old one alone.",
    )
    proves = "Each column is filled from itself, text is left alone, and the caller's table too."

    def solution(frame):
        return frame.fillna(frame.mean(numeric_only=True))

    def inputs():
        columns = {"NumRooms": _HOLES, "Alley": _ROADS_OR_NONE, "Area": _HOLES}
        frames = tables(columns, 2, 5).filter(lambda f: f.count()[["NumRooms", "Area"]].all())
        return frames.map(lambda frame: (frame,))

    def edge_cases():
        nan = math.nan
        return [
            (pd.DataFrame({"NumRooms": [nan, 2.0, 4.0], "Alley": ["Pave", None, None]}),),
            (pd.DataFrame({"a": [1, 2, 6], "b": [nan, 5.0, nan], "c": ["u", None, "v"]}),),
            (pd.DataFrame({"a": [1, 2, 6], "c": ["u", "w", "v"]}),),
            (pd.DataFrame({"a": [nan, 8.0, 7.0], "c": ["u", None, "v"]}, index=[5, 3, 9]),),
        ]

    class also_right:
        def column_by_column(frame):
            filled = frame.copy()
            for name in filled.select_dtypes("number"):
                filled[name] = filled[name].fillna(filled[name].mean())
            return filled

        def with_where(frame):
            means = frame.mean(numeric_only=True)
            columns = {}
            for name in frame:
                column = frame[name]
                columns[name] = (
                    column.where(column.notna(), means[name]) if name in means else column
                )
            return pd.DataFrame(columns)

        def with_numpy(frame):
            filled = frame.copy()
            numbers = frame.select_dtypes("number").columns
            X = frame[numbers].to_numpy(dtype=float)
            filled[numbers] = np.where(np.isnan(X), np.nanmean(X, axis=0), X)
            return filled

    class wrong:
        def zero(frame):
            """It looks as if the holes were filled with 0. That is a value like any other, often a
            strange one, and it pulls the column's mean towards 0."""
            return frame.fillna({name: 0 for name in frame.select_dtypes("number")})

        def one_mean_for_the_whole_table(frame):
            """It looks as if one mean was taken over the whole table. Rooms and areas have
            nothing in common: each column has its own mean."""
            numbers = frame.select_dtypes("number")
            mean = np.nanmean(numbers.to_numpy(dtype=float))
            return frame.fillna({name: mean for name in numbers})

        def text_filled_with_the_most_frequent(frame):
            """The holes in text were filled as well, with the most frequent word. Here they stay:
            missing becomes a category of its own later."""
            modes = {n: frame[n].mode()[0] for n in frame if frame[n].notna().any()}
            return frame.fillna(frame.mean(numeric_only=True)).fillna(modes)

        def text_filled_with_a_word(frame):
            """The holes in text were filled as well, with a word for "missing". Here they stay as
            they are, so that nobody takes the word for a value."""
            return frame.fillna(frame.mean(numeric_only=True)).fillna("missing")

        def changed_the_callers_frame(frame):
            """The table that was handed in has been changed: whoever called this function has lost
            the information what was missing. Begin with `frame.copy()`, or use what gives a new
            table."""
            for name in frame.select_dtypes("number"):
                frame[name] = frame[name].fillna(frame[name].mean())
            return frame

        def mean_of_text(frame):
            """Words have no mean, and pandas refuses to take one. It can be told to look at the
            columns of numbers only."""
            return frame.fillna(frame.mean())

        def median(frame):
            """It looks as if the median was taken. That is often a good choice; asked for is the
            mean."""
            return frame.fillna(frame.median(numeric_only=True))

        def dropped_the_rows(frame):
            """Rows with holes were dropped, and all that was known about them is lost. Every row
            should stay."""
            return frame.dropna(subset=list(frame.select_dtypes("number")))

        def dropped_the_text(frame):
            """The columns of text are gone. They are not filled, but they stay in the table."""
            numbers = frame.select_dtypes("number")
            return numbers.fillna(numbers.mean())

        def interpolated(frame):
            """It looks as if a hole was filled from the rows above and below. Rows have no order
            that means anything here: interpolation is for series in time."""
            filled = frame.copy()
            for name in frame.select_dtypes("number"):
                filled[name] = frame[name].interpolate(limit_direction="both")
            return filled


class NoLeak(Exercise):
    """Two new tables like `train` and `test`, in which every missing number is
    replaced by the mean that its column has in `train`. Text stays as it is.

    Both have the same columns. For x = [1, 3, NaN] in train and x = [NaN, 10]
    in test the results have x = [1, 3, 2] and x = [2, 10].
    """

    name = "impute"
    hints = (
        "What may be known about the test rows when the model is trained?",
        "Nothing. So every statistic comes from `train`, and is then used on both.",
        "`means = train.mean(numeric_only=True)`, once.",
    )
    proves = "Nothing about the test rows reached what you computed from the training rows."

    def solution(train, test):
        means = train.mean(numeric_only=True)
        return train.fillna(means), test.fillna(means)

    def observe(answer, train, test):
        return _pair(answer(train, test), "train", "test")

    def inputs():
        columns = {"NumRooms": _HOLES, "Alley": _ROADS_OR_NONE}
        train = tables(columns, 3, 5).filter(lambda f: f["NumRooms"].notna().any())
        return st.tuples(train, tables(columns, 1, 2))

    def edge_cases():
        nan = math.nan
        return [
            (
                pd.DataFrame({"x": [1.0, 3.0, nan], "a": ["u", None, "v"]}),
                pd.DataFrame({"x": [nan, 10.0], "a": [None, "u"]}),
            ),
            (
                pd.DataFrame({"x": [1.0, 3.0, 5.0], "a": ["u", "w", "v"]}),
                pd.DataFrame({"x": [nan, nan], "a": ["v", "u"]}),
            ),
            (
                pd.DataFrame({"x": [1.0, 3.0, nan, 8.0], "z": [nan, 1.0, 2.0, 6.0]}),
                pd.DataFrame({"x": [9.0, 7.0, nan], "z": [nan, nan, 0.0]}),
            ),
        ]

    class also_right:
        def in_a_loop(train, test):
            train, test = train.copy(), test.copy()
            for name in train.select_dtypes("number"):
                mean = train[name].mean()
                train[name] = train[name].fillna(mean)
                test[name] = test[name].fillna(mean)
            return train, test

        def one_function_for_both(train, test):
            means = {n: np.nanmean(train[n]) for n in train.select_dtypes("number")}
            return [part.fillna(value=means) for part in (train, test)]

    class wrong:
        def tests_own_means(train, test):
            """It looks as if the test rows were filled with means of their own. In use a model
            meets one row at a time: of which rows does it then have a mean?"""
            return (
                train.fillna(train.mean(numeric_only=True)),
                test.fillna(test.mean(numeric_only=True)),
            )

        def means_of_both(train, test):
            """It looks as if one mean was taken over training and test rows together. Then the
            training rows know something about the test rows: it has leaked."""
            means = pd.concat([train, test]).mean(numeric_only=True)
            return train.fillna(means), test.fillna(means)

        def test_left_as_it_is(train, test):
            """The holes in `test` are still there, and no model computes with NaN."""
            return train.fillna(train.mean(numeric_only=True)), test

        def dropped_from_test(train, test):
            """Test rows with holes were dropped. Then the test is easier than real use, where such
            rows want an answer too."""
            means = train.mean(numeric_only=True)
            return train.fillna(means), test.dropna(subset=list(means.index))

        def filled_the_callers_tables(train, test):
            """The tables that were handed in have been changed. Make new ones: `fillna` without
            `inplace` does."""
            means = train.mean(numeric_only=True)
            for part in (train, test):
                for name in means.index:
                    part[name] = part[name].fillna(means[name])
            return train, test

        def swapped(train, test):
            """The two tables come out in the other order: `train` first, then `test`."""
            return NoLeak.solution(train, test)[::-1]


class OneHot(Exercise):
    """`frame` with every column of text replaced by columns of 0.0 and 1.0:
    one for each word in it, in alphabetical order, and a last one for
    "missing", there even if nothing is.

    They are named as pandas does: Alley = ["Pave", NaN] becomes Alley_Pave =
    [1.0, 0.0] and Alley_nan = [0.0, 1.0]. Columns of numbers come first,
    unchanged.
    """

    hints = (
        "Which function of pandas makes *dummies*? Which of its parameters speaks of NaN?",
        "`pd.get_dummies` makes a column for each word; it leaves NaN out, and it gives True and "
        "False, unless told otherwise.",
        "`dummy_na=True` adds the column for missing, `dtype=float` makes numbers.",
    )
    proves = "Each word has a column, and missing is a category of its own."

    def solution(frame):
        return pd.get_dummies(frame, dummy_na=True, dtype=float)

    def inputs():
        columns = {"NumRooms": _QUARTERS, "Alley": _ROADS_OR_NONE, "Side": _SIDES}
        return tables(columns, 1, 4).map(lambda frame: (frame,))

    def edge_cases():
        return [
            (pd.DataFrame({"Alley": ["Pave", None]}),),
            (pd.DataFrame({"Alley": ["Pave", "Grvl", "Pave"], "x": [1.0, 2.0, 3.0]}),),
            (pd.DataFrame({"Alley": [None, "b", "a"], "Side": ["u", None, None]}),),
            (pd.DataFrame({"Alley": ["b", None, "c", "a"]}, index=[4, 2, 3, 1]),),
        ]

    class also_right:
        def by_hand(frame):
            numbers = frame.select_dtypes("number")
            columns = {name: frame[name] for name in numbers}
            for name in frame.columns.difference(numbers.columns, sort=False):
                for word in sorted(frame[name].dropna().unique()):
                    columns[f"{name}_{word}"] = (frame[name] == word).astype(float)
                columns[f"{name}_nan"] = frame[name].isna().astype(float)
            return pd.DataFrame(columns)

        def bools_then_floats(frame):
            return pd.get_dummies(frame, dummy_na=True).astype(float)

        def word_for_missing(frame):
            text = [name for name in frame if frame[name].dtype.kind == "O"]
            parts = [frame.drop(columns=text)]
            for name in text:
                words = [*sorted(frame[name].dropna().unique()), "nan"]
                filled = frame[name].fillna("nan")
                codes = np.array([words.index(word) for word in filled])
                names = [f"{name}_{word}" for word in words]
                one_hot = np.eye(len(words), dtype=np.float32)[codes]
                parts.append(pd.DataFrame(one_hot, columns=names, index=frame.index))
            return pd.concat(parts, axis=1)

    class wrong:
        def missing_lost(frame):
            """Where the word is missing, the row has zeros everywhere, and no column says why.
            That it is missing may be the most telling thing about that row."""
            return pd.get_dummies(frame, dtype=float)

        def bools(frame):
            """The columns hold True and False. Next to columns of floats they make an array of
            Python objects, which a tensor refuses: ask for floats."""
            return pd.get_dummies(frame, dummy_na=True)

        def objects(frame):
            """The columns hold Python objects. A tensor needs a numeric dtype: ask for floats."""
            return pd.get_dummies(frame, dummy_na=True, dtype=object)

        def whole_numbers(frame):
            """The columns hold whole numbers. Models compute in floats: ask for them at once."""
            return pd.get_dummies(frame, dummy_na=True, dtype=int)

        def codes(frame):
            """It looks as if each word got a number: 0, 1, 2. Then a model reads that the third is
            twice the second, and lies between nothing and more. Words have no such order."""
            coded = frame.copy()
            for name in coded:
                if coded[name].dtype.kind == "O":
                    coded[name] = coded[name].astype("category").cat.codes.astype(float)
            return coded

        def first_dropped(frame):
            """One word has no column: the first was left out, to be told by the zeros in all the
            others. Here every word gets its own."""
            return pd.get_dummies(frame, dummy_na=True, dtype=float, drop_first=True)

        def column_only_where_needed(frame):
            """Where nothing is missing there is no column for it. The next table may have a hole
            there: the column has to be there already."""
            coded = pd.get_dummies(frame, dummy_na=True, dtype=float)
            return coded.loc[:, [not n.endswith("_nan") or coded[n].any() for n in coded]]


class AlignCategories(Exercise):
    """The table `test` one-hot encoded as floats, with exactly the columns, in
    the same order, that `train` has when it is encoded by
    `pd.get_dummies(train, dtype=float)`.

    A word that `train` does not know gives zeros. Nothing is missing in the
    two tables. For a = ["u", "v"] in train and a = ["w", "v"] in test the
    result has a_u = [0, 0], a_v = [0, 1].
    """

    name = "encode_like"
    hints = (
        "Which columns does `test` get when it is encoded alone? Which are missing, which are new?",
        "Encode both; then bring the second into the columns of the first. `reindex` does that.",
        "`reindex(columns=..., fill_value=0.0)`",
    )
    proves = "Whatever words come later, the model always finds the columns it was trained on."

    def solution(train, test):
        columns = pd.get_dummies(train, dtype=float).columns
        return pd.get_dummies(test, dtype=float).reindex(columns=columns, fill_value=0.0)

    def observe(answer, train, test):
        """The result, in which whole zeros, as `fill_value=0` gives, are as good as floats."""
        result = answer(train, test)
        if isinstance(result, pd.DataFrame) and result.columns.is_unique:
            return result.astype({name: float for name in result.select_dtypes("integer")})
        return result

    def inputs():
        words = st.sampled_from(["Brick", "Grvl", "Pave", "Sand"])
        columns = {"Alley": words, "NumRooms": _QUARTERS}
        return st.tuples(tables(columns, 2, 4), tables(columns, 1, 3))

    def edge_cases():
        return [
            (pd.DataFrame({"a": ["u", "v"]}), pd.DataFrame({"a": ["w", "v"]})),
            (pd.DataFrame({"a": ["u", "v"]}), pd.DataFrame({"a": ["v", "v"]})),
            (pd.DataFrame({"a": ["u", "w"]}), pd.DataFrame({"a": ["w", "u", "v"]})),
            (
                pd.DataFrame({"a": ["v", "u"], "b": ["p", "q"]}),
                pd.DataFrame({"a": ["w", "w"], "b": ["q", "r"]}, index=[7, 3]),
            ),
        ]

    class also_right:
        def filled_with_whole_zeros(train, test):
            columns = pd.get_dummies(train).columns
            return pd.get_dummies(test, dtype=float).reindex(columns=columns, fill_value=0)

        def column_by_column(train, test):
            coded = pd.get_dummies(test, dtype=float)
            result = pd.DataFrame(index=test.index)
            for name in pd.get_dummies(train, dtype=float).columns:
                result[name] = coded.get(name, 0.0)
            return result

        def by_hand(train, test):
            columns = {}
            for name in train.select_dtypes("number"):
                columns[name] = test[name]
            for name in train.columns.difference(list(columns), sort=False):
                for word in sorted(set(train[name])):
                    columns[f"{name}_{word}"] = [float(entry == word) for entry in test[name]]
            return pd.DataFrame(columns, index=test.index)

        def both_at_once_then_choose(train, test):
            both = pd.get_dummies(pd.concat([train, test]), dtype=float)
            return both.iloc[len(train) :][pd.get_dummies(train).columns]

    class wrong:
        def encoded_alone(train, test):
            """It looks as if `test` was encoded by itself: words that it lacks have no column, and
            words that only it has get a new one. The model knows the columns of `train`."""
            return pd.get_dummies(test, dtype=float)

        def new_columns_appear(train, test):
            """It looks as if both tables were encoded together. Words that only `test` has bring
            new columns, for which the model has learnt nothing."""
            both = pd.get_dummies(pd.concat([train, test]), dtype=float)
            return both.iloc[len(train) :]

        def another_order(train, test):
            """All the columns are there, in another order. A tensor knows no names: the model
            would take one column for another."""
            columns = pd.get_dummies(train, dtype=float).columns
            coded = pd.get_dummies(test, dtype=float)
            known = [name for name in coded if name in columns]
            return coded[known].reindex(
                columns=[*known, *columns.difference(known, sort=False)], fill_value=0.0
            )

        def columns_missing(train, test):
            """New columns were dropped, but a word that happens not to occur in `test` still has
            no column. It needs one, full of zeros."""
            columns = pd.get_dummies(train, dtype=float).columns
            coded = pd.get_dummies(test, dtype=float)
            return coded[[name for name in columns if name in coded]]

        def holes_left(train, test):
            """The columns are right, and those that `test` lacked are full of NaN. That its rows
            do not have that word is known: it is 0."""
            columns = pd.get_dummies(train, dtype=float).columns
            return pd.get_dummies(test, dtype=float).reindex(columns=columns)

        def renamed(train, test):
            """It looks as if the columns were renamed by their place. The third column of one
            table need not hold the same word as the third of the other."""
            coded = pd.get_dummies(test, dtype=float)
            coded.columns = pd.get_dummies(train, dtype=float).columns
            return coded

        def encoded_train(train, test):
            """These are the rows of `train`. Its *columns* are wanted, with the rows of `test`."""
            return pd.get_dummies(train, dtype=float)


class RareToOther(Exercise):
    """A new Series like `column`, in which every word seen fewer than `k`
    times is "other". What is missing stays missing: it is no word.

    For k = 2, ["a", "b", "a", NaN] becomes ["a", "other", "a", NaN].
    """

    hints = (
        "How often does each word occur? Does your count take NaN for a word?",
        "`value_counts()` counts the words and leaves NaN out. Which words are rare?",
        '`column.where(~column.isin(rare), "other")`',
    )
    proves = "Rare words share one column now, and missing is still missing."

    def solution(column, k):
        counts = column.value_counts()
        rare = counts.index[counts < k]
        return column.where(~column.isin(rare), "other")

    def inputs():
        words = st.sampled_from(["ash", "elm", "fir", "oak", None])
        columns = st.lists(words, min_size=2, max_size=8).filter(lambda w: any(w))
        return st.tuples(columns.map(lambda w: pd.Series(w, name="tree")), st.integers(1, 3))

    def edge_cases():
        return [
            (pd.Series(["a", "b", "a", None], name="x"), 2),
            (pd.Series(["a", "b", "a", None, None, "c"], name="x"), 2),
            (pd.Series(["a", "b"], name="x"), 1),
            (pd.Series(["other", "b", "a", "a"], name="x"), 2),
            (pd.Series(["a", "b", "b", None], name="x", index=[7, 5, 6, 4]), 3),
        ]

    class also_right:
        def by_mapping(column, k):
            counts = column.value_counts()
            return column.map(lambda word: "other" if counts.get(word, k) < k else word)

        def with_transform(column, k):
            counts = column.groupby(column).transform("size")
            return column.mask(counts < k, "other")

        def in_a_loop(column, k):
            words = list(column)
            new = [
                "other" if not pd.isna(word) and words.count(word) < k else word for word in words
            ]
            return pd.Series(new, index=column.index)

    class wrong:
        def dropped_the_rows(column, k):
            """Rows with a rare word are gone, with all else that was known about them. The word
            changes, the row stays."""
            counts = column.value_counts()
            return column[~column.isin(counts.index[counts < k])]

        def missing_counted_as_a_word(column, k):
            """Missing entries have become "other". Other than what? Nobody knows the word, so NaN
            has to stay."""
            return column.where(column.map(column.value_counts()) >= k, "other")

        def missing_kept_only_if_frequent(column, k):
            """It looks as if NaN was counted like a word: rare holes became "other", frequent ones
            stayed. A hole is no word, however many there are."""
            counts = column.value_counts(dropna=False)
            return column.where(~column.isin(counts.index[counts < k]), "other")

        def k_times_is_rare_too(column, k):
            """A word seen exactly k times was taken for rare. *Fewer* than k is `< k`."""
            counts = column.value_counts()
            return column.where(~column.isin(counts.index[counts <= k]), "other")

        def rare_became_missing(column, k):
            """Rare words have become NaN. They are known, only rare: "other" says so."""
            counts = column.value_counts()
            return column.where(~column.isin(counts.index[counts < k]))

        def frequent_became_other(column, k):
            """The frequent words were replaced and the rare ones stay: the other way round."""
            counts = column.value_counts()
            return column.where(~column.isin(counts.index[counts >= k]), "other")

        def kept_the_k_most_frequent(column, k):
            """It looks as if the k most frequent words were kept. k is how often a word has to
            occur, not how many words may stay."""
            kept = column.value_counts().index[:k]
            return column.where(column.isin(kept) | column.isna(), "other")


class ToTensors(Exercise):
    """The table as a pair of tensors: X, float32 of shape (m, n), all columns
    but `target` in their order; y, float32 of shape (m,), the column `target`.

    The m rows hold numbers, and True and False, which become 1 and 0; nothing
    is missing.
    """

    hints = (
        "Which columns are inputs? Which one dtype can all of them have?",
        "Take the target away; turn the rest into an array of float32; then into a tensor.",
        '`torch.tensor(inputs.to_numpy(dtype="float32"))`',
    )
    proves = "One table, one dtype, two tensors of the shapes that models take."
    strict_type = True
    strict_dtype = True

    def solution(frame, target):
        inputs = frame.drop(columns=target)
        X = torch.tensor(inputs.to_numpy(dtype="float32"))
        y = torch.tensor(frame[target].to_numpy(dtype="float32"))
        return X, y

    def observe(answer, frame, target):
        return _pair(answer(frame, target), "X", "y")

    def inputs():
        columns = {"NumRooms": _QUARTERS, "Sold": st.booleans(), "Floors": st.integers(1, 4)}
        order = st.permutations([*columns, "Price"])
        return st.tuples(tables(columns | {"Price": _QUARTERS}, 2, 4), order).map(
            lambda pair: (pair[0][pair[1]], "Price")
        )

    def edge_cases():
        return [
            (pd.DataFrame({"a": [0.5, 1.5], "b": [True, False], "y": [3.0, 4.0]}), "y"),
            (pd.DataFrame({"y": [3, 4, 5], "a": [0.5, 1.5, 2.5], "b": [True, False, True]}), "y"),
            (pd.DataFrame({"a": [0.5], "y": [1], "b": [True]}), "y"),
        ]

    class also_right:
        def converted_first(frame, target):
            numbers = frame.astype("float32")
            y = torch.from_numpy(numbers.pop(target).to_numpy().copy())
            return torch.tensor(numbers.values), y

        def column_by_column(frame, target):
            inputs = [name for name in frame.columns if name != target]
            X = torch.stack([torch.tensor(list(frame[name])).float() for name in inputs], dim=1)
            return X, torch.tensor(list(frame[target]), dtype=torch.float32)

        def by_lists(frame, target):
            X = torch.tensor(frame.drop(target, axis=1).astype(float).values.tolist())
            return X, torch.tensor([float(v) for v in frame[target]])

    class wrong:
        def float64(frame, target):
            """These are float64, as pandas and NumPy keep their numbers. The weights of a model
            are float32, and the two do not multiply."""
            X = torch.tensor(frame.drop(columns=target).to_numpy(dtype=float))
            return X, torch.tensor(frame[target].to_numpy(dtype=float))

        def target_left_in_x(frame, target):
            """The target is still among the columns of X. A model would read the answer off its
            input, and be of no use."""
            X = torch.tensor(frame.to_numpy(dtype="float32"))
            return X, torch.tensor(frame[target].to_numpy(dtype="float32"))

        def y_is_a_column(frame, target):
            """y has two axes. Subtract it from predictions of shape (m,), and broadcasting makes
            a table of m × m differences. One name, not a list of names, gives one axis."""
            y = torch.tensor(frame[[target]].to_numpy(dtype="float32"))
            return ToTensors.solution(frame, target)[0], y

        def values_as_they_are(frame, target):
            """Bools beside floats make an array of Python objects, and no tensor can be made of
            that. Give the array one numeric dtype."""
            X = torch.tensor(frame.drop(columns=target).to_numpy())
            return X, torch.tensor(frame[target].to_numpy())

        def bools_left_out(frame, target):
            """The columns of True and False are gone. They are inputs too: 1 and 0."""
            inputs = frame.drop(columns=target).select_dtypes("number")
            return torch.tensor(inputs.to_numpy(dtype="float32")), ToTensors.solution(
                frame, target
            )[1]

        def stayed_in_numpy(frame, target):
            """The numbers are right, but these are NumPy arrays. `torch.tensor` makes tensors."""
            X, y = ToTensors.solution(frame, target)
            return X.numpy(), y.numpy()

        def rows_and_columns_swapped(frame, target):
            """X lies on its side: its rows should be samples, its columns features."""
            X, y = ToTensors.solution(frame, target)
            return X.T, y


class StandardiseColumns(Exercise):
    """A new table like `frame`, each column shifted and scaled to mean 0 and
    standard deviation 1 (that of `frame.std()`); a constant column becomes 0.

    All columns are numbers, there are at least two rows, and nothing is
    missing.
    """

    hints = (
        "What is the standard deviation of a constant column, and what is 0 / 0?",
        "Subtract the means, divide by the deviations; where a deviation is 0, divide by 1.",
        "`std = frame.std()`, then `std.where(std > 0, 1.0)`",
    )
    proves = "Every column is on one scale now, and a constant one does no harm."

    def solution(frame):
        std = frame.std()
        return (frame - frame.mean()) / std.where(std > 0, 1.0)

    def inputs():
        columns = {"length": _QUARTERS, "constant": st.just(2.5), "mass": _QUARTERS}
        return tables(columns, 2, 5).map(lambda frame: (frame,))

    def edge_cases():
        return [
            (pd.DataFrame({"a": [1.0, 3.0], "b": [10.0, 30.0]}),),
            (pd.DataFrame({"a": [1.0, 3.0, 8.0], "b": [5.0, 5.0, 5.0]}),),
            (pd.DataFrame({"a": [1.0, 3.0, 8.0], "b": [5, 0, 1]}, index=[2, 0, 1]),),
        ]

    class also_right:
        def column_by_column(frame):
            result = frame.astype(float)
            for name in frame:
                centred = frame[name] - frame[name].mean()
                result[name] = centred / centred.std() if centred.any() else 0.0
            return result

        def with_numpy(frame):
            X = frame.to_numpy(dtype=float)
            std = X.std(axis=0, ddof=1)
            Z = (X - X.mean(axis=0)) / np.where(std == 0, 1, std)
            return pd.DataFrame(Z, columns=frame.columns, index=frame.index)

        def nan_to_zero(frame):
            return ((frame - frame.mean()) / frame.std()).fillna(0.0)

    class wrong:
        def whole_table(frame):
            """It looks as if one mean and one deviation were taken over the whole table. Grams and
            millimetres have nothing in common: each column has its own."""
            X = frame.to_numpy(dtype=float)
            return (frame - X.mean()) / (X.std(ddof=1) or 1.0)

        def nan(frame):
            """A constant column has deviation 0, and 0 / 0 is NaN, which then spreads through all
            that a model computes."""
            return (frame - frame.mean()) / frame.std()

        def rows(frame):
            """Here each *row* has mean 0. A row is a sample; the columns are to be brought to one
            scale."""
            std = frame.std(axis=1)
            return frame.sub(frame.mean(axis=1), axis=0).div(std.where(std > 0, 1.0), axis=0)

        def divided_by_m(frame):
            """It looks as if the deviation was computed with m, the number of rows, in place of
            m − 1, as NumPy does. Pandas and torch divide by m − 1, and that is asked for."""
            std = frame.std(ddof=0)
            return (frame - frame.mean()) / std.where(std > 0, 1.0)

        def only_centred(frame):
            """The means are 0, but each column still has its own spread. Divide by it."""
            return frame - frame.mean()

        def to_zero_and_one(frame):
            """It looks as if each column was stretched from 0 to 1 by its smallest and largest
            value. A single outlier then squeezes all the others; mean and deviation are asked
            for."""
            span = frame.max() - frame.min()
            return (frame - frame.min()) / span.where(span > 0, 1.0)

        def variance(frame):
            """It looks as if the variance was divided by: the deviation is its square root, in the
            same unit as the column."""
            var = frame.var()
            return (frame - frame.mean()) / var.where(var > 0, 1.0)


_MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
_GROUPS = ("species", "island", "sex")
_HEADER = "species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year"


class Pipeline(Exercise):
    """The penguins in a CSV file as a pair of tensors: X, float32 of shape (m,
    n), and y, float32 of shape (m,), their body mass in grams. Penguins that
    were not weighed are left out first.

    The columns of X: bill_length_mm, bill_depth_mm and flipper_length_mm, each
    with its mean where it is missing, then standardised by the mean and
    deviation of the filled column (a constant column to 0); after them
    species, island and sex, one-hot, each with a last column for "missing".
    The year is no input.
    """

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
        numbers = frame[names].fillna(frame[names].mean())
        std = numbers.std()
        numbers = (numbers - numbers.mean()) / std.where(std > 0, 1.0)
        groups = frame[["species", "island", "sex"]]
        groups = pd.get_dummies(groups, dummy_na=True, dtype=float)
        X = pd.concat([numbers, groups], axis=1).to_numpy(dtype="float32")
        y = frame["body_mass_g"].to_numpy(dtype="float32")
        return torch.tensor(X), torch.tensor(y)

    def observe(answer, file):
        """X lying on its side, a line for each feature, so that a verdict names it."""
        X, y = _pair(answer(io.StringIO(file)), "X", "y").values()
        if not isinstance(X, torch.Tensor):
            raise reading.Unreadable("X has to be a tensor.")
        if X.ndim != 2 or X.numel() > 10_000:
            raise reading.Unreadable(f"X has the shape (m, n), and not {tuple(X.shape)}.")
        names = _columns_of_x(file)
        return {
            "the shape of X": tuple(X.shape),
            "the dtype of X": X.dtype,
            "the columns of X": pd.DataFrame(
                X.detach().cpu().T.tolist(),
                index=names if len(names) == X.shape[1] else None,
                columns=[f"penguin {k}" for k in range(len(X))],
            ),
            "y": y,
        }

    def edge_cases():
        rows = _PENGUINS
        return [
            (_csv(_HEADER, *(rows[k] for k in chosen)),)
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
            )
        ]

    class also_right:
        def with_tensors(file):
            frame = pd.read_csv(file)
            frame = frame[frame["body_mass_g"].notna()]
            columns = []
            for name in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm"):
                x = torch.tensor(frame[name].to_numpy(dtype="float64"))
                x = torch.where(x.isnan(), x.nanmean(), x)
                std = x.std()
                columns.append((x - x.mean()) / (std if std > 0 else 1.0))
            for name in ("species", "island", "sex"):
                for word in sorted(frame[name].dropna().unique()):
                    columns.append(torch.tensor([float(v == word) for v in frame[name]]))
                columns.append(torch.tensor([float(pd.isna(v)) for v in frame[name]]))
            y = torch.tensor(list(frame["body_mass_g"]), dtype=torch.float32)
            return torch.stack([c.float() for c in columns], dim=1), y

        def one_frame_all_the_way(file):
            frame = pd.read_csv(file)
            frame = frame.drop(index=frame.index[frame.body_mass_g.isna()]).drop(columns="year")
            y = torch.from_numpy(frame.pop("body_mass_g").to_numpy(dtype="float32").copy())
            frame = pd.get_dummies(frame, dummy_na=True).astype(float)
            for name in frame.columns[:3]:
                column = frame[name].fillna(frame[name].mean())
                centred = column - column.mean()
                frame[name] = centred / column.std() if centred.any() else 0.0
            return torch.tensor(frame.values, dtype=torch.float32), y

    class wrong:
        def year_kept(file):
            """The year is still among the inputs. It says when a penguin was measured; next
            year's penguins would have one that the model has never seen."""
            return _penguins(file, more=["year"])

        def year_kept_as_it_is(file):
            """The year is still among the inputs. It says when a penguin was measured, nothing
            about the next one: leave the column out."""

            def scale(numbers):
                std = numbers.std()
                scaled = (numbers - numbers.mean()) / std.where(std > 0, 1.0)
                return scaled.assign(year=numbers["year"])

            return _penguins(file, more=["year"], scale=scale)

        def words_before_numbers(file):
            """Every column is there, in another order: the three measurements come first, then
            species, island and sex."""
            X, y = Pipeline.solution(file)
            return torch.cat([X[:, 3:], X[:, :3]], dim=1), y

        def target_left_in_x(file):
            """The body mass is still among the inputs. A model would read the answer off them."""
            return _penguins(file, more=["body_mass_g"])

        def holes_left(file):
            """There is NaN in X where a measurement was missing. Fill it before you standardise."""
            return _penguins(file, fill=lambda numbers: numbers)

        def filled_with_zero(file):
            """It looks as if missing measurements became 0 mm *before* the column was
            standardised. No bill is so short, and mean and deviation are both spoilt."""
            return _penguins(file, fill=lambda numbers: numbers.fillna(0))

        def weights_made_up(file):
            """Penguins that were not weighed are still there, with a mass that nobody measured. An
            input may be filled; a target that is made up teaches the model what is not true."""
            return _penguins(file, rows=lambda f: f.fillna({"body_mass_g": f.body_mass_g.mean()}))

        def all_rows_with_holes_dropped(file):
            """Every penguin with a hole anywhere is gone. Only those without a weight should go:
            the others have something to tell."""
            return _penguins(file, rows=lambda f: f.dropna())

        def nothing_dropped(file):
            """There is NaN in y. Of a penguin that was not weighed nothing can be learnt here:
            leave its row out."""
            return _penguins(file, rows=lambda f: f)

        def not_standardised(file):
            """The measurements are still in millimetres. Bring each column to mean 0 and deviation
            1."""
            return _penguins(file, scale=lambda numbers: numbers)

        def nan_for_a_constant_column(file):
            """All flippers have one length here, so the deviation is 0, and 0 / 0 is NaN. Divide
            by 1 where the deviation is 0."""
            return _penguins(file, scale=lambda numbers: (numbers - numbers.mean()) / numbers.std())

        def deviation_of_the_column_with_holes(file):
            """It looks as if the deviation was computed before the holes were filled, as the
            lecture does for the species. What is asked for here is that of the *filled* column,
            which is smaller."""

            def fill(numbers):
                std = numbers.std()
                return (numbers.fillna(numbers.mean()) - numbers.mean()) / std.where(std > 0, 1.0)

            return _penguins(file, fill=fill, scale=lambda numbers: numbers)

        def as_the_lecture_does_for_the_species(file):
            """Two things differ from what is asked for. The deviation is that of the column
            before its holes were filled; take that of the filled one. And where all values are
            equal it is 0: divide by 1 there."""

            def fill(numbers):
                return (numbers.fillna(numbers.mean()) - numbers.mean()) / numbers.std()

            return _penguins(file, fill=fill, scale=lambda numbers: numbers)

        def divided_by_m(file):
            """The measurements are off by one factor: the deviation was computed with m, the number
            of rows, in place of m − 1. Take that of pandas or torch."""
            return _penguins(
                file,
                scale=lambda numbers: (
                    (numbers - numbers.mean()) / numbers.std(ddof=0).replace(0, 1)
                ),
            )

        def missing_sex_lost(file):
            """There is no column for a missing sex (or species, or island), so a penguin of unknown
            sex has zeros everywhere. Missing is a category of its own."""
            return _penguins(file, dummy_na=False)

        def statistics_of_all_rows(file):
            """Penguins that are left out still had a say in the means. Leave them out first, then
            compute."""

            def rows(frame):
                filled = frame.fillna(frame[list(_MEASURES)].mean())
                return filled.dropna(subset=["body_mass_g"])

            return _penguins(file, rows=rows)

        def float64(file):
            """The tensors are float64, the weights of a model float32: the two do not multiply."""
            X, y = Pipeline.solution(file)
            return X.double(), y.double()

        def y_is_a_column(file):
            """y has two axes; (m,) is one. Beside predictions of shape (m,) it would broadcast to
            m × m."""
            X, y = Pipeline.solution(file)
            return X, y.reshape(-1, 1)


def _columns_of_x(file: str) -> list[str]:
    header, *rows = (line.split(",") for line in file.splitlines())
    weighed = [row for row in rows if row[header.index("body_mass_g")] != "NA"]
    names = list(_MEASURES)
    for group in _GROUPS:
        words = {row[header.index(group)] for row in weighed} - {"NA"}
        names += [f"{group}_{word}" for word in [*sorted(words), "nan"]]
    return names


def _penguins(file, more=(), rows=None, fill=None, scale=None, dummy_na=True):
    """The solution with one step replaced, for the wrong answers."""
    frame = pd.read_csv(file)
    frame = rows(frame) if rows else frame.dropna(subset=["body_mass_g"])
    numbers = frame[[*_MEASURES, *more]]
    numbers = fill(numbers) if fill else numbers.fillna(numbers.mean())
    std = numbers.std()
    scaled = (numbers - numbers.mean()) / std.where(std > 0, 1.0)
    numbers = scale(numbers) if scale else scaled
    groups = pd.get_dummies(frame[list(_GROUPS)], dummy_na=dummy_na, dtype=float)
    X = pd.concat([numbers, groups], axis=1).to_numpy(dtype="float32")
    return torch.tensor(X), torch.tensor(frame["body_mass_g"].to_numpy(dtype="float32"))


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
)


class ImageAxes(Exercise):
    """An image as a tensor of floats from 0 to 1, of shape (C, H, W):
    channels, height, width.

    `image` is a NumPy array of bytes (uint8, 0 to 255) of shape (H, W, C), as
    image files are read.
    """

    name = "to_image_tensor"
    hints = (
        "Which axis has to come first, and does it move, or are the numbers only counted anew?",
        "`permute` moves axes, `reshape` counts anew. The largest byte should become 1.0.",
        "`torch.from_numpy(image).permute(2, 0, 1)`, and then the scale.",
    )
    proves = "Axes are moved with permute; bytes become fractions of 255."
    strict_type = True

    def solution(image):
        return torch.from_numpy(image).permute(2, 0, 1) / 255

    def inputs():
        def of(sizes):
            shape = (*sizes[0], sizes[1])
            count = math.prod(shape)
            bytes_ = st.lists(st.integers(0, 255), min_size=count, max_size=count)
            return bytes_.map(lambda b: (np.array(b, dtype=np.uint8).reshape(shape),))

        return st.tuples(unlike_sizes(2, 1, 4), st.sampled_from([3, 3, 1, 4])).flatmap(of)

    def edge_cases():
        ramp = np.arange(0, 240, 10, dtype=np.uint8)
        return [
            (ramp[:6].reshape(2, 1, 3),),
            (ramp[:12].reshape(2, 2, 3),),
            (np.array([[[0, 128, 255]]], dtype=np.uint8),),
            (ramp[:18].reshape(2, 3, 3),),
        ]

    class also_right:
        def with_numpy(image):
            return torch.tensor(np.moveaxis(image, -1, 0) / 255.0)

        def transposed_first(image):
            return torch.tensor(image.transpose(2, 0, 1).copy(), dtype=torch.float32).div(255)

        def channel_by_channel(image):
            planes = [torch.tensor(image[:, :, c]).float() / 255 for c in range(image.shape[2])]
            return torch.stack(planes)

    class wrong:
        def reshaped(image):
            """The shape is right, but the picture is scrambled: `reshape` keeps the numbers in
            their order and only counts them anew. The axes have to *move*."""
            H, W, C = image.shape
            return torch.from_numpy(image).reshape(C, H, W) / 255

        def not_scaled(image):
            """The values go up to 255. Divide, so that the largest byte becomes 1."""
            return torch.from_numpy(image).permute(2, 0, 1).float()

        def still_bytes(image):
            """These are still bytes. A model computes in floats: divide by 255 and they become
            floats from 0 to 1."""
            return torch.from_numpy(image).permute(2, 0, 1)

        def channels_last(image):
            """The values are right, but the channels still come last. torch wants them first."""
            return torch.from_numpy(image) / 255

        def width_before_height(image):
            """It looks as if the order of all three axes was turned round: the picture is mirrored
            at its diagonal. Height comes before width."""
            return torch.from_numpy(image).permute(2, 1, 0) / 255

        def whole_division(image):
            """It looks as if `//` was used: what is below 255 becomes 0, and the picture is
            black."""
            return (torch.from_numpy(image).permute(2, 0, 1) // 255).float()

        def by_256(image):
            """It looks as if 256 was divided by. There are 256 bytes, but the largest is 255, and
            it should become 1."""
            return torch.from_numpy(image).permute(2, 0, 1) / 256

        def by_its_own_maximum(image):
            """It looks as if the brightest pixel of this image was made 1. Then a photograph at
            night is as bright as one at noon: the scale is the same for all images."""
            return torch.from_numpy(image).permute(2, 0, 1) / max(int(image.max()), 1)

        def stayed_in_numpy(image):
            """This is still a NumPy array. `torch.from_numpy` makes a tensor of it."""
            return image.transpose(2, 0, 1) / 255
