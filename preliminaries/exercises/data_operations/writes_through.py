"""True where the line changes X, False where X stays as it is.

X = torch.zeros(3, 3), made anew for each line.
"""

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which of these lines first take something out of X, and then write to what they took?",
    "What a number or a slice takes is a view; what a list or a mask takes is a copy. "
    "In one pair of brackets before an `=` nothing is taken out.",
    "Two of the six lines write to a copy.",
)
proves = "You know when writing reaches the tensor, and when only a copy of it."
read = reading.each(reading.yes_or_no)

solution = {
    "X[1][0] = 9": True,
    "X[1:][0] = 9": True,
    "X[[1, 2]][0] = 9": False,
    "X[[1, 2], 0] = 9": True,
    "X[X == 0][0] = 9": False,
    "X[X == 0] = 9": True,
}


@right
def in_words():
    return {line: "yes" if changes else "no" for line, changes in solution.items()}


@right
def asked_of_torch():
    answers = {}
    for line in solution:
        X = torch.zeros(3, 3)
        exec(line, {"X": X})
        answers[line] = X.any()
    return answers


@wrong
def lists_view_as_slices_do():
    """The mask is right. A list of numbers copies as well: it may name any rows in any order,
    and these need not lie at regular steps. The second bracket writes to that copy."""
    return {"X[[1, 2]][0] = 9": True}


@wrong
def masks_view():
    """The list is right. A mask copies as well: what it takes may lie anywhere. The second
    bracket writes to that copy."""
    return {"X[X == 0][0] = 9": True}


@wrong
def every_index_views():
    """It looks as if everything taken out of X were a view. What a slice takes lies at regular
    steps. Does what a list or a mask takes?"""
    return {"X[[1, 2]][0] = 9": True, "X[X == 0][0] = 9": True}


@wrong
def slices_copy_as_in_lists():
    """A slice of a Python *list* is a copy. A slice of a tensor is a view, and writing to it is
    writing to X."""
    return {"X[1:][0] = 9": False}


@wrong
def two_brackets_never_reach_x():
    """It looks as if a second bracket always wrote to a copy. That depends on what the first
    one takes: a number or a slice gives a view."""
    return {"X[1][0] = 9": False, "X[1:][0] = 9": False}


@wrong
def lists_and_masks_the_other_way_round():
    """The slices are right. Lists and masks you have the other way round: two pairs of brackets
    take a copy out and write to that; one pair before an `=` takes nothing out."""
    return {
        "X[[1, 2]][0] = 9": True,
        "X[[1, 2], 0] = 9": False,
        "X[X == 0][0] = 9": True,
        "X[X == 0] = 9": False,
    }


@wrong
def lists_and_masks_copy_always():
    """Lists and masks copy what they take *out*. In one pair of brackets before an `=` they
    take nothing out: they say where in X to write."""
    return {"X[[1, 2], 0] = 9": False, "X[X == 0] = 9": False}


@wrong
def a_list_copies_before_the_equals_sign():
    """The mask is right. A list in one pair of brackets before an `=` says where in X to write,
    as the mask does."""
    return {"X[[1, 2], 0] = 9": False}


@wrong
def a_mask_copies_before_the_equals_sign():
    """The list is right. A mask in one pair of brackets before an `=` says where in X to write,
    as the list does."""
    return {"X[X == 0] = 9": False}


def proof() -> None:
    """Each line is run, on numbers that differ, and X is read entry by entry."""
    for line, changes in solution.items():
        X = torch.zeros(3, 3)
        exec(line, {"X": X})
        assert (X.tolist() != [[0.0] * 3] * 3) == changes, line
