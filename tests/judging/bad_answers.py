"""Answers that nobody should hand in, and all of a session that they could change."""

import builtins
import functools
import math
import os
import random
import sys
import threading
import time
import warnings

import numpy as np
import pandas as pd
import torch

from preliminaries import check
from preliminaries.judging import clock
from tests.everything import EXERCISES


class Spiteful:
    """An object none of whose methods can be trusted."""

    def __repr__(self):
        raise RuntimeError("no repr")

    def __eq__(self, other):
        raise RuntimeError("no ==")

    def __len__(self):
        return -1

    def __iter__(self):
        while True:
            yield 1

    def __bool__(self):
        raise RuntimeError("no bool")

    __hash__ = None


class Endless:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        while True:
            pass


def knot():
    values = []
    values.append(values)
    return values


VALUES = {
    "None": lambda: None,
    "NaN": lambda: math.nan,
    "infinity": lambda: math.inf,
    "a complex number": lambda: 1j,
    "a huge int": lambda: 10**5000,
    "a bool": lambda: True,
    "text": lambda: "(32, 3)",
    "bytes": lambda: b"\xff",
    "an empty tuple": lambda: (),
    "an empty dict": lambda: {},
    "a dict with other keys": lambda: {1: 2, None: [3]},
    "a set": lambda: {1, 2},
    "a list that holds itself": knot,
    "a generator": lambda: (k for k in range(3)),
    "an endless generator": lambda: iter(int, 1),
    "a huge range": lambda: range(10**12),
    "a class": lambda: int,
    "an exercise": lambda: EXERCISES[0],
    "a module": lambda: torch,
    "an exception": lambda: ValueError("no"),
    "a tensor without entries": lambda: torch.empty(0, 3),
    "a tensor of 10^9 entries": lambda: torch.empty(1, dtype=torch.int8).expand(10**9),
    "a tensor of NaN": lambda: torch.full((3,), math.nan),
    "a complex tensor": lambda: torch.ones(2, dtype=torch.complex64),
    "a sparse tensor": lambda: torch.eye(3).to_sparse(),
    "a meta tensor": lambda: torch.empty(3, device="meta"),
    "a tensor that requires grad": lambda: torch.ones(3, requires_grad=True),
    "an array of objects": lambda: np.array([None, "a"], dtype=object),
    "an array of dates": lambda: np.array(["2026-01-01"], dtype="datetime64[D]"),
    "a data frame": lambda: pd.DataFrame({"a": [1, None]}),
    "a spiteful object": Spiteful,
    "an object whose attributes never come": Endless,
    "the check itself": lambda: check,
}


def loops(*arguments):
    while True:
        pass


def _loops_stubbornly(*arguments):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


def _sleeps(*arguments):
    time.sleep(1000)


def _recurses(*arguments):
    return _recurses(*arguments)


def _recurses_again_and_again(*arguments):
    try:
        return _recurses_again_and_again(*arguments)
    except RecursionError:
        return _recurses_again_and_again(*arguments)


def _raises(*arguments):
    raise Exception("boom")


def _raises_group(*arguments):
    raise BaseExceptionGroup("many", [KeyboardInterrupt(), ValueError("one")])


def _presses_stop(*arguments):
    raise KeyboardInterrupt


def prints_without_end(*arguments):
    while True:
        print("x" * 1000)


def _exits(*arguments):
    exit()


def _quits_at_once(*arguments):
    os._exit(3)


def _leaves(*arguments):
    sys.exit("bye")


def _asks(*arguments):
    return input("What is it? ")


def _edits_its_input(*arguments):
    for argument in arguments:
        if isinstance(argument, torch.Tensor):
            argument.zero_()
            argument.resize_(0)
        if isinstance(argument, (list, dict)):
            argument.clear()
    return arguments


def _reseeds(*arguments):
    torch.manual_seed(1)
    np.random.seed(1)
    random.seed(1)


def _changes_the_defaults(*arguments):
    torch.set_default_dtype(torch.float64)
    torch.set_default_device("meta")
    torch.set_printoptions(precision=1)
    np.set_printoptions(precision=1)
    np.seterr(all="raise")
    torch.set_grad_enabled(False)
    torch.use_deterministic_algorithms(True)
    torch.set_float32_matmul_precision("medium")
    sys.setrecursionlimit(2000)
    warnings.simplefilter("ignore")


def _deletes_names(*arguments):
    del torch.ones, torch.tensor, torch.Tensor.backward, builtins.len, builtins.isinstance
    torch.Tensor.sum = None
    torch.float32 = torch.float64
    sys.modules.pop("torch")


def _moves_house(*arguments):
    os.chdir("/")
    os.environ["HOME"] = "elsewhere"
    sys.path.clear()
    sys.stdout = None
    sys.stderr = None


def _fills_the_memory(*arguments):
    return torch.ones(10**11)


def _fills_the_memory_with_a_list(*arguments):
    return [0] * 10**11


def _returns_a_generator(*arguments):
    yield from iter(int, 1)


def _returns_itself(*arguments):
    return _returns_itself


def _returns_spite(*arguments):
    return Spiteful()


def _returns_a_huge_tensor(*arguments):
    return torch.empty(1).expand(10**12)


def _returns_nan_tensor(*arguments):
    return torch.full((2, 2), math.nan)


def _warns(*arguments):
    warnings.warn("careful", stacklevel=1)


async def _awaits(*arguments):
    return 1


def _starts_a_tracer(*arguments):
    sys.settrace(lambda *event: None)
    sys.setprofile(lambda *event: None)


def _takes_no_argument():
    return 1


def _takes_nine(a, b, c, d, e, f, g, h, i):
    return 1


FUNCTIONS = [loops, prints_without_end]
FUNCTIONS += [value for name, value in sorted(globals().items()) if name.startswith("_")]
FUNCTIONS = [f for f in FUNCTIONS if getattr(f, "__module__", "") == __name__]
if not clock.HAS_ALARM:  # Windows: see the guard's first lines
    FUNCTIONS = [f for f in FUNCTIONS if f not in (_sleeps, _loops_stubbornly)]
FUNCTIONS += [functools.partial(_raises, 1), print, torch.add, torch.nn.Linear(2, 2), len]


def session():
    """All that a learner could find changed."""
    return {
        "torch's generator": torch.get_rng_state().tolist(),
        "numpy's generator": np.random.get_state()[1].tolist(),
        "python's generator": random.getstate(),
        "default dtype": torch.get_default_dtype(),
        "default device": torch.get_default_device(),
        "torch printing": str(torch.tensor([1 / 3])),
        "numpy printing": str(np.array([1 / 3])),
        "numpy errors": np.geterr(),
        "grad": torch.is_grad_enabled(),
        "modes": torch._C._len_torch_dispatch_stack(),
        "flags of modes": {
            name: flag
            for name, flag in vars(torch.utils._python_dispatch).items()
            if name.startswith("_is_in_")
        },
        "transformations": torch._C._functorch.peek_interpreter_stack() is None,
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "names of torch": {k: id(v) for k, v in vars(torch).items()},
        "names of Tensor": {k: id(v) for k, v in vars(torch.Tensor).items()},
        "names of builtins": {k: id(v) for k, v in vars(builtins).items()},
        "modules": id(sys.modules["torch"]),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "path": sys.path[:],
        "recursion limit": sys.getrecursionlimit(),
        "filters": warnings.filters[:],
        "tracer": (sys.gettrace(), sys.getprofile()),
        "precision": torch.get_float32_matmul_precision(),
        "threads": threading.active_count(),
    }


def changed(before, after):
    """What differs; a name that is new in a module is an import on first use, and may stay."""
    return [
        what
        for what, value in before.items()
        if (
            value.items() <= after[what].items()
            if what == "names of torch"
            else value == after[what]
        )
        is False
    ]
