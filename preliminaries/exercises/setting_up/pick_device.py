"""The best device that torch finds: CUDA, else MPS, else the CPU.

It takes nothing and returns a `torch.device`, on most laptops
`torch.device("cpu")`. Ask torch with `torch.cuda.is_available()` and
`torch.backends.mps.is_available()`: it is tried as if on a machine with
CUDA, on an Apple machine with MPS, on one with both, and on one with
neither.
"""

from contextlib import ExitStack
from unittest import mock

import torch

from preliminaries.authoring import right, wrong

hints = (
    "How does your function find out what the machine has, before it answers?",
    "Ask for the best device first: `if torch.cuda.is_available():` return that one.",
    '`return torch.device("cuda")` under the first question, `"mps"` under the second, '
    '`"cpu"` at the end.',
)
proves = "It asks before it answers, so your code runs on every machine."


def solution():
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _told(value: object):
    """A function that answers so, whatever it is asked."""
    return lambda *arguments, **options: value


def _machine(cuda: bool, mps: bool) -> ExitStack:
    """A machine on which torch finds these devices, whatever is here; only asking works on it."""
    kind = "cuda" if cuda else "mps" if mps else None
    found = {
        (torch.cuda, "is_available"): cuda,
        (torch.cuda, "device_count"): int(cuda),
        (torch.cuda, "current_device"): 0,
        (torch.cuda, "get_device_name"): "a GPU",
        (torch.backends.mps, "is_available"): mps,
        (torch.backends.mps, "is_built"): mps,
    }
    if hasattr(torch, "accelerator"):  # since torch 2.6
        found |= {
            (torch.accelerator, "is_available"): kind is not None,
            (torch.accelerator, "device_count"): int(kind is not None),
            (torch.accelerator, "current_accelerator"): kind and torch.device(kind),
        }
    if hasattr(torch, "mps") and hasattr(torch.mps, "device_count"):
        found[torch.mps, "device_count"] = int(mps)
    stack = ExitStack()
    for (module, name), value in found.items():
        stack.enter_context(mock.patch.object(module, name, _told(value)))
    return stack


def observe(answer):
    """What is answered on each of four machines; "cuda:0" is "cuda"."""
    machines = {
        "on a machine with neither": (False, False),
        "on a machine with CUDA": (True, False),
        "on an Apple machine with MPS": (False, True),
        "on a machine with CUDA and MPS": (True, True),
    }
    found = {}
    for words, (cuda, mps) in machines.items():
        with _machine(cuda, mps):
            device = answer()
        first = isinstance(device, torch.device) and device.index == 0
        found[words] = torch.device(device.type) if first else device
    return found


@right
def with_an_index():
    if torch.cuda.device_count() > 0:
        return torch.device("cuda:0")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


@right
def from_a_list():
    there = {
        "mps": torch.backends.mps.is_available(),
        "cuda": torch.cuda.is_available(),
        "cpu": True,
    }
    return next(torch.device(name) for name in ("cuda", "mps", "cpu") if there[name])


@right
def from_the_end():
    device = torch.device("cpu")
    if torch.backends.mps.is_available():
        device = torch.device("mps", 0)
    if torch.cuda.is_available():
        device = torch.device("cuda", 0)
    return device


@wrong
def returned_a_string():
    """The name of a device is not yet the device: a string has no `.type`, and comparing
    it with `x.device` is a trap. Make a device of the name."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


@wrong
def always_the_string_cpu():
    """This is text with three letters, the same on every machine. Ask torch what there is
    first, and then make a device, `torch.device(…)`, of the name."""
    return "cpu"


@wrong
def always_the_string_cuda():
    """This is text with four letters, the same on every machine. Is torch asked, with
    parentheses: `torch.cuda.is_available()`? Then make a device, `torch.device(…)`, of the
    name."""
    return "cuda"


@wrong
def cuda_everywhere():
    """It answers CUDA on every machine, whatever torch finds there. Does it ask, and with
    parentheses: `torch.cuda.is_available()`? The function itself, not called, counts as
    True."""
    return torch.device("cuda")


@wrong
def mps_everywhere():
    """It answers MPS on every machine, whatever torch finds there. Does it ask, and with
    parentheses: `torch.backends.mps.is_available()`?"""
    return torch.device("mps")


@wrong
def mps_unless_cuda():
    """With CUDA it is right, and without it answers MPS, also where there is none. Is that
    question asked, and with parentheses: `torch.backends.mps.is_available()`?"""
    return torch.device("cuda" if torch.cuda.is_available() else "mps")


@wrong
def cpu_everywhere():
    """The CPU works everywhere, but the *best* device was asked for. What does your
    function ask torch, and does what it is told reach the `return`?"""
    return torch.device("cpu")


@wrong
def forgot_apple():
    """With CUDA it is right, but an Apple machine gets the CPU, and it has a GPU that torch
    can use. Is torch asked about it, and does a later line, an `else` say, name the device
    anew?"""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@wrong
def cuda_forgotten():
    """With MPS it finds MPS, but a machine with CUDA gets the CPU. Is torch asked about CUDA,
    and does a later line, an `else` say, name the device anew?"""
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


@wrong
def mps_before_cuda():
    """Each device is found where it is the only one. Where torch finds both, MPS wins here,
    and CUDA should: which question is asked first, and does a later line name the device
    anew?"""
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@wrong
def returned_nothing_without_a_gpu():
    """With CUDA or MPS it is right. On a machine with neither it returns nothing: which line
    is reached there?"""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return None


@wrong
def accelerator_named_the_other_way_round():
    """A machine with CUDA gets the CPU, and one without gets CUDA. Follow your lines for a
    machine on which `torch.cuda.is_available()` is True."""
    return torch.device("cpu" if torch.cuda.is_available() else "cuda")


def proof() -> None:
    """A tensor can be made there, and on nothing better."""
    works = []
    for kind in ("cuda", "mps", "cpu"):
        try:
            torch.ones(1, device=kind)
        except (RuntimeError, AssertionError, NotImplementedError):
            continue
        works.append(kind)
    assert solution().type == works[0]
