"""Bytes kept for the derivative while `for _ in range(n): y = torch.sin(y)` runs.

y has 2000 entries in float64, 8 bytes each. Reverse mode keeps the input of every sine, the
first y among them, and not the result; forward mode carries the newest value and the newest
derivative along, and nothing older.
"""

import numpy as np

from preliminaries.authoring import reading, right, wrong

name = "bytes_kept_for"
hints = (
    "How many bytes has one tensor of 2000 numbers? How many such tensors has each mode to keep?",
    "Going backward needs cos of every input that was met on the way; going forward needs "
    "what is at hand now.",
    "A tensor has 16 000 bytes. Reverse mode keeps n of them, forward mode two.",
)
proves = "Along a chain, reverse mode's memory grows with depth, forward mode's does not."
read = reading.each(reading.number)

solution = {
    "reverse, n = 10": 160_000,
    "reverse, n = 30": 480_000,
    "forward, n = 10": 32_000,
    "forward, n = 30": 32_000,
}


@right
def as_expressions():
    return {
        "reverse, n = 10": 10 * 2000 * 8,
        "reverse, n = 30": 30 * 2000 * 8,
        "forward, n = 10": 2 * 2000 * 8,
        "forward, n = 30": 2 * 2000 * 8,
    }


@right
def as_floats():
    return {
        "reverse, n = 10": 1.6e5,
        "reverse, n = 30": 4.8e5,
        "forward, n = 10": 3.2e4,
        "forward, n = 30": np.float64(3.2e4),
    }


@wrong
def swapped():
    """It looks as if the two modes were taken for each other. Which one has to come back
    along the way that it went, and needs what it met there?"""
    return {
        "reverse, n = 10": 32_000,
        "reverse, n = 30": 32_000,
        "forward, n = 10": 160_000,
        "forward, n = 30": 480_000,
    }


@wrong
def forward_keeps_all_too():
    """It looks as if forward mode kept every step. Once the next value and its derivative
    are there, what are the older ones still needed for?"""
    return {"forward, n = 10": 320_000, "forward, n = 30": 960_000}


@wrong
def reverse_keeps_the_last_only():
    """Going back through the n-th sine needs the input of the n-th, through the one
    before it that one's input, and so on. How many different tensors are these?"""
    return {"reverse, n = 10": 16_000, "reverse, n = 30": 16_000}


@wrong
def in_kilobytes():
    """These are kilobytes. Bytes are asked for, a thousand times as many."""
    return {key: count / 1000 for key, count in solution.items()}


@wrong
def in_kibibytes():
    """These were divided by 1024. Bytes are asked for: leave them as they are."""
    return {key: count / 1024 for key, count in solution.items()}


@wrong
def bits_for_bytes():
    """These are bits, eight times as many. A float64 has 64 of them: how many bytes?"""
    return {key: 8 * count for key, count in solution.items()}


@wrong
def counted_numbers_for_bytes():
    """These are counts of numbers. How many bytes has a float64?"""
    return {
        "reverse, n = 10": 20_000,
        "reverse, n = 30": 60_000,
        "forward, n = 10": 4_000,
        "forward, n = 30": 4_000,
    }


@wrong
def four_bytes_a_number():
    """That would be right for float32. Here the numbers are in float64."""
    return {
        "reverse, n = 10": 80_000,
        "reverse, n = 30": 240_000,
        "forward, n = 10": 16_000,
        "forward, n = 30": 16_000,
    }


@wrong
def the_value_without_its_derivative():
    """Forward mode carries two tensors along: the value and its derivative."""
    return {"forward, n = 10": 16_000, "forward, n = 30": 16_000}


def proof() -> None:
    """The bytes that torch really keeps."""
    import torch
    from torch.autograd import forward_ad

    from preliminaries.authoring import watching

    def kept_in_reverse(n):
        kept = {}

        def keep(tensor):
            kept[tensor.data_ptr()] = tensor.nbytes
            return tensor

        y = torch.ones(2000, dtype=torch.float64, requires_grad=True)
        with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
            for _ in range(n):
                y = torch.sin(y)
        return sum(kept.values())

    def kept_going_forward(n):
        ones = torch.ones(2000, dtype=torch.float64)
        with watching.quietly(), forward_ad.dual_level():
            y = forward_ad.make_dual(ones, ones.clone())
            for _ in range(n):
                y = torch.sin(y)
            return sum(part.nbytes for part in forward_ad.unpack_dual(y))

    for case, count in solution.items():
        n = int(case.split()[-1])
        assert count == (kept_in_reverse(n) if "reverse" in case else kept_going_forward(n)), case
