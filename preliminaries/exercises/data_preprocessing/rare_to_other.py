"""A new Series like `column`, in which every word seen fewer than `k`
times is "other". What is missing stays missing: it is no word.

For k = 2, ["a", "b", "a", NaN] becomes ["a", "other", "a", NaN].
"""

import pandas as pd
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, wrong

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
        (pd.Series(["a", "a", "a", "a", "b", "b", "b"], name="x"), 4),
        (pd.Series(["other", "b", "a", "a"], name="x"), 2),
        (pd.Series(["a", "b", "b", None], name="x", index=[7, 5, 6, 4]), 3),
        (pd.Series(["a", "ab", "ab"], name="x"), 2),  # a word within another
        (pd.Series(["a.", "ab", "ab"], name="x"), 2),  # and one that is a pattern
        (pd.Series(["A", "a", "a", "a "], name="x"), 2),
    ]


@right
def by_mapping(column, k):
    counts = column.value_counts()
    return column.map(lambda word: "other" if counts.get(word, k) < k else word)


@right
def with_transform(column, k):
    counts = column.groupby(column).transform("size")
    return column.mask(counts < k, "other")


@right
def in_a_loop(column, k):
    words = list(column)
    new = ["other" if not pd.isna(word) and words.count(word) < k else word for word in words]
    return pd.Series(new, index=column.index)


@wrong
def dropped_the_rows(column, k):
    """Rows with a rare word are gone, with all else that was known about them. The word
    changes, the row stays."""
    counts = column.value_counts()
    return column[~column.isin(counts.index[counts < k])]


@wrong
def missing_counted_as_a_word(column, k):
    """Missing entries have become "other". Other than what? Nobody knows the word, so NaN
    has to stay."""
    return column.where(column.map(column.value_counts()) >= k, "other")


@wrong
def missing_kept_only_if_frequent(column, k):
    """It looks as if NaN was counted like a word: rare holes became "other", frequent ones
    stayed. A hole is no word, however many there are."""
    counts = column.value_counts(dropna=False)
    return column.where(~column.isin(counts.index[counts < k]), "other")


@wrong
def k_times_is_rare_too(column, k):
    """A word seen exactly k times was taken for rare. *Fewer* than k is `< k`."""
    counts = column.value_counts()
    return column.where(~column.isin(counts.index[counts <= k]), "other")


@wrong
def seen_once_is_rare(column, k):
    """It looks as if the words seen once were rare, whatever k is. Here k says how often a word
    has to occur: compare the counts with `k`."""
    counts = column.value_counts()
    return column.where(~column.isin(counts.index[counts < 2]), "other")


@wrong
def seen_once_is_rare_and_missing_is_a_word(column, k):
    """Two things: which words are rare depends on `k` here, and is not always "seen once"; and
    NaN is no word, so it has to stay."""
    counts = column.value_counts()
    return column.where(column.isin(counts.index[counts > 1]), "other")


@wrong
def changed_the_callers_column(column, k):
    """The words are right, and the column that was handed in has been changed. A new one is
    asked for: `where` makes it, or work on `column.copy()`."""
    counts = column.value_counts()
    column[column.isin(counts.index[counts < k])] = "other"
    return column


@wrong
def replaced_within_words(column, k):
    """In ["a", "ab", "ab"] the rare word "a" was replaced wherever it stands, also within "ab".
    A word is a whole entry: compare it with `==`, or with `isin`."""
    counts = column.value_counts()
    for word in counts.index[counts < k]:
        column = column.str.replace(word, "other", regex=False)
    return column


@wrong
def rare_became_missing(column, k):
    """Rare words have become NaN. They are known, only rare: "other" says so."""
    counts = column.value_counts()
    return column.where(~column.isin(counts.index[counts < k]))


@wrong
def frequent_became_other(column, k):
    """The frequent words were replaced and the rare ones stay: the other way round."""
    counts = column.value_counts()
    return column.where(~column.isin(counts.index[counts >= k]), "other")


@wrong
def kept_the_k_most_frequent(column, k):
    """It looks as if the k most frequent words were kept. k is how often a word has to
    occur, not how many words may stay."""
    kept = column.value_counts().index[:k]
    return column.where(column.isin(kept) | column.isna(), "other")


def proof() -> None:
    """Counted in Python."""
    for column, k in [*edge_cases(), *examples(inputs())]:
        words = [None if pd.isna(word) else word for word in column]
        expected = [
            "other" if word is not None and words.count(word) < k else word for word in words
        ]
        found = [None if pd.isna(word) else word for word in solution(column, k)]
        assert found == expected
