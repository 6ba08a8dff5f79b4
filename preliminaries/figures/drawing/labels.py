"""What lectures call curves, axes, pictures and choices, in the language spoken.

These names stand in a learner's code, which stays English; in a picture they are words.
"""

from preliminaries.languages import words_of

in_words = words_of(__name__)


def named(label: str) -> str:
    """The label in the language spoken, where it is one that the course uses; else as it is."""
    (known,) = {
        "absolute",
        "along x₁",
        "along x₂",
        "bits",
        "by logarithm",
        "degree",
        "density",
        "engine",
        "entropy",
        "epoch",
        "error of w",
        "first",
        "flipper, mm from the mean",
        "flipper, scaled",
        "forward",
        "grams",
        "grams off",
        "hidden",
        "line",
        "loss",
        "mean loss",
        "normal",
        "operations",
        "penguins",
        "picture",
        "price, thousands",
        "probability",
        "probability of heads",
        "rank 1",
        "rank 2",
        "raw",
        "reverse",
        "right labels",
        "rows",
        "second",
        "squared",
        "standardised",
        "step",
        "sum",
        "surprise",
        "training",
        "update",
        "validation",
        "validation loss",
        "x₁ or x₂",
    } & {label} or {label}
    return in_words(known)
