"""The preliminaries of deep learning: exercises that are checked, hints, solutions, figures."""

import os
import sys

# Before anything that an older Python cannot even read: its errors would say nothing to a learner.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("This course needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

# The doctor names a learner's own random.py. It must not load it: Python's own modules come first.
if "preliminaries.doctor" in sys.orig_argv:
    _own = (os.path.dirname(os.__file__), os.path.join(sys.base_exec_prefix, "DLLs"))
    sys.path.sort(key=lambda folder: not folder.startswith(_own) or "-packages" in folder)

from preliminaries.teaching import check, hint, progress, solution

__all__ = ["check", "hint", "progress", "solution"]
