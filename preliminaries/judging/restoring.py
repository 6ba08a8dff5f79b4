"""What a learner's session consists of, so that an answer can be run and leave no trace.

Everything here looks only at modules that are loaded already: an exercise without pandas never
pays for pandas. The names in `builtins` are the guard's business: nothing works without them.
"""

import operator
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from preliminaries import locks

Restore = Callable[[], object]


def save() -> Restore:
    """Remember the session as it is now; calling the result brings that state back."""
    restores = [
        _namespaces(),
        _python(),
        *(_library(name, state) for name, state in _LIBRARIES.items() if name in sys.modules),
    ]

    def restore() -> None:
        for step in restores:
            step()

    return restore


def _namespaces() -> Restore:
    """Names deleted from, or replaced in, the modules that every cell uses."""
    spaces = [random, *(m for n in _SHARED if (m := sys.modules.get(n)) is not None)]
    if "torch" in sys.modules:
        spaces.append(sys.modules["torch"].Tensor)
    if "pandas" in sys.modules:
        spaces += [sys.modules["pandas"].DataFrame, sys.modules["pandas"].Series]
    saved = [(space, vars(space).copy()) for space in spaces]
    modules = sys.modules.copy()

    def restore() -> None:
        for space, before in saved:
            now = vars(space)
            if isinstance(space, type):  # a method that hides an inherited one
                for name in now.keys() - before.keys():
                    delattr(space, name)
            for name, value in _replaced(before, now):
                # Some slots of a class (`__dict__`) cannot be set: not by an answer either.
                with suppress(AttributeError, TypeError):
                    setattr(space, name, value)
        sys.modules.update(_replaced(modules, sys.modules))

    return restore


def _replaced(before: Mapping, now: Mapping) -> list[tuple]:
    """Names and values that are others now, or gone."""
    # As nearly always all is as it was, in its order, and new names come last: twice as fast as to
    # look up each. That a name has gone shows by the values behind it, and of the last by its own.
    last = next(reversed(before), None)
    if (
        last in now
        and len(before) <= len(now)
        and all(map(operator.is_, before.values(), now.values()))
    ):
        return []
    return [(name, value) for name, value in before.items() if now.get(name, before) is not value]


_SHARED = (
    "math",
    "matplotlib.pyplot",
    "numpy",
    "os",
    "pandas",
    "signal",
    "sys",
    "time",
    "torch",
    "torch.func",
    "torch.linalg",
    "torch.nn.functional",
)


def _python() -> Restore:
    streams = sys.stdin, sys.stdout, sys.stderr
    state = random.getstate()
    filters = warnings.filters[:]
    limit = sys.getrecursionlimit()
    path = sys.path[:]
    folder = None
    with suppress(OSError):  # it may have been deleted
        folder = os.getcwd()
    environment = dict(os.environ)
    trace, profile = sys.gettrace(), sys.getprofile()
    in_main_thread = threading.current_thread() is threading.main_thread()
    handlers = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        sys.stdin, sys.stdout, sys.stderr = streams
        random.setstate(state)
        if warnings.filters != filters:
            cast(list, warnings.filters)[:] = filters
        sys.setrecursionlimit(limit)
        sys.path[:] = path
        if folder is not None:
            with suppress(OSError):
                os.chdir(folder)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)
        if sys.gettrace() is not trace:
            sys.settrace(trace)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)
        if in_main_thread:
            for which, handler in handlers.items():
                if signal.getsignal(which) is not handler:
                    signal.signal(which, handler)

    return restore


def _numpy(np: Any) -> Restore:
    state = np.random.get_state()
    errors = np.geterr()
    printing = np.get_printoptions()

    def restore() -> None:
        np.random.set_state(state)
        np.seterr(**errors)
        np.set_printoptions(**{k: v for k, v in printing.items() if k != "override_repr"})

    return restore


def _torch(torch: Any) -> Restore:
    bring_modes_back = _without_modes(torch)  # which would look at every line here
    generator = torch.get_rng_state()
    on_cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else None
    dtype = torch.get_default_dtype()
    grad = torch.is_grad_enabled()
    anomaly = torch.is_anomaly_enabled()
    threads = torch.get_num_threads()
    precision = torch.get_float32_matmul_precision()
    deterministic = torch.get_deterministic_debug_mode()
    printing = vars(torch._tensor_str.PRINT_OPTS).copy()
    dispatching = torch._C._len_torch_dispatch_stack()
    dispatch = torch.utils._python_dispatch
    flags = {name: flag for name, flag in vars(dispatch).items() if name.startswith("_is_in_")}
    layers = _layers(torch)
    duals = torch.autograd.forward_ad._current_level
    # The first versions of torch 2 do not tell.
    hooked = getattr(torch._C._autograd, "_top_saved_tensors_default_hooks", lambda _: None)
    hooks = hooked(True)
    bring_modes_back()

    def restore() -> None:
        _without_modes(torch)
        # A mode whose `with` block was stopped on its way out would watch the whole session.
        while torch._C._len_torch_dispatch_stack() > dispatching:
            dispatch._pop_mode()
        vars(dispatch).update(flags)  # which a mode sets beside the stack
        if hasattr(dispatch, "set_is_in_mode_without_ignore_compile_internals"):
            dispatch.set_is_in_mode_without_ignore_compile_internals(
                flags["_is_in_any_mode_without_ignore_compile_internals"]
            )
        while _layers(torch) > layers:
            torch._C._functorch.pop_dynamic_layer_stack()
        while torch.autograd.forward_ad._current_level > duals:
            torch.autograd.forward_ad.exit_dual_level()
        while hooked(True) != hooks:
            torch._C._autograd._pop_saved_tensors_default_hooks()
        torch.set_rng_state(generator)
        if on_cuda is not None:
            torch.cuda.set_rng_state_all(on_cuda)
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
        torch.autograd.set_detect_anomaly(anomaly)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        if torch.get_float32_matmul_precision() != precision:
            torch.set_float32_matmul_precision(precision)
        if torch.get_deterministic_debug_mode() != deterministic:
            torch.set_deterministic_debug_mode(deterministic)
        vars(torch._tensor_str.PRINT_OPTS).update(printing)
        bring_modes_back()

    return restore


def _layers(torch: Any) -> int:
    """How many transformations of torch.func are under way."""
    innermost = torch._C._functorch.peek_interpreter_stack()
    return 0 if innermost is None else innermost.level()


def _without_modes(torch: Any) -> Restore:
    """Take off what looks at every call of torch's functions; the default device is one of it."""
    pop, push = torch._C._pop_torch_function_stack, torch._C._push_on_torch_function_stack
    place, devices = torch._GLOBAL_DEVICE_CONTEXT, "torch.utils._device"  # loaded on first use
    context = getattr(place, "device_context", None)
    device = getattr(sys.modules.get(devices), "CURRENT_DEVICE", None)
    modes = [pop() for _ in range(torch._C._len_torch_function_stack())]

    def restore() -> None:
        for mode in reversed(modes):
            push(mode)
        place.device_context = context
        if devices in sys.modules:
            vars(sys.modules[devices])["CURRENT_DEVICE"] = device

    return restore


def _matplotlib(matplotlib: Any) -> Restore:
    def now() -> dict:
        return dict(dict.items(matplotlib.rcParams))  # a copy() goes through each setting's checks

    with locks.MATPLOTLIB:
        before = now()

    def restore() -> None:
        with locks.MATPLOTLIB:
            for name, value in _replaced(before, now()):
                dict.__setitem__(matplotlib.rcParams, name, value)

    return restore


def _pandas(pandas: Any) -> Restore:
    before = _copied(pandas.options.d)

    def restore() -> None:
        for name, value in _changed(before, pandas.options.d):
            pandas.set_option(name, value)

    return restore


def _copied(options: dict) -> dict:
    return {
        key: _copied(value) if isinstance(value, dict) else value for key, value in options.items()
    }


def _changed(before: dict, now: dict, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Full name and former value of each option that is another one now."""
    for key, value in before.items():
        if isinstance(value, dict):
            yield from _changed(value, now[key], f"{prefix}{key}.")
        elif now[key] is not value and now[key] != value:
            yield prefix + key, value


_LIBRARIES = {"matplotlib": _matplotlib, "numpy": _numpy, "pandas": _pandas, "torch": _torch}


def _library(name: str, state: Callable[[object], Restore]) -> Restore:
    return state(sys.modules[name])
