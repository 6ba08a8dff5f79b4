"""The preliminaries of deep learning: exercises that are checked, hints, solutions, figures."""

import sys

# Before anything that an older Python cannot even read: its errors would say nothing to a learner.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("This course needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

__all__ = ["by_hand", "check", "hint", "progress", "show", "solution"]

# Not from typing: nothing is loaded here, so that the doctor can name a learner's own typing.py.
TYPE_CHECKING = False
if TYPE_CHECKING:  # only editors read this
    from preliminaries.teaching import by_hand, check, hint, progress, show, solution
else:

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError("module 'preliminaries' has no attribute " + repr(name))
        from preliminaries import teaching

        return getattr(teaching, name)

    def __dir__():
        return sorted({*globals(), *__all__})
