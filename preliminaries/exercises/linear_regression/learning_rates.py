"""What gradient descent does on f(w) = (w - 3)**2 from w = 0, with each
learning rate:

"creeps": w comes nearer to 3 with every step, from one side
"arrives": w is 3 after a single step
"zigzags": w comes nearer, now below 3 and now above
"swings": w jumps back and forth, and comes no nearer
"runs away": w gets further away with every step
"""

import itertools

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "Where is w after the first step, and after the second? Compute both for lr = 1.",
    "The gradient is 2 (w - 3), so a step multiplies the distance from 3 by 1 - 2 lr.",
    "A factor between 0 and 1 creeps; 0 arrives; a negative one changes sides; beyond -1 it runs "
    "away.",
)
proves = "One factor, 1 - lr · λ, tells what becomes of the distance."
read = reading.each(reading.choice("creeps", "arrives", "zigzags", "swings", "runs away"))

solution = {
    "lr = 0.1": "creeps",
    "lr = 0.5": "arrives",
    "lr = 0.9": "zigzags",
    "lr = 1": "swings",
    "lr = 1.1": "runs away",
}


@right
def in_capitals():
    return {key: word.upper() for key, word in solution.items()}


@right
def by_the_factor():
    def word(lr):
        factor = round(1 - 2 * lr, 6)
        if factor == 0:
            return "arrives"
        if factor > 0:
            return "creeps"
        return "zigzags" if factor > -1 else "swings" if factor == -1 else "runs away"

    return {key: word(float(key.removeprefix("lr = "))) for key in solution}


@wrong
def two_of_the_square_forgotten():
    """It looks as if the gradient was taken for w - 3. The square has the slope 2 (w - 3), so that
    a step multiplies the distance by 1 - 2 lr, and not by 1 - lr."""
    return {"lr = 0.5": "creeps", "lr = 0.9": "creeps", "lr = 1": "arrives", "lr = 1.1": "zigzags"}


@wrong
def past_the_bottom_is_lost():
    """It looks as if whoever steps over the bottom was lost. With lr = 0.9 the first step goes
    from 0 to 5.4: on the other side, and nearer than before."""
    return {"lr = 0.9": "runs away", "lr = 1": "runs away"}


@wrong_like(past_the_bottom_is_lost)
def past_the_bottom_swings():
    return {"lr = 0.9": "swings"}


@wrong_like(past_the_bottom_is_lost)
def past_the_bottom_is_lost_but_for_one():
    return {"lr = 0.9": "runs away"}


@wrong
def the_limit_still_comes_nearer():
    """With lr = 1 the first step goes from 0 to 6, and the second from 6 to 0: as far away as
    before, for ever."""
    return {"lr = 1": "zigzags"}


@wrong_like(the_limit_still_comes_nearer)
def the_limit_runs_away():
    return {"lr = 1": "runs away"}


@wrong
def one_is_the_natural_rate():
    """It looks as if 1 was the rate that is right. For f = (w - 3)² / 2 it is. Here the slope is
    twice that, and a step of 1 lands at 6."""
    return {"lr = 0.5": "creeps", "lr = 1": "arrives"}


@wrong
def zigzags_and_swings_exchanged():
    """ "zigzags" and "swings" have changed places. With lr = 1 the first step goes from 0 to 6, and
    the second back to 0: that comes no nearer. With lr = 0.9 the first goes to 5.4: nearer."""
    return {"lr = 0.9": "swings", "lr = 1": "zigzags"}


@wrong
def below_one_comes_from_one_side():
    """With lr = 0.9 the slope at 0 is -6, and the first step goes to 5.4. On which side of 3 is
    that?"""
    return {"lr = 0.9": "creeps"}


@wrong
def jumps_too_soon():
    """From 0, with lr = 0.5: the slope is -6, and half of it, taken off, is a step of 3. Where does
    that end, and what is the slope there?"""
    return {"lr = 0.5": "swings"}


@wrong_like(jumps_too_soon)
def zigzags_too_soon():
    return {"lr = 0.5": "zigzags"}


@wrong_like(jumps_too_soon)
def all_limits_halved():
    return {"lr = 0.5": "swings", "lr = 0.9": "runs away", "lr = 1": "runs away"}


@wrong
def never_arrives():
    """From 0, with lr = 0.5: the slope is -6, and half of it, taken off, is a step of 3."""
    return {"lr = 0.5": "creeps"}


@wrong
def only_slower_or_faster():
    """It looks as if a larger rate was always a faster one. With lr = 1.1 the first step goes from
    0 to 6.6, and the second to -1.32: how far is each from 3?"""
    return {"lr = 0.9": "creeps", "lr = 1": "creeps", "lr = 1.1": "creeps"}


@wrong
def large_ones_stay_near():
    """With lr = 1.1 the first step goes from 0 to 6.6, which is 3.6 away from 3, the next one to
    -1.32, which is 4.32 away. Does that come nearer?"""
    return {"lr = 1.1": "zigzags"}


@wrong_like(large_ones_stay_near)
def large_ones_swing():
    return {"lr = 1.1": "swings"}


def proof() -> None:
    """Fifty steps are taken with each."""
    for key, word in solution.items():
        lr, w, path = float(key.removeprefix("lr = ")), torch.zeros((), dtype=torch.float64), []
        for _ in range(50):
            w = w - lr * 2 * (w - 3)
            path.append(w.item() - 3)
        nearer = all(abs(b) < abs(a) for a, b in itertools.pairwise(path) if abs(a) > 1e-9)
        sides = {d > 0 for d in path if abs(d) > 1e-9}
        found = {
            "arrives": abs(path[0]) < 1e-9,
            "creeps": nearer and len(sides) == 1 and abs(path[0]) > 1e-9,
            "zigzags": nearer and len(sides) == 2,
            "swings": abs(abs(path[-1]) - 3) < 1e-6,
            "runs away": abs(path[-1]) > 100,
        }
        assert [name for name in found if found[name]] == [word], key
