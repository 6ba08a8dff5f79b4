"""How many updates of the parameters are made, one for each batch."""

import math

import numpy as np

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many batches has one epoch? How many rows are in the last of them?",
    "1000 = 31 · 32 + 8: there are 31 full batches and a short one, in every epoch.",
    "Round 1000 / 32 up where the short batch counts, down where it is left out, and only then "
    "multiply by the epochs.",
)
proves = "You can say beforehand how long training takes, in updates."
read = reading.each(reading.count)

solution = {
    "1000 rows, batches of 32, 3 epochs": 96,
    "the same, without the last short batch": 93,
    "1000 rows, batches of 1000, 3 epochs": 3,
    "1000 rows, batches of 1, 3 epochs": 3000,
    "20 rows, batches of 32, 3 epochs, without the last short batch": 0,
}

_SHORT, _FULL, _WHOLE, _SINGLE, _FEW = solution


@right
def computed():
    return {
        _SHORT: math.ceil(1000 / 32) * 3,
        _FULL: 1000 // 32 * 3,
        _WHOLE: 3.0,
        _SINGLE: np.int64(3000),
        _FEW: 20 // 32,
    }


@right
def counted():
    with_rest = len(range(0, 1000, 32)) * 3
    return {_SHORT: with_rest, _FULL: with_rest - 3, _WHOLE: [3], _SINGLE: 3000.0, _FEW: 0}


@wrong
def rounded_down_in_both():
    """It looks as if the short batch was left out both times. 8 rows are left over in every epoch;
    they make an update too, where they are not dropped."""
    return {_SHORT: 93}


@wrong
def rounded_up_in_both():
    """It looks as if the short batch counted both times. Without it there are only the full
    batches, 31 in an epoch."""
    return {_FULL: 96, _FEW: 3}


@wrong
def rounded_up_in_both_but_none_of_few():
    """Without the short batch there are only the full ones, 31 in each of the three epochs."""
    return {_FULL: 96}


@wrong
def one_short_batch_in_all():
    """93 and 1 are 94: it looks as if the rows that are left over met in one batch at the end.
    Each epoch ends with a short batch of its own."""
    return {_SHORT: 94}


@wrong
def batches_run_on_over_the_epochs():
    """It looks as if the batches ran on from one epoch into the next: 3000 rows, cut in pieces of
    32. Each epoch begins anew, and ends with a short batch of its own."""
    return {_SHORT: 94, _FEW: 1}


@wrong
def one_short_batch_dropped():
    """95 is 96 without *one* short batch. Every epoch has one: how many epochs are there?"""
    return {_FULL: 95}


@wrong
def epochs_forgotten():
    """That is one epoch. There are three."""
    return {_SHORT: 32, _FULL: 31, _WHOLE: 1, _SINGLE: 1000, _FEW: 0}


@wrong
def an_update_for_each_row():
    """It looks as if each row made an update. The rows of a batch share one: its mean loss has one
    gradient."""
    return {_SHORT: 3000, _FULL: 2976, _WHOLE: 3000, _SINGLE: 3000, _FEW: 0}


@wrong
def an_update_for_each_epoch():
    """It looks as if there was one update for each epoch. That is so where a batch is the whole
    table; otherwise every batch makes one."""
    return {_SHORT: 3, _FULL: 3, _WHOLE: 3, _SINGLE: 3, _FEW: 0}


@wrong
def batch_size_taken_for_their_number():
    """It looks as if the size of a batch was taken for the number of batches: with batches of 1
    there are a thousand of them, with batches of 1000 there is one."""
    return {_WHOLE: 3000, _SINGLE: 3}


@wrong
def few_rows_are_a_batch():
    """20 rows are a short batch of 32, and it is left out: nothing is learnt, and nothing tells
    you so."""
    return {_FEW: 3}


def proof() -> None:
    """Counted with a `DataLoader`."""
    import torch
    from torch.utils.data import DataLoader

    for case, count in solution.items():
        full = case if case[0].isdigit() else _SHORT
        rows, size, epochs = [int(word) for word in full.replace(",", "").split() if word.isdigit()]
        loader = DataLoader(torch.zeros(rows), size, drop_last="without" in case)
        assert sum(1 for _ in range(epochs) for _ in loader) == count, case
