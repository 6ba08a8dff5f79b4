"""The two layouts of a derivative, and the nine cases."""

from torch import Tensor

KINDS = ("scalar", "vector", "matrix")


def numerator(J: Tensor, y_axes: int) -> Tensor:
    """A derivative in numerator layout, from torch's order: y's axes, then x's.

    The axes of x are reversed. A scalar by a vector becomes a row, a vector by a scalar a column.
    """
    J = J.permute((*range(y_axes), *reversed(range(y_axes, J.ndim))))
    if (y_axes, J.ndim) == (0, 1):
        return J.unsqueeze(0)
    if (y_axes, J.ndim) == (1, 1):
        return J.unsqueeze(1)
    return J


def denominator(J: Tensor, y_axes: int) -> Tensor:
    """A derivative in denominator layout, from torch's order: x's axes first, then y's reversed."""
    J = J.permute((*range(y_axes, J.ndim), *reversed(range(y_axes))))
    if (y_axes, J.ndim) == (0, 1):
        return J.unsqueeze(1)
    if (y_axes, J.ndim) == (1, 1):
        return J.unsqueeze(0)
    return J


def other_layout(derivative: Tensor) -> Tensor:
    """From numerator to denominator layout, or back: all axes in reverse order."""
    return derivative.permute(tuple(reversed(range(derivative.ndim))))


def case_of(y_axes: int, x_axes: int) -> str:
    """The case in words: 1 and 2 axes are "vector by matrix"."""
    return f"{KINDS[y_axes]} by {KINDS[x_axes]}"
