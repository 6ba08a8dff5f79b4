"""The gradient of y = 2⟨x, x⟩ at x = [0, 1, 2, 3], one number for each entry of x."""

import numpy as np
import torch

from preliminaries.authoring import reading, right, wrong
from preliminaries.exercises.matrix_calculus._given import measured

hints = (
    "Write ⟨x, x⟩ as a sum. Which of its terms has x₂ in it?",
    "The derivative of 2x² is known from school; each entry has its own.",
    "The gradient is 4x.",
)
proves = "The gradient has an entry for each way in which x can move."
read = reading.gradient

solution = [0, 4, 8, 12]


@right
def as_a_tensor():
    return torch.tensor([0.0, 4.0, 8.0, 12.0])


@right
def as_an_expression():
    return 4 * np.arange(4)


@right
def as_the_row_of_numerator_layout():
    return [[0, 4, 8, 12]]


@right
def asked_of_torch():
    x = torch.arange(4.0, requires_grad=True)
    (2 * (x @ x)).backward()
    return x.grad


@wrong
def forgot_the_factor_in_front():
    """That is the gradient of ⟨x, x⟩. What does the factor in front of it do?"""
    return [0, 2, 4, 6]


@wrong
def value_for_gradient():
    """28 is the *value* of y. Its gradient says how fast y changes with each of the four
    entries of x: how many numbers are that?"""
    return 28


@wrong
def forgot_the_square():
    """It looks as if 2⟨x, x⟩ were taken for something linear in x. Each entry is
    multiplied with *itself*: its slope depends on where you are."""
    return [2, 2, 2, 2]


@wrong
def squares_not_slopes():
    """These are the terms of the sum, 2x². What is the derivative of each?"""
    return [0, 2, 8, 18]


@wrong
def as_a_column():
    """The numbers are right. They stand in a column; x has one axis, and so has the
    gradient that torch keeps beside it: a plain list will do."""
    return [[0], [4], [8], [12]]


def proof() -> None:
    """Measured."""
    found = measured(lambda x: 2 * x @ x, torch.arange(4, dtype=torch.float64))
    torch.testing.assert_close(torch.tensor(solution).double(), found, atol=1e-6, rtol=0)
