"""True where the line raises, False where it works, when a is a vector of three entries (or A
a matrix) and f is the function of this section.
"""

import numpy as np

from preliminaries.authoring import reading, right, wrong

hints = (
    "Which lines of f need one single number? Are there such numbers for a vector?",
    "The norm and the sum of b are single numbers for any a, so f runs. What shape has its result?",
    "`backward` without an argument needs a result with one element.",
)
proves = "The function runs for any shape; it is `backward` that needs one number."
read = reading.each(reading.yes_or_no)

solution = {
    "f(a)": False,
    "f(a).backward()": True,
    "f(a).sum().backward()": False,
    "f(a).backward(gradient=torch.ones(3))": False,
    "f(A).backward()": True,
}


@right
def in_words():
    return {
        "f(a)": "no",
        "f(a).backward()": "yes",
        "f(a).sum().backward()": "no",
        "f(a).backward(gradient=torch.ones(3))": "no",
        "f(A).backward()": "yes",
    }


@right
def with_numpys_bools():
    return {key: np.bool_(value) for key, value in solution.items()}


@wrong
def turned_round():
    """Every answer is the wrong way round. `True` stands for a line that *raises*, `False`
    for one that works: was it meant so?"""
    return {line: not raises for line, raises in solution.items()}


@wrong
def works_unchanged():
    """It looks as if everything worked as it did for a number. f itself does; but its
    result has then as many entries as a, and which of them should `backward`
    differentiate?"""
    return {"f(a).backward()": False, "f(A).backward()": False}


@wrong
def the_while_fails():
    """It looks as if the `while` could not decide. It asks for the *norm* of b: how many
    numbers are that, for a vector?"""
    return {
        "f(a)": True,
        "f(a).sum().backward()": True,
        "f(a).backward(gradient=torch.ones(3))": True,
    }


@wrong
def only_a_matrix_fails():
    """A vector is no better off than a matrix here: `backward` needs *one* number, and
    three are not one."""
    return {"f(a).backward()": False}


@wrong
def gradient_must_be_a_number():
    """The argument of `backward` says how much each entry of the result counts. For a
    result of shape (3,), which shape does it need?"""
    return {"f(a).backward(gradient=torch.ones(3))": True}


def proof() -> None:
    """Each line is run."""
    import torch

    def f(a):
        b = a * 2
        while b.norm() < 1000:
            b = b * 2
        return b if b.sum() > 0 else 100 * b

    for line, fails in solution.items():
        a, A = torch.ones(3, requires_grad=True), torch.ones(2, 3, requires_grad=True)
        try:
            exec(line, {"torch": torch, "f": f, "a": a, "A": A})
        except RuntimeError:
            raised = True
        else:
            raised = False
        assert raised == fails, line
