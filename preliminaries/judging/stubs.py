"""Seeing that an answer has not been written yet, without asking it."""

import dis

_SAYS_NOTHING = {"CACHE", "NOP", "RESUME", "RETURN_VALUE"}
_LOADS = {"LOAD_CONST", "RETURN_CONST"}


def is_stub(answer: object) -> bool:
    """Whether it is `...`, or a function that does nothing but return it."""
    if are_dots(answer):
        return True
    code = getattr(answer, "__code__", None)
    if type(code) is not type(is_stub.__code__):
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in _SAYS_NOTHING]
    return len(steps) == 1 and steps[0].opname in _LOADS and are_dots(steps[0].argval)


def are_dots(value: object) -> bool:
    """Whether it is `...`, or a tuple that begins with it."""
    return value is ... or (type(value) is tuple and bool(value) and value[0] is ...)
