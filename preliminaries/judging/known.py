"""The state in which everything is judged, whatever the learner's session is set to.

What is expected, what wrong answers give and what an answer gives are found in the same state: that
of a kernel just started. `restoring` brings the session's own back.
"""

import random
import sys
import warnings
from contextlib import ExitStack
from typing import Any, cast

_STEPS = 1000, 3000  # of recursion: fewer stop what is right, more end the process


def enter(stack: ExitStack) -> None:
    """Bring that state about; what only a `with` block sets is left when the stack is."""
    random.seed(0)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(min(max(limit, _STEPS[0]), _STEPS[1]))
    stack.enter_context(warnings.catch_warnings())
    filters = cast(list, warnings.filters)
    filters[:] = [how for how in filters if how[0] != "error"]
    for name, settle in (("numpy", _numpy), ("pandas", _pandas), ("torch", _torch)):
        if module := sys.modules.get(name):
            settle(module, stack)


def _numpy(np: Any, stack: ExitStack) -> None:
    np.random.seed(0)
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    np.set_printoptions(
        edgeitems=3,
        floatmode="maxprec",
        formatter=None,
        infstr="inf",
        legacy=False,
        linewidth=75,
        nanstr="nan",
        precision=8,
        sign="-",
        suppress=False,
        threshold=1000,
    )


def _pandas(pandas: Any, stack: ExitStack) -> None:
    from pandas._config import config

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of options that will go
        for name, option in config._registered_options.items():
            place: Any = pandas.options.d
            for key in name.split("."):
                place = place[key]
            if place is not option.defval and place != option.defval:
                pandas.set_option(name, option.defval)


def _torch(torch: Any, stack: ExitStack) -> None:
    while torch._C._len_torch_function_stack():  # the default device is one
        torch._C._pop_torch_function_stack()
    torch._GLOBAL_DEVICE_CONTEXT.device_context = None
    if "torch.utils._device" in sys.modules:
        torch.utils._device.CURRENT_DEVICE = None
    torch.default_generator.manual_seed(0)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(0)
        stack.enter_context(torch.autocast("cuda", enabled=False))
    stack.enter_context(torch.autocast("cpu", enabled=False))
    stack.enter_context(torch.inference_mode(False))
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    torch.autograd.set_detect_anomaly(False)
    if torch.get_deterministic_debug_mode():
        torch.set_deterministic_debug_mode("default")
    torch.set_float32_matmul_precision("highest")
    torch.set_printoptions(profile="default", sci_mode=None)
