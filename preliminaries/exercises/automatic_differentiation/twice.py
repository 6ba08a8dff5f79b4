"""True where the line raises, False where it works. x is a leaf tensor of shape () that
requires gradients.
"""

import torch

from preliminaries.authoring import reading, right, wrong

name = "raises"
hints = (
    "What is freed by the first backward, and who has kept something to be freed?",
    "The derivative of a square needs x, so `x * x` keeps it; that of a sum needs nothing. A "
    "new forward pass makes a new graph.",
    "One of the four raises.",
)
proves = "What backward needs is kept for one backward; a new forward pass keeps it anew."
read = reading.each(reading.yes_or_no)

solution = {
    "y = x * x; y.backward(); y.backward()": True,
    "y = x * x; y.backward(retain_graph=True); y.backward()": False,
    "y = x * x; y.backward(); y = x * x; y.backward()": False,
    "y = x + x; y.backward(); y.backward()": False,
}


@right
def in_words():
    words = {True: "yes", False: "no"}
    return {key: words[value] for key, value in solution.items()}


@right
def tried():
    found = {}
    for line in solution:
        x = torch.tensor(3.0, requires_grad=True)
        try:
            exec(line, {"x": x})
            found[line] = False
        except RuntimeError:
            found[line] = True
    return found


@wrong
def turned_round():
    """Every answer is the wrong way round. `True` stands for a line that *raises*, `False`
    for one that works: is it meant like that?"""
    return {line: not raises for line, raises in solution.items()}


@wrong
def always_raises():
    """It looks as if a second backward always failed. It fails where something that is
    needed has been freed: was it kept, or made anew, or not needed at all?"""
    return dict.fromkeys(solution, True)


@wrong
def never_raises():
    """It looks as if nothing were ever freed. After `backward` torch lets go of what the
    graph has kept, here the x in x * x; a second pass would need it."""
    return {"y = x * x; y.backward(); y.backward()": False}


@wrong
def retain_is_for_later_graphs():
    """`retain_graph=True` keeps what *this* backward would free, so that one more can
    follow."""
    return {"y = x * x; y.backward(retain_graph=True); y.backward()": True}


@wrong
def a_graph_belongs_to_x():
    """It looks as if the graph belonged to x. It belongs to y: computing y again builds
    a new one, with everything in it."""
    return {"y = x * x; y.backward(); y = x * x; y.backward()": True}


@wrong
def every_operation_keeps_its_inputs():
    """What does the derivative of x + x need to know about x? Where nothing is kept,
    nothing is freed."""
    return {"y = x + x; y.backward(); y.backward()": True}


def proof() -> None:
    """Each line is run."""
    for line, fails in solution.items():
        try:
            exec(line, {"x": torch.tensor(3.0, requires_grad=True)})
        except RuntimeError:
            raised = True
        else:
            raised = False
        assert raised == fails, line
