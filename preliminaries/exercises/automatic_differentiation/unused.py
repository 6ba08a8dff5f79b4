"""What each line gives: a number, None, or "raises".

x is 3, z is 5, both of shape () and requiring gradients; y = x * x is made
anew before each line, and z.grad is None. `grad` is `torch.autograd.grad`;
of what it returns, the one entry is meant.
"""

import torch

from preliminaries.authoring import Unreadable, describe, reading, right, said, wrong, wrong_like

name = "given"
hints = (
    "Is there a path from z to what is differentiated? Who is asked for a gradient there, "
    "and who has only left nothing?",
    "`grad` raises for an input that it never meets, unless `allow_unused` is true; `backward` "
    "passes it over. A product with 0 is a path, and `detach` cuts one.",
    "Two of the five raise, two give None, one gives a number.",
)
proves = "Unused is None, or an error; a slope of 0 is a number. The two are not the same."


_RAISES = ("raises", "raise", "raised", "error", "an error", "runtimeerror", "fails")


def _read_one(answer: object) -> str:
    """ "raises", "None" or a number."""
    one = reading.held(answer)
    word = one.strip().lower() if isinstance(one, str) else ""
    if one is None or word == "none":
        return "None"
    an_error = isinstance(one, type) and issubclass(one, Exception)
    if an_error or isinstance(one, Exception) or word in _RAISES:
        return "raises"
    try:
        one = float(word or one)
    except (TypeError, ValueError):
        one = None
    if one is None or isinstance(reading.held(answer), bool):
        told = 'A number, None or "raises" is asked for; this is {given}.'
        raise Unreadable(said(told, given=describe(answer)))
    return f"{one + 0.0:g}"  # -0.0 is 0


read = reading.each(_read_one)

solution = {
    "grad(y, z)": "raises",
    "grad(y, z, allow_unused=True)": None,
    "y.backward(); z.grad": None,
    "grad(y + 0 * z, z)": 0,
    "grad(x * z.detach(), z)": "raises",
}


@right
def as_words():
    return {key: "none" if value is None else value for key, value in solution.items()}


@right
def run_line_by_line():
    found = {}
    for line in solution:
        x, z = (torch.tensor(k, requires_grad=True) for k in (3.0, 5.0))
        names = {"x": x, "z": z, "y": x * x, "grad": torch.autograd.grad}
        *first, last = line.split("; ")
        try:
            for statement in first:
                exec(statement, names)
            value = eval(last, names)
            found[line] = value[0] if isinstance(value, tuple) else value
        except RuntimeError:
            found[line] = "raises"
    return found


@wrong
def zero_for_what_is_unused():
    """As mathematics this is right: y does not change with z, so its slope is 0. Torch never
    meets z on its way, and says so: it gives None, or raises where a gradient was asked
    for."""
    return dict.fromkeys(solution, 0)


@wrong_like(zero_for_what_is_unused)
def zero_for_y():
    return dict.fromkeys(list(solution)[:3], 0)


@wrong_like(zero_for_what_is_unused)
def zero_where_a_gradient_is_asked_for():
    return {"grad(y, z)": 0}


@wrong
def slope_by_x():
    """6 is the slope of y by x. It is the one by z that is asked for: where does z stand in
    y = x * x?"""
    return {"grad(y, z)": 6}


@wrong
def zero_where_nothing_is_found():
    """An input that is never met may be left out here, and no error is raised: that is right in
    both lines. But nothing is not 0: which value of Python's stands for it?"""
    return {"grad(y, z, allow_unused=True)": 0, "y.backward(); z.grad": 0}


@wrong
def allowed_gives_zero():
    """`allow_unused=True` allows that nothing is found. Nothing is not 0: which value of
    Python's stands for it?"""
    return {"grad(y, z, allow_unused=True)": 0}


@wrong
def backward_leaves_zero():
    """`backward` leaves something at the leaves that it meets, and z is none of them. What was
    `z.grad` before?"""
    return {"y.backward(); z.grad": 0}


@wrong
def nothing_raises():
    """It looks as if `grad` gave None by itself. It was asked for this very gradient, and an
    input that is never met is most often a mistake: it raises, unless it is allowed."""
    return {"grad(y, z)": None, "grad(x * z.detach(), z)": None}


@wrong_like(nothing_raises)
def unused_gives_none():
    return {"grad(y, z)": None}


@wrong
def none_everywhere():
    """None is what is there where nothing was found and nobody complained. Does `grad` always
    keep quiet where it never meets z? And is z never met in y + 0 * z?"""
    return dict.fromkeys(solution, None)


@wrong
def raises_everywhere():
    """`grad` raises where it never meets z and that is not allowed. Which lines allow it, or ask
    for no gradient by z at all? And is z never met in y + 0 * z?"""
    return dict.fromkeys(solution, "raises")


@wrong
def backward_raises():
    """`backward` was not asked about z: it goes back from y, and leaves gradients where it
    arrives. Is that a reason to raise?"""
    return {"y.backward(); z.grad": "raises"}


@wrong
def allowed_raises():
    """`allow_unused=True` is there so that nothing is raised. What is given in the gradient's
    place?"""
    return {"grad(y, z, allow_unused=True)": "raises"}


@wrong
def zero_times_z_is_unused():
    """0 * z was computed from z, so there is a path, and torch goes along it. What is the
    slope there?"""
    return {"grad(y + 0 * z, z)": "raises"}


@wrong_like(zero_times_z_is_unused)
def zero_times_z_is_none():
    return {"grad(y + 0 * z, z)": None}


@wrong
def zero_left_out():
    """1 would be the slope of z alone. In 0 * z its change is multiplied by 0."""
    return {"grad(y + 0 * z, z)": 1}


@wrong
def detached_is_used():
    """3 would be right without `detach`: the slope of x * z by z is x. What has `z.detach()`
    to do with z, for torch?"""
    return {"grad(x * z.detach(), z)": 3}


@wrong
def detached_gives_none():
    """`z.detach()` is a constant, so `grad` never meets z. What does it do then, where nothing
    was allowed?"""
    return {"grad(x * z.detach(), z)": None}


@wrong
def detached_gives_zero():
    """`z.detach()` is a constant; its slope would be 0. But torch never comes to z, and was
    asked for a gradient there: does it answer with a number?"""
    return {"grad(x * z.detach(), z)": 0}


def proof() -> None:
    """Each line is run."""
    truth = run_line_by_line()
    assert read(solution) == read(truth), truth
